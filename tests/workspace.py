"""A Slack workspace on this machine, over real sockets: its Web API, its Socket Mode, its limits. Knows no bot.

What a bot posts is kept in `messages`, what only one person sees in `whispers`; `failing` scripts failures by method.
"""

import asyncio
import itertools
import json
import threading
import time
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import uvicorn
from blockkit import refusal
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route, WebSocketRoute
from starlette.websockets import WebSocket, WebSocketDisconnect

TEAM, BOT, BOT_ID = "T0TEAM", "U0BOT", "B0BOT"
Body = dict[str, Any]
Failure = str | int | float | None
"""An error's name; a status; 429 with so many seconds to wait; None hangs up once the method has done its work."""


@dataclass
class Workspace:
    port: int = 0
    users: dict[str, Body] = field(default_factory=dict)
    channels: dict[str, Body] = field(default_factory=dict)
    messages: list[Body] = field(default_factory=list)
    whispers: list[Body] = field(default_factory=list)
    calls: list[tuple[str, Body]] = field(default_factory=list)
    failing: dict[str, list[Failure]] = field(default_factory=dict)
    acks: dict[str, float] = field(default_factory=dict)
    """when each envelope was acknowledged, by its id"""
    sent: dict[str, float] = field(default_factory=dict)
    sockets: list[WebSocket] = field(default_factory=list)
    connections: int = 0
    loop: asyncio.AbstractEventLoop | None = None
    _clock: Iterator[int] = field(default_factory=lambda: itertools.count(1))
    _lock: threading.Lock = field(default_factory=threading.Lock)

    @property
    def api_url(self) -> str:
        return f"http://127.0.0.1:{self.port}/api/"

    def respond_url(self) -> str:
        return f"http://127.0.0.1:{self.port}/hook/{next(self._clock)}"

    def ts(self) -> str:
        return f"17{next(self._clock):08d}.000100"

    def person(self, id: str, **more: Any) -> str:
        self.users[id] = {"id": id, "team_id": TEAM, "is_bot": False} | more
        return id

    def channel(self, id: str, **more: Any) -> str:
        self.channels[id] = {"id": id, "is_shared": False, "is_im": id.startswith("D")} | more
        return id

    def deliver(self, payload: Body, kind: str = "events_api", retry: int = 0) -> str:
        """Over the socket, to any one that is connected. The envelope's id."""
        id = f"envelope-{next(self._clock)}"
        envelope: Body = {"envelope_id": id, "type": kind, "payload": payload, "accepts_response_payload": False}
        if kind == "events_api":
            envelope |= {"retry_attempt": retry, "retry_reason": "timeout" if retry else ""}
        self.sent[id] = time.monotonic()
        self.send(envelope, next(self._clock))
        return id

    def send(self, message: Body, n: int = 0) -> None:
        while not self.sockets:
            time.sleep(0.02)
        assert self.loop
        socket = self.sockets[n % len(self.sockets)]
        asyncio.run_coroutine_threadsafe(_sent(socket, message), self.loop).result(10)

    def visible(self, channel: str | None = None) -> list[Body]:
        return [row for row in self.messages if not row["deleted"] and channel in (None, row["channel"])]


async def _sent(socket: WebSocket, message: Body) -> None:
    try:
        await socket.send_text(json.dumps(message))
    except (RuntimeError, WebSocketDisconnect):
        """The socket has just gone: Slack would deliver it again."""


class _Methods:
    """What each method of the Web API does."""

    def __init__(self, workspace: Workspace) -> None:
        self.at = workspace

    def auth_test(self, _: Body) -> Body:
        return {"team_id": TEAM, "user_id": BOT, "bot_id": BOT_ID}

    def apps_connections_open(self, _: Body) -> Body:
        return {"url": f"ws://127.0.0.1:{self.at.port}/socket"}

    def chat_postMessage(self, given: Body) -> Body:  # noqa: N802
        if error := refusal(given.get("blocks") or [], given.get("text") or ""):
            return {"error": error}
        if given["channel"] not in self.at.channels:
            return {"error": "channel_not_found"}
        row = {"blocks": [], "text": "", "deleted": False, "ts": self.at.ts()} | given
        self.at.messages.append(row)
        return {"ts": row["ts"], "channel": row["channel"]}

    def chat_postEphemeral(self, given: Body) -> Body:  # noqa: N802
        if error := refusal(given.get("blocks") or [], given.get("text") or ""):
            return {"error": error}
        self.at.whispers.append(given)
        return {"message_ts": self.at.ts()}

    def chat_update(self, given: Body) -> Body:
        row = self._message(given)
        if row is None:
            return {"error": "message_not_found"}
        if row.get("streaming"):
            return {"error": "streaming_state_conflict"}
        if error := refusal(given.get("blocks") or [], given.get("text") or ""):
            return {"error": error}
        row |= {"blocks": given.get("blocks") or [], "text": given.get("text") or ""}
        return {"ts": row["ts"]}

    def chat_delete(self, given: Body) -> Body:
        row = self._message(given)
        if row:
            row["deleted"] = True
        return {} if row else {"error": "message_not_found"}

    def chat_getPermalink(self, given: Body) -> Body:  # noqa: N802
        return {"permalink": f"https://team.slack.example/archives/{given['channel']}/p{given['message_ts']}"}

    def chat_startStream(self, given: Body) -> Body:  # noqa: N802
        if not given.get("thread_ts") or not given.get("recipient_user_id"):
            return {"error": "missing_recipient_user_id"}
        row = given | {"blocks": [], "text": "", "deleted": False, "ts": self.at.ts(), "streaming": True, "chunks": []}
        self.at.messages.append(row)
        return self._streamed(row, given)

    def chat_appendStream(self, given: Body) -> Body:  # noqa: N802
        row = self._message(given)
        return (
            self._streamed(row, given) if row and row.get("streaming") else {"error": "message_not_in_streaming_state"}
        )

    def chat_stopStream(self, given: Body) -> Body:  # noqa: N802
        row = self._message(given)
        if not row or not row.get("streaming"):
            return {"error": "message_not_in_streaming_state"}
        row["streaming"] = False
        return self._streamed(row, given)

    def _streamed(self, row: Body, given: Body) -> Body:
        added = "".join(chunk["text"] for chunk in given.get("chunks") or [])
        if len(added) > 12_000:
            return {"error": "msg_too_long"}
        row["chunks"] = [*row["chunks"], added]
        row["text"] += added
        return {"ts": row["ts"]}

    def conversations_info(self, given: Body) -> Body:
        found = self.at.channels.get(given["channel"])
        return {"channel": found} if found else {"error": "channel_not_found"}

    def conversations_replies(self, given: Body) -> Body:
        thread = (given["channel"], given["ts"])
        return {"messages": [row for row in self.at.visible() if (row["channel"], row.get("thread_ts")) == thread]}

    def users_info(self, given: Body) -> Body:
        found = self.at.users.get(given["user"])
        return {"user": found} if found else {"error": "user_not_found"}

    def assistant_threads_setStatus(self, _: Body) -> Body:  # noqa: N802
        return {}

    def assistant_threads_setTitle(self, _: Body) -> Body:  # noqa: N802
        return {}

    def assistant_threads_setSuggestedPrompts(self, given: Body) -> Body:  # noqa: N802
        return {} if 0 < len(given["prompts"]) <= 4 else {"error": "invalid_arguments"}

    def _message(self, given: Body) -> Body | None:
        found = (row for row in self.at.visible(given["channel"]) if row["ts"] == given["ts"])
        return next(found, None)


