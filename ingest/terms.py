"""The terms of the contract: kind of employment, bonus, equity, experience asked, clearance, probation, benefits."""

import re
from collections.abc import Iterator
from typing import Any

from ingest.statement import Statement
from ingest.title import names_job

_LASTS = r"(?:\d{1,2}|one|two|three|four|five|six|nine|ten|eleven|twelve|eighteen|twenty-four)[- ](?:months?|years?)\b"
_KINDS = {
    "full_time": r"(?:full|whole)[-_ ]?time|full(?=(?: ?/ ?| or | and )part[- ]?time)|vollzeit\w*|temps plein|voltijd"
    r"|tiempo completo|heltid",
    "part_time": r"part[-_ ]?time|teilzeit\w*|temps partiel|deeltijd|deltid",
    "contract": rf"contract(?=,? (?:for|of|over) {_LASTS})|{_LASTS} (?:term(?= ?$)|FTC)|FTC"
    r"|(?<!permanent )(?<!employment )(?<!time )(?<!indefinite )contract(?:or)?(?! is permanent)"
    r"|freelance|fixed[- ]term|term(?=,? (?:[–-] )?not to exceed| appointment)"
    r"|maternity cover|project-based|cdd|befristet",
    "temporary": r"temporary|temp|seasonal|(?:(?:winter|summer|spring|autumn|ski|harvest) )?season contract"
    r"|(?:(?:winter|summer|spring|autumn|ski|harvest) )?season(?: 20\d\d)?(?=$|\W*\d)",
    "internship": r"intern(?:ship)?|praktikum|stage",
    "volunteer": r"volunteer(?= role| position|$)",
    "permanent": r"permanent|cdi|unbefristet|indefinido|tillsvidare|open[- ]ended"
    r"|ongoing(?=$|[,;/|·)]| (?:position|role|appointment|contract)\b)",
}
_KIND = re.compile("|".join(rf"(?P<{name}>\b(?:{words})\b)" for name, words in _KINDS.items()), re.IGNORECASE)
_KIND_LABEL = re.compile(
    r"(?:employment|contract|job|position|work|role|appointment)?\s?(?:type|status|terms?|basis|commitment"
    r"|schedule)(?: of (?:employment|contract|position|work))?(?: type)?"
    r"|contract(?: duration| length)?|commitment"
    r"|type of (?:position|contract|employment)|employment|hours|working (?:hours|pattern)"
    r"|duration|time type"
)
_CONTRACT_LABEL = re.compile(r"(?:type of )?contract(?: type| duration| length)?|duration")
_ENDS = re.compile(rf"(?:^|[,;(]\s?){_LASTS}(?=$|[,;.)])", re.IGNORECASE)
"""How long a contract lasts, said for itself: "TV-L 13, full-time, 3 years"."""
_NO_MORE = re.compile(
    r"\s*\d{0,2}\s*(?:or|and|oder|und|ou|et|o|y|of|en|&|contract|positions?|role|job|post)?\s*", re.IGNORECASE
)
_TERM = re.compile(
    r"(?:fixed[- ]term|temporary|permanent|part[- ]time|full[- ]time|season(?: 20\d\d)?(?=\W*\d))\b", re.IGNORECASE
)
_NOUN = (
    r"(?:role|position|job|opportunity|vacancy|contract|employment|internship|engagement|assignment|appointment|post"
    r"|basis|hire|placement)"
)
_WORDS = (
    r"(?:full(?: ?/ ?| or | and )part[- ]?time|(?:full|whole)[- ]?time|part[- ]?time|permanent|temporary|fixed[- ]term"
    r"|freelance|seasonal)"
)
_SAID = re.compile(
    rf"\b(?:{_WORDS}(?: \([^()]*\))?[,/ ]+(?:(?:and|or) )?)+(?:\w+ )?{_NOUN}\b(?:,? (?:for|of|over) {_LASTS})?"
    rf"|\b(?:seek(?:s|ing)?|looking for|hir(?:es?|ing)|recruit(?:s|ing)?|appoint(?:ing)?) an? (?:[\w-]+ )??{_WORDS}\b"
    rf"|\b(?:this|the|our) (?:\w+ )?{_NOUN} (?:is|will be|can be)(?: offered)?(?: an?| on an?| as)? (?:{_WORDS}"
    rf"|contract|internship)(?:[,/ ]+(?:and |or )?{_WORDS})*"
    rf"|\b(?:this is|we offer|on) an? (?:{_WORDS}[,/ ]+)*(?:{_WORDS}|contract|internship)\b"
    rf"|\b(?:\d{{1,2}}|three|six|nine|twelve|eighteen)[- ]months? (?:\w+ )?(?:contract|internship|fixed[- ]term)\b"
    rf"|\b(?:months?|weeks?|hours?), {_WORDS}(?=[,.;]|$)|\bconfirmed (?:as |in )permanent\b"
    rf"|\bcontracts? (?:is|are) permanent\b|\b(?:\d{{1,2}}[- ]months? )?maternity cover\b"
    rf"|\b(?:it|this)(?:[’']s| is) (?:an? )?(?:{_WORDS}|cdi|cdd)\b(?![- ]\w)"
    rf"|\bthis is an? [^.;]{{0,30}}\b(?:vacancy|role|post|position|job),? and an? (?:{_WORDS},? )+one\b"
    r"|\bcontract (?:is|lasts|runs) (?:for )?(?:\d{1,2}|one|two|three|four|five|six|nine|twelve|eighteen)"
    r" (?:month|year)s?\b"
    rf"|\b(?:anstellung|stelle|vertrag) (?:ist|erfolgt) (?:un)?befristet\b"
    rf"|\b(?:voll|teil)zeit(?:stelle|position|job)\b|\bcontract (?:role|position|post)\b|\b(?:this|the|summer"
    rf"|paid) internship\b",
    re.IGNORECASE,
)
# "Full-time, year-round, permanent after probation.": a sentence of terms alone.
_ALONE = re.compile(
    rf"{_WORDS}(?:,? (?:and |or )?(?:{_WORDS}|year-round|exempt|non-exempt|salaried|hourly))*"
    r"(?=[,.;]|$| (?:after|following|on completion|for|at|in)\b)"
    r"(?!,? (?:year-round )?(?:staff|employees|colleagues|people|posts|roles|hires|workers)\b)",
    re.IGNORECASE,
)
_NOT_SAID = re.compile(
    r"\b(?:based on|experience|years? of|paid experience|equivalent|employees|students?|convert\w*|chances? of"
    r"|eligible for|if you are|currently employed|employed by|may or may not|(?:may|might|could) (?:later )?become)\b",
    re.IGNORECASE,
)

