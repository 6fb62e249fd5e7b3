"""What arrives from Slack goes into the inbox, and is acknowledged then: nothing here waits for an answer."""

import logging
import secrets
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from slack_bolt import Ack, App, BoltRequest, BoltResponse
from slack_bolt.authorization import AuthorizeResult
from slack_sdk.signature import SignatureVerifier

from bot.slack import request as read
from bot.slack.inbox import Inbox
from bot.slack.request import CLICKS, COMMAND, SHORTCUT, Request
from bot.tables import Statement

EVENTS = ("app_mention", "message", "assistant_thread_started")
_log = logging.getLogger(__name__)
_IGNORED = ("assistant_thread_context_changed",)


class Receiver:
    """`join` gives what takes part in the thread of a request, `joined` tells whether the bot takes part in it."""

    def __init__(
        self,
        inbox: Inbox,
        join: Callable[[Request], Sequence[Statement]],
        joined: Callable[[Request], bool],
        signing_secret: str = "",
    ) -> None:
        """Without `signing_secret`, only for a socket: no request over HTTP passes."""
        self._inbox, self._join, self._joined = inbox, join, joined
        self._verifier = SignatureVerifier(signing_secret or secrets.token_hex())
        # Each listener ends before Slack hears of it: acknowledged is kept. None calls Slack, so none needs a token.
        self.app = App(
            logger=_log,
            request_verification_enabled=False,  # `dispatch` does it, before it reads the body
            authorize=lambda team_id: AuthorizeResult(enterprise_id=None, team_id=team_id, bot_token="-"),  # noqa: S106
            process_before_response=True,
        )
        for event in (*EVENTS, *_IGNORED):
            self.app.event(event)(self._event)
        self.app.command(COMMAND)(self._command)
        self.app.shortcut(SHORTCUT)(self._shortcut)
        for id in CLICKS:
            self.app.action(id)(self._click)

    def dispatch(self, body: str, headers: Mapping[str, str]) -> BoltResponse:
        """A request over HTTP: 401 unless Slack signed it, within five minutes, and it is the first of its signature.

        Slack signs anew whatever it sends again, so the same signature twice is somebody else's copy.
        """
        signature = headers.get("x-slack-signature", "")
        try:
            signed = self._verifier.is_valid_request(body, dict(headers))
        except (ValueError, TypeError):  # a time that is no number, a signature in other letters
            signed = False
        if not signed or not self._inbox.first(f"signature:{signature}"):
            return BoltResponse(status=401, body="")
        try:
            return self.app.dispatch(BoltRequest(body=body, headers=dict(headers)))
        except ValueError:
            return BoltResponse(status=400, body="")

    def _event(self, body: dict[str, Any]) -> None:
        found = read.of_event(body)
        if found and self._concerns(found):
            self._inbox.put(found, *(self._join(found) if found.kind in ("mention", "message") else ()))

    def _concerns(self, found: Request) -> bool:
        """Whether it is said to the bot, in a thread that it is in, or changes what was."""
        if found.kind in ("edited", "deleted"):
            return self._inbox.outcome(found.value) is not None
        return found.named or self._joined(found)

    def _command(self, body: dict[str, Any], ack: Ack) -> None:
        self._inbox.put(read.of_command(body))
        ack()

    def _shortcut(self, body: dict[str, Any], ack: Ack) -> None:
        self._inbox.put(read.of_shortcut(body))
        ack()

    def _click(self, body: dict[str, Any], ack: Ack) -> None:
        self._inbox.put(read.of_click(body, CLICKS[body["actions"][0]["action_id"]]))
        ack()
