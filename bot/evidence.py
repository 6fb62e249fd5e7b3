"""Which sentences answer, of what the reader weighed: the best one, those that belong to it, or a whole list."""

import re
from collections.abc import Sequence

import numpy as np

from bot.gazetteer import area
from bot.language import language
from bot.page import Page, stem
from bot.question import content_words
from bot.reader import WHOLE, Reading
from bot.signals import FEATURES
from bot.spelling import is_everyday
from bot.verdict import typed_answer
from ingest.posting import Fact, Posting

ANSWERABLE = 0.45
"""Chance from which a question counts as answered. Just under even: a candidate can judge a quote, not a silence."""
_ALSO = 0.3
"""A further sentence is quoted if it scores at least this share of the best one's…"""
_LEAST = 0.25
"""…and at least this much."""
_MOST = 4
WORDS = 75
"""Words of an answer, about, and of one that is a whole list."""
_LIST_WORDS = 150
CLOSED = 0.3
"""Chance from which an answer opens with yes or no."""
_SHARED = 0.05
"""Share of the best item's score that the next must have for a list to be one."""
_SEVERAL = 3
"""Sentences that answer, from which prose is a list."""
_IN_PLACE = re.compile(r"\b(?:in|for|at|near) ([a-z]{4,})\b")
_AMOUNT = 1_000
"""Smaller amounts stand in too many sentences to tell them by."""
_SINGLE = frozenset(
    (
        "salary",
        "location",
        "workplace",
        "deadline",
        "start_date",
        "reports_to",
        "visa_sponsorship",
        "relocation",
        "travel",
    )
)
"""Facts that answer alone: where a sentence states one, sentences that do not are left out."""


def is_answered(reading: Reading) -> bool:
    """Whether the posting answers: by the reader's chance, or because it states the very fact that is asked for."""
    if _is_elsewhere(reading) or _says_nothing_new(reading):
        return False
    by_rule = _own_question(reading) is not None or bool(_by_fact(reading))
    return by_rule or reading.answerable >= ANSWERABLE


def _says_nothing_new(reading: Reading) -> bool:
    """Whether the best sentence is about the question before alone: "does it cover fuel?" of "$600 car allowance"."""
    if not reading.ask.own or reading.ask.facet:
        return False
    best = reading.best(1)[0]
    held = reading.page.stems[best] | {stem(word) for word in content_words(reading.page.headings[best])}
    return not any(stem(word) in held for word in reading.ask.own)


def _is_elsewhere(reading: Reading) -> bool:
    """Whether the question is of a place that the posting never names: "and what is the pay in Denver?"."""
    if reading.closed >= CLOSED:
        return False
    named = (match[1] for match in _IN_PLACE.finditer(reading.ask.text))
    return any(name not in reading.page.vocabulary and not is_everyday(name) and area(name) for name in named)


def _by_fact(reading: Reading) -> list[int]:
    """The sentences that state the very fact that is asked for, where nothing else is asked: "salary?", "remote"."""
    if not reading.ask.topics or (reading.ask.beside and language(reading.ask.text) == "en"):
        return []
    dated = any(topic.name == "deadline" for topic in reading.ask.topics)  # "the last day to apply" asks for no form
    topics = [topic for topic in reading.ask.topics if not (dated and topic.name == "apply")]
    asked = frozenset().union(*(topic.facts for topic in topics)) & _SINGLE
    fits = reading.features[:, FEATURES.index("fits")] > 0
    stating = [i for i in reading.best(len(reading.scores)) if fits[i] and facts_in(reading.page.posting, i) & asked]
    if not stating and any("employment_type" in topic.facts for topic in topics):
        kinds = [i for i in reading.best(len(reading.scores)) if "employment_type" in facts_in(reading.page.posting, i)]
        return [i for i in kinds if typed_answer(reading.ask, reading.page, i) is not None]  # "is it permanent?"
    return stating if len(topics) == 1 or len(asked) == len(topics) else []


def evidence(reading: Reading, of: int = 1, said: int = 0) -> list[int]:
    """The sentences that answer, the best one first; a whole list in reading order.

    `of` as in `write_answered`; `said` words stand before them in the answer.
    """
    most = WORDS // of - said
    if whole := _whole_answer(reading, most):
        return whole
    if items := _whole_list(reading):
        return sorted(_brief(reading.page, items, _LIST_WORDS - said if of == 1 else most))
    if stating := _by_fact(reading):
        own = _in_own_words(reading, stating)
        return _brief(reading.page, _distinct(reading.page, own)[:_MOST], most)
    best = reading.best(_MOST + 3)
    least = max(_ALSO * reading.scores[best[0]], _LEAST)
    chosen = [best[0], *(i for i in best[1:] if reading.scores[i] >= least)]
    typed = _facts_of(reading, best[0]) & _SINGLE
    if typed:
        chosen = [i for i in chosen if _facts_of(reading, i) & typed]
    own = _in_own_words(reading, chosen)
    return _brief(reading.page, _distinct(reading.page, own)[:_MOST], most)


