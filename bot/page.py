"""A posting made ready to be read: its sentences with their token vectors, stems and headings."""

import re
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bot.injection import orders_a_bot
from bot.question import content_words, words
from ingest.index import Index
from ingest.posting import Posting, Sentence

_FIELD = re.compile(r"^\w[\w -]{0,30}: ")
_SAME = 0.9
"""Cosine from which a question is an FAQ page's own."""
_SAYS_NOTHING = frozenset(("description", "job description", "details", "body", "content", "text"))
"""Headings that tell no more than that a posting follows: its title stands above it in their place."""
_BARE = 4
"""Sentences of at most so many words are read together with what stands above them."""


@dataclass(frozen=True)
class Page:
    """A posting made ready to be read: its sentences with their token vectors. Costs one run of the model."""

    posting: Posting
    texts: tuple[str, ...]
    tokens: NDArray[np.float32]
    """(tokens of all sentences, dimension), unit length"""
    starts: NDArray[np.intp]
    """where each sentence's tokens begin in `tokens`"""
    pooled: NDArray[np.float32]
    """(sentences, dimension), unit length"""
    headed: NDArray[np.float32]
    """(sentences, dimension), unit length: each sentence read behind what stands above it"""

    @cached_property
    def stems(self) -> tuple[frozenset[str], ...]:
        return tuple(frozenset(map(stem, content_words(text))) for text in self.texts)

    @cached_property
    def vocabulary(self) -> frozenset[str]:
        """The posting's words, lower case: spelt as the posting spells them, they are no typos."""
        return frozenset(words(self.posting.text))

    @cached_property
    def quotable(self) -> NDArray[np.bool_]:
        """Whether each sentence may be an answer: headings name a subject and say nothing of it, but the title does.

        An FAQ page's title and headings are questions, and the fields at its top are no answers.
        """
        faq = self.posting.kind == "faq"
        return np.array(
            [
                not orders_a_bot(text)
                and not (faq and self.is_field(i))
                and (not s.heading or (not faq and text == self.posting.title))
                for i, (text, s) in enumerate(zip(self.texts, self.posting.sentences, strict=True))
            ]
        )

    def own_question(self, like: NDArray[Any]) -> tuple[float, int] | None:
        """How like the message is to an FAQ page's own question, where it is nearly that, and that one's section.

        `like`: cosine to each sentence. The page's title counts as a question of its own.
        """
        headed = [(float(like[i]), s.section) for i, s in enumerate(self.posting.sentences) if s.heading]
        best = max(headed, default=(0.0, 0))
        return best if self.posting.kind == "faq" and best[0] >= _SAME else None

    def is_field(self, i: int) -> bool:
        """Whether a sentence is one of the rows at the posting's top: "Location: Leeds"."""
        return self.posting.sentences[i].section == 0 and _FIELD.match(self.texts[i]) is not None

    @cached_property
    def headings(self) -> tuple[str, ...]:
        return tuple(above(self.posting, sentence) for sentence in self.posting.sentences)

    @cached_property
    def headed_texts(self) -> tuple[str, ...]:
        """Each sentence behind what stands above it: "$52,416 to $64,870" says nothing by itself."""
        return headed_texts(self.posting)

    @cached_property
    def heading_of(self) -> NDArray[np.intp]:
        """For each sentence the index of the sentence that is its heading, or itself where it has none."""
        own, latest = [], {}
        for i, sentence in enumerate(self.posting.sentences):
            if sentence.heading:
                latest[sentence.section] = i
            own.append(latest.get(sentence.section, i))
        return np.array(own, dtype=np.intp)

    @cached_property
    def rarity(self) -> dict[str, float]:
        """Of each stem, how few of the posting's sentences hold it (inverse document frequency)."""
        count: dict[str, int] = {}
        for stems in self.stems:
            for word in stems:
                count[word] = count.get(word, 0) + 1
        return {word: float(np.log(1 + len(self.stems) / n)) for word, n in count.items()}


def open_page(index: Index, posting: Posting) -> Page:
    texts = tuple(posting.text[s.start : s.end] for s in posting.sentences)
    headed = headed_texts(posting)
    states = index.embedder.states([h if len(t.split()) <= _BARE else t for h, t in zip(headed, texts, strict=True)])
    sizes = [max(1, len(state.vectors)) for state in states]
    tokens = [s.vectors if len(s.vectors) else np.zeros((1, s.pooled.size), np.float32) for s in states]
    starts = np.concatenate([[0], np.cumsum(sizes)[:-1]]).astype(np.intp)
    pooled = np.stack([s.pooled for s in states])
    return Page(posting, texts, np.concatenate(tokens), starts, pooled, index.embedder.embed(headed))


def headed_texts(posting: Posting) -> tuple[str, ...]:
    return tuple(f"{above(posting, s)}: {posting.text[s.start : s.end]}" for s in posting.sentences)


def above(posting: Posting, sentence: Sentence) -> str:
    """What stands above a sentence: its section's heading, and the line that leads its list."""
    lead = posting.text[slice(*sentence.lead)] if sentence.lead else ""
    heading = posting.sections[sentence.section].heading
    if heading.strip(" :").lower() in _SAYS_NOTHING:
        heading = posting.title
    return f"{heading}\n{lead}".strip()


@cache
def _stemmer() -> Any:
    import snowballstemmer

    return snowballstemmer.stemmer("english")


@cache
def stem(word: str) -> str:
    """ "relocating" -> "reloc"; words with digits stay."""
    return word if re.search(r"\d", word) else str(_stemmer().stemWord(word))
