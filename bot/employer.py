"""A condition on whose jobs they are: "what jobs are there at Tannerwick Freight?"."""

import re
from collections.abc import Iterator
from functools import lru_cache

from bot.board import Board
from bot.finding import Condition, Finding
from bot.question import words as words_of
from bot.spelling import is_everyday
from bot.words import Words

_FORM = re.compile(r"(?: (?:nhs|foundation|trust|inc|ltd|limited|llc|llp|plc|gmbh|ag|se|sa|corp|corporation|co|&))+$")
"""How an employer's name may end without being told by it."""
_REST = re.compile(r"\s[-–—|(].*$")
_AT = r"\b(?:at|with|from|by|of|for|in)(?: the)? "
_HIRES = r"(?= (?:jobs?|roles?|positions?|vacancies|hiring|recruiting|offers?|have|has)\b)"


def employer(words: Words, board: Board) -> Iterator[Condition]:
    """The employer that the question names; an everyday word names one only in "at …", "is … hiring"."""
    if name := _taken(words, board):
        yield _of_employer(name)


def without_employer(text: str, board: Board) -> str:
    """What is left of a text, in small letters, without the employer that it names."""
    words = Words(text.lower())
    _taken(words, board)
    return words.text


def _taken(words: Words, board: Board) -> str | None:
    said = f" {' '.join(words_of(words.text))} "
    spoken = [name for name in _names(board) if f" {name} " in said]
    for name in sorted(spoken, key=len, reverse=True):
        written = re.escape(name).replace(r"\ ", r"[\s&,.'-]+")
        led = rf"(?:{_AT}{written}\b|\b{written}{_HIRES})"
        if words.take(led) or ((" " in name or not is_everyday(name)) and words.take(rf"\b{written}\b")):
            return name
    return None


def _names(board: Board) -> set[str]:
    return {short for line, _ in board.employer_lines.values() for short in _called(line)}


@lru_cache(maxsize=8192)
def _called(line: str) -> tuple[str, ...]:
    """An employer's whole name, and without its legal form or what follows a dash."""
    whole, first = (" ".join(words_of(part)) for part in (line, _REST.sub("", line)))
    return tuple(name for name in (whole, first, _FORM.sub("", first)) if len(name) > 2)


def _of_employer(name: str) -> Condition:
    def judge(board: Board) -> dict[str, Finding]:
        return {id: Finding(name in _called(line), (span,)) for id, (line, span) in board.employer_lines.items()}

    return Condition("employer", f"at {name}", judge)
