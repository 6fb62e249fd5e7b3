"""Greenhouse: https://boards-api.greenhouse.io/v1/boards/TOKEN/jobs?content=true, and a job with its questions."""

import html
import re
from collections.abc import Iterator, Sequence
from typing import Any

from ingest.boards.job import each, get, listed, rows, words
from ingest.record import Address, Record
from ingest.wording import listed as joined
from ingest.wording import moment, number, term

_PAGE = re.compile(
    r"https?://(?:job-)?boards(?:\.eu)?\.greenhouse\.io/(?:embed/job_(?:board|app)(?:/js)?\?(?:.*&)?for=)?(?P<a>\w+)"
    r"|https?://boards-api\.greenhouse\.io/v1/boards/(?P<b>\w+)"
)
_ASKED = {  # names of the form's fields that are documents
    "resume": "Resume/CV", "cover_letter": "Cover letter",
}  # fmt: skip
_OWN_TERMS = re.compile(
    r"employment type|job type|contract type|workplace|work model|(?:location|work) type|work arrangement|remote"
    r"|seniority|level|travel|salary|compensation|hours|schedule|visa|relocation|start date|reports to",
    re.IGNORECASE,
)


def addresses(token: str) -> tuple[str, ...]:
    return (f"https://boards-api.greenhouse.io/v1/boards/{token}/jobs?content=true",)


def token(url: str) -> str | None:
    found = _PAGE.match(url)
    return (found["a"] or found["b"]) if found and (found["a"] or found["b"]) != "embed" else None


def recognises(data: Any) -> bool:
    jobs = listed(data, "jobs") or [data]
    if isinstance(data, dict) and data.get("jobs") == []:
        return "meta" in data
    return any("absolute_url" in job and ("content" in job or "internal_job_id" in job) for job in jobs if _is(job))


def _is(job: Any) -> bool:
    return isinstance(job, dict)


def records(data: Any) -> Iterator[Record]:
    return each(listed(data, "jobs") if "jobs" in data else [data], _record)


def more(data: Any, url: str) -> Sequence[Address]:
    """Each job of a live list by itself: only there are the pay ranges and the application's questions."""
    base = url.split("?")[0].rstrip("/")
    if "jobs" not in data or not base.endswith("/jobs"):
        return ()
    ids = [words(job, "id") for job in listed(data, "jobs") if words(job, "id")]
    return [Address(f"{base}/{id}?questions=true&pay_transparency=true", "posting", id) for id in ids]


def _record(job: dict[str, Any]) -> Record:
    offices = joined(words(office, "location") or words(office, "name") for office in listed(job, "offices"))
    fields = rows(
        ("Company", words(job, "company_name")),
        ("Location", words(job, "location", "name") or offices),
        ("Department", joined(words(part, "name") for part in listed(job, "departments"))),
        *_pay(job),
        *_own(job),
        ("Apply by", moment(job.get("application_deadline"))),
    )
    body = [("", html.unescape(words(job, "content")))]
    if form := _form(job):
        body.append(("How to apply", form))
    return Record(words(job, "id"), words(job, "title"), fields, tuple(body), words(job, "absolute_url") or None)


def _pay(job: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """A row a range; the amounts are in cents, and their title says for where or whom."""
    for band in listed(job, "pay_input_ranges"):
        low, high = (number(_cents(get(band, key))) for key in ("min_cents", "max_cents"))
        amount = f"{low}–{high}" if low and high and low != high else low or high
        title = words(band, "title")
        named = (
            "" if re.fullmatch(r"(?:annual|base|hourly)?\s*(?:salary|pay|rate)?\s*(?:range)?:?", title, re.I) else title
        )
        unit = " per hour" if re.search(r"hour", title, re.IGNORECASE) else ""
        if amount:
            yield (
                "Salary",
                f"{amount} {words(band, 'currency_type')}{unit}" + (f" ({named.strip(' :')})" if named else ""),
            )


def _cents(value: Any) -> float | None:
    return value / 100 if isinstance(value, int | float) else None


def _own(job: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """The employer's own fields, where a candidate may ask for them."""
    for field in listed(job, "metadata"):
        value = get(field, "value")
        said = ", ".join(map(str, value)) if isinstance(value, list) else words(field, "value")
        name = words(field, "name")
        if said and _OWN_TERMS.search(name):
            yield name, term(said)


def _form(job: dict[str, Any]) -> str:
    """What the application form asks for, as lists; never the questions on diversity."""
    asked: dict[bool, list[str]] = {True: [], False: []}
    for question in [*listed(job, "questions"), *listed(job, "location_questions")]:
        fields = listed(question, "fields")
        if all(words(field, "type") == "input_hidden" for field in fields):
            continue
        names = [_ASKED.get(words(field, "name").removesuffix("_text"), "") for field in fields]
        label = next(filter(None, names), words(question, "label"))
        file = any(words(field, "type") == "input_file" for field in fields)
        asked[bool(get(question, "required"))].append(html.escape(label) + (" (file)" if file else ""))
    parts = []
    for required, lead in ((True, "The application form requires:"), (False, "You may also give:")):
        items = "".join(f"<li>{label}</li>" for label in dict.fromkeys(asked[required]) if label)
        parts.append(f"<p>{lead}</p><ul>{items}</ul>" if items else "")
    return "".join(parts)
