"""The bot: a question in, an Answer out. What every surface calls.

    question -> conduct -> scope -> read -> write -> verify -> Answer      (about one posting)
    question -> conduct -> scope -> query -> list -> verify -> Answer      (over the whole board)

A Chat holds no conversation; the surface passes the turns. It moves to a newer snapshot when one is published.
"""

import threading
from collections.abc import Generator, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING

from bot import reply, settings
from bot.answer import Answer, Event, Turn, Usage, parts_of
from bot.asked import Asked, taken
from bot.closing import posting_as_of
from bot.comparison import compared, comparison
from bot.conduct import other_employer
from bot.evidence import is_answered
from bot.found import Found
from bot.listing import list_answer
from bot.overview import asks_overview
from bot.payer import NOBODY, Payer
from bot.query import Query, asks_of_board, query
from bot.reader import Reading
from bot.scope import Scope
from bot.shelf import Shelf
from bot.suggestion import suggestions
from bot.verify import verified
from ingest.errors import RolecallError
from ingest.index import Index, PostingSummary
from ingest.posting import Posting

if TYPE_CHECKING:
    from bot.writer import Writer

__all__ = ["Chat", "RolecallError", "open_chat"]

_TURNS_READ = 12
_CHARACTERS_READ = 2_000
"""Of each turn of the conversation."""
_POSTINGS_READ = 5
"""How many postings are read for a question that names none."""
_FILTERS = frozenset(("place", "pay", "workplace", "kind", "deadline", "start_date", "years"))


def open_chat(home: Path, audience: str = "public", *, extractive: bool = False) -> "Chat":
    """A Chat over the live index of `home`. A chat model writes where the settings name one, unless `extractive`.

    Raises IndexMissing or IndexMismatch.
    """
    return Chat(Index.open(home, audience), None if extractive else open_writer(home))


def open_writer(home: Path) -> "Writer | None":
    """The writer that the settings name, if any."""
    if (endpoint := settings.endpoint()) is None:
        return None
    from bot.model import ChatModel
    from bot.spending import Spending
    from bot.writer import Writer

    return Writer(ChatModel(endpoint), Spending(home, endpoint))


class Chat:
    """Safe to share between threads."""

    def __init__(self, index: Index, writer: "Writer | None" = None) -> None:
        self._shelf = Shelf(index, settings.today())
        self._writer = writer
        self._lock = threading.RLock()
        self._reading = threading.Lock()
        """Postings are read one question at a time, as the model uses every core; what a question is about is not."""

    @property
    def writes(self) -> bool:
        """Whether a chat model writes: then answers come part by part."""
        return self._writer is not None

    def ready(self) -> None:
        """Returns once all is loaded that answering takes, so that no question waits for it."""
        if self._writer:
            self._writer.model.ready()
        self.look("What is the pay, and where is the job?")

    def postings(self) -> list[PostingSummary]:
        """All postings; one whose deadline has passed is closed."""
        return self._live().summaries()

    def posting(self, name: str) -> Posting:
        """By id or title. Raises PostingNotFound or PostingAmbiguous."""
        index = self._live().index
        return posting_as_of(index.posting(index.resolve(name)), settings.today())

    def suggestions(self, name: str) -> tuple[str, ...]:
        """Questions that this posting answers, for an empty chat."""
        return suggestions(self.posting(name), asked=())

    def ask(
        self, question: str, *, posting: str | None = None, history: Sequence[Turn] = (), payer: Payer = NOBODY
    ) -> Answer:
        """Answer one message. `posting` is an id or title; `history` the turns before, oldest first.

        Raises PostingAmbiguous if `posting` fits several; one that fits none is answered with reason `no_posting`.
        """
        *_, answer = self.stream(question, posting=posting, history=history, payer=payer)
        assert isinstance(answer, Answer)
        return answer

    def look(self, question: str, *, history: Sequence[Turn] = ()) -> Answer:
        """What the documents say, with no chat model asked."""
        turns = _read(history)
        with self._lock:
            shelf = self._live()
            asked = taken(shelf, question, None, turns)
        return self._found(shelf, question, asked, turns).answer

    def stream(
        self,
        question: str,
        *,
        posting: str | None = None,
        history: Sequence[Turn] = (),
        payer: Payer = NOBODY,
        left: threading.Event | None = None,
    ) -> Generator[Event]:
        """As `ask`, part by part: Sources, each part as it stands, the Answer.

        Closing it stops the chat model, and so does setting `left`, from any thread.
        """
        began = perf_counter()
        for event in self._events(question, posting, _read(history), payer, left):
            took = round((perf_counter() - began) * 1000, 1)
            yield replace(event, question=question, took_ms=took) if isinstance(event, Answer) else event

    def _events(
        self, question: str, posting: str | None, turns: Sequence[Turn], payer: Payer, left: threading.Event | None
    ) -> Iterator[Event]:
        with self._lock:
            shelf = self._live()
            asked = taken(shelf, question, posting, turns)
        yield asked.sources(shelf)
        found = self._found(shelf, question, asked, turns)
        spent: Usage | None = None
        lost = bool(turns) and found.unanswered
        if lost and self._writer and (restated := self._writer.restate(question, turns, payer, left)):
            spent = restated.usage
            alone, about = restated.question, None if restated.over_board else posting
            with self._lock:
                anew = taken(shelf, alone, about, ())
            again = self._found(shelf, alone, anew, ())
            if not again.unanswered:
                found, question, turns = again, alone, ()
        for event in self._told(found, question, turns, payer, left):
            if isinstance(event, Answer) and spent:
                yield replace(event, usage=spent + event.usage)
            else:
                yield event

    def _told(
        self, found: Found, question: str, turns: Sequence[Turn], payer: Payer, left: threading.Event | None
    ) -> Iterator[Event]:
        if self._writer and found.writable:
            yield from self._writer.write(found, question, turns, payer, left)
        else:
            yield from parts_of(found.answer)
            yield found.answer

    def _found(self, shelf: Shelf, message: str, asked: Asked, history: Sequence[Turn]) -> Found:
        with self._reading:
            return _answered(shelf, message, asked, history)

    def _live(self) -> Shelf:
        with self._lock:
            index = self._shelf.index.refresh()
            if index is not self._shelf.index or self._shelf.today != settings.today():
                self._shelf = Shelf(index, settings.today())
            return self._shelf


