"""Answers over the whole board: the list, the count, the most and the least, each row with the words that back it."""

import re
from collections.abc import Iterable, Sequence
from typing import Any, Literal

from bot import phrases
from bot.answer import Answer, PostingRef
from bot.board import Board
from bot.draft import Draft
from bot.finding import Condition
from bot.order import Order
from bot.query import Query
from bot.search import Row, by_name, by_text
from bot.subject import framed
from bot.survey import spoken
from ingest.index import PostingSummary

_SHOWN = 25
"""Rows that the text names; `postings` holds all."""
_QUOTED = 12
"""Up to so many rows show the quote beside the title, where it is short."""
_SHORT, _LONG = 90, 240
"""Characters of a quote beside its title, at most: in a list, and where it says the most or the least."""


Searched = Literal["", "words", "meaning"]
"""How the text of the postings was searched, where it was."""


def list_answer(message: str, query: Query, board: Board) -> Answer:
    among = [s for s in board.postings.values() if query.closed in (None, s.status == "closed")]
    rows, unsaid, otherwise = _filtered(board, among, query.conditions)
    searched: Searched = ""
    if query.absent:
        rows = _without(board, rows, query)
    elif query.subject:
        rows, unsaid, searched = _of_subject(board, rows, unsaid, query)
    draft = Draft()
    incomparable = 0
    total = len(rows)
    if query.order:
        rows, incomparable = _ordered(board, rows, query.order)
    _lead(draft, query, rows, len(among), searched, total)
    longest = _LONG if query.order or searched == "meaning" else _SHORT  # who reads on has these words to judge by
    for row in rows[:_SHOWN]:
        _write(draft, board, row, longest=0 if len(rows) > _QUOTED else longest)
    if len(rows) > _SHOWN:
        draft.say(phrases.and_more(len(rows) - _SHOWN))
    if unsaid:
        draft.say(phrases.do_not_say(unsaid))
    if incomparable and query.order:
        draft.say(phrases.do_not_say(incomparable))
    if otherwise:
        draft.say(phrases.in_other_units(otherwise))
    if _currencies(board, rows, query) > 1:
        draft.say(phrases.OWN_CURRENCY)
    # Silence is never "no": where none fits and some do not say, or the text alone was searched, it is not stated.
    silent = not rows and (bool(searched) or unsaid + otherwise > 0 or query.order is not None)
    refs = tuple(PostingRef(row.summary.id, row.summary.title, draft.numbers(row.summary.id)) for row in rows)
    return Answer(
        message,
        "not_stated" if silent else "answered",
        "silent" if silent else None,
        tuple(draft.parts),
        tuple(draft.citations),
        refs,
        None if query.order else len(rows),
    )


def _currencies(board: Board, rows: Sequence[Row], query: Query) -> int:
    """In how many currencies the rows' pay is, where pay was asked for."""
    if not any(condition.kind == "pay" for condition in query.conditions) and not (
        query.order and query.order.fact == "salary"
    ):
        return 0
    paid = board.facts("salary")
    return len({fact.value["currency"] for row in rows for fact in paid.get(row.summary.id, ())})


def _filtered(
    board: Board, among: Sequence[PostingSummary], conditions: Sequence[Condition]
) -> tuple[list[Row], int, int]:
    """The postings that meet all conditions; how many may but do not say so, how many say it in other units."""
    findings = [condition.judge(board) for condition in conditions]
    rows, unsaid, otherwise = [], 0, 0
    for summary in among:
        said = [found.get(summary.id) for found in findings]
        if any(finding is not None and finding.holds is False for finding in said):
            continue
        if any(finding is None for finding in said):
            unsaid += 1
            continue
        if any(finding is not None and finding.holds is None for finding in said):
            otherwise += 1
            continue
        rows.append(
            Row(summary, tuple(dict.fromkeys(finding.spans[0] for finding in said if finding and finding.spans)))
        )
    return rows, unsaid, otherwise


