"""Answers as Slack draws them: within its limits whatever they hold, and nothing in them that Slack would obey."""

import re
from dataclasses import replace
from itertools import product
from typing import Any

import pytest
from blockkit import elements, refusal, texts
from hypothesis import given
from hypothesis import strategies as st
from stage import ANSWERS, EVIL

from bot.answer import Answer, Citation, Part, PostingRef
from bot.slack.blocks import answer_blocks, in_markdown, in_words, link_to, pieces, question_blocks, said
from bot.slack.request import Reference

REFERENCE = Reference("17.1", "public", False, 1)
QUOTE = "New joiners who need to move are offered relocation assistance."
LONG = " ".join(["word"] * 4_000)


def cited(n: int, quote: str = QUOTE, title: str = "Welder", url: str | None = None) -> Citation:
    return Citation(n, f"welder-{n}", title, "Pay", quote, 0, len(quote), url, "v1")


def answer(*parts: Part, **more: Any) -> Answer:
    citations = more.pop("citations", tuple(cited(n) for part in parts for n in part.citations))
    return Answer("pay?", "answered", None, parts, citations, **more)


def board(n: int, quote: str = QUOTE) -> Answer:
    """A list of n postings."""
    rows = [Part(f"Welder: {quote}", (k,)) for k in range(1, n + 1)]
    refs = tuple(PostingRef(f"welder-{k}", f"Welder {k}", (k,)) for k in range(1, n + 1))
    parts = (Part(f"{n} of {n} open postings fit."), *rows, Part("None does not say."))
    return answer(*parts, citations=tuple(cited(k, quote) for k in range(1, n + 1)), postings=refs, count=n)


def quoted(blocks: list[dict[str, Any]]) -> list[str]:
    return [text for e in elements(blocks) if e.get("type") == "rich_text_quote" for text in texts(e)]


def kinds(blocks: list[dict[str, Any]]) -> list[str]:
    return [block["type"] for block in blocks]


def test_an_answer_is_its_sentences_then_its_quotes() -> None:
    blocks = answer_blocks(ANSWERS["pay?"], REFERENCE, person=True)
    shown = list(texts(blocks))
    assert shown[0].startswith("The salary is between €45,000 and €60,000 a year [1].")
    assert any("What we offer" in text for text in shown)
    assert quoted(blocks) == ["A salary between €45,000 and €60,000 a year, reviewed every spring [1]"]
    assert kinds(blocks)[-2:] == ["actions", "context_actions"]
    (link,) = [e for e in elements(blocks) if e.get("type") == "link"]
    beginning = "A%20salary%20between%20%E2%82%AC45%2C000%20and%20%E2%82%AC60%2C000%20a%20year%2C"
    assert link["url"] == f"https://acme.example/jobs/1#:~:text={beginning}"


def test_a_sentence_that_is_a_quote_stands_as_one() -> None:
    found = answer(Part(f"Yes: {QUOTE}", (1,)), Part("And more.", (2,)), citations=(cited(1), cited(2, "And more")))
    blocks = answer_blocks(found, REFERENCE)
    assert next(iter(texts(blocks))) == "Yes:"
    assert quoted(blocks) == [f"{QUOTE[:-1]} [1].", "And more [2]."]


def test_silence_offers_a_person_first() -> None:
    (button,) = [
        e for e in elements(answer_blocks(ANSWERS["visa?"], REFERENCE, person=True)) if e.get("type") == "button"
    ]
    assert (button["action_id"], button["style"]) == ("person", "primary")
    assert not [e for e in elements(answer_blocks(ANSWERS["visa?"], REFERENCE)) if e.get("type") == "button"]


def test_whom_a_note_and_a_share_are_for() -> None:
    blocks = answer_blocks(ANSWERS["written?"], REFERENCE, note="Only you can see this.", share=True)
    assert any(
        text.startswith("Only you can see this. · Written by gpt-4.1-mini, 1,760 tokens") for text in texts(blocks)
    )
    assert [e["action_id"] for e in elements(blocks) if e.get("type") == "button"] == ["share"]


def test_a_list_is_a_table_and_holds_every_posting() -> None:
    blocks = answer_blocks(board(3), REFERENCE)
    (table,) = [block for block in blocks if block["type"] == "table"]
    assert [row[0]["text"] for row in table["rows"]] == ["Posting", "Welder 1", "Welder 2", "Welder 3"]
    assert table["rows"][1][1]["text"] == QUOTE
    assert list(texts(blocks))[-3:-2] != [QUOTE]
    for n in (100, 400):
        shown = list(texts(answer_blocks(board(n), REFERENCE)))
        assert all(f"Welder {k}" in shown for k in range(1, n + 1))


def test_a_comparison_is_a_table() -> None:
    refs = (PostingRef("welder-1", "Welder"), PostingRef("welder-2", "Baker"))
    compared = answer(
        Part("Pay:"), Part("Welder: £30,000", (1,)), Part("Travel:"), Part("Baker: none", (2,)), postings=refs
    )
    (table,) = [block for block in answer_blocks(compared, REFERENCE) if block["type"] == "table"]
    assert [[cell["text"] for cell in row] for row in table["rows"]] == [
        ["–", "Welder", "Baker"],
        ["Pay", "Welder: £30,000 [1].", "–"],
        ["Travel", "–", "Baker: none [2]."],
    ]


