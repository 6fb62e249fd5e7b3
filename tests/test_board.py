"""Questions over the whole board: lists, counts, the most and the least, what postings do not say."""

from pathlib import Path

import noticeboard
import pytest
from noticeboard import ids

from bot.answer import Turn
from bot.chat import Chat, open_chat
from bot.subject import words_of
from ingest.pipeline import ingest


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return noticeboard.home(tmp_path_factory.mktemp("home"))


@pytest.fixture
def chat(home: Path, monkeypatch: pytest.MonkeyPatch) -> Chat:
    monkeypatch.setenv("ROLECALL_TODAY", "2026-11-25")
    return open_chat(home)


@pytest.mark.parametrize(
    ("question", "fitting"),
    [
        ("remote jobs", {"data-engineer", "counsel"}),
        ("remote jobs in Germany?", {"data-engineer"}),
        ("anything in the UK", {"welder", "night-welder"}),
        ("jobs in germany or texas", {"data-engineer", "analyst", "counsel"}),
        ("what do you have in munchen", {"data-engineer"}),
        ("part time work?", {"night-welder"}),
        ("which jobs are not remote?", {"welder", "night-welder", "analyst"}),
        ("welding jobs", {"welder", "night-welder"}),
        ("jobs in the legal department", {"counsel"}),
        ("jobs paying over 70k euros", {"data-engineer"}),
        ("which jobs pay at least £15 an hour", {"night-welder"}),
        ("which ones pay more than 70 000 euros a year according to the ad?", {"data-engineer"}),
        ("jobs whose pay tops out above €79,000, please", {"data-engineer"}),
        ("jobs in German cities", {"data-engineer", "analyst"}),
        ("how many jobs never mention Airflow?", {"welder", "night-welder", "analyst", "counsel"}),
        ("which remote jobs never mention Airflow?", {"counsel"}),
        ("which jobs in Germany don't mention stock options", {"analyst"}),
        ("anything in Munich or Berlin?", {"data-engineer", "analyst"}),
        ("something with airflow, photography or beekeeping", {"data-engineer"}),
        ("which ones close before 1 January 2027?", {"night-welder"}),
        ("which jobs close in january", {"welder"}),
        ("what closes in december or january?", {"welder", "night-welder"}),
        ("any night shifts going?", {"night-welder"}),
        ("which applications have to be in by 20 December 2026?", {"night-welder"}),
        ("which jobs offer relocation", {"welder"}),
        ("which jobs have dental", {"data-engineer"}),
        ("which jobs offer stock options", {"data-engineer"}),
        ("jobs that ask for at least 5 years of experience", {"welder", "counsel"}),
        ("which jobs do not state the salary", {"analyst"}),
        ("which job asks for Japanese?", {"counsel"}),
        ("is there something for a lawyer?", {"counsel"}),
        ("which of these would chip in for a house move?", {"welder"}),
        ("how many ads print a pay figure?", {"welder", "night-welder", "data-engineer", "counsel"}),
        ("which ones give a closing date?", {"welder", "night-welder"}),
        ("anything that's paid by the hour?", {"night-welder"}),
        ("My dog eats a lot and I hate flying. Which remote jobs do you have?", {"data-engineer", "counsel"}),
        ("I know airflow, is there a job for that?", {"data-engineer"}),
        ("what jobs do you have?", {"welder", "night-welder", "data-engineer", "analyst", "counsel"}),
        ("which jobs have closed?", {"intern"}),
        ("how many are closed already", {"intern"}),
        ("what's still open but closing before the end of 2026?", {"night-welder"}),
        ("fabrication or legal jobs?", {"welder", "night-welder", "counsel"}),
        ("which jobs am I too late for, i.e. the closing date has already gone?", {"intern"}),
        ("anything in Berlin where I can do some of it from home?", {"analyst"}),
        ("for which jobs has the application deadline already passed?", {"intern"}),
        ("what has a closing date in 2027", {"welder"}),
        ("which adverts are valid until the end of 2026?", {"night-welder"}),
        ("how many deadlines are still to come in 2026", {"night-welder"}),
        ("anything that's part office, part home?", {"analyst"}),
        ("internships, closed ones included", {"intern"}),
    ],
)
def test_whole_lists(chat: Chat, question: str, fitting: set[str]) -> None:
    answer = chat.ask(question)
    assert answer.status == "answered", answer.text
    assert ids(answer) == fitting
    assert answer.count == len(fitting)
    for ref in answer.postings:
        assert ref.title in answer.text


