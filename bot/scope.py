"""Which postings a question concerns: the one it was asked on, those it names, the conversation's, or the board."""

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from bot.answer import Turn
from bot.board import Board
from bot.employer import without_employer
from bot.gazetteer import COUNTRY_OF, area, areas
from bot.page import stem
from bot.query import asks_of_board
from bot.question import content_words, words
from bot.spelling import is_everyday
from bot.subject import JOBS
from bot.topic import lexicon
from ingest.index import Index

_NEAR = 85
"""Two words are the same word misspelt from here on (rapidfuzz ratio, 0 to 100)."""
_FULL = 0.6
"""Share of a title's weight (rare words weigh more) that names the posting…"""
_PART = 0.3
"""…and that does where its words stand together, or in "the … job"."""
_POINTS = re.compile(
    r"\b(?:the|this|that|your) (?P<said>(?:[\w/&'-]+ ){1,6}?)(?:job|role|position|posting|post|vacancy"
    r"|internship|opening|gig|one)\b"
)
_KIND = re.compile(rf"\b(?P<kind>[\w-]+) {JOBS}\b")
_NO_POINT = frozenset("a an the new open other same first last best right whole actual".split())
_FEW = 6
"""Postings that are asked between, at most, where a message points to one without its title."""
_SHORT = {"lab": "laboratory", "dev": "developer", "eng": "engineer", "mgr": "manager", "rep": "representative"}
_NO_TITLE = frozenset("m f d w x h all genders senior junior role job position".split())


@dataclass(frozen=True, slots=True)
class Scope:
    """`ids` are the postings to read, best first; none where the question names none: the board must be searched.

    `named`: whether the message itself says which, rather than the page it was asked on or the conversation.
    """

    ids: tuple[str, ...]
    named: bool


@dataclass(frozen=True, slots=True, order=True)
class Fit:
    """How well a text names a title: both ways, the share of the title's weight that is said, how many of its words."""

    both: float
    share: float
    held: int


def scope(index: Index, board: Board, message: str, posting: str | None, history: Sequence[Turn]) -> Scope:
    """The postings that `message` concerns. PostingNotFound or PostingAmbiguous if `posting` fits none or several."""
    if posting is not None:
        return Scope((index.resolve(posting),), named=False)
    if len(index.summaries()) == 1:
        return Scope((index.summaries()[0].id,), named=False)
    whole = asks_of_board(message, board)
    if own := named(without_employer(message, board) if whole else message, board, whole=whole):
        return Scope(own, named=True)
    for turn in reversed(history):
        before = named(turn.content, board) if turn.role == "user" else tuple(_spelt_out(turn.content, board))
        if before and (turn.role == "user" or len(before) == 1):
            return Scope(before, named=False)
    own = () if whole else of_own_name(message, board)
    return Scope(own, named=bool(own))


