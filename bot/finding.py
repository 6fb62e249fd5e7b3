"""What postings say of a condition: for each that it holds or that it does not, and the words that say so.

A posting that a condition does not name is silent on it. Nothing here is retrieved by rank: every posting is judged.
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from bot.verify import NEGATION

if TYPE_CHECKING:
    from bot.board import Board

Span = tuple[int, int]
NO_DENIAL = re.compile(
    r"\b(?:whether or not|not only|not just|no matter|no later than|not later than|but not limited to|why not)\b", re.I
)
"""A "not" that denies nothing."""


@dataclass(frozen=True, slots=True)
class Finding:
    """What one posting says of a condition, and where: spans of its text, the best first.

    `holds` is None where it says something that can't be compared: its pay by the hour, asked for by the year.
    """

    holds: bool | None
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Condition:
    """`phrase` is how the answer says it ("in germany"); in a follow-up it replaces the last of its `kind`."""

    kind: str
    phrase: str
    judge: "Callable[[Board], Mapping[str, Finding]]"

    def opposite(self) -> "Condition":
        def judge(board: "Board") -> dict[str, Finding]:
            found = self.judge(board).items()
            return {id: replace(said, holds=None if said.holds is None else not said.holds) for id, said in found}

        return Condition(self.kind, f"not {self.phrase}", judge)


def stated(kind: str, phrase: str, name: str, holds: Callable[[Any], bool | None]) -> Condition:
    """A condition on the facts of one name. `holds` gives None for a value that can't be compared."""

    def judge(board: "Board") -> dict[str, Finding]:
        return _judged(
            {
                id: [(holds(fact.value), (fact.start, fact.end)) for fact in facts]
                for id, facts in board.facts(name).items()
            }
        )

    return Condition(kind, phrase, judge)


def written(
    kind: str,
    phrase: str,
    pattern: re.Pattern[str],
    counts: Callable[[str, str], bool] = lambda text, above: True,
    denied: bool = True,
) -> Condition:
    """A condition on the text: a sentence matches, and `counts` (sentence, what stands above it).

    `denied`: whether a "not" in the sentence makes it a no; in "no experience needed" it is what is looked for.
    """

    def judge(board: "Board") -> dict[str, Finding]:
        found = {}
        for id, sentences in board.matching(pattern).items():
            judged = []
            for sentence in sentences:
                text = board.text_of(id, sentence)
                if not sentence.heading and counts(text, board.heading_of(id, sentence)):
                    no = denied and NEGATION.search(NO_DENIAL.sub(" ", text)) is not None
                    judged.append((not no, (sentence.start, sentence.end)))
            found[id] = judged
        return _judged(found)

    return Condition(kind, phrase, judge)


def silent(kind: str, phrase: str, name: str) -> Condition:
    """Holds where no fact of the name is stated; there are no words to show for it."""

    def judge(board: "Board") -> dict[str, Finding]:
        stating = board.facts(name)
        return {id: Finding(id not in stating, ()) for id in board.postings}

    return Condition(kind, phrase, judge)


def unless_silent(first: Condition, then: Condition) -> Condition:
    """What the first says; of postings that are silent on it, what the other finds to hold."""

    def judge(board: "Board") -> dict[str, Finding]:
        found = dict(first.judge(board))
        more = {id: finding for id, finding in then.judge(board).items() if id not in found and finding.holds}
        return found | more

    return Condition(first.kind, first.phrase, judge)


def either(conditions: Sequence[Condition], phrase: str = "") -> Condition:
    """Holds where one of them does."""

    def judge(board: "Board") -> dict[str, Finding]:
        merged: dict[str, Finding] = {}
        for condition in conditions:
            for id, found in condition.judge(board).items():
                known = merged.get(id)
                if known is None or (found.holds and not known.holds):
                    merged[id] = found
                elif found.holds == known.holds:
                    merged[id] = Finding(known.holds, tuple(dict.fromkeys((*known.spans, *found.spans))))
        return merged

    said = phrase or " or ".join(dict.fromkeys(condition.phrase for condition in conditions))
    return Condition(conditions[0].kind, said, judge)


def titled(kind: str, phrase: str, pattern: re.Pattern[str]) -> Condition:
    """A condition on the title; the title is quoted."""

    def judge(board: "Board") -> dict[str, Finding]:
        return {
            id: Finding(True, board.title_span(id)) for id, title in board.titles().items() if pattern.search(title)
        }

    return Condition(kind, phrase, judge)


def _judged(found: Mapping[str, Iterable[tuple[bool | None, Span]]]) -> dict[str, Finding]:
    """A posting of which one statement fits does fit; the statements that fit, or else all, are its evidence."""
    findings = {}
    for id, statements in found.items():
        said = list(statements)
        if said:
            compared = [fits for fits, _ in said if fits is not None]
            holds = any(compared) if compared else None
            findings[id] = Finding(holds, tuple(dict.fromkeys(span for fits, span in said if fits == holds)))
    return findings
