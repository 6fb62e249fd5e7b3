"""Conversations, feedback and site keys, kept: SQLite in the home, or PostgreSQL by DATABASE_URL."""

import hashlib
import os
import secrets
import time
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from threading import Lock
from typing import Any

from cachetools import TTLCache, cached
from filelock import FileLock
from sqlalchemy import Engine, create_engine, delete, event, func, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import IntegrityError, SQLAlchemyError
from sqlalchemy.orm import Session

from bot.answer import Turn
from bot.tables import Base, Conversation, Exchange, Site, Statement, now
from ingest.errors import RolecallError

_TOKEN_BYTES = 24
"""Of a conversation's token: 192 bits."""
_TURNS = 12
_KNOWN_FOR = 1.0
"""Seconds after which it is seen that another process has added or removed a site."""
_OVER = "This conversation is over. Begin a new one."
_MOMENT, _TRIES = 50, 40
"""Milliseconds, and how often, that what was deleted is tried to be written back."""
_PRAGMAS = ("busy_timeout=10000", "foreign_keys=ON", "journal_mode=WAL", "secure_delete=ON", "synchronous=NORMAL")


class Unknown(RolecallError):
    """There is no such conversation, or it is another site's: the two look alike from outside."""


@dataclass(frozen=True, slots=True)
class Visit:
    """A conversation as its visitor has it. The token opens it only for this site at this origin."""

    token: str
    site: str
    origin: str


