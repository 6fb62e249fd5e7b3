"""What every posting says to one question: of each the sentence that answers it best, read beside the question.

The sentences worth reading are those that hold the question's words or state its topic, and those of the passages that
come nearest in meaning.
"""

import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from bot.cross_encoder import open_cross_encoder
from bot.finding import NO_DENIAL, Span
from bot.page import above, stem
from bot.topic import lexicon
from bot.verify import NEGATION
from ingest.index import Index
from ingest.posting import Posting

if TYPE_CHECKING:
    from bot.board import Board

_EACH = 8
"""Sentences of a posting that are read, at most…"""
_ALL = 160
"""…and of all postings; each takes 2.5 ms."""
_POSTINGS, _HITS = 100, 400
"""Postings that are read: of a larger board those that hold most of the words or come nearest; passages found so."""
_BY_WORDS, _PASSAGES = 5, 3
"""Of a posting: the sentences with most of the words, and those of its nearest passages."""
_LIKE = 0.5
"""Cosine from which a title means what is looked for."""
_LONG, _NEARLY = 6, 88
"""Letters of a word that may be misspelt, at least, and how like its right spelling it is (0 to 100)."""
_CLAUSE = re.compile(r"[;,.:]|\b(?:and|but)\b")
_LIKELY = 0.05
"""Chance of the whole question from which a sentence is read with the bare words too."""
_DENIES, _DOUBTS = -2.2, 0.5
"""Log-odds of a "yes" under which a sentence says no, and under which one with a "not" does: "no licence needed"."""


@dataclass(frozen=True, slots=True)
class Said:
    """A posting's best sentence: its chance to answer (0 to 1), the share of the question's words that it holds."""

    id: str
    span: Span
    chance: float
    held: float
    denies: bool
    titled: bool = False
    """whether it is the title, which means what is looked for: "lawyer", "Legal Counsel" """

    @property
    def score(self) -> float:
        return (self.chance + self.held) / 2


@dataclass(frozen=True, slots=True)
class _Candidate:
    id: str
    span: Span
    text: str
    held: float
    near: float


def survey(index: Index, board: "Board", question: str, subject: Sequence[str]) -> list[Said]:
    """The best first. `subject` are the words of the question that tell what is looked for."""
    found = list(_candidates(index, board, question, subject))
    found.sort(key=lambda one: (-one.held, -one.near))
    found = found[:_ALL]
    if not found:
        return []
    texts = list(dict.fromkeys(one.text for one in found))  # boilerplate stands in many postings
    marks = dict(zip(texts, _marks(index, question, " ".join(subject), texts), strict=True))
    best: dict[str, Said] = {}
    asks_for_no = NEGATION.search(question) is not None
    for one in found:
        chance, yes = marks[one.text]
        said = Said(
            one.id, one.span, float(chance), one.held, denies=not asks_for_no and _denies(one.text, yes, subject)
        )
        best[one.id] = max(best.get(one.id, said), said, key=lambda said: said.score)
    for said in _titled(index, board, " ".join(subject)):
        best[said.id] = max(best.get(said.id, said), said, key=lambda said: said.score)
    return sorted(best.values(), key=lambda said: -said.score)


def _denies(text: str, yes: float, subject: Sequence[str]) -> bool:
    """By the reader's mark, or by a "not" in the clause that speaks of the subject."""
    words = [spoken(word) for word in subject]
    clauses = _CLAUSE.split(NO_DENIAL.sub(" ", text))
    about = [clause for clause in clauses if any(word.search(clause) for word in words)] or clauses
    return yes < _DENIES or (yes < _DOUBTS and any(map(NEGATION.search, about)))


def _marks(index: Index, question: str, words: str, texts: Sequence[str]) -> NDArray[np.float64]:
    """(texts, 2): the chance that it answers, and how far it says "yes"; by likeness where the reader is missing.

    The question is read as it was put, and as its bare words: where both find the same, it is seldom wrong.
    """
    if (reader := open_cross_encoder()) is None:
        asked, *said = index.embedder.embed([question, *texts])
        return np.array([(max(0.0, float(vector @ asked)), 0.0) for vector in said])
    whole, yes = reader.marks(question, texts).astype(np.float64).T
    chance = 1 / (1 + np.exp(-whole))
    if words and len(likely := np.flatnonzero(chance >= _LIKELY)):
        bare = reader.marks(words, [texts[int(i)] for i in likely]).astype(np.float64)[:, 0]
        chance[likely] = np.sqrt(chance[likely] / (1 + np.exp(-bare)))
    return np.column_stack([chance, yes])


