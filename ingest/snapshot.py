"""Writing the index: the next version is built beside the live one, checked, and made live by one rename."""

import dataclasses
import hashlib
import json
import os
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from ingest import database
from ingest.errors import IndexBusy, IndexMissing, RolecallError
from ingest.index import FORMAT, Index, Manifest, current_version, open_live, read_manifest
from ingest.passages import CHUNKER, embedded, passages
from ingest.posting import Passage, Posting
from ingest.remote import embedder_name

if TYPE_CHECKING:
    from ingest.embedder import MiniLM
    from ingest.remote import RemoteEmbedder

Progress = Callable[[int, int, str], None]
BUILDING = "building"
UNFINISHED = "unfinished"  # what a killed writer was building: its vectors need not be made again
EMBED_SLICE = 64
SLICE = 2_000


@contextmanager
def writing(home: Path, audience: str = "public") -> Iterator["Writer"]:
    """The one writer of this index. Raises IndexBusy while another process, or thread, is writing."""
    from filelock import FileLock, Timeout

    folder = home / audience
    lock = FileLock(folder / ".lock", timeout=0, thread_local=False)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        lock.acquire()
    except Timeout:
        raise IndexBusy(
            f"Another ingest{_writer_named(folder)} is writing {folder}. Wait until it ends, then run this again."
        ) from None
    except OSError as error:
        raise RolecallError(f"{folder} cannot be written ({error.strerror}). Choose another: --home DIR") from error
    try:
        (folder / ".writer").write_text(str(os.getpid()), encoding="utf-8")
        writer = Writer(folder)
        try:
            yield writer
        finally:
            writer.close()
    finally:
        lock.release()


