"""An answer in the posting's own sentences, with what it was read from: where a chat model may write instead."""

from dataclasses import dataclass

from bot.answer import Answer
from bot.evidence import wants_list
from bot.reader import Reading

_LIST = 3
"""Citations that make a whole list."""


@dataclass(frozen=True, slots=True)
class Found:
    """`readings` are of each question, then of an FAQ page; none where the answer was computed or is the bot's own."""

    answer: Answer
    readings: tuple[Reading, ...] = ()

    @property
    def writable(self) -> bool:
        """Lists, conflicts, closed postings and requests for adjustments stay as they are: whole, and in order."""
        if any(topic.name == "accommodation" for reading in self.readings for topic in reading.ask.topics):
            return False
        listed = len(self.answer.citations) >= _LIST and any(map(wants_list, self.readings))
        return bool(self.readings) and self.answer.reason in (None, "silent") and not listed

    @property
    def unanswered(self) -> bool:
        """Whether it may be the question that was not understood."""
        return self.answer.status in ("not_stated", "clarify") or self.answer.reason == "out_of_scope"
