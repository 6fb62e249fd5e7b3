"""The whole ingest, on small folders of real files."""

import json
from datetime import date
from pathlib import Path

import pytest

from ingest import pipeline
from ingest.embedder import MiniLM
from ingest.errors import IndexBusy, SourceError
from ingest.index import Index
from ingest.pipeline import Report, ingest
from ingest.posting import Posting
from ingest.reading import read_posting
from ingest.snapshot import writing
from ingest.source import Document


def write(folder: Path, name: str, pay: str = "The salary is $50,000 a year.") -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    title = path.stem.replace("-", " ").title()
    path.write_text(
        f"# {title}\n\nWe look for a {title} in Oslo.\n\n## Pay\n\n{pay}\n\n## Equal chances\n\nAll are welcome.\n"
    )
    return path


@pytest.fixture
def jobs(tmp_path: Path) -> Path:
    folder = tmp_path / "jobs"
    for name in ("baker.md", "clerk.md", "north/sailor.md"):
        write(folder, name)
    return folder


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "home"


def run(home: Path, *sources: Path, prune: bool = False) -> Report:
    return ingest([str(source) for source in sources], home, prune=prune)


def statuses(home: Path) -> dict[str, str]:
    index = Index.open(home)
    found: dict[str, str] = {summary.id: summary.status for summary in index.summaries()}
    index.close()
    return found


def test_a_folder_becomes_an_index(jobs: Path, home: Path) -> None:
    report = run(home, jobs)
    assert report.added == ["baker", "clerk", "sailor"]
    assert not any((report.changed, report.unchanged, report.removed, report.closed, report.failed))
    index = Index.open(home)
    assert index.version == report.version
    sailor = index.posting("sailor")
    assert (sailor.title, sailor.source, sailor.external_id) == (
        "Sailor",
        str(jobs / "north" / "sailor.md"),
        "sailor.md",
    )
    (salary,) = [fact for fact in sailor.facts if fact.name == "salary"]
    assert salary.value["min"] == 50_000
    assert salary.quote == sailor.text[salary.start : salary.end]
    assert "salary is $50,000" in index.search("What is the pay?", posting_id="sailor")[0].text
    index.close()


