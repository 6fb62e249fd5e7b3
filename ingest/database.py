"""postings.sqlite: postings, facts, passages, their vectors by content, and the words of the passages (FTS5).

A passage's place in its table is its rowid among the words too, and the passages of one posting are neighbours.
"""

# ruff: noqa: S608  (what is formatted into SQL is this project's own column names; values go by placeholders)

import dataclasses
import hashlib
import itertools
import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any
from urllib.parse import quote as percent_encoded

import numpy as np

from ingest.passages import embedded
from ingest.posting import Fact, Origin, Passage, Posting, Section, Sentence, Status
from ingest.remote import embedder_name

SCHEMA = """
CREATE TABLE postings (
    id TEXT PRIMARY KEY, title TEXT, kind TEXT, status TEXT, source TEXT, external_id TEXT, url TEXT, version TEXT,
    text TEXT, sections TEXT, sentences TEXT, fields TEXT, closed_on TEXT, read_from TEXT, digest TEXT);
CREATE INDEX postings_by_title ON postings (title);
CREATE TABLE facts (
    posting_id TEXT REFERENCES postings, name TEXT, value TEXT, quote TEXT, start INTEGER, end INTEGER, origin TEXT,
    conflict INTEGER);
CREATE INDEX facts_of_posting ON facts (posting_id);
CREATE INDEX facts_by_name ON facts (name);
CREATE TABLE passages (
    place INTEGER PRIMARY KEY, id TEXT UNIQUE, posting_id TEXT REFERENCES postings, section INTEGER, n INTEGER,
    start INTEGER, end INTEGER, header TEXT, hash TEXT);
CREATE INDEX passages_of_posting ON passages (posting_id);
CREATE TABLE vectors (hash TEXT PRIMARY KEY, vector BLOB) WITHOUT ROWID;
CREATE VIRTUAL TABLE words USING fts5(header, text, content='', tokenize='porter unicode61 remove_diacritics 2');
"""
SCALARS = ("id", "title", "kind", "status", "source", "external_id", "url", "version", "text", "closed_on", "read_from")
FACT = "name, value, quote, start, end, origin, conflict"
PASSAGE = ("id", "posting_id", "section", "n", "start", "end", "header")
# What is embedded for a passage, by the passage's row. substr counts characters as Python does.
TEXT = "substr(text, passages.start + 1, passages.end - passages.start)"


def content_hash(header: str, text: str) -> str:
    """What a vector is kept under: the same words are embedded once by one embedder, wherever they stand."""
    words = f"{embedder_name()}\n{embedded(header, text)}"
    return hashlib.sha256(words.encode("utf-8", "replace")).hexdigest()[:32]


def digest_of(posting: Posting) -> str:
    """Hash of a posting as it is stored, facts included: two postings are the same when theirs are equal."""
    row, facts = _rows(replace(posting, read_from=""))
    return hashlib.sha256(_json([row, facts]).encode("utf-8", "replace")).hexdigest()[:32]


def _rows(posting: Posting) -> tuple[dict[str, Any], list[tuple[Any, ...]]]:
    row = {name: getattr(posting, name) for name in SCALARS} | {
        "sections": _json([dataclasses.astuple(section) for section in posting.sections]),
        "sentences": _json([dataclasses.astuple(sentence) for sentence in posting.sentences]),
        "fields": _json(posting.fields),
    }
    return row, [(f.name, _json(f.value), f.quote, f.start, f.end, f.origin, f.conflict) for f in posting.facts]


def create(path: Path) -> sqlite3.Connection:
    """A new file with empty tables, open for writing."""
    connection = sqlite3.connect(path)
    connection.executescript(SCHEMA)
    return connection


