"""The extractive writer: from what was read to an answer made of the posting's own sentences."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from bot import phrases
from bot.answer import Citation, Part
from bot.question import Ask
from bot.reader import Page, Reading, stem
from bot.verify import NEGATION
from ingest.posting import Posting

ANSWERABLE = 0.5
"""Chance from which a question counts as answered; the chance is calibrated (see reader.py)."""
_ALSO = 0.5
"""A further sentence is quoted if it scores at least this share of the best one's."""
_MOST = 3
_MOST_ITEMS = 24
_HEDGE = re.compile(
    r"\b(?:may|might|could|if|depending|depends|preferred|preferably|ideally|either|or equivalent|eligible|where possible|"
    r"case[- ]by[- ]case|only|limited to|up to the|subject to|considered?|unless|except)\b",
    re.IGNORECASE,
)
_OFFERED = frozenset(("relocation", "bonus", "equity", "benefits", "retirement"))


@dataclass
class Draft:
    """An answer in the making: parts, and the citations that they number."""

    parts: list[Part] = field(default_factory=list)
    citations: list[Citation] = field(default_factory=list)

    def say(self, text: str) -> None:
        self.parts.append(Part(text))

    def quote(self, posting: Posting, sentences: Iterable[int], opening: str = "") -> None:
        """One part for each sentence that is not quoted yet; `opening` stands before the first."""
        for i in sentences:
            citation = self._cite(posting, i)
            text = f"{opening} {citation.quote}" if opening else citation.quote
            if not any(citation.n in part.citations for part in self.parts):
                self.parts.append(Part(text, (citation.n,)))
            opening = ""

    def _cite(self, posting: Posting, i: int) -> Citation:
        sentence = posting.sentences[i]
        for known in self.citations:
            if (known.posting_id, known.start, known.end) == (posting.id, sentence.start, sentence.end):
                return known
        citation = Citation(
            n=len(self.citations) + 1,
            posting_id=posting.id,
            posting_title=posting.title,
            section=posting.sections[sentence.section].heading,
            quote=posting.text[sentence.start : sentence.end],
            start=sentence.start,
            end=sentence.end,
            url=posting.url,
            version=posting.version,
        )
        self.citations.append(citation)
        return citation


def is_answered(reading: Reading) -> bool:
    return reading.answerable >= ANSWERABLE


def write_answered(draft: Draft, reading: Reading) -> None:
    chosen = evidence(reading)
    draft.quote(reading.page.posting, chosen, polarity(reading.ask, reading.page, chosen[0]))


def write_silent(draft: Draft, reading: Reading, contact: str, *, one_of_several: bool) -> None:
    """Says that the posting is silent, with the nearest related sentence where there is one."""
    topic = reading.ask.topics[0].name if reading.ask.topics else None
    draft.say(phrases.silent_on(topic) if one_of_several else phrases.SILENT)
    if (near := nearest(reading)) is not None and not one_of_several:
        draft.quote(reading.page.posting, [near], phrases.NEAREST)
    if (asked := phrases.ask_person(contact)) not in [part.text for part in draft.parts]:
        draft.say(asked)


def evidence(reading: Reading) -> list[int]:
    """The sentences that answer, in reading order, the best one first where there are few."""
    best = reading.best(_MOST + 3)
    if reading.ask.wants_list and (items := _whole_list(reading, best[0])):
        return items
    least = max(_ALSO * reading.scores[best[0]], 0.25)
    chosen = [best[0], *(i for i in best[1:] if reading.scores[i] >= least)]
    return _distinct(reading.page, chosen)[:_MOST]


def nearest(reading: Reading) -> int | None:
    """The sentence closest to the question, if it speaks of the topic at all."""
    top = reading.best(1)[0]
    return top if reading.scores[top] >= 0.04 else None


def polarity(ask: Ask, page: Page, best: int) -> str:
    """ "Yes:" or "No:" where the sentence itself says so without condition; else nothing, and the quote speaks."""
    if not ask.yes_no or ask.facet or len(ask.topics) != 1:
        return ""
    topic, sentence = ask.topics[0], page.posting.sentences[best]
    values = {
        fact.value
        for fact in page.posting.facts
        if fact.name in topic.facts and fact.start < sentence.end and sentence.start < fact.end and isinstance(fact.value, bool)
    }
    text = page.texts[best]
    if values == {False}:
        return phrases.NO
    if _HEDGE.search(text) or NEGATION.search(text):
        return ""
    offered = topic.name in _OFFERED or topic.within == "benefits"
    return phrases.YES if values == {True} or offered and topic.state.search(text) and _nothing_more_asked(ask) else ""


def _nothing_more_asked(ask: Ask) -> bool:
    """Whether the question is about the topic as such: "is there a gym?", not "is there a gym on Sundays?"."""
    return all(ask.topics[0].ask.search(word) or ask.topics[0].state.search(word) for word in ask.words)


def _whole_list(reading: Reading, best: int) -> list[int]:
    """All items of the section that the best sentence stands in, if that section is about what was asked."""
    page, sentences = reading.page, reading.page.posting.sentences
    about = [t for t in reading.ask.topics if t.heading]
    sections = {
        s.section for i, s in enumerate(sentences) if any(t.heading and t.heading.search(page.headings[i]) for t in about)
    }  # fmt: skip
    if sentences[best].section not in sections:
        return []
    inside = [i for i, s in enumerate(sentences) if s.section == sentences[best].section and not s.heading]
    bullets = [i for i in inside if sentences[i].bullet]
    return (bullets if len(bullets) >= 2 else inside)[:_MOST_ITEMS]


def _distinct(page: Page, chosen: Sequence[int]) -> list[int]:
    """Without sentences that say again, in nearly the same words, what one before them says."""
    kept: list[int] = []
    for i in chosen:
        stems = page.stems[i] or frozenset(map(stem, page.texts[i].split()))
        if not any(len(stems & page.stems[k]) >= 0.8 * max(1, min(len(stems), len(page.stems[k]))) for k in kept):
            kept.append(i)
    return kept
