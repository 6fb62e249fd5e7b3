"""Fields given beside a posting's body: YAML front matter, and schema.org JobPosting in JSON-LD."""

import json
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from lxml.html import HtmlElement

Fields = dict[str, Any]

_FENCE = re.compile(r"\A\s*---[ \t]*\n(.*?)\n(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)
_NOISE = frozenset(
    """
    title name layout tags tag slug permalink image images img logo categories category draft published type kind id
    url link canonical redirect_from aliases author authors weight menu lang language locale template description
    excerpt summary identifier version guid uuid seo og_image thumbnail hero cover
    """.split()
)
_JOB_LABELS = {
    "hiringOrganization": "Company", "jobLocation": "Location", "employmentType": "Employment type",
    "baseSalary": "Salary", "estimatedSalary": "Estimated salary", "salaryCurrency": "Salary currency",
    "jobLocationType": "Workplace", "applicantLocationRequirements": "Applicants from",
    "datePosted": "Posted", "validThrough": "Apply by", "jobStartDate": "Start date", "industry": "Industry",
    "occupationalCategory": "Category", "workHours": "Hours", "jobBenefits": "Benefits",
    "incentiveCompensation": "Benefits", "experienceRequirements": "Experience", "educationRequirements": "Education",
    "qualifications": "Qualifications", "responsibilities": "Responsibilities", "skills": "Skills",
    "totalJobOpenings": "Openings", "directApply": "", "employmentUnit": "Department",
    "securityClearanceRequirement": "Security clearance", "physicalRequirement": "Physical requirements",
    "specialCommitments": "Special commitments", "employerOverview": "About the employer",
    "eligibilityToWorkRequirement": "Eligibility to work", "applicationContact": "Contact",
}  # fmt: skip

_TERMS = {
    "FULL_TIME": "Full-time", "PART_TIME": "Part-time", "CONTRACTOR": "Contractor", "TEMPORARY": "Temporary",
    "INTERN": "Internship", "VOLUNTEER": "Volunteer", "PER_DIEM": "Per diem", "OTHER": "Other",
    "TELECOMMUTE": "Remote",
}  # fmt: skip


def front_matter(text: str) -> tuple[Fields, str]:
    """The YAML block at the top as a plain dict, and the text below it. Broken YAML is read line by line."""
    match = _FENCE.match(text)
    if match is None or not re.search(r"^[^\s:#-][^:\n]{0,40}:", match[1], re.MULTILINE):
        return {}, text
    return _yaml(match[1]), text[match.end() :]


def _yaml(block: str) -> Fields:
    import yaml  # type: ignore[import-untyped]

    block = re.sub(r"!!\w+ ?", "", block.replace("\t", "  "))
    if re.search(r"[:\[,-]\s*[&*]\w", block):  # anchors can make a small block huge
        return _pairs(block)
    try:
        read = yaml.load(block, Loader=yaml.BaseLoader)  # noqa: S506 (BaseLoader makes strings, lists and dicts only)
    except (yaml.YAMLError, RecursionError):
        return _pairs(block)
    if not isinstance(read, dict):
        return _pairs(block)
    return {str(key): value for key, value in read.items() if value not in ("", None, [], {})}


def _pairs(block: str) -> Fields:
    """The "key: value" lines of a block that is no sound YAML."""
    found = re.findall(r"^(\w[^:\n]{0,40}):[ ]+(\S.*)$", block, re.MULTILINE)
    return {key.strip(): value.strip().strip("'\"") for key, value in found}


def job_posting(tree: "HtmlElement") -> Fields:
    """The page's JobPosting, or {}. Other things that JSON-LD describes (the site, breadcrumbs) are passed over."""
    for script in tree.xpath("//script[contains(@type, 'ld+json')]"):
        text = script.text_content().strip()
        try:
            data = json.loads(text, strict=False)
        except ValueError:
            continue
        for item in _items(data):
            kinds = item.get("@type")
            if "JobPosting" in (kinds if isinstance(kinds, list) else [kinds]):
                return {key: value for key, value in item.items() if value not in ("", None, [], {})}
    return {}


def _items(data: Any) -> Iterator[Fields]:
    if isinstance(data, list):
        for item in data:
            yield from _items(item)
    elif isinstance(data, dict):
        yield data
        yield from _items(data.get("@graph"))
        yield from _items(data.get("mainEntity"))


def stated(fields: Fields) -> list[tuple[str, list[str]]]:
    """(label, values) of what a candidate may ask for, in the order given."""
    if "@type" in fields:
        found = [(_JOB_LABELS[key], value) for key, value in fields.items() if _JOB_LABELS.get(key)]
        pairs = [(label, _job_values(label, value)) for label, value in found]
    else:
        pairs = [(_label(key), [_words(value)]) for key, value in fields.items() if key.lower() not in _NOISE]
    return [(label, [value for value in values if value]) for label, values in pairs if any(values)]


def _job_values(label: str, value: Any) -> list[str]:
    return [_job_value(label, item) for item in (value if isinstance(value, list) else [value])]


def _label(key: str) -> str:
    words = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", re.sub(r"[_-]+", " ", key)).strip()
    return words[:1].upper() + words[1:].lower() if words else words


def _words(value: Any) -> str:
    if isinstance(value, dict):
        return ", ".join(words for words in (_words(item) for item in value.values()) if words)
    if isinstance(value, list):
        return ", ".join(words for words in map(_words, value) if words)
    words = " ".join(str(value).split())
    return "" if words.lower() in ("none", "null", "n/a", "true", "false") else words


def _job_value(label: str, value: Any) -> str:
    """A schema.org value in words."""
    if isinstance(value, list):
        return ", ".join(filter(None, (_job_value(label, item) for item in value)))
    if not isinstance(value, dict):
        words = _plain(str(value))
        return _TERMS.get(words) or _moment(words)
    if label in ("Salary", "Estimated salary"):
        return _salary(value)
    if "address" in value:
        return _address(value["address"]) or _plain(str(value.get("name", "")))
    if value.get("@type") == "PostalAddress":
        return _address(value)
    return _plain(", ".join(str(value[key]) for key in ("name", "email", "telephone") if value.get(key)))


def _moment(words: str) -> str:
    """An ISO time as "2027-02-15 23:59 (UTC+01:00)"; midnight is the date alone."""
    match = re.fullmatch(r"(\d{4}-\d\d-\d\d)T(\d\d:\d\d)(?::\d\d(?:\.\d+)?)?(Z|[+-]\d\d:?\d\d)?", words)
    if match is None:
        return words
    zone = f" (UTC{match[3].replace('Z', '')})" if match[3] else ""
    return match[1] if match[2] == "00:00" else f"{match[1]} {match[2]}{zone}"


def _plain(text: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", text).split())


def _address(address: Any) -> str:
    if not isinstance(address, dict):
        return _plain(str(address))
    keys = ("streetAddress", "addressLocality", "addressRegion", "postalCode", "addressCountry")
    parts: list[str] = []
    for key in keys:
        value = address.get(key)
        words = _plain(str(value.get("name", "") if isinstance(value, dict) else value or ""))
        if words and words not in parts:
            parts.append(words)
    return ", ".join(parts)


def _salary(salary: Any) -> str:
    """ "50000–60000 EUR per year" of a MonetaryAmount."""
    amount = salary.get("value", salary)
    currency = str(salary.get("currency") or (amount.get("currency") if isinstance(amount, dict) else "") or "")
    if not isinstance(amount, dict):
        return " ".join(filter(None, (str(amount), currency)))
    low, high = (_number(amount.get(key)) for key in ("minValue", "maxValue"))
    figures = f"{low}–{high}" if low and high and low != high else low or high or _number(amount.get("value"))
    unit = str(amount.get("unitText") or salary.get("unitText") or "").lower()
    return " ".join(filter(None, (figures, currency, f"per {unit}" if unit else ""))) if figures else ""


def _number(value: Any) -> str:
    """Digits grouped in thousands."""
    try:
        number = float(str(value).replace(",", ""))
    except ValueError:
        return ""
    return f"{number:,.0f}" if number == int(number) else f"{number:,.2f}"
