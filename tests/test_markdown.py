"""Markdown as postings: front matter, headings, lists."""

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
