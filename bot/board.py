"""The whole board: every posting of one snapshot with its facts and its text, and whether it is open."""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from datetime import date
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bot.closing import as_of
from bot.finding import Finding, Span
from bot.gazetteer import COUNTRIES_OF, areas, countries_named, is_large_city, placed
from bot.measures import MEASURES
from bot.page import stem as _stem
from bot.question import content_words, parts, words
from bot.reader import BOARD, over_board
from bot.survey import Said, survey
from ingest.index import Index, PostingSummary
from ingest.posting import Fact, Posting, Sentence

_IN_CITY = re.compile(
    r"\b(?i:based in|located in|offices? in|kantoor in|bureaux? à|standort|büro in|headquarters in"
    r"|work from our) (?P<city>[A-ZÀ-Þ][\w'’-]+(?: [A-ZÀ-Þ][\w'’-]+)?)"
)
_OF_CITY = re.compile(
    r"\b(?:University|College|Museum|City) of (?P<city>[A-ZÀ-Þ][\w'’-]+(?: [A-ZÀ-Þ][\w'’-]+)?)"
    r"|\b(?P<before>[A-ZÀ-Þ][\w'’-]+) (?:University|Institute) of (?=[A-Z])"
)
_OPENING = 1200
"""Characters from the start in which a posting says whose it is: "the University of Regina"."""
_EMPLOYER = re.compile(r"^(?:company|employer|organi[sz]ation|unternehmen): (?P<name>.{2,80})$", re.I | re.M)


_SEVERAL = 3
"""Employers from which a board is one of many."""
_ANYBODYS = re.compile(r"(?:gmail|googlemail|yahoo|hotmail|outlook|live|icloud|aol|gmx|web|proton(?:mail)?)\.")
"""Domains of mail that tell no employer."""
_LINE = 120
"""Characters of a line under the title that may be no more than a place."""


def _is_placed(line: str) -> bool:
    """Whether a line names a country or a state, and no sentence: "Merrowell - Lisbon, Portugal (Hybrid)"."""
    return not line.rstrip().endswith((".", "!", "?")) and any(len(key) == 2 or "-" in key for key in areas(line))


