"""What the terminal shows: pure functions from answers and postings to rich renderables.

Words from postings and questions go in as `Text`, never as markup, and without control characters.
"""

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from rich.console import Console, ConsoleOptions, Group, RenderableType, RenderResult
from rich.table import Table
from rich.text import Text

from bot.answer import Answer, Citation, Part
from bot.grid import grid
from ingest.posting import Fact, Posting

if TYPE_CHECKING:
    from bot.doctor import Finding
    from bot.evaluation import Figure
    from ingest.index import PostingSummary

REACH = 120
"""Characters of a posting shown on either side of a quote, at most."""

LISTED = 12
"""Postings named where the bot asks which is meant, at most."""

MARK = "cyan"
OWN = "magenta"
"""The bot's own sentences, where it does not answer or not wholly: "The posting does not say." """


def plain(text: str) -> str:
    """The text with all that a terminal would obey replaced, character for character: escapes, bidi controls."""
    return "".join("\ufffd" if _obeyed(c) else c for c in text)


def _obeyed(c: str) -> bool:
    return c not in "\n\t" and (
        unicodedata.category(c) in ("Cc", "Cs") or "\u202a" <= c <= "\u202e" or "\u2066" <= c <= "\u2069"
    )


class Inset:
    """Text set in from the left, with bullets hanging; unlike rich's Padding it leaves no blanks at the right."""

    def __init__(self, text: Text, by: int = 0) -> None:
        self.text = text
        self.by = by

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        for line in self.text.split("\n", allow_blank=True):
            bullet, rest = line.divide([2]) if line.plain.startswith(("- ", "• ")) else (Text(), line)
            margin = Text(" " * self.by) + bullet
            for row in rest.wrap(console, max(20, options.max_width - len(margin)), overflow="fold"):
                row.rstrip()
                yield margin + row
                margin = Text(" " * len(margin))


def answer(answer: Answer, postings: Mapping[str, Posting]) -> RenderableType:
    """The answer's sentences, then the passages that they cite. `postings` are those cited, by id."""
    rows = grid(answer)
    blocks: list[RenderableType] = [_compared(answer, rows)] if rows else [*_sentences(answer), *_choices(answer)]
    passages: dict[tuple[str, str], list[Citation]] = {}
    for citation in answer.citations:
        if citation.quote != citation.posting_title:  # a row of a list: the title says it all
            passages.setdefault((citation.posting_id, citation.section), []).append(citation)
    for (posting_id, section), cited in passages.items():
        blocks += [Text(), *_passage(cited, section, postings.get(posting_id))]
    if answer.credit:
        blocks += [Text(), Inset(Text(plain(answer.credit), "dim"))]
    return Group(*blocks)


def _compared(answer: Answer, rows: Sequence[tuple[str, Mapping[str, Sequence[Part]]]]) -> Table:
    """Postings beside each other; a dash where one does not say."""
    table = _table("", *(plain(ref.title) for ref in answer.postings))
    for label, cells in rows:
        said = (_cell(cells.get(ref.id, ()), ref.title) for ref in answer.postings)
        table.add_row(Text(label, "bold"), *said)
    return table


def _cell(parts: Sequence[Part], title: str) -> Text:
    shown = [Text.assemble(plain(part.text.removeprefix(f"{title}: ")), " ", _marks(part.citations)) for part in parts]
    return Text("\n").join(shown) if shown else Text("–", "dim")


def _sentences(answer: Answer) -> Iterable[RenderableType]:
    """One paragraph; from the fourth sentence on it is a list."""
    own = OWN if answer.citations or answer.status != "answered" else ""
    sentences = [_sentence(part, own) for part in answer.parts]
    if len(sentences) < 4:
        return [Inset(Text(" ").join(sentences))]
    bullets = [Text("• " if part.citations else "") for part in answer.parts]
    return map(Inset, map(Text.__add__, bullets, sentences))


def _choices(answer: Answer) -> Iterable[RenderableType]:
    """The postings to choose from, where the bot asks which is meant or knows none of that name."""
    if answer.status != "clarify" and answer.reason != "no_posting":
        return []
    listed = answer.postings[:LISTED]
    choices = _titles([ref.id for ref in listed])
    for ref in listed:
        choices.add_row(Text(plain(ref.title)), Text(plain(ref.id), "dim"))
    more = len(answer.postings) - LISTED
    return [Text(), choices, *([Text(f"and {more} more: rolecall postings", "dim")] if more > 0 else [])]


