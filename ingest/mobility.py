"""What the role asks and offers of a person who moves: travel, relocation, visa sponsorship."""

import re
from collections.abc import Iterator
from typing import Any

from ingest.statement import Statement

_NO = (
    r"(?:no|not|never|unable|cannot|can ?not|can[’']t|don[’']t|doesn[’']t|won[’']t|isn[’']t|aren[’']t|without|neither"
    r"|nor|non)"
)
_YES_NO = re.compile(
    r"(?P<yes>yes|true|available|offered|provided|possible)\b|(?P<no>no\b|none|not|false|n/a|unavailable)",
    re.IGNORECASE,
)

_TRAVEL = re.compile(
    r"\b(?:travel|travelling|traveling)\b(?! (?:immuni\w+|vaccin\w+|clinics?|health|medicine|to (?:the )?interview"
    r"|(?:&|and) accommodation|industry|tech\w*|start-?ups?|platform|compan\w+|insurance|booking"
    r"|stipend|allowance|card|perks?|discounts?"
    r"|expenses?|agenc\w+|brands?|sector|and (?:leisure|hospitality|tourism|expense)|policy|benefits?"
    r"|reimbursement|time|experiences?|products?|data|costs|plans)\b)"
    r"(?!\s?(?:,|&) ?(?:leisure|hospitality))|\b(?:business trips|dienstreisen|reisebereitschaft|déplacements)\b",
    re.IGNORECASE,
)
_ASKED = re.compile(
    r"\b(?:may|will|must|can|should|requir\w+|willing\w*|able|ability|expect\w*|involv\w+|includ\w+|need\w*|some"
    r"|frequent\w*|occasional\w*|regular\w*|minimal|limited|extensive"
    r"|significant|moderate|domestic|international|national|overseas|available|opportunit\w+|comfortable|prepared"
    r"|ready|open to|happy to|free to|up to|structured|periodic|business|often|sometimes|amount of)\b|%",
    re.IGNORECASE,
)
_NO_TRAVEL = re.compile(
    rf"\b{_NO}\b(?: \w+){{0,4}} (?:travel|travelling|business trips)\b"
    r"|\btravel (?:is |will be )?(?:not|n[’']t) |\btravel:? none\b",
    re.IGNORECASE,
)
_CHANCE = re.compile(
    r"\bopportunit\w+ (?:to|for)\b(?: \w+){0,3} travel|\btravel (?:is )?(?:optional|opportunit\w+)"
    r"|\boptional(?: \w+)? travel",
    re.IGNORECASE,
)
_COMMUTE = re.compile(r"\btravel (?:to work|from home|season)|\bseason ticket|\bcommut\w+|\bdiscount\w*", re.IGNORECASE)
_PERCENT = re.compile(
    r"(?<![\d.])(?:\d{1,3}\s?%?\s?(?:-|–|—|to)\s?)?(?P<top>\d{1,3})\s?(?:%|percent\b|per cent\b)",
    re.ASCII,
)

_HELP = (
    r"(?:assistance|package|support|help|bonus|allowance|budget|stipend|benefits?|services?|costs?|expenses?"
    r"|reimbursement|sponsorship)"
)
_RELOCATION = re.compile(
    rf"\b(?:relocation|relo)(?: (?:and|or|&) \w+| to [\w ]{{2,20}})? {_HELP}\b|\b{_HELP} (?:with|for"
    rf"|on) (?:\w+ ){{0,3}}(?:relocation|relocating)\b"
    r"|\b(?:visa|immigration)(?: \w+)?(?: and|,| or| &|/) relocation\b|\brelocation(?: and|,| or| &) visa\b"
    r"|\b(?:help|assist|support)\w*(?: \w+){0,4} (?:relocat(?:e|ing|ion)|move to)\b|\b(?:offer|provide|cover"
    r"|pay for|sponsor)\w*(?: \w+){0,3} (?:relocation|relocate)\b"
    r"|\brelocation(?: \w+)? (?:is|are|will be|may be|can be)(?: \w+)?? (?:available|offered|provided|covered|paid"
    r"|included|supported|considered|possible)\b|\bwe(?:[’']ll| will) relocate you\b",
    re.IGNORECASE,
)
_NO_RELOCATION = re.compile(
    rf"\b{_NO}\b(?: [\w-]+){{0,7}} (?:relocation|relocate|relocating)\b|\brelocation\b(?: [\w,]+){{0,6}}? {_NO}\b"
    rf"|\brelocation (?:is )?(?:unavailable|excluded)\b",
    re.IGNORECASE,
)
_ASKS_MOVE = re.compile(
    r"\b(?:willing\w*|able|open|prepared|must|required|need|expected|happy)\b(?: \w+){0,2} (?:to|for) relocat\w+",
    re.IGNORECASE,
)

