"""HTML and Markdown to lines.

An own walk rather than an extractor of main text: extractors drop words (short bullets, salary lines), and every word
of a posting may be what a candidate asks for. What is left out are the elements that hold no posting: navigation,
footers, forms, scripts, hidden parts.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ingest.line import Line, Look

if TYPE_CHECKING:
    from lxml.html import HtmlElement

SOFT = "\x1f"
"""Stands for a line end of Markdown's source, which is a blank unless the lines are short."""

_DROPPED = frozenset(
    """
    script style noscript template svg canvas iframe object embed nav footer form button select option input textarea
    dialog head title meta link audio video picture map
    """.split()
)
_BLOCKS = frozenset(
    """
    address article aside blockquote body center dd details div dl dt fieldset figure figcaption header hgroup hr html
    li main ol p pre section summary table tbody thead tfoot tr ul h1 h2 h3 h4 h5 h6 caption
    """.split()
)
_HEADINGS = frozenset("h1 h2 h3 h4 h5 h6".split())
_STYLES = {"b": "b", "strong": "b", "a": "a"}
_ROLES = frozenset("navigation banner contentinfo search dialog alertdialog menu menubar toolbar".split())
_CHROME = re.compile(
    r"(?:^|[\s_-])(?:cookies?|consent|gdpr|breadcrumbs?|navbar|navigation|skip-?(?:link|nav)?|social(?:-?(?:share|links|"
    r"buttons?))?|share(?:-?buttons?)?|usa-banner|sr-only|visually-?hidden|screen-reader-text|newsletter|apply-?(?:btn|"
    r"button|now)|awb)(?:$|[\s_-])",
    re.IGNORECASE,
)
_HERO = 60
"""Words of a block around a title, at most."""
_FACT = re.compile(
    r"(?:job |work |office |primary )?(?:locations?|salary(?: range)?|pay(?: range)?|compensation|closing date|deadline"
    r"|apply by|hours|working (?:hours|pattern)|contract(?: type)?|job type|employment type|department|team|grade|band"
    r"|start date|reports to|workplace(?: type)?) ?:?",
    re.IGNORECASE,
)
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)


def html_tree(text: str) -> "HtmlElement":
    """The parsed page; `text` must not be blank."""
    from lxml import html

    text = re.sub(r"^\s*<\?xml[^>]*\?>", "", text)
    parser = html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=True)
    tree: HtmlElement = html.document_fromstring(text.encode("utf-8", "replace"), parser=parser, ensure_head_body=True)
    return tree


def html_lines(tree: "HtmlElement") -> list[Line]:
    """The lines of a page's main part, below those of the title above it and of boxes of facts beside it."""
    main = _main(tree)
    parts = [*_above(main), *_beside(main), main]
    try:
        return [line for part in parts for line in _Walk().lines(part)]
    except RecursionError:  # hundreds of elements inside one another: their text, without its layout
        return [Line(" ".join(text.split()), gap=True) for part in parts for text in part.itertext() if text.strip()]


def markdown_lines(text: str) -> list[Line]:
    """The lines of a Markdown text without front matter."""
    from markdown_it import MarkdownIt

    reader = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"]).disable(["code"])
    reader.add_render_rule("softbreak", lambda *_: SOFT)
    page = reader.render(_loosened(text))
    return html_lines(html_tree(page)) if page.strip() else []


def _loosened(text: str) -> str:
    """Markdown as people write it: "#Heading" and "## Heading##" without their blanks, bullets of "•" or "–"…"""
    text = re.sub(r"(\]\([^)\s]*\))\{[^{}\n]*\}", r"\1", text)  # "![logo](logo.png){width=220}"
    text = re.sub(r"\]\(mailto:[^)\n]*\)", lambda link: link[0].replace(" ", "%20"), text)
    text = re.sub(r"^(#{1,6})(?=[^\s#!\d])", r"\1 ", text, flags=re.MULTILINE)
    text = re.sub(r"^(#{1,6} .*[^\s#])#{2,}[ \t]*$", r"\1", text, flags=re.MULTILINE)
    return re.sub(r"^(\s*)[•·●▪◦–—](?=\s)", r"\1-", text, flags=re.MULTILINE)


