"""In a workspace, over real sockets: asked in every way, answered in its place, and seen by whom it may be."""

import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import upstream
from blockkit import elements
from slack_bot import MOVE, QUOTED, answering, asked, until, words
from slack_payloads import buried, changed, click, command, event, pane, removed, shortcut
from sqlalchemy import select
from sqlalchemy.orm import Session
from workspace import BOT, Workspace

from bot.slack import request
from bot.slack.service import Service
from bot.tables import Exchange

ROOT = Path(__file__).resolve().parents[1]
SECRET = "The interviewers and the recruiter"
NOTES = "Who may see interview notes?"
REMOTE = "which jobs are remote?"


@pytest.fixture
def bot(workspace: Workspace, staffed: Path) -> Iterator[Service]:
    with answering(staffed) as service:
        yield service


def test_a_mention_is_answered_in_its_thread(workspace: Workspace, bot: Service) -> None:
    first = event(workspace, f"<@{BOT}> {MOVE}")
    (message,) = asked(workspace, bot, first)
    assert message["thread_ts"] == first["event"]["ts"]
    assert "New joiners who need to move are offered relocation assistance." in words(message)
    assert (message["unfurl_links"], message["unfurl_media"]) == (False, False)
    (link,) = [e["url"] for e in elements(message["blocks"]) if e.get("type") == "link"]
    assert link.startswith("https://careers.merrowell.example/jobs/us-policy-partnerships-lead#:~:text=New%20joiners")


def test_a_follow_up_in_the_thread_needs_no_mention(workspace: Workspace, bot: Service) -> None:
    first = event(workspace, f"<@{BOT}> {MOVE}")
    thread = {"thread_ts": first["event"]["ts"], "type": "message", "channel_type": "channel"}
    asked(workspace, bot, first)
    shown = asked(workspace, bot, event(workspace, "and how much travel is there?", **thread))
    assert "frequent travel" in words(shown[1])
    assert shown[1]["thread_ts"] == first["event"]["ts"]
    assert len(asked(workspace, bot, event(workspace, "what's the weather in Paris tomorrow?", **thread))) == 2
    assert len(asked(workspace, bot, event(workspace, "how much travel?", **thread | {"thread_ts": "1.1"}))) == 2


def test_a_direct_message_sees_internal_documents(workspace: Workspace, bot: Service) -> None:
    (message,) = asked(workspace, bot, event(workspace, NOTES, channel="D0ANN"))
    assert SECRET in words(message)
    called = [name for name, _ in workspace.calls]
    assert "assistant.threads.setStatus" in called
    assert (
        "assistant.threads.setTitle",
        {"channel_id": "D0ANN", "thread_ts": message["thread_ts"], "title": NOTES},
    ) in [(name, given) for name, given in workspace.calls if name.endswith("setTitle")]
    shown = asked(workspace, bot, event(workspace, REMOTE, channel="D0ANN"))
    assert "Senior Compliance Analyst" in words(shown[1])


def test_the_pane_opens_with_a_greeting_and_prompts(workspace: Workspace, bot: Service) -> None:
    (message,) = asked(workspace, bot, pane(workspace))
    assert "I am a bot" in words(message)
    (prompts,) = [given["prompts"] for name, given in workspace.calls if name.endswith("setSuggestedPrompts")]
    assert {"title": "Which jobs are open?", "message": "Which jobs are open?"} in prompts


def test_a_command_and_a_shortcut_are_answered_to_the_asker_alone(workspace: Workspace, bot: Service) -> None:
    asked(workspace, bot, command(workspace, NOTES), kind="slash_commands")
    asked(workspace, bot, shortcut(workspace, NOTES), kind="interactive")
    assert workspace.visible() == []
    for whisper in workspace.whispers:
        assert whisper["response_type"] == "ephemeral"
        assert SECRET in words(whisper)
        assert "Only you can see this." in words(whisper)
    assert len(workspace.whispers) == 2


def test_what_the_channel_may_not_see_is_whispered(workspace: Workspace, bot: Service) -> None:
    (message,) = asked(workspace, bot, event(workspace, f"<@{BOT}> {NOTES}"))
    assert SECRET not in words(message)
    (whisper,) = workspace.whispers
    assert SECRET in words(whisper)
    assert (whisper["user"], whisper["thread_ts"]) == ("U0ANN", message["thread_ts"])
    assert not [e for e in elements(whisper["blocks"]) if e.get("action_id") == "share"]


