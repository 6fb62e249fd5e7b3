"""Pages as postings: what belongs to the posting, and what to the site."""

import json

from document import check, lines, read

from ingest.reading import read_posting
from ingest.source import Document


def test_a_page() -> None:
    posting = read(
        """<!doctype html><html><head><title>Cook | Acme</title><link rel="canonical" href="https://acme.example/cook">
        <style>p{}</style></head><body><nav><a>Home</a><a>Jobs</a></nav><main><h1>Harbour Cook</h1>
        <p>Hull</p><p style="display:none">hidden</p>
        <p><strong>What you bring</strong></p><ul><li>A <b>sharp</b> knife<ul><li>steel</li></ul></li><li>Calm</li></ul>
        <table><tr><th>Step</th><th>Pay</th></tr><tr><td>One</td><td>£10</td></tr></table>
        <p>Line one.<br>Line two.</p><button>Apply now</button></main><footer>© Acme</footer>
        <script>track()</script></body></html>""",
        "x.html",
    )
    check(posting)
    assert posting.url == "https://acme.example/cook"
    assert lines(posting) == [
        "Harbour Cook", "Hull", "What you bring", "- A sharp knife", "- steel", "- Calm", "Step | Pay", "One: £10",
        "Line one.", "Line two.",
    ]  # fmt: skip


def test_what_stands_beside_the_main_part_of_a_page() -> None:
    """A title's block above it and a box of labelled facts belong to the posting; other jobs' links do not."""
    posting = read(
        f"""<html><body><header><nav><a href="/">Jobs</a></nav></header>
        <div class="hero"><h1>Harbour Cook</h1><p>Hull · Full-time</p></div>
        <main>{"<p>You cook for the whole crew, every day of the week.</p>" * 8}</main>
        <aside><dl><dt>Closing date</dt><dd>3 May 2027</dd><dt>Salary</dt><dd>£12.60 an hour</dd></dl></aside>
        <aside><h3>Other jobs</h3><dl><dt>Location</dt><dd>York</dd><dt>Team</dt><dd>Deck</dd><dt>Location</dt>
        <dd>Ghent</dd></dl></aside></body></html>""",
        "x.html",
    )
    check(posting)
    top = ["Harbour Cook", "Hull · Full-time", "Closing date: 3 May 2027", "Salary: £12.60 an hour"]
    assert lines(posting)[:4] == top
    assert "York" not in posting.text


def job(body: str, **more: object) -> str:
    data = {
        "@context": "https://schema.org",
        "@graph": [
            {"@type": "Organization", "name": "Acme"},
            {
                "@type": "JobPosting",
                "title": "Harbour Cook",
                "description": "\\n<p>You cook for the whole crew.</p>\\n\\n<strong>You bring</strong>"
                "<ul><li>Salt</li></ul>",
                "employmentType": ["FULL_TIME", "TEMPORARY"],
                "jobLocation": {"address": {"addressLocality": "Hull", "addressCountry": "GB"}},
                "baseSalary": {
                    "currency": "GBP",
                    "value": {"minValue": 30000, "maxValue": "40000.0", "unitText": "YEAR"},
                },
                "validThrough": "2027-03-01T00:00:00+01:00",
                "url": "https://acme.example/cook",
                **more,
            },
        ],
    }
    script = json.dumps(data)
    return f'<html><head><script type="application/ld+json">{script}</script></head><body>{body}</body></html>'


def test_json_ld_alone() -> None:
    posting = read(job(""), "x.html")
    check(posting)
    assert lines(posting) == [
        "Harbour Cook", "Location: Hull, GB", "Employment type: Full-time; Temporary",
        "Salary: 30,000–40,000 GBP per year", "Apply by: 2027-03-01", "You cook for the whole crew.", "You bring",
        "- Salt",
    ]  # fmt: skip
    assert posting.url == "https://acme.example/cook"
    assert posting.fields["title"] == "Harbour Cook"


def test_json_ld_beside_a_body_that_says_more() -> None:
    body = "<h1>Harbour Cook</h1><p>Location: Hull, GB</p><p>" + "You cook for the whole crew. " * 8 + "</p>"
    posting = read(job(body), "x.html")
    assert posting.text.count("Location: Hull, GB") == 1


def test_the_menu_of_a_careers_page_goes() -> None:
    posting = read(
        "**URL:** https://acme.example/jobs/7\n\nAll jobs\n\nCareers\n\nTeams\nLife at Acme\nHarbour Cook\nDEPARTMENT\n"
        "Galley\nWORKPLACE\nOn site\nView all roles\nAbout us\n\nWe feed the crews of forty boats.\n\nApply now\n"
        "Share this job\n",
        "2026-01-02_acme_harbour-cook.txt",
    )
    assert posting.url == "https://acme.example/jobs/7"
    assert lines(posting) == [
        "Harbour Cook", "DEPARTMENT: Galley", "WORKPLACE: On site", "About us", "We feed the crews of forty boats.",
    ]  # fmt: skip


def test_a_page_of_many_layers() -> None:
    posting = read("<html><body>" + "<div>" * 400 + "<p>You cook for us.</p><p>And well.</p>", "harbour-cook.html")
    assert lines(posting) == ["Harbour Cook", "You cook for us.", "And well."]


def test_a_form_that_wraps_the_whole_page_is_the_page() -> None:
    prose = "".join(f"<p>You bake loaf number {n} with all the care that bread wants.</p>" for n in range(12))
    form = f'<form action="./job.aspx"><h3>Baker</h3>{prose}<input value="x"><form><label>Name</label></form></form>'
    posting = read_posting(Document("job.html", f"<html><body>{form}</body></html>".encode(), "job.html"))
    assert posting.title == "Baker"
    assert posting.text.count("loaf number") == 12
