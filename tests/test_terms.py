"""The terms of the contract."""

from typing import Any

import pytest
from factcase import facts, said


@pytest.mark.parametrize(
    ("sentence", "value"),
    [
        ("Employment type: Full time", "full_time"),
        ("Type of position: Part-Time", "part_time"),
        ("Job type: part_time", "part_time"),
        ("Contract type: Open ended", "permanent"),
        ("Contract: band 13, full-time, 3 years", ["full_time", "contract"]),
        ("Contract length: two years", "contract"),
        ("The Bread Group seeks a full-time baker.", "full_time"),
        ("We offer the fixed-term (1/3/2027 – 31/12/2029) position of a baker.", "contract"),
        ("Contract: freelance or permanent", ["contract", "permanent"]),
        ("This is a full-time position.", "full_time"),
        ("The role is part-time.", "part_time"),
        ("We offer a permanent contract.", "permanent"),
        ("Permanent contract, in our Lyon kitchen.", "permanent"),
        ("This is a contract role.", "contract"),
        ("Eine Vollzeitstelle in unserer Küche.", "full_time"),
        ("A 12-month fixed-term contract.", "contract"),
        ("This is a full-time, permanent role.", ["full_time", "permanent"]),
        ("This summer internship pays well.", "internship"),
        ("The position is temporary.", "temporary"),
        ("Full-time, year-round, permanent following a trial.", ["full_time", "permanent"]),
        ("Permanent after a six-month probation.", "permanent"),
        ("This is a new vacancy, and a part-time, permanent one.", ["part_time", "permanent"]),
        ("The contract is permanent.", "permanent"),
        ("The contract is for two years.", "contract"),
        ("It's a CDI, with a trial period.", "permanent"),
        ("A 12-month maternity cover in our Lyon kitchen.", "contract"),
        ("Appointment type: Permanent", "permanent"),
        ("Time type: Full time", "full_time"),
        ("Appointment type: Term, not to exceed 2 years", "contract"),
        ("Pastry cook: part-time, 20 hours a week.", "part_time"),
        ("The contract is for four years.", "contract"),
        ("Basis: ongoing, full time", ["permanent", "full_time"]),
        ("You cover a colleague for twelve months, full-time, from May.", "full_time"),
        ("After six months you are confirmed as permanent.", "permanent"),
        ("There may or may not be a permanent role afterwards.", None),
        ("It's a full-time contract for ten months.", ["full_time", "contract"]),
        ("It's a full-time contract of 39 hours.", "full_time"),
        ("You hold a licence, or you apply for the temporary one.", None),
        ("We open each season with a party.", None),
        ("Four years of full-time paid experience as a cook.", None),
        ("We have 40 full-time employees.", None),
        ("Pay is based on full-time employment.", None),
        ("You negotiate contracts with growers.", None),
        ("You work with interns.", None),
    ],
)
def test_employment_types(sentence: str, value: Any) -> None:
    assert said(sentence, "employment_type") == value


@pytest.mark.parametrize(
    ("line", "value"),
    [
        ("Fixed term of two years, paid for by a grant", "contract"),
        ("Fixed term: 11 months from 25 January 2027", "contract"),
        ("Part time: 30 hours a week", "part_time"),
        ("Baker (9 month FTC)", "contract"),
        ("Bäckerin (m/w/d) in Teilzeit", "part_time"),
        ("Remote, Belgium • Bread • Full-time", "full_time"),
        ("Season 2027 — 15 March to 31 October", "temporary"),
        ("Seasonal (15 March to 31 October 2027)", "temporary"),
        ("Fixed-term, 24 months, full-time · Group of Dr Blum", ["contract", "full_time"]),
    ],
)
def test_a_line_under_the_title_that_begins_with_the_kind_of_contract(line: str, value: str) -> None:
    assert [fact.value for fact in facts(f"Cook\n{line}", "employment_type")] == [value]


