"""What goes to Slack: once, whole, and where Slack refuses the blocks, in plain words."""

import logging
from collections.abc import Callable, Sequence
from typing import Any

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError
from slack_sdk.http_retry.builtin_handlers import RateLimitErrorRetryHandler
from slack_sdk.web.chat_stream import ChatStream
from slack_sdk.webhook import WebhookClient

from bot.answer import Part
from bot.slack.blocks import Block, in_markdown
from bot.slack.inbox import Inbox, Taken

METADATA = "rolecall_answer"
_QUIET: dict[str, Any] = {"unfurl_links": False, "unfurl_media": False}
_SECONDS = 10
_REFUSED = ("invalid_blocks", "invalid_blocks_format", "msg_blocks_too_long", "invalid_arguments", "msg_too_long")
_log = logging.getLogger(__name__)


def open_client(token: str, url: str | None) -> WebClient:
    """Waits as long as Slack's `Retry-After` says. Nothing else is tried again here: that might say it twice."""
    waiting = RateLimitErrorRetryHandler(max_retry_count=3)
    client = WebClient(token, timeout=_SECONDS, retry_handlers=[waiting])
    if url:
        client.base_url = url
    return client


class Outbox:
    def __init__(self, client: WebClient, inbox: Inbox) -> None:
        self._client, self._inbox = client, inbox

    def post(self, taken: Taken, text: str, blocks: Sequence[Block]) -> None:
        """In the request's thread; in place of what stands there, where it was answered, or begun to be, before."""
        request = taken.request
        reply = taken.reply or (self._posted(taken) if taken.tries > 1 else None)
        if reply:
            if taken.tries > 1:  # a stream that nobody ended can't be changed
                self._quietly(self._client.chat_stopStream, channel=request.channel, ts=reply)
            _plainer(self._client.chat_update, blocks, channel=request.channel, ts=reply, text=text)
        else:
            sent = _plainer(
                self._client.chat_postMessage,
                blocks,
                channel=request.channel,
                thread_ts=request.thread or None,
                text=text,
                metadata={"event_type": METADATA, "event_payload": {"key": request.key}},
                **_QUIET,
            )
            reply = str(sent["ts"])
        self._inbox.note(request.key, reply=reply)

    def whisper(self, taken: Taken, text: str, blocks: Sequence[Block]) -> None:
        """To the asker alone."""
        request = taken.request
        if request.respond:
            self.respond(request.respond, text, blocks)
            return
        _plainer(
            self._client.chat_postEphemeral,
            blocks,
            channel=request.channel,
            user=request.user,
            thread_ts=request.thread or None,
            text=text,
        )

    def respond(self, url: str, text: str, blocks: Sequence[Block], *, to_all: bool = False) -> None:
        """By the address that came with a command or a click; `to_all`: everybody in the channel sees it."""
        hook = WebhookClient(url, timeout=_SECONDS, retry_handlers=[RateLimitErrorRetryHandler(max_retry_count=3)])
        kind = "in_channel" if to_all else "ephemeral"
        sent = hook.send(text=text, blocks=blocks, response_type=kind, replace_original=False, **_QUIET)
        if sent.status_code == 400 and blocks:
            sent = hook.send(text=text, response_type=kind, replace_original=False, **_QUIET)
        if sent.status_code != 200:
            _log.warning("a response was refused: %s", sent.status_code)

    def take_back(self, channel: str, ts: str) -> None:
        self._quietly(self._client.chat_delete, channel=channel, ts=ts)

    def pass_on(self, channel: str, text: str, blocks: Sequence[Block]) -> None:
        """A new message, in no thread."""
        _plainer(self._client.chat_postMessage, blocks, channel=channel, text=text, **_QUIET)

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
        return Stream(stream, lambda ts: self._inbox.note(request.key, reply=ts))

    def _posted(self, taken: Taken) -> str | None:
        """The message that an earlier try, broken off, may have posted all the same."""
        request = taken.request
        found = self._client.conversations_replies(
            channel=request.channel, ts=request.thread, include_all_metadata=True, limit=200
        )
        for message in found["messages"]:
            if (message.get("metadata") or {}).get("event_payload", {}).get("key") == request.key:
                return str(message["ts"])
        return None

    def _quietly(self, method: Callable[..., Any], **arguments: Any) -> Any:
        """What is only an ornament."""
        try:
            return method(**arguments)
        except SlackApiError as error:
            _log.warning("%s was refused: %s", method.__name__, error.response.get("error"))
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
        except SlackApiError as error:
            _log.warning("a stream broke: %s", error.response.get("error"))
            self._broken = True
        if self.ts is None and self._stream.ts:
            self.ts = self._stream.ts
            self._begun(self.ts)

    def end(self) -> None:
        if self.ts and not self._broken:
            try:
                self._stream.stop()
            except SlackApiError as error:
                _log.warning("a stream did not end: %s", error.response.get("error"))


def _plainer(method: Callable[..., Any], blocks: Sequence[Block], **arguments: Any) -> Any:
    """With blocks; where Slack refuses them, without."""
    try:
        return method(blocks=blocks, **arguments)
    except SlackApiError as error:
        if error.response.get("error") not in _REFUSED:
            raise
        _log.warning("blocks were refused: %s", error.response.get("error"))
        return method(blocks=[], **arguments)
