"""Pinpoint: https://COMPANY.pinpointhq.com/postings.json."""

import re
from collections.abc import Iterator, Sequence
from typing import Any

from ingest.boards.job import each, get, listed, rows, words
from ingest.record import Address, Record
from ingest.wording import moment, pay, place, term

_PAGE = re.compile(r"https?://(?!www\.)(?P<site>[\w-]+)\.pinpointhq\.com")
_PARTS = ("key_responsibilities", "skills_knowledge_expertise", "benefits")


def addresses(token: str) -> tuple[str, ...]:
    return (f"https://{token}.pinpointhq.com/postings.json",)


def token(url: str) -> str | None:
    found = _PAGE.match(url)
    return found["site"] if found else None


def recognises(data: Any) -> bool:
    marks = ("key_responsibilities", "compensation_visible", "workplace_type")
    return any(isinstance(job, dict) and sum(mark in job for mark in marks) >= 2 for job in listed(data, "data"))


def records(data: Any) -> Iterator[Record]:
    return each(listed(data, "data"), _record)


def more(data: Any, url: str) -> Sequence[Address]:
    return ()


def _record(job: dict[str, Any]) -> Record:
    spot = get(job, "location") or {}
    town = place(words(spot, "city"), words(spot, "province"))
    name = words(spot, "name")
    fields = rows(
        ("Location", name if not town or words(spot, "city") in name else f"{name} ({town})" if name else town),
        ("Workplace", words(job, "workplace_type_text") or term(words(job, "workplace_type"))),
        ("Employment type", words(job, "employment_type_text") or term(words(job, "employment_type"))),
        ("Department", words(job, "job", "department", "name")),
        ("Division", words(job, "job", "division", "name")),
        ("Salary", _pay(job) if get(job, "compensation_visible") is not False else ""),
        ("Reports to", words(job, "reporting_to")),
        ("Apply by", moment(job.get("deadline_at"))),
    )
    body = [("", words(job, "description")), *((words(job, f"{part}_header"), words(job, part)) for part in _PARTS)]
    return Record(
        words(job, "id"), words(job, "title"), fields, tuple(part for part in body if part[1]),
        words(job, "url") or None,
    )  # fmt: skip


def _pay(job: dict[str, Any]) -> str:
    """The employer's own words for it, which say more than the figures ("actual pay for 17.5 hours")."""
    figures = (job.get(f"compensation_{name}") for name in ("minimum", "maximum", "currency", "frequency"))
    return words(job, "compensation") or pay(*figures)
