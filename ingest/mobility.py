"""What the role asks and offers of a person who moves: travel and relocation. Visas: `sponsorship.py`."""

import re
from collections.abc import Iterator
from typing import Any

from ingest.statement import Statement

NO = (
    r"(?:no|not|never|unable|cannot|can ?not|can[’']t|don[’']t|doesn[’']t|won[’']t|isn[’']t|aren[’']t|without|neither"
    r"|nor|non)"
)
_YES_NO = re.compile(
    r"\b(?:(?P<yes>yes|true|available|offered|provided|possible)|(?P<no>no(?!-)|none|not|false|n/a|unavailable))\b",
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
    rf"\b{NO}\b(?: \w+){{0,4}} (?:travel|travelling|business trips)\b(?! well\b)"
    r"|\btravel (?:is |will be )?(?:not|n[’']t) |\btravel:? none\b",
    re.IGNORECASE,
)
_CHANCE = re.compile(
    r"\bopportunit\w+ (?:to|for)\b(?: \w+){0,3} travel|\btravel (?:is )?(?:optional|opportunit\w+)"
    r"|\boptional(?: \w+)? travel",
    re.IGNORECASE,
)
_TIMES = r"(?:a|one|two|three|four|five|six|\d{1,2})(?:(?: or | to |[–-])\w+)?"
_PERIOD = r"(?:a|per|each|every) (?:year|quarter|month|week)"
# Without the word: nights away, days on the road, trips and meetings so many times a year.
_AWAY = re.compile(
    r"\b(?:on the road|on tour|away(?: from home)?) (?:for )?(?:about |around |up to |roughly |some )?"
    r"(?:\d{1,3}(?:–|-| to )?\d{0,3} ?(?:%|per ?cent)|(?:half|most|much) (?:of )?(?:the|that|this|your))"
    rf"|\b{_TIMES} nights? (?:{_PERIOD} )?(?:away|in (?:hotels?|motels?|digs))\b"
    rf"|\b{_TIMES} trips? to [A-ZÀ-Þ]\w+ {_PERIOD}\b"
    rf"|\b(?:once|twice|{_TIMES} times) {_PERIOD}[^.;]{{0,20}}? spend \w+ (?:day|night|week)s? (?:in|at) (?-i:[A-ZÀ-Þ])"
    rf"|\b{_TIMES} (?:\w+ )?trips {_PERIOD} to (?:our|the|[A-ZÀ-Þ])|\bthe only trips\b"
    rf"|\b(?:once|twice|{_TIMES} times) {_PERIOD}\b[^.;]{{0,30}}?\b(?:meet|gather|come together|get together)"
    r"(?: \w+)? in (?-i:[A-ZÀ-Þ])",
    re.IGNORECASE,
)
_COMMUTE = re.compile(
    r"\btravel (?:to work|from home|season|card|to the (?:visit|test|assessment))|\b(?:interview|relocation) travel"
    r"|\bseason ticket|\bcommut\w+|\bdiscount\w*",
    re.IGNORECASE,
)
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
_AMOUNT = r"(?:[€$£₹]\s?\d|\b(?:[A-Z]{3}|kr)\s?\d|\d\s?(?:€|[A-Z]{3}\b))"
_COSTS = (
    r"(?:(?:relocation|moving|removals?|packers?[- ]and[- ]movers?) (?:costs?|expenses?|bill|grant|allowance|payment"
    r"|contribution|fees)|(?:costs? of|your(?: (?:household|family))?) (?:moving|removals?|move|relocation)"
    r"|packers[- ]and[- ]movers"
    r"|removalists?|cost of moving (?:\w+ )?(?:household|furniture|goods)"
    r"|(?:shipping|transport|freight) (?:of|for) (?:[\w’']+ ){0,6}(?:belongings|household|furniture)"
    r"|umzugs(?:kosten\w*|hilfe|pauschale|zuschuss)|frais de déménagement|verhuis(?:kosten\w*|vergoeding))"
)
_PAYS = (
    r"(?:pay(?!(?:ing)? back)(?:s|ing)?|paid|cover(?:s|ed)?|refund(?:s|ed)?|reimburse(?:[sd]|ment of)?"
    r"|contribute[sd]?|chips? in|meet|met|fund(?:s|ed)?|give|get|receive[sd]?|offer(?:s|ed)?|provide[sd]?"
    r"|help(?:s)? (?:you )?with|towards|up to|übernehmen|prend en charge|vergoeden)"
)
_PAID_MOVE = re.compile(
    rf"\b{_PAYS}\b[^.;?]{{0,60}}?\b{_COSTS}\b|\b{_COSTS}\b[^.;?]{{0,40}}?(?:\b{_PAYS}\b|{_AMOUNT})"
    rf"|{_AMOUNT}[^.;?]{{0,30}}\b(?:(?:towards|for|of) (?:your |the )?(?:relocation|relocating|removals?)"
    r"|(?:towards?|to) (?:your|the) (?:move|moving)(?=[.,;]|$| here| to (?-i:[A-ZÀ-Þ])))"
    rf"|\brelocati(?:on|ng)\b[^.;]{{0,60}}?\b(?:can|may|will|could) be (?:arranged|discussed|agreed|funded|paid|met)\b"
    rf"|\b(?:we|company|employer|[A-Z]\w+)(?:[’']ll| will)? (?:pays?|covers?|refunds?|reimburses?) relocation\b"
    r"|^(?:candidates|staff|those|people|applicants|hires)(?: \w+)? from (?:outside|elsewhere|abroad|overseas)\b[^.;]*"
    r"\b(?:get|receive|are given|are paid)\b[^.;]*\b(?:fares?|tickets?|flights?|stay|removals?)\b",
    re.IGNORECASE,
)
# "If you move to Porto for the job we pay the first month's rent": whoever moves is given something.
_MOVERS = re.compile(
    r"(?:\b(?:if you|when you|those who|people who|staff who|anyone who|hires who|you[’']re|you are|for)\b[^.;?]{0,40}?"
    r"\b(?:move|moving|relocat(?:e|ing)|moves)\b(?! (?:up|on|into (?:a|the) (?:role|post|job))\b)"
    r"|^(?:moving|relocating) to [^.;?:]{2,40}\?|^anyone moving\b)"
    rf"[^.;]{{0,90}}?(?:{_AMOUNT}|\b(?:we|you)(?: also|[’']ll| will)? (?:pay|cover|refund|reimburse|chip in|get|receive"
    rf"|are given)\b(?![^.;]*\b{NO}\b))",
    re.IGNORECASE,
)
_GIVEN = re.compile(
    rf"{_AMOUNT}|\b(?:we|up to|paid|lump sum|payment|grant|tickets?|flat|rent|hotel|weeks?|removals?|reimburse[sd]?"
    r"|refunded)\b",
    re.IGNORECASE,
)
_NO_RELOCATION = re.compile(
    rf"\b{NO}\b(?: [\w-]+){{0,7}} (?:relocation|relocate|relocating)\b|\brelocation\b(?: [\w,]+){{0,6}}? {NO}\b"
    rf"|\brelocation (?:is )?(?:unavailable|excluded)\b|\b(?:{NO}|nothing)\b(?: [\w-]+){{0,7}}? {_COSTS}"
    rf"|\b{_COSTS}(?: \w+){{0,2}} {NO}\b"
    rf"|\b{NO}\b(?: \w+)? (?:pay|help|contribute|cover)\w*(?: \w+){{0,3}} (?:moving(?! compan)|removals?|your move)\b",
    re.IGNORECASE,
)
_ASKS_MOVE = re.compile(
    r"\b(?:willing\w*|able|open|prepared|must|required|need|expected|happy)\b(?: \w+){0,2} (?:to|for) relocat\w+",
    re.IGNORECASE,
)
# Of a part of the staff, or at the person's own cost: neither a yes nor a no.
_PARTLY = re.compile(r"\bonly (?:for|to)\b|\b(?:at )?(?:their|your|his|her) own (?:cost|expense)", re.IGNORECASE)


