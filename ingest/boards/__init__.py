"""The boards of applicant tracking systems (ATS): one module each, and the table of them.

A board's module holds the five functions of `Board`. `data` is what its API answers, parsed: JSON as Python values,
XML as an lxml element. A saved answer and a live one go the same way.
"""

from collections.abc import Iterator, Sequence
from typing import Any, Protocol

from ingest.boards import ashby, greenhouse, lever, personio, pinpoint, recruitee, smartrecruiters, workable, workday
from ingest.record import Address, Record


class Board(Protocol):
    """What a board's module offers; CONTRIBUTING.md shows how to write one."""

    def addresses(self, token: str) -> tuple[str, ...]:
        """Where the list of postings is; a second address is tried where the first is not found. () if never live."""

    def token(self, url: str) -> str | None:
        """The board that a page's address belongs to ("https://boards.greenhouse.io/acme/jobs/1" → "acme")."""

    def recognises(self, data: Any) -> bool:
        """Whether this is an answer of this kind of board, by its shape."""

    def records(self, data: Any) -> Iterator[Record]:
        """The postings in an answer, each on its own: one that is malformed gives a Record with `error`."""

    def more(self, data: Any, url: str) -> Sequence[Address]:
        """What else to fetch: further pages of the list, and postings that the list does not give whole."""


BOARDS: dict[str, Board] = {
    "greenhouse": greenhouse, "lever": lever, "ashby": ashby, "recruitee": recruitee, "workable": workable,
    "smartrecruiters": smartrecruiters, "personio": personio, "pinpoint": pinpoint, "workday": workday,
}  # fmt: skip
"""By the name that stands before the colon: `rolecall ingest greenhouse:TOKEN`."""


def board_of(data: Any) -> Board | None:
    """The kind of board that this data is an answer of."""
    return next((board for board in BOARDS.values() if board.recognises(data)), None)
