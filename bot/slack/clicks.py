"""What people do with an answer: rate it, ask a person, share it; and with their question: change it, take it back."""

from dataclasses import replace

from bot import wire
from bot.slack.blocks import answer_blocks, escaped, in_words, question_blocks, said
from bot.slack.inbox import Later, Taken
from bot.slack.request import HELPED, Reference
from bot.slack.worker import Worker, visit_of
from bot.store import Unknown, Visit
from bot.tables import Delivery

_THANKS = "Thank you."
_PASSED_ON = "I have passed your question on, with a link to this place. A person will get back to you."
_LONG_AGO = "That answer is no longer kept. Please ask again."
_NOT_HERE = "I can't share that here: it rests on documents that this channel may not see."
_WAIT = 2.0


def rated(worker: Worker, taken: Taken) -> None:
    value = taken.request.value
    about = Reference.read(value[1:])
    try:
        worker.store.rate(_visit(taken, about), about.n, value.startswith(HELPED), None)
    except Unknown:
        return _tell(worker, taken, _LONG_AGO)
    return _tell(worker, taken, _THANKS)


def to_person(worker: Worker, taken: Taken) -> None:
    """Who asked, what, and where; not what was answered, which the people's channel may not be allowed to see."""
    request = taken.request
    answer = _answer(worker, taken)
    if answer is None or worker.people is None:
        return _tell(worker, taken, _LONG_AGO)
    question, status = str(answer["question"]), str(answer["status"]).replace("_", " ")
    where = worker.outbox.where(request.channel, request.ts) if request.ts else None
    note = f"What the bot made of it: {status}."
    worker.outbox.pass_on(taken, worker.people, escaped(question), question_blocks(request.user, question, where, note))
    return _tell(worker, taken, _PASSED_ON)


def share(worker: Worker, taken: Taken) -> None:
    """The question is answered again, from what all in the channel may see."""
    request = taken.request
    answer = _answer(worker, taken)
    if answer is None:
        return _tell(worker, taken, _LONG_AGO)
    audience = worker.audience(request, alone=False)
    question = str(answer["question"])
    shared = worker.chat(audience).look(question)
    if shared.status != "answered":
        return _tell(worker, taken, _NOT_HERE)
    visit = visit_of(request, request.key, audience, alone=False)
    worker.store.join(visit, f"Slack {request.team}")
    n = worker.store.keep(visit, question, None, wire.of_answer(shared))
    blocks = answer_blocks(shared, Reference(request.key, audience, False, n), head=question)
    if not worker.outbox.respond(taken, in_words(shared, question), blocks, to_all=True):
        return _tell(worker, taken, _LONG_AGO)
    return None


def edited(worker: Worker, taken: Taken) -> None:
    """The answer changes with its question."""
    if (before := _before(worker, taken)) and not worker.inbox.outdated(taken):
        worker.asked(replace(taken, reply=before.reply, n=before.n, audience=before.audience))


def deleted(worker: Worker, taken: Taken) -> None:
    """The answer goes with its question, here and from what is kept."""
    request = taken.request
    if before := _before(worker, taken):
        worker.outbox.take_back(request.channel, str(before.reply))
        visit = visit_of(request, request.thread, before.audience or "public", alone=request.direct)
        if before.n is not None and worker.store.joined(visit):
            worker.store.take_back(visit, before.n)
        for audience in ("public", "internal"):  # what was said about it to the asker alone
            aside = visit_of(request, request.thread, audience, alone=True)
            if not request.direct and worker.store.joined(aside):
                worker.store.forget(aside)


def _before(worker: Worker, taken: Taken) -> Delivery | None:
    """What came of the message that was changed; None where it was no question to the bot."""
    found = worker.inbox.outcome(taken.request.value)
    if found and found.request is not None:
        raise Later(_WAIT)
    return found if found and found.reply else None


def _visit(taken: Taken, about: Reference) -> Visit:
    return visit_of(taken.request, about.thread, about.audience, alone=about.alone)


def _answer(worker: Worker, taken: Taken) -> dict[str, object] | None:
    about = Reference.read(taken.request.value)
    try:
        return worker.store.exchange(_visit(taken, about), about.n)
    except Unknown:
        return None


def _tell(worker: Worker, taken: Taken, text: str) -> None:
    worker.outbox.whisper(taken, text, said(text))