@pytest.mark.parametrize(
    ("sentence", "value"),
    [
        ("You receive an annual bonus.", True),
        ("Salary plus bonus.", True),
        ("All staff take part in our bonus scheme.", True),
        ("This role is not eligible for a bonus.", False),
        ("There is no bonus.", False),
        ("Experience with rye is a bonus.", None),
        ("Bonus points for a driving licence.", None),
        ("We pay a referral bonus for friends.", None),
        ("Bonus: experience with rye", None),
    ],
)
def test_bonus(sentence: str, value: bool | None) -> None:
    assert said(sentence, "bonus") is value


@pytest.mark.parametrize(
    ("sentence", "value"),
    [
        ("You get stock options.", True),
        ("Advanced equity skills and practice.", None),
        ("Competitive salary and generous equity.", True),
        ("RSUs vest over four years.", True),
        ("This role comes with no equity.", False),
        ("We care about diversity, equity and inclusion.", None),
        ("You have worked in private equity.", None),
        ("We review pay equity each year.", None),
        ("We value salary transparency and equity.", None),
        ("You keep the accounts: assets, liabilities, equity and cost of goods.", None),
    ],
)
def test_equity(sentence: str, value: bool | None) -> None:
    assert said(sentence, "equity") is value


@pytest.mark.parametrize(
    ("sentence", "value"),
    [
        ("3+ years of experience with ovens.", 3),
        ("At least five years' experience in a kitchen.", 5),
        ("3-5 years of experience.", 3),
        ("Two (2) years of paid experience.", 2),
        ("7+ years in a kitchen.", 7),
        ("We have 30 years of experience in baking.", None),
        ("Founded 12 years ago, we have experience.", None),
        ("After 5 years you get a sabbatical.", None),
    ],
)
def test_experience_years(sentence: str, value: int | None) -> None:
    assert said(sentence, "experience_years") == value


@pytest.mark.parametrize(
    ("sentence", "name", "value"),
    [
        ("An active Top Secret clearance is required.", "clearance", "active Top Secret clearance"),
        ("You hold SC clearance.", "clearance", "SC clearance"),
        ("No security clearance is needed.", "clearance", False),
        ("Security clearance: Not required", "clearance", False),
        ("You clear the tables.", "clearance", None),
        ("There is a six-month probation period.", "probation", "six-month"),
        ("The probationary period of 3 months is paid.", "probation", "3 months"),
    ],
)
def test_clearance_and_probation(sentence: str, name: str, value: Any) -> None:
    assert said(sentence, name) == value


def test_benefits_stand_under_their_heading_only() -> None:
    tasks = "Your tasks\n- Bake\n- Clean"
    text = f"Cook\n\nWhat we offer\n- Bread\n- A bike\nWe are an equal opportunity employer.\n\n{tasks}"
    assert [fact.value for fact in facts(text, "benefits")] == [["Bread"], ["A bike"]]


@pytest.mark.parametrize(
    ("line", "value"),
    [
        ("Bread Group · Vollzeit oder Teilzeit · unbefristet", ["full_time", "part_time", "permanent"]),
        ("Winter season contract, 1 December to 3 April", "temporary"),
        ("Bread Group · permanent contract", "permanent"),
        ("Bread Group · temporary staff and full-time pastry", None),
    ],
)
def test_terms_among_the_tags_under_the_title(line: str, value: Any) -> None:
    assert [fact.value for fact in facts(f"Cook\n{line}", "employment_type")] == ([value] if value else [])


@pytest.mark.parametrize(
    ("sentence", "value"),
    [
        ("Probation is one year.", "one year"),
        ("Notice is two weeks during probation.", None),
        ("The notice period is 30 days in probation.", None),
    ],
)
def test_how_long_the_probation_is(sentence: str, value: str | None) -> None:
    assert said(sentence, "probation") == value


def test_a_bonus_that_some_do_not_get() -> None:
    assert said("Temporary bakers are not eligible for paid leave or the annual bonus.", "bonus") is None
