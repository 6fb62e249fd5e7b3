"""Lines to blocks: which line is a heading, a bullet, a paragraph, a "label: value"."""

import re
from collections.abc import Sequence
from dataclasses import replace

from ingest import headings
from ingest.line import Line
from ingest.plain import MARKER, NUMBER
from ingest.sections import Block
from ingest.sentences import split

_LABEL = re.compile(r"^([^\W\d_][\w /&'’()-]{1,34}?)\s*[:：]\s+(\S.{0,110})$")
_LABELS = frozenset(
    """
    location locations address department team workplace type contract salary compensation level seniority category
    schedule hours company division function discipline commitment remote industry experience grade office offices
    employment_type location_type job_type work_type job_id requisition_id reference workplace_type contract_type
    job_category work_model time_type posted_on start_date closing_date deadline application_deadline pay pay_range
    employment_status job_family job_function seniority_level standort vertragsart ubicación departamento localização
    """.split()
)


def blocks(lines: Sequence[Line]) -> list[Block]:
    """The blocks of a posting's lines, in order; every line's words are in one of them."""
    rows = _pairs(_joined([_marked(line) for line in lines]))
    kinds = [_kind(rows, number) for number in range(len(rows))]
    _listed(rows, kinds)
    return [_block(line, kind) for line, kind in zip(rows, kinds, strict=True) if line.text]


def _block(line: Line, kind: str) -> Block:
    if kind == "heading":
        return Block("heading", line.text)
    if kind == "bullet":
        return Block("bullet", line.text, line.depth)
    return Block("row", line.text) if kind == "row" else Block("text", line.text)


def _marked(line: Line) -> Line:
    """A line that begins with a bullet's marker is a bullet, whatever the format called it."""
    if line.look in ("", "bold", "bullet") and MARKER.match(line.text):
        words = MARKER.sub("", line.text, count=1).strip()
        if words:
            return replace(line, text=words, look="bullet", soft=False, depth=max(line.depth, 1))
    if line.look == "" and NUMBER.match(line.text) and re.match(r"\(?\d", line.text):
        return replace(line, look="bullet", soft=False, depth=max(line.depth, 1))
    return line


def _joined(lines: Sequence[Line]) -> list[Line]:
    """Soft lines joined to the one that they continue."""
    whole: list[Line] = []
    for line in lines:
        if line.soft and whole and not _stands_alone(whole[-1], line):
            last = whole[-1]
            look = last.look if last.look != "bold" or line.look == "bold" else ""
            whole[-1] = replace(last, text=f"{last.text} {line.text}", look=look)
        else:
            whole.append(line)
    return whole


def _stands_alone(above: Line, line: Line) -> bool:
    """Whether a line of Markdown's source stands for itself: a label with its value, after a short line."""
    if above.look in ("heading", "title", "row"):
        return True
    return bool(_LABEL.match(line.text)) and len(above.text) < 80 and bool(_LABEL.match(above.text))


def _pairs(lines: Sequence[Line]) -> list[Line]:
    """"Location" above "Milan", as pages of job boards have it, on one line."""
    whole: list[Line] = []
    number = 0
    while number < len(lines):
        line = lines[number]
        after = lines[number + 1] if number + 1 < len(lines) else None
        if after and _is_label(line) and _is_value(after):
            whole.append(replace(line, text=f"{line.text.rstrip(': ')}: {after.text}", look="row"))
            number += 2
        else:
            whole.append(line)
            number += 1
    return whole


def _is_label(line: Line) -> bool:
    name = re.sub(r"[\s-]+", "_", line.text.rstrip(": ").casefold())
    return line.look in ("", "bold", "heading") and name in _LABELS


def _is_value(line: Line) -> bool:
    return (
        line.look in ("", "bold") and not line.gap and len(line.text) <= 80 and len(line.text.split()) <= 12
        and not headings.closed(line.text) and not line.text.endswith(":") and not _is_label(line)
    )  # fmt: skip


def _kind(lines: Sequence[Line], number: int) -> str:
    line = lines[number]
    after = lines[number + 1] if number + 1 < len(lines) else None
    if line.look in ("heading", "title"):
        return "heading" if len(line.text) <= 150 else "text"
    if line.look in ("bullet", "row"):
        return line.look
    if after is None:
        return "row" if _LABEL.match(line.text) and len(line.text) < 120 and not headings.closed(line.text) else "text"
    if _is_heading(lines, number, after):
        return "heading"
    label = _LABEL.match(line.text)
    if label and len(label[2].split()) <= 14 and not headings.closed(line.text) and len(line.text) < 120:
        return "row"
    return "text"


def _is_heading(lines: Sequence[Line], number: int, after: Line) -> bool:
    line = lines[number]
    words = len(line.text.split())
    if headings.introduces(line.text):
        return words <= 10 and len(line.text) <= 90 and len(split(line.text, 0, len(line.text))) == 1
    if headings.closed(line.text) or after.look in ("title",):
        return False
    if line.look == "bold" and words <= 12:
        return True
    if headings.capitals(line.text) and not _all_capitals(lines):
        return True
    if headings.known(line.text):
        return not (_LABEL.match(line.text) and words > 5)
    return _shaped(lines, number, after)


def _all_capitals(lines: Sequence[Line]) -> bool:
    return sum(line.text.isupper() for line in lines) * 2 > len(lines)


def _shaped(lines: Sequence[Line], number: int, after: Line) -> bool:
    """A heading by shape: short, with a blank line above, over a list or longer prose; not one of a row of fragments."""
    line = lines[number]
    if not headings.short(line.text) or _LABEL.match(line.text):
        return False
    if after.look == "bullet":
        return line.gap or headings.titled(line.text)
    prose = headings.closed(after.text) and len(after.text.split()) >= 8
    before = lines[number - 1] if number else None
    sibling = before is not None and not headings.closed(before.text) and before.look == "" and not before.text.endswith(":")
    if sibling and before is not None and headings.known(before.text):
        sibling = False
    return prose and not sibling and (line.gap or headings.titled(line.text))


def _listed(lines: Sequence[Line], kinds: list[str]) -> None:
    """Turn runs of lines without stops, or under a lead, into bullets (changes `kinds`)."""
    start = 0
    while start < len(lines):
        end = start
        while end < len(lines) and kinds[end] == "text":
            end += 1
        if end > start:
            lead = start > 0 and kinds[start - 1] == "heading" and lines[start - 1].text.endswith(":")
            _list(lines, kinds, start, end, lead)
        start = max(end, start + 1)


def _list(lines: Sequence[Line], kinds: list[str], start: int, end: int, lead: bool) -> None:
    """The list in the run of paragraphs from `start` to `end`, if there is one."""
    if lead:
        count = start
        while count < end and _is_item(lines[count], tight=count == start or not lines[count].gap):
            count += 1
        if count - start >= 2:
            kinds[start:count] = ["bullet"] * (count - start)
            start = count
    while start < end:
        stop = start
        while stop < end and not headings.closed(lines[stop].text) and len(lines[stop].text) <= 300:
            stop += 1
        if stop - start >= 2:
            opened = start - 1 >= 0 and kinds[start - 1] == "text" and lines[start - 1].text.endswith(":")
            if start > 0 and (opened or kinds[start - 1] in ("heading", "text", "bullet")):
                kinds[start:stop] = ["bullet"] * (stop - start)
        start = max(stop, start + 1)


def _is_item(line: Line, tight: bool) -> bool:
    if len(split(line.text, 0, len(line.text))) > 1 or len(line.text) > 350:
        return False
    return tight or not headings.closed(line.text)
