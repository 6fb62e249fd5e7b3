"""Pay: which of the amounts in a posting are the salary, and for what stretch of time."""

import re
from collections.abc import Iterator
from itertools import islice
from typing import Any

from ingest.money import Amount, amounts, names_currency
from ingest.statement import Statement

_PAY = re.compile(
    r"\b(?:salar(?:y|ies|is|io|iu|ié)|pay(?:s|ing|scale| ?rate)?|paid|compensation|remuneration|wages?|(?:day"
    r"|daily|hourly"
    r"|base|weekly|monthly) rate|(?<!rental )rate of|base|earn(?:s|ings)?|OTE|gross|\w{0,20}gehalt|vergütung|salaire"
    r"|rémunération|stipendio lordo|RAL|lön|månadslön|lønn|rate is|(?:band|grade|scale(?: point)?|scp):? \w{1,3})\b",
    re.IGNORECASE,
)
_NOT_PAY = re.compile(
    r"\b(?:bonus(?:es)?|welcome|golden hello|incentives?|premium|supplement|stipends?|allowances?|funding|funded"
    r"|fund|raised|raise|backed|investors?|investment"
    r"|valuation|valued|revenues?"
    r"|turnover|ARR|budgets?|sign-on|signing|sign on|sales|worth|assets|AUM|customers?|users?|merchants"
    r"|(?<![,.])401(?![,.]\d)"  # a 401(k), not $401,000
    r"|match(?:ing|ed)?|fees?|insurance|life cover"
    r"|coverage|deductible|reimburse\w*|refund\w*|guarantee of|credits?|vouchers?|donat\w+|contributions?"
    r"|savings|relocation|package of|rent(?:al)?(?: rate)?(?: of)?|housing|tuition"
    r"|learning|training|wellness|wellbeing|equipment|home office|referral|per (?:claim|transaction|diem)"
    r"|plus [0-9]{1,3} ?%|enhancements? of"
    r"|in prizes?|quota|market|spend"
    r"|grants?|commission|deals?|contracts? worth|fine|penalty|loan|stock|equity|shares|rsus?|portfolio"
    r"|project costs?|(?<!on )(?<!with )(?<!your )experience|perks?|towards?|processed|payments? volume)\b",
    re.IGNORECASE,
)
_PERKS = re.compile(r"\b(?:benefits?|perks|rewards|wellbeing|wellness|health)\b", re.IGNORECASE)
_TARGET = re.compile(
    r"\bOTE\b|\bon[- ]target\b|\bpotential to earn\b|\bearnings? potential\b|\bpotential earnings?\b", re.IGNORECASE
)
_BASE = re.compile(r"\bbase\b|\bfixed\b|\bbasic\b", re.IGNORECASE)
_LEAVE_PAY = re.compile(r"\b(?:maternity|paternity|parental|sick) (?:leave|pay)\b", re.IGNORECASE)
_PAY_LABEL = re.compile(
    r"\b(?:salar|compensation|remuneration|pay\b|wage|rate\b|gehalt|salaire|rémunération)",
    re.IGNORECASE,
)
_PAY_WORD = re.compile(r"salar|pay|compensation|remuneration|wage|rate|gehalt|vergütung|rémunération", re.IGNORECASE)
_DIGIT = re.compile(r"[0-9]")
_CLAUSE = re.compile(r"[;|•]|,\s|\s\+\s|\bplus\b|\balong with\b|\bas well as\b|\.\s", re.IGNORECASE)

