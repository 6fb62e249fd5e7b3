"""How well each sentence of a posting answers an Ask: features, and the score that was fitted on them.

The score is a logistic regression over a dozen signals that can be read off: late interaction of the embedded model's
token vectors (each question word's best match in the sentence), the topic's own words, the kind of thing asked for,
lexical overlap, the heading above. Its weights are in `reader.json`; `benchmarks/fit_reader.py` makes them.
"""

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from importlib import resources
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from bot.question import Ask, content_words, words
from bot.topic import Topic, lexicon
from ingest.index import Index
from ingest.posting import Posting, Sentence

if TYPE_CHECKING:
    from ingest.index import TokenStates

FEATURES = (
    "late", "late_worst", "late_heading", "dense", "headed", "like", "like_late", "overlap", "overlap_rare", "covered_all",
    "states", "states_all", "states_above", "heading", "states_heading", "states_late", "fact", "no_topic",
    "facet_met", "facet_unmet", "counted", "not_counted", "value_missing", "fits", "bullet", "leads", "short", "long", "head",
)  # fmt: skip
_STOP_WEIGHT = 0.15
_NUMBER_WORDS = frozenset("one two three four five six seven eight nine ten eleven twelve unlimited several".split())


@dataclass(frozen=True)
class Page:
    """A posting made ready to be read: its sentences with their token vectors. Costs one run of the model, then kept."""

    posting: Posting
    texts: tuple[str, ...]
    tokens: NDArray[np.float32]
    """(tokens of all sentences, dimension), unit length"""
    starts: NDArray[np.intp]
    """where each sentence's tokens begin in `tokens`"""
    pooled: NDArray[np.float32]
    """(sentences, dimension), unit length"""
    headed: NDArray[np.float32]
    """(sentences, dimension), unit length: each sentence read behind what stands above it"""

    @cached_property
    def stems(self) -> tuple[frozenset[str], ...]:
        return tuple(frozenset(map(stem, content_words(text))) for text in self.texts)

    @cached_property
    def vocabulary(self) -> frozenset[str]:
        """The posting's words, lower case: spelt as the posting spells them, they are no typos."""
        return frozenset(words(self.posting.text))

    @cached_property
    def headings(self) -> tuple[str, ...]:
        return tuple(above(self.posting, sentence) for sentence in self.posting.sentences)

    @cached_property
    def heading_of(self) -> NDArray[np.intp]:
        """For each sentence the index of the sentence that is its heading, or itself where it has none."""
        own, latest = [], {}
        for i, sentence in enumerate(self.posting.sentences):
            if sentence.heading:
                latest[sentence.section] = i
            own.append(latest.get(sentence.section, i))
        return np.array(own, dtype=np.intp)

    @cached_property
    def rarity(self) -> dict[str, float]:
        """Of each stem, how few of the posting's sentences hold it (inverse document frequency)."""
        count: dict[str, int] = {}
        for stems in self.stems:
            for word in stems:
                count[word] = count.get(word, 0) + 1
        return {word: float(np.log(1 + len(self.stems) / n)) for word, n in count.items()}


def open_page(index: Index, posting: Posting) -> Page:
    texts = tuple(posting.text[s.start : s.end] for s in posting.sentences)
    states = index.embedder.states(list(texts))
    sizes = [max(1, len(state.vectors)) for state in states]
    tokens = [s.vectors if len(s.vectors) else np.zeros((1, s.pooled.size), np.float32) for s in states]
    starts = np.concatenate([[0], np.cumsum(sizes)[:-1]]).astype(np.intp)
    headed = index.embedder.embed([f"{above(posting, s)}: {t}" for s, t in zip(posting.sentences, texts, strict=True)])
    return Page(posting, texts, np.concatenate(tokens), starts, np.stack([s.pooled for s in states]), headed)


def above(posting: Posting, sentence: Sentence) -> str:
    """What stands above a sentence: its section's heading, and the line that leads its list."""
    lead = posting.text[slice(*sentence.lead)] if sentence.lead else ""
    return f"{posting.sections[sentence.section].heading}\n{lead}".strip()


