"""Documents read as postings, and what holds of every posting."""

import re

from ingest.posting import Posting
from ingest.reading import read_posting
from ingest.source import Document


def read(text: str, name: str = "harbour-cook.txt") -> Posting:
    return read_posting(Document(name, text.encode("utf-8"), "here"))


def lines(posting: Posting) -> list[str]:
    return [line for line in posting.text.split("\n") if line]


def check(posting: Posting) -> None:
    """What holds of every posting: spans in order, whole, and covering every word."""
    text = posting.text
    assert text == text.strip()
    assert posting.sections[0].heading == posting.title
    assert posting.sections[0].start == 0
    at = 0
    for section in posting.sections:
        assert text[section.start :].startswith(section.heading)
        assert section.start >= at
        assert not text[at : section.start].strip()
        at = section.end
    assert at == len(text)
    at = 0
    for sentence in posting.sentences:
        between = text[at : sentence.start]
        assert re.fullmatch(r"\s*(?:-|\(?\w{1,4}[.)])?\s*", between), between
        section = posting.sections[sentence.section]
        assert section.start <= sentence.start < sentence.end <= section.end
        assert text[sentence.start : sentence.end].strip() == text[sentence.start : sentence.end]
        assert sentence.lead is None or sentence.lead[1] <= sentence.start
        at = sentence.end
    assert at == len(text)
