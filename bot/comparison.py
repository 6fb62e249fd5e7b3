"""Two postings or more beside each other: what each says of pay, place and the rest, or of what was asked."""

import re
from collections.abc import Callable, Sequence

from bot import phrases
from bot.answer import Answer, Part, PostingRef
from bot.board import Board
from bot.draft import Draft
from bot.evidence import evidence, is_answered
from bot.finding import Span
from bot.page import stem
from bot.question import content_words, words
from bot.reader import Reading
from bot.scope import named, of_own_name
from bot.topic import lexicon
from ingest.posting import Fact

_COMPARES = re.compile(
    r"\b(?:compar\w+|differen\w+|différen\w+|diferencia|unterschied\w*|differs?|versus|vs|stack\w* up|better|between"
    r"|both|each|two|either|which (?:of|one|pays|is|has|offers|closes|needs|requires|wants|do|does)|or|than|than the)\b"
)
_ANDS = re.compile(
    r"\b(?:compared (?:to|with)|stack\w* up (?:against|to|with)|and|vs\.?|versus|or|than|against|und|et|y|with|from)\b",
    re.IGNORECASE,
)
_COMMAS = re.compile(rf"{_ANDS.pattern}|[,;/?]", re.IGNORECASE)
_SEVERAL = re.compile(r"\b(?:two|both|each|these|deux|zwei|dos|beiden|differen\w+|différen\w+|compar\w+)\b")
_SAME = re.compile(r"\b(?:the|that|this)? ?(?:one|other|role|job)\b")
_SETS = re.compile(
    r"\b(?:compar\w+(?: (?:to|with))?|vs|versus|(?:who|which)(?: one| job| role| of them)? (?:gives|offers|has)"
    r"|more|better|(?:in|for|of) (?:each|both)|each|both|between)\b|^(?:(?:or|and|than) )+|(?: (?:or|and|than))+$"
)
_ENDS = re.compile(r"(?: (?:for|of|at|in|on|with|between|to|the|an?|and|or|than|vs|job|role|one))+$")
_GENERAL = re.compile(rf"{_COMPARES.pattern}|^(?:what\W?s|tell|show|jobs?|roles?|positions?|postings?|ones?|other)$")
_MOST = 4
_DEFAULT = ("salary", "location", "workplace", "employment_type", "experience_years", "deadline")


def compared(message: str, board: Board) -> tuple[str, ...]:
    """The postings that the message sets beside each other; none where it does not."""
    text = message.lower()
    if not _COMPARES.search(text):
        return ()
    ids = next((found for parts in (_ANDS, _COMMAS) if len(found := _each(parts.split(message), board)) > 1), ())
    if not ids and _SEVERAL.search(text):
        ids = named(message, board)
    return ids[:_MOST] if 1 < len(ids) <= 2 * _MOST else ()


def _each(parts: Sequence[str], board: Board) -> tuple[str, ...]:
    """The posting that each part names; "the one at Bolt" is of the title that was named before it."""
    found: list[str] = []
    title = ""
    for part in parts:
        one = named(part, board) or of_own_name(part, board)
        if len(one) != 1 and title and _SAME.search(part.lower()):
            one = named(f"{title} at {part}", board)
        if len(one) == 1:
            found += one
            title = title or board.postings[one[0]].title
    return tuple(dict.fromkeys(found))


def comparison(message: str, ids: Sequence[str], board: Board, read: Callable[[str, str], Sequence[Reading]]) -> Answer:
    """`read` reads one posting for a question, where that asks for what no fact tells."""
    draft = Draft()
    plain = _without_names(message, ids, board)
    topics = lexicon().topics_of(plain)
    asked = " ".join(_SETS.sub(" ", plain).split()) or message
    general = not topics and not [word for word in content_words(asked) if not _GENERAL.search(word)]
    for name in dict.fromkeys(name for topic in topics for name in sorted(topic.facts)) if not general else _DEFAULT:
        _write_fact(draft, name, ids, board, most=2 if topics or name == "salary" else 1)
    if not draft.citations or any(not topic.facts for topic in topics):
        _write_read(draft, ids, asked, read)
    refs = tuple(PostingRef(id, board.postings[id].title, draft.numbers(id)) for id in ids)
    if not draft.citations:
        return Answer(message, "not_stated", "silent", (Part(phrases.SILENT),), postings=refs)
    return Answer(message, "answered", None, tuple(draft.parts), tuple(draft.citations), refs)


def _without_names(message: str, ids: Sequence[str], board: Board) -> str:
    """What is asked of them all: the message without the words that name one of them."""
    names = {stem(word) for id in ids for word in (*words(board.postings[id].title), *board.names[id])}
    return _ENDS.sub("", " ".join(word for word in words(message) if stem(word) not in names)) or message


def _write_fact(draft: Draft, name: str, ids: Sequence[str], board: Board, most: int) -> None:
    """A row for each posting that states the fact, under its label."""
    rows = {id: _spans([fact for fact in board.posting(id).facts if fact.name == name])[:most] for id in ids}
    if any(rows.values()):
        draft.say(phrases.label(name))
        for id, spans in rows.items():
            for span in dict.fromkeys(spans):
                draft.row(board.posting(id), [span], quoted=True)
        if not all(rows.values()):
            draft.say(phrases.OTHERS_SILENT)


def _spans(facts: Sequence[Fact]) -> list[Span]:
    """Of facts that say the same, the shortest."""
    shortest: dict[str, Fact] = {}
    for fact in facts:
        said = shortest.setdefault(repr(fact.value), fact)
        shortest[repr(fact.value)] = min(said, fact, key=lambda fact: fact.end - fact.start)
    return [(fact.start, fact.end) for fact in shortest.values()]


def _write_read(draft: Draft, ids: Sequence[str], asked: str, read: Callable[[str, str], Sequence[Reading]]) -> None:
    """What each posting says of what no fact tells."""
    read_anyhow = not draft.citations
    answering = {
        id: [
            reading for reading in read(id, asked)
            if is_answered(reading) and (read_anyhow or any(not topic.facts for topic in reading.ask.topics))
        ]
        for id in ids
    }  # fmt: skip
    if any(answering.values()):
        draft.say(phrases.label(""))
        for readings in answering.values():
            for reading in readings:
                draft.quoted(reading.page.posting, evidence(reading)[:2])
        if not all(answering.values()):
            draft.say(phrases.OTHERS_SILENT)
