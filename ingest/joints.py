"""Where one line ends and the next begins inside a run of letters ("teamOur", "ToolsTeamOpen")."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from ingest import headings
from ingest.lexicon import OPENERS, PART, Words

NAME_PREFIXES = frozenset("Mc Mac De Di Du La Le Van Von Fitz Saint Del Los".split())


def joints(text: str, run: re.Match[str], words: Words) -> Iterator[int]:
    """Offsets in a run of letters of `text` where a line end was lost."""
    if words.is_written_so(run[0]):
        return
    units = _units(PART.findall(run[0]), words)
    at = 0
    for left, right in pairwise(units):
        at += len(left)
        if _Joint(text, run, left, right, len(units), at == len(left), words).is_line_end():
            yield at


def _units(parts: list[str], words: Words) -> list[str]:
    """Parts with the names among them put together again: About|Open|AI|Open|AI is About|OpenAI|OpenAI."""
    costs, sizes = [0.0], [0]
    for end in range(1, len(parts) + 1):
        options = [
            (costs[end - size] + _price("".join(parts[end - size : end]), size, words), size)
            for size in range(1, min(4, end) + 1)
        ]
        cost, size = min(options)
        costs.append(cost)
        sizes.append(size)
    units: list[str] = []
    end = len(parts)
    while end:
        units.append("".join(parts[end - sizes[end] : end]))
        end -= sizes[end]
    return units[::-1]


def _price(unit: str, size: int, words: Words) -> float:
    if size == 1:
        return 1.0 if words.is_word(unit) else 2.0 if len(unit) > 3 or (unit.isupper() and len(unit) > 1) else 3.0
    if words.is_written_so(unit):
        return 1.4
    return 2.9 + size if size > 2 else 4.2


@dataclass(frozen=True, slots=True)
class _Joint:
    """Two neighbours among the `units` words of a run; `first` where `left` opens the run."""

    text: str
    run: re.Match[str]
    left: str
    right: str
    units: int
    first: bool
    words: Words

    def is_line_end(self) -> bool:
        sure = self._by_letters()
        if sure is None and self.first and self.left[0].islower():
            return self._is_known_end()
        return self._by_words() if sure is None else sure

    def _by_letters(self) -> bool | None:
        """What single letters and the beginnings of names tell."""
        before = self.text[self.run.start() - 1 : self.run.start()]
        if len(self.left) == 1 and self.left.islower() and before.isdigit():
            return self.words.is_word(self.right)  # "£1mWorking"
        if self.left in ("C", "R"):  # the languages, at the end of a line
            return self.words.frequency(self.right) >= 3.5
        if self.left in NAME_PREFIXES or (len(self.left) == 1 and self.left.islower()):
            return False
        if not self.words.is_word(self.right) and len(self.right) < 4 and not self.right.isupper():
            return False
        return None

    def _is_known_end(self) -> bool:
        return self.words.is_word(self.left) or len(self.left) >= 4 or self.left in self.words.free

    def _by_words(self) -> bool:
        """Two words with capitals: a heading and its paragraph, or a name?"""
        if self.left == re.sub(r"['’]s$", "", self.right):
            return True
        if self.units >= 4 or self.right.casefold() in OPENERS:
            return self.words.is_word(self.left) or len(self.left) >= 3
        if self.units == 2 and self._is_name():
            return False
        if self.first and self._before() != " " and headings.known(self.left):
            return True
        if self.units == 2 and self._is_listed() and not self._is_in_title():
            return False
        return self._are_known()

    def _are_known(self) -> bool:
        if self.left.isupper() and len(self.left) > 1:
            return self.words.frequency(self.right) >= 3
        known = self.words.is_word(self.left) + self.words.is_word(self.right)
        if self.units >= 3:
            return known >= 1
        return known == 2 or (known == 1 and min(len(self.left), len(self.right)) >= 3)

    def _before(self) -> str:
        return self.text[self.run.start() - 1 : self.run.start()]

    def _is_listed(self) -> bool:
        """Whether the run is one of a list of names ("CloudWatch, CodePipeline")."""
        return self.text[self.run.end() : self.run.end() + 1] in (",", ")", "/", ";")

    def _is_in_title(self) -> bool:
        """Whether the words before the run begin with capitals, as those of a title or heading do."""
        words = [word for word in self._words_before()[-4:] if word[0].isalnum()][-2:]
        if len(words) < 2 or any(word[-1] in ",;:." for word in words):
            return False
        return all(word[0].isupper() or len(word) <= 3 for word in words) and any(word[0].isupper() for word in words)

    def _is_name(self) -> bool:
        """Whether two usual words are a name for where they stand: opening a sentence, or amid small words."""
        if self._before() != " ":
            return False
        before = self._words_before()
        if not before or before[-1][-1] in ".!?":
            return not headings.known(self.left)
        usual = self.words.frequency(self.left) >= 4.5
        return before[-1].islower() and usual and not _ends_heading([*before, self.left])

    def _words_before(self) -> list[str]:
        return self.text[max(0, self.run.start() - 60) : self.run.start()].split()


def _ends_heading(words: list[str]) -> bool:
    """Whether the last of the words are a heading ("About the Team")."""
    for size in range(2, min(7, len(words) + 1)):
        opening = re.split(r"(?<=[a-zß-öø-ÿ.!?:)])(?=[A-ZÀ-ÖØ-Þ])", words[-size])[-1]
        if opening[:1].isupper() and headings.known(" ".join([opening, *words[len(words) - size + 1 :]])):
            return True
    return False
