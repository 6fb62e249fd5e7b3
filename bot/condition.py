"""The conditions that candidates name, read off a question: "remote in Germany, over 60k, closing this month".

Each reader takes what it understands out of the text and leaves the rest; what is left in the end is the subject
("engineering jobs"), looked for in titles, departments and teams first, then in the text of the postings.
"""

import re
from collections.abc import Iterator, Sequence
from functools import partial
from operator import eq

from bot import measures
from bot.amount import travel_share, weekly_hours
from bot.board import Board
from bot.employer import employer
from bot.finding import Condition, Finding, either, stated, titled, unless_silent, written
from bot.offer import topics
from bot.pay import pay, years
from bot.place import place
from bot.window import dated
from bot.words import NOT, Words

_WORKPLACE = {
    "remote": (
        r"(?:fully |100% |completely |entirely )?(?:remot\w+|work(?:ing)? from (?:home|anywhere)|(?<!away )from home"
        r"|home[- ]based|telework\w*|home ?office)"
    ),
    "hybrid": r"hybrid\w*|partly remote|part remote",
    "onsite": r"on[- ]?sites?|in[- ]office|in[- ]person|office[- ]based|in the office",
}
_AT_HOME = {
    "remote": re.compile(
        r"\b(?:home[- ]?working|work(?:ing)? (?:from home|remotely)|(?:fully |100% )?remote (?:role|position"
        r"|working|work|job|first))\b",
        re.I,
    ),
    "hybrid": re.compile(r"\bhybrid(?: work\w*| role| model| position)?\b", re.I),
}
_KINDS = {
    "full_time": r"full[- ]?time",
    "part_time": r"part[- ]?time",
    "contract": r"(?<!permanent )contract(?:or|ors|ing|s)?(?: (?:roles?|gigs?))?|freelanc\w*|fixed[- ]term|1099",
    "temporary": r"temporary|temp|seasonal|interim|locum|bank(?= work| or| shifts?| jobs?| staff)",
    "internship": r"intern(?:ship)?s?|work(?:ing)? students?|placements?",
    "permanent": r"permanent(?: contracts?)?",
    "volunteer": r"volunteer(?:ing)?(?= (?:jobs?|roles?|positions?|work))",
}
_TITLED = {
    "internship": re.compile(
        r"\b(?:intern|internship|praktik\w*|werkstudent\w*|working student|stagiaire|stage (?:en|de))\b", re.I
    ),
    "contract": re.compile(r"\b(?:contract(?:or)?|freelance|fixed[- ]term|FTC|CDD|befristet|durée déterminée)\b", re.I),
    "temporary": re.compile(r"\b(?:temp|temporary|seasonal|interim|locum|bank)\b", re.I),
    "part_time": re.compile(r"\b(?:part[- ]?time|teilzeit|deltid|temps partiel)\b", re.I),
}
_SAID = {
    "permanent": re.compile(
        r"\b(?:is|are) (?:an? |both )?permanent\b|\bpermanent (?:posts?|positions?|contracts?|roles?|basis)\b", re.I
    ),
    "part_time": re.compile(
        r"\bteilzeit\b|\btemps partiel\b|\bdeeltijd\b|\bmedia jornada\b|"
        r"\b(?:half|part)[- ]time (?:role|position|post|job|work|contract|hours|applicants?|basis|\(|\d|-)"
        r"|\b(?:full(?:[- ]time)? (?:and|or|&) part[- ]time|is (?:a )?part[- ]time)\b|\bpart[- ]time[:.]?$",
        re.I,
    ),
}
_WORDED = {
    "nights": (
        r"\b(?:overnights?|graveyard|night[- ]?(?:shifts?|work\w*|times?|duty)|nights"
        r"|(?:during|at|through) (?:the )?night)\b",
        re.compile(
            r"\b(?:nights|night[- ]?(?:shifts?|work|duty|duties|audit\w*)|overnight|graveyard|at night"
            r"|(?:3rd|third) shift)\b",
            re.I,
        ),
    ),
    "weekends": (
        r"\b(?:week-?ends?|saturdays?|sundays?)\b",
        re.compile(r"\b(?:week-?ends?|saturdays?|sundays?)\b", re.I),
    ),
    "newly qualified": (
        r"\b(?:newly|just|recently)[- ](?:qualified|graduated)\b|\b(?:new|recent) grad(?:uate)?s?\b",
        re.compile(
            r"\b(?:newly|recently)[- ](?:qualified|graduated)\b|\b(?:new|recent) graduates?\b|\bpreceptorship", re.I
        ),
    ),
    "maternity cover": (
        r"\b(?:mat(?:ernity)?|paternity|parental)(?: leave)? cover\b",
        re.compile(
            r"\b(?:maternity|paternity|parental)(?: leave)? (?:cover|replacement)\b|\belternzeitvertretung"
            r"|\b(?:cover\w*(?: \w+){0,3}|due to) maternity leave\b",
            re.I,
        ),
    ),
    "weekly pay": (
        r"\b(?:weekly (?:pay|wages?)|(?:paid|pays?|wages?) (?:out )?(?:weekly|(?:every|each) (?:week|friday)))\b",
        re.compile(r"\bweekly pay\b|\bpaid (?:out )?(?:weekly|every (?:week|friday))\b", re.I),
    ),
    "flexible hours": (
        r"\bflexi(?:ble)?[- ]?(?:working |work )?(?:hours?|time|schedul\w+|working)\b"
        r"|\bflexib\w+ (?:in|with|of|on|around|about) (?:my |the )?(?:hours|schedule|times?)\b",
        re.compile(
            r"\bflexi(?:ble|bility)?[- ]?(?:in |of |with |on )?(?:the |your )?(?:working |work )?(?:hours?|time"
            r"|schedul\w+|working)\b|\b(?:hours|schedule|times?) (?:is|are) (?:\w+ )?flexible\b"
            r"|\b(?:gleitzeit|flextime)\b",
            re.I,
        ),
    ),
    "evenings": (r"\bevenings?\b", re.compile(r"\bevenings?\b", re.I)),
    "driving licence": (
        r"\b(?:driv\w+(?:'s|s)?|car|clean) licen[cs]es?\b|\blicen[cs]e to drive\b",
        re.compile(
            r"\bdriv(?:ers?|er['’]s|ers['’]|ing) licen[cs]es?\b|\b(?:full|clean|manual) (?:\w+ ){0,2}licen[cs]e\b"
            r"|\bCDL\b"
            r"|\bpermis (?:de conduire|[BC])\b|\bFührerschein\w*|\b(?:carnet|permiso) de conducir\b|\brijbewijs\b",
            re.I,
        ),
    ),
}
"""How a question names them, and how a posting does."""
_SHORT = 30
"""Hours of a week of part-time work, at most."""