def _sentence(part: Part, own: str) -> Text:
    text = plain(part.text)
    if not part.citations:
        return Text(text, own)
    body, stop = (text[:-1], text[-1]) if text.endswith((".", "!", "?")) else (text, ".")
    return Text.assemble(body, " ", _marks(part.citations), stop)


def _marks(numbers: Iterable[int]) -> tuple[str, str]:
    return "".join(f"[{n}]" for n in numbers), MARK


def _passage(cited: Sequence[Citation], section: str, posting: Posting | None) -> Iterable[RenderableType]:
    """The passages of one section, under one head; where it has changed since the answer, the quotes alone."""
    first = cited[0]
    head = Text.assemble(_marks(c.n for c in cited), " ", plain(first.posting_title))
    if section and section != first.posting_title:
        head.append(" › ", "dim").append(plain(section))
    yield Inset(head)
    if posting and all(posting.quote(c.start, c.end) == c.quote for c in cited):
        yield Inset(_excerpt(posting, sorted(cited, key=lambda c: c.start)), 4)
    else:
        yield from (Inset(Text.assemble((plain(c.quote), "bold"), " ", _marks([c.n])), 4) for c in cited)
    if first.url:
        yield Inset(Text(plain(first.url), "dim"), 4)


def _excerpt(posting: Posting, cited: Sequence[Citation]) -> Text:
    """The quotes, in bold, with a little of the section around each; what lies further off is left out as "…"."""
    low, high = _body(posting, cited[0].start)
    excerpt, at = Text(), low
    for n, citation in enumerate(cited):
        gap = posting.text[at : citation.start]
        excerpt.append(_between(gap) if n else _before(gap).lstrip("\n"), "dim")
        excerpt.append(plain(posting.text[max(at, citation.start) : citation.end]), "bold")
        excerpt.append(" ").append(*_marks([citation.n]))
        at = max(at, citation.end)
    return excerpt.append(_after(posting.text[at:high]).rstrip(), "dim")


def _before(text: str) -> str:
    """The end of the text, from where a line begins."""
    _, newline, lines = text[-REACH:].partition("\n")
    if len(text) <= REACH:
        return _close(text)
    return _close(lines) if newline else plain("…" + text[-REACH:].partition(" ")[2])


def _after(text: str) -> str:
    """The beginning of the text, up to where a line ends."""
    lines, newline, last = text[:REACH].rpartition("\n")
    if len(text) <= REACH:
        return _close(text)
    return _close(lines) if newline else plain(last.rpartition(" ")[0] + "…")


def _between(text: str) -> str:
    return _close(text) if len(text) <= 2 * REACH else f"{_after(text)}\n…\n{_before(text)}"


def _body(posting: Posting, at: int) -> tuple[int, int]:
    """Where the section that holds character `at` begins, below its heading, and where it ends."""
    for section in posting.sections:
        if section.start <= at < section.end:
            body = posting.text.find("\n", section.start) + 1
            return (body if section.start < body <= at else section.start), section.end
    return 0, len(posting.text)


def _close(text: str) -> str:
    return plain(re.sub(r"\n\s*\n", "\n", text))


def postings(summaries: Sequence["PostingSummary"]) -> RenderableType:
    """A table of what is indexed."""
    table = _titles([summary.id for summary in summaries], "Status")
    for summary in summaries:
        status = Text(summary.status, "green" if summary.status == "open" else "magenta")
        if summary.kind == "faq":
            status.append(" faq", "dim")
        table.add_row(Text(plain(summary.title)), Text(plain(summary.id), "dim"), status)
    closed = sum(summary.status == "closed" for summary in summaries)
    total = f"{len(summaries)} indexed" + (f", {closed} of them closed" if closed else "")
    return Group(table, Text(), Text(total, "dim"))