def add(connection: sqlite3.Connection, posting: Posting, passages: Sequence[Passage]) -> None:
    """One posting, in place of the one of its id that was added before; its vectors come later."""
    remove(connection, posting.id)
    row, facts = _rows(posting)
    row["digest"] = digest_of(posting)
    connection.execute(f"INSERT INTO postings ({', '.join(row)}) VALUES ({marks(row)})", list(row.values()))
    connection.executemany("INSERT INTO facts VALUES (?, ?, ?, ?, ?, ?, ?, ?)", ((posting.id, *fact) for fact in facts))
    for passage in passages:
        text = posting.text[passage.start : passage.end]
        values = (*(getattr(passage, name) for name in PASSAGE), content_hash(passage.header, text))
        connection.execute(f"INSERT INTO passages ({', '.join(PASSAGE)}, hash) VALUES ({marks(values)})", values)


def remove(connection: sqlite3.Connection, posting_id: str) -> None:
    for table, column in (("passages", "posting_id"), ("facts", "posting_id"), ("postings", "id")):
        connection.execute(f"DELETE FROM {table} WHERE {column} = ?", (posting_id,))


def take_over(connection: sqlite3.Connection, base: Path, ids: Iterable[str]) -> None:
    """Postings as they stand in another version, with their facts and passages."""
    connection.execute("CREATE TEMP TABLE kept (id TEXT PRIMARY KEY)")
    connection.executemany("INSERT INTO kept VALUES (?)", ((posting_id,) for posting_id in ids))
    columns = f"{', '.join(PASSAGE)}, hash"
    with attached(connection, base):
        connection.execute("INSERT INTO postings SELECT * FROM other.postings WHERE id IN (SELECT id FROM kept)")
        connection.execute("INSERT INTO facts SELECT * FROM other.facts WHERE posting_id IN kept ORDER BY rowid")
        connection.execute(
            f"INSERT INTO passages ({columns}) SELECT {columns} FROM other.passages"
            " WHERE posting_id IN kept ORDER BY place"
        )
    connection.execute("DROP TABLE kept")


def take_vectors(connection: sqlite3.Connection, path: Path) -> None:
    """The vectors that another version, or one that was never finished, has of this one's passages."""
    with attached(connection, path):
        connection.execute(
            "INSERT OR IGNORE INTO vectors SELECT hash, vector FROM other.vectors"
            " WHERE hash IN (SELECT hash FROM passages)"
        )


@contextmanager
def attached(connection: sqlite3.Connection, path: Path) -> Iterator[None]:
    connection.commit()
    connection.execute("ATTACH ? AS other", (f"file:{percent_encoded(str(path.absolute()))}?mode=ro",))
    try:
        yield
        connection.commit()
    except sqlite3.Error:
        connection.rollback()
        raise
    finally:
        connection.execute("DETACH other")


def without_vector(connection: sqlite3.Connection) -> list[tuple[str, str, str]]:
    """(hash, header, text) of passages whose vector is still to come, each hash once, in reading order."""
    sql = (
        f"SELECT hash, header, {TEXT} FROM passages JOIN postings ON postings.id = posting_id"
        " WHERE hash NOT IN (SELECT hash FROM vectors) GROUP BY hash ORDER BY min(place)"
    )
    return connection.execute(sql).fetchall()


def add_vectors(connection: sqlite3.Connection, keys: Sequence[str], vectors: np.ndarray) -> None:
    """Float32, by content_hash; on the disk when this returns, so that a writer that is killed loses few."""
    rows = ((key, vector.astype("<f4").tobytes()) for key, vector in zip(keys, vectors, strict=True))
    connection.executemany("INSERT INTO vectors VALUES (?, ?)", rows)
    connection.commit()


def finish(connection: sqlite3.Connection) -> None:
    """Postings in the order of their ids, their passages one behind the other, and the words to search by."""
    connection.executescript(
        f"""
        CREATE TEMP TABLE sorted AS SELECT {", ".join(PASSAGE)}, hash FROM passages ORDER BY posting_id, section, n;
        DELETE FROM passages;
        INSERT INTO passages SELECT rowid - 1, * FROM sorted;
        DROP TABLE sorted;
        INSERT INTO words (rowid, header, text)
            SELECT place, header, {TEXT} FROM passages JOIN postings ON postings.id = posting_id ORDER BY place;
        INSERT INTO words (words) VALUES ('optimize');
        """
    )
    connection.commit()
    connection.execute("VACUUM")


