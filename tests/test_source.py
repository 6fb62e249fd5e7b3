"""Files and folders as documents: one bad file never stops the rest."""

import os
from pathlib import Path

import pytest

from ingest.errors import SourceError
from ingest.source import LARGEST, documents


def test_a_file(tmp_path: Path) -> None:
    path = tmp_path / "cook.txt"
    path.write_text("Cook\n\nYou cook.", encoding="utf-8")
    (document,) = documents(path)
    assert (document.name, document.data, document.error) == ("cook.txt", b"Cook\n\nYou cook.", "")
    assert document.source == str(path)


def test_a_folder_is_sorted_and_recursive(tmp_path: Path) -> None:
    for name in ("b.md", "a/z.html", "a/.hidden.txt", ".git/x.txt", "notes.odt", "a/B.TXT", "board.csv", "~$b.docx"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text("text", encoding="utf-8")
    assert [document.name for document in documents(str(tmp_path))] == ["a/B.TXT", "a/z.html", "b.md", "board.csv"]


def test_linked_folders_end(tmp_path: Path) -> None:
    (tmp_path / "jobs").mkdir()
    (tmp_path / "jobs" / "cook.txt").write_text("Cook", encoding="utf-8")
    (tmp_path / "jobs" / "again").symlink_to(tmp_path / "jobs", target_is_directory=True)
    assert [document.name for document in documents(tmp_path)] == ["jobs/cook.txt"]


def test_a_broken_link_is_a_document_with_an_error(tmp_path: Path) -> None:
    (tmp_path / "gone.txt").symlink_to(tmp_path / "nowhere.txt")
    (tmp_path / "cook.txt").write_text("Cook", encoding="utf-8")
    cook, gone = documents(tmp_path)
    assert not cook.error
    assert gone.error


@pytest.mark.parametrize(
    ("data", "word"),
    [
        (b"", "empty"),
        (b" \n\t\n", "empty"),
        (b"{\\rtf1 ...", "docx"),
        (b"abc\x00\x01\x02def", "binary"),
    ],
)
def test_what_is_no_text_says_so(tmp_path: Path, data: bytes, word: str) -> None:
    (tmp_path / "bad.txt").write_bytes(data)
    (tmp_path / "good.txt").write_bytes(b"Cook")
    bad, good = documents(tmp_path)
    assert word in bad.error
    assert not good.error


def test_a_huge_file_is_refused_by_its_size(tmp_path: Path) -> None:
    path = tmp_path / "huge.txt"
    with path.open("wb") as file:
        file.truncate(LARGEST + 1)
    (document,) = documents(path)
    assert "20 MB" in document.error
    assert document.data == b""


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_an_unreadable_file(tmp_path: Path) -> None:
    path = tmp_path / "secret.txt"
    path.write_text("Cook", encoding="utf-8")
    path.chmod(0)
    (document,) = documents(path)
    assert "could not be read" in document.error


def test_nothing_there(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="no file or folder"):
        list(documents(tmp_path / "nowhere"))
    with pytest.raises(SourceError, match="holds no postings"):
        list(documents(tmp_path))
