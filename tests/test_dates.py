"""When applications close, and when the work starts."""

import pytest
from factcase import facts, said


@pytest.mark.parametrize(
    ("sentence", "day"),
    [
        ("Apply by 31 January 2027.", "2027-01-31"),
        (
            "Please send a single document with a resume and a cover letter, addressed to Ann Bee, Senior Kitchen"
            " Director, to jobs@acme.example with the subject line Harbour Cook by January 31, 2027.",
            "2027-01-31",
        ),
        ("Please apply before February 3rd, 2027 at 17:00 GMT.", "2027-02-03"),
        ("Applications close on 1 Mar 2027.", "2027-03-01"),
        ("Closing date: 2027-04-05", "2027-04-05"),
        ("Application deadline: July 4, 2027", "2027-07-04"),
        ("Applications reach us in time up to 9 December 2027.", "2027-12-09"),
        ("They must be with us by 3 p.m. on 10 December 2027.", "2027-12-10"),
        ("This posting closed on 13 November 2027.", "2027-11-13"),
        ("Open & closing dates: 05/03/2027 to 05/17/2027", "2027-05-17"),
        ("Applications must be received by THURSDAY, MAY 09, 2027.", "2027-05-09"),
        ("The closing date for applications is the 9th of May 2027.", "2027-05-09"),
        ("The deadline to apply is 30 September 2027.", "2027-09-30"),
        ("Send us your CV no later than Sept. 30, 2027.", "2027-09-30"),
        ("This vacancy closes on 12 June 2027.", "2027-06-12"),
        ("Valid through: 2027-08-01T00:00:00Z", "2027-08-01"),
        ("Closing date: 31.01.2027", "2027-01-31"),
        ("Closing date: 31/01/2027", "2027-01-31"),
        ("Deadline: 31 janvier 2027", "2027-01-31"),
        ("Deadline: 3. März 2027", "2027-03-03"),
        ("Deadline: 3 de mayo de 2027", "2027-05-03"),
        ("Applications are taken till 30 June 2027.", "2027-06-30"),
        ("Competition closes: Friday, May 7, 2027, 4:00 p.m.", "2027-05-07"),
        ("Last date: 15 May 2027", "2027-05-15"),
        ("By: 1 June 2027, 18:00", "2027-06-01"),
        ("Applications in: Friday 7 May 2027, midnight", "2027-05-07"),
        ("Night shifts · Closing 12 noon, Friday 7 May 2027", "2027-05-07"),
        ("Closes 9am on Friday 7 May 2027", "2027-05-07"),
        ("Advertised: 3 May 2027 Closing: 24 May 2027, 11.59pm", "2027-05-24"),
        ("Write to Aino in the kitchen before 14 May 2027.", "2027-05-14"),
        ("Until 8 May 2027, 9am, you can apply by telephone.", "2027-05-08"),
        ("On 8 May 2027 applications close.", "2027-05-08"),
        ("The posting closes 9-May-2027.", "2027-05-09"),
        ("Applications received after 8 May 2027 are not read.", "2027-05-08"),
        ("Return the form no later than Saturday 8 May 2027.", "2027-05-08"),
        ("8 May 2027 is the closing date.", "2027-05-08"),
        ("Bis zum 3. März 2027 freuen wir uns auf Ihre Bewerbung.", "2027-03-03"),
        ("Bewerbungen bis 3. März 2027 an Frau Blum.", "2027-03-03"),
        ("Candidatures jusqu'au 31 janvier 2027.", "2027-01-31"),
        ("Envíe su solicitud antes del 3 de mayo de 2027.", "2027-05-03"),
    ],
)
def test_deadlines(sentence: str, day: str) -> None:
    assert said(sentence, "deadline") == day


@pytest.mark.parametrize(
    "sentence",
    [
        "You meet deadlines, even in May 2027.",
        "Posted on 3 January 2027.",
        "We review applications on a rolling basis.",
        "Apply within 14 days.",
        "Apply by Friday.",
        "Apply by 31 January.",
        "The deadline may move, and you march on.",
        "Open date: 2027-01-05",
        "Closing date: 30 February 2027",
        "We received a prize on 4 May 2026.",
        "The role starts on 1 September 2027.",
    ],
)
def test_no_deadline(sentence: str) -> None:
    assert said(sentence, "deadline") is None


def test_the_location_tells_the_month_from_the_day() -> None:
    assert said("Apply by 04/05/2027.", "deadline", "Austin, TX") == "2027-04-05"
    assert said("Apply by 04/05/2027.", "deadline", "Leeds, United Kingdom") == "2027-05-04"
    assert said("Apply by 04/05/2027.", "deadline") is None


@pytest.mark.parametrize(
    ("place", "others", "day"),
    [
        ("", "You get £12.40 an hour.", "2027-05-04"),
        ("", "You get €12.40 an hour. Interviews are on 25/05/2027.", "2027-05-04"),
        ("", "You get $12.40 an hour. Interviews are on 05/25/2027.", "2027-04-05"),
        ("Reno, Nevada", "You get $12.40 an hour.", "2027-04-05"),
        ("Bremen, DE", "You get €12.40 an hour.", None),
        ("Chicago", "You get $12.40 an hour.", None),
        ("Perth, Australia", "You get $12.40 an hour.", "2027-05-04"),
        ("Toronto, Ontario", "You get $12.40 an hour.", None),
        ("Leeds", "Two dates: 25/05/2027 and 05/25/2027 for us.", None),
    ],
)
def test_the_page_tells_the_month_from_the_day(place: str, others: str, day: str | None) -> None:
    assert said(f"{others} Apply by 04/05/2027.", "deadline", place) == day


