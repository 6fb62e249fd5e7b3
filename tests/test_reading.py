"""Documents of every shape as postings; no word lost."""

import difflib
import json
import re
import textwrap
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import html

from ingest import fields, repair
from ingest.errors import SourceError
from ingest.posting import Posting
from ingest.reading import read_posting, slug
from ingest.source import Document, documents


def read(text: str, name: str = "harbour-cook.txt") -> Posting:
    return read_posting(Document(name, text.encode("utf-8"), "here"))


def lines(posting: Posting) -> list[str]:
    return [line for line in posting.text.split("\n") if line]


def check(posting: Posting) -> None:
    """What holds of every posting: spans in order, whole, and covering every word."""
    text = posting.text
    assert text == text.strip()
    assert posting.sections[0].heading == posting.title
    assert posting.sections[0].start == 0
    at = 0
    for section in posting.sections:
        assert text[section.start :].startswith(section.heading)
        assert section.start >= at
        assert not text[at : section.start].strip()
        at = section.end
    assert at == len(text)
    at = 0
    for sentence in posting.sentences:
        between = text[at : sentence.start]
        assert re.fullmatch(r"\s*(?:-|\(?\w{1,4}[.)])?\s*", between), between
        section = posting.sections[sentence.section]
        assert section.start <= sentence.start < sentence.end <= section.end
        assert text[sentence.start : sentence.end].strip() == text[sentence.start : sentence.end]
        assert sentence.lead is None or sentence.lead[1] <= sentence.start
        at = sentence.end
    assert at == len(text)


PLAIN = """Harbour Cook
Hull, England

ABOUT US
We feed the crews of forty
boats. Nobody leaves hungry.

What you'll do:
 * Cook for sixty people
   each day
 * Keep the galley clean. Order food.
1. Sign here.
2. Wait.

Pay: £20 an hour
"""


def test_plain_text() -> None:
    posting = read(PLAIN)
    check(posting)
    assert posting.id == "harbour-cook"
    assert posting.external_id == "harbour-cook.txt"
    assert posting.title == "Harbour Cook"
    assert posting.kind == "posting"
    assert len(posting.version) == 16
    assert "- Keep the galley clean. Order food.\n1. Sign here.\n2. Wait." in posting.text
    assert [section.heading for section in posting.sections] == ["Harbour Cook", "ABOUT US", "What you'll do:"]


def test_hard_wraps_are_undone_though_an_address_runs_longer() -> None:
    prose = (
        "We feed the crews of forty boats from one galley, every day and most nights of the year. The galley is led by "
        "Ann Bee, who has cooked at sea since the last war and tells about it while the soup is on."
    )
    address = "Write to us by way of https://careers.acme.example/harbour/cooks/and/bakers/of/the/northern/fleet?x=1"
    posting = read("\n\n".join(["Harbour Cook", *[textwrap.fill(prose, 72)] * 4, address]))
    assert lines(posting) == ["Harbour Cook", *[prose] * 4, address]


def test_columns_set_with_blanks_are_rows() -> None:
    posting = read(
        "Harbour Cook\n\nOverview\nRemote job        No\nWork schedule     Full-time, from the first day\n"
        "                  of the season\nClosing date:     3 May 2027\n\nPay a year\n\n"
        "              Cook 1        Cook 2\nHull, Ohio    $51,000       $58,000\nReno, NV      $53,000       $60,000\n"
        "\nTwo words     here\nand two       there, by chance.\n"
    )
    assert lines(posting)[2:5] == [
        "Remote job: No",
        "Work schedule: Full-time, from the first day of the season",
        "Closing date: 3 May 2027",
    ]
    assert lines(posting)[6:] == [
        "| Cook 1 | Cook 2",
        "Hull, Ohio | $51,000 | $58,000",
        "Reno, NV | $53,000 | $60,000",
        "Two words here",
        "and two there, by chance.",
    ]


