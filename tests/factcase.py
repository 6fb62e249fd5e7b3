"""Postings made by hand for the tests of facts."""

import re
from typing import Any

from ingest.facts import extract
from ingest.posting import Fact, Kind, Posting, Section, Sentence

_STOP = re.compile(r"(?<=[^\d][.!?])\s+(?=[A-Z])")


def posting_of(text: str, fields: dict[str, Any] | None = None, kind: Kind = "posting") -> Posting:
    """A posting whose blocks are parted by blank lines: the title's block, then blocks headed by their first line.

    A block of one line is prose of the section above, or a heading where it is in capitals.
    """
    sections: list[Section] = []
    sentences: list[Sentence] = []
    for block in re.finditer(r"[^\n]+(?:\n[^\n]+)*", text):
        lines = list(re.finditer(r"[^\n]+", block[0]))
        lines = [line for line in lines if line[0].strip()]
        headed = bool(lines) and (not sections or len(lines) > 1 or lines[0][0].isupper())
        if headed:
            sections.append(Section(lines[0][0].strip(), block.start() + lines[0].start(), block.end()))
        for number, line in enumerate(lines):
            heading = headed and number == 0
            sentences += _sentences(line[0], block.start() + line.start(), len(sections) - 1, heading)
    title = sections[0].heading if sections else ""
    return Posting("cook", title, text, tuple(sections), tuple(sentences), kind=kind, fields=fields or {})


def _sentences(line: str, offset: int, section: int, heading: bool) -> list[Sentence]:
    bullet = line.startswith("- ")
    found = []
    at = 2 if bullet else 0
    for part in [line[at:]] if heading else _STOP.split(line[at:]):
        start = line.index(part, at)
        at = start + len(part)
        body = part.strip()
        if body:
            start += part.index(body)
            found.append(Sentence(offset + start, offset + start + len(body), section, bullet, heading))
    return found


def facts(text: str, name: str) -> list[Fact]:
    return [fact for fact in extract(posting_of(text)) if fact.name == name]


def one(text: str, name: str) -> Fact:
    (fact,) = facts(text, name)
    return fact


def said(sentence: str, name: str, place: str = "") -> Any:
    """The value of the only such fact in a posting with that one sentence; None where the posting is silent."""
    head = f"Cook\nLocation: {place}\n\n" if place else "Cook\n\n"
    found = facts(f"{head}{sentence}", name)
    if name == "location" and place:
        found = found[1:]
    assert len(found) <= 1, found
    return found[0].value if found else None
