"""Pay: which of the amounts in a posting are the salary, and for what stretch of time."""

import re
from collections.abc import Iterator
from itertools import islice
from typing import Any

from ingest import paywords, period
from ingest.money import Amount, amounts, names_currency
from ingest.scale import Scale
from ingest.statement import Statement
from ingest.title import names_job

_DIGIT = re.compile(r"[0-9]")
_CLAUSE = re.compile(r"[;|•]|,\s|\s\+\s|\bplus\b|\balong with\b|\bas well as\b|\.\s", re.IGNORECASE)
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
_IS_ELSE = re.compile(r"\s(?:\w+\s)?(?:bonus|stipend|allowance|budget|payment|voucher)\b", re.IGNORECASE)
_AND_MORE = re.compile(r"[^.;]{0,60}\b(?:beginnt|and up(?:wards)?|or more|minimum)\b", re.IGNORECASE)
_TAG = re.compile(r"(?:^|[|•·(]|\s[–—-])\s*(?:up to|from|circa|c\.)?\s*$", re.IGNORECASE)
_EARNED = ("hour", "day", "year")  # rent is paid by the week or month
_PIECE = re.compile(r"\b(?:lesson|session|visit|game|show|article|mile|load|trip|delivery|drop)s?\b", re.IGNORECASE)
_IN_ALL = re.compile(r"\b(?:with|incl|excl|plus|before|after|ex)", re.IGNORECASE)
_AT_STEP = re.compile(r"\b(?:step|grade|level) [0-9]{1,2}\W{0,3}$", re.IGNORECASE)
_ROW_NAME = re.compile(r"\w[\w /&'’()-]{1,40}?\s?[:–—-]\s?")
_JOB_NAMED = re.compile(r"(?!.*\b(?:manages?|sells?|for information)\b)[\w ,/&’'()-]{3,60}:\s")
_MOST = 40  # amounts read in one sentence: more is a table of figures
_NEXT_AMOUNT = re.compile(r" \| (?=[^|]*[$£€]\s?\d)")
"""Where a row's next amount begins: it is of another job or grade, and by another period."""
_NEAR = 300  # characters around an amount that say what it is


def salary(statement: Statement) -> Iterator[tuple[str, Any]]:
    """One fact for each amount or range of pay. `currency` or `period` is None where the words do not tell it.

    What is earned when all targets are met is `on_target_earnings`.
    """
    text = statement.text
    if (
        paywords.LEAVE_PAY.search(text)
        or not _DIGIT.search(text)
        or not (names_currency(text) or statement.scale or paywords.PAY_WORD.search(statement.labelled or text))
    ):
        return
    found = islice(amounts(text, statement.customs.place, statement.customs.dollar), _MOST)
    for amount in statement.scale.joined(text, found, statement.customs.place) if statement.scale else found:
        value = _value(statement, amount)
        if value is not None:
            yield "on_target_earnings" if _on_target(statement, amount) else "salary", value


def _value(statement: Statement, amount: Amount) -> dict[str, Any] | None:
    unit = period.after(statement.text, amount.end)
    if not (_speaks_of_pay(statement, amount) or _stands_out(statement, amount, unit)):
        return None
    if amount.currency is None and not _bare_amount_is_pay(statement, amount):
        return None
    span = (
        unit or _period_around(statement, amount) or period.by_size(statement.text, amount, _is_rate(statement, amount))
    )
    if not period.plausible(statement.text, amount, span):
        return None
    low, high = _open_ends(statement.text, amount)
    return {"min": low, "max": high, "currency": amount.currency, "period": span}


def _on_target(statement: Statement, amount: Amount) -> bool:
    start, end = _clause(statement.text, amount)
    before = re.sub(r"\([^()]*\)", "", statement.text[start : amount.start])
    targets, bases = ([found.end() for found in word.finditer(before)] for word in (paywords.TARGET, paywords.BASE))
    if targets and bases:  # "base salary €75,000 and on-target earnings of €150,000"
        return max(targets) > max(bases)
    said = re.sub(
        r"\([^()]*\)", "", f"{statement.label} {_column(statement, amount)} {statement.text[start:end]}"
    )  # "OTE (base and incentives)"
    return paywords.TARGET.search(said) is not None and paywords.BASE.search(said) is None


def _stands_out(statement: Statement, amount: Amount, unit: str | None) -> bool:
    """Whether an amount is pay though no word says so: by the hour or year and a range, or with hardly a word before
    it; or a year's pay among the tags under the title: "Leeds · £33,870 · permanent"."""
    before = statement.text[: amount.start]
    named = _ROW_NAME.fullmatch(before) is not None and unit == "hour"  # "Sales assistant – £12.60 an hour"
    said = before + statement.text[amount.end : _clause(statement.text, amount)[1]]
    if (paywords.EXTRA if named else paywords.NOT_PAY).search(said) or paywords.PERKS.search(statement.context):
        return False
    if _spoils(statement, amount, unit):
        return False
    if unit is None and not before and amount.low != amount.high and paywords.DEAL.search(statement.heading):
        return amount.low >= period.YEARLY
    if unit is None and amount.low != amount.high and amount.low >= period.YEARLY and _JOB_NAMED.fullmatch(before):
        return names_job(before)  # "Dispatcher, once certified: $54,000 - $70,000"
    if unit is None:
        return statement.in_head and amount.low >= period.YEARLY and _TAG.search(before) is not None
    return named or amount.low != amount.high or len(re.findall(r"\w\S*", period.without_working_time(before))) <= 2


