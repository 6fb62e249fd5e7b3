"""Reading the index: search, names, versions, and what is said when there is nothing good to read."""

import dataclasses
import json
import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from notice import BOARD, EQUAL, notice

from ingest.errors import IndexMismatch, IndexMissing, PostingAmbiguous, PostingNotFound
from ingest.index import Index, fuse, match_any
from ingest.posting import Fact, Posting
from ingest.snapshot import writing


def publish(home: Path, *postings: Posting) -> str:
    with writing(home) as writer:
        for posting in postings:
            writer.add(posting)
        return writer.publish()


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("home")
    publish(home, *BOARD)
    return home


@pytest.fixture(scope="module")
def index(home: Path) -> Iterator[Index]:
    index = Index.open(home)
    yield index
    index.close()


def test_a_posting_comes_back_whole(tmp_path: Path) -> None:
    posting = BOARD[0]
    pay = posting.text.index("19 euros")
    facts = (
        Fact("salary", {"min": 19.0, "max": None, "currency": "EUR"}, "19 euros", pay, pay + 8),
        Fact("location", ["Ærø", "漢"], "19", pay, pay + 2, "field"),
    )
    lead = (posting.sentences[1].start, posting.sentences[1].end)
    sentences = (*posting.sentences[:-1], dataclasses.replace(posting.sentences[-1], bullet=True, lead=lead))
    whole = dataclasses.replace(
        posting, facts=facts, sentences=sentences, kind="faq", status="closed", url="https://x.example/1",
        fields={"pay": 19, "tags": ["a", "b"], "none": None},
    )  # fmt: skip
    publish(tmp_path, whole)
    with_index = Index.open(tmp_path)
    assert with_index.posting("baker") == whole
    (summary,) = with_index.summaries()
    assert (summary.id, summary.kind, summary.status, summary.url) == ("baker", "faq", "closed", "https://x.example/1")
    assert (summary.source, summary.external_id) == ("/jobs", "baker.md")
    with_index.close()


def test_quotes_count_characters_not_bytes(tmp_path: Path) -> None:
    publish(tmp_path, notice("p", "Bäcker 🥖", {"Löhne 漢字": ["Der Lohn beträgt 19 € die Stunde 🥐.", "Für alle."]}))
    index = Index.open(tmp_path)
    posting = index.posting("p")
    (hit,) = index.search_text("Lohn", 1)
    assert hit.text == posting.text[hit.passage.start : hit.passage.end]
    assert "🥐. Für alle." in hit.text
    index.close()


def test_the_board_is_searched_by_meaning_and_by_words(index: Index) -> None:
    meant = index.search("Do I get help with relocation?", k=3)
    assert meant[0].passage.id == "sailor#2#0"
    assert meant[0].text == "We pay for your move to the island."
    assert len(meant) == 3
    worded = index.search("ovens")[0]
    assert worded.passage.posting_id == "baker"
    assert worded.lexical > 0
    assert [hit.score for hit in meant] == sorted((hit.score for hit in meant), reverse=True)


def test_one_posting_is_searched_alone(index: Index) -> None:
    hits = index.search("What about diversity and a salary?", posting_id="baker")
    assert {hit.passage.posting_id for hit in hits} == {"baker"}
    assert len(hits) == len(index.passages("baker"))
    asked = index.embedder.embed(["What about diversity and a salary?"])[0]
    text = "Night Baker > Pay\nThe wage is 19 euros an hour."
    pay = next(hit for hit in hits if hit.passage.id == "baker#2#0")
    assert pay.dense == pytest.approx(float(index.embedder.embed([text])[0] @ asked), abs=0.02)
    assert index.search("anything", posting_id="nobody") == []


def test_the_same_words_in_two_postings_are_two_passages(index: Index) -> None:
    found = {hit.passage.posting_id for hit in index.search(EQUAL, k=12) if hit.text == EQUAL}
    assert found == {"baker", "sailor", "senior-baker"}


