"""An answer as Slack draws it: pure functions to Block Kit. Words of postings and people are text elements, which Slack
shows as they stand: it reads no mention, link or style out of them.
"""

import html
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from operator import itemgetter
from typing import Any
from urllib.parse import quote, urlsplit

from bot.answer import Answer, Citation, Part
from bot.grid import grid
from bot.render import plain
from bot.slack.request import HELPED, PERSON, RATE, SHARE, Reference

Block = dict[str, Any]
SECTION, BLOCKS, TEXT = 3_000, 50, 3_800
"""Characters of a block, blocks of a message, characters of a message without blocks: what Slack takes at most."""
_ROWS, _COLUMNS, _CELL, _TABLE = 100, 20, 400, 9_000
_LEAD = 60
"""Characters of what stands before a quote in its sentence, at most: "Yes:", "The nearest it comes:". """
_BUTTONS = 3
"""Blocks kept for what stands below the answer."""


def answer_blocks(
    answer: Answer, reference: Reference, *, note: str = "", person: bool = False, share: bool = False, head: str = ""
) -> list[Block]:
    """`reference` names the answer to the buttons; `head` stands above it, `note` in small print below."""
    blocks = [_lines([_text(head, bold=True)])] if head else []
    blocks += _body(answer)
    blocks += _passages(answer)
    if len(blocks) > BLOCKS - _BUTTONS:
        blocks = [*blocks[: BLOCKS - _BUTTONS - 1], _small("The answer is longer than Slack shows.")]
    if small := " · ".join(filter(None, (note, answer.credit))):
        blocks.append(_small(small))
    buttons = []
    if person:
        buttons.append(_button(PERSON, "Ask a person", reference, primary=answer.status == "not_stated"))
    if share:
        buttons.append(_button(SHARE, "Share to channel", reference))
    if buttons:
        blocks.append({"type": "actions", "elements": buttons})
    if answer.status in ("answered", "not_stated"):
        blocks.append(_rating(reference))
    return blocks


def said(text: str) -> list[Block]:
    """A sentence of the bot's own."""
    return [_lines([_text(piece)]) for piece in pieces(text)]


def question_blocks(asker: str, question: str, where: str | None, note: str) -> list[Block]:
    """For the people whom the bot passes a question to: who asked it, what, and where."""
    who: list[Block] = [{"type": "user", "user_id": asker}, _text(" asked:")]
    if where:
        who += [_text(" "), {"type": "link", "url": where, "text": "open"}]
    quoted = {"type": "rich_text_quote", "elements": [_text(question)]}
    return [_lines(who), {"type": "rich_text", "elements": [quoted]}, _small(note)]


def escaped(text: str) -> str:
    """For the plain text of a message: nothing in it is a mention or a masked link."""
    return html.escape(plain(text), quote=False)


def in_words(answer: Answer, head: str = "") -> str:
    """The answer without blocks: for notifications, and where Slack refuses the blocks."""
    lines = [head, answer.text] if head else [answer.text]
    for citation in answer.citations:
        lines.append(f"[{citation.n}] {citation.posting_title}: “{citation.quote}”")
    text = escaped("\n".join(lines))
    return text if len(text) <= TEXT else re.sub(r"&[^;]*$", "", text[: TEXT - 1]) + "…"


def in_markdown(part: Part) -> str:
    """A part of a stream. What Markdown or Slack would obey is escaped."""
    return re.sub(r"([\\`*_{}\[\]()<>#+\-!|~&@:.])", r"\\\1", plain(part.text)) + " "


def pieces(text: str, most: int = SECTION) -> Iterator[str]:
    """Cut between words, in pieces of so many characters at most."""
    text = plain(text)
    while len(text) > most:
        at = max(text.rfind("\n", 0, most), text.rfind(" ", 0, most))
        at = at if at > most // 2 else most
        yield text[:at]
        text = text[at:].lstrip()
    yield text


def link_to(citation: Citation) -> str | None:
    """The live page, scrolled to the quote; None where the posting has no web address."""
    parts = urlsplit(citation.url or "")
    if parts.scheme not in ("http", "https") or not parts.hostname or parts.username:
        return None
    if parts.fragment:
        return citation.url
    words = " ".join(citation.quote.split()[:8])
    return f"{citation.url}#:~:text={quote(words, safe='').replace('-', '%2D')}"


def _body(answer: Answer) -> Iterator[Block]:
    """The sentences. One that is its passage's own words stands as a quote."""
    if _is_table(answer):
        rows = grid(answer)
        yield from [_compared(answer, rows)] if rows else _listed(answer)
        return
    by_n = {citation.n: citation.quote for citation in answer.citations}
    divided = [_divided(part, by_n) or (_numbered(part), "") for part in answer.parts]
    for is_quote, run in groupby(_flat(divided), key=itemgetter(0)):
        texts = [text for _, text in run]
        yield from _quotes(texts) if is_quote else said(" ".join(texts))


def _flat(divided: Iterable[tuple[str, str]]) -> Iterator[tuple[bool, str]]:
    """(whether it is a quote, its text), as they follow one another."""
    for own, quoted in divided:
        if own:
            yield False, own
        if quoted:
            yield True, quoted


def _divided(part: Part, quotes: Mapping[int, str]) -> tuple[str, str] | None:
    """ "Yes: We pay for moving." -> "Yes:", "We pay for moving [1].": what the bot says, and what it quotes, if so."""
    if len(part.citations) == 1 and (words := quotes.get(part.citations[0], "").rstrip(".!?")):
        lead, found, _ = part.text.partition(words)
        if found and len(lead) <= _LEAD:
            return lead.strip(), _numbered(Part(part.text[len(lead) :], part.citations))
    return None


