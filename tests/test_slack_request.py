"""What people do in Slack is read from payloads as Slack documents them; what is none of the bot's business is left."""

from typing import Any

import pytest
from slack_payloads import changed, click, command, envelope, event, pane, removed, shortcut
from workspace import BOT, TEAM, Workspace

from bot.slack import request
from bot.slack.request import Request, words_of

AT = Workspace()


def read(payload: dict[str, Any]) -> Request:
    found = request.of_event(payload)
    assert found
    return found


def test_a_mention_and_its_message_are_one() -> None:
    mention = event(AT, f"<@{BOT}> which jobs are remote?")
    message = event(AT, f"<@{BOT}> which jobs are remote?", ts=mention["event"]["ts"], type="message")
    found, same = read(mention), read(message)
    assert (found.kind, found.text, found.named) == ("mention", "which jobs are remote?", True)
    assert same.key == found.key
    assert found.thread == found.ts
    assert not found.direct


def test_a_thread_is_a_conversation() -> None:
    found = read(event(AT, "and in Spain?", type="message", channel_type="channel", thread_ts="17.1"))
    assert (found.thread, found.named) == ("17.1", False)
    direct = read(event(AT, "pay?", channel="D0ANN"))
    assert direct.direct
    assert direct.named


@pytest.mark.parametrize(
    "payload",
    [
        event(AT, "hi", bot_id="B0OTHER"),
        event(AT, "hi", subtype="bot_message"),
        event(AT, "Ann has joined", type="message", subtype="channel_join"),
        event(AT, "reminder", user="USLACKBOT", channel="D0ANN"),
        event(AT, "lunch?", type="message", channel_type="channel"),
        event(AT, "<@U0BEN> what do you think?", type="message", channel_type="channel", thread_ts="17.1"),
        changed(AT, event(AT, "https://a.example"), "https://a.example"),
        envelope({"type": "message", "subtype": "bot_message", "text": "hi", "ts": "1.1", "channel": "C0JOBS"}),
    ],
)
def test_what_is_none_of_its_business_is_left(payload: dict[str, Any]) -> None:
    assert request.of_event(payload) is None


def test_edits_and_deletions_name_the_message() -> None:
    first = event(AT, f"<@{BOT}> pay?")
    edit, deletion = read(changed(AT, first, f"<@{BOT}> holidays?")), read(removed(AT, first))
    assert edit.value == deletion.value == read(first).key
    assert (edit.kind, edit.text, deletion.kind) == ("edited", "holidays?", "deleted")
    assert len({edit.key, deletion.key, read(first).key}) == 3
    assert read(changed(AT, first, "x")).key != edit.key


def test_commands_shortcuts_and_clicks() -> None:
    asked = request.of_command(command(AT, "pay?"))
    assert (asked.kind, asked.text, asked.team) == ("command", "pay?", TEAM)
    assert asked.respond.startswith("http")
    assert request.of_shortcut(shortcut(AT, "is it &lt;remote&gt;?")).text == "is it <remote>?"
    assert read(pane(AT)).direct
    message = {"ts": "17.2", "thread_ts": "17.1", "blocks": [{"elements": [{"action_id": "share", "value": "[1]"}]}]}
    once, twice = (request.of_click(click(AT, message, "share"), "share") for _ in range(2))
    assert once.key == twice.key
    assert (once.thread, once.ts) == ("17.1", "17.2")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (f"<@{BOT}> is <https://a.example/x|this one> open?", "is this one open?"),
        ("see <https://a.example/x>", "see https://a.example/x"),
        ("ask in <#C0JOBS|jobs> or <#C1>", "ask in #jobs or #C1"),
        ("<!channel> R&amp;D jobs in &lt;Leeds&gt;?", "R&D jobs in <Leeds>?"),
        ("<!subteam^S1|@hr> hi", "@hr hi"),
        ("write to <mailto:ann@x.org|ann@x.org>", "write to [e-mail]"),
        ("  two\n lines ", "two lines"),
        ("x" * 5_000, "x" * 1_000),
    ],
)
def test_words_are_what_a_person_reads(text: str, words: str) -> None:
    assert words_of(text) == words
