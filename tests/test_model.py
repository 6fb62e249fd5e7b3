"""The chat model over real sockets: what it says, and every way in which it fails to."""

import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from itertools import cycle, islice
from typing import Any

import pytest
from upstream import Script, Upstream, chunk, doing, saying, serving

from bot.answer import Usage
from bot.model import MOST_CHARACTERS, ChatModel, ModelFault
from bot.settings import Endpoint

ASKED = [("system", "Rules."), ("user", "Question?")]
SCHEMA: dict[str, Any] = {"name": "answer", "strict": True, "schema": {"type": "object"}}
QUICK = Endpoint(
    model="scripted", key="k", url=None, temperature=0.0, connect=0.5, first_token=0.3, total=1.2, prompt_tokens=3000,
    conversation_tokens=9_000, visitor_tokens=9_000, day_tokens=9_000, prices=(1.0, 2.0),
)  # fmt: skip


@pytest.fixture(autouse=True)
def no_vocabulary(monkeypatch: pytest.MonkeyPatch) -> None:
    """tiktoken would fetch its own: no test goes to the network."""
    monkeypatch.setattr("bot.tokens.Counter.load", lambda _: None)


@pytest.fixture
def upstream() -> Iterator[Upstream]:
    with serving() as found:
        yield found


@pytest.fixture
def model(upstream: Upstream) -> ChatModel:
    found = ChatModel(replace(QUICK, url=upstream.url))
    found.ready()
    return found


def received(model: ChatModel) -> tuple[str, Usage | None]:
    text, usage = "", None
    for item in model.stream(ASKED, SCHEMA):
        if isinstance(item, Usage):
            usage = item
        else:
            text += item
    return text, usage


def test_a_reply_comes_bit_by_bit_and_then_what_it_took(upstream: Upstream, model: ChatModel) -> None:
    upstream.script = saying("Hello there, this is a reply.", pieces=7)
    items = list(model.stream(ASKED, SCHEMA))
    assert [item for item in items if isinstance(item, str)] == ["Hello t", "here, t", "his is ", "a reply", "."]
    assert items[-1] == Usage("scripted", 700, 60, 820 / 1_000_000)
    sent = upstream.asked[0]
    assert [(row["role"], row["content"]) for row in sent["messages"]] == ASKED
    assert sent["model"] == "scripted"
    assert sent["temperature"] == 0.0
    assert sent["response_format"]["json_schema"] == SCHEMA


def test_what_a_server_does_not_count_is_counted_here(upstream: Upstream, model: ChatModel) -> None:
    upstream.script, upstream.usage = saying("Hello there."), None
    _, usage = received(model)
    assert usage is not None
    assert usage.prompt_tokens >= 10
    assert usage.completion_tokens >= 3


FAULTS: dict[str, tuple[Script, str]] = {
    "401": (doing(401), "status 401"),
    "no such model": (doing(404), "status 404"),
    "429": (doing(429), "status 429"),
    "500": (doing(500), "status 500"),
    "hangs up at once": (doing(None), "unreachable"),
    "slow first byte": (doing(0.8, "late"), "silent"),
    "hangs up midway": (doing("Hel", None), "broke off"),
    "stalls midway": (doing("Hel", 0.8, "lo"), ""),
    "empty": (doing(), "empty"),
    "blank": (doing("  \n"), "empty"),
    "no JSON": (doing("x", b"data: {not json\n\n"), ""),
    "an error event": (doing("x", b'data: {"error": {"message": "overloaded"}}\n\n'), ""),
    "refusal": (doing(chunk({"refusal": "I can't."})), "empty"),
    "content filter": (doing("Hel", chunk({}, "content_filter"), None), "filtered"),
    "10 MB": (saying("x" * 10_000_000, pieces=65_536), "too long"),
    "10 MB at once": (doing("x" * 10_000_000), "too long"),
    "trickles": (lambda _: iter([b": wait\n\n", 0.1] * 200), "took too long"),
}


