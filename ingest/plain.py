"""Plain text to lines: blank lines, bullet markers, hard wraps, columns set with blanks."""

import re

from ingest.line import MARKER, NUMBER, Line

_RULE = re.compile(r"^\s*(?:[-=_*~#—–]\s*){3,}$")
_CELL = re.compile(r"\S+(?:\s\S+)*")
_LABELS = 3
"""Lines of "label   value" one under another, at least: two may stand in line by chance."""
_LABEL = re.compile(r"[^\W\d_][\w /&'’()-]{0,36}\s?:?")


def text_lines(text: str) -> list[Line]:
    """The lines of plain text; a line that only continues the one above (a hard wrap) is soft."""
    rows = [row.rstrip() for row in text.split("\n")]
    width = _wrap_width(rows)
    lines: list[Line] = []
    gap = True
    above = ""
    columns = _columns(rows)
    for number, row in enumerate(rows):
        if not row.strip() or _RULE.match(row):
            gap, above = True, ""
            continue
        if number in columns:
            lines += [Line(words, "row", gap and not nth) for nth, words in enumerate(columns[number])]
            gap, above = False, ""
            continue
        words = " ".join(row.split())
        soft = not gap and _continues(above, row, width)
        lines.append(_line(row, words, gap, soft))
        gap, above = False, row
    return lines


def _line(row: str, words: str, gap: bool, soft: bool) -> Line:
    marker = MARKER.match(row)
    if marker:
        indent = len(row) - len(row.lstrip())
        return Line(" ".join(row[marker.end() :].split()), "bullet", gap, depth=1 + min(indent // 2, 3))
    if NUMBER.match(row):
        return Line(words, "bullet", gap, depth=1)
    return Line(words, gap=gap, soft=soft)


def _columns(rows: list[str]) -> dict[int, list[str]]:
    """What is set in columns: "label   value" as "label: value", tables as "a | b | c".

    All lines of a block stand at the number of its first; at the others' stands none.
    """
    found: dict[int, list[str]] = {}
    first = 0
    while first < len(rows):
        stops = _stops(rows[first])
        last = first + 1
        while stops and last < len(rows) and _stops(rows[last]) == stops:
            last += 1
        cells = [[cell[0] for cell in _CELL.finditer(row)] for row in rows[first:last]]
        words = _labelled(cells) if len(stops) == 1 else []
        if len(stops) > 1 and last - first > 1:
            words = [" | ".join(row if len(row) > len(stops) else ["", *row]) for row in cells]
        if words:
            found |= {first: words} | {number: [] for number in range(first + 1, last)}
        first = last
    return found


def _stops(row: str) -> tuple[int, ...]:
    """The columns at which the cells of a row begin, but for the first."""
    if MARKER.match(row) or NUMBER.match(row):
        return ()
    return tuple(cell.start() for cell in _CELL.finditer(row.expandtabs()) if cell.start())


def _labelled(cells: list[list[str]]) -> list[str]:
    """A cell alone goes on with the value above it."""
    if sum(len(row) == 2 for row in cells) < _LABELS or len(cells[0]) == 1:
        return []
    words: list[str] = []
    for row in cells:
        if len(row) == 1:
            words[-1] += f" {row[0]}"
        elif _LABEL.fullmatch(row[0]):
            words.append(f"{row[0].rstrip(' :')}: {row[1]}")
        else:
            return []
    return words


def _wrap_width(rows: list[str]) -> int:
    """Columns at which the text was hard-wrapped, 0 where it was not."""
    lengths = sorted(len(row) for row in rows if row.strip())
    if len(lengths) < 8:
        return 0
    width = lengths[int(len(lengths) * 0.96)]  # an address may be longer than the rest
    full = sum(width * 0.8 <= length <= width for length in lengths)
    return width if 55 <= width <= 130 and full >= len(lengths) * 0.25 else 0


def _continues(above: str, row: str, width: int) -> bool:
    if MARKER.match(row) or NUMBER.match(row):
        return False
    first = row.split()[0]
    if width and len(above.rstrip()) + 1 + len(first) > width * 0.93:
        return True
    if width and len(row) - len(row.lstrip()) >= 2 and MARKER.match(above):
        return True
    open_end = re.search(r"[\w,(&/-]$", above.rstrip()) is not None
    return first[0].islower() and open_end and len(above) >= 45
