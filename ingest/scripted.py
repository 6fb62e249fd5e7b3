"""Pages that a script draws: the postings in the data that the page brings for it."""

import json
import re
from collections.abc import Iterator
from itertools import islice
from typing import Any

from ingest import jobposting, table
from ingest.boards import board_of
from ingest.markup import html_tree
from ingest.record import Record

_TEXT = "//body//text()[not(ancestor::script or ancestor::style or ancestor::noscript or ancestor::template)]"
_TEMPLATE = re.compile(r"\{\{[^{}]+\}\}|\bng-app\b")
_FEW, _SOME = 60, 300  # words; a page with more of its own, or beside its templates, is read as it stands
_DEEP = 12
_LONG = 400  # characters of a description
_MOST = 2_000  # objects of one script that are looked at


def records(page: str) -> list[Record] | None:
    """The postings in a page's scripts; None where the page has a text of its own, or no such data."""
    start = page[:1_000].lower()
    if "<html" not in start and "<!doctype html" not in start:
        return None
    tree = html_tree(page)
    words = sum(len(re.sub(r"\{\{[^{}]*\}\}", "", text).split()) for text in tree.xpath(_TEXT))
    if words >= (_SOME if _TEMPLATE.search(page) else _FEW):
        return None
    found = [
        _records(data)
        for script in tree.iter("script")
        for data in _data(str(script.text or "").strip(), str(script.get("type", "")))
    ]
    return max(found, key=len, default=None) or None


def _data(code: str, kind: str) -> Iterator[Any]:
    """What a script holds: its JSON, or each literal of its code."""
    if "ld+json" in kind:  # a page's own JobPosting: `reading.py` has that beside the page's text
        return
    if "json" in kind:
        try:
            yield json.loads(code)
        except (ValueError, RecursionError):
            return
    elif len(code) > 200:
        import chompjs

        try:
            yield from islice(chompjs.parse_js_objects(code), _MOST)
        except (ValueError, RecursionError):
            return


def _records(data: Any, depth: int = 0) -> list[Record]:
    """The postings in `data`, or in the part of it that has most."""
    if depth > _DEEP or not isinstance(data, dict | list):
        return []
    if board := board_of(data):
        return list(board.records(data))
    if described := jobposting.items(data):
        return list(map(jobposting.record, described))
    own = [table.record(table.known(row)) for row in data if _is_posting(row)] if isinstance(data, list) else []
    parts = data if isinstance(data, list) else data.values()
    return max([own, *(_records(part, depth + 1) for part in parts)], key=len)


def _is_posting(row: Any) -> bool:
    """A title, and besides it a place and an address, or a description."""
    if not isinstance(row, dict):
        return False
    lengths = {table.column(name): len(str(value)) for name, value in table.known(row).items() if value}
    return "title" in lengths and ({"location", "url"} <= lengths.keys() or lengths.get("body", 0) > _LONG)
