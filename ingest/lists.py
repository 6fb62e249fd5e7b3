"""Lists whose bullets were lost: runs of short lines under a lead or heading."""

import re
from collections.abc import Callable, Sequence

from ingest import headings
from ingest.line import Line
from ingest.sentences import split

_OF_ITEMS = re.compile(
    r"responsib|requirement|qualif|skill|benefit|perk|bring|\bdo\b|doing|task|dut(?:y|ies)|nice|must|what|why|who|offer|look|"
    r"need|have|profil|aufgaben|anforderung|offr|apport|miss|requisit|funcion|ofrec|vereist|bied|kvalif|erbjud|success|thrive",
    re.IGNORECASE,
)
_PROSE = re.compile(
    r"(?:we|our|us|at|this|these|the|that|it|if|in|as|with|for|since|today|some|please|although|while|when|there|every|all|"
    r"to|here|by|he|she|they|i|no matter|wir|unser\w*|bei|nous|notre|chez|wij|bij|vi|nós|en)\b",
    re.IGNORECASE,
)


def listed(lines: Sequence[Line], kinds: Sequence[str]) -> list[str]:
    """`kinds` with the lines that were bullets marked so."""
    found = list(kinds)
    start = 0
    while start < len(lines):
        end = start
        while end < len(lines) and found[end] in ("text", "row"):
            end += 1
        if end > start:
            _mark(lines, found, start, end)
        start = max(end, start + 1)
    return found


def _mark(lines: Sequence[Line], kinds: list[str], start: int, end: int) -> None:
    """Mark the lists in the paragraphs from `start` to `end`.

    Lines above the first heading (place, hours, reference) are no list, unless a lead stands over them.
    """
    at = start
    top = "heading" not in kinds[:start]
    above = lines[start - 1].text if start and kinds[start - 1] == "heading" else ""
    while at < end:
        if headings.introduces(above):
            stop = _reach(lines, at, end, _is_gapped_item if at + 1 < end and lines[at + 1].gap else _is_item)
            stop = next((n for n in range(at + 1, stop) if _parts_items(lines, n, stop)), stop)
        elif above and _OF_ITEMS.search(above):
            stop = _reach(lines, at, end, _is_duty)
            stop = stop if stop - at >= 3 else at
        else:
            stop = at
        if not top and not (at == start and kinds[start - 1] == "bullet" and lines[at].gap):
            stop = max(stop, _reach(lines, at, end, _is_open))
        if stop - at >= 2 and kinds[at:stop].count("text") * 2 >= stop - at:
            long = _is_long(lines[at:stop])
            for number in range(at, stop):
                heads = long and _heads_items(lines, kinds, number, stop)
                kinds[number] = "heading" if heads else "bullet"
        at = max(stop, at + 1)
        above = lines[at - 1].text if headings.introduces(lines[at - 1].text) else ""


def _reach(lines: Sequence[Line], at: int, end: int, fits: Callable[[Line], bool]) -> int:
    """How far lines that fit go on from `at`; a blank line ends a list whose first lines stand together."""
    tight = at + 1 < end and not lines[at + 1].gap
    stop = at
    while stop < end and lines[stop].look != "row" and fits(lines[stop]):
        if tight and stop > at and lines[stop].gap:
            break
        stop += 1
    return stop


def _is_item(line: Line) -> bool:
    return len(line.text) <= 350 and len(split(line.text, 0, len(line.text))) == 1 and not line.text.endswith("?")


def _is_gapped_item(line: Line) -> bool:
    """An item among items parted by blank lines, as paragraphs are: it does not begin as prose does."""
    sentences = len(split(line.text, 0, len(line.text)))
    return sentences <= 2 and len(line.text.split()) <= 60 and not _PROSE.match(line.text) and line.text[-1] not in "?:"


def _parts_items(lines: Sequence[Line], number: int, stop: int) -> bool:
    """Whether a line ends its list: a short one without a stop among lines with stops, prose after lines without."""
    text = lines[number].text
    if headings.closed(text) and not headings.closed(lines[number - 1].text):
        return len(split(text, 0, len(text))) > 1
    if headings.closed(text) or len(text.split()) > 6 or number + 1 >= stop:
        return False
    return headings.closed(lines[number - 1].text) and headings.closed(lines[number + 1].text)


def _is_open(line: Line) -> bool:
    """A line without a stop, or with the semicolon of a list."""
    text = line.text
    if headings.capitals(text) or text.startswith("#") or len(text) > 450:
        return False
    return not text.endswith(("?", ":")) and (text.endswith((";", ",")) or not headings.closed(text))


def _is_duty(line: Line) -> bool:
    """One sentence, short, that does not begin as prose does."""
    return _is_item(line) and len(line.text.split()) <= 45 and not _PROSE.match(line.text)


def _is_long(items: Sequence[Line]) -> bool:
    """Whether the usual item has seven words or more."""
    lengths = sorted(len(line.text.split()) for line in items)
    return len(items) >= 3 and lengths[len(lengths) // 2] >= 7


def _heads_items(lines: Sequence[Line], kinds: Sequence[str], number: int, stop: int) -> bool:
    """Whether a short line in a run of long ones is a heading: of the items below it, or of the prose after the run."""
    text = lines[number].text
    if number + 1 >= len(lines) or headings.figures(text) or headings.closed(text) or text.endswith(":"):
        return False
    below = lines[number + 1].text
    if len(below.split()) < 8:
        return False
    if number == stop - 1:
        prose = kinds[stop] == "text" and headings.closed(below)
        related = headings.known(text) or bool(_stems(text) & _stems(below))
        return prose and len(text.split()) <= (4 if related else 3)
    return len(text.split()) <= 6 and headings.titled(text) and len(text.split()) * 2 <= len(below.split())


def _stems(text: str) -> set[str]:
    return {word[:5] for word in re.findall(r"[^\W\d_]{4,}", text.casefold())}
