"""Fits the reader's weights on labelled questions and writes bot/reader.json.

Two logistic regressions: the chance of each sentence to be evidence, and the chance that the posting answers at all (on
the first one's scores for documents it has not seen). Figures are cross-validated by document, never by question.
"""

import json
import sys
from collections import OrderedDict
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from benchmarks.labelled import ROOT, THIRD_PARTY, Question, golden, load, read_all
from bot.golden import held
from bot.page import Page, open_page
from bot.polarity import FEATURES as POLARITY
from bot.polarity import SURE, features_in, polarity_features
from bot.question import Ask, asks, normalise
from bot.reader import ANSWER_FEATURES, answer_features
from bot.signals import FEATURES, features
from bot.topic import lexicon
from ingest.embedder import open_embedder
from ingest.posting import Posting

FOLDS = 8
_INVENTED = 0.2
"""Weight of an invented yes/no pair beside one about a real posting: they were made to be hard."""


@dataclass
class Row:
    question: Question
    ask: Ask
    page: Page
    features: NDArray[np.float64]
    evidence: NDArray[np.bool_]
    body: NDArray[np.bool_]


class _Index:
    """As much of an index as the reader needs."""

    embedder = open_embedder()


def rows_of(questions: list[Question], postings: dict[str, Posting], *, single: bool = True) -> list[Row]:
    pages: OrderedDict[str, Page] = OrderedDict()
    rows = []
    for question in questions:
        if question.doc not in postings or question.status == "declined":
            continue
        if question.doc not in pages:
            pages[question.doc] = open_page(_Index, postings[question.doc])  # type: ignore[arg-type]
        page = pages[question.doc]
        found = asks(question.text, page.vocabulary, question.history, page.posting.title)
        if single and len(found) != 1:
            continue
        evidence = np.array([any(held(text, group) for group in question.expects) for text in page.texts])
        body = page.quotable
        if question.expects and not (evidence & body).any():
            print("no sentence holds the evidence:", question.doc, question.text, question.expects, file=sys.stderr)
            continue
        for ask in found:
            rows.append(Row(question, ask, page, features(_Index, page, ask), evidence & body, body))  # type: ignore[arg-type]
    return rows


def fit_sentence(rows: list[Row]) -> Any:
    from sklearn.linear_model import LogisticRegression
    from sklearn.pipeline import make_pipeline
    from sklearn.preprocessing import StandardScaler

    x = np.concatenate([row.features[row.body] for row in rows])
    y = np.concatenate([row.evidence[row.body] for row in rows])
    # Each question weighs the same, however long its posting or its list.
    weight = np.concatenate([_weights(row) for row in rows])
    model = make_pipeline(StandardScaler(), LogisticRegression(C=0.3, max_iter=2000))
    return model.fit(x, y, logisticregression__sample_weight=weight)


def _weights(row: Row) -> NDArray[np.float64]:
    evidence = row.evidence[row.body]
    weight = np.full(len(evidence), 3.0 / max(1, (~evidence).sum()))
    weight[evidence] = 1.0 / max(1, evidence.sum())
    return weight


def fit_answer(rows: list[Row], scores: list[NDArray[np.float64]]) -> Any:
    from sklearn.linear_model import LogisticRegression
    from sklearn.pipeline import make_pipeline
    from sklearn.preprocessing import StandardScaler

    x = np.stack([answer_features(row.page, row.ask, row.features, s) for row, s in zip(rows, scores, strict=True)])
    y = np.array([not row.question.silent for row in rows])
    return make_pipeline(StandardScaler(), LogisticRegression(C=0.1, max_iter=2000)).fit(x, y)


def scored(model: Any, row: Row) -> NDArray[np.float64]:
    scores = np.asarray(model.predict_proba(row.features)[:, 1])
    scores[~row.body] = 0.0
    return scores


def folds(rows: list[Row]) -> list[tuple[list[Row], list[Row]]]:
    docs = sorted({row.question.doc for row in rows})
    order = np.random.default_rng(7).permutation(len(docs))
    part = {docs[d]: i % FOLDS for i, d in enumerate(order)}
    return [
        ([r for r in rows if part[r.question.doc] != k], [r for r in rows if part[r.question.doc] == k])
        for k in range(FOLDS)
    ]


def out_of_fold(rows: list[Row]) -> tuple[list[Row], list[NDArray[np.float64]]]:
    seen: list[Row] = []
    scores: list[NDArray[np.float64]] = []
    for train, test in folds(rows):
        model = fit_sentence(train)
        seen += test
        scores += [scored(model, row) for row in test]
    return seen, scores


