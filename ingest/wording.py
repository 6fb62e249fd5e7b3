"""Values of fields in words: as a recruiter would write them, and as the extractors of facts read them back."""

import re
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any

_TERMS = {
    "f": "Full-time", "p": "Part-time",
    "fulltime": "Full-time", "parttime": "Part-time", "contractor": "Contractor", "contract": "Contract",
    "temporary": "Temporary", "intern": "Internship", "internship": "Internship", "volunteer": "Volunteer",
    "perdiem": "Per diem", "other": "Other", "permanent": "Permanent", "freelance": "Freelance",
    "telecommute": "Remote", "remote": "Remote", "hybrid": "Hybrid", "onsite": "On-site", "unspecified": "",
    "fulltimepermanent": "Full-time, permanent", "fulltimetemporary": "Full-time, temporary",
    "fulltimefixedterm": "Full-time, fixed-term", "parttimepermanent": "Part-time, permanent",
    "parttimetemporary": "Part-time, temporary", "parttimefixedterm": "Part-time, fixed-term",
    "fixedterm": "Fixed-term", "trainee": "Trainee", "workingstudent": "Working student",
}  # fmt: skip
_PERIODS = {
    "hour": "hour", "hourly": "hour", "hr": "hour", "day": "day", "daily": "day", "week": "week", "weekly": "week",
    "month": "month", "monthly": "month", "year": "year", "yearly": "year", "annual": "year", "annually": "year",
    "annum": "year",
}  # fmt: skip


def term(code: Any) -> str:
    """ "FULL_TIME", "FullTime", "fulltime_permanent" as words; what is no known code stays as it is."""
    words = " ".join(str(code or "").split())
    return _TERMS.get(re.sub(r"[^a-z]", "", words.lower()), words)


def pay(low: Any, high: Any, currency: Any, period: Any) -> str:
    """ "60,000–75,000 EUR per year"; "" where there is no amount. `period`: "YEAR", "1 YEAR", "per-year-…"."""
    least, most = number(low), number(high)
    figures = f"{least}–{most}" if least and most and least != most else ""
    figures = figures or (f"from {least}" if least and not most else f"up to {most}" if most and not least else least)
    unit = next((_PERIODS[word] for word in re.findall(r"[a-z]+", str(period or "").lower()) if word in _PERIODS), "")
    return (
        " ".join(filter(None, (figures, str(currency or "").upper(), f"per {unit}" if unit else ""))) if figures else ""
    )


def number(value: Any) -> str:
    """Digits grouped in thousands; "" for what is no number, and for zero, by which boards mean that there is none."""
    try:
        amount = float(str(value).replace(",", ""))
    except ValueError:
        return ""
    if not 0 < amount < 1e12:
        return ""
    return f"{amount:,.0f}" if amount == int(amount) else f"{amount:,.2f}"


def moment(value: Any) -> str:
    """A time as "2027-02-15 23:59 (UTC+01:00)"; midnight is the date alone. Takes ISO and epoch ms."""
    if isinstance(value, int | float) and not isinstance(value, bool) and 1e11 < value < 1e13:
        return datetime.fromtimestamp(value / 1000, UTC).date().isoformat()
    words = " ".join(str(value or "").split())
    match = re.fullmatch(
        r"(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d)(?::\d\d(?:[.,]\d+)?)?)? ?(Z|UTC|[+-]\d\d:?\d\d)?", words, re.IGNORECASE
    )
    if match is None:
        return words
    if match[2] in (None, "00:00"):
        return match[1]
    zone = re.sub(r"[+-]00:?00$|^(?:Z|UTC)$", "", match[3] or "", flags=re.IGNORECASE)
    return f"{match[1]} {match[2]}" + (f" (UTC{zone})" if match[3] else "")


def place(*parts: Any) -> str:
    """ "Lisbon, Portugal" of city, region, country: without blanks, and without what is said twice."""
    kept: list[str] = []
    for part in parts:
        words = " ".join(str(part or "").split()).strip(" ,")
        if words and words.casefold() not in [known.casefold() for known in kept]:
            kept.append(words)
    return ", ".join(kept)


def listed(values: Iterable[str]) -> str:
    """ "Lisbon, Portugal; Porto, Portugal": each once."""
    return "; ".join(dict.fromkeys(value for value in values if value))
