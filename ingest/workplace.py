"""Whether the work is done remotely, on site, or both by turns."""

import re
from collections.abc import Iterator, Sequence
from typing import Any

from ingest.posting import Fact
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
    r"|remote|hybrid|(?:job |work )?locations?|lieu|(?:work |home )?base|based|place(?: of work)?|home ?office"
    r"|where(?: you[’'](?:d|ll) (?:be|work|sit))?"
)
_NOUN = r"(?:role|position|job|opportunity|vacancy|post|contract|internship)"
_NOT_REMOTE = re.compile(
    rf"\b(?:not|isn[’']t|no|neither)\b (?:an? )?remote\b(?!-)|\bno (?:fully )?remote (?:work|option|{_NOUN})"
    rf"|\bremote (?:work(?:ing)?|{_NOUN}s?) (?:is|are) not\b"
    r"|\b(?:can ?not|can[’']t|may not|unable to) (?:be )?(?:\w+ )?(?:work(?:ed)?|done|performed"
    r"|carried out) (?:fully )?remotely"
    r"|\bremote (?:candidates|applicants) (?:will not|cannot|are not)"
    rf"|\b(?:can ?not|can[’']t) be (?:held|done|performed|carried out)(?: fully)? (?:remotely|from home)"
    rf"|\bnot (?:an? )?{_NOUN} (?:that |which |you )?(?:can |could )?(?:be )?(?:do|done|for working) from home"
    rf"|\b(?:not|isn[’']t) an? (?:work[- ]from[- ]home|home[- ]based|home ?office) {_NOUN}"
    r"|\bnot suitable for (?:remote|home) ?work|\bnot eligible for (?:[\w’']+ ){0,3}telework"
    r"|\b(?:remote|home) ?work(?:ing)? isn[’']t (?:possible|feasible|an option)"
    r"|\b(?:work(?:ing)? from home|home ?office|telework(?:ing)?) (?:is not|isn[’']t) (?:possible|available|an option)"
    r"(?! in (?!this|the role))"
    r"|\bhome-?office (?:können|bieten|ist|gibt) (?:[\w-]+ ){0,4}?"
    r"nicht(?: an| anbieten| möglich| vorgesehen|(?=[.,;]))"
    r"|\bkein home-?office\b",
    re.IGNORECASE,
)
# "We do not hire fully remote staff", "A fully remote contract is not on offer": hybrid may well be.
_FULLY = r"(?:fully|complete(?:ly)?|entirely|100%|permanent(?:ly)?|full)[- ]remote(?:ly)?"
_NOT_FULLY = re.compile(
    rf"\b(?:no|not|cannot|\w+n[’']t|tried|given up|gave up)\b[^.;]{{0,30}}?[“\"]?\b{_FULLY}\b[^.;]*"
    rf"|\b{_FULLY}\b[^.;,]{{0,40}}(?:, but)?[^.;,]{{0,15}}\b(?:not|cannot|\w+n[’']t)\b[^.;]*",
    re.IGNORECASE,
)
_NOT_HYBRID = re.compile(r"\b(?:n?or|not) hybrid\b|\bhybrid \w*(?:n[’']t| not)\b", re.IGNORECASE)
_DAYS = r"(?:[1-5]|one|two|three|four|five|a few|several|\d{1,2}(?: monthly)?)"
_WEEKDAY = r"(?:mon|tues|wednes|thurs|fri)days?"
_OFFICE = r"(?:office|hub|on-?site|studio|workplace|lab)"
_SOME_DAYS = re.compile(rf"\b(?:[1-4][-–])?{_DAYS} days? (?:a|per|each) week\b", re.IGNORECASE)
_HYBRID = re.compile(
    rf"\b(?:partial|part)(?:ly)?[- ]remote\b|\bhome[- ]office option|\boption (?:to|of) (?:some )?work(?:ing)? (?:from"
    rf" home|remotely)|\bhybrid(?:-| )(?:\w+ )?(?:{_NOUN}|work(?:ing)?|model|policy|set-?up|schedule|arrangement|basis"
    rf"|approach|remote)"
    rf"|\b(?:is|are|be|work|works|working|we[’']re) hybrid\b(?! (?:cloud|app))|\(hybrid\b"
    rf"|\b(?:as|and|or) hybrid\b(?=\s*(?:[.,;:)]|$))|\b(?-i:Hybrid)\s?[(,–—|-]|\bhybrid$"
    rf"|\b{_DAYS}(?:\+| or more)? (?:in-office |office |on-?site )?(?:days?|days? (?:a|per|each|/) ?week"
    rf"|days? weekly|times a week|x per week)[^.;,]{{0,40}}?\b(?:in|at|from|to|into) (?:the|our"
    rf"|an?)\b[^.;]{{0,25}}\b{_OFFICE}"
    rf"|\b(?:in|into|at|from) (?:the|our) (?:\w+ )?{_OFFICE} (?:on |at least |for |for at least |about "
    rf"|around )?(?:{_DAYS}\b (?:days?|times)|(?:mon|tues|wednes|thurs|fri)days?)"
    rf"|\b(?:in-office|on-?site) days\b|\b{_DAYS} days? (?:a|per) week (?:from home|remote|on-?site|in[- ]office"
    rf"|in[- ]person)|\b{_DAYS} days? (?:on-?site|in[- ]office|in[- ]person)"
    rf"|\b(?:on-?\s?site|in[- ](?:the )?office|in[- ]person) (?:for )?(?!five|5){_DAYS} days? (?:a|per|each) week\b"
    rf"|\bflexib\w+ to work (?:from home|remotely)"
    rf"|\bmix of (?:remote|home|office|in-office)|\bwork(?:ing)? from home (?:on )?(?:certain|some"
    rf"|{_DAYS}) days?\b|\bhybrides arbeiten\b"
    rf"|\b{_DAYS} (?:jours?|tage|dagen)(?: de| im| pro woche)?(?: \w+)? (?:télétravail|home-?office|thuis\w*)"
    rf"|(?-i:\bHybrid):|\b(?:may|can|could|free to|be) (?:tele)?work(?:ed)?(?: (?:from|at) home)? (?:on"
    rf" |for )?(?:up to )?{_DAYS} days?\b"
    rf"|\b{_DAYS} days? (?:a|per|each) week (?:may be worked|working|of work(?:ing)?) (?:from|at) home"
    rf"|\b{_DAYS} days? of telework(?:ing)?\b|\b{_DAYS} (?:remote|home-?office|telework(?:ing)?) days?\b"
    rf"|\btelework(?:ing)?(?: eligible)?:?(?: yes)?\W{{1,3}}(?:up to |on )?{_DAYS} days?\b"
    rf"|\btélétravail\b[^.;]{{0,20}}\b{_DAYS} (?:days?|jours?)\b"
    r"|\boffice days are (?-i:Mon|Tue|Wed|Thu|Fri)"
    rf"|\b(?:from|at) home\b[^.;]{{0,15}}\b(?:apart from|except(?: for| on)?|but(?: for| not on)?) (?:{_DAYS} days?"
    rf"|(?:on )?{_WEEKDAY})\b[^.;]*\b(?:office|together|on-?\s?site)\b"
    rf"|\b{_WEEKDAY}\b[^.;]{{0,40}}?\b(?:in|at) (?:the|our) (?:\w+ )?office\b[^.]*\b(?:from|at) home\b"
    rf"|\b{_WEEKDAY}(?: to | and |, ){_WEEKDAY} in (?:the|our) (?:\w+ )?office\b"
    rf"|\b{_DAYS} days? (?:a|per|each) week (?:in|at)\b[^.;]{{0,70}}\bthe (?:rest|remainder|others?)\b[^.;]{{0,20}}"
    r"\b(?:home|remote(?:ly)?)\b"
    r"|\b(?:rest|remainder) of the week\b[^.;]{0,30}\b(?:(?:from|at) home|remotely)\b"
    r"|\btelework(?:ing)? (?:for )?up to \d{1,2} ?%"
    rf"|\btelework eligible: yes\b[^.]{{0,90}}?\b{_DAYS} days (?:a|per|each) (?:week|month|pay period)",
    re.IGNORECASE,
)
_ONSITE = re.compile(
    rf"\b(?:on-?\s?site|in[- ]person|in[- ]office|office[- ]based) (?:{_NOUN}|only)\b|\b(?:100%|fully|entirely"
    rf"|completely) (?:on-?\s?site|in[- ]person|in[- ](?:the[- ])?office|office[- ]based)"
    rf"|\b{_NOUN} (?:is|will be)(?: an?| fully| based)? (?:on-?\s?site|in[- ]person|in[- ](?:the[- ])?office"
    rf"|office[- ]based)\b"
    r"|\bon-?\s?site (?:for )?(?:five|5) days (?:a|per) week"
    r"|\b(?:five|5) days (?:a|per) week (?:in|at|on|from)|\bwork(?:ing)? (?:fully )?on-?\s?site (?:at|in|five|full)"
    r"|\beverything is (?:done )?(?:on-?\s?site|in[- ]person)\b"
    r"|\bwork (?:from|at|in) the [\w ]{2,30} on all (?:working )?days\b"
    r"|\b(?:it|this)(?:[’']s| is) an? (?:in[- ]person|in[- ]office|on-?\s?site) (?:office|team|workplace)\b"
    r"|\bis to work (?:in|at|from) (?:our|the) \w*\s?office",
    re.IGNORECASE,
)
_REMOTE = re.compile(
    rf"\b(?:fully|100%|entirely|completely|permanently|full-?time|primarily|mainly|largely|mostly)[- ]remote\b"
    rf"|\bremote(?:-first"
    rf"|-friendly)? {_NOUN}\b|\b{_NOUN} (?:is|can be|will be|may be)(?: \w+)?? (?:remote|home-based)\b"
    r"|\b(?:you(?:[’']ll| will| can| may)?|we)(?: \w+){0,2} work(?:ing)? (?:fully |entirely |100% )?remotely\b"
    r"|\byou(?:[’']ll| will)? work from (?:your )?home\b(?! (?:on|for|up to|one|two|three|some|certain|\d))"
    r"|\bwork from (?:anywhere\b|(?:a|any|the) (?:location|place) of (?:their|your) (?:own )?choice\b)"
    r"|\b(?:candidates?|applicants?|you|fellows?|researchers?)\b[^.;]{0,140}\bcan work remotely\b"
    r"|\b(?:this|role|position|job) [^.;]{0,40}\b(?:performed|done) remotely"
    r"|\bthe work is (?:fully )?remote\b|(?<!time )(?<!week )\byou(?:[’']d| would|[’']ll"
    r"| will)? work from your own (?:home|place)\b"
    r"|\bremote\s?(?:\(|within\b|innerhalb\b|in the\b|from\b|across\b|anywhere|worldwide|[,–—|-] ?(?:US|UK|EU|U\.S"
    r"|Europe|United|EMEA|Canada|Germany))|\bbased remotely\b|^remote$",
    re.IGNORECASE,
)
# Said of a part of the days as well: no word of a role that is remote.
_AT_HOME = re.compile(
    r"\byou(?:[’'](?:ll|d)| will| would)? work from (?:your )?(?:own )?(?:home|place)\b|\bwork from anywhere\b",
    re.IGNORECASE,
)
_NOT_THE_ROLE = re.compile(
    r"\bremote(?:ly)?[- ](?:teams?|operat\w+|medical|care|health|systems?|infrastructure"
    r"|sens\w+|control\w*|desktop|access|monitoring|patient|first company|colleagues"
    r"|offices|support|server|areas?|sites?|locations?|communit\w+|basins?|rural|regions?|parts?|corners?|islands?)"
    r"|\b(?:most|more|very|quite|so|such) remote\b|\bremote (?:job|work|position|role): no\b"
    r"|\bhybrid (?:cloud|apps?|mobile|vehicles?|cars?)\b"
    r"|\bwho (?:may|can) work from home\b[^.;]*"
    r"|\b(?:lunch|breakfast|dinner|yoga|course|class(?:es)?|drinks|beers?|cakes?|massages?)\b[^.;]{0,30}\b(?:in|at)"
    r" (?:the|our) (?:\w+ )?office\b[^.;]*|\bwork from anywhere\b[^.]*\bdays?\b"
    r"|\bdays?\b[^.]{0,20}\bwork(?:ing)? from anywhere\b",
    re.IGNORECASE,
)
_AT_FIRST = re.compile(r"\bfirst (?:[\w-]+ )?(?:days?|weeks?|months?|year)\b", re.IGNORECASE)
_IF = re.compile(r"(?:if|where|when|should)\b[^,]*\b(?:remote|hybrid|on-?site|in[- ]person)", re.IGNORECASE)
_EITHER = re.compile(r"\b(?:remote|on-?site|hybrid)(?: ?/ ?|,? or )(?:remote|on-?site|hybrid)\b", re.IGNORECASE)


