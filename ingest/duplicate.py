"""Finds the same posting in two sources: a board's, and the page of it on the careers site."""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from ingest.database import Known
from ingest.posting import Posting
from ingest.source import covers

if TYPE_CHECKING:
    from ingest.snapshot import Writer

SHARED = 0.9  # of the sentences of the shorter one; employers' boilerplate alone stays well below it
FEWEST = 5  # sentences: less text shows nothing


class Titles:
    """The postings by title, of the version before and of what has been added since.

    One that has left its source is no duplicate of one that is there: only what its own text calls closed is held.
    """

    def __init__(self, writer: "Writer", before: Iterable[Known]) -> None:
        self.writer = writer
        self.held: dict[str, list[tuple[str, str]]] = defaultdict(list)  # (id, source)
        for known in before:
            if not known.closed_on:
                self.held[_words(known.title)].append((known.id, known.source))

    def add(self, posting: Posting) -> None:
        self.held[_words(posting.title)].append((posting.id, posting.source))

    def same(self, posting: Posting, root: str) -> str:
        """The id of the posting from another source than `root` that this one repeats, or ""."""
        for posting_id, place in self.held[_words(posting.title)]:
            if not covers(root, place):
                other = self.writer.find(posting_id)
                if other and other.kind == posting.kind and is_same(other, posting):
                    return posting_id
        return ""


def is_same(one: Posting, other: Posting) -> bool:
    """Whether two postings of one title are one: the same address, or nearly all sentences and no other place."""
    if one.url and one.url == other.url:
        return True
    fewer, more = sorted((_sentences(one), _sentences(other)), key=len)
    if len(fewer) < FEWEST or len(fewer & more) < SHARED * len(fewer):
        return False
    here, there = _places(one), _places(other)
    return not here or not there or bool(here & there)


def _sentences(posting: Posting) -> set[str]:
    """The words of each sentence of the body, so that another layout is no difference."""
    spans = [s for s in posting.sentences if s.section > 0 or s.end - s.start > 60]
    return {words for s in spans if not s.heading and len(words := _words(posting.quote(s.start, s.end))) > 20}


def _places(posting: Posting) -> set[str]:
    """The towns that the postings' facts or fields name."""
    said: Sequence[object] = [fact.value for fact in posting.facts if fact.name == "location"]
    named = [str(value) for values in said for value in (values if isinstance(values, list) else [values])]
    if not named:
        named = re.split(r";", str(posting.fields.get("Location", "")))
    return {_words(name.split(",")[0]) for name in named if name.strip()}


def _words(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.casefold()))
