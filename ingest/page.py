"""What surrounds a posting on its page: navigation, buttons, footers, share links, cookie notes."""

import re
from collections.abc import Sequence

from ingest import headings
from ingest.line import Line
from ingest.repair import blanks
from dataclasses import replace

_URL_LINE = re.compile(r"\A\s*(?:\*\*)?(?:Source )?(?:URL|Link|Source)\s*:?(?:\*\*)?:?\s*<?(https?://[^\s>]+)>?[ \t]*(?:\n|\Z)", re.IGNORECASE)
_BUTTON = re.compile(
    r"(?:(?:easy |quick )?apply(?: now| here| online| today| for (?:this|the) (?:job|role|position)| with linkedin)?|"
    r"apply for job|share(?: (?:this )?(?:job|role|position|page))?|save(?: (?:this )?job)?|print|"
    r"view all (?:roles|jobs|openings|positions)|(?:see|browse|show|search|all) (?:all )?(?:open )?(?:jobs|roles|openings|positions)|"
    r"back(?: to (?:top|all jobs|jobs|search(?: results)?|openings|job list|list))?|skip to (?:main )?content|sign in|log in|login|register|"
    r"create (?:an )?account|job alerts?|sign up for job alerts|get job alerts|menu|close|search|submit|home|toggle navigation|"
    r"accept(?: all)?(?: cookies)?|reject(?: all)?|manage (?:cookies|preferences)|cookie (?:settings|policy|preferences)|"
    r"privacy policy|terms (?:of (?:use|service)|& (?:policies|conditions)|and conditions)|all rights reserved\.?|"
    r"facebook|twitter|linkedin|instagram|youtube|tiktok|github|x|whatsapp|copy link|email|overview|application|"
    r"read more|show more|show less|see more|refer a friend|next|previous|postuler|jetzt bewerben|solliciteer(?: nu)?|"
    r"inscríbete|ver más|ansök(?: nu)?|candidatar-se|candidati|powered by .{1,30}|view job|report job|apply manually)",
    re.IGNORECASE,
)
_FOOT = re.compile(r"©|\ball rights reserved\b|\bback to top\b|\bcookies?\b.{0,60}\b(?:site|website|accept|settings|policy)\b", re.IGNORECASE)


def url_of(text: str) -> tuple[str | None, str]:
    """The address that the first line gives, and the text below."""
    match = _URL_LINE.match(text)
    return (match[1], text[match.end() :]) if match else (None, text)


def body(lines: Sequence[Line], stem: str) -> list[Line]:
    """The lines of the posting itself, with plain blanks; `stem` is the file's name, which often is the title."""
    kept = [replace(line, text=" ".join(blanks(line.text).split())) for line in lines]
    kept = _without_foot([line for line in kept if line.text])
    kept = _without_head(kept, stem)
    return [line for line in kept if not _is_button(line)]


def _is_button(line: Line) -> bool:
    return line.look not in ("heading", "title") and _BUTTON.fullmatch(line.text.strip(" »›→←>|·•")) is not None


def _is_fragment(line: Line) -> bool:
    """A line as menus have them: a few words, no sentence."""
    return len(line.text.split()) <= 8 and not headings.closed(line.text) and line.look in ("", "bullet")


def _without_head(lines: list[Line], stem: str) -> list[Line]:
    """Without the menu between a page's title and the title of its posting, or above the line that is named as the file."""
    if not lines:
        return lines
    first = lines[0].text
    start = next((number for number in range(1, len(lines)) if lines[number].text == first), 0)
    if not start or not all(_is_fragment(line) for line in lines[:start]):
        start = _named(lines[:60], stem)
    return lines[start:]


def _named(lines: Sequence[Line], stem: str) -> int:
    """Number of the line whose words are those of the file's name, where only a menu stands above; else 0."""
    name = _tokens(stem)
    for number, line in enumerate(lines):
        words = _tokens(line.text)
        if len(words) >= 2 and words <= name and len(line.text.split()) <= 12:
            return number if number >= 3 else 0
        if not _is_fragment(line):
            return 0
    return 0


def _tokens(text: str) -> set[str]:
    return {word for word in re.findall(r"[^\W_]+", text.casefold()) if not word.isdigit()}


def _without_foot(lines: list[Line]) -> list[Line]:
    """Without the footer: the fragments at the end, from the first that is a button or names the page's rights."""
    run = len(lines)
    while run and (_is_fragment(lines[run - 1]) or _FOOT.search(lines[run - 1].text)):
        run -= 1
    marks = [number for number in range(run, len(lines)) if _is_button(lines[number]) or _FOOT.search(lines[number].text)]
    if not marks:
        return lines
    cut = marks[0]
    while cut > run and re.search(r"(?:privacy|cookie|terms)\b.{0,30}$", lines[cut - 1].text, re.IGNORECASE):
        cut -= 1
    return lines[:cut]
