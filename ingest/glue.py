"""Undo of run-together text: a page scraped without the line ends between its headings, paragraphs, bullets and links.

What tells a lost line end: a small letter before a capital ("skillsExperience"), a stop before a capital
("team.You"), a bracket or figure before a word. Words that are written so ("GitHub", "PhD") are told by being usual,
by standing free elsewhere in the text, or by not being made of words. A text without several sure signs is left as
it is.
"""

import re
from collections import Counter
from collections.abc import Iterator

from ingest.joints import NAME_PREFIXES, joints
from ingest.lexicon import RUN, Words

_ADDRESS = re.compile(
    r"(?:https?://|www\.)"
    r"(?:[a-z0-9./?=&_%#~+-]+[a-z/](?=[A-Z][a-z]+(?:\s|[A-Z]))|\S+?(?=[.)]*[.)](?=[A-ZÀ-ÖØ-Þ])|\s|$))|"
    r"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[a-z0-9-]{2,63})+|(?<!\S)[#@]\w+|"
    r"\b[\w-]{1,63}\.(?:com|org|net|io|ai|eu|gov|edu|co|dev|app|de|fr|uk)\b(?:/\S*)?"
)
_STOP = re.compile(
    r"(?:(?<=[^\W\d_]{2})|(?<=[)\]”’\"%\d+]))[.!?:;…]+[”’\")]*(?=[“‘\"(]?[A-ZÀ-ÖØ-Þ])|"
    r"(?<=[^\W\d_]) [:!?](?=[A-ZÀ-ÖØ-Þ])|(?<=[a-zß-öø-ÿ]{3}),(?=[A-ZÀ-ÖØ-Þ][a-zß-öø-ÿ’']* [a-zß-öø-ÿ])"
)
_SPACED = re.compile(r"[.!?:]\xa0 ?(?=[“‘\"(]?[A-ZÀ-ÖØ-Þ])")
_BRACKET = re.compile(r"(?:[)\]”%]|(?<=[\w.!?)])\")(?=[A-ZÀ-ÖØ-Þ][a-zß-öø-ÿ])|[a-zß-öø-ÿ)](?=[•●▪◦])")
_COLON = re.compile(r"(?<=[^\W\d_]{2})[:;](?=[^\W\d_]{2})(?!(?:innen|in|r|n|e|s)\b)")
_FIGURE = re.compile(r"\d(?=[A-ZÀ-ÖØ-Þ][a-zß-öø-ÿ]{2})")
_COUNT = re.compile(
    r"(?:(?<=[a-zß-öø-ÿ]{2})|(?<=[a-zß-öø-ÿ]{3}[.!?:])|(?<=\)))"
    r"(?=\d{1,4}(?:[+%(]|(?:[-–]\d+)?\+?[\s-](?:\w+\s)?(?:days?|weeks?|months?|years?|hours?)\b))|"
    r"(?:(?<=[^\W\d_]{2})|(?<=[.):]))(?=[$€£]\s?\d)|(?<=[a-zß-öø-ÿ.)])(?=\d{1,2}\. [A-ZÀ-ÖØ-Þ])"
)


# A contact form whose labels and values were run together: "NameAda KingJob titleMatronEmail addressada@x.org".
_FORM = re.compile(
    r"(Name)(\S[^\n]{1,60}?)(Job title)(\S[^\n]{1,90}?)(Email address)([^\s@]+@[^\s@]+?)"
    r"(?:(Telephone number)([0-9 ()+-]{6,30}))?(?:(?:Additional|Further) contact (?:information|details)\s?(.*))?"
)


def form_rows(text: str) -> list[str]:
    """The rows of a contact form that lost its line ends; the text itself where it is none."""
    found = _FORM.fullmatch(text)
    if not found:
        return [text]
    *pairs, more = found.groups()
    rows = [f"{label} {value.strip()}" for label, value in zip(pairs[::2], pairs[1::2], strict=True) if label]
    return [*rows, more.strip()] if more and more.strip() else rows


