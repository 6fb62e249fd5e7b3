"""Reading the index: the live snapshot's postings, and search over their passages.

    HOME/public/CURRENT               names the live version
    HOME/public/<version>/manifest.json, postings.sqlite, vectors/

A version never changes once it is published; `refresh` moves on to a newer one.
"""

import json
import logging
import re
import sqlite3
import threading
import weakref
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from ingest import database
from ingest.errors import IndexMismatch, IndexMissing, ModelError, PostingAmbiguous, PostingNotFound
from ingest.passages import CHUNKER
from ingest.posting import Fact, Kind, Passage, Posting, Status
from ingest.remote import embedder_name, remote_name

if TYPE_CHECKING:
    from ingest.embedder import MiniLM
    from ingest.embedder import TokenStates as TokenStates
    from ingest.remote import RemoteEmbedder
    from ingest.vectors import Vectors

FORMAT = 2
_log = logging.getLogger(__name__)
REBUILD = "Run: rolecall ingest SOURCE"
FUSION = 60  # reciprocal rank fusion: 1 / (FUSION + rank)
WORDS = 64  # words of a question that are looked up


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a version holds and by what it was built. `previous` is the version that was live before it."""

    version: str
    embedder: str
    dimension: int
    chunker: str
    counts: dict[str, int]
    """postings, facts, passages, vectors (distinct)"""
    digest: str
    """hash of the postings, the embedder and the chunker: the same digest, the same index"""
    built_at: str
    previous: str | None = None
    format: int = FORMAT


@dataclass(frozen=True, slots=True)
class PostingSummary:
    id: str
    title: str
    status: Status
    source: str
    external_id: str
    url: str | None
    kind: Kind


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage that was found. `dense` is its cosine to the question, `lexical` its BM25 (0.0: no word in common)."""

    passage: Passage
    text: str
    score: float
    dense: float
    lexical: float


class Index:
    """One version, open for reading. Safe to share between threads."""

    def __init__(self, path: Path, manifest: Manifest) -> None:
        self.path = path
        self.audience = path.parent.name
        self.manifest = manifest
        self.version = manifest.version
        self._lock = threading.RLock()
        self._database = database.connect(path / "postings.sqlite")
        self._summaries: list[PostingSummary] | None = None
        self._vectors: Vectors | None = None
        weakref.finalize(self, self._database.close).atexit = False

    @classmethod
    def open(cls, home: Path, audience: str = "public") -> "Index":
        """The live version. Raises IndexMissing or IndexMismatch."""
        index = open_live(home / audience)
        built = (index.manifest.format, index.manifest.embedder, index.manifest.chunker)
        if built != (FORMAT, embedder_name(), CHUNKER):
            index.close()
            raise IndexMismatch(
                f"The index in {home / audience} was built by {' / '.join(map(str, built[1:]))}, "
                f"and this program uses {embedder_name()} / {CHUNKER}. {REBUILD}"
            )
        return index

    def refresh(self) -> "Index":
        """This index, or the newer one if another version has become the live one."""
        current = current_version(self.path.parent)
        if current in (None, self.version):
            return self
        try:
            return Index.open(self.path.parent.parent, self.audience)
        except (IndexMissing, IndexMismatch):
            return self

    def close(self) -> None:
        with self._lock:
            self._database.close()
            if self._vectors:
                self._vectors.close()
            self._vectors = None

    @property
    def embedder(self) -> "MiniLM":
        """What postings and questions are read with."""
        from ingest.embedder import open_embedder

        return open_embedder()

    @property
    def passage_embedder(self) -> "MiniLM | RemoteEmbedder":
        """What made the vectors of the passages."""
        from ingest.embedder import open_passage_embedder

        return open_passage_embedder()

    def summaries(self) -> list[PostingSummary]:
        """Every posting, by title."""
        with self._lock:
            if self._summaries is None:
                self._summaries = [PostingSummary(*row) for row in database.read_summaries(self._database)]
            return list(self._summaries)

    def deadlines(self) -> dict[str, str]:
        """The latest deadline (ISO date) by posting id, for postings that state one."""
        with self._lock:
            return database.read_deadlines(self._database)

    def facts(self) -> dict[str, tuple[Fact, ...]]:
        """The facts of every posting that has any, by its id."""
        with self._lock:
            return database.read_facts(self._database)

    def texts(self) -> dict[str, str]:
        """The text of every posting, by its id."""
        with self._lock:
            return database.read_texts(self._database)

    def posting(self, posting_id: str) -> Posting:
        """By id. Raises PostingNotFound."""
        found = self.find(posting_id)
        if found is None:
            raise PostingNotFound(f"No posting has the id “{posting_id[:80]}”. See the list: rolecall postings")
        return found

    def find(self, posting_id: str) -> Posting | None:
        with self._lock:
            return database.read_posting(self._database, posting_id)

    def known(self) -> list[database.Known]:
        """Every posting, as far as the next ingest must know it."""
        with self._lock:
            return database.read_known(self._database)

    def resolve(self, name: str) -> str:
        """The id of the posting of that id or title: the whole title in any case, else all its words.

        Raises PostingNotFound, or PostingAmbiguous where several fit.
        """
        summaries = self.summaries()
        if any(summary.id == name for summary in summaries):
            return name
        wanted = " ".join(name.split()).casefold()
        exact = [s for s in summaries if wanted in (" ".join(s.title.split()).casefold(), s.id.casefold())]
        words = set(terms(name))
        fitting = exact or [s for s in summaries if words and words <= set(terms(s.title))]
        if not fitting:
            raise PostingNotFound(f"No posting is called “{name[:80]}”. See the list: rolecall postings")
        if len(fitting) > 1:
            titles = [f"{summary.title} ({summary.id})" for summary in fitting]
            raise PostingAmbiguous(f"Several postings fit “{name[:80]}”: {'; '.join(titles)}. Give one's id.", titles)
        return fitting[0].id

    def passages(self, posting_id: str) -> list[Passage]:
        """A posting's passages in reading order."""
        with self._lock:
            found = database.read_passages(self._database, "posting_id = ?", (posting_id,))
        return [passage for passage, _ in found.values()]

    def search(self, question: str, k: int = 12, posting_id: str | None = None) -> list[Hit]:
        """The best `k` passages, of the board or of one posting: ranks by meaning and by words, fused."""
        try:
            asked = self.passage_embedder.embed([question])[0]
        except ModelError as error:
            if remote_name() is None:
                raise
            _log.warning("searched by words alone: %s", error)
            return self.search_text(question, k, posting_id)
        with self._lock:
            if posting_id is not None:
                lexical = self._by_words(question, -1, posting_id)
                vectors = database.read_vectors(self._database, "posting_id = ?", (posting_id,))
            else:
                lexical = self._by_words(question, 4 * k)
                near = self._nearest(asked, 4 * k)
                places = [*near, *lexical]
                vectors = database.read_vectors(self._database, f"place IN ({database.marks(places)})", places)
            dense = {place: float(vector @ asked) for place, vector in vectors.items()}
            return self._hits(fuse(dense, lexical)[:k], dense, lexical)

    def search_text(self, question: str, k: int, posting_id: str | None = None) -> list[Hit]:
        """The best `k` passages by their words alone (BM25)."""
        with self._lock:
            lexical = self._by_words(question, k, posting_id)
            return self._hits(list(lexical.items()), {}, lexical)

    def _by_words(self, question: str, k: int, posting_id: str | None = None) -> dict[int, float]:
        query = match_any(question)
        return database.match_words(self._database, query, k, posting_id) if query else {}

    def _nearest(self, asked: np.ndarray, k: int) -> list[int]:
        """Places of the passages nearest in meaning."""
        if self.manifest.counts["passages"] > k:
            try:
                near = self._open_vectors().nearest(asked, k)
                return list(database.read_passages(self._database, f"passages.id IN ({database.marks(near)})", near))
            except Exception:
                if self.path.exists():
                    raise
        # Few passages need no Chroma. And a reader whose version has been removed still holds the whole database,
        # as its file is open, while Chroma opens its own files again and again.
        vectors = database.read_vectors(self._database, "TRUE", ())
        return sorted(vectors, key=lambda place: -float(vectors[place] @ asked))[:k]

    def _open_vectors(self) -> "Vectors":
        from ingest.vectors import Vectors

        if self._vectors is None:
            if not (self.path / "vectors").is_dir():  # Chroma would make a new, empty store there
                raise FileNotFoundError(self.path / "vectors")
            self._vectors = Vectors(self.path / "vectors")
        return self._vectors

    def _hits(
        self, ranked: Sequence[tuple[int, float]], dense: dict[int, float], lexical: dict[int, float]
    ) -> list[Hit]:
        places = [place for place, _ in ranked]
        found = database.read_passages(self._database, f"place IN ({database.marks(places)})", places)
        return [Hit(*found[place], score, dense.get(place, 0.0), lexical.get(place, 0.0)) for place, score in ranked]


