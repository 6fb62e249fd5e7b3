"""The most and the least: "the highest pay", "which closes first", "least experience"."""

import re
from dataclasses import dataclass

from bot.pay import IN_CURRENCY, bounds, counted, currency_named

_PAYS = r"(?:pay\w*|paid|salar\w+|earn\w*|compensation|money|wages?|income|pay range|range|rates?)"
_UP = (
    r"(?:(?<!at )most|highest|best|top(?! of)|biggest|largest|greatest|fattest|max\w*"
    r"|(?<!or )(?<!and )(?:higher|more)(?! than)(?! \d))"
)
_DOWN = r"(?:(?<!at )least|lowest|worst|smallest|fewest|min\w*|(?<!or )(?:lower|less)(?! than)(?! \d))"
_ENDS = r"(?:clos\w+|shuts?|deadlines?|end\w*|due|expir\w+|apply|applications?|open)"
_SOON, _LATE = r"(?:first|soonest|earliest|next|nearest)", r"(?:last|latest|longest|furthest)"
_END = r"(?:deadlines?|closing(?: date)?|to close|closes?|to shut|time to apply)"
_OFF = r"(?:vacation|holidays?|annual leave|paid leave|time off|days off|pto)"
_AD = r"(?:postings?|jobs?|adverts?|ads?|listings?|vacanc(?:y|ies)|roles?|openings?|positions?|one)"
_PUT = r"(?:posted|published|advertised|listed|put up|went up|opened|created)"
_WEEK = r"(?:work(?:ing)? |weekly )?"
_SHARE = r"(?:share|percentage|proportion|amount|part)"
_ORDERS = (
    ("salary", True, rf"\b{_UP}(?:[ -][\w-]+){{0,3}}?[ -]{_PAYS}\b|\b{_PAYS}(?: \w+){{0,4}}? (?:the )?{_UP}\b"),
    ("salary", False, rf"\b(?:begin|start)s? (?:at the )?{_DOWN}\b"),
    ("salary", True, rf"\b(?:begin|start)s? (?:at the )?{_UP}\b"),
    ("salary", False, rf"\b{_DOWN}(?:[ -][\w-]+){{0,3}}?[ -]{_PAYS}\b|\b{_PAYS}(?: \w+){{0,4}}? (?:the )?{_DOWN}\b"),
    (
        "deadline",
        False,
        rf"\b{_ENDS}(?: \w+){{0,4}}? {_SOON}\b|\b{_SOON}(?: \w+){{0,2}}? {_END}\b|\bclos\w+ (?:very )?soon\b",
    ),
    (
        "deadline",
        True,
        rf"\b(?:(?:stay|remain)s? open|{_ENDS})(?: \w+){{0,3}}? {_LATE}\b|\b{_LATE}(?: \w+){{0,5}}? {_END}\b"
        rf"|\b{_LATE} (?:date|day) (?:for|to) (?:\w+ ){{0,3}}?(?:apply|appl\w+|send\w*|fil\w+)"
        r"|\bleaves? (?:me |us )?(?:the )?(?:most|longest) time\b",
    ),
    ("experience_years", True, rf"\b{_UP} (?:[\w-]+ ){{0,6}}?(?:experience|years)\b|\blongest experience\b"),
    ("experience_years", False, rf"\b{_DOWN} (?:[\w-]+ ){{0,4}}?(?:experience|years)\b"),
    (
        "travel",
        True,
        rf"\bmost (?:\w+ )?travel\w*|\btravels? (?:the )?most\b|{_UP} {_SHARE} (?:of )?travel\w*"
        rf"|\bon the road (?:for )?(?:the )?{_UP}\b"
        r"|\bmost (?:of the )?time (?:is )?(?:spent )?(?:on the road|away|travelling|traveling)\b",
    ),
    ("travel", False, rf"\bleast (?:\w+ )?travel\w*|\btravels? (?:the )?least\b|{_DOWN} {_SHARE} (?:of )?travel\w*"),
    ("time_off", True, rf"\b(?:most|longest|best|biggest) (?:\w+ ){{0,2}}?{_OFF}(?: days)?\b"),
    ("time_off", False, rf"\b(?:(?<!at )least|fewest|shortest|smallest|lowest) (?:\w+ ){{0,2}}?{_OFF}(?: days)?\b"),
    ("weekly_hours", True, rf"\b(?:{_UP}|longest) {_WEEK}hours\b|\blongest {_WEEK}week\b|\bhours\b[^?.]* longest\b"),
    (
        "weekly_hours",
        False,
        rf"\b(?:{_DOWN}|shortest) {_WEEK}hours\b|\bshortest {_WEEK}week\b|\bhours\b[^?.]* fewest\b",
    ),
    (
        "posted",
        True,
        rf"\b(?<!my )(?:newest|latest|freshest|most recent(?:ly)?)(?: [\w-]+){{0,3}}? (?:{_AD}|{_PUT})\b"
        rf"|\b{_PUT} (?:\w+ ){{0,2}}?(?:last|latest|most recently)\b",
    ),
    (
        "posted",
        False,
        rf"\boldest(?: [\w-]+){{0,3}}? {_AD}\b|\b{_PUT} (?:\w+ ){{0,2}}?(?:first|earliest)\b"
        r"|\b(?:been|was|were) (?:\w+ )?(?:up|open|online|listed|advertised) (?:for )?(?:the )?longest\b",
    ),
    ("start_date", False, r"\bstarts? (?:\w+ )?(?:first|soonest|earliest)\b|\b(?:earliest|soonest|first) start\w*"),
)
_EVERY = re.compile(r"\b(?:per |an |a |by the )?(?:(?P<period>hour|day|week|month|year)(?:ly)?|annual(?:ly)?)\b")


@dataclass(frozen=True, slots=True)
class Order:
    """The most or the least of a fact."""

    fact: str
    most: bool
    period: str | None = None
    """of pay: by the hour, the year…"""
    currency: str | None = None
    """of pay: in euros, in pounds…"""


def order(text: str) -> tuple[Order, str] | None:
    """What a normalised question wants the most or the least of, and the rest of it."""
    for fact, most, pattern in _ORDERS:
        if (fact == "salary" and bounds(text)) or (fact == "experience_years" and counted(text)):
            continue  # "whose top salary stays below £25,000", "a minimum of five years" ask for no most
        if found := re.search(pattern, text):
            rest = f"{text[: found.start()]} {text[found.end() :]}"
            every = _EVERY.search(rest) if fact == "salary" else None
            rest = _EVERY.sub(" ", rest) if every else rest
            paid = currency_named(rest) if fact == "salary" else None
            period = every and (every["period"] or "year")
            return Order(fact, most, period, paid), IN_CURRENCY.sub(" ", rest)
    return None
