"""Where Slack's requests come in over HTTP, in `rolecall serve`: into the inbox, for `rolecall slack` to answer.

So the process that the public reaches holds no token of the workspace, and never opens the internal index.
"""

from anyio import CapacityLimiter
from anyio.to_thread import run_sync
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response
from starlette.routing import Route

from bot.slack.inbox import Inbox
from bot.slack.receiver import Receiver
from bot.slack.worker import joining
from bot.store import Store

_AT_ONCE = 16


def door(path: str, store: Store, signing_secret: str) -> Route:
    """One address for events, commands and clicks."""
    own = CapacityLimiter(_AT_ONCE)  # not the threads of the site's visitors
    receiver = Receiver(Inbox(store.engine), *joining(store), signing_secret)

    async def receive(request: Request) -> Response:
        try:
            body = (await request.body()).decode("utf-8", "replace")
        except ClientDisconnect:
            return Response(status_code=413)
        answered = await run_sync(receiver.dispatch, body, request.headers, limiter=own)
        kind = answered.headers.get("content-type", ["text/plain"])[0]
        return Response(answered.body, answered.status, media_type=kind)

    return Route(path, receive, methods=["POST"])
