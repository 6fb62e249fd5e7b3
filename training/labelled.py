"""Questions with their evidence: what the reader is trained on, and what answers are scored against.

One JSON line each: {"doc" or "posting", "q" or "question", "expects": [[alternatives], …], "history": […], …}. Every
group of `expects` must be found in the answer's quotes, any one alternative of it will do; no group: it is silent.
`tests/golden/postings.jsonl` asks about data/postings, `training/data/questions/` about the invented documents beside
it, `third_party.jsonl` about postings that are not part of this repository and are read from a folder beside it where
there is one: its evidence is given as fragments (`fragment.py`).
"""

import json
import random
import tarfile
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from bot.answer import Turn
from ingest.facts import extract
from ingest.posting import Posting
from ingest.reading import read_posting, read_record
from ingest.shape import records
from ingest.source import documents
from training.fragment import find

ROOT = Path(__file__).resolve().parents[1]
THIRD_PARTY = ROOT.parent / "shared" / "postings"
DATA = ROOT / "training" / "data"


@dataclass(frozen=True)
class Question:
    doc: str
    text: str
    expects: tuple[tuple[str, ...], ...]
    history: tuple[Turn, ...] = ()
    kind: str = ""
    status: str = ""
    split: str = ""
    opens: str = ""
    """what a right answer to a yes/no question begins with: "yes" or "no"; "" where that is not asked"""
    topic: str = ""
    style: str = ""
    """what kind of document is asked about: the file of questions it stands in"""

    @property
    def silent(self) -> bool:
        return not self.expects


def load(path: Path) -> list[Question]:
    lines = path.read_text(encoding="utf-8").splitlines()
    rows = [json.loads(line) for line in lines if line.strip() and not line.startswith('{"floor"')]
    return [
        Question(
            doc=row.get("doc") or row["posting"],
            text=row.get("q") or row["question"],
            expects=tuple(tuple(group) for group in row["expects"]),
            history=tuple(Turn(turn["role"], turn["content"]) for turn in row.get("history", ())),
            kind=row.get("kind", ""),
            status=row.get("status", ""),
            split=row.get("split", ""),
            opens=row.get("opens") or "",
            topic=row.get("topic", ""),
            style=path.stem,
        )
        for row in rows
    ]


def golden(split: str) -> tuple[list[Question], dict[str, Posting]]:
    """The golden questions of one half ("dev" or "test") with their postings, by the names that the questions use."""
    questions = [question for question in load(ROOT / "tests" / "golden" / "postings.jsonl") if question.split == split]
    folder = ROOT / "data" / "postings"
    postings = {Path(d.name).stem: with_facts(read_posting(d)) for d in documents(folder)}
    return questions, {question.doc: postings[question.doc] for question in questions}


def invented() -> tuple[list[Question], dict[str, Posting]]:
    """The questions over the documents that were invented for training, with these by name."""
    questions = [question for path in sorted((DATA / "questions").glob("*.jsonl")) for question in load(path)]
    return questions, {Path(d.name).name: with_facts(read_posting(d)) for d in documents(DATA / "postings")}


def nothing(docs: Iterable[str]) -> list[Question]:
    """Messages that ask nothing of a job ("hm", "is it blue?"), a few for each document: no sentence answers them."""
    messages = (DATA / "nothing.txt").read_text(encoding="utf-8").splitlines()
    drawn = random.Random(7)
    return [Question(doc, text, (), kind="nothing") for doc in docs for text in drawn.sample(messages, 3)]


def third_party() -> tuple[list[Question], dict[str, Posting]]:
    """The questions over third-party postings, with these by name; none where they are not at hand."""
    if not THIRD_PARTY.is_dir():
        return [], {}
    questions = load(DATA / "third_party.jsonl")
    postings = read_all((question.doc for question in questions), THIRD_PARTY)
    found = (_with_words(question, postings[question.doc]) for question in questions if question.doc in postings)
    return [question for question in found if question], postings


def _with_words(question: Question, posting: Posting) -> Question | None:
    """The question with the sentences that its fragments stand in; None where the document lacks one of them."""
    sentences = [(s.start, posting.text[s.start : s.end]) for s in posting.sentences]
    places = [{find(sentences, key) for key in group} - {None} for group in question.expects]
    if not all(places):
        return None
    return replace(question, expects=tuple(tuple(sentences[i][1] for i in found if i is not None) for found in places))


def read_all(names: Iterable[str], folder: Path) -> dict[str, Posting]:
    """Postings by the path that the questions give, read from `folder`: "lever/jobs.json#ID" is one of several.

    "nhs/…" are members of the archive of records beside it.
    """
    postings = {}
    wanted = list(dict.fromkeys(names))
    with tempfile.TemporaryDirectory() as unpacked:
        _unpack(folder.parent / "datasets" / "nhs_jobs_jsonld_5000.tar.xz", wanted, Path(unpacked))
        for name in wanted:
            path, _, id = name.partition("#")
            for document in documents((Path(unpacked) if path.startswith("nhs/") else folder) / path):
                held = records(document)
                read = [read_posting(document)] if held is None else [read_record(row, document.source) for row in held]
                found = [posting for posting in read if id in ("", posting.external_id)]
                postings[name] = with_facts(found[0])
    return postings


def _unpack(archive: Path, names: Iterable[str], folder: Path) -> None:
    members = {name.removeprefix("nhs/") for name in names if name.startswith("nhs/")}
    if members:
        with tarfile.open(archive) as records:
            for record in records:
                if record.name in members and (held := records.extractfile(record)):
                    (folder / "nhs").mkdir(exist_ok=True)
                    (folder / "nhs" / record.name).write_bytes(held.read())


def with_facts(posting: Posting) -> Posting:
    return replace(posting, facts=extract(posting))
