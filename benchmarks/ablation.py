"""What each part of the reading brings: `make ablation`. Each is left out in turn, and the regressions fitted anew.

On documents that nothing was fitted or trained on: how often the first sentence, and one of the first three, is
evidence, and how well what is stated is told from what is silent (AUROC). Then the whole reading by topic and by style.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace

import numpy as np
from sklearn.metrics import roc_auc_score

from bot.reader import READ, Table
from bot.signals import FEATURES
from training.examples import Row, dealt
from training.logistic import Model
from training.regressions import Read, answer_of, closely, fit_plain, fit_trained, plainly, scored

GROUPS = {
    "late interaction": ("late", "late_worst", "beside", "late_heading", "late_gap"),
    "pooled vectors": ("dense", "headed", "dense_gap", "headed_gap"),
    "both of them": (
        "late",
        "late_worst",
        "beside",
        "late_heading",
        "late_gap",
        "dense",
        "headed",
        "dense_gap",
        "headed_gap",
    ),
    "headings": ("heading", "states_heading", "states_above", "late_heading"),
    "typed facts": ("fact",),
    "kind of thing asked for": ("facet_met", "facet_unmet", "counted", "not_counted", "value_missing", "fits"),
    "words and headings of the topic": ("states_above", "heading", "states_heading", "fact", "no_topic", "fits"),
    "shape of the sentence": ("bullet", "leads", "short", "long", "head"),
}


LEAST = 25
"""Questions that a topic or a style needs to have a row of its own."""


def without(reads: Sequence[Read], names: Sequence[str]) -> list[Read]:
    """The same with those signals flat, so that no weight on them tells anything."""
    columns = [(*FEATURES, *READ).index(name) for name in names]
    return [replace(read, features=_flat(read.features, columns)) for read in reads]


def _flat(features: np.ndarray, columns: Sequence[int]) -> np.ndarray:
    flat = features.copy()
    flat[:, columns] = 0.0
    return flat


def figures(models: dict[str, Model], way: Table, reads: Sequence[Read]) -> tuple[float, float, float]:
    """(evidence first, among the first three, AUROC)"""
    sentence, answer = models[f"{way} sentence"], models[f"{way} answer"]
    stated = [read for read in reads if not read.row.question.silent]
    orders = [np.argsort(-scored(sentence, read), kind="stable") for read in stated]
    first, three = (
        float(np.mean([read.row.evidence[order[:k]].any() for read, order in zip(stated, orders, strict=True)]))
        for k in (1, 3)
    )
    truth = [not read.row.question.silent for read in reads]
    chance = answer.chance(np.stack([answer_of(read, sentence) for read in reads]))
    return first, three, float(roc_auc_score(truth, chance)) if 0 < sum(truth) < len(truth) else float("nan")


def line(name: str, found: tuple[float, float, float], n: int) -> None:
    print(f"{name:40} first {found[0]:.3f}   of three {found[1]:.3f}   AUROC {found[2]:.3f}   of {n}")


def groups(reads: Sequence[Read], of: Callable[[Row], str]) -> dict[str, list[Read]]:
    found: dict[str, list[Read]] = {}
    for read in reads:
        found.setdefault(of(read.row), []).append(read)
    return {name: found[name] for name in sorted(found) if len(found[name]) >= LEAST}


def main() -> None:
    parts = dealt()
    train, answers, test = ([plainly(row) for row in parts[name]] for name in ("train", "fit", "test"))
    models = fit_plain(train, answers)
    line("by signals alone", figures(models, "plain", test), len(test))
    for name, signals in GROUPS.items():
        less = [without(reads, signals) for reads in (train, answers, test)]
        line(f"  without {name}", figures(fit_plain(*less[:2]), "plain", less[2]), len(test))
    near, test = [closely(row) for row in parts["fit"]], [closely(row) for row in parts["test"]]
    models |= fit_trained(near, models["plain polarity"])
    line("read closely", figures(models, "trained", test), len(test))
    for name, signals in {**GROUPS, "all signals": FEATURES, "the trained reader": READ}.items():
        less = [without(reads, signals) for reads in (near, test)]
        found = fit_trained(less[0], models["plain polarity"])
        line(f"  without {name}", figures(found, "trained", less[1]), len(test))
    for name, of in {"topic": lambda row: row.question.topic, "style": lambda row: row.question.style}.items():
        print(f"\nby {name}")
        for value, reads in groups(test, of).items():
            line(f"  {value}", figures(models, "trained", reads), len(reads))


if __name__ == "__main__":
    main()
