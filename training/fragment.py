"""Evidence in third-party text without the text: a fragment is kept as its place, its count of words and their hash.

`key("4% matching contributions", at=1200)` -> "1200:3:9f2c41d07ab3". The place is where the fragment began when it was
written; it only chooses among several finds, so a better reading of the document does not lose the question.
"""

import hashlib
import re
from collections.abc import Sequence

_WORD = re.compile(r"\w+")


def key(fragment: str, at: int) -> str:
    words = _words(fragment)
    return f"{at}:{len(words)}:{_hash(words)}"


def find(sentences: Sequence[tuple[int, str]], key: str) -> int | None:
    """The index of the sentence, of those given as (start, text), that holds the fragment; None where none does."""
    at, size, digest = int(key.split(":")[0]), int(key.split(":")[1]), key.split(":")[2]
    found = []
    for i, (start, text) in enumerate(sentences):
        words = _words(text)
        if any(_hash(words[k : k + size]) == digest for k in range(len(words) - size + 1)):
            found.append((abs(start - at), i))
    return min(found)[1] if found else None


def _words(text: str) -> list[str]:
    return [word.casefold() for word in _WORD.findall(text)]


def _hash(words: Sequence[str]) -> str:
    return hashlib.sha256(" ".join(words).encode()).hexdigest()[:12]
