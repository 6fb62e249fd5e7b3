"""What a file holds, by its shape: JobPosting data in pages and files, tables, and data of no known shape."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html

from ingest import jobposting, shape, table
from ingest.errors import SourceError
from ingest.facts import extract
from ingest.markup import html_tree
from ingest.reading import read_posting, read_record
from ingest.record import Record
from ingest.source import Document

JOB: dict[str, Any] = {
    "@context": "https://schema.org", "@type": "JobPosting", "title": "Ward Nurse &amp; Midwife",
    "description": "&lt;p&gt;You care for mothers.&lt;/p&gt;\n&lt;p&gt;Nights too.&lt;/p&gt;",
    "identifier": {"@type": "PropertyValue", "name": "Merrowell", "value": "N-7"},
    "hiringOrganization": {"@type": "Organization", "name": "Merrowell Clinic", "logo": "x.png"},
    "jobLocation": [
        {"address": {"addressLocality": "Hull and Goole", "postalCode": "HU1", "addressCountry": "GB"}},
        {"@type": "Place", "address": {"addressLocality": "York", "addressCountry": {"name": "GB"}}},
    ],
    "employmentType": ["FULL_TIME", "TEMPORARY"], "jobLocationType": "TELECOMMUTE",
    "baseSalary": {
        "currency": "GBP",
        "value": {"minValue": "32,933", "maxValue": 39681.5, "unitText": "YEAR", "value": "inc HCAS"},
    },
    "validThrough": "2027-02-15T23:59:59+0100",
    "jobBenefits": "A pension, a bicycle and, for those who want it, a boat. " * 4,
    "experienceRequirements": {"monthsOfExperience": 24}, "directApply": True, "url": "https://m.example/jobs/7",
}  # fmt: skip


def held(text: str, name: str = "x.json") -> list[Record]:
    found = shape.records(Document(name, text.encode(), name))
    assert found is not None
    return list(found)


def facts(record: Record) -> dict[str, Any]:
    return {fact.name: fact.value for fact in extract(read_record(record, "x"))}


def test_a_job_posting() -> None:
    (record,) = held(json.dumps(JOB))
    assert (record.id, record.url) == ("N-7", "https://m.example/jobs/7")
    text = read_record(record, "x").text
    assert text.startswith(
        "Ward Nurse & Midwife\n\nCompany: Merrowell Clinic\nLocation: Hull and Goole, HU1, GB; York, GB\n"
        "Workplace: Remote\nEmployment type: Full-time; Temporary\nSalary: 32,933–39,681.50 GBP per year\n"
        "Apply by: 2027-02-15 23:59 (UTC+0100)\nExperience: 24 months\n\n"
        "You care for mothers.\n\nNights too.\n\nBenefits\n\nA pension"
    )
    found = facts(record)
    assert found["salary"] == {"min": 32933, "max": 39681.5, "currency": "GBP", "period": "year"}
    assert found["location"] == ["Hull and Goole, HU1, GB", "York, GB"]
    assert (found["workplace"], found["deadline"]) == ("remote", "2027-02-15")


def stated(low: int, high: int, words: str) -> dict[str, Any]:
    """Pay in figures, with the employer's words beside them."""
    return {"currency": "GBP", "value": {"minValue": low, "maxValue": high, "unitText": "YEAR", "value": words}}


@pytest.mark.parametrize(
    ("salary", "words"),
    [
        ({"currency": "GBP", "value": {"value": "£32,933 - £39,681 a year"}}, "£32,933 - £39,681 a year"),
        ({"currency": "EUR", "value": 41000}, "41,000 EUR"),
        (stated(33000, 33000, "Up to £33,000"), "Up to £33,000 per year"),
        (stated(24626, 24626, "£14.65 per hour"), "24,626 GBP per year (£14.65 per hour)"),
        (stated(24214, 26220, "£24,214 / £26,220 / £27,260"), "£24,214 / £26,220 / £27,260 per year"),
        (stated(10086, 10086, "Band 5 or 6"), "10,086 GBP per year (Band 5 or 6)"),
        (stated(21892, 24157, "Competitive"), "21,892–24,157 GBP per year"),
        (stated(17524, 20462, "£17,524.07 - £20,462.39 pa"), "£17,524.07 - £20,462.39 pa"),
        ({"value": {"value": 15.5, "unitText": "HOUR"}}, "15.50 per hour"),
        ({"currency": "EUR", "minValue": 3000, "unitText": "MONTH"}, "from 3,000 EUR per month"),
        ({"currency": "EUR", "value": {"minValue": 0, "maxValue": 0}}, None),
        ({"value": {"value": "competitive"}}, None),
        ("50000", "50,000"), ("Competitive", "Competitive"), (None, None), ([], None),
    ],
)  # fmt: skip
def test_pay_of_every_shape(salary: Any, words: str | None) -> None:
    (item,) = jobposting.items(JOB | {"baseSalary": salary})
    assert dict(jobposting.record(item).rows).get("Salary") == words


