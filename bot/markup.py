"""Answers and postings as HTML. Every word of a posting or a person is escaped, and none is changed."""

from collections.abc import Iterable, Sequence
from html import escape

from bot.answer import Citation, Part
from ingest.posting import Posting


def paragraph(text: str) -> str:
    return f"<p>{escape(text)}</p>"


def sentences(parts: Sequence[Part]) -> str:
    """One paragraph; from the fourth sentence on it is a list."""
    said = [escape(part.text) + "".join(f"<b>[{n}]</b>" for n in part.citations) for part in parts]
    if len(said) < 4:
        return f"<p>{' '.join(said)}</p>"
    return f"<ul>{''.join(f'<li>{sentence}</li>' for sentence in said)}</ul>"


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