def test_a_channel_may_be_trusted(staffed: Path, workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ROLECALL_SLACK_INTERNAL_CHANNELS", "C0STAFF, C0PARTNER")
    with answering(staffed) as bot:
        (message,) = asked(workspace, bot, event(workspace, f"<@{BOT}> {NOTES}", channel="C0STAFF"))
        assert SECRET in words(message)
        shared = asked(workspace, bot, event(workspace, f"<@{BOT}> {NOTES}", channel="C0PARTNER"))
        assert SECRET not in words(*shared[1:])
        assert workspace.whispers == []


def test_a_rating_lands_beside_the_answer(workspace: Workspace, bot: Service) -> None:
    (message,) = asked(workspace, bot, event(workspace, f"<@{BOT}> {MOVE}"))
    for no in (False, True):
        asked(workspace, bot, click(workspace, message, "rate", no=no), kind="interactive")
    assert words(*workspace.whispers).count("Thank you.") == 4
    assert _exchanges(bot) == [(MOVE, False)]


def test_a_person_is_asked(workspace: Workspace, bot: Service) -> None:
    (message,) = asked(workspace, bot, event(workspace, f"<@{BOT}> does the policy lead get a company car?"))
    payload = click(workspace, message, "person")
    shown = asked(workspace, bot, payload, payload, click(workspace, message, "person"), kind="interactive")
    (passed,) = [row for row in shown if row["channel"] == "C0PEOPLE"]
    assert "does the policy lead get a company car?" in words(passed)
    assert [e["user_id"] for e in elements(passed["blocks"]) if e.get("type") == "user"] == ["U0ANN"]
    assert any(
        e.get("url", "").startswith("https://team.slack.example/archives/C0JOBS/") for e in elements(passed["blocks"])
    )
    assert "A person will get back to you" in words(*workspace.whispers)


def test_the_asker_shares_with_the_channel_what_it_may_see(workspace: Workspace, bot: Service) -> None:
    asked(workspace, bot, command(workspace, MOVE), kind="slash_commands")
    (whisper,) = workspace.whispers
    share = click(workspace, whisper, "share")
    (shared,) = asked(workspace, bot, share, share, kind="interactive")
    assert shared["response_type"] == "in_channel"
    assert "relocation assistance" in words(shared)
    assert MOVE in words(shared)
    # A click that was never offered: what was whispered from internal documents.
    asked(workspace, bot, command(workspace, NOTES), kind="slash_commands")
    forged = {"blocks": [{"elements": [{"action_id": "share", "value": _reference(workspace.whispers[-1])}]}]}
    assert asked(workspace, bot, click(workspace, forged, "share"), kind="interactive") == [shared]
    assert "I can't share that here" in words(workspace.whispers[-1])


def test_an_answer_changes_and_goes_with_its_question(workspace: Workspace, bot: Service) -> None:
    first = event(workspace, f"<@{BOT}> {MOVE}")
    asked(workspace, bot, first)
    edit = changed(workspace, first, f"<@{BOT}> how much travel has the policy partnerships lead?")
    (message,) = asked(workspace, bot, edit)
    assert "frequent travel" in words(message)
    assert "relocation assistance" not in words(message)
    assert [question for question, _ in _exchanges(bot)] == ["how much travel has the policy partnerships lead?"]
    assert asked(workspace, bot, buried(workspace, first)) == []
    assert _exchanges(bot) == []


def test_late_and_foreign_changes_change_nothing(workspace: Workspace, bot: Service) -> None:
    first = event(workspace, f"<@{BOT}> {MOVE}")
    early, late = (changed(workspace, first, f"<@{BOT}> how much travel has the {n} lead?") for n in ("policy", "x"))
    asked(workspace, bot, late, event(workspace, f"<@{BOT}> hello"), first)
    asked(workspace, bot, late, early)
    questions = [question for question, _ in _exchanges(bot)]
    assert "how much travel has the policy lead?" not in questions
    others = changed(workspace, event(workspace, "lunch?"), "our secret plan")
    asked(workspace, bot, others, removed(workspace, event(workspace, "lunch?")))
    assert bot.inbox.outcome(request.of_event(others).key) is None  # type: ignore[union-attr]
    assert b"secret plan" not in Path(str(bot.store.engine.url.database)).read_bytes()


def test_refused_blocks_become_plain_words(workspace: Workspace, bot: Service) -> None:
    workspace.failing = {"chat.postMessage": ["invalid_blocks"], "hook": [400]}
    (message,) = asked(workspace, bot, event(workspace, f"<@{BOT}> {MOVE}"))
    assert message["blocks"] == []
    assert "relocation assistance" in message["text"]
    asked(workspace, bot, command(workspace, MOVE), kind="slash_commands")
    assert "relocation assistance" in workspace.whispers[0]["text"]


def test_slack_is_waited_for(workspace: Workspace, bot: Service) -> None:
    workspace.failing = {"chat.postMessage": [1.0, 1.0, "fine"]}
    began = time.monotonic()
    (message,) = asked(workspace, bot, event(workspace, f"<@{BOT}> {MOVE}"))
    assert "relocation assistance" in words(message)
    assert time.monotonic() - began > 2


@pytest.mark.parametrize("failure", [None, 500, 503])
def test_a_lost_reply_is_not_said_twice(workspace: Workspace, bot: Service, failure: Any) -> None:
    """None: Slack has posted it, and the connection broke before it said so."""
    workspace.failing = {"chat.postMessage": [failure]}
    (message,) = asked(workspace, bot, event(workspace, f"<@{BOT}> {MOVE}"))
    assert "relocation assistance" in words(message)


def test_an_error_ends_in_a_sentence_and_a_reference(
    workspace: Workspace, bot: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise ValueError(MOVE)

    monkeypatch.setattr(bot.worker, "chat", broken)
    (message,) = asked(workspace, bot, event(workspace, f"<@{BOT}> {MOVE}"))
    assert "Something went wrong on our side (reference" in words(message)
    assert MOVE not in (bot.home / "rolecall.log").read_text(encoding="utf-8")


@pytest.mark.parametrize("failure", [404, 500, 429])
def test_a_command_is_answered_though_its_address_fails(workspace: Workspace, bot: Service, failure: int) -> None:
    workspace.failing = {"hook": [failure]}
    asked(workspace, bot, command(workspace, MOVE), kind="slash_commands")
    (whisper,) = workspace.whispers
    assert QUOTED[:-1] in words(whisper)


def test_a_stream_that_breaks_ends_in_the_whole_answer(
    staffed: Path, workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    def script(asked: dict[str, Any]) -> Iterator[upstream.Act]:
        n = next(n for n, passage in enumerate(upstream.passages(asked), start=1) if QUOTED in passage)
        yield 1.0
        part = ("You are offered relocation assistance.", n, QUOTED)
        yield from upstream.saying(upstream.answer(part, part))(asked)

    for failing in ({"chat.stopStream": ["internal_error"]}, {"chat.startStream": ["internal_error"]}):
        with upstream.serving() as model:
            monkeypatch.setenv("OPENAI_BASE_URL", model.url)
            model.script = script
            with answering(staffed) as bot:
                workspace.failing = failing  # type: ignore[assignment]
                before = len(workspace.visible())
                shown = asked(workspace, bot, event(workspace, f"<@{BOT}> {MOVE}"))
        assert QUOTED[:-1] in words(*shown[before:])


def test_nobody_can_be_asked_where_the_bot_is_not(workspace: Workspace, bot: Service) -> None:
    (message,) = asked(workspace, bot, event(workspace, f"<@{BOT}> does the policy lead get a company car?"))
    workspace.channels.pop("C0PEOPLE")
    asked(workspace, bot, click(workspace, message, "person"), kind="interactive")
    assert "Something went wrong on our side (reference" in words(*workspace.whispers)


def test_people_among_themselves_are_left_in_peace(workspace: Workspace, bot: Service) -> None:
    first = event(workspace, f"<@{BOT}> {MOVE}")
    thread = {"thread_ts": first["event"]["ts"], "type": "message", "channel_type": "channel", "user": "U0BEN"}
    asked(workspace, bot, first)
    picture = event(workspace, "", **thread | {"subtype": "file_share"})
    assert len(asked(workspace, bot, event(workspace, "thanks, great!", **thread), picture)) == 1


def test_whoever_asks_too_much_is_told_so_alone(
    staffed: Path, workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ROLECALL_QUESTIONS_A_MINUTE", "1")
    with answering(staffed) as bot:
        shown = asked(workspace, bot, *(event(workspace, f"<@{BOT}> {MOVE}") for _ in range(3)))
        assert len(shown) == 1
        assert words(*workspace.whispers).count("That is a lot of questions") == 4


def test_a_connection_that_breaks_is_made_again(workspace: Workspace, bot: Service) -> None:
    until(lambda: workspace.sockets)
    workspace.send({"type": "disconnect", "reason": "refresh_requested"})
    until(lambda: workspace.connections == 2)
    (message,) = asked(workspace, bot, event(workspace, f"<@{BOT}> {MOVE}"))
    assert "relocation assistance" in words(message)


def test_a_chat_model_streams_then_the_whole_answer_stands(
    staffed: Path, workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    def script(asked: dict[str, Any]) -> Iterator[upstream.Act]:
        n = next(n for n, passage in enumerate(upstream.passages(asked), start=1) if QUOTED in passage)
        whole = upstream.answer(("You are offered relocation assistance.", n, QUOTED))
        for at in range(0, len(whole), 20):
            yield whole[at : at + 20]
            yield 0.2

    with upstream.serving() as model:
        monkeypatch.setenv("OPENAI_BASE_URL", model.url)
        model.script = script
        with answering(staffed) as bot:
            (message,) = asked(workspace, bot, event(workspace, f"<@{BOT}> {MOVE}"))
    names = [name for name, _ in workspace.calls if name.startswith("chat.")]
    assert names[0] == "chat.startStream"
    assert names[-2:] == ["chat.stopStream", "chat.update"]
    assert "relocation assistance" in words(message)
    assert "Written by" in words(message)


def _exchanges(bot: Service) -> list[tuple[str, bool | None]]:
    with Session(bot.store.engine) as session:
        return [(row.question, row.helpful) for row in session.scalars(select(Exchange).order_by(Exchange.asked))]


def _reference(message: dict[str, Any]) -> str:
    found = next(e["value"] for e in elements(message["blocks"]) if e.get("action_id") == "person")
    assert isinstance(found, str)
    return found