@pytest.mark.parametrize(
    "data",
    [
        [JOB], {"@graph": [{"@type": "WebSite"}, JOB]}, {"mainEntity": JOB}, JOB | {"@type": ["Thing", "JobPosting"]},
        {"@type": "ItemList", "itemListElement": [{"@type": "ListItem", "item": JOB}]},
        JOB | {"@type": "http://schema.org/JobPosting"},
    ],
)  # fmt: skip
def test_a_job_posting_is_found_wherever_it_is(data: Any) -> None:
    (item,) = jobposting.items(data)
    assert item["identifier"]["value"] == "N-7"


@pytest.mark.parametrize(
    "script",
    [
        json.dumps(JOB), f"<!-- {json.dumps(JOB)} -->", f"//<![CDATA[\n{json.dumps(JOB)}\n//]]>",
        json.dumps(JOB).replace('"validThrough"', '\n"validThrough"')[:-1] + ",}", json.dumps(JOB).replace("\\n", "\n"),
    ],
)  # fmt: skip
def test_json_ld_as_pages_write_it(script: str) -> None:
    kind = 'type="application/ld+json"'
    page = f"<html><script {kind}>oops</script><script {kind}>{script}</script></html>"
    (item,) = jobposting.in_page(html_tree(page))
    assert item["title"] == JOB["title"]


def test_microdata() -> None:
    page = """<html><body><div itemscope itemtype="https://schema.org/JobPosting"><h1 itemprop="title">Cook</h1>
    <div itemprop="description"><p>You cook.</p><ul><li>Soup</li></ul></div>
    <div itemprop="jobLocation" itemscope itemtype="https://schema.org/Place"><div itemprop="address" itemscope
    itemtype="https://schema.org/PostalAddress"><span itemprop="addressLocality">Oslo</span></div></div>
    <span itemprop="baseSalary" itemscope itemtype="https://schema.org/MonetaryAmount">
    <meta itemprop="currency" content="NOK">
    <span itemprop="value" itemscope itemtype="https://schema.org/QuantitativeValue">
    <meta itemprop="minValue" content="400000"><meta itemprop="unitText" content="YEAR"></span></span>
    <time itemprop="validThrough" datetime="2027-01-31">Jan</time>
    <span itemprop="employmentType">PART_TIME</span></div></body></html>"""
    (item,) = jobposting.in_page(html.document_fromstring(page))
    posting = read_posting(Document("cook.html", page.encode(), "x"))
    found = {fact.name: fact.value for fact in extract(posting)}
    assert item["title"] == posting.title == "Cook"
    assert found["location"] == ["Oslo"]
    assert found["salary"] == {"min": 400000, "max": None, "currency": "NOK", "period": "year"}
    assert (found["deadline"], found["employment_type"]) == ("2027-01-31", "part_time")
    assert "- Soup" in posting.text


CSV = (
    "\ufeffJob ID;Job Title;City;Country;Description;Min Salary;Max Salary;Currency;Pay Period;Remote;Closing Date;"
    "Union\r\n"
    '7;Cook;Oslo;Norway;"You cook; soup too.\r\nAnd bread.";400000;450000;NOK;year;no;2027-01-31;Galley\r\n'
    "8;Clerk;Bergen;Norway;You file.;;;;;yes;;\r\n9;;Oslo;Norway;Nothing;;;;;;;\r\n10;Pilot;Oslo\r\n"
)


def test_csv() -> None:
    cook, clerk, untitled, short = held(CSV, "jobs.csv")
    assert read_record(cook, "x").text == (
        "Cook\n\nLocation: Oslo, Norway\nSalary: 400,000–450,000 NOK per year\nApply by: 2027-01-31\nUnion: Galley\n\n"
        "You cook; soup too.\n\nAnd bread."
    )
    assert facts(clerk)["workplace"] == "remote"
    assert "no title" in untitled.error
    assert "cells" in short.error
    assert [record.id for record in (cook, clerk)] == ["7", "8"]


def test_rows_without_ids_keep_theirs_when_the_order_changes() -> None:
    rows = ["title,location,description", "Cook,Oslo,Soup", "Cook,Bergen,Soup", "Clerk,Oslo,Paper"]
    before = {(record.title, record.rows): record.id for record in held("\n".join(rows), "x.csv")}
    after = {
        (record.title, record.rows): record.id for record in held("\n".join([rows[0], *reversed(rows[1:])]), "x.csv")
    }
    assert before == after
    assert len(set(before.values())) == 3


def test_json_lines() -> None:
    lines = [
        json.dumps(JOB),
        json.dumps({"title": "Cook", "location": "Oslo", "text": "You cook."}),
        '{"title": "Cl',
        "",
        "[1]",
    ]
    nurse, cook, cut, other = held("\n".join(lines), "jobs.jsonl")
    assert (nurse.id, cook.title) == ("N-7", "Cook")
    assert "cut off" in cut.error
    assert other.error
    assert held("\n".join(lines[:2]), "jobs.txt")[0].id == "N-7"


