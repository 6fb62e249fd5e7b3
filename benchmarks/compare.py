"""Rolecall beside the plain LangChain pipeline, in one run: `make bench`.

The plain pipeline is what most tutorials build: RecursiveCharacterTextSplitter (1000 / 200), the same MiniLM, Chroma,
the four nearest chunks. It has no silence: it always returns chunks. Compared: whether the evidence is in what is
shown, how much is shown, and time, as ratios of medians.
"""

import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from benchmarks.evaluate import ask_all, ids_by_name, summary
from benchmarks.labelled import ROOT, Question, held, load
from bot.chat import Chat, open_chat
from ingest.embedder import open_embedder
from ingest.pipeline import ingest


def plain_pipeline(chat: Chat) -> Callable[[Question, str], list[str]]:
    """question, posting id -> the chunks it would show"""
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
            embeddings=embedder.embed_documents(chunks),  # type: ignore[arg-type]
            metadatas=[{"posting": posting.id}] * len(chunks),
        )

    def ask(question: Question, id: str) -> list[str]:
        vector = embedder.embed_query(question.text)
        found = store.query(query_embeddings=[vector], n_results=4, where={"posting": id})  # type: ignore[arg-type]
        return (found["documents"] or [[]])[0]

    return ask


def timed(call: Callable[[], object]) -> float:
    began = time.perf_counter()
    call()
    return (time.perf_counter() - began) * 1000


def main() -> None:
    questions = [q for q in load(ROOT / "tests" / "golden.jsonl") if q.status != "declined" and not q.history]
    with tempfile.TemporaryDirectory() as home:
        ingest([str(ROOT / "data" / "postings")], Path(home))
        chat = open_chat(Path(home))
        ids = {Path(name).stem: id for name, id in ids_by_name(chat).items()}
        plain = plain_pipeline(chat)
        stated = [q for q in questions if not q.silent]
        shown = {q: plain(q, ids[q.doc]) for q in stated}
        whole = sum(all(held(" ".join(chunks), group) for group in q.expects) for q, chunks in shown.items())
        verdicts = ask_all(chat, questions, ids)
        quoted = [sum(len(c.quote) for c in v.answer.citations) for v in verdicts if v.answered]
        ours = [timed(lambda q=q: chat.ask(q.text, posting=ids[q.doc])) for q in questions]  # type: ignore[misc]
        theirs = [timed(lambda q=q: plain(q, ids[q.doc])) for q in questions]  # type: ignore[misc]
    length = statistics.median(sum(map(len, chunks)) for chunks in shown.values())
    shorter = length / statistics.median(quoted)
    slower = statistics.median(ours) / statistics.median(theirs)
    print(f"Rolecall, {len(questions)} golden questions:\n{summary(verdicts)}")
    print(
        f"plain    {whole}/{len(stated)} have all evidence somewhere in four chunks; every silent question gets chunks"
    )
    print(
        f"shown    {statistics.median(quoted):.0f} characters (median), plain {length:.0f}: {shorter:.1f} times as much"
    )
    print(
        f"time     {statistics.median(ours):.1f} ms a warm question (median), {slower:.1f} times plain retrieval alone"
    )


if __name__ == "__main__":
    main()
