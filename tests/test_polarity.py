"""Yes or no: what a sentence says to a yes/no question, and that "Yes:" never stands before a denial."""

from pathlib import Path

import pytest

from bot import phrases
from bot.chat import Chat, open_chat
from bot.polarity import FEATURES, polarity_features
from bot.verify import denies
from ingest.pipeline import ingest

POSTING = """# Stage Technician

Workplace: On-site
Employment type: Full-time, permanent
Travel: up to 30%
Drug test: Not required

## You have

- German is an advantage
- A driving licence is required

## We offer

- Private medical insurance
- Free parking
- Relocation assistance is not offered
- Split shifts ended in 2023
- A gym for a fee
- Night driving in Leeds is required
- Interviews are held online
- Stage hands of 18 years or older work the nights
- Ushers are between 16 and 20 years of age

## Rota

- Every third weekend, plus two holidays a year
"""


@pytest.fixture(scope="module")
def chat(tmp_path_factory: pytest.TempPathFactory) -> Chat:
    folder = tmp_path_factory.mktemp("home")
    (folder / "stage.md").write_text(POSTING, encoding="utf-8")
    ingest([str(folder / "stage.md")], folder)
    return open_chat(folder)


@pytest.mark.parametrize(
    ("question", "opening"),
    [
        ("is this remote?", phrases.NO),
        ("do I have to take a drug test?", phrases.NO),
        ("can I work from home?", phrases.NO),
        ("is it part time?", phrases.NO),
        ("is it a permanent contract?", phrases.YES),
        ("is it a temporary job?", phrases.NO),
        ("do you offer medical insurance?", phrases.YES),
        ("is there parking?", phrases.YES),
        ("is German required?", phrases.NO),
        ("do you offer relocation assistance?", phrases.NO),
        ("would i have to work weekends?", phrases.YES),
        ("are there split shifts?", phrases.NO),
        ("is the gym free?", phrases.NO),
        ("do i have to drive in Leeds at night?", phrases.YES),
        ("are the interviews face to face?", phrases.NO),
        ("im 17, can I work nights as a stage hand?", phrases.NO),
        ("i am 24, can i be an usher?", phrases.NO),
    ],
)
def test_opens_with_yes_or_no(chat: Chat, question: str, opening: str) -> None:
    answer = chat.ask(question, posting="stage")
    assert answer.status == "answered"
    assert answer.text.startswith(opening), answer.text


@pytest.mark.parametrize("question", ["what is the workplace?", "how much travel is there?", "benefits"])
def test_other_questions_do_not(chat: Chat, question: str) -> None:
    assert not chat.ask(question, posting="stage").text.startswith((phrases.YES, phrases.NO))


def test_denials() -> None:
    assert denies("Relocation assistance is not offered.")
    assert not denies("No experience is necessary.")
    assert denies("No experience is necessary, but we do not sponsor visas.")


def test_features_tell_how_question_and_sentence_meet() -> None:
    row = dict(zip(FEATURES, polarity_features("is a degree a must", "Nice to have", "A degree"), strict=True))
    assert row["must_soft"] == 1.0
    row = dict(
        zip(FEATURES, polarity_features("is it fully remote", "", "Workplace: hybrid, 3 office days"), strict=True)
    )
    assert row["opposed"] == 1.0


def test_yes_never_stands_before_a_denial(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("# Cook\n\nWe do not sponsor work visas.\n\nNo weekend work.\n", encoding="utf-8")
    ingest([str(tmp_path / "a.md")], tmp_path)
    chat = open_chat(tmp_path)
    for question in ("do you sponsor visas", "will you sponsor my visa", "is there weekend work", "can I get a visa"):
        assert not chat.ask(question).text.startswith(phrases.YES)
