"""What the environment sets. Each is read when it is asked for, so that a test or a wrapper can set it late."""

import os
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from ingest.errors import RolecallError


def home() -> Path:
    """The folder that holds the indexes: ROLECALL_HOME, or `.rolecall` where the command runs."""
    return Path(os.environ.get("ROLECALL_HOME") or ".rolecall")


def contact() -> str:
    """Whom a candidate may ask where a posting is silent, as it reads inside a sentence: ROLECALL_CONTACT."""
    return os.environ.get("ROLECALL_CONTACT") or "the recruiting team"


def today() -> date:
    """The day that open and closed are judged by: ROLECALL_TODAY, or the clock's. RolecallError if it is no date."""
    day = os.environ.get("ROLECALL_TODAY")
    if not day:
        return date.today()
    try:
        return date.fromisoformat(day)
    except ValueError:
        raise RolecallError("ROLECALL_TODAY is not a date. Write it as YYYY-MM-DD, or unset it.") from None


@dataclass(frozen=True, slots=True)
class Endpoint:
    """Where a chat model writes, and within which bounds. Seconds; tokens; dollars for a million tokens."""

    model: str
    key: str
    url: str | None
    temperature: float
    connect: float
    first_token: float
    total: float
    prompt_tokens: int
    conversation_tokens: int
    visitor_tokens: int
    day_tokens: int
    prices: tuple[float, float] | None
    """of what is sent and of what comes back; None where they are not known"""


def endpoint() -> Endpoint | None:
    """The chat model that writes; None without OPENAI_API_KEY or OPENAI_BASE_URL. RolecallError if malformed."""
    key, url = os.environ.get("OPENAI_API_KEY"), os.environ.get("OPENAI_BASE_URL") or None
    if not key and not url:
        return None
    prices = [_number("ROLECALL_PRICE_IN", -1.0), _number("ROLECALL_PRICE_OUT", -1.0)]
    return Endpoint(
        model=os.environ.get("ROLECALL_MODEL") or "gpt-4.1-mini",
        key=key or "none",  # servers of one's own ask for no key, the client does
        url=url,
        temperature=_number("ROLECALL_TEMPERATURE", 0.0),
        connect=_number("ROLECALL_CONNECT_SECONDS", 2.0),
        first_token=_number("ROLECALL_FIRST_TOKEN_SECONDS", 4.0),
        total=_number("ROLECALL_TOTAL_SECONDS", 20.0),
        prompt_tokens=int(_number("ROLECALL_PROMPT_TOKENS", 3_000)),
        conversation_tokens=int(_number("ROLECALL_CONVERSATION_TOKENS", 50_000)),
        visitor_tokens=int(_number("ROLECALL_VISITOR_TOKENS", 100_000)),
        day_tokens=int(_number("ROLECALL_DAY_TOKENS", 2_000_000)),
        prices=(prices[0], prices[1]) if min(prices) >= 0 else None,
    )


def _number(name: str, default: float) -> float:
    value = os.environ.get(name)
    try:
        return float(value) if value else default
    except ValueError:
        raise RolecallError(f"{name} is not a number. Write it in digits, or unset it.") from None


@dataclass(frozen=True, slots=True)
class Allowance:
    """Questions of one visitor, a minute and a day; of a whole site, a day; and how long conversations are kept."""

    minute: int
    day: int
    site_day: int
    kept_days: int


def allowance() -> Allowance:
    return Allowance(
        minute=int(_number("ROLECALL_QUESTIONS_A_MINUTE", 20)),
        day=int(_number("ROLECALL_QUESTIONS_A_DAY", 200)),
        site_day=int(_number("ROLECALL_SITE_QUESTIONS_A_DAY", 20_000)),
        kept_days=int(_number("ROLECALL_KEPT_DAYS", 30)),
    )


@dataclass(frozen=True, slots=True)
class Slack:
    """The workspace, and who sees what in it. Channels by their ids."""

    bot_token: str
    app_token: str
    """for a socket; "" where requests come through `rolecall serve`"""
    api_url: str | None
    internal_channels: frozenset[str]
    people: str | None
    """the channel of those whom questions are passed on to"""


def slack() -> Slack:
    """RolecallError without a bot token, or where nothing could arrive."""
    bot, app = os.environ.get("SLACK_BOT_TOKEN") or "", os.environ.get("SLACK_APP_TOKEN") or ""
    if not bot:
        raise RolecallError("No workspace is set. Set SLACK_BOT_TOKEN (xoxb-…): the README says where it is.")
    if not app and not signing_secret():
        raise RolecallError(
            "Nothing could arrive from Slack. Set SLACK_APP_TOKEN (xapp-…) for a socket, or SLACK_SIGNING_SECRET here "
            "and for `rolecall serve`."
        )
    channels = os.environ.get("ROLECALL_SLACK_INTERNAL_CHANNELS") or ""
    return Slack(
        bot_token=bot,
        app_token=app,
        api_url=os.environ.get("SLACK_API_URL") or None,
        internal_channels=frozenset(filter(None, (name.strip() for name in channels.split(",")))),
        people=os.environ.get("ROLECALL_SLACK_PEOPLE") or None,
    )


def signing_secret() -> str:
    """With it, `rolecall serve` takes what Slack sends over HTTP: SLACK_SIGNING_SECRET."""
    return os.environ.get("SLACK_SIGNING_SECRET") or ""
