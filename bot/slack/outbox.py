"""What goes to Slack: once, whole, and where Slack refuses the blocks, in plain words."""

import logging
from collections.abc import Callable, Sequence
from http.client import HTTPException
from typing import Any

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError
from slack_sdk.http_retry import RetryHandler
from slack_sdk.http_retry.builtin_handlers import RateLimitErrorRetryHandler
from slack_sdk.web.chat_stream import ChatStream
from slack_sdk.webhook import WebhookClient

from bot.answer import Part
from bot.slack.blocks import Block, in_markdown
from bot.slack.inbox import Inbox, Taken
from bot.slack.request import CLICKS

METADATA = "rolecall_answer"
UNREACHED = (SlackApiError, OSError, HTTPException)
"""How a call of Slack's fails: refused, or not got through."""
_QUIET: dict[str, Any] = {"unfurl_links": False, "unfurl_media": False}
_SECONDS = 10
_REFUSED = ("invalid_blocks", "invalid_blocks_format", "msg_blocks_too_long", "invalid_arguments", "msg_too_long")
_STREAMING = "streaming_state_conflict"
_log = logging.getLogger(__name__)


def open_client(token: str, url: str | None) -> WebClient:
    """Waits as long as Slack's `Retry-After` says. Nothing else is tried again here: that might say it twice."""
    client = WebClient(token, timeout=_SECONDS, retry_handlers=_waiting())
    if url:
        client.base_url = url
    return client


def _waiting() -> list[RetryHandler]:
    return [RateLimitErrorRetryHandler(max_retry_count=3)]


