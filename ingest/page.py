"""What surrounds a posting on its page: navigation, buttons, footers, share links, cookie notes."""

import re
from collections.abc import Sequence
from dataclasses import replace

from ingest import headings
from ingest.line import Line
from ingest.repair import blanks
from ingest.title import names_job

_URL_LINE = re.compile(
    r"\A\s*(?:\*\*)?(?:Source )?(?:URL|Link|Source)\s*:?(?:\*\*)?:?\s*<?(https?://[^\s>]+)>?[ \t]*(?:\n|\Z)",
    re.IGNORECASE,
)
_JOBS = r"(?:jobs|roles|openings|positions|vacancies)"
_BUTTONS = (
    r"(?:easy |quick )?apply(?: now| here| online| today| manually| with linkedin)?",
    r"apply for (?:this|the) (?:job|role|position)",
    r"apply for job|share(?: (?:this )?(?:job|role|position|page))?|save(?: (?:this )?job)?|report job|view job",
    rf"(?:see|browse|show|search|view|all) (?:all )?(?:open )?{_JOBS}|all {_JOBS}|refer a friend|copy link",
    rf"back(?: to (?:top|all {_JOBS}|{_JOBS}|search(?: results)?|job list|list))?",
    r"skip to (?:main )?content|sign in|log ?in|register|create (?:an )?account|menu|search|submit",
    r"job alerts?|(?:sign up for|get) job alerts|toggle navigation|read more|(?:show|see) (?:more|less)",
    r"accept(?: all)?(?: cookies)?|reject(?: all)?|manage (?:cookies|preferences)",
    r"cookie (?:settings|policy|preferences)|privacy policy|terms (?:of (?:use|service)|& (?:policies|conditions))",
    r"terms and conditions|all rights reserved\.?|powered by .{1,30}|source url: https?://\S+|home (?:[›»>/] .{1,40})+",
    r"facebook|twitter|linkedin|instagram|youtube|tiktok|github|whatsapp",
    r"postuler|jetzt bewerben|solliciteer(?: nu)?|inscríbete|ver más|ansök(?: nu)?|candidatar-se|candidati",
)
_BUTTON = re.compile("|".join(f"(?:{pattern})" for pattern in _BUTTONS), re.IGNORECASE)
_TAB = re.compile(r"overview|application|email|print|home|close|x|next|previous|description|job|details", re.IGNORECASE)
"""Words that are a button only beside another button."""
_ITEM = re.compile(
    r"home(?:page)?|startseite|accueil|inicio|about(?: us)?|über uns|contact(?: us)?|kontakt|contacto|impressum"
    r"|careers?|karriere|jobs?|vacanc(?:y|ies)|(?:current|open) (?:vacancies|jobs|positions)|stellenangebote|news"
    r"|aktuelles|blog|shop|search|menu|login|log in|sign in|join us|work with us|nous rejoindre|services"
    r"|privacy|datenschutz|sitemap|(?:en|fr|de|es)|(?:en )?(?:español|english|deutsch|français)",
    re.IGNORECASE,
)
_TAGS = re.compile(r"\b(?:full|part)[- ]?time\b|\b(?:permanent|temporary|remote|hybrid)\b|\d", re.IGNORECASE)
_SKIP = re.compile(r"skip to (?:main )?content\b", re.IGNORECASE)
_ABOVE = 6
"""Lines from the first among which a menu may stand on one line."""
_TEMPLATE = re.compile(r"\{\{.*\}\}|\{\$.*\$\}|\{%.*%\}")
_FOOT = re.compile(
    r"©|\ball rights reserved\b|\bback to top\b|\bcookies?\b.{0,60}\b(?:site|website|accept|settings|policy)\b",
    re.IGNORECASE,
)
_LABELLED = re.compile(r"[^:]{2,35}: \S")
_ADDRESS = re.compile(r"@|://|\.\w")


