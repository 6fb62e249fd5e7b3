"""How to apply, with which documents, and what follows."""

import pytest
from factcase import facts, said


@pytest.mark.parametrize(
    ("sentence", "says"),
    [
        ("Send your CV to jobs@example.com.", True),
        ("To apply, please visit our site.", True),
        ("Apply through the form below.", True),
        ("Applications will only be accepted on-line.", True),
        ("We encourage you to apply.", False),
        ("You apply heat to bread.", False),
        ("You are able to apply basic hygiene.", False),
        ("Applications are accepted subject to review.", False),
    ],
)
def test_how_to_apply(sentence: str, says: bool) -> None:
    assert bool(facts(f"Cook\n\n{sentence}", "how_to_apply")) is says


@pytest.mark.parametrize(
    ("sentence", "names"),
    [
        ("Send your CV and a covering letter to ovens@example.com.", ["cv", "cover letter"]),
        ("Email your résumé to the head baker.", ["cv"]),
        ("Please provide resume, portfolio link, and references.", ["cv", "portfolio", "references"]),
        ("Applications must include a writing sample and copies of your degree.", ["work samples", "certificates"]),
        ("To apply, send us your CV; no cover letter, please.", ["cv"]),
        ("Skip the cover letter and attach your CV to the application.", ["cv"]),
        ("Bitte senden Sie Ihre Bewerbung mit Lebenslauf und Anschreiben.", ["cv", "cover letter"]),
        ("You provide references on bread to bakers.", None),
        ("You manage a portfolio of ovens.", None),
        ("You include transcripts of calls in reports.", None),
    ],
)
def test_documents(sentence: str, names: list[str] | None) -> None:
    assert said(sentence, "documents") == names


def test_documents_of_a_form() -> None:
    found = facts("Cook\n\nHow to apply\nThe application form requires:\n- CV\n- Phone number", "documents")
    assert [fact.value for fact in found] == [["cv"]]


def test_application_steps_are_those_of_the_process() -> None:
    text = "Cook\n\nInterview process\n- A call with the baker\n- A trial shift\n- Bread\n\nDuties\n- Call mills"
    assert [fact.value for fact in facts(text, "application_steps")] == ["A call with the baker", "A trial shift"]


@pytest.mark.parametrize(
    ("sentence", "says"),
    [
        ("The hiring process consists of two talks and a shift.", True),
        ("Interviews will be held on 20 November 2027.", True),
        ("You improve our hiring process.", False),
        ("You interview bakers.", False),
    ],
)
def test_application_steps_in_prose(sentence: str, says: bool) -> None:
    assert bool(facts(f"Cook\n\n{sentence}", "application_steps")) is says
