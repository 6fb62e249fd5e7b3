"""What a file holds, by its shape and not by its name: one posting, or the records of a board, a table or a page."""

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import PurePosixPath
from typing import Any
from urllib.parse import urljoin

from ingest import jobposting, repair, scripted, table
from ingest.boards import board_of
from ingest.errors import SourceError
from ingest.record import Record
from ingest.source import MANY, Document

_XML = re.compile(r"\s*(?:<\?xml|<(?:workzag-jobs|urlset|sitemapindex|rss|feed)\b)")
DEEPEST = "It nests its data too deeply to be a board's answer. Check the file."


def records(document: Document) -> Iterator[Record] | None:
    """The records that a file holds; None where it is itself one posting (text, page, PDF, Word).

    Raises SourceError where its data is damaged, or of no known shape.
    """
    if document.data.startswith((b"%PDF", b"PK\x03\x04")):
        return None
    text = repair.decode(document.data).lstrip("\ufeff")
    name = PurePosixPath(document.name).name
    if table.recognises(text, name):
        return table.records(text, name)
    if text.lstrip()[:1] in ("{", "["):
        return _json(text, name)
    if name.lower().endswith(MANY) and not name.lower().endswith(".xml"):
        raise SourceError(f"It is named {PurePosixPath(name).suffix}, and holds no such data. Check what saved it.")
    return of_data(parsed_xml(text), "") if is_xml(text) else _drawn(text, document.name)


def _drawn(text: str, name: str) -> Iterator[Record] | None:
    found = scripted.records(text)
    if found and "://" in name:
        found = [replace(record, url=urljoin(name, record.url)) if record.url else record for record in found]
    return iter(found) if found else None


def parsed(text: str) -> Any:
    """JSON as Python values. Raises SourceError that says where it breaks off."""
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        raise SourceError(
            f"Its JSON breaks at line {error.lineno}: it may be cut off or damaged. Save it anew."
        ) from error
    except RecursionError as error:
        raise SourceError(DEEPEST) from error


def of_data(data: Any, name: str) -> Iterator[Record]:
    """The records in parsed data of a known shape. Raises SourceError where it is not known, or too deep."""
    try:
        return iter(list(_shaped(data, name)))
    except RecursionError as error:
        raise SourceError(DEEPEST) from error


def _shaped(data: Any, name: str) -> Iterator[Record]:
    board = board_of(data)
    if board:
        return board.records(data)
    found = jobposting.items(data)
    if found:
        return (jobposting.record(item, name if len(found) == 1 else "") for item in found)
    rows = table.rows(data)
    if rows and any(table.record(row).error == "" for row in rows[:20]):
        return (table.record(row) for row in rows)
    raise SourceError(
        "It is data of no known shape: no board's answer, no JobPosting, no table of postings. "
        "See the README for what Rolecall reads."
    )


def _json(text: str, name: str) -> Iterator[Record] | None:
    try:
        data = parsed(text)
    except SourceError:
        if name.lower().endswith(MANY):
            raise
        return None  # a text that opens with a bracket
    return of_data(data, name)


def is_xml(text: str) -> bool:
    return _XML.match(text) is not None and not re.search(r"<html|<body", text[:5000], re.IGNORECASE)


def parsed_xml(text: str) -> Any:
    """The root of an XML text; entities are never expanded, and nothing is fetched. Raises SourceError."""
    from lxml import etree

    text = re.sub(r"^\s*<\?xml[^>]*\?>", "", text.lstrip("\ufeff"))  # it may name the encoding that is undone by now
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        return etree.fromstring(text.encode("utf-8", "replace"), parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise SourceError("Its XML is damaged or cut off. Save it anew.") from error