@pytest.mark.parametrize("name", FAULTS)
def test_each_fault_is_told_in_time(upstream: Upstream, model: ChatModel, name: str) -> None:
    upstream.script, kind = FAULTS[name]
    began = time.monotonic()
    with pytest.raises(ModelFault) as fault:
        received(model)
    assert time.monotonic() - began < QUICK.total + 1
    assert kind in fault.value.kind


def test_nobody_there(model: ChatModel) -> None:
    model = ChatModel(replace(QUICK, url="http://127.0.0.1:9/v1"))
    model.ready()
    with pytest.raises(ModelFault, match="unreachable"):
        received(model)


def test_no_more_than_a_fault_allows_is_kept(upstream: Upstream, model: ChatModel) -> None:
    upstream.script = saying("x" * 100_000, pieces=1000)
    text: list[str | Usage] = []
    with pytest.raises(ModelFault, match="too long"):
        text.extend(model.stream(ASKED, SCHEMA))
    assert sum(len(str(item)) for item in text) <= MOST_CHARACTERS


@pytest.mark.parametrize("status", [429, 500, 503])
def test_a_second_try_before_the_first_token(upstream: Upstream, model: ChatModel, status: int) -> None:
    scripts = iter([doing(status), saying("Well.")])
    upstream.script = lambda asked: next(scripts)(asked)
    assert received(model)[0] == "Well."
    assert len(upstream.asked) == 2


@pytest.mark.parametrize("script", [doing(401), doing("Hel", None)], ids=["not where it can't help", "not midway"])
def test_no_second_try(upstream: Upstream, model: ChatModel, script: Script) -> None:
    upstream.script = script
    with pytest.raises(ModelFault):
        received(model)
    assert len(upstream.asked) == 1


def test_a_model_that_fails_is_left_alone_for_a_while(
    upstream: Upstream, model: ChatModel, monkeypatch: pytest.MonkeyPatch
) -> None:
    upstream.script = doing(401)
    for _ in range(5):
        with pytest.raises(ModelFault, match="status 401"):
            received(model)
    with pytest.raises(ModelFault, match="resting"):
        received(model)
    assert len(upstream.asked) == 5
    model._breaker.reset_timeout = 0
    upstream.script = saying("Well again.")
    assert received(model)[0] == "Well again."


def test_leaving_stops_the_call(upstream: Upstream, model: ChatModel) -> None:
    upstream.script = lambda _: islice(cycle(["word ", 0.02]), 2_000)
    stream = model.stream(ASKED, SCHEMA)
    next(stream)
    stream.close()
    assert upstream.hung_up.wait(2)
    for _ in range(6):  # whoever leaves is no failure of the model's
        stream = model.stream(ASKED, SCHEMA)
        next(stream)
        stream.close()
    upstream.script = saying("Still here.")
    assert received(model)[0] == "Still here."


def test_a_thousand_faults_and_none_is_stuck(upstream: Upstream) -> None:
    """Each in its own way, forty at a time; a breaker of their own, so that each is really called."""
    endpoint = replace(QUICK, url=upstream.url, first_token=0.2, total=0.6)
    names = [name for name in FAULTS if "10 MB" not in name]
    kinds = list(islice(cycle(names), 1_000))
    upstream.script = lambda asked: FAULTS[asked["messages"][1]["content"]][0](asked)
    models = threading.local()

    def call(name: str) -> tuple[str, float]:
        if not hasattr(models, "own"):
            models.own = ChatModel(endpoint)
            models.own.ready()
            models.own._breaker.fail_max = 10_000
        began = time.monotonic()
        with pytest.raises(ModelFault) as fault:
            list(models.own.stream([("system", ""), ("user", name)], SCHEMA))
        return fault.value.kind, time.monotonic() - began

    with ThreadPoolExecutor(40) as pool:
        ends = list(pool.map(call, kinds))
    assert len(ends) == 1_000
    assert max(took for _, took in ends) < 20
    assert len(upstream.asked) >= 1_000
