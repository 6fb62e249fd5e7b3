"""Markdown as postings: front matter, headings, lists."""

import re

import pytest
from document import check, lines, read

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


def test_markdown_with_headings_closed_without_a_blank() -> None:
    posting = read("# Cook\n\n### Location###\n\nHull\n\n## We use C#\n\nAnd a pan.\n", "cook.md")
    assert [section.heading for section in posting.sections] == ["Cook", "Location", "We use C#"]


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
        '+++\ntitle = "Harbour Cook"\nlocation = "Hull,<br>UK"\nclosing_date = 2026-12-31\n'
        'a_job_type = "Seasonal"\nb_perks = ["Meals", "Bicycle"]\nnotes = ""\n+++\n\nYou cook for the crew.\n'
    )
    check(posting)
    assert posting.title == "Harbour Cook"
    rows = ["Location: Hull, UK", "Closing date: 2026-12-31", "Job type: Seasonal", "Perks: Meals, Bicycle"]
    assert lines(posting)[1:5] == rows
    assert "+++" not in posting.text
    broken = read('+++\ntitle = "Harbour Cook"\nlocation = Hull\nx_ray = "none"\n+++\n\nYou cook for the crew.\n')
    assert lines(broken)[:3] == ["Harbour Cook", "Location: Hull", "You cook for the crew."]
    alone = read('+++\ntitle = "Harbour Cook"\nt_shirt = "yours to keep"\n+++\n\nYou cook for the crew.\n')
    assert "T shirt: yours to keep" in alone.text


def test_markdown_within_html_blocks_is_markdown() -> None:
    posting = read(
        '# Harbour Cook\n\n<div class="right">\n\n![boat](boat.png){width=220}\n\n</div>\n\n<p>Hull</p>\n\n<div>\n\n'
        "## General\n\n- **Contract**: two years\n- **Place**: Hull\n\n</div>\n\n<span>You cook</span> for the crew.\n",
        "cook.md",
    )
    check(posting)
    assert [section.heading for section in posting.sections] == ["Harbour Cook", "General"]
    assert "- Contract: two years\n- Place: Hull\n" in posting.text
    assert not re.search(r"[*#{}]", posting.text)


def test_bold_rows_on_one_line_stand_apart() -> None:
    posting = read(
        "# Cook\n\nWe feed crews.\n\n**Location: Hull** **20 hours a week**\n\n**Pay:** **£12** an hour\n", "c.md"
    )
    assert lines(posting)[2:] == ["Location: Hull", "20 hours a week", "Pay: £12 an hour"]


def test_front_matter_within_front_matter() -> None:
    duties = [
        "Cook breakfast for sixty people",
        "Wash the pots and pans",
        "Order fish and meat",
        "Keep the books " * 20,
    ]
    posting = read(
        "---\ntitle: Cook\nlocation:\n  city: Hull\n  country: UK\n"
        "baseSalary: {currency: GBP, value: {minValue: 12, maxValue: 14, unitText: HOUR}}\n"
        "extra:\n  hours: 40 a week\n  hash: 77AB\n"
        f"  notes: '<p>You cook. You clean.</p><p>Duties: • {' • '.join(duties)}</p>'\n"
        "perks: |\n  **Pay:** £12\n\n  **Leave:** 30 days, the half of them when the boats are in dock.\n\n"
        f"  {'We are a good crew. ' * 15}\n---\n\nYou cook for the crew.\n",
        "cook.md",
    )
    check(posting)
    rows = ["Location: Hull, UK", "Base salary: 12–14 GBP per hour", "Hours: 40 a week", "You cook for the crew."]
    assert lines(posting)[1:5] == rows
    assert "Duties:\n- Cook breakfast for sixty people\n- Wash the pots and pans\n" in posting.text
    assert "\nPay: £12\n" in posting.text
    assert "77AB" not in posting.text


@pytest.mark.parametrize(
    ("matter", "status"),
    [
        ("expired: We have decided to wait", "closed"),
        ("status: filled", "closed"),
        ("open: false", "closed"),
        ("closed: true", "closed"),
        ("expired: false", "open"),
        ("expires: 2099-01-01", "open"),
        ("status: publish", "open"),
    ],
)
def test_front_matter_may_say_that_it_is_over(matter: str, status: str) -> None:
    assert read(f"---\ntitle: Cook\n{matter}\n---\n\nYou cook for the crew.\n", "cook.md").status == status


def test_what_says_something_is_no_heading() -> None:
    posting = read(
        "# Cook\n\n## The job\n\n- You cook\n- You clean\n\nReports to the Galley Manager\n\n**Needed:**\n\n"
        "- A steady hand\n\nStarting pay is £12 an hour\n\nPaid weekly\n\n"
        "### We take no letters from agencies of any kind.\n\n"
        "🚗 Parking: free\n🚌 Bus: line 7\n",
        "cook.md",
    )
    check(posting)
    assert [section.heading for section in posting.sections] == ["Cook", "The job", "Needed:"]
    bullets = [posting.text[s.start : s.end] for s in posting.sentences if s.bullet]
    assert bullets[:3] == ["You cook", "You clean", "A steady hand"]
    assert not any("paid" in bullet.lower() or "pay" in bullet for bullet in bullets)
    assert "🚗 Parking: free\n" in posting.text