_BONUS = re.compile(
    r"\b(?:annual|performance|discretionary|yearly|sign(?:ing)?(?:[ -]on)?|company|quarterly|target|retention"
    r"|holiday|cash|year-end|christmas|profit|variable|individual)(?:[ -](?:based|related))? bonus(?:es)?\b"
    r"|\bbonus(?:es)? (?:plan|scheme|program(?:me)?|structure|pool|opportunit\w+|eligib\w+|potential|payments?"
    r"|target|of up|of \d|up to)|\b(?:plus|and|\+|&|with|,)\s?(?:an? )?bonus(?:es)?\b"
    r"|\bbonus(?:[- ]en\b|regeling)|\b(?:eligible|eligibility) for (?:an? )?(?:\w+ )?bonus"
    r"|\b\d{1,3}\s?% (?:\w+ )?bonus|\bno bonus\b|\bprofit[- ]sharing\b",
    re.IGNORECASE,
)
_NOT_BONUS = re.compile(
    r"\b(?:bonus points?|(?:is|are|as|be|considered) (?:an? )?(?:(?!no)\w+ )?(?:bonus|plus)|referral bonus(?:es)?"
    r"|a (?:big|great|huge) bonus)\b",
    re.IGNORECASE,
)
_SOME_GET_NONE = re.compile(r"\b(?:not|n[’']t) (?:be )?eligible for\b[^.;]*$", re.IGNORECASE)
"""Said of some of the staff, or of other staff: it tells neither."""
_EQUITY = re.compile(
    r"\bstock[- ]options?\b|\bshare[- ]options?\b|\bRSUs?\b|\brestricted stock\b|\bESPP\b|\bstock purchase\b"
    r"|\bshareholding\b|\bVSOP\b|\bESOP\b|\bstock (?:grants?|awards?|plan)\b|\bshare (?:scheme|plan|incentive)\b"
    r"|\bactionnariat\b|\baccionariado\b|\baccionistas?\b|\bMitarbeiterbeteiligung\w*|\bvirtuelle Anteile\b"
    r"|\baandelen\w*|\bequity\b",
    re.IGNORECASE,
)
_NOT_EQUITY = re.compile(
    r"\b(?:diversity|inclusion|belonging|justice|pay|private|health|brand|home|gender|racial|social|educational"
    r"|customer|fairness|transparency)(?:,| and| &|,? and)? equity\b"
    r"|\bequity(?:,| and| &|,? and) (?:diversity|inclusi\w+|belonging|fairness|justice|equality)\b"
    r"|\bequity (?:skills?|practices?|lens|issues|goals|principles|training|research|markets?"
    r"|trad\w+|deriv\w+|fund|in education|and debt|investors?|capital)"
    r"|\bcommit\w+ to equity\b|\bpromot\w+ equity\b|\bDE&I\b",
    re.IGNORECASE,
)
_REWARD = re.compile(
    r"\b(?:salary|compensation|pay|bonus|benefits|packages?|grants?|stake|options|ownership|cash|perks|upside"
    r"|incentives?|role|offer|no)\b",
    re.IGNORECASE,
)
_NONE = re.compile(r"\b(?:no|not|without|neither|isn[’']t|doesn[’']t|don[’']t)\b(?: [\w-]+){0,5}\s*$", re.IGNORECASE)

