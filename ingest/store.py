"""What was fetched, kept beside the index: the next fetch asks only whether it has changed, and a crawl that was killed
goes on where it was.
"""

import hashlib
import json
import os
import time
from dataclasses import dataclass
from pathlib import Path

MARKER = "unfinished"
STALE = 6 * 3600  # seconds after which a crawl that was killed begins anew


@dataclass(frozen=True, slots=True)
class Kept:
    """An answer as it was: `url` after redirects, and what its server would know it by."""

    url: str
    content_type: str
    etag: str
    modified: str
    data: bytes
    fresh: bool
    """fetched by the crawl that is under way: need not be asked for again"""


class Store:
    """A folder with one file an address. Without a folder it keeps nothing."""

    def __init__(self, folder: Path | None) -> None:
        self.folder = folder
        self.used: set[str] = set()
        self.began = time.time()
        if folder:
            folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            marker = folder / MARKER
            began = marker.stat().st_mtime if marker.exists() else 0.0
            if self.began - began < STALE:
                self.began = began
            else:
                marker.touch()
                self.began = marker.stat().st_mtime

    def find(self, url: str) -> Kept | None:
        path = self._path(url)
        if path is None or not path.exists():
            return None
        try:
            head, _, data = path.read_bytes().partition(b"\n")
            known = json.loads(head)
            fresh = known["at"] >= self.began
            kept = Kept(known["url"], known["content_type"], known["etag"], known["modified"], data, fresh)
        except (OSError, ValueError, KeyError):
            return None
        self.used.add(path.name)
        return kept

    def keep(self, asked: str, url: str, content_type: str, etag: str, modified: str, data: bytes) -> None:
        path = self._path(asked)
        if path is None:
            return
        known = {"url": url, "content_type": content_type, "etag": etag, "modified": modified, "at": time.time()}
        new = path.with_suffix(".new")
        descriptor = os.open(new, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "wb") as file:
            file.write(json.dumps(known).encode() + b"\n" + data)
        new.replace(path)
        self.used.add(path.name)

    def finish(self) -> None:
        """The crawl is whole: what it did not use is of no more use."""
        if self.folder:
            for path in self.folder.iterdir():
                if path.name not in self.used:
                    path.unlink(missing_ok=True)

    def give_up(self) -> None:
        """The crawl failed: a next one begins anew, and asks only for what has changed."""
        if self.folder:
            (self.folder / MARKER).unlink(missing_ok=True)

    def _path(self, url: str) -> Path | None:
        return self.folder / hashlib.sha256(url.encode()).hexdigest()[:32] if self.folder else None
