"""SmartRecruiters: https://api.smartrecruiters.com/v1/companies/COMPANY/postings, and each posting by itself."""

import re
from collections.abc import Iterator, Sequence
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit, urlunsplit

from ingest.boards.job import each, get, listed, rows, words
from ingest.record import Address, Record
from ingest.wording import pay, place, term

_PAGE = re.compile(
    r"https?://(?:careers|jobs)\.smartrecruiters\.com/(?P<a>[\w-]+)"
    r"|https?://api\.smartrecruiters\.com/v1/companies/(?P<b>[\w-]+)"
)
_SECTIONS = ("companyDescription", "jobDescription", "qualifications", "additionalInformation")
_DULL = re.compile(r"country|brand|\bid\b|code|recruiter|division|cost cent|legal entity", re.IGNORECASE)


def addresses(token: str) -> tuple[str, ...]:
    return (f"https://api.smartrecruiters.com/v1/companies/{token}/postings?limit=100&offset=0",)


def token(url: str) -> str | None:
    found = _PAGE.match(url)
    return (found["a"] or found["b"]) if found else None


def recognises(data: Any) -> bool:
    jobs = listed(data, "content") or [data]
    if isinstance(data, dict) and data.get("content") == []:
        return "totalFound" in data
    marks = ("refNumber", "releasedDate", "typeOfEmployment", "jobAd")
    return any(isinstance(job, dict) and "name" in job and sum(mark in job for mark in marks) >= 2 for job in jobs)


def records(data: Any) -> Iterator[Record]:
    return each(listed(data, "content") if "content" in data else [data], _record)


def more(data: Any, url: str) -> Sequence[Address]:
    """The next page of a live list, and each of its postings: the list has no descriptions."""
    parts = urlsplit(url)
    if "content" not in data or not parts.path.rstrip("/").endswith("/postings"):
        return ()
    jobs = listed(data, "content")
    base = urlunsplit(parts._replace(query="", path=parts.path.rstrip("/")))
    found = [Address(f"{base}/{words(job, 'id')}", "posting", words(job, "id")) for job in jobs if words(job, "id")]
    query = parse_qs(parts.query)
    reached = int(query.get("offset", ["0"])[0]) + len(jobs)
    if jobs and reached < int(words(data, "totalFound") or 0):
        query["offset"] = [str(reached)]
        found.insert(0, Address(urlunsplit(parts._replace(query=urlencode(query, doseq=True)))))
    return found


def _record(job: dict[str, Any]) -> Record:
    spot = get(job, "location") or {}
    parts = [get(job, "jobAd", "sections", name) or {} for name in _SECTIONS]
    salary = get(job, "compensation") or {}
    fields = rows(
        ("Company", words(job, "company", "name")),
        ("Location", words(spot, "fullLocation") or _place(spot)),
        ("Workplace", "Remote" if get(spot, "remote") is True else "Hybrid" if get(spot, "hybrid") is True else ""),
        ("Employment type", term(words(job, "typeOfEmployment", "label"))),
        ("Department", words(job, "department", "label")),
        ("Salary", pay(get(salary, "min"), get(salary, "max"), get(salary, "currency"), get(salary, "period"))),
        ("Experience level", _level(job)),
        ("Industry", words(job, "industry", "label")),
        ("Function", words(job, "function", "label")),
        *_own(job),
    )
    body = tuple((words(part, "title"), words(part, "text")) for part in parts if words(part, "text"))
    url = words(job, "postingUrl") or words(job, "applyUrl") or None
    return Record(words(job, "id"), words(job, "name"), fields, body, url, partial="jobAd" not in job)


def _place(spot: Any) -> str:
    country = words(spot, "country")
    return place(words(spot, "city"), words(spot, "region"), country.upper() if len(country) == 2 else country)


def _level(job: dict[str, Any]) -> str:
    level = words(job, "experienceLevel", "label")
    return "" if level.lower() == "not applicable" else level


def _own(job: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """The employer's own fields, without its bookkeeping."""
    for field in listed(job, "customField"):
        label, value = (" ".join(words(field, key).split()) for key in ("fieldLabel", "valueLabel"))
        if label and value and not _DULL.search(label) and value.lower() not in ("n/a", "none", "-"):
            yield label, value