_NUMBERS = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"]
_YEARS = re.compile(
    r"(?P<n>\b\d{1,2}|\b(?:" + "|".join(_NUMBERS) + r"))(?:\s?\(\d{1,2}\))?"
    r"\s?(?:\+|[-–—]\s?\d{1,2}\s?\+?|\sto\s\w+|\sor more|\splus)?"
    r"\s?-?(?:full )?(?:years?|yrs?|jahre?|jaar|ans|años)\b[’']?",
    re.IGNORECASE,
)
_EXPERIENCE = re.compile(
    r"\b(?:experience\w*|erfahrung\w*|\w*ervaring|expérience|experiencia|track record|background|working|worked"
    r"|in an?|designing|building)\b",
    re.IGNORECASE,
)
_NOT_ASKED = re.compile(
    r"\b(?:founded|ago|our (?:team|company)|we(?:[’']ve| have)|history|anniversary|sabbatical|past|last|next"
    r"|over the|within|for the|service|in business|college|degree|university|celebrate|vest\w*"
    r"|may substitute|contract|warranty|old)\b",
    re.IGNORECASE,
)
_CLEARANCE = re.compile(
    r"\b(?:(?:active|current|existing|valid|government|national|UK|US)\s)*(?:(?:top[- ])?secret(?:/SCI)?|security"
    r"|SC|DV|TS/SCI|BPSS|NATO|public trust|baseline personnel security standard)(?:[ -](?:level )?(?:clear(?:ance"
    r"|ed)|check\w*))|\bTS/SCI\b|\bBPSS\b",
    re.IGNORECASE,
)
_PROBATION = re.compile(
    r"(?P<a>\b(?:\d{1,2}|three|six|twelve|one|two|four|five)[- ](?:years?|months?|weeks?|days?))[- ](?:\w+ )?probation"
    r"|\bprobation\w*(?: period)?(?: \w+){0,3}? (?P<b>(?:\d{1,2}|three|six|twelve|one|two|four|five)[- ](?:years?"
    r"|months?|weeks?|days?))\b",
    re.IGNORECASE,
)
_BENEFITS = re.compile(
    r"\b(?:benefits?|perks|rewards|avantages|vorteile|love working)\b|\b(?:what|why) (?:do )?(?:we|you(?:[’']ll)?"
    r"|.{1,30}) (?:can |will |to )?(?:offers?|get|love|provide)\b"
    r"|\bwe offer\b(?! (?:\w+ )?(?:places?|positions?|internships?|roles?|projects?|topics?)\b)|\bin it for you\b"
    r"|\bwat bieden (?:wij|we)\b|\bwir bieten\b"
    r"|\bour offer\b|\bwhat you(?:[’']ll)? (?:get|receive)\b|\bwe[’']ll give you\b",
    re.IGNORECASE,
)
_NOT_BENEFIT = re.compile(
    r"\bequal[- ]opportunity\b|\bdiscriminat|\baccommodat(?:e|ion|ions|ing)\b|\breasonable adjustments|\bprivacy\b"
    r"|\bapply (?:now|today)|\bencourage you\b|\bartificial intelligence\b|\btake a look at|\bplease\b"
    r"|\bsalary (?:range|for)\b|\bhiring\b|\bqualifications?\b|\brequirements?\b|\bdiversity\b",
    re.IGNORECASE,
)


