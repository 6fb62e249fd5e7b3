"""A question over the board in plain words: "US-based, part office, part home" -> "based in usa, hybrid"."""

import re
from collections.abc import Set

from bot.gazetteer import COUNTRY_OF, area
from bot.question import normalise
from bot.subject import JOBS

_OF_COUNTRY = re.compile(
    rf"\b({'|'.join(COUNTRY_OF)}) ({JOBS}|city|cities|offices?|locations?|employers?|companies|firms)\b", re.IGNORECASE
)
_BASED = re.compile(r"\b([\w.]+)-based\b", re.IGNORECASE)
_HALF = r"(?:part|partly|half|some days?) (?:(?:in|at|from) (?:the |an )?)?(?:home|office)"
_HALVES = re.compile(rf"\b{_HALF}(?:,|/| and| or)+ {_HALF}\b", re.IGNORECASE)
_SOME_HOME = re.compile(
    r"\b(?:some|part|a bit|bits|half) (?:of )?(?:it|the (?:time|week|work)|my (?:time|work|week)|days?)(?: \w+)?"
    r" (?:from|at) home\b",
    re.IGNORECASE,
)
_MOVING = re.compile(
    r"(?:^|(?<=[.!?,] )|\b(?:(?:my \w+ and )?i are|i am|i'?m|we are|we'?re|am|are) )(?:relocating"
    r"|moving)(?= (?:\w+ ){0,2}to\b)",
    re.IGNORECASE,
)
_ASIDE = re.compile(
    r"\b(?:not (?:counting|including)|excluding|without|before) (?:\w+ )?(?:commissions?|bonus\w*)\b"
    r"|\([^()]*\b(?:counts?|includ\w+|too|bother\w*|mind|fine|ok|okay|either|whatever)\b[^()]*\)"
    r"|,? \b(?:remote|hybrid)(?: ones| jobs| roles)?(?: \w+){0,3} (?:included|as well|too)\b",
    re.IGNORECASE,
)


def reworded(message: str, known: Set[str]) -> str:
    """Lower case, shorthand written out, typos repaired; the `known` words, the board's own, are spelt right."""
    text = re.sub(r"\bUS(?:A|-)? (?=dollars?\b)", "", message.replace("’", "'"), flags=re.IGNORECASE)
    text = re.sub(r"\bU\.?S\.?A?\b\.?(?![\w$])", "usa", text)
    text = re.sub(r"\b(i\.?e|e\.?g)\.(?=[\s,])", lambda said: said[1].replace(".", ""), text, flags=re.IGNORECASE)
    text = re.sub(r"\bsix[- ]figures?\b", "100,000 or more", text, flags=re.IGNORECASE)
    text = _BASED.sub(lambda said: f"based in {said[1]}" if area(said[1]) else said[0], text)
    text = re.sub(r"\b(?:the|in|within|from|for) us\b", "in usa", text)
    text = _OF_COUNTRY.sub(lambda said: f"{said[2]} in {COUNTRY_OF[said[1].lower()]}", text)
    text = _SOME_HOME.sub("hybrid", _HALVES.sub("hybrid", _MOVING.sub("i live", text)))
    text = re.sub(r"(?<=\d)[’'](?=\d{3})", ",", text)
    text = re.sub(r"(?<=[a-z])'(?:d|ll|ve|re|s)\b", "", text, flags=re.IGNORECASE)
    text = _ASIDE.sub("", text)
    return normalise(re.sub(r"\s+", " ", text).strip(), known)
