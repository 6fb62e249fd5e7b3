"""What the bot does not do: judge candidates, chat, take orders. Told by rule before any posting is read."""

import re
import tomllib
from collections.abc import Set
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

from bot.answer import Reason

_ELSEWHERE = re.compile(
    r"\b(?:jobs?|internships?|positions?|roles?|openings?|vacanc(?:y|ies)|work(?:ing)?|pay|salary|hiring)\b[^.?!]{0,25}"
    r"\b(?:at|with) ([A-Z]\w+(?:['’]s)?)"
)


@dataclass(frozen=True, slots=True)
class Conduct:
    """Why a message is not answered from a posting; a greeting and thanks have no reason and get a kind word."""

    kind: str
    reason: Reason | None


def conduct(message: str) -> Conduct | None:
    """None where the message is a question for the postings."""
    return next((told for told, pattern in _rules() if pattern.search(message)), None)


def other_employer(message: str, vocabulary: Set[str]) -> str | None:
    """The employer that a message asks about, if it is one that the posting (its words in `vocabulary`) never names."""
    named = _ELSEWHERE.search(message)
    return named[1] if named and named[1].lower().replace("’", "'") not in vocabulary else None


@cache
def _rules() -> tuple[tuple[Conduct, re.Pattern[str]], ...]:
    table = tomllib.loads((resources.files("bot") / "conduct.toml").read_text(encoding="utf-8"))
    return tuple((Conduct(kind, row.get("reason")), _pattern(row)) for kind, row in table.items())


def _pattern(row: dict[str, Any]) -> re.Pattern[str]:
    joined = "|".join(row["patterns"])
    if row.get("whole"):
        return re.compile(rf"^\W*(?:{joined})\W*$", re.IGNORECASE)
    return re.compile("|".join([rf"(?<!\w)(?:{joined})(?!\w)", *row.get("anywhere", ())]), re.IGNORECASE)
