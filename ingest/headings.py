"""Which lines are headings, by their words and by their shape."""

import re
from functools import cache

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
    r"notes?|instructions|procedure|credentials|licen[cs]es?|goals|outcomes|scope|highlights|stack|tools|technology|"
    r"technologies)"
)
_ADJECTIVES = (
    r"(?:key|main|core|primary|essential|your|our|general|job|role|position|basic|minimum|preferred|desired|desirable|"
    r"required|additional|other|special|specific|technical|professional|personal|educational|educational|mandatory|"
    r"optional|bonus|total|annual|base|physical|working|work|employment|application|interview|hiring|selection|"
    r"recruitment|recruiting|employee|company|team|day-to-day|daily|further|practical|important|ideal|candidate|"
    r"examination|supervisory|environmental|security|background|soft|hard|legal|pay|salary|compensation|travel|"
    r"contract|start|starting|expected|target|closing|application|role-specific|the|a|typical|next)"
)
_LABELS = (
    r"about(?: \S.{0,45})?",
    rf"(?:the|your|our|this) (?:\w+[ -]){{0,2}}{_OBJECTS}(?: (?:at|in|and|&) .{{1,30}})?",
    rf"(?:{_ADJECTIVES}[ /&,]+(?:and )?){{0,4}}{_NOUNS}"
    rf"(?:(?:,? (?:and|&|or)|[,/&]|/ ?)\s?(?:{_ADJECTIVES} )*{_NOUNS}){{0,4}}"
    rf"(?: (?:of|for|in) (?:the|this|our|your) {_OBJECTS}| for success| required| preferred| needed| include[sd]?)?",
    r"(?:what|who|why|how|where|when)(?:['’]s|['’]re)? \S.{0,55}",
    r"(?:in|with|as part of) (?:this|the|your) (?:role|position|job|team)(?:,? you(?: will|['’]ll)?.{0,25})?",
    r"you(?: (?:may|might|could|should|would|will|must)|['’](?:ll|d)) .{0,40}"
    r"\b(?:if|if you|fit|do|thrive|bring|need|have|love|get|doing|on|with|responsible for)",
    r"you (?:are|have|bring)|we['’]re (?:looking|eager) .{0,40}|it['’]s (?:a plus|great|nice) .{0,30}",
    r"(?:nice|good|great)[ -]to[ -]haves?(?: .{0,30})?|must[ -]haves?|bonus(?: points)?(?: (?:if|for).{0,30})?",
    r"preferred|desired|required|essential|desirable|pluses|a plus",
    r"equal (?:employment )?opportunit(?:y|ies)(?: .{0,30})?|eeo(?: statement)?|e-verify|disclaimer",
    r"notice(?: to .{0,30})?",
    r"accessibility(?: .{0,20})?|(?:reasonable )?accommodations?(?: .{0,25})?|privacy(?: (?:notice|statement))?",
    r"(?:diversity|inclusion|equity|belonging)(?:(?:,| and| &) .{0,45})?",
    r"(?:job|role|position|posting|company|team|project|programme|executive) "
    r"(?:summary|description|details|overview|purpose|profile|information|info|facts|brief|benefits)",
    r"overview|summary|introduction|mission|vision|values|culture|history|background|contact|apply|applying|location",
    r"(?:life|working|careers|work|benefits|perks) at \S.{0,30}|more about .{1,40}|meet (?:the|your|our) .{1,25}",
    r"(?:a|your) (?:typical )?(?:day|week|month|first \S+ days|career) .{0,35}|day[ -]to[ -]day|within \S+ days",
    r"join (?:us|our team|the team)|next steps|where to apply|probationary period|selection process|total rewards",
    r"(?:compensation|benefits|perks|salary|pay|rewards|remuneration)(?:(?:,| and| &|/) ?.{0,45})?",
    r"(?:application|interview|hiring) (?:process|steps|stages|instructions|deadline|details|materials|timeline)",
)
_OTHER_LABELS = (
    r"(?:deine?|ihre?|unsere?|eure?) (?:aufgaben?|profil|mission|rolle|benefits|vorteile|qualifikationen?|skills|"
    r"verantwortung|angebot|stärken|anforderungen|versprechen|kontakt)(?: .{0,30})?",
    r"(?:das|was|wer|wie|warum|wir|darum|dafür|über(?! \d)|wen) \S.{0,45}",
    r"aufgaben|anforderungen|profil|qualifikationen|kontakt|stellenbeschreibung|aufgabengebiet|bewerbung",
    r"(?:ta|ton|tes|vos|votre|nos|notre|le|la|les) (?:missions?|poste|profil|équipe|rôle|entreprise|avantages|plus|"
    r"compétences|contexte|stack|process(?:us)?|quotidien|responsabilités|essentiels|rémunération)(?: .{0,30})?",
    r"(?:à propos|qui|pourquoi|comment|ce que) \S.{0,45}|missions?|avantages|compétences|profil recherché",
    r"responsabilités|rémunération|processus de recrutement",
    r"(?:sobre|acerca de|qué|quiénes|cómo|por qué) \S.{0,45}|requisitos|funciones|beneficios|ofrecemos",
    r"responsabilidades|benefícios|descripción.{0,30}|descrição.{0,30}|atividades|qualificações|diferenciais",
    r"(?:wat|wie|waarom|hoe|jouw) \S.{0,45}|over (?:ons|jou|(?-i:[A-Z])\S*)|functie-?eisen|arbeidsvoorwaarden",
    r"(?:technische |persoonlijke |overige )?(?:vereisten|vaardigheden)|opleiding|werkervaring|certificeringen",
    r"ervaring(?: en kwalificaties)?|(?:om|vad|vem|dina|din|våra) \S.{0,35}|vi (?:erbjuder|söker)|kvalifikationer",
    r"arbetsuppgifter|förmåner|meriterande|ansökan",
    r"(?:cosa|chi|perché|il tuo|la tua|i tuoi) \S.{0,40}|requisiti|offriamo",
)
_ASKED = r"(?:ready|interested|excited|want|sounds?|curious|questions)\b.{0,45}"
"""Words of a heading only where a question mark or the like follows."""
_SMALL = frozenset(
    "a an the and or of for in on at to with by from & / - – — vs de la le les des du und der die das en van".split()
)


