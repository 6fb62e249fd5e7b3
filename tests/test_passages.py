"""Passages: every sentence once, none longer than the model reads."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from notice import BOARD, notice

from ingest.embedder import open_embedder
from ingest.passages import LIMIT, TARGET, embedded, passages
from ingest.posting import Posting


def count_words(text: str) -> int:
    """Cheaper than word pieces, and it counts as they do: two around any text, one a word or sign."""
    return 2 + len(re.findall(r"\w+|[^\w\s]", text))


WORD = st.text(alphabet="abcdefghij", min_size=1, max_size=8)
SENTENCE = st.lists(WORD, min_size=1, max_size=60).map(" ".join)
LONG = st.lists(WORD, min_size=300, max_size=700).map(lambda words: ", ".join(words))
BODY = st.dictionaries(WORD, st.lists(SENTENCE | LONG, min_size=1, max_size=12), max_size=4)


def covered(posting: Posting) -> list[str]:
    """Of each sentence, the passages' shares of it put together, blanks aside."""
    made = passages(posting, count_words)
    shares = []
    for sentence in posting.sentences:
        parts = [posting.text[max(p.start, sentence.start) : min(p.end, sentence.end)] for p in made]
        shares.append("".join("".join(parts).split()))
    return shares


@given(st.lists(WORD, min_size=1, max_size=120).map(" ".join), BODY)
def test_every_sentence_is_held_once(title: str, body: dict[str, list[str]]) -> None:
    posting = notice("p", title, body)
    for sentence, share in zip(posting.sentences, covered(posting), strict=True):
        text = "".join(posting.text[sentence.start : sentence.end].split())
        assert share == ("" if sentence.heading else text)


@given(st.lists(WORD, min_size=1, max_size=120).map(" ".join), BODY)
def test_no_passage_is_longer_than_the_model_reads(title: str, body: dict[str, list[str]]) -> None:
    posting = notice("p", title, body)
    made = passages(posting, count_words)
    assert len({p.id for p in made}) == len(made)
    for p in made:
        assert count_words(embedded(p.header, posting.text[p.start : p.end])) <= LIMIT
        section = posting.sections[p.section]
        assert section.start <= p.start < p.end <= section.end


def test_sentences_are_gathered_to_the_target_and_never_cut() -> None:
    lines = [f"Sentence number {i} says that the work is good and the people are kind." for i in range(60)]
    posting = notice("p", "Clerk", {"The work": lines})
    made = passages(posting, count_words)
    assert [p.id for p in made] == [f"p#1#{n}" for n in range(len(made))]
    assert all(p.header == "Clerk > The work" for p in made)
    bounds = [(s.start, s.end) for s in posting.sentences]
    assert {p.start for p in made} <= {start for start, _ in bounds}
    assert {p.end for p in made} <= {end for _, end in bounds}
    assert all(TARGET / 2 < count_words(posting.text[p.start : p.end]) <= TARGET for p in made[:-1])


def test_a_short_rest_joins_the_passage_before() -> None:
    posting = notice(
        "p", "Clerk", {"The work": ["word " * 149 + "end.", "One short rest of a line, that is all there is."]}
    )
    assert len(passages(posting, count_words)) == 1


def test_a_long_sentence_is_cut_at_clauses() -> None:
    sentence = "; ".join(f"part {i} of the sentence is about something else" for i in range(80))
    posting = notice("p", "Clerk", {"The work": [sentence]})
    made = passages(posting, count_words)
    assert len(made) > 2
    assert all(posting.text[p.start : p.end].startswith("part") for p in made)


def test_a_posting_of_headings_alone_has_no_passages() -> None:
    assert passages(notice("p", "Clerk", {}), count_words) == []


@pytest.mark.parametrize("text", ["漢字" * 400, "x" * 3_000, "🙂 " * 500, "a-b/c" * 300, "é" * 900 + " fin"])
def test_the_real_tokenizer_agrees_with_the_bound(text: str) -> None:
    embedder = open_embedder()
    posting = notice("p", "Clerk " + text[:200].strip(), {"The work": [text.strip()]})
    made = passages(posting, embedder.count_tokens)
    assert made
    assert all(embedder.count_tokens(embedded(p.header, posting.text[p.start : p.end])) <= LIMIT for p in made)
    joined = "".join(posting.text[p.start : p.end] for p in made)
    assert "".join(joined.split()) == "".join(text.split())


def test_each_posting_has_its_own_passages_for_the_same_words() -> None:
    equal = [p for posting in BOARD for p in passages(posting, count_words) if "Equal" in p.header]
    assert len({p.id for p in equal}) == len(BOARD)
