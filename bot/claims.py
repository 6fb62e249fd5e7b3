"""The parts that a chat model wrote, held against the passages that it was given.

A part stands if each of its quotes is in the passage that it names, and its words say what those sentences say. Where
only its words fail, the sentences are shown instead, if they bear on the question; else it is dropped.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Any

from bot import settings
from bot.answer import Answer, Said, parts_of
from bot.draft import Draft
from bot.evidence import CLOSED, is_answered
from bot.extract import write_silent_too, yes_of
from bot.page import Page
from bot.phrases import YES
from bot.prompt import Excerpt
from bot.reader import Reading
from bot.support import opened, says_the_same
from bot.verify import is_sound, stands, verified

_RELATED = 0.1
"""Chance to be evidence from which a sentence bears on a question: it may be shown without the model's words."""
_CONTRARY = 0.9
"""Chance of the other answer from which the model's yes or no does not stand."""
_MOST_PARTS = 6
_MOST_QUOTES = 8
_WORDS = 3
"""Words that a quote needs to tell its place, where it is no whole sentence."""
_LOOSE = {c: f"[{alike}]" for alike in ("'’‘", '"“”', "-‐‑–—") for c in alike}
"""Characters that a model swaps for each other."""


class Claims:
    """`draft` holds what has been shown."""

    def __init__(self, readings: Sequence[Reading], question: str, given: Sequence[Excerpt]) -> None:
        self.draft = Draft()
        self._readings = readings
        self._question = question
        self._given = given

    def add(self, parts: Iterable[Any]) -> Iterator[Said]:
        """Parts as the model writes them ({"text", "quotes": [{"passage", "quote"}]}); those that may be shown."""
        for part in parts:
            if len(self.draft.parts) < _MOST_PARTS and (shown := self._checked(part)):
                yield from self._shown(shown)

    def remarks(self) -> Iterator[Said]:
        """That the posting is silent on what none of the parts shown speaks of."""
        cited = [(citation.posting_id, citation.start) for citation in self.draft.citations]
        silent = [
            reading
            for reading in self._readings
            if not is_answered(reading) and not any(self._bears_on(reading, id, start) for id, start in cited)
        ]
        with_remarks = self._copy()
        write_silent_too(with_remarks, silent, settings.contact())
        yield from self._shown(with_remarks)

    def answer(self, extractive: Answer) -> Answer:
        """Of what was shown; the rest is as the extractive answer has it."""
        answer = replace(
            extractive,
            status="answered",
            reason=None,
            parts=tuple(self.draft.parts),
            citations=tuple(self.draft.citations),
            written_by="model",
        )
        pages = {excerpt.page.posting.id: excerpt.page.posting for excerpt in self._given}
        return verified(answer, pages, settings.contact())

    def _shown(self, draft: Draft) -> Iterator[Said]:
        before = len(self.draft.parts)
        self.draft = draft
        whole = Answer("", "answered", None, tuple(draft.parts), tuple(draft.citations))
        yield from list(parts_of(whole))[before:]

    def _copy(self) -> Draft:
        return Draft(list(self.draft.parts), list(self.draft.citations))

    def _checked(self, part: Any) -> Draft | None:
        """The draft with the part; None where it is not to be shown, or says nothing new."""
        try:
            text = " ".join(str(part["text"]).split())
            quotes = [(int(row["passage"]), str(row["quote"])) for row in part["quotes"]][:_MOST_QUOTES]
        except (KeyError, TypeError, ValueError, OverflowError):
            return None
        places = [self._place(n, quote) for n, quote in quotes]
        if not text or not places or not all(places):
            return None
        page = self._given[quotes[0][0] - 1].page
        if any(self._given[n - 1].page is not page for n, _ in quotes):
            return None  # one part, one posting
        sentences = list(dict.fromkeys(i for place in places for i in place))
        return self._in_its_words(text, page, sentences) or self._quoted(text, page, sentences)

    def _in_its_words(self, text: str, page: Page, sentences: Sequence[int]) -> Draft | None:
        begun, said = opened(text)
        said = said[:1].upper() + said[1:]
        if not says_the_same(said, [page.texts[i] for i in sentences], self._question):
            return None
        for opening in dict.fromkeys((self._opening(begun, page, sentences[0]), "")):
            draft = self._copy()
            draft.claim(f"{opening} {said}".strip(), page.posting, sentences)
            if self._stands(draft, page):
                return draft
        return None

    def _quoted(self, text: str, page: Page, sentences: Sequence[int]) -> Draft | None:
        starts = [page.posting.sentences[i].start for i in sentences]
        if not any(self._bears_on(reading, page.posting.id, start) for reading in self._readings for start in starts):
            return None
        for opening in dict.fromkeys((self._opening(opened(text)[0], page, sentences[0]), "")):
            draft = self._copy()
            draft.quote(page.posting, sentences, opening)
            if len(draft.parts) > len(self.draft.parts) and self._stands(draft, page):
                return draft
        return None

    def _opening(self, begun: str, page: Page, best: int) -> str:
        """The model's yes or no, at the start, unless ours is plainly the other."""
        if not begun or self.draft.parts:
            return ""
        for reading in self._readings:
            if reading.page is page and reading.closed >= CLOSED:
                chance = yes_of(reading, best)
                return begun if (chance if begun == YES else 1 - chance) > 1 - _CONTRARY else ""
        return begun

    def _stands(self, draft: Draft, page: Page) -> bool:
        sound = {c.n: c for c in draft.citations if c.posting_id != page.posting.id or is_sound(c, page.posting)}
        return all(stands(part, sound, settings.contact()) for part in draft.parts[len(self.draft.parts) :])

    def _place(self, n: int, quote: str) -> list[int]:
        """The sentences that the quote stands in; none where the passage does not hold it."""
        if not 1 <= n <= len(self._given):
            return []
        excerpt = self._given[n - 1]
        found = _found(excerpt.text, quote.strip())
        if found is None:
            return []
        start, end = excerpt.start + found[0], excerpt.start + found[1]
        sentences = excerpt.page.posting.sentences
        touched = [i for i in excerpt.sentences if sentences[i].start < end and start < sentences[i].end]
        whole = any(sentences[i].start == start and sentences[i].end == end for i in touched)
        return touched if whole or len(quote.split()) >= _WORDS else []

    def _bears_on(self, reading: Reading, id: str, start: int) -> bool:
        page = reading.page
        return page.posting.id == id and any(
            s.start <= start < s.end and reading.scores[i] >= _RELATED for i, s in enumerate(page.posting.sentences)
        )


def _found(text: str, quote: str) -> tuple[int, int] | None:
    """Where the quote stands, blanks and the shape of quotation marks and dashes aside: what is shown is `text`."""
    if not quote:
        return None
    words = ("".join(_LOOSE.get(c, re.escape(c)) for c in word) for word in quote.split())
    match = re.search(r"\s+".join(words), text)
    return match.span() if match else None