def test_bullets_have_their_lead() -> None:
    posting = read("Cook\n\nOur benefits:\n- Rum\n- Tea. Much of it.\n\nWe thank you for reading this far today.\n")
    bullets = [s for s in posting.sentences if s.bullet]
    assert [posting.text[s.start : s.end] for s in bullets] == ["Rum", "Tea.", "Much of it."]
    for bullet in bullets:
        assert bullet.lead is not None
        assert posting.text[slice(*bullet.lead)] == "Our benefits:"
    assert posting.sentences[-1].lead is None


MARKDOWN = """---
title: Harbour Cook | Careers at Acme
company: Acme
location: Hull, UK
contact:
\tname: Ann Bee
\temail: ann@acme.example
created: !!timestamp '2026-01-31'
zip: 02134
tags:
  - food
---
# About
We are **Acme**, see [our page](https://acme.example/x).
This goes on.

| Step | Pay |
| --- | --- |
| One | £10 |

* Cook
  1. soup
"""


def test_headings_that_run_into_their_paragraph_lead_it() -> None:
    text = """# Cook

**Hours.** Tuesday to Friday. One Sunday in five is yours.

**Who we are.** A house by the harbour.

We use E-Verify. It takes a day.

**Moving.** We pay up to £900 of it.
"""
    posting = read(text, "cook.md")
    led = {
        posting.text[s.start : s.end]: posting.text[slice(*s.lead)]
        for s in posting.sentences
        if s.lead and not s.bullet
    }
    assert led == {
        "Tuesday to Friday.": "Hours.",
        "One Sunday in five is yours.": "Hours.",
        "A house by the harbour.": "Who we are.",
        "We pay up to £900 of it.": "Moving.",
    }
    one = read("Cook\n\nHours. Tuesday to Friday.\n\nWe cook for a house by the harbour.\n")
    assert not any(sentence.lead for sentence in one.sentences)


def test_markdown_with_odd_front_matter() -> None:
    posting = read(MARKDOWN, "jobs/Cook 7.html")
    check(posting)
    assert (posting.id, posting.title) == ("cook-7", "Harbour Cook")
    assert lines(posting)[1:6] == [
        "Company: Acme",
        "Location: Hull, UK",
        "Contact: Ann Bee, ann@acme.example",
        "Created: 2026-01-31",
        "Zip: 02134",
    ]
    assert "We are Acme, see our page. This goes on." in posting.text
    assert "Step | Pay\nOne: £10" in posting.text
    assert "food" not in posting.text
    assert posting.fields["created"] == "2026-01-31"


def test_markdown_with_toml_front_matter() -> None:
    posting = read(
        '+++\ntitle = "Harbour Cook"\nlocation = "Hull, UK"\nclosing_date = 2026-12-31\n'
        'b_perks = ["Meals", "Bicycle"]\nnotes = ""\n+++\n\nYou cook for the crew.\n'
    )
    check(posting)
    assert posting.title == "Harbour Cook"
    assert lines(posting)[1:4] == ["Location: Hull, UK", "Closing date: 2026-12-31", "Perks: Meals, Bicycle"]
    assert "+++" not in posting.text
    broken = read("+++\nthis is = no TOML =\n+++\n\n# Harbour Cook\n\nYou cook for the crew.\n")
    assert "You cook for the crew." in broken.text


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