def _bare_amount_is_pay(statement: Statement, amount: Amount) -> bool:
    """Numbers without a currency count only in thousands, beside a pay label or the word: "Salary: 45,000 - 55,000"."""
    if not paywords.PAY_LABEL.search(statement.labelled) and not re.search(
        r"\bsalary\b", statement.text, re.IGNORECASE
    ):
        return False
    written = statement.text[amount.start : amount.end]
    return amount.high >= 10_000 and re.search(r"\d[,.' ]\d{3}|\dk\b", written, re.IGNORECASE) is not None


def _speaks_of_pay(statement: Statement, amount: Amount) -> bool:
    """The word nearest to the amount decides, first in its clause, then in the sentence, then in what stands above."""
    unit = period.after(statement.text, amount.end)
    starts = amount.start == len(statement.text) - len(statement.value)
    if unit and starts and paywords.FEE_LABEL.fullmatch(statement.label):
        return True
    if _spoils(statement, amount, unit):
        return False
    clause, under_pay = _clause(statement.text, amount), _under_pay(statement, amount)
    wider = (0, clause[1]) if statement.scale else _around(statement.text, amount)
    columns = " ".join(statement.scale.columns) if statement.scale else ""
    surely = paywords.PAY.search(columns) or paywords.PAY_LABEL.search(columns)
    for (start, end), not_pay in ((clause, paywords.NOT_PAY), (wider, paywords.EXTRA if surely else paywords.NOT_PAY)):
        pay = _gap(paywords.PAY, statement.text, start, end, amount)
        other = _gap(not_pay, statement.text, start, end, amount)
        if pay is not None or other is not None:
            return other is None or (pay is not None and pay <= other)
        if under_pay and unit:  # "£12.85 per hour, plus a night premium of £2"
            return True
    return under_pay


def _under_pay(statement: Statement, amount: Amount) -> bool:
    scale, own = statement.scale or Scale(), _column(statement, amount)
    if _is_no_pay(own):
        return False
    above = f"{statement.context} {scale.caption} {own or ' '.join(scale.columns)}"
    if paywords.PERIOD_COLUMN.fullmatch(own) and not paywords.PERKS.search(above):
        return True
    if paywords.PAY_LABEL.search(above) or paywords.PAY.search(own):
        return True
    return statement.scale is not None and paywords.ROWS_LABEL.search(above) is not None


def _spoils(statement: Statement, amount: Amount, unit: str | None) -> bool:
    """Whether what is said of the amount makes it no pay of the job, whatever else is said."""
    text, (start, end) = statement.text, _clause(statement.text, amount)
    if _is_no_pay(_column(statement, amount)):
        return True
    if paywords.LODGING.search(statement.label) and not names_job(statement.label):
        return True
    if paywords.EXTRA.search(statement.label) and not paywords.PAY.search(statement.label):
        return True
    if _IS_ELSE.match(text, amount.end) or paywords.ON_TOP.search(text, 0, amount.start):
        return True
    if paywords.ELSEWHERE.search(statement.heading) or paywords.TAKEN.search(text):
        return True
    if paywords.BUYER.search(text, 0, amount.start) and unit not in _EARNED:
        return True
    if paywords.WAGE.search(text, start, end) or paywords.WAGE.search(statement.labelled):
        return False
    if paywords.NO_JOB.search(text):
        return True
    if amount.low == amount.high and _AT_MOST.search(text[: amount.start]):
        start = 0  # "The flight is paid in economy class, up to €900"
    costs = paywords.PAYS.search(text, start, end) and paywords.COSTS.search(text, start, end)
    return costs is not None and unit != "hour"


def _is_no_pay(column: str) -> bool:
    """ "Home office budget" is none; "With night premium" is."""
    named = _IN_ALL.split(column)[0]
    return paywords.NOT_PAY.search(named) is not None and paywords.PAY.search(named) is None


def _column(statement: Statement, amount: Amount) -> str:
    return statement.scale.column(statement.text, amount.start) if statement.scale else ""


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


def _period_around(statement: Statement, amount: Amount) -> str | None:
    first, end = _around(statement.text, amount)
    before, after = statement.text[first : amount.start], _NEXT_AMOUNT.split(statement.text[amount.end : end])[0]
    column, scale = _column(statement, amount), statement.scale or Scale()
    inside = statement.text[amount.start : amount.end]  # "$26.12 an hour and step 10 is $34.07"
    sources = (
        column,
        inside,
        before,
        after,
        scale.caption,
        " ".join(scale.columns),
        statement.label,
        statement.context,
    )
    return next((found for words in sources if (found := period.last_in(words))), None)


def _is_rate(statement: Statement, amount: Amount) -> bool:
    """Whether the amount is surely a rate of pay, so that a small one is an hour's."""
    scale = statement.scale or Scale()
    above = f"{statement.context} {scale.caption} {' '.join(scale.columns)}" if statement.scale else ""
    if paywords.PERKS.search(above) or _PIECE.search(f"{statement.label} {above}"):
        return False
    by_step = _AT_STEP.search(statement.text, 0, amount.start) or paywords.PAY.search(_column(statement, amount))
    return by_step is not None or paywords.PAY_LABEL.search(f"{statement.label} {above}") is not None


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
