"""What stands beside a quoted sentence and belongs to it: "It must be returned if you resign within twelve months."

A sentence is judged alone. One that goes on from its neighbour says little by itself, so it is scored low, although
it is half of the answer: a condition, an exception, what "it" is.
"""

import re
from collections.abc import Iterator, Sequence

from bot.reader import Reading

_LEAST = 0.02
"""Score from which a neighbour is quoted too; far less than a sentence needs that stands elsewhere."""
_LEANS = re.compile(
    r"(?:it|this|that|these|those|they|such|both|neither|either|but|however|otherwise|elsewhere|instead|exceptions?"
    r"|except|unless|if (?:you|it|this|that|they|so|not))\b",
    re.IGNORECASE,
)
"""How a sentence begins that says nothing without the one before it."""


def in_context(reading: Reading, chosen: Sequence[int], most: int) -> list[int]:
    """`chosen`, each between the neighbours that belong to it; about `most` words in all."""
    texts = reading.page.texts
    left = most - sum(len(texts[i].split()) for i in chosen)
    placed: list[int] = []
    for i in chosen:
        beside = [k for k in _beside(reading, i) if k not in chosen and k not in placed]
        kept = []
        for k in beside:
            if (length := len(texts[k].split())) <= left:
                kept.append(k)
                left -= length
        placed += sorted([i, *kept])
    return placed


def _beside(reading: Reading, i: int) -> Iterator[int]:
    """The sentences after and before, of the same line, that belong to sentence `i`."""
    sentences, page = reading.page.posting.sentences, reading.page
    for other, later in ((i + 1, i + 1), (i - 1, i)):
        if later == 0 or later == len(sentences) or not page.quotable[other]:
            continue
        between = page.posting.text[sentences[later - 1].end : sentences[later].start]
        leans = _LEANS.match(page.texts[later]) is not None
        if not between.strip(" ") and (leans or reading.scores[other] >= _LEAST):
            yield other
