"""Where postings come from: one file, or a folder of them.

A file that cannot be read becomes a Document with `error`, so that one bad file never stops the rest.
"""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from ingest.errors import SourceError

SUFFIXES = (".txt", ".text", ".md", ".markdown", ".html", ".htm")
LARGEST = 20 * 1024 * 1024
"""Bytes. The longest real posting page is under 1 MB; a larger file is looked at by its size alone."""


@dataclass(frozen=True, slots=True)
class Document:
    """The bytes of one file. `name` is its path inside the source; `error` says why it could not be read."""

    name: str
    data: bytes
    source: str
    error: str = ""


def documents(source: str | Path) -> Iterator[Document]:
    """The documents of a file or folder, in the order of their names; hidden files are passed over.

    Raises SourceError if the path does not exist, or is a folder that holds no postings.
    """
    path = Path(source).expanduser()
    if path.is_dir():
        files = list(_walk(path))
        if not files:
            raise SourceError(
                f"The folder {source} holds no postings: put .txt, .md or .html files in it, or name another folder."
            )
        for file in files:
            yield _read(file, file.relative_to(path).as_posix(), str(source))
    elif path.exists():
        yield _read(path, path.name, str(source))
    else:
        raise SourceError(f"There is no file or folder at {source}. Check the path.")


def _walk(folder: Path) -> Iterator[Path]:
    """Files with a posting's extension, sorted by path. Linked folders are followed once."""
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
    return not name.startswith(".") and name.lower().endswith(SUFFIXES)


def _read(path: Path, name: str, source: str) -> Document:
    """A Document with its bytes, or with the reason why there are none."""
    try:
        if not path.is_file():
            return Document(name, b"", source, "It is not a plain file. Give a text, Markdown or HTML file.")
        size = path.stat().st_size
        if size > LARGEST:
            megabytes = size / 1024 / 1024
            limit = LARGEST // 1024 // 1024
            return Document(
                name, b"", source, f"It is {megabytes:.0f} MB, over the limit of {limit} MB. Give one posting a file."
            )
        data = path.read_bytes()
    except OSError as error:
        reason = (error.strerror or "unknown reason").lower()
        return Document(name, b"", source, f"It could not be read: {reason}. Check its permissions.")
    return Document(name, data, source, _fault(data))


def _fault(data: bytes) -> str:
    """Why these bytes are no text, or ""."""
    if not data.strip():
        return "It is empty. Put the posting's text in it."
    if data.startswith((b"%PDF", b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"{\\rtf")):
        return "It is a PDF, Word or archive file. Save the posting as text, Markdown or HTML."
    head = data[:65536]
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return ""
    controls = sum(head.count(bytes([code])) for code in (*range(9), *range(14, 27), *range(28, 32)))
    if b"\x00" in head or controls > len(head) // 100:
        return "It is binary, not text. Save the posting as text, Markdown or HTML."
    return ""
