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
from bot.question import Ask, content_words, words
from bot.reader import Reading
from bot.scope import named, of_own_name
from bot.spelling import is_everyday
from bot.topic import lexicon
from ingest.posting import Fact

_COMPARES = re.compile(
    r"\b(?:compar\w+|differen\w+|différen\w+|diferencia|unterschied\w*|differs?|versus|vs|stack\w* up|better|between"
    r"|against|beside|alongside|side by side"
    r"|both|each|two|either|which (?:of|one|pays|is|has|offers|closes|needs|requires|wants|do|does)|or|than|than the)\b"
)
_ANDS = re.compile(
    r"\b(?:compared (?:to|with)|stack\w* up (?:against|to|with)|set against|beside|alongside|next to|and|vs\.?"
    r"|versus|or|than|against|und|et|y|with|from)\b",
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
_PIECES = re.compile(r"[,;?!:]|\.(?:\s|$)|\s-\s|\b(?:and|plus|as well as)\b|[&+]")
_HOURS = re.compile(r"\bhours?\b|\bwork(?:ing)? week\b")
_ASKS = re.compile(r"\b(?:what|which|who|when|where|how|is|are|do|does|can)\b")
_WORD = re.compile(r"[^\W_]+(?:[.'’-][^\W_]+)*")
_ASKED = 6
_EACH = 2
"""Facts, and sentences beside them, that a row shows of one posting."""
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
        if len(one) != 1 and (only := _of_one(part, board)):
            one = (only,)
        if len(one) != 1 and title and _SAME.search(part.lower()):
            one = named(f"{title} at {part}", board)
        if len(one) == 1:
            found += one
            title = title or board.postings[one[0]].title
    return tuple(dict.fromkeys(found))


def _of_one(part: str, board: Board) -> str | None:
    """The posting of which alone the part says a word of the title, or the place: "the vet job in Kilkenny"."""
    found = set()
    for word in content_words(part):
        titled = {id for id, title in board.titles().items() if word in words(title)}
        holding = titled | {id for id, names in board.names.items() if word in names}
        if len(holding) == 1 and (not is_everyday(word) or titled):
            found |= holding
    return found.pop() if len(found) == 1 else None


def comparison(message: str, ids: Sequence[str], board: Board, read: Callable[[str, str], Sequence[Reading]]) -> Answer:
    """`read` reads one posting for each question of a message."""
    draft = Draft()
    plain = _without_names(message, ids, board)
    asked = " ".join(_SETS.sub(" ", plain).split()) or message
    if lexicon().topics_of(plain) or [word for word in content_words(asked) if not _GENERAL.search(word)]:
        for question in _questions(asked):
            readings = [read(id, question)[0] for id in ids]
            said = [_said(reading, board) for reading in readings]
            if any(said) or readings[0].ask.topics:
                _write_row(draft, label(readings[0].ask), ids, said, board)
    else:
        for name in _DEFAULT:
            stated = [[fact for fact in board.posting(id).facts if fact.name == name] for id in ids]
            most = 2 if name == "salary" else 1
            if any(stated):
                _write_row(draft, phrases.label(name), ids, [_spans(facts)[:most] for facts in stated], board)
    refs = tuple(PostingRef(id, board.postings[id].title, draft.numbers(id)) for id in ids)
    if not draft.citations:
        return Answer(message, "not_stated", "silent", (Part(phrases.SILENT),), postings=refs)
    return Answer(message, "answered", None, tuple(draft.parts), tuple(draft.citations), refs)


def _questions(asked: str) -> list[str]:
    """ "pay, and is a licence a must" asks two things; what names no topic of its own belongs to what stands before."""
    sentences = re.split(r"(?<=[?!.])\s+", asked)
    marked = [sentence for sentence in sentences if sentence.endswith("?") and lexicon().topics_of(sentence)]
    found: list[str] = []
    for piece in (piece.strip() for sentence in marked or [asked] for piece in _PIECES.split(sentence)):
        topics = {topic.name for topic in lexicon().topics_of(piece)}
        before = {topic.name for topic in lexicon().topics_of(found[-1])} if found else set()
        if found and not topics - before:
            found[-1] = f"{found[-1]} {piece}"
        elif topics or content_words(piece):
            found.append(piece)
    topical = [piece for piece in found if lexicon().topics_of(piece) or _ASKS.search(piece)]
    return (topical or found)[:_ASKED] or [asked]


def label(ask: Ask) -> str:
    """What stands above a row: the fact that is asked for, or the topic."""
    names = [name for topic in ask.topics for name in (*sorted(topic.facts), topic.name)]
    return phrases.label(names[0] if names else "")


def _said(reading: Reading, board: Board) -> list[Span]:
    """The facts that are asked for; where there are none, or more is asked than they tell, what answers."""
    posting = reading.page.posting
    names = {name for topic in reading.ask.topics for name in topic.facts}
    hours = board.facts("weekly_hours").get(posting.id, []) if _HOURS.search(reading.ask.text) else []
    facts = _spans([*(fact for fact in posting.facts if fact.name in names), *hours])[:_EACH]
    if facts and not reading.ask.beside:
        return facts
    best = evidence(reading)[: 1 if facts else _EACH] if is_answered(reading) else []
    read = [posting.sentences[i] for i in best]
    more = [(s.start, s.end) for s in read if not any(s.start < end and start < s.end for start, end in facts)]
    return [*facts, *more]


def _write_row(draft: Draft, above: str, ids: Sequence[str], spans: Sequence[Sequence[Span]], board: Board) -> None:
    draft.say(above)
    for id, own in zip(ids, spans, strict=True):
        for span in dict.fromkeys(own):
            draft.row(board.posting(id), [span], quoted=True)
    if not all(spans):
        draft.say(phrases.OTHERS_SILENT if any(spans) else phrases.NONE_SAYS)


def _without_names(message: str, ids: Sequence[str], board: Board) -> str:
    """What is asked of them all: the message without the words that name one of them."""
    names = {stem(word) for id in ids for word in (*words(board.postings[id].title), *board.names[id])}
    rest = _WORD.sub(lambda word: "" if stem(word.group()) in names else word.group(), message.lower())
    return _ENDS.sub("", " ".join(rest.split())) or message


def _spans(facts: Sequence[Fact]) -> list[Span]:
    """Of facts that say the same, the shortest."""
    shortest: dict[str, Fact] = {}
    for fact in facts:
        said = shortest.setdefault(repr(fact.value), fact)
        shortest[repr(fact.value)] = min(said, fact, key=lambda fact: fact.end - fact.start)
    return [(fact.start, fact.end) for fact in shortest.values()]