class Outbox:
    def __init__(self, client: WebClient, inbox: Inbox) -> None:
        self._client, self._inbox = client, inbox

    def post(self, taken: Taken, text: str, blocks: Sequence[Block]) -> None:
        """In the request's thread; in place of what stands there, where it was answered, or begun to be, before."""
        request = taken.request
        self._inbox.hold(taken)
        reply = taken.reply or (self._posted(taken) if taken.tries > 1 else None)
        if reply:
            self._change(request.channel, reply, text, blocks)
        else:
            sent = _plainer(
                self._client.chat_postMessage,
                blocks,
                channel=request.channel,
                thread_ts=request.thread or None,
                text=text,
                mrkdwn=False,
                metadata={"event_type": METADATA, "event_payload": {"key": request.key}},
                **_QUIET,
            )
            reply = str(sent["ts"])
        self._inbox.note(taken, reply=reply)

    def whisper(self, taken: Taken, text: str, blocks: Sequence[Block]) -> None:
        """To the asker alone."""
        request = taken.request
        if request.respond and self.respond(taken, text, blocks):
            return
        _plainer(
            self._client.chat_postEphemeral,
            blocks,
            channel=request.channel,
            user=request.user,
            thread_ts=request.thread if "." in request.thread and not request.respond else None,
            text=text,
        )

    def respond(self, taken: Taken, text: str, blocks: Sequence[Block], *, to_all: bool = False) -> bool:
        """By the address that came with a command or a click; `to_all`: everybody in the channel sees it.

        False where Slack no longer takes it there: it does for half an hour.
        """
        hook = WebhookClient(taken.request.respond, timeout=_SECONDS, retry_handlers=_waiting())
        body: dict[str, Any] = {"text": text, "response_type": "in_channel" if to_all else "ephemeral"} | _QUIET
        body |= {"replace_original": False, "mrkdwn": False}
        if taken.request.kind in CLICKS.values() and taken.request.thread:
            body["thread_ts"] = taken.request.thread
        sent = hook.send_dict(body | {"blocks": list(blocks)})
        if sent.status_code == 400:
            sent = hook.send_dict(body)
        if sent.status_code == 429 or sent.status_code >= 500:
            raise ConnectionError(sent.status_code)
        if sent.status_code != 200:
            _log.warning("a response was refused: %s", sent.status_code)
        return sent.status_code == 200

    def end_stream(self, channel: str, ts: str) -> None:
        """What is still streaming can't be changed."""
        self._quietly(self._client.chat_stopStream, channel=channel, ts=ts)

    def take_back(self, channel: str, ts: str) -> None:
        self._quietly(self._client.chat_delete, channel=channel, ts=ts)

    def pass_on(self, taken: Taken, channel: str, text: str, blocks: Sequence[Block]) -> None:
        """A new message in another channel, in no thread."""
        if taken.reply is None:
            sent = _plainer(self._client.chat_postMessage, blocks, channel=channel, text=text, **_QUIET)
            self._inbox.note(taken, reply=str(sent["ts"]))

    def where(self, channel: str, ts: str) -> str | None:
        """A message's address."""
        found = self._quietly(self._client.chat_getPermalink, channel=channel, message_ts=ts)
        return str(found["permalink"]) if found else None

    def pane(self, taken: Taken, *, status: str = "", title: str = "", prompts: Sequence[str] = ()) -> None:
        """What stands around the conversation in the assistant pane; elsewhere, Slack refuses it, and that is all."""
        place = {"channel_id": taken.request.channel, "thread_ts": taken.request.thread}
        if status:
            self._quietly(self._client.assistant_threads_setStatus, **place, status=status)
        if title:
            self._quietly(self._client.assistant_threads_setTitle, **place, title=title)
        if prompts:
            rows = [{"title": prompt, "message": prompt} for prompt in prompts[:4]]
            self._quietly(self._client.assistant_threads_setSuggestedPrompts, **place, prompts=rows)

    def stream(self, taken: Taken) -> "Stream":
        request = taken.request
        stream = self._client.chat_stream(
            channel=request.channel,
            thread_ts=request.thread,
            recipient_team_id=request.team,
            recipient_user_id=request.user,
            buffer_size=1,
        )
        return Stream(stream, lambda ts: self._inbox.note(taken, reply=ts))

    def _change(self, channel: str, ts: str, text: str, blocks: Sequence[Block]) -> None:
        try:
            _plainer(self._client.chat_update, blocks, channel=channel, ts=ts, text=text)
        except SlackApiError as error:
            if error.response.get("error") != _STREAMING:
                raise
            self.end_stream(channel, ts)
            _plainer(self._client.chat_update, blocks, channel=channel, ts=ts, text=text)

    def _posted(self, taken: Taken) -> str | None:
        """The message that an earlier try, broken off, may have posted all the same."""
        request = taken.request
        found = self._client.conversations_replies(
            channel=request.channel,
            ts=request.thread,
            oldest=request.ts or request.thread,
            include_all_metadata=True,
            limit=200,
        )
        for message in found["messages"]:
            if (message.get("metadata") or {}).get("event_payload", {}).get("key") == request.key:
                return str(message["ts"])
        return None

    def _quietly(self, method: Callable[..., Any], **arguments: Any) -> Any:
        """What is only an ornament."""
        try:
            return method(**arguments)
        except UNREACHED as error:
            _log.warning("%s was refused: %s", method.__name__, _why(error))
            return None


class Stream:
    """An answer's sentences as they come. What fails here is not missed: the whole answer is put in their place."""

    def __init__(self, stream: ChatStream, begun: Callable[[str], None]) -> None:
        self._stream, self._begun = stream, begun
        self._broken = False
        self.ts: str | None = None

    def add(self, part: Part) -> None:
        if self._broken:
            return
        try:
            self._stream.append(markdown_text=in_markdown(part))
        except UNREACHED as error:
            _log.warning("a stream broke: %s", _why(error))
            self._broken = True
        if self.ts is None and self._stream.ts:
            self.ts = self._stream.ts
            self._begun(self.ts)


def _why(error: Exception) -> str:
    return str(error.response.get("error")) if isinstance(error, SlackApiError) else type(error).__name__


def _plainer(method: Callable[..., Any], blocks: Sequence[Block], **arguments: Any) -> Any:
    """With blocks; where Slack refuses them, without."""
    try:
        return method(blocks=blocks, **arguments)
    except SlackApiError as error:
        if error.response.get("error") not in _REFUSED:
            raise
        _log.warning("blocks were refused: %s", error.response.get("error"))
        return method(blocks=[], **arguments)
