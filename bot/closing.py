"""Whether a posting is still open on a given day, by its own deadline."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from ingest.index import PostingSummary
from ingest.posting import Fact, Posting


def as_of(summaries: Sequence[PostingSummary], deadlines: Mapping[str, str], today: date) -> list[PostingSummary]:
    """The summaries, closed where the latest deadline (ISO date, by posting id) has passed."""
    return [
        replace(summary, status="closed") if _is_past(deadlines.get(summary.id), today) else summary
        for summary in summaries
    ]


def posting_as_of(posting: Posting, today: date) -> Posting:
    last = last_deadline(posting)
    return replace(posting, status="closed") if last and _is_past(last.value, today) else posting


def last_deadline(posting: Posting) -> Fact | None:
    """The latest of the deadlines that a posting states: several windows to apply are open until the last one ends."""
    stated = [fact for fact in posting.facts if fact.name == "deadline"]
    return max(stated, key=lambda fact: str(fact.value), default=None)


def _is_past(deadline: str | None, today: date) -> bool:
    return deadline is not None and date.fromisoformat(deadline) < today
