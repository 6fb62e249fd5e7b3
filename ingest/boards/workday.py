"""Workday, as saved from its careers pages: a list, or one posting. It has no documented API, so none is fetched."""

import re
from collections.abc import Iterator, Sequence
from typing import Any

from ingest.boards.job import each, get, listed, rows, words
from ingest.record import Address, Record
from ingest.wording import listed as joined
from ingest.wording import moment, term


def addresses(token: str) -> tuple[str, ...]:
    return ()


def token(url: str) -> str | None:
    return None


def recognises(data: Any) -> bool:
    listed_here = any(isinstance(job, dict) and "externalPath" in job for job in listed(data, "jobPostings"))
    return listed_here or isinstance(get(data, "jobPostingInfo"), dict)


def records(data: Any) -> Iterator[Record]:
    info = get(data, "jobPostingInfo")
    if info:
        return each([info | {"hiringOrganization": data.get("hiringOrganization")}], _posting, "jobReqId")
    return each(listed(data, "jobPostings"), _entry, "externalPath")


def more(data: Any, url: str) -> Sequence[Address]:
    return ()


def _entry(job: dict[str, Any]) -> Record:
    """An entry of a list, which has no description; "3 Locations" names none."""
    path, where = words(job, "externalPath"), words(job, "locationsText")
    bullets = [str(bullet) for bullet in listed(job, "bulletFields")]
    id = next((bullet for bullet in bullets if path.endswith(f"_{bullet}")), bullets[0] if bullets else path)
    places = "" if re.fullmatch(r"\d+ Locations?", where) else where
    fields = rows(("Location", places), ("Workplace", term(words(job, "remoteType"))), ("Requisition", id))
    return Record(id, words(job, "title"), fields, partial=True)


def _posting(job: dict[str, Any]) -> Record:
    places = [words(job, "location"), *(str(place) for place in listed(job, "additionalLocations"))]
    fields = rows(
        ("Company", words(job, "hiringOrganization", "name")),
        ("Location", joined(places)),
        ("Workplace", term(words(job, "remoteType"))),
        ("Employment type", term(words(job, "timeType"))),
        ("Requisition", words(job, "jobReqId")),
        ("Apply by", moment(job.get("endDate"))),
    )
    body = (("", words(job, "jobDescription")),) if words(job, "jobDescription") else ()
    id = words(job, "jobReqId") or words(job, "id") or words(job, "jobPostingId")
    return Record(id, words(job, "title"), fields, body, words(job, "externalUrl") or None)