def test_every_row_is_cited(chat: Chat) -> None:
    answer = chat.ask("remote jobs in Germany?")
    (ref,) = answer.postings
    quotes = {citation.quote for citation in answer.citations if citation.n in ref.citations}
    assert quotes == {"Location: Munich, Germany", "Workplace: Remote"}


def test_a_count(chat: Chat) -> None:
    answer = chat.ask("how many jobs are in Germany?")
    assert answer.count == 2
    assert answer.parts[0].text == "2 of 5 open postings fit (in germany)."


def test_says_how_many_do_not_say(chat: Chat) -> None:
    answer = chat.ask("which jobs offer relocation")
    assert "3 more do not say." in answer.text, "two say so, one of them no"


def test_silence_is_not_no(chat: Chat) -> None:
    answer = chat.ask("do any of your jobs sponsor a visa?")
    assert (answer.status, answer.reason, answer.count) == ("not_stated", "silent", 0)
    assert "5 more do not say." in answer.text
    assert not answer.text.startswith("No:")


def test_none_of_those_that_say(chat: Chat) -> None:
    answer = chat.ask("any jobs in Japan?")
    assert (answer.status, answer.count) == ("answered", 0)
    assert answer.text == "None of the 5 open postings fits (in japan)."


def test_currencies_and_periods_are_not_mixed(chat: Chat) -> None:
    answer = chat.ask("which jobs pay over 35k a year")
    assert ids(answer) == {"welder", "data-engineer", "counsel"}
    assert "Each in its own currency." in answer.text
    assert "1 more states pay in another currency or for another period." in answer.text
    dollars = chat.ask("which jobs pay over $100k a year")
    assert ids(dollars) == {"counsel"}
    assert "3 more state pay in another currency or for another period." in dollars.text


@pytest.mark.parametrize(
    ("question", "first"),
    [
        ("which job closes first?", {"night-welder"}),
        ("which vacancy has the soonest closing date?", {"night-welder"}),
        ("what is the latest deadline", {"welder"}),
        ("which job asks for the most experience", {"counsel"}),
        ("which job needs the least experience?", {"night-welder"}),
        ("where do i get the most holidays", {"night-welder"}),
        ("which job in germany pays the most", {"data-engineer"}),
        ("what's your newest job", {"night-welder"}),
        ("which was posted first?", {"welder"}),
    ],
)
def test_the_most_and_the_least(chat: Chat, question: str, first: set[str]) -> None:
    answer = chat.ask(question)
    assert ids(answer) == first
    assert answer.citations


def test_the_highest_pay_in_each_currency(chat: Chat) -> None:
    answer = chat.ask("which job pays the most?")
    assert {"counsel", "data-engineer", "welder"} <= ids(answer)
    assert "Each in its own currency." in answer.text


def test_a_grade_is_one_word_of_a_search() -> None:
    assert words_of("are there any jobs at band 6 in nursing") == ("band 6", "nursing")


def test_a_search_says_that_it_searched(chat: Chat) -> None:
    answer = chat.ask("anything for a beekeeper?")
    assert (answer.status, answer.postings) == ("not_stated", ())
    assert answer.parts[0].text == "I searched all 5 open postings for “beekeeper”: none speaks of it."