def report(rows: list[Row], scores: list[NDArray[np.float64]]) -> None:
    from sklearn.metrics import roc_auc_score

    pairs = [(row, s) for row, s in zip(rows, scores, strict=True) if not row.question.silent]
    for k in (1, 2, 3):
        hits = [row.evidence[np.argsort(-s, kind="stable")[:k]].any() for row, s in pairs]
        print(f"evidence within the first {k}: {np.mean(hits):.3f} of {len(hits)}")
    by_doc = {id(row): s for row, s in zip(rows, scores, strict=True)}
    chance, truth = [], []
    for train, test in folds(rows):
        model = fit_answer(train, [by_doc[id(row)] for row in train])
        chance += list(
            model.predict_proba(np.stack([answer_features(r.page, r.ask, r.features, by_doc[id(r)]) for r in test]))[
                :, 1
            ]
        )
        truth += [not r.question.silent for r in test]
    c, t = np.array(chance), np.array(truth)
    print(f"answerable or silent: AUROC {roc_auc_score(t, c):.3f}")
    for least in (0.4, 0.5, 0.6, 0.7):
        stated, silent = np.mean(c[t] >= least), np.mean(c[~t] >= least)
        print(f"  from {least}: answered {stated:.3f} of {t.sum()} stated, {silent:.3f} of {(~t).sum()} silent")


def fit_polarity(rows: list[Row], scores: list[NDArray[np.float64]]) -> tuple[NDArray[np.float64], float]:
    """On the yes/no questions, each with its best sentence of evidence; prints how often it is right, by document."""
    from sklearn.linear_model import LogisticRegression
    from sklearn.model_selection import GroupKFold

    pairs = [(row, s) for row, s in zip(rows, scores, strict=True) if row.question.opens and row.evidence.any()]
    x = np.stack([features_in(r.ask, r.page, int(np.argmax(np.where(r.evidence, s, -1)))) for r, s in pairs])
    y = np.array([row.question.opens == "yes" for row, _ in pairs])
    more_x, more_y = invented_pairs()
    weight = np.concatenate([np.ones(len(y)), np.full(len(more_y), _INVENTED)])

    def fitted(chosen: NDArray[np.intp]) -> Any:
        both_x, both_y = np.concatenate([x[chosen], more_x]), np.concatenate([y[chosen], more_y])
        kept = np.concatenate([weight[: len(y)][chosen], weight[len(y) :]])
        return LogisticRegression(max_iter=3000).fit(both_x, both_y, sample_weight=kept)

    chance = np.zeros(len(y))
    for train, test in GroupKFold(FOLDS).split(x, y, [row.question.doc for row, _ in pairs]):
        chance[test] = fitted(train).predict_proba(x[test])[:, 1]
    sure = (chance >= SURE) | (chance <= 1 - SURE)
    print(
        f"yes or no: {np.mean(sure):.3f} of {len(y)} opened so, {np.mean((chance >= 0.5)[sure] == y[sure]):.3f} right"
    )
    model = fitted(np.arange(len(y)))
    return model.coef_[0], float(model.intercept_[0])


def invented_pairs() -> tuple[NDArray[np.float64], NDArray[np.bool_]]:
    """Yes/no questions, each with one invented sentence that decides it."""
    lines = (ROOT / "benchmarks" / "yesno.jsonl").read_text(encoding="utf-8").splitlines()
    rows = [json.loads(line) for line in lines]
    x = [polarity_features(_asked(row["q"]), row["heading"], row["sentence"]) for row in rows]
    return np.stack(x), np.array([row["opens"] == "yes" for row in rows])


def _asked(question: str) -> str:
    found = asks(question, lexicon().words)
    return next((ask.text for ask in found if ask.yes_no), normalise(question, lexicon().words))


def unscaled(model: Any) -> tuple[NDArray[np.float64], float]:
    scale, regression = model[0], model[1]
    weights = regression.coef_[0] / scale.scale_
    return weights, float(regression.intercept_[0] - weights @ scale.mean_)


def training_questions() -> tuple[list[Question], dict[str, Posting]]:
    """The development half of the golden questions, and those over third-party postings where these are at hand."""
    questions, postings = golden("dev")
    for path in sorted((ROOT / "benchmarks" / "questions").glob("*.jsonl")):
        found = load(path)
        questions += found
        if THIRD_PARTY.is_dir():
            postings |= read_all((q.doc for q in found), THIRD_PARTY)
    return questions, postings


def main() -> None:
    questions, postings = training_questions()
    rows = rows_of(questions, postings)
    seen, scores = out_of_fold(rows)
    print(f"{len(rows)} questions over {len(postings)} postings")
    report(seen, scores)
    sentence, sentence_bias = unscaled(fit_sentence(rows))
    answer, answer_bias = unscaled(fit_answer(seen, scores))
    polarity, polarity_bias = fit_polarity(seen, scores)
    table = {
        "polarity": {name: round(float(w), 5) for name, w in zip(POLARITY, polarity, strict=True)},
        "polarity_bias": round(polarity_bias, 5),
        "sentence": {name: round(float(w), 5) for name, w in zip(FEATURES, sentence, strict=True)},
        "sentence_bias": round(sentence_bias, 5),
        "answer": {name: round(float(w), 5) for name, w in zip(ANSWER_FEATURES, answer, strict=True)},
        "answer_bias": round(answer_bias, 5),
    }
    path = Path(ROOT / "bot" / "reader.json")
    path.write_text(json.dumps(table, indent=1) + "\n", encoding="utf-8")
    print(f"wrote {path.name}")


if __name__ == "__main__":
    main()
