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
    "dollars": "$", "naira": "NGN", "rupees": "INR", "dirhams": "AED",
}  # fmt: skip
_CODES = (
    "USD|EUR|GBP|CAD|AUD|NZD|CHF|SEK|NOK|DKK|ISK|PLN|CZK|HUF|RON|BGN|TRY|UAH|ILS|AED|SAR|QAR|OMR|KWD|BHD|ZAR|NGN|KES|EGP|INR|SGD"
    "|HKD|JPY|CNY|RMB|KRW|TWD|THB|MYR|IDR|PHP|VND|BRL|MXN|ARS|CLP|COP|PEN"
)
# "kr" belongs to several countries: the posting's own location decides.
_CROWNS = {"sweden": "SEK", "norway": "NOK", "denmark": "DKK", "iceland": "ISK"}

_SIGN = "|".join(re.escape(sign) for sign in sorted(_SIGNS, key=len, reverse=True))
_LETTERS = {"R": "ZAR", "RM": "MYR", "RMB": "CNY"}  # before a number only
_CURRENCY = (
    rf"(?:{_SIGN}|\bRM(?=\s?[0-9])|\bR(?=[0-9]{{1,3}}[ ,][0-9]{{3}}\b)"
    rf"|(?i:euros?|pounds|dollars|naira|rupees|dirhams)\b|\b(?:{_CODES})\b)"
)
_ANY_CURRENCY = re.compile(_CURRENCY)
_LAKHS = re.compile(r"[0-9]\s?(?:lakhs?|lacs?|LPA|crores?)\b", re.IGNORECASE)
_NUMBER = (
    r"(?<![\d.,])\d{1,3}(?:[ ,.'’\u00a0\u202f]\d{3}){1,3}(?:[.,]\d{1,2})?(?!\d)"
    r"|(?<![\d.,])\d{1,2}(?:,\d{2}){1,2},\d{3}(?!\d)"  # 14,50,000
    r"|(?<![\d.,])\d{1,9}(?:[.,]\d{1,2})?(?![\d]|,\d{2},\d{3})"
)
_SCALE = r"\s?(?:[kK]|[mM]n?|[bB]n|thousand|million|billion|lakhs?|lacs?|LPA|crores?)\b"


def _side(n: int) -> str:
    return (
        rf"(?P<pre{n}>{_CURRENCY})?\s?(?P<num{n}>{_NUMBER})(?P<scale{n}>{_SCALE})?"
        rf"(?:\s?(?P<post{n}>{_CURRENCY})(?!\w))?"
    )


_RANGE = re.compile(
    rf"{_side(1)}(?:(?:\s?[-–—]\s?|\s(?:to|and|until|bis|à|tot)\s)(?:up to\s)?{_side(2)})?"
    rf"(?P<more>(?:\s[-–—]\s?{_CURRENCY}\s?(?:{_NUMBER})){{1,12}}(?!\s?[%\w]))?"  # "$50,350 - $53,900 - $57,700": steps
    r"(?P<plus>\s?\+(?!\s*[\w£$€]))?(?!\s?%|\s?\+?\s(?:years|people)\b)",
    re.ASCII,
)
_FAR = 10  # the ends of a range of pay are never this many times apart
_LEAST = re.compile(r"\bmin(?:imum)?(?: salary| pay)?:?\s*$", re.IGNORECASE)
_MOST = re.compile(r"[^.;]{0,60}\bmax(?:imum)?(?: salary| pay)?:?\s*", re.IGNORECASE)
_MIDDLE = re.compile(r"\bmid(?:point)?:?\s*$", re.IGNORECASE)
_UNIT = r"(?:\s?(?:/|per |an? )\s?(?:hr|hour|day|week|month|year|annum))?"
_TO = r"\s(?:to|through|up to|[–—-])\s"
_POINT = r"(?:[A-Z][\w-]{0,12}|step|point|grade|band|level|scale)"
_GRADE = re.compile(
    rf"{_UNIT}\)?{_TO}(?:{_POINT}\s){{1,2}}(?:[0-9]{{1,2}}\s?)?[–—:(-]?\s?"  # "M1 (£33,075) to UPS3 (£51,420)"
    rf"|{_UNIT}\s\([^()]{{1,20}}\){_TO}"  # "£33,075 (M1) to £51,420 (UPS3)"
    rf"|{_UNIT}\sat\s{_POINT}(?:,?\s(?:{_POINT}|[0-9]{{1,2}})){{0,3}}{_TO}"  # "$73,939 at GS-11, step 1 to $115,213"
    rf"|{_UNIT}(?: \([^()]{{1,20}}\))?,? (?:rising|increasing|progressing|going up) to (?:a maximum of )?"
    rf"|{_UNIT},? and (?:tops? out at|{_POINT} [0-9]{{1,2}} is)\s",  # "start at $23.40 an hour and top out at $30.15"
    re.IGNORECASE,
)
_TIMES = {"k": 1_000, "t": 1_000, "m": 1_000_000, "b": 1_000_000_000, "l": 100_000, "c": 10_000_000}


