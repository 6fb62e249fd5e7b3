"""What can go wrong, in words that are safe to show a person.

    RolecallError               every message says what happened and what to do next
    ├── SourceError             a file, folder or page could not be read as a posting
    │   └── FetchError          an address could not be fetched, or may not be
    │       └── NotFound        there is nothing at the address
    ├── ModelError              the embedded model is missing, or is not the official one
    ├── IndexMissing            nothing has been ingested yet
    ├── IndexMismatch           the index was built by another embedder or chunker
    ├── IndexBusy               another process is writing the index
    ├── PostingNotFound         no posting has that id or title
    └── PostingAmbiguous        several postings fit; `.titles` lists them

Anything that is not a RolecallError goes to the log with a reference number and is never shown as it is.
"""

from collections.abc import Sequence


class RolecallError(Exception):
    """Base of all errors whose text may be shown to a person."""


class SourceError(RolecallError):
    """A source could not be read as a posting."""


class FetchError(SourceError):
    """An address could not be fetched, or may not be."""


class NotFound(FetchError):
    """There is nothing at the address (any more)."""


class ModelError(RolecallError):
    """The embedded model is missing, or its weights are not the official ones."""


class IndexMissing(RolecallError):
    """There is no index in this home yet."""


class IndexMismatch(RolecallError):
    """The index was built by another embedder or another version of the chunker."""


class IndexBusy(RolecallError):
    """Another process holds the write lock."""


class PostingNotFound(RolecallError):
    """No posting has that id or title."""


class PostingAmbiguous(RolecallError):
    """Several postings fit the title that was given."""

    def __init__(self, message: str, titles: Sequence[str]) -> None:
        super().__init__(message)
        self.titles = tuple(titles)
