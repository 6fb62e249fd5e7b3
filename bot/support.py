"""Whether a sentence that a model wrote says what its quotes say, and no more.

Numbers, names and "not" are checked of every part (`verify.py`). Here, its words: nearly all that carry meaning must
stand in the quotes, and the rest in the question or among the words that sentences about any job are built with. And
each of its sentences is held against those quoted sentences that it rests on: theirs are its numbers, in their order,
and every "not", "only", "may", "up to" and "if" of theirs is its own.
"""

import re
from collections.abc import Sequence

from bot.language import language
from bot.page import stem
from bot.phrases import NO, YES
from bot.question import content_words
from bot.verify import negations, numbers_in_order

_HELD = 0.6
"""Share of the words that the quotes themselves must hold."""
_LONGER = 2.5
"""A sentence in another language than its quotes is at most so many times as long."""
_ABOUT_ANY_JOB = frozenset(
    map(
        stem,
        """role job position post work working employee candidate applicant company employer team offer provide include
        receive get give pay paid need require must can may available state say posting also per rate amount base based
        year annual month week day hour start end apply application""".split(),
    )
)
_HEDGES = tuple(
    re.compile(rf"\b(?:{words})(?!\w)", re.IGNORECASE)
    for words in (
        "only|solely|exclusively",
        "may|might|could|possibl[ye]|considered|discretion(?:ary)?",
        "up to|max(?:imum)?|at most|no more than",
        "at least|min(?:imum)?|or more|no less than|starting (?:at|from)",
        "if|when|provided|subject to|depend(?:s|ing)|unless|except|excluding|once|after|until|pro[ -]rata",
    )
)
"""What narrows a statement: a sentence that leaves one of a kind out says more than its quote."""
_SENTENCE = re.compile(r"(?<=[.!?;])\s+")
_ADDRESS = re.compile(r"\S*(?:://|www\.|@|[<>\[\]])\S*")
"""Addresses and markup: none but the quotes' own."""
_OPENINGS: dict[str, re.Pattern[str]] = {
    YES: re.compile(r"^(?:yes|ja|oui|sí|si)\s*[:,.!;–—-]\s*", re.IGNORECASE),
    NO: re.compile(r"^(?:no|nein|non)\s*[:,.!;–—-]\s*", re.IGNORECASE),
}


def opened(text: str) -> tuple[str, str]:
    """The yes or no that a sentence begins with, as the bot says it, and the rest: "Yes, it is" -> "Yes:", "it is"."""
    for opening, pattern in _OPENINGS.items():
        if (found := pattern.match(text)) and len(text) > found.end():
            return opening, text[found.end() :]
    return "", text


def says_the_same(text: str, quotes: Sequence[str], question: str) -> bool:
    """Whether every word of `text` that carries meaning is backed. `text` without its opening yes or no."""
    spoken, quoted = language(text), " ".join(quotes)
    if any(found.group() not in quoted for found in _ADDRESS.finditer(text)):
        return False
    if spoken not in ("en", language(quoted)) and spoken == language(question):
        # Words of two languages can't be compared; numbers, names and "not" are, of every part.
        return len(text) <= _LONGER * sum(map(len, quotes)) and _in_order(text, quoted)
    held = {stem(word) for quote in quotes for word in content_words(quote)}
    own = [stem(word) for word in content_words(text)]
    lacking = [word for word in own if word not in held and word not in _ABOUT_ANY_JOB]
    asked = {stem(word) for word in content_words(question)}
    meant = [word for word in own if word in held or word not in _ABOUT_ANY_JOB]
    backed = len(lacking) <= (1 - _HELD) * len(meant) and all(word in asked for word in lacking)
    return bool(meant) and backed and all(_keeps(sentence, quotes) for sentence in _SENTENCE.split(text))


def _keeps(sentence: str, quotes: Sequence[str]) -> bool:
    """Whether a sentence keeps what narrows, numbers and denies in the quoted sentences that it shares words with."""
    said = set(map(stem, content_words(sentence)))
    pieces = [piece for quote in quotes for piece in _SENTENCE.split(quote)]
    shared = [len(said & set(map(stem, content_words(piece)))) for piece in pieces]
    near = " ".join(piece for piece, n in zip(pieces, shared, strict=True) if 2 * n >= max(shared))
    narrow = all(kind.search(sentence) for kind in _HEDGES if kind.search(near))
    return narrow and _in_order(sentence, near) and negations(sentence) == negations(near)


def _in_order(text: str, quoted: str) -> bool:
    """Whether the numbers of a text are the quotes', each behind the one before: 50 % and 25 % do not change places."""
    counted = iter(numbers_in_order(quoted))
    return all(number in counted for number in numbers_in_order(text))
