"""Conditions on where the work is: "in Germany", "remote jobs I can do from Spain", "Leeds or York"."""

import re
from collections.abc import Iterator

from bot.board import Board
from bot.finding import Condition, Finding, either, unless_silent, written
from bot.gazetteer import area, areas, is_city, narrowest
from bot.spelling import is_everyday
from bot.topic import lexicon
from bot.words import Words

_LED = (
    r"\b(?:(?:based|located) )?(?:(?:outside|not|anywhere but) )?"
    r"(?:(?:in|of|near|at|around|from|to|within|across|en|à|nach) )?(?:the )?"
)
_BASED = re.compile(
    r"\b(?:based|basée?|located|offices?|headquarters|hubs?|live|work|woon\w*|bureaux|büro|standort|sede|position)\b",
    re.IGNORECASE,
)
_MOVES = re.compile(r"\b(?:mov\w+|transferred|relocat\w+|posted|commut\w+|based) to $")
_PAST = re.compile(
    r"\b(?:years?|months?|decades?|life|born|grew up|grown up|brought up|raised|lived|worked) (?:out |over |here )?in"
    r" (?P<place>[a-z'’-]+(?: [a-z'’-]+(?=,|\.|$))?)"
)
"""Where somebody has been is not where they look."""


def place(words: Words, board: Board) -> Iterator[Condition]:
    """One place, or several: "in Berlin or Munich" holds where one of them does."""
    if (past := _PAST.search(words.text)) and area(past["place"]):
        words.take(_PAST)
    from_there = re.search(r"\b(?:from|live|living|based in|here|move|i am in|im in|i'm in)\b", words.text) is not None
    outside = re.search(r"\b(?:outside|not in|anywhere but)\b", words.text) is not None
    named = list(dict.fromkeys(_places(words, board)))
    found = [_in_place(name, from_there) for name in named]
    if found and outside:
        yield from (condition.opposite() for condition in found)
    elif found:
        yield found[0] if len(found) == 1 else either(found)


def _in_place(name: str, from_there: bool) -> Condition:
    """`from_there`: of a person who lives there, so that what is remote in a wider area fits too."""
    keys = area(name)
    around = areas(name)
    plain = re.compile(rf"(?<!\w){re.escape(name)}(?!\w)", re.IGNORECASE)

    def judge(board: Board) -> dict[str, Finding]:
        remote = {id for id, facts in board.facts("workplace").items() if any(fact.value == "remote" for fact in facts)}
        found = {}
        for id, rows in board.places.items():
            fits = [
                span for place, span in rows
                if keys & areas(place) or (is_city(name) and plain.search(place))
                or (from_there and id in remote and narrowest(areas(place)) & around)
            ]  # fmt: skip
            found[id] = Finding(bool(fits), tuple(dict.fromkeys(fits or [span for _, span in rows])))
        return found

    said = Condition("place", f"in {name}", judge)
    text = written("place", said.phrase, plain, lambda text, above: len(text) < 90 or _BASED.search(text) is not None)
    # A posting without a typed place may still name one.
    return unless_silent(
        unless_silent(said, text), Condition("place", said.phrase, lambda board: board.cities_named(keys))
    )


def _places(words: Words, board: Board) -> Iterator[str]:
    """Names of places, the longest first: those of the board's postings, countries, states, cities after "in"."""
    known = {part for places in board.values("location") for place in places for part in _parts(place)}
    found = False
    for size in (4, 3, 2, 1):
        for match in list(
            re.finditer(r"(?=(?<![\w-])(" + r" ".join([r"[\w'’.-]+"] * size) + r")(?![\w-]))", words.text)
        ):
            name = match[1].strip(".")
            if len(name) < 2 or name in lexicon().stop or not re.search(rf"(?<!\w){re.escape(name)}(?!\w)", words.text):
                continue
            led = re.search(
                r"\b(in|near|at|around|from|to|en|à|nach|within|across|outside)(?: the)? $",
                words.text[: match.start()],
            )
            more = found and re.search(r"\b(?:and|or|,|y|et|und) $", words.text[: match.start()])
            near = _misspelt(name, known) if led and len(name) > 5 and not area(name) and name not in known else None
            there = led and (led[1] in ("in", "near", "around") or _MOVES.search(words.text[: match.start()]))
            a_word = is_everyday(name) and not there  # "things to run"
            whole = " " in name or not is_city(name)  # "new york city jobs": no words beside it make it a place
            if near or name in known or (area(name) and (((led or more) and not a_word) or whole)):
                found = True
                words.take(rf"{_LED}(?<!\w){re.escape(name)}(?!\w)(?:[- ]based)?")
                yield near or name


def _parts(place: str) -> list[str]:
    """Names within a location that may be asked for: "Leeds, UK" -> leeds, uk. Codes are left out."""
    return [
        part.strip().lower()
        for part in re.split(r"[,;/()|]|\s[–—-]\s", place)
        if len(part.strip()) > 2 and not part.strip().isdigit()
    ]


def _misspelt(name: str, known: set[str]) -> str | None:
    from rapidfuzz import fuzz, process

    found = process.extractOne(name, [part for part in known if len(part) > 5], scorer=fuzz.ratio, score_cutoff=86)
    return str(found[0]) if found else None
