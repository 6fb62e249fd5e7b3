"""What every response carries: leave for the origins of known sites alone, and the headers that shut all else out."""

from collections.abc import Callable, Mapping

from starlette.datastructures import MutableHeaders
from starlette.middleware.cors import CORSMiddleware
from starlette.types import ASGIApp, Message, Receive, Scope, Send

SHUT = {
    "content-security-policy": "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'",
    "cross-origin-resource-policy": "cross-origin",
    "permissions-policy": "camera=(), microphone=(), geolocation=()",
    "referrer-policy": "no-referrer",
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
}


class Origins(CORSMiddleware):
    """CORS for exactly the origins that some site has; which site's key goes with which is checked with the request."""

    def __init__(self, app: ASGIApp, allowed: Callable[[str], bool]) -> None:
        headers = ("content-type", "last-event-id", "x-conversation", "x-site-key")
        super().__init__(app, allow_methods=("GET", "POST", "DELETE"), allow_headers=headers, max_age=600)
        self._allowed = allowed

    def is_allowed_origin(self, origin: str) -> bool:
        return self._allowed(origin)


class Headers:
    """SHUT on every response that does not bring its own."""

    def __init__(self, app: ASGIApp, headers: Mapping[str, str] = SHUT) -> None:
        self._app = app
        self._headers = headers

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                found = MutableHeaders(scope=message)
                for name, value in self._headers.items():
                    found.setdefault(name, value)
            await send(message)

        await self._app(scope, receive, with_headers if scope["type"] == "http" else send)


class Bounded:
    """Refuses bodies of more than `most` bytes (`at` some paths, of more), whatever their header says."""

    def __init__(self, app: ASGIApp, most: int, at: Mapping[str, int]) -> None:
        self._app = app
        self._most, self._at = most, at

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        taken, most = 0, self._at.get(scope.get("path", ""), self._most)

        async def counted() -> Message:
            nonlocal taken
            message = await receive()
            taken += len(message.get("body", b""))
            if taken > most:
                return {"type": "http.disconnect"}
            return message

        await self._app(scope, counted if scope["type"] == "http" else receive, send)