_SPONSOR = re.compile(
    r"\bsponsor(?:s|ed|ing|ship|ships)?\b|\bvisa (?:support|assistance|help)\b|\b(?:support|help"
    r"|assist\w*) (?:you )?(?:with )?(?:your )?(?:\w+ )?visas?\b",
    re.IGNORECASE,
)
_WORK_RIGHT = re.compile(
    r"\b(?:visas?|work[- ]permits?|immigration|right to work|work authori[sz]ation|authori[sz]ed to work"
    r"|eligible to work|employment|h-?1b|tier 2|skilled worker|green card|candidates?|applicants?|work)\b",
    re.IGNORECASE,
)
_OFFERED_SPONSORSHIP = re.compile(
    r"\b(?:offer\w*|provid\w+|requir\w+|need\w*|eligible|without|no|any|future)\b[^.;]{0,40} sponsorship\b"
    r"|\bsponsorship\b[^.;]{0,30} (?:available|offered|provided|possible|considered)\b",
    re.IGNORECASE,
)
# "Applicants who need sponsorship should read the rules" neither offers nor refuses it.
_NEEDS_SPONSOR = re.compile(r"\b(?:requir\w+|need\w*|seek\w*)\b(?: [\w/-]+){0,5} sponsorship\b", re.IGNORECASE)
_WELCOMES = re.compile(
    r"\b(?:welcome|considered|(?:we|can|will|happy to|able to) (?:\w+ )?(?:sponsor|offer|provide|support))\b",
    re.IGNORECASE,
)
_SPONSOR_LABEL = re.compile(
    r"(?:visa |immigration )?(?:sponsorship|sponsor|visa)(?: (?:offered|available|provided|support))?\??"
)
_OTHER_SPONSOR = re.compile(
    r"\b(?:executive|event|events|project|our|proud|main|title) sponsor|\bsponsor(?:s|ed|ing)? (?:of|by|events?"
    r"|conferences?)\b|\bsponsored (?:by|training|research|places?|content|ads)",
    re.IGNORECASE,
)
_NO_SPONSOR = re.compile(
    rf"\b{_NO}\b(?: [\w/()-]+,?){{0,9}} (?:sponsor\w*|visa (?:support|assistance))"
    r"|\b(?:sponsorship|visa support)\b(?: [\w/()-]+){0,5}? (?:not|cannot|can[’']t|isn[’']t|unavailable)\b"
    r"|\bsponsorship: no",
    re.IGNORECASE,
)


def travel(statement: Statement) -> Iterator[tuple[str, Any]]:
    """{"text", "percent" or None, "required"}; `percent` is the most that is named, 0 where there is none to do."""
    text = statement.text
    labelled = re.fullmatch(r"(?:\w+ )?travel(?: \w+)?", statement.labelled) is not None
    if not labelled and (not _TRAVEL.search(text) or _COMMUTE.search(text) or not _near_travel(text)):
        return
    none = bool(_NO_TRAVEL.search(text)) or (labelled and bool(re.match(r"none|no|n/a|0\s?%", statement.value.lower())))
    percents = [int(found["top"]) for found in _PERCENT.finditer(text) if int(found["top"]) <= 100]
    percent = 0 if none else max(percents, default=None)
    required = not none and percent != 0 and not _CHANCE.search(text)
    yield "travel", {"text": text, "percent": percent, "required": required}


def _near_travel(text: str) -> bool:
    """Whether the travel is asked of the person: a word of asking stands within a few words of it."""
    return any(
        _ASKED.search(text, max(0, found.start() - 45), found.end() + 40) or re.match(r"travel", text, re.IGNORECASE)
        for found in _TRAVEL.finditer(text)
    ) or bool(_NO_TRAVEL.search(text))


def relocation(statement: Statement) -> Iterator[tuple[str, Any]]:
    """Whether help with moving is offered. "Must be willing to relocate" asks, and is no offer."""
    if re.fullmatch(rf"relocation(?: {_HELP})?(?: (?:offered|available|provided))?\??", statement.labelled):
        yield from _yes_no("relocation", statement.value)
    elif re.search(r"\brelo", statement.text, re.IGNORECASE):
        if _NO_RELOCATION.search(statement.text):
            yield "relocation", False
        elif _RELOCATION.search(_ASKS_MOVE.sub("", statement.text)):
            yield "relocation", True


def visa_sponsorship(statement: Statement) -> Iterator[tuple[str, Any]]:
    """Whether the employer sponsors. A bare "must have the right to work" does not say, so it is no fact."""
    if _SPONSOR_LABEL.fullmatch(statement.labelled):
        yield from _yes_no("visa_sponsorship", statement.value)
        return
    text = _OTHER_SPONSOR.sub("", statement.text)
    if not _SPONSOR.search(text) or not (_WORK_RIGHT.search(text) or _OFFERED_SPONSORSHIP.search(text)):
        return
    refused = bool(_NO_SPONSOR.search(text))
    if refused or not _NEEDS_SPONSOR.search(text) or _WELCOMES.search(text):
        yield "visa_sponsorship", not refused


def _yes_no(name: str, words: str) -> Iterator[tuple[str, Any]]:
    no = re.search(rf"\b{_NO}\b", words, re.IGNORECASE)
    found = _YES_NO.search(words)
    if no or found:
        yield name, not no and bool(found and found["yes"])