def _own_question(reading: Reading) -> int | None:
    """The section of an FAQ page whose own question is asked."""
    own = reading.page.own_question(reading.features[:, FEATURES.index("dense")])
    return own[1] if own else None


def _whole_answer(reading: Reading, most: int) -> list[int]:
    """All that an FAQ page says under a question, in reading order, where that is short."""
    page = reading.page
    if page.posting.kind != "faq":
        return []
    own = _own_question(reading)
    section = page.posting.sentences[reading.best(1)[0]].section if own is None else own
    if own is None and not page.posting.sections[section].heading.endswith("?"):
        return []
    chosen = [i for i, s in enumerate(page.posting.sentences) if s.section == section and page.quotable[i]]
    return chosen if len(_brief(page, chosen, most)) == len(chosen) else []


def _in_own_words(reading: Reading, chosen: Sequence[int]) -> list[int]:
    """A pay field gives way to the sentence that says the same: "$87,000—$102,000" to "Salary: 87,000–102,000 USD"."""
    posting = reading.page.posting
    own = []
    for i in chosen:
        paid = [f for f in _facts_at(posting, i) if f.name == "salary" and f.origin == "field" and len(chosen) <= _MOST]
        same = [k for fact in paid for k in range(len(posting.sentences)) if k != i and _pays(reading.page, k, fact)]
        own.append(same[0] if same else i)
    return list(dict.fromkeys(own))


def _pays(page: Page, i: int, fact: Fact) -> bool:
    """Whether a sentence holds the amounts of a pay field, written with a currency."""
    amounts = {str(int(end)) for end in (fact.value["min"], fact.value["max"]) if end is not None and end >= _AMOUNT}
    held = {re.sub(r"\D", "", found) for found in re.findall(r"\d[\d,.' ]*\d", page.texts[i])}
    return bool(amounts) and amounts <= held and re.search(r"[$€£¥]|\b[A-Z]{3}\b", page.texts[i]) is not None


def _facts_at(posting: Posting, i: int) -> list[Fact]:
    sentence = posting.sentences[i]
    return [fact for fact in posting.facts if fact.start < sentence.end and sentence.start < fact.end]


def _facts_of(reading: Reading, i: int) -> frozenset[str]:
    """Names of the facts that a sentence states and that the question asks for."""
    names = frozenset().union(*(topic.facts for topic in reading.ask.topics))
    return names & facts_in(reading.page.posting, i)


def facts_in(posting: Posting, i: int) -> frozenset[str]:
    return frozenset(fact.name for fact in _facts_at(posting, i))


def nearest(reading: Reading) -> int | None:
    """The sentence closest to the question, if it speaks of the topic at all."""
    top = reading.best(1)[0]
    return top if reading.scores[top] >= 0.03 else None


def wants_list(reading: Reading) -> bool:
    return reading.whole >= WHOLE and reading.closed < CLOSED


def _whole_list(reading: Reading) -> list[int]:
    """All items of the list that is most what was asked, and of one that is nearly as much, the likeliest first.

    A list is what stands under one heading and one leading line; its five best items say how much it is what was asked.
    """
    if not wants_list(reading):
        return []
    page, scores = reading.page, reading.scores
    lists: dict[tuple[int, tuple[int, int] | None], list[int]] = {}
    for i, sentence in enumerate(page.posting.sentences):
        if page.quotable[i] and not page.texts[i].endswith(":") and not page.is_field(i):
            lists.setdefault((sentence.section, sentence.lead), []).append(i)
    about = {place: float(np.sort(scores[items])[-5:].sum()) for place, items in lists.items()}
    # What is asked for often stands in two lists ("You should thrive if…", "We're looking for…"); both are wanted.
    near = [items for place, items in lists.items() if about[place] >= 0.5 * max(about.values())]
    least = _SHARED * max(scores)
    items = [i for several in near for i in several if scores[i] >= least or _is_list(reading, several)]
    items.sort(key=lambda i: -scores[i])
    # Where one item alone bears on the question, what stands around it is no answer.
    return items if len(items) > 1 and scores[items[1]] >= least else []


def _is_list(reading: Reading, items: Sequence[int]) -> bool:
    """Whether sentences are bullets, or prose of which several answer: "Boise, ID" is one row among others."""
    bullets = sum(reading.page.posting.sentences[i].bullet for i in items)
    return bullets > len(items) / 2 or sum(reading.scores[i] >= _LEAST for i in items) >= _SEVERAL


def _brief(page: Page, chosen: Sequence[int], most: int) -> list[int]:
    """As many, from the first on, as can be read at a glance; the first whatever its length."""
    total = 0
    kept: list[int] = []
    for i in chosen:
        total += len(page.texts[i].split()) + 1
        if kept and total > most:
            break
        kept.append(i)
    return kept


def _distinct(page: Page, chosen: Sequence[int]) -> list[int]:
    """Without sentences that say again, in nearly the same words, what one before them says."""
    kept: list[int] = []
    for i in chosen:
        stems = page.stems[i] or frozenset(map(stem, page.texts[i].split()))
        if not any(len(stems & page.stems[k]) >= 0.8 * max(1, min(len(stems), len(page.stems[k]))) for k in kept):
            kept.append(i)
    return kept