def test_a_list_of_plain_objects() -> None:
    (cook,) = held(
        json.dumps(
            [{"position": "Cook", "city": "Oslo", "job_description": "You cook.", "benefits": ["Soup", "Bread"]}]
        )
    )
    assert "Benefits: Soup; Bread" in read_record(cook, "x").text


@pytest.mark.parametrize(
    ("text", "name", "word"),
    [
        ('{"jobs": [{"id": 1, "tit', "b.json", "cut off"), ("<html><p>Sign in</p></html>", "b.json", "no such data"),
        ('{"a": 1}', "b.json", "no known shape"), ("[1, 2]", "b.json", "no known shape"),
        ('"text"', "b.json", "no such data"),
        ("[" * 200_000, "b.json", "deeply"), ("<?xml version='1.0'?><jobs><job>", "b.xml", "damaged"),
        ("<?xml version='1.0'?><stuff/>", "b.xml", "no known shape"), ("a;b\n1;2\n", "b.csv", "no such data"),
    ],
)  # fmt: skip
def test_data_of_no_use_is_told_in_a_sentence(text: str, name: str, word: str) -> None:
    with pytest.raises(SourceError, match=word):
        held(text, name)


def test_xml_entities_are_not_expanded(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("SECRET")
    bomb = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10 if n else "x" * 50}">' for n in range(12))
    for kind, said in ((bomb, "&e11;"), (f'<!ENTITY e SYSTEM "file://{tmp_path}/secret">', "&e;")):
        position = f"<position><id>1</id><name>Cook {said}</name></position>"
        text = f"<?xml version='1.0'?><!DOCTYPE x [{kind}]><workzag-jobs>{position}</workzag-jobs>"
        try:
            records = held(text, "x.xml")
        except SourceError:
            continue
        assert all(len(record.title) < 100 and "SECRET" not in record.title for record in records)


@pytest.mark.parametrize(
    "text", ["Cook\n\nYou cook, bake and fry.", "[Cook]\nYou cook.", "# Cook\n\n| a | b |\n|---|---|\n| 1 | 2 |"]
)
def test_a_text_is_one_posting(text: str) -> None:
    assert shape.records(Document("cook.txt", text.encode(), "x")) is None


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(max_size=9),
        lambda inner: (
            st.lists(inner)
            | st.dictionaries(
                st.sampled_from(
                    ["@type", "title", "jobs", "id", "value", "baseSalary", "jobLocation", "address", "lists", "offers"]
                ),
                inner,
            )
        ),
    )
)
def test_no_data_trips_the_shapes(data: Any) -> None:
    try:
        records = held(json.dumps(data))
    except SourceError:
        return
    assert all(record.id or record.error for record in records)


def test_one_posting_as_an_object_of_plain_columns() -> None:
    row = {"job_id": 7, "business_title": "Cook", "job_description": "You cook.", "agency": "Parks &amp; Boats"}
    row |= {
        "salary_range_from": "40000",
        "salary_range_to": "45000",
        "salary_frequency": "Annual",
        "post_until": "01-MAY-2027",
    }
    row |= {"full_time_part_time_indicator": "F", "contact_name": "Item not found"}
    expected = [
        ("Company", "Parks &amp; Boats"),
        ("Employment type", "Full-time"),
        ("Salary", "40,000–45,000 per year"),
    ]
    for data in (row, {"data": {"jobs": [row]}}, {"title": "Cook", "link": "x", "content": row}):
        (record,) = held(json.dumps(data))
        assert (record.id, record.title, record.body) == ("7", "Cook", (("", "You cook."),))
        assert list(record.rows) == [*expected, ("Apply by", "01-MAY-2027")]
    (own,) = held(json.dumps(row | {"offers": [{"name": "Meals", "description": "Free for the crew."}]}))
    assert own.title == "Cook"
    with pytest.raises(SourceError, match="no known shape"):
        held(json.dumps({"name": "rolecall", "description": "A package.", "version": "1"}))


@pytest.mark.parametrize(
    "data", ['{"data":' * 400 + "[]" + "}" * 400, '[{"title": "Cook", "a":' + "[" * 400 + "]" * 400 + "}]"]
)
def test_data_nested_too_deep_is_refused(data: str) -> None:
    with pytest.raises(SourceError, match="too deeply"):
        held(data)


def test_a_line_nested_too_deep_spares_the_others() -> None:
    deep = '{"title": "Cook", "description": "You cook.", "a":' + "[" * 600 + "]" * 600 + "}"
    refused, good = held(f'{deep}\n{{"title": "Baker", "description": "You bake."}}\n', "x.jsonl")
    assert "too deeply" in refused.error
    assert good.title == "Baker"


@given(st.text(alphabet='ab,;"\n\t title|', max_size=80))
def test_no_text_trips_the_tables(text: str) -> None:
    if table.recognises(text, "x.csv"):
        assert all(record.id for record in table.records(text, "x.csv"))
