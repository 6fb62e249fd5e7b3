"""Where sentences begin and end."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.sentences import split


def sentences(text: str) -> list[str]:
    return [text[start:end] for start, end in split(text, 0, len(text))]


@pytest.mark.parametrize(
    "parts",
    [
        ["You lead the team.", "You report to Ann."],
        ["We work in the U.S. and Canada.", "The U.K. office is small."],
        ["You live in Washington, D.C., or near it.", "We help you move."],
        ["Based in the U.S.", "We sponsor visas."],
        ["Acme Inc. hires cooks.", "So does Smith & Co. in Rome."],
        ["Bring papers, e.g. a licence or a passport.", "Others (i.e. copies) count too."],
        ["The shift begins at 7 a.m. on Mondays.", "It ends at 3 p.m."],
        ["From 8:00 a.m. Friday, July 13 to 11:59 p.m. EST, we read.", "Doors open at 9 a.m.", "Come in."],
        ["Pay is $1.5 million.", "It grows by 2.5 % a year."],
        ["You know .NET and Node.js well.", "ASP.NET helps."],
        ["See https://acme.example/jobs?id=1.2 for more.", "Write to a.b@acme.example."],
        ["Help is not given with this post.", "BCA asks for a check.", "Ask us."],
        ["Is this you?", "Then apply!", "We answer soon."],
        ["No experience? Not a worry.", "Prior training? Not needed.", "Ready?", "Apply!"],
        ["Dr. Smith and Mr. Jones lead it.", "Sr. Cook No. 5 assists."],
        ["Wait… there is more.", "Read on."],
        ["He said “Come in.”", "She did."],
        ["We offer a pension (5 %).", "401(k) plans are matched."],
        ["Wir zahlen z. B. den Zug.", "Das gilt ab dem 1. Mai."],
        ["Nous payons le train, etc.", "Écrivez à Zoë."],
        ["Trabajamos con Ud. cada día.", "¿Te interesa?", "¡Escríbenos!"],
        ["Vi betalar t.ex. tåget.", "Övrigt ordnas."],
        ["我们提供保险。", "请申请！"],
    ],
)
def test_parts(parts: list[str]) -> None:
    glue = "" if parts[0].endswith("。") else " "
    assert sentences(glue.join(parts)) == parts


def test_a_number_that_opens_an_item_stays() -> None:
    assert sentences("1. Send your letter. 2. Wait.") == ["1. Send your letter.", "2. Wait."]


def test_a_long_sentence_is_cut_at_semicolons() -> None:
    clause = "you keep the books of the harbour and answer for them before the board every month"
    found = sentences("; ".join([clause] * 12) + ".")
    assert len(found) > 1
    assert all(len(sentence) <= 600 for sentence in found)


@given(st.text(alphabet='abA. ,;!?…\n"”’)1-$', max_size=200), st.integers(0, 20))
def test_spans_hold_every_word_in_order(text: str, start: int) -> None:
    spans = split(text, min(start, len(text)), len(text))
    at = min(start, len(text))
    for begin, end in spans:
        assert begin >= at
        assert not text[at:begin].strip()
        assert text[begin:end] == text[begin:end].strip() != ""
        at = end
    assert not text[at:].strip()
