"""Vectors from an endpoint: an index made with them, searched with them, and what happens when it is away."""

import hashlib
import json
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler
from pathlib import Path

import numpy as np
import pytest
from website import listening

from bot.retriever import PassageEmbeddings
from ingest.errors import IndexMismatch, ModelError
from ingest.index import Index
from ingest.pipeline import ingest

WIDTH = 48


def vector(text: str) -> list[float]:
    """A bag of words: texts that share words lie near each other."""
    found = np.zeros(WIDTH)
    for word in text.lower().split():
        found[int(hashlib.sha256(word.encode()).hexdigest(), 16) % WIDTH] += 3.0
    return [float(x) for x in found]


class Embeddings(BaseHTTPRequestHandler):
    asked: list[dict[str, object]] = []  # noqa: RUF012
    down = False

    def do_POST(self) -> None:
        asked = json.loads(self.rfile.read(int(self.headers["content-length"])))
        self.asked.append(asked)
        rows = [{"object": "embedding", "index": i, "embedding": vector(t)} for i, t in enumerate(asked["input"])]
        body = {
            "object": "list",
            "data": rows,
            "model": asked["model"],
            "usage": {"prompt_tokens": 1, "total_tokens": 1},
        }
        data = json.dumps(body).encode()
        self.send_response(401 if Embeddings.down else 200)
        self.send_header("content-type", "application/json")
        self.send_header("content-length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def endpoint(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    Embeddings.asked.clear()
    Embeddings.down = False
    with listening(Embeddings) as port:
        monkeypatch.setenv("OPENAI_BASE_URL", f"http://127.0.0.1:{port}/v1")
        monkeypatch.setenv("ROLECALL_EMBEDDER", "openai")
        monkeypatch.setenv("ROLECALL_EMBEDDING_MODEL", f"bag-of-words-{port}")
        yield


@pytest.fixture
def source(tmp_path: Path) -> Path:
    (tmp_path / "jobs").mkdir()
    for name, pay in (("baker", "The pay is 24,000 pounds."), ("welder", "Weld pipes in the yard at night.")):
        (tmp_path / "jobs" / f"{name}.md").write_text(f"# {name.title()}\n\n{pay}\n\nWrite to us.\n", encoding="utf-8")
    return tmp_path / "jobs"


def test_an_index_of_its_vectors_is_searched_with_them(endpoint: None, source: Path) -> None:
    assert not ingest([str(source)], source.parent / "home").failed
    index = Index.open(source.parent / "home")
    assert index.manifest.dimension == WIDTH
    assert index.manifest.embedder.startswith("openai/bag-of-words")
    asked = len(Embeddings.asked)
    hits = index.search("weld pipes at night")
    assert "Weld pipes" in hits[0].text
    assert hits[0].dense > 0.5
    assert len(Embeddings.asked) == asked + 1
    assert len(PassageEmbeddings(index).embed_query("pipes")) == WIDTH
    assert not ingest([str(source)], source.parent / "home").failed  # nothing has changed: nothing is embedded again
    assert len(Embeddings.asked) == asked + 2


def test_another_embedder_says_how_to_rebuild(endpoint: None, source: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ingest([str(source)], source.parent / "home")
    monkeypatch.delenv("ROLECALL_EMBEDDER")
    with pytest.raises(IndexMismatch, match="rolecall ingest"):
        Index.open(source.parent / "home")


def test_while_it_is_away_words_alone_find(endpoint: None, source: Path) -> None:
    ingest([str(source)], source.parent / "home")
    index = Index.open(source.parent / "home")
    Embeddings.down = True
    assert "Weld pipes" in index.search("weld pipes at night")[0].text
    (source / "cook.md").write_text("# Cook\n\nCook for forty.\n", encoding="utf-8")
    with pytest.raises(ModelError, match="OPENAI_API_KEY"):
        ingest([str(source)], source.parent / "home")
    assert Index.open(source.parent / "home").version == index.version


def test_a_name_that_is_none(source: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ROLECALL_EMBEDDER", "word2vec")
    ((_, why),) = {(None, why) for _, why in ingest([str(source)], source.parent / "home").failed}
    assert "ROLECALL_EMBEDDER" in why