@dataclass(frozen=True, slots=True)
class Reading:
    """What the reader found for one Ask. `scores` is the chance of each sentence to be evidence, in reading order."""

    page: Page
    ask: Ask
    features: NDArray[np.float64]
    scores: NDArray[np.float64]
    answerable: float
    """chance that the posting answers the question at all"""

    def best(self, n: int) -> list[int]:
        return [int(i) for i in np.argsort(-self.scores, kind="stable")[:n]]


def read(index: Index, page: Page, ask: Ask) -> Reading:
    rows = features(index, page, ask)
    weights = _weights()
    scores = _logistic(rows @ weights.sentence + weights.sentence_bias)
    scores[[s.heading for s in page.posting.sentences]] = 0.0
    evidence = answer_features(page, ask, rows, scores)
    return Reading(page, ask, rows, scores, float(_logistic(evidence @ weights.answer + weights.answer_bias)))


def features(index: Index, page: Page, ask: Ask) -> NDArray[np.float64]:
    """(sentences, FEATURES)"""
    question = index.embedder.states([ask.text])[0]
    late, worst = late_interaction(page, question)
    columns: dict[str, NDArray[Any]] = {
        "late": late,
        "late_worst": worst,
        "late_heading": late[page.heading_of],
        "dense": page.pooled @ question.pooled,
        "headed": page.headed @ question.pooled,
    }
    columns |= _like(index, page, ask) | _lexical(page, ask) | _topical(page, ask) | _typed(page, ask)
    columns["fits"] = _fits(columns, ask)
    columns["states_late"] = columns["states"] * late
    lengths = np.array([len(text.split()) for text in page.texts])
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
    best = np.maximum.reduceat(text.vectors @ page.tokens.T, page.starts, axis=1)  # (words, sentences)
    mean = weight @ best / weight.sum()
    content = best[weight == 1.0]
    return mean, content.min(axis=0) if len(content) else mean


def _like(index: Index, page: Page, ask: Ask) -> dict[str, NDArray[Any]]:
    """How near each sentence is to the topics' invented sentences, pooled and word by word."""
    states = [state for topic in ask.topics for state in _states_of(index.embedder, topic)]
    if not states:
        return {"like": np.zeros(len(page.texts)), "like_late": np.zeros(len(page.texts))}
    dense = np.max([page.pooled @ state.pooled for state in states], axis=0)
    return {"like": dense, "like_late": np.max([late_interaction(page, state)[0] for state in states], axis=0)}


@cache
def _states_of(embedder: Any, topic: Topic) -> "tuple[TokenStates, ...]":
    return tuple(embedder.states(topic.like)) if topic.like else ()


def _lexical(page: Page, ask: Ask) -> dict[str, NDArray[Any]]:
    asked = [stem(word) for word in ask.words]
    rare = np.array([page.rarity.get(word, 5.0) for word in asked])
    held = np.array([[word in stems for word in asked] for stems in page.stems], dtype=float).reshape(len(page.stems), -1)
    return {
        "overlap": held.sum(axis=1) / max(1, len(asked)),
        "overlap_rare": held @ rare / max(rare.sum(), 1e-6),
        "covered_all": held.all(axis=1) if asked else np.zeros(len(page.stems)),
    }


def _topical(page: Page, ask: Ask) -> dict[str, NDArray[Any]]:
    n = len(page.texts)
    states = np.array([[bool(t.state.search(text)) for t in ask.topics] for text in page.texts], dtype=float).reshape(n, -1)
    under = [[bool(t.heading and t.heading.search(heading)) for t in ask.topics] for heading in page.headings]
    heading = np.array(under, dtype=float).reshape(n, -1)
    above = [[bool(t.state.search(heading)) for t in ask.topics] for heading in page.headings]
    stated = states.max(axis=1, initial=0.0)
    return {
        "states": stated,
        "states_all": states.min(axis=1, initial=1.0) if ask.topics else np.zeros(n),
        "heading": heading.max(axis=1, initial=0.0),
        "states_heading": stated * heading.max(axis=1, initial=0.0),
        "states_above": np.array(above, dtype=float).reshape(n, -1).max(axis=1, initial=0.0),
        "fact": _states_fact(page.posting, ask.topics),
        "no_topic": np.full(n, not ask.topics),
    }


