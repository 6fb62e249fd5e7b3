"""Typos in a question: "waht is teh salery" -> "what is the salary"."""

import re
from collections.abc import Set
from functools import cache

_SHORT_TYPOS = {"teh": "the", "hte": "the", "adn": "and", "nad": "and"}


_COMMONER = 1.5
"""By how much a correction must be the more usual word: a welder is no walker."""


def repair(text: str, known: Set[str]) -> str:
    """`text` (lower case) with its misspelt words replaced by near words of `known`, lower case.

    A word is misspelt when it is in neither `known` nor everyday English; the nearest within one edit (short words)
    or two takes its place. Numbers, names with digits and words of fewer than four letters stay.
    """
    strange = [word for word in re.findall(r"[^\W\d_]{3,}", text) if word not in known and not is_everyday(word)]
    if len(strange) > 2 and len(strange) > 0.4 * len(text.split()):  # another language, not typos
        return text
    return re.sub(r"(?<![\w'])[a-z]{2,}(?![\w'])", lambda match: _nearest(match.group(), known), text)


def _nearest(word: str, known: Set[str]) -> str:
    if word in _SHORT_TYPOS:
        return _SHORT_TYPOS[word]
    if len(word) < 4 or word in known or is_everyday(word):
        return word
    near = _candidate(word, frozenset(known))
    return near if near and _usage(near) - _usage(word) >= _COMMONER else word


def _candidate(word: str, known: frozenset[str]) -> str | None:
    from rapidfuzz import process
    from rapidfuzz.distance import OSA

    reach = 1 if len(word) <= 5 else 2
    near = [other for other in known if abs(len(other) - len(word)) <= reach and len(other) > 2 and _begin(word, other)]
    matches = process.extract(word, near, scorer=OSA.distance, score_cutoff=reach, limit=8)
    if not matches:
        return None
    # Among equals, a slip of the fingers swaps letters or drops one: "penson" is pension, "salery" salary, not celery.
    return min(matches, key=lambda m: (m[1], sorted(m[0]) != sorted(word), not _drops(word, m[0]), m[0]))[0]


def _begin(word: str, other: str) -> bool:
    """Whether they begin alike: fingers seldom slip there, and "bossing" is but two letters from "housing"."""
    return word[0] == other[0] or sorted(word[:2]) == sorted(other[:2])


def _drops(word: str, whole: str) -> bool:
    """Whether `word` is `whole` with letters left out."""
    letters = iter(whole)
    return all(letter in letters for letter in word)


@cache
def _usage(word: str) -> float:
    """How usual a word is in English (Zipf scale, 0 where it is not known)."""
    from wordfreq import zipf_frequency

    return float(zipf_frequency(word, "en"))


@cache
def _everyday() -> frozenset[str]:
    from wordfreq import get_frequency_dict

    return frozenset(get_frequency_dict("en", "small"))


def is_everyday(word: str) -> bool:
    """Whether English speakers write this word often (a list of some 29,000)."""
    return word in _everyday()
