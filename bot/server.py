"""`rolecall serve`: the API behind uvicorn."""

import sys
from pathlib import Path

import uvicorn

from bot import incident
from bot.chat import open_chat
from bot.store import Store
from bot.web import create_app


def run(home: Path, host: str, port: int, *, demo: bool) -> None:
    incident.keep_log(home)
    open_chat(home, extractive=True)  # no index: said here, in a sentence, before anything starts
    store = Store(home)
    if not demo and not store.sites():
        print("No site may ask yet: rolecall sites add NAME --origin https://…", file=sys.stderr)  # noqa: T201
    store.close()
    own = [f"http://{name}:{port}" for name in dict.fromkeys((host, "localhost"))]
    app = create_app(home, demo=own if demo else None)
    uvicorn.run(app, host=host, port=port, access_log=False)
