"""Questions as the reader is trained on them: each with the sentences that would reach it, and which are evidence.

The sentences are chosen as they are when a question is answered: the reading by signals ranks them, and the first ones
are read closely. Documents are dealt out by a hash of their name, so that each always plays the same part.
"""

import hashlib
import json
import lzma
import sys
from collections import OrderedDict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from bot.golden import held
from bot.page import Page, open_page
from bot.question import Ask, asks, normalise
from bot.reader import candidates, rank
from bot.signals import features
from bot.topic import lexicon
from ingest.embedder import open_embedder
from ingest.posting import Posting
from training.labelled import DATA, ROOT, THIRD_PARTY, Question, golden, invented, load, nothing, read_all, third_party

Part = Literal["train", "fit", "test"]
"""The reader is trained on the first, the regressions behind it on the second; figures are of the third."""
GENERAL = ROOT.parent / "shared" / "datasets" / "reading.jsonl.xz"


@dataclass(frozen=True, slots=True)
class Example:
    """A question beside sentences, the most promising first; `evidence` are places in `sentences`."""

    question: str
    sentences: tuple[str, ...]
    evidence: tuple[int, ...]
    opens: str = ""
    doc: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """A labelled question as the bot understands it, its document open."""

    question: Question
    ask: Ask
    page: Page
    features: NDArray[np.float64]
    evidence: NDArray[np.bool_]
    """(sentences,)"""


class _Index:
    """As much of an index as the reader needs."""

    embedder = open_embedder()


def part(doc: str) -> Part:
    """Three of four documents train; all postings of one file play one part."""
    place = int(hashlib.sha256(doc.partition("#")[0].encode()).hexdigest(), 16) % 20
    return "train" if place < 14 else "fit" if place < 17 else "test"


def rows_of(questions: Iterable[Question], postings: dict[str, Posting]) -> Iterator[Row]:
    """Questions that the bot reads as one. Evidence in no sentence is a fault of the set, and is told."""
    pages: OrderedDict[str, Page] = OrderedDict()
    for question in questions:
        if question.doc not in postings or question.status == "declined":
            continue
        if question.doc not in pages:
            pages[question.doc] = open_page(_Index, postings[question.doc])  # type: ignore[arg-type]
        page = pages[question.doc]
        found = asks(question.text, page.vocabulary, question.history, page.posting.title)
        if len(found) != 1:
            continue
        evidence = np.array([any(held(text, group) for group in question.expects) for text in page.texts])
        if question.expects and not (evidence & page.quotable).any():
            print("no sentence holds the evidence:", question.doc, question.text, question.expects, file=sys.stderr)
            continue
        states = _Index.embedder.states([found[0].text])[0]
        rows = features(_Index, page, found[0], states)  # type: ignore[arg-type]
        yield Row(question, found[0], page, rows, evidence & page.quotable)


def example_of(row: Row) -> Example:
    """With the evidence that the ranking missed at the end: the reader is to know it when it sees it."""
    chosen = candidates(row.page, rank(row.page, row.features))
    chosen += [int(i) for i in np.flatnonzero(row.evidence) if i not in chosen]
    return Example(
        row.ask.text,
        tuple(row.page.headed_texts[i] for i in chosen),
        tuple(place for place, i in enumerate(chosen) if row.evidence[i]),
        row.question.opens,
        row.question.doc,
    )


def pairs(name: str = "pairs.jsonl") -> Iterator[Example]:
    """Questions, each with one invented sentence that says yes, or no, or states what is asked, or only comes close."""
    for line in (DATA / name).read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        opens = row["label"] if row["label"] in ("yes", "no") else ""
        evidence = () if row["label"] == "none" else (0,)
        yield Example(asked(row["q"]), (f"{row['heading']}: {row['sentence']}",), evidence, opens)


def asked(question: str) -> str:
    found = asks(question, lexicon().words)
    return next((ask.text for ask in found if ask.yes_no), normalise(question, lexicon().words))


def general(path: Path = GENERAL) -> Iterator[Example]:
    """Questions over encyclopaedias and the like."""
    with lzma.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            yield Example(row["question"].lower(), tuple(row["sentences"]), tuple(row["evidence"]), doc=row["title"])


def labelled() -> tuple[list[Question], dict[str, Posting]]:
    """All that is trained and fitted on: invented and third-party documents, the development half of the golden set."""
    questions, postings = golden("dev")
    elsewhere = load(DATA / "elsewhere.jsonl")
    sets = [invented(), third_party()]
    if THIRD_PARTY.is_dir():
        sets.append((elsewhere, read_all((question.doc for question in elsewhere), THIRD_PARTY)))
    for more, theirs in sets:
        questions += more
        postings |= theirs
    return questions + nothing(postings), postings


def dealt() -> dict[Part, list[Row]]:
    """All rows by the part that their documents play. What asks nothing of a job is learned from, and no figure's."""
    parts: dict[Part, list[Row]] = {"train": [], "fit": [], "test": []}
    for row in rows_of(*labelled()):
        parts[part(row.question.doc)].append(row)
    parts["test"] = [row for row in parts["test"] if row.question.kind != "nothing"]
    return parts


def write(path: Path, examples: Iterable[Example]) -> None:
    with path.open("w", encoding="utf-8") as file:
        file.writelines(json.dumps(asdict(example), ensure_ascii=False) + "\n" for example in examples)


def main(folder: Sequence[str]) -> None:
    """Writes general.jsonl, train.jsonl, fit.jsonl and test.jsonl into the folder given."""
    out = Path(folder[0])
    out.mkdir(parents=True, exist_ok=True)
    for name, rows in dealt().items():
        write(out / f"{name}.jsonl", map(example_of, rows))
    write(out / "pairs.jsonl", pairs())
    if GENERAL.is_file():
        write(out / "general.jsonl", general())


if __name__ == "__main__":
    main(sys.argv[1:])
