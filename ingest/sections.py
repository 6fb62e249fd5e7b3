"""Blocks to a posting's text, with the spans of its sections and sentences."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from ingest.line import NUMBER
from ingest.posting import Section, Sentence
from ingest.sentences import split

_RUN_IN = re.compile(
    r"(?:(?:how|who|what|where|why|when)\b[^.,:;]{0,24}"
    r"|(?!(?:yes|no|not)\b)(?![^.]*(?:\b(?:is|are|was|were|has|have|do|does|use|we|you|i)\b|[’']))"
    r"[^\W\d_][\w/&-]*(?: [\w/&-]+){0,3})\.(?=\s)",
    re.IGNORECASE,
)
"""The first words of a paragraph that stand for a heading: "Working from home. One day a week…"…"""
_RUN_INS = 3
"""…in a posting that has so many of them at least."""
_ROW = 200  # characters; a longer row is prose behind a label, and has sentences


@dataclass(frozen=True, slots=True)
class Block:
    """One line of the text to be. A "row" is a line of its own without a blank line before it ("Location: Rome").

    `lead`: the line announces the bullets after it. `depth`: how deep a bullet is nested.
    """

    kind: Literal["heading", "text", "bullet", "row"]
    text: str
    depth: int = 0


def compose(title: str, blocks: Sequence[Block]) -> tuple[str, tuple[Section, ...], tuple[Sentence, ...]]:
    """The text: title, then the blocks; a blank line between all but rows and bullets that follow one another."""
    run_ins = sum(block.kind == "text" and _RUN_IN.match(block.text) is not None for block in blocks)
    page = _Page(title, run_in=run_ins >= _RUN_INS)
    for number, block in enumerate(blocks):
        bullets_follow = number + 1 < len(blocks) and blocks[number + 1].kind == "bullet"
        page.add(block, bullets_follow)
    return page.finished()


class _Page:
    """The text as it grows."""

    def __init__(self, title: str, run_in: bool) -> None:
        self.parts = [title]
        self.run_in = run_in
        self.length = len(title)
        self.heads = [(title, 0)]
        self.sentences = [Sentence(0, len(title), 0, heading=True)]
        self.before: Block | None = None
        self.leads: dict[int, tuple[int, int]] = {}  # by depth of the bullets that they introduce
        self.last: tuple[int, int] = (0, len(title))

    def add(self, block: Block, bullets_follow: bool) -> None:
        self._write("\n" if self._is_tight(block) else "\n\n")
        if block.kind == "heading":
            self.heads.append((block.text, self.length))
        number = NUMBER.match(block.text) if block.kind == "bullet" else None
        if block.kind == "bullet" and not number:
            self._write("- ")
        start = self.length
        self._write(block.text)
        self._sentences(block, start, number.end() if number else 0)
        self._lead(block, bullets_follow)
        self.before = block

    def _is_tight(self, block: Block) -> bool:
        """Whether the block follows the one before without a blank line."""
        if self.before is None:
            return False
        if block.kind == "row":
            return self.before.kind == "row"
        return block.kind == "bullet" and self.before.kind in ("bullet", "heading", "text")

    def _sentences(self, block: Block, start: int, begin: int) -> None:
        section = len(self.heads) - 1
        if block.kind == "heading" or (block.kind == "row" and len(block.text) <= _ROW):
            spans = [(start, self.length)]
        else:
            spans = [(start + a, start + b) for a, b in split(block.text, begin, len(block.text))]
        bullet = block.kind == "bullet"
        lead = self.leads.get(block.depth) if bullet else None
        found = _RUN_IN.match(block.text) if self.run_in and block.kind == "text" else None
        heads = found is not None and start + found.end() == spans[0][1]
        for number, (a, b) in enumerate(spans):
            above = spans[0] if heads and number else lead
            self.sentences.append(Sentence(a, b, section, bullet=bullet, heading=block.kind == "heading", lead=above))
        self.last = spans[-1]

    def _lead(self, block: Block, bullets_follow: bool) -> None:
        """Remember the line that introduces the bullets to come."""
        if not bullets_follow:
            return
        if block.kind != "bullet":
            announces = block.kind == "heading" or (block.kind == "text" and block.text[-1] not in ".!?;…")
            self.leads = dict.fromkeys(range(9), self.last) if announces else {}
        elif block.text.rstrip().endswith(":"):
            self.leads |= dict.fromkeys(range(block.depth + 1, 9), self.last)

    def _write(self, text: str) -> None:
        self.parts.append(text)
        self.length += len(text)

    def finished(self) -> tuple[str, tuple[Section, ...], tuple[Sentence, ...]]:
        text = "".join(self.parts)
        ends = [start for _, start in self.heads[1:]] + [len(text)]
        sections = []
        for (heading, start), end in zip(self.heads, ends, strict=True):
            sections.append(Section(heading, start, start + len(text[start:end].rstrip())))
        return text, tuple(sections), tuple(self.sentences)
