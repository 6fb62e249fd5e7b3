"""Answers and postings as HTML. Every word of a posting or a person is escaped, and none is changed."""

from collections.abc import Iterable, Mapping, Sequence
from html import escape
from itertools import groupby

from bot.answer import Citation, Part, PostingRef
from ingest.posting import Posting


def paragraph(text: str) -> str:
    return f"<p>{escape(text)}</p>"


def sentences(parts: Sequence[Part]) -> str:
    """One paragraph; from the fourth sentence on what is cited is a list, between the bot's own sentences."""
    if len(parts) < 4:
        return f"<p>{' '.join(map(_said, parts))}</p>"
    html = ""
    for cited, group in groupby(parts, key=lambda part: bool(part.citations)):
        said = map(_said, group)
        html += (
            f"<ul>{''.join(f'<li>{sentence}</li>' for sentence in said)}</ul>" if cited else f"<p>{' '.join(said)}</p>"
        )
    return html


def _said(part: Part) -> str:
    return escape(part.text) + "".join(f"<b>[{n}]</b>" for n in part.citations)


def comparison(rows: Sequence[tuple[str, Mapping[str, Sequence[Part]]]], postings: Sequence[PostingRef]) -> str:
    """Postings beside each other as a table; a dash where one does not say."""
    head = "".join(f"<th>{escape(ref.title)}</th>" for ref in postings)
    body = ""
    for label, cells in rows:
        said = (_cell(cells.get(ref.id, ()), ref.title) for ref in postings)
        body += f"<tr><th>{escape(label)}</th>{''.join(said)}</tr>"
    return f"<table><tr><td></td>{head}</tr>{body}</table>"


def _cell(parts: Sequence[Part], title: str) -> str:
    said = (
        escape(part.text.removeprefix(f"{title}: ")) + "".join(f"<b>[{n}]</b>" for n in part.citations)
        for part in parts
    )
    return f"<td>{'<br>'.join(said) or '–'}</td>"


def posting(posting: Posting, cited: Iterable[Citation]) -> str:
    """The posting's text, with its headings in <strong> and what is cited in <mark>."""
    spans = [(c.start, c.end, "mark") for c in cited]
    for section in posting.sections:
        if posting.text.startswith(section.heading, section.start):
            spans.append((section.start, section.start + len(section.heading), "strong"))
    html, at = "", 0
    for start, end, tag in sorted(spans):
        html += escape(posting.text[at:start])
        if end > at:
            html += f"<{tag}>{escape(posting.text[max(at, start) : end])}</{tag}>"
        at = max(at, end)
    return html + escape(posting.text[at:])


def quotes(cited: Iterable[Citation]) -> str:
    return "".join(f"<p><mark>{escape(citation.quote)}</mark></p>" for citation in cited)
