"""Yes or no: whether a question that can be answered so is affirmed by the sentence that answers it.

A logistic regression over signals that can be read one by one: how the question is framed ("must I…", "is it ok if I
don't…"), what the sentence says ("not", "preferred"), and whether the two are at odds ("part-time" asked, "full-time"
stated). Weights in `reader.json`, fitted with the reader's.
"""

import re
from collections.abc import Set
from functools import cache

import numpy as np
from numpy.typing import NDArray

from bot.page import Page, stem
from bot.question import Ask, content_words
from bot.reader import regressions
from bot.verdict import facts_asked, verdict
from bot.verify import NEGATION

SURE = 0.55
"""Chance from which the answer opens with "Yes:", or with "No:"; between the two the quote speaks alone."""

_ASKED = {
    "not": r"\b(?:not|no|never|without|none|nothing|hardly|zero|lack\w*|un(?:able|qualified|experienced))\b",
    "ok": (
        r"\b(?:ok|okay|fine|alright|all right|acceptable|allowed|possible|still|enough|count|apply|eligible"
        r"|considered|chance)\b"
    ),
    "must": (
        r"\b(?:must|have to|has to|required?|requires|requirement|need(?:ed|s)?|mandatory|necessary|compulsory"
        r"|obligatory|essential|expected|got to)\b"
    ),
    "bar": r"\b(?:deal ?breaker|problem|rule me out|disqualif\w*|issue|too late|reject\w*|pointless|barred)\b",
    "only": (
        r"\b(?:only|just|fully|100 ?%|entirely|completely|all|every|everybody|everyone|always|purely|exclusively"
        r"|whole)\b"
    ),
    "i": r"\b(?:i|i'm|i've|me|my)\b",
    "any": r"\b(?:any|some|is there|are there|do you|does the|offer|get|include\w*)\b",
    "can": r"\b(?:can|could|may|able)\b",
    "would": r"\b(?:would|will|be|am)\b",
    "little": (
        r"\b(?:only|just|hardly|barely|basic|beginner|junior|entry[- ]level|student|grad\w*|first|new|little|less"
        r"|under|never)\b"
    ),
}
_STATED = {
    "not": NEGATION.pattern,
    "soft": (
        r"\b(?:not (?:required|necessary|essential|needed)|no (?:\w+ )?experience (?:is )?(?:necessary|required"
        r"|needed)|prefer\w*|(?:a|an|big|real|is) (?:plus|bonus)|advantage\w*|nice[- ]to[- ]have|desir\w*|ideally"
        r"|beneficial|asset|welcome|helpful|optional)\b"
    ),
    "or": r"\b(?:or equivalent|or|equivalent|either|similar|comparable)\b",
    "must": (
        r"\b(?:must|required?|requires|requirement|essential|minimum|mandatory|need(?:ed|s)?|ha(?:ve|s) to|at least"
        r"|proficien\w*|fluent|fluency|strong|degree|qualified)\b"
    ),
    "offer": r"\b(?:offer\w*|provid\w*|includ\w*|eligible|paid|available|entitle\w*|receive|access|support\w*|enjoy"
    r"|free|cover\w*)\b",
    "may": r"\b(?:may|might|could|some|occasional\w*|sometimes|potential\w*|opportunit\w*|possib\w*|flexib\w*)\b",
    "only": r"\b(?:only|must be|exclusively|limited to|solely)\b",
    "work": (
        r"\b(?:you will|you'll|you’ll|responsib\w*|ensure|manage|lead|support|work|develop|maintain|deliver|assist"
        r"|build)\b"
    ),
    "number": r"\d",
}
_OPPOSED = (
    (
        r"\b(?:remot\w+|home|wfh|telework\w*|anywhere|abroad|couch|sofa)\b",
        r"\b(?:on[- ]?site|in[- ]office|in[- ]person|office|presencial|in the office|days? (?:a|per) week in)\b",
    ),
    (
        r"\b(?:fully remote|100 ?% (?:from home|remote)|only remote|work 100|all remote|completely)\b",
        r"\b(?:hybrid\w*|office|days?)\b",
    ),
    (
        r"\b(?:office|on[- ]?site|in person|come in|commute)\b",
        r"\b(?:fully remote|remote|from home|anywhere|home[- ]based)\b",
    ),
    (
        r"\b(?:temporary|temp|fixed[- ]term|seasonal|contract(?:or)?|short[- ]term|freelance)\b",
        r"\b(?:permanent\w*|unlimited|indefinite|unbefristet|cdi|substantive)\b",
    ),
    (
        r"\b(?:permanent|long[- ]term|stable)\b",
        r"\b(?:temporary|fixed[- ]term|seasonal|contract|months?|interim|bank)\b",
    ),
    (r"\b(?:part[- ]?time|few hours|half days?)\b", r"\b(?:full[- ]?time|vollzeit|40 hours|37\.5)\b"),
    (r"\bfull[- ]?time\b", r"\b(?:part[- ]?time|teilzeit|hours? per week)\b"),
    (
        r"\b(?:entry[- ]level|junior|beginner|fresh|graduate|new grad|no experience|first job|finishing|student)\b",
        r"\b(?:senior|experienced|\d\+? ?(?:-|–|to)? ?\d*\+? years|proven|lead)\b",
    ),
    (r"\b(?:all|every|each|everybody|everyone|whole)\b", r"\b(?:some|certain|only|selected|limited)\b"),
    (
        r"\b(?:just|only) (?:one|a single|1)\b",
        r"\b(?:\d+ locations|multiple|several|various|cross[- ]site|both|and|all)\b",
    ),
    (
        r"\b(?:weekdays?|mon(?:day)?(?: ?-| to) ?fri(?:day)?|9[- ](?:to[- ])?5|office hours)\b",
        r"\b(?:weekends?|seven[- ]day|7 days|saturday|sunday|evenings?|nights?|shifts?|rota)\b",
    ),
    (r"\b(?:no travel|never travel)\b", r"\btravel\w*\b"),
)
_OPPOSED_COMPILED = tuple((re.compile(a, re.I), re.compile(b, re.I)) for a, b in _OPPOSED)
_NUMBER = re.compile(r"\d+(?:[.,]\d+)?")