def _is_table(answer: Answer) -> bool:
    return bool(answer.postings) and (answer.count is not None or bool(grid(answer)))


def _compared(answer: Answer, rows: Sequence[tuple[str, Any]]) -> Block:
    """Postings beside each other; a dash where one does not say."""
    table = [["", *(ref.title for ref in answer.postings)]]
    for label, cells in rows:
        said = ("\n".join(map(_numbered, cells.get(ref.id, ()))) for ref in answer.postings)
        table.append([label, *said])
    return _table(table)


def _listed(answer: Answer) -> list[Block]:
    """Each posting with the words for which it is listed; beyond what a table holds, the titles alone."""
    by_n = {citation.n: citation for citation in answer.citations}
    rows, used = [["Posting", "In its words"]], 0
    for ref in answer.postings:
        quotes = [by_n[n].quote for n in ref.citations if n in by_n and by_n[n].quote != ref.title]
        row = [ref.title, " · ".join(quotes) or "–"]
        used += sum(min(len(cell), _CELL) for cell in row)
        if used > _TABLE or len(rows) == _ROWS:
            break
        rows.append(row)
    rest = [ref.title for ref in answer.postings[len(rows) - 1 :]]
    own = [part.text for part in answer.parts if not part.citations]
    below = [block for text in own[1:] for block in said(text)]
    return [*said(own[0] if own else answer.text), _table(rows), *_bullets(rest), *below]


def _passages(answer: Answer) -> Iterator[Block]:
    """Where the quotes are from; and they themselves, where the sentences are not they. A table holds its own."""
    if _is_table(answer):
        return
    by_n = {citation.n: citation.quote for citation in answer.citations}
    shown = {part.citations[0] for part in answer.parts if _divided(part, by_n)}
    heads: dict[tuple[str, str], list[Citation]] = {}
    for citation in answer.citations:
        heads.setdefault((citation.posting_id, citation.section), []).append(citation)
    for (_, section), cited in heads.items():
        first = cited[0]
        title = first.posting_title + (f" › {section}" if section and section != first.posting_title else "")
        head = [_text("".join(f"[{citation.n}]" for citation in cited) + " "), _text(title, bold=True)]
        if url := link_to(first):
            head += [_text("  "), {"type": "link", "url": url, "text": "open"}]
        yield _lines(head)
        yield from _quotes(f"{citation.quote} [{citation.n}]" for citation in cited if citation.n not in shown)


def _quotes(lines: Iterable[str]) -> Iterator[Block]:
    return _packed(lines, lambda texts: [{"type": "rich_text_quote", "elements": [text]} for text in texts])


def _packed(lines: Iterable[str], drawn: Callable[[list[Block]], list[Block]]) -> Iterator[Block]:
    """As few blocks as hold the lines."""
    texts: list[Block] = []
    used = 0
    for piece in (piece for line in lines for piece in pieces(line)):
        if texts and used + len(piece) > SECTION:
            yield {"type": "rich_text", "elements": drawn(texts)}
            texts, used = [], 0
        texts.append(_text(piece))
        used += len(piece)
    if texts:
        yield {"type": "rich_text", "elements": drawn(texts)}


def _numbered(part: Part) -> str:
    return Answer("", "answered", None, (part,)).text


def _bullets(lines: Iterable[str]) -> Iterator[Block]:
    def drawn(texts: list[Block]) -> list[Block]:
        rows = [{"type": "rich_text_section", "elements": [text]} for text in texts]
        return [{"type": "rich_text_list", "style": "bullet", "elements": rows}]

    return _packed(lines, drawn)


def _table(rows: Sequence[Sequence[str]]) -> Block:
    cells = [[{"type": "raw_text", "text": _clipped(cell) or "–"} for cell in row[:_COLUMNS]] for row in rows]
    return {"type": "table", "column_settings": [{"is_wrapped": True}] * len(cells[0]), "rows": cells}


def _clipped(text: str) -> str:
    text = plain(text)
    return text if len(text) <= _CELL else text[: _CELL - 1].rsplit(" ", 1)[0] + "…"


def _lines(elements: list[Block]) -> Block:
    return {"type": "rich_text", "elements": [{"type": "rich_text_section", "elements": elements}]}


def _text(text: str, *, bold: bool = False) -> Block:
    element: Block = {"type": "text", "text": plain(text)}
    return element | {"style": {"bold": True}} if bold else element


def _small(text: str) -> Block:
    return {"type": "context", "elements": [{"type": "plain_text", "text": plain(text)[:SECTION], "emoji": False}]}


def _button(id: str, label: str, reference: Reference, *, primary: bool = False) -> Block:
    button = {"type": "button", "action_id": id, "value": str(reference), "text": {"type": "plain_text", "text": label}}
    return button | {"style": "primary"} if primary else button


def _rating(reference: Reference) -> Block:
    def button(label: str, mark: str) -> Block:
        text = {"type": "plain_text", "text": label}
        return {"text": text, "value": f"{mark}{reference}", "accessibility_label": label}

    buttons = {
        "type": "feedback_buttons",
        "action_id": RATE,
        "positive_button": button("This answer helped", HELPED),
        "negative_button": button("This answer did not help", "-"),
    }
    return {"type": "context_actions", "elements": [buttons]}
