"""A message as the bot takes it: what it asks, whether the bot answers such things, and which postings it concerns."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.answer import PostingRef, Sources, Turn
from bot.conduct import Conduct, conduct
from bot.follow_up import corrects, standing
from bot.scope import Scope, named, scope
from bot.shelf import Shelf
from ingest.errors import PostingNotFound

_FROM_POSTINGS = frozenset(("screening", "fraud"))
"""What the bot does not judge, but quotes postings or FAQ pages on."""


@dataclass(frozen=True, slots=True)
class Asked:
    question: str
    """the message, or what it stands for: "yes please" is the bot's own offer"""
    because: Conduct | None
    """why it is not answered from postings, or not by them alone"""
    reach: Scope | None
    """None where no posting is looked at, or none has the name that was given"""
    about_one: bool
    """whether it is one posting that is meant, whatever the words are"""

    def sources(self, shelf: Shelf) -> Sources:
        titles = shelf.board.titles()
        return Sources(tuple(PostingRef(id, titles.get(id, "")) for id in self.reach.ids) if self.reach else ())


def taken(shelf: Shelf, message: str, posting: str | None, history: Sequence[Turn]) -> Asked:
    """PostingAmbiguous if `posting` fits several."""
    question, naming = standing(message, history, shelf.board)
    because = conduct(question)
    if because and because.kind not in _FROM_POSTINGS:
        return Asked(question, because, None, about_one=False)
    try:
        reach = scope(shelf.index, shelf.board, naming, posting, history)
    except PostingNotFound:
        return Asked(question, None, None, about_one=False)
    if posting is not None and corrects(message) and (other := named(naming, shelf.board)):
        reach = Scope(other, named=True)
    about_one = posting is not None or reach.named or len(shelf.board.postings) == 1
    return Asked(question, because, reach, about_one)
