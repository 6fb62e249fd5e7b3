"""What no fact holds but a board compares: days of holiday a year, hours of work a week."""

import re
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING

from ingest.posting import Fact

if TYPE_CHECKING:
    from bot.board import Board

_OFF = r"(?:holidays?|vacation|annual leave|leave|time off|paid time off|urlaub\w*|vakantie\w*|congés?|pto)"
_DAYS_OFF = re.compile(
    rf"\b(?P<n>\d{{1,2}})\+?(?: |-)?(?:(?:working|paid|business|calendar|full)\s)*(?:days?"
    rf"|weeks?)?(?: of)?(?: \w+){{0,2}} {_OFF}\b"
    rf"|\b{_OFF}\b[^.\n\d]{{0,30}}?(?P<m>\d{{1,2}}) (?:\w+ )?(?:days|weeks)\b",
    re.IGNORECASE,
)
_FOR_ALL = re.compile(r"^\d+\+?(?:[ -](?:paid|days?|of|statutory))* (?:bank|public|statutory|federal)\b", re.IGNORECASE)
"""Holidays that all have; "28 days plus bank holidays" are more than these."""
_NUMBER = r"\d{1,2}(?:[.,]\d{1,2})?"
_WEEK = (
    r"(?:\s?(?:/|a|per|each|every|in the|in a)\s?(?:working )?week\b|[ -](?:working )?week\b|[ -]?weekly\b"
    r"|\s?p\.?/?w\b)"
)
_HOURS = re.compile(
    rf"(?<![\d.,])(?P<low>{_NUMBER})(?:\s?(?:-|–|to|or|and)\s?(?P<high>{_NUMBER}))?[ -]?(?:hours?|hrs?)\b"
    rf"(?:[ -](?:of work|working))?{_WEEK}"
    r"|\b(?:hours(?: of work)?|(?:weekly|working|contract(?:ed)?) hours|hours (?:per|a) week)(?: are| is)?\s?[:|–-]?\s"
    rf"(?:(?:full|part)[- ]time,? )?\(?(?P<labelled>{_NUMBER})(?![\d:.])"
    r"(?=(?: hours| hrs|\)|$|[,;.]\s|[,;.]$| per))"
    rf"|\b(?:full|part)[- ]time,?\s?(?:[:–-]\s?|\()(?P<timed>{_NUMBER}) ?(?:hours|hrs)\b",
    re.IGNORECASE | re.MULTILINE,
)
_NOT_THE_JOBS = re.compile(
    r"\b(?:eligib\w+|overtime|OT|time and a (?:half|third)|training|notice|study|students?|entitled|qualify|pension)\b",
    re.I,
)
_CLAUSE = re.compile(r";|(?<=[a-z])\. ")
_BOUND = re.compile(r"\b(?:over|under|after|beyond|than|exceed\w*)\s$", re.IGNORECASE)


def days_off(board: "Board") -> dict[str, list[Fact]]:
    """Days of holiday a year: weeks are five days."""
    return _facts(board, "time_off", _DAYS_OFF, _days)


def weekly_hours(board: "Board") -> dict[str, list[Fact]]:
    """Hours of work a week, each end of a range; not the hours from which one is paid or entitled to something."""
    return _facts(board, "weekly_hours", _HOURS, _hours)


def _facts(
    board: "Board", name: str, pattern: re.Pattern[str], values: Callable[[str], Iterable[float]]
) -> dict[str, list[Fact]]:
    found: dict[str, list[Fact]] = {}
    for id, sentences in board.matching(pattern).items():
        for sentence in sentences:
            text = board.text_of(id, sentence)
            for value in values(text):
                found.setdefault(id, []).append(Fact(name, value, text, sentence.start, sentence.end))
    return found


def _days(text: str) -> Iterator[float]:
    for match in _DAYS_OFF.finditer(text):
        if not _FOR_ALL.match(match.group()):
            yield int(match["n"] or match["m"]) * (5 if "week" in match.group() else 1)


def _hours(text: str) -> Iterator[float]:
    for clause in _CLAUSE.split(text):
        for match in _HOURS.finditer(clause):
            if not _NOT_THE_JOBS.search(clause) and not _BOUND.search(clause[: match.start()]):
                said = [match[name] for name in ("low", "high", "labelled", "timed") if match[name]]
                yield from (hours for number in said if 4 <= (hours := float(number.replace(",", "."))) <= 80)


MEASURES = {"time_off": days_off, "weekly_hours": weekly_hours}
