"""Writing the index: the next version is built beside the live one, checked, and made live by one rename."""

import dataclasses
import hashlib
import json
import os
import shutil
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from ingest import database
from ingest.errors import IndexBusy, IndexMissing, RolecallError
from ingest.index import FORMAT, Index, Manifest, current_version, open_live, read_manifest
from ingest.minilm import DIMENSION, EMBEDDER
from ingest.passages import CHUNKER, embedded, passages
from ingest.posting import Passage, Posting

if TYPE_CHECKING:
    from ingest.embedder import MiniLM

Progress = Callable[[int, int, str], None]
BUILDING = "building"
EMBED_SLICE = 64


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
    """Made by `writing`. `base` is the last good version, if there is one this program can read."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.base = last_good(folder)
        self._sweep()

    def close(self) -> None:
        if self.base:
            self.base.close()

    def publish(self, postings: Sequence[Posting], progress: Progress | None = None) -> str:
        """Make these postings the live version and return its name; the base's, where nothing is different.

        What has the same words as before is not embedded again. Raises RolecallError; the live version then stays.
        """
        digest = digest_of(postings)
        if self.base and self.base.manifest.digest == digest:
            self._make_live(self.base.version)
            return self.base.version
        try:
            version = self._build(postings, digest, progress)
            self._make_live(version)
        except (OSError, sqlite3.Error) as error:
            raise RolecallError(
                f"The index could not be written to {self.folder} ({error}). Free some disk space and run this again; "
                "what was there before is still in use."
            ) from error
        self._sweep()
        return version

    def _build(self, postings: Sequence[Posting], digest: str, progress: Progress | None) -> str:
        from ingest.vectors import seal, write_vectors

        made = [passage for posting in postings for passage in self._passages(posting)]
        texts = {posting.id: posting.text for posting in postings}
        words = [(passage.header, texts[passage.posting_id][passage.start : passage.end]) for passage in made]
        keys = [database.content_hash(*pair) for pair in words]
        vectors = self._vectors(dict(zip(keys, (embedded(*pair) for pair in words), strict=True)), progress)
        counts = {
            "postings": len(postings), "facts": sum(len(posting.facts) for posting in postings),
            "passages": len(made), "vectors": len(vectors),
        }  # fmt: skip
        version = f"{self._next_number():06d}-{digest[:8]}"
        manifest = Manifest(
            version, EMBEDDER, DIMENSION, CHUNKER, counts, digest,
            datetime.now(UTC).isoformat(timespec="seconds"), self.base.version if self.base else None, FORMAT,
        )  # fmt: skip

        building = self.folder / BUILDING
        building.mkdir()
        database.create(building / "postings.sqlite", postings, made, vectors)
        matrix = np.stack([vectors[key] for key in keys]) if keys else np.zeros((0, DIMENSION), np.float32)
        ids = [passage.id for passage in made]
        write_vectors(building / "vectors", ids, matrix)
        check(building, manifest, ids, matrix)
        seal(building / "vectors", matrix)
        text = json.dumps(dataclasses.asdict(manifest), indent=2)
        (building / "manifest.json").write_text(text, encoding="utf-8")
        sync_tree(building)
        building.rename(self.folder / version)
        sync(self.folder)
        return version

    def _passages(self, posting: Posting) -> list[Passage]:
        """As they were, where the posting reads as it did."""
        if self.base and self.base.manifest.chunker == CHUNKER:
            before = self.base.find(posting.id)
            if before and _as_read(before) == _as_read(posting):
                return self.base.passages(posting.id)
        return passages(posting, _embedder().count_tokens)

    def _vectors(self, inputs: dict[str, str], progress: Progress | None) -> dict[str, np.ndarray]:
        """By content hash: the base's where it has them, the rest embedded."""
        kept = self.base.vectors() if self.base and self.base.manifest.embedder == EMBEDDER else {}
        vectors = {key: kept[key] for key in inputs if key in kept}
        missing = [key for key in inputs if key not in kept]
        for start in range(0, len(missing), EMBED_SLICE):
            keys = missing[start : start + EMBED_SLICE]
            if progress:
                progress(start, len(missing), "Embedding")
            vectors.update(zip(keys, _embedder().embed([inputs[key] for key in keys]), strict=True))
        if progress and missing:
            progress(len(missing), len(missing), "Embedding")
        return vectors

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
        shutil.rmtree(self.folder / BUILDING, ignore_errors=True)
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


def digest_of(postings: Sequence[Posting]) -> str:
    """Hash of all that decides what the index holds."""
    stored = [database.encoded(posting) for posting in postings]
    text = json.dumps([FORMAT, EMBEDDER, CHUNKER, stored], sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()


def check(folder: Path, manifest: Manifest, ids: Sequence[str], matrix: np.ndarray) -> None:
    """Read the new version back: the counts agree, and the first and last passage are found by their own vectors.

    Raises RolecallError.
    """
    from ingest.vectors import Vectors

    connection = database.connect(folder / "postings.sqlite")
    try:
        sound = database.counts(connection) == manifest.counts | {"words": len(ids)} and database.is_sound(connection)
    finally:
        connection.close()
    vectors = Vectors(folder / "vectors")
    try:
        sound = sound and vectors.count() == len(ids)
        for row in matrix[[0, -1]] if sound and len(ids) else ():
            (nearest,) = vectors.nearest(row, 1)
            sound = sound and float(matrix[ids.index(nearest)] @ row) > 0.999  # same words, same vector: any of them
    finally:
        vectors.close()
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


def _writer_named(folder: Path) -> str:
    with suppress(OSError):
        return f" (process {(folder / '.writer').read_text(encoding='utf-8')[:12]})"
    return ""
