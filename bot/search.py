"""The postings that are about a subject: by their titles, by their words, or by what they mean."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bot.board import Board
from bot.finding import Span
from bot.page import stem
from bot.question import parts
from bot.subject import PERSON
from bot.survey import Said
from ingest.index import PostingSummary

_LEAST = 0.3
"""The best sentence's score from which a posting is about the subject at all…"""
_OF_BEST = 0.85
"""…and how near the others have to come to it; where one of several things will do, any word of them is enough."""
_MEANT, _HALF = 3, 0.5
_ALL, _MOST = 0.99, 0.6
"""Share of the words that says all of them, and most."""


@dataclass(frozen=True, slots=True)
class Row:
    """A posting that fits, and the spans that say so."""

    summary: PostingSummary
    spans: tuple[Span, ...]


def by_text(rows: Sequence[Row], said: Sequence[Said], words: int, *, either: bool) -> tuple[list[Row], bool]:
    """Those that speak of the subject, the best first; and whether some only come near it in meaning.

    That is told, as nearness is no proof that a posting says it. What was asked in fewer `words` than _MEANT is to be
    said in half of them: a word alone means too much.
    """
    own = {row.summary.id: row for row in rows}
    least_held = 0.0 if words >= _MEANT else _HALF
    among = [one for one in said if one.id in own and not one.denies and one.held >= least_held]
    spoken_of = either and any(one.held for one in among)
    if not among or (among[0].score < _LEAST and not spoken_of):
        return [], False
    least = 0.0 if spoken_of else _OF_BEST * among[0].score
    found = [one for one in among if (one.score >= least or one.held >= _ALL) and (one.held or not spoken_of)]
    near = not spoken_of and any(one.held < _MOST or one.titled for one in found)
    return [Row(own[one.id].summary, (one.span, *own[one.id].spans)) for one in found], near


def by_name(board: Board, rows: Sequence[Row], subject: Sequence[str], *, either: bool) -> list[Row]:
    """Those whose title, department or team holds most of the words, and more than half of them; `either`: any."""
    sides = {id: parts(_sides(board, id)) for id in (row.summary.id for row in rows)}
    for holds in (_names, _holds) if any(map(PERSON.search, subject)) else (_holds,):
        held = {id: sum(holds(own, word) for word in subject) for id, own in sides.items()}
        most = max(held.values(), default=0)
        least = 1 if either else most
        if most and (either or most > len(subject) / 2):
            return [
                Row(row.summary, (*board.title_span(row.summary.id), *row.spans))
                for row in rows
                if held[row.summary.id] >= least
            ]
    return []


def _names(own: Sequence[str], word: str) -> bool:
    """Whether a title names those who are asked for: a nurse is no "Nursing Assistant"."""
    return {word, word.removesuffix("s"), f"{word}s"} & set(own) != set() if PERSON.search(word) else _holds(own, word)


def _holds(own: Iterable[str], word: str) -> bool:
    asked = stem(word)
    return any(
        s == asked or (len(asked) > 4 and s.startswith(asked)) or (len(s) > 4 and asked.startswith(s))
        for s in map(stem, own)
    )


def _sides(board: Board, id: str) -> str:
    return " ".join([board.postings[id].title, *board.sides.get(id, ())])
