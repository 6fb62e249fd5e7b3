"""Scores answers against labelled questions: `python -m benchmarks.evaluate FILE.jsonl … [--folder POSTINGS]`.

A stated question is right if the answer is `answered` and every group of evidence stands in its quotes; a silent one if
it is not answered. Also counts what a reader would mind: quotes that were not needed.
"""

import argparse
import tempfile
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.labelled import THIRD_PARTY, Question, held, load
from bot.answer import Answer
from bot.chat import Chat, open_chat
from ingest.pipeline import ingest


@dataclass(frozen=True)
class Verdict:
    question: Question
    answer: Answer
    found: int
    """groups of evidence that the quotes hold"""
    extra: int
    """quotes that hold none of the evidence"""

    @property
    def answered(self) -> bool:
        return self.answer.status == "answered"

    @property
    def right(self) -> bool:
        if self.question.status == "declined":
            return self.answer.status == "declined"
        if self.question.silent:
            return not self.answered
        return self.answered and self.found == len(self.question.expects)


def judge(question: Question, answer: Answer) -> Verdict:
    quotes = [citation.quote for citation in answer.citations] if answer.status == "answered" else []
    found = sum(any(held(quote, group) for quote in quotes) for group in question.expects)
    extra = sum(not any(held(quote, group) for group in question.expects) for quote in quotes)
    return Verdict(question, answer, found, extra)


def ask_all(chat: Chat, questions: Sequence[Question], ids: Mapping[str, str]) -> list[Verdict]:
    """`ids`: the posting's id for each name that the questions use."""
    return [judge(q, chat.ask(q.text, posting=ids[q.doc], history=q.history)) for q in questions if q.doc in ids]


def ids_by_name(chat: Chat) -> dict[str, str]:
    """Ids by the file's path within its source, and by the id itself."""
    names = {summary.external_id: summary.id for summary in chat.postings()}
    return names | {id: id for id in names.values()}


def summary(verdicts: Sequence[Verdict]) -> str:
    stated = [v for v in verdicts if not v.question.silent]
    silent = [v for v in verdicts if v.question.silent and v.question.status != "declined"]
    declined = [v for v in verdicts if v.question.status == "declined"]
    lines = [
        f"stated  {_share(stated, lambda v: v.right)} right, {_share(stated, lambda v: v.answered)} answered, "
        f"{sum(v.extra for v in stated) / max(1, len(stated)):.2f} quotes too many each",
        f"silent  {_share(silent, lambda v: v.answered)} answered",
    ]
    if declined:
        lines.append(f"declined {_share(declined, lambda v: v.right)} right")
    return "\n".join(lines)


def _share(verdicts: Sequence[Verdict], holds) -> str:  # type: ignore[no-untyped-def]
    n = sum(bool(holds(v)) for v in verdicts)
    return f"{n}/{len(verdicts)} ({100 * n / max(1, len(verdicts)):.0f} %)"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--folder", type=Path, default=THIRD_PARTY)
    parser.add_argument("--wrong", action="store_true", help="print what went wrong")
    parser.add_argument("--per-doc", action="store_true")
    options = parser.parse_args()
    questions = [question for file in options.files for question in load(file)]
    with tempfile.TemporaryDirectory() as folder:
        ingest([str(options.folder)], Path(folder))
        chat = open_chat(Path(folder))
        ids = ids_by_name(chat)
        verdicts = ask_all(chat, questions, ids)
    if options.wrong:
        for v in verdicts:
            if not v.right:
                print(f"\n{v.question.doc}: {v.question.text}  [{v.question.kind}]")
                print(f"  expects {v.question.expects}\n  {v.answer.status}: {v.answer.text}")
    if options.per_doc:
        groups = defaultdict(list)
        for v in verdicts:
            groups[v.question.doc].append(v)
        for doc, group in groups.items():
            print(f"--- {doc}\n{summary(group)}")
    missing = {q.doc for q in questions} - set(ids)
    if missing:
        print("not indexed:", ", ".join(sorted(missing)))
    print(summary(verdicts))


if __name__ == "__main__":
    main()
