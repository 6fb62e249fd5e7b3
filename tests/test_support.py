"""What a model's sentence may leave out of its quotes, and what it may not."""

import pytest

from bot.support import says_the_same

VISA = "We are not able to sponsor visas for this post. Candidates may apply if they will not need sponsorship later."
LEAVE = "You repay 100% if you leave within 12 months, and 50% between 12 and 24 months."
MOVE = "We may pay moving costs of up to £8,000. Only full-time staff can claim it, at least 3 months after joining."
RANGE = "Send a letter (max. 2 pages) and the names of three referees."


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("We are not able to sponsor visas.", VISA),
        ("You repay 100% if you leave within 12 months.", LEAVE),
        ("Moving costs of up to £8,000 may be paid.", MOVE),
        ("A letter of max. 2 pages and three referees.", RANGE),
    ],
)
def test_what_keeps_its_meaning_passes(text: str, quote: str) -> None:
    assert says_the_same(text, [quote], "can you tell me?")


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        (VISA.replace("not able", "able"), VISA),  # the other sentence's "not" stands in for none
        ("We are able to sponsor visas for this post.", VISA),
        (VISA.replace("may apply if they will not", "may apply, they will not"), VISA),
        ("You repay 50% if you leave within 12 months, and 100% between 12 and 24 months.", LEAVE),
        ("You repay 100% within 12 months, 50% between 24 and 12 months.", LEAVE),
        ("We pay moving costs of up to £8,000.", MOVE),
        ("We may pay moving costs of £8,000.", MOVE),
        ("Full-time staff can claim it, at least 3 months after joining.", MOVE),
        ("Only full-time staff can claim it, 3 months after joining.", MOVE),
        (RANGE.replace("2 pages", "3 pages"), RANGE),
    ],
)
def test_what_says_more_than_its_quote_does_not(text: str, quote: str) -> None:
    assert not says_the_same(text, [quote], "can you tell me?")


def test_each_sentence_has_quotes_of_its_own() -> None:
    quotes = ["Parking is free.", "Lunch is not provided."]
    assert says_the_same("Parking is free. Lunch is not provided.", quotes, "parking and lunch?")
    assert says_the_same("Parking is free, but lunch is not provided.", quotes, "parking and lunch?")
    assert not says_the_same("Parking is not free. Lunch is provided.", quotes, "parking and lunch?")
