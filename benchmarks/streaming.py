"""How fast an answer that a chat model writes begins: `python -m benchmarks.streaming HOME POSTING`.

Against a server on this machine that sends one whole sentence at once and stamps when it did: the time from the
question to the sources, and from the sentence's departure to its showing. Medians and p95.
"""

import os
import sys
from collections.abc import Iterator
from pathlib import Path
from time import perf_counter
from typing import Any

import numpy as np

from bot.answer import Said, Sources
from bot.chat import Chat, open_chat

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests"))
import upstream

ROUNDS = 200
QUESTION = "What is the pay?"


def timed(chat: Chat, posting: str, sent: list[float]) -> tuple[float, float]:
    """Milliseconds to the sources, and from the sentence's departure to its showing."""
    began, sources, shown = perf_counter(), 0.0, 0.0
    for event in chat.stream(QUESTION, posting=posting):
        if isinstance(event, Sources):
            sources = perf_counter()
        elif isinstance(event, Said) and not shown:
            shown = perf_counter()
    return (sources - began) * 1000, (shown - sent[-1]) * 1000


def main(home: str, posting: str) -> None:
    sent: list[float] = []

    def script(asked: dict[str, Any]) -> Iterator[upstream.Act]:
        quote = open_chat(Path(home), extractive=True).ask(QUESTION, posting=posting).citations[0].quote
        passages = asked["messages"][1]["content"].split("<<passage ")[1:]
        n = next(n for n, passage in enumerate(passages, start=1) if quote in passage)
        sent.append(perf_counter())
        yield upstream.answer((quote, n, quote))[:-2]
        yield 0.02
        yield "]}"

    with upstream.serving() as server:
        server.script = script
        os.environ |= {"OPENAI_BASE_URL": server.url, "ROLECALL_DAY_TOKENS": "1000000000"}
        chat = open_chat(Path(home))
        found = np.array([timed(chat, posting, sent) for _ in range(ROUNDS)][20:])
    for name, times in zip(("to the sources", "from sent to shown"), found.T, strict=True):
        print(f"{name:20} median {np.median(times):5.1f} ms   p95 {np.quantile(times, 0.95):5.1f} ms")


if __name__ == "__main__":
    main(*sys.argv[1:])