def vectors_by_place(connection: sqlite3.Connection, size: int) -> Iterator[tuple[list[str], np.ndarray]]:
    """(ids of passages, their vectors as rows), `size` at a time."""
    rows = connection.execute("SELECT id, vector FROM passages JOIN vectors USING (hash) ORDER BY place")
    while part := rows.fetchmany(size):
        yield [name for name, _ in part], np.stack([np.frombuffer(vector, "<f4") for _, vector in part])


def connect(path: Path) -> sqlite3.Connection:
    """Read only, and without locks: the file never changes."""
    address = f"file:{percent_encoded(str(path.absolute()))}?mode=ro&immutable=1"
    return sqlite3.connect(address, uri=True, check_same_thread=False)


def read_posting(connection: sqlite3.Connection, posting_id: str) -> Posting | None:
    names = (*SCALARS, "sections", "sentences", "fields")
    row = connection.execute(f"SELECT {', '.join(names)} FROM postings WHERE id = ?", (posting_id,)).fetchone()
    if row is None:
        return None
    values = dict(zip(names, row, strict=True))
    facts = connection.execute(f"SELECT {FACT} FROM facts WHERE posting_id = ? ORDER BY rowid", (posting_id,))
    return Posting(
        **{name: values[name] for name in SCALARS},
        sections=tuple(Section(*section) for section in json.loads(values["sections"])),
        sentences=tuple(_sentence(*sentence) for sentence in json.loads(values["sentences"])),
        facts=tuple(_fact(*fact) for fact in facts),
        fields=json.loads(values["fields"]),
    )


def read_facts(connection: sqlite3.Connection) -> dict[str, tuple[Fact, ...]]:
    """The facts of all postings, by the posting's id."""
    rows = connection.execute(f"SELECT posting_id, {FACT} FROM facts ORDER BY posting_id, rowid")
    return {
        posting_id: tuple(_fact(*fact) for _, *fact in group)
        for posting_id, group in itertools.groupby(rows, key=lambda row: str(row[0]))
    }


def read_texts(connection: sqlite3.Connection) -> dict[str, str]:
    return dict(connection.execute("SELECT id, text FROM postings ORDER BY id"))


@dataclass(frozen=True, slots=True)
class Known:
    """What the next ingest must know of a posting without reading it."""

    id: str
    title: str
    status: Status
    source: str
    external_id: str
    closed_on: str
    read_from: str
    digest: str


def read_known(connection: sqlite3.Connection) -> list[Known]:
    columns = ", ".join(field.name for field in dataclasses.fields(Known))
    return [Known(*row) for row in connection.execute(f"SELECT {columns} FROM postings ORDER BY id")]


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
    sql = f"SELECT place, {TEXT}, {columns} FROM passages JOIN postings ON postings.id = posting_id WHERE {where}"
    rows = connection.execute(f"{sql} ORDER BY place", values)
    return {place: (Passage(*rest), text) for place, text, *rest in rows}


def read_vectors(connection: sqlite3.Connection, where: str, values: Sequence[Any]) -> dict[int, np.ndarray]:
    """Vectors of passages by place."""
    sql = f"SELECT place, vector FROM passages JOIN vectors USING (hash) WHERE {where} ORDER BY place"
    return {place: np.frombuffer(vector, "<f4") for place, vector in connection.execute(sql, values)}


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


def _sentence(start: int, end: int, section: int, bullet: bool, heading: bool, lead: list[int] | None) -> Sentence:
    return Sentence(start, end, section, bullet, heading, (lead[0], lead[1]) if lead else None)


def _fact(name: str, value: str, quote: str, start: int, end: int, origin: Origin, conflict: int) -> Fact:
    return Fact(name, json.loads(value), quote, start, end, origin, bool(conflict))


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, default=str)


def marks(values: Iterable[Any]) -> str:
    """Placeholders for so many values."""
    return ", ".join("?" for _ in values)
