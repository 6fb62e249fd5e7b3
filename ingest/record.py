"""A record: one posting as a board, a table or a page's data gives it, before it is read."""

import hashlib
import json
from dataclasses import dataclass
from typing import Any, Literal

from ingest.posting import Kind


@dataclass(frozen=True, slots=True)
class Record:
    """What `reading.read_record` makes a posting of.

    `id` is the source's own name for it, unique and stable in that source. `rows` are short fields, ("Location",
    "Lisbon, Portugal"), which become the lines under the title, in wording that the extractors of facts read
    (`wording.py`). `body` is the posting's parts in reading order, (heading or "", HTML or plain text). A record that
    cannot be read has `error`, with what is known of it beside. `partial`: its source has more of it at an address of
    its own. `gone`: its source shows it, and says that it is no longer open. `typed`: its places
    are addresses, parted by ";", and not an employer's free words.
    """

    id: str
    title: str = ""
    rows: tuple[tuple[str, str], ...] = ()
    body: tuple[tuple[str, str], ...] = ()
    url: str | None = None
    kind: Kind = "posting"
    gone: bool = False
    partial: bool = False
    typed: bool = False
    error: str = ""


@dataclass(frozen=True, slots=True)
class Address:
    """A further page of a board. `role`: "list" is more of the list, "posting" is all of one record, named by `id`.

    A list that cannot be fetched fails its whole source; a posting that cannot be fetched fails alone.
    """

    url: str
    role: Literal["list", "posting"] = "list"
    id: str = ""


def hashed(known: list[Any]) -> str:
    """An id from what is known of a record that has none: the same for the same posting, wherever it stands."""
    return hashlib.sha256(json.dumps(known, sort_keys=True, default=str).encode()).hexdigest()[:12]
