"""schema.org JobPosting: from JSON-LD or microdata of a page, or from data by itself, to a Record."""

import json
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from ingest.money import amounts
from ingest.record import Record, hashed
from ingest.wording import listed, moment, number, pay, place, term

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_LABELS = {
    "hiringOrganization": "Company", "jobLocation": "Location", "jobLocationType": "Workplace",
    "applicantLocationRequirements": "Applicants from", "employmentType": "Employment type",
    "employmentUnit": "Department", "baseSalary": "Salary", "estimatedSalary": "Estimated salary",
    "validThrough": "Apply by", "jobStartDate": "Start date", "workHours": "Hours", "datePosted": "Posted",
    "industry": "Industry", "occupationalCategory": "Category", "experienceRequirements": "Experience",
    "educationRequirements": "Education", "totalJobOpenings": "Openings",
    "securityClearanceRequirement": "Security clearance", "physicalRequirement": "Physical requirements",
    "eligibilityToWorkRequirement": "Eligibility to work", "specialCommitments": "Special commitments",
    "applicationContact": "Contact", "responsibilities": "Responsibilities", "qualifications": "Qualifications",
    "skills": "Skills", "jobBenefits": "Benefits", "incentiveCompensation": "Incentives",
    "employerOverview": "About the employer",
}  # fmt: skip
_PERIOD = re.compile(r"\bper\b|\bp\.? ?[ah]\b|\bann(?:um|ual)|\bhour|\bmonth|\bweek|\bday|/ ?[hdwmy]", re.IGNORECASE)
_LONG = 120  # characters; a longer value is a part of the body rather than a row
_ORDER = list(_LABELS)


def items(data: Any) -> list[dict[str, Any]]:
    """Every JobPosting in parsed JSON: in lists, graphs and item lists too."""
    return list(_items(data))


def _items(data: Any, depth: int = 0) -> Iterator[dict[str, Any]]:
    if depth > 8:
        return
    if isinstance(data, list):
        for item in data:
            yield from _items(item, depth + 1)
    elif isinstance(data, dict):
        kinds = data.get("@type")
        names = [str(kind).rsplit("/", 1)[-1] for kind in (kinds if isinstance(kinds, list) else [kinds])]
        if "JobPosting" in names:
            yield {key: value for key, value in data.items() if value not in ("", None, [], {})}
        else:
            for key in ("@graph", "mainEntity", "itemListElement", "item"):
                yield from _items(data.get(key), depth + 1)


def in_page(tree: "HtmlElement") -> list[dict[str, Any]]:
    """The JobPostings that a page describes, in JSON-LD, else in microdata."""
    found: list[dict[str, Any]] = []
    for script in tree.xpath("//script[contains(@type, 'ld+json')]"):
        text = re.sub(r"^\s*(?:<!--|//<!\[CDATA\[|<!\[CDATA\[)|(?:-->|//\]\]>|\]\]>)\s*$", "", script.text_content())
        for candidate in (text, re.sub(r",(\s*[}\]])", r"\1", text)):
            try:
                found += items(json.loads(candidate, strict=False))
            except (ValueError, RecursionError):
                continue
            break
    scopes = tree.xpath("//*[@itemscope and contains(@itemtype, 'schema.org/JobPosting')]")
    return found or [_scope(scope) for scope in scopes]


def _scope(scope: "HtmlElement") -> dict[str, Any]:
    """A microdata item as JSON-LD would have it."""
    data: dict[str, Any] = {"@type": str(scope.get("itemtype", "")).rsplit("/", 1)[-1]}
    for element in scope.xpath(".//*[@itemprop]"):
        owners = element.xpath("ancestor::*[@itemscope][1]")
        if owners and owners[0] is scope:
            value = _scope(element) if element.get("itemscope") is not None else _property(element)
            for name in str(element.get("itemprop")).split():
                if value not in ("", {}) and name in data:
                    data[name] = [*(data[name] if isinstance(data[name], list) else [data[name]]), value]
                elif value not in ("", {}):
                    data[name] = value
    return data


def _property(element: "HtmlElement") -> str:
    given = next((element.get(name) for name in ("content", "datetime", "href", "src") if element.get(name)), None)
    if given is not None:
        return str(given).strip()
    if str(element.get("itemprop")) in ("description", "responsibilities", "qualifications", "skills", "jobBenefits"):
        from lxml import html

        return str(html.tostring(element, encoding="unicode"))
    return " ".join(element.text_content().split())


def record(item: dict[str, Any], id: str = "") -> Record:
    """A JobPosting as a Record. Its id is its identifier, else `id`, else of its address the end that has a number."""
    url = item.get("url") if isinstance(item.get("url"), str) else None
    name = _identifier(item.get("identifier")) or id or _numbered(str(url or ""))
    name = name or hashed([item.get(key) for key in ("title", "hiringOrganization", "jobLocation")])
    title = _text(item.get("title") or item.get("name"))
    rows, parts = stated(item)
    body = (("", str(item.get("description") or "")), *parts)
    if not title:
        return Record(name, error="It has no title. A JobPosting needs one.")
    return Record(name, title, tuple(rows), tuple(part for part in body if part[1].strip()), url, typed=True)