def test_words_alone_need_neither_the_model_nor_chroma(home: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from ingest.index import Index\n"
        f"index = Index.open(Path({str(home)!r}))\n"
        "index.posting('baker'); index.summaries(); index.resolve('ferry deckhand')\n"
        "assert index.search_text('bakers lead', 5)[0].passage.posting_id == 'senior-baker'\n"
        "heavy = {'chromadb', 'onnxruntime', 'onnx', 'langchain_core', 'tokenizers', 'filelock'} & set(sys.modules)\n"
        "assert not heavy, heavy\n"
        "index.search('pay', posting_id='baker')\n"
        "assert 'chromadb' not in sys.modules\n"
    )
    here = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[1])}
    subprocess.run([sys.executable, "-c", code], env=here, check=True)


@given(st.text() | st.text(alphabet="\"'*()^:+-{}~\\ \0ANDORNEAR_🙂é\ud800"))
def test_any_question_is_safe_to_look_up(index: Index, question: str) -> None:
    index.search_text(question, 3)


def test_operators_are_words(index: Index) -> None:
    assert match_any('NEAR("x" AND y*) OR text:z') == '"near" OR "x" OR "and" OR "y" OR "or" OR "text" OR "z"'
    assert index.search_text('"', 3) == []
    assert index.search_text("baking BREAD", 1)[0].passage.id == "baker#1#0"


def test_names(index: Index) -> None:
    assert index.resolve("baker") == "baker"
    assert index.resolve("  night BAKER ") == "baker"
    assert index.resolve("ferry") == "sailor"
    assert index.resolve("senior baker") == "senior-baker"
    with pytest.raises(PostingAmbiguous) as caught:
        index.resolve("night")
    assert caught.value.titles == ("Night Baker (baker)", "Senior Night Baker (senior-baker)")
    assert "Senior Night Baker" in str(caught.value)
    for name in ("pilot", "", "?!"):
        with pytest.raises(PostingNotFound):
            index.resolve(name)
    with pytest.raises(PostingNotFound):
        index.posting("pilot")


def test_two_postings_of_one_title_are_told_apart_by_id(tmp_path: Path) -> None:
    publish(tmp_path, notice("a", "Clerk", {"Pay": ["Ten."]}), notice("b", "Clerk", {"Pay": ["Nine."]}))
    index = Index.open(tmp_path)
    assert index.resolve("b") == "b"
    with pytest.raises(PostingAmbiguous, match=r"Clerk \(a\); Clerk \(b\)"):
        index.resolve("clerk")
    index.close()


def test_an_index_of_nothing_finds_nothing(tmp_path: Path) -> None:
    publish(tmp_path, notice("a", "Clerk", {}))
    index = Index.open(tmp_path)
    assert index.search("clerk") == []
    assert index.search("clerk", posting_id="a") == []
    assert index.search_text("clerk", 3) == []
    index.close()


def test_fusion_takes_what_both_lists_hold() -> None:
    assert [place for place, _ in fuse({1: 0.9, 2: 0.8, 3: 0.1}, {2: 5.0, 4: 9.0})] == [2, 1, 4, 3]


def test_readers_move_on_to_the_next_version_and_keep_what_they_have(tmp_path: Path) -> None:
    publish(tmp_path, BOARD[0])
    first = Index.open(tmp_path)
    assert first.refresh() is first
    for name in ("a", "b", "c"):  # the first version is removed at the third
        publish(tmp_path, notice(name, "Clerk", {"Pay": [f"The pay is {name}."]}))
    assert not first.path.exists()
    assert first.posting("baker") == BOARD[0]
    assert first.search("pay", posting_id="baker")
    assert first.search("pay")
    now = first.refresh()
    assert now.version != first.version
    assert [summary.id for summary in now.summaries()] == ["c"]
    assert now.search("pay")[0].text == "The pay is c."
    now.close()
    first.close()


