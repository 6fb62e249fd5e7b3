"""postings.sqlite: postings, facts, passages, their vectors by content, and the words of the passages (FTS5).

A passage's place in its table is its rowid among the words too, and the passages of one posting are neighbours.
"""

# ruff: noqa: S608  (what is formatted into SQL is this project's own column names; values go by placeholders)

import dataclasses
import hashlib
import json
import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import quote

import numpy as np

from ingest.passages import embedded
from ingest.posting import Fact, Passage, Posting, Section, Sentence

SCHEMA = """
CREATE TABLE postings (
    id TEXT PRIMARY KEY, title TEXT, kind TEXT, status TEXT, source TEXT, external_id TEXT, url TEXT, version TEXT,
    text TEXT, sections TEXT, sentences TEXT, fields TEXT);
CREATE TABLE facts (
    posting_id TEXT REFERENCES postings, name TEXT, value TEXT, quote TEXT, start INTEGER, end INTEGER, origin TEXT);
CREATE INDEX facts_of_posting ON facts (posting_id);
CREATE INDEX facts_by_name ON facts (name);
CREATE TABLE passages (
    place INTEGER PRIMARY KEY, id TEXT UNIQUE, posting_id TEXT REFERENCES postings, section INTEGER, n INTEGER,
    start INTEGER, end INTEGER, header TEXT, hash TEXT);
CREATE INDEX passages_of_posting ON passages (posting_id);
CREATE TABLE vectors (hash TEXT PRIMARY KEY, vector BLOB) WITHOUT ROWID;
CREATE VIRTUAL TABLE words USING fts5(header, text, content='', tokenize='porter unicode61 remove_diacritics 2');
"""
SCALARS = ("id", "title", "kind", "status", "source", "external_id", "url", "version", "text")
PASSAGE = ("id", "posting_id", "section", "n", "start", "end", "header")


def content_hash(header: str, text: str) -> str:
    """What a vector is kept under: the same words are embedded once, wherever they stand."""
    return hashlib.sha256(embedded(header, text).encode("utf-8", "replace")).hexdigest()[:32]


def encoded(posting: Posting) -> dict[str, Any]:
    """A posting as it is stored, facts included; two postings are the same when these are equal."""
    return {
        **{name: getattr(posting, name) for name in SCALARS},
        "sections": _json([dataclasses.astuple(section) for section in posting.sections]),
        "sentences": _json([dataclasses.astuple(sentence) for sentence in posting.sentences]),
        "fields": _json(posting.fields),
        "facts": [(f.name, _json(f.value), f.quote, f.start, f.end, f.origin) for f in posting.facts],
    }


def create(
    path: Path, postings: Sequence[Posting], passages: Iterable[Passage], vectors: Mapping[str, np.ndarray]
) -> None:
    """Write the whole file; `vectors` by content_hash, float32."""
    texts = {posting.id: posting.text for posting in postings}
    connection = sqlite3.connect(path)
    try:
        with connection:
            connection.executescript(SCHEMA)
            for posting in postings:
                _add_posting(connection, encoded(posting))
            for place, passage in enumerate(passages):
                text = texts[passage.posting_id][passage.start : passage.end]
                values = [getattr(passage, name) for name in PASSAGE]
                row = (place, *values, content_hash(passage.header, text))
                connection.execute(f"INSERT INTO passages VALUES ({marks(row)})", row)
                words = (place, passage.header, text)
                connection.execute("INSERT INTO words (rowid, header, text) VALUES (?, ?, ?)", words)
            rows = ((key, vector.astype("<f4").tobytes()) for key, vector in vectors.items())
            connection.executemany("INSERT INTO vectors VALUES (?, ?)", rows)
            connection.execute("INSERT INTO words (words) VALUES ('optimize')")
    finally:
        connection.close()


def connect(path: Path) -> sqlite3.Connection:
    """Read only, and without locks: the file never changes."""
    address = f"file:{quote(str(path.absolute()))}?mode=ro&immutable=1"
    return sqlite3.connect(address, uri=True, check_same_thread=False)


