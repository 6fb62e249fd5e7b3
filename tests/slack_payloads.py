"""Payloads as Slack documents them."""

from typing import Any

from workspace import BOT, TEAM, Workspace

Body = dict[str, Any]


def event(at: Workspace, text: str, *, user: str = "U0ANN", channel: str = "C0JOBS", **more: Any) -> Body:
    """A message to the bot: in a channel as a mention, else `type` and the like as given."""
    shared = more.pop("shared", False)
    ts = more.pop("ts", None) or at.ts()
    kind = "message" if channel.startswith("D") else "app_mention"
    said = {"type": kind, "user": user, "text": text, "ts": ts, "channel": channel, "event_ts": ts, "team": TEAM}
    if channel.startswith("D"):
        said["channel_type"] = "im"
    return envelope(said | more, shared=shared)


def envelope(event: Body, *, shared: bool = False) -> Body:
    return {
        "token": "not used",
        "team_id": TEAM,
        "api_app_id": "A0",
        "event": event,
        "type": "event_callback",
        "event_id": f"Ev{event.get('event_ts', '1')}{event['type']}",
        "event_time": 1_700_000_000,
        "authorizations": [{"enterprise_id": None, "team_id": TEAM, "user_id": BOT, "is_bot": True}],
        "is_ext_shared_channel": shared,
        "event_context": "4-x",
    }


def changed(at: Workspace, before: Body, text: str) -> Body:
    """The message of an event, edited."""
    old = before["event"]
    message = {"type": "message", "user": old["user"], "text": text, "ts": old["ts"], "edited": {"ts": at.ts()}}
    return envelope(
        {
            "type": "message", "subtype": "message_changed", "hidden": True, "channel": old["channel"],
            "channel_type": old.get("channel_type", "channel"), "ts": at.ts(), "event_ts": at.ts(),
            "message": message | ({"thread_ts": old["thread_ts"]} if "thread_ts" in old else {}),
            "previous_message": {key: old[key] for key in ("type", "user", "text", "ts")},
        }
    )  # fmt: skip


def buried(at: Workspace, before: Body) -> Body:
    """The message of an event, deleted, though others reply to it in its thread."""
    old = before["event"]
    grave = {"type": "message", "subtype": "tombstone", "user": "USLACKBOT", "text": "This message was deleted."}
    return envelope(
        {
            "type": "message", "subtype": "message_changed", "hidden": True, "channel": old["channel"],
            "channel_type": old.get("channel_type", "channel"), "ts": at.ts(), "event_ts": at.ts(),
            "message": grave | {"ts": old["ts"], "thread_ts": old["ts"]},
            "previous_message": {key: old[key] for key in ("type", "user", "text", "ts")},
        }
    )  # fmt: skip


def removed(at: Workspace, before: Body) -> Body:
    """The message of an event, deleted, with nothing below it."""
    old = before["event"]
    return envelope(
        {
            "type": "message", "subtype": "message_deleted", "hidden": True, "channel": old["channel"],
            "channel_type": old.get("channel_type", "channel"), "ts": at.ts(), "event_ts": at.ts(),
            "deleted_ts": old["ts"], "previous_message": {key: old[key] for key in ("type", "user", "text", "ts")},
        }
    )  # fmt: skip


def pane(at: Workspace, user: str = "U0ANN", channel: str = "D0ANN") -> Body:
    """The assistant pane was opened."""
    thread = {"user_id": user, "context": {}, "channel_id": channel, "thread_ts": at.ts()}
    return envelope({"type": "assistant_thread_started", "assistant_thread": thread, "event_ts": at.ts()})


def command(at: Workspace, text: str, *, user: str = "U0ANN", channel: str = "C0JOBS") -> Body:
    return {
        "token": "not used", "command": "/rolecall", "text": text, "team_id": TEAM, "channel_id": channel,
        "user_id": user, "trigger_id": at.ts(), "response_url": at.respond_url(), "api_app_id": "A0",
    }  # fmt: skip


def shortcut(at: Workspace, text: str, *, user: str = "U0ANN", channel: str = "C0JOBS") -> Body:
    return {
        "type": "message_action", "callback_id": "ask_about_message", "trigger_id": at.ts(), "team": {"id": TEAM},
        "channel": {"id": channel}, "user": {"id": user}, "response_url": at.respond_url(),
        "message": {"type": "message", "user": "U0BEN", "text": text, "ts": at.ts()},
    }  # fmt: skip


def click(
    at: Workspace, message: Body, id: str, *, user: str = "U0ANN", channel: str = "C0JOBS", no: bool = False
) -> Body:
    """On a button of a message that the bot posted; `no`: the second of two."""
    found = next(e for block in message["blocks"] for e in block.get("elements", ()) if e.get("action_id") == id)
    if id == "rate":
        found = found["negative_button" if no else "positive_button"] | {"action_id": id}
    action = {"action_id": id, "type": "button", "value": found["value"], "action_ts": at.ts()}
    container = {"type": "message", "message_ts": message.get("ts", at.ts()), "channel_id": channel}
    if "thread_ts" in message:
        container["thread_ts"] = message["thread_ts"]
    return {
        "type": "block_actions", "team": {"id": TEAM}, "channel": {"id": channel}, "user": {"id": user},
        "actions": [action], "container": container, "trigger_id": at.ts(), "response_url": at.respond_url(),
    }  # fmt: skip
