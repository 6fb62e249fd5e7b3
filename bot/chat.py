"""The bot: a question in, an Answer out. What every surface calls.

    question -> conduct -> scope -> read -> write -> verify -> Answer

A Chat holds no conversation; the surface passes the turns. It keeps the pages it has read, and moves to a newer
snapshot when one is published.
"""

import threading
from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from time import perf_counter

from bot import phrases, settings
from bot.answer import Answer, Part, PostingRef, Turn
from bot.closing import as_of, posting_as_of
from bot.conduct import Conduct, conduct, other_employer
from bot.extract import Draft, evidence, is_answered, write_answered, write_closed, write_silent, write_silent_too
from bot.page import Page, open_page
from bot.question import asks
from bot.reader import Reading, read
from bot.scope import Scope, scope
from bot.signals import FEATURES
from bot.suggestion import suggestions
from bot.topic import lexicon
from bot.verify import verified
from ingest.errors import PostingNotFound, RolecallError
from ingest.index import Index, PostingSummary
from ingest.posting import Posting

__all__ = ["Chat", "RolecallError", "open_chat"]

_PAGES_KEPT = 64
_TURNS_READ = 12
_FAR = 0.36
"""Below this likeness to any sentence of the posting, or to any topic, a question is about something else."""
_POSTINGS_READ = 5
"""How many postings are read for a question that names none."""


def open_chat(home: Path, audience: str = "public") -> "Chat":
    """A Chat over the live index of `home`. Raises IndexMissing or IndexMismatch."""
    return Chat(Index.open(home, audience))


class Chat:
    """Safe to share between threads."""

    def __init__(self, index: Index) -> None:
        self._index = index
        self._pages: OrderedDict[tuple[str, str], Page] = OrderedDict()
        self._lock = threading.RLock()

    def postings(self) -> list[PostingSummary]:
        """All postings; one whose deadline has passed is closed."""
        return _summaries(self._live())

    def posting(self, name: str) -> Posting:
        """By id or title. Raises PostingNotFound or PostingAmbiguous."""
        index = self._live()
        return posting_as_of(index.posting(index.resolve(name)), settings.today())

    def suggestions(self, name: str) -> tuple[str, ...]:
        """Questions that this posting answers, for an empty chat."""
        return suggestions(self.posting(name), asked=())

    def ask(self, question: str, *, posting: str | None = None, history: Sequence[Turn] = ()) -> Answer:
        """Answer one message. `posting` is an id or title; `history` the turns before, oldest first.

        Raises PostingAmbiguous if `posting` fits several; one that fits none is answered with reason `no_posting`.
        """
        began = perf_counter()
        turns = tuple(history)[-_TURNS_READ:]
        with self._lock:
            answer = self._answer(self._live(), question, posting, turns)
        return replace(answer, question=question, took_ms=round((perf_counter() - began) * 1000, 1))

    def _live(self) -> Index:
        self._index = self._index.refresh()
        return self._index

    def _answer(self, index: Index, message: str, posting: str | None, history: Sequence[Turn]) -> Answer:
        told = conduct(message)
        if told and told.kind != "screening":
            return _told(message, told)
        try:
            reach = scope(index, message, posting, history)
        except PostingNotFound:
            return Answer(
                message, "not_stated", "no_posting", _said(phrases.NO_POSTING), postings=_refs(_summaries(index))
            )
        if told:
            return self._screening(index, message, reach)
        if len(reach.ids) == 1:
            return self._answer_from(index, message, reach.ids[0], history)
        return self._answer_from_board(index, message, reach, history)

    def _answer_from(self, index: Index, message: str, id: str, history: Sequence[Turn]) -> Answer:
        page = self._page(index, id)
        if other_employer(message, page.vocabulary):
            return Answer(message, "declined", "out_of_scope", _said(phrases.OUT_OF_SCOPE))
        return _written(message, self._read(index, page, message, history))

    def _answer_from_board(self, index: Index, message: str, reach: Scope, history: Sequence[Turn]) -> Answer:
        """Answers where one posting alone answers; else asks which is meant."""
        ids = reach.ids or _found(index, message)
        readings = {id: self._read(index, self._page(index, id), message, history) for id in ids[:_POSTINGS_READ]}
        answering = [id for id, found in readings.items() if any(map(is_answered, found))]
        if len(answering) == 1 and not reach.ids:
            return _written(message, readings[answering[0]])
        titles = {summary.id: summary for summary in _summaries(index)}
        fitting = [titles[id] for id in reach.ids] or [s for s in titles.values() if s.status == "open"]
        if not answering and not reach.ids:
            return _nothing_found(message, readings)
        return Answer(message, "clarify", None, _said(phrases.WHICH), postings=_refs(fitting))

    def _read(self, index: Index, page: Page, message: str, history: Sequence[Turn]) -> list[Reading]:
        return [read(index, page, ask) for ask in asks(message, page.vocabulary, history)]

    def _screening(self, index: Index, message: str, reach: Scope) -> Answer:
        """The requirements, quoted, and no verdict."""
        if len(reach.ids) != 1:
            return Answer(message, "declined", "screening", (*_said(phrases.NO_REQUIREMENTS), *_ask_person()))
        page = self._page(index, reach.ids[0])
        draft = Draft()
        for reading in self._read(index, page, "what are the requirements?", ()):
            if is_answered(reading):
                draft.say(phrases.SCREENING)
                draft.quote(page.posting, evidence(reading))
        if not draft.citations:
            draft.say(phrases.NO_REQUIREMENTS)
        draft.parts.extend(_ask_person())
        answer = Answer(message, "declined", "screening", tuple(draft.parts), tuple(draft.citations))
        return verified(answer, {page.posting.id: page.posting}, settings.contact())

    def _page(self, index: Index, id: str) -> Page:
        key = (index.version, id)
        if key not in self._pages:
            self._pages[key] = open_page(index, index.posting(id))
            while len(self._pages) > _PAGES_KEPT:
                self._pages.popitem(last=False)
        self._pages.move_to_end(key)
        return self._pages[key]


