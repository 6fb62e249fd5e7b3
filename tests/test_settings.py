"""What the environment sets, and what is told where it is malformed."""

import pytest

from bot import settings
from bot.gate import Gate
from ingest.errors import RolecallError


@pytest.fixture(autouse=True)
def bare(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("OPENAI_API_KEY", raising=False)
    monkeypatch.delenv("OPENAI_BASE_URL", raising=False)


def test_the_endpoint_is_what_the_environment_says(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("OPENAI_API_KEY", raising=False)
    monkeypatch.delenv("OPENAI_BASE_URL", raising=False)
    assert settings.endpoint() is None
    monkeypatch.setenv("OPENAI_BASE_URL", "http://localhost:11434/v1")
    found = settings.endpoint()
    assert found
    assert (found.key, found.url, found.prices) == ("none", "http://localhost:11434/v1", None)
    for name, value in {"ROLECALL_MODEL": "llama", "ROLECALL_PRICE_IN": "0.1", "ROLECALL_PRICE_OUT": "0.4"}.items():
        monkeypatch.setenv(name, value)
    found = settings.endpoint()
    assert found
    assert (found.model, found.prices) == ("llama", (0.1, 0.4))
    monkeypatch.setenv("ROLECALL_TOTAL_SECONDS", "soon")
    with pytest.raises(RolecallError, match="ROLECALL_TOTAL_SECONDS"):
        settings.endpoint()


@pytest.mark.parametrize(
    ("name", "field"),
    [
        ("ROLECALL_MODEL", "model"),
        ("ROLECALL_TEMPERATURE", "temperature"),
        ("ROLECALL_CONNECT_SECONDS", "connect"),
        ("ROLECALL_FIRST_TOKEN_SECONDS", "first_token"),
        ("ROLECALL_TOTAL_SECONDS", "total"),
        ("ROLECALL_PROMPT_TOKENS", "prompt_tokens"),
        ("ROLECALL_CONVERSATION_TOKENS", "conversation_tokens"),
        ("ROLECALL_VISITOR_TOKENS", "visitor_tokens"),
        ("ROLECALL_DAY_TOKENS", "day_tokens"),
    ],
)
def test_each_bound_of_the_model_is_set_by_its_own_name(monkeypatch: pytest.MonkeyPatch, name: str, field: str) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", "k")
    monkeypatch.setenv(name, "7")
    assert str(getattr(settings.endpoint(), field)).removesuffix(".0") == "7"


@pytest.mark.parametrize(
    ("name", "few", "site"),
    [
        ("ROLECALL_QUESTIONS_A_MINUTE", 3, False),
        ("ROLECALL_QUESTIONS_A_DAY", 3, False),
        ("ROLECALL_SITE_QUESTIONS_A_DAY", 3, True),
    ],
)
def test_so_many_questions_and_no_more(monkeypatch: pytest.MonkeyPatch, name: str, few: int, site: bool) -> None:
    monkeypatch.setenv(name, str(few))
    gate = Gate()
    asked = [gate.refuses("site", f"visitor {n if site else 0}") for n in range(few + 1)]
    assert asked[:few] == [None] * few
    refusal = asked[few]
    assert refusal
    assert refusal.after >= 1
    assert gate.refuses("another", "visitor 0") is None
    assert (gate.refuses("site", "somebody else") is None) != site


def test_days_that_conversations_are_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ROLECALL_KEPT_DAYS", "3")
    assert settings.allowance().kept_days == 3
