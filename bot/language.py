"""Which language a question is written in: English, German, French or Spanish, by how usual its words are there."""

import re
from functools import lru_cache
from typing import Literal

Language = Literal["en", "de", "fr", "es"]
_LANGUAGES: tuple[Language, ...] = ("en", "de", "fr", "es")
_LEAD = 1.0
"""By how much (Zipf scale, mean of the words) another language must be the likelier one: job words are English."""


@lru_cache(maxsize=1024)
def language(text: str) -> Language:
    """ "Wie hoch ist das Gehalt?" -> "de"; English where it is not plainly another one."""
    words = re.findall(r"[^\W\d_]+(?:['’][^\W\d_]+)?", text.lower())
    if len(words) < 2 or _likeness(words, "en") > 5.2:
        return "en"
    best = max(_LANGUAGES, key=lambda code: _likeness(words, code))
    return best if _likeness(words, best) >= _likeness(words, "en") + _LEAD else "en"


def _likeness(words: list[str], code: Language) -> float:
    from wordfreq import zipf_frequency

    return sum(zipf_frequency(word, code, wordlist="small") for word in words) / len(words)
