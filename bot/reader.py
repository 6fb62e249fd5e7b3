"""How well a posting answers an Ask: each sentence's chance to be evidence, and the chance that it answers at all.

First a logistic regression over the signals (`signals.py`) ranks all sentences. The best of them are then read closely,
each beside the question, by the trained reader (`cross_encoder.py`); its marks join the signals in a second pair of
regressions. Where its weights are missing, the first pair stands alone. Two more tell by a question's meaning whether
a whole list is wanted, and whether a yes or a no. All these weights are in `reader.json`; `make fit` fits them on
labelled questions.
"""

import json
from dataclasses import dataclass
from functools import cache
from importlib import resources
from itertools import zip_longest
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from bot.cross_encoder import open_cross_encoder
from bot.page import Page, stem
from bot.question import Ask
from bot.signals import FEATURES, features
from ingest.index import Index

CANDIDATES = 10
"""How many sentences are read closely, at 2.5 ms each; six more would find 2 % more evidence, and no more silence."""
_FAQ_CANDIDATES = 4
"""Of an FAQ page, which is read beside the posting: its own question names the one that answers."""
WHOLE = 0.3
"""Chance from which a whole list is quoted."""
READ = ("read", "read_gap")
_FAR = -9.0
"""The mark of a sentence that was not read closely."""


OVER_BOARD, BOARD = "over the board", 0.5
"""The regression that tells questions on many postings from those on one, and the chance from which it is believed."""


def over_board(index: Index, text: str) -> float:
    """The chance that a normalised question is put to the whole board."""
    return _chance(OVER_BOARD, index.embedder.states([text])[0].pooled)


@dataclass(frozen=True, slots=True)
class Reading:
    """What the reader found for one Ask. `scores` is the chance of each sentence to be evidence, in reading order."""

    page: Page
    ask: Ask
    features: NDArray[np.float64]
    scores: NDArray[np.float64]
    answerable: float
    """chance that the posting answers the question at all"""
    whole: float = 0.0
    """chance that every item of a list is wanted: "what are the perks?", "what would I do all day"…"""
    closed: float = 0.0
    """chance that the question wants a yes or a no, however it is put: "dogs?", "no degree, worth a shot?"…"""
    yes: NDArray[np.float64] | None = None
    """how far each sentence answers "yes", as a log-odds; None where nothing was read closely"""

    def best(self, n: int) -> list[int]:
        return [int(i) for i in np.argsort(-self.scores, kind="stable")[:n]]


def read(index: Index, page: Page, ask: Ask) -> Reading:
    question = index.embedder.states([ask.text])[0]
    whole, closed = _chance("whole list", question.pooled), _chance("yes or no", question.pooled)
    rows = features(index, page, ask, question)
    first = rank(page, rows)
    under = rows[:, FEATURES.index("heading")] > 0 if whole >= WHOLE else None
    marks = read_closely(page, ask, first, under)
    if marks is None:
        answerable = _chance("plain answer", answer_features(page, ask, rows, first))
        return Reading(page, ask, rows, first, answerable, whole, closed)
    closely = with_marks(rows, marks)
    scores = _scored("trained", page, closely)
    scores[marks[:, 0] == _FAR] = 0.0
    answerable = _chance("trained answer", answer_features(page, ask, closely, scores))
    return Reading(page, ask, rows, scores, answerable, whole, closed, marks[:, 1])


def rank(page: Page, rows: NDArray[np.float64]) -> NDArray[np.float64]:
    """(sentences,): chances by the signals alone"""
    return _scored("plain", page, rows)


def candidates(page: Page, first: NDArray[np.float64], under: NDArray[np.bool_] | None = None) -> list[int]:
    """The sentences that are worth reading closely, best first.

    `under`: which stand under a heading of the topic, where a whole list is wanted; half of the places are theirs, by
    turns of the headings.
    """
    order = [int(i) for i in np.argsort(-first, kind="stable") if page.quotable[i]]
    most = _FAQ_CANDIDATES if page.posting.kind == "faq" else CANDIDATES
    sections: dict[int, list[int]] = {}
    for i in order:
        if under is not None and under[i] and page.posting.sentences[i].section:
            sections.setdefault(page.posting.sentences[i].section, []).append(i)
    kept = [i for turn in zip_longest(*sections.values()) for i in turn if i is not None][: most // 2]
    return sorted([*kept, *[i for i in order if i not in kept][: most - len(kept)]], key=order.index)


def read_closely(
    page: Page, ask: Ask, first: NDArray[np.float64], under: NDArray[np.bool_] | None = None
) -> NDArray[np.float64] | None:
    """(sentences, evidence and yes): log-odds of the trained reader; None where its weights are missing."""
    if (reader := open_cross_encoder()) is None:
        return None
    marks = np.full((len(page.texts), 2), _FAR)
    if chosen := candidates(page, first, under):
        marks[chosen] = reader.marks(ask.text, [page.headed_texts[i] for i in chosen])
    return marks


def with_marks(rows: NDArray[np.float64], marks: NDArray[np.float64]) -> NDArray[np.float64]:
    """(sentences, FEATURES and READ)"""
    evidence = marks[:, 0]
    return np.column_stack([rows, evidence, evidence - evidence.max()])


ANSWER_FEATURES = (
    "logit", "margin", "total", "words", "yes_no", "unstated", "part_unstated", "unknown", "unfit",
    "late_most", "worst_most", "dense_most", *FEATURES,
)  # fmt: skip
"""…and READ behind them where sentences were read closely"""


def answer_features(
    page: Page, ask: Ask, rows: NDArray[np.float64], scores: NDArray[np.float64]
) -> NDArray[np.float64]:
    """(ANSWER_FEATURES,): how the best sentence stands out, what the posting lacks, the best sentence's own signals."""
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
        rows[:, FEATURES.index("dense")].max(),
    ]
    return np.concatenate([own, rows[order[0]]])


Table = Literal["plain", "trained"]


def _scored(table: Table, page: Page, rows: NDArray[np.float64]) -> NDArray[np.float64]:
    weights, bias = regressions()[f"{table} sentence"]
    scores = _logistic(rows @ weights + bias)
    scores[~page.quotable] = 0.0
    return scores


def _chance(table: str, evidence: NDArray[Any]) -> float:
    weights, bias = regressions()[table]
    return float(_logistic(evidence @ weights + bias))


@cache
def regressions() -> dict[str, tuple[NDArray[np.float64], float]]:
    """Weights, in the order of their features, and bias of each regression in `reader.json`."""
    tables = json.loads((resources.files("bot") / "reader.json").read_text(encoding="utf-8"))
    return {name: (np.array(list(table["weights"].values())), table["bias"]) for name, table in tables.items()}


def _logistic(x: Any) -> NDArray[np.float64]:
    return np.asarray(1.0 / (1.0 + np.exp(-x)))
