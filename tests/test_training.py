"""What the reader is trained on holds together: enough of it, evidence in its document, silence on purpose."""

import json
from collections import Counter
from pathlib import Path

import pytest

from bot.golden import held
from ingest.posting import Posting
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


def test_documents_are_dealt_out_by_name_alone() -> None:
    parts = Counter(part(path.name) for path in Path(DATA / "postings").glob("*.*"))
    assert 0.55 < parts["train"] / sum(parts.values()) < 0.85
    assert part("lever/jobs.json#a") == part("lever/jobs.json#b")