def workplace(statement: Statement) -> Iterator[tuple[str, Any]]:
    """remote, hybrid or onsite. A company that calls itself remote-first says nothing of this role."""
    if _IF.match(statement.text):
        return
    longest = 300 if statement.in_head else 80  # characters; a list of places, "Lisbon; Remote (EU)", may be long
    if _LABEL.fullmatch(statement.labelled) and len(statement.value) <= longest:
        kinds = _label_kinds(statement) or _prose_kinds(_NOT_THE_ROLE.sub("", statement.value))
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
    value = re.sub(r"\(.*?\)", "", statement.value)  # "Hybrid (3 days in office)" is no office job
    value = value if WORD.search(value) else statement.value
    said = re.match(r"yes|no\b", statement.value.lower())
    if said and statement.labelled in ("remote", "hybrid"):
        return [statement.labelled] if said[0] == "yes" else []
    if statement.label.lower() == "hybrid":  # "Hybrid: two days at the mill"
        return ["hybrid"]
    if _NOT_REMOTE.search(statement.value):
        return ["onsite"]
    kinds = list(dict.fromkeys(str(found.lastgroup) for found in WORD.finditer(value)))
    # "Leeds (three days a week), home-based (two days a week)"; "remote, four days a week" is a short week
    return ["hybrid"] if kinds == ["remote"] and len(_SOME_DAYS.findall(statement.value)) > 1 else kinds