def read_posting(connection: sqlite3.Connection, posting_id: str) -> Posting | None:
    names = (*SCALARS, "sections", "sentences", "fields")
    row = connection.execute(f"SELECT {', '.join(names)} FROM postings WHERE id = ?", (posting_id,)).fetchone()
    if row is None:
        return None
    values = dict(zip(names, row, strict=True))
    facts = connection.execute(
        "SELECT name, value, quote, start, end, origin FROM facts WHERE posting_id = ? ORDER BY rowid", (posting_id,)
    ).fetchall()
    return Posting(
        **{name: values[name] for name in SCALARS},
        sections=tuple(Section(*section) for section in json.loads(values["sections"])),
        sentences=tuple(_sentence(*sentence) for sentence in json.loads(values["sentences"])),
        facts=tuple(Fact(name, json.loads(value), *rest) for name, value, *rest in facts),
        fields=json.loads(values["fields"]),
    )


def read_summaries(connection: sqlite3.Connection) -> list[tuple[Any, ...]]:
    """(id, title, status, source, external_id, url, kind) by title."""
    columns = "id, title, status, source, external_id, url, kind"
    return connection.execute(f"SELECT {columns} FROM postings ORDER BY title, id").fetchall()


def read_deadlines(connection: sqlite3.Connection) -> dict[str, str]:
    """The latest deadline (ISO date) by posting id, for postings that state one."""
    rows = connection.execute("SELECT posting_id, max(value) FROM facts WHERE name = 'deadline' GROUP BY posting_id")
    return {posting_id: str(json.loads(value)) for posting_id, value in rows}


def read_passages(connection: sqlite3.Connection, where: str, values: Sequence[Any]) -> dict[int, tuple[Passage, str]]:
    """Passages and their text by place, in reading order."""
    columns = ", ".join(f"passages.{name}" for name in PASSAGE)
    # substr counts characters as Python does
    text = "substr(text, passages.start + 1, passages.end - passages.start)"
    sql = f"SELECT place, {text}, {columns} FROM passages JOIN postings ON postings.id = posting_id WHERE {where}"
    rows = connection.execute(f"{sql} ORDER BY place", values)
    return {place: (Passage(*rest), text) for place, text, *rest in rows}


def read_vectors(connection: sqlite3.Connection, where: str, values: Sequence[Any]) -> dict[int, np.ndarray]:
    """Vectors of passages by place."""
    sql = f"SELECT place, vector FROM passages JOIN vectors USING (hash) WHERE {where} ORDER BY place"
    return {place: np.frombuffer(vector, "<f4") for place, vector in connection.execute(sql, values)}


def read_all_vectors(connection: sqlite3.Connection) -> dict[str, np.ndarray]:
    """Every vector by content_hash."""
    return {key: np.frombuffer(vector, "<f4") for key, vector in connection.execute("SELECT hash, vector FROM vectors")}


def match_words(connection: sqlite3.Connection, query: str, k: int, posting_id: str | None) -> dict[int, float]:
    """Place -> BM25 (greater is better), best first, of an FTS5 query; `k` -1 for all."""
    sql = "SELECT rowid, -bm25(words, 0.5, 1.0) AS score FROM words WHERE words MATCH :query"
    if posting_id is not None:
        bound = "(SELECT {}(place) FROM passages WHERE posting_id = :posting_id)"
        sql += f" AND rowid BETWEEN {bound.format('min')} AND {bound.format('max')}"
    values = {"query": query, "k": k, "posting_id": posting_id}
    return dict(connection.execute(f"{sql} ORDER BY score DESC, rowid LIMIT :k", values).fetchall())


def counts(connection: sqlite3.Connection) -> dict[str, int]:
    tables = ("postings", "facts", "passages", "vectors", "words")
    return {table: connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0] for table in tables}


def is_sound(connection: sqlite3.Connection) -> bool:
    return bool(connection.execute("PRAGMA quick_check").fetchone()[0] == "ok")


def _add_posting(connection: sqlite3.Connection, row: dict[str, Any]) -> None:
    facts = row.pop("facts")
    connection.execute(f"INSERT INTO postings ({', '.join(row)}) VALUES ({marks(row)})", list(row.values()))
    connection.executemany("INSERT INTO facts VALUES (?, ?, ?, ?, ?, ?, ?)", ((row["id"], *fact) for fact in facts))


def _sentence(start: int, end: int, section: int, bullet: bool, heading: bool, lead: list[int] | None) -> Sentence:
    return Sentence(start, end, section, bullet, heading, (lead[0], lead[1]) if lead else None)


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, default=str)


def marks(values: Iterable[Any]) -> str:
    """Placeholders for so many values."""
    return ", ".join("?" for _ in values)
