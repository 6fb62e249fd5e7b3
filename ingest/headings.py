"""Which lines are headings, by their words and by their shape."""

import re

_TRIM = re.compile(r"^[^\w(]+|[\s:?!.…–—|*_-]+$")
_OBJECTS = (
    r"(?:role|team|job|position|opportunity|mission|company|organi[sz]ation|impact|work|candidate|person|profile|offer|"
    r"culture|values|stack|process|department|office|project|client|programme|program|business|function|challenge|"
    r"benefits|perks|package|location|purpose|product|school|hospital|university|institute|group|environment)"
)
_NOUNS = (
    r"(?:responsibilit(?:y|ies)|duties|tasks|functions|accountabilities|deliverables|objectives|requirements?|"
    r"qualifications?|skills?|competenc(?:y|ies|es)|experiences?|education|knowledge|abilities|attributes|"
    r"certifications?|languages?|expectations|essentials?|criteria|benefits?|perks|compensation|salary|pay|wages?|"
    r"remuneration|rewards?|bonus(?:es)?|equity|schedule|hours|shifts?|travel|location|relocation|workplace|"
    r"eligibility|visa|sponsorship|clearance|conditions|details|summary|overview|description|purpose|background|"
    r"profile|strengths|extras|advantages|deadline|dates?|process(?:es)?|steps?|timeline|contact|information|"
    r"notes?|instructions|procedure|credentials|licen[cs]es?|goals|outcomes|scope|highlights|stack|tools|technolog(?:y|ies))"
)
_ADJECTIVES = (
    r"(?:key|main|core|primary|essential|your|our|general|job|role|position|basic|minimum|preferred|desired|desirable|"
    r"required|additional|other|special|specific|technical|professional|personal|educational|educational|mandatory|"
    r"optional|bonus|total|annual|base|physical|working|work|employment|application|interview|hiring|selection|"
    r"recruitment|recruiting|employee|company|team|day-to-day|daily|further|practical|important|ideal|candidate|"
    r"examination|supervisory|environmental|security|background|soft|hard|legal|pay|salary|compensation|travel|"
    r"contract|start|starting|expected|target|closing|application|role-specific|the|a|typical|next)"
)
_PATTERNS = (
    r"about(?: (?:the|this|our|us|you|your|me|working|life).{0,40}| \S.{0,40})?",
    rf"(?:the|your|our|this) (?:\w+[ -]){{0,2}}{_OBJECTS}(?: (?:at|in|and|&) .{{1,30}})?",
    rf"(?:{_ADJECTIVES}[ /&,]+(?:and )?){{0,4}}{_NOUNS}(?:(?:,? (?:and|&|or)|[,/&]|/ ?)\s?(?:{_ADJECTIVES} )*{_NOUNS}){{0,4}}"
    rf"(?: (?:of|for|in) (?:the|this|our|your) {_OBJECTS}| for success| required| preferred| needed| include[sd]?)?",
    r"(?:what|who|why|how|where|when)(?:['’]s|['’]re)? \S.{0,55}",
    r"(?:in|with|as part of) (?:this|the|your) (?:role|position|job|team)(?:,? you(?: will|['’]ll)?.{0,25})?",
    r"you (?:may|might|could|will|should|must|['’]ll)\b.{0,45}|you['’](?:ll|re|ve|d) .{0,45}|we['’]re (?:looking|eager).{0,40}",
    r"(?:nice|good|great)[ -]to[ -]ha(?:ve|ves)(?:s)?(?: .{0,30})?|must[ -]ha(?:ve|ves)|bonus(?: points)?(?: (?:if|for).{0,30})?|pluses|a plus",
    r"(?:it['’]s|would be) (?:a plus|great|nice).{0,30}|preferred|desired|required|essential|desirable",
    r"equal (?:employment )?opportunit(?:y|ies)(?: .{0,30})?|eeo(?: statement)?|e-verify|accessibility.{0,20}",
    r"(?:reasonable )?accommodations?.{0,30}|diversity.{0,45}|inclusion.{0,30}|disclaimer|privacy(?: notice| statement)?",
    r"(?:job|role|position|posting|company|team|project|programme|executive) (?:summary|description|details|overview|purpose|profile|information|info|facts|brief)",
    r"overview|summary|introduction|mission|vision|values|culture|history|background|responsibilities|contact|apply|join us|notes?|location|salary",
    r"(?:life|working|careers|work|benefits|perks) (?:at|with) \S.{0,30}|more about .{1,40}|meet .{1,30}|join (?:us|our).{0,30}",
    r"(?:a|your) (?:typical )?(?:day|week|month|first \S+ days|career) .{0,35}|day[ -]to[ -]day|within \S+ (?:days|months|weeks).{0,20}",
    r"(?:ready|interested|excited|want|sound).{0,40}",
    r"compensation.{0,45}|benefits.{0,45}|perks.{0,35}|salary.{0,30}|total rewards|application.{0,30}|interview.{0,25}|next steps",
    r"where to apply|probationary period|selection process|duties|notice.{0,20}",
    # Other languages: the usual ones
    r"(?:deine?|ihre?|unsere?|eure?) (?:aufgaben?|profil|mission|rolle|benefits|vorteile|qualifikationen?|skills|"
    r"verantwortung|angebot|stärken|anforderungen|versprechen|kontakt)(?: .{0,30})?",
    r"(?:das|was|wer|wie|warum|wir|so|darum|dafür|über|wen|wo) \S.{0,45}",
    r"aufgaben|anforderungen|profil|qualifikationen|benefits|kontakt|stellenbeschreibung|aufgabengebiet|bewerbung",
    r"(?:ta|ton|tes|vos|votre|nos|notre|le|la|les|ce|à propos|qui|pourquoi|comment) \S.{0,45}",
    r"missions?|avantages|compétences|profil recherché|responsabilités|rémunération|processus de recrutement",
    r"(?:sobre|acerca de|qué|quiénes|cómo|por qué|tus?|nuestr[oa]s?) \S.{0,45}",
    r"requisitos|funciones|beneficios|ofrecemos|responsabilidades|benefícios|descripción.{0,30}|descrição.{0,30}|"
    r"atividades|qualificações|diferenciais|habilidades|experiencia",
    r"(?:wat|wie|waarom|hoe|jouw|over(?! \d)|onze|wij|dit|technische|persoonlijke|overige) \S.{0,45}|functie-?eisen|"
    r"arbeidsvoorwaarden|vereisten|opleiding|werkervaring|certificeringen|ervaring(?: en kwalificaties)?",
    r"(?:om|vad|vem|dina|din|vi|våra) \S.{0,35}|kvalifikationer|arbetsuppgifter|förmåner|meriterande|ansökan",
    r"(?:cosa|chi|perché|il tuo|la tua|i tuoi|cosa) \S.{0,40}|requisiti|responsabilità|offriamo",
)  # fmt: skip
_KNOWN: re.Pattern[str] | None = None
_SMALL = frozenset("a an the and or of for in on at to with by from & / - – — vs de la le les des du und der die das en van".split())
_FINITE = re.compile(
    r"\b(?:is|are|was|were|will|has|have|can|may|must|should|shall|does|do|provide[sd]?|include[sd]?|offers?)\b", re.IGNORECASE
)


