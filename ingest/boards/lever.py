"""Lever: https://api.lever.co/v0/postings/SITE?mode=json, a bare array."""

import html
import re
from collections.abc import Iterator, Sequence
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit, urlunsplit

from ingest.boards.job import each, get, listed, rows, words
from ingest.record import Address, Record
from ingest.wording import listed as joined
from ingest.wording import pay, term

_PAGE = re.compile(r"https?://(?:jobs|api)(?:\.eu)?\.lever\.co/(?:v0/postings/)?(?P<site>[\w.-]+)")
FULL = 100  # postings a page


def addresses(token: str) -> tuple[str, ...]:
    hosts = ("api.lever.co", "api.eu.lever.co")
    return tuple(f"https://{host}/v0/postings/{token}?mode=json&skip=0&limit={FULL}" for host in hosts)


def token(url: str) -> str | None:
    found = _PAGE.match(url)
    return found["site"] if found else None


def recognises(data: Any) -> bool:
    jobs = data if isinstance(data, list) else [data]
    marks = ("hostedUrl", "categories", "descriptionPlain", "lists")
    return any(isinstance(job, dict) and "text" in job and sum(mark in job for mark in marks) >= 2 for job in jobs)


def records(data: Any) -> Iterator[Record]:
    return each(data if isinstance(data, list) else [data], _record)


def more(data: Any, url: str) -> Sequence[Address]:
    """The next page, while pages are full."""
    parts = urlsplit(url)
    query = parse_qs(parts.query)
    if "limit" not in query or not isinstance(data, list) or len(data) < int(query["limit"][0]):
        return ()
    query["skip"] = [str(int(query.get("skip", ["0"])[0]) + len(data))]
    return (Address(urlunsplit(parts._replace(query=urlencode(query, doseq=True)))),)


def _record(job: dict[str, Any]) -> Record:
    kinds = get(job, "categories") or {}
    places = [str(place) for place in listed(kinds, "allLocations")] or [words(kinds, "location")]
    salary = get(job, "salaryRange") or {}
    fields = rows(
        ("Location", joined(places)),
        ("Workplace", term(words(job, "workplaceType"))),
        ("Employment type", term(words(kinds, "commitment"))),
        ("Department", words(kinds, "department")),
        ("Team", words(kinds, "team")),
        ("Salary", pay(get(salary, "min"), get(salary, "max"), get(salary, "currency"), get(salary, "interval"))),
        ("Level", words(kinds, "level")),
    )
    described = [("", words(job, "opening")), ("", words(job, "descriptionBody"))]
    if not described[1][1]:
        described = [("", words(job, "description") or html.escape(words(job, "descriptionPlain")))]
    lists = [(words(part, "text"), f"<ul>{words(part, 'content')}</ul>") for part in listed(job, "lists")]
    ends = [("", words(job, name) or words(job, f"{name}Plain")) for name in ("salaryDescription", "additional")]
    body = tuple((heading, matter) for heading, matter in (*described, *lists, *ends) if matter)
    return Record(words(job, "id"), words(job, "text"), fields, body, words(job, "hostedUrl") or None)
