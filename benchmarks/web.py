"""The web API under load: `python -m benchmarks.web HOME POSTING [VISITORS] [LEFT]`.

VISITORS at once, each asking three questions: what is lost, and the time to the first event. Then LEFT streams that are
left midway: what threads, open files and answers in the making remain. The server is a process of its own.
"""

import asyncio
import os
import socket
import subprocess
import sys
import time
from contextlib import AsyncExitStack
from pathlib import Path

import httpx
import numpy as np

from bot.sites import added
from bot.store import Store

QUESTIONS = ("What is the pay?", "do you pay for moving?", "how much travel is there?")
ORIGIN = "https://careers.example.com"


async def ask(client: httpx.AsyncClient, question: str, posting: str, *, leave: bool = False) -> tuple[float, bool]:
    """Milliseconds to the first event, and whether the answer came whole."""
    began, first, whole = time.perf_counter(), 0.0, False
    body = {"question": question, "posting": posting}
    async with client.stream("POST", "/v1/chat", json=body, headers={"accept": "text/event-stream"}) as response:
        async for line in response.aiter_lines():
            if line.startswith("event:") and not first:
                first = (time.perf_counter() - began) * 1000
                if leave:
                    break
            whole = whole or line.startswith("event: done")
    return first, whole


async def visitors(url: str, key: str, posting: str, count: int) -> list[tuple[float, bool]]:
    """Each with connections of their own: one pool for all would be what is measured."""
    headers, transport = {"origin": ORIGIN, "x-site-key": key}, httpx.AsyncHTTPTransport
    async with AsyncExitStack() as stack:
        clients = [
            httpx.AsyncClient(base_url=url, headers=headers, transport=transport(), timeout=60) for _ in range(count)
        ]
        for client in clients:
            await stack.enter_async_context(client)

        async def one(client: httpx.AsyncClient) -> list[tuple[float, bool]]:
            return [await ask(client, question, posting) for question in QUESTIONS]

        return [row for rows in await asyncio.gather(*map(one, clients)) for row in rows]


async def leavers(url: str, key: str, posting: str, count: int) -> None:
    headers = {"origin": ORIGIN, "x-site-key": key}
    async with httpx.AsyncClient(base_url=url, headers=headers, timeout=60) as client:
        for start in range(0, count, 20):
            await asyncio.gather(*(ask(client, QUESTIONS[0], posting, leave=True) for _ in range(start, start + 20)))


def held(server: int) -> tuple[int, int]:
    """Threads and open files of a process."""
    return len(os.listdir(f"/proc/{server}/task")), len(os.listdir(f"/proc/{server}/fd"))


def main(home: str, posting: str, count: str = "50", left: str = "1000") -> None:
    os.environ |= {"ROLECALL_QUESTIONS_A_MINUTE": "1000000", "ROLECALL_QUESTIONS_A_DAY": "1000000"}
    store = Store(Path(home))
    for site in store.sites():
        store.remove_site(site.name)
    key = added(store, "load", [ORIGIN])
    store.close()
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    url = f"http://127.0.0.1:{port}"
    command = [sys.executable, "-m", "bot.cli", "serve", "--port", str(port), "--home", home]
    with subprocess.Popen(command, stderr=subprocess.DEVNULL) as server:
        try:
            _ready(url)
            asyncio.run(visitors(url, key, posting, 2))
            found = asyncio.run(visitors(url, key, posting, int(count)))
            first = [milliseconds for milliseconds, _ in found]
            lost = sum(not whole for _, whole in found)
            print(f"{count} visitors at once: {len(found)} questions, {lost} lost")
            print(f"first event: median {np.median(first):.0f} ms, p95 {np.quantile(first, 0.95):.0f} ms")
            before = held(server.pid)
            asyncio.run(leavers(url, key, posting, int(left)))
            time.sleep(3)
            lines = httpx.get(f"{url}/metrics").text.splitlines()
            making = next(line for line in lines if line.startswith("rolecall_answers_in_the_making "))
            print(f"{left} streams left: threads and files {before} before, {held(server.pid)} after; {making}")
        finally:
            server.terminate()


def _ready(url: str) -> None:
    while True:
        try:
            httpx.get(f"{url}/readyz", timeout=5).raise_for_status()
            return
        except httpx.HTTPError:
            time.sleep(0.2)


if __name__ == "__main__":
    main(*sys.argv[1:])
