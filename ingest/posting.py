"""What a posting is: its text, and spans of that text.

Everything Rolecall quotes is a span `posting.text[start:end]`; offsets count characters (code points) of `text`.
The text is the cleaned one: it reads as a person would have typed it, one bullet a line behind "- ", headings on
lines of their own, blank lines between sections.
"""

from dataclasses import dataclass, field
from typing import Any, Literal

Kind = Literal["posting", "faq"]
Status = Literal["open", "closed"]
Origin = Literal["text", "field"]


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and what stands under it. `start` is where the heading begins; the body ends at `end`.

    The first section holds what stands above the first heading (title, location…); its heading is the title.
    Sections follow one another without overlap and together cover every line of the text that is not blank.
    """

    heading: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Sentence:
    """The smallest thing that is quoted: a sentence of prose, or one bullet without its marker.

    `section` indexes `posting.sections`. `lead` is the span of the line that introduces a list ("Our benefits:"),
    where the sentence is one of the list's bullets. A heading is a Sentence too, with `heading=True`.
    """

    start: int
    end: int
    section: int
    bullet: bool = False
    heading: bool = False
    lead: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Fact:
    """One typed fact with the words that state it: `quote == posting.text[start:end]`.

    `name` and `value` as the extractors of `facts.py` give them: salary {min,max,currency,period}, location [..],
    workplace remote|hybrid|onsite, relocation true|false… An absent fact means that the posting is silent.
    """

    name: str
    value: Any
    quote: str
    start: int
    end: int
    origin: Origin = "text"
    conflict: bool = False
    """Whether a field and the text say different things of it; both stay, both marked."""


@dataclass(frozen=True, slots=True)
class Passage:
    """What is embedded and searched: part of one section, `posting.text[start:end]`, at most 256 tokens with `header`.

    `id` is "posting#section#n". `header` ("title > heading") is embedded before the text, and never quoted.
    """

    id: str
    posting_id: str
    section: int
    n: int
    start: int
    end: int
    header: str


@dataclass(frozen=True, slots=True)
class Posting:
    """One job posting (or FAQ page) as it is indexed. `version` is a hash of `text`."""

    id: str
    title: str
    text: str
    sections: tuple[Section, ...]
    sentences: tuple[Sentence, ...]
    facts: tuple[Fact, ...] = ()
    kind: Kind = "posting"
    status: Status = "open"
    source: str = ""
    external_id: str = ""
    url: str | None = None
    version: str = ""
    fields: dict[str, Any] = field(default_factory=dict)
    """Fields given beside the text (front matter, an ATS's), as read; empty for plain text."""
    closed_on: str = ""
    """ISO date on which the posting was found gone from its source, else ""."""
    read_from: str = ""
    """Hash of the bytes it was read from and of the program that read them: the same hash need not be read again."""

    def quote(self, start: int, end: int) -> str:
        return self.text[start:end]
