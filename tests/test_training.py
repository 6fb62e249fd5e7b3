"""What the reader is trained on holds together: enough of it, evidence in its document, silence on purpose."""

import json
from collections import Counter
from pathlib import Path

import numpy as np
import pytest
from safetensors.numpy import load as load_tensors
from safetensors.numpy import save as save_tensors

from bot.golden import held
from ingest.posting import Posting
from training.average import average
from training.examples import part
from training.labelled import DATA, ROOT, Question, invented, load

Set = tuple[list[Question], dict[str, Posting]]


@pytest.fixture(scope="module")
def labelled() -> Set:
    return invented()


def test_there_is_enough_of_it(labelled: Set) -> None:
    questions, postings = labelled
    assert len(postings) >= 200
    assert len(questions) + len(load(DATA / "third_party.jsonl")) >= 8_000
    assert sum(question.silent for question in questions) >= 0.4 * len(questions)


def test_every_document_is_asked_about_and_every_question_has_its_document(labelled: Set) -> None:
    questions, postings = labelled
    assert {question.doc for question in questions} == set(postings)


def test_evidence_stands_in_the_document(labelled: Set) -> None:
    questions, postings = labelled
    missing = [
        (question.doc, alternative)
        for question in questions
        for group in question.expects
        for alternative in group
        if not held(postings[question.doc].text, [alternative])
    ]
    assert len(missing) <= 0.005 * len(questions), missing[:20]


def test_no_question_is_asked_twice_of_a_document(labelled: Set) -> None:
    counts = Counter((q.doc, q.text.casefold(), q.history) for q in labelled[0])
    assert [key for key, n in counts.items() if n > 1] == []


def test_silence_has_no_opening(labelled: Set) -> None:
    assert [q for q in labelled[0] if q.silent and q.opens] == []


def test_third_party_text_is_not_in_it() -> None:
    for line in (DATA / "third_party.jsonl").read_text(encoding="utf-8").splitlines():
        keys = [key for group in json.loads(line)["expects"] for key in group]
        assert all(key.replace(":", "").isalnum() and len(key) < 32 for key in keys)


def test_training_shares_no_document_with_the_golden_questions(labelled: Set) -> None:
    golden = {path.read_text(encoding="utf-8") for path in (ROOT / "data" / "postings").glob("*.*")}
    assert not golden & {path.read_text(encoding="utf-8") for path in (DATA / "postings").glob("*.*")}


def test_the_mean_of_adapters_lies_between_them() -> None:
    one, three = ({"up": np.full((2, 3), value, np.float16)} for value in (1.0, 3.0))
    mean = load_tensors(average([save_tensors(one), save_tensors(three)]))
    assert mean["up"].dtype == np.float16
    assert (mean["up"] == 2.0).all()
    shipped = (ROOT / "bot" / "reader.safetensors").read_bytes()
    assert average([shipped, shipped]) == average([shipped])


def rows(name: str) -> list[dict[str, str]]:
    return [json.loads(line) for line in (DATA / name).read_text(encoding="utf-8").splitlines()]


def test_pairs_are_of_every_kind() -> None:
    counts = Counter(row["label"] for row in rows("pairs.jsonl"))
    assert set(counts) == {"yes", "no", "states", "none"}
    assert 0.8 < counts["yes"] / counts["no"] < 1.2, "neither may be the better guess"
    assert len({(row["q"], row["sentence"]) for row in rows("pairs.jsonl")}) == sum(counts.values())


def test_pairs_kept_aside_are_not_learned_from() -> None:
    learned = {row["q"].casefold() for row in rows("pairs.jsonl")}
    sentences = {row["sentence"].casefold() for row in rows("pairs.jsonl")}
    aside = rows("pairs_aside.jsonl")
    assert len(aside) >= 600
    assert [row for row in aside if row["sentence"].casefold() in sentences] == []
    assert len([row for row in aside if row["q"].casefold() in learned]) <= 3


def test_a_question_without_a_document_wants_one_of_three_things() -> None:
    counts = Counter(row["wants"] for row in rows("wants.jsonl"))
    assert set(counts) == {"list", "yes_no", "one"}
    assert max(counts.values()) < 1.3 * min(counts.values())


def test_a_question_is_put_to_a_board_or_on_one_job() -> None:
    counts = Counter(row["over"] for row in rows("scope.jsonl"))
    assert set(counts) == {"board", "one"}
    assert min(counts.values()) >= 300
    assert len({row["q"].casefold() for row in rows("scope.jsonl")}) == sum(counts.values())


def test_no_golden_question_is_learned_from() -> None:
    """Short fragments ("salary?") are anybody's."""
    files = [ROOT / "tests" / "golden" / f"{name}.jsonl" for name in ("postings", "board", "edges", "conversation")]
    golden = {q.text.casefold() for file in files for q in load(file) if q.split == "test"}
    learned = {row["q"].casefold() for name in ("pairs.jsonl", "wants.jsonl", "scope.jsonl") for row in rows(name)}
    assert [text for text in golden & learned if len(text.split()) > 4] == []


def test_documents_are_dealt_out_by_name_alone() -> None:
    parts = Counter(part(path.name) for path in Path(DATA / "postings").glob("*.*"))
    assert 0.55 < parts["train"] / sum(parts.values()) < 0.85
    assert part("lever/jobs.json#a") == part("lever/jobs.json#b")
