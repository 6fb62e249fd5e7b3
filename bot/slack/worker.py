"""Answers what the inbox holds: questions, in the thread or to the asker alone."""

import time
from collections.abc import Callable, Sequence
from dataclasses import replace

from bot import wire
from bot.answer import Answer, Part, Said
from bot.gate import Gate
from bot.payer import Payer
from bot.slack.audience import Audience, Membership
from bot.slack.blocks import answer_blocks, in_words, said
from bot.slack.inbox import Inbox, Taken
from bot.slack.library import Library
from bot.slack.outbox import Outbox
from bot.slack.request import Reference, Request
from bot.store import Store, Visit
from bot.tables import Statement

_PATIENCE = 0.6
"""Seconds after which a chat model's sentences are shown as they come: what takes less is shown as a whole."""
_ALONE = "Only you can see this."
_ALONE_INTERNAL = "Only you can see this: this channel is for public documents, and I looked in internal ones."


def visit_of(request: Request, thread: str, audience: str, *, alone: bool) -> Visit:
    """The conversation that a request belongs to. One that others read is never one that internal documents were in."""
    who = request.user if alone else ""
    token = "|".join((request.team, request.channel, thread, audience, who))
    return Visit(token, f"slack_{request.team}", "slack")


def joining(store: Store) -> tuple[Callable[[Request], Sequence[Statement]], Callable[[Request], bool]]:
    """For the receiver: what takes part in a request's thread; whether the bot does."""

    def visits(request: Request) -> list[Visit]:
        alone = request.direct
        return [visit_of(request, request.thread, audience, alone=alone) for audience in ("public", "internal")]

    def join(request: Request) -> Sequence[Statement]:
        return store.joining(visits(request)[0], f"Slack {request.team}")

    def joined(request: Request) -> bool:
        return any(map(store.joined, visits(request)))

    return join, joined


class Worker:
    def __init__(
        self,
        store: Store,
        inbox: Inbox,
        outbox: Outbox,
        membership: Membership,
        public: Library,
        inside: Library | None,
        people: str | None,
    ) -> None:
        """`inside` answers from internal documents too, where there are any; `people`: the channel of those to ask."""
        self.store, self.inbox, self.outbox, self.membership = store, inbox, outbox, membership
        self.people = people
        self._public, self._inside = public, inside
        self._gate = Gate()

    def audience(self, request: Request, *, alone: bool) -> Audience:
        return self.membership.audience(request, alone=alone) if self._inside else "public"

    def chat(self, audience: Audience) -> Library:
        return self._inside if audience == "internal" and self._inside else self._public

    def asked(self, taken: Taken) -> None:
        """In the thread, for all who read there; a command or shortcut is answered to the asker alone."""
        request = taken.request
        if refusal := self._gate.refuses(request.team, f"{request.team}|{request.user}"):
            if request.named:
                self.outbox.whisper(taken, refusal.text, said(refusal.text))
        elif request.respond:
            self._whispered(taken, _ALONE)
        else:
            self._told(taken)

    def opened(self, taken: Taken) -> None:
        """The assistant pane, before anything was asked."""
        chat = self.chat(self.audience(taken.request, alone=True))
        hello = chat.look("hello")
        self.outbox.post(taken, in_words(hello), said(hello.text))
        self.outbox.pane(taken, prompts=chat.prompts())

    def _told(self, taken: Taken) -> None:
        request, alone = taken.request, taken.request.direct
        audience = self.audience(request, alone=alone)
        visit = visit_of(request, request.thread, audience, alone=alone)
        if alone:
            self.outbox.pane(taken, status="is reading the documents …")
        answer, taken = self._answer(taken, visit, audience, streaming=request.named)
        if not request.named and not answer.citations and answer.status in ("answered", "declined"):
            return  # thanks, or off the subject: people talking to each other in a thread that the bot is in
        n = self.store.keep(visit, request.text, None, wire.of_answer(answer), taken.number(audience))
        self.inbox.note(taken, n=n, audience=audience)
        reference = Reference(request.thread, audience, alone, n)
        blocks = answer_blocks(answer, reference, person=self.people is not None)
        self.outbox.post(taken, in_words(answer), blocks)
        if alone:
            self.outbox.pane(taken, title=request.text[:60] if n == 1 else "", prompts=answer.suggestions)
        elif audience == "public" and answer.status != "answered" and request.named:
            self._whisper_from_inside(taken)

    def _whisper_from_inside(self, taken: Taken) -> None:
        """Where the channel's documents are silent, the asker may still be told what internal ones say."""
        request = taken.request
        if self.audience(request, alone=True) == "internal":
            found = self.chat("internal").look(request.text)
            if found.status == "answered" and found.citations:
                self._whispered(taken, _ALONE_INTERNAL)

    def _whispered(self, taken: Taken, note: str) -> None:
        request = taken.request
        audience = self.audience(request, alone=True)
        visit = visit_of(request, request.thread, audience, alone=True)
        answer, taken = self._answer(taken, visit, audience, streaming=False)
        n = self.store.keep(visit, request.text, None, wire.of_answer(answer))
        reference = Reference(request.thread, audience, True, n)
        share = self._may_share(request, answer, audience)
        blocks = answer_blocks(answer, reference, note=note, person=self.people is not None, share=share)
        self.outbox.whisper(taken, in_words(answer), blocks)

    def _may_share(self, request: Request, answer: Answer, audience: Audience) -> bool:
        """Whether the channel may be told as much."""
        if request.channel.startswith("D") or answer.status != "answered":
            return False
        to_all = self.audience(request, alone=False)
        return audience == to_all or self.chat(to_all).look(request.text).status == "answered"

    def _answer(self, taken: Taken, visit: Visit, audience: Audience, *, streaming: bool) -> tuple[Answer, Taken]:
        """With the message that a stream has begun, if one has."""
        request, began = taken.request, time.monotonic()
        self.store.join(visit, f"Slack {request.team}")
        turns, _ = self.store.turns(visit, taken.number(audience))
        payer = Payer(visit.token, f"{request.team}|{request.user}")
        stream, held, answer, chat = None, list[Part](), None, self.chat(audience)
        streaming = streaming and chat.writes and not taken.reply
        for event in chat.stream(request.text or "hello", history=turns, payer=payer):
            if isinstance(event, Said):
                held.append(event.part)
                if streaming and time.monotonic() - began > _PATIENCE:
                    stream = stream or self.outbox.stream(taken)
                    while held:
                        stream.add(held.pop(0))
            elif isinstance(event, Answer):
                answer = event
        if stream and stream.ts:
            self.outbox.end_stream(request.channel, stream.ts)
            taken = replace(taken, reply=stream.ts)
        assert answer
        return answer, taken