def test_follow_ups_over_the_board(chat: Chat) -> None:
    before = (Turn("user", "remote jobs in Germany?"), Turn("assistant", "1 of 5 …"))
    assert ids(chat.ask("and in the US?", history=before)) == {"counsel"}
    jobs = (Turn("user", "jobs in Germany?"), Turn("assistant", "2 of 5 …"))
    assert ids(chat.ask("which of those are hybrid?", history=jobs)) == {"analyst"}


def test_a_question_about_one_posting_stays_there(chat: Chat) -> None:
    assert not chat.ask("is it remote?", posting="analyst").count
    assert chat.ask("are there other jobs in Germany?", posting="analyst").count == 2


def test_compared(chat: Chat) -> None:
    answer = chat.ask("what's the difference between the welder and the welder nights job?")
    assert ids(answer) == {"welder", "night-welder"}
    labels = [part.text for part in answer.parts if not part.citations]
    assert labels[:3] == ["Pay:", "Place:", "Workplace:"]
    pay = chat.ask("which pays more, the data engineer or the legal counsel?")
    assert [citation.quote for citation in pay.citations] == [
        "Salary: €65,000 - €80,000 per year", "Salary: $150,000 - $190,000 per year",
    ]  # fmt: skip


def test_an_employer_names_its_posting(chat: Chat) -> None:
    assert {citation.posting_id for citation in chat.ask("what does Brightwell pay?").citations} == {"counsel"}
    assert ids(chat.ask("workplace at Brightwel compared to Quorvane?")) == {"counsel", "analyst"}


def test_what_is_asked_of_both_is_read_in_both(chat: Chat) -> None:
    answer = chat.ask("welder or welder nights, who gives more annual leave?")
    assert {citation.quote for citation in answer.citations} == {"28 days of annual leave", "33 days of annual leave"}


def test_tell_me_about(chat: Chat) -> None:
    quotes = {citation.quote for citation in chat.ask("tell me about the legal counsel job").citations}
    assert {"Location: Austin, TX", "Workplace: Remote", "Salary: $150,000 - $190,000 per year"} <= quotes


def test_which_is_asked_where_several_fit(chat: Chat) -> None:
    answer = chat.ask("how much experience do I need for the data job?")
    assert answer.status == "clarify"
    assert ids(answer) == {"data-engineer", "analyst"}
    assert "Data Engineer" in answer.text
    assert "Data Analyst" in answer.text


def test_corrected_and_chosen(chat: Chat) -> None:
    asked = (Turn("user", "where is the data job?"), Turn("assistant", "Which job do you mean: …"))
    assert [c.posting_id for c in chat.ask("the analyst", history=asked).citations] == ["analyst"]
    by_place = chat.ask("munich", history=(Turn("user", "where is the data job?"), asked[1]))
    assert {c.posting_id for c in by_place.citations} == {"data-engineer"}
    before = (Turn("user", "what is the pay of the data engineer?"), Turn("assistant", "…"))
    chosen = chat.ask("no, the legal counsel", history=before)
    assert [citation.quote for citation in chosen.citations] == ["Salary: $150,000 - $190,000 per year"]


def test_an_offer_is_taken(chat: Chat) -> None:
    offer = Turn("assistant", "One: Legal Counsel. Do you want to know what it pays?")
    offered = (Turn("user", "jobs in texas?"), offer)
    taken = chat.ask("yes please", history=offered)
    assert [citation.quote for citation in taken.citations] == ["Salary: $150,000 - $190,000 per year"]


def test_one_of_those_that_were_listed(chat: Chat) -> None:
    listed = (Turn("user", "welding jobs?"), Turn("assistant", "Two: Welder and Welder (Nights)."))
    answer = chat.ask("how many days of annual leave does the second one give?", history=listed)
    assert [citation.quote for citation in answer.citations] == ["33 days of annual leave"]


