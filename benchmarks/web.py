"""The web API under load: `python -m benchmarks.web HOME POSTING [VISITORS] [LEFT]`.

VISITORS at once, each asking three questions: what is lost, and the time to the first event. Then LEFT streams that are
left midway: what threads, open files and answers in the making remain. The server is a process of its own.
"""

import asyncio
import json
import os
import socket
import subprocess
import sys
import time
from pathlib import Path

import httpx
import numpy as np

from bot.sites import added
from bot.store import Store

QUESTIONS = ("What is the pay?", "do you pay for moving?", "how much travel is there?")
ORIGIN = "https://careers.example.com"


async def ask(port: int, key: str, question: str, posting: str, *, leave: bool = False) -> tuple[float, bool]:
    """Milliseconds to the first event, and whether the answer came whole.

    Over a socket, written by hand: the visitors share the server's processors, and an HTTP client's own work on fifty
    requests at once would be most of what is measured.
    """
    body = json.dumps({"question": question, "posting": posting}).encode()
    headers = {
        "host": "127.0.0.1",
        "origin": ORIGIN,
        "x-site-key": key,
        "accept": "text/event-stream",
        "content-type": "application/json",
        "content-length": str(len(body)),
        "connection": "close",
    }
    head = "POST /v1/chat HTTP/1.1\r\n" + "".join(f"{name}: {value}\r\n" for name, value in headers.items()) + "\r\n"
    began, first, whole = time.perf_counter(), 0.0, False
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(head.encode() + body)
    async for line in reader:
        if line.startswith(b"event:") and not first:
            first = (time.perf_counter() - began) * 1000
            if leave:
                break
        whole = whole or line.startswith(b"event: done")
    writer.close()
    return first, whole


async def visitors(port: int, key: str, posting: str, count: int) -> list[tuple[float, bool]]:
    async def one() -> list[tuple[float, bool]]:
        return [await ask(port, key, question, posting) for question in QUESTIONS]

    return [row for rows in await asyncio.gather(*(one() for _ in range(count))) for row in rows]


async def leavers(port: int, key: str, posting: str, count: int) -> None:
    for start in range(0, count, 20):
        await asyncio.gather(*(ask(port, key, QUESTIONS[0], posting, leave=True) for _ in range(start, start + 20)))


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
            asyncio.run(visitors(port, key, posting, 2))
            found = asyncio.run(visitors(port, key, posting, int(count)))
            first = [milliseconds for milliseconds, _ in found]
            lost = sum(not whole for _, whole in found)
            print(f"{count} visitors at once: {len(found)} questions, {lost} lost")
            print(f"first event: median {np.median(first):.0f} ms, p95 {np.quantile(first, 0.95):.0f} ms")
            before = held(server.pid)
            asyncio.run(leavers(port, key, posting, int(left)))
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
