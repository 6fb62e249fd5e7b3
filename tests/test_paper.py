"""PDF and Word files: what is read from sound ones, and that hostile ones end in a sentence and nothing else."""

import io
import os
import subprocess
import time
import zipfile
import zlib
from pathlib import Path
from typing import Any

import pytest
from paper import W, docx, of_streams, paragraph, pdf, whole

from ingest import sandbox
from ingest.errors import SourceError
from ingest.pipeline import ingest
from ingest.posting import Posting
from ingest.reading import read_posting
from ingest.source import Document

SHARED = Path(__file__).parents[2] / "shared" / "postings" / "bulletins_pdf"


def read(data: bytes, name: str = "x.pdf") -> Posting:
    return read_posting(Document(name, data, name))


def error(data: bytes, name: str = "x.pdf") -> str:
    with pytest.raises(SourceError) as caught:
        read(data, name)
    return str(caught.value)


LEFT = (
    "You keep the lights of the harbour in order", "and repair what the sea has worn away in", "winter. You climb, you"
    " weld, and you write", "down what you did.", "The pay is 45,000 EUR per year.", "We offer thirty days of leave."
)  # fmt: skip
RIGHT = (
    "Candidates hold a licence for small boats", "and have worked at heights for two years.",
    "They can read a chart and a wiring plan.", "Send your papers to the harbour office",
    "before 1 March 2027. We answer every letter",
    "within two weeks of its coming in.",
)  # fmt: skip


def columns() -> bytes:
    lines = [
        (60.0, 60.0, "Lighthouse Keeper", "F2", 20.0),
        (60.0, 100.0, "Merrowell Harbour, Department of Lights", "F1", 10.0),
    ]
    for x, texts in ((60.0, LEFT), (330.0, RIGHT)):
        lines += [(x, 140.0 + 13.0 * n, text, "F1", 10.0) for n, text in enumerate(texts)]
    lines.append(
        (
            60.0,
            300.0,
            "Merrowell welcomes all who apply, whoever they are and wherever they come from today.",
            "F1",
            10.0,
        )
    )
    return pdf(lines)


def test_two_columns_are_read_one_after_the_other() -> None:
    posting = read(columns())
    assert posting.title == "Lighthouse Keeper"
    text = " ".join(posting.text.split())
    assert "and repair what the sea has worn away in winter. You climb, you weld, and you write down" in text
    assert text.index("thirty days of leave") < text.index("Candidates hold a licence")
    assert "Send your papers to the harbour office before 1 March 2027." in text
    assert text.index("its coming in") < text.index("Merrowell welcomes all")


def test_labels_and_values_stay_on_one_line() -> None:
    rows = [("Class code:", "1223"), ("Salary:", "45,000 EUR per year"), ("Place:", "Oslo"), ("Open:", "1 May 2027"),
            ("Hours:", "38"), ("Shift:", "Nights")]  # fmt: skip
    lines = [(60.0, 60.0, "Clerk", "F2", 18.0)]
    for n, (label, value) in enumerate(rows):
        lines += [(60.0, 100.0 + 14 * n, label, "F1", 10.0), (330.0, 100.0 + 14 * n, value, "F1", 10.0)]
    text = read(pdf(lines)).text
    assert all(f"{label} {value}" in text for label, value in rows)


def test_headings_bullets_and_words_parted_at_the_end_of_a_line() -> None:
    lines = [
        (60.0, 60.0, "Cook", "F2", 18.0), (60.0, 100.0, "YOUR TASKS", "F2", 10.0),
        (60.0, 120.0, "\x95 Cook for the crew, which is large and hun-", "F1", 10.0),
        (70.0, 132.0, "gry at all hours of the day and of the night", "F1", 10.0),
        (60.0, 144.0, "\x95 Keep the well-", "F1", 10.0), (70.0, 156.0, "known order of the galley", "F1", 10.0),
        (60.0, 180.0, "Pay", "F2", 10.0), (60.0, 200.0, "The pay is $25.50 an hour.", "F1", 10.0),
    ]  # fmt: skip
    posting = read(pdf(lines))
    assert [section.heading for section in posting.sections] == ["Cook", "YOUR TASKS", "Pay"]
    assert "- Cook for the crew, which is large and hungry at all hours of the day and of the night\n" in posting.text
    assert "- Keep the well-known order of the galley" in posting.text


