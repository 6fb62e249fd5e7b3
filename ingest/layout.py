"""Lines to blocks: which line is a heading, a bullet, a paragraph, a "label: value"."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace

from ingest import headings
from ingest.line import MARKER, NUMBER, Line
from ingest.lists import listed
from ingest.sections import Block
from ingest.sentences import split

_LABEL = re.compile(r"^([^\W\d_][\w /&'’()-]{1,34}?)\s*[:：]\s+(\S.{0,110})$")
_REPORTS = re.compile(r"report(?:s|ing)? (?:directly )?to\b", re.IGNORECASE)
_INLINE = re.compile(r"\s*[•·▪●](?=\s)\s*")
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
    rows = _pairs(_joined([_marked(part) for line in lines for part in _parted(line)]))
    kinds = listed(rows, _kinds(rows))
    return [_block(line, kind) for line, kind in zip(rows, kinds, strict=True)]


def _block(line: Line, kind: str) -> Block:
    if kind == "heading":
        return Block("heading", line.text)
    if kind == "bullet":
        return Block("bullet", line.text, line.depth)
    return Block("row", line.text) if kind == "row" else Block("text", line.text)


def _parted(line: Line) -> list[Line]:
    """A list that lost its line ends as one of bullets: "Duties: • Load the trucks • Sweep the yard • …"."""
    pieces = [piece.strip() for piece in _INLINE.split(line.text)]
    if line.look not in ("", "bullet") or len(pieces) < 4 or len(line.text) < max(200, 24 * len(pieces)):
        return [line]
    listed = [replace(line, text=piece, look="bullet", depth=max(line.depth, 1)) for piece in pieces[1:] if piece]
    return [replace(line, text=pieces[0]), *listed] if pieces[0] else listed


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
    above = ""
    for line in lines:
        wrapped = line.soft and whole and not _stands_alone(whole[-1], above, line)
        if wrapped or (whole and _is_capital_wrap(whole[-1], line)):
            last = whole[-1]
            look = last.look if last.look != "bold" or line.look == "bold" else ""
            whole[-1] = replace(last, text=f"{last.text} {line.text}", look=look)
        else:
            whole.append(line)
        above = line.text
    return whole


def _is_capital_wrap(last: Line, line: Line) -> bool:
    """A heading in capitals that goes on in the next line."""
    both = headings.capitals(last.text) and headings.capitals(line.text)
    return both and not line.gap and len(last.text.split()) >= 5 and line.look == last.look == ""


def _stands_alone(last: Line, above: str, line: Line) -> bool:
    """Whether a line of Markdown's source is one of its own: it follows a short one and does not continue it."""
    if last.look in ("heading", "title", "row"):
        return True
    if last.look == "bullet":
        return False
    labels = _LABEL.match(line.text) is not None and _LABEL.match(above) is not None and len(above) < 80
    pictured = unicodedata.category(line.text[0]) == "So"  # "🚗 Parking: free", on a line of its own
    return labels or pictured or (len(above) < 55 and not line.text[0].islower() and not headings.closed(above))


def _pairs(lines: Sequence[Line]) -> list[Line]:
    """ "Location" above "Milan", as pages of job boards have it above the posting's prose, on one line."""
    whole: list[Line] = []
    number = 0
    head = next((n for n, line in enumerate(lines) if len(line.text.split()) > 20), len(lines))
    while number < len(lines):
        line = lines[number]
        after = lines[number + 1] if number + 1 < min(len(lines), head) else None
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


def _kinds(lines: Sequence[Line]) -> list[str]:
    kinds: list[str] = []
    shouted = sum(line.text.isupper() for line in lines) * 2 > len(lines)
    headed = False
    for number, line in enumerate(lines):
        after = lines[number + 1] if number + 1 < len(lines) else None
        above = lines[number - 1].text if kinds and kinds[-1] == "text" else ""
        kinds.append(_kind(line, _Place(above, after, number == 0, headed or number > 2, shouted)))
        headed = headed or kinds[-1] == "heading"
    return kinds


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a line stands. `above`: the paragraph right above it, if one is. `inside`: past the posting's head.

    `shouted`: most of the posting is in capitals.
    """

    above: str
    after: Line | None
    first: bool
    inside: bool
    shouted: bool


def _kind(line: Line, place: _Place) -> str:
    if line.look in ("heading", "title"):
        stated = line.look == "heading" and re.search(r"[^.]\.$", line.text) and len(line.text.split()) >= 6
        return "heading" if len(line.text) <= 150 and not stated else "text"
    if line.look in ("bullet", "row"):
        return line.look
    if _is_row(line):
        return "row"
    return "heading" if place.after is not None and _is_heading(line, place, place.after) else "text"


def _is_row(line: Line) -> bool:
    """A "label: value" of a few words; "Travel: up to 20 % of your time." is a sentence."""
    label = _LABEL.match(line.text)
    return label is not None and len(label[2].split()) <= 14 and not headings.closed(line.text)


def _is_heading(line: Line, place: _Place, after: Line) -> bool:
    words = len(line.text.split())
    if _REPORTS.match(line.text) or (words >= 5 and re.search(r"\d", line.text) and line.text.endswith(":")):
        return False  # "Minimum of 2 years in the following:" states something
    if headings.introduces(line.text):
        return words <= 10 and len(line.text) <= 90 and len(split(line.text, 0, len(line.text))) == 1
    if headings.closed(line.text) or after.look == "title":
        return False
    if headings.known(line.text):
        return True
    if (place.first and line.look == "bold") or headings.figures(line.text):
        return False
    if line.look == "bold" and words <= 12:
        return len(headings.bare(line.text)) > 3
    if headings.capitals(line.text):
        return not place.shouted
    return place.inside and _shaped(line, place.above, after)


def _shaped(line: Line, above: str, after: Line) -> bool:
    """A heading by shape: short, over a list or longer prose; not one of a run of fragments."""
    if not headings.short(line.text):
        return False
    if line.gap and line.text.endswith("?"):
        return True
    if after.look == "bullet":
        return line.gap or headings.titled(line.text)
    words, below = len(line.text.split()), len(after.text.split())
    if above and headings.closed(above) and headings.closed(after.text) and words <= 6:
        return below > words
    opens = headings.introduces(after.text) or (headings.closed(after.text) and below >= 8)
    fragments = 0 < len(above.split()) <= 8 and not headings.closed(above) and not above.endswith((":", "?"))
    return opens and not fragments and (line.gap or headings.titled(line.text))
