"""Conditions on when applications close or work starts: "before 1 September", "this week", "within ten days"."""

import re
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta

from bot.board import Board
from bot.finding import Condition, either, silent, stated
from bot.words import Words

_SILENT_DEADLINE = re.compile(
    r"\b(?:no|not|without|w/o|never|none)\b(?: \w+){0,3}? (?:deadlines?|closing dates?|end dates?|date to apply)"
)
_SAYS_DEADLINE = re.compile(
    r"\b(?:say|says|state|states|list|lists|show|shows|give|gives|name|names|have|has|with|publish\w*|set|sets)\b"
    r"(?: (?:a|an|the|any|their|its|actual|actually|real|fixed|firm|specific|clear|exact|definite|application))*"
    r" (?:closing dates?|deadlines?|end dates?|(?:last )?(?:date|day) (?:when applications close|to apply|by which))\b"
)
_WHEN = (
    r" ?(?:(?:until|till|til) (?=after))?(?:(?P<op>up to and including|up to|on or before|no later than"
    r"|not later than|before|by|until|till|til|after|on|in|within|earlier than|later than|from"
    r"|past)\s)?(?:the )?(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,? )?"
    r"(?P<when>end of (?:19|20)\d\d|(?:end of |mid )?(?:this|next) (?:week|month|year|\w+day)|today|tomorrow|(?:next "
    r"|the next )?\d{1,3} (?:days?|weeks?|months?)"
    r"|(?:end of )?(?:\d{1,2}(?:st|nd|rd|th)? (?:of )?)?(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov"
    r"|dec)[a-z]*\.?(?: \d{1,2}(?:st|nd|rd|th)?\b)?(?:,? \d{4})?|\d{4}-\d\d-\d\d|\d{1,2}[/.]\d{1,2}[/.]\d{2,4}"
    r"|(?<=\bin )(?:19|20)\d\d|christmas|new year)\b"
    r"(?:,? (?:or|and)(?: in)? (?P<also>(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*(?: \d{4})?)\b)?"
)
_CLOSES = re.compile(
    r"\b(?:clos(?:e|es|ed|ing)|valid|shuts?|shutting|deadlines?|due|ends?|ending|expir\w+|apply|applications?)\b"
    r"(?: (?:is|are|was|were|falls?|lies|date|dates|close|due|on|at|open|them|for|have to be in|must be in"
    r"|need to be in|to be in|still|to come|coming up))*" + _WHEN
)
_STARTS = re.compile(r"\b(?:start(?:s|ing)?|begin(?:s|ning)?)\b(?: (?:date|dates|work|on|at|is|are|me))*" + _WHEN)
_ISO = re.compile(r"\d{4}-\d\d-\d\d")
_UNTIL = frozenset(
    (
        "by",
        "until",
        "till",
        "til",
        "within",
        "up to",
        "up to and including",
        "on or before",
        "no later than",
        "not later than",
    )
)


def dated(words: Words, board: Board) -> Iterator[Condition]:
    if words.take(_SILENT_DEADLINE):
        yield silent("deadline", "no deadline stated", "deadline")
    elif found := words.take(_CLOSES):
        yield from _within("deadline", "closing", found, board)
    elif found := words.take(_STARTS):
        yield from _within("start_date", "starting", found, board)
    elif words.take(_SAYS_DEADLINE):
        yield stated("deadline", "deadline stated", "deadline", lambda _: True)


def _within(fact: str, verb: str, found: re.Match[str], board: Board) -> Iterator[Condition]:
    """A date of the fact within what was named; one that is no date ("as soon as possible") can't be compared."""
    try:
        window = _window(found["op"] or "in", found["when"], board.today)
    except (ValueError, OverflowError):  # "after 31 december 9999"
        window = None
    if window is None:
        return
    first, last = (day.isoformat() if day else "" for day in window)

    def holds(day: str) -> bool | None:
        return None if not _ISO.fullmatch(day) else first <= day and (not last or day <= last)

    within = stated(fact, f"{verb} {found['op'] or ''} {found['when']}".replace("  ", " "), fact, holds)
    also = re.search(_CLOSES, f"closing in {found['also']}") if found["also"] else None
    more = list(_within(fact, verb, also, board)) if also else []
    yield either([within, *more]) if more else within


def _window(op: str, when: str, today: date) -> tuple[date | None, date | None] | None:
    """First and last day of "before 1 September", "this week", "in December", "within 10 days"."""
    first, last = _days(when, today) or (None, None)
    if first is None or last is None:
        return None
    if op in ("before", "earlier than"):
        return today, first - timedelta(days=1)
    if op in _UNTIL or (when.startswith("next ") and when[5:6].isdigit()):
        return today, last
    if op in ("after", "later than", "past"):
        return last + timedelta(days=1), None
    if op == "from":
        return first, None
    return max(first, today) if first <= today <= last else first, last


def _days(when: str, today: date) -> tuple[date, date] | None:
    if when in ("today", "tomorrow"):
        day = today + timedelta(days=when == "tomorrow")
        return day, day
    if span := re.search(r"(\d+) (day|week|month)", when):
        days = int(span[1]) * {"day": 1, "week": 7, "month": 30}[span[2]]
        return today, today + timedelta(days=days)
    if (named := when.removeprefix("end of ")).isdigit():
        last = date(int(named), 12, 31)
        return (date(int(named), 1, 1) if named == when else last), last
    if when in ("christmas", "new year"):
        day = date(today.year, 12, 25) if when == "christmas" else date(today.year + 1, 1, 1)
        return day, day
    if when.endswith("week"):
        monday = today - timedelta(days=today.weekday()) + timedelta(days=7 * when.startswith("next"))
        return monday, monday + timedelta(days=6)
    if when.endswith(("month", "year")):
        if when.endswith("year"):
            year = today.year + when.startswith("next")
            return date(year, 1, 1), date(year, 12, 31)
        return _month(today.year, today.month + when.startswith("next"))
    return _calendar(when, today)


def _calendar(when: str, today: date) -> tuple[date, date] | None:
    import dateparser

    settings = {"PREFER_DATES_FROM": "future", "RELATIVE_BASE": datetime.combine(today, time()), "DATE_ORDER": "DMY"}
    words = re.sub(r"^(?:end of|mid) |\bof\b", "", when).strip()
    if words[:3] == today.strftime("%b").lower() and words.rstrip(".").isalpha():
        return _month(today.year, today.month)  # dateparser takes April for the next one, in April
    found = dateparser.parse(words, languages=["en"], settings=settings)
    if not found:
        return None
    day: date = found.date()
    if (
        re.search(r"\b\d{1,2}(?:st|nd|rd|th)?\b(?!\d)", words)
        or re.search(r"\d[-/.]\d", words)
        or words.endswith("day")
    ):
        return day, day
    return _month(day.year, day.month)


def _month(year: int, month: int) -> tuple[date, date]:
    year, month = year + (month - 1) // 12, (month - 1) % 12 + 1
    after = date(year + month // 12, month % 12 + 1, 1)
    return date(year, month, 1), after - timedelta(days=1)