def test_what_each_page_repeats_and_its_number_are_left_out() -> None:
    body = "The work of this page is told here at some length, so that it is a paragraph of its own."
    pages = [
        [(60.0, 40.0, "Merrowell Harbour - staff notice", "F1", 8.0), (60.0, 100.0, f"{body} Part {name}.", "F1", 10.0),
         (300.0, 760.0, f"Page {n} of 3", "F1", 8.0)]
        for n, name in enumerate(("one", "two", "three"), start=1)
    ]  # fmt: skip
    text = read(pdf(*pages)).text
    assert text.count("staff notice") == 1
    assert "Page 2" not in text
    assert all(f"Part {name}." in text for name in ("one", "two", "three"))


def test_word() -> None:
    body = (
        paragraph("Lighthouse Keeper", "Heading1") + paragraph("Your tasks", "Heading2") + paragraph("Keep the lights.")
        + paragraph("What we offer", bold=True) + paragraph("Thirty days of leave &amp; a boat.")
        + "<w:tbl><w:tr><w:tc>" + paragraph("Salary") + "</w:tc><w:tc>" + paragraph("45,000 EUR per year")
        + "</w:tc></w:tr></w:tbl>"
    )  # fmt: skip
    posting = read(docx(body), "x.docx")
    assert posting.title == "Lighthouse Keeper"
    assert [section.heading for section in posting.sections[1:]] == ["Your tasks", "What we offer"]
    assert "Thirty days of leave & a boat." in posting.text
    assert "45,000 EUR per year" in posting.text


LONG = b"BT /F1 10 Tf 60 700 Td (Cook) Tj ET\n"


def inflating(size: int) -> bytes:
    packer = zlib.compressobj(9)
    block = b" " * 1_000_000
    return b"".join(packer.compress(block) for _ in range(size)) + packer.flush()