def _without(board: Board, rows: Sequence[Row], query: Query) -> list[Row]:
    """The rows that speak neither of the subject nor of what `query.without` names."""
    speaking = {id for condition in query.without for id in condition.judge(board)}
    speaking |= {id for word in query.subject for id in board.matching(spoken(word))}
    return [row for row in rows if row.summary.id not in speaking]


def _of_subject(board: Board, rows: list[Row], unsaid: int, query: Query) -> tuple[list[Row], int, Searched]:
    """The rows about the subject: by title, department and team; where none is, by the text, and it says so.

    A skill is looked for in the text alone: it may be asked for by jobs that are not named for it.
    """
    named = [] if query.skill else by_name(board, rows, query.subject, either=query.either)
    if named:
        return named, unsaid, ""
    found, near = by_text(rows, board.survey(framed(query.text), query.needed), len(query.needed), either=query.either)
    return found, 0, "meaning" if near else "words"


def _ordered(board: Board, rows: Sequence[Row], order: Order) -> tuple[list[Row], int]:
    """The first by the fact, with its equals; of pay the first in each currency and period, the most frequent ahead."""
    facts = board.facts(order.fact)
    measured: dict[Any, list[tuple[Any, Row]]] = {}
    for row in rows:
        values = [
            (key, group, fact) for fact in facts.get(row.summary.id, ()) for key, group in _measure(order, fact.value)
        ]
        if values:
            key = (max if order.most else min)(key for key, _, _ in values)
            group = next(group for value, group, _ in values if value == key)
            spans = (*((fact.start, fact.end) for value, _, fact in values if value == key), *row.spans)
            measured.setdefault(group, []).append((key, Row(row.summary, spans)))
    first = []
    for group in sorted(measured.values(), key=len, reverse=True):
        best = (max if order.most else min)(key for key, _ in group)
        first += [row for key, row in group if key == best]
    return first, len(rows) - sum(map(len, measured.values()))


def _measure(order: Order, value: Any) -> Iterable[tuple[Any, Any]]:
    """(what is compared, what it may be compared within)"""
    if order.fact == "salary":
        ends = [end for end in (value["max"], value["min"]) if end is not None]
        fits = order.period in (None, value["period"]) and order.currency in (None, value["currency"])
        if value["period"] and ends and fits:
            yield (ends[0] if order.most else ends[-1]), (value["currency"], value["period"])
    elif order.fact == "travel":
        if value["percent"] is not None:
            yield value["percent"], None
    elif order.fact == "start_date":
        if re.fullmatch(r"\d{4}-\d\d-\d\d", str(value)):
            yield value, None
    elif order.fact != "experience_years" or value < 20:  # "for 30 years we have…"
        yield value, None


def _lead(draft: Draft, query: Query, rows: Sequence[Row], total: int, searched: Searched, fitting: int) -> None:
    status = {True: "closed", False: "open", None: "open and closed"}[query.closed]
    said = [condition.phrase for condition in query.conditions]
    absent = [f"no word of {what}" for what in (*query.subject, *(condition.phrase for condition in query.without))]
    if not total:
        draft.say(phrases.all_of(0, status))
    elif query.order and (fitting or not searched):
        draft.say(phrases.first_of(query.order.fact, query.order.most, len(rows), fitting, status))
    elif searched:
        draft.say(phrases.searched(" ".join(query.needed[:6]), len(rows), total, status, near=searched == "meaning"))
    elif query.absent:
        draft.say(phrases.tally(len(rows), total, status, [*said, *absent], query.yes_no))
    elif not said and not query.subject:
        draft.say(phrases.all_of(total, status))
    else:
        draft.say(phrases.tally(len(rows), total, status, [*query.subject, *said], query.yes_no))


def _write(draft: Draft, board: Board, row: Row, longest: int) -> None:
    """The row, with its first quote where that is not too long to be read in a list."""
    posting = board.posting(row.summary.id)
    spans = row.spans or board.title_span(posting.id)
    draft.row(posting, spans, quoted=bool(row.spans) and spans[0][1] - spans[0][0] <= longest)
