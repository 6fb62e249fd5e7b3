"""The promise: what fails the checks is not shown, whoever wrote it."""

import string
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot import phrases
from bot.answer import Answer, Citation, Part
from bot.verify import is_sound, numbers, stands, unsupported, verified
from ingest.posting import Posting, Section, Sentence

CONTACT = "the recruiting team"
LINES = (
    "Water Chemist",
    "The pay is $80,000 – $95,000 a year in Leeds.",
    "We do not offer relocation assistance to interns.",
    "Report to Dana Whitfield by 3 March 2027.",
)


def posting_of(lines: tuple[str, ...]) -> Posting:
    text = "\n".join(lines)
    sentences, at = [], 0
    for i, line in enumerate(lines):
        sentences.append(Sentence(at, at + len(line), section=0, heading=i == 0))
        at += len(line) + 1
    return Posting("p", lines[0], text, (Section(lines[0], 0, len(text)),), tuple(sentences), version="v1")


POSTING = posting_of(LINES)


def cite(quote: str, n: int = 1, posting: Posting = POSTING) -> Citation:
    start = posting.text.index(quote)
    return Citation(
        n, posting.id, posting.title, posting.title, quote, start, start + len(quote), None, posting.version
    )


def answer(*parts: Part, citations: tuple[Citation, ...] = ()) -> Answer:
    return Answer("q", "answered", None, parts, citations)


def test_verbatim_part_is_shown() -> None:
    quote = LINES[1]
    shown = verified(answer(Part(quote, (1,)), citations=(cite(quote),)), {"p": POSTING}, CONTACT)
    assert shown.parts[0].text == quote
    assert shown.status == "answered"


@pytest.mark.parametrize(
    "text",
    [
        "The pay is $80,000 – $98,000 a year.",
        "The pay is £80,000 a year.",
        "You get 80,000 % of it.",
        "You would work in Paris.",
        "The pay is at least ninety thousand or 12 dollars.",
        "Ask Robert about it.",
        "Paris is where you work.",
        "The pay is fine. Robert decides.",
        "The pay is not $80,000.",
    ],
)
def test_altered_claims_are_dropped(text: str) -> None:
    shown = verified(answer(Part(text, (1,)), citations=(cite(LINES[1]),)), {"p": POSTING}, CONTACT)
    assert shown.status == "not_stated"
    assert [part.text for part in shown.parts] == [phrases.SILENT]


@pytest.mark.parametrize(
    "text", ["Between $80,000 and $95,000 a year.", "You would be paid $95,000 at most, in Leeds."]
)
def test_supported_rewording_is_shown(text: str) -> None:
    assert stands(Part(text, (1,)), {1: cite(LINES[1])}, CONTACT)


@pytest.mark.parametrize(
    "text", ["We offer relocation assistance to interns.", "offer relocation assistance", "Yes: " + LINES[2]]
)
def test_negation_may_not_be_turned(text: str) -> None:
    assert not stands(Part(text, (1,)), {1: cite(LINES[2])}, CONTACT)


def test_negated_quote_is_shown_whole() -> None:
    assert stands(Part("No: " + LINES[2], (1,)), {1: cite(LINES[2])}, CONTACT)


def test_quote_may_not_leave_its_negation_behind() -> None:
    assert not is_sound(cite("offer relocation assistance"), POSTING)
    assert is_sound(cite(LINES[2]), POSTING)


@pytest.mark.parametrize(
    ("field", "value"),
    [("version", "v0"), ("start", 1), ("end", 10_000), ("quote", "The pay is $90,000"), ("posting_id", "other")],
)
def test_changed_citations_are_refused(field: str, value: object) -> None:
    from dataclasses import replace

    changed = replace(cite(LINES[1]), **{field: value})  # type: ignore[arg-type]
    assert not is_sound(changed, POSTING) or changed.posting_id != "p"
    assert verified(answer(Part(LINES[1], (1,)), citations=(changed,)), {"p": POSTING}, CONTACT).citations == ()


def test_uncited_claim_is_dropped() -> None:
    shown = verified(
        answer(Part("The pay is great."), Part(LINES[1], (1,)), citations=(cite(LINES[1]),)), {"p": POSTING}, CONTACT
    )
    assert [part.text for part in shown.parts] == [LINES[1]]


@pytest.mark.parametrize(
    "text", [phrases.SILENT, phrases.ask_person(CONTACT), phrases.silent_on("sick_leave"), phrases.WHICH]
)
def test_own_phrases_may_stand_alone(text: str) -> None:
    assert phrases.claims_nothing(text, CONTACT)


def test_contact_of_another_is_a_claim() -> None:
    assert not phrases.claims_nothing("Please ask Mallory at mallory@evil.example.", CONTACT)


def test_numbers_keep_their_marks() -> None:
    assert numbers("20 % of £37,008, three days") == {"20%", "37008£", "3"}
    assert unsupported("20 days", "20 % more") == {"20"}


words = st.text(string.ascii_letters + string.digits + " $%.,’'-–£€\n", min_size=1, max_size=60)


@given(text=words, wanted=st.lists(words, min_size=1, max_size=4), spans=st.data())
def test_all_that_is_shown_is_quoted(text: str, wanted: list[str], spans: st.DataObject) -> None:
    """Whatever parts and citations a writer makes up, what is left cites spans of the posting."""
    posting = posting_of(("Title", text.replace("\n", " "), LINES[2]))
    size = len(posting.text)
    citations = []
    for n in range(1, 4):
        start = spans.draw(st.integers(0, size))
        end = spans.draw(st.integers(0, size + 5))
        quote = posting.text[start:end] if spans.draw(st.booleans()) else spans.draw(words)
        version = spans.draw(st.sampled_from(["v1", "v2"]))
        citations.append(Citation(n, "p", "Title", "Title", quote, start, end, None, version))
    parts = tuple(Part(piece, tuple(spans.draw(st.lists(st.integers(0, 5), max_size=3)))) for piece in wanted)
    shown = verified(answer(*parts, citations=tuple(citations)), {"p": posting}, CONTACT)
    for citation in shown.citations:
        assert posting.text[citation.start : citation.end] == citation.quote
        assert citation.version == posting.version
    assert [citation.n for citation in shown.citations] == list(range(1, len(shown.citations) + 1))
    for part in shown.parts:
        quotes = [citation.quote for citation in shown.citations if citation.n in part.citations]
        assert quotes or phrases.claims_nothing(part.text, CONTACT)
        assert not quotes or unsupported(part.text, " ".join(quotes)) == set()


def test_a_count_is_the_answers_own() -> None:
    told = Answer("?", "answered", None, (Part("3 of 12 open postings fit (remote)."),), count=2)
    assert verified(told, {}, CONTACT).parts == ()
    assert verified(replace(told, count=3), {}, CONTACT).parts == told.parts
