"""The extractive writer: from what was read to an answer made of the posting's own sentences."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from bot import phrases
from bot.answer import Citation, Part
from bot.closing import last_deadline
from bot.page import Page, stem
from bot.question import Ask, content_words
from bot.reader import Reading
from bot.verify import NEGATION
from ingest.posting import Posting

ANSWERABLE = 0.45
"""Chance from which a question counts as answered. Just under even: a candidate can judge a quote, not a silence."""
_ALSO = 0.6
"""A further sentence is quoted if it scores at least this share of the best one's…"""
_LEAST = 0.3
"""…and at least this much."""
_MOST = 3
_MOST_ITEMS = 24
_LIST = 3
"""Items that make a list."""
_HEDGE = re.compile(
    r"\b(?:may|might|could|if|depending|depends|preferred|preferably|ideally|either|or equivalent|eligible|"
    r"where possible|case[- ]by[- ]case|only|limited to|up to the|subject to|considered?|unless|except)\b",
    re.IGNORECASE,
)
_SINGLE = frozenset(
    ("salary", "location", "workplace", "deadline", "start_date", "reports_to", "visa_sponsorship", "relocation")
)
"""Facts that answer alone: where a sentence states one, sentences that do not are left out."""
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
    """Whether the posting answers: by the reader's chance, or because it has the very list that is asked for."""
    return reading.answerable >= ANSWERABLE or len(_whole_list(reading)) >= _LIST


def write_answered(draft: Draft, reading: Reading) -> bool:
    """Quotes the evidence; where the posting's field and text disagree on it, both, and returns True."""
    chosen = evidence(reading)
    if against := _against(reading, chosen):
        draft.say(phrases.CONFLICT)
        draft.quote(reading.page.posting, [*chosen, *against])
        return True
    draft.quote(reading.page.posting, chosen, polarity(reading.ask, reading.page, chosen[0]))
    return False


def _against(reading: Reading, chosen: Sequence[int]) -> list[int]:
    """The sentences that say otherwise than the best one, on a fact that is asked for."""
    posting, asked = reading.page.posting, frozenset().union(*(topic.facts for topic in reading.ask.topics))
    best = posting.sentences[chosen[0]]
    facts = [fact for fact in posting.facts if fact.conflict and fact.name in asked]
    names = {fact.name for fact in facts if fact.start < best.end and best.start < fact.end}
    spans = [(fact.start, fact.end) for fact in facts if fact.name in names]
    return [
        i
        for i, s in enumerate(posting.sentences)
        if i != chosen[0] and any(start < s.end and s.start < end for start, end in spans)
    ]


def write_closed(draft: Draft, posting: Posting) -> None:
    """Says first that the posting has closed, and when: in its own words, or the day it was gone from its source."""
    last = None if posting.closed_on else last_deadline(posting)
    stated = [i for i, s in enumerate(posting.sentences) if last and s.start < last.end and last.start < s.end]
    if stated:
        draft.quote(posting, stated[-1:], phrases.CLOSED_ON)
    else:
        draft.say(phrases.gone(posting.closed_on) if posting.closed_on else phrases.CLOSED)


def write_silent(draft: Draft, reading: Reading, contact: str) -> None:
    """Says that the posting is silent, with the nearest related sentence where there is one."""
    draft.say(phrases.SILENT)
    if (near := nearest(reading)) is not None:
        draft.quote(reading.page.posting, [near], phrases.NEAREST)
    draft.say(phrases.ask_person(contact))


def write_silent_too(draft: Draft, readings: Sequence[Reading], contact: str) -> None:
    """Says of some questions, beside others that were answered, that the posting is silent on them."""
    names = [reading.ask.topics[0].name if reading.ask.topics else None for reading in readings]
    for name in dict.fromkeys(names):
        draft.say(phrases.silent_on(name))
    if names:
        draft.say(phrases.ask_person(contact))


def evidence(reading: Reading) -> list[int]:
    """The sentences that answer, the best one first; a whole list in reading order."""
    if items := _whole_list(reading):
        return items
    best = reading.best(_MOST + 3)
    least = max(_ALSO * reading.scores[best[0]], _LEAST)
    chosen = [best[0], *(i for i in best[1:] if reading.scores[i] >= least)]
    typed = _facts_of(reading, best[0]) & _SINGLE
    if typed:
        chosen = [i for i in chosen if _facts_of(reading, i) & typed]
    return _distinct(reading.page, chosen)[:_MOST]


