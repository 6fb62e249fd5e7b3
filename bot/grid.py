"""A comparison laid out in rows and columns, for every surface that can draw a table."""

from bot import phrases
from bot.answer import Answer, Part


def grid(answer: Answer) -> list[tuple[str, dict[str, list[Part]]]]:
    """A comparison as rows: (label, the parts of each posting by its id); none where the answer is no comparison."""
    rows: list[tuple[str, dict[str, list[Part]]]] = []
    where = {citation.n: citation.posting_id for citation in answer.citations}
    for part in answer.parts:
        if not part.citations and phrases.is_label(part.text):
            rows.append((part.text.rstrip(":"), {}))
        elif part.citations and rows:
            rows[-1][1].setdefault(where[part.citations[0]], []).append(part)
    return rows
