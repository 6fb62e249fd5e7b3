"""Pages that a script draws."""

import json

import pytest

from ingest import scripted, shape
from ingest.errors import SourceError
from ingest.reading import read_posting, read_record
from ingest.source import Document

JOBS = """
<!doctype html><html><body ng-app="jobs"><div>{{ job.title }}</div><script>
  window.BOARD = {}; BOARD.colours = ['red', 'blue'];
  BOARD.jobs = [ // drawn by list.js
    {id: '41', title: 'Harbour Welder \\u0026 Diver', url: 'https://merrowell.example/jobs/41', locations: ['Bergen',],
     employment_type: 'Full-time', to_date: '30 April 2027', summary: 'None', flags: {'internal': false}},
    {id: '42', title: 'Cook', url: 'https://merrowell.example/jobs/42', locations: ['Oslo'], summary: null},
  ];
</script></body></html>
"""


def drawn(data: object, text: str = "") -> str:
    """A page whose script holds `data`, as frameworks leave it."""
    held = f'<script id="__DATA__" type="application/json">{json.dumps(data)}</script>'
    return f"<!doctype html><html><body><div id='root'></div>{text}{held}</body></html>"


def test_a_list_in_a_script() -> None:
    welder, cook = list(shape.records(Document("jobs.html", JOBS.encode(), "jobs.html")) or [])
    posting = read_record(welder, "jobs.html")
    assert (posting.title, posting.url) == ("Harbour Welder & Diver", "https://merrowell.example/jobs/41")
    assert posting.text.splitlines()[2:] == [
        "Location: Bergen",
        "Employment type: Full-time",
        "Apply by: 30 April 2027",
    ]
    assert (cook.id, cook.body) == ("42", ())


def test_addresses_of_a_live_page_are_whole() -> None:
    page = JOBS.replace("https://merrowell.example/jobs/41", "/jobs/41").encode()
    found = list(shape.records(Document("https://merrowell.example/careers/", page, "")) or [])
    assert [record.url for record in found] == [f"https://merrowell.example/jobs/{n}" for n in (41, 42)]


def test_a_list_deep_in_the_data_of_a_framework() -> None:
    jobs = [{"id": n, "title": f"Cook {n}", "description": "You cook. " * 50} for n in range(3)]
    found = scripted.records(drawn({"props": {"page": [{"nav": ["x"]}, {"jobs": jobs}]}}))
    assert [record.title for record in found or ()] == ["Cook 0", "Cook 1", "Cook 2"]


def test_the_answer_of_a_board_inside_a_page() -> None:
    job = {
        "id": 5,
        "title": "Cook",
        "absolute_url": "https://b.example/5",
        "internal_job_id": 1,
        "content": "You cook.",
    }
    (record,) = list(scripted.records(drawn({"state": {"jobs": [job], "meta": {"total": 1}}})) or [])
    assert (record.id, record.title) == ("5", "Cook")


@pytest.mark.parametrize(
    "page",
    [
        drawn([{"title": "Home", "url": "/"}, {"title": "Jobs", "url": "/jobs"}]),  # a menu
        drawn([{"id": 1, "title": "Cook", "description": "You cook. " * 50}], "<p>You bake bread.</p>" * 40),
        "<!doctype html><html><body><script type='application/json'>{broken</script></body></html>",
        "Cook\n\nYou cook <script>with care</script>.",
    ],
)
def test_what_is_no_drawn_list_of_postings(page: str) -> None:
    assert scripted.records(page) is None


def test_a_drawn_page_without_data_is_told() -> None:
    page = Document(
        "job.html", b"<!doctype html><html><body><h1>{{ job.title }}</h1><p>{{ text }}</p></body></html>", ""
    )
    assert shape.records(page) is None
    with pytest.raises(SourceError):
        read_posting(page)


@pytest.mark.parametrize("code", ["[" * 200_000, "{" * 500_000, "x={a:1};" * 100_000, "<script>" * 200_000])
@pytest.mark.parametrize("kind", ["text/javascript", "application/json"])
def test_hostile_scripts_are_passed_over(code: str, kind: str) -> None:
    assert scripted.records(f"<!doctype html><html><body><script type='{kind}'>{code}</script></body></html>") is None
