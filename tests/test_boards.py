"""The boards, on invented answers in their true shapes: what is read, what is left out, and what else is fetched."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest import wording
from ingest.boards import BOARDS, board_of
from ingest.facts import extract
from ingest.posting import Posting
from ingest.reading import read_record
from ingest.record import Record
from ingest.shape import parsed_xml

GREENHOUSE: dict[str, Any] = {
    "id": 41, "title": "Tide Modeller &amp; Analyst", "absolute_url": "https://boards.greenhouse.io/merrowell/jobs/41",
    "internal_job_id": 7, "updated_at": "2026-03-01T10:00:00-05:00", "company_name": "Merrowell",
    "location": {"name": "Lisbon, Portugal"}, "departments": [{"id": 1, "name": "Forecasting"}],
    "offices": [{"name": "Lisbon", "location": "Lisbon, Portugal"}],
    "application_deadline": "2026-11-30T23:59:00-05:00",
    "metadata": [
        {"name": "Employment Type", "value": "Full-time"}, {"name": "Cost centre", "value": "990"},
        {"name": "Travel", "value": None},
    ],
    "content": "&lt;h2&gt;Your work&lt;/h2&gt;&lt;p&gt;You model tides &amp;amp; currents.&lt;/p&gt;",
}  # fmt: skip
DETAIL = GREENHOUSE | {
    "pay_input_ranges": [
        {"min_cents": 5_000_000, "max_cents": 6_250_000, "currency_type": "EUR", "title": "Annual Salary:"},
        {"min_cents": 9_000_000, "max_cents": 11_000_000, "currency_type": "USD", "title": "New York"},
    ],
    "questions": [
        {"required": True, "label": "Resume/CV", "fields": [{"name": "resume", "type": "input_file"}]},
        {"required": False, "label": "Cover Letter", "fields": [{"name": "cover_letter", "type": "input_file"}]},
        {"required": True, "label": "Why tides?", "fields": [{"name": "question_1", "type": "textarea"}]},
        {"required": True, "label": "Token", "fields": [{"name": "token", "type": "input_hidden"}]},
    ],
    "demographic_questions": {"questions": [{"label": "Your gender"}]},
}
LEVER: dict[str, Any] = {
    "id": "aa-1", "text": "Ferry Mechanic", "hostedUrl": "https://jobs.lever.co/merrowell/aa-1",
    "workplaceType": "onsite",
    "categories": {"location": "Bergen", "allLocations": ["Bergen", "Oslo"], "commitment": "Full-time", "team": "Yard"},
    "descriptionBody": "<p>You keep ferries running.</p>", "opening": "<p>Merrowell runs ferries.</p>",
    "description": "<p>Merrowell runs ferries.</p><p>You keep ferries running.</p>",
    "lists": [{"text": "You bring", "content": "<li>A trade certificate</li><li>Calm</li>"}],
    "additional": "<p>We are a small yard.</p>", "salaryDescription": "<p>Paid every fortnight.</p>",
    "salaryRange": {"currency": "NOK", "interval": "per-year-salary", "min": 510000, "max": 590000},
}  # fmt: skip
ASHBY: dict[str, Any] = {
    "id": "b-2", "title": "Counsel", "location": "Dublin, Ireland", "isListed": True, "workplaceType": "Hybrid",
    "secondaryLocations": [{"location": "Cork, Ireland"}], "employmentType": "FullTime", "department": "Legal",
    "team": "Contracts", "descriptionHtml": "<p>You read contracts.</p>", "jobUrl": "https://jobs.ashbyhq.com/m/b-2",
    "shouldDisplayCompensationOnJobPostings": True,
    "compensation": {
        "compensationTiers": [
            {
                "title": zone,
                "components": [
                    {"compensationType": "Salary", "interval": "1 YEAR", "currencyCode": "EUR", "minValue": low,
                     "maxValue": high},
                    {"compensationType": "EquityPercentage", "summary": "Offers Equity"},
                ],
            }
            for zone, low, high in (("Dublin", 81000, 97000), ("Elsewhere", 70000, 84000))
        ]
    },
}  # fmt: skip
RECRUITEE: dict[str, Any] = {
    "id": 9,
    "title": "Cook",
    "slug": "cook",
    "status": "published",
    "careers_url": "https://m.recruitee.com/o/cook",
    "description": "<p>You cook.</p>",
    "requirements": "<ul><li>A knife</li><li>Speed</li></ul>",
    "hybrid": False,
    "remote": False,
    "on_site": True,
    "company_name": "Merrowell",
    "department": "Galley",
    "close_at": "2026-12-24 10:00:00 UTC",
    "employment_type_code": "fulltime_permanent",
    "min_hours": 36,
    "max_hours": 40,
    "salary": {"min": "2400", "max": "2900", "period": "month", "currency": "EUR"},
    "locations": [
        {"city": "Hamburg", "country": "Germany", "note": "At the pier."},
        {"city": "Kiel", "country": "Germany"},
    ],
    "options_cv": "required",
    "options_cover_letter": "optional",
    "options_photo": "off",
    "options_phone": "required",
    "open_questions": [{"body": "Do you get seasick?", "required": True}],
}
WORKABLE = {
    "name": "Merrowell",
    "jobs": [
        {
            "title": "Harbour Pilot",
            "shortcode": "AB12",
            "telecommuting": False,
            "employment_type": "Full-time",
            "url": "https://apply.workable.com/j/AB12",
            "description": "<p>You bring ships in.</p>",
            "department": "Port",
            "locations": [{"city": city, "region": None, "country": country, "hidden": city == "Secret"}],
        }
        for city, country in (("Porto", "Portugal"), ("Vigo", "Spain"), ("Secret", "Nowhere"))
    ],
}
SMART_ENTRY: dict[str, Any] = {
    "id": "77", "name": "Nurse", "refNumber": "R1", "releasedDate": "2026-01-01T00:00:00.000Z",
    "typeOfEmployment": {"label": "Part-time"}, "creator": {"name": "Jane Private"},
    "location": {"city": "St. Louis", "region": "MO", "country": "us", "fullLocation": "St. Louis, MO, United States"},
    "customField": [
        {"fieldLabel": "Brands", "valueLabel": "M"}, {"fieldLabel": "Shift", "valueLabel": "Nights"},
    ],
}  # fmt: skip
SMART_LIST = {"offset": 0, "limit": 1, "totalFound": 2, "content": [SMART_ENTRY]}
SMART = SMART_ENTRY | {
    "jobAd": {
        "sections": {
            "jobDescription": {"title": "Job Description", "text": "<p>You nurse.</p>"},
            "qualifications": {"title": "Qualifications", "text": "<p>A licence.</p>"},
        }
    },
    "postingUrl": "https://jobs.smartrecruiters.com/M/77",
}
PERSONIO = """<?xml version="1.0" encoding="UTF-8"?>
<workzag-jobs><position><id>5</id><subcompany>Merrowell &amp; Co</subcompany>
<office>Munich</office><additionalOffices><office>Berlin</office></additionalOffices><department>Data</department>
<name>Data Engineer (m/f/d)</name><employmentType>permanent</employmentType><schedule>full-time</schedule>
<seniority>experienced</seniority><yearsOfExperience>2-5</yearsOfExperience><jobDescriptions><jobDescription>
<name>Your tasks</name><value><![CDATA[<ul><li>Pipelines</li><li>Tests</li></ul>]]></value>
</jobDescription></jobDescriptions>
</position><position><id>6</id></position></workzag-jobs>"""
WORKDAY = {
    "jobPostingInfo": {
        "title": "Architect",
        "jobDescription": "<p>You draw.</p>",
        "location": "Boston, MA",
        "additionalLocations": ["Salem, MA"],
        "postedOn": "Posted 3 Days Ago",
        "timeType": "Full time",
        "jobReqId": "JR1",
        "externalUrl": "https://m.wd5.myworkdayjobs.com/x/JR1",
    },
    "hiringOrganization": {"name": "Merrowell"},
}
WORKDAY_LIST = {
    "total": 1,
    "jobPostings": [
        {
            "title": "Architect",
            "externalPath": "/job/Boston/Architect_JR1",
            "locationsText": "2 Locations",
            "bulletFields": ["JR1"],
        }
    ],
}


def read(data: Any) -> list[Record]:
    board = board_of(data)
    assert board
    return list(board.records(data))


def posting(record: Record) -> Posting:
    made = read_record(record, "board")
    facts = {(fact.name, json.dumps(fact.value)) for fact in extract(made)}
    assert all(fact.quote == made.text[fact.start : fact.end] for fact in extract(made)), facts
    return made


def values(record: Record, name: str) -> list[Any]:
    return [fact.value for fact in extract(posting(record)) if fact.name == name and fact.origin == "field"]


def test_greenhouse() -> None:
    (record,) = read({"jobs": [GREENHOUSE], "meta": {"total": 1}})
    assert posting(record).text == (
        "Tide Modeller & Analyst\n\nCompany: Merrowell\nLocation: Lisbon, Portugal\nDepartment: Forecasting\n"
        "Employment Type: Full-time\nApply by: 2026-11-30 23:59 (UTC-05:00)\n\nYour work\n\nYou model tides & currents."
    )
    assert values(record, "deadline") == ["2026-11-30"]
    assert values(record, "employment_type") == ["full_time"]
    assert (record.id, record.url) == ("41", "https://boards.greenhouse.io/merrowell/jobs/41")


def test_greenhouse_pay_and_form() -> None:
    (record,) = read(DETAIL)
    year = {"period": "year"}
    assert values(record, "salary") == [
        {"min": 50000, "max": 62500, "currency": "EUR"} | year,
        {"min": 90000, "max": 110000, "currency": "USD"} | year,
    ]
    text = posting(record).text
    assert "How to apply\n\nThe application form requires:\n- Resume/CV (file)\n- Why tides?" in text
    assert "You may also give:\n- Cover letter (file)" in text
    assert "gender" not in text
    assert "Token" not in text


def test_lever_lists_are_part_of_the_posting() -> None:
    (record,) = read([LEVER])
    text = posting(record).text
    assert text.count("Merrowell runs ferries.") == text.count("You keep ferries running.") == 1
    assert "You bring\n- A trade certificate\n- Calm" in text
    assert "Paid every fortnight." in text
    assert "We are a small yard." in text
    assert values(record, "location") == [["Bergen", "Oslo"]]
    assert values(record, "workplace") == ["onsite"]
    assert values(record, "salary") == [{"min": 510000, "max": 590000, "currency": "NOK", "period": "year"}]


def test_ashby_zones_are_apart_and_flags_are_honoured() -> None:
    hidden = ASHBY | {"id": "b-3", "shouldDisplayCompensationOnJobPostings": False}
    unlisted = ASHBY | {"id": "b-4", "isListed": False}
    shown, without = read({"apiVersion": "1", "jobs": [ASHBY, hidden, unlisted]})
    assert [(value["min"], value["max"]) for value in values(shown, "salary")] == [(81000, 97000), (70000, 84000)]
    assert "81,000–97,000 EUR per year (Dublin)" in posting(shown).text
    assert "Equity: Offers Equity (Dublin)" in posting(shown).text
    assert "81,000" not in posting(without).text
    assert "Equity" not in posting(without).text
    assert values(shown, "location") == [["Dublin, Ireland", "Cork, Ireland"]]
    assert values(shown, "workplace") == ["hybrid"]


def test_ashby_pay_on_target_is_no_salary() -> None:
    part = {"compensationType": "Salary", "interval": "1 YEAR", "currencyCode": "EUR", "minValue": 9e4, "maxValue": 1e5}
    tier = {"title": "All", "components": [part | {"summary": "OTE €90K – €100K"}]}
    (record,) = read({"apiVersion": "1", "jobs": [ASHBY | {"compensation": {"compensationTiers": [tier]}}]})
    assert (values(record, "salary"), values(record, "on_target_earnings")[0]["min"]) == ([], 90000)


def test_recruitee() -> None:
    draft = RECRUITEE | {"id": 10, "status": "draft"}
    (record,) = read({"offers": [RECRUITEE, draft]})
    text = posting(record).text
    assert "- A knife" in text
    assert "At the pier." in text
    assert "The application form requires:\n- CV\n- Phone number\n- Do you get seasick?" in text
    assert "Photo" not in text
    assert values(record, "salary") == [{"min": 2400, "max": 2900, "currency": "EUR", "period": "month"}]
    assert values(record, "workplace") == ["onsite"]
    assert values(record, "deadline") == ["2026-12-24"]
    assert values(record, "location") == [["Hamburg, Germany", "Kiel, Germany"]]
    assert values(record, "employment_type") == [["full_time", "permanent"]]


def test_workable_lists_a_job_once_for_all_its_places() -> None:
    (record,) = read(WORKABLE)
    assert record.id == "AB12"
    assert values(record, "location") == [["Porto, Portugal", "Vigo, Spain"]]


def test_smartrecruiters_list_and_detail() -> None:
    (entry,) = read(SMART_LIST)
    (whole,) = read(SMART)
    assert (entry.partial, whole.partial) == (True, False)
    assert "Qualifications\n\nA licence." in posting(whole).text
    assert values(whole, "location") == [["St. Louis, MO, United States"]]
    assert "Shift: Nights" in posting(whole).text
    assert "Jane" not in posting(whole).text
    assert "Brands" not in posting(whole).text
    url = "https://api.smartrecruiters.com/v1/companies/M/postings?limit=1&offset=0"
    onward, detail = BOARDS["smartrecruiters"].more(SMART_LIST, url)
    assert (onward.role, onward.url) == ("list", url.replace("offset=0", "offset=1"))
    assert (detail.id, detail.url) == ("77", "https://api.smartrecruiters.com/v1/companies/M/postings/77")


def test_personio() -> None:
    data = parsed_xml(PERSONIO)
    record, broken = read(data)
    assert posting(record).text == (
        "Data Engineer (m/f/d)\n\nCompany: Merrowell & Co\nLocation: Munich; Berlin\nEmployment type: Full-time, "
        "Permanent\n"
        "Department: Data\nExperience level: Experienced\nExperience: 2-5 years\n\nYour tasks\n- Pipelines\n- Tests"
    )
    assert values(record, "location") == [["Munich", "Berlin"]]
    assert "no name" in broken.error


def test_pinpoint() -> None:
    job = {
        "id": "5", "title": "Harbour Lawyer", "url": "https://merrowell.pinpointhq.com/en/postings/5",
        "compensation": "€60,000 - €70,000 / year", "compensation_minimum": 6e4, "compensation_visible": True,
        "workplace_type": "onsite", "workplace_type_text": "Onsite", "employment_type_text": "Permanent - Full Time",
        "deadline_at": "2026-10-10T23:59:59+01:00", "reporting_to": "Head of Law",
        "description": "<p>You read contracts.</p>", "key_responsibilities_header": "Your work",
        "key_responsibilities": "<ul><li>Leases</li></ul>", "skills_knowledge_expertise": "",
        "location": {"name": "Porto", "city": "Matosinhos ", "province": "Porto"},
        "job": {"department": {"name": "Law"}},
    }  # fmt: skip
    hidden = job | {"id": "6", "compensation_visible": False}
    shown, without = read({"data": [job, hidden]})
    found = {fact.name: fact.value for fact in extract(posting(shown))}
    assert found["salary"] == {"min": 60000, "max": 70000, "currency": "EUR", "period": "year"}
    assert (found["location"], found["workplace"], found["deadline"]) == (["Porto"], "onsite", "2026-10-10")
    assert (found["reports_to"], found["employment_type"]) == ("Head of Law", ["permanent", "full_time"])
    assert "Your work\n- Leases" in posting(shown).text
    assert "60,000" not in posting(without).text


def test_workday_list_and_posting() -> None:
    (entry,) = read(WORKDAY_LIST)
    (whole,) = read(WORKDAY)
    assert entry.id == whole.id == "JR1"
    assert entry.partial
    assert "2 Locations" not in posting(entry).text
    assert values(whole, "location") == [["Boston, MA", "Salem, MA"]]
    assert values(whole, "deadline") == []


@pytest.mark.parametrize(
    ("data", "name"),
    [
        ({"jobs": [GREENHOUSE]}, "greenhouse"), ([LEVER], "lever"), ({"jobs": [ASHBY]}, "ashby"),
        ({"offers": [RECRUITEE]}, "recruitee"), (WORKABLE, "workable"), (SMART_LIST, "smartrecruiters"),
        (parsed_xml(PERSONIO), "personio"), (WORKDAY, "workday"), (WORKDAY_LIST, "workday"),
    ],
)  # fmt: skip
def test_a_board_is_known_by_its_shape_alone(data: Any, name: str) -> None:
    assert [known for known, board in BOARDS.items() if board.recognises(data)] == [name]


@pytest.mark.parametrize("data", [None, 3, "text", [], {}, {"jobs": 3}, {"jobs": [None]}, [[]], {"content": "x"}])
def test_other_data_is_no_board(data: Any) -> None:
    assert board_of(data) is None


@pytest.mark.parametrize(
    "data", [{"jobs": [GREENHOUSE]}, [LEVER], {"jobs": [ASHBY]}, {"offers": [RECRUITEE]}, SMART_LIST]
)
def test_a_malformed_job_stops_no_other(data: Any) -> None:
    known = json.loads(json.dumps(data))
    jobs = known if isinstance(known, list) else next(value for value in known.values() if isinstance(value, list))
    whole = jobs[0]
    jobs += [None, 3, {"id": "x"}, whole | {"id": None}, dict.fromkeys(whole, 7), {key: [[]] for key in whole}]
    records = read(known)
    assert not records[0].error
    assert [record.title for record in records if not record.error].count(records[0].title) == 1
    assert all(record.id for record in records)


@pytest.mark.parametrize(
    ("url", "name", "token"),
    [
        ("https://boards.greenhouse.io/merrowell/jobs/41", "greenhouse", "merrowell"),
        ("https://job-boards.greenhouse.io/merrowell", "greenhouse", "merrowell"),
        ("https://boards.greenhouse.io/embed/job_board/js?for=merrowell", "greenhouse", "merrowell"),
        ("https://jobs.lever.co/merrowell/aa-1", "lever", "merrowell"),
        ("https://jobs.eu.lever.co/merrowell", "lever", "merrowell"),
        ("https://jobs.ashbyhq.com/Merrowell%20Sea/b-2", "ashby", "Merrowell Sea"),
        ("https://merrowell.recruitee.com/o/cook", "recruitee", "merrowell"),
        ("https://apply.workable.com/merrowell/j/AB12/", "workable", "merrowell"),
        ("https://careers.smartrecruiters.com/Merrowell", "smartrecruiters", "Merrowell"),
        ("https://merrowell.jobs.personio.de/job/5", "personio", "merrowell"),
        ("https://merrowell.pinpointhq.com/en/postings/5", "pinpoint", "merrowell"),
        ("https://www.pinpointhq.com/", None, None),
        ("https://careers.merrowell.example/jobs/41", None, None),
        ("https://www.recruitee.com/", None, None),
    ],
)
def test_a_board_is_known_by_its_pages(url: str, name: str | None, token: str | None) -> None:
    found = {known: board.token(url) for known, board in BOARDS.items() if board.token(url)}
    assert found == ({name: token} if name else {})


def test_every_board_but_workday_is_live() -> None:
    assert [name for name, board in BOARDS.items() if not board.addresses("m")] == ["workday"]


AMOUNTS = st.integers(20_000, 400_000)


@given(low=AMOUNTS, more=st.integers(1, 90_000), currency=st.sampled_from(["USD", "EUR", "GBP", "CHF", "SEK", "INR"]))
def test_pay_in_words_is_read_back(low: int, more: int, currency: str) -> None:
    for ends in ((low, low + more), (low, low), (low, None), (None, low)):
        row = ("Salary", wording.pay(ends[0], ends[1], currency, "YEAR"))
        (value,) = values(Record("1", "Clerk", (row,), (("", "<p>You file.</p>"),)), "salary")
        assert value == {"min": ends[0], "max": ends[1], "currency": currency, "period": "year"}


@pytest.mark.parametrize(
    ("period", "amount"), [("hour", 25.5), ("1 DAY", 400), ("per-month-salary", 4200), ("WEEKLY", 900)]
)
def test_periods_are_read_back(period: str, amount: float) -> None:
    row = ("Salary", wording.pay(amount, amount + 5, "GBP", period))
    (value,) = values(Record("1", "Clerk", (row,), (("", "You file."),)), "salary")
    assert value["min"] == amount
    assert str(value["period"])[:3] in period.lower()


@given(
    day=st.dates(),
    zone=st.sampled_from(["Z", "+01:00", "-0500", ""]),
    clock=st.sampled_from(["T23:59:00", "T00:00:00", ""]),
)
def test_a_moment_in_words_is_read_back(day: Any, zone: str, clock: str) -> None:
    if not 2000 <= day.year < 2100:
        return
    given = wording.moment(f"{day.isoformat()}{clock}{zone if clock else ''}")
    assert values(Record("1", "Clerk", (("Apply by", given),), (("", "You file."),)), "deadline") == [day.isoformat()]


def test_moments_of_other_shapes() -> None:
    assert wording.moment(1764205361939) == "2025-11-27"
    assert wording.moment("2026-08-05 10:10:39 UTC") == "2026-08-05 10:10 (UTC)"
    assert wording.moment("Posted 3 Days Ago") == "Posted 3 Days Ago"
    assert wording.moment(None) == ""
