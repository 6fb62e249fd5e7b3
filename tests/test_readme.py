"""What the front page and the files beside it say is so: commands, help, files, settings, links, dependencies."""

import ast
import json
import re
import sys
import tomllib
from collections.abc import Iterator
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

from bot import settings
from bot.answer import Answer
from bot.cli import app, main
from ingest.reading import read_posting
from ingest.source import documents

ROOT = Path(__file__).resolve().parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
PAGES = ("README.md", "CONTRIBUTING.md", "SECURITY.md", "CHANGELOG.md")
CODE = [path for folder in ("ingest", "bot") for path in sorted((ROOT / folder).rglob("*.py"))] + [ROOT / "app.py"]
COMMANDS = [c.name or c.callback.__name__ for c in app.registered_commands if c.callback]


def fenced(language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```", README, re.MULTILINE | re.DOTALL)


def help_of(capsys: pytest.CaptureFixture[str], *command: str) -> str:
    with pytest.raises(SystemExit) as ended:
        main([*command, "--help"])
    assert not ended.value.code
    return " ".join(["$ rolecall", *command, "--help"]) + "\n" + capsys.readouterr().out.strip()


def test_help_is_the_real_help(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """Where it is not: paste what this says is missing into the block under "The whole help"."""
    for name, value in (("COLUMNS", "80"), ("NO_COLOR", "1"), ("TERM", "dumb")):
        monkeypatch.setenv(name, value)
    real = "\n\n".join([help_of(capsys), *(help_of(capsys, command) for command in COMMANDS)])
    (block,) = (text for text in fenced("text") if text.startswith("$ rolecall"))
    assert block.strip() == real


def test_table_of_commands_has_them_all() -> None:
    assert re.findall(r"^\| `rolecall (\w+)", README, re.MULTILINE) == COMMANDS


def test_file_map_is_the_files_on_disk() -> None:
    rows = re.findall(r"^(\d+)\. `([^`]+)`: \S", README, re.MULTILINE)
    listed = [name for _, name in rows]
    assert [int(number) for number, _ in rows] == list(range(1, len(rows) + 1))
    files = [path for folder in ("ingest", "bot") for path in (ROOT / folder).glob("**/*") if path.is_file()]
    on_disk = {
        path.relative_to(ROOT).as_posix()
        for path in [*files, ROOT / "app.py"]
        if "__pycache__" not in path.parts and path.stat().st_size
    }
    assert set(listed) == on_disk
    assert len(listed) == len(on_disk)


@pytest.mark.parametrize("page", PAGES)
def test_make_targets_exist(page: str) -> None:
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    named = set(re.findall(r"(?:`|^)make ([a-z]+)", (ROOT / page).read_text(encoding="utf-8"), re.MULTILINE))
    assert named <= targets


@pytest.mark.parametrize("page", PAGES)
def test_relative_links_lead_somewhere(page: str) -> None:
    links = re.findall(r"\]\(([^)\s#]+)", (ROOT / page).read_text(encoding="utf-8"))
    assert [link for link in links if "://" not in link and not (ROOT / link).exists()] == []


@pytest.mark.parametrize("page", PAGES)
def test_files_named_in_prose_exist(page: str) -> None:
    text = (ROOT / page).read_text(encoding="utf-8")
    named = re.findall(r"`((?:bot|ingest|tests|benchmarks|data|docs)/[\w./-]+)`", text)
    assert [name for name in named if not (ROOT / name).exists()] == []


def test_env_example_has_every_setting(monkeypatch: pytest.MonkeyPatch) -> None:
    lines = (ROOT / ".env.example").read_text(encoding="utf-8").splitlines()
    example = dict(line.split("=", 1) for line in lines if line and not line.startswith("#"))
    reads = r"""(?:os\.environ(?:\.get\(|\[)|os\.getenv\(|_number\()["']((?:ROLECALL|OPENAI|DATABASE|SLACK)_\w+)["']"""
    assert set(example) == {name for path in CODE for name in re.findall(reads, path.read_text(encoding="utf-8"))}
    for name in example:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("OPENAI_API_KEY", "k")
    default = settings.endpoint(), settings.allowance()
    for name, value in example.items():
        if value and name not in ("ROLECALL_HOME", "ROLECALL_CONTACT"):
            monkeypatch.setenv(name, value)
    assert (settings.endpoint(), settings.allowance()) == default
    for name in example:
        monkeypatch.delenv(name, raising=False)
    assert example["ROLECALL_HOME"] == str(settings.home())
    assert example["ROLECALL_CONTACT"].strip('"') == settings.contact()


def test_json_example_is_an_answer_from_the_sample_posting() -> None:
    (example,) = map(json.loads, fenced("json"))
    assert list(example) == list(Answer("", "answered", None, ()).as_json())
    numbers = [citation["n"] for citation in example["citations"]]
    assert all(n in numbers for part in example["parts"] for n in part["citations"])
    for cited in example["citations"]:
        (document,) = documents(ROOT / "data" / "postings" / f"{cited['posting_id']}.html")
        assert read_posting(document).quote(cited["start"], cited["end"]) == cited["quote"]


def third_party_imports(path: Path) -> Iterator[str]:
    own = {"bot", "ingest", "app"}
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
        if isinstance(node, ast.ImportFrom) and node.module and not node.level:
            names = [node.module]
        yield from ({name.split(".")[0] for name in names} - own - sys.stdlib_module_names)


def test_dependencies_are_those_that_are_imported() -> None:
    table = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    declared = {re.split(r"[<>=!~;\[ ]", line)[0].lower() for line in table["project"]["dependencies"]}
    owners = packages_distributions()
    imported = {module for path in CODE for module in third_party_imports(path)}
    found = {name.lower().replace("_", "-") for module in imported for name in owners[module]}
    assert found | {"psycopg"} == declared  # SQLAlchemy imports it, by the database's address