@pytest.mark.parametrize(
    ("text", "name", "title"),
    [
        ("We feed forty boats every day.\n\nCome and cook.", "2026-01-02_acme_harbour-cook.txt", "Harbour Cook"),
        ("Come aboard today.\n\nHarbour Cook (m/f/d)\n\nYou cook.", "harbour-cook.txt", "Harbour Cook (m/f/d)"),
        ("# Harbour Cook\n\nYou cook.", "x.md", "Harbour Cook"),
        ("DEPARTMENT OF HARBOURS\nBureau of Boats\n\nCook (Night Watch)\n\nYou cook.", "7.txt", "Cook (Night Watch)"),
        ("You cook for the crew.", "senior-bi-analyst_7.txt", "Senior BI Analyst 7"),
        (
            "GULL LANE DINING CLUB\nJoin us\n\nGrill cook, days - Hull\n\nYou cook.",
            "gull-9.txt",
            "Grill cook, days - Hull",
        ),
        (
            "Gull Harbour Ltd — Jobs page\n\nBOAT TEAM LEADER, north quay\n\nYou lead.",
            "g.txt",
            "BOAT TEAM LEADER, north quay",
        ),
        (
            "# TOWN OF GULL HARBOUR\n## Posting 7\n\n**Ferry Driver (2 positions)**\n\nYou drive.",
            "7.md",
            "Ferry Driver (2 positions)",
        ),
        (
            "The Gull Trust\nsea rescue since 1901\n\nJob title: Volunteer Lead (North)\n\nYou row.",
            "7.txt",
            "Volunteer Lead (North)",
        ),
        (
            "Institut Mouette · Brest\n=======\n\nPostdoctoral researcher: kelp\n-------\n\nYou dive.",
            "7.md",
            "Postdoctoral researcher: kelp",
        ),
        (
            "Hartley Gull LLP\nPeople | Practices | Careers\n\nAssociate, Shipping\nHull\n\nYou read.",
            "associate-hull.txt",
            "Associate, Shipping",
        ),
        ("Home · Boats · Team · Contact\n\nRuderin (m/w/d)\nGull GmbH\n\nDu ruderst.", "gull-7.txt", "Ruderin (m/w/d)"),
        (
            "Gull Harbour Council\nJoin Us | About | Sea Charts | En español\n\nHarbour Attorney II\n"
            "Las Vegas, Nevada\n\nYou read.",
            "law-las-vegas.txt",
            "Harbour Attorney II",
        ),
        (
            "<html><head><title>Work with us – Hotel Gull</title></head><body><h2>Night Porter</h2><p>You keep watch at"
            " the desk.</p></body></html>",
            "7.html",
            "Night Porter",
        ),
        (
            "WALK IN OR WRITE\n\nPosition: Boat Welder (Steel) - 14 openings\nYard: Hull\n\nYou weld.",
            "welder-hull.txt",
            "Boat Welder (Steel)",
        ),
        (
            "The Gull Trust\n\nWe are looking for a driver who likes rain.\n\nAsk the manager about the van.",
            "7.txt",
            "The Gull Trust",
        ),
        (
            "DESCRIPTION & SPECIFICATION\n\n    Harbour Writers is a charity of the coast with\n"
            "    a board of its own.\n\nYou plan.",
            "gull-project-manager.txt",
            "Gull Project Manager",
        ),
    ],
)
def test_titles(text: str, name: str, title: str) -> None:
    assert read(text, name).title == title


def test_a_bulletin_in_capitals() -> None:
    posting = read(
        "HARBOUR COOK\nClass Code:       77\n\nANNUAL SALARY\n\n$52,000 to $61,000\n\nDUTIES\n\n"
        "A Harbour Cook cooks.\n\nEssay . . . . . . . . . 40%\nInterview. . . . . . . . . . 60%\n\n"
        "THIS POST IS GIVEN ONLY ON A\nPROMOTIONAL BASIS\n\nThe City is fair to all.\n"
    )
    check(posting)
    assert [section.heading for section in posting.sections][:3] == ["HARBOUR COOK", "ANNUAL SALARY", "DUTIES"]
    assert "Essay – 40%" in posting.text
    assert "THIS POST IS GIVEN ONLY ON A PROMOTIONAL BASIS" in posting.text


def test_a_closed_posting_says_so() -> None:
    assert read("Harbour Cook\n\nThis job posting has closed.\n\nYou cook.").status == "closed"
    assert read("Harbour Cook\n\nThe door is closed at night.\n\nYou cook.").status == "open"


@pytest.mark.parametrize(
    "text",
    [
        "<html><body><nav>Home</nav></body></html>",
        "<html><body><p>{{ job.title }} {{ job.text }}</p></body></html>",
    ],
)
def test_only_markup(text: str) -> None:
    with pytest.raises(SourceError, match=r"Check the file|script"):
        read(text, "x.html")


def test_a_page_of_many_layers() -> None:
    posting = read("<html><body>" + "<div>" * 400 + "<p>You cook for us.</p><p>And well.</p>", "harbour-cook.html")
    assert lines(posting) == ["Harbour Cook", "You cook for us.", "And well."]


