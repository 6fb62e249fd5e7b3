"""What Slack delivered, in the database: kept before it is acknowledged, done once, by whichever process.

A process leases what it works on and renews the lease while it lives. What a process that died has left is taken up by
another, or by the same one after its restart.
"""

import threading
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, cast

from sqlalchemy import ColumnElement, Engine, and_, delete, or_, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from bot.slack.request import Request
from bot.tables import Delivery, Statement, now

LEASE = 15.0
"""Seconds for which a process that says nothing is taken to live."""
TRIES = 5


class Lost(Exception):
    """Another process has taken it over."""


class Later(Exception):
    """Not now: in so many seconds."""

    def __init__(self, seconds: float) -> None:
        super().__init__(seconds)
        self.seconds = seconds


@dataclass(frozen=True, slots=True)
class Taken:
    """A request to work on now. Where it was begun before, what that came to."""

    request: Request
    tries: int
    reply: str | None
    """the message that answers it"""
    n: int | None
    """the answer's number in its conversation, which was one for `audience`"""
    audience: str | None

    def number(self, audience: str) -> int | None:
        return self.n if self.audience == audience else None


class Inbox:
    """Safe to share between threads and processes."""

    def __init__(self, engine: Engine, lease: float = LEASE) -> None:
        self._engine = engine
        # A statement that commits itself holds the database for no longer than it takes; a transaction, until a thread
        # that has many others beside it comes to its end.
        self._at_once = engine.execution_options(isolation_level="AUTOCOMMIT")
        self._lease = timedelta(seconds=lease)
        self.beat = lease / 3
        """seconds after which a lease is renewed"""
        self.arrived = threading.Event()
        """set when something was put, in this process"""

    def put(self, request: Request, *also: Statement) -> None:
        """Keeps it, on disk, before this returns, and does `also` with it; nothing where it had been delivered before.

        In one transaction: the fewer, the less often one waits for another.
        """
        if self._added(Delivery(key=request.key, request=request.as_json()), *also):
            self.arrived.set()

    def first(self, key: str) -> bool:
        """Whether this is the first that is heard of it."""
        return self._added(Delivery(key=key))

    def _added(self, row: Delivery, *also: Statement) -> bool:
        with Session(self._engine) as session:
            session.add(row)
            try:
                for statement in also:
                    session.execute(statement)
                session.commit()
            except IntegrityError:
                return False
        return True

    def waiting(self, most: int) -> list[str]:
        """Keys of what nobody works on, the oldest first."""
        free = or_(Delivery.lease.is_(None), Delivery.lease < now())
        undone = select(Delivery.key).where(Delivery.request.is_not(None), free).order_by(Delivery.made, Delivery.key)
        with Session(self._engine) as session:
            return list(session.scalars(undone.limit(most)))

    def take(self, key: str) -> Taken | None:
        """Leases it to this process; None where another was quicker, or it is done."""
        free = or_(Delivery.lease.is_(None), Delivery.lease < now())
        mine = update(Delivery).where(Delivery.key == key, Delivery.request.is_not(None), free)
        with Session(self._at_once) as session:
            taken = session.execute(mine.values(lease=now() + self._lease, tries=Delivery.tries + 1))
            if not taken.rowcount:  # type: ignore[attr-defined]
                return None
            row = session.get_one(Delivery, key)
            assert row.request is not None
            return Taken(Request(**cast(dict[str, Any], row.request)), row.tries, row.reply, row.n, row.audience)

    def renew(self, keys: list[str]) -> None:
        self._set(Delivery.key.in_(keys), lease=now() + self._lease)

    def note(self, taken: Taken, **what: Any) -> None:
        """What has come of it so far: `reply`, `n`, `audience`."""
        self._set(_held(taken), **what)

    def again(self, taken: Taken, after: float) -> None:
        """To be tried again after so many seconds."""
        self._set(_held(taken), lease=now() + timedelta(seconds=after))

    def done(self, taken: Taken) -> None:
        """It is never done again; its words are gone, its key stays."""
        self._set(_held(taken), request=None, lease=None)

    def hold(self, taken: Taken) -> None:
        """Raises Lost where another process has taken it over, as this one did not renew its lease."""
        with Session(self._engine) as session:
            if not session.scalar(select(Delivery.key).where(_held(taken))):
                raise Lost

    def outdated(self, taken: Taken) -> bool:
        """Whether a later change of the same message has arrived: keys of changes sort by their time."""
        about = taken.request.value
        later = select(Delivery.key).where(Delivery.key.startswith(f"{about}:", autoescape=True))
        with Session(self._engine) as session:
            return session.scalar(later.where(Delivery.key > taken.request.key).limit(1)) is not None

    def outcome(self, key: str) -> Delivery | None:
        with Session(self._engine) as session:
            return session.get(Delivery, key)

    def expire(self, days: int) -> None:
        with Session(self._at_once) as session:
            session.execute(delete(Delivery).where(Delivery.made < now() - timedelta(days=days)))

    def _set(self, where: Any, **values: Any) -> None:
        with Session(self._at_once) as session:
            session.execute(update(Delivery).where(where).values(**values))


def _held(taken: Taken) -> ColumnElement[bool]:
    return and_(Delivery.key == taken.request.key, Delivery.tries == taken.tries)
