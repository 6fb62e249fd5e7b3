"""Postings made by hand, for tests of what comes after reading."""

import hashlib
from collections.abc import Mapping, Sequence
from typing import Any

from ingest.posting import Posting, Section, Sentence


def notice(name: str, title: str, body: Mapping[str, Sequence[str]], **more: Any) -> Posting:
    """A posting of a title and, under each heading, sentences in one paragraph."""
    text, sections, sentences = title + "\n", [], [Sentence(0, len(title), 0, heading=True)]
    sections.append(Section(title, 0, len(title)))
    for heading, lines in body.items():
        start = len(text) + 1
        text += f"\n{heading}\n"
        sentences.append(Sentence(start, start + len(heading), len(sections), heading=True))
        for line in lines:
            sentences.append(Sentence(len(text), len(text) + len(line), len(sections)))
            text += line + " "
        text = text[:-1] + "\n"
        sections.append(Section(heading, start, len(text) - 1))
    version = hashlib.sha256(text.encode()).hexdigest()[:16]
    posting = Posting(name, title, text, tuple(sections), tuple(sentences), version=version, **more)
    assert all(text[s.start : s.end] == text[s.start : s.end].strip() for s in sentences)
    return posting


EQUAL = "We welcome people of every background and never ask about your salary history."
BOARD = (
    notice(
        "baker", "Night Baker",
        {"The work": ["You bake rye bread from ten in the evening.", "The ovens are new."],
         "Pay": ["The wage is 19 euros an hour."], "Equal chances": [EQUAL]},
        source="/jobs", external_id="baker.md",
    ),
    notice(
        "sailor", "Ferry Deckhand",
        {"The work": ["You moor the ferry and look after passengers in any weather."],
         "Moving": ["We pay for your move to the island."], "Equal chances": [EQUAL]},
        source="/jobs", external_id="sailor.md",
    ),
    notice(
        "senior-baker", "Senior Night Baker",
        {"The work": ["You lead a team of four bakers."], "Equal chances": [EQUAL]},
        source="/jobs", external_id="senior.md",
    ),
)  # fmt: skip