def fuse(dense: dict[int, float], lexical: dict[int, float]) -> list[tuple[int, float]]:
    """(place, score) by reciprocal rank over both lists, best first."""
    scores: dict[int, float] = dict.fromkeys(sorted(dense), 0.0)
    for found in (dense, lexical):
        for rank, place in enumerate(sorted(found, key=lambda place: (-found[place], place))):
            scores[place] = scores.get(place, 0.0) + 1 / (FUSION + rank)
    return sorted(scores.items(), key=lambda item: (-item[1], item[0]))


def terms(text: str) -> list[str]:
    return re.findall(r"\w+", text.casefold())


def match_any(question: str) -> str:
    """An FTS5 query for any of the question's words, quoted, so that no text is an operator."""
    words = list(dict.fromkeys(terms(question)))[:WORDS]
    return " OR ".join(f'"{word}"' for word in words)


def current_version(folder: Path) -> str | None:
    """What CURRENT names, if it names a version at all."""
    try:
        name = (folder / "CURRENT").read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError):
        return None
    return name if re.fullmatch(r"\d{6}-[0-9a-f]{8}", name) else None


def read_manifest(path: Path) -> Manifest | None:
    """The manifest of a version's folder; None where the folder is not a whole version."""
    try:
        manifest = Manifest(**json.loads((path / "manifest.json").read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError):
        return None
    whole = manifest.version == path.name and (path / "postings.sqlite").is_file()
    return manifest if whole else None


def open_live(folder: Path) -> Index:
    """The version that CURRENT names, whoever built it. Raises IndexMissing."""
    if not (folder / "CURRENT").exists():
        raise IndexMissing(f"Nothing has been ingested into {folder} yet. {REBUILD}")
    for _ in range(3):  # a writer may remove a version between the reading of CURRENT and its opening
        version = current_version(folder)
        manifest = read_manifest(folder / version) if version else None
        if manifest:
            try:
                return Index(folder / manifest.version, manifest)
            except sqlite3.Error:
                continue
    raise IndexMissing(f"The index in {folder} is damaged: CURRENT names no whole version. {REBUILD}")
