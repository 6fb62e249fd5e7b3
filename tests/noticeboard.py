"""A small board of invented postings, for tests over several of them."""

from collections.abc import Mapping
from pathlib import Path

from bot.answer import Answer
from ingest.pipeline import ingest

POSTINGS = {
    "welder": """# Welder

Location: Leeds, United Kingdom
Workplace: On-site
Employment type: Full-time, permanent
Salary: £34,000 - £38,000 per year
Closing date: 10 January 2027
Posted: 3 November 2026
Department: Fabrication

## You have

- 5 years of experience with TIG welding
- A full driving licence

## We offer

- Relocation assistance is available
- 28 days of annual leave
""",
    "night-welder": """# Welder (Nights)

Location: Sheffield, United Kingdom
Workplace: On-site
Employment type: Part-time
Salary: £19 per hour
Closing date: 20 December 2026
Posted: 12 November 2026
Department: Fabrication

## You have

- 2 years of experience with MIG welding

## We offer

- Relocation assistance is not offered
- 33 days of annual leave
""",
    "data-engineer": """# Data Engineer

Location: Munich, Germany
Workplace: Remote
Employment type: Full-time
Salary: €65,000 - €80,000 per year
Department: Technology

## You have

- Python and Airflow
- German is a plus

## We offer

- Dental insurance
- Stock options for everybody
""",
    "analyst": """# Data Analyst

Company: Quorvane
Location: Berlin, Germany
Workplace: Hybrid
Employment type: Full-time
Department: Technology

## You have

- SQL, and no degree is needed
""",
    "counsel": """# Legal Counsel

Company: Brightwell
Location: Austin, TX
Workplace: Remote
Employment type: Full-time
Salary: $150,000 - $190,000 per year
Department: Legal

## You have

- 8 years of experience
- Japanese is an advantage
""",
    "intern": """# Marketing Intern

Location: Lisbon, Portugal
Workplace: Hybrid
Employment type: Internship
Salary: €1,100 per month
Closing date: 1 March 2026
Department: Marketing
""",
}


def home(folder: Path, postings: Mapping[str, str] = POSTINGS) -> Path:
    """A home in `folder` with these postings, by id."""
    sources = folder / "sources"
    sources.mkdir()
    for name, text in postings.items():
        (sources / f"{name}.md").write_text(text, encoding="utf-8")
    assert not ingest([str(sources)], folder).failed
    return folder


def ids(answer: Answer) -> set[str]:
    return {ref.id for ref in answer.postings}
