"""One's turn at the web's desk: while others' first events are on their way, an answer waits, but not for long."""

import asyncio
from pathlib import Path

import noticeboard
import pytest

from bot import desk
from bot.desk import Desk


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return noticeboard.home(tmp_path_factory.mktemp("home"))


async def taken(at: Desk, turns: list[str]) -> None:
    async with at.turn():
        turns.append("answer")


async def at_the_desk(home: Path) -> list[str]:
    """An answer's turn comes while two visitors arrive, one after the other."""
    at, turns = Desk(home), list[str]()
    async with at.arrival():
        async with at.arrival():
            answer = asyncio.create_task(taken(at, turns))
            await asyncio.sleep(0.05)
        turns.append("first event")
        await asyncio.sleep(0.05)
        turns.append("first event")
    await answer
    return turns


def test_first_events_come_first(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(desk, "_CALM", 60.0)
    assert asyncio.run(at_the_desk(home)) == ["first event", "first event", "answer"]


def test_an_answer_does_not_wait_for_ever(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(desk, "_CALM", 0.01)
    assert asyncio.run(at_the_desk(home)) == ["answer", "first event", "first event"]
