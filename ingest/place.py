"""Where the work is done: the places, and whether it is remote, hybrid or on site."""

import re
from collections.abc import Iterator
from functools import cache
from typing import Any

from ingest.statement import Statement

_LOCATION_LABEL = re.compile(
    r"(?:job |office |work |primary )?locations?|offices?|based in|city|place of work|where|standort|lieu|ort"
    r"|location ?\(s\)"
)
_ROLE = (
    r"(?:role|position|job|opportunity|vacancy|post|internship|you|you(?:'ll| will|’ll) be|candidates?|engineers?"
    r"|hires?)"
)
_ONE = r"(?:role|position|job|opportunity|vacancy|post|internship)"
_BASED = re.compile(
    rf"\b{_ROLE}\b(?: [\w-]+)?(?: (?:is|can be|will be|must be|are|be|to be|should be))?(?: [\w-]+)?? (?:based"
    rf"|located)(?: [\w-]+)??"
    r" (?:in|at|out of) (?P<where>[^.;:()\n]{2,120})"
    rf"|\b(?P<before>(?-i:(?!Home|Office|Field|Project|Team|Shift"
    rf"|Hub)[A-ZÀ-Þ][\w.]+(?: [A-ZÀ-Þ][\w.]+)?))-based {_ONE}\b"
    r"|^(?:based|located) in (?P<start>[^.;:()\n]{2,120})"
    r"|\bfollowing (?:hubs|offices|locations|cities|countries): (?P<listed>[^.;:()\n]{2,120})",
    re.IGNORECASE,
)
_PINNED = re.compile(r"📍\ufe0f?\s*(?:locations?:?\s*)?(?P<where>\S[^.:\n]{1,120})", re.IGNORECASE)
_TAIL = re.compile(
    r"(?:,? (?:and|but|with|where|which|that|for|so|as|or) (?:may|will|requires?|can|must|is|are|a|an|the option"
    r"|some|we|you|travel\w*|occasional"
    r"|regular|report\w*|there|work\w*|flexib\w*|hybrid|remote)\b| (?:with|where|which|but|reporting|working|on a"
    r"|as part|and you|as well)\b"
    r"|[–—|·]| - ).*",
    re.IGNORECASE | re.DOTALL,
)
_LIST = re.compile(r"\s*[;/|]\s*|\s+or\s+|,?\s+and\s+|,\s*or\s+")
# "Remote (United States)", "Remote - Germany only": from where.
_REMOTE_IN = re.compile(
    r"\b(?i:fully |100% )?(?i:remote)(?: ?\(|,? (?:[–—-] |in |within |from |across )|, )"
    r"(?:(?:anywhere|based)? ?(?:in|within|from) )?(?:the )?"
    r"(?P<where>[A-ZÀ-Þ][^;()|/]{1,60}?)(?:[ -](?:only|based))?\)?(?=$|\s*[;|/])"
)
_STATE = re.compile(r"[A-Z]{2}(?:\s\d{5})?|D\.C\.|U\.?S\.?A?\.?|U\.?K\.?")
_HEAD_PLACE = re.compile(
    r"[A-ZÀ-Þ][\w.'’À-ÿ-]*(?:[ ,]+(?:[A-ZÀ-Þ][\w.'’À-ÿ-]*|of|de|la|le|am|an|der|do|da))*(?: \([A-Z]{2}\))?",
)
_WITH_CODE = re.compile(r"(?P<where>[A-ZÀ-Þ][\w.'’À-ÿ -]{1,40} ?\([A-Z]{2}\))(?:,|$| [–—|·•/-])")
_WORKPLACE_WORD = re.compile(
    r"\b(?P<remote>remote(?:ly)?|telework\w*|home[- ]based|(?:full )?télétravail|à distance|remoto|thuiswerk\w*)\b"
    r"|\b(?P<hybrid>hybride?n?|híbrid[oa]|ibrido)\b"
    r"|\b(?P<onsite>on-?\s?site|in[- ]person|in[- ]office|office[- ]based|presencial|sur site|vor ort)\b",
    re.IGNORECASE,
)
_WORKPLACE_PART = re.compile(rf"(?:{_WORKPLACE_WORD.pattern})(?: (?:work(?:ing)?|role|position|job))?", re.IGNORECASE)
_NO_PLACE = re.compile(_WORKPLACE_WORD.pattern + r"|virtual|anywhere|worldwide", re.IGNORECASE)
_WORKPLACE_LABEL = re.compile(
    r"(?:(?!hybrid|remote)[\w-]+ )?(?:workplace|location|work|working|remote|job"
    r"|office)(?: ?/ ?hybrid)?(?: (?:type|model|arrangements?|mode|policy|status|location|pattern|style|setup))?"
    r"|remote|hybrid|(?:job |work )?locations?"
)
_NOUN = r"(?:role|position|job|opportunity|vacancy|post|contract|internship)"
_NOT_REMOTE = re.compile(
    rf"\b(?:not|isn[’']t|no)\b (?:an? )?remote\b(?!-)|\bno (?:fully )?remote (?:work|option|{_NOUN})"
    rf"|\bremote (?:work(?:ing)?|{_NOUN}s?) (?:is|are) not\b"
    r"|\b(?:can ?not|can[’']t|may not|unable to) (?:be )?(?:\w+ )?(?:work(?:ed)?|done|performed"
    r"|carried out) (?:fully )?remotely"
    r"|\bremote (?:candidates|applicants) (?:will not|cannot|are not)",
    re.IGNORECASE,
)
_DAYS = r"(?:[1-5]|one|two|three|four|five|a few|several|\d{1,2}(?: monthly)?)"
_OFFICE = r"(?:office|hub|on-?site|studio|workplace|lab)"
_HYBRID = re.compile(
    rf"\bhybrid(?:-| )(?:\w+ )?(?:{_NOUN}|work(?:ing)?|model|policy|set-?up|schedule|arrangement|basis|environment"
    rf"|approach|remote)"
    rf"|\b(?:is|are|be|work|works|working|as|and|or|we[’']re) hybrid\b(?! (?:cloud|app))|\(hybrid\b"
    rf"|\bhybrid\s?[(,–—|-]|\bhybrid$"
    rf"|\b{_DAYS}(?:\+| or more)? (?:in-office |office |on-?site )?(?:days?|days? (?:a|per|each|/) ?week"
    rf"|days? weekly|times a week|x per week)[^.;]{{0,40}}?\b(?:in|at|from|to|into) (?:the|our"
    rf"|an?)\b[^.;]{{0,25}}\b{_OFFICE}"
    rf"|\b(?:in|into|at|from) (?:the|our) (?:\w+ )?{_OFFICE} (?:on |at least |for |for at least |about "
    rf"|around )?(?:{_DAYS}\b (?:days?|times)|(?:mon|tues|wednes|thurs|fri)days?)"
    rf"|\b(?:in-office|on-?site) days\b|\b{_DAYS} days? (?:a|per) week (?:from home|remote|on-?site|in[- ]office"
    rf"|in[- ]person)|\b{_DAYS} days? (?:on-?site|in[- ]office|in[- ]person)"
    rf"|\bflexib\w+ to work (?:from home|remotely)"
    rf"|\bmix of (?:remote|home|office|in-office)|\bwork(?:ing)? from home (?:on )?(?:certain|some"
    rf"|{_DAYS}) days?\b|\bhybrides arbeiten\b"
    rf"|\b{_DAYS} (?:jours?|tage|dagen)(?: de| im| pro woche)?(?: \w+)? (?:télétravail|home-?office|thuis\w*)",
    re.IGNORECASE,
)
_ONSITE = re.compile(
    rf"\b(?:on-?site|in[- ]person|in[- ]office|office[- ]based) (?:{_NOUN}|only)\b|\b(?:100%|fully|entirely"
    rf"|completely) (?:on-?site|in[- ]person|in[- ](?:the[- ])?office|office[- ]based)"
    rf"|\b{_NOUN} (?:is|will be)(?: an?| fully| based)? (?:on-?site|in[- ]person|in[- ](?:the[- ])?office"
    rf"|office[- ]based)\b"
    r"|\b(?:five|5) days (?:a|per) week (?:in|at|on|from)|\bwork(?:ing)? (?:fully )?on-?site (?:at|in|five|full)"
    r"|\bis to work (?:in|at|from) (?:our|the) \w*\s?office",
    re.IGNORECASE,
)
_REMOTE = re.compile(
    rf"\b(?:fully|100%|entirely|completely|permanently|full-?time|primarily|mainly)[- ]remote\b|\bremote(?:-first"
    rf"|-friendly)? {_NOUN}\b|\b{_NOUN} (?:is|can be|will be|may be)(?: \w+)?? (?:remote|home-based)\b"
    r"|\b(?:you(?:[’']ll| will| can| may)?|we)(?: \w+){0,2} work(?:ing)? (?:fully |entirely |100% )?remotely\b"
    r"|\bwork from anywhere\b|\b(?:this|role|position|job) [^.;]{0,40}\b(?:performed|done) remotely"
    r"|\bremote\s?(?:\(|within\b|innerhalb\b|in the\b|from\b|across\b|anywhere|worldwide|[,–—|-] ?(?:US|UK|EU|U\.S"
    r"|Europe|United|EMEA|Canada|Germany))|\bbased remotely\b|^remote$",
    re.IGNORECASE,
)
_NOT_THE_ROLE = re.compile(
    r"\bremote(?:ly)?[- ](?:teams?|sens\w+|control\w*|desktop|access|monitoring|patient|first company|colleagues"
    r"|offices|support|server)|\bhybrid (?:cloud|apps?|mobile|vehicles?|cars?)\b"
    r"|\bwork from anywhere\b[^.]*\bdays?\b|\bdays?\b[^.]{0,20}\bwork(?:ing)? from anywhere\b",
    re.IGNORECASE,
)
_IF = re.compile(r"(?:if|where|when|should)\b[^,]*\b(?:remote|hybrid|on-?site|in[- ]person)", re.IGNORECASE)
_EITHER = re.compile(r"\b(?:remote|on-?site|hybrid)(?: ?/ ?|,? or )(?:remote|on-?site|hybrid)\b", re.IGNORECASE)