def _main(tree: "HtmlElement") -> "HtmlElement":
    """The element that holds the posting: <main> or the one <article>, where it holds most of the headings' page."""
    for path in ("//main", "//*[@role='main']", "//article", "//*[@itemtype[contains(., 'JobPosting')]]"):
        found = tree.xpath(path)
        if len(found) == 1 and _words(found[0]) >= 60:
            main: HtmlElement = found[0]
            return main
    return tree


def _above(main: "HtmlElement") -> "list[HtmlElement]":
    """The block of the page's title where that stands outside of `main`: place and hours are often said beside it."""
    titles = main.xpath("preceding::h1")
    if len(titles) != 1 or main.xpath(".//h1"):
        return []
    around = set(main.iterancestors())
    block = next(element for element in (titles[0], *titles[0].iterancestors()) if element.getparent() in around)
    return [block] if _words(block) <= _HERO and not _is_dropped(block) else []


def _beside(main: "HtmlElement") -> "list[HtmlElement]":
    """Boxes outside of `main` that label the job's facts, each once: lists of other jobs repeat "Location"."""
    outside = main.xpath("preceding::*[self::aside or self::dl or self::table or self::ul]")
    outside += main.xpath("following::*[self::aside or self::dl or self::table or self::ul]")
    boxes: list[HtmlElement] = []
    for box in outside:
        labels = [text.strip().lower() for text in box.itertext() if _FACT.fullmatch(text.strip())]
        around = [box, *box.iterancestors()]
        if (
            len(labels) >= 2
            and len(labels) == len(set(labels))
            and not any(_is_dropped(e) or e in boxes for e in around)
        ):
            boxes.append(box)
    return boxes


def _words(element: "HtmlElement") -> int:
    return len(str(element.text_content()).split())


def _is_dropped(element: "HtmlElement") -> bool:
    tag = element.tag
    if not isinstance(tag, str) or (tag in _DROPPED and not _wraps_page(element)):
        return True
    get = element.get
    if get("hidden") is not None or get("aria-hidden") == "true" or get("role") in _ROLES:
        return True
    if _HIDDEN.search(get("style") or ""):
        return True
    mark = f"{get('class') or ''} {get('id') or ''}"
    if tag not in ("body", "main", "html", "article") and _CHROME.search(mark):
        return _words(element) < 150 and not element.xpath(".//h1|.//h2|.//h3|.//h4")
    return tag == "header" and not element.xpath(".//h1|.//h2")


def _wraps_page(element: "HtmlElement") -> bool:
    """Whether a form holds the page itself, as those of ASP.NET do."""
    headed = element.tag == "form" and element.xpath(".//h1|.//h2|.//h3")
    return bool(headed) and _words(element) >= 100


@dataclass(frozen=True, slots=True)
class _Part:
    """A stretch of text; `style` None goes with any (blanks, line ends, numbers of items)."""

    text: str
    style: str | None = None


