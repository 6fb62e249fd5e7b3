"""Scores: what counts as right, the figures with their intervals, and the command that fails under the floor."""

import json
from pathlib import Path

import pytest

from bot.answer import Answer, Citation, Part, PostingRef
from bot.chat import Chat, open_chat
from bot.cli import main
from bot.evaluation import Figure, figures, judge, misses
from bot.golden import Case, held, load
from ingest.errors import RolecallError
from ingest.pipeline import ingest

POSTING = "# Welder\n\nThe pay is £30,000 a year.\n\nNo travel is needed.\n"


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("home")
    (folder / "welder.md").write_text(POSTING, encoding="utf-8")
    ingest([str(folder / "welder.md")], folder)
    return folder


@pytest.fixture(scope="module")
def chat(home: Path) -> Chat:
    return open_chat(home)


def answered(chat: Chat, quote: str, opening: str = "") -> Answer:
    posting = chat.posting("welder")
    start = posting.text.index(quote)
    citation = Citation(1, posting.id, posting.title, "Welder", quote, start, start + len(quote), None, posting.version)
    return Answer("?", "answered", None, (Part(f"{opening}{quote}", (1,)),), (citation,), chance=0.9)


PAY = Case("1", "welder", "pay?", "answered", expects=(("£30,000",),))
SILENT = Case("2", "welder", "bonus?", "not_stated")


def test_right_is_answered_with_the_evidence(chat: Chat) -> None:
    assert judge(chat, PAY, answered(chat, "The pay is £30,000 a year.")).right
    assert not judge(chat, PAY, answered(chat, "No travel is needed.")).right
    assert not judge(chat, PAY, Answer("?", "not_stated", "silent", ())).right


def test_a_yes_or_no_must_be_the_right_one(chat: Chat) -> None:
    case = Case("3", "welder", "is there travel?", "answered", expects=(("No travel",),), opens="no")
    assert judge(chat, case, answered(chat, "No travel is needed.", "No: ")).right
    assert not judge(chat, case, answered(chat, "No travel is needed.", "Yes: ")).right


def test_a_list_is_right_when_it_is_whole_and_no_more() -> None:
    case = Case("4", None, "which?", "answered", postings=("a", "b"), count=2, kind="board_list")
    one, two, three = (tuple(PostingRef(id, id) for id in ids) for ids in ("a", "ab", "abc"))
    for refs, right in ((one, False), (two, True), (three, False)):
        answer = Answer("?", "answered", None, (), postings=refs, count=len(refs))
        assert judge(None, case, answer).right is right  # type: ignore[arg-type]


def test_figures_have_intervals_and_truth_counts_false_answers(chat: Chat) -> None:
    good = answered(chat, "The pay is £30,000 a year.")
    found = {f.key: f for f in figures([judge(chat, PAY, good), judge(chat, SILENT, good)])}
    assert (found["right"].value, found["false"].value, found["truthful"].value) == (1.0, 1.0, 0.0)
    assert found["truthful"].low <= 0.0 <= found["truthful"].high
    assert found["auroc"].value == 0.5


def test_floors() -> None:
    found = [Figure("right", "right", 0.7, 0.6, 0.8, 10), Figure("false", "false", 0.3, 0.2, 0.4, 10)]
    assert misses(found, {"right": 0.7, "false": 0.3}) == []
    assert misses(found, {"right": 0.71, "false": 0.29}) == ["right", "false"]


def test_held_ignores_blanks_dashes_and_case() -> None:
    assert held("Pay: £30,000 – £35,000", ["30,000 - £35,000"])
    assert not held("Pay: £30,000", ["£35,000"])


def test_eval_command(home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "golden.jsonl"
    row = {"posting": "welder", "question": "what is the pay?", "status": "answered", "expects": [["£30,000"]]}
    file.write_text(json.dumps(row) + "\n", encoding="utf-8")
    with pytest.raises(SystemExit) as ended:
        main(["eval", str(file), "--home", str(home), "--json"])
    assert ended.value.code == 0
    assert json.loads(capsys.readouterr().out)[0]["value"] == 1.0
    file.write_text('{"floor": {"right": 1.1}}\n' + json.dumps(row) + "\n", encoding="utf-8")
    with pytest.raises(SystemExit) as ended:
        main(["eval", str(file), "--home", str(home)])
    assert ended.value.code == 1
    assert "Under the floor" in capsys.readouterr().err


def test_a_file_that_is_no_golden_file(tmp_path: Path) -> None:
    file = tmp_path / "golden.jsonl"
    file.write_text('{"question": "pay?"}\n[1]\n', encoding="utf-8")
    with pytest.raises(RolecallError, match="line 2 is no golden question"):
        load(file)
    with pytest.raises(RolecallError, match="can't be read"):
        load(tmp_path / "absent.jsonl")
