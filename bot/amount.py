"""Conditions on an amount that is no pay: "at least 40% travel", "under 20 hours a week"."""

import re
from collections.abc import Callable, Iterator
from typing import Any

from bot.board import Board
from bot.finding import Condition, stated
from bot.words import Words

_OVER = r"at least|more than|greater than|over|above|min(?:imum)?(?: of)?"
_UNDER = r"at most|up to|less than|fewer than|no more than|not more than|under|below|max(?:imum)?(?: of)?"


def _bounded(unit: str) -> re.Pattern[str]:
    return re.compile(
        rf"(?:\b(?P<over>{_OVER})|\b(?P<under>{_UNDER}))?\s?\b(?P<number>\d{{1,3}})\s?{unit}"
        r"(?:(?P<more> (?:or|and) (?:more|higher|above|over|up)|\s?\+)|(?P<less> (?:or|and) (?:less|fewer|lower|under"
        r"|below)))?"
    )


_SHARE = _bounded(r"(?:%|percent\b|per cent\b)")
_HOURS = _bounded(r"(?:hours|hrs|h)\b(?: (?:a|per|each|in a) week| weekly)")


def travel_share(words: Words, board: Board) -> Iterator[Condition]:
    """ "travel at 25 percent or less": a posting that names no share can't be compared."""
    if not re.search(r"\btravel\w*\b", words.text) or not (said := words.take(_SHARE)):
        return
    words.take(r"\btravel\w*\b")
    fits, most = _compared(said)

    def holds(value: dict[str, Any]) -> bool | None:
        share = value["percent"]
        if share is None:
            return None if value["required"] else most
        return fits(share)

    yield stated("travel", f"{said.group().strip()} travel", "travel", holds)


def weekly_hours(words: Words, board: Board) -> Iterator[Condition]:
    """ "no more than 20 hours a week": of a range, either end will do."""
    if said := words.take(_HOURS):
        yield stated("weekly_hours", said.group().strip(), "weekly_hours", _compared(said)[0])


def _compared(said: re.Match[str]) -> tuple[Callable[[float], bool], bool]:
    """What fits the bound that was said; and whether it is an upper one."""
    bound = int(said["number"])
    least, most = bool(said["over"] or said["more"]), bool(said["under"] or said["less"])
    strict = re.fullmatch(
        r"(?:more|less|greater|fewer) than|over|above|under|below", said["over"] or said["under"] or ""
    )

    def fits(value: float) -> bool:
        if value == bound:
            return not strict
        return value < bound if most else value > bound if least else False

    return fits, most