def location(statement: Statement) -> Iterator[tuple[str, Any]]:
    """The places in the posting's own words: ["Lisbon", "Porto"]. "Remote" alone is a workplace, not a place."""
    if statement.is_address:
        yield "location", [place.strip() for place in statement.value.split(";") if place.strip()]
        return
    words = ""
    if _LOCATION_LABEL.fullmatch(statement.labelled):
        words = statement.value
    elif pinned := _PINNED.match(statement.text):
        words = pinned["where"]
    elif found := _BASED.search(statement.text):
        words = next(filter(None, found.groups()), "")
        if not re.search(r"[A-ZÀ-Þ]", words):
            return
    elif statement.in_head and not statement.is_heading and not statement.label:
        words = _head_place(statement.text)
    places = _places(words)
    if places:
        yield "location", places


def _places(words: str) -> list[str]:
    """ "London, Dubai or NYC" is three places; "Washington, DC" is one: a comma parts places only in a list of them."""
    words = _REMOTE_IN.sub(r"\g<where>", words)
    words = re.sub(r"\(.*?\)\s*,", ";", words)  # "Austin, TX (headquarters), Denver, CO"
    words = _TAIL.sub("", re.sub(r"\(.*?\)", "", words)).strip(" .,;")
    groups = [group.strip() for group in _LIST.split(words) if group.strip()]
    places: list[str] = []
    for group in groups:
        parts = [part.strip() for part in group.split(",")]
        regions = [_is_region(part) for part in parts]
        listed = len(groups) > 1 and ";" not in words and (all(regions) or not any(regions))
        places += parts if listed else [group]
    places = [re.sub(r"^(?:the|either|our|in|both)\s", "", place) for place in places]
    return [place for place in places if place and not _NO_PLACE.fullmatch(place) and len(place) <= 80]


