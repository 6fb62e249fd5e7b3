"""Conditions on what is paid, and on years of experience: "over $150k", "at least £20 an hour", "5+ years"."""

import re
from collections.abc import Callable, Iterator
from typing import Any

from bot.board import Board
from bot.finding import Condition, either, silent, stated, written
from bot.words import Words

_OVER = r"over|above|past|more than|exceed\w*|higher than|greater than|north of|beyond|upwards of|better than|>"
_LEAST = r"at least|min(?:imum)?(?: of)?|from|start\w*(?: at| from| with)?|no less than|not less than|>="
_UNDER = r"under|below|never (?:reach\w*|exceed\w*|go\w* (?:over|above|past))|less than|lower than|fewer than|<"
_MOST = r"up to|at most|max(?:imum)?(?: of)?|no more than|not more than|<="
_CURRENCIES = {"$": "USD", "€": "EUR", "£": "GBP", "dollar": "USD", "euro": "EUR", "pound": "GBP", "quid": "GBP"}
_CURRENCY = r"[$€£]|\b(?:usd|eur|gbp|cad|aud|chf|sek|nok|dkk|pln|inr|sgd|dollars?|euros?|pounds?|quid|bucks?)\b"
_PERIOD = (
    r"(?:/|\bper|\ban?|\beach|\bevery)\s?(?P<period>hour|hr|h|day|week|month|year|yr|annum)\b|\b(?P<ly>hourly|daily"
    r"|weekly|monthly|annual|annually|yearly|p\.?a\.?)\b"
)
_AMOUNT = re.compile(
    rf"(?:(?P<op>{_OVER}|{_LEAST}|{_UNDER}|{_MOST})\s)?(?P<currency>{_CURRENCY})?\s?"
    rf"(?P<number>(?:\d{{1,3}}(?: \d{{3}})+(?!\d)|\d{{1,9}}(?:[.,]\d{{3}})*)(?:[.,]\d{{1,2}})?)\s?(?P<k>k\b|thousand\b"
    rf"|grand\b|lakhs?\b|lacs?\b|crores?\b)?\s?(?P<plus>\+)?\s?(?P<currency2>{_CURRENCY})?\s?(?:{_PERIOD})?"
    r"(?P<more>\s(?:or|and) (?:more|above|over|up|higher|better|upwards|less|under|below))?"
)
IN_CURRENCY = re.compile(
    r"\bin (?P<in>pounds|euros|dollars|gbp|eur|usd|cad|aud|chf)\b"
    r"|\b(?P<of>euro|dollar|pound|gbp|eur|usd)s? (?=salar|pay|jobs?|wages?|roles?)"
)
_REFUSED = re.compile(
    r"\b(?:not|never) (?:accept|take|consider|work for)(?P<gap> (?:\w+ ){0,6}?)(?:below|under|less than) "
)
"""What somebody will not accept below, is to be at least that."""
_TIMES = {"k": 1_000, "thousand": 1_000, "grand": 1_000, "lakh": 100_000, "lac": 100_000, "crore": 10_000_000}
_PERIODS = {
    "hr": "hour",
    "h": "hour",
    "yr": "year",
    "annum": "year",
    "hourly": "hour",
    "daily": "day",
    "weekly": "week",
    "monthly": "month",
    "annual": "year",
    "annually": "year",
    "yearly": "year",
    "pa": "year",
    "p.a": "year",
    "p.a.": "year",
}
_PAY = re.compile(r"\b(?:pay\w*|paid|salar\w+|earn\w*|wages?|compensation|make|money|income|rate|starting at)\b|[$€£]")
_SAYS_PAY = re.compile(
    r"\b(?:put|puts|print|prints|carry|quote|quotes|say|says|state|(?<!in the )(?<!the )states|list|lists|show|shows"
    r"|publish\w*|mention|mentions|disclose\w*|give|gives|name|names"
    r"|tell|tells|include|includes|with|have|and|plus|advertise\w*)\b(?: \w+){0,3}? (?:what (?:they|it|the job"
    r"|the role)? ?pays?"
    r"|(?:(?:a|the|their|its|any|listed|stated|published|visible|actual)\s)*(?:pay(?! for)|salar(?:y|ies)|wages?"
    r"|compensation)(?: (?:range|figure|band)s?)?)"
    rf"(?: in (?P<currency>{_CURRENCY}))?|\b(?:pay|salar(?:y|ies)|wages?|compensation)(?: range| figure)? (?:is"
    rf"|are)(?: \w+)?"
    r" (?:written|stated|given|listed|shown|published|named|mentioned|disclosed|printed)\b"
    r"(?: (?:in|on) the (?:ad|advert|posting|page|listing))?|\bin (?P<in>pounds|euros|dollars|gbp|eur|usd)\b"
)
_BY_PERIOD = re.compile(
    r"\b(?:paid|pays?|rates?|wages?|salary|salaries)(?: \w+){0,3}? (?:by (?:the )?|per |an |a )(?P<by>hour|day|year)\b"
    r"|\b(?P<ly>hourly|daily|annual)(?: (?:rates?|pay|paid|wages?|salar\w+))(?: of (?:pay|wage))?\b"
    r"|\bpa(?:id|ys?) (?P<adverb>hourly|daily|annually)\b"
)
"""Pay that is counted by the hour or the year, whatever its amount; how often it is paid out is another matter."""
_SILENT_PAY = re.compile(
    r"\b(?:no|not|without|never|none)\b(?: \w+){0,3}? (?:pay(?! for)|salar\w+|wage|compensation|what (?:they"
    r"|it) pays?)(?: \w+){0,3}"
)
_YEARS = re.compile(
    rf"(?:(?P<op>{_OVER}|{_LEAST}|{_UNDER}|{_MOST})\s)?(?P<n>\d{{1,2}}|one|two|three|four|five|six|seven|eight"
    rf"|nine|ten)"
    r"\s?(?P<plus>\+|or more|plus|or less|or fewer)?\s?years?(?:'|’)?(?: or (?P<more>more|less"
    r"|fewer))?(?: of)?(?: (?:\w+ )?experience)?"
)
_BEGINNERS = re.compile(
    r"\bno (?:\w+ )?experience\b|\bexperience (?:is )?not (?:required|necessary|needed)\b|\bentry[- ]level\b",
    re.IGNORECASE,
)
_NUMBERS = {word: n for n, word in enumerate("zero one two three four five six seven eight nine ten".split())}