def test_a_document_with_an_error() -> None:
    with pytest.raises(SourceError, match="It is empty"):
        read_posting(Document("x.txt", b"", "here", "It is empty."))


def test_slugs() -> None:
    assert slug("Köch & Bäcker (m/w)") == "koch-backer-m-w"
    assert slug("厨师") == slug("厨师") != slug("经理")


@settings(deadline=None, max_examples=150)
@given(st.text(alphabet=st.sampled_from("abcd ABC.:;-*#|<>&/p\n\n\t1€’é"), min_size=1, max_size=400))
def test_any_text_is_a_posting_or_a_clear_error(text: str) -> None:
    try:
        posting = read(text)
    except SourceError:
        return
    check(posting)


FOLDERS = ["text", "markdown", "html", "bulletins_txt"]


def _shared(shared: Path) -> Iterator[Document]:
    for folder in FOLDERS:
        yield from documents(shared / "postings" / folder)


def _words(text: str) -> list[str]:
    return re.findall(r"[^\W_]+", text)


def _said(document: Document) -> str:
    """What the document says: without front matter, address line and markup."""
    text = repair.characters(repair.decode(document.data))
    _, text = fields.front_matter(text)
    if re.search("<html|<body", text[:3000]):
        tree: Any = html.document_fromstring(text.encode(), parser=html.HTMLParser(encoding="utf-8"))
        for part in tree.xpath("//script|//style|//head|//nav|//footer|//*[contains(@class, 'usa-banner')]"):
            part.drop_tree()
        text = " ".join(tree.xpath("//main//text()") or tree.itertext())
    text = re.sub(r"\A\s*\*\*URL:\*\* \S+", "", text)
    return repair.blanks(re.sub(r"\]\(\S*?\)", "] ", text))


def test_no_word_of_a_real_posting_is_lost(shared: Path) -> None:
    """At most a few words of buttons and menus in each, and 1 in 500 over all."""
    lost_in_all = words_in_all = 0
    for document in _shared(shared):
        if document.name.startswith("jobylon"):  # the page's postings are made by a script
            continue
        posting = read_posting(document)
        check(posting)
        said, kept = _words(_said(document)), _words(posting.text)
        lost = 0
        for kind, a, b, c, d in difflib.SequenceMatcher(None, said, kept, autojunk=False).get_opcodes():
            if kind in ("delete", "replace") and "".join(said[a:b]) != "".join(kept[c:d]):
                lost += b - a
        words_in_all += len(said)
        lost_in_all += lost
        assert lost <= 60, document.name
    assert lost_in_all <= words_in_all / 500


def test_the_scraped_page(shared: Path) -> None:
    (document,) = documents(shared / "postings" / "000_191d802e1d8f1fa4.txt")
    posting = read_posting(document)
    check(posting)
    assert posting.title == "US Policy & Partnerships Lead"
    headings = [section.heading for section in posting.sections]
    assert headings[1:3] == ["About the Team", "About the Role"]
    assert headings[-2:] == ["About OpenAI", "Compensation, Benefits and Perks"]
    assert len(headings) == 7
    assert sum(sentence.bullet for sentence in posting.sentences) == 21
    assert "\n- 401(k) plan with 4% matching\n" in posting.text
    assert posting.text.endswith("via this link.")
    assert not re.search("[âÂ\x80-\x9f]|Apply now|Skip to", posting.text)
    said = "".join(_words(_said(document)))
    assert "".join(_words(posting.text[posting.sections[1].start :])) in said


def test_a_form_that_wraps_the_whole_page_is_the_page() -> None:
    prose = "".join(f"<p>You bake loaf number {n} with all the care that bread wants.</p>" for n in range(12))
    form = f'<form action="./job.aspx"><h3>Baker</h3>{prose}<input value="x"><form><label>Name</label></form></form>'
    posting = read_posting(Document("job.html", f"<html><body>{form}</body></html>".encode(), "job.html"))
    assert posting.title == "Baker"
    assert posting.text.count("loaf number") == 12