_UNIT = r"(?:(?:/|\bper |\ban? |\beach |\bevery |\bpro |\bpar |\bpor |\bal |\ball[’']|\bim )\s?"
_PERIODS = tuple(
    (period, re.compile(pattern, re.IGNORECASE))
    for period, pattern in (
        ("hour", _UNIT + r"(?:hour|hr|h|stunde|heure|uur)\b)|\bhourly\b|\bp\.?h\.?(?!\w)"),
        ("day", _UNIT + r"(?:day|tag|jour|dag)\b)|\bdaily\b|\bday rate\b"),
        ("week", _UNIT + r"(?:week|wk|woche|semaine)\b)|\bweekly\b"),
        (
            "month",
            _UNIT + r"(?:month|mo|monat|mois|maand|mese|mes|mån|månad)\b)"
            r"|\bmonthly\b|\bpcm\b|\bmonatlich\b|\bmånadslön|monatsgehalt",
        ),
        (
            "year",
            _UNIT + r"(?:year|yr|annum|jahr|jaar|an|año|anno)\b)|\bannual(?:ly|ised|ized)?\b|\byearly\b"
            r"|\bp\.\s?a\.?(?!\w)|\bpa\b|(?<!\dx )(?<!\dx)\bjährlich\b|jahresgehalt\b|\bLPA\b|\bannuel",
        ),
    )
)
_AT_MOST = re.compile(
    r"(?:\bup ?to|\bmax(?:imum)?(?: of)?|\bno more than|\bbis zu|\bjusqu'à"
    r"|\bmaximum [\w ,]{0,60}\bis)(?: circa| around| about)?[\s:]*$",
    re.IGNORECASE,
)
_AT_LEAST = re.compile(
    r"(?:\bfrom|\bmin(?:imum)?(?: of)?|\bat least|\bstart(?:s|ing)?(?: salary)?(?: at| from| of)|\bab|\bà partir de"
    r"|\bminimum [\w ,]{0,60}\bis)[\s:]*$",
    re.IGNORECASE,
)
_WORKING_TIME = re.compile(r"\b(?:hours?|hrs?|days?|shifts?|times)\s?(?:per |an? |each |/\s?)\w+", re.IGNORECASE)
_IS_ELSE = re.compile(r"\s(?:\w+\s)?(?:bonus|stipend|allowance|budget|payment|voucher)\b", re.IGNORECASE)
_AND_MORE = re.compile(r"[^.;]{0,60}\b(?:beginnt|and up(?:wards)?|or more|minimum)\b", re.IGNORECASE)
# Where 10,000 is a usual month's pay, the size of an amount does not tell a month from a year.
_SMALL_UNITS = frozenset("INR JPY KRW VND IDR PHP THB CZK HUF SEK NOK DKK ISK TWD NGN KES RUB CLP COP ARS".split())
_LIMITS = {
    "hour": (3, 600),
    "day": (20, 5_000),
    "week": (50, 30_000),
    "month": (200, 120_000),
    "year": (5_000, 3_000_000),
}
_MOST = 40  # amounts read in one sentence: more is a table of figures
_NEAR = 300  # characters around an amount that say what it is
_DAILY_LIFE = 1_000  # no salary without a period is smaller than this


def salary(statement: Statement) -> Iterator[tuple[str, Any]]:
    """One fact for each amount or range of pay. `currency` or `period` is None where the words do not tell it.

    What is earned when all targets are met is `on_target_earnings`.
    """
    text = statement.text
    if (
        _LEAVE_PAY.search(text)
        or not _DIGIT.search(text)
        or not (names_currency(text) or _PAY_WORD.search(statement.labelled or text))
    ):
        return
    for amount in islice(amounts(text, statement.place), _MOST):
        value = _value(statement, amount)
        if value is not None:
            yield "on_target_earnings" if _on_target(statement, amount) else "salary", value


def _value(statement: Statement, amount: Amount) -> dict[str, Any] | None:
    speaks_of_pay = _speaks_of_pay(statement, amount)
    unit = _period_after(statement.text, amount)
    if not speaks_of_pay and (unit is None or _speaks_of_else(statement, amount) or not _stands_out(statement, amount)):
        return None
    if amount.currency is None and not _bare_amount_is_pay(statement, amount):
        return None
    period = unit or _period_around(statement, amount)
    if period is None and amount.high >= 10_000 and amount.currency not in _SMALL_UNITS:
        period = "year"
    if not _plausible(amount, period):
        return None
    low, high = _open_ends(statement.text, amount)
    return {"min": low, "max": high, "currency": amount.currency, "period": period}


def _on_target(statement: Statement, amount: Amount) -> bool:
    start, end = _clause(statement.text, amount)
    before = re.sub(r"\([^()]*\)", "", statement.text[start : amount.start])
    targets, bases = ([found.end() for found in word.finditer(before)] for word in (_TARGET, _BASE))
    if targets and bases:  # "base salary €75,000 and on-target earnings of €150,000"
        return max(targets) > max(bases)
    said = re.sub(r"\([^()]*\)", "", f"{statement.label} {statement.text[start:end]}")  # "OTE (base and incentives)"
    return _TARGET.search(said) is not None and _BASE.search(said) is None


