"""The chat model, at any endpoint that speaks OpenAI's API. The one file that imports langchain_openai and openai.

A call runs in a thread of its own: whatever it hangs on (a name that does not resolve, a server that trickles), whoever
reads from it waits no longer than the endpoint's limits.
"""

import queue
import threading
import time
from collections.abc import Generator, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

from bot.answer import Usage
from bot.settings import Endpoint
from bot.tokens import Counter

Message = tuple[str, str]
"""("system" or "user", text)"""
MOST_CHARACTERS = 16_000
"""Of a reply; what goes on beyond is cut off, and the call with it."""
OUTPUT_TOKENS = 900
_FAILURES = 5
"""In a row, after which the model is left alone…"""
_REST = 30.0
"""…for so many seconds."""
_TRIES = 2
_MOMENT = 0.1
"""Seconds between two looks whether the asker is still there."""
_PAUSE = 0.2
"""Seconds before the second try."""


class ModelFault(Exception):
    """The model did not answer, or not in full. `kind` goes to the log; no person sees it."""

    def __init__(self, kind: str, again: bool = False) -> None:
        super().__init__(kind)
        self.kind = kind
        self.again = again
        """whether a second try may help"""


class ChatModel:
    """Safe to share between threads. Its libraries take seconds to load, which happens beside, from the start on."""

    def __init__(self, endpoint: Endpoint) -> None:
        from pybreaker import CircuitBreaker

        self.endpoint = endpoint
        self.counter = Counter(endpoint.model)
        self._breaker = CircuitBreaker(
            fail_max=_FAILURES, reset_timeout=_REST, exclude=[GeneratorExit], throw_new_error_on_trip=False
        )
        self._opening = threading.Lock()
        self._client: Any = None
        for load in (self._open, self.counter.load):
            threading.Thread(target=load, daemon=True).start()

    def ready(self) -> None:
        """Returns once the libraries are loaded, so that no question waits for them."""
        self._open()

    def count(self, messages: Sequence[Message]) -> int:
        """Tokens of a prompt, with what the format adds to each message."""
        return sum(self.counter.count(text) + 4 for _, text in messages) + 3

    def stream(
        self, messages: Sequence[Message], schema: Mapping[str, Any], left: threading.Event | None = None
    ) -> Generator[str | Usage]:
        """The reply bit by bit, and what it took at the end. Raises ModelFault, within the endpoint's total seconds.

        `schema` is the JSON schema of the reply. Closing the iterator ends the call upstream, and so does setting
        `left`, from any thread.
        """
        from pybreaker import CircuitBreakerError

        try:
            with self._breaker.calling():
                yield from self._received(messages, schema, left or threading.Event())
        except CircuitBreakerError:
            raise ModelFault("resting") from None

    def _received(
        self, messages: Sequence[Message], schema: Mapping[str, Any], left: threading.Event
    ) -> Generator[str | Usage]:
        inbox: queue.SimpleQueue[str | Usage | ModelFault | None] = queue.SimpleQueue()
        ends, ended = time.monotonic() + self.endpoint.total, threading.Event()
        call = threading.Thread(target=self._call, args=(messages, schema, inbox, ended), daemon=True)
        call.start()
        try:
            while not left.is_set():
                if (item := _next(inbox, ends)) is None:
                    return
                if isinstance(item, ModelFault):
                    raise item
                if item:
                    yield item
        finally:
            ended.set()  # not `left`, which may be the asker's for a further call

    def _call(
        self,
        messages: Sequence[Message],
        schema: Mapping[str, Any],
        inbox: "queue.SimpleQueue[str | Usage | ModelFault | None]",
        ended: threading.Event,
    ) -> None:
        for n in range(1, _TRIES + 1):
            begun = False
            try:
                for item in self._pieces(messages, schema, ended):
                    begun = True
                    inbox.put(item)
                inbox.put(None)
                return
            except ModelFault as fault:
                if begun or not fault.again or n == _TRIES or ended.wait(_PAUSE):
                    inbox.put(fault)
                    return

    def _pieces(
        self, messages: Sequence[Message], schema: Mapping[str, Any], ended: threading.Event
    ) -> Generator[str | Usage]:
        """One try. Ends quietly once `ended` is set."""
        said, finish, usage = "", "", None
        # Given as `response_format`, the client would parse the reply itself and fail on what is cut off.
        body = {"response_format": {"type": "json_schema", "json_schema": schema}}
        with _translated():
            stream = self._open().stream(list(messages), stream_usage=True, extra_body=body)
            for chunk in stream:
                if ended.is_set():
                    stream.close()
                    return
                finish = chunk.response_metadata.get("finish_reason") or finish
                usage = chunk.usage_metadata or usage
                if text := chunk.text:
                    said += text
                    if len(said) > MOST_CHARACTERS:
                        stream.close()
                        raise ModelFault("too long")
                    yield text
        if finish == "content_filter":
            raise ModelFault("filtered")
        if not said.strip():
            raise ModelFault("empty", again=not finish)  # a refusal comes without a word of content
        if finish not in ("stop", "length"):
            raise ModelFault("broke off")
        yield self._usage(usage, messages, said)

    def _usage(self, told: Any, messages: Sequence[Message], said: str) -> Usage:
        sent = told["input_tokens"] if told else self.count(messages)
        received = told["output_tokens"] if told else self.counter.count(said)
        prices = self.endpoint.prices
        cost = None if prices is None else (sent * prices[0] + received * prices[1]) / 1_000_000
        return Usage(self.endpoint.model, sent, received, cost)

    def _open(self) -> Any:
        with self._opening:
            if self._client is None:
                import httpx
                from langchain_openai import ChatOpenAI
                from pydantic import SecretStr

                at = self.endpoint
                self._client = ChatOpenAI(
                    model=at.model,
                    api_key=SecretStr(at.key),
                    base_url=at.url,
                    temperature=at.temperature,
                    timeout=httpx.Timeout(at.first_token, connect=at.connect),
                    max_retries=0,  # its own would wait as long as the server says
                    max_tokens=OUTPUT_TOKENS,  # type: ignore[call-arg]
                )
            return self._client


def _next(inbox: "queue.SimpleQueue[str | Usage | ModelFault | None]", ends: float) -> str | Usage | ModelFault | None:
    """What came in; "" where nothing did for a moment, so that whoever waits can see whether anybody is still there."""
    rest = ends - time.monotonic()
    if rest <= 0:
        raise ModelFault("took too long")
    try:
        return inbox.get(timeout=min(rest, _MOMENT))
    except queue.Empty:
        return ""


@contextmanager
def _translated() -> Iterator[None]:
    """Foreign errors as ModelFaults: the one place that knows them."""
    try:
        yield
    except ModelFault:
        raise
    except Exception as error:
        raise _fault(error) from error


def _fault(error: Exception) -> ModelFault:
    import openai

    if isinstance(error, openai.APITimeoutError):
        return ModelFault("silent", again=True)
    if isinstance(error, openai.APIConnectionError):
        return ModelFault("unreachable", again=True)
    if isinstance(error, openai.APIStatusError):
        return ModelFault(f"status {error.status_code}", again=error.status_code == 429 or error.status_code >= 500)
    return ModelFault(type(error).__name__)