def names_currency(text: str) -> bool:
    return _ANY_CURRENCY.search(text) is not None or _LAKHS.search(text) is not None


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


def currency_in(words: str, place: str, dollar: str = "") -> str | None:
    """The currency that the words name first: "Annual salary (£)"."""
    found = _ANY_CURRENCY.search(words)
    return _currency(found[0], place, dollar) if found else None


def amounts(text: str, place: str = "", dollar: str = "") -> Iterator[Amount]:
    """The amounts and ranges in a text. `dollar` is the ISO code of "$"; `place`, in lower case, tells crowns."""
    ends: list[Amount] = []
    for amount in _written(text, place, dollar):
        last = next((end for end in reversed(ends) if end.currency), None)
        if last and _makes_range(last, amount, text):
            ends[ends.index(last) :] = [replace(last, high=amount.high, end=amount.end)]
        else:
            ends.append(amount)
    return iter(ends)


def _written(text: str, place: str, dollar: str) -> Iterator[Amount]:
    at = 0
    while match := _RANGE.search(text, at):
        at = match.end()
        sign = _sign(match)
        low, high = _bounds(match)
        if match["pre2"] and not (match["pre1"] or match["post1"]) and low * _FAR < high:
            at = match.start("pre2")  # "Step 1 - $106,595 to $138,572"
        elif low <= high and not _MIDDLE.search(text[max(0, match.start() - 12) : match.start()]):
            yield Amount(low, high, _currency(sign, place, dollar), match.start(), match.end(), bool(match["plus"]))


def _sign(match: re.Match[str]) -> str | None:
    """The currency as written: a code tells more than the "$" that it stands beside ("$95K AUD")."""
    written = [match[name] for name in ("pre1", "post1", "pre2", "post2") if match[name]]
    if not written and (match["scale1"] or match["scale2"] or "").strip()[:1].lower() in ("l", "c"):
        return "₹"  # lakhs and crores are counted in India
    return next((sign for sign in written if sign != "$"), written[0] if written else None)


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
    if match["more"]:
        steps = [_number(step[0]) for step in re.finditer(_NUMBER, match["more"])]
        high = steps[-1] if [low, high, *steps] == sorted([low, high, *steps]) else high
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


def _currency(sign: str | None, place: str, dollar: str) -> str | None:
    if sign is None:
        return None
    currency = _LETTERS.get(sign) or _SIGNS.get(sign) or _SIGNS.get(sign.lower(), sign)
    if currency == "$":
        return dollar or "USD"
    return _crown(place) if currency == "kr" else currency


def _crown(place: str) -> str | None:
    """The currency of the country named; none where the place names countries with different ones."""
    found = {currency for name, currency in _CROWNS.items() if name in place}
    return found.pop() if len(found) == 1 else None