def currency_named(text: str) -> str | None:
    """The currency of "in euros", "euro salaries"."""
    found = IN_CURRENCY.search(text)
    return _currency(found["in"] or found["of"]) if found else None


def bounds(text: str) -> bool:
    """Whether it names an amount to be reached or kept under: "over 80 000 euros", "50k or more"."""
    return any(
        (found["op"] or found["more"]) and (found["k"] or found["currency"] or found["currency2"])
        for found in _AMOUNT.finditer(text)
    )


def counted(text: str) -> bool:
    """Whether it names a number of years: "a minimum of five years"."""
    return _YEARS.search(text) is not None


def pay(words: Words, board: Board) -> Iterator[Condition]:
    if not _PAY.search(words.text) and not bounds(words.text):
        return
    words.text = _REFUSED.sub(r"\g<gap>at least ", words.text)
    for found in re.finditer(_AMOUNT, words.text):
        number = float(re.sub(r"[,. ](?=\d{3}(?!\d))", "", found["number"]).replace(",", "."))
        amount = number * _TIMES.get((found["k"] or "").rstrip("s"), 1)
        beside = re.search(_CURRENCY, words.text.replace(found.group(), " "))
        named = found["currency"] or found["currency2"] or (beside and beside.group())
        period = found["period"] or found["ly"]
        if not (found["k"] or named or period or amount >= 1000):
            continue
        words.text = words.text.replace(found.group(), " ", 1)
        words.take(_PAY)
        currency = _currency(named)
        period = _PERIODS.get(period or "", period or "") or ("hour" if amount < 200 else "year")
        reaches = _reaches(found, amount, currency, period, words.text)
        phrase = found.group().strip()
        yield either([stated("pay", phrase, name, reaches) for name in ("salary", "on_target_earnings")])
        return
    if words.take(_SILENT_PAY):
        yield silent("pay", "no pay stated", "salary")
    elif by := words.take(_BY_PERIOD):
        said = by["by"] or by["ly"] or by["adverb"]
        words.take(_SAYS_PAY)
        counted = _PERIODS.get(said, said)
        yield stated("pay", f"paid by the {counted}", "salary", lambda value: value["period"] == counted)
    elif says := words.take(_SAYS_PAY):
        currency = _currency(says["currency"] or says["in"])
        phrase = "pay stated" + (f" in {currency}" if currency else "")
        yield stated("pay", phrase, "salary", lambda value: not currency or value["currency"] == currency)


def _reaches(
    found: re.Match[str], amount: float, currency: str | None, period: str, rest: str
) -> Callable[[dict[str, Any]], bool | None]:
    """Over an amount is a range whose top is; at least it, one whose bottom is."""
    op, more = found["op"] or "", found["more"] or ""
    under = bool(re.fullmatch(f"{_UNDER}|{_MOST}", op)) or bool(re.search("less|under|below", more))
    strict = bool(re.fullmatch(f"{_OVER}|{_UNDER}", op)) and not more
    top = re.search(r"\b(?:top|tops|max\w*|highest|upper)\b", rest) is not None
    said = re.search(r"\b(?:start\w*|begin\w*|minimum|bottom|floor|at least)\b", rest) is not None
    bottom = said or (re.fullmatch(_LEAST, op) is not None and not top)

    def holds(value: dict[str, Any]) -> bool | None:
        if (currency and value["currency"] != currency) or value["period"] not in (period, None):
            return None
        low, high = value["min"], value["max"]
        of = (
            (low if low is not None else high) if (under and not top) or bottom else (high if high is not None else low)
        )
        if of is None:
            return None
        if under:
            return bool(of < amount or (of == amount and not strict))
        return bool(of > amount or (of == amount and not strict))

    return holds


def _currency(named: str | None) -> str | None:
    if not named:
        return None
    return _CURRENCIES.get(named.rstrip("s"), named.upper() if len(named) == 3 else None)


def years(words: Words, board: Board) -> Iterator[Condition]:
    if words.take(r"\b(?:no|without|zero)(?: any)?(?: prior| previous| work)* experience\b|\bentry[- ]level\b"):
        yield written("years", "no experience needed", _BEGINNERS, denied=False)
        return
    found = re.search(_YEARS, words.text)
    if not found or not re.search(r"\bexperience\b|\byears? (?:of|in|as)\b|\brequir\w*|\bask", words.text):
        return
    words.take(_YEARS)
    n = int(found["n"]) if found["n"].isdigit() else _NUMBERS[found["n"]]
    op, more = found["op"] or "", f"{found['plus'] or ''} {found['more'] or ''}"
    if re.fullmatch(_UNDER, op):
        yield stated("years", found.group().strip(), "experience_years", lambda value: value < n)
    elif re.fullmatch(_MOST, op) or re.search("less|fewer", more):
        yield stated("years", found.group().strip(), "experience_years", lambda value: value <= n)
    elif re.fullmatch(_OVER, op):
        yield stated("years", found.group().strip(), "experience_years", lambda value: value > n)
    else:
        yield stated("years", found.group().strip(), "experience_years", lambda value: value >= n)
