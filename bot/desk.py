"""What all requests of the web share: the chat, the store, who may ask how often, figures, and one's turn."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from anyio import move_on_after
from anyio.to_thread import run_sync
from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram
from starlette.requests import Request

from bot import settings
from bot.answer import Answer
from bot.chat import Chat, open_chat
from bot.gate import Gate
from bot.store import Store
from ingest.errors import RolecallError

AT_ONCE = 8
"""Answers in the making; more wait…"""
WAITING = 200
"""…so many at most; whoever comes then is told that the bot is busy."""
_CALM = 0.25
"""Seconds that an answer waits, at most, while others' first events are on their way: in a rush they come first."""
_SWEEP = 3_600.0
"""Seconds between two looks at what is too old to keep."""


class Refused(RolecallError):
    """A request that is not answered: `status` is HTTP's, `after` the seconds until it may be."""

    def __init__(self, status: int, text: str, after: int | None = None) -> None:
        super().__init__(text)
        self.status, self.after = status, after


class Figures:
    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        labels = ("status", "reason", "written_by")
        self.answers = Counter("rolecall_answers", "Answers given", labels, registry=self.registry)
        self.refused = Counter("rolecall_refused", "Requests refused", ("status",), registry=self.registry)
        self.seconds = Histogram("rolecall_answer_seconds", "Seconds to a whole answer", registry=self.registry)
        self.running = Gauge("rolecall_answers_in_the_making", "Now", registry=self.registry)

    def count(self, answer: Answer) -> None:
        self.answers.labels(answer.status, answer.reason or "", answer.written_by).inc()
        self.seconds.observe(answer.took_ms / 1000)


class Desk:
    """What all requests share."""

    def __init__(self, home: Path) -> None:
        self.home = home
        self.chat: Chat = open_chat(home)
        self.store = Store(home)
        self.gate = Gate()
        self.figures = Figures()
        self.room = asyncio.Semaphore(AT_ONCE)
        self.waiting = 0
        self._arriving = 0
        self._calm = asyncio.Event()
        self._calm.set()

    @asynccontextmanager
    async def arrival(self) -> AsyncIterator[None]:
        """Until one's first event is known; what takes longer waits for it, as all share one interpreter."""
        self._arriving += 1
        self._calm.clear()
        try:
            yield
        finally:
            self._arriving -= 1
            if not self._arriving:
                self._calm.set()

    @asynccontextmanager
    async def turn(self) -> AsyncIterator[None]:
        """One's turn to be answered."""
        self.waiting += 1
        try:
            await self.room.acquire()
        finally:
            self.waiting -= 1
        self.figures.running.inc()
        try:
            with move_on_after(_CALM):
                await self._calm.wait()
            yield
        finally:
            self.figures.running.dec()
            self.room.release()

    def admit(self, site: str, visitor: str) -> None:
        """Refused where the visitor or the site has asked too much, or too many wait."""
        if refusal := self.gate.refuses(site, visitor):
            raise Refused(429, refusal.text, refusal.after)
        if self.waiting >= WAITING:
            raise Refused(503, "I am answering many people right now. Please try again in a moment.", 5)

    async def sweep(self) -> None:
        """Holds the retention: what is older than the settings say is forgotten, every hour."""
        while True:
            await run_sync(self.store.expire, settings.allowance().kept_days)
            await asyncio.sleep(_SWEEP)


def desk_of(request: Request) -> Desk:
    desk: Desk = request.app.state.desk
    return desk
