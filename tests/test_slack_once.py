"""Everything is answered once, whatever dies, and acknowledged in time, whatever hangs."""

import random
import signal
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import upstream
from slack_bot import answering, quiet, undone, until
from slack_payloads import event
from workspace import BOT, Workspace

from bot.slack.connection import Connection
from bot.slack.inbox import Inbox, Lost
from bot.slack.request import of_event
from bot.store import Store
from ingest.errors import RolecallError

EVENTS = 1_000
QUESTIONS = ("hello", "thanks!", "will I get the job?", "which jobs are remote?")


@pytest.fixture
def start(staffed: Path) -> Iterator[Callable[[], subprocess.Popen[bytes]]]:
    """Starts `rolecall slack`; what still runs when the test ends, however it ends, is killed."""
    begun: list[subprocess.Popen[bytes]] = []

    def starting() -> subprocess.Popen[bytes]:
        begun.append(subprocess.Popen([Path(sys.executable).with_name("rolecall"), "slack", "--home", str(staffed)]))
        return begun[-1]

    yield starting
    for process in begun:
        process.kill()
        process.wait()


@pytest.mark.timeout(600)
def test_a_thousand_events_delivered_four_times_each_are_answered_once(
    staffed: Path,
    workspace: Workspace,
    start: Callable[[], subprocess.Popen[bytes]],
) -> None:
    """Two processes; one is killed midway, and another started. What was not acknowledged is delivered again."""
    events = [event(workspace, f"<@{BOT}> {QUESTIONS[n % 4]}", user=f"U{n % 50}") for n in range(EVENTS)]
    deliveries = [(payload, retry) for payload in events for retry in range(4)]
    random.Random(7).shuffle(deliveries)
    first, second = start(), start()
    until(lambda: len(workspace.sockets) == 2)
    envelopes: dict[str, tuple[dict[str, Any], int]] = {}
    third = None
    for n, (payload, retry) in enumerate(deliveries):
        envelopes[workspace.deliver(payload, retry=retry)] = payload, retry
        if n == len(deliveries) // 2:
            until(lambda: len(workspace.visible()) > 50)
            first.send_signal(signal.SIGKILL)
            first.wait()
            third = start()
    until(lambda: len(workspace.sockets) == 2)
    for id in set(envelopes) - set(workspace.acks):
        time.sleep(0.001)
        if id not in workspace.acks:
            workspace.deliver(*envelopes[id][:1], retry=envelopes[id][1])
    threads = [payload["event"]["ts"] for payload in events]
    store = Store(staffed)
    until(lambda: len(workspace.visible()) >= EVENTS and not undone(store), seconds=400)
    answered = Counter(message["thread_ts"] for message in workspace.visible())
    for process in (second, third):
        assert process
        process.send_signal(signal.SIGINT)
        assert process.wait(60) == 0
    assert answered == Counter(threads)
    store.close()


def test_a_connection_that_dies_is_opened_anew(
    store: Store, tmp_path: Path, workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.slack.connection._AGAIN", 0.1)
    arrived = threading.Event()
    connection = Connection(tmp_path, arrived)
    connection.open()
    until(lambda: workspace.sockets)
    (first,) = workspace.sockets
    connection.process.kill()
    connection.process.wait()
    until(lambda: workspace.sockets and first not in workspace.sockets)  # what goes to the dead one is lost
    id = workspace.deliver(event(workspace, f"<@{BOT}> pay?"))
    assert arrived.wait(30)
    until(lambda: id in workspace.acks)
    connection.close()
    until(lambda: not workspace.sockets)


def test_a_token_that_slack_does_not_take_is_told(store: Store, tmp_path: Path, workspace: Workspace) -> None:
    workspace.failing["apps.connections.open"] = ["invalid_auth"]
    with pytest.raises(RolecallError, match="does not take SLACK_APP_TOKEN"):
        Connection(tmp_path, threading.Event()).open()


def test_a_slack_out_of_reach_is_told(store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SLACK_BOT_TOKEN", "xoxb-test")
    monkeypatch.setenv("SLACK_APP_TOKEN", "xapp-test")
    monkeypatch.setenv("SLACK_API_URL", "http://127.0.0.1:9/api/")
    with pytest.raises(RolecallError, match="Slack can't be reached"):
        Connection(tmp_path, threading.Event()).open()


def test_what_arrives_while_the_model_hangs_is_acknowledged(
    staffed: Path,
    workspace: Workspace,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def script(_: dict[str, Any]) -> Iterator[upstream.Act]:
        yield 30.0

    monkeypatch.setenv("ROLECALL_FIRST_TOKEN_SECONDS", "1")
    with upstream.serving() as model:
        monkeypatch.setenv("OPENAI_BASE_URL", model.url)
        model.script = script
        with answering(staffed) as bot:
            until(lambda: workspace.sockets)
            for _ in range(50):
                workspace.deliver(
                    event(workspace, f"<@{BOT}> Is there relocation help for the policy partnerships lead?")
                )
            quiet(workspace, bot)
            took = sorted(workspace.acks[id] - workspace.sent[id] for id in workspace.sent)
            assert took[-1] < 3
            assert len(workspace.visible()) == 50
            assert all("relocation assistance" in message["text"] for message in workspace.visible())


@pytest.fixture
def inbox(store: Store) -> Iterator[Inbox]:
    found = Inbox(store.engine, lease=0.6)
    yield found
    found.expire(-1)


def test_what_a_dead_process_left_is_taken_up(inbox: Inbox) -> None:
    request = of_event(event(Workspace(), f"<@{BOT}> pay?"))
    assert request
    inbox.put(request)
    inbox.put(request)
    assert inbox.waiting(10) == [request.key]
    first = inbox.take(request.key)
    assert first
    assert (first.request, first.tries) == (request, 1)
    assert inbox.take(request.key) is None
    assert inbox.waiting(10) == []
    inbox.note(first, reply="17.5", n=3, audience="public")
    time.sleep(0.4)
    inbox.renew([request.key])
    time.sleep(0.4)
    assert inbox.waiting(10) == []
    time.sleep(0.4)
    second = inbox.take(request.key)
    assert second
    assert (second.tries, second.reply, second.number("public"), second.number("internal")) == (2, "17.5", 3, None)
    with pytest.raises(Lost):
        inbox.hold(first)
    inbox.done(first)
    inbox.hold(second)
    inbox.done(second)
    inbox.put(request)
    assert inbox.waiting(10) == []
    row = inbox.outcome(request.key)
    assert row
    assert (row.request, row.reply) == (None, "17.5")
    inbox.expire(-1)
    assert inbox.outcome(request.key) is None


def test_many_takers_one_taking(inbox: Inbox) -> None:
    from concurrent.futures import ThreadPoolExecutor

    request = of_event(event(Workspace(), f"<@{BOT}> pay?"))
    assert request
    with ThreadPoolExecutor(16) as pool:
        list(pool.map(inbox.put, [request] * 32))
        assert sum(taken is not None for taken in pool.map(inbox.take, [request.key] * 32)) == 1


def test_the_command_says_what_is_missing(
    staffed: Path, workspace: Workspace, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from bot.cli import main

    for unset, said in (("SLACK_APP_TOKEN", "SLACK_APP_TOKEN"), ("SLACK_BOT_TOKEN", "SLACK_BOT_TOKEN")):
        monkeypatch.delenv(unset)
        with pytest.raises(SystemExit):
            main(["slack", "--home", str(staffed)])
        assert said in capsys.readouterr().err