def unglued(text: str) -> str:
    """`text` with line ends where they were lost; a text without several sure signs of loss comes back as it is."""
    if not _STOP.search(text) and not re.search(r"[a-zß-öø-ÿ][A-ZÀ-ÖØ-Þ]", text):
        return text
    if _sure_at_sight(text) < 3:
        return _head_unglued(text)
    words = Words(text)
    spared = [(match.start(), match.end()) for match in _ADDRESS.finditer(text)]
    cuts = sorted({cut for cut in _cuts(text, words) if not any(a < cut < b for a, b in spared)})
    pieces = [text[a:b].strip(" \xa0") for a, b in zip([0, *cuts], [*cuts, len(text)], strict=True)]
    return "\n".join(piece for piece in pieces if piece)


def _head_unglued(text: str) -> str:
    """A sound text whose line under the title alone may be run together ("LondonData and Analytics")."""
    rows = text.split("\n")
    head = [number for number, row in enumerate(rows) if row.strip()][:4]
    for number in head:
        row = rows[number]
        found = list(re.finditer(r"(?<=[a-zß-öø-ÿ]{3})(?=[A-ZÀ-ÖØ-Þ][a-zß-öø-ÿ]{2})", row))
        if found and len(row) <= 140 and not re.search(r"[.!?:;]$|://|@", row):
            words = Words(text)
            joined = [match.start() for match in found if _is_head_joint(row, match.start(), words)]
            rows[number] = "\n".join(row[a:b] for a, b in zip([0, *joined], [*joined, len(row)], strict=True))
    return "\n".join(rows)


def _is_head_joint(row: str, at: int, words: Words) -> bool:
    run = next(match for match in RUN.finditer(row) if match.start() < at < match.end())
    left, right = row[run.start() : at], row[at : run.end()]
    usual = words.frequency(left) >= 4 and words.frequency(right) >= 4
    return usual and left not in NAME_PREFIXES and not words.is_written_so(run[0])


def _sure_at_sight(text: str) -> int:
    """How many run-together places need no dictionary: "skills.Experience", "groupsDeep"."""
    plain = _ADDRESS.sub(" ", text)
    stops = re.findall(r"(?<=[a-z]{3})[.!?:][A-Z][a-z]{1,}[ ,]", plain)
    joints = re.findall(r"(?<![^\W_])[a-z]{3,}[A-Z][a-z]{2,}", plain)
    return len(stops) + len(set(joints) - {joint for joint, count in Counter(joints).items() if count > 1})


def _cuts(text: str, words: Words) -> Iterator[int]:
    """Where a line end was lost."""
    for pattern in (_STOP, _SPACED, _BRACKET, _FIGURE):
        yield from (match.end() for match in pattern.finditer(text) if not _is_dotted(text, match))
    yield from (match.end() for match in _COLON.finditer(text) if text[match.end()].islower())
    for match in _COUNT.finditer(text):
        before = RUN.findall(text[max(0, match.start() - 30) : match.start()])
        if not before or text[match.start() - 1] in ".!?:)" or words.is_word(before[-1]):
            yield match.start()
    yield from _around_title(text)
    for match in _ADDRESS.finditer(text):
        if re.match(r"[A-ZÀ-ÖØ-Þ][a-zß-öø-ÿ]", text[match.end() : match.end() + 2]):
            yield match.end()
    for run in RUN.finditer(text):
        if not (run[0].islower() or run[0][1:].islower() or run[0].isupper()):
            yield from (run.start() + cut for cut in joints(text, run, words))


def _is_dotted(text: str, stop: re.Match[str]) -> bool:
    """A stop inside a name ("ASP.NET", "Ph.D", "U.S.A"), not at a sentence's end."""
    if text[stop.start()] != ".":
        return False
    after = re.compile(r"[^\W_]+").match(text, stop.end())
    before = re.search(r"[^\W_]*$", text[max(0, stop.start() - 20) : stop.start()])
    left, right = before[0] if before else "", after[0] if after else ""
    in_capitals = right.isupper() and len(right) > 1 and left[:1].isupper()
    return in_capitals or left in ("Ph", "Node", "Vue", "Next", "React", "ASP", "Web")


def _around_title(text: str) -> Iterator[int]:
    """Both ends of the title where it stands again inside a line; the title is a first line of a few words."""
    title = text.strip().split("\n", 1)[0].strip()
    if not 2 <= len(title.split()) <= 14 or title[-1] in ".!?:;":
        return
    for again in re.finditer(rf"(?<=\s){re.escape(title)}(?=[A-ZÀ-ÖØ-Þ\d])", text):
        yield from (again.start(), again.end())
