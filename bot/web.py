"""The web API: what the widget asks, and how it is answered, as server-sent events or as JSON:

POST /v1/chat  ->  sources, part…, done
"""

import asyncio
import json
import re
import threading
import time
from collections.abc import AsyncIterator, Generator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any

from anyio import CancelScope
from anyio.to_thread import run_sync
from fastapi import APIRouter, Depends, FastAPI, Header, Request, Response
from fastapi.responses import JSONResponse
from prometheus_client import CONTENT_TYPE_LATEST, generate_latest
from sse_starlette import EventSourceResponse, ServerSentEvent

from bot import incident, settings, wire
from bot.answer import Answer, Event, Said, Sources
from bot.chat import Chat
from bot.desk import Desk, Refused, desk_of
from bot.masking import masked
from bot.origins import Bounded, Headers, Origins
from bot.payer import Payer
from bot.problems import handle
from bot.store import Store, Visit
from ingest.errors import PostingNotFound, RolecallError

_BEAT = 15
"""Seconds between heartbeats."""
_TRIES = 600
"""Looks, 50 ms apart, whether a stream that was left has come to its end."""
WIDGET = Path(__file__).parent / "widget" / "rolecall.js"
_BODY = 16_384
"""Bytes of a request, at most…"""
SLACK, _SLACK_BODY = "/slack/events", 1_000_000
"""…but for Slack's, which hold whole messages with their blocks."""


@dataclass(frozen=True, slots=True)
class Caller:
    """A visitor of a known site, asking from one of its origins."""

    desk: Desk
    site: str
    origin: str
    visitor: str

    def visit(self, token: str) -> Visit:
        return Visit(token, self.site, self.origin)


async def caller_of(
    request: Request,
    x_site_key: Annotated[str | None, Header()] = None,
    origin: Annotated[str | None, Header()] = None,
) -> Caller:
    desk = desk_of(request)
    if not x_site_key or not origin or not desk.store.allows(x_site_key, origin):
        raise Refused(403, "This site is not known here. Add it with `rolecall sites add`, with its exact origin.")
    return Caller(desk, x_site_key, origin, request.client.host if request.client else "")


Called = Annotated[Caller, Depends(caller_of)]
router = APIRouter(
    responses={code: {"model": wire.Problem} for code in (400, 403, 404, 422, 429, 503)},
)


@router.post("/v1/chat", response_model=wire.Reply)
async def chat(
    asking: wire.Asking,
    caller: Called,
    accept: Annotated[str, Header()] = "",
    last_event_id: Annotated[str | None, Header()] = None,
) -> Any:
    """Ask one question: server-sent events, or JSON where `Accept` is `application/json`.

    After a broken stream, ask the same again with `Last-Event-ID`: what was missed of the answer comes, if it was made.
    """
    desk, before = caller.desk, caller.visit(asking.conversation) if asking.conversation else None
    if before and (again := await run_sync(_kept, desk.store, before, last_event_id)):
        events = again
    else:
        desk.admit(caller.site, caller.visitor)
        async with desk.arrival():
            begun = await run_sync(_begun, caller, before, asking)
        events = _answering(desk, begun)
    if "text/event-stream" in accept:
        return EventSourceResponse(events, ping=_BEAT)
    *_, last = [event async for event in events]
    row = json.loads(last.data or "{}")
    return JSONResponse(row, 500 if "error" in row else 200)


@router.post("/v1/feedback", status_code=204)
async def feedback(rating: wire.Rating, caller: Called) -> None:
    """Say whether an answer helped, and why not."""
    visit = caller.visit(rating.conversation)
    why = masked(rating.why) if rating.why else None
    await run_sync(caller.desk.store.rate, visit, rating.n, rating.helpful, why)


@router.delete("/v1/conversation", status_code=204)
async def forget(caller: Called, x_conversation: Annotated[str, Header(min_length=1, max_length=64)]) -> None:
    """Delete one's own conversation, with all that was said in it."""
    await run_sync(caller.desk.store.forget, caller.visit(x_conversation))


@router.get("/v1/postings/{id}")
async def posting(id: str, caller: Called) -> dict[str, Any]:
    """A posting's sections, and questions that it answers."""
    chat = caller.desk.chat
    found = await run_sync(chat.posting, id)
    sections = [{"heading": s.heading, "text": found.text[s.start : s.end]} for s in found.sections]
    suggestions = await run_sync(chat.suggestions, found.id)
    return {
        "id": found.id,
        "title": found.title,
        "url": found.url,
        "status": found.status,
        "sections": sections,
        "suggestions": suggestions,
    }


@router.post("/v1/hello")
async def hello(page: wire.Opening, caller: Called) -> dict[str, Any]:
    """What an empty chat says: whom else to ask, and questions that the page's posting answers."""
    chat = caller.desk.chat
    about = await run_sync(_named, chat, page.posting)
    try:
        suggestions = await run_sync(chat.suggestions, about) if about else ()
    except PostingNotFound:
        suggestions = ()
    return {"contact": settings.contact(), "suggestions": suggestions}


@router.get("/widget.js")
async def widget() -> Response:
    """The widget, one file: `<script src="…/widget.js" data-site="KEY" async></script>`."""
    headers = {"cache-control": "public, max-age=3600"}
    return Response(WIDGET.read_bytes(), media_type="text/javascript", headers=headers)


