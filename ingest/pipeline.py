"""The whole ingest: sources to postings with facts, and on into the next version of the index."""

import hashlib
import logging
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cache
from itertools import chain, islice
from pathlib import Path
from typing import TYPE_CHECKING

from ingest import address, database, shape, source
from ingest.duplicate import Titles
from ingest.errors import RolecallError
from ingest.facts import extract
from ingest.posting import Posting
from ingest.reading import read_posting, read_record
from ingest.record import Record
from ingest.snapshot import Writer, writing
from ingest.source import Document

if TYPE_CHECKING:
    from ingest.crawl import Found

log = logging.getLogger(__name__)

Progress = Callable[[int, int, str], None]
Place = tuple[str, str]
"""(source, external_id): what makes a posting the one it was."""


@dataclass(slots=True)
class Report:
    """What an ingest did: ids of postings, and (name, reason) of what could not be read.

    `duplicates` are (name, id of the posting that is already there from another source). `version` is the one that is
    live afterwards, "" where there is none.
    """

    added: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)
    closed: list[str] = field(default_factory=list)
    duplicates: list[tuple[str, str]] = field(default_factory=list)
    failed: list[tuple[str, str]] = field(default_factory=list)
    version: str = ""


def ingest(
    sources: Sequence[str],
    home: Path,
    audience: str = "public",
    prune: bool = False,
    progress: Progress | None = None,
    today: date | None = None,
) -> Report:
    """Read the sources into the index of `home`.

    A posting that is gone from its source is closed on `today`, with `prune` removed. What cannot be read leaves its
    posting as it was. Where nothing could be read at all, nothing changes. Raises IndexBusy and ModelError.
    """
    with writing(home, audience) as writer:
        run = Run(writer, prune, progress or (lambda *_: None), today or date.today())
        return run.run([source.located(name) for name in sources])