def _read(history: Sequence[Turn]) -> list[Turn]:
    return [replace(turn, content=turn.content[:_CHARACTERS_READ]) for turn in history[-_TURNS_READ:]]


def _answered(shelf: Shelf, message: str, asked: Asked, history: Sequence[Turn]) -> Found:
    because, reach, question = asked.because, asked.reach, asked.question
    if reach is None:
        listed = reply.refs(shelf.summaries())
        return Found(reply.told(message, because) if because else reply.no_posting(message, listed))
    if because and because.kind == "fraud":
        return Found(_fraud(shelf, question, reach))
    if len(reach.ids) != 1 and (own := shelf.own_question(question)):
        return _written(message, [own])
    if because:
        about = reach.ids[0] if len(reach.ids) == 1 else None
        return Found(reply.screening(message, shelf.read(about, "what are the requirements?") if about else ()))
    over_board = _over_board(shelf, question, asked.about_one, reach, history)
    return Found(over_board) if over_board else _over_one(shelf, question, reach, history)


def _over_board(shelf: Shelf, message: str, about_one: bool, reach: Scope, history: Sequence[Turn]) -> Answer | None:
    """Postings beside each other, or a list of them; None where the message asks about one."""
    board = shelf.board
    if ids := compared(message, board):
        answer = comparison(message, ids, board, shelf.read)
        return verified(answer, {id: board.posting(id) for id in ids}, settings.contact())
    wanted = query(message, board, history, about_one=about_one)
    if wanted is None or (not reach.named and _is_for_faq(shelf, wanted, message)):
        return None
    if not wanted.skill and other_employer(message, board.spoken):
        return reply.out_of_scope(message)
    answer = list_answer(message, wanted, board)
    cited = {citation.posting_id: board.posting(citation.posting_id) for citation in answer.citations}
    return verified(answer, cited, settings.contact())


def _is_for_faq(shelf: Shelf, wanted: Query, message: str) -> bool:
    """Whether a question that names no jobs ("do you help with accommodations?") is one for the FAQ pages."""
    if wanted.order or wanted.form == "count" or any(found.kind in _FILTERS for found in wanted.conditions):
        return False
    of_board = asks_of_board(message, shelf.board)
    if of_board and (wanted.conditions or not wanted.subject):
        return False
    return any(reading.answerable >= (reply.FAQ_SURE if of_board else 0.0) for reading in shelf.faq(message))


def _over_one(shelf: Shelf, message: str, reach: Scope, history: Sequence[Turn]) -> Found:
    """From the one posting that is meant; else where one alone answers, or an FAQ page; else it asks which."""
    if len(reach.ids) == 1:
        return _from(shelf, message, reach.ids[0], history)
    if not reach.ids and (faq := shelf.faq(message, history)):
        return _written(message, faq[:1])
    ids = reach.ids or shelf.nearest(message)
    readings = {id: shelf.read(id, message, history) for id in ids[:_POSTINGS_READ]}
    answering = [id for id, found in readings.items() if any(map(is_answered, found))]
    if len(answering) == 1 and not reach.ids:
        return _written(message, readings[answering[0]])
    if not reach.ids and (not answering or len(shelf.board.open()) < 2):
        found = [reading for several in readings.values() for reading in several]
        if not found or all(map(reply.is_far_off, found)):
            return Found(reply.out_of_scope(message))
        best = max(found, key=lambda reading: reading.answerable)
        return _written(message, readings[best.page.posting.id])
    summaries = {summary.id: summary for summary in shelf.summaries()}
    return Found(reply.which(message, [summaries[id] for id in reach.ids] or shelf.board.open()))


def _from(shelf: Shelf, message: str, id: str, history: Sequence[Turn]) -> Found:
    page = shelf.page(id)
    if other_employer(message, page.vocabulary):
        return Found(reply.out_of_scope(message))
    if asks_overview(message, page.posting.title):
        return Found(reply.overview(message, shelf.read(id, "what are the duties?")[0]))
    return _written(message, shelf.read(id, message, history), shelf.faq(message, history, page))


def _written(message: str, readings: Sequence[Reading], faq: Sequence[Reading] = ()) -> Found:
    return Found(reply.written(message, readings, faq), (*readings, *faq[:1]))


def _fraud(shelf: Shelf, message: str, reach: Scope) -> Answer:
    """Guidance where a page gives any, and always the person to ask."""
    own = [reading for id in reach.ids[:1] for reading in shelf.read(id, message) if is_answered(reading)]
    asked = shelf.own_question(message)
    found = ([asked] if asked else []) or shelf.faq("is this e-mail from you?") or shelf.faq(message) or own
    if not found:
        return reply.needs_person(message)
    answer = reply.written(message, found[:1])
    return replace(answer, parts=(*answer.parts, *reply.ask_person()))