class Writer:
    """Made by `writing`. `base` is the last good version, if there is one this program can read.

    The next version holds what is added and what is kept; postings go to disk as they come, so that a large board needs
    no more memory than a small one.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.base = last_good(folder)
        self._sweep()
        if (folder / BUILDING).exists():
            (folder / BUILDING).rename(folder / UNFINISHED)
        self._next: sqlite3.Connection | None = None
        self._kept: set[str] = set()
        self._added: dict[str, tuple[str, str]] = {}  # (digest, read_from) by id

    def close(self) -> None:
        if self._next:
            self._next.close()
        if self.base:
            self.base.close()

    def add(self, posting: Posting) -> None:
        """Take in a posting that is new or no longer what it was. Raises RolecallError where the disk is full."""
        with self._told():
            database.add(self._building(), posting, self._passages(posting))
        self._kept.discard(posting.id)
        self._added[posting.id] = (database.digest_of(posting), posting.read_from)

    def keep(self, posting_id: str) -> None:
        """Take a posting over from the base as it is."""
        if posting_id not in self._added:
            self._kept.add(posting_id)

    def find(self, posting_id: str) -> Posting | None:
        """A posting of the next version, or of the base."""
        if posting_id in self._added:
            return database.read_posting(self._building(), posting_id)
        return self.base.find(posting_id) if self.base else None

    def publish(self, progress: Progress | None = None) -> str:
        """Make the next version the live one and return its name; the base's, where nothing is different.

        What has the same words as before is not embedded again. Raises RolecallError; the live version then stays.
        """
        digest = self._digest()
        if self.base and self.base.manifest.digest == digest:
            self._make_live(self.base.version)
            self._drop()
            return self.base.version
        with self._told():
            version = self._build(digest, progress)
            self._make_live(version)
        self._sweep()
        return version

    def _drop(self) -> None:
        if self._next:
            self._next.close()
            self._next = None
        shutil.rmtree(self.folder / BUILDING, ignore_errors=True)
        self._sweep()

    @contextmanager
    def _told(self) -> Iterator[None]:
        try:
            yield
        except (OSError, sqlite3.Error) as error:
            raise RolecallError(
                f"The index could not be written to {self.folder} ({error}). Free some disk space and run this again; "
                "what was there before is still in use."
            ) from error

    def _building(self) -> sqlite3.Connection:
        if self._next is None:
            (self.folder / BUILDING).mkdir()
            self._next = database.create(self.folder / BUILDING / "postings.sqlite")
        return self._next

    def _digest(self) -> str:
        """Hash of all that decides what the index holds."""
        before = {known.id: (known.digest, known.read_from) for known in self.base.known()} if self.base else {}
        held = {posting_id: before[posting_id] for posting_id in self._kept} | self._added
        text = json.dumps([FORMAT, embedder_name(), CHUNKER, sorted(held.items())])
        return hashlib.sha256(text.encode()).hexdigest()

    def _build(self, digest: str, progress: Progress | None) -> str:
        from ingest.vectors import seal, write_vectors

        building, connection = self.folder / BUILDING, self._building()
        self._take_over(connection)
        self._embed(connection, progress)
        database.finish(connection)
        found = database.counts(connection)
        write_vectors(building / "vectors", database.vectors_by_place(connection, SLICE), found["passages"])
        connection.close()
        self._next = None
        found.pop("words")
        dimension = _passage_embedder().dimension
        version = f"{self._next_number():06d}-{digest[:8]}"
        manifest = Manifest(
            version, embedder_name(), dimension, CHUNKER, found, digest,
            datetime.now(UTC).isoformat(timespec="seconds"), self.base.version if self.base else None, FORMAT,
        )  # fmt: skip
        check(building, manifest)
        seal(building / "vectors", found["passages"], dimension)
        text = json.dumps(dataclasses.asdict(manifest), indent=2)
        (building / "manifest.json").write_text(text, encoding="utf-8")
        sync_tree(building)
        building.rename(self.folder / version)
        sync(self.folder)
        return version

    def _take_over(self, connection: sqlite3.Connection) -> None:
        if self.base is None:
            return
        if (self.base.manifest.chunker, self.base.manifest.embedder) == (CHUNKER, embedder_name()):
            database.take_over(connection, self.base.path / "postings.sqlite", sorted(self._kept))
        else:
            for posting_id in sorted(self._kept):
                posting = self.base.posting(posting_id)
                database.add(connection, posting, self._passages(posting))

    def _passages(self, posting: Posting) -> list[Passage]:
        """As they were, where the posting reads as it did."""
        if self.base and self.base.manifest.chunker == CHUNKER:
            before = self.base.find(posting.id)
            if before and _as_read(before) == _as_read(posting):
                return self.base.passages(posting.id)
        return passages(posting, _embedder().count_tokens)

    def _embed(self, connection: sqlite3.Connection, progress: Progress | None) -> None:
        """Vectors from the base and from what a killed writer left, where they have them; the rest embedded."""
        connection.commit()
        unfinished = self.folder / UNFINISHED / "postings.sqlite"
        for path in (self.base.path / "postings.sqlite" if self.base else unfinished, unfinished):
            if path.exists():
                with suppress(sqlite3.DatabaseError):
                    database.take_vectors(connection, path)
        missing = database.without_vector(connection)
        for start in range(0, len(missing), EMBED_SLICE):
            if progress:
                progress(start, len(missing), "Embedding")
            keys, headers, texts = zip(*missing[start : start + EMBED_SLICE], strict=True)
            words = [embedded(*pair) for pair in zip(headers, texts, strict=True)]
            database.add_vectors(connection, keys, _passage_embedder().embed(words))
        if progress and missing:
            progress(len(missing), len(missing), "Embedding")

    def _next_number(self) -> int:
        numbers = [int(path.name[:6]) for path in self.folder.iterdir() if path.name[:6].isdigit()]
        return max(numbers, default=0) + 1

    def _make_live(self, version: str) -> None:
        if current_version(self.folder) == version:
            return
        new = self.folder / "CURRENT.new"
        with new.open("w", encoding="utf-8") as file:
            file.write(version + "\n")
            file.flush()
            os.fsync(file.fileno())
        new.replace(self.folder / "CURRENT")
        sync(self.folder)

    def _sweep(self) -> None:
        """Remove what a killed writer left, and all versions but the live one and the one before it.

        A reader that has an older one open keeps it: its files stay readable until it closes them.
        """
        live = current_version(self.folder)
        manifest = read_manifest(self.folder / live) if live else None
        (self.folder / "CURRENT.new").unlink(missing_ok=True)
        shutil.rmtree(self.folder / UNFINISHED, ignore_errors=True)
        if manifest:
            for path in self.folder.glob("[0-9]*"):
                if path.name not in (live, manifest.previous):
                    shutil.rmtree(path, ignore_errors=True)


def last_good(folder: Path) -> Index | None:
    """The live version, or the newest whole one where CURRENT is damaged; None where neither can be read."""
    with suppress(IndexMissing):
        index = open_live(folder)
        return index if index.manifest.format == FORMAT else None
    for path in sorted(folder.glob("[0-9]*"), reverse=True):
        manifest = read_manifest(path)
        if manifest and manifest.format == FORMAT:
            return Index(path, manifest)
    return None


def check(folder: Path, manifest: Manifest) -> None:
    """Read the new version back: the counts agree, and the first and last passage have their own vectors.

    Raises RolecallError.
    """
    from ingest.vectors import Vectors

    count = manifest.counts["passages"]
    connection = database.connect(folder / "postings.sqlite")
    vectors = Vectors(folder / "vectors")
    try:
        sound = database.counts(connection) == manifest.counts | {"words": count} and database.is_sound(connection)
        sound = sound and vectors.count() == count
        if sound and count:
            # Read by id: among thousands of passages of the same words, a search of Chroma's graph can miss one.
            ends = "place IN (0, ?)", (count - 1,)
            written = database.read_vectors(connection, *ends)
            ids = {place: passage.id for place, (passage, _) in database.read_passages(connection, *ends).items()}
            held = vectors.read(list(ids.values()))
            sound = len(held) == len(ids) and all(float(held[ids[at]] @ row) > 0.999 for at, row in written.items())
    finally:
        vectors.close()
        connection.close()
    if not sound:
        raise RolecallError(
            f"The new index in {folder.parent} did not read back as it was written, so the one before stays in use. "
            "Check the disk, then run this again."
        )


def sync_tree(folder: Path) -> None:
    """Put a folder and all in it on the disk."""
    for path in folder.rglob("*"):
        sync(path)
    sync(folder)


def sync(path: Path) -> None:
    if path.is_dir() and os.name == "nt":
        return  # Windows opens no folders
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _as_read(posting: Posting) -> tuple[object, ...]:
    return posting.title, posting.text, posting.sections, posting.sentences


def _embedder() -> "MiniLM":
    from ingest.embedder import open_embedder

    return open_embedder()


def _passage_embedder() -> "MiniLM | RemoteEmbedder":
    from ingest.embedder import open_passage_embedder

    return open_passage_embedder()


def _writer_named(folder: Path) -> str:
    with suppress(OSError):
        return f" (process {(folder / '.writer').read_text(encoding='utf-8')[:12]})"
    return ""
