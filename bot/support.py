"""Whether a sentence that a model wrote says what its quotes say, and no more.

Numbers, names and "not" are checked of every part (`verify.py`). Here, its words: nearly all that carry meaning must
stand in the quotes, and the rest in the question or among the words that sentences about any job are built with.
"""

import re
from collections.abc import Sequence

from bot.language import language
from bot.page import stem
from bot.phrases import NO, YES
from bot.question import content_words

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
        return len(text) <= _LONGER * sum(map(len, quotes))
    held = {stem(word) for quote in quotes for word in content_words(quote)}
    own = [stem(word) for word in content_words(text)]
    lacking = [word for word in own if word not in held and word not in _ABOUT_ANY_JOB]
    asked = {stem(word) for word in content_words(question)}
    meant = [word for word in own if word in held or word not in _ABOUT_ANY_JOB]
    return bool(meant) and len(lacking) <= (1 - _HELD) * len(meant) and all(word in asked for word in lacking)
