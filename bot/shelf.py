"""One version of the index made ready to be read: its board, its postings' pages, what a message finds in them."""

import re
from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from operator import itemgetter

from bot.answer import Turn
from bot.board import Board
from bot.closing import as_of
from bot.evidence import is_answered
from bot.page import Page, open_page
from bot.question import Ask, asks, normalise, words
from bot.reader import Reading, read
from bot.signals import FEATURES
from bot.spelling import is_everyday
from bot.topic import lexicon
from ingest.index import Index, PostingSummary
from ingest.posting import Posting

_PAGES_KEPT = 64
_FAQ_READ = 6
"""How many FAQ pages are read for a question, at most."""
_LIKE = 0.46
"""An FAQ page answers a question that is like one of its own from here on (cosine)."""

_AT = re.compile(r"(?:\b(?:at|for|with|joining)|[–—|:]) (?P<name>[A-ZÀ-Þ][\w&'’-]+(?: (?:&|[A-ZÀ-Þ][\w&'’-]+))*)")
_WRITTEN = re.compile(r"[^\W_]+")


def _likeness(reading: Reading) -> float:
    """How near the question is to the best sentence, read behind the page's own question above it."""
    return float(reading.features[reading.best(1)[0], FEATURES.index("headed")])


def _employer(page: Posting) -> frozenset[str]:
    """Words of the employer's name in an FAQ page's title, the unusual ones: "Working at Sandpiper Home Care"."""
    named = _AT.search(page.title)
    said = [word for word in words(named["name"]) if word.isalpha() and not word.startswith("faq")] if named else []
    written = set(_WRITTEN.findall(page.text))  # an employer's name is never written small
    return frozenset(word for word in said if not is_everyday(word) and word not in written)


class Shelf:
    """Keeps the pages that it has read, the latest ones."""

    def __init__(self, index: Index, today: date) -> None:
        self.index = index
        self.today = today
        self.board = Board(index, today)
        self._pages: OrderedDict[str, Page] = OrderedDict()

    def summaries(self) -> list[PostingSummary]:
        """Every posting and FAQ page; one whose deadline has passed is closed."""
        return as_of(self.index.summaries(), self.index.deadlines(), self.today)

    def page(self, id: str) -> Page:
        if id not in self._pages:
            self._pages[id] = open_page(self.index, self.index.posting(id))
            while len(self._pages) > _PAGES_KEPT:
                self._pages.popitem(last=False)
        self._pages.move_to_end(id)
        return self._pages[id]

    def read(self, id: str, message: str, history: Sequence[Turn] = (), *, like: float | None = None) -> list[Reading]:
        """One reading for each question of the message; as a follow-up where by itself it finds nothing.

        `like`: questions that are less like every sentence of the page (cosine) are left out, unread.
        """
        page = self.page(id)

        def readings(leans: bool) -> list[Reading]:
            found = asks(message, page.vocabulary, history, page.posting.title, leans=leans)
            return [read(self.index, page, ask) for ask in found if like is None or self._likeness(page, ask) >= like]

        found = readings(leans=False)
        if history and not any(map(is_answered, found)):
            leaning = readings(leans=True)
            return leaning if any(map(is_answered, leaning)) else found
        return found

    def _likeness(self, page: Page, ask: Ask) -> float:
        return float((page.headed @ self.index.embedder.states([ask.text])[0].pooled).max())

    def own_question(self, message: str) -> Reading | None:
        """What an FAQ page says to a message that is one of its own questions, nearly word for word."""
        pages = {summary.id for summary in self.index.summaries() if summary.kind == "faq"}
        hits = self.index.search(message, k=_FAQ_READ) if len(pages) > _FAQ_READ else ()
        near = [hit.passage.posting_id for hit in hits if hit.passage.posting_id in pages] if hits else pages
        found: list[tuple[float, Page, str]] = []
        for page in map(self.page, dict.fromkeys(near)):
            whole = normalise(message, page.vocabulary)
            if own := page.own_question(page.pooled @ self.index.embedder.states([whole])[0].pooled):
                found.append((own[0], page, whole))
        if not found:
            return None
        _, page, whole = max(found, key=itemgetter(0))
        ask = replace(asks(message, page.vocabulary)[0], text=whole)
        return replace(read(self.index, page, ask), answerable=1.0)

    def _faq_pages(self, message: str, beside: Page | None) -> list[str]:
        """All of them where they are few, else those found nearest; not those of another employer than `beside`'s."""
        pages = [summary.id for summary in self.index.summaries() if summary.kind == "faq"]
        if len(pages) > _FAQ_READ:
            hits = self.index.search_text(message, k=96)  # by words: a question on one posting never loads Chroma
            found = dict.fromkeys(hit.passage.posting_id for hit in hits)
            pages = [id for id in found if id in set(pages)][:_FAQ_READ]
        if beside is None:
            return pages
        # On a board of many employers a page speaks for a posting only where it names whose it is.
        told = {id: _employer(self.page(id).posting) for id in pages}
        unnamed = not self.board.has_several_employers
        return [id for id in pages if (told[id] & beside.vocabulary if told[id] else unnamed)]

    def faq(self, message: str, history: Sequence[Turn] = (), beside: Page | None = None) -> list[Reading]:
        """What the FAQ pages answer, the best first; `beside`: the posting that is asked about."""
        readings = [
            reading
            for id in self._faq_pages(message, beside)
            for reading in self.read(id, message, history, like=_LIKE)
        ]
        fitting = (reading for reading in readings if is_answered(reading) and _likeness(reading) >= _LIKE)
        return sorted(fitting, key=lambda reading: -reading.answerable)

    def nearest(self, message: str) -> tuple[str, ...]:
        """Open postings whose passages come nearest, best first."""
        still_open = {summary.id for summary in self.summaries() if summary.status == "open"}
        hits = self.index.search(" ".join(ask.text for ask in asks(message, lexicon().words)) or message, k=24)
        return tuple(dict.fromkeys(hit.passage.posting_id for hit in hits if hit.passage.posting_id in still_open))