class Store:
    """Safe to share between threads and processes."""

    def __init__(self, home: Path) -> None:
        home.mkdir(parents=True, exist_ok=True)
        self._known = cached(TTLCache(1, _KNOWN_FOR), lock=Lock())(self.sites)  # every request asks, twice
        url = os.environ.get("DATABASE_URL") or f"sqlite:///{home / 'conversations.sqlite'}"
        try:
            self.engine = _engine(url)
            with FileLock(home / "conversations.lock"):  # SQLite waits for nobody while it changes its journal
                _migrate(self.engine)
        except SQLAlchemyError as error:
            raise RolecallError(
                f"The database of conversations can't be opened ({type(error).__name__}). Check DATABASE_URL, whether "
                "the database runs, and whether the home can be written."
            ) from error

    def close(self) -> None:
        self.engine.dispose()

    # Sites

    def add_site(self, name: str, origins: Sequence[str]) -> str:
        """The new site's key. It stands in the site's page, so it is no secret: what guards are the origins."""
        key = f"site_{secrets.token_urlsafe(12)}"
        with Session(self.engine) as session:
            session.add(Site(key=key, name=name, origins=list(origins)))
            try:
                session.commit()
            except IntegrityError:
                raise RolecallError(
                    f"There is a site named {name} already. Remove it first, or choose another name."
                ) from None
        self._known.cache_clear()
        return key

    def remove_site(self, name: str) -> None:
        """With all its conversations."""
        with Session(self.engine) as session:
            gone = session.execute(delete(Site).where(Site.name == name)).rowcount  # type: ignore[attr-defined]
            session.commit()
        self._known.cache_clear()
        if not gone:
            raise RolecallError(f"There is no site named {name}. `rolecall sites` lists them.")

    def sites(self) -> list[Site]:
        with Session(self.engine, expire_on_commit=False) as session:
            return list(session.scalars(select(Site).order_by(Site.name)))

    def allows(self, key: str, origin: str) -> bool:
        """Whether this site may ask from there."""
        return any(site.key == key and origin in site.origins for site in self._known())

    def knows(self, origin: str) -> bool:
        """Whether any site may ask from there."""
        return any(origin in site.origins for site in self._known())

    # Conversations

    def begin(self, site: str, origin: str) -> Visit:
        """A new conversation. Only its visitor has the token; here its hash is kept."""
        token = secrets.token_urlsafe(_TOKEN_BYTES)
        with Session(self.engine) as session:
            session.add(Conversation(id=_hashed(token), site=site, origin=origin))
            session.commit()
        return Visit(token, site, origin)

    def join(self, visit: Visit, name: str) -> None:
        """Opens a conversation whose token others gave it, at a site of that name that no page has; once is enough."""
        if self.joined(visit):
            return
        with Session(self.engine) as session:
            for statement in self.joining(visit, name):
                session.execute(statement)
            session.commit()

    def joining(self, visit: Visit, name: str) -> list[Statement]:
        """What `join` does, for a transaction that does more."""
        site = {"key": visit.site, "name": name, "origins": [], "made": now()}
        conversation = {"id": _hashed(visit.token), "site": visit.site, "origin": visit.origin, "touched": now()}
        rows = ((Site, site), (Conversation, conversation))
        return [self._inserting(table).values(**row).on_conflict_do_nothing() for table, row in rows]

    def joined(self, visit: Visit) -> bool:
        with Session(self.engine) as session:
            return session.get(Conversation, _hashed(visit.token)) is not None

    def turns(self, visit: Visit, before: int | None = None) -> tuple[list[Turn], int]:
        """The last turns (of those before answer `before`), oldest first, and the next answer's number.

        Unknown unless the token was given to this site at this origin.
        """
        with Session(self.engine) as session:
            conversation = self._own(session, visit)
            rows = session.scalars(
                select(Exchange)
                .where(Exchange.conversation == conversation.id, Exchange.n < (before or 1 << 30))
                .order_by(Exchange.n.desc())
                .limit(_TURNS // 2)
            )
            said = [(Turn("user", row.question), Turn("assistant", str(row.answer["text"]))) for row in rows]
            n = self._last(session, conversation.id) + 1
        return [turn for pair in reversed(said) for turn in pair], n

    def exchange(self, visit: Visit, n: int) -> dict[str, object] | None:
        """An answer that was given before."""
        with Session(self.engine) as session:
            row = session.get(Exchange, (self._own(session, visit).id, n))
            return dict(row.answer) if row else None

    def keep(
        self, visit: Visit, question: str, posting: str | None, answer: dict[str, Any], n: int | None = None
    ) -> int:
        """Its number in the conversation; with `n`, in that one's place."""
        with Session(self.engine) as session:
            id = self._hold(session, visit)
            n = n or self._last(session, id) + 1
            session.merge(Exchange(conversation=id, n=n, posting=posting, question=question, answer=answer))
            session.commit()
        return n

    def rate(self, visit: Visit, n: int, helpful: bool, why: str | None) -> None:
        with Session(self.engine) as session:
            said = update(Exchange).where(Exchange.conversation == self._hold(session, visit), Exchange.n == n)
            rated = session.execute(said.values(helpful=helpful, why=why))
            session.commit()
        if not rated.rowcount:  # type: ignore[attr-defined]
            raise Unknown("There is no such answer in this conversation.")

    def take_back(self, visit: Visit, n: int) -> None:
        """One question and its answer are gone from the database."""
        with Session(self.engine) as session:
            session.execute(
                delete(Exchange).where(Exchange.conversation == self._hold(session, visit), Exchange.n == n)
            )
            session.commit()
        self._blank()

    def forget(self, visit: Visit) -> None:
        """The conversation and all that was said in it are gone from the database."""
        with Session(self.engine) as session:
            session.execute(delete(Conversation).where(Conversation.id == self._hold(session, visit)))
            session.commit()
        self._blank()

    def expire(self, days: int) -> int:
        """Forgets conversations that nobody has touched for so many days; how many."""
        with Session(self.engine) as session:
            old = delete(Conversation).where(Conversation.touched < now() - timedelta(days=days))
            gone = session.execute(old).rowcount  # type: ignore[attr-defined]
            session.commit()
        self._blank()
        return int(gone)

    def _inserting(self, table: type[Base]) -> Any:
        """An INSERT that may find the row there: each database has its own."""
        dialect = postgresql if self.engine.dialect.name == "postgresql" else sqlite
        return dialect.insert(table)

    def _blank(self) -> None:
        """SQLite's log of changes still holds what was deleted, until it is written back.

        While that waits for readers nobody else can write, so it waits for a moment only, several times over.
        """
        if self.engine.dialect.name != "sqlite":
            return
        connection = self.engine.raw_connection()
        cursor = connection.cursor()
        cursor.execute(f"PRAGMA busy_timeout={_MOMENT}")
        for _ in range(_TRIES):
            (busy, *_) = cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
            if not busy:
                break
            time.sleep(_MOMENT / 1000)
        cursor.execute(f"PRAGMA {_PRAGMAS[0]}")
        connection.close()

    def _own(self, session: Session, visit: Visit) -> Conversation:
        found = session.get(Conversation, _hashed(visit.token))
        if found is None or (found.site, found.origin) != (visit.site, visit.origin):
            raise Unknown(_OVER)
        return found

    def _hold(self, session: Session, visit: Visit) -> str:
        """The conversation's id. Touching it locks it, so that two answers at once get two numbers.

        A write comes first in its transaction: SQLite lets none that has read before it write beside another.
        """
        own = (
            Conversation.id == _hashed(visit.token),
            Conversation.site == visit.site,
            Conversation.origin == visit.origin,
        )
        if not session.execute(update(Conversation).where(*own).values(touched=now())).rowcount:  # type: ignore[attr-defined]
            raise Unknown(_OVER)
        return _hashed(visit.token)

    def _last(self, session: Session, id: str) -> int:
        return session.scalar(select(func.max(Exchange.n)).where(Exchange.conversation == id)) or 0


def _hashed(token: str) -> str:
    return hashlib.sha256(token.encode("utf-8", "replace")).hexdigest()


def _engine(url: str) -> Engine:
    url = url.replace("postgres://", "postgresql://").replace("postgresql://", "postgresql+psycopg://")
    engine = create_engine(url, pool_pre_ping=True, hide_parameters=True)
    if engine.dialect.name == "sqlite":

        @event.listens_for(engine, "connect")
        def prepare(connection: Any, _: Any) -> None:
            for pragma in _PRAGMAS:
                connection.execute(f"PRAGMA {pragma}")

    return engine


def _migrate(engine: Engine) -> None:
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    with engine.begin() as connection:
        # One process at a time.
        postgres = engine.dialect.name == "postgresql"
        connection.exec_driver_sql("SELECT pg_advisory_xact_lock(72160)" if postgres else "BEGIN IMMEDIATE")
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