@contextmanager
def running() -> Iterator[Workspace]:
    workspace = Workspace()
    methods = _Methods(workspace)
    routes = [
        Route("/api/{method}", _api(workspace, methods), methods=["POST", "GET"]),
        Route("/hook/{id}", _hook(workspace), methods=["POST"]),
        WebSocketRoute("/socket", _socket(workspace)),
    ]
    config = uvicorn.Config(Starlette(routes=routes), port=0, log_level="critical", lifespan="off", backlog=512)
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.01)
    workspace.port = server.servers[0].sockets[0].getsockname()[1]
    try:
        yield workspace
    finally:
        server.should_exit = True
        server.force_exit = True
        thread.join(10)


def _api(workspace: Workspace, methods: _Methods) -> Callable[[Request], Awaitable[Response]]:
    async def answer(request: Request) -> Response:
        workspace.loop = asyncio.get_running_loop()
        name, given = request.path_params["method"], await _given(request)
        workspace.calls.append((name, given))
        script = workspace.failing.get(name)
        failure = script.pop(0) if script else "fine"
        if isinstance(failure, float):
            return JSONResponse({"ok": False, "error": "ratelimited"}, 429, {"retry-after": str(int(failure))})
        if isinstance(failure, int):
            return PlainTextResponse("out of order", failure)
        if failure not in ("fine", None):
            return JSONResponse({"ok": False, "error": failure})
        result = getattr(methods, name.replace(".", "_"))(given)
        if failure is None:  # shorter than it says: the connection is closed on it
            return Response(headers={"content-length": "20"})
        return JSONResponse({"ok": "error" not in result} | result)

    return answer


async def _given(request: Request) -> Body:
    if request.headers.get("content-type", "").startswith("application/json"):
        given: Body = await request.json()
        return {name: _value(value) for name, value in given.items()}
    fields = {**request.query_params, **(await request.form())}
    return {name: _value(value) for name, value in fields.items()}


def _value(value: Any) -> Any:
    if isinstance(value, str) and value[:1] in "[{":
        return json.loads(value)
    return value


def _hook(workspace: Workspace) -> Callable[[Request], Awaitable[Response]]:
    async def answer(request: Request) -> Response:
        given = await request.json()
        workspace.calls.append(("hook", given))
        script = workspace.failing.get("hook")
        if script and isinstance(failure := script.pop(0), int):
            return PlainTextResponse("expired_url" if failure == 404 else "no", failure)
        if refusal(given.get("blocks") or [], given.get("text") or ""):
            return PlainTextResponse("invalid_blocks", 400)
        if given.get("response_type") == "in_channel":
            workspace.messages.append({"channel": "hook", "deleted": False, "ts": workspace.ts()} | given)
        else:
            workspace.whispers.append(given)
        return PlainTextResponse("ok")

    return answer


def _socket(workspace: Workspace) -> Callable[[WebSocket], Awaitable[None]]:
    async def connected(socket: WebSocket) -> None:
        await socket.accept()
        workspace.loop = asyncio.get_running_loop()
        workspace.connections += 1
        await socket.send_text(json.dumps({"type": "hello", "num_connections": 1, "connection_info": {"app_id": "A0"}}))
        workspace.sockets.append(socket)
        try:
            while True:
                acked = json.loads(await socket.receive_text())
                workspace.acks.setdefault(acked["envelope_id"], time.monotonic())
        except (WebSocketDisconnect, RuntimeError):
            """The bot has left."""
        finally:
            workspace.sockets.remove(socket)

    return connected
