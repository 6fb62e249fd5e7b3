"""Answers about one posting: what was read is written, verified, and what the bot does not do is told."""

from collections.abc import Sequence

from bot import phrases, settings
from bot.answer import Answer, Part, PostingRef
from bot.closing import posting_as_of
from bot.conduct import Conduct
from bot.draft import Draft
from bot.evidence import evidence, is_answered
from bot.extract import write_answered, write_closed, write_silent, write_silent_too
from bot.language import language
from bot.overview import write_overview
from bot.reader import Reading
from bot.signals import FEATURES
from bot.suggestion import suggestions
from bot.verify import verified
from ingest.index import PostingSummary

FAQ_SURE = 0.7
"""Chance from which an FAQ page adds to what the posting itself answers."""
_FAR = 0.36
"""Below this likeness to any sentence of the posting, or to any topic, a question is about something else."""


def written(message: str, readings: Sequence[Reading], faq: Sequence[Reading] = ()) -> Answer:
    """The posting's answer, then what an FAQ page adds; the page's alone where the posting is silent."""
    if not readings:
        return out_of_scope(message)
    page = readings[0].page
    answered = [reading for reading in readings if is_answered(reading)]
    if not answered and not faq and all(is_far_off(reading) for reading in readings):
        return out_of_scope(message)
    draft = Draft()
    closed = posting_as_of(page.posting, settings.today()).status == "closed"
    if closed:
        write_closed(draft, page.posting)
    disagree = [write_answered(draft, reading, of=len(answered)) for reading in answered]
    added = [r for r in faq if not answered or (r.answerable >= FAQ_SURE and len(answered) == len(readings) == 1)][:1]
    for reading in added:
        write_answered(draft, reading, of=1 if not answered else 3)
    if not answered and not added:
        return silence(message, readings, draft)
    if answered:
        silent = [reading for reading in readings if not is_answered(reading)]
        write_silent_too(draft, silent, settings.contact())
    asked = [topic for reading in readings for topic in reading.ask.topics]
    if any(topic.name == "accommodation" for topic in asked):
        draft.say(phrases.ask_person(settings.contact()))
    answer = Answer(
        message,
        "answered",
        "closed" if closed else "conflict" if any(disagree) else None,
        tuple(draft.parts),
        tuple(draft.citations),
        suggestions=suggestions(page.posting, asked),
        chance=max(reading.answerable for reading in (*readings, *added)),
    )
    pages = {reading.page.posting.id: reading.page.posting for reading in (*readings, *added)}
    return verified(answer, pages, settings.contact())


def silence(message: str, readings: Sequence[Reading], draft: Draft | None = None) -> Answer:
    """That the posting does not say, with the nearest it comes and whom to ask; behind what the draft holds."""
    best = max(readings, key=lambda reading: reading.answerable)
    draft = draft or Draft()
    write_silent(draft, best, settings.contact())
    answer = Answer(
        message,
        "not_stated",
        "silent",
        tuple(draft.parts),
        tuple(draft.citations),
        suggestions=suggestions(best.page.posting, [topic for reading in readings for topic in reading.ask.topics]),
        chance=best.answerable,
    )
    return verified(answer, {best.page.posting.id: best.page.posting}, settings.contact())


def overview(message: str, reading: Reading) -> Answer:
    """What the job is in a few lines; `reading` is of its duties."""
    posting = reading.page.posting
    draft = Draft()
    closed = posting_as_of(posting, settings.today()).status == "closed"
    if closed:
        write_closed(draft, posting)
    write_overview(draft, reading)
    answer = Answer(
        message,
        "answered" if draft.citations else "not_stated",
        ("closed" if closed else None) if draft.citations else "silent",
        tuple(draft.parts),
        tuple(draft.citations),
        suggestions=suggestions(posting, ()),
    )
    return verified(answer, {posting.id: posting}, settings.contact())


def screening(message: str, readings: Sequence[Reading]) -> Answer:
    """The requirements, quoted, and no verdict. `readings` are of the requirements; none where no posting is meant."""
    draft = Draft()
    for reading in filter(is_answered, readings):
        draft.say(phrases.SCREENING)
        draft.quote(reading.page.posting, evidence(reading))
    if not draft.citations:
        draft.say(phrases.NO_REQUIREMENTS)
    draft.parts.extend(ask_person())
    answer = Answer(message, "declined", "screening", tuple(draft.parts), tuple(draft.citations))
    return verified(answer, {reading.page.posting.id: reading.page.posting for reading in readings}, settings.contact())


def is_far_off(reading: Reading) -> bool:
    """Whether a question has nothing to do with a job: it names no topic, and no sentence comes near it."""
    near = reading.features[:, [FEATURES.index(name) for name in ("late", "dense", "careers")]].max(initial=0.0)
    plain = not reading.ask.topics and language(reading.ask.text) == "en"  # of other languages too little is known
    return plain and not is_answered(reading) and bool(near < _FAR)


def told(message: str, because: Conduct) -> Answer:
    if because.kind in ("greeting", "thanks"):
        text = phrases.GREETING if because.kind == "greeting" else phrases.THANKS
        return Answer(message, "answered", None, said(text))
    if because.reason in ("sensitive", "needs_person"):
        text = phrases.SENSITIVE if because.reason == "sensitive" else phrases.NEEDS_PERSON
        return Answer(message, "declined", because.reason, (*said(text), *ask_person()))
    return out_of_scope(message)


def out_of_scope(message: str) -> Answer:
    return Answer(message, "declined", "out_of_scope", said(phrases.OUT_OF_SCOPE))


def no_posting(message: str, listed: tuple[PostingRef, ...]) -> Answer:
    return Answer(message, "not_stated", "no_posting", said(phrases.NO_POSTING), postings=listed)


def needs_person(message: str) -> Answer:
    return Answer(message, "declined", "needs_person", (*said(phrases.NEEDS_PERSON), *ask_person()))


def which(message: str, fitting: Sequence[PostingSummary]) -> Answer:
    """Asks which of several postings is meant."""
    text = phrases.which([summary.title for summary in fitting])
    return Answer(message, "clarify", None, said(text), postings=refs(fitting))


def said(text: str) -> tuple[Part, ...]:
    return (Part(text),)


def ask_person() -> tuple[Part, ...]:
    return said(phrases.ask_person(settings.contact()))


def refs(summaries: Sequence[PostingSummary]) -> tuple[PostingRef, ...]:
    return tuple(PostingRef(summary.id, summary.title) for summary in summaries)
