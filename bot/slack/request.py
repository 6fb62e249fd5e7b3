"""What people do in Slack, as one small record: read from the payloads that Slack documents."""

import html
import json
import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any, Literal

from bot.masking import masked

Kind = Literal["mention", "message", "command", "shortcut", "opened", "edited", "deleted", "rated", "person", "share"]
Payload = Mapping[str, Any]

COMMAND = "/rolecall"
SHORTCUT = "ask_about_message"
RATE, PERSON, SHARE = "rate", "person", "share"
CLICKS: Mapping[str, Kind] = {RATE: "rated", PERSON: "person", SHARE: "share"}
"""What a click on each id asks for."""
HELPED = "+"
"""Before the reference, in the value of a rating that the answer helped."""
_LONGEST = 1_000
"""Characters of a question that are read."""
_SAID = (None, "file_share", "thread_broadcast", "me_message")
"""Subtypes of messages that a person wrote."""
_TOKEN = re.compile(r"<([@#!]?)([^<>|]*)(?:\|([^<>]*))?>")


@dataclass(frozen=True, slots=True)
class Request:
    """`text` is masked and in plain words. Times are Slack's: "1700000001.000200" names a message in its channel."""

    kind: Kind
    key: str
    """the same however often it is delivered"""
    team: str
    channel: str
    user: str
    text: str = ""
    ts: str = ""
    thread: str = ""
    """the first message of the thread, or what stands for it where there is none"""
    direct: bool = False
    """a direct message to the bot"""
    shared: bool = False
    """Slack said with it that the channel is shared with another company"""
    named: bool = True
    """the bot was addressed, or is the only one who can be"""
    respond: str = ""
    """where an answer goes that only the asker sees"""
    value: str = ""
    """what a button carries"""

    def as_json(self) -> dict[str, Any]:
        return asdict(self)


@dataclass(frozen=True, slots=True)
class Reference:
    """What a button carries: which answer it stands under. Who clicked, and where, comes with the click."""

    thread: str
    audience: str
    alone: bool
    """only the asker sees the answer"""
    n: int
    """the answer's number in its conversation"""

    def __str__(self) -> str:
        return json.dumps([self.thread, self.audience, self.alone, self.n])

    @classmethod
    def read(cls, text: str) -> "Reference":
        return cls(*json.loads(text))


def of_event(body: Payload) -> Request | None:
    """Of an event's envelope; None where it is no concern of the bot's: bots' words, joins, people among themselves."""
    event = body["event"]
    if event["type"] == "assistant_thread_started":
        return _opened(body)
    if event.get("subtype") == "message_changed":
        return _edited(body)
    if event.get("subtype") == "message_deleted":
        return _deleted(body, event["deleted_ts"])
    if event.get("subtype") not in _SAID or not _by_person(event):
        return None
    mention, direct = event["type"] == "app_mention", event.get("channel_type") == "im"
    text = str(event.get("text") or "")
    named = mention or direct or _mentions(text, body)
    if not named and (not event.get("thread_ts") or not text.strip() or "<@" in text):
        return None  # people talking to each other
    return Request(
        "mention" if mention else "message",
        _key(body, event["channel"], event["ts"]),
        _team(body),
        event["channel"],
        event["user"],
        words_of(text),
        event["ts"],
        event.get("thread_ts") or event["ts"],
        direct=direct,
        shared=bool(body.get("is_ext_shared_channel")),
        named=named,
    )


def of_command(body: Payload) -> Request:
    return Request(
        "command",
        f"command:{body['trigger_id']}",
        body["team_id"],
        body["channel_id"],
        body["user_id"],
        words_of(body.get("text") or ""),
        thread=body["trigger_id"],
        respond=body["response_url"],
    )


def of_shortcut(body: Payload) -> Request:
    return Request(
        "shortcut",
        f"shortcut:{body['trigger_id']}",
        _workspace(body),
        body["channel"]["id"],
        body["user"]["id"],
        words_of(str(body["message"].get("text") or "")),
        body["message"]["ts"],
        body["trigger_id"],
        respond=body["response_url"],
    )


def of_click(body: Payload, kind: Kind) -> Request:
    """A second click on the same button is the same request, but for ratings: there, one may change one's mind."""
    action, container = body["actions"][0], body.get("container", {})
    channel, user, value = body["channel"]["id"], body["user"]["id"], action["value"]
    again = action.get("action_ts", "") if kind == "rated" else ""
    return Request(
        kind,
        f"{kind}:{channel}:{user}:{value}:{again}",
        _workspace(body),
        channel,
        user,
        ts=container.get("message_ts", ""),
        thread=container.get("thread_ts") or "",
        respond=body.get("response_url", ""),
        value=value,
    )


def words_of(text: str) -> str:
    """What a person reads of a message: "<@U1> is <https://a.example|this> open?" -> "is this open?"."""
    return masked(" ".join(html.unescape(_TOKEN.sub(_word, text)).split()))[:_LONGEST].strip()


def _word(token: re.Match[str]) -> str:
    sigil, name, label = token.groups()
    return (label or "") if sigil in ("@", "!") else f"#{label or name}" if sigil == "#" else label or name


def _mentions(text: str, body: Payload) -> bool:
    return any(f"<@{row['user_id']}>" in text for row in body.get("authorizations") or () if row.get("user_id"))


def _by_person(event: Payload) -> bool:
    return bool(event.get("user")) and not event.get("bot_id") and event["user"] != "USLACKBOT"


def _opened(body: Payload) -> Request:
    pane = body["event"]["assistant_thread"]
    channel, thread = pane["channel_id"], pane["thread_ts"]
    key = f"opened:{channel}:{thread}"
    return Request("opened", key, _team(body), channel, pane["user_id"], ts=thread, thread=thread, direct=True)


def _edited(body: Payload) -> Request | None:
    event = body["event"]
    new, old = event["message"], event.get("previous_message") or {}
    if new.get("subtype") == "tombstone":  # how the first message of a thread is deleted
        return _deleted(body, new["ts"])
    if not _by_person(new) or new.get("subtype") not in _SAID or new.get("text") == old.get("text"):
        return None  # a link that was unfolded, or a reply counted
    about = _key(body, event["channel"], new["ts"])
    direct = event.get("channel_type") == "im"
    return Request(
        "edited",
        f"{about}:{(new.get('edited') or {}).get('ts') or event['event_ts']}",
        _team(body),
        event["channel"],
        new["user"],
        words_of(str(new.get("text") or "")),
        new["ts"],
        new.get("thread_ts") or new["ts"],
        direct=direct,
        shared=bool(body.get("is_ext_shared_channel")),
        value=about,
    )


def _deleted(body: Payload, ts: str) -> Request:
    event = body["event"]
    old = event.get("previous_message") or {}
    about, direct = _key(body, event["channel"], ts), event.get("channel_type") == "im"
    return Request(
        "deleted",
        f"{about}:deleted",
        _team(body),
        event["channel"],
        old.get("user", ""),
        ts=ts,
        thread=old.get("thread_ts") or ts,
        direct=direct,
        value=about,
    )


def _key(body: Payload, channel: str, ts: str) -> str:
    """By the message, not the event: one that mentions the bot in a thread comes as two events."""
    return f"message:{_team(body)}:{channel}:{ts}"


def _workspace(body: Payload) -> str:
    """Of a click or a shortcut; where the app is installed for a whole organisation, `team` is empty."""
    return str((body.get("team") or {}).get("id") or body["user"]["team_id"])


def _team(body: Payload) -> str:
    return str(body["team_id"])
