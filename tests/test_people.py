"""Whom the role reports to, whom to ask."""

import pytest
from factcase import facts, said


@pytest.mark.parametrize(
    ("sentence", "value"),
    [
        ("You will report to the Head of Public Works and work with partners.", "Head of Public Works"),
        ("This role reports directly to our VP of Sales and Marketing.", "VP of Sales and Marketing"),
        ("Reporting to the Head Chef, you run the ovens.", "Head Chef"),
        ("Reporting to Ada Lovelace, you run the ovens.", "Ada Lovelace"),
        ("You'll report into the engineering manager.", "engineering manager"),
        ("Reports to: Director of Ovens", "Director of Ovens"),
        ("Permanent · Reports to the Head of Ovens · Vacancy OV/25", "Head of Ovens"),
        ("The cook reports to the kitchen supervisor on duty.", "kitchen supervisor"),
        ("Reporting to stakeholders with dashboards.", None),
        ("You provide weekly reports to the Director of Ovens.", None),
        ("You own analysis and reporting to leadership.", None),
        ("You have four direct reports.", None),
        ("Report to Kitchen Committee on a weekly basis.", None),
        ("You report bugs to the manager of the week.", None),
    ],
)
def test_reports_to(sentence: str, value: str | None) -> None:
    assert said(sentence, "reports_to") == value


@pytest.mark.parametrize(
    ("sentence", "name", "value"),
    [
        ("Department: Bread & Cake", "department", "Bread & Cake"),
        ("You report to the Director, Night Bread.", "reports_to", "Director, Night Bread"),
        ("Directorate: Bread & Cake", "department", "Bread & Cake"),
        ("You report to Ana Mei Lindqvist.", "reports_to", "Ana Mei Lindqvist"),
        ("Team: Night Shift", "team", "Night Shift"),
        ("You will join our Data Platform team.", "team", "Data Platform"),
        ("You join our small team.", "team", None),
        ("Questions? Write to jobs@example.com.", "contact", "jobs@example.com"),
        ("Call us on +44 20 7946 0018.", "contact", "+44 20 7946 0018"),
        ("Contact: Ada Lovelace", "contact", "Ada Lovelace"),
        ("You contact 1000 growers a year.", "contact", None),
    ],
)
def test_who(sentence: str, name: str, value: str | None) -> None:
    assert said(sentence, name) == value


@pytest.mark.parametrize(
    ("line", "value"),
    [
        ("Gull Council | Quays and Boats Directorate | Ref: 7", "Quays and Boats Directorate"),
        ("Gull Council | Human Resources Department | Ref: 7", None),
        ("Gull Council Department of Boats", None),
    ],
)
def test_a_department_among_the_tags(line: str, value: str | None) -> None:
    assert [fact.value for fact in facts(f"Cook\n{line}", "department")] == ([value] if value else [])