@router.get("/healthz")
async def healthz() -> dict[str, str]:
    """The process lives."""
    return {"status": "ok"}


@router.get("/readyz")
async def readyz(desk: Annotated[Desk, Depends(desk_of)]) -> dict[str, Any]:
    """The index is open and the database answers."""
    await run_sync(desk.store.sites)
    return {"status": "ok", "postings": len(await run_sync(desk.chat.postings))}


@router.get("/metrics")
async def metrics(desk: Annotated[Desk, Depends(desk_of)]) -> Response:
    return Response(generate_latest(desk.figures.registry), media_type=CONTENT_TYPE_LATEST)


@dataclass(frozen=True, slots=True)
class _Begun:
    """An answer of which is known what will be read; reading it waits its turn."""

    visit: Visit
    n: int
    question: str
    about: str | None
    stream: Generator[Event]
    first: Event
    left: threading.Event


def _begun(caller: Caller, before: Visit | None, asking: wire.Asking) -> _Begun:
    store, chat = caller.desk.store, caller.desk.chat
    question, about = masked(asking.question), _named(chat, asking.posting)
    visit = before or store.begin(caller.site, caller.origin)
    turns, n = store.turns(visit) if before else ([], 1)
    left = threading.Event()
    payer = Payer(visit.token, caller.visitor)
    stream = chat.stream(question, posting=about, history=turns, payer=payer, left=left)
    return _Begun(visit, n, question, about, stream, next(stream), left)


async def _answering(desk: Desk, begun: _Begun) -> AsyncIterator[ServerSentEvent]:
    """The events of one answer; whoever leaves midway stops it, and nothing of it is kept."""
    visit, n, k = begun.visit, begun.n, 1
    try:
        yield _event(begun.first, visit, n, 0)
        async with desk.turn():
            while (event := await run_sync(next, begun.stream, None, abandon_on_cancel=True)) is not None:
                if isinstance(event, Answer):
                    desk.figures.count(event)
                    row = wire.of_answer(event)
                    n = await run_sync(desk.store.keep, visit, begun.question, begun.about, row)
                yield _event(event, visit, n, k)
                k += 1
    except Exception as error:
        said = str(error) if isinstance(error, RolecallError) else incident.record(error, desk.home)
        yield ServerSentEvent(json.dumps({"error": said}), event="error")
    finally:
        begun.left.set()
        with CancelScope(shield=True):
            await run_sync(_closed, begun.stream)


def _closed(stream: Generator[Event]) -> None:
    """Waits for whoever is still reading it in a thread that was left: not for long, as the stream knows."""
    for _ in range(_TRIES):
        try:
            stream.close()
            return
        except ValueError:
            time.sleep(0.05)


async def _again(answer: dict[str, Any], visit: Visit, n: int, after: int) -> AsyncIterator[ServerSentEvent]:
    """What was missed of an answer that is kept."""
    yield ServerSentEvent(json.dumps(_done(answer, visit, n)), event="done", id=f"{n}.{after + 1}")


def _kept(store: Store, visit: Visit, last_event_id: str | None) -> AsyncIterator[ServerSentEvent] | None:
    found = re.fullmatch(r"(\d{1,9})\.(\d{1,9})", last_event_id or "")
    answer = store.exchange(visit, int(found[1])) if found else None
    return _again(answer, visit, int(found[1]), int(found[2])) if found and answer else None


def _event(event: Event, visit: Visit, n: int, k: int) -> ServerSentEvent:
    if isinstance(event, Sources):
        name, data = "sources", wire.of_sources(event, visit.token)
    elif isinstance(event, Said):
        name, data = "part", wire.of_part(event)
    else:
        name, data = "done", _done(wire.of_answer(event), visit, n)
    return ServerSentEvent(json.dumps(data, ensure_ascii=False), event=name, id=f"{n}.{k}")


def _done(answer: dict[str, Any], visit: Visit, n: int) -> dict[str, Any]:
    return {"conversation": visit.token, "n": n, "answer": answer}


def _named(chat: Chat, name: str | None) -> str | None:
    """The id of the posting of that id, address or title; the name itself where there is none, which is answered so."""
    if name is None:
        return None
    for summary in chat.postings():
        if summary.id == name or (summary.url and summary.url.rstrip("/") == name.rstrip("/")):
            return summary.id
    try:
        return chat.posting(name).id
    except PostingNotFound:
        return name


def create_app(home: Path, *, demo: list[str] | None = None) -> FastAPI:
    """The API over the public index of `home`; `demo`: the origins at which it shows a careers page of them."""

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        app.state.desk = desk = await run_sync(Desk, home)
        if secret := settings.signing_secret():
            from bot.slack.door import door

            app.router.routes.append(door(SLACK, desk.store, secret))
        sweeping = asyncio.create_task(desk.sweep())
        yield
        sweeping.cancel()
        desk.store.close()

    app = FastAPI(title="Rolecall", version="1", lifespan=lifespan, docs_url=None, redoc_url=None)
    app.include_router(router)
    if demo:
        from bot.demo import pages

        app.include_router(pages(demo))
    app.add_middleware(Bounded, most=_BODY, at={SLACK: _SLACK_BODY})
    app.add_middleware(Origins, allowed=lambda origin: bool(app.state.desk.store.knows(origin)))
    app.add_middleware(Headers)
    handle(app)
    return app
