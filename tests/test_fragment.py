"""Evidence in third-party text is found again without the text being kept."""

from training.fragment import find, key

SENTENCES = [
    (0, "Pay is £12 an hour."),
    (20, "Overtime pays £18 an hour, after 40 hours."),
    (70, "Pay is £12 an hour."),
]


def test_a_fragment_is_found_in_its_sentence_whatever_its_blanks_and_case() -> None:
    assert find(SENTENCES, key("£18 AN\nhour", at=33)) == 1


def test_of_two_equal_ones_the_nearer_is_meant() -> None:
    assert find(SENTENCES, key("£12 an hour", at=77)) == 2
    assert find(SENTENCES, key("£12 an hour", at=7)) == 0


def test_what_is_not_there_is_not_found() -> None:
    assert find(SENTENCES, key("£19 an hour", at=33)) is None


def test_a_key_holds_no_word_of_the_text() -> None:
    assert not any(word in key("overtime pays", at=20) for word in ("overtime", "pays"))
