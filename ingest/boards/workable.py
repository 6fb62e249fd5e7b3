"""Workable: https://apply.workable.com/api/v1/widget/accounts/SLUG?details=true."""

import re
from collections.abc import Iterator, Sequence
from itertools import chain
from typing import Any

from ingest.boards.job import each, listed, rows, words
from ingest.record import Address, Record
from ingest.wording import listed as joined
from ingest.wording import place, term

_PAGE = re.compile(
    r"https?://apply\.workable\.com/(?:api/v1/widget/accounts/)?(?P<a>(?!api/|j/)[\w-]+)"
    r"|https?://(?P<b>(?!www\.|apply\.|help\.)[\w-]+)\.workable\.com"
)


def addresses(token: str) -> tuple[str, ...]:
    return (f"https://apply.workable.com/api/v1/widget/accounts/{token}?details=true",)


def token(url: str) -> str | None:
    found = _PAGE.match(url)
    return (found["a"] or found["b"]) if found else None


def recognises(data: Any) -> bool:
    return any(isinstance(job, dict) and "shortcode" in job and "title" in job for job in listed(data, "jobs"))


def records(data: Any) -> Iterator[Record]:
    """A job that is open in several places is listed once for each: all of them are one posting."""
    jobs: dict[str, list[Any]] = {}
    for number, job in enumerate(listed(data, "jobs")):
        jobs.setdefault(words(job, "shortcode") or str(number), []).append(job)
    return chain.from_iterable(
        each(same[:1], lambda job, same=same: _record(job, same), "shortcode")  # type: ignore[misc]
        for same in jobs.values()
    )


def more(data: Any, url: str) -> Sequence[Address]:
    return ()


def _record(job: dict[str, Any], same: Sequence[dict[str, Any]]) -> Record:
    fields = rows(
        ("Location", joined(chain.from_iterable(map(_places, same)))),
        ("Workplace", "Remote" if job.get("telecommuting") is True else ""),
        ("Employment type", term(words(job, "employment_type"))),
        ("Department", words(job, "department")),
        ("Experience level", words(job, "experience")),
        ("Education", words(job, "education")),
        ("Function", words(job, "function")),
        ("Industry", words(job, "industry")),
    )
    body = (("", words(job, "description")),) if words(job, "description") else ()
    url = words(job, "url") or words(job, "shortlink") or None
    return Record(words(job, "shortcode"), words(job, "title"), fields, body, url)


def _places(job: dict[str, Any]) -> list[str]:
    spots = [spot for spot in listed(job, "locations") if isinstance(spot, dict) and spot.get("hidden") is not True]
    said = [place(words(spot, "city"), words(spot, "region"), words(spot, "country")) for spot in spots]
    own = place(words(job, "city"), words(job, "state"), words(job, "country"))
    return said or ([own] if own and not listed(job, "locations") else [])
