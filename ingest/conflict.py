"""Marks facts on which a posting's field and its text disagree: both stay, and an answer shows both."""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from ingest.posting import Fact

# "Applications for part-time work are welcome" takes nothing back.
_HEDGE = re.compile(
    r"\b(?:welcome|consider\w*|wish\w*|possib\w+|if|may|can|likel\w+|eligible|pro[- ]rata)\b", re.IGNORECASE
)
_NEAR = 0.01  # share of an amount that is a rounding
_APART = (
    {"full_time", "part_time"}, {"permanent", "temporary"}, {"permanent", "fixed_term"}, {"permanent", "contract"},
)  # fmt: skip


def marked(facts: Sequence[Fact]) -> tuple[Fact, ...]:
    """The facts, those in conflict marked. Places are not compared: the same one has many names."""
    against: set[int] = set()
    for name, disagree in _RULES.items():
        fields = [fact for fact in facts if fact.name == name and fact.origin == "field"]
        text = [fact for fact in facts if fact.name == name and fact.origin == "text" and not _HEDGE.search(fact.quote)]
        if fields and text and disagree([fact.value for fact in fields], [fact.value for fact in text]):
            against |= {id(fact) for fact in (*fields, *text)}
    return tuple(replace(fact, conflict=True) if id(fact) in against else fact for fact in facts)


def _other(fields: list[Any], text: list[Any]) -> bool:
    """Whether nothing that the fields say is in the text."""
    return not any(value in text for value in fields)


def _pay(fields: list[dict[str, Any]], text: list[dict[str, Any]]) -> bool:
    """Whether a field's pay lies outside what the text says, of the same currency and period.

    The text may give a band for each place or grade; the field then gives one of them, or all in one.
    """
    for field in fields:
        like = [pay for pay in text if all(pay[key] == field[key] for key in ("currency", "period"))]
        ends = [end for pay in like for end in (pay["min"], pay["max"]) if end is not None]
        own = [end for end in (field["min"], field["max"]) if end is not None]
        if ends and own and (max(own) < min(ends) * (1 - _NEAR) or min(own) > max(ends) * (1 + _NEAR)):
            return True
        if len(like) == len(fields) == 1 and _is_range(field) and _is_range(like[0]):
            return any(abs(field[end] - like[0][end]) > _NEAR * field[end] for end in ("min", "max"))
    return False


def _is_range(pay: dict[str, Any]) -> bool:
    return None not in (pay["min"], pay["max"]) and pay["min"] != pay["max"]


def _terms(fields: list[Any], text: list[Any]) -> bool:
    """Whether a field says one of two terms that exclude each other, and the text only the other one."""
    said, written = _flat(fields), _flat(text)
    return any(len(said & pair) == 1 and len(written & pair) == 1 and not said & written & pair for pair in _APART)


def _flat(values: list[Any]) -> set[str]:
    return {str(one) for value in values for one in (value if isinstance(value, list) else [value])}


_RULES: dict[str, Callable[[list[Any], list[Any]], bool]] = {
    "workplace": _other, "deadline": _other, "start_date": _other, "salary": _pay, "employment_type": _terms,
    "relocation": _other, "visa_sponsorship": _other,
}  # fmt: skip