def conditions(words: Words, board: Board) -> Iterator[Condition]:
    """All that the question names, in a fixed order; `words` keeps what none of them understood."""
    for reader in (employer, dated, travel_share, weekly_hours, pay, years, workplace, place, kind, worded, topics):
        yield from reader(words, board)


def workplace(words: Words, board: Board) -> Iterator[Condition]:
    wanted: list[Condition] = []
    unwanted: list[Condition] = []
    for value, pattern in _WORKPLACE.items():
        while said := words.take(rf"{NOT}\b(?:{pattern})\b"):
            phrase = value.replace("onsite", "on site")
            condition = stated("workplace", phrase, "workplace", partial(eq, value))
            if value in _AT_HOME:  # a posting without a typed workplace may still speak of it
                condition = unless_silent(condition, written("workplace", phrase, _AT_HOME[value]))
            (unwanted if said["not"] else wanted).append(condition)
    yield from _any_of(wanted) or [condition.opposite() for condition in unwanted]


def _any_of(wanted: Sequence[Condition]) -> list[Condition]:
    """One condition that is met by any of them; none where there are none."""
    once = list({condition.phrase: condition for condition in wanted}.values())
    return [either(once)] if len(once) > 1 else once


def kind(words: Words, board: Board) -> Iterator[Condition]:
    wanted: list[Condition] = []
    unwanted: list[Condition] = []
    for value, pattern in _KINDS.items():
        while said := words.take(rf"{NOT}\b(?:{pattern})\b"):
            (unwanted if said["not"] else wanted).append(_of_kind(value))
    yield from _any_of(wanted) or [condition.opposite() for condition in unwanted]


def _of_kind(value: str) -> Condition:
    phrase = value.replace("_", "-")
    said = [
        stated("kind", phrase, "employment_type", lambda held: value in ([held] if isinstance(held, str) else held))
    ]
    if value in _TITLED:
        said.append(titled("kind", phrase, _TITLED[value]))
    if value in _SAID:
        said.append(
            written(
                "kind",
                phrase,
                _SAID[value],
                lambda text, above: (
                    len(text) < 160 and not re.search(r"(?i)equal|regardless|whether|bonus", text + above)
                ),
            )
        )
    if value == "part_time":
        said.append(Condition("kind", phrase, _short_week))
    return either(said, phrase)


def _short_week(board: Board) -> dict[str, Finding]:
    """Postings with hours that are part-time whatever they are called, where no full-time work is spoken of."""
    full = {id for id, facts in board.facts("employment_type").items() if any("full_time" in f.value for f in facts)}
    found = {
        id: rows
        for id, rows in measures.weekly_hours(board).items()
        if id not in full and max(r.value for r in rows) <= _SHORT
    }
    return {id: Finding(True, tuple((row.start, row.end) for row in rows)) for id, rows in found.items()}


def worded(words: Words, board: Board) -> Iterator[Condition]:
    """What postings say in few ways: nights, weekends, a driving licence; who has or wants them, and who can't."""
    for name, (asked, stated_by) in _WORDED.items():
        if said := words.take(rf"{NOT}{asked}"):
            found = either([written(name, name, stated_by), titled(name, name, stated_by)])
            yield found.opposite() if said["not"] else found
            words.take(r"\bshifts?\b")
