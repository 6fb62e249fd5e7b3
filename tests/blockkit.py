"""What Slack takes of blocks, and what a person reads in them."""

from collections.abc import Iterator
from typing import Any

Body = dict[str, Any]


def refusal(blocks: list[Body], text: str) -> str | None:
    """The name of the error with which Slack refuses them."""
    if len(blocks) > 50:
        return "invalid_blocks"
    if len(text) > 40_000:
        return "msg_too_long"
    known = {"rich_text", "section", "context", "actions", "context_actions", "table", "divider"}
    if {block["type"] for block in blocks} - known or sum(block["type"] == "table" for block in blocks) > 1:
        return "invalid_blocks"
    return None if all(map(_fits, blocks)) else "invalid_blocks"


def _fits(block: Body) -> bool:
    if block["type"] == "table":
        cells = [cell for row in block["rows"] for cell in row]
        whole = sum(len(cell["text"]) for cell in cells)
        widths = {len(row) for row in block["rows"]}
        return (
            len(block["rows"]) <= 100 and max(widths) <= 20 and all(cell["text"] for cell in cells) and whole <= 10_000
        )
    return all(0 < len(text) <= 3_000 for text in texts(block)) and all(len(v) <= 2_000 for v in values(block))


def texts(node: Any) -> Iterator[str]:
    """All that a person reads in blocks."""
    if isinstance(node, dict):
        if isinstance(node.get("text"), str):
            yield node["text"]
        for value in node.values():
            yield from texts(value)
    elif isinstance(node, list):
        for value in node:
            yield from texts(value)


def values(node: Any) -> Iterator[str]:
    return (element["value"] for element in elements(node) if isinstance(element.get("value"), str))


def elements(node: Any) -> Iterator[Body]:
    """All objects in blocks, however deep."""
    if isinstance(node, dict):
        yield node
        for value in node.values():
            yield from elements(value)
    elif isinstance(node, list):
        for value in node:
            yield from elements(value)
