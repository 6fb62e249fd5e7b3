"""A line of a posting as a reader of one format hands it on, before the layout decides what it is."""

from dataclasses import dataclass
from typing import Literal

Look = Literal["", "title", "heading", "bold", "bullet", "row"]


@dataclass(frozen=True, slots=True)
class Line:
    """One line. `look` is what the format says of it: heading, bullet, wholly bold, a row of "label: value".

    `gap`: a blank line or block boundary stands before it. `soft`: it may continue the line before (a hard wrap).
    `depth`: how deep its list is nested, 0 outside lists.
    """

    text: str
    look: Look = ""
    gap: bool = False
    soft: bool = False
    depth: int = 0