def archive(**members: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for name, data in members.items():
            made.writestr(name.replace("__", "/"), data)
    return out.getvalue()


def locked() -> bytes:
    key = "<" + "00" * 32 + ">"
    rules = f"<< /Filter /Standard /V 1 /R 2 /O {key} /U {key} /P -44 >>".encode()
    page = [b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [] /Count 0 >>", rules]
    return whole(page, b"/Root 1 0 R /Encrypt 3 0 R /ID [<00> <00>]")


PDFS = {
    "cut off": (columns()[:900], "damaged"),
    "no PDF behind its mark": (b"%PDF-1.7\n" + os.urandom(5000), "damaged"),
    "empty behind its mark": (b"%PDF-1.4\n", "damaged"),
    "a scan": (pdf([]), "scan"),
    "locked": (locked(), "password"),
    "too many pages": (of_streams([zlib.compress(LONG)] * 210), "pages"),
    "a stream that inflates to gigabytes": (of_streams([inflating(3_000)]), "stopped"),
    "streams packed twice": (
        of_streams([zlib.compress(inflating(3_000))], "[/FlateDecode /FlateDecode]"), "stopped",
    ),
    "pages that hold themselves": (
        whole([b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [2 0 R 2 0 R] /Count 2 >>"]), "scan",
    ),
    "arrays inside arrays": (
        whole([b"<< /Type /Catalog /Pages 2 0 R /X " + b"[" * 60_000 + b"]" * 60_000 + b" >>",
               b"<< /Type /Pages /Kids [] /Count 0 >>"]), "",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", PDFS)
def test_a_hostile_or_damaged_pdf_is_told_in_a_sentence(name: str) -> None:
    data, word = PDFS[name]
    said = error(data)
    assert word in said
    assert said.endswith(".")


DOCX = {
    "cut off": (docx(paragraph("Cook"))[:600], "damaged"),
    "another archive": (archive(readme=b"Cook"), "archive"),
    "gigabytes of blanks": (docx(paragraph("Cook"), more={"word/media.xml": bytes(400_000_000)}), "unpacks"),
    "very many members": (docx(paragraph("Cook"), more={f"word/{n}.bin": b"x" for n in range(6_000)}), "unpacks"),
    "entities": (
        docx("<w:p><w:r><w:t>&b;</w:t></w:r></w:p>",
             '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;">]>'), "no Word program",
    ),
    "an outside entity": (
        docx("<w:p><w:r><w:t>&b;</w:t></w:r></w:p>", '<!DOCTYPE x [<!ENTITY b SYSTEM "file:///etc/passwd">]>'),
        "no Word program",
    ),
    "no text": (docx(""), "without text"),
    "broken XML": (docx("<w:p><w:r>"), "damaged"),
    "deep nesting": (docx("<w:sdt><w:sdtContent>" * 30_000 + "</w:sdtContent></w:sdt>" * 30_000), ""),
    "a document that is none": (archive(word__document=b"x", **{"word__document.xml": f"<a {W}/>".encode()}), ""),
}  # fmt: skip


@pytest.mark.parametrize("name", DOCX)
def test_a_hostile_or_damaged_word_file_is_told_in_a_sentence(name: str) -> None:
    data, word = DOCX[name]
    said = error(data, "x.docx")
    assert word in said
    assert said.endswith(".")


def child(monkeypatch: pytest.MonkeyPatch, code: str) -> str:
    """What is said of a file whose parser runs this code."""
    popen = subprocess.Popen

    def other(command: list[str], **options: Any) -> subprocess.Popen[bytes]:
        limited = "from ingest import sandbox; sandbox._limit()\n" + code
        here = str(Path(sandbox.__file__).parents[1])
        return popen([*command[:3], f"import sys; sys.path.insert(0, {here!r}); {limited}"], **options)

    monkeypatch.setattr(subprocess, "Popen", other)
    return error(columns())


def test_a_parser_that_hangs_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sandbox, "WALL", 0.5)
    began = time.monotonic()
    assert "stopped" in child(monkeypatch, "import time; time.sleep(60)")
    assert time.monotonic() - began < 30


def test_a_parser_that_eats_memory_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    assert "stopped" in child(
        monkeypatch,
        "import sys\ntry:\n    x = bytearray(3_000_000_000)\nexcept MemoryError:\n    sys.exit(sandbox.STARVED)",
    )


def test_a_parser_that_writes_a_file_cannot(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    target = tmp_path / "out"
    child(monkeypatch, f"open({str(target)!r}, 'w').write('x' * 10)")
    assert not target.exists() or target.stat().st_size == 0


def test_the_environment_is_not_handed_on(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", "sk-secret")
    said = child(
        monkeypatch, "import os, sys; sys.stdout.write(str(dict(os.environ))); sys.stdout.flush(); sys.exit(3)"
    )
    assert "sk-secret" not in said


def test_bad_files_lose_nothing(tmp_path: Path) -> None:
    jobs = tmp_path / "jobs"
    jobs.mkdir()
    (jobs / "keeper.pdf").write_bytes(columns())
    home = tmp_path / "home"
    assert ingest([str(jobs)], home).added == ["keeper"]
    (jobs / "keeper.pdf").write_bytes(PDFS["cut off"][0])
    (jobs / "bomb.docx").write_bytes(DOCX["gigabytes of blanks"][0])
    report = ingest([str(jobs)], home, prune=True)
    assert [name for name, _ in report.failed] == ["bomb.docx", "keeper.pdf"]
    assert (report.removed, report.closed) == ([], [])


@pytest.mark.skipif(not SHARED.exists(), reason="the third-party PDFs are not part of this repository")
@pytest.mark.parametrize("path", sorted(SHARED.glob("*.pdf")), ids=lambda path: path.stem[:20])
def test_real_bulletins_have_their_sections(path: Path) -> None:
    posting = read(path.read_bytes(), path.name)
    headings = {section.heading.upper() for section in posting.sections}
    if "SUMMAR" in path.name.upper():
        assert "POLICE OFFICER" in headings
    else:
        assert {"ANNUAL SALARY", "DUTIES", "SELECTION PROCESS"} <= headings
        assert "Class Code:" in posting.text
