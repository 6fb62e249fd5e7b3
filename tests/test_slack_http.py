"""Slack's requests over HTTP come in by `rolecall serve`, signed; `rolecall slack` answers them."""

import hashlib
import hmac
import json
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import httpx
import pytest
from served import Served, serving
from slack_bot import MOVE, QUOTED, answering, until, words
from slack_payloads import click, command, event
from workspace import BOT, Workspace

SIGNING = "8f742231b10e8888abcd99yyyzzz85a5"


@pytest.fixture
def served(staffed: Path, workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> Iterator[Served]:
    monkeypatch.setenv("SLACK_SIGNING_SECRET", SIGNING)
    monkeypatch.delenv("SLACK_APP_TOKEN")
    with serving(staffed) as found:
        yield found


def signed(body: str, at: float | None = None, secret: str = SIGNING) -> dict[str, str]:
    stamp = str(int(time.time() if at is None else at))
    mark = hmac.new(secret.encode(), f"v0:{stamp}:{body}".encode(), hashlib.sha256).hexdigest()
    return {"x-slack-request-timestamp": stamp, "x-slack-signature": f"v0={mark}"}


def send(served: Served, body: str, headers: dict[str, str], kind: str = "application/json") -> httpx.Response:
    return httpx.post(f"{served.url}/slack/events", content=body, headers=headers | {"content-type": kind}, timeout=20)


def test_what_slack_signed_is_answered(served: Served, staffed: Path, workspace: Workspace) -> None:
    body = json.dumps(event(workspace, f"<@{BOT}> {MOVE}"))
    assert send(served, body, signed(body)).status_code == 200
    again = json.dumps(json.loads(body))
    assert send(served, again, signed(again, time.time() - 7) | {"x-slack-retry-num": "1"}).status_code == 200
    form = "application/x-www-form-urlencoded"
    asked = urlencode(command(workspace, MOVE))
    assert send(served, asked, signed(asked), form).status_code == 200
    assert workspace.calls == [], "the process that the public reaches calls nobody"
    with answering(staffed):
        (message,) = until(workspace.visible)
        until(lambda: workspace.whispers)
        assert QUOTED in words(message)
        rated = urlencode({"payload": json.dumps(click(workspace, message, "rate"))})
        assert send(served, rated, signed(rated), form).status_code == 200
        until(lambda: "Thank you." in words(*workspace.whispers))
    assert len(workspace.visible()) == 1


def test_anything_else_is_refused(served: Served, workspace: Workspace) -> None:
    body = json.dumps(event(workspace, f"<@{BOT}> {MOVE}"))
    good = signed(body)
    assert send(served, body.replace("help", "hurt"), good).status_code == 401
    assert send(served, body, signed(body, time.time() - 301)).status_code == 401
    assert send(served, body, signed(body, secret="guessed")).status_code == 401
    assert send(served, body, {}).status_code == 401
    assert send(served, body, good | {"x-slack-signature": "v0="}).status_code == 401
    assert send(served, body, good).status_code == 200
    assert send(served, body, good).status_code == 401, "a copy"
    long = json.dumps({"type": "url_verification", "challenge": "x" * 1_000_001})
    assert send(served, long, signed(long)).status_code == 413
    assert send(served, body, good | {"x-slack-request-timestamp": "soon"}).status_code == 401
    latin = {**good, "x-slack-signature": "v0=é"}
    assert (
        httpx.post(
            f"{served.url}/slack/events",
            content=body,
            headers={k.encode(): v.encode("latin-1") for k, v in latin.items()},
        ).status_code
        == 401
    )
    assert send(served, "not json", signed("not json")).status_code < 500


def test_slack_may_check_the_address(served: Served) -> None:
    body = json.dumps({"type": "url_verification", "token": "x", "challenge": "3eZbrw1a"})
    answer = send(served, body, signed(body))
    assert (answer.status_code, answer.json()) == (200, {"challenge": "3eZbrw1a"})


def test_without_a_secret_there_is_no_door(staffed: Path, workspace: Workspace) -> None:
    with serving(staffed) as found:
        body: dict[str, Any] = {"type": "url_verification", "challenge": "x"}
        assert send(found, json.dumps(body), signed(json.dumps(body))).status_code == 404
