"""Which postings a question concerns: the one it was asked on, one that it names, the conversation's, or the board."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.answer import Turn
from bot.question import content_words
from ingest.index import Index, PostingSummary

_NEAR = 85
"""Two words are the same word misspelt from here on (rapidfuzz ratio, 0 to 100)."""


@dataclass(frozen=True, slots=True)
class Scope:
    """`ids` are the postings to read, best first; none where the question names none: the board must be searched."""

    ids: tuple[str, ...]
    named: bool


def scope(index: Index, message: str, posting: str | None, history: Sequence[Turn]) -> Scope:
    """The postings that `message` concerns. PostingNotFound or PostingAmbiguous if `posting` fits none or several."""
    if posting is not None:
        return Scope((index.resolve(posting),), named=True)
    summaries = index.summaries()
    if len(summaries) == 1:
        return Scope((summaries[0].id,), named=True)
    said = [message, *(turn.content for turn in reversed(history) if turn.role == "user")]
    for text in said:
        if named := _named(text, summaries):
            return Scope(named, named=True)
    return Scope((), named=False)


def _named(text: str, summaries: Sequence[PostingSummary]) -> tuple[str, ...]:
    """Postings whose title's words stand in the text, the fullest matches only."""
    said = content_words(text)
    fits = {summary.id: _fit(content_words(summary.title), said) for summary in summaries}
    best = max(fits.values(), default=(0.0, 0))
    if best[0] < 0.6 or (best[1] < 2 and best[0] < 1.0):
        return ()
    return tuple(id for id, fit in fits.items() if fit == best)


def _fit(title: Sequence[str], said: Sequence[str]) -> tuple[float, int]:
    """(share of the title's words that are said, how many)"""
    from rapidfuzz import fuzz

    held = sum(any(fuzz.ratio(word, other) >= _NEAR for other in said) for word in title)
    return held / max(1, len(title)), held
