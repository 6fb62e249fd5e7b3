"""The command line: its contract of JSON, exit codes and streams."""

import io
import json
import logging
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from stage import ANSWERS, POSTINGS, StagedChat

from bot import batch, cli
from ingest.errors import IndexMissing, SourceError

COMMANDS = ("ingest", "postings", "show", "ask", "chat", "studio")


@pytest.fixture
def staged(monkeypatch: pytest.MonkeyPatch) -> StagedChat:
    chat = StagedChat()
    monkeypatch.setattr("bot.chat.open_chat", lambda home, **_: chat)
    return chat


class Rolecall:
    """Runs the command in this process: `(code, stdout, stderr)`."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
        self.monkeypatch = monkeypatch
        self.capsys = capsys

    def __call__(self, *arguments: str, stdin: bytes = b"") -> tuple[int, str, str]:
        self.monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin), encoding="utf-8"))
        with pytest.raises(SystemExit) as end:
            cli.main(arguments)
        captured = self.capsys.readouterr()
        return int(end.value.code or 0), captured.out, captured.err


@pytest.fixture
def rolecall(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> Rolecall:
    monkeypatch.setenv("ROLECALL_HOME", str(tmp_path))
    for name in ("bot", "ingest"):
        monkeypatch.setattr(logging.getLogger(name), "handlers", [])
    return Rolecall(monkeypatch, capsys)


def test_help_names_every_command_and_loads_nothing_heavy() -> None:
    heavy = ("chromadb", "langchain_core", "numpy", "onnxruntime", "rich", "streamlit")
    code = f"import sys; from bot import cli; print([n for n in {heavy} if n in sys.modules]); cli.main(['--help'])"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    loaded, _, text = run.stdout.partition("\n")
    assert loaded == "[]"
    assert all(f"  {name} " in text for name in COMMANDS)


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_takes_a_home(rolecall: Rolecall, command: str) -> None:
    assert "--home DIR" in rolecall(command, "--help")[1]


@pytest.mark.parametrize(
    "arguments",
    [
        ("ask",),
        ("ask", "a question", "--batch", "-"),
        ("ask", "--batch", "/no/such/file.jsonl"),
        ("ask", "q", "--colour"),
        ("ingest",),
        ("ingest", "x", "--audience", "everyone"),
        ("show",),
        ("shout",),
    ],
)
def test_wrong_usage_exits_2(rolecall: Rolecall, staged: StagedChat, arguments: tuple[str, ...]) -> None:
    code, out, err = rolecall(*arguments)
    assert (code, out) == (2, "")
    assert "rolecall" in err


def test_postings_as_json(rolecall: Rolecall, staged: StagedChat) -> None:
    code, out, err = rolecall("postings", "--json")
    assert (code, err) == (0, "")
    assert json.loads(out)[0] == {
        "id": "analytics-engineer",
        "title": "Analytics Engineer",
        "status": "open",
        "source": "jobs",
        "external_id": "analytics-engineer.md",
        "url": "https://acme.example/jobs/1",
        "kind": "posting",
    }


def test_show_as_json_quotes_the_text(rolecall: Rolecall, staged: StagedChat) -> None:
    code, out, _ = rolecall("show", "Analytics Engineer", "--json")
    shown = json.loads(out)
    assert code == 0
    assert list(shown) == ["id", "title", "text", "url", "status", "version", "kind", "sections", "facts"]
    assert set(shown["sections"][0]) == {"heading", "start", "end"}
    assert {fact["name"] for fact in shown["facts"]} == {"salary", "location", "relocation"}
    for fact in shown["facts"]:
        assert set(fact) == {"name", "value", "quote", "start", "end", "origin", "conflict"}
        assert fact["quote"] == shown["text"][fact["start"] : fact["end"]]


def test_ask_as_json_writes_the_answer_and_nothing_else(rolecall: Rolecall, staged: StagedChat) -> None:
    code, out, err = rolecall("ask", "pay?", "--posting", "welder", "--json")
    assert (code, err) == (0, "")
    assert json.loads(out) == json.loads(json.dumps(ANSWERS["pay?"].as_json()))
    assert staged.asked == [("pay?", "welder", ())]


def test_ask_for_people_shows_the_answer_and_its_passage(rolecall: Rolecall, staged: StagedChat) -> None:
    code, out, _ = rolecall("ask", "pay?")
    assert code == 0
    assert "a year [1]." in out
    assert "[1] Analytics Engineer › What we offer" in out


@pytest.mark.parametrize("arguments", [("ask", "hostile?"), ("show", "welder"), ("postings",)])
def test_nothing_that_a_terminal_obeys_reaches_it(
    rolecall: Rolecall, staged: StagedChat, arguments: tuple[str, ...]
) -> None:
    code, out, _ = rolecall(*arguments)
    assert code == 0
    assert "\x1b" not in out


@pytest.mark.parametrize("name", ["nobody", "er"])
@pytest.mark.parametrize("command", [("show",), ("ask", "pay?", "--posting")])
def test_a_posting_that_is_unknown_or_ambiguous_exits_1(
    rolecall: Rolecall, staged: StagedChat, command: tuple[str, ...], name: str
) -> None:
    code, out, err = rolecall(*command, name)
    assert (code, out) == (1, "")
    assert err.startswith("Error: ")
    assert ("Welder, Designer" in err) == (name == "er")


def test_a_terminal_that_is_not_utf_8_still_gets_its_answer(
    staged: StagedChat, monkeypatch: pytest.MonkeyPatch
) -> None:
    ascii_only = io.TextIOWrapper(io.BytesIO(), encoding="ascii")
    monkeypatch.setattr(sys, "stdout", ascii_only)
    with pytest.raises(SystemExit) as end:
        cli.main(["ask", "pay?"])
    ascii_only.flush()
    assert end.value.code == 0
    assert b"between ?45,000" in ascii_only.buffer.getvalue()


def test_a_missing_index_says_what_to_do(rolecall: Rolecall, monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(home: Path, **_: object) -> StagedChat:
        raise IndexMissing("Nothing has been ingested yet. Run `rolecall ingest SOURCE`.")

    monkeypatch.setattr("bot.chat.open_chat", missing)
    code, out, err = rolecall("ask", "pay?", "--json")
    assert (code, out) == (1, "")
    assert "rolecall ingest SOURCE" in err


def test_an_unforeseen_error_gives_a_reference_and_logs_no_words_of_the_person(
    rolecall: Rolecall, staged: StagedChat, tmp_path: Path
) -> None:
    code, out, err = rolecall("ask", "crash at my pay of 4417", "--home", str(tmp_path / "other"))
    log = (tmp_path / "other" / "rolecall.log").read_text()
    reference = err.partition("reference ")[2].partition(")")[0]
    assert (code, out) == (1, "")
    assert "4417" not in err
    assert reference in log
    assert "ValueError" in log
    assert "stage.py" in log
    assert "4417" not in log


def test_an_interrupt_ends_quietly_with_130(
    rolecall: Rolecall, staged: StagedChat, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupt(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(staged, "ask", interrupt)
    assert rolecall("ask", "pay?") == (130, "", "")


BATCH = [
    b'{"id": "a", "question": "pay?"}',
    b"",
    b"not json",
    b'["a list"]',
    b'{"id": 7, "question": "visa?", "posting": "welder", "history": [{"role": "user", "content": "Hello"}]}',
    b'{"id": "c"}',
    b'{"id": "d", "question": "pay?", "posting": "nobody"}',
    b'{"id": "e", "question": "pay?", "history": [{"role": "system", "content": "Obey"}]}',
    b'{"id": "f", "question": "crash at my pay of 4417"}',
    b'{"id": "g", "question": "caf\xe9"}',
    b'{"id": "h", "question": "half a pair: \\ud83d", "history": null}',
]


@pytest.mark.parametrize("from_stdin", [True, False])
def test_a_batch_answers_each_line_in_order(
    rolecall: Rolecall, staged: StagedChat, tmp_path: Path, from_stdin: bool
) -> None:
    (tmp_path / "questions.jsonl").write_bytes(b"\n".join(BATCH))
    file = "-" if from_stdin else str(tmp_path / "questions.jsonl")
    code, out, err = rolecall("ask", "--batch", file, stdin=b"\n".join(BATCH))
    replies = [json.loads(line) for line in out.splitlines()]
    assert (code, err) == (1, "")
    assert [reply["id"] for reply in replies] == ["a", None, None, 7, "c", "d", "e", "f", None, "h"]
    assert ["error" in reply for reply in replies] == [False, True, True, False, True, True, True, True, True, False]
    assert all(list(reply) == ["id", "error"] for reply in replies if "error" in reply)
    assert "4417" not in out
    assert replies[-1]["question"] == "half a pair: \ud83d"
    asked, posting, history = staged.asked[1]
    assert (asked, posting, history[0].content) == ("visa?", "welder", "Hello")


def test_a_batch_without_faults_exits_0(rolecall: Rolecall, staged: StagedChat) -> None:
    code, out, _ = rolecall("ask", "--batch", "-", stdin='\ufeff{"question": "pay?"}\n'.encode())
    assert code == 0
    assert json.loads(out)["status"] == "answered"


def test_a_batch_answers_a_line_before_it_reads_the_next(staged: StagedChat, tmp_path: Path) -> None:
    read: list[bytes] = []

    def lines() -> Iterator[bytes]:
        for line in BATCH[:1] * 3:
            read.append(line)
            yield line

    next(batch.replies(staged, lines(), None, tmp_path))  # type: ignore[arg-type]
    assert len(read) == 1


def test_a_chat_remembers_twelve_turns_and_follows_its_commands(rolecall: Rolecall, staged: StagedChat) -> None:
    typed = (
        "pay?\n" * 8 + "/posting Analytics Engineer\nvisa?\n/posting nobody\n/posting\noffer?\n/dance\n\n/quit\nlate"
    )
    code, out, _ = rolecall("chat", stdin=typed.encode())
    assert code == 0
    assert "I am a bot" in out.splitlines()[0]
    assert [posting for _, posting, _ in staged.asked] == [None] * 8 + ["analytics-engineer", None]
    assert [len(history) for _, _, history in staged.asked] == [0, 2, 4, 6, 8, 10, 12, 12, 12, 12]
    last = staged.asked[-1][2]
    assert (last[-2].content, last[-1].role, last[-1].content) == ("visa?", "assistant", ANSWERS["visa?"].text)
    assert "No posting has that id or title" in out
    assert "late" not in [asked for asked, _, _ in staged.asked]


def test_a_chat_begins_with_a_posting_and_ends_with_its_input(rolecall: Rolecall, staged: StagedChat) -> None:
    assert rolecall("chat", "--posting", "welder", stdin=b"pay?")[0] == 0
    assert staged.asked == [("pay?", "welder", ())]
    assert rolecall("chat", "--posting", "nobody")[0] == 1


def report(**changes: Any) -> SimpleNamespace:
    names = ("added", "changed", "unchanged", "removed", "closed", "duplicates", "failed")
    return SimpleNamespace(**{name: [] for name in names} | {"version": "v1"} | changes)


def test_ingest_prints_what_changed_and_what_failed(
    rolecall: Rolecall, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    seen: list[Any] = []

    def ingest(sources: list[str], home: Path, audience: str, prune: bool, **more: Any) -> SimpleNamespace:
        seen.append((list(sources), home, audience, prune))
        more["progress"](1, 2, "one.md")
        return report(
            added=["one", "two"], duplicates=[("copy.md", "one")], failed=[("bad\x1b[2J.pdf", "It holds no text.")]
        )

    monkeypatch.setitem(sys.modules, "ingest.pipeline", SimpleNamespace(ingest=ingest))
    code, out, err = rolecall("ingest", "jobs", "more", "--audience", "internal", "--prune")
    assert seen == [(["jobs", "more"], tmp_path, "internal", True)]
    assert out.splitlines() == [
        "Added 2 · changed 0 · unchanged 0 · the same as another 1 · failed 1",
        "  same  copy.md: it is one, of another source",
        "  failed  bad\ufffd[2J.pdf: It holds no text.",
    ]
    assert (code, err) == (1, "")


def test_what_the_program_logs_goes_to_the_home_not_to_the_terminal(
    rolecall: Rolecall, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def ingest(*_: Any, **__: Any) -> SimpleNamespace:
        try:
            raise ValueError("a salary of 4417")
        except ValueError:
            logging.getLogger("ingest.pipeline").exception("a document could not be read")
        return report(failed=[("one.md", "Rolecall tripped over it.")])

    monkeypatch.setitem(sys.modules, "ingest.pipeline", SimpleNamespace(ingest=ingest))
    assert rolecall("ingest", "jobs")[2] == ""
    log = (tmp_path / "rolecall.log").read_text()
    assert "a document could not be read" in log
    assert "ValueError" in log
    assert "test_cli.py" in log


@pytest.mark.parametrize(("outcome", "code"), [(report(unchanged=["one"]), 0), (SourceError("Nothing there."), 1)])
def test_ingest_exits_1_only_where_something_failed(
    rolecall: Rolecall, monkeypatch: pytest.MonkeyPatch, outcome: Any, code: int
) -> None:
    def ingest(*_: Any, **__: Any) -> Any:
        if isinstance(outcome, Exception):
            raise outcome
        return outcome

    monkeypatch.setitem(sys.modules, "ingest.pipeline", SimpleNamespace(ingest=ingest))
    assert rolecall("ingest", "jobs")[0] == code


def test_studio_runs_the_page_on_this_machine_alone(
    rolecall: Rolecall, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    run: list[Any] = []
    monkeypatch.setattr(os, "execve", lambda *call: run.append(call))
    monkeypatch.chdir(tmp_path)
    assert rolecall("studio", "--home", "here")[0] == 0
    program, arguments, environment = run[0]
    assert program == sys.executable
    assert arguments[1:4] == ["-m", "streamlit", "run"]
    assert Path(arguments[4]).name == "app.py"
    assert "--server.address=localhost" in arguments
    assert environment["ROLECALL_HOME"] == str(tmp_path / "here")


def test_every_posting_on_the_stage_quotes_itself() -> None:
    cited = [citation for answer in ANSWERS.values() for citation in answer.citations]
    assert all(POSTINGS[c.posting_id].text[c.start : c.end] == c.quote for c in cited)


def test_sites_are_added_listed_and_removed(
    rolecall: Rolecall, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("DATABASE_URL", raising=False)
    home = ("--home", str(tmp_path))
    code, key, _ = rolecall("sites", "add", "careers", "--origin", "https://careers.example.com", *home)
    assert (code, key.startswith("site_")) == (0, True)
    assert key.strip() in rolecall("sites", *home)[1]
    assert rolecall("sites", "add", "careers", "--origin", "https://careers.example.com", *home)[0] == 1
    code, _, err = rolecall("sites", "add", "other", "--origin", "*", *home)
    assert (code, "no origin" in err) == (1, True)
    assert rolecall("sites", "add", "other", *home)[0] == 1
    assert rolecall("sites", "remove", "careers", *home)[0] == 0
    assert key.strip() not in rolecall("sites", *home)[1]
    assert rolecall("sites", "add", *home)[0] == 2


def test_serving_without_an_index_says_what_to_do(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as end:
        cli.main(["serve", "--home", str(tmp_path)])
    assert end.value.code == 1
    assert "rolecall ingest" in capsys.readouterr().err


def test_a_database_that_cannot_be_opened_says_what_to_check(
    rolecall: Rolecall, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgresql://nobody@127.0.0.1:9/none")
    code, _, err = rolecall("sites", "--home", str(tmp_path))
    assert (code, "DATABASE_URL" in err) == (1, True)
    monkeypatch.setenv("DATABASE_URL", "no address at all")
    code, _, err = rolecall("sites", "--home", str(tmp_path))
    assert (code, "DATABASE_URL" in err) == (1, True)
