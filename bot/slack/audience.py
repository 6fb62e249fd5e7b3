"""Who sees what: internal documents are for the company's own people, and never where others read along."""

import logging
from collections.abc import Callable, Mapping
from threading import Lock
from typing import Any, Literal

from cachetools import TTLCache, cached
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot.slack.request import Request

Audience = Literal["public", "internal"]
_KNOWN_FOR = 60.0
"""Seconds after which a person or a channel is looked up again."""
_log = logging.getLogger(__name__)


class Membership:
    """Asks Slack who somebody is. What it does not say counts as no."""

    def __init__(self, client: WebClient, team: str, internal_channels: frozenset[str]) -> None:
        """`team` is the bot's own workspace; in `internal_channels`, all who read along may see internal documents."""
        self._team = team
        self._internal = internal_channels
        self._own_people = cached(TTLCache(10_000, _KNOWN_FOR), lock=Lock())(
            _asking(client.users_info, "user", _is_own)
        )
        self._own_channels = cached(TTLCache(10_000, _KNOWN_FOR), lock=Lock())(
            _asking(client.conversations_info, "channel", _is_within)
        )

    def audience(self, request: Request, *, alone: bool) -> Audience:
        """What an answer to it may rest on. `alone`: only the asker sees it."""
        if request.shared or not (alone or request.channel in self._internal):
            return "public"
        within = self._own_channels(request.channel, self._team)
        return "internal" if within and self._own_people(request.user, self._team) else "public"


def _asking(
    method: Callable[..., Any], what: str, told: Callable[[Mapping[str, Any], str], bool]
) -> Callable[[str, str], bool]:
    def ask(id: str, team: str) -> bool:
        try:
            return told(method(**{what: id})[what], team)
        except (SlackApiError, KeyError) as error:
            _log.warning("%s %s can't be looked up: %s", what, id, type(error).__name__)
            return False

    return ask


def _is_own(user: Mapping[str, Any], team: str) -> bool:
    """A full member: no guest, nobody of another company, no bot."""
    teams = {user["team_id"], *user.get("enterprise_user", {}).get("teams", ())}
    foreign = ("deleted", "is_bot", "is_restricted", "is_ultra_restricted", "is_stranger")
    return team in teams and not any(user.get(flag) for flag in foreign)


def _is_within(channel: Mapping[str, Any], team: str) -> bool:
    shared = ("is_shared", "is_ext_shared", "is_org_shared", "is_pending_ext_shared", "pending_shared")
    return not any(channel.get(flag) for flag in shared)
