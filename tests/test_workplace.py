"""Whether the work is remote, hybrid or on site."""

import pytest
from factcase import facts, said


@pytest.mark.parametrize(
    ("sentence", "value"),
    [
        ("Workplace: Hybrid", "hybrid"),
        ("This role will be partially remote, and in person for events.", "hybrid"),
        ("Flexible working hours and home office option.", "hybrid"),
        ("The organiser may work from a location of their choice.", "remote"),
        ("Candidates can be at either university, but can work remotely if they like.", "remote"),
        ("Lieu : Travail à domicile à distance", "remote"),
        ("Interns are on site four days a week; Fridays can be spent at home.", "hybrid"),
        ("You work on site five days a week.", "onsite"),
        ("You work from home when you are not with customers.", "remote"),
        ("You work from home on Fridays.", None),
        ("Remote / Hybrid: Hybrid", "hybrid"),
        ("Location: Skipton (2-3 days a week), home-based (the other days, 2 days a week)", "hybrid"),
        ("Workplace: Remote, four days a week", "remote"),
        ("Location: Remote (EU only)", "remote"),
        ("Remote: No", None),
        ("Remote job: No", None),
        ("Two days a week in Ghent, which are Monday and Thursday, and the rest remote.", "hybrid"),
        ("The rest of the week you may work from home.", "hybrid"),
        ("Staff may telework up to 40% of the month.", "hybrid"),
        ("Everything is in person.", "onsite"),
        ("Cooks work from the Ghent kitchen on all days.", "onsite"),
        ("This isn't a work-from-home role.", "onsite"),
        ("Telework eligible: Yes - up to 2 days a week after the probation", "hybrid"),
        ("Remote: Yes", "remote"),
        ("Work model: remote", "remote"),
        ("Work flexibility: Office-based", "onsite"),
        ("Location: Belfast; Homeworker - UK", "remote"),
        ("Location type: On-Site", "onsite"),
        ("Arbeitsort: hybrid", "hybrid"),
        ("Workplace: Télétravail", "remote"),
        ("Workplace: híbrido", "hybrid"),
        ("You work from home on certain days.", "hybrid"),
        ("2 jours de télétravail par semaine", "hybrid"),
        ("The position is to work in our office in Ghent.", "onsite"),
        ("This is a fully remote role.", "remote"),
        ("The role is remote, within the United States.", "remote"),
        ("You can work from anywhere.", "remote"),
        ("You work remotely, with two team weeks a year.", "remote"),
        ("This is a hybrid role based in Perth.", "hybrid"),
        ("We work hybrid, with three days a week in our office.", "hybrid"),
        ("Three days a week in the office, two wherever works for you.", "hybrid"),
        ("We come into the office on Mondays and Fridays, and you may work remotely on other days.", "hybrid"),
        ("You are in the office 3 days a week.", "hybrid"),
        ("We take a hybrid approach.", "hybrid"),
        ("Two days per week from home are fine.", "hybrid"),
        ("This position is on-site.", "onsite"),
        ("This is an in-person role in our bakery.", "onsite"),
        ("You are with us five days a week in our office.", "onsite"),
        ("This is not a remote role.", "onsite"),
        ("Remote work is not possible.", "onsite"),
        ("This role is not remote: we meet two days a week in the office.", "hybrid"),
        ("If the role isn't remote, your pay depends on where the office is.", None),
        ("We are a remote-first company.", None),
        ("Notice to applicants for remote jobs in New York.", None),
        ("We meet in person, with the flexibility to work from home.", "hybrid"),
        ("Where: home-based, near Turku", "remote"),
        ("The work is remote.", "remote"),
        ("You'd work from your own place.", "remote"),
        ("Bakers come into the office Tuesday to Thursday.", "hybrid"),
        ("On Monday and Friday all are at the Turku office; the rest of the week you work at home.", "hybrid"),
        ("After the trial you may work from home up to two days a week.", "hybrid"),
        ("Up to two telework days weekly may be approved.", "hybrid"),
        ("One day a week may be worked from home.", "hybrid"),
        ("Hybrid: two days at the mill, the remainder wherever you like.", "hybrid"),
        ("Workplace: Hybrid (3 days in office)", "hybrid"),
        ("This isn't a remote job and hybrid doesn't work either.", "onsite"),
        ("The role is neither remote nor hybrid.", "onsite"),
        ("The post can't be held remotely.", "onsite"),
        ("Baking can't be done from home.", "onsite"),
        ("The job is 100% on site.", "onsite"),
        ("Baking is not suitable for remote working.", "onsite"),
        ("The position is not eligible for the mill's telework scheme.", "onsite"),
        ("Home office is not possible for bakers.", "onsite"),
        ("Telework eligible: No", None),
        ("The mills are the most remote in the country.", None),
        ("You visit remote sites in the north.", None),
        ("We do not hire fully remote employees.", None),
        ("A fully remote contract is not on offer.", None),
        ("We tried fully remote and it did not work.", None),
        ("The first two months are fully in the office.", None),
        ("Lunch in the office on Wednesdays is free.", None),
        ("You get a test within three days, then a meeting at the office.", None),
        ("Our Bath office has clerks who may work from home on two days.", None),
        ("You have led remote teams.", None),
        ("Work from anywhere: up to 15 days a year.", None),
        ("Experience with remote sensing is welcome.", None),
        ("You know hybrid cloud platforms.", None),
        ("You cover cloud, hybrid, and data residency needs.", None),
        ("Experience with self-hosted and hybrid deployments.", None),
        ("You run a cloud-based hybrid environment.", None),
        ("We have offices in Leeds and Cork.", None),
        ("You work from home except on Tuesdays, when we meet in the Cork office.", "hybrid"),
        ("This is an in-person office, with dogs.", "onsite"),
        ("Homeoffice ist hier leider nicht möglich.", "onsite"),
        ("You maintain remote access for on-site staff.", None),
    ],
)
def test_workplaces(sentence: str, value: str | None) -> None:
    assert said(sentence, "workplace") == value


@pytest.mark.parametrize(
    ("title", "value"),
    [
        ("Remote Sales Manager", "remote"),
        ("Onsite Baker", "onsite"),
        ("Baker (Hybrid)", "hybrid"),
        ("Remote Sensing Engineer", None),
        ("Hybrid Cloud Engineer", None),
    ],
)
def test_a_workplace_in_the_title(title: str, value: str | None) -> None:
    assert [fact.value for fact in facts(f"{title}\n\nYou work.", "workplace")] == ([value] if value else [])


def test_a_choice_of_workplaces_is_both() -> None:
    found = facts("Cook\n\nThe role can be remote or hybrid.", "workplace")
    assert [fact.value for fact in found] == ["remote", "hybrid"]


def test_home_is_not_the_whole_of_a_workplace_that_has_an_office_too() -> None:
    for head, value in (("Hybrid", ["hybrid"]), ("Onsite", ["onsite"]), ("Leeds", ["remote"])):
        text = f"Cook\nLocation: {head}\n\nYou work from home while the oven is mended."
        assert [fact.value for fact in facts(text, "workplace")] == value
    text = "Cook\nLocation: Hybrid\n\nThis role is fully remote."
    assert [fact.value for fact in facts(text, "workplace")] == ["hybrid", "remote"]