def posting(posting: Posting) -> RenderableType:
    """One posting: its text with the headings marked, then its facts and the words that state them."""
    about = [posting.id, posting.status, posting.url or posting.external_id]
    text = Text(plain(posting.text.rstrip()))
    for section in posting.sections:
        if posting.text.startswith(section.heading, section.start):
            text.stylize("bold", section.start, section.start + len(section.heading))
    blocks: list[RenderableType] = [Text(plain(" · ".join(filter(None, about))), "dim"), Text(), Inset(text)]
    if posting.facts:
        blocks += [Text(), _facts(posting.facts)]
    return Group(*blocks)


def _facts(facts: Sequence[Fact]) -> Table:
    table = _table("Fact", "Value", "In the posting's words")
    above = ""
    for fact in facts:
        value = value_in_words(fact.value)
        quote = "" if fact.quote == value else fact.quote
        name = fact.name.replace("_", " ") + (" (conflict)" if fact.conflict else "")
        table.add_row(Text("" if name == above else name), Text(plain(value)), Text(plain(quote), "dim"))
        above = name
    return table


def figures(figures: Mapping[str, Sequence["Figure"]]) -> RenderableType:
    """A table of an evaluation; of several writers, by name, beside each other."""
    values = figures if len(figures) > 1 else ("Value",)
    table = _table("Figure", *(column for name in values for column in (name, "95 %")))
    table.add_column("Of", justify="right")
    names = {figure.key: figure.name for found in figures.values() for figure in found}
    for key, name in names.items():
        row = [next((figure for figure in found if figure.key == key), None) for found in figures.values()]
        cells = [cell for f in row for cell in ((f"{f.value:.3f}", f"{f.low:.3f} to {f.high:.3f}") if f else ("–", ""))]
        table.add_row(name, *cells, str(max(f.n for f in row if f)))
    return table


def sites(rows: Iterable[tuple[str, str, Sequence[str]]]) -> RenderableType:
    """Which sites may ask: name, key, origins."""
    table = _table("Site", "Key", "Origins")
    for name, key, origins in rows:
        table.add_row(plain(name), key, plain("\n".join(origins)))
    return table


def findings(findings: Sequence["Finding"]) -> RenderableType:
    """What the doctor found, one part a row."""
    table = _table("Part", "", "State")
    for finding in findings:
        mark = Text("ok", style="green") if finding.well else Text("not well", style="bold red")
        table.add_row(finding.part, mark, plain(finding.state))
    return table


def value_in_words(value: Any) -> str:
    """A fact's value on one line: "yes", "Berlin, Paris", "EUR 45,000–60,000 a year", "up to 50%"."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list | tuple):
        return ", ".join(map(value_in_words, value))
    if isinstance(value, dict) and {"min", "max", "currency", "period"} <= value.keys():
        return _salary(value)
    if isinstance(value, dict) and {"percent", "required"} <= value.keys():
        return _travel(value)
    return value.replace("_", " ") if isinstance(value, str) and value.isidentifier() else str(value)


def _salary(salary: Mapping[str, Any]) -> str:
    low, high = salary["min"], salary["max"]
    ends = [f"{end:,.2f}".removesuffix(".00") for end in (low, high) if end is not None]
    amount = "–".join(dict.fromkeys(ends))
    bound = "from " if high is None else "up to " if low is None else ""
    article = "an" if salary["period"] == "hour" else "a"
    period = f"{article} {salary['period']}" if salary["period"] else ""
    return " ".join(filter(None, [bound.strip(), salary["currency"], amount, period]))


def _travel(travel: Mapping[str, Any]) -> str:
    if not travel["required"]:
        return "no"
    return "yes" if travel["percent"] is None else f"up to {travel['percent']}%"


def _titles(ids: Sequence[str], *more: str) -> Table:
    """A table to fill with titles and ids. An id is there to be copied: it keeps its width where a title gives way."""
    table = _table("Title", "Id", *more)
    table.columns[1].width = min(44, max(map(len, ids), default=2))
    for column in table.columns[2:]:
        column.no_wrap = True
    return table


def _table(*names: str) -> Table:
    table = Table(box=None, padding=(0, 2, 0, 0), header_style="bold", pad_edge=False)
    for name in names:
        table.add_column(name, overflow="fold")
    return table
