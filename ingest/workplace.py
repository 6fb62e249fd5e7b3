"""Whether the work is done remotely, on site, or both by turns."""

import re
from collections.abc import Iterator
from typing import Any

from ingest.statement import Statement

WORD = re.compile(
    r"\b(?P<remote>remote(?:ly)?|telework\w*|home[- ]based|home[- ]?work(?:er|ing)"
    r"|(?:full )?télétravail|à distance|remoto|distansarbete|thuiswerk\w*)\b"
    r"|\b(?P<hybrid>hybride?n?|híbrid[oa]|ibrido)\b"
    r"|\b(?P<onsite>on-?\s?site|in[- ]person|in[- ]office|office[- ]based|presencial|sur site|vor ort"
    r"|(?:arbete )?på plats)\b",
    re.IGNORECASE,
)
_PART = re.compile(rf"(?:{WORD.pattern})(?: (?:work(?:ing)?|role|position|job))?", re.IGNORECASE)
_LABEL = re.compile(
    r"(?:(?!hybrid|remote)[\w-]+ )?(?:workplace|location|work|working|remote|job"
    r"|office)(?: ?/ ?hybrid)?(?: (?:type|model|arrangements?|mode|policy|status|location|pattern|style|setup"
    r"|flexibility))?"
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
    rf"\bhybrid(?:-| )(?:\w+ )?(?:{_NOUN}|work(?:ing)?|model|policy|set-?up|schedule|arrangement|basis"
    rf"|approach|remote)"
    rf"|\b(?:is|are|be|work|works|working|we[’']re) hybrid\b(?! (?:cloud|app))|\(hybrid\b"
    rf"|\b(?:as|and|or) hybrid\b(?=\s*(?:[.,;:)]|$))|\b(?-i:Hybrid)\s?[(,–—|-]|\bhybrid$"
    rf"|\b{_DAYS}(?:\+| or more)? (?:in-office |office |on-?site )?(?:days?|days? (?:a|per|each|/) ?week"
    rf"|days? weekly|times a week|x per week)[^.;]{{0,40}}?\b(?:in|at|from|to|into) (?:the|our"
    rf"|an?)\b[^.;]{{0,25}}\b{_OFFICE}"
    rf"|\b(?:in|into|at|from) (?:the|our) (?:\w+ )?{_OFFICE} (?:on |at least |for |for at least |about "
    rf"|around )?(?:{_DAYS}\b (?:days?|times)|(?:mon|tues|wednes|thurs|fri)days?)"
    rf"|\b(?:in-office|on-?site) days\b|\b{_DAYS} days? (?:a|per) week (?:from home|remote|on-?site|in[- ]office"
    rf"|in[- ]person)|\b{_DAYS} days? (?:on-?site|in[- ]office|in[- ]person)"
    rf"|\b(?:on-?\s?site|in[- ](?:the )?office|in[- ]person) (?:for )?(?!five|5){_DAYS} days? (?:a|per|each) week\b"
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
    r"|\bon-?\s?site (?:for )?(?:five|5) days (?:a|per) week"
    r"|\b(?:five|5) days (?:a|per) week (?:in|at|on|from)|\bwork(?:ing)? (?:fully )?on-?site (?:at|in|five|full)"
    r"|\bis to work (?:in|at|from) (?:our|the) \w*\s?office",
    re.IGNORECASE,
)
_REMOTE = re.compile(
    rf"\b(?:fully|100%|entirely|completely|permanently|full-?time|primarily|mainly)[- ]remote\b|\bremote(?:-first"
    rf"|-friendly)? {_NOUN}\b|\b{_NOUN} (?:is|can be|will be|may be)(?: \w+)?? (?:remote|home-based)\b"
    r"|\b(?:you(?:[’']ll| will| can| may)?|we)(?: \w+){0,2} work(?:ing)? (?:fully |entirely |100% )?remotely\b"
    r"|\byou(?:[’']ll| will)? work from (?:your )?home\b(?! (?:on|for|up to|one|two|three|some|certain|\d))"
    r"|\bwork from anywhere\b|\b(?:this|role|position|job) [^.;]{0,40}\b(?:performed|done) remotely"
    r"|\bremote\s?(?:\(|within\b|innerhalb\b|in the\b|from\b|across\b|anywhere|worldwide|[,–—|-] ?(?:US|UK|EU|U\.S"
    r"|Europe|United|EMEA|Canada|Germany))|\bbased remotely\b|^remote$",
    re.IGNORECASE,
)
_NOT_THE_ROLE = re.compile(
    r"\bremote(?:ly)?[- ](?:teams?|operat\w+|medical|care|health|systems?|infrastructure"
    r"|sens\w+|control\w*|desktop|access|monitoring|patient|first company|colleagues"
    r"|offices|support|server)|\bhybrid (?:cloud|apps?|mobile|vehicles?|cars?)\b"
    r"|\bwork from anywhere\b[^.]*\bdays?\b|\bdays?\b[^.]{0,20}\bwork(?:ing)? from anywhere\b",
    re.IGNORECASE,
)
_IF = re.compile(r"(?:if|where|when|should)\b[^,]*\b(?:remote|hybrid|on-?site|in[- ]person)", re.IGNORECASE)
_EITHER = re.compile(r"\b(?:remote|on-?site|hybrid)(?: ?/ ?|,? or )(?:remote|on-?site|hybrid)\b", re.IGNORECASE)


def workplace(statement: Statement) -> Iterator[tuple[str, Any]]:
    """remote, hybrid or onsite. A company that calls itself remote-first says nothing of this role."""
    if _IF.match(statement.text):
        return
    longest = 300 if statement.in_head else 80  # characters; a list of places, "Lisbon; Remote (EU)", may be long
    if _LABEL.fullmatch(statement.labelled) and len(statement.value) <= longest:
        kinds = _label_kinds(statement)
    elif statement.is_heading:
        kinds = _part_kinds(statement) or _title_kinds(statement)
    else:
        kinds = _prose_kinds(_NOT_THE_ROLE.sub("", statement.text))
        if statement.in_head and not statement.label and not statement.text.endswith("."):
            kinds = kinds or _part_kinds(statement)
    for kind in kinds:
        yield "workplace", kind


def _title_kinds(statement: Statement) -> list[str]:
    """ "Remote Sales Manager", as the posting's title."""
    found = WORD.match(_NOT_THE_ROLE.sub("", statement.text)) if statement.start == 0 else None
    return [str(found.lastgroup)] if found else []


def _part_kinds(statement: Statement) -> list[str]:
    return [str(found.lastgroup) for part in statement.parts if (found := _PART.fullmatch(part))]


def _label_kinds(statement: Statement) -> list[str]:
    said = re.match(r"yes|no\b", statement.value.lower())
    if said and statement.labelled in ("remote", "hybrid"):
        return [statement.labelled] if said[0] == "yes" else []
    if _NOT_REMOTE.search(statement.value):
        return ["onsite"]
    return list(dict.fromkeys(str(found.lastgroup) for found in WORD.finditer(statement.value)))


def _prose_kinds(text: str) -> list[str]:
    if _NOT_REMOTE.search(text):
        return ["hybrid"] if _HYBRID.search(text) else ["onsite"]
    if _EITHER.search(text):
        return list(dict.fromkeys(str(found.lastgroup) for found in WORD.finditer(text)))
    if re.search(r"\b(?:five|5) days (?:a|per) week (?:in|at|on)", text, re.IGNORECASE):
        return ["onsite"]
    for kind, pattern in (("hybrid", _HYBRID), ("onsite", _ONSITE), ("remote", _REMOTE)):
        if pattern.search(text):
            return [kind]
    return []
