"""Facts of whole postings: reading order, quotes, headings, fields. The single facts have test files of their own."""

import json
from pathlib import Path

import pytest
from factcase import facts, one, posting_of
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.facts import extract
from ingest.posting import Posting

BAKER = """Head Baker
Location: Porto, Portugal
Employment type: Part-time

About the role
You will run our ovens at night. The role reports to the Director of Ovens. We offer relocation assistance.

Pay and benefits
The salary range is €38,000 – €44,000 a year. You also get stock options.
- Bread, every day
- A training allowance of €900 per year

How to apply
Send your CV to ovens@example.com by 14 March 2027.
"""


def test_a_posting_gives_its_facts_in_reading_order() -> None:
    found = [fact.name for fact in extract(posting_of(BAKER))]
    assert found == [
        "location", "employment_type", "reports_to", "relocation", "salary", "equity", "benefits", "benefits",
        "deadline", "contact",
        "how_to_apply", "documents",
    ]  # fmt: skip


def test_the_quote_is_the_sentence_that_states_the_fact() -> None:
    assert one(BAKER, "relocation").quote == "We offer relocation assistance."
    assert one(BAKER, "location").quote == "Location: Porto, Portugal"
    assert one(BAKER, "salary").quote == "The salary range is €38,000 – €44,000 a year."


def test_benefits_are_listed_one_by_one() -> None:
    values = [fact.value for fact in facts(BAKER, "benefits")]
    assert values == [["Bread, every day"], ["A training allowance of €900 per year"]]


def test_the_quote_begins_at_the_heading_where_the_line_says_too_little_without_it() -> None:
    fact = one("Cook\n\nANNUAL SALARY\n$41,000 to $52,500\n- Free lunch", "salary")
    assert fact.quote == "ANNUAL SALARY\n$41,000 to $52,500"
    assert fact.value == {"min": 41000, "max": 52500, "currency": "USD", "period": "year"}


def test_a_line_that_ends_in_a_colon_introduces_the_next() -> None:
    lines = "The yearly gross salary range for this position is:\n€33.900 — €42.900 EUR"
    assert one(f"Cook\n\nTerms\nWe bake.\n{lines}", "salary").quote == lines


def test_an_amount_that_looks_like_a_heading_is_pay_under_a_heading_of_pay() -> None:
    fact = one("Cook\n\nANNUAL SALARY\n\n$41,000 to $52,500\nFrom the first of May.", "salary")
    assert fact.quote == "ANNUAL SALARY\n\n$41,000 to $52,500"


def test_each_amount_of_a_row_has_its_own_period() -> None:
    row = "Curator\n\nPay\n\nItem | Curator | Guides\nPay | A$96,300 - A$104,750; you get 80% of it | A$34.10 an hour"
    found = [(fact.value["min"], fact.value["period"]) for fact in facts(row, "salary")]
    assert found == [(96_300, "year"), (34.1, "hour")]


def test_bands_by_location_are_several_facts() -> None:
    bands = "Cook\n\nPay\n- Lisbon: €40,000 – €50,000 a year\n- Berlin: €52,000 – €60,000 a year"
    found = [(fact.value["min"], fact.quote[:6]) for fact in facts(bands, "salary")]
    assert found == [(40000, "Lisbon"), (52000, "Berlin")]


def test_a_heading_names_a_subject_and_states_nothing() -> None:
    assert extract(posting_of("Cook\n\nRelocation assistance\nAsk us about it.\nOr do not.")) == ()


def test_the_title_tells_the_kind_of_employment_and_the_workplace() -> None:
    assert [(f.name, f.value) for f in extract(posting_of("Cook - part time (remote)"))] == [
        ("employment_type", "part_time"),
        ("workplace", "remote"),
    ]


def test_a_line_that_was_a_field_says_so() -> None:
    fielded = posting_of("Cook\nLocation: Porto", fields={"location": "Porto"})
    assert [fact.origin for fact in extract(fielded)] == ["field"]
    assert [fact.origin for fact in extract(posting_of("Cook\nLocation: Porto"))] == ["text"]


def test_disagreeing_statements_are_all_kept() -> None:
    text = "Cook\nWorkplace: Remote\n\nAbout\nYou work three days a week in our office.\nIt is fun."
    assert [fact.value for fact in facts(text, "workplace")] == ["remote", "hybrid"]


def test_a_faq_page_has_no_facts() -> None:
    assert extract(posting_of(BAKER, kind="faq")) == ()


def test_facts_survive_json() -> None:
    found = extract(posting_of(BAKER))
    assert json.loads(json.dumps([fact.value for fact in found])) == [fact.value for fact in found]


WORDS = st.sampled_from(
    [
        "salary",
        "$",
        "€",
        "£",
        "USD",
        "50,000",
        "50k",
        "80-100K",
        "per",
        "year",
        "a",
        "month",
        "/hr",
        "up",
        "to",
        "from",
        "bonus",
        "equity",
        "reports",
        "to",
        "the",
        "Head",
        "of",
        "Data\n",
        "",
        "",
        "",
        "travel",
        "25%",
        "relocation",
        "no",
        "not",
        "visa",
        "sponsor",
        "remote",
        "hybrid",
        "on-site",
        "apply",
        "by",
        "31",
        "January",
        "2027",
        "01/02/2027",
        "2027-02-30\n",
        "",
        "",
        "",
        "deadline",
        "start",
        "date",
        "full-time",
        "contract",
        "3+",
        "years",
        "experience",
        "security",
        "clearance",
        "probation",
        "@",
        "cv@example.com\n",
        "",
        "",
        "",
        "+49",
        "30",
        "1234567",
        "Location:",
        "Porto;",
        ",",
        ".",
        ":",
        "(",
        ")",
        "–",
        "-",
        "\n",
        "\n\n",
        "9999999999999999999",
        "¥",
        "½",
        "٣",
        "None",
    ]
)
TEXTS = st.lists(WORDS | st.text(max_size=12), max_size=40).map(" ".join)


def check_quotes(posting: Posting) -> None:
    for fact in extract(posting):
        assert 0 <= fact.start < fact.end <= len(posting.text)
        assert fact.quote == posting.text[fact.start : fact.end]
        assert fact.quote.strip()
        json.dumps(fact.value)


@settings(max_examples=300, deadline=None)
@given(TEXTS)
def test_every_quote_is_a_span_of_the_text_and_no_text_breaks_the_extractors(text: str) -> None:
    check_quotes(posting_of(text))


RUNS = ["9", "$", "$1,", "no ", "a@", "1 ", "a ", "report to A ", "travel ", "5 days in the ", "a.", "k", "may 2027 "]


@pytest.mark.parametrize("run", RUNS)
def test_long_runs_of_one_thing_come_back(run: str) -> None:
    check_quotes(posting_of(f"Cook\n\nSalary\n{run * 3000} relocation office equity bonus\nEnd"))


def test_quotes_on_real_postings(shared: Path) -> None:
    for path in sorted((shared / "postings" / "text").iterdir()):
        check_quotes(posting_of(path.read_text(encoding="utf-8")))
