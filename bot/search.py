"""The postings that are about a subject: by their titles, by their words, or by what they mean."""

import math
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from bot.board import Board
from bot.finding import Near, Span
from bot.page import stem
from bot.question import content_words
from ingest.index import PostingSummary
from ingest.posting import Sentence

_TELLING = 1 / 3
"""Words that stand in more of the postings tell nothing: what comes near in meaning counts instead…"""
_LIKE, _SPREAD = 0.35, 0.18
"""…if the nearest comes so near (cosine), and so much nearer than the least of those that were compared."""


@dataclass(frozen=True, slots=True)
class Row:
    """A posting that fits, and the spans that say so."""

    summary: PostingSummary
    spans: tuple[Span, ...]


def by_text(
    board: Board, rows: Sequence[Row], subject: Sequence[str], *, either: bool, alike: Callable[[], Sequence[Near]]
) -> tuple[list[Row], bool]:
    """Those whose text speaks of the subject, in its words; else, where these tell nothing, those that come near it.

    Whether they only come near in meaning is told: nearness is no proof that a posting says it.
    """
    found = _by_words(board, rows, subject, either=either)
    if found and either:
        return found, False
    meant = _by_meaning(rows, alike())
    agree = {row.summary.id for row in found} & {row.summary.id for row in meant}
    if meant and (not agree or len(found) > len(rows) * _TELLING):
        return meant, True
    return found, False


def _by_meaning(rows: Sequence[Row], near: Sequence[Near]) -> list[Row]:
    """Those that come nearer in meaning than halfway between the nearest and the least near."""
    own = {row.summary.id: row for row in rows}
    among = [one for one in near if one.id in own]
    if len(among) < 2 or among[0].likeness < _LIKE or among[0].likeness - among[-1].likeness < _SPREAD:
        return []
    middle = (among[0].likeness + among[-1].likeness) / 2
    return [Row(own[one.id].summary, (one.span, *own[one.id].spans)) for one in among if one.likeness >= middle]


def by_name(board: Board, rows: Sequence[Row], subject: Sequence[str]) -> list[Row]:
    """Those whose title, department or team holds most of the words, and at least half of them."""
    stems = [stem(word) for word in subject]
    sides = {id: {stem(word) for word in content_words(_sides(board, id))} for id in (row.summary.id for row in rows)}
    held = {row.summary.id: sum(_holds(sides[row.summary.id], word) for word in stems) for row in rows}
    most = max(held.values(), default=0)
    if most == 0 or most < len(stems) / 2:
        return []
    return [
        Row(row.summary, (*board.title_span(row.summary.id), *row.spans))
        for row in rows
        if held[row.summary.id] == most
    ]


def _holds(stems: Iterable[str], word: str) -> bool:
    return any(
        s == word or (len(word) > 4 and s.startswith(word)) or (len(s) > 4 and word.startswith(s)) for s in stems
    )


def _sides(board: Board, id: str) -> str:
    return " ".join([board.postings[id].title, *board.sides.get(id, ())])


def _by_words(board: Board, rows: Sequence[Row], subject: Sequence[str], *, either: bool) -> list[Row]:
    """Those whose text holds the subject's words: all of them, or those rare enough to decide; or `either` of them."""
    found = {
        word: {id for id, said in board.matching(spoken(word)).items() if _affirmed(board, id, said, word)}
        for word in subject
    }
    weight = {word: math.log(1 + len(board.postings) / len(hits)) if hits else 0.0 for word, hits in found.items()}
    scores = {row: sum(weight[word] for word in subject if row.summary.id in found[word]) for row in rows}
    best = max(scores.values(), default=0.0)
    if not best or (not either and best < (0.6 if len(subject) <= 3 else 0.5) * sum(weight.values())):
        return []
    kept = sorted((row for row in rows if scores[row] >= 0.7 * best), key=lambda row: -scores[row])
    return [Row(row.summary, (_best(board, row.summary.id, subject), *row.spans)) for row in kept]


def _affirmed(board: Board, id: str, said: Iterable[Sentence], word: str) -> bool:
    """Whether one of the sentences speaks of it otherwise than in "no cover letter"."""
    denied = re.compile(rf"\b(?:no|not|without) (?:an? |any )?(?:[\w-]+ )?{spoken(word).pattern}", re.IGNORECASE)
    return any(not denied.search(board.text_of(id, sentence)) for sentence in said)


def spoken(word: str) -> re.Pattern[str]:
    base = stem(word) if len(word) > 4 else word
    base = base if word.startswith(base) else base[:-1]  # "queri" is no part of "query"
    return re.compile(rf"(?<!\w){re.escape(base)}\w{{0,4}}(?!\w)", re.IGNORECASE)


def _best(board: Board, id: str, subject: Sequence[str]) -> Span:
    """The sentence that holds most of the words; the first of them."""
    patterns = [spoken(word) for word in subject]
    posting = board.posting(id)
    score = [
        (sum(p.search(posting.text[s.start : s.end]) is not None for p in patterns) - 0.5 * s.heading, -i)
        for i, s in enumerate(posting.sentences)
    ]
    best = posting.sentences[-max(score)[1]]
    return best.start, best.end
