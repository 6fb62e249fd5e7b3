"""What a question wants, told by its meaning alone: a whole list, a yes or a no; one job's posting, or the board's.

Regressions over the embedded model's vector of the question. They learn from the labelled questions that stand alone
and are answered, and from questions without a document: `wants.jsonl`, the same subjects put in all three ways, and
`scope.jsonl`, on a whole board or on one job.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from bot.evidence import CLOSED
from bot.question import normalise
from bot.reader import BOARD, OVER_BOARD, WHOLE
from ingest.embedder import open_embedder
from training.examples import asked, part
from training.labelled import DATA, Question, invented, load
from training.logistic import Array, Model, fitted

LEAST = {"whole list": WHOLE, "yes or no": CLOSED}
"""From which chance on each counts."""
_LABELS = {"list": "whole list", "yes_no": "yes or no"}
_ASIDE = 5
"""Every fifth line of `wants.jsonl` is for figures only."""


@dataclass(frozen=True, slots=True)
class Put:
    """A question as it is put."""

    text: str
    wants: str
    aside: bool
    """whether it is for figures only"""


def fit() -> dict[str, Model]:
    """Fits them, and prints how they do on what was kept aside."""
    put = [*_of_documents(), *_phrased()]
    meanings = np.stack([state.pooled for state in open_embedder().states([asked(one.text) for one in put])])
    aside = np.array([one.aside for one in put])
    models = {}
    for name in LEAST:
        truth = np.array([one.wants == name for one in put])
        models[name] = fitted(meanings[~aside], truth[~aside], np.ones(int((~aside).sum())), 0.01)
        _report(name, models[name].chance(meanings[aside]), truth[aside], LEAST[name])
    return models | {OVER_BOARD: fit_scope(put, meanings)}


def fit_scope(put: Sequence[Put], meanings: Array) -> Model:
    """`put` are questions on one posting, each with its meaning."""
    lines = (DATA / "scope.jsonl").read_text(encoding="utf-8").splitlines()
    rows = [json.loads(line) for line in lines]
    own = np.stack([state.pooled for state in open_embedder().states([normalise(row["q"], set()) for row in rows])])
    truth = np.array([row["over"] == "board" for row in rows] + [False] * len(put))
    aside = np.array([i % _ASIDE == 0 for i in range(len(rows))] + [one.aside for one in put])
    # The questions of the documents are many, and easily told.
    weight = np.concatenate([np.ones(len(rows)), np.full(len(put), len(rows) / len(put))])
    x = np.concatenate([own, meanings])
    model = fitted(x[~aside], truth[~aside], weight[~aside], 0.01)
    _report(f"{OVER_BOARD} ({len(put)} beside)", model.chance(x[aside]), truth[aside], BOARD)
    hard = aside[: len(rows)]
    _report(OVER_BOARD, model.chance(own[hard]), truth[: len(rows)][hard], BOARD)
    return model


def _of_documents() -> list[Put]:
    """Those with an answer: of a near-miss it is not noted what it wants."""
    questions, _ = invented()
    known = [q for q in (*questions, *load(DATA / "third_party.jsonl")) if not q.history and not q.silent]
    return [Put(question.text, _wants(question), part(question.doc) == "test") for question in known]


def _wants(question: Question) -> str:
    if question.kind == "list" or len(question.expects) >= 3:
        return "whole list"
    return "yes or no" if question.opens else ""


def _phrased() -> list[Put]:
    lines = (DATA / "wants.jsonl").read_text(encoding="utf-8").splitlines()
    rows = enumerate(map(json.loads, lines))
    return [Put(row["q"], _LABELS.get(row["wants"], ""), i % _ASIDE == 0) for i, row in rows]


def _report(name: str, chance: Array, truth: Array, least: float) -> None:
    said = chance >= least
    seen, right = np.mean(said[truth]), np.mean(truth[said])
    print(f"{name}: {seen:.3f} of {truth.sum()} seen, {right:.3f} of {said.sum()} right")