def _numbered(url: str) -> str:
    end = url.rstrip("/").rsplit("/", 1)[-1]
    return end if re.search(r"\d", end) else url


def _identifier(value: Any) -> str:
    value = value[0] if isinstance(value, list) and value else value
    return _text(value.get("value")) if isinstance(value, dict) else _text(value)


def stated(item: dict[str, Any]) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
    """What it says beside title and description: (label, value) rows, and (heading, matter) parts of the long ones."""
    rows: list[tuple[str, str]] = []
    parts: list[tuple[str, str]] = []
    for key in sorted((key for key in item if key in _LABELS), key=_ORDER.index):
        values = item[key] if isinstance(item[key], list) else [item[key]]
        if any(isinstance(value, str) and len(value) > _LONG for value in values):
            parts.append((_LABELS[key], "\n".join(_bullet(value, len(values)) for value in values)))
        elif key in ("baseSalary", "estimatedSalary"):
            currency = item.get("salaryCurrency")
            rows += [(_LABELS[key], words) for value in values if (words := salary_words(value, currency))]
        elif words := listed(_value(key, value) for value in values):
            rows.append((_LABELS[key], words))
    return rows, parts


def _bullet(value: Any, count: int) -> str:
    return f"<li>{value}</li>" if count > 1 else str(value)


def _value(key: str, value: Any) -> str:
    """One value in words."""
    if isinstance(value, dict):
        return _object(key, value)
    words = _text(value)
    if key in ("validThrough", "datePosted", "jobStartDate"):
        return moment(words)
    if key in ("employmentType", "jobLocationType"):
        return ", ".join(filter(None, map(term, words.split(","))))
    return words


def _object(key: str, value: dict[str, Any]) -> str:
    if "address" in value:
        return _address(value["address"]) or _text(value.get("name"))
    if value.get("@type") == "PostalAddress":
        return _address(value)
    if months := number(value.get("monthsOfExperience")):
        return f"{months} months"
    if category := _text(value.get("credentialCategory")):
        return category.capitalize()
    keys = ("name", "email", "telephone") if key == "applicationContact" else ("name",)
    return ", ".join(filter(None, (_text(value.get(name)) for name in keys)))


def _address(address: Any) -> str:
    if isinstance(address, list):
        return listed(map(_address, address))
    if not isinstance(address, dict):
        return _text(address)
    names = ("streetAddress", "addressLocality", "addressRegion", "postalCode", "addressCountry")
    return place(*(_text(_named(address.get(name))) for name in names))


def _named(value: Any) -> Any:
    return value.get("name") if isinstance(value, dict) else value


def salary_words(salary: Any, currency: Any) -> str:
    """ "50,000–60,000 EUR per year" of a MonetaryAmount; its own words, where it has no numbers."""
    if not isinstance(salary, dict):
        return pay(salary, None, currency, "").removeprefix("from ") if number(salary) else _text(salary)
    amount = salary.get("value")
    held = amount if isinstance(amount, dict) else salary
    unit = held.get("unitText") or salary.get("unitText")
    currency = salary.get("currency") or held.get("currency") or currency
    low, high, stated = held.get("minValue"), held.get("maxValue"), held.get("value")
    if number(low) or number(high):
        return _with_words(pay(low, high, currency, unit), [low, high], _stated_pay(stated))
    return pay(stated, stated, currency, unit) or _stated_pay(stated)


def _with_words(figures: str, ends: list[Any], words: str) -> str:
    """Pay in figures, and in the employer's own words, which often say more: "up to", "per hour", each grade's.

    The words alone where they name the same amounts.
    """
    known = {float(str(end).replace(",", "")) for end in ends if number(end)}
    named = [amount for amount in amounts(words) if amount.currency]
    if any(int(amount.low) in known or int(amount.high) in known for amount in named):
        period = "" if _PERIOD.search(words) else figures[figures.find(" per ") :] if " per " in figures else ""
        return words + period
    return f"{figures} ({words})" if words else figures


def _stated_pay(value: Any) -> str:
    words = _text(value)
    return words if re.search(r"[1-9]", words) and not number(words) else ""


def _text(value: Any) -> str:
    """A value as plain words; "" for what is no text or number."""
    if not isinstance(value, str | int | float) or isinstance(value, bool):
        return ""
    import html

    words = html.unescape(html.unescape(str(value)))
    return " ".join(re.sub(r"</?[a-z][^<>]*>", " ", words, flags=re.IGNORECASE).split())