def _stands_out(statement: Statement, amount: Amount) -> bool:
    """Whether an amount by the hour or year is pay though no word says so: a range, or hardly a word before it."""
    named = statement.text[: amount.start].split()
    return not _PERKS.search(statement.context) and (amount.low != amount.high or len(named) <= 2)


def _bare_amount_is_pay(statement: Statement, amount: Amount) -> bool:
    """Numbers without a currency count only in thousands, beside a pay label or the word: "Salary: 45,000 - 55,000"."""
    if not _PAY_LABEL.search(statement.labelled) and not re.search(r"\bsalary\b", statement.text, re.IGNORECASE):
        return False
    written = statement.text[amount.start : amount.end]
    return amount.high >= 10_000 and re.search(r"\d[,.' ]\d{3}|\dk\b", written, re.IGNORECASE) is not None


def _speaks_of_pay(statement: Statement, amount: Amount) -> bool:
    """The word nearest to the amount decides, first in its clause, then in the sentence, then in the heading."""
    if _IS_ELSE.match(statement.text, amount.end):
        return False
    clause, under_pay = _clause(statement.text, amount), _PAY_LABEL.search(statement.context) is not None
    for start, end in (clause, _around(statement.text, amount)):
        pay = _gap(_PAY, statement.text, start, end, amount)
        other = _gap(_NOT_PAY, statement.text, start, end, amount)
        if pay is not None or other is not None:
            return other is None or (pay is not None and pay <= other)
        if under_pay and _period_after(statement.text, amount):  # "£12.85 per hour, plus a night premium of £2"
            return True
    return under_pay


def _speaks_of_else(statement: Statement, amount: Amount) -> bool:
    return _gap(_NOT_PAY, statement.text, *_around(statement.text, amount), amount) is not None


def _clause(text: str, amount: Amount) -> tuple[int, int]:
    first, last = _around(text, amount)
    start = max((m.end() for m in _CLAUSE.finditer(text, first, amount.start)), default=first)
    after = _CLAUSE.search(text, amount.end, last)
    return start, after.start() if after else last


def _around(text: str, amount: Amount) -> tuple[int, int]:
    return max(0, amount.start - _NEAR), min(len(text), amount.end + _NEAR)


def _gap(word: re.Pattern[str], text: str, start: int, end: int, amount: Amount) -> int | None:
    """Characters between the amount and the nearest such word in `text[start:end]`."""
    gaps = [max(m.start() - amount.end, amount.start - m.end(), 0) for m in word.finditer(text, start, end)]
    return min(gaps, default=None)


def _period_after(text: str, amount: Amount) -> str | None:
    """The unit written directly behind the amount: "$25.50/hr", "€60,000 gross per year"."""
    near = text[amount.end : amount.end + 30]
    found = [(m.start(), period) for period, pattern in _PERIODS if (m := pattern.search(near))]
    return min(found)[1] if found else None


def _period_around(statement: Statement, amount: Amount) -> str | None:
    first, end = _around(statement.text, amount)
    before, after = statement.text[first : amount.start], statement.text[amount.end : end]
    for source in (before, after, statement.label, statement.context):
        words = _WORKING_TIME.sub("", source)
        last = [(m.end(), period) for period, pattern in _PERIODS for m in pattern.finditer(words)]
        if last:
            return max(last)[1]
    return None


def _plausible(amount: Amount, period: str | None) -> bool:
    low, high = _LIMITS.get(period or "", (_DAILY_LIFE, 3_000_000))
    if amount.currency in _SMALL_UNITS:
        high *= 20_000
    return low <= amount.high <= high


def _open_ends(text: str, amount: Amount) -> tuple[float | int | None, float | int | None]:
    low, high = _plain(amount.low), _plain(amount.high)
    if amount.low != amount.high:
        return low, high
    before = text[max(0, amount.start - _NEAR) : amount.start]
    if _AT_MOST.search(before):
        return None, high
    at_least = amount.open_ended or _AT_LEAST.search(before) or _AND_MORE.match(text, amount.end)
    return low, None if at_least else high


def _plain(number: float) -> float | int:
    return int(number) if number.is_integer() else number