def _states_fact(posting: Posting, topics: Sequence[Topic]) -> NDArray[np.float64]:
    names = frozenset().union(*(topic.facts for topic in topics))
    spans = [(fact.start, fact.end) for fact in posting.facts if fact.name in names]
    return np.array([any(s.start < end and start < s.end for start, end in spans) for s in posting.sentences], dtype=float)


def _typed(page: Page, ask: Ask) -> dict[str, NDArray[Any]]:
    """Whether each sentence holds the kind of thing that is asked for; zeros where any sentence would do."""
    n = len(page.texts)
    none = np.zeros(n)
    wanted = [t.facets.get(ask.facet or "any") or t.facets.get("any") for t in ask.topics]
    patterns = [pattern for pattern in wanted if pattern] or [lexicon().kinds[f] for f in [ask.facet] if f in lexicon().kinds]
    met = np.array([any(p.search(text) for p in patterns) for text in page.texts], dtype=float) if patterns else none
    counted = np.array([bool(ask.counted and counts(text, ask.counted)) for text in page.texts], dtype=float)
    values = [frozenset(map(stem, t.values(ask.text))) for t in ask.topics]
    missing = [any(v and not v & stems for v in values) for stems in page.stems]
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


ANSWER_FEATURES = (
    "logit", "margin", "total", "words", "yes_no", "unstated", "part_unstated", "unknown", "unfit", "late_most", "worst_most",
    *FEATURES,
)  # fmt: skip


def answer_features(page: Page, ask: Ask, rows: NDArray[np.float64], scores: NDArray[np.float64]) -> NDArray[np.float64]:
    """(ANSWER_FEATURES,): how the best sentence stands out, what the whole posting lacks, and the best one's own signals."""
    order = np.argsort(-scores, kind="stable")
    best = float(np.clip(scores[order[0]], 1e-6, 1 - 1e-6))
    second = scores[order[1]] if len(order) > 1 else 0.0
    stated = [any(topic.state.search(text) for text in page.texts) for topic in ask.topics]
    unknown = [word for word in ask.words if stem(word) not in page.rarity]
    own = [
        np.log(best / (1 - best)),
        best - second,
        scores.sum(),
        len(ask.words),
        ask.yes_no,
        bool(ask.topics) and not any(stated),
        not all(stated),
        len(unknown) / max(1, len(ask.words)),
        not rows[scores > 0, FEATURES.index("fits")].any(),
        rows[:, FEATURES.index("late")].max(),
        rows[:, FEATURES.index("late_worst")].max(),
    ]
    return np.concatenate([own, rows[order[0]]])


@dataclass(frozen=True, slots=True)
class _Weights:
    sentence: NDArray[np.float64]
    sentence_bias: float
    answer: NDArray[np.float64]
    answer_bias: float


@cache
def _weights() -> _Weights:
    table = json.loads((resources.files("bot") / "reader.json").read_text(encoding="utf-8"))
    return _Weights(
        np.array([table["sentence"][name] for name in FEATURES]), table["sentence_bias"],
        np.array([table["answer"][name] for name in ANSWER_FEATURES]), table["answer_bias"],
    )  # fmt: skip


def _logistic(x: Any) -> NDArray[np.float64]:
    return np.asarray(1.0 / (1.0 + np.exp(-x)))


def _is_stop(token: str) -> bool:
    return not content_words(token.removeprefix("##"))


@cache
def _stemmer() -> Any:
    import snowballstemmer

    return snowballstemmer.stemmer("english")


@cache
def stem(word: str) -> str:
    """ "relocating" -> "reloc"; words with digits stay."""
    return word if re.search(r"\d", word) else str(_stemmer().stemWord(word))
