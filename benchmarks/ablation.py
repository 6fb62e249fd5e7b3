"""What each signal of the reader brings: `make ablation`. Each group is left out in turn, and the reader fitted anew.

Cross-validated by document, over the questions that the reader is fitted on: how often the first sentence, and one of
the first three, is evidence, and how well what is stated is told from what is silent (AUROC).
"""

from dataclasses import replace

import numpy as np
from sklearn.metrics import roc_auc_score

from benchmarks.fit_reader import Row, fit_answer, folds, out_of_fold, rows_of, training_questions
from bot.reader import ANSWER_FEATURES, answer_features
from bot.signals import FEATURES

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


def without(rows: list[Row], names: tuple[str, ...]) -> list[Row]:
    """The rows with those signals flat, so that no weight on them tells anything."""
    columns = [FEATURES.index(name) for name in names]
    return [replace(row, features=_flat(row, columns)) for row in rows]


def _flat(row: Row, columns: list[int]) -> np.ndarray:
    features = row.features.copy()
    features[:, columns] = 0.0
    return features


def measured(rows: list[Row]) -> tuple[float, float, float]:
    """(evidence first, among the first three, AUROC)"""
    seen, scores = out_of_fold(rows)
    stated = [(row, s) for row, s in zip(seen, scores, strict=True) if not row.question.silent]
    first, three = (
        float(np.mean([row.evidence[np.argsort(-s, kind="stable")[:k]].any() for row, s in stated])) for k in (1, 3)
    )
    by_row = {id(row): s for row, s in zip(seen, scores, strict=True)}
    chance, truth = [], []
    for train, test in folds(rows):
        model = fit_answer(train, [by_row[id(row)] for row in train])
        chance += list(model.predict_proba(np.stack([_of(row, by_row) for row in test]))[:, 1])
        truth += [not row.question.silent for row in test]
    return first, three, float(roc_auc_score(truth, chance))


def _of(row: Row, by_row: dict[int, np.ndarray]) -> np.ndarray:
    return answer_features(row.page, row.ask, row.features, by_row[id(row)])


def main() -> None:
    rows = rows_of(*training_questions())
    print(f"{len(rows)} questions, {len(FEATURES)} signals of sentences, {len(ANSWER_FEATURES)} of the answer")
    whole = measured(rows)
    print(f"{'all signals':34} first {whole[0]:.3f}   of three {whole[1]:.3f}   AUROC {whole[2]:.3f}")
    for name, features in GROUPS.items():
        found = measured(without(rows, features))
        lost = [a - b for a, b in zip(whole, found, strict=True)]
        print(f"without {name:26} first {-lost[0]:+.3f}   of three {-lost[1]:+.3f}   AUROC {-lost[2]:+.3f}")


if __name__ == "__main__":
    main()
