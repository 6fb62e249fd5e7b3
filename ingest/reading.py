"""One document, or one record of a board, to one posting, without facts: recognise the shape, repair, lay out."""

import hashlib
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import replace
from pathlib import PurePosixPath

from ingest import fields as beside
from ingest import jobposting, markup, repair, sandbox
from ingest.errors import SourceError
from ingest.faq import is_faq, questions
from ingest.glue import form_rows, unglued
from ingest.layout import blocks
from ingest.line import Line
from ingest.page import body, url_of, without_repeats
from ingest.plain import text_lines
from ingest.posting import Kind, Posting
from ingest.record import Record
from ingest.sections import Block, compose
from ingest.source import Document
from ingest.title import titled

_HTML = re.compile(r"\A\s*(?:<!doctype html|<html|<head|<body|<\?xml[^>]*>\s*<(?:!doctype html|html))", re.IGNORECASE)
_CLOSED = re.compile(
    r"\b(?:job|posting|position|role|vacancy|opening)\b.{0,30}\b"
    r"(?:(?:has|is) (?:now )?(?:been )?(?:closed|filled|expired)|"
    r"is no longer (?:available|accepting|open))",
    re.IGNORECASE,
)
_TAGS = re.compile(r"</?(?:p|div|li|ul|ol|h[1-6]|br|td|table|section|article|main|span|strong)\b[^>]*>", re.IGNORECASE)


def read_posting(document: Document) -> Posting:
    """The posting that a document holds. Raises SourceError where it holds none."""
    if document.error:
        raise SourceError(document.error)
    text = repair.characters(_text(document.data))
    matter, below = beside.front_matter(text)
    stem = PurePosixPath(document.name).stem
    lines, fields, url = _lines(below, matter, stem)
    title, rest = titled(lines, fields, stem)
    laid = blocks(rest)
    if not any(len(block.text.split()) >= 2 for block in laid) and not fields:
        raise SourceError("There is no posting in it, only markup or navigation. Check the file.")
    if re.search(r"\{\{.+\}\}|\{\$.+\$\}", below) and sum(len(block.text.split()) for block in laid) < 60:
        raise SourceError("Its posting is shown by a script. Save the text that a browser shows.")
    rows, tail = _stated(fields, laid)
    kind = _kind(title, laid or tail, document, below, fields)
    laid = questions(laid) if kind == "faq" else laid
    words, sections, sentences = compose(title, [*rows, *laid, *tail])
    return Posting(
        id=slug(stem),
        title=title,
        text=words,
        sections=sections,
        sentences=sentences,
        kind=kind,
        status="closed" if kind == "posting" and (_says_closed(laid) or beside.says_closed(fields)) else "open",
        source=document.source,
        external_id=PurePosixPath(document.name).name,
        url=_url(fields, url) or (document.name if "://" in document.name else None),
        version=hashlib.sha256(words.encode("utf-8")).hexdigest()[:16],
        fields=fields,
    )


def _says_closed(laid: Sequence[Block]) -> bool:
    return any(_CLOSED.search(block.text) for block in laid[:6])


def _kind(title: str, laid: Sequence[Block], document: Document, text: str, fields: beside.Fields) -> Kind:
    if "@type" in fields:
        return "posting"
    marked_up = document.name.lower().endswith((".md", ".markdown", ".html", ".htm")) or _is_page(text)
    marked_up = marked_up and not document.data.startswith((b"%PDF", b"PK"))
    return "faq" if is_faq(title, laid, document.name, marked_up) else "posting"


def _is_page(text: str) -> bool:
    return _HTML.search(text) is not None or len(_TAGS.findall(text[:20_000])) >= 6


def _text(data: bytes) -> str:
    """The text or markup of a file; that of a PDF or Word file is taken out of it in a process of its own."""
    if data.startswith(b"%PDF"):
        return sandbox.parsed(data, "pdf")
    if data.startswith(b"PK\x03\x04"):
        return sandbox.parsed(data, "docx")
    return repair.decode(data)


def read_record(record: Record, source: str) -> Posting:
    """The posting of a record: its rows as lines under the title, its parts as sections.

    Raises SourceError where the record has no title, or nothing but one.
    """
    title = " ".join(repair.characters(_words(record.title)).split())
    rows = [Block("row", f"{label}: {value}") for label, value in map(_row, record.rows) if value]
    parts = [_part(heading, matter) for heading, matter in record.body]
    laid = [block for part in parts for block in part]
    if record.error or not title or not (rows or laid):
        reason = record.error or "It has no title." if not title else record.error or "It has a title and nothing else."
        raise SourceError(reason)
    words, sections, sentences = compose(title, [*rows, *laid])
    ending = re.sub(r"\.(?:json|xml)$|[^a-z0-9]", "", record.id.lower())[-8:]
    return Posting(
        id="-".join(filter(None, (slug(title)[:80].strip("-"), ending))),
        title=title,
        text=words,
        sections=sections,
        sentences=sentences,
        kind=record.kind,
        status="closed" if record.gone or _says_closed(laid) else "open",
        source=source,
        external_id=record.id,
        url=_url({"url": record.url}, None),
        version=hashlib.sha256(words.encode("utf-8", "replace")).hexdigest()[:16],
        fields=dict(record.rows) | ({"@type": "JobPosting"} if record.typed else {}),
    )


