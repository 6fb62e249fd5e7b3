"""The bot in a workspace of the test's, in this process."""

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from blockkit import texts
from sqlalchemy import func, select
from sqlalchemy.orm import Session
from workspace import Workspace

from bot import settings
from bot.slack.service import Service
from bot.store import Store
from bot.tables import Delivery

QUOTED = "New joiners who need to move are offered relocation assistance."
MOVE = "Will you help me move to DC for the policy partnerships lead job?"


@contextmanager
def answering(home: Path) -> Iterator[Service]:
    service = Service(home, settings.slack())
    thread = threading.Thread(target=service.run)
    thread.start()
    try:
        yield service
    finally:
        service.stop()
        thread.join(30)


def until(told: Callable[[], Any], seconds: float = 240) -> Any:
    end = time.monotonic() + seconds
    while not (found := told()):
        assert time.monotonic() < end, "it never came"
        time.sleep(0.02)
    return found


def quiet(at: Workspace, service: Service) -> None:
    """Until all that was delivered is acknowledged and done."""
    until(lambda: set(at.sent) <= set(at.acks))
    until(lambda: not undone(service.store))


def asked(at: Workspace, service: Service, *payloads: Any, kind: str = "events_api") -> list[dict[str, Any]]:
    """What stands in the workspace once they are answered."""
    for payload in payloads:
        at.deliver(payload, kind)
    quiet(at, service)
    return at.visible()


def words(*messages: dict[str, Any]) -> str:
    return "\n".join(text for message in messages for text in (*texts(message["blocks"]), message["text"]))


def undone(store: Store) -> int:
    """Requests that wait, or are in the making."""
    with Session(store.engine) as session:
        undone = select(func.count()).select_from(Delivery).where(Delivery.request.is_not(None))
        return session.scalar(undone) or 0
