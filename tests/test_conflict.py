"""Where a posting's field and its text disagree: marked, stored, and both shown in the answer."""

from pathlib import Path
from typing import Any

import pytest

from bot.chat import open_chat
from ingest.conflict import marked
from ingest.pipeline import ingest
from ingest.posting import Fact


def conflicts(name: str, field: Any, *text: Any, quote: str = "words") -> bool:
    facts = [Fact(name, field, "field", 0, 5, "field"), *(Fact(name, value, quote, 9, 14) for value in text)]
    found = {fact.conflict for fact in marked(facts)}
    assert len(found) == 1
    return found.pop()


def pay(low: float | None, high: float | None, period: str = "year", currency: str = "EUR") -> dict[str, Any]:
    return {"min": low, "max": high, "currency": currency, "period": period}


@pytest.mark.parametrize(
    ("name", "field", "text", "expected"),
    [
        ("workplace", "remote", ["hybrid"], True), ("workplace", "remote", ["hybrid", "remote"], False),
        ("deadline", "2027-01-01", ["2027-02-01"], True), ("deadline", "2027-01-01", ["2027-01-01"], False),
        ("relocation", True, [False], True), ("location", ["Oslo"], [["Bergen"]], False),
        ("employment_type", "full_time", ["part_time"], True), ("employment_type", "full_time", ["permanent"], False),
        ("employment_type", "full_time", [["full_time", "part_time"]], False),
        ("employment_type", ["full_time", "permanent"], ["temporary"], True),
        ("salary", pay(50, 60), [pay(70, 80)], True), ("salary", pay(50, 60), [pay(50, 60)], False),
        ("salary", pay(50, 60), [pay(55, 65)], True), ("salary", pay(50, 60), [pay(50, 50), pay(60, 60)], False),
        ("salary", pay(50, 80), [pay(50, 60), pay(70, 80)], False), ("salary", pay(50, 60), [pay(5, 6, "hour")], False),
        ("salary", pay(50, 60), [pay(70, 80, currency="USD")], False),
        ("salary", pay(50, None), [pay(50.2, 50.2)], False),
    ],
)  # fmt: skip
def test_what_is_a_conflict(name: str, field: Any, text: list[Any], expected: bool) -> None:
    assert conflicts(name, field, *text) is expected


def test_what_takes_nothing_back_is_none() -> None:
    assert not conflicts("employment_type", "full_time", "part_time", quote="Part-time applications are welcome.")


PAGE = """---
title: Harbour Analyst
workplace: Remote
salary: 50,000–60,000 EUR per year
---
## About the role

You work three days a week in our Austin office. You report to the harbour master.
"""


def test_an_answer_shows_both_sides(tmp_path: Path) -> None:
    (tmp_path / "jobs").mkdir()
    (tmp_path / "jobs" / "analyst.md").write_text(PAGE)
    ingest([str(tmp_path / "jobs")], tmp_path / "home")
    chat = open_chat(tmp_path / "home")
    facts = [fact for fact in chat.posting("analyst").facts if fact.name == "workplace"]
    assert {(fact.value, fact.origin, fact.conflict) for fact in facts} == {
        ("remote", "field", True), ("hybrid", "text", True),
    }  # fmt: skip
    answer = chat.ask("Is it remote?", posting="analyst")
    assert (answer.status, answer.reason) == ("answered", "conflict")
    quotes = {citation.quote for citation in answer.citations}
    assert {"Workplace: Remote", "You work three days a week in our Austin office."} <= quotes
    assert "Yes" not in answer.text
    assert chat.ask("What is the pay?", posting="analyst").reason is None
