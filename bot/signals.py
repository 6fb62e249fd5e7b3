"""What can be read off a sentence about a question: the signals that the reader weighs.

Late interaction of the embedded model's token vectors (each question word's best match in the sentence), closeness of
meaning, the topic's own words and heading, and whether the sentence holds the kind of thing asked for.
`*_gap` is how far a sentence stands behind the posting's best one in that signal (0 or less).
"""

from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from bot.page import Page, stem
from bot.question import Ask, content_words, words
from bot.topic import Topic, lexicon
from ingest.index import Index
from ingest.posting import Posting

if TYPE_CHECKING:
    from ingest.index import TokenStates

FEATURES = (
    "late", "late_worst", "beside", "late_heading", "dense", "headed",
    "states_above", "heading", "states_heading", "fact", "no_topic",
    "facet_met", "facet_unmet", "counted", "not_counted", "value_missing", "fits",
    "bullet", "leads", "short", "long", "head", "careers",
    "late_gap", "dense_gap", "headed_gap",
)  # fmt: skip
_STOP_WEIGHT = 0.15
_NUMBER_WORDS = frozenset("one two three four five six seven eight nine ten eleven twelve unlimited several".split())


def features(index: Index, page: Page, ask: Ask, question: "TokenStates") -> NDArray[np.float64]:
    """(sentences, FEATURES); `question` is what the embedded model makes of the Ask's text."""
    late, worst = late_interaction(page, question)
    beside = _beside(page, question, frozenset(ask.beside))
    columns: dict[str, NDArray[Any]] = {
        "late": late,
        "late_worst": worst,
        "beside": beside,
        "late_heading": late[page.heading_of],
        "dense": page.pooled @ question.pooled,
        "headed": page.headed @ question.pooled,
    }
    columns |= _topical(page, ask) | _typed(page, ask)
    careers = 1.0 if ask.topics else _closeness_to_careers(index.embedder, question)
    columns["careers"] = np.full(len(page.texts), careers)
    columns["fits"] = _fits(columns, ask)
    lengths = np.array([len(text.split()) for text in page.texts])
    for name in ("late", "dense", "headed"):
        columns[f"{name}_gap"] = columns[name] - columns[name].max()
    columns["leads"] = np.array([text.endswith(":") for text in page.texts])
    columns["bullet"] = np.array([s.bullet for s in page.posting.sentences])
    columns["short"] = lengths <= 3
    columns["long"] = lengths > 35
    columns["head"] = np.array([s.section == 0 for s in page.posting.sentences])
    return np.stack([columns[name].astype(np.float64) for name in FEATURES], axis=1)


def late_interaction(page: Page, text: "TokenStates") -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """For each sentence the mean, and the least, of each word's best match in it; stop words count little."""
    weight = np.array([_STOP_WEIGHT if _is_stop(token) else 1.0 for token in text.tokens], dtype=np.float32)
    if not len(weight):
        return np.zeros(len(page.texts), np.float32), np.zeros(len(page.texts), np.float32)
    best = _best_matches(page, text.vectors)
    mean = weight @ best / weight.sum()
    content = best[weight == 1.0]
    return mean, content.min(axis=0) if len(content) else mean


def _beside(page: Page, question: "TokenStates", beside: frozenset[str]) -> NDArray[np.float32]:
    """For each sentence the least of the best matches of the words that no topic explains; 1 where there are none."""
    rows, whole = [], ""
    for i, token in enumerate(question.tokens):
        whole = whole + token[2:] if token.startswith("##") else token
        if whole in beside:
            rows.append(i)
    if not rows:
        return np.ones(len(page.texts), np.float32)
    least: NDArray[np.float32] = _best_matches(page, question.vectors[rows]).min(axis=0)
    return least


def _best_matches(page: Page, vectors: NDArray[np.float32]) -> NDArray[np.float32]:
    """(vectors, sentences): each vector's best cosine to any token of the sentence"""
    best: NDArray[np.float32] = np.maximum.reduceat(vectors @ page.tokens.T, page.starts, axis=1)
    return best