class Run:
    """One ingest under way."""

    def __init__(self, writer: Writer, prune: bool, progress: Progress, today: date) -> None:
        self.writer = writer
        self.prune = prune
        self.progress = progress
        self.today = today
        self.report = Report()
        self.before = writer.base.known() if writer.base else []
        self.known: dict[Place, database.Known] = {(known.source, known.external_id): known for known in self.before}
        self.ids = {known.id for known in self.before}
        self.titles = Titles(writer, self.before)
        self.seen: dict[Place, str] = {}
        self.unread: set[str] = set()  # sources whose postings are unknown this time: theirs stay as they were

    def run(self, roots: Sequence[str]) -> Report:
        complete = [root for root in dict.fromkeys(roots) if self.read(root)]
        for root in complete:
            self.retire(root)
        if complete:
            for known in self.before:
                if known.id in self.ids:
                    self.writer.keep(known.id)
            self.report.version = self.writer.publish(self.progress)
        elif self.writer.base:
            self.report.version = self.writer.base.version
        return self.report

    def read(self, root: str) -> bool:
        """Take in all that a source holds; whether any of it is a posting."""
        good = 0
        try:
            for item in self.remote(root) if source.is_remote(root) else self.local(root):
                good += self.take_all(root, item) if isinstance(item, Document) else self.take(root, root, item)
        except RolecallError as error:
            self.fail(root, root, str(error))
            return False
        return good > 0

    def local(self, root: str) -> Iterator[Document]:
        paths = source.files(root)
        for done, path in enumerate(paths):
            name = path.relative_to(root).as_posix() if str(path) != root else path.name
            self.progress(done, len(paths), f"Reading {name}")
            yield source.read(path, name)

    def remote(self, root: str) -> Iterator[Document | Record]:
        """What an address or a board holds; a crawl that breaks off goes on next time where it was."""
        from ingest.crawl import crawl
        from ingest.fetch import Fetcher

        store = self.writer.folder / "fetched" / hashlib.sha256(root.encode()).hexdigest()[:16]
        done = 0
        with Fetcher(store, address.private_hosts()) as fetcher:
            crawled = crawl(root, fetcher)
            first = list(islice(crawled, 2))
            if len(first) == 1 and first[0].page:
                only = page_of(root, first[0])
                if shape.records(only) is None and self.was_many(only):
                    raise RolecallError(self.emptied(root))
            for done, found in enumerate(chain(first, crawled), start=1):
                self.progress(done, 0, f"Reading {found.name}")
                if found.page:
                    yield page_of(root, found)
                elif found.record:
                    yield found.record
                else:
                    self.seen[root, found.name] = ""
                    self.report.failed.append((found.name, found.error))
            fetcher.finish()
        if not done:
            raise RolecallError(self.emptied(root))

    def take_all(self, root: str, document: Document) -> int:
        """Take in one posting, or every record of a file of many; how many are good."""
        try:
            if document.error:
                raise RolecallError(document.error)
            records = shape.records(document)
        except RolecallError as error:
            self.fail(document.name, document.source, str(error))
            return 0
        if records is None:
            if not source.is_remote(root) and self.was_many(document):
                self.fail(document.name, document.source, self.emptied(document.source))
                return 0
            return self.take(root, document.source, document)
        found = [self.take(root, document.source, record) for record in records]
        if not found:
            self.fail(document.name, document.source, self.emptied(document.source))
        return sum(found)

    def was_many(self, page: Document) -> bool:
        """Whether a page stands where several postings were, and was none of them: "Down for maintenance"."""
        return place_of(page) not in self.known and self.held(page.source) > 1

    def held(self, place: str) -> int:
        return sum(known.source == place and known.status == "open" for known in self.before)

    def emptied(self, place: str) -> str:
        """Why a source without postings changes nothing."""
        if held := self.held(place):
            return f"It holds no postings, where it had {held}. Nothing of it was changed: check the source."
        return "It holds no postings. Check the source."

    def take(self, root: str, at: str, item: Document | Record) -> bool:
        """Take in the one posting that an item is; whether it could be read."""
        if isinstance(item, Document):
            name, place = item.name, place_of(item)
        else:
            name, place = item.title or item.id, (at, item.id)
        read_from = fingerprint(item)
        if place in self.seen:
            if self.seen[place] not in ("", read_from):
                self.report.failed.append((name, f"Another posting of its source has the same id, {place[1]}."))
            return True
        self.seen[place] = read_from
        known = self.known.get(place)
        if known and known.read_from == self.seen[place] and not known.closed_on:
            self.report.unchanged.append(known.id)
            return True
        try:
            read = read_posting(item) if isinstance(item, Document) else read_record(item, at)
            self.put(root, place, name, read)
        except RolecallError as error:
            self.report.failed.append((name, str(error)))
        except Exception:  # one document that trips the reader never stops the rest
            log.exception("a document could not be read")
            self.report.failed.append((name, "Rolecall tripped over it; the log says where."))
        else:
            return True
        if isinstance(item, Document) and not source.is_remote(at):
            self.unread.add(at)  # it may have held other postings
        return False

    def put(self, root: str, place: Place, name: str, posting: Posting) -> None:
        known = self.known.get(place)
        if str(posting.fields.get("audience")).strip().lower() == "internal" and self.writer.folder.name == "public":
            self.report.failed.append((name, "It says that it is internal. Ingest it with --audience internal."))
            if known:
                self.ids.discard(known.id)
                self.report.removed.append(known.id)
            return
        if known is None and (same := self.titles.same(posting, root)):
            self.report.duplicates.append((name, same))
            return
        posting_id = known.id if known else free(posting.id, self.ids)
        posting = replace(
            posting, id=posting_id, source=place[0], external_id=place[1], read_from=self.seen[place]
        )  # fmt: skip
        posting = replace(posting, facts=extract(posting))
        self.ids.add(posting_id)
        self.writer.add(posting)
        self.titles.add(posting)
        unchanged = known and known.digest == database.digest_of(posting)
        kind = self.report.unchanged if unchanged else self.report.changed if known else self.report.added
        kind.append(posting_id)

    def fail(self, name: str, place: str, reason: str) -> None:
        self.report.failed.append((name, reason))
        self.unread.add(place)

    def retire(self, root: str) -> None:
        """Close or remove what came from `root` and is no longer there."""
        for known in self.before:
            place = (known.source, known.external_id)
            if not source.covers(root, known.source) or place in self.seen or known.source in self.unread:
                continue
            if self.prune:
                self.ids.discard(known.id)
                self.report.removed.append(known.id)
            elif known.status == "open" and (posting := self.writer.find(known.id)):
                self.writer.add(replace(posting, status="closed", closed_on=self.today.isoformat()))
                self.report.closed.append(known.id)


def page_of(root: str, found: "Found") -> Document:
    """A page of a live source."""
    data = found.page.data if found.page else b""
    return Document(found.name, data, root, source.fault(data))


def place_of(document: Document) -> Place:
    """A page is known by its address, a file by its name: the same file by itself and in its folder is one."""
    remote = source.is_remote(document.source)
    return document.source, document.name if remote else Path(document.name).name


def fingerprint(item: Document | Record) -> str:
    """Hash of what a posting is read from, and of the program that reads it."""
    matter = item.data if isinstance(item, Document) else repr(item).encode("utf-8", "replace")
    return hashlib.sha256(program() + matter).hexdigest()[:32]


@cache
def program() -> bytes:
    """Hash of the program's own files: what another version of it has read is read again."""
    here = Path(__file__).parent
    files = sorted(path for path in here.rglob("*.py"))
    return hashlib.sha256(b"\0".join(path.read_bytes() for path in files)).digest()


def free(posting_id: str, taken: set[str]) -> str:
    """The id, or with the first of -2, -3… that no other posting has."""
    n, candidate = 1, posting_id
    while candidate in taken:
        n += 1
        candidate = f"{posting_id}-{n}"
    return candidate
