"""Plain text to lines: blank lines, bullet markers, hard wraps."""

import re

from ingest.line import MARKER, NUMBER, Line

_RULE = re.compile(r"^\s*(?:[-=_*~#—–]\s*){3,}$")


def text_lines(text: str) -> list[Line]:
    """The lines of plain text; a line that only continues the one above (a hard wrap) is soft."""
    rows = [row.rstrip() for row in text.split("\n")]
    width = _wrap_width(rows)
    lines: list[Line] = []
    gap = True
    above = ""
    for row in rows:
        if not row.strip() or _RULE.match(row):
            gap, above = True, ""
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
