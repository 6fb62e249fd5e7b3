"""Personio: https://COMPANY.jobs.personio.com/xml?language=en."""

import html
import re
from collections.abc import Iterator, Sequence
from typing import Any

from ingest.boards.job import rows
from ingest.record import Address, Record
from ingest.wording import listed as joined
from ingest.wording import term

_PAGE = re.compile(r"https?://(?P<name>[\w-]+)\.jobs\.personio\.(?:com|de)(?:[/?#]|$)")


def addresses(token: str) -> tuple[str, ...]:
    return tuple(f"https://{token}.jobs.personio.{end}/xml?language=en" for end in ("com", "de"))


def token(url: str) -> str | None:
    found = _PAGE.match(url)
    return found["name"] if found else None


def recognises(data: Any) -> bool:
    return getattr(data, "tag", None) == "workzag-jobs"


def records(data: Any) -> Iterator[Record]:
    for number, position in enumerate(data.iter("position"), start=1):
        id, title = _text(position, "id"), _text(position, "name")
        if id and title:
            yield _record(position, id, title)
        else:
            yield Record(id or f"entry {number}", title, error="It has no id or no name. Check the board's answer.")


def more(data: Any, url: str) -> Sequence[Address]:
    return ()


def _record(position: Any, id: str, title: str) -> Record:
    offices = [_text(position, "office"), *(_own(office) for office in position.iterfind("additionalOffices/office"))]
    years = _text(position, "yearsOfExperience")
    fields = rows(
        ("Company", _text(position, "subcompany")),
        ("Location", joined(offices)),
        ("Employment type", ", ".join(filter(None, map(term, (_text(position, "schedule"), _kind(position)))))),
        ("Department", _text(position, "department")),
        ("Experience level", _text(position, "seniority").replace("-", " ").capitalize()),
        ("Experience", f"{years} years" if re.fullmatch(r"[\d<>+ -]+", years) else ""),
    )
    parts = position.iterfind("jobDescriptions/jobDescription")
    body = tuple((_text(part, "name"), _text(part, "value")) for part in parts if _text(part, "value"))
    return Record(id, title, fields, body)


def _kind(position: Any) -> str:
    return _text(position, "employmentType").replace("_", "-")


def _text(element: Any, name: str) -> str:
    found = element.find(name)
    return _own(found) if found is not None else ""


def _own(element: Any) -> str:
    return html.unescape("".join(element.itertext()).strip()) if element.tag != "value" else "".join(element.itertext())
