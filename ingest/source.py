"""Where postings come from: files, folders of them, addresses and boards.

A file that cannot be read becomes a Document with `error`, so that one bad file never stops the rest.
"""

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from ingest.errors import SourceError

SUFFIXES = (
    ".txt", ".text", ".md", ".markdown", ".html", ".htm", ".pdf", ".docx",
    ".json", ".jsonl", ".ndjson", ".xml", ".csv", ".tsv",
)  # fmt: skip
MANY = (".json", ".jsonl", ".ndjson", ".xml", ".csv", ".tsv")
LARGEST = 20 * 1024 * 1024
"""Bytes of a file of one posting. The longest real posting page is under 1 MB; a larger file is told by its size."""
LARGEST_BOARD = 200 * 1024 * 1024
"""Bytes of a file of many postings."""


@dataclass(frozen=True, slots=True)
class Document:
    """The bytes of one file or page. `name` is its path inside the source; `error` says why it could not be read."""

    name: str
    data: bytes
    source: str
    error: str = ""


def is_remote(source: str) -> bool:
    """Whether a source is an address, or names a board ("greenhouse:acme"), rather than a path."""
    return "://" in source or re.match(r"[a-z]{3,}:(?![\\/])\S", source) is not None


def located(source: str) -> str:
    """A path made absolute, so that the same folder is the same source from wherever it is named."""
    return source if is_remote(source) else str(Path(source).expanduser().resolve())


def covers(source: str, place: str) -> bool:
    """Whether what lies at `place` belongs to `source`: it is that source, or lies in that folder."""
    return place == source or place.startswith(source.rstrip("/\\") + os.sep)


def files(source: str) -> list[Path]:
    """The files of a file or folder, in the order of their names; hidden files are passed over.

    Raises SourceError if the path does not exist, or is a folder that holds no postings.
    """
    path = Path(source).expanduser()
    if path.is_dir():
        found = list(_walk(path))
        if not found:
            raise SourceError(
                f"The folder {source} holds no postings: put text, Markdown, HTML, PDF, Word, JSON, XML or CSV files "
                "in it, or name another folder."
            )
        return found
    if not path.exists():
        raise SourceError(f"There is no file or folder at {source}. Check the path.")
    return [path]


def documents(source: str | Path) -> Iterator[Document]:
    """The files of a file or folder, read one by one. Raises SourceError as `files` does."""
    root = Path(source).expanduser()
    for path in files(str(source)):
        yield read(path, path.relative_to(root).as_posix() if path != root else path.name)


def _walk(folder: Path) -> Iterator[Path]:
    """Files that may hold postings, sorted by path. Linked folders are followed once."""
    seen: set[str] = set()
    found: list[Path] = []
    for at, folders, names in os.walk(folder, followlinks=True, onerror=None):
        real = os.path.realpath(at)
        if real in seen:
            folders.clear()
            continue
        seen.add(real)
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        found += [Path(at, name) for name in names if _is_posting(name)]
    return iter(sorted(found, key=lambda path: path.relative_to(folder).as_posix()))


def _is_posting(name: str) -> bool:
    return not name.startswith((".", "~$")) and name.lower().endswith(SUFFIXES)


def read(path: Path, name: str) -> Document:
    """A Document with the file's bytes, or with the reason why there are none."""
    source = str(path)
    try:
        if not path.is_file():
            return Document(name, b"", source, "It is not a plain file. Give a text, Markdown or HTML file.")
        size = path.stat().st_size
        largest = LARGEST_BOARD if name.lower().endswith(MANY) else LARGEST
        if size > largest:
            return Document(
                name, b"", source,
                f"It is {size / 1024 / 1024:.0f} MB, over the limit of {largest // 1024 // 1024} MB. "
                "Give one posting a file.",
            )  # fmt: skip
        data = path.read_bytes()
    except OSError as error:
        reason = (error.strerror or "unknown reason").lower()
        return Document(name, b"", source, f"It could not be read: {reason}. Check its permissions.")
    return Document(name, data, source, fault(data))


def fault(data: bytes) -> str:
    """Why these bytes can hold no posting, or ""."""
    if not data.strip():
        return "It is empty. Put the posting's text in it."
    if data.startswith((b"%PDF", b"PK\x03\x04", b"\xff\xfe", b"\xfe\xff")):
        return ""
    if data.startswith((b"\xd0\xcf\x11\xe0", b"{\\rtf")):
        return "It is of an old Word format, or RTF. Save it as .docx, PDF or text."
    head = data[:65536]
    controls = sum(head.count(bytes([code])) for code in (*range(9), *range(14, 27), *range(28, 32)))
    if b"\x00" in head or controls > len(head) // 100:
        return "It is binary, not text. Save the posting as text, Markdown, HTML, PDF or .docx."
    return ""
