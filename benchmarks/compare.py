"""Rolecall beside the plain LangChain pipeline over the golden questions, in one run: `make eval`.

The plain pipeline is what most tutorials build: RecursiveCharacterTextSplitter (1000 / 200), the same MiniLM, Chroma,
the four nearest chunks; of these, the sentence nearest to the question is its answer. It has no silence, and no board.
"""

import re
import statistics
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np

from bot.chat import Chat, open_chat
from bot.evaluation import evaluate, figures
from bot.golden import Case, held, load, variants
from ingest.embedder import open_embedder
from ingest.pipeline import ingest

ROOT = Path(__file__).resolve().parents[1]


def plain_pipeline(chat: Chat) -> Callable[[str, str], tuple[list[str], str]]:
    """question, posting id -> (the four chunks, the nearest sentence of them)"""
    import chromadb
    from langchain_text_splitters import RecursiveCharacterTextSplitter

    splitter = RecursiveCharacterTextSplitter(chunk_size=1000, chunk_overlap=200)
    embedder = open_embedder()
    store = chromadb.EphemeralClient().create_collection("plain", embedding_function=None)
    for posting in chat.postings():
        chunks = splitter.split_text(chat.posting(posting.id).text)
        store.add(
            ids=[f"{posting.id}#{i}" for i in range(len(chunks))],
            documents=chunks,
            embeddings=embedder.embed(chunks),
            metadatas=[{"posting": posting.id}] * len(chunks),
        )

    def ask(question: str, id: str) -> tuple[list[str], str]:
        vector = embedder.embed([question])[0]
        found = store.query(query_embeddings=[vector], n_results=4, where={"posting": id})
        chunks = (found["documents"] or [[]])[0]
        sentences = [s for chunk in chunks for s in re.split(r"(?<=[.!?])\s+|\n+", chunk) if s.strip()]
        return chunks, sentences[int(np.argmax(embedder.embed(sentences) @ np.array(vector)))]

    return ask


def show(title: str, chat: Chat, cases: Sequence[Case]) -> None:
    print(f"{title}, {len(cases)} questions")
    for figure in figures(evaluate(chat, cases)):
        print(f"  {figure.name:38} {figure.value:6.3f}   {figure.low:.3f} to {figure.high:.3f}   of {figure.n}")


def timed(call: Callable[[], object]) -> float:
    began = time.perf_counter()
    call()
    return (time.perf_counter() - began) * 1000


def main() -> None:
    cases = [case for path in sorted((ROOT / "tests" / "golden").glob("*.jsonl")) for case in load(path)]
    with tempfile.TemporaryDirectory() as home:
        ingest([str(ROOT / "data" / "postings"), str(ROOT / "data" / "faqs" / "public")], Path(home))
        chat = open_chat(Path(home))
        show("Rolecall, as written", chat, cases)
        show("Rolecall, typed otherwise", chat, list(variants(cases)))
        plain = plain_pipeline(chat)
        asked = [c for c in cases if c.posting and not c.history and c.status in ("answered", "not_stated")]
        shown = [(case, plain(case.question, case.posting)) for case in asked if case.posting]
        stated = [(case, *found) for case, found in shown if case.expects]
        best = sum(all(held(sentence, group) for group in case.expects) for case, _, sentence in stated)
        four = sum(all(held(" ".join(chunks), group) for group in case.expects) for case, chunks, _ in stated)
        print(f"Plain pipeline, {len(shown)} questions on one posting")
        print(f"  {'right, of what is stated':38} {best / len(stated):6.3f}   the nearest sentence, of {len(stated)}")
        print(f"  {'… somewhere in four chunks':38} {four / len(stated):6.3f}")
        print(f"  {'false answers, of what is silent':38} {1:6.3f}   it always answers")
        ours = [timed(lambda c=c: chat.ask(c.question, posting=c.posting)) for c in asked]  # type: ignore[misc]
        theirs = [timed(lambda c=c: plain(c.question, c.posting)) for c in asked]  # type: ignore[misc]
        board = [timed(lambda c=c: chat.ask(c.question)) for c in cases if c.over_board]  # type: ignore[misc]
    ratio = statistics.median(ours) / statistics.median(theirs)
    print(f"Time (medians): {statistics.median(ours):.1f} ms a question, {ratio:.1f} times the plain pipeline's; ")
    print(f"  {statistics.median(board):.1f} ms over the board")


if __name__ == "__main__":
    main()
