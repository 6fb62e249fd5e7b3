"""What the terminal shows: whole quotes in their section, within the width, and nothing that a terminal obeys."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console, RenderableType
from stage import ANSWERS, ENGINEER, POSTINGS, StagedChat, cite, make

from bot import render
from bot.answer import Answer, Part, PostingRef
from ingest.posting import Fact

OFFER = ENGINEER[ENGINEER.index("- A salary") : ENGINEER.index("\n\nHow to apply")]


def shown(renderable: RenderableType, width: int = 80) -> str:
    console = Console(width=width, highlight=False, color_system=None)
    with console.capture() as capture:
        console.print(renderable)
    return capture.get()


def styled(renderable: RenderableType, style: str) -> list[str]:
    """The stretches of text in a style, each on one line of a very wide screen."""
    console = Console(width=1000, color_system="standard", force_terminal=True, highlight=False)
    segments = console.render(renderable)
    return [segment.text for segment in segments if segment.style and str(segment.style) == style]


def test_what_a_model_wrote_says_so_and_what_it_took() -> None:
    assert (
        shown(render.answer(ANSWERS["written?"], POSTINGS))
        .rstrip()
        .endswith("Written by gpt-4.1-mini, 1,760 tokens, $0.0004")
    )
    assert "ritten by" not in shown(render.answer(ANSWERS["pay?"], POSTINGS))


@pytest.mark.parametrize("width", [40, 80, 120])
@pytest.mark.parametrize("question", ANSWERS)
def test_lines_keep_within_the_width_and_end_without_blanks(question: str, width: int) -> None:
    lines = shown(render.answer(ANSWERS[question], POSTINGS), width).splitlines()
    assert all(len(line) <= width for line in lines)
    if not ANSWERS[question].postings:  # a table fills its columns
        assert lines == [line.rstrip() for line in lines]


def test_a_quote_is_bold_within_its_section() -> None:
    page = render.answer(ANSWERS["pay?"], POSTINGS)
    assert styled(page, "bold") == ["A salary between €45,000 and €60,000 a year, reviewed every spring"]
    assert "25 days of holiday, and your birthday" in styled(page, "dim")
    text = shown(page)
    assert "[1] Analytics Engineer › What we offer" in text
    assert "Our data platform" not in text, "context comes from the quote's own section"


def test_quotes_of_one_section_share_one_passage() -> None:
    text = shown(render.answer(ANSWERS["offer?"], POSTINGS), 120)
    assert text.count("Analytics Engineer › What we offer") == 1
    for n, line in enumerate(OFFER.splitlines(), 1):
        assert f"    {line} [{n}]" in text


def test_quotes_far_apart_are_joined_by_an_ellipsis() -> None:
    posting = make("long", "Clerk\n\nDuties\nFirst duty.\n" + "Filing.\n" * 60 + "Last duty.\n", ["Duties"])
    cited = tuple(cite(n, posting, quote) for n, quote in enumerate(["First duty.", "Last duty."], 1))
    text = shown(render.answer(Answer("?", "answered", None, (Part("Both.", (1, 2)),), cited), {"long": posting}))
    assert "First duty. [1]" in text
    assert "Last duty. [2]" in text
    assert "\n    …\n" in text
    assert text.count("Filing.") < 40


def test_the_quote_stands_alone_where_the_posting_has_changed() -> None:
    changed = replace(POSTINGS["analytics-engineer"], text="Now something else entirely.")
    text = shown(render.answer(ANSWERS["pay?"], {"analytics-engineer": changed}))
    assert "A salary between €45,000 and €60,000 a year, reviewed every spring [1]" in text
    assert "something else" not in text
    assert "25 days" not in text


def test_the_bot_s_own_sentences_stand_out_where_it_does_not_answer() -> None:
    assert styled(render.answer(ANSWERS["visa?"], POSTINGS), "magenta")[0] == "The posting does not say."


def test_a_choice_of_postings_is_listed_up_to_a_limit() -> None:
    refs = tuple(PostingRef(f"id-{n}", f"Title {n}") for n in range(30))
    text = shown(render.answer(Answer("?", "clarify", None, (Part("Which job do you mean?"),), postings=refs), {}))
    assert "Title 11  id-11" in " ".join(text.split(" "))
    assert "Title 12" not in text
    assert "and 18 more" in text


@pytest.mark.parametrize(
    "page",
    [
        render.answer(ANSWERS["hostile?"], POSTINGS),
        render.posting(POSTINGS["welder"]),
        render.postings(StagedChat().postings()),
    ],
)
def test_neither_markup_nor_escapes_of_a_posting_are_obeyed(page: RenderableType) -> None:
    text = shown(page)
    assert "\x1b" not in text
    assert "[link=http://evil.example]more[/link]" in text or "[bold]" in text


@given(st.text(st.characters(codec=None)))
def test_plain_text_keeps_every_offset(text: str) -> None:
    plain = render.plain(text)
    assert len(plain) == len(text)
    assert not set(plain) & set("\x00\r\x1b\x7f\x9b\u202e\u2066\ud800")


@given(st.data())
def test_any_span_is_shown_whole(data: st.DataObject) -> None:
    posting = POSTINGS["analytics-engineer"]
    start = data.draw(st.integers(0, len(posting.text) - 1))
    end = data.draw(st.integers(start + 1, len(posting.text)))
    citation = replace(ANSWERS["pay?"].citations[0], quote=posting.text[start:end], start=start, end=end)
    bold = "".join(styled(render.answer(Answer("?", "answered", None, (), (citation,)), POSTINGS), "bold"))
    assert "".join(bold.split()) == "".join(citation.quote.split())


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (True, "yes"),
        (False, "no"),
        ("hybrid", "hybrid"),
        (["full_time", "contract"], "full time, contract"),
        (3, "3"),
        ({"text": "Travel: 20% to 50%.", "percent": 50, "required": True}, "up to 50%"),
        ({"text": "Some travel.", "percent": None, "required": True}, "yes"),
        ({"text": "No travel.", "percent": 0, "required": False}, "no"),
        (["Berlin", "Paris"], "Berlin, Paris"),
        ({"min": 45000, "max": 60000.0, "currency": "EUR", "period": "year"}, "EUR 45,000–60,000 a year"),
        ({"min": 22.5, "max": 22.5, "currency": "USD", "period": "hour"}, "USD 22.50 an hour"),
        ({"min": 90000, "max": None, "currency": "USD", "period": "year"}, "from USD 90,000 a year"),
        ({"min": None, "max": 90000, "currency": "USD", "period": "year"}, "up to USD 90,000 a year"),
    ],
)
def test_a_fact_s_value_in_words(value: object, words: str) -> None:
    assert render.value_in_words(value) == words


def test_a_posting_shows_its_headings_and_facts() -> None:
    page = render.posting(POSTINGS["analytics-engineer"])
    assert {"About the role", "What we offer", "How to apply"} <= set(styled(page, "bold"))
    text = shown(page)
    assert "EUR 45,000–60,000 a year" in text
    assert "https://acme.example/jobs/1" in text


def test_the_name_of_a_fact_stated_again_is_shown_once() -> None:
    posting = POSTINGS["analytics-engineer"]
    two = [Fact("contact", mail, mail, 0, 1) for mail in ("a@b.example", "c@d.example")]
    text = shown(render.posting(replace(posting, facts=tuple(two))))
    assert text.count("contact") == 1
    assert "c@d.example" in text


def test_the_table_keeps_every_id_whole_and_counts_what_is_closed() -> None:
    longest = replace(StagedChat().postings()[0], title="A long title " * 9, id="x" * 44)
    text = shown(render.postings([longest]))
    assert "x" * 44 in text
    assert "open" in text
    assert "3 indexed, 1 of them closed" in shown(render.postings(StagedChat().postings()))