def _prose_kinds(text: str) -> list[str]:
    text = _NOT_FULLY.sub("", text)
    if _NOT_REMOTE.search(text):
        return ["hybrid"] if _HYBRID.search(text) and not _NOT_HYBRID.search(text) else ["onsite"]
    if _EITHER.search(text):
        return list(dict.fromkeys(str(found.lastgroup) for found in WORD.finditer(text)))
    if re.search(r"\b(?:five|5) days (?:a|per) week (?:in|at|on)", text, re.IGNORECASE):
        return ["onsite"]
    for kind, pattern in (("hybrid", _HYBRID), ("onsite", _ONSITE), ("remote", _REMOTE)):
        if pattern.search(text):
            return [] if kind == "onsite" and _AT_FIRST.search(text) else [kind]
    return []


def not_remote(facts: Sequence[Fact]) -> list[Fact]:
    """The facts without "you work from home" as a remote workplace where others tell of an office or a site."""
    if not any(fact.name == "workplace" and fact.value in ("hybrid", "onsite") for fact in facts):
        return list(facts)
    return [
        fact for fact in facts if (fact.name, fact.value) != ("workplace", "remote") or not _only_at_home(fact.quote)
    ]


def _only_at_home(text: str) -> bool:
    return _AT_HOME.search(text) is not None and "remote" not in _prose_kinds(_AT_HOME.sub("", text))
