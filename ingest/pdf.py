"""PDF to HTML: words by their places, column by column, lines to paragraphs. Runs in the child of `sandbox.py`."""

import html
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO
from itertools import pairwise
from statistics import median
from typing import Any

from ingest.errors import SourceError
from ingest.line import MARKER, NUMBER

PAGES = 200
GUTTER = 9.0  # points of white between two columns
WIDE = 1.6  # times a line's height: a blank that parts the cells of a row
COLUMN = 5  # lines that make a column
FULL = 0.88  # of the width of its column: a line that is longer goes on in the next
_PAGE_NUMBER = re.compile(r"(?:page )?[-–]?\s?\d{1,3}\s?[-–]?(?: ?(?:of|/) ?\d{1,3})?", re.IGNORECASE)
# What is bold because it matters, not because it heads a section: a date, an amount, a sentence that ends in a colon.
_STRESSED = re.compile(r"[$€£]|\b20\d\d\b|(?:\S+ ){6}\S.*:$")
# Glyphs whose font does not tell what they are: at the head of a line, a bullet.
_UNKNOWN = re.compile(r"\(cid:\d+\) ?")
_BULLET = re.compile(r"^\(cid:\d+\) ?")
_OPEN = re.compile(r"[,;:–-]$|\b(?:and|or|the|of|to|in|for|with|a|an)$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Word:
    text: str
    x0: float
    x1: float
    top: float
    bottom: float
    bold: bool


@dataclass(frozen=True, slots=True)
class Row:
    """A line of text in a column from `left` to `right`. `parted`: it has wide blanks inside, as tables do."""

    text: str
    x0: float
    x1: float
    top: float
    bottom: float
    bold: bool
    left: float
    right: float
    parted: bool

    @property
    def height(self) -> float:
        return self.bottom - self.top

    @property
    def is_full(self) -> bool:
        width = self.right - self.left
        return self.x1 >= self.left + FULL * width and self.x1 - self.x0 >= 0.6 * width


def pdf_html(data: bytes) -> str:
    """The document as HTML: headings, paragraphs and lists. Raises SourceError where it holds no text to read."""
    import pdfplumber
    from pdfminer.pdfdocument import PDFPasswordIncorrect
    from pdfplumber.utils.exceptions import PdfminerException

    try:
        with pdfplumber.open(BytesIO(data)) as document:
            if len(document.pages) > PAGES:
                raise SourceError(f"It has more than {PAGES} pages. Give one posting a file.")
            pages = [list(_page(page)) for page in document.pages]
    except PdfminerException as error:
        if any(isinstance(argument, PDFPasswordIncorrect) for argument in error.args):
            raise SourceError("It is locked by a password. Save it without one.") from error
        raise
    if not any(pages):
        raise SourceError("It is a scan: it holds pictures of text, and no text. Save it with its text (OCR).")
    rows = [row for page in _without_margins(pages) for row in page]
    return f"<html><body>{''.join(_blocks(rows))}</body></html>"


def _page(page: Any) -> Iterator[Row]:
    found = page.dedupe_chars().extract_words(x_tolerance_ratio=0.22, y_tolerance=2, return_chars=True)
    words = [
        Word(w["text"], w["x0"], w["x1"], w["top"], w["bottom"], "bold" in w["chars"][0]["fontname"].lower())
        for w in found
        if w["text"].strip() and w["bottom"] > w["top"]
    ]
    page.close()
    yield from _region(words)


def _region(words: Sequence[Word]) -> Iterator[Row]:
    """The rows of a region: what stands above its columns, the columns one after the other, and what stands below."""
    if not words:
        return
    cut = _gutter(words)
    if cut is None:
        yield from _rows(words)
        return
    x, top, bottom = cut
    inside = [word for word in words if word.top >= top and word.bottom <= bottom]
    yield from _rows([word for word in words if word.top < top])
    yield from _region([word for word in inside if word.x1 <= x])
    yield from _region([word for word in inside if word.x0 >= x])
    yield from _region([word for word in words if word.top >= top and word.bottom > bottom])


def _gutter(words: Sequence[Word]) -> tuple[float, float, float] | None:
    """(x, top, bottom) of the tallest white strip between two columns of prose, or None."""
    left, right = min(word.x0 for word in words), max(word.x1 for word in words)
    best: tuple[int, tuple[float, float, float]] | None = None
    x = left + 0.25 * (right - left)
    while x < left + 0.75 * (right - left):
        for top, bottom in _free(words, x):
            inside = [word for word in words if word.top >= top and word.bottom <= bottom]
            here = [word for word in inside if word.x1 <= x]
            there = [word for word in inside if word.x0 >= x]
            if _is_column(here) and _is_column(there) and (best is None or len(inside) > best[0]):
                best = len(inside), (x, top, bottom)
        x += 3.0
    return best[1] if best else None


def _free(words: Sequence[Word], x: float) -> Iterator[tuple[float, float]]:
    """(top, bottom) of the stretches in which no word comes near the line at `x`."""
    crossing = sorted((w.top, w.bottom) for w in words if w.x0 < x + GUTTER / 2 and w.x1 > x - GUTTER / 2)
    reached = 0.0
    for top, bottom in [*crossing, (float("inf"), float("inf"))]:
        if top > reached:
            yield reached, top
        reached = max(reached, bottom)


def _is_column(words: Sequence[Word]) -> bool:
    """Whether these words are lines of prose or of a list, rather than the values of labels beside them."""
    lines = _lines(words)
    return len(lines) >= COLUMN and median(len(line) for line in lines) >= 3


def _lines(words: Sequence[Word]) -> list[list[Word]]:
    """Words that stand on one line, from the left; lines from the top."""
    lines: list[list[Word]] = []
    for word in sorted(words, key=lambda word: (word.top + word.bottom, word.x0)):
        middle = (word.top + word.bottom) / 2
        last = lines[-1] if lines else []
        if last and last[0].top - 1 < middle < last[0].bottom + 1 and _overlap(last[0], word) > 0.5:
            last.append(word)
        else:
            lines.append([word])
    return [sorted(line, key=lambda word: word.x0) for line in lines]


def _overlap(one: Word, other: Word) -> float:
    shared = min(one.bottom, other.bottom) - max(one.top, other.top)
    return shared / min(one.bottom - one.top, other.bottom - other.top)


def _rows(words: Sequence[Word]) -> Iterator[Row]:
    if not words:
        return
    left, right = min(word.x0 for word in words), max(word.x1 for word in words)
    for line in _lines(words):
        bold = sum(len(word.text) for word in line if word.bold) >= 0.9 * sum(len(word.text) for word in line)
        top, bottom = min(word.top for word in line), max(word.bottom for word in line)
        text = _UNKNOWN.sub("", _BULLET.sub("• ", " ".join(word.text for word in line))).strip()
        own = line[1:] if _marked(text) else line  # what hangs behind a bullet
        parted = any(b.x0 - a.x1 > WIDE * (bottom - top) for a, b in pairwise(own))
        yield Row(text, line[0].x0, line[-1].x1, top, bottom, bold, left, right, parted)


def _without_margins(pages: list[list[Row]]) -> Iterator[list[Row]]:
    """Pages without page numbers, and without what stands at the head or foot of each of them but the first."""
    ends = [[*page[:3], *page[-3:]] for page in pages if page]
    again = Counter(text for rows in ends for text in {_shape(row) for row in rows})
    for number, page in enumerate(pages):
        margin = {id(row) for row in (*page[:3], *page[-3:])}
        yield [
            row
            for row in page
            if id(row) not in margin
            or not (_PAGE_NUMBER.fullmatch(row.text.strip()) or (number and again[_shape(row)] > 1))
        ]


def _shape(row: Row) -> str:
    return re.sub(r"\d+", "#", row.text)


def _blocks(rows: Sequence[Row]) -> Iterator[str]:
    """Headings, paragraphs and list items, each as an element."""
    usual = median(row.height for row in rows)
    block: list[Row] = []
    for row in rows:
        if block and not _continues(block, row, usual):
            yield _element(block, usual)
            block = []
        block.append(row)
    if block:
        yield _element(block, usual)


def _continues(block: Sequence[Row], row: Row, usual: float) -> bool:
    """Whether a row goes on with the paragraph, item or heading above it."""
    last = block[-1]
    heads = _is_heading([last], usual) or _is_heading([row], usual)
    if _marked(row.text) or last.parted or row.parted or (last.bold != row.bold and heads):
        return False
    if abs(last.height - row.height) > 0.25 * usual:
        return False
    gap = row.top - last.bottom
    near = -0.5 * usual < gap < 0.75 * usual
    turned = gap < -3 * usual  # on to the next column or page
    if heads:
        return near and last.bold and row.bold and not last.text.endswith(":") and last.is_full
    if turned:
        return last.is_full and not last.text.endswith((".", ":", "!", "?")) and row.text[:1].islower()
    if not near:
        return False
    hangs = _marked(block[0].text) and row.x0 > block[0].x0 + 2
    return hangs or last.is_full or _OPEN.search(last.text) is not None or row.text[:1].islower()


def _marked(text: str) -> bool:
    return bool(MARKER.match(text) or NUMBER.match(text))


def _is_heading(block: Sequence[Row], usual: float) -> bool:
    text = " ".join(row.text for row in block).strip()
    if len(text) > 90 or text.endswith((".", ",", ";")) or not re.search(r"[^\W\d_]{2}", text):
        return False
    large = median(row.height for row in block) > 1.2 * usual
    capitals = text.upper() == text and len(re.findall(r"[^\W\d_]", text)) >= 4 and not re.search(r"\d{2}", text)
    bold = all(row.bold for row in block) and not block[-1].is_full and not _STRESSED.search(text)
    return not _marked(text) and (large or capitals or bold)


def _element(block: Sequence[Row], usual: float) -> str:
    text = html.escape(_joined([row.text for row in block]), quote=False)
    if _is_heading(block, usual):
        return f"<h1>{text}</h1>" if block[0].height > 1.9 * usual else f"<h2>{text}</h2>"
    if MARKER.match(text):
        return f"<ul><li>{MARKER.sub('', text)}</li></ul>"
    return f"<p>{text}</p>"


def _joined(rows: Sequence[str]) -> str:
    """Rows as running text; a word that was parted at the end of a line is whole again."""
    text = rows[0]
    for row in rows[1:]:
        parted = re.search(r"([^\W\d_]{2,})-$", text)
        onward = re.match(r"[^\W\d_]+", row)
        if parted and onward and onward[0].islower() and _is_word(parted[1] + onward[0]):
            text = text[:-1] + row
        else:
            text += row if text.endswith("-") and not text.endswith(" -") else f" {row}"
    return text


def _is_word(word: str) -> bool:
    from wordfreq import zipf_frequency

    return bool(zipf_frequency(word, "en") >= 2.0)
