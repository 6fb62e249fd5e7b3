"""The extractive writer: from what was read to an answer made of the posting's own sentences."""

import re
from collections.abc import Sequence

from bot import phrases
from bot.closing import last_deadline
from bot.context import in_context
from bot.draft import Draft
from bot.evidence import CLOSED, WORDS, evidence, nearest
from bot.polarity import SURE, chance_of_yes
from bot.reader import Reading
from bot.verify import denies
from ingest.posting import Posting

_SAYS_SO = re.compile(r"(?:yes|no)\b[,.:;! –-]", re.IGNORECASE)


def write_answered(draft: Draft, reading: Reading, of: int = 1) -> bool:
    """Quotes the evidence; where the posting's field and text disagree on it, both, and returns True.

    `of`: how many questions the answer is for; they share its length.
    """
    said = sum(len(part.text.split()) for part in draft.parts) if of == 1 else 0
    chosen = evidence(reading, of, said)
    if against := _against(reading, chosen):
        draft.say(phrases.CONFLICT)
        draft.quote(reading.page.posting, [*chosen, *against])
        return True
    opened = opening(reading, chosen[0])
    placed = in_context(reading, chosen, WORDS // of - said)
    if opened:  # a "Yes" stands before the words that say so
        placed = [chosen[0], *(i for i in placed if i != chosen[0])]
    draft.quote(reading.page.posting, placed, opened)
    return False


def _against(reading: Reading, chosen: Sequence[int]) -> list[int]:
    """The sentences that say otherwise than the best one, on a fact that is asked for."""
    posting, asked = reading.page.posting, frozenset().union(*(topic.facts for topic in reading.ask.topics))
    best = posting.sentences[chosen[0]]
    facts = [fact for fact in posting.facts if fact.conflict and fact.name in asked]
    names = {fact.name for fact in facts if fact.start < best.end and best.start < fact.end}
    spans = [(fact.start, fact.end) for fact in facts if fact.name in names]
    return [
        i
        for i, s in enumerate(posting.sentences)
        if i != chosen[0] and any(start < s.end and s.start < end for start, end in spans)
    ]


def write_closed(draft: Draft, posting: Posting) -> None:
    """Says first that the posting has closed, and when: in its own words, or the day it was gone from its source."""
    last = None if posting.closed_on else last_deadline(posting)
    stated = [i for i, s in enumerate(posting.sentences) if last and s.start < last.end and last.start < s.end]
    if stated:
        draft.quote(posting, stated[-1:], phrases.CLOSED_ON)
    else:
        draft.say(phrases.gone(posting.closed_on) if posting.closed_on else phrases.CLOSED)


def write_silent(draft: Draft, reading: Reading, contact: str) -> None:
    """Says that the posting is silent, with the nearest related sentence where there is one."""
    draft.say(phrases.SILENT)
    if (near := nearest(reading)) is not None:
        draft.quote(reading.page.posting, [near], phrases.NEAREST)
    draft.say(phrases.ask_person(contact))


def write_silent_too(draft: Draft, readings: Sequence[Reading], contact: str) -> None:
    """Says of some questions, beside others that were answered, that the posting is silent on them."""
    names = [reading.ask.topics[0].name if reading.ask.topics else None for reading in readings]
    for name in dict.fromkeys(names):
        draft.say(phrases.silent_on(name))
    if names:
        draft.say(phrases.ask_person(contact))


def yes_of(reading: Reading, i: int) -> float:
    """Chance that a sentence answers the question with yes."""
    mark = None if reading.yes is None or not reading.scores[i] else float(reading.yes[i])
    return chance_of_yes(reading.ask, reading.page, i, mark)


def opening(reading: Reading, best: int) -> str:
    """ "Yes:" or "No:" where the question asks so and the sentence decides it; else nothing, and the quote speaks."""
    if reading.closed < CLOSED:
        return ""
    if _SAYS_SO.match(reading.page.texts[best]):
        return ""  # the posting's own "Yes." or "No." stands there
    chance = yes_of(reading, best)
    if chance >= SURE:
        return "" if denies(reading.page.texts[best]) else phrases.YES
    return phrases.NO if chance <= 1 - SURE else ""
