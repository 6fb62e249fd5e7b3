"""The vectors of a snapshot, in Chroma: nearest passages to a question over the whole board.

Chroma is a library here, never a server. A store is written once, in a new folder, and then only read. Many processes
may read it at once; each that opens it adds one row to a table of locks of Chroma's own, and changes nothing else.
"""

import weakref
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import numpy as np

COLLECTION = "passages"
LINKS = 32  # of each element in the lowest layer of Chroma's graph


def write_vectors(folder: Path, parts: Iterable[tuple[Sequence[str], np.ndarray]], count: int) -> None:
    """A new store in `folder`, of (ids, rows) part by part, `count` in all. Its files are closed when this returns."""
    client = _client(folder)
    try:
        # Chroma keeps the last `sync_threshold` rows (1,000) out of its index files, and every reader that opens the
        # store writes those files anew: with 2, they are whole from the start, where no part is a single row.
        hnsw = {"space": "cosine", "batch_size": 2, "sync_threshold": 2}
        collection = client.create_collection(COLLECTION, configuration={"hnsw": hnsw}, embedding_function=None)
        held: tuple[list[str], list[np.ndarray]] = ([], [])
        for ids, rows in parts:
            held = ([*held[0], *ids], [*held[1], *rows])
            left = count - len(held[0])
            if left != 1:
                collection.add(ids=held[0], embeddings=np.stack(held[1]))
                count, held = left, ([], [])
    finally:
        client.close()


def seal(folder: Path, count: int, dimension: int) -> None:
    """Blank the room that Chroma's index files keep for more vectors, in a store of `count` that nothing has open.

    Chroma writes that room as it lay in memory: it can hold any text or key this process has handled.
    """
    held = count if count > 1 else 0
    widths = {"data_level0.bin": 4 + 4 * LINKS + 4 * dimension + 8, "length.bin": 4}
    for name, width in widths.items():
        for path in folder.glob(f"*/{name}"):
            size = path.stat().st_size
            if size % width or size < held * width:
                raise RuntimeError(f"{name} is not laid out as Chroma 1.5 does: {size} bytes for {held} vectors")
            with path.open("r+b") as file:
                file.seek(held * width)
                file.write(bytes(size - held * width))


class Vectors:
    """A store that was written. Safe to use from several threads."""

    def __init__(self, folder: Path) -> None:
        self._client = _client(folder)
        self._collection = self._client.get_collection(COLLECTION, embedding_function=None)
        # Chroma keeps what it has opened until it is told: an index that nobody holds any more must let go of it.
        self._finalizer = weakref.finalize(self, self._client.close)
        self._finalizer.atexit = False

    def count(self) -> int:
        return int(self._collection.count())

    def read(self, ids: Sequence[str]) -> dict[str, np.ndarray]:
        """The vectors of passages, by id, as Chroma's own index holds them."""
        found = self._collection.get(ids=list(ids), include=["embeddings"])
        return dict(zip(found["ids"], found["embeddings"], strict=True))

    def nearest(self, vector: np.ndarray, k: int) -> list[str]:
        """Ids of the `k` passages nearest by cosine, nearest first."""
        found = self._collection.query(query_embeddings=vector[None, :], n_results=k, include=[])
        return list(found["ids"][0])

    def close(self) -> None:
        self._finalizer()


def _client(folder: Path) -> Any:
    import chromadb
    from chromadb.config import Settings

    return chromadb.PersistentClient(str(folder), Settings(anonymized_telemetry=False))