def bare(text: str) -> str:
    """`text` without the emoji, bullets and stops around it."""
    return _TRIM.sub("", text).strip()


def known(text: str) -> bool:
    """Whether the words are those of a usual heading of postings ("About the team", "What you'll do")."""
    global _KNOWN
    if _KNOWN is None:
        _KNOWN = re.compile("|".join(f"(?:{pattern})" for pattern in _PATTERNS), re.IGNORECASE)
    words = bare(text)
    if not words or len(words) > 70 or len(words.split()) > 9 or closed(text):
        return False
    return _KNOWN.fullmatch(words) is not None


def closed(text: str) -> bool:
    """Whether the line ends as a sentence does."""
    return re.search(r"[.;,!…][\"”’)\]]*$", text) is not None


def introduces(text: str) -> bool:
    """Whether the line announces what follows ("We offer:")."""
    return text.rstrip("*_ ").endswith(":")


def capitals(text: str) -> bool:
    """A line in capitals, as public bulletins head their sections."""
    letters = [c for c in text if c.isalpha()]
    return len(letters) >= 4 and len(text.split()) <= 10 and not any(c.islower() for c in letters) and not closed(text)


def titled(text: str) -> bool:
    """A short line whose every weighty word has a capital, or of at most three words."""
    words = bare(text).split()
    if not 1 <= len(words) <= 8 or closed(text) or not words[0][0].isupper():
        return False
    weighty = [word for word in words if word.casefold() not in _SMALL and word[0].isalpha()]
    return bool(weighty) and all(word[0].isupper() for word in weighty)


def short(text: str) -> bool:
    """A line that is no sentence, short enough for a heading."""
    words = bare(text).split()
    return 1 <= len(words) <= 7 and len(text) <= 60 and not closed(text) and (words[0][0].isupper() or words[0][0].isdigit())