FEATURES = (
    *(f"asks_{name}" for name in _ASKED), *(f"says_{name}" for name in _STATED),
    "not_not", "must_soft", "must_must", "must_not", "ok_not_soft", "ok_not_must", "ok_must", "bar_soft", "bar_must",
    "bar_not",
    "only_may", "any_not", "any_offer", "can_not", "would_work", "little_must", "little_soft", "not_offer",
    "opposed", "opposed_only", "fact_true", "fact_false", "covered", "less", "more", "short",
)  # fmt: skip


@cache
def _patterns() -> tuple[dict[str, re.Pattern[str]], dict[str, re.Pattern[str]]]:
    return tuple({name: re.compile(p, re.IGNORECASE) for name, p in group.items()} for group in (_ASKED, _STATED))  # type: ignore[return-value]


def polarity_features(question: str, above: str, text: str, values: Set[bool] = frozenset()) -> NDArray[np.float64]:
    """(FEATURES,): the question's framing, the sentence's words, and where they meet.

    `above` is what stands above the sentence; `values` are those of the yes/no facts that it states of what is asked.
    """
    asked_patterns, stated_patterns = _patterns()
    asked = {name: bool(pattern.search(question)) for name, pattern in asked_patterns.items()}
    whole = f"{above}: {text}"
    says = {
        n: bool(pattern.search(text if n in ("not", "number") else whole)) for n, pattern in stated_patterns.items()
    }
    opposed = [a for a, b in _OPPOSED_COMPILED if a.search(question) and b.search(text) and not a.search(text)]
    stems = {stem(word) for word in content_words(text)}
    words = [stem(word) for word in content_words(question)]
    covered = float(np.mean([word in stems for word in words])) if words else 0.0
    numbers = _numbers(question), _numbers(text)
    meet = {
        "not_not": asked["not"] and says["not"],
        "must_soft": asked["must"] and says["soft"],
        "must_must": asked["must"] and says["must"],
        "must_not": asked["must"] and says["not"],
        "ok_not_soft": asked["ok"] and asked["not"] and says["soft"],
        "ok_not_must": (asked["ok"] or asked["can"]) and asked["not"] and says["must"],
        "ok_must": asked["ok"] and says["must"],
        "bar_soft": asked["bar"] and says["soft"],
        "bar_must": asked["bar"] and says["must"],
        "bar_not": asked["bar"] and says["not"],
        "only_may": asked["only"] and (says["may"] or says["or"]),
        "any_not": asked["any"] and says["not"],
        "any_offer": asked["any"] and says["offer"],
        "can_not": asked["can"] and says["not"],
        "would_work": asked["would"] and says["work"],
        "little_must": asked["little"] and (says["must"] or says["number"]) and not says["soft"],
        "little_soft": asked["little"] and says["soft"],
        "not_offer": asked["not"] and says["offer"],
        "opposed": bool(opposed),
        "opposed_only": bool(opposed) and asked["only"],
        "fact_true": values == {True},
        "fact_false": values == {False},
        "covered": covered,
        "less": bool(numbers[0] and numbers[1]) and max(numbers[0]) < min(numbers[1]),
        "more": bool(numbers[0] and numbers[1]) and max(numbers[0]) > max(numbers[1]),
        "short": len(text.split()) <= 6,
    }
    rows = [*asked.values(), *says.values(), *meet.values()]
    return np.array(rows, dtype=np.float64)


def _numbers(text: str) -> list[float]:
    return [float(found.replace(",", "")) for found in _NUMBER.findall(text) if len(found) < 9]


def features_in(ask: Ask, page: Page, best: int) -> NDArray[np.float64]:
    values = {fact.value for fact in facts_asked(ask, page, best) if isinstance(fact.value, bool)}
    above = page.headings[best].splitlines()
    return polarity_features(ask.text, above[-1] if above else "", page.texts[best], values)


def chance_of_yes(ask: Ask, page: Page, best: int, mark: float | None = None) -> float:
    """By the facts that the sentence states where they decide it, else by the regressions.

    `mark` is the trained reader's log-odds of "yes", where it read the sentence closely.
    """
    row = dict(zip(FEATURES, features_in(ask, page, best), strict=True))
    if row["bar_soft"] or (
        row["must_soft"] and not row["asks_not"]
    ):  # "is it a must", "a dealbreaker": it is preferred
        return 0.0
    if not NEGATION.search(ask.text) and (said := verdict(ask, page, best)) is not None:
        return float(said)
    weights, bias = regressions()["plain polarity"]
    odds = float(np.array(list(row.values())) @ weights + bias)
    if mark is not None:
        weights, bias = regressions()["trained polarity"]
        odds = float(np.array([odds, mark]) @ weights + bias)
    return float(1.0 / (1.0 + np.exp(-odds)))
