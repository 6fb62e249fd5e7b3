"""The whole ingest: sources to postings with facts, and on into the next version of the index."""

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from ingest import database
from ingest.errors import RolecallError
from ingest.facts import extract
from ingest.posting import Posting
from ingest.reading import read_posting
from ingest.snapshot import Writer, writing
from ingest.source import Document, documents

log = logging.getLogger(__name__)

Progress = Callable[[int, int, str], None]


@dataclass(slots=True)
class Report:
    """What an ingest did: ids of postings, and (name, reason) of what could not be read.

    `version` is the one that is live afterwards, "" where there is none.
    """

    added: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)
    closed: list[str] = field(default_factory=list)
    failed: list[tuple[str, str]] = field(default_factory=list)
    version: str = ""


def ingest(
    sources: Sequence[str],
    home: Path,
    audience: str = "public",
    prune: bool = False,
    progress: Progress | None = None,
) -> Report:
    """Read the sources into the index of `home`.

    A posting that is gone from a source it came from is closed, with `prune` removed. A document that fails leaves its
    posting as it was. Where nothing could be read at all, nothing changes. Raises IndexBusy and ModelError.
    """
    with writing(home, audience) as writer:
        return Run(writer, prune, progress).run([located(source) for source in sources])


class Run:
    """One ingest under way."""

    def __init__(self, writer: Writer, prune: bool, progress: Progress | None) -> None:
        self.writer = writer
        self.prune = prune
        self.progress = progress
        self.report = Report()
        base = writer.base
        self.before = [base.posting(summary.id) for summary in base.summaries()] if base else []
        self.postings = {posting.id: posting for posting in self.before}
        self.ids = {origin(posting.source, posting.external_id): posting.id for posting in self.before}
        self.seen: set[str] = set()

    def run(self, sources: Sequence[str]) -> Report:
        complete = [source for source in dict.fromkeys(sources) if self.read(source)]
        if complete:
            for source in complete:
                self.retire(source)
            postings = sorted(self.postings.values(), key=lambda posting: posting.id)
            self.report.version = self.writer.publish(postings, self.progress)
        elif self.writer.base:
            self.report.version = self.writer.base.version
        return self.report

    def read(self, source: str) -> bool:
        """Take in every document of a source; whether any of it is a posting."""
        try:
            found = list(documents(source))
        except RolecallError as error:
            self.report.failed.append((source, str(error)))
            return False
        good = 0
        for done, document in enumerate(found):
            if self.progress:
                self.progress(done, len(found), f"Reading {document.name}")
            good += self.take(source, document)
        return good > 0

    def take(self, source: str, document: Document) -> bool:
        place = origin(source, document.name)
        if place in self.seen:
            return True
        self.seen.add(place)
        try:
            if document.error:
                raise RolecallError(document.error)
            self.put(source, document.name, read_posting(document))
        except RolecallError as error:
            self.report.failed.append((document.name, str(error)))
            return False
        except Exception:  # one document that trips the reader never stops the rest
            log.exception("a document could not be read")
            self.report.failed.append((document.name, "Rolecall tripped over it; the log says where."))
            return False
        return True

    def put(self, source: str, name: str, posting: Posting) -> None:
        place = origin(source, name)
        known = self.ids.get(place)
        before = self.postings[known] if known else None
        if before and place == source:  # a file given by itself still belongs to the folder it was found in
            source, name = before.source, before.external_id
        posting_id = known or free(posting.id, self.postings)
        posting = replace(posting, id=posting_id, source=source, external_id=name)
        posting = replace(posting, facts=extract(posting))
        kind = self.report.added if before is None else self.report.changed
        if before and database.encoded(before) == database.encoded(posting):
            kind = self.report.unchanged
        kind.append(posting_id)
        self.ids[place] = posting_id
        self.postings[posting_id] = posting

    def retire(self, source: str) -> None:
        """Close or remove what was ingested from `source` and is no longer there."""
        for posting in self.before:
            if posting.source != source or origin(source, posting.external_id) in self.seen:
                continue
            if self.prune:
                del self.postings[posting.id]
                self.report.removed.append(posting.id)
            elif posting.status == "open":
                self.postings[posting.id] = replace(posting, status="closed")
                self.report.closed.append(posting.id)


def located(source: str) -> str:
    """A path made absolute, so that the same folder is the same source from wherever it is named."""
    path = Path(source).expanduser()
    return source if "://" in source else str(path.resolve())


def origin(source: str, name: str) -> str:
    """Where a document lies: the same for a file given by itself and for one found in its folder."""
    return source if Path(source).name == name else f"{source}/{name}"


def free(posting_id: str, taken: dict[str, Posting]) -> str:
    """The id, or with the first of -2, -3… that no other posting has."""
    n, candidate = 1, posting_id
    while candidate in taken:
        n += 1
        candidate = f"{posting_id}-{n}"
    return candidate
