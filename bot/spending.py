"""What the chat model has cost so far today, and the caps on it. Kept in the home, so that all processes share it.

A call reserves its most before it is made and settles afterwards: calls side by side can't pass a cap together.
"""

import hashlib
import sqlite3
from collections.abc import Mapping
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

from bot.payer import Payer
from bot.settings import Endpoint

_KEPT_DAYS = 2


class Spending:
    def __init__(self, home: Path, endpoint: Endpoint) -> None:
        self._path = home / "spending.sqlite"
        self._endpoint = endpoint
        home.mkdir(parents=True, exist_ok=True)
        with closing(self._open()) as database, database:
            database.execute(
                "CREATE TABLE IF NOT EXISTS spent (day TEXT, who TEXT, tokens INTEGER, PRIMARY KEY (day, who))"
            )

    def reserve(self, payer: Payer, tokens: int) -> bool:
        """Take `tokens` from every account of the payer; False, and nothing taken, where one of them has too few."""
        caps = self._caps(payer)
        with closing(self._open()) as database, database:
            database.execute("BEGIN IMMEDIATE")
            if any(self._spent(database, who) + tokens > cap for who, cap in caps.items()):
                return False
            self._add(database, caps, tokens)
            database.execute("DELETE FROM spent WHERE day < date(?, ?)", (_today(), f"-{_KEPT_DAYS} days"))
        return True

    def settle(self, payer: Payer, reserved: int, used: int) -> None:
        with closing(self._open()) as database, database:
            self._add(database, self._caps(payer), used - reserved)

    def _caps(self, payer: Payer) -> dict[str, int]:
        """The account's name → tokens a day."""
        caps = {"all": self._endpoint.day_tokens}
        if payer.visitor is not None:
            caps[_hashed("visitor", payer.visitor)] = self._endpoint.visitor_tokens
        if payer.conversation is not None:
            caps[_hashed("conversation", payer.conversation)] = self._endpoint.conversation_tokens
        return caps

    def _spent(self, database: sqlite3.Connection, who: str) -> int:
        row = database.execute("SELECT tokens FROM spent WHERE day = ? AND who = ?", (_today(), who)).fetchone()
        return int(row[0]) if row else 0

    def _add(self, database: sqlite3.Connection, accounts: Mapping[str, int], tokens: int) -> None:
        database.executemany(
            "INSERT INTO spent VALUES (?, ?, ?) ON CONFLICT (day, who) DO UPDATE SET tokens = tokens + excluded.tokens",
            [(_today(), who, tokens) for who in accounts],
        )

    def _open(self) -> sqlite3.Connection:
        return sqlite3.connect(self._path, timeout=10)


def _today() -> str:
    return datetime.now(UTC).date().isoformat()


def _hashed(kind: str, id: str) -> str:
    return f"{kind} {hashlib.sha256(id.encode()).hexdigest()[:32]}"
