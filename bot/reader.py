"""How well a posting answers an Ask: each sentence's chance to be evidence, and the chance that it answers at all.

Two logistic regressions over the signals (`signals.py`), which can be read off one by one. Their weights are in
`reader.json`; `make fit` fits them on labelled questions.
"""

import json
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bot.page import Page, stem
from bot.question import Ask
from bot.signals import FEATURES, features
from ingest.index import Index


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
    scores[~page.quotable] = 0.0
    evidence = answer_features(page, ask, rows, scores)
    return Reading(page, ask, rows, scores, float(_logistic(evidence @ weights.answer + weights.answer_bias)))


ANSWER_FEATURES = (
    "logit", "margin", "total", "words", "yes_no", "unstated", "part_unstated", "unknown", "unfit",
    "late_most", "worst_most", "dense_most", *FEATURES,
)  # fmt: skip


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
