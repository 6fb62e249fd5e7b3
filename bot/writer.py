"""A chat model writes the answer, part by part; each is shown once it has passed the checks, and not otherwise.

The answer made of the posting's own sentences stands ready behind it: for a part whose words fail, its quote is shown;
where nothing is left, or the model does not answer, or has cost enough, the whole of it.
"""

import json
import logging
import re
import threading
from collections.abc import Generator, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from typing import Any

from bot.answer import Event, Turn, Usage, parts_of
from bot.claims import Claims
from bot.found import Found
from bot.model import OUTPUT_TOKENS, ChatModel, Message, ModelFault
from bot.payer import Payer
from bot.prompt import ANSWER, REWRITE, answering, excerpts, rewriting
from bot.reply import silence
from bot.spending import Spending

_CERTAIN = 0.97
"""From this chance on, an answer stands though the model finds none."""
_QUESTION = 500
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Restated:
    question: str
    over_board: bool
    usage: Usage | None


class Writer:
    """Safe to share between threads."""

    def __init__(self, model: ChatModel, spending: Spending) -> None:
        self.model = model
        self.spending = spending

    def write(
        self, found: Found, question: str, history: Sequence[Turn], payer: Payer, left: threading.Event | None = None
    ) -> Iterator[Event]:
        """The parts of one answer, and the answer. Closing the iterator, or setting `left`, ends the call upstream."""
        most = self.model.endpoint.prompt_tokens
        messages, given = answering(question, history, excerpts(found.readings), self.model.count, most)
        claims, incoming, usage = Claims(found.readings, question, given), _Incoming(), None
        try:
            if not given:
                raise ModelFault("no passage fits the prompt")
            with closing(self._paid(messages, ANSWER, payer, left)) as stream:
                for item in stream:
                    if isinstance(item, Usage):
                        usage = item
                    else:
                        yield from claims.add(incoming.feed(item))
        except ModelFault as fault:
            _log.warning("answered without the chat model: %s", fault.kind)
        if claims.draft.parts:
            yield from claims.remarks()
            answer = claims.answer(found.answer)
        else:
            silent = usage is not None and incoming.is_empty and found.answer.chance < _CERTAIN
            answer = silence(question, found.readings) if silent else found.answer
            yield from parts_of(answer)
        yield replace(answer, usage=usage)

    def restate(
        self, question: str, history: Sequence[Turn], payer: Payer, left: threading.Event | None = None
    ) -> Restated | None:
        """A follow-up as a question that stands alone; None where the model fails."""
        said, usage = "", None
        try:
            with closing(self._paid(rewriting(question, history), REWRITE, payer, left)) as stream:
                for item in stream:
                    if isinstance(item, Usage):
                        usage = item
                    else:
                        said += item
            row = json.loads(said)
            return Restated(str(row["question"])[:_QUESTION], row["over"] == "board", usage)
        except ModelFault as fault:
            _log.warning("followed up without the chat model: %s", fault.kind)
        except (ValueError, KeyError, TypeError, RecursionError):
            _log.warning("followed up without the chat model: no JSON")
        return None

    def _paid(
        self, messages: Sequence[Message], schema: Mapping[str, Any], payer: Payer, left: threading.Event | None
    ) -> Generator[str | Usage]:
        """The model's stream within the caps. ModelFault where an account has too few tokens left."""
        sent = self.model.count(messages)
        if not self.spending.reserve(payer, sent + OUTPUT_TOKENS):
            raise ModelFault("capped")
        received, usage = "", None
        try:
            with closing(self.model.stream(messages, schema, left)) as stream:
                for item in stream:
                    if isinstance(item, Usage):
                        usage = item
                    else:
                        received += item
                    yield item
        finally:
            used = usage.tokens if usage else sent + self.model.counter.count(received) if received else 0
            self.spending.settle(payer, sent + OUTPUT_TOKENS, used)


class _Incoming:
    """The reply as it comes in: the parts that are complete."""

    def __init__(self) -> None:
        self._text = ""
        self._at = -1
        """where the next part begins; -1 before the list of them"""

    def feed(self, text: str) -> Iterator[Any]:
        """The parts that `text` completes."""
        self._text += text
        if self._at < 0:
            found = re.search(r'"parts"\s*:\s*\[', self._text)
            if not found:
                return
            self._at = found.end()
        while begins := re.compile(r"[\s,]*(?=\{)").match(self._text, self._at):
            try:
                part, self._at = json.JSONDecoder().raw_decode(self._text, begins.end())
            except (json.JSONDecodeError, RecursionError):
                return
            yield part

    @property
    def is_empty(self) -> bool:
        """Whether the reply is whole and has no part: the model finds that the passages do not say."""
        return re.search(r'"parts"\s*:\s*\[\s*\]\s*\}', self._text) is not None