def url_of(text: str) -> tuple[str | None, str]:
    """The address that the first line gives, and the text below."""
    match = _URL_LINE.match(text)
    return (match[1], text[match.end() :]) if match else (None, text)


def body(lines: Sequence[Line], stem: str) -> list[Line]:
    """The lines of the posting itself, with plain blanks; `stem` is the file's name, which often is the title."""
    kept = [replace(line, text=blanks(" ".join(line.text.split()))) for line in lines]
    kept = _without_foot([line for line in kept if line.text])
    kept = _without_head(kept, stem)
    return [line for number, line in enumerate(kept) if not _is_chrome(kept, number)]


def _is_chrome(lines: Sequence[Line], number: int) -> bool:
    line = lines[number]
    if _TEMPLATE.search(line.text) or _is_button(line) or (number < _ABOVE and _is_menu(line)):
        return True
    beside = [*lines[max(0, number - 1) : number], *lines[number + 1 : number + 2]]
    return _is_tab(line) and any(_is_button(other) or _is_tab(other) for other in beside)


def _is_menu(line: Line) -> bool:
    """ "Home · Services · Team · Contact" on one line; a line of tags ("Careers | Leeds | Full-time") is none."""
    if line.look == "title" or names_job(line.text):
        return False
    items = [item.strip() for item in re.split(r"\s[|·•>›»/]\s", line.text)]
    usual = sum(_ITEM.fullmatch(item) is not None for item in items)
    short = all(len(item.split()) <= 4 for item in items) and not _TAGS.search(line.text)
    return _SKIP.match(line.text) is not None or (short and len(items) >= 3 and usual >= (1 if len(items) > 3 else 2))


def _is_tab(line: Line) -> bool:
    return line.look in ("", "bullet") and _TAB.fullmatch(line.text) is not None


def _is_button(line: Line) -> bool:
    return line.look not in ("heading", "title") and _BUTTON.fullmatch(line.text.strip(" »›→←>|·•")) is not None


def _is_fragment(line: Line) -> bool:
    """A line as menus have them: a few words, no sentence."""
    return len(line.text.split()) <= 8 and not headings.closed(line.text) and line.look in ("", "bullet")


def _without_head(lines: list[Line], stem: str) -> list[Line]:
    """Without the menu between a page's title and its posting's title, or above the line that is named as the file."""
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


def _is_mark(line: Line) -> bool:
    linked = line.link and not _ADDRESS.search(line.text)
    return linked or _is_button(line) or _FOOT.search(line.text) is not None


def without_repeats(lines: list[Line]) -> list[Line]:
    """Without the second of two equal boxes of labels: pages show one twice, for phones and for desktops."""
    first: dict[str, int] = {}
    again: list[int] = []
    kept = list(lines)
    for number, line in enumerate([*lines, Line("")]):
        after_last = not again or first.get(line.text, 0) > first[lines[again[-1]].text]
        if line.text in first and _LABELLED.match(line.text) and after_last:
            again.append(number)
            continue
        if len(again) >= 3:
            for repeat in again:
                kept[repeat] = Line("")
        again = []
        first.setdefault(line.text, number)
    return [line for line in kept if line.text]


def _without_foot(lines: list[Line]) -> list[Line]:
    """Without the footer: the fragments at the end, from the first that is a button or names the page's rights."""
    run = len(lines)
    while run and (_is_fragment(lines[run - 1]) or _FOOT.search(lines[run - 1].text)):
        run -= 1
    marks = [number for number in range(run, len(lines)) if _is_mark(lines[number])]
    if not marks:
        return lines
    cut = marks[0]
    while cut > run and re.search(r"(?:privacy|cookie|terms)\b.{0,30}$", lines[cut - 1].text, re.IGNORECASE):
        cut -= 1
    while cut > 0 and lines[cut - 1].look == "heading":  # "Other openings", whose links are gone
        cut -= 1
    return lines[:cut]