def _written(message: str, readings: Sequence[Reading]) -> Answer:
    if not readings:
        return Answer(message, "declined", "out_of_scope", _said(phrases.OUT_OF_SCOPE))
    page = readings[0].page
    answered = [reading for reading in readings if is_answered(reading)]
    if not answered and all(is_far_off(reading) for reading in readings):
        return Answer(message, "declined", "out_of_scope", _said(phrases.OUT_OF_SCOPE))
    draft = Draft()
    closed = posting_as_of(page.posting, settings.today()).status == "closed"
    if closed:
        write_closed(draft, page.posting)
    disagree = [write_answered(draft, reading) for reading in answered]
    if answered:
        write_silent_too(draft, [reading for reading in readings if not is_answered(reading)], settings.contact())
    else:
        write_silent(draft, max(readings, key=lambda reading: reading.answerable), settings.contact())
    asked = [topic for reading in readings for topic in reading.ask.topics]
    answer = Answer(
        message,
        "answered" if answered else "not_stated",
        ("closed" if closed else "conflict" if any(disagree) else None) if answered else "silent",
        tuple(draft.parts),
        tuple(draft.citations),
        suggestions=suggestions(page.posting, asked),
    )
    return verified(answer, {page.posting.id: page.posting}, settings.contact())


def is_far_off(reading: Reading) -> bool:
    """Whether a question has nothing to do with a job: it names no topic, and no sentence comes near it."""
    near = reading.features[:, [FEATURES.index(name) for name in ("late", "dense", "careers")]].max(initial=0.0)
    return not reading.ask.topics and not is_answered(reading) and bool(near < _FAR)


def _nothing_found(message: str, readings: dict[str, list[Reading]]) -> Answer:
    found = [reading for several in readings.values() for reading in several]
    if not found or all(map(is_far_off, found)):
        return Answer(message, "declined", "out_of_scope", _said(phrases.OUT_OF_SCOPE))
    best = max(found, key=lambda reading: reading.answerable)
    return _written(message, readings[best.page.posting.id])


def _found(index: Index, message: str) -> tuple[str, ...]:
    """Open postings whose passages come nearest, best first."""
    still_open = {summary.id for summary in _summaries(index) if summary.status == "open"}
    hits = index.search(" ".join(ask.text for ask in asks(message, lexicon().words)) or message, k=24)
    return tuple(dict.fromkeys(hit.passage.posting_id for hit in hits if hit.passage.posting_id in still_open))


def _told(message: str, told: Conduct) -> Answer:
    if told.kind in ("greeting", "thanks"):
        text = phrases.GREETING if told.kind == "greeting" else phrases.THANKS
        return Answer(message, "answered", None, _said(text))
    if told.reason in ("sensitive", "needs_person"):
        text = phrases.SENSITIVE if told.reason == "sensitive" else phrases.NEEDS_PERSON
        return Answer(message, "declined", told.reason, (*_said(text), *_ask_person()))
    return Answer(message, "declined", "out_of_scope", _said(phrases.OUT_OF_SCOPE))


def _said(text: str) -> tuple[Part, ...]:
    return (Part(text),)


def _ask_person() -> tuple[Part, ...]:
    return _said(phrases.ask_person(settings.contact()))


def _summaries(index: Index) -> list[PostingSummary]:
    return as_of(index.summaries(), index.deadlines(), settings.today())


def _refs(summaries: Sequence[PostingSummary]) -> tuple[PostingRef, ...]:
    return tuple(PostingRef(summary.id, summary.title) for summary in summaries)
