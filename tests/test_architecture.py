"""Imports go one way, through few doors, and each heavy library has one owner."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
DOORS = {"ingest.posting", "ingest.index", "ingest.errors", "ingest.minilm"}
COMMAND_DOOR = {"bot/cli.py": {"ingest.command"}}
OWNERS = {
    "chromadb": {"ingest/vectors.py"},
    "onnxruntime": {"ingest/minilm.py"},
    "onnx": {"ingest/minilm.py", "ingest/graph.py"},
    "streamlit": {"app.py"},
    "langchain_openai": {"bot/model.py", "ingest/remote.py"},
    "openai": {"bot/model.py", "ingest/remote.py"},
    "pybreaker": {"bot/model.py"},
    "tiktoken": {"bot/tokens.py"},
    "fastapi": {"bot/web.py", "bot/problems.py", "bot/demo.py"},
    "uvicorn": {"bot/server.py"},
    "sqlalchemy": {"bot/tables.py", "bot/store.py", "bot/slack/inbox.py"},
    "slack_bolt": {"bot/slack/receiver.py", "bot/slack/connection.py"},
    "slack_sdk": {
        "bot/slack/receiver.py",
        "bot/slack/connection.py",
        "bot/slack/audience.py",
        "bot/slack/outbox.py",
        "bot/slack/service.py",
    },
    "alembic": {"bot/store.py"},
    "limits": {"bot/gate.py"},
    "phonenumbers": {"bot/masking.py"},
}
SHIPPED = [
    *sorted((ROOT / "ingest").glob("*.py")),
    *sorted((ROOT / "bot").glob("*.py")),
    *sorted((ROOT / "bot" / "slack").glob("*.py")),
    ROOT / "app.py",
]


def imported(path: Path) -> Iterator[str]:
    """Full names of what a file imports, also inside functions: `from bot import chat` gives "bot.chat"."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            whole = node.module in ("bot", "ingest")
            yield from (f"{node.module}.{alias.name}" if whole else node.module for alias in node.names)


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


@pytest.mark.parametrize("path", SHIPPED, ids=name_of)
def test_imports_go_one_way(path: Path) -> None:
    name = name_of(path)
    for module in imported(path):
        top = module.split(".")[0]
        if name.startswith("ingest/"):
            assert top not in ("bot", "app"), f"{name} imports {module}"
        elif name.startswith("bot/"):
            assert top != "app", f"{name} imports {module}"
            if top == "ingest":
                assert module in DOORS | COMMAND_DOOR.get(name, set()), f"{name} enters ingest by {module}"
        else:
            assert top != "ingest", f"{name} imports {module}"


@pytest.mark.parametrize("path", SHIPPED, ids=name_of)
def test_heavy_libraries_have_one_owner(path: Path) -> None:
    for module in imported(path):
        owners = OWNERS.get(module.split(".")[0])
        assert owners is None or name_of(path) in owners, f"{name_of(path)} imports {module}"


def test_no_folder_for_leftovers() -> None:
    leftovers = {"utils", "common", "helpers", "manager", "constants"}
    assert not [name_of(path) for path in SHIPPED if path.stem in leftovers]
