"""Amounts of money as postings write them: "$80-100K", "€45 000", "1.234,56 €", "USD 5,500"."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

# Written before or after the number. Longer signs stand first, so that "CA$" is not read as "$".
_SIGNS = {
    "US$": "USD", "CAD$": "CAD", "CA$": "CAD", "C$": "CAD", "AUD$": "AUD", "AU$": "AUD", "A$": "AUD", "NZ$": "NZD",
    "SG$": "SGD", "S$": "SGD", "HK$": "HKD", "NT$": "TWD", "MX$": "MXN", "R$": "BRL", "$": "$", "£": "GBP", "€": "EUR",
    "₹": "INR", "¥": "JPY", "₩": "KRW", "₪": "ILS", "₫": "VND", "₱": "PHP", "₺": "TRY", "₴": "UAH", "₦": "NGN",
    "zł": "PLN", "Kč": "CZK", "kr": "kr", "SFr": "CHF", "Rs": "INR", "euros": "EUR", "euro": "EUR", "pounds": "GBP",
    "dollars": "$",
}  # fmt: skip
_CODES = (
    "USD|EUR|GBP|CAD|AUD|NZD|CHF|SEK|NOK|DKK|ISK|PLN|CZK|HUF|RON|BGN|TRY|UAH|ILS|AED|SAR|QAR|ZAR|NGN|KES|EGP|INR|SGD"
    "|HKD|JPY|CNY|RMB|KRW|TWD|THB|MYR|IDR|PHP|VND|BRL|MXN|ARS|CLP|COP|PEN"
)
# "$" and "kr" belong to several countries: the posting's own location decides.
_DOLLARS = {
    "canada": "CAD", "toronto": "CAD", "vancouver": "CAD", "montreal": "CAD", "ontario": "CAD", "quebec": "CAD",
    "british columbia": "CAD", "australia": "AUD", "sydney": "AUD", "melbourne": "AUD", "brisbane": "AUD",
    "new zealand": "NZD", "auckland": "NZD", "singapore": "SGD", "hong kong": "HKD",
}  # fmt: skip
_CROWNS = {"sweden": "SEK", "norway": "NOK", "denmark": "DKK", "iceland": "ISK"}

_SIGN = "|".join(re.escape(sign) for sign in sorted(_SIGNS, key=len, reverse=True))
_CURRENCY = rf"(?:{_SIGN}|(?i:euros?|pounds|dollars)\b|\b(?:{_CODES})\b)"
_ANY_CURRENCY = re.compile(_CURRENCY)
_NUMBER = (
    r"(?<![\d.,])\d{1,3}(?:[ ,.'’\u00a0\u202f]\d{3}){1,3}(?:[.,]\d{1,2})?(?!\d)"
    r"|(?<![\d.,])\d{1,9}(?:[.,]\d{1,2})?(?!\d)"
)
_SCALE = r"\s?(?:[kK]|[mM]n?|[bB]n|thousand|million|billion|lakhs?|LPA)\b"


def _side(n: int) -> str:
    return (
        rf"(?P<pre{n}>{_CURRENCY})?\s?(?P<num{n}>{_NUMBER})(?P<scale{n}>{_SCALE})?"
        rf"(?:\s?(?P<post{n}>{_CURRENCY})(?!\w))?"
    )


_RANGE = re.compile(
    rf"{_side(1)}(?:(?:\s?[-–—]\s?|\s(?:to|and|until|bis|à|tot)\s)(?:up to\s)?{_side(2)})?"
    r"(?P<plus>\s?\+(?!\s*[\w£$€]))?(?!\s?%|\s?\+?\s(?:years|people)\b)",
    re.ASCII,
)
_FAR = 10  # the ends of a range of pay are never this many times apart
_LEAST = re.compile(r"\bmin(?:imum)?(?: salary| pay)?:?\s*$", re.IGNORECASE)
_MOST = re.compile(r"[^.;]{0,60}\bmax(?:imum)?(?: salary| pay)?:?\s*", re.IGNORECASE)
_MIDDLE = re.compile(r"\bmid(?:point)?:?\s*$", re.IGNORECASE)
_GRADE = re.compile(r"\s(?:to|through|up to)\s(?:[A-Z][\w-]{0,12}\s){1,2}(?:[0-9]{1,2}\s?)?[–—:-]?\s?")
_TIMES = {"k": 1_000, "t": 1_000, "m": 1_000_000, "b": 1_000_000_000, "l": 100_000}


def names_currency(text: str) -> bool:
    return _ANY_CURRENCY.search(text) is not None


@dataclass(frozen=True, slots=True)
class Amount:
    """`low` equals `high` where one amount stands alone; `open_ended` where it is written "50k+".

    `currency` is ISO 4217, or None where the words name none. `start` and `end` are offsets in the searched text.
    """

    low: float
    high: float
    currency: str | None
    start: int
    end: int
    open_ended: bool = False


def amounts(text: str, place: str = "") -> Iterator[Amount]:
    """The amounts and ranges in a text. `place`, in lower case, decides whose dollar it is."""
    ends: list[Amount] = []
    for amount in _written(text, place):
        last = next((end for end in reversed(ends) if end.currency), None)
        if last and _makes_range(last, amount, text):
            ends[ends.index(last) :] = [replace(last, high=amount.high, end=amount.end)]
        else:
            ends.append(amount)
    return iter(ends)


def _written(text: str, place: str) -> Iterator[Amount]:
    at = 0
    while match := _RANGE.search(text, at):
        at = match.end()
        sign = match["pre1"] or match["post1"] or match["pre2"] or match["post2"]
        low, high = _bounds(match)
        if match["pre2"] and not (match["pre1"] or match["post1"]) and low * _FAR < high:
            at = match.start("pre2")  # "Step 1 - $106,595 to $138,572"
        elif low <= high and not _MIDDLE.search(text[max(0, match.start() - 12) : match.start()]):
            yield Amount(low, high, _currency(sign, place), match.start(), match.end(), bool(match["plus"]))


def _makes_range(first: Amount, second: Amount, text: str) -> bool:
    """ "Step 1 $106,595 to Step 10 $138,572", "Min: $74,000, Mid: $97,000, Max: $120,000": each end has its name."""
    if not (first.low == first.high <= second.low == second.high <= first.low * _FAR):
        return False
    if first.currency is None or first.currency != second.currency:
        return False
    named = _LEAST.search(text[max(0, first.start - 30) : first.start]) and _MOST.fullmatch(
        text, first.end, second.start
    )
    return bool(named or _GRADE.fullmatch(text, first.end, second.start))


def _bounds(match: re.Match[str]) -> tuple[float, float]:
    low = _number(match["num1"]) * _times(match["scale1"])
    if not match["num2"]:
        return low, low
    high = _number(match["num2"]) * _times(match["scale2"])
    if match["scale2"] and not match["scale1"] and low * _times(match["scale2"]) <= high:
        low *= _times(match["scale2"])  # "$80-100K"
    return low, high


def _number(digits: str) -> float:
    """Three digits behind the last mark are thousands, one or two are decimals: "25.000" and "25.50"."""
    whole, mark, rest = _split_decimals(digits)
    return float(re.sub(r"\D", "", whole) + (f".{rest}" if mark else ""))


def _split_decimals(digits: str) -> tuple[str, str, str]:
    found = re.search(r"[.,](\d{1,2})$", digits)
    return (digits[: found.start()], ".", found[1]) if found else (digits, "", "")


def _times(scale: str | None) -> int:
    return _TIMES[scale.strip()[0].lower()] if scale else 1


def _currency(sign: str | None, place: str) -> str | None:
    if sign is None:
        return None
    if sign == "RMB":
        return "CNY"
    currency = _SIGNS.get(sign) or _SIGNS.get(sign.lower(), sign)
    if currency == "$":
        return _of_place(_DOLLARS, place) or "USD"
    return _of_place(_CROWNS, place) if currency == "kr" else currency


def _of_place(currencies: dict[str, str], place: str) -> str | None:
    """The currency of the first country named; none where the place names countries with different ones."""
    found = {currency for name, currency in currencies.items() if name in place}
    if "$" not in currencies and ("united states" in place or "usa" in place):
        return None
    return found.pop() if len(found) == 1 else None