def named(text: str, board: Board, *, whole: bool = False) -> tuple[str, ...]:
    """Postings that the text names by their titles, with the employer's or a place's name where several share one.

    `whole`: only by most of a title, and not where jobs of a kind are asked for: "data analyst jobs".
    """
    said = content_words(text)
    if whole and any(board.title_stems[stem(kind["kind"])] for kind in _KIND.finditer(text.lower())):
        return ()
    if spelt := _spelt_out(text, board):
        return tuple(_narrowed(spelt, text, board))
    fits = {id: _fit(title, said, board) for id, title in board.titles().items()}
    if len(said) > 1 and len(only := [id for id, title in board.titles().items() if _all_of(said, title)]) == 1:
        return tuple(only)
    best = max(fits.values(), default=Fit(0.0, 0.0, 0))
    among = [id for id, fit in fits.items() if fit == best]
    if not whole and (pointed := _pointed(text, board)):
        return tuple(_narrowed(pointed, text, board))
    if not (best.share >= _FULL and (best.held >= 2 or best.share == 1.0)) and (
        whole
        or best.share < _PART
        or len(among) > max(1, min(3, len(fits) // 4))
        or not _together(text, board.postings[among[0]].title)
    ):
        return ()
    return tuple(_narrowed(among, text, board))


def of_own_name(text: str, board: Board) -> tuple[str, ...]:
    """The one posting that a name tells where no title is said: "what does Blinq pay?". Towns are for the board."""
    said = " ".join(_without_the(text))
    spelt = [id for id, names in board.employers.items() if any(_is_said(name, said) for name in names)]
    if len(spelt) == 1:
        return tuple(spelt)
    titular = {word for title in board.titles().values() for word in words(title)}
    found = set()
    for word in content_words(text):
        if word.isalpha() and len(word) > 3 and not (word in titular or is_everyday(word) or area(word)):
            holding = [id for id, names in board.names.items() if any(_same(word, other) for other in names)]
            found |= set(holding if len(holding) == 1 else ())
    return tuple(found) if len(found) == 1 else ()


def _without_the(text: str) -> list[str]:
    return [word for word in words(text) if word != "the"]


def _is_said(name: str, said: str) -> bool:
    """Whether the first words of an employer's name stand in a text: "Four Hands" of Four Hands Vietnam."""
    first = " ".join(_without_the(name)[:2])
    return bool(first) and re.search(rf"\b{re.escape(first)}\b", said) is not None


def _spelt_out(text: str, board: Board) -> list[str]:
    """Postings of whose titles every word stands in the text, those with the most words."""
    said = set(words(text))
    spelt = {id: len(own) for id, title in board.titles().items() if len(own := set(words(title))) > 1 and own <= said}
    return [id for id, length in spelt.items() if length == max(spelt.values())]


def _pointed(text: str, board: Board) -> list[str]:
    """Postings that "the engineer job", "the uk one", "the part-time position" may be: by title, place or type."""
    found = _POINTS.search(text.lower())
    if not found:
        return []
    said = [word for word in words(found["said"]) if word not in _NO_POINT]
    fitting = set(board.postings)
    for word in said:
        keys = area(COUNTRY_OF.get(word, word))
        titled = {id for id, title in board.titles().items() if any(_same(word, other) for other in words(title))}
        placed = {id for id, rows in board.places.items() if any(keys & areas(place) for place, _ in rows)}
        fitting &= titled | placed
    fitting = {id for id in fitting if board.postings[id].status == "open"} or fitting
    return sorted(fitting) if said and 0 < len(fitting) <= _FEW else []


def _together(text: str, title: str) -> bool:
    """Whether two words of the title follow each other in the text, or one stands in "the … job"."""
    own = content_words(title)
    run = [any(_same(word, other) for other in own) for word in words(text)]
    pointed = _POINTS.search(text.lower())
    return any(a and b for a, b in pairwise(run)) or (
        pointed is not None and any(_same(word, other) for word in content_words(pointed["said"]) for other in own)
    )


def _all_of(said: Sequence[str], title: str) -> bool:
    own = content_words(title)
    return all(any(_same(word, other) for other in own) for word in said)


def _fit(title: str, said: Sequence[str], board: Board) -> Fit:
    said = [*said, *_initialled(said, content_words(title))]
    own = [word for word in content_words(title) if word not in _NO_TITLE or word in said]
    held = [word for word in own if any(_same(word, other) for other in said)]
    titular = [word for word in said if board.title_stems[stem(word)]]
    met = [word for word in titular if any(_same(word, other) for other in own)]
    share = _ratio(held, own, board)
    of_said = _ratio(met, titular, board)
    return Fit(round(2 * share * of_said / (share + of_said), 3) if share and of_said else 0.0, share, len(held))


def _initialled(said: Sequence[str], own: Sequence[str]) -> list[str]:
    """The title's words whose initials were said: "BI analyst" names a Business Intelligence Analyst.

    Three letters are initials where they are no word: Leamington Spa is no Sister in Pre-Assessment.
    """
    said = [word for word in said if len(word) < 3 or not is_everyday(word)]
    runs = [own[i : i + n] for n in (2, 3, 4) for i in range(len(own) - n + 1)]
    return [word for run in runs if "".join(word[0] for word in run) in said for word in run]


def _ratio(part: Sequence[str], whole: Sequence[str], board: Board) -> float:
    total = sum(_weight(word, board) for word in whole)
    return round(sum(_weight(word, board) for word in part) / total, 3) if total else 0.0


def _weight(word: str, board: Board) -> float:
    return math.log(1 + len(board.postings) / max(1, board.title_stems[stem(word)]))


def _same(word: str, other: str) -> bool:
    from rapidfuzz import fuzz

    if stem(word) == stem(other):
        return True
    short, long = sorted((word, other), key=len)
    if _SHORT.get(short) == long:
        return True
    begins = len(short) > 3 and long.startswith(short) and len(long) <= 2.5 * len(short)  # intern, physio, tech
    return begins or (len(short) > 3 and fuzz.ratio(word, other) >= _NEAR)


def _narrowed(among: list[str], text: str, board: Board) -> list[str]:
    """Those of several that also fit the other names in the text: the employer, a place, a number of the posting."""
    topical = {word for topic in lexicon().topics_of(text.lower()) for word in words(" ".join(_said(topic.ask, text)))}
    titular = {word for id in among for word in words(board.postings[id].title)}
    rest = [word for word in content_words(text) if word not in topical | titular and len(word) > 2]
    for word in sorted(rest, key=is_everyday):  # a name is seldom an everyday word
        if len(among) < 2:
            break
        fitting = [id for id in among if any(_same(word, other) for other in board.names[id])]
        if not fitting and (
            word[0].isdigit() or re.search(rf"\b(?:at|from|with|in) (?:\w+ ){{0,3}}{re.escape(word)}", text.lower())
        ):
            fitting = [id for id in among if board.speaks_of(id, word)]
        among = fitting if 0 < len(fitting) < len(among) else among
    return among


def _said(pattern: re.Pattern[str], text: str) -> list[str]:
    return [found.group() for found in pattern.finditer(text.lower())]