def test_again_embeds_nothing_and_publishes_nothing(jobs: Path, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = run(home, jobs)
    monkeypatch.setattr(MiniLM, "embed", lambda self, texts: pytest.fail("embedded again"))
    again = run(home, jobs)
    assert again.unchanged == first.added
    assert not any((again.added, again.changed, again.closed, again.failed))
    assert again.version == first.version
    assert len([path for path in (home / "public").iterdir() if path.is_dir()]) == 1


def test_the_same_folder_by_another_name_is_the_same_source(
    jobs: Path, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = run(home, jobs)
    monkeypatch.chdir(jobs.parent)
    again = ingest(["jobs", "./jobs/", str(jobs)], home)
    assert again.version == first.version
    assert again.unchanged == first.added


def test_what_changes_is_told(jobs: Path, home: Path) -> None:
    run(home, jobs)
    write(jobs, "clerk.md", "The salary is $60,000 a year.")
    write(jobs, "diver.md")
    report = run(home, jobs)
    assert (report.added, report.changed, report.unchanged) == (["diver"], ["clerk"], ["baker", "sailor"])
    index = Index.open(home)
    assert "$60,000" in index.posting("clerk").text
    assert not any("$50,000" in hit.text for hit in index.search("pay", posting_id="clerk"))
    index.close()


def test_what_is_gone_is_closed_and_reopens_when_it_is_back(jobs: Path, home: Path) -> None:
    run(home, jobs)
    text = (jobs / "clerk.md").read_text()
    (jobs / "clerk.md").unlink()
    assert run(home, jobs).closed == ["clerk"]
    assert statuses(home) == {"baker": "open", "clerk": "closed", "sailor": "open"}
    assert run(home, jobs).closed == []
    (jobs / "clerk.md").write_text(text)
    assert run(home, jobs).changed == ["clerk"]
    assert statuses(home)["clerk"] == "open"


def test_prune_removes_what_is_gone(jobs: Path, home: Path) -> None:
    run(home, jobs)
    (jobs / "clerk.md").unlink()
    (jobs / "baker.md").unlink()
    run(home, jobs)
    report = run(home, jobs, prune=True)
    assert report.removed == ["baker", "clerk"]
    assert statuses(home) == {"sailor": "open"}


def test_other_sources_are_left_alone(jobs: Path, home: Path, tmp_path: Path) -> None:
    run(home, jobs)
    write(tmp_path / "more", "pilot.md")
    report = run(home, tmp_path / "more", prune=True)
    assert report.added == ["pilot"]
    assert not report.removed
    assert len(statuses(home)) == 4


def test_a_file_by_itself_is_the_one_in_its_folder(jobs: Path, home: Path) -> None:
    run(home, jobs)
    write(jobs, "north/sailor.md", "The salary is $70,000 a year.")
    assert run(home, jobs / "north" / "sailor.md").changed == ["sailor"]
    again = run(home, jobs)
    assert again.unchanged == ["baker", "clerk", "sailor"]
    (jobs / "north" / "sailor.md").unlink()
    assert run(home, jobs).closed == ["sailor"]


def test_a_file_first_and_its_folder_after(jobs: Path, home: Path) -> None:
    run(home, jobs / "north" / "sailor.md")
    report = run(home, jobs)
    assert (report.added, report.unchanged) == (["baker", "clerk"], ["sailor"])
    (jobs / "north" / "sailor.md").unlink()
    assert run(home, jobs).closed == ["sailor"]


def test_files_of_one_name_get_ids_that_stay(jobs: Path, home: Path) -> None:
    write(jobs, "south/sailor.md", "The salary is $80,000 a year.")
    assert run(home, jobs).added == ["baker", "clerk", "sailor", "sailor-2"]
    write(jobs, "east/sailor.md", "The salary is $90,000 a year.")
    assert run(home, jobs).added == ["sailor-3"]
    index = Index.open(home)
    places = {summary.id: Path(summary.source).parent.name for summary in index.summaries() if "sailor" in summary.id}
    index.close()
    assert places == {"sailor": "north", "sailor-2": "south", "sailor-3": "east"}


def test_a_bad_document_stops_nothing_and_its_posting_stays(jobs: Path, home: Path) -> None:
    run(home, jobs)
    (jobs / "clerk.md").write_bytes(b"")
    (jobs / "zebra.md").write_bytes(b"\0\1\2" * 400)
    write(jobs, "baker.md", "The salary is $55,000 a year.")
    report = run(home, jobs, prune=True)
    assert [name for name, _ in report.failed] == ["clerk.md", "zebra.md"]
    assert all(reason for _, reason in report.failed)
    assert (report.changed, report.removed) == (["baker"], [])
    assert statuses(home) == {"baker": "open", "clerk": "open", "sailor": "open"}


def test_a_reader_that_trips_stops_nothing(
    jobs: Path, home: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:

    def trip(document: Document) -> Posting:
        if document.name == "clerk.md":
            raise ZeroDivisionError("SECRET")
        return read_posting(document)

    monkeypatch.setattr(pipeline, "read_posting", trip)
    report = run(home, jobs)
    ((name, reason),) = report.failed
    assert name == "clerk.md"
    assert "SECRET" not in reason
    assert report.added == ["baker", "sailor"]
    assert caplog.records


def test_where_nothing_can_be_read_nothing_changes(jobs: Path, home: Path, tmp_path: Path) -> None:
    empty = tmp_path / "empty"
    empty.mkdir()
    report = run(home, empty, tmp_path / "nowhere")
    assert [name for name, _ in report.failed] == [str(empty), str(tmp_path / "nowhere")]
    assert report.version == ""
    version = run(home, jobs).version
    for path in jobs.rglob("*.md"):
        path.write_bytes(b"")
    report = run(home, jobs, prune=True)
    assert len(report.failed) == 3
    assert not report.removed
    assert report.version == version
    assert len(statuses(home)) == 3


def test_an_index_of_another_embedder_is_rebuilt_from_what_it_holds(jobs: Path, home: Path, tmp_path: Path) -> None:
    version = run(home, jobs).version
    manifest = home / "public" / version / "manifest.json"
    manifest.write_text(json.dumps(json.loads(manifest.read_text()) | {"embedder": "another", "digest": "0" * 64}))
    write(tmp_path / "more", "pilot.md")
    report = run(home, tmp_path / "more")
    assert report.added == ["pilot"]
    assert set(statuses(home)) == {"baker", "clerk", "sailor", "pilot"}


def test_progress_is_told(jobs: Path, home: Path) -> None:
    told: list[tuple[int, int, str]] = []
    ingest([str(jobs)], home, progress=lambda *given: told.append(given))
    assert told[0] == (0, 3, "Reading baker.md")
    assert told[-1][0] == told[-1][1]
    assert told[-1][2] == "Embedding"


def test_one_ingest_at_a_time(jobs: Path, home: Path) -> None:
    with writing(home), pytest.raises(IndexBusy):
        run(home, jobs)


def test_audiences_are_apart(jobs: Path, home: Path) -> None:
    ingest([str(jobs)], home, audience="internal")
    assert not (home / "public").exists()
    assert len(Index.open(home, "internal").summaries()) == 3


def test_a_reader_error_is_its_reason(jobs: Path, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(document: Document) -> Posting:
        raise SourceError(f"{document.name} holds no posting.")

    monkeypatch.setattr(pipeline, "read_posting", refuse)
    assert run(home, jobs).failed[0] == ("baker.md", "baker.md holds no posting.")


def board(path: Path, *titles: str, pay: str = "$50,000", description: str = "") -> Path:
    """A saved answer of a Greenhouse board."""
    path.parent.mkdir(parents=True, exist_ok=True)
    content = description or "<h2>Pay</h2><p>The salary is {pay} a year.</p><p>You work with {title} colleagues.</p>"
    jobs = [
        {
            "id": number, "title": title, "absolute_url": f"https://boards.greenhouse.io/{path.stem}/jobs/{number}",
            "location": {"name": "Oslo, Norway"}, "content": content.format(pay=pay, title=title),
        }
        for number, title in enumerate(titles, start=101)
    ]  # fmt: skip
    path.write_text(json.dumps({"jobs": jobs, "meta": {"total": len(jobs)}}))
    return path


def postings(home: Path) -> dict[str, Posting]:
    index = Index.open(home)
    found = {summary.external_id: index.posting(summary.id) for summary in index.summaries()}
    index.close()
    return found


def test_a_board_is_kept_in_step_posting_by_posting(jobs: Path, home: Path) -> None:
    path = board(jobs / "board.json", "Welder", "Diver")
    assert run(home, jobs).added == ["baker", "welder-101", "diver-102", "clerk", "sailor"]
    welder = postings(home)["101"]
    assert (welder.source, welder.url) == (str(path), "https://boards.greenhouse.io/board/jobs/101")
    assert welder.text.startswith("Welder\n\nLocation: Oslo, Norway")
    board(path, "Welder", pay="$60,000")
    report = run(home, jobs)
    assert (report.changed, report.closed) == (["welder-101"], ["diver-102"])
    assert "$60,000" in postings(home)["101"].text


def test_the_day_on_which_a_posting_was_gone_is_kept(jobs: Path, home: Path) -> None:
    run(home, jobs)
    (jobs / "clerk.md").rename(jobs / "clerk.old")
    ingest([str(jobs)], home, today=date(2026, 9, 3))
    ingest([str(jobs)], home, today=date(2026, 9, 9))
    assert postings(home)["clerk.md"].closed_on == "2026-09-03"
    (jobs / "clerk.old").rename(jobs / "clerk.md")
    run(home, jobs)
    assert (postings(home)["clerk.md"].status, postings(home)["clerk.md"].closed_on) == ("open", "")


@pytest.mark.parametrize("text", ['{"jobs": []}', '{"jobs": [{"id": 1, "ti', "<html><p>Sign in</p></html>", "", "{}"])
def test_a_board_that_is_suddenly_empty_or_broken_changes_nothing(text: str, jobs: Path, home: Path) -> None:
    path = board(jobs / "board.json", "Welder", "Diver")
    run(home, jobs)
    path.write_text(text)
    report = run(home, jobs, prune=True)
    ((name, reason),) = report.failed
    assert name == "board.json"
    assert reason
    assert (report.closed, report.removed) == ([], [])
    assert postings(home)["102"].status == "open"


def test_one_bad_record_stops_no_other_and_leaves_its_posting(jobs: Path, home: Path) -> None:
    path = board(jobs / "board.json", "Welder", "Diver")
    run(home, path)
    data = json.loads(path.read_text())
    data["jobs"][0]["title"] = None
    data["jobs"][1]["title"] = "Night Diver"
    path.write_text(json.dumps(data))
    report = run(home, path, prune=True)
    assert (len(report.failed), report.changed, report.removed) == (1, ["diver-102"], [])
    assert postings(home)["101"].title == "Welder"


def test_two_records_of_one_id_are_told(jobs: Path, home: Path) -> None:
    path = board(jobs / "board.json", "Welder", "Diver")
    data = json.loads(path.read_text())
    data["jobs"][1]["id"] = 101
    path.write_text(json.dumps(data))
    report = run(home, path)
    assert (report.added, [name for name, _ in report.failed]) == (["welder-101"], ["Diver"])
    assert "the same id, 101" in report.failed[0][1]


def test_a_described_job_that_changes_in_a_list_is_the_one_it_was(jobs: Path, home: Path) -> None:
    path = jobs / "jobs.jsonl"
    job = {"@type": "JobPosting", "title": "Diver", "description": PROSE, "url": "https://merrowell.example/jobs/77"}
    for day, pay in ((1, "45,000"), (2, "46,000")):
        path.write_text(json.dumps(job | {"description": PROSE.replace("45,000", pay)}) + "\n")
        report = run(home, path)
        assert (len(report.added), len(report.changed)) == ((1, 0) if day == 1 else (0, 1))
    assert [*postings(home)] == ["77"]


@pytest.mark.parametrize(
    "page", ["<p>Our careers site is being looked after. Come back soon.</p>" * 20, "<nav>Home</nav>"]
)
def test_a_file_of_several_that_turns_into_one_page_changes_nothing(page: str, jobs: Path, home: Path) -> None:
    data = json.dumps([{"id": n, "title": f"Cook {n}", "description": f"You cook dish {n}. " * 40} for n in range(3)])
    script = f"<!doctype html><html><body><script type='application/json'>{data}</script></body></html>"
    (jobs / "drawn.html").write_text(script)
    assert len(run(home, jobs).added) >= 3
    (jobs / "drawn.html").write_text(f"<!doctype html><html><body>{page}</body></html>")
    report = run(home, jobs, prune=True)
    assert (report.added, report.closed, report.removed) == ([], [], [])
    assert [name for name, _ in report.failed] == ["drawn.html"]
    assert "where it had 3" in report.failed[0][1]


PROSE = "<h2>The work</h2>" + "".join(
    f"<p>{line}</p>"
    for line in (
        "You keep the boats of the harbour in good repair all year.",
        "Our yard has two slipways and a small paint shop.",
        "We work in two shifts, and the early one starts at six.",
        "You bring a certificate in welding and a calm hand.",
        "The salary is 45,000 EUR per year, and it is reviewed in May.",
        "We offer thirty days of leave and a pension.",
    )
)


def test_the_same_posting_from_two_sources_is_one(home: Path, tmp_path: Path) -> None:
    first = board(tmp_path / "a.json", "Welder", description=PROSE)
    second = tmp_path / "site" / "welder.html"
    second.parent.mkdir()
    second.write_text(f"<html><body><main><h1>Welder</h1>{PROSE}</main></body></html>")
    run(home, first)
    report = run(home, second.parent)
    assert (report.added, report.duplicates) == ([], [("welder.html", "welder-101")])
    assert len(postings(home)) == 1
    first.unlink()
    board(tmp_path / "a.json", "Cook")
    assert run(home, first).closed == []  # its id went on to another job: the posting changed
    assert run(home, second.parent).added == ["welder"]


def test_a_closed_page_seen_from_two_sources_is_one(home: Path, tmp_path: Path) -> None:
    for folder in ("a", "b"):
        (tmp_path / folder).mkdir()
        page = f"<html><body><main><h1>Welder</h1><p>This position is now closed.</p>{PROSE}</main></body></html>"
        (tmp_path / folder / "welder.html").write_text(page)
    run(home, tmp_path / "a")
    assert run(home, tmp_path / "b").duplicates == [("welder.html", "welder")]


def test_jobs_that_share_boilerplate_are_not_one(home: Path, tmp_path: Path) -> None:
    run(home, board(tmp_path / "a.json", "Welder", description=PROSE))
    other = tmp_path / "b.json"
    board(other, "Welder", description=PROSE.replace("two slipways", "two docks").replace("45,000", "51,000"))
    assert run(home, other).duplicates == []
    elsewhere = board(tmp_path / "c.json", "Welder", description=PROSE)
    data = json.loads(elsewhere.read_text())
    data["jobs"][0]["location"] = {"name": "Bergen, Norway"}
    elsewhere.write_text(json.dumps(data))
    assert run(home, elsewhere).duplicates == []


def test_what_another_version_of_the_program_read_is_read_again(
    jobs: Path, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run(home, jobs)
    monkeypatch.setattr(pipeline, "read_posting", lambda document: pytest.fail("read again"))
    assert len(run(home, jobs).unchanged) == 3
    monkeypatch.undo()
    monkeypatch.setattr(pipeline, "program", lambda: b"another")
    assert len(run(home, jobs).unchanged) == 3
    monkeypatch.setattr(pipeline, "read_posting", lambda document: pytest.fail("read again"))
    assert len(run(home, jobs).unchanged) == 3


def test_a_page_that_says_that_it_is_internal_stays_out_of_the_public_index(tmp_path: Path) -> None:
    page, home = tmp_path / "page.md", tmp_path / "home"
    words = "# Pay at Acme\n\n## When is pay day?\n\nOn the last working day of the month.\n"
    page.write_text(words, encoding="utf-8")
    assert ingest([str(page)], home).added == ["page"]
    page.write_text(f"---\naudience: Internal\n---\n{words}", encoding="utf-8")
    report = ingest([str(page)], home)
    assert report.removed == ["page"]
    assert report.failed == [("page.md", "It says that it is internal. Ingest it with --audience internal.")]
    assert Index.open(home).summaries() == []
    assert ingest([str(page)], home, audience="internal").added == ["page"]
