"""Scales of pay: runs of rows that name an amount each, and the lines above that say what the amounts are."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from ingest.money import Amount, currency_in, names_currency
from ingest.posting import Posting, Sentence

CELL = " | "
_ROW = 160  # characters; longer ones are prose
_NAME = 60  # characters that name a row: "Deputy head of service, point 4"
_REST = 60  # characters behind a row's last amount
_CAPTION = 160
_LAKHS = re.compile(r"\b(?:LPA|lakhs?|lacs?)\b", re.IGNORECASE)
_LOWEST = re.compile(r"\b(?:min(?:imum)?|from|bottom|lowest|entry|start(?:ing)?)\b", re.IGNORECASE)
_HIGHEST = re.compile(r"\b(?:max(?:imum)?|to|top|highest)\b", re.IGNORECASE)
_MIDDLE = re.compile(r"\bmid(?:dle|point)?\b", re.IGNORECASE)
_AMOUNT = re.compile(r"[0-9][0-9.,'’ ]*(?:[kK]\b)?")
# A line without a colon above a list is taken for its caption only where the rows are steps: a list of perks has none.
_STEP = re.compile(
    r"(?:pay |salary |spine |scale )?"
    r"(?:point|step|grade|level|band|tier|zone|year|month|class|scp|entry|[A-Z]{1,4}\d{1,2})\b",
    re.IGNORECASE,
)
_PROSE = re.compile(r"(?<!incl)[.!?;]\s|[.!?]$|\b(?:is|are|was|were|will|you|we|your|our|if|when)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Scale:
    """`caption` is the line above the rows, `columns` are the names of a table's columns; each may be empty."""

    caption: str = ""
    columns: tuple[str, ...] = ()

    def column(self, row: str, at: int) -> str:
        """What names the amount at `row[at]`. "M1: £33,075" is a row of two cells."""
        if not self.columns:
            return ""
        if CELL not in row:
            return self.columns[-1] if len(self.columns) == 2 else ""
        cells, before = row.count("|") + 1, row.count("|", 0, at + 1)
        return self.columns[before] if cells == len(self.columns) else ""

    def joined(self, row: str, found: Iterable[Amount], place: str) -> Iterator[Amount]:
        """The amounts as their columns mean them: "Minimum | Maximum" are ends of one range, "Fixed (LPA)" lakhs."""
        low: Amount | None = None
        for written in found:
            column = self.column(row, written.start)
            amount = _in_column(written, column, place)
            if low and _HIGHEST.search(column) and low.currency == amount.currency and low.high <= amount.low:
                yield replace(low, high=amount.high)
                low = None
            elif _LOWEST.search(column):
                if low:
                    yield low
                low = amount
            elif not (low and _MIDDLE.search(column)):
                yield amount
        if low:
            yield low


def _in_column(amount: Amount, column: str, place: str) -> Amount:
    if amount.currency or not column:
        return amount
    times = 100_000 if _LAKHS.search(column) else 1
    currency = "INR" if times > 1 else currency_in(column, place)
    return replace(amount, low=amount.low * times, high=amount.high * times, currency=currency)


def scales(posting: Posting) -> Iterator[Scale | None]:
    """For each sentence of the posting the scale that it is a row of, else None."""
    scale: Scale | None = None
    for number, line in enumerate(posting.sentences):
        if not _is_row(posting, line):
            scale = None
        elif scale is None or line.section != posting.sentences[number - 1].section:
            scale = _scale(posting, number)
        yield scale


def _scale(posting: Posting, first: int) -> Scale:
    """Told by the lines above the first row, in its section."""
    above = [
        posting.quote(line.start, line.end)
        for line in posting.sentences[max(0, first - 2) : first]
        if line.section == posting.sentences[first].section
    ]
    columns: tuple[str, ...] = ()
    if above and CELL in above[-1]:
        columns = tuple(cell.strip() for cell in f" {above.pop()}".split(CELL))  # "| GS-11 | GS-12" has no first name
    row = posting.quote(posting.sentences[first].start, posting.sentences[first].end)
    caption = above[-1] if above and (columns or above[-1].endswith(":") or _STEP.match(row)) else ""
    return Scale("" if len(caption) > _CAPTION or names_currency(caption) else caption, columns)


def _is_row(posting: Posting, line: Sentence) -> bool:
    if line.end - line.start > _ROW:
        return False
    text = posting.quote(line.start, line.end)
    first = _AMOUNT.search(text)
    if first is None:
        return False
    if CELL in text:
        return line.section > 0 and (
            names_currency(text) or re.search(r"\d[,.'’ ]?\d{3}\b|\d\s[–-]\s\d", text) is not None
        )
    if first.start() > _NAME or not names_currency(text):
        return False
    *_, last = _AMOUNT.finditer(text)
    return len(text) - last.end() <= _REST and not _PROSE.search(text)