def bare(text: str) -> str:
    """`text` without the emoji, bullets and stops around it."""
    return _TRIM.sub("", text).strip()


def known(text: str) -> bool:
    """Whether the words are those of a usual heading of postings ("About the team", "What you'll do")."""
    words = bare(text)
    if text.startswith("#") or not 4 <= len(words) <= 70 or len(words.split()) > 9 or closed(text) or figures(text):
        return False
    if _pattern(*_LABELS, *_OTHER_LABELS).fullmatch(words):
        return True
    return text.rstrip().endswith(("?", ":")) and _pattern(_ASKED).fullmatch(words) is not None


@cache
def _pattern(*alternatives: str) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{pattern})" for pattern in alternatives), re.IGNORECASE)


def closed(text: str) -> bool:
    """Whether the line ends as a sentence does."""
    return re.search(r"[.;,!…][\"”’)\]]*$", text) is not None


def introduces(text: str) -> bool:
    """Whether the line announces what follows ("We offer:")."""
    return text.rstrip("*_ ").endswith(":")


def capitals(text: str) -> bool:
    """A line in capitals, as public bulletins head their sections."""
    if text.startswith("#"):
        return False
    letters = [c for c in text if c.isalpha()]
    longest = max((len(word) for word in re.findall(r"[^\W\d_]+", text)), default=0)
    lower = any(c.islower() for c in letters)
    return longest >= 4 and len(text.split()) <= 10 and not lower and not closed(text)


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
    if text.startswith("#"):
        return False
    if not 1 <= len(words) <= 7 or len(text) > 60 or closed(text):
        return False
    return words[0][0].isupper() or words[0][0].isdigit()


def figures(text: str) -> bool:
    """Whether the line states an amount, a share or a date, as headings do not."""
    return re.search(r"[$€£¥%]|\d{4}|\d[,.]\d", text) is not None