def _titled(index: Index, board: "Board", words: str) -> Iterator[Said]:
    """The titles that mean nearly what the words say."""
    if not words:
        return
    likeness = board.title_vectors @ index.embedder.embed([words])[0]
    for id, near in zip(board.postings, map(float, likeness), strict=True):
        if near >= _LIKE:
            yield from (Said(id, span, 1.0, near, denies=False, titled=True) for span in board.title_span(id)[:1])


def _candidates(index: Index, board: "Board", question: str, subject: Sequence[str]) -> Iterator[_Candidate]:
    held = _held(board, question, subject)
    near: dict[str, list[tuple[float, Span]]] = {}
    for hit in index.search(question, k=min(len(board.postings) * _EACH, _HITS)):
        near.setdefault(hit.passage.posting_id, []).append((hit.dense, (hit.passage.start, hit.passage.end)))
    best = {
        id: (max(held.get(id, {}).values(), default=0.0), max(near.get(id, [(0.0, (0, 0))]))) for id in board.postings
    }
    for id in sorted(best, key=lambda id: best[id], reverse=True)[:_POSTINGS]:
        posting = board.posting(id)
        passages = sorted(near.get(id, ()), reverse=True)[:_PASSAGES]
        by_words = sorted(held.get(id, {}).items(), key=lambda one: -one[1])[:_BY_WORDS]
        wanted = dict.fromkeys(span for span, _ in by_words)
        for _, (start, end) in passages:
            inside = (s for s in posting.sentences if start <= s.start < end and not s.heading)
            wanted |= dict.fromkeys((s.start, s.end) for s in inside)
        nearest = passages[0][0] if passages else 0.0
        for span in list(wanted)[:_EACH]:
            yield _Candidate(id, span, _headed(posting, span), held.get(id, {}).get(span, 0.0), nearest)


def _held(board: "Board", question: str, subject: Sequence[str]) -> dict[str, dict[Span, float]]:
    """Of each posting the sentences with any of the words, and the share of their weight: rare words weigh more.

    A word that names a benefit is held by whatever states it: "creche" by "child care subsidies".
    """
    total = len(board.postings)
    shares: dict[str, dict[Span, float]] = {}
    topics = [topic for topic in lexicon().topics_of(question) if topic.within == "benefits"]
    patterns = {
        word: [spoken(_as_written(word, board)), *(t.state for t in topics if t.ask.search(word))] for word in subject
    }
    weights: dict[str, float] = {}
    for word, several in patterns.items():
        hits: dict[str, set[Span]] = {}
        for pattern in several:
            for id, sentences in board.matching(pattern).items():
                hits.setdefault(id, set()).update((s.start, s.end) for s in sentences)
        weights[word] = math.log(1 + total / max(1, len(hits)))
        for id, spans in hits.items():
            for span in spans:
                own = shares.setdefault(id, {})
                own[span] = own.get(span, 0.0) + weights[word]
    whole = sum(weights.values())
    return {id: {span: share / whole for span, share in own.items()} for id, own in shares.items()}


def _as_written(word: str, board: "Board") -> str:
    """The word as the postings spell it: "aprenticeship" is not in them, "apprenticeship" is."""
    from rapidfuzz import fuzz, process

    if len(word) < _LONG or word in board.spoken or stem(word) in board.stems:
        return word
    found = process.extractOne(word, board.spoken, scorer=fuzz.ratio, score_cutoff=_NEARLY)
    return str(found[0]) if found else word


def _headed(posting: Posting, span: Span) -> str:
    """The sentence behind what stands above it."""
    sentence = next((s for s in posting.sentences if (s.start, s.end) == span), None)
    text = posting.text[slice(*span)]
    return f"{above(posting, sentence)}: {text}" if sentence else text


def spoken(word: str) -> re.Pattern[str]:
    base = stem(word) if len(word) > 4 else word
    base = base if word.startswith(base) else base[:-1]  # "queri" is no part of "query"
    return re.compile(rf"(?<!\w){re.escape(base)}\w{{0,4}}(?!\w)", re.IGNORECASE)
