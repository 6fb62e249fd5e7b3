"""The golden questions over data/postings: right answers above a floor, and the promise kept in every one of them."""

from pathlib import Path

import pytest

from benchmarks.evaluate import Verdict, ask_all, ids_by_name
from benchmarks.labelled import load
from bot import phrases, settings
from bot.chat import Chat, open_chat
from bot.verify import unsupported
from ingest.pipeline import ingest

ROOT = Path(__file__).resolve().parents[1]
GOLDEN = ROOT / "tests" / "golden.jsonl"
# Shares of right answers. Half of the postings were not looked at while the bot was made ("test").
FLOORS = {("dev", "stated"): 0.77, ("dev", "silent"): 0.67, ("test", "stated"): 0.72, ("test", "silent"): 0.48}


@pytest.fixture(scope="module")
def chat(tmp_path_factory: pytest.TempPathFactory) -> Chat:
    home = tmp_path_factory.mktemp("home")
    report = ingest([str(ROOT / "data" / "postings")], home)
    assert not report.failed
    assert len(report.added) == 12
    return open_chat(home)


@pytest.fixture(scope="module")
def verdicts(chat: Chat) -> list[Verdict]:
    names = ids_by_name(chat)
    ids = {Path(name).stem: id for name, id in names.items()} | names
    found = ask_all(chat, load(GOLDEN), ids)
    assert len(found) == len(load(GOLDEN))
    return found


@pytest.mark.parametrize(("split", "kind"), FLOORS)
def test_right_answers_stay_above_the_floor(verdicts: list[Verdict], split: str, kind: str) -> None:
    asked = [
        v
        for v in verdicts
        if v.question.split == split and v.question.status != "declined" and v.question.silent == (kind == "silent")
    ]
    share = sum(v.right for v in asked) / len(asked)
    assert share >= FLOORS[split, kind], f"{share:.2f} of {len(asked)}"


def test_what_is_declined(verdicts: list[Verdict]) -> None:
    asked = [v for v in verdicts if v.question.status == "declined"]
    assert sum(v.right for v in asked) / len(asked) >= 0.75


def test_the_promise_holds_in_every_answer(chat: Chat, verdicts: list[Verdict]) -> None:
    for verdict in verdicts:
        answer = verdict.answer
        for citation in answer.citations:
            posting = chat.posting(citation.posting_id)
            assert posting.text[citation.start : citation.end] == citation.quote
            assert posting.version == citation.version
        for part in answer.parts:
            quotes = " ".join(c.quote for c in answer.citations if c.n in part.citations)
            assert part.citations or phrases.claims_nothing(part.text, settings.contact()), part.text
            assert not part.citations or not unsupported(part.text, quotes), part.text
        assert answer.status != "answered" or any(part.citations for part in answer.parts), answer.question
