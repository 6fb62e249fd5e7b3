"""A server that speaks OpenAI's chat API on this machine: what it answers, and how badly, is a script of the test's."""

import json
import re
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler
from typing import Any

from website import listening

Act = str | bytes | float | int | None
"""A piece of the reply; bytes as they go on the wire; seconds to wait; a failure's status; None hangs up."""
Script = Callable[[dict[str, Any]], Iterator[Act]]
USAGE = {"prompt_tokens": 700, "completion_tokens": 60, "total_tokens": 760}


@dataclass
class Upstream:
    port: int = 0
    script: Script | None = None
    asked: list[dict[str, Any]] = field(default_factory=list)
    hung_up: threading.Event = field(default_factory=threading.Event)
    """set once a client left before the end"""
    finish: str = "stop"
    usage: dict[str, int] | None = field(default_factory=lambda: dict(USAGE))

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}/v1"


def chunk(delta: dict[str, Any], finish: str | None = None, **more: Any) -> bytes:
    row = {"id": "c1", "object": "chat.completion.chunk", "created": 1, "model": "scripted"}
    choices = [{"index": 0, "delta": delta, "finish_reason": finish}]
    return b"data: " + json.dumps(row | {"choices": choices} | more).encode() + b"\n\n"


def answer(*parts: tuple[str, int, str]) -> str:
    """The reply with parts of (text, passage, quote)."""
    rows = [{"text": text, "quotes": [{"passage": n, "quote": quote}]} for text, n, quote in parts]
    return json.dumps({"parts": rows}, ensure_ascii=False)


def passages(asked: dict[str, Any]) -> list[str]:
    """The passages of a prompt, by their numbers less one."""
    found = re.findall(r"<<passage \d+ \w+>>\n.*?\n(.*?)\n<<end of passage", asked["messages"][1]["content"], re.DOTALL)
    return [str(text) for text in found]


def saying(text: str, pieces: int = 40) -> Script:
    """Streams a reply, so many characters at a time."""

    def script(_: dict[str, Any]) -> Iterator[Act]:
        for at in range(0, len(text), pieces):
            yield text[at : at + pieces]

    return script


def doing(*acts: Act) -> Script:
    return lambda _: iter(acts)


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    upstream: Upstream

    def do_POST(self) -> None:
        asked = json.loads(self.rfile.read(int(self.headers["content-length"])))
        self.upstream.asked.append(asked)
        self.close_connection = True
        assert self.upstream.script
        self.begun = False
        try:
            if self._play(self.upstream.script(asked)):
                self._end()
        except OSError:
            self.upstream.hung_up.set()

    def _play(self, acts: Iterator[Act]) -> bool:
        """Whether the reply is to end as it should."""
        for act in acts:
            if isinstance(act, float):
                time.sleep(act)
            elif isinstance(act, int):
                self._fail(act)
                return False
            elif act is None:
                return False
            else:
                self._begin()
                self._send(act if isinstance(act, bytes) else chunk({"content": act}))
        return True

    def _begin(self) -> None:
        if not self.begun:
            self.begun = True
            self.send_response(200)
            self.send_header("content-type", "text/event-stream")
            self.send_header("connection", "close")
            self.end_headers()
            self._send(chunk({"role": "assistant", "content": ""}))

    def _end(self) -> None:
        self._begin()
        self._send(chunk({}, self.upstream.finish))
        if self.upstream.usage:
            self._send(chunk({}, usage=self.upstream.usage, choices=[]))
        self._send(b"data: [DONE]\n\n")

    def _send(self, data: bytes) -> None:
        self.wfile.write(data)
        self.wfile.flush()

    def _fail(self, status: int) -> None:
        body = json.dumps({"error": {"message": "scripted", "type": "scripted", "code": None}}).encode()
        self.send_response(status)
        self.send_header("content-type", "application/json")
        self.send_header("content-length", str(len(body)))
        self.send_header("retry-after", "30")
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        pass


@contextmanager
def serving() -> Iterator[Upstream]:
    upstream = Upstream()
    with listening(type("Handler", (_Handler,), {"upstream": upstream})) as upstream.port:
        yield upstream