def _row(row: tuple[str, str]) -> tuple[str, str]:
    label, value = row
    return repair.blanks(label), repair.blanks(repair.characters(unescaped(value)))


def _words(text: str) -> str:
    """A title as boards give it: sometimes with entities and tags."""
    return re.sub(r"</?[a-z][^<>]*>", " ", unescaped(text), flags=re.IGNORECASE)


def unescaped(text: str) -> str:
    """The text without HTML's entities, also where they were escaped twice: "Children &amp;amp; Families"."""
    import html

    return html.unescape(html.unescape(text))


def _part(heading: str, matter: str) -> list[Block]:
    """A part of a record's body as blocks, under its heading if it has one; its first line may say that once more."""
    lines = [replace(line, text=row) for line in _matter(repair.characters(matter)) for row in form_rows(line.text)]
    laid = blocks([line for line in lines if line.text])
    head = " ".join(_words(heading).split()).rstrip(":")
    if not (head and laid):
        return laid
    below = laid[1:] if laid[0].text.casefold() == head.casefold() else laid
    return [Block("heading", head), *below]


def slug(stem: str) -> str:
    """Ascii, lower case, hyphens; stable. A name without any such letter gives its hash."""
    plain = unicodedata.normalize("NFKD", stem).encode("ascii", "ignore").decode().lower()
    words = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")
    return words or hashlib.sha256(stem.encode("utf-8")).hexdigest()[:12]


def _lines(text: str, matter: beside.Fields, stem: str) -> tuple[list[Line], beside.Fields, str | None]:
    """Lines, fields and address of a text of any shape."""
    if not text.strip():
        return [], matter, None
    if _is_page(text) and (_HTML.search(text) or not _is_markdown(text)):
        return _page(text, matter, stem)
    url, text = url_of(text)
    if matter or _is_markdown(text):
        return body(markup.markdown_lines(text), stem), matter, url
    return body(text_lines(unglued(text)), stem), matter, url


def _is_markdown(text: str) -> bool:
    """Whether the text has Markdown's own marks; a plain text with "- " bullets reads the same either way."""
    return bool(re.search(r"^#{1,6} \w|\]\(\S+\)|^\|.*\|$", text, re.MULTILINE)) or text.count("**") >= 4


def _page(text: str, matter: beside.Fields, stem: str) -> tuple[list[Line], beside.Fields, str | None]:
    """A page of HTML; its JobPosting is the posting where the body has less."""
    tree = markup.html_tree(text)
    described_here = jobposting.in_page(tree)
    fields = dict(described_here[0]) if described_here else {}
    lines = without_repeats(body(markup.html_lines(tree), stem))
    described = str(fields.pop("description", ""))
    if described:
        own = _described(described, stem)
        if _size(own) > _size(lines) * 1.2:
            lines = own
    links = tree.xpath("//link[@rel='canonical']/@href") or tree.xpath("//meta[@property='og:url']/@content")
    url = str(links[0]) if links else None
    names = [*tree.xpath("//meta[@property='og:title']/@content"), *tree.xpath("//title/text()")]
    if names and not (fields or matter).get("title") and not any(line.look == "title" for line in lines):
        lines = [Line(" ".join(str(names[0]).split()), "title", gap=True), *lines]
    return [line for line in lines if line.text], fields or matter, url


def _described(text: str, stem: str) -> list[Line]:
    return body(_matter(text), stem)


def _matter(text: str) -> list[Line]:
    """Lines of a description given as HTML, as HTML with its entities escaped once more, or as plain text."""
    import html

    for _ in range(2):
        if "<" not in text and "&lt;" in text:
            text = html.unescape(text)
    text = text.replace("\\n", "\n")
    if _is_markdown(text) and not re.search(r"<(?:p|li)\b", text):
        return markup.markdown_lines(text)
    if "<" in text:
        return markup.html_lines(markup.html_tree(text))
    return text_lines(html.unescape(text))


def _size(lines: Sequence[Line]) -> int:
    return sum(len(line.text) for line in lines)


def _stated(fields: beside.Fields, laid: Sequence[Block]) -> tuple[list[Block], list[Block]]:
    """Fields that the body does not state itself: short ones as lines of the head, long ones as sections of the end."""
    body_text = "\n".join(block.text for block in laid).casefold()
    rows, parts = jobposting.stated(fields) if "@type" in fields else beside.stated(fields)
    head = [Block("row", f"{label}: {value}") for label, value in map(_row, rows)]
    head = [row for row in head if row.text.casefold() not in body_text]
    tail: list[Block] = []
    for heading, matter in parts:
        part = _part(heading, matter)
        if not all(block.text[:60].casefold() in body_text for block in part[1:]):
            tail += part
    return head, tail


def _url(fields: beside.Fields, found: str | None) -> str | None:
    for url in (fields.get("url"), fields.get("link"), found):
        if isinstance(url, str) and re.match(r"https?://(?!localhost|0\.0\.0\.0|127\.)\S+$", url):
            return url
    return None
