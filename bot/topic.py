"""The topics candidates ask about: how a question names them, and how a posting states them (`topics.toml`)."""

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any


@dataclass(frozen=True, slots=True, eq=False)
class Topic:
    """One topic. `ask` and `unless` are matched against a normalised question, the rest against the posting."""

    name: str
    ask: re.Pattern[str]
    weak: re.Pattern[str] | None
    generic: re.Pattern[str] | None
    unless: re.Pattern[str] | None
    state: re.Pattern[str]
    heading: re.Pattern[str] | None
    like: tuple[str, ...]
    facts: frozenset[str]
    facets: dict[str, re.Pattern[str]]
    within: str | None

    def values(self, question: str) -> list[str]:
        """What the question names beyond the topic as such: "must I speak Dutch" -> ["dutch"]."""
        if self.generic is None:
            return []
        return [said for said in self.ask.findall(question) if not self.generic.fullmatch(said)]


@dataclass(frozen=True, slots=True)
class Lexicon:
    """All topics by name, what shorthand means, and the words that a typo may have been."""

    topics: dict[str, Topic]
    kinds: dict[str, re.Pattern[str]]
    """What an amount, a count, a date… looks like, for questions of a topic that has no rule of its own."""
    asked_kinds: dict[str, re.Pattern[str]]
    """How a question shows that it wants an amount, a count, a date…; the first that matches counts."""
    stop: frozenset[str]
    """words of a question that carry no meaning here"""
    expansions: tuple[tuple[re.Pattern[str], str], ...]
    words: frozenset[str]

    def topics_of(self, question: str) -> tuple[Topic, ...]:
        """The topics that a normalised question names, the more particular ones only, in the file's order."""
        named = [topic for topic in self.topics.values() if _names(topic, topic.ask, question)]
        if not named:
            named = [topic for topic in self.topics.values() if topic.weak and _names(topic, topic.weak, question)]
        broader = {topic.within for topic in named}
        return tuple(topic for topic in named if topic.name not in broader)

    def expand(self, text: str) -> str:
        """Shorthand written out: "PTO and 401K" -> "paid time off and 401k"."""
        for pattern, meaning in self.expansions:
            text = pattern.sub(meaning, text)
        return text


@cache
def lexicon() -> Lexicon:
    """The lexicon that ships with the package, read once."""
    table = tomllib.loads((resources.files("bot") / "topics.toml").read_text(encoding="utf-8"))
    kinds: dict[str, list[str]] = table["kinds"]
    abroad: dict[str, list[str]] = table["abroad"]
    topics = [_topic(row | {"ask": row["ask"] + abroad.get(row["name"], [])}, kinds) for row in table["topic"]]
    # "gov" in "login.gov" is no shorthand
    expansions = tuple(
        (re.compile(rf"(?<![\w.@])(?:{short})(?!\w)", re.IGNORECASE), meaning)
        for short, meaning in table["expansions"].items()
    )
    general = {facet: _anywhere(_resolved(names, kinds)) for facet, names in table["facets"].items()}
    return Lexicon(
        topics={topic.name: topic for topic in topics},
        kinds=general,
        asked_kinds={facet: _anywhere(patterns) for facet, patterns in table["asked"].items()},
        stop=frozenset(table["words"]["stop"].split()),
        expansions=expansions,
        words=frozenset(_plain_words(table)),
    )


def _names(topic: Topic, pattern: re.Pattern[str], question: str) -> bool:
    rest = topic.unless.sub(" ", question) if topic.unless else question
    return pattern.search(rest) is not None


def _topic(row: dict[str, Any], kinds: dict[str, list[str]]) -> Topic:
    facets = {kind: _anywhere(_resolved(patterns, kinds)) for kind, patterns in row.get("facets", {}).items()}
    return Topic(
        name=row["name"],
        ask=_between_words(sorted(row["ask"], key=len, reverse=True)),  # "pay range" before "pay"
        weak=_between_words(row["weak"]) if "weak" in row else None,
        generic=_between_words(row["generic"]) if "generic" in row else None,
        unless=_between_words(row["unless"]) if "unless" in row else None,
        state=_between_words(row["state"]),
        heading=_between_words(row["heading"]) if "heading" in row else None,
        like=tuple(row.get("like", ())),
        facts=frozenset(row.get("facts", ())),
        facets=facets,
        within=row.get("within"),
    )


def _resolved(patterns: list[str], kinds: dict[str, list[str]]) -> list[str]:
    return [regex for pattern in patterns for regex in kinds.get(pattern, [pattern])]


def _between_words(patterns: list[str]) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{'|'.join(patterns)})(?!\w)", re.IGNORECASE)


def _anywhere(patterns: list[str]) -> re.Pattern[str]:
    return re.compile("|".join(patterns), re.IGNORECASE)


def _plain_words(table: dict[str, Any]) -> set[str]:
    """Whole words of the lexicon, without those that are only the stem of a pattern."""
    patterns = [pattern for row in table["topic"] for pattern in (*row["ask"], *row.get("weak", ()))]
    joined = re.sub(r"\b\w+(?:\\w|\()\S*", " ", " ".join(patterns))
    listed = table["words"]["common"].split()
    return set(re.findall(r"(?<!\\)\b[a-z]{3,}\b", joined)) | set(listed)
