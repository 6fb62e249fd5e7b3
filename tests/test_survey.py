"""What no field tells: read in every posting of a board, and what facts tell in other words."""

from pathlib import Path

import noticeboard
import pytest
from noticeboard import ids

from bot.chat import Chat, open_chat
from bot.gazetteer import areas, placed

POSTINGS = {
    "picker": """# Order Picker

Company: Larkspur Parcels
Location: Leeds, United Kingdom
Salary: £13.20 per hour
Start date: 1 March 2027

## You

- You hold a forklift licence and don't mind the cold store

## We

- A crèche beside the gate, half of it paid by us
- A sign-on bonus of £500
""",
    "loader": """# Loader

Company: Tannerwick Freight
Location: London, Ontario
Salary: CAD 24 per hour
Start date: 5 April 2027

## You

- No forklift licence is needed: we train everybody in the first week

## We

- Half the price of the bus to work
- The travel to our other depots is about 10% of your time
""",
    "surveyor": """# Site Surveyor

Company: Oddgeir Bru
Location: Bergen, Norway
Salary: NOK 620,000 per year
Start date: as soon as you can

## You

- You read drawings of bridges and write reports that a mayor understands

## We

- Travel: 60% of the year, most of it by ferry
- A yearly bonus of up to 8%
- A car of the company for private use too
""",
    "counsellor": """# School Counsellor

Company: St Oda's School
Location: Dundalk
Salary: €41,000 per year

## You

- You have sat with people who lost their work, and with their children

## We

- Lunch in the refectory costs you nothing
""",
}


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return noticeboard.home(tmp_path_factory.mktemp("home"), POSTINGS)


@pytest.fixture
def chat(home: Path, monkeypatch: pytest.MonkeyPatch) -> Chat:
    monkeypatch.setenv("ROLECALL_TODAY", "2026-11-25")
    return open_chat(home)


@pytest.mark.parametrize(
    ("question", "fitting"),
    [
        ("got my forklift ticket last month, who wants one?", {"picker"}),
        ("where could I use my knowledge of bridges?", {"surveyor"}),
        ("does anybody run a creche for the kids of staff?", {"picker"}),
        ("which ones come with a company car?", {"surveyor"}),
        ("who pays a bonus just for joining?", {"picker"}),
        ("at least 40% travel, where?", {"surveyor"}),
        ("which jobs start in March 2027?", {"picker"}),
        ("anything starting before may?", {"picker", "loader"}),
        ("scandinavian summers call: what is there in the nordics?", {"surveyor"}),
        ("jobs in canada", {"loader"}),
        ("anything in ireland?", {"counsellor"}),
        ("which job has the highest pay in euros?", {"counsellor"}),
    ],
)
def test_found_over_the_board(chat: Chat, question: str, fitting: set[str]) -> None:
    answer = chat.ask(question)
    assert ids(answer) == fitting, answer.text
    assert answer.status == "answered"


def test_what_stands_nowhere_is_not_found(chat: Chat) -> None:
    assert chat.ask("which jobs need a diving certificate?").status == "not_stated"


def test_the_most_travel_is_by_its_share(chat: Chat) -> None:
    answer = chat.ask("which one has the biggest share of travel?")
    assert [ref.id for ref in answer.postings] == ["surveyor"]


def test_two_questions_on_two_postings_are_two_rows(chat: Chat) -> None:
    answer = chat.ask("Larkspur or Tannerwick: what does each pay, and do I need a forklift licence?")
    quotes = {citation.quote for citation in answer.citations}
    assert {"Salary: £13.20 per hour", "Salary: CAD 24 per hour"} <= quotes
    assert any("No forklift licence is needed" in quote for quote in quotes)


def test_a_town_lies_where_its_posting_does() -> None:
    assert "US" in areas("Dundalk"), "the larger one"
    assert "IE" in areas(placed("Dundalk", frozenset({"IE"})))
    assert placed("Dundalk, MD", frozenset({"IE"})) == "Dundalk, MD"
    assert "GB" in areas(placed("Nether Ouseby", frozenset({"GB"})))
    assert placed("Nether Ouseby", frozenset({"GB", "IE"})) == "Nether Ouseby"
    assert placed("Anywhere", frozenset({"GB"})) == "Anywhere"
    assert {"CA", "CA-ON"} <= areas("London, Ontario")
    assert "GB" not in areas("London, Ontario")