def test_a_line_under_the_heading_of_the_deadline() -> None:
    text = "Cook\n\nAPPLICATION DEADLINE\nFrom 8:00 am Tuesday, May 4, 2027 to 5:00 pm Friday, May 14, 2027\nNo calls."
    assert [fact.value for fact in facts(text, "deadline")] == ["2027-05-14"]


@pytest.mark.parametrize(
    ("sentence", "value"),
    [
        ("Start date: 1 September 2027", "2027-09-01"),
        ("The role starts on 1 September 2027.", "2027-09-01"),
        ("Start date: September 2027", "September 2027"),
        ("The internship begins in early June 2027.", "early June 2027"),
        ("The ideal start date is as soon as possible.", "as soon as possible"),
        ("You'll start in Q1 2027.", "Q1 2027"),
        ("Start date: immediately", "immediately"),
        ("Required for 1 September 2027.", "2027-09-01"),
        ("We'd like somebody to begin on Monday 3 May 2027.", "2027-05-03"),
        ("From 3 May 2027.", "2027-05-03"),
        ("Contract: fixed term, 3 May – 20 October 2027", "2027-05-03"),
        ("Dates: 9 March 2027 to 4 May 2028", "2027-03-09"),
        ("Season 2027 — 3 May to 20 October — 40 hours", "2027-05-03"),
        ("Ideally you are with us by 3 May 2027.", "2027-05-03"),
        ("A year's cover, twelve months, from May 3, 2027.", "2027-05-03"),
        ("Küche · Vollzeit · ab 03.05.2027", "2027-05-03"),
        ("Bakery | Permanent | From 3 May 2027 | Ref. 7", "2027-05-03"),
        ("Wir suchen Sie, zum 3. Mai 2027.", "2027-05-03"),
        ("Prise de poste le 3 mai 2027.", "2027-05-03"),
        ("Prise de poste : septembre 2027", "septembre 2027"),
        ("Eintrittstermin: nächstmöglicher Zeitpunkt", "nächstmöglicher Zeitpunkt"),
        ("Bewerben Sie sich bis zum 03.05.2027.", None),
        ("Season: 3 November to 20 April 2027", None),
        ("Season: 3 May to 20 October", None),
        ("We asked for 3 May to 4 June 2027 on the farm.", None),
        ("We started in May 2019.", None),
        ("Interviews will begin on 4 May 2027.", None),
        ("You start every day with a coffee.", None),
        ("Apply by 31 January 2027.", None),
    ],
)
def test_start_dates(sentence: str, value: str | None) -> None:
    assert said(sentence, "start_date") == value


@pytest.mark.parametrize(
    ("heading", "sentence", "day"),
    [
        ("Bewerbung", "Bitte bis zum 09.05.2027 an die Küche.", "2027-05-09"),
        ("Candidature", "Avant le 9 mai 2027, avec ton CV.", "2027-05-09"),
        ("How to apply", "By 9 May 2027, in writing.", "2027-05-09"),
        ("How to apply", "We call you back by 9 May 2027.", None),
        ("Our ovens", "By 9 May 2027 all ovens are electric.", None),
    ],
)
def test_a_day_under_the_heading_of_applying(heading: str, sentence: str, day: str | None) -> None:
    found = [fact.value for fact in facts(f"Cook\n\n{heading}\n{sentence}", "deadline")]
    assert found == ([day] if day else [])


def test_one_date_tells_the_order_of_the_others() -> None:
    assert facts("Cook\n\nOpening date: 04/05/2027\nClosing date: 04/25/2027", "posted")[0].value == "2027-04-05"
    assert facts("Cook\n\nOpening date: 04/05/2027\nClosing date: 25/05/2027", "posted")[0].value == "2027-05-04"


def test_a_period_ends_on_its_last_day() -> None:
    sentence = (
        "Opening and closing period for this job application: 9:00am on Tuesday, May 4, 2027 EDT"
        " to 11:59pm on Friday, May 14, 2027 EDT"
    )
    assert said(sentence, "deadline") == "2027-05-14"


def test_a_heading_may_state_the_deadline() -> None:
    (found,) = facts("Cook\n\nAPPLICATIONS CLOSE ON 5 MAY 2027\n\nYou cook.", "deadline")
    assert found.value == "2027-05-05"


@pytest.mark.parametrize(
    ("sentence", "value"),
    [
        ("Posted: 2027-05-04 13:00 (UTC)", "2027-05-04"),
        ("Date posted: 4 May 2027", "2027-05-04"),
        ("Open Date: 05-14-27", "2027-05-14"),
        ("Posted on May 4, 2027", "2027-05-04"),
        ("Published 2027-05-04", "2027-05-04"),
        ("Results are posted on 4 May 2027.", None),
        ("Posted workers are paid by the rules of 4 May 2027, and their hosts by those of 5 May 2027.", None),
        ("Posted 3 days ago", None),
    ],
)
def test_when_it_was_posted(sentence: str, value: str | None) -> None:
    assert said(sentence, "posted") == value


@pytest.mark.parametrize(
    ("posted", "day"),
    [
        ("Date: 2027-03-27", "2027-04-17"),
        ("Posted: 2026-12-01", "2027-04-17"),
        ("Posted: 2026-05-01", None),  # as likely that the posting was put up again
        ("Interviews: 2027-03-27", None),
    ],
)
def test_a_deadline_without_its_year_is_the_next_such_day(posted: str, day: str | None) -> None:
    found = facts(f"Cook\n{posted}\n\nPlease e-mail your resume by April 17 to Ann Bee.", "deadline")
    assert [fact.value for fact in found] == ([day] if day else [])