def _facts_of(reading: Reading, i: int) -> frozenset[str]:
    """Names of the facts that a sentence states and that the question asks for."""
    names = frozenset().union(*(topic.facts for topic in reading.ask.topics))
    return names & facts_in(reading.page.posting, i)


def facts_in(posting: Posting, i: int) -> frozenset[str]:
    sentence = posting.sentences[i]
    return frozenset(fact.name for fact in posting.facts if fact.start < sentence.end and sentence.start < fact.end)


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
        if fact.name in topic.facts
        and fact.start < sentence.end
        and sentence.start < fact.end
        and isinstance(fact.value, bool)
    }
    text = page.texts[best]
    if _asks_more(ask, page, best):
        return ""
    if values == {False}:
        return phrases.NO
    if _HEDGE.search(text) or NEGATION.search(text):
        return ""
    offered = topic.name in _OFFERED or topic.within == "benefits"
    stated = values == {True} or (offered and topic.state.search(text) is not None)
    return phrases.YES if stated else ""


def _asks_more(ask: Ask, page: Page, best: int) -> bool:
    """Whether the question holds a condition that the sentence does not speak of: "taxable"; not the job's city."""
    known = page.stems[best] | frozenset(map(stem, content_words(page.posting.title)))
    for fact in page.posting.facts:
        if fact.name == "location":
            known |= frozenset(map(stem, content_words(fact.quote)))
    return any(stem(word) not in known for word in ask.beside)


def _whole_list(reading: Reading) -> list[int]:
    """All items of the list that is most about what was asked: its heading or lead names the topic."""
    if not reading.ask.listed:
        return []
    page, sentences = reading.page, reading.page.posting.sentences
    lists: dict[tuple[int, tuple[int, int] | None], list[int]] = {}
    for i, sentence in enumerate(sentences):
        named = any(topic.heading and topic.heading.search(page.headings[i]) for topic in reading.ask.listed)
        if named and not sentence.heading and not page.texts[i].endswith(":") and _belongs(reading, i):
            lists.setdefault((sentence.section, sentence.lead), []).append(i)
    if not lists:
        return []
    best = max(_about(reading, found) for found in lists.values())
    # What is asked for often stands in two lists ("You should thrive if…", "We're looking for…"); both are wanted.
    near = [items for items in lists.values() if _about(reading, items) >= 0.5 * best]
    items = sorted(i for found in near for i in found)
    if any(sentences[i].bullet for i in items):
        items = [i for i in items if sentences[i].bullet or _states(reading, i)]
    return items[:_MOST_ITEMS] if len(items) > 1 else []


def _states(reading: Reading, i: int) -> bool:
    return any(topic.state.search(reading.page.texts[i]) for topic in reading.ask.listed)


def _belongs(reading: Reading, i: int) -> bool:
    """Whether a sentence of the section is not about pay, place or another typed fact instead."""
    asked = frozenset().union(*(topic.facts for topic in reading.ask.listed))
    return reading.page.posting.sentences[i].bullet or not (facts_in(reading.page.posting, i) & _SINGLE) - asked


def _about(reading: Reading, items: Sequence[int]) -> float:
    """How much a list is what was asked: its items' scores, the best ones counting; bullets before prose."""
    scores = sorted((float(reading.scores[i]) for i in items), reverse=True)[:5]
    bullets = sum(reading.page.posting.sentences[i].bullet for i in items) / len(items)
    return sum(scores) / len(scores) * (0.6 + 0.4 * bullets) * min(1.0, len(items) / 3)


def _distinct(page: Page, chosen: Sequence[int]) -> list[int]:
    """Without sentences that say again, in nearly the same words, what one before them says."""
    kept: list[int] = []
    for i in chosen:
        stems = page.stems[i] or frozenset(map(stem, page.texts[i].split()))
        if not any(len(stems & page.stems[k]) >= 0.8 * max(1, min(len(stems), len(page.stems[k]))) for k in kept):
            kept.append(i)
    return kept