def employment_type(statement: Statement) -> Iterator[tuple[str, Any]]:
    """full_time, part_time, contract, temporary, internship, volunteer or permanent; a list where several are named."""
    kinds: list[str] = []
    found = None if statement.is_heading or statement.bullet else _ALONE.match(statement.text)
    alone = _kinds(found[0]) if found else []
    if _KIND_LABEL.fullmatch(statement.labelled) and len(statement.value) <= 120:
        kinds = _kinds(statement.value)
        ends = _CONTRACT_LABEL.fullmatch(statement.labelled) and _ENDS.search(statement.value)
        if ends and not {"permanent", "contract", "temporary"} & set(kinds):
            kinds.append("contract")
    elif statement.is_heading or (statement.in_head and len(statement.text) <= 120 and not statement.label):
        kinds = [*alone, *(kind for part in statement.parts for kind in _kinds(part, whole=True))]
        if not kinds and (found := _TERM.match(statement.text)):  # "Fixed term of two years, paid for by a grant"
            kinds = _kinds(found[0])
        if not kinds and statement.start == 0:  # a title: "Librarian, Children's Department Temporary Part-Time"
            kinds = [kind for said in _TERM.finditer(statement.text) for kind in _kinds(said[0])]
    elif statement.in_head and _TERM.fullmatch(statement.label):
        kinds = _kinds(statement.label)
    elif statement.label and names_job(statement.label) and (found := _ALONE.match(statement.value)):
        kinds = _kinds(found[0])  # "Room leader: permanent, 37 hours a week"
    if not kinds and not statement.is_heading and not _NOT_SAID.search(statement.text):
        kinds = [*alone, *(kind for said in _SAID.finditer(statement.text) for kind in _kinds(said[0]))]
    kinds = list(dict.fromkeys(kinds))
    if kinds:
        yield "employment_type", kinds[0] if len(kinds) == 1 else kinds


def _kinds(words: str, whole: bool = False) -> list[str]:
    """`whole`: the words say no more than that: "Vollzeit oder Teilzeit", "permanent contract"."""
    words = re.sub(r"^in (?=teilzeit|vollzeit)", "", words.strip(), flags=re.IGNORECASE)
    if whole and not _NO_MORE.fullmatch(_KIND.sub(" ", words)):
        return []
    return [str(found.lastgroup) for found in _KIND.finditer(words)]


def bonus(statement: Statement) -> Iterator[tuple[str, Any]]:
    """Whether a bonus is paid; neither a referral bonus nor "experience with X is a bonus" is one."""
    found = _BONUS.search(_blank(_NOT_BONUS, statement.text))
    if statement.label.lower() in ("bonus", "bonuses") and not _EXPERIENCE.search(statement.value):
        yield "bonus", not re.match(r"(?:no|none|n/a)\b", statement.value, re.IGNORECASE)
    elif found and not _SOME_GET_NONE.search(statement.text[: found.start()]):
        yield "bonus", not _NONE.search(statement.text[: found.start()]) and not found[0].lower().startswith("no ")


def equity(statement: Statement) -> Iterator[tuple[str, Any]]:
    """Whether shares are offered: stock options, RSUs, equity; not equity as in fairness."""
    found = _EQUITY.search(_blank(_NOT_EQUITY, statement.text))
    if found and found[0].lower() == "equity" and len(statement.text) > 40 and not _REWARD.search(statement.text):
        return
    if found:
        yield "equity", not _NONE.search(statement.text[: found.start()])


def _blank(pattern: re.Pattern[str], text: str) -> str:
    """The text with the matches blanked out, so that offsets stay."""
    return pattern.sub(lambda found: " " * len(found[0]), text)


def experience_years(statement: Statement) -> Iterator[tuple[str, Any]]:
    """The fewest years of experience asked in this sentence, as a number."""
    found = _YEARS.search(statement.text)
    if not found or _NOT_ASKED.search(statement.text[: found.end() + 25]):
        return
    if _EXPERIENCE.search(statement.text) or (found.start() == 0 and "+" in found[0]):
        word = found["n"].lower()
        yield "experience_years", _NUMBERS.index(word) + 1 if word in _NUMBERS else int(word)


def clearance(statement: Statement) -> Iterator[tuple[str, Any]]:
    """The clearance named, in the posting's words; False where none is needed."""
    found = _CLEARANCE.search(statement.text)
    if found:
        before = statement.text[: found.start()]
        none = re.search(r"\b(?:no|not (?:require|need)\w*(?: an?)?)\s*$", before, re.IGNORECASE)
        yield "clearance", False if none else found[0]


def probation(statement: Statement) -> Iterator[tuple[str, Any]]:
    """How long the probation lasts, in the posting's words."""
    found = _PROBATION.search(statement.text)
    notice = found and re.search(r"\bnotice\b[^.;]*$", statement.text[: found.start() + 1], re.IGNORECASE)
    if found and not notice:  # "Notice is two weeks during probation"
        yield "probation", found["a"] or found["b"]


def benefits(statement: Statement) -> Iterator[tuple[str, Any]]:
    """Each bullet under a heading of benefits; each sentence, where no bullets stand there."""
    if statement.beside_list or not _BENEFITS.search(statement.lead or statement.heading):
        return
    if statement.bullet or not _NOT_BENEFIT.search(statement.text):
        yield "benefits", [statement.text]