def _closeness_to_careers(embedder: Any, question: "TokenStates") -> float:
    """The question's cosine to the nearest of all topics' invented sentences: low for cooking and football."""
    return max(
        float(state.pooled @ question.pooled) for t in lexicon().topics.values() for state in _states_of(embedder, t)
    )


@cache
def _states_of(embedder: Any, topic: Topic) -> "tuple[TokenStates, ...]":
    return tuple(embedder.states(topic.like)) if topic.like else ()


def _topical(page: Page, ask: Ask) -> dict[str, NDArray[Any]]:
    n = len(page.texts)
    states = np.array([[bool(t.state.search(text)) for t in ask.topics] for text in page.texts], dtype=float).reshape(
        n, -1
    )
    under = [[bool(t.heading and t.heading.search(heading)) for t in ask.topics] for heading in page.headings]
    heading = np.array(under, dtype=float).reshape(n, -1)
    above = [[bool(t.state.search(heading)) for t in ask.topics] for heading in page.headings]
    stated = states.max(axis=1, initial=0.0)
    return {
        "states": stated,
        "heading": heading.max(axis=1, initial=0.0),
        "states_heading": stated * heading.max(axis=1, initial=0.0),
        "states_above": np.array(above, dtype=float).reshape(n, -1).max(axis=1, initial=0.0),
        "fact": _states_fact(page.posting, ask.topics),
        "no_topic": np.full(n, not ask.topics),
    }


def _states_fact(posting: Posting, topics: Sequence[Topic]) -> NDArray[np.float64]:
    names = frozenset().union(*(topic.facts for topic in topics))
    spans = [(fact.start, fact.end) for fact in posting.facts if fact.name in names]
    return np.array(
        [any(s.start < end and start < s.end for start, end in spans) for s in posting.sentences], dtype=float
    )


def _typed(page: Page, ask: Ask) -> dict[str, NDArray[Any]]:
    """Whether each sentence holds the kind of thing that is asked for; zeros where any sentence would do."""
    n = len(page.texts)
    none = np.zeros(n)
    wanted = [t.facets.get(ask.facet or "any") or t.facets.get("any") for t in ask.topics]
    patterns = [pattern for pattern in wanted if pattern] or [
        lexicon().kinds[f] for f in [ask.facet] if f in lexicon().kinds
    ]
    met = np.array([any(p.search(text) for p in patterns) for text in page.texts], dtype=float) if patterns else none
    counted = np.array([bool(ask.counted and counts(text, ask.counted)) for text in page.texts], dtype=float)
    values = [[frozenset(map(stem, words(value))) for value in topic.values(ask.text)] for topic in ask.topics]
    missing = [any(v and not any(value <= stems for value in v) for v in values) for stems in page.stems]
    return {
        "facet_met": met,
        "facet_unmet": 1.0 - met if patterns else none,
        "counted": counted,
        "not_counted": 1.0 - counted if ask.counted else none,
        "value_missing": np.array(missing, dtype=float),
    }


def _fits(columns: dict[str, NDArray[Any]], ask: Ask) -> NDArray[Any]:
    """Whether each sentence speaks of the topic and holds the kind of thing that is asked for; true without a topic."""
    if not ask.topics:
        return np.ones(len(columns["states"]))
    speaks = (columns["states"] > 0) | (columns["states_above"] > 0) | (columns["heading"] > 0) | (columns["fact"] > 0)
    lacks = (columns["facet_unmet"] > 0) | (columns["not_counted"] > 0) | (columns["value_missing"] > 0)
    return speaks & ~lacks


def counts(text: str, noun: str) -> bool:
    """Whether a number stands beside the noun: counts("a team of 12 quiet engineers", "engineers")."""
    wanted = {stem(noun)} | ({"h", "hr"} if noun == "hours" else set())
    said = [stem(word) for word in words(text)]
    numbered = [i for i, word in enumerate(said) if word[0].isdigit() or word in _NUMBER_WORDS]
    return any(wanted & set(said[max(0, i - 2) : i + 5]) for i in numbered)


def _is_stop(token: str) -> bool:
    return not content_words(token.removeprefix("##"))