def _is_region(part: str) -> bool:
    return bool(_STATE.fullmatch(part)) or part.lower() in _countries()


@cache
def _countries() -> frozenset[str]:
    from babel import Locale

    names = Locale("en").territories
    countries = {name.lower() for code, name in names.items() if code.isalpha() and code != "ZZ"}
    return frozenset(countries | {"usa", "us", "u.s.", "uk", "england", "scotland", "wales"})


def _head_place(line: str) -> str:
    """A line under the title that is a place and no more: "Lisbon, Portugal — Engineering"."""
    if coded := _WITH_CODE.match(line):  # "Lisbon (PT), Engineering, Full-time"
        return coded["where"]
    parts = re.split(r"\s[–—|·•-]\s", line)
    words = parts[0].strip()
    if len(words) > 100 or not _HEAD_PLACE.fullmatch(words):
        return ""
    if "," in words:
        return words if _is_region(words.rsplit(",", 1)[1].strip()) else ""
    return f"{words}, {parts[1].strip()}" if len(parts) == 2 and parts[1].strip().lower() in _countries() else ""


def workplace(statement: Statement) -> Iterator[tuple[str, Any]]:
    """remote, hybrid or onsite. A company that calls itself remote-first says nothing of this role."""
    if _IF.match(statement.text):
        return
    longest = 300 if statement.in_head else 80  # characters; a list of places, "Lisbon; Remote (EU)", may be long
    if _WORKPLACE_LABEL.fullmatch(statement.labelled) and len(statement.value) <= longest:
        kinds = _label_kinds(statement)
    elif statement.is_heading:
        kinds = _part_kinds(statement)
    else:
        kinds = _prose_kinds(_NOT_THE_ROLE.sub("", statement.text))
        if statement.in_head and not statement.label:
            kinds = kinds or _part_kinds(statement)
    for kind in kinds:
        yield "workplace", kind


def _part_kinds(statement: Statement) -> list[str]:
    return [str(found.lastgroup) for part in statement.parts if (found := _WORKPLACE_PART.fullmatch(part))]


def _label_kinds(statement: Statement) -> list[str]:
    said = re.match(r"yes|no\b", statement.value.lower())
    if said and statement.labelled in ("remote", "hybrid"):
        return [statement.labelled] if said[0] == "yes" else []
    if _NOT_REMOTE.search(statement.value):
        return ["onsite"]
    return list(dict.fromkeys(str(found.lastgroup) for found in _WORKPLACE_WORD.finditer(statement.value)))


def _prose_kinds(text: str) -> list[str]:
    if _NOT_REMOTE.search(text):
        return ["hybrid"] if _HYBRID.search(text) else ["onsite"]
    if _EITHER.search(text):
        return list(dict.fromkeys(str(found.lastgroup) for found in _WORKPLACE_WORD.finditer(text)))
    if re.search(r"\b(?:five|5) days (?:a|per) week (?:in|at|on)", text, re.IGNORECASE):
        return ["onsite"]
    for kind, pattern in (("hybrid", _HYBRID), ("onsite", _ONSITE), ("remote", _REMOTE)):
        if pattern.search(text):
            return [kind]
    return []
