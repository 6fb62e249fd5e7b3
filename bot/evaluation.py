"""Scores answers against golden questions: `rolecall eval FILE`.

Right: answered, every group of evidence in the quotes, opened with the right yes or no; of a list, exactly its postings
and their count. Truthful counts +1 for right, 0 for silence where there is an answer, -1 for a false answer.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from bot import settings
from bot.answer import Answer
from bot.chat import Chat
from bot.golden import Case, held
from bot.verify import is_sound, stands

_DRAWS = 1000
"""Samples of the bootstrap behind the confidence intervals (95 %)."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What one answer was worth."""

    case: Case
    answer: Answer
    right: bool
    complete: float
    """share of what had to be there (groups of evidence, postings) that is"""
    backed: float
    """share of its parts that claim something and whose citations hold it, word for word"""
    precise: float
    """share of its citations that are evidence"""

    @property
    def answered(self) -> bool:
        return self.answer.status == "answered"


@dataclass(frozen=True, slots=True)
class Figure:
    """A mean over `n` verdicts, with its 95 % confidence interval. `key` names it in a golden file's floor."""

    key: str
    name: str
    value: float
    low: float
    high: float
    n: int


def evaluate(chat: Chat, cases: Sequence[Case]) -> list[Verdict]:
    """Asks every question. PostingNotFound where a file names a posting that is not indexed."""
    ids = {name: summary.id for summary in chat.postings() for name in (summary.external_id, summary.id)}
    verdicts = []
    for case in cases:
        posting = None if case.posting is None else ids.get(case.posting) or chat.posting(case.posting).id
        answer = chat.ask(case.question, posting=posting, history=case.history)
        verdicts.append(judge(chat, case, answer))
    return verdicts


def judge(chat: Chat, case: Case, answer: Answer) -> Verdict:
    quotes = [citation.quote for citation in answer.citations] if answer.status == "answered" else []
    found = [any(held(quote, group) for quote in quotes) for group in case.expects]
    named = {ref.id for ref in answer.postings}
    wanted = set(case.postings or ())
    complete = [*found, *(id in named for id in wanted)]
    evidence = [any(held(quote, group) for group in case.expects) for quote in quotes]
    return Verdict(
        case, answer, _is_right(case, answer, all(found), named, wanted),
        float(np.mean(complete)) if complete else 1.0,
        _backed(chat, answer),
        float(np.mean(evidence)) if evidence and case.expects else 1.0,
    )  # fmt: skip


def _is_right(case: Case, answer: Answer, found: bool, named: set[str], wanted: set[str]) -> bool:
    if case.over_board and not wanted:
        return not named and answer.status in ("answered", "not_stated")
    if answer.status != case.status:
        return False
    if case.status != "answered":
        return case.postings is None or named == wanted
    listed = case.postings is None or named == wanted or (bool(case.expects) and wanted <= named)
    counted = case.count is None or answer.count == case.count
    opened = not case.opens or answer.text.lower().startswith(case.opens)
    return found and listed and counted and opened and not any(held(answer.text, [words]) for words in case.avoid)


def _backed(chat: Chat, answer: Answer) -> float:
    postings = {citation.posting_id: chat.posting(citation.posting_id) for citation in answer.citations}
    sound = {c.n: c for c in answer.citations if is_sound(c, postings[c.posting_id])}
    claims = [stands(part, sound, settings.contact()) for part in answer.parts if part.citations]
    return float(np.mean(claims)) if claims else 1.0


def figures(verdicts: Sequence[Verdict]) -> list[Figure]:
    """The figures over all verdicts, those that have any."""
    stated = [v for v in verdicts if v.case.status == "answered" and not v.case.over_board and v.case.expects]
    silent = [v for v in verdicts if v.case.silent and not v.case.over_board]
    board = [v for v in verdicts if v.case.over_board]
    rest = [v for v in verdicts if v.case.status in ("declined", "clarify")]
    paid = [v for v in verdicts if v.answer.usage]
    listed = [v for v in board if v.case.postings] + [v for v in stated if len(v.case.expects) > 2]
    rows: list[tuple[str, str, Sequence[Verdict], Callable[[Verdict], float]]] = [
        ("right", "right, of what is stated", stated, lambda v: v.right),
        ("false", "false answers, of what is silent", silent, lambda v: v.answered),
        ("board", "right over the board", board, lambda v: v.right),
        ("declined", "declined or asked back, as due", rest, lambda v: v.right),
        ("lists", "lists complete", listed, lambda v: v.complete == 1.0),
        ("recall", "citation recall", [v for v in verdicts if v.answered], lambda v: v.backed),
        ("precision", "citation precision", [v for v in stated if v.answered], lambda v: v.precise),
        ("truthful", "truthful (-1 to 1)", [*stated, *silent], _truthful),
        ("written", "answers that the model wrote", paid, lambda v: v.answer.written_by == "model"),
        ("tokens", "tokens an answer", paid, _tokens),
        ("dollars", "dollars a thousand answers", [v for v in paid if _cost(v)], lambda v: 1000 * _cost(v)),
    ]
    found = [
        _figure(key, name, np.array([value(v) for v in group], dtype=float))
        for key, name, group, value in rows
        if group
    ]
    if stated and silent:
        found.insert(2, _auroc(stated, silent))
    return found


def misses(found: Sequence[Figure], floor: Mapping[str, float]) -> list[str]:
    """The figures that do not reach their floor; of false answers, that lie above it."""
    under = [f for f in found if f.key != "false" and f.value < floor.get(f.key, f.value)]
    above = [f for f in found if f.key == "false" and f.value > floor.get(f.key, f.value)]
    return [figure.name for figure in (*under, *above)]


def _truthful(verdict: Verdict) -> float:
    if verdict.right:
        return 1.0
    return -1.0 if verdict.answered else 0.0


def _tokens(verdict: Verdict) -> float:
    return verdict.answer.usage.tokens if verdict.answer.usage else 0


def _cost(verdict: Verdict) -> float:
    """In dollars; 0 where the settings name no prices."""
    return (verdict.answer.usage and verdict.answer.usage.cost) or 0.0


def _figure(key: str, name: str, values: NDArray[np.float64]) -> Figure:
    draws = np.random.default_rng(0).choice(values, (_DRAWS, len(values))).mean(axis=1)
    low, high = np.quantile(draws, (0.025, 0.975))
    return Figure(key, name, float(values.mean()), float(low), float(high), len(values))


def _auroc(stated: Sequence[Verdict], silent: Sequence[Verdict]) -> Figure:
    """How well the reader's chance tells what is stated from what is silent."""
    a = np.array([v.answer.chance for v in stated])
    b = np.array([v.answer.chance for v in silent])
    draw = np.random.default_rng(0)
    draws = [_above(draw.choice(a, len(a)), draw.choice(b, len(b))) for _ in range(_DRAWS)]
    low, high = np.quantile(draws, (0.025, 0.975))
    return Figure("auroc", "stated told from silent (AUROC)", _above(a, b), float(low), float(high), len(a) + len(b))


def _above(a: NDArray[np.float64], b: NDArray[np.float64]) -> float:
    return float(((a[:, None] > b).mean() + (a[:, None] >= b).mean()) / 2)
