"""Ashby: https://api.ashbyhq.com/posting-api/job-board/NAME?includeCompensation=true."""

import re
from collections.abc import Iterator, Sequence
from typing import Any
from urllib.parse import unquote

from ingest.boards.job import each, get, listed, rows, words
from ingest.record import Address, Record
from ingest.wording import listed as joined
from ingest.wording import pay, place, term

_PAGE = re.compile(r"https?://(?:jobs\.ashbyhq\.com/|api\.ashbyhq\.com/posting-api/job-board/)(?P<name>[^/?#]+)")


def addresses(token: str) -> tuple[str, ...]:
    return (f"https://api.ashbyhq.com/posting-api/job-board/{token}?includeCompensation=true",)


def token(url: str) -> str | None:
    found = _PAGE.match(url)
    return unquote(found["name"]) if found else None


def recognises(data: Any) -> bool:
    marks = ("isListed", "jobUrl", "descriptionHtml", "employmentType")
    jobs = listed(data, "jobs")
    if isinstance(data, dict) and data.get("jobs") == []:
        return "apiVersion" in data
    return any(isinstance(job, dict) and sum(mark in job for mark in marks) >= 3 for job in jobs)


def records(data: Any) -> Iterator[Record]:
    return each(listed(data, "jobs"), _record)


def more(data: Any, url: str) -> Sequence[Address]:
    return ()


def _record(job: dict[str, Any]) -> Record | None:
    if job.get("isListed") is False:
        return None
    others = (
        other if isinstance(other, str) else words(other, "location") or _address(other)
        for other in listed(job, "secondaryLocations")
    )  # fmt: skip
    workplace = words(job, "workplaceType") or ("Remote" if job.get("isRemote") is True else "")
    fields = rows(
        ("Location", joined([words(job, "location") or _address(job), *others])),
        ("Workplace", term(workplace)),
        ("Employment type", term(words(job, "employmentType"))),
        ("Department", words(job, "department")),
        ("Team", words(job, "team")),
        *(_pay(job) if job.get("shouldDisplayCompensationOnJobPostings") is not False else ()),
    )
    body = (("", words(job, "descriptionHtml") or words(job, "descriptionPlain")),)
    return Record(words(job, "id"), words(job, "title"), fields, body, words(job, "jobUrl") or None)


def _address(data: Any) -> str:
    address = get(data, "address", "postalAddress") or get(data, "address") or {}
    return place(*(words(address, key) for key in ("addressLocality", "addressRegion", "addressCountry")))


def _pay(job: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """A row for each zone and kind of pay: what is paid in one place is not what is paid in another."""
    tiers = listed(job, "compensation", "compensationTiers")
    if not tiers:
        tiers = [{"components": listed(job, "compensation", "summaryComponents")}]
    for tier in tiers:
        zone = f" ({words(tier, 'title')})" if words(tier, "title") and len(tiers) > 1 else ""
        for part in listed(tier, "components"):
            kind = words(part, "compensationType")
            if kind == "Salary" and "TIME" not in words(part, "interval"):  # "1 TIME" is a stipend, paid once
                amount = pay(part.get("minValue"), part.get("maxValue"), part.get("currencyCode"), part.get("interval"))
                on_target = re.match(r"OTE\b|on[- ]target", words(part, "summary"), re.IGNORECASE)
                yield "On-target earnings" if on_target else "Salary", amount and f"{amount}{zone}"
            elif kind and words(part, "summary"):
                label = "Equity" if kind.startswith("Equity") else re.sub(r"(?<=[a-z])(?=[A-Z])", " ", kind)
                yield label, f"{words(part, 'summary')}{zone}"
        if words(tier, "additionalInformation"):
            yield "Pay note", f"{words(tier, 'additionalInformation')}{zone}"
