"""Where Slack's requests come in over HTTP, in `rolecall serve`: into the inbox, for `rolecall slack` to answer.

So the process that the public reaches holds no token of the workspace, and never opens the internal index.
"""

from anyio.to_thread import run_sync
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from bot.slack.inbox import Inbox
from bot.slack.receiver import Receiver
from bot.slack.worker import joining
from bot.store import Store


def door(path: str, store: Store, signing_secret: str) -> Route:
    """One address for events, commands and clicks."""
    receiver = Receiver(Inbox(store.engine), *joining(store), signing_secret)

    async def receive(request: Request) -> Response:
        body = (await request.body()).decode("utf-8", "replace")
        answered = await run_sync(receiver.dispatch, body, request.headers)
        kind = answered.headers.get("content-type", ["text/plain"])[0]
        return Response(answered.body, answered.status, media_type=kind)

    return Route(path, receive, methods=["POST"])