def test_the_same_elsewhere(tmp_path: Path) -> None:
    text = "# Cook\n\n## Pay\n\n- Leeds: £24,000 a year\n- Lisbon: €19,000 a year\n\n## You\n\n- can cook\n"
    (tmp_path / "cook.md").write_text(text, "utf-8")
    ingest([str(tmp_path)], tmp_path / "home")
    before = (Turn("user", "pay in Leeds?"), Turn("assistant", "Leeds: £24,000 a year [1]."))
    answer = open_chat(tmp_path / "home").ask("and in Lisbon?", posting="Cook", history=before)
    assert [citation.quote for citation in answer.citations] == ["Lisbon: €19,000 a year"]


def test_what_is_found_by_its_meaning_is_said_to_be_near(chat: Chat) -> None:
    answer = chat.ask("is there something for a lawyer?")
    assert answer.parts[0].text == "I searched all 5 open postings for “lawyer”: 1 comes near it in other words."
    assert [citation.quote for citation in answer.citations] == ["Legal Counsel"]


def test_yes_please_takes_the_offer(chat: Chat) -> None:
    turns = (
        Turn("user", "is the counsel job remote?"),
        Turn("assistant", "Yes: Workplace: Remote [1]. Would you like to know about the pay?"),
    )
    answer = chat.ask("yes please", posting="counsel", history=turns)
    assert "$150,000" in answer.text


@pytest.mark.parametrize(
    ("question", "held"),
    [
        ("Wie hoch ist das Gehalt?", "€65,000"),
        ("Quel est le salaire ?", "€65,000"),
        ("¿Cuánto pagan?", "€65,000"),
        ("Wo ist der Standort?", "Munich"),
        ("Où se trouve le poste ?", "Munich"),
        ("¿Se puede hacer teletrabajo?", "Remote"),
    ],
)
def test_other_languages(chat: Chat, question: str, held: str) -> None:
    assert held in chat.ask(question, posting="data-engineer").text


def test_long_conversations_are_bounded(chat: Chat) -> None:
    long = [Turn("user", "remote? " * 50_000), Turn("assistant", "x" * 1_000_000)] * 20
    assert chat.ask("what is the pay?", posting="counsel", history=long).status == "answered"


@pytest.mark.parametrize(
    "question",
    [
        "jobs paying over 10.5.2026",
        "jobs paying 1.2.3k",
        "jobs paying over 1,2,3 euros",
        "which jobs close after 31 december 9999",
        "jobs paying at least 999999999999 euros",
    ],
)
def test_odd_amounts_and_dates_are_answered(chat: Chat, question: str) -> None:
    assert chat.ask(question).status in ("answered", "not_stated", "clarify"), "a sentence, never a crash"


def test_annual_is_by_the_year(chat: Chat) -> None:
    assert ids(chat.ask("jobs over $100k annually")) == {"counsel"}


def test_a_skill_is_no_fraud_and_no_other_employer(chat: Chat) -> None:
    assert chat.ask("which job asks for payment experience?").status == "not_stated"
    assert chat.ask("which jobs work with Kubernetes?").status == "not_stated"


def test_a_posting_named_by_its_file_is_listed_too(tmp_path: Path) -> None:
    for name in ("night-porter", "day-porter"):
        (tmp_path / f"{name}.txt").write_text("You carry the luggage of our guests to their rooms.\n" * 2, "utf-8")
    ingest([str(tmp_path)], tmp_path / "home")
    answer = open_chat(tmp_path / "home").ask("what jobs do you have?")
    assert len(answer.postings) == answer.count
    assert all(ref.citations and ref.title in answer.text for ref in answer.postings)


def test_a_comparison_says_what_no_posting_tells(chat: Chat) -> None:
    answer = chat.ask("compare legal counsel and data engineer: pay, equity, drug test, location, remote or not")
    labels = [part.text for part in answer.parts if part.text.endswith(":")]
    assert labels == ["Pay:", "Equity:", "Drug test:", "Place:", "Workplace:"]
    assert [part.text for part in answer.parts].count("None of them says.") == 1
