"""Jobs of a kind and of an employer, and hours of the week: a small board of two employers in one field."""

from pathlib import Path

import noticeboard
import pytest
from noticeboard import ids

from bot.chat import Chat, open_chat

POSTINGS = {
    "nurse": """# Staff Nurse-Endoscopy

Company: Harrow Lane Health Trust
Location: Leeds, United Kingdom

## The job

- 37.5 hours per week, with some nights on call
- The pension scheme and counselling by a therapist are free
""",
    "assistant": """# Nursing Assistant

Company: Harrow Lane Health Trust
Location: York, United Kingdom

## The job

- Hours: 22 per week
- Flexible working hours
- Medical insurance from the first day
- This is maternity cover
- Weekly pay, on Fridays
""",
    "therapist": """# Occupational Therapist

Company: Wellbeing First Ltd
Location: York, United Kingdom

## The job

- A 30-hour week; whoever works more than 40 hours a week is paid overtime
- A PhD helps; you must be vaccinated
- You are newly qualified or have worked before
""",
    "cook": """# Cook

Company: Nurse Lane's Care Homes
Location: Selby, United Kingdom

## The job

- Lunch and supper for thirty
""",
    "secretary": """# Medical Secretary

Company: Wellbeing First Ltd
Location: Leeds, United Kingdom

## The job

- You type the letters of four doctors, two of them with a doctoral thesis
- Hours per week – 25
- The ability to speak Welsh is an advantage
- Both posts are permanent
""",
}


@pytest.fixture(scope="module")
def chat(tmp_path_factory: pytest.TempPathFactory) -> Chat:
    return open_chat(noticeboard.home(tmp_path_factory.mktemp("home"), POSTINGS))


@pytest.mark.parametrize(
    ("question", "fitting"),
    [
        ("therapist jobs", {"therapist"}),
        ("any nurse roles?", {"nurse"}),
        ("nursing jobs", {"nurse", "assistant"}),
        ("jobs with Harrow Lane Health Trust", {"nurse", "assistant"}),
        ("is Wellbeing First hiring?", {"therapist", "secretary"}),
        ("jobs in York at Wellbeing First", {"therapist"}),
        ("jobs with Nurse Lane's Care Homes", {"cook"}),
        ("is the Harrow Lane Health Trust recruiting at the moment?", {"nurse", "assistant"}),
        ("jobs under 24 hours a week", {"assistant"}),
        ("which are 25 hours a week?", {"secretary"}),
        ("which jobs are 30 hours a week or more?", {"nurse", "therapist"}),
        ("which has the longest working week?", {"nurse"}),
        ("which job asks for the fewest hours?", {"assistant"}),
        ("maternity cover jobs", {"assistant"}),
        ("anything part time?", {"assistant", "therapist", "secretary"}),
        ("My wife and I are moving to York so I need flexible hours, what could I apply for there?", {"assistant"}),
        ("number of jobs that ask for a PhD (or equivalent)?", {"therapist"}),
        ("which job do I need a covid jab for?", {"therapist"}),
        ("anything for the newly qualified?", {"therapist"}),
        ("I grew up in Leeds. Which jobs are there in York?", {"assistant", "therapist"}),
        ("permanent contracts only please", {"secretary"}),
        ("jobs that are paid weekly", {"assistant"}),
        ("which jobs want Welsh?", {"secretary"}),
        ("do any of them offer medical insurance for the job?", {"assistant"}),
    ],
)
def test_who_is_looked_for(chat: Chat, question: str, fitting: set[str]) -> None:
    answer = chat.ask(question)
    assert ids(answer) == fitting, answer.text


def test_where_no_posting_is_open(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ROLECALL_TODAY", "2027-06-01")
    closed = {"baker": "# Baker\n\nClosing date: 3 March 2027\n\n## The job\n\n- Bread for forty\n"}
    chat = open_chat(noticeboard.home(tmp_path, closed | {"roofer": closed["baker"].replace("Baker", "Roofer")}))
    assert chat.ask("which job pays the most?").text == "There are 0 open postings."


FAQ = "# Questions\n\n## Is there a canteen?\n\nYes, with hot meals.\n\n## Is there a gym?\n\nYes, it is free.\n"


@pytest.mark.parametrize(("domains", "merged"), [(("a", "a", "a"), True), (("a", "b", "c"), False)])
def test_faq_pages_of_a_board_of_many_employers(tmp_path: Path, domains: tuple[str, ...], merged: bool) -> None:
    job = "# {}\n\nLocation: Leeds\n\n## The job\n\nWrite to jobs@{}.example\n"
    names = ("Baker", "Roofer", "Diver")
    board = {name.lower(): job.format(name, domain) for name, domain in zip(names, domains, strict=True)}
    answer = open_chat(noticeboard.home(tmp_path, board | {"faq": FAQ})).ask("is there a canteen?", posting="baker")
    assert (answer.status == "answered") == merged, answer.text
