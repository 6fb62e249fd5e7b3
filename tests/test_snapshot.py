"""Writing the index: one writer, all or nothing, nothing embedded twice, whatever kills it."""

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import numpy as np
import pytest
from notice import BOARD, EQUAL, notice

from ingest import database, snapshot
from ingest.embedder import MiniLM
from ingest.errors import IndexBusy, RolecallError
from ingest.index import Index
from ingest.pipeline import ingest
from ingest.posting import Posting
from ingest.snapshot import writing
from ingest.vectors import Vectors, seal, write_vectors

ROOT = Path(__file__).parents[1]


def publish(home: Path, *postings: Posting) -> str:
    with writing(home) as writer:
        for posting in postings:
            writer.add(posting)
        return writer.publish()


@pytest.fixture
def embedded(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What is embedded from here on."""
    texts: list[str] = []
    embed = MiniLM.embed

    def spy(self: MiniLM, given: list[str]) -> np.ndarray:
        texts.extend(given)
        return embed(self, given)

    monkeypatch.setattr(MiniLM, "embed", spy)
    return texts


def versions(home: Path) -> list[str]:
    return sorted(path.name for path in (home / "public").iterdir() if path.is_dir())


def files(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_the_manifest_counts_what_is_there(tmp_path: Path) -> None:
    version = publish(tmp_path, *BOARD)
    index = Index.open(tmp_path)
    passages = sum(len(index.passages(posting.id)) for posting in BOARD)
    assert index.manifest.counts == {"postings": 3, "facts": 0, "passages": passages, "vectors": passages}
    assert index.version == version
    assert (tmp_path / "public" / "CURRENT").read_text() == version + "\n"
    index.close()


def test_the_same_postings_make_no_new_version(tmp_path: Path, embedded: list[str]) -> None:
    version = publish(tmp_path, *BOARD)
    assert embedded
    embedded.clear()
    before = files(tmp_path / "public" / version)
    assert publish(tmp_path, *BOARD) == version
    assert embedded == []
    assert versions(tmp_path) == [version]
    assert files(tmp_path / "public" / version) == before


def test_what_was_embedded_is_not_embedded_again(tmp_path: Path, embedded: list[str]) -> None:
    publish(tmp_path, *BOARD)
    embedded.clear()
    changed = notice("baker", "Night Baker", {"Pay": ["The wage is 21 euros an hour."], "Equal chances": [EQUAL]})
    publish(tmp_path, changed, *BOARD[1:])
    assert embedded == ["Night Baker > Pay\nThe wage is 21 euros an hour."]


def test_the_same_words_are_embedded_once_and_stored_twice(tmp_path: Path, embedded: list[str]) -> None:
    publish(tmp_path, *(notice(name, "Clerk", {"Equal chances": [EQUAL]}) for name in ("a", "b")))
    assert embedded == [f"Clerk > Equal chances\n{EQUAL}"]
    index = Index.open(tmp_path)
    assert {hit.passage.id for hit in index.search(EQUAL)} == {"a#1#0", "b#1#0"}
    assert index.manifest.counts["vectors"] == 1
    index.close()


def test_nothing_of_a_removed_posting_is_in_the_next_version(tmp_path: Path) -> None:
    publish(tmp_path, *BOARD)
    version = publish(tmp_path, *BOARD[:1])
    held = b"".join(files(tmp_path / "public" / version).values())
    assert b"sailor" not in held
    assert b"ferry" not in held
    assert b"baker#1#0" in held


def test_the_live_version_and_the_one_before_are_kept(tmp_path: Path) -> None:
    made = [publish(tmp_path, notice("a", "Clerk", {"Pay": [f"It is {n}."]})) for n in range(4)]
    assert versions(tmp_path) == made[-2:]
    assert [version[:6] for version in made] == ["000001", "000002", "000003", "000004"]


def test_going_back_to_earlier_postings_is_a_new_version(tmp_path: Path) -> None:
    first, second, third = (publish(tmp_path, posting) for posting in (BOARD[0], BOARD[1], BOARD[0]))
    assert first[7:] == third[7:] != second[7:]
    assert versions(tmp_path) == [second, third]


def test_the_store_is_closed_when_it_is_published(tmp_path: Path) -> None:
    publish(tmp_path, *BOARD)
    if not Path("/proc/self/fd").is_dir():
        pytest.skip("only Linux tells what a process has open")
    links = [os.readlink(path) for path in Path("/proc/self/fd").iterdir() if path.is_symlink()]
    assert [link for link in links if str(tmp_path) in link] == []


@pytest.mark.parametrize("count", [1, 2, 30, 99])
def test_nothing_of_this_process_is_in_the_files(count: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Chroma writes the room that it keeps for more vectors as it lay in memory, with whatever texts were there."""

    def litter(folder: Path, count: int, dimension: int) -> None:
        held = count if count > 1 else 0
        for name, width in (("data_level0.bin", 1676), ("length.bin", 4)):
            (path,) = folder.glob(f"*/{name}")
            data = path.read_bytes()
            path.write_bytes(data[: held * width] + (b"SECRET" * len(data))[: len(data) - held * width])
        assert b"SECRET" in b"".join(files(folder).values())
        seal(folder, count, dimension)

    monkeypatch.setattr("ingest.vectors.seal", litter)
    version = publish(tmp_path, notice("many", "Clerk", {f"Part {n}": [f"This is matter {n}."] for n in range(count)}))
    assert b"SECRET" not in b"".join(files(tmp_path / "public" / version).values())
    index = Index.open(tmp_path)
    assert index._open_vectors().count() == count
    assert index._open_vectors().nearest(index.embedder.embed(["matter"])[0], 1)
    index.close()


@pytest.mark.parametrize("count", [2, 3, 4_001])
def test_every_vector_is_in_the_store(count: int, tmp_path: Path) -> None:
    rows = np.random.default_rng(1).normal(size=(count, 8)).astype(np.float32)
    rows /= np.linalg.norm(rows, axis=1, keepdims=True)
    ids = [f"p#{n}" for n in range(count)]
    parts = [(ids[at : at + 2_000], rows[at : at + 2_000]) for at in range(0, count, 2_000)]
    write_vectors(tmp_path / "vectors", parts, count)
    seal(tmp_path / "vectors", count, 8)
    vectors = Vectors(tmp_path / "vectors")
    assert vectors.count() == count
    assert [vectors.nearest(rows[n], 1) for n in (0, count // 2, -1)] == [[ids[n]] for n in (0, count // 2, -1)]
    vectors.close()


def test_a_store_of_another_layout_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "data_level0.bin").write_bytes(b"x" * 77)
    with pytest.raises(RuntimeError, match="laid out"):
        seal(tmp_path, 2, 384)


def test_reading_changes_no_file_but_chromas_table_of_locks(tmp_path: Path) -> None:
    lines = {f"Part {n}": [f"This is matter {n}."] for n in range(60)}
    version = publish(tmp_path, *BOARD, notice("many", "Clerk", lines))
    before = files(tmp_path / "public" / version)
    index = Index.open(tmp_path)
    index.search("pay", k=2)
    index.search("pay", posting_id="baker")
    index.close()
    after = files(tmp_path / "public" / version)
    assert {name for name in before | after if before.get(name) != after.get(name)} <= {"vectors/chroma.sqlite3"}


def test_a_second_writer_is_told_who_writes(tmp_path: Path) -> None:
    with writing(tmp_path), pytest.raises(IndexBusy, match=f"process {os.getpid()}.*Wait"), writing(tmp_path):
        pass
    with writing(tmp_path):
        pass
    with writing(tmp_path), writing(tmp_path, "internal"):
        pass


def test_a_second_process_is_told_too(tmp_path: Path) -> None:
    code = (
        "from pathlib import Path; from ingest.snapshot import writing; from ingest.errors import IndexBusy\n"
        f"try:\n    with writing(Path({str(tmp_path)!r})): print('wrote')\n"
        "except IndexBusy: print('busy')"
    )
    command = [sys.executable, "-c", code]
    here = {**os.environ, "PYTHONPATH": str(ROOT)}
    with writing(tmp_path):
        assert subprocess.run(command, env=here, capture_output=True, check=True).stdout.strip() == b"busy"
    assert subprocess.run(command, env=here, capture_output=True, check=True).stdout.strip() == b"wrote"


def test_a_home_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(RolecallError, match="--home"), writing(tmp_path / "file"):
        pass


def test_a_posting_that_repeats_itself_is_written(tmp_path: Path) -> None:
    text = f"Cook\n\n{'A (m/w/d) ' * 6000}\n\nWe need a cook who cooks.\n"
    (tmp_path / "cook.txt").write_text(text, encoding="utf-8")
    assert ingest([str(tmp_path / "cook.txt")], tmp_path / "home").added == ["cook"]


@pytest.mark.parametrize(
    "damage", [{"count": lambda self: 0}, {"read": lambda self, ids: dict.fromkeys(ids, np.ones(384) / 20)}]
)
def test_a_failed_check_leaves_the_last_good_version(
    damage: dict[str, object], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    version = publish(tmp_path, BOARD[0])
    for name, done in damage.items():
        monkeypatch.setattr(Vectors, name, done)
    with pytest.raises(RolecallError, match="stays in use"):
        publish(tmp_path, *BOARD)
    monkeypatch.undo()
    assert Index.open(tmp_path).version == version
    assert publish(tmp_path, *BOARD).startswith("000002")
    assert "building" not in versions(tmp_path)


def test_a_full_disk_leaves_the_last_good_version(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    version = publish(tmp_path, BOARD[0])

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(snapshot, "sync_tree", full)
    with pytest.raises(RolecallError, match="disk space"):
        publish(tmp_path, *BOARD)
    assert Index.open(tmp_path).version == version


@pytest.mark.parametrize("words", ["", "no version", "000009-00000000"])
def test_a_damaged_current_is_mended_and_nothing_embedded_again(
    words: str, tmp_path: Path, embedded: list[str]
) -> None:
    version = publish(tmp_path, *BOARD)
    (tmp_path / "public" / "CURRENT").write_text(words)
    embedded.clear()
    assert publish(tmp_path, *BOARD) == version
    assert embedded == []
    assert Index.open(tmp_path).version == version


def test_half_a_version_is_never_read(tmp_path: Path) -> None:
    version = publish(tmp_path, BOARD[0])
    half = tmp_path / "public" / "000002-aaaaaaaa"
    half.mkdir()
    (half / "manifest.json").write_text('{"version": "000002-aaaaaaaa"}')
    (tmp_path / "public" / "building").mkdir()
    assert Index.open(tmp_path).version == version
    assert publish(tmp_path, *BOARD).startswith("00000")
    assert len(versions(tmp_path)) == 2
    assert not half.exists()


def test_what_a_killed_writer_has_embedded_is_not_embedded_again(
    tmp_path: Path, embedded: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as killed:
        killed.setattr(snapshot, "check", lambda *_: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            publish(tmp_path, *BOARD)
    assert embedded
    embedded.clear()
    publish(tmp_path, *BOARD)
    assert embedded == []
    assert "unfinished" not in versions(tmp_path)


def test_an_index_of_another_embedder_is_built_anew(
    tmp_path: Path, embedded: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as other:
        other.setattr(snapshot, "embedder_name", lambda: "another/fp32")
        other.setattr(database, "embedder_name", lambda: "another/fp32")
        old = publish(tmp_path, *BOARD)
    embedded.clear()
    with writing(tmp_path) as writer:
        assert writer.base
        for posting in BOARD:
            writer.keep(posting.id)
        version = writer.publish()
    assert version != old
    assert len(embedded) == Index.open(tmp_path).manifest.counts["vectors"]


KILLED = """
import sys
from pathlib import Path
sys.path[:0] = {paths!r}
from ingest.embedder import open_embedder
from ingest.snapshot import writing
from ingest.vectors import Vectors, seal, write_vectors
from notice import BOARD, notice
import chromadb
open_embedder()
home = Path({home!r})
print("ready", flush=True)
for n in range({start}, {start} + 100):
    with writing(home) as writer:
        for posting in [*BOARD, notice("clerk", "Clerk", {{"Pay": [f"The pay is {{n}} an hour."]}})]:
            writer.add(posting)
        writer.publish()
    print(n, flush=True)
"""


def test_a_killed_writer_leaves_a_good_version_and_the_next_cleans_up(tmp_path: Path) -> None:
    """Killed while it publishes the first time or the second, at moments spread over the time that one takes."""
    publish(tmp_path, BOARD[0])
    began = time.monotonic()
    publish(tmp_path, *BOARD)
    once = time.monotonic() - began
    chance = random.Random(7)
    for trial in range(15):
        code = KILLED.format(paths=[str(ROOT), str(ROOT / "tests")], home=str(tmp_path), start=1000 * trial)
        with subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE) as process:
            assert process.stdout
            assert process.stdout.readline() == b"ready\n"
            if trial % 2:
                assert process.stdout.readline() == b"%d\n" % (1000 * trial)
            time.sleep(chance.uniform(0, 1.5 * once))
            process.send_signal(signal.SIGKILL)
        index = Index.open(tmp_path)
        assert [index.posting(posting.id) for posting in BOARD] == list(BOARD)
        assert index.search("Do you pay for moving?", k=1)[0].passage.id == "sailor#2#0"
        index.close()
    version = publish(tmp_path, BOARD[0])
    assert versions(tmp_path)[-1] == version
    assert len(versions(tmp_path)) == 2
    assert not (tmp_path / "public" / "CURRENT.new").exists()