class Board:
    """The postings of one snapshot on a day; FAQ pages are not among them."""

    def __init__(self, index: Index, today: date) -> None:
        self.today = today
        self._index = index
        summaries = as_of(index.summaries(), index.deadlines(), today)
        self.postings = {summary.id: summary for summary in summaries if summary.kind == "posting"}
        self._read: dict[str, Posting] = {}
        self._measured: dict[str, dict[str, list[Fact]]] = {}

    @cached_property
    def _facts(self) -> dict[str, tuple[Fact, ...]]:
        return {id: facts for id, facts in self._index.facts().items() if id in self.postings}

    @cached_property
    def _texts(self) -> dict[str, str]:
        return {id: text for id, text in self._index.texts().items() if id in self.postings}

    def open(self) -> list[PostingSummary]:
        return [summary for summary in self.postings.values() if summary.status == "open"]

    def facts(self, name: str) -> dict[str, list[Fact]]:
        """The facts of that name, by posting; `time_off` and `weekly_hours` are read from the text here."""
        if name in MEASURES:
            if name not in self._measured:
                self._measured[name] = MEASURES[name](self)
            return self._measured[name]
        found = {id: [fact for fact in facts if fact.name == name] for id, facts in self._facts.items()}
        return {id: facts for id, facts in found.items() if facts}

    def values(self, *names: str) -> list[Any]:
        """All values that facts of these names have on the board."""
        return [fact.value for facts in self._facts.values() for fact in facts if fact.name in names]

    def posting(self, id: str) -> Posting:
        if id not in self._read:
            self._read[id] = self._index.posting(id)
        return self._read[id]

    def matching(self, pattern: re.Pattern[str]) -> dict[str, list[Sentence]]:
        """The sentences that match, in reading order, by posting."""
        found = {}
        for id, text in self._texts.items():
            at = [match.start() for match in pattern.finditer(text)]
            if at:
                sentences = self.posting(id).sentences
                starts = [sentence.start for sentence in sentences]
                held = {max(0, bisect_right(starts, start) - 1) for start in at}
                found[id] = [sentences[i] for i in sorted(held)]
        return found

    def is_asked(self, text: str) -> bool:
        """Whether a normalised question is put to the whole board, by its meaning."""
        return over_board(self._index, text) >= BOARD

    @cached_property
    def title_vectors(self) -> NDArray[np.float32]:
        """(postings, dimension), in the board's order"""
        return self._index.embedder.embed(list(self.titles().values()))

    def survey(self, question: str, subject: Sequence[str]) -> list[Said]:
        """What each posting says to a question, the best first; `subject` are its words that tell."""
        return survey(self._index, self, question, subject)

    def title_span(self, id: str) -> tuple[Span, ...]:
        """Where the posting states its title; its first sentence where the title is its file's name."""
        posting = self.posting(id)
        at = posting.text.find(posting.title)
        first = posting.sentences[:1]
        return ((at, at + len(posting.title)),) if at >= 0 else tuple((s.start, s.end) for s in first)

    def text_of(self, id: str, sentence: Sentence) -> str:
        return self._texts[id][sentence.start : sentence.end]

    def heading_of(self, id: str, sentence: Sentence) -> str:
        """What stands above a sentence: its section's heading and the line that leads its list."""
        lead = self._texts[id][slice(*sentence.lead)] if sentence.lead else ""
        return f"{self.posting(id).sections[sentence.section].heading}\n{lead}"

    @cached_property
    def vocabulary(self) -> frozenset[str]:
        """Words of titles, places, employers, departments and teams: spelt so, they are no typos."""
        said = [*self.titles().values(), *(place for places in self.values("location") for place in places)]
        said += [name for name, _ in self.employer_lines.values()]
        return frozenset(word for text in [*said, *self.values("department", "team")] for word in words(text))

    @cached_property
    def sides(self) -> dict[str, list[str]]:
        """Department and team of each posting."""
        return {
            id: [str(fact.value) for fact in facts if fact.name in ("department", "team")]
            for id, facts in self._facts.items()
        }

    @cached_property
    def names(self) -> dict[str, frozenset[str]]:
        """Words by which one posting is told from another of its title: its file's name, places, department, team."""
        found = {}
        for id, summary in self.postings.items():
            places = [place for place, _ in self.places.get(id, ())]
            said = [re.sub(r"[_-]", " ", summary.external_id), *places, *self.sides.get(id, ()), self._employer(id)]
            found[id] = frozenset(word for text in said for word in words(text) if len(word) > 1)
        return found

    @cached_property
    def employers(self) -> dict[str, list[str]]:
        """What each posting's employer is called, in small words: by its field, or by a part of its file's name."""
        found = {}
        for id, summary in self.postings.items():
            parts = [" ".join(words(re.sub(r"-", " ", part))) for part in summary.external_id.split("_")]
            title = set(words(summary.title))
            named = [part for part in parts if len(part) > 3 and part.isascii() and not set(part.split()) & title]
            named = [" ".join(words(self._employer(id))), *(part for part in named if not re.search(r"\d", part))]
            found[id] = [name for name in named if name]
        return found

    @cached_property
    def employer_lines(self) -> dict[str, tuple[str, Span]]:
        """What a field or a line calls each posting's employer, and where."""
        found = {id: _EMPLOYER.search(text) for id, text in self._texts.items()}
        return {id: (line["name"], line.span()) for id, line in found.items() if line}

    def _employer(self, id: str) -> str:
        return self.employer_lines.get(id, ("", (0, 0)))[0]

    @cached_property
    def has_several_employers(self) -> bool:
        """Whether the postings are of many, by what a field calls them, else by the domain that one writes to."""
        told = Counter(self._employer(id).lower() or self._domain(id) for id in self.postings)
        del told[""]
        return len(told) >= _SEVERAL and max(told.values()) * 2 <= told.total()

    def _domain(self, id: str) -> str:
        addresses = (str(f.value).partition("@")[2].lower() for f in self._facts.get(id, ()) if f.name == "contact")
        return next((domain for domain in addresses if domain and not _ANYBODYS.match(domain)), "")

    def cities_named(self, keys: frozenset[str]) -> dict[str, Finding]:
        """Postings without a typed place that are said to be in a large city there: "our office in Rotterdam"."""
        placed = self.facts("location")
        found = {}
        for id in self.postings.keys() - placed.keys():
            text = self._texts[id]
            said = [*_IN_CITY.finditer(text), *_OF_CITY.finditer(text, 0, _OPENING)]
            spans = [m.span() for m in said if any(is_large_city(name, keys) for name in m.groups("") if name)]
            if spans:
                starts = [sentence.start for sentence in self.posting(id).sentences]
                held = {max(0, bisect_right(starts, start) - 1) for start, _ in spans}
                sentences = [self.posting(id).sentences[i] for i in sorted(held)]
                found[id] = Finding(True, tuple((s.start, s.end) for s in sentences))
        return found

    @cached_property
    def title_stems(self) -> Counter[str]:
        """In how many titles each stem stands."""
        return Counter(stem for title in self.titles().values() for stem in set(map(_stem, parts(title))))

    def names_a_job(self, word: str) -> bool:
        """Whether some title, department or team holds the word."""
        return self.title_stems[_stem(word)] > 0 or _stem(word) in self._side_stems

    def tells_apart(self, word: str) -> bool:
        """Whether a word may say which posting is meant: of a title, a place, a department or a file's name."""
        return self.names_a_job(word) or any(word in names for names in self.names.values())

    @cached_property
    def _side_stems(self) -> frozenset[str]:
        return frozenset(_stem(word) for sides in self.sides.values() for side in sides for word in content_words(side))

    def speaks_of(self, id: str, word: str) -> bool:
        return re.search(rf"(?<!\w){re.escape(word)}(?!\w)", self._texts[id], re.IGNORECASE) is not None

    @cached_property
    def spoken(self) -> frozenset[str]:
        """Every word of every posting."""
        return frozenset(word for text in self._texts.values() for word in words(text))

    @cached_property
    def stems(self) -> frozenset[str]:
        return frozenset(map(_stem, self.spoken))

    @cached_property
    def places(self) -> dict[str, list[tuple[str, Span]]]:
        """Where each posting says that it is: its typed places, else the lines under its title that name one."""
        found = {}
        for id in self.postings:
            typed = [f for f in self._facts.get(id, ()) if f.name == "location"]
            named = [(str(place), (fact.start, fact.end)) for fact in typed for place in fact.value]
            found[id] = [row for row in named if areas(row[0])] or [*self._head_places(id), *named]
        return {id: self._settled(id, rows) for id, rows in found.items() if rows}

    def _settled(self, id: str, rows: list[tuple[str, Span]]) -> list[tuple[str, Span]]:
        """Towns that are named alone lie in the country that the posting's other places name, or that its pay is of."""
        named = frozenset().union(*(countries_named(place) for place, _ in rows))
        paid = {fact.value["currency"] for fact in self._facts.get(id, ()) if fact.name == "salary"}
        countries = named or frozenset().union(*(COUNTRIES_OF.get(currency, "").split() for currency in paid))
        return [(placed(place, countries), span) for place, span in rows]

    def _head_places(self, id: str) -> list[tuple[str, Span]]:
        head = self.posting(id).sections[0]
        rows, start = [], head.start
        for line in self._texts[id][head.start : head.end].split("\n"):
            if 0 < len(line) < _LINE and line.strip() != self.postings[id].title and _is_placed(line):
                rows.append((line, (start, start + len(line.rstrip()))))
            start += len(line) + 1
        return rows

    def titles(self) -> dict[str, str]:
        return {id: summary.title for id, summary in self.postings.items()}
