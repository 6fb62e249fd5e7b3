"""A line of a posting as a reader of one format hands it on, before the layout decides what it is."""

import re
from dataclasses import dataclass
from typing import Literal

MARKER = re.compile(
    r"^\s*(?:[•●▪◦‣∙■□▫➢➤►▸✓✔✅☑❖o§·*+>»→–—-]|[\uf0a7\uf0b7\uf076\uf0d8])[ \t]+(?=\S)|"
    r"^\s*[•●▪◦‣∙➢➤►▸✓✔✅❖\uf0a7\uf0b7](?=\S)"
)
NUMBER = re.compile(r"^\s*(?:\d{1,2}[.)]|\(?[a-zA-Z][.)]|\((?:\d{1,2}|[ivx]{1,4})\)|[ivx]{1,4}\.)[ \t]+(?=\S)")

Look = Literal["", "title", "heading", "bold", "bullet", "row"]


@dataclass(frozen=True, slots=True)
class Line:
    """One line. `look` is what the format says of it: heading, bullet, wholly bold, a row of "label: value".

    `gap`: a blank line or block boundary stands before it. `soft`: it may continue the line before (a hard wrap).
    `depth`: how deep its list is nested, 0 outside lists. `link`: the whole line is a link.
    """

    text: str
    look: Look = ""
    gap: bool = False
    soft: bool = False
    depth: int = 0
    link: bool = False
