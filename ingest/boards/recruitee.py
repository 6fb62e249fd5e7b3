"""Recruitee: https://COMPANY.recruitee.com/api/offers/."""

import html
import re
from collections.abc import Iterator, Sequence
from typing import Any

from ingest.boards.job import each, get, listed, rows, words
from ingest.record import Address, Record
from ingest.wording import listed as joined
from ingest.wording import moment, pay, place, term

_PAGE = re.compile(r"https?://(?P<name>(?!www\.|api\.|app\.)[\w-]+)\.recruitee\.com(?:[/?#]|$)")
_DOCUMENTS = {"cv": "CV", "cover_letter": "Cover letter", "photo": "Photo", "phone": "Phone number"}


def addresses(token: str) -> tuple[str, ...]:
    return (f"https://{token}.recruitee.com/api/offers/",)


def token(url: str) -> str | None:
    found = _PAGE.match(url)
    return found["name"] if found else None


def recognises(data: Any) -> bool:
    offers = _offers(data)
    marks = ("careers_url", "employment_type_code", "requirements", "slug")
    if isinstance(data, dict) and data.get("offers") == []:
        return True
    return any(isinstance(offer, dict) and sum(mark in offer for mark in marks) >= 2 for offer in offers)


def _offers(data: Any) -> list[Any]:
    offer = get(data, "offer")
    return [offer] if offer else listed(data, "offers")


def records(data: Any) -> Iterator[Record]:
    return each(_offers(data), _record)


def more(data: Any, url: str) -> Sequence[Address]:
    return ()


def _record(offer: dict[str, Any]) -> Record | None:
    if words(offer, "status") not in ("", "published"):
        return None
    salary = get(offer, "salary") or {}
    fields = rows(
        ("Company", words(offer, "company_name")),
        ("Location", _locations(offer)),
        ("Workplace", _workplace(offer)),
        ("Employment type", term(words(offer, "employment_type_code"))),
        ("Department", words(offer, "department")),
        ("Salary", pay(get(salary, "min"), get(salary, "max"), get(salary, "currency"), get(salary, "period"))),
        ("Apply by", moment(offer.get("close_at"))),
        ("Hours", _hours(offer)),
        ("Experience level", words(offer, "experience_code").replace("_", " ").capitalize()),
    )
    notes = [words(spot, "note") for spot in listed(offer, "locations") if words(spot, "note")]
    body = (
        ("", words(offer, "description")),
        ("", words(offer, "requirements")),
        ("Location", "".join(f"<p>{html.escape(note)}</p>" for note in dict.fromkeys(notes))),
        ("How to apply", _form(offer)),
    )
    url = words(offer, "careers_url") or None
    return Record(words(offer, "id"), words(offer, "title"), fields, tuple(part for part in body if part[1]), url)


def _locations(offer: dict[str, Any]) -> str:
    spots = listed(offer, "locations")
    said = [place(words(spot, "city") or words(spot, "name"), words(spot, "country")) for spot in spots]
    return joined(said) or place(words(offer, "city"), words(offer, "country")) or words(offer, "location")


def _workplace(offer: dict[str, Any]) -> str:
    kinds = {"remote": "Remote", "hybrid": "Hybrid", "on_site": "On-site"}
    return ", ".join(name for key, name in kinds.items() if offer.get(key) is True)


def _hours(offer: dict[str, Any]) -> str:
    low, high = (words(offer, f"{end}_hours_per_week") or words(offer, f"{end}_hours") for end in ("min", "max"))
    figures = f"{low}–{high}" if low and high and low != high else low or high
    return f"{figures} hours per week" if figures else ""


def _form(offer: dict[str, Any]) -> str:
    asked: dict[str, list[str]] = {"required": [], "optional": []}
    for key, name in _DOCUMENTS.items():
        if (choice := words(offer, f"options_{key}")) in asked:
            asked[choice].append(name)
    for question in listed(offer, "open_questions"):
        body = words(question, "body")
        asked["required" if question.get("required") is True else "optional"].append(html.escape(body))
    parts = []
    for choice, lead in (("required", "The application form requires:"), ("optional", "You may also give:")):
        items = "".join(f"<li>{name}</li>" for name in asked[choice] if name)
        parts.append(f"<p>{lead}</p><ul>{items}</ul>" if items else "")
    return "".join(parts)