def many(count: int) -> Posting:
    """A posting of so many passages."""
    return notice("many", "Clerk", {f"Part {n}": [f"This part is about matter number {n}."] for n in range(count)})


@pytest.mark.parametrize("opened", [False, True])
def test_a_reader_whose_version_is_removed_goes_on(opened: bool, tmp_path: Path) -> None:
    publish(tmp_path, many(60), *BOARD)
    index = Index.open(tmp_path)
    before = index.search("Do you pay for moving?", k=3) if opened else None
    shutil.rmtree(index.path)
    after = index.search("Do you pay for moving?", k=3)
    assert after[0].passage.id == "sailor#2#0"
    assert before is None or [hit.passage for hit in after] == [hit.passage for hit in before]
    assert not index.path.exists()
    index.close()


def test_chroma_finds_what_an_exact_search_finds(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    publish(tmp_path, many(120), *BOARD)
    index = Index.open(tmp_path)
    questions = ["Do you pay for moving?", "matter number 17", "ovens", "salary history"]
    found = [[hit.passage for hit in index.search(question, k=5)] for question in questions]
    assert index._vectors
    monkeypatch.setattr("ingest.index.Index._open_vectors", lambda self: 1 / 0)
    monkeypatch.setattr(index, "path", tmp_path / "gone")
    assert [[hit.passage for hit in index.search(question, k=5)] for question in questions] == found
    index.close()


def test_one_store_may_be_open_twice_in_a_process(tmp_path: Path) -> None:
    publish(tmp_path, many(60))
    first, second = Index.open(tmp_path), Index.open(tmp_path)
    assert first.search("matter", k=2)
    assert second.search("matter", k=2)
    first.close()
    assert second.search("matter", k=2)
    second.close()


def test_many_threads_read_one_index(index: Index) -> None:
    faults: list[BaseException] = []

    def ask() -> None:
        try:
            for _ in range(5):
                assert index.search("relocation", k=3)[0].passage.posting_id == "sailor"
                assert index.posting("baker") == BOARD[0]
        except BaseException as fault:
            faults.append(fault)

    threads = [threading.Thread(target=ask) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert faults == []


def test_an_empty_home_names_the_command(tmp_path: Path) -> None:
    with pytest.raises(IndexMissing, match="rolecall ingest SOURCE"):
        Index.open(tmp_path)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("words", ["", "\0\xff", "../../etc", "000009-00000000", "two\nlines"])
def test_a_damaged_current_is_said_and_readers_stay(words: str, tmp_path: Path) -> None:
    publish(tmp_path, BOARD[0])
    index = Index.open(tmp_path)
    (tmp_path / "public" / "CURRENT").write_text(words)
    with pytest.raises(IndexMissing, match=r"damaged.*rolecall ingest SOURCE"):
        Index.open(tmp_path)
    assert index.refresh() is index
    index.close()


@pytest.mark.parametrize(("field", "value"), [("embedder", "another/fp32"), ("chunker", "lines-0"), ("format", 0)])
def test_an_index_of_another_making_names_the_command(field: str, value: object, tmp_path: Path) -> None:
    version = publish(tmp_path, BOARD[0])
    path = tmp_path / "public" / version / "manifest.json"
    path.write_text(json.dumps(json.loads(path.read_text()) | {field: value}))
    with pytest.raises(IndexMismatch, match="rolecall ingest SOURCE"):
        Index.open(tmp_path)


def test_audiences_are_apart(tmp_path: Path) -> None:
    publish(tmp_path, BOARD[0])
    with writing(tmp_path, "internal") as writer:
        writer.add(BOARD[1])
        writer.publish()
    public, internal = Index.open(tmp_path), Index.open(tmp_path, "internal")
    assert [summary.id for summary in public.summaries()] == ["baker"]
    assert [summary.id for summary in internal.summaries()] == ["sailor"]
    assert internal.audience == "internal"
    assert {hit.passage.posting_id for hit in public.search("ferry")} == {"baker"}
    public.close()
    internal.close()
