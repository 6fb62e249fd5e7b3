"""Fits the regressions behind the reader and writes bot/reader.json: `make fit`.

By signals alone on the documents that the trained reader was trained on; with its marks on others, which it has not
seen. Figures are of documents that neither has seen.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from bot.cross_encoder import open_cross_encoder
from bot.polarity import FEATURES as POLARITY
from bot.polarity import SURE, features_in, polarity_features
from bot.reader import ANSWER_FEATURES, READ, Table, answer_features, candidates, rank, read_closely, with_marks
from bot.signals import FEATURES
from training import wanted
from training.examples import Row, asked, dealt, pairs
from training.labelled import DATA, ROOT
from training.logistic import Array, Model, fitted

CHANCES = ROOT / ".train" / "chances.jsonl"
_INVENTED = 0.2
"""Weight of an invented yes/no pair beside one about a posting: they were made to be hard."""


@dataclass(frozen=True, slots=True)
class Read:
    """A row as one of the two ways reads it. `open` are the sentences that it scores."""

    row: Row
    features: Array
    open: NDArray[np.bool_]
    yes: Array | None


def plainly(row: Row) -> Read:
    return Read(row, row.features, row.page.quotable, None)


def closely(row: Row) -> Read:
    first = rank(row.page, row.features)
    marks = read_closely(row.page, row.ask, first)
    if marks is None:
        raise SystemExit("The trained reader's weights are missing: make train")
    open_ = np.zeros(len(row.page.texts), bool)
    open_[candidates(row.page, first)] = True
    return Read(row, with_marks(row.features, marks), open_, marks[:, 1])


def fit_sentence(reads: Sequence[Read]) -> Model:
    x = np.concatenate([read.features[read.open] for read in reads])
    y = np.concatenate([read.row.evidence[read.open] for read in reads])
    # Each question weighs the same, however long its posting or its list.
    return fitted(x, y, np.concatenate([_weights(read.row.evidence[read.open]) for read in reads]), 0.3)


def _weights(evidence: NDArray[np.bool_]) -> Array:
    weight = np.full(len(evidence), 3.0 / max(1, (~evidence).sum()))
    weight[evidence] = 1.0 / max(1, evidence.sum())
    return weight


def scored(model: Model, read: Read) -> Array:
    return np.where(read.open, model.chance(read.features), 0.0)


def fit_answer(reads: Sequence[Read], sentence: Model) -> Model:
    x = np.stack([answer_of(read, sentence) for read in reads])
    return fitted(x, np.array([not read.row.question.silent for read in reads]), np.ones(len(reads)), 0.1)


def answer_of(read: Read, sentence: Model) -> Array:
    return answer_features(read.row.page, read.row.ask, read.features, scored(sentence, read))


def fit_polarity(reads: Sequence[Read], sentence: Model) -> Model:
    """On the yes/no questions, each with its best sentence of evidence, and on the invented pairs."""
    chosen = opened(reads)
    x = np.stack([words_of(read, sentence) for read in chosen])
    y = np.array([read.row.question.opens == "yes" for read in chosen])
    more_x, more_y = invented_pairs()
    weight = np.concatenate([np.ones(len(y)), np.full(len(more_y), _INVENTED)])
    return fitted(np.concatenate([x, more_x]), np.concatenate([y, more_y]), weight, 1.0)


def fit_marked(reads: Sequence[Read], sentence: Model, plain: Model) -> Model:
    """The first regression's log-odds and the trained reader's mark, weighed."""
    chosen = opened(reads)
    x = np.stack([marked(read, sentence, plain) for read in chosen])
    return fitted(x, np.array([read.row.question.opens == "yes" for read in chosen]), np.ones(len(x)), 1.0)


def opened(reads: Sequence[Read]) -> list[Read]:
    return [read for read in reads if read.row.question.opens and read.row.evidence.any()]


def words_of(read: Read, sentence: Model) -> Array:
    return features_in(read.row.ask, read.row.page, _best(read, sentence))


def marked(read: Read, sentence: Model, plain: Model) -> Array:
    yes = np.zeros(len(read.open)) if read.yes is None else read.yes
    return np.array([plain.log_odds(words_of(read, sentence)), yes[_best(read, sentence)]])


def _best(read: Read, sentence: Model) -> int:
    return int(np.argmax(np.where(read.row.evidence, scored(sentence, read), -1)))


def invented_pairs() -> tuple[Array, NDArray[np.bool_]]:
    lines = (DATA / "pairs.jsonl").read_text(encoding="utf-8").splitlines()
    rows = [row for row in map(json.loads, lines) if row["label"] in ("yes", "no")]
    x = [polarity_features(asked(row["q"]), row["heading"], row["sentence"]) for row in rows]
    return np.stack(x), np.array([row["label"] == "yes" for row in rows])


def fit_plain(train: Sequence[Read], answers: Sequence[Read]) -> dict[str, Model]:
    """`answers`: questions over documents whose sentences the first regression was not fitted on."""
    sentence = fit_sentence(train)
    polarity = fit_polarity([*train, *answers], sentence)
    return {"plain sentence": sentence, "plain answer": fit_answer(answers, sentence), "plain polarity": polarity}


def fit_trained(near: Sequence[Read], plain: Model) -> dict[str, Model]:
    """`plain`: the regression of yes and no, on whose log-odds this one builds."""
    sentence = fit_sentence(near)
    return {
        "trained sentence": sentence,
        "trained answer": fit_answer(near, sentence),
        "trained polarity": fit_marked(near, sentence, plain),
    }


def report(name: str, models: dict[str, Model], reads: Sequence[Read], way: Table) -> None:
    from sklearn.metrics import roc_auc_score

    sentence = models[f"{way} sentence"]
    stated = [read for read in reads if not read.row.question.silent]
    print(f"{name}: {len(reads)} questions, {len(stated)} of them answered by their document")
    for k in (1, 2, 3):
        order = [np.argsort(-scored(sentence, read), kind="stable")[:k] for read in stated]
        hits = [read.row.evidence[o].any() for read, o in zip(stated, order, strict=True)]
        print(f"   evidence within the first {k}: {np.mean(hits):.3f}")
    truth = np.array([not read.row.question.silent for read in reads])
    chance = models[f"{way} answer"].chance(np.stack([answer_of(read, sentence) for read in reads]))
    print(f"   answered or silent: AUROC {roc_auc_score(truth, chance):.3f}")
    for least in (0.4, 0.5, 0.6):
        said, false = np.mean(chance[truth] >= least), np.mean(chance[~truth] >= least)
        print(f"   from {least}: {said:.3f} of the stated answered, {false:.3f} of the silent")
    asked_so, words = opened(reads), models["plain polarity"]
    if way == "plain":
        yes = words.chance(np.stack([words_of(read, sentence) for read in asked_so]))
    else:
        yes = models["trained polarity"].chance(np.stack([marked(read, sentence, words) for read in asked_so]))
    right = (yes >= 0.5) == np.array([read.row.question.opens == "yes" for read in asked_so])
    sure = (yes >= SURE) | (yes <= 1 - SURE)
    print(f"   yes or no: {np.mean(sure):.3f} of {len(sure)} opened so, {np.mean(right[sure]):.3f} of these right")


def report_pairs() -> None:
    """How the trained reader alone does on pairs that it was not trained on."""
    from sklearn.metrics import roc_auc_score

    if (reader := open_cross_encoder()) is None:
        raise SystemExit("The trained reader's weights are missing: make train")
    aside = list(pairs("pairs_aside.jsonl"))
    read = [reader.marks(example.question, example.sentences)[0] for example in aside]
    evidence = roc_auc_score([bool(example.evidence) for example in aside], [mark[0] for mark in read])
    right = [
        (mark[1] > 0) == (example.opens == "yes") for mark, example in zip(read, aside, strict=True) if example.opens
    ]
    print(f"pairs kept aside: evidence AUROC {evidence:.3f}, {np.mean(right):.3f} of {len(right)} yes or no right")


def keep(models: dict[str, Model], plain: Sequence[Read], near: Sequence[Read]) -> None:
    """Writes what the pictures are drawn from: each test question's chance to be answered, in both ways."""
    ways: dict[Table, Sequence[Read]] = {"plain": plain, "trained": near}
    chances = {
        way: models[f"{way} answer"].chance(np.stack([answer_of(read, models[f"{way} sentence"]) for read in reads]))
        for way, reads in ways.items()
    }
    CHANCES.parent.mkdir(exist_ok=True)
    with CHANCES.open("w", encoding="utf-8") as file:
        for i, read in enumerate(plain):
            row = {way: round(float(chance[i]), 4) for way, chance in chances.items()}
            asked = read.row.question
            about = {"stated": not asked.silent, "style": asked.style, "topic": asked.topic}
            file.write(json.dumps(about | row) + "\n")


def main() -> None:
    parts = dealt()
    plain = {name: [plainly(row) for row in rows] for name, rows in parts.items()}
    models = fit_plain(plain["train"], plain["fit"])
    report("by signals alone", models, plain["test"], "plain")
    near, test = [closely(row) for row in parts["fit"]], [closely(row) for row in parts["test"]]
    models |= fit_trained(near, models["plain polarity"])
    report("read closely", models, test, "trained")
    report_pairs()
    names: dict[str, Sequence[str]] = {
        "plain sentence": FEATURES,
        "plain answer": ANSWER_FEATURES,
        "plain polarity": POLARITY,
        "trained sentence": (*FEATURES, *READ),
        "trained answer": (*ANSWER_FEATURES, *READ),
        "trained polarity": ("words", "mark"),
    }
    for name, model in wanted.fit().items():
        models[name], names[name] = model, tuple(map(str, range(len(model.weights))))
    tables = {name: model.table(names[name]) for name, model in models.items()}
    keep(models, plain["test"], test)
    (ROOT / "bot" / "reader.json").write_text(json.dumps(tables, indent=1) + "\n", encoding="utf-8")
    print("wrote bot/reader.json")


if __name__ == "__main__":
    main()