class _Walk:
    """One pass over the elements; text gathers in `parts` until a block ends."""

    def __init__(self) -> None:
        self.parts: list[_Part] = []
        self.look: Look = ""
        self.begun = False  # whether the list item at hand has given a line already
        self.depth = 0
        self.numbers: list[int] = []  # the next item's number in each open list, 0 where it has bullets
        self.gap = True

    def lines(self, root: "HtmlElement") -> Iterator[Line]:
        yield from self._inside(root, "")
        yield from self._flush()

    def _inside(self, element: "HtmlElement", style: str) -> Iterator[Line]:
        """`style` is "b" in bold, "a" in a link, both or neither."""
        self._add(element.text, style)
        for child in element:
            if not _is_dropped(child):
                yield from self._element(child, style)
            elif isinstance(child.tag, str):
                self.parts.append(_Part(" "))
            self._add(child.tail, style)

    def _element(self, element: "HtmlElement", style: str) -> Iterator[Line]:
        tag = str(element.tag)
        if tag == "br":
            self.parts.append(_Part("\n"))
        elif tag == "tr":
            yield from self._row(element)
        elif tag == "dl":
            yield from self._pairs(element)
        elif tag in _BLOCKS:
            yield from self._block(element, tag, style)
        else:
            if _follows_row(element):
                self.parts.append(_Part("\n"))
            yield from self._inside(element, style + _STYLES.get(tag, ""))

    def _block(self, element: "HtmlElement", tag: str, style: str) -> Iterator[Line]:
        yield from self._flush()
        self.gap = self.gap or tag not in ("li", "tr", "div")
        nested = tag in ("ul", "ol")
        before = self.look
        if nested:
            self.numbers.append(_start(element) if tag == "ol" else 0)
        self.depth += nested
        if tag in _HEADINGS:
            self.look = "title" if tag == "h1" else "heading"
        elif tag == "li":
            self.look, self.begun = "bullet", False
        if tag == "li" and self.numbers and self.numbers[-1]:
            self.parts.append(_Part(f"{self.numbers[-1]}. "))
            self.numbers[-1] += 1
        yield from self._inside(element, style)
        yield from self._flush()
        self.look = before
        self.depth -= nested
        if nested:
            self.numbers.pop()
        self.gap = self.gap or tag not in ("li", "tr", "div")

    def _row(self, element: "HtmlElement") -> Iterator[Line]:
        """A table's row as "cell | cell", or "header: cell" where it is a pair."""
        yield from self._flush()
        cells = [cell for cell in element if cell.tag in ("td", "th")]
        blocks = element.xpath(".//ul|.//ol|.//p[2]|.//tr|.//h2|.//h3")
        texts = [" ".join(str(cell.text_content()).split()) for cell in cells]
        if blocks or len([text for text in texts if text]) < 2:
            for cell in cells:
                yield from self._block(cell, "div", "")
            return
        texts = [text for text in texts if text]
        heads = all(cell.tag == "th" for cell in cells)
        if len(texts) == 2 and len(texts[0]) <= 40 and not heads:
            yield Line(f"{texts[0].rstrip(':')}: {texts[1]}", "row", gap=self.gap)
        else:
            yield Line(" | ".join(texts), "row", gap=self.gap)
        self.gap = False

    def _pairs(self, element: "HtmlElement") -> Iterator[Line]:
        """A definition list as "term: definition"."""
        yield from self._flush()
        term = ""
        for item in element.iter("dt", "dd"):
            text = " ".join(str(item.text_content()).split())
            if item.tag == "dt":
                term = text.rstrip(":")
            elif text and term and len(text) <= 200:
                yield Line(f"{term}: {text}", "row", gap=self.gap)
                self.gap, term = False, ""
            else:
                if term:
                    yield Line(term, "heading", gap=True)
                yield from self._block(item, "div", "")
                term = ""

    def _add(self, text: str | None, style: str) -> None:
        if text:
            self.parts.append(_Part(re.sub(r"[ \t\n\r\f]+", " ", text), style))

    def _flush(self) -> Iterator[Line]:
        """The text gathered so far, one Line for each <br> or soft break."""
        parts, self.parts = self.parts, []
        end = ""
        for piece, before in _pieces(parts):
            end = before or end
            if not piece.text:
                continue
            look: Look = self.look or ("bold" if "b" in (piece.style or "") else "")
            soft = end == SOFT or (look == "bullet" and self.begun)
            yield Line(piece.text, look, self.gap, soft, self.depth, link="a" in (piece.style or ""))
            self.gap, self.begun, end = False, True, ""


def _follows_row(element: "HtmlElement") -> bool:
    """Whether bold words stand behind bold ones that are a row of their own: "**Location: Leeds** **20 hours**"."""
    before = element.getprevious()
    return (
        element.tag in ("b", "strong") and before is not None and before.tag == element.tag
        and not (before.tail or "").strip() and re.match(r"\s*[^:]{2,30}: \S", str(before.text_content())) is not None
    )  # fmt: skip


def _pieces(parts: list[_Part]) -> Iterator[tuple[_Part, str]]:
    """The pieces between line ends with the style that all of each has, and what ended the piece before."""
    text, style, before = "", "ab", ""
    for part in parts:
        for words in re.split(r"([\n\x1f])", part.text):
            if words in ("\n", SOFT):
                yield _Part(re.sub(" +", " ", text).strip(), style), before
                text, style, before = "", "ab", words
            else:
                text += words
                if words.strip() and part.style is not None:
                    style = _common(style, part.style)
    yield _Part(re.sub(" +", " ", text).strip(), style), before


def _common(one: str, other: str) -> str:
    return "".join(mark for mark in one if mark in other)


def _start(numbered: "HtmlElement") -> int:
    start = str(numbered.get("start") or "1")
    return int(start) if start.isdigit() and int(start) else 1