def travel(statement: Statement) -> Iterator[tuple[str, Any]]:
    """{"text", "percent" or None, "required"}; `percent` is the most that is named, 0 where there is none to do."""
    text = statement.text
    labelled = re.fullmatch(r"(?:\w+ )?travel(?: \w+)?", statement.labelled) is not None
    named = _TRAVEL.search(text) and not _COMMUTE.search(text) and _near_travel(text)
    if not labelled and not named and not _AWAY.search(text):
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
    text = statement.text
    labelled = re.fullmatch(rf"relocation(?: {_HELP})?(?: (?:offered|available|provided))?\??", statement.labelled)
    moving = statement.label and re.match(r"(?:moving|relocating)\b", statement.labelled)
    said = list(yes_no("relocation", statement.value)) if labelled else []
    if said:
        yield from said
    elif (labelled or moving) and _GIVEN.search(statement.value):
        yield "relocation", True
    elif _NO_RELOCATION.search(text):
        yield "relocation", False
    elif not _PARTLY.search(text):
        offer = _ASKS_MOVE.sub("", text)
        if any(pattern.search(offer) for pattern in (_RELOCATION, _PAID_MOVE, _MOVERS)):
            yield "relocation", True


def yes_no(name: str, words: str) -> Iterator[tuple[str, Any]]:
    """What a label's value says, where it says yes or no at all."""
    no = re.search(rf"\b{NO}\b", words, re.IGNORECASE)
    found = _YES_NO.search(words)
    if no or found:
        yield name, not no and bool(found and found["yes"])
