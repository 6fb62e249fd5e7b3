"""The recruiters' page, run by Streamlit's own tester: what is asked, what is shown, and that it is shown as text."""

import html
import logging
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import streamlit as st
from hypothesis import given, strategies
from stage import ANSWERS, ENGINEER, POSTINGS, StagedChat
from streamlit.testing.v1 import AppTest

import app
from bot import markup
from bot.answer import PostingRef
from ingest.errors import IndexMissing
from ingest.posting import Section

PAGE = Path(app.__file__)


@pytest.fixture
def staged(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> StagedChat:
    chat = StagedChat()
    st.cache_resource.clear()
    monkeypatch.setenv("ROLECALL_HOME", str(tmp_path))
    for name in ("bot", "ingest"):
        monkeypatch.setattr(logging.getLogger(name), "handlers", [])
    monkeypatch.setattr("bot.chat.open_chat", lambda home, **_: chat)
    return chat


@pytest.fixture
def page(staged: StagedChat) -> AppTest:
    return AppTest.from_file(str(PAGE), default_timeout=30).run()


def written(page: AppTest) -> str:
    """All that stands in the page's messages, as a person reads it."""
    return html.unescape(re.sub(r"<[^>]+>", " ", " ".join(source(page))))


def source(page: AppTest) -> list[str]:
    return [element.proto.body for element in page.get("html") if "<style>" not in element.proto.body]


def labels(page: AppTest) -> list[str]:
    """The buttons, read as Markdown shows them."""
    return [re.sub(r"\\(.)", r"\1", button.label) for button in page.button]


def click(page: AppTest, label: str) -> AppTest:
    return page.button[labels(page).index(label)].click().run()


def ask(page: AppTest, question: str) -> AppTest:
    return page.chat_input[0].set_value(question).run()


def test_it_says_first_that_it_is_a_bot_and_offers_questions(page: AppTest) -> None:
    assert not page.exception
    assert "I am a bot" in written(page)
    assert "the recruiting team" in written(page)
    assert "What is the salary?" in labels(page)


def test_an_answer_carries_its_marks_and_a_button_for_its_passage(page: AppTest) -> None:
    ask(page, "pay?")
    assert "The salary is between €45,000 and €60,000 a year. [1]" in written(page)
    assert "[1] Analytics Engineer › What we offer" in labels(page)
    assert "What is the salary?" not in labels(page)
    assert "Is there a bonus?" in labels(page)


def test_a_passage_opens_the_whole_posting_with_the_quote_marked(page: AppTest) -> None:
    click(ask(page, "pay?"), "[1] Analytics Engineer › What we offer")
    posting = next(body for body in source(page) if 'class="posting"' in body)
    assert "<mark>A salary between €45,000 and €60,000 a year, reviewed every spring</mark>" in posting
    assert html.unescape(re.sub(r"<[^>]+>", "", posting)) == ENGINEER


def test_a_posting_that_has_changed_shows_the_quote_that_was_given(
    page: AppTest, monkeypatch: pytest.MonkeyPatch
) -> None:
    ask(page, "pay?")
    monkeypatch.setitem(POSTINGS, "analytics-engineer", replace(POSTINGS["analytics-engineer"], text="Other words."))
    click(page, "[1] Analytics Engineer › What we offer")
    assert "has changed since" in page.caption[-1].value
    assert "reviewed every spring</mark>" in source(page)[-1]


def test_the_next_question_carries_the_posting_and_the_turns_before(page: AppTest, staged: StagedChat) -> None:
    ask(page, "pay?")
    page.selectbox[0].set_value("welder").run()
    click(page, "Is there a bonus?")
    assert [(question, posting) for question, posting, _ in staged.asked] == [
        ("pay?", None),
        ("Is there a bonus?", "welder"),
    ]
    assert [turn.content for turn in staged.asked[1][2]] == ["pay?", ANSWERS["pay?"].text]


def test_a_posting_s_own_questions_open_an_empty_chat(page: AppTest) -> None:
    page.selectbox[0].set_value("welder").run()
    assert "How much travel is there?" in labels(page)


def test_choosing_a_posting_asks_the_question_again(page: AppTest, staged: StagedChat) -> None:
    click(ask(page, "which?"), POSTINGS["welder"].title)
    assert staged.asked[-1][:2] == ("which?", "welder")
    assert page.selectbox[0].value == "welder"


def test_a_suggestion_leaves_all_postings_chosen(page: AppTest, staged: StagedChat) -> None:
    click(page, "How do I apply?")
    assert staged.asked[-1][:2] == ("How do I apply?", None)
    assert page.selectbox[0].value == ""


def test_of_many_postings_the_first_are_offered_and_the_rest_pointed_at(
    page: AppTest, monkeypatch: pytest.MonkeyPatch
) -> None:
    many = tuple(PostingRef(f"id-{n}", f"Title {n}") for n in range(30))
    monkeypatch.setitem(ANSWERS, "which?", replace(ANSWERS["which?"], postings=many))
    ask(page, "which?")
    assert "Title 11" in labels(page)
    assert "Title 12" not in labels(page)
    assert any("all 30" in caption.value for caption in page.caption)


def test_silence_is_shown_apart_from_an_answer(page: AppTest) -> None:
    ask(page, "visa?")
    assert any('class="said unanswered"' in body and "The posting does not say." in body for body in source(page))
    assert not page.error
    assert not page.warning


def test_a_new_conversation_forgets_the_old(page: AppTest, staged: StagedChat) -> None:
    click(ask(page, "pay?"), "New conversation")
    assert "€45,000" not in written(page)
    ask(page, "offer?")
    assert staged.asked[-1][2] == ()


def test_words_of_a_posting_and_of_a_person_are_text(page: AppTest) -> None:
    click(ask(page, "hostile?"), "[1] Welder <script>alert(1)</script> [bold] › Pay")
    ask(page, "<img src=x onerror=alert(1)>")
    bodies = "".join(body for body in source(page) if body != app.SCROLL)
    assert "<script" not in bodies
    assert "<img" not in bodies
    assert "<img src=x onerror=alert(1)>" in written(page)


def test_a_missing_index_is_a_sentence_with_the_command(staged: StagedChat, monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(home: Path, **_: object) -> Any:
        raise IndexMissing("Nothing has been ingested yet. Run rolecall ingest SOURCE.")

    monkeypatch.setattr("bot.chat.open_chat", missing)
    page = AppTest.from_file(str(PAGE), default_timeout=30).run()
    assert not page.exception
    assert "rolecall ingest SOURCE" in page.info[0].value


def test_an_unforeseen_error_gives_a_reference(page: AppTest, tmp_path: Path) -> None:
    ask(page, "crash at my pay of 4417")
    assert not page.exception
    assert "reference" in page.error[0].value
    assert "4417" not in page.error[0].value
    assert "ValueError" in (tmp_path / "rolecall.log").read_text()


spans = strategies.lists(strategies.tuples(strategies.integers(0, 40), strategies.integers(0, 40)))


@given(strategies.text(), spans)
def test_marking_changes_no_character(text: str, spans: list[tuple[int, int]]) -> None:
    pattern = ANSWERS["pay?"].citations[0]
    cited = [replace(pattern, start=min(*span, len(text)), end=min(max(span), len(text))) for span in spans]
    posting = replace(POSTINGS["welder"], text=text, sections=(Section(text[:5], 0, len(text)),))
    marked = markup.posting(posting, cited)
    assert re.sub(r"</?(mark|strong)>", "", marked) == html.escape(text)


def test_what_a_model_wrote_says_so(page: AppTest) -> None:
    page.chat_input[0].set_value("written?").run()
    assert any("1\\,760 tokens" in caption.value for caption in page.caption)
