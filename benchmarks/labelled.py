"""Questions with their evidence: what the reader is fitted on, and what answers are scored against.

One JSON line each: {"doc" or "posting", "q" or "question", "expects": [[alternatives], …], "history": […], …}. Every
group of `expects` must be found in the answer's quotes, any one alternative of it will do; no group: it is silent.
`tests/golden.jsonl` asks about data/postings; `benchmarks/questions/` about third-party postings, which are not part of
this repository and are read from a folder beside it where there is one.
"""

import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from bot.answer import Turn
from ingest.posting import Posting
from ingest.reading import read_posting
from ingest.source import documents

ROOT = Path(__file__).resolve().parents[1]
THIRD_PARTY = ROOT.parent / "shared" / "postings"


@dataclass(frozen=True)
class Question:
    doc: str
    text: str
    expects: tuple[tuple[str, ...], ...]
    history: tuple[Turn, ...] = ()
    kind: str = ""
    status: str = ""
    split: str = ""

    @property
    def silent(self) -> bool:
        return not self.expects


def load(path: Path) -> list[Question]:
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    return [
        Question(
            doc=row.get("doc") or row["posting"],
            text=row.get("q") or row["question"],
            expects=tuple(tuple(group) for group in row["expects"]),
            history=tuple(Turn(turn["role"], turn["content"]) for turn in row.get("history", ())),
            kind=row.get("kind", ""),
            status=row.get("status", ""),
            split=row.get("split", ""),
        )
        for row in rows
    ]


def golden(split: str) -> tuple[list[Question], dict[str, Posting]]:
    """The golden questions of one half ("dev" or "test") with their postings, by the names that the questions use."""
    questions = [question for question in load(ROOT / "tests" / "golden.jsonl") if question.split == split]
    folder = ROOT / "data" / "postings"
    postings = {Path(d.name).stem: with_facts(read_posting(d)) for d in documents(folder)}
    return questions, {question.doc: postings[question.doc] for question in questions}


def read_all(names: Iterable[str], folder: Path) -> dict[str, Posting]:
    """Postings by the path that the questions give, read from `folder`."""
    postings = {}
    for name in dict.fromkeys(names):
        for document in documents(folder / name):
            postings[name] = with_facts(read_posting(document))
    return postings


def with_facts(posting: Posting) -> Posting:
    from dataclasses import replace

    from ingest.facts import extract

    return replace(posting, facts=extract(posting))


def held(text: str, alternatives: Sequence[str]) -> bool:
    """Whether a stretch of text holds one of the alternatives, blanks and dashes and quotes aside."""
    plain = _plain(text)
    return any(_plain(key) in plain for key in alternatives)


def _plain(text: str) -> str:
    text = re.sub(r"[‐‑‒–—−-]", "-", text.replace("’", "'").replace("\xad", ""))
    return re.sub(r"\s+", " ", text).strip().casefold()
