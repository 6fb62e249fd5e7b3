"""The web API in this process, at a port of its own."""

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx
import uvicorn
from fastapi import FastAPI

from bot.sites import added
from bot.store import Store
from bot.web import create_app

ORIGIN = "https://careers.example.com"


@dataclass
class Served:
    url: str
    key: str
    home: Path
    app: FastAPI

    def client(self, origin: str = ORIGIN, key: str | None = None) -> httpx.Client:
        return httpx.Client(base_url=self.url, headers={"origin": origin, "x-site-key": key or self.key}, timeout=20)


@contextmanager
def serving(home: Path, *, demo: bool = False) -> Iterator[Served]:
    """With `demo`, its careers page is the site that may ask."""
    store = Store(home)
    key = added(store, "careers", [ORIGIN])
    store.close()
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    app = create_app(home, demo=[f"http://127.0.0.1:{port}"] if demo else None)
    server = uvicorn.Server(uvicorn.Config(app, port=port, log_level="error"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.01)
    try:
        yield Served(f"http://127.0.0.1:{port}", key, home, app)
    finally:
        server.should_exit = True
        thread.join(10)