@pytest.mark.parametrize("n", [1, 4, 60])
@pytest.mark.parametrize("text", [QUOTE, LONG, "x" * 7_000, " ", "\n\n"])
def test_whatever_an_answer_holds_slack_takes_it(n: int, text: str) -> None:
    long = answer(
        *(Part(text, (k,)) for k in range(1, n + 1)), citations=tuple(cited(k, text) for k in range(1, n + 1))
    )
    for found in (long, replace(long, status="not_stated"), board(n, text)):
        blocks = answer_blocks(found, REFERENCE, note=text[:100], person=True, share=True, head=text[:900])
        assert refusal(blocks, in_words(found)) is None
        assert len(in_words(found)) <= 3_800
        assert kinds(blocks)[-1] == "context_actions"


@given(st.lists(st.tuples(st.text(min_size=1), st.text(min_size=1)), min_size=1, max_size=8))
def test_any_text_at_all_is_taken(rows: list[tuple[str, str]]) -> None:
    found = answer(
        *(Part(text, (n,)) for n, (text, _) in enumerate(rows, 1)),
        citations=tuple(cited(n, quote) for n, (_, quote) in enumerate(rows, 1)),
    )
    assert refusal(answer_blocks(found, REFERENCE), in_words(found)) is None


@given(st.text(max_size=9_000))
def test_pieces_lose_no_word(text: str) -> None:
    found = list(pieces(text, 300))
    assert all(len(piece) <= 300 for piece in found)
    assert "".join("".join(found).split()) == "".join("".join(pieces(text, 10**6)).split())


def payloads() -> list[str]:
    """Markup that pings, links, hides or styles, in every place and guise."""
    pings = [
        "<!channel>",
        "<!here>",
        "<!everyone>",
        "<@U0BEN>",
        "<!subteam^S1>",
        "<!date^1^{date}|x>",
        "<#C0JOBS>",
        "@channel",
    ]
    links = [
        "<https://evil.example|the page>", "[the page](https://evil.example)", "<mailto:a@evil.example|us>",
        "![x](https://evil.example/p.png)", "<javascript:alert(1)|x>", "<https://evil.example>",
        "<tel:123|call>", "[x]: https://evil.example",
    ]  # fmt: skip
    styles = ["*bold*", "_it_", "~gone~", "`code`", "```block```", "> quote", "# head", "- item", ":rotating_light:"]
    hidden = ["\u202ekcals\u202c", "\u200b<!channel>", "\x1b[31m", "&lt;!channel&gt;", "&amp;lt;!here&amp;gt;"]
    frames = ["{}", "pay {} is", "\n{}\n", "*{}*", "`{}`", "&lt;{}&gt;", "[{}](x)", "<{}>", "{0}{0}", "\\{}", "“{}”"]
    return [frame.format(mark) for mark, frame in product([*pings, *links, *styles, *hidden], frames)]


def test_there_are_three_hundred() -> None:
    assert len(payloads()) >= 300


@pytest.mark.parametrize("payload", payloads())
def test_no_payload_pings_or_links(payload: str) -> None:
    """In the question, the posting's title, section and words, a chat model's part, and the head of what is shared."""
    citation = Citation(1, "welder", payload, payload, payload, 0, len(payload), "https://acme.example/1", "v1")
    hostile = Answer(payload, "answered", None, (Part(payload, (1,)),), (citation,), suggestions=(payload,))
    listed = replace(hostile, postings=(PostingRef("welder", payload, (1,)),), count=1)
    for found in (hostile, listed, replace(hostile, status="clarify", postings=(PostingRef("welder", payload),))):
        drawn = [answer_blocks(found, REFERENCE, head=payload, note=payload), said(payload)]
        for blocks in drawn:
            assert refusal(blocks, "") is None
            obeyed = {e.get("type") for e in elements(blocks)} & {
                "user",
                "usergroup",
                "channel",
                "broadcast",
                "mrkdwn",
                "date",
            }
            assert not obeyed
            assert all(
                e["url"].startswith("https://acme.example/1") for e in elements(blocks) if e.get("type") == "link"
            )
            assert not any(e.get("emoji") for e in elements(blocks) if e.get("type") == "plain_text")
        plain = in_words(found, payload)
        assert not re.search(r"<|>", plain)
    asked = question_blocks("U0ANN", payload, None, "")
    assert [e["user_id"] for e in elements(asked) if e.get("type") == "user"] == ["U0ANN"]
    streamed = in_markdown(Part(payload))
    assert not re.search(r"(?<!\\)(?:\\\\)*[<\[*_`~!@#>]", streamed)


def test_a_hostile_posting_is_shown_as_it_stands() -> None:
    assert any(
        EVIL.split("\n")[0][:20].replace("\x1b", "\ufffd") in text
        for text in texts(answer_blocks(ANSWERS["hostile?"], REFERENCE))
    )


@pytest.mark.parametrize(
    ("url", "link"),
    [
        (None, None),
        ("file:///etc/passwd", None),
        ("javascript:alert(1)", None),
        ("https://ann:pw@acme.example/1", None),
        ("https://acme.example/1#pay", "https://acme.example/1#pay"),
        ("https://acme.example/1", "https://acme.example/1#:~:text=A%20full%2Dtime%20job"),
    ],
)
def test_links_lead_to_the_posting_alone(url: str | None, link: str | None) -> None:
    assert link_to(cited(1, "A full-time job", url=url)) == link
