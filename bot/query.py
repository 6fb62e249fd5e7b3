"""A question over the whole board: what it wants (a list, a count, the most or least), and of which postings.

"how many remote engineering jobs in Germany?"
-> Query(form "count", conditions (in germany, remote), subject ("engineering",))
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from bot.answer import Turn
from bot.board import Board
from bot.condition import conditions
from bot.finding import Condition
from bot.order import Order, order
from bot.rewording import reworded
from bot.subject import JOB, JOBS, is_skill, narrowing, says_more, telling, words_of
from bot.words import Words

_BOARD = re.compile(
    rf"\b{JOBS}\b|\b(?:which|what|any|another|other|every|each|some|algún|alguna|un|quel|welche\w*)(?: (?!is\b"
    rf"|are\b|does\b|do\b|the\b|this\b|that\b|your\b|of\b|kind\b|sort\b|type\b)[\w/-]+){{0,4}} {JOB}\b"
    rf"|\b(?:anything|something|sth|owt|somewhere|nothing|everything)\b|\b(?:is there|have you got|got|have) (?:an?"
    rf"|any) (?:[\w-]+ ){{0,4}}{JOB}\b"
    rf"|\b(?:looking for|want|need|seeking|searching for) (?!for\b|to\b|the\b)(?:an? |some )?(?:[\w-]+ ){{0,4}}"
    rf"(?:{JOB}|sth|part[- ]time|full[- ]time|internship)\b"
    r"|^(?:do|are|can|have) any(?: of (?:them|these|those))? (?:need|require|want|ask|offer|pay|give|have|come|include"
    r"|allow|let|involve|mention|close|start|remote|part|full|open|available|with|based|suitable)\b"
    r"|\bwho (?:gives|offers|pays|has|provides|sponsors|hands|needs|wants|asks|hires|takes|writes"
    r"|mentions|lets)\b|\b(?:what|which)(?: is|'s)? the (?:job|role|position|one) (?:with|that|where)\b"
    r"|\b(?:which|what) (?:job|role|one|position)s?$|\b(?:which|how many) applications\b"
    r"|\b(?:is|are) (?!this |that |it |your |there |an? |my |the (?:hiring|job|role|position|post)\b)"
    r"(?:[\w&.-]+ ){1,6}(?:hiring|recruiting)"
    r"(?=\W*$| (?:now|right now|currently|at the moment|any\w*)\b)"
    r"|\bwhere do (?:they|you)\b|\bwhere (?:do|would|could|can|will) i (?:get|work with|use|earn|find)\b"
    r"|\bwhat (?:could|can|might|should) i apply (?:for|to)\b"
    r"|\bwhat(?: is|'?s| would| could)? (?:for me|fits?|suits?)\b"
    r"|\bwhere (?:would|could|can|does) (?:that|it|this|they) (?:be (?:useful|of use|helpful|needed)|help|fit"
    r"|count)\b|\bwhat (?:do|have) you (?:have|got)\b|\bwhat(?: is|'?s)? (?:there|going|on offer|available"
    r"|around|out there)\b|\b(?:wanting|looking|want|need|hoping) to work\b|\b(?:of|among|between"
    r"|from) (?:these|those|them|all|the jobs)\b|\bhow many (?:of them|are|do you|in|with|remote|hybrid|part"
    r"|full|have|has|had|were|close|offer|pay|need|require|want|mention|say|list|give|ask)\b|\bwhich (?:ones?|pays?|of"
    r"|closes?|wants?|asks?|needs?|requires?|has|have|offers?|gives?|mentions?|involves?|includes?|sponsors?|lets?"
    r"|allows?|provides?|are|is the (?:best|highest|lowest))\b"
    r"|\b(?:highest|lowest|best|worst|top|least|most)[- ](?:paid|paying|pay|salary)\b|\b(?:next|earliest"
    r"|soonest|first|latest|last) (?:\w+ )?(?:deadline|closing date)\b|\bwhat (?:closes|pays|starts)\b"
    r"|^what has an? \w"
    r"|\bhow many (?:\w+ )?(?:deadlines|closing dates)\b"
)
_ONE = re.compile(
    r"\b(?:this|that|the|your) (?!(?:best|highest|lowest|worst|most|least|next|first|last|earliest|latest|newest"
    r"|oldest|top)\b)"
    r"(?:[\w-]+ ){0,2}(?:job|role|position|posting|post|vacancy|internship"
    r"|opening)\b(?!s| (?:with|that|which|where|whose)\b)"
)
_OTHERS = re.compile(
    r"^(?:hi |hello |hey |is there |have you got |got |do you have |any chance of )*(?:anything|something|sth)\b"
    rf"|\b(?:other|else|another|any|all|your|different|open|which|what|more)\b(?: [\w-]+){{0,3}}? {JOBS}\b"
    rf"|\bother {JOB}\b"
)
_COUNT = re.compile(
    r"\b(?:how many|number of|count of|how much (?:jobs|roles|positions)|wie viele|combien|cuántos|cuantos)\b"
)
_CLOSED = re.compile(
    r"\b(?:already |have |has |been |now )*(?:closed|expired|no longer (?:open|accepting applications)"
    r"|too late (?:for|to apply(?: for)?)"
    r"|(?:application |closing )?(?:deadlines?|dates?) (?:has |have |is |are )?(?:already |now )*(?:passed|past|over"
    r"|gone)"
    r"|(?:past|passed|missed|over)(?: (?:their|its|the|an?))?(?: application| closing)? (?:deadlines?|date))\b"
    r"(?: (?:already|now)\b)?"
)
_BOTH = re.compile(
    r"\b(?:including|incl|counting|even)(?: the)?(?: already)? closed(?: ones| jobs| ads| postings)?\b"
    r"|\bclosed (?:ones |jobs |postings )?included\b"
    r"|\bopen (?:and|or) closed\b|\bclosed (?:and|or) open\b"
)
_ABSENT = re.compile(
    r"\b(?:never|not|without|nowhere|no)(?: \w+)? (?:mention\w*|sa(?:y|ys|ying) (?:anything|a word) (?:about|of|on)"
    r"|speak\w* of|talk\w* about)\b(?!(?: \w+)? (?:pay|salar\w+|wages?|compensation)\b)"
)
_KINDS = re.compile(rf"\b[a-z-]+ or [a-z-]+ {JOBS}\b")
"""Of "library or archive jobs" each is one; what stands beside them is no third."""
_EITHER = re.compile(
    r"\b(?:something|anything|sth|somewhere)\b[^?.!]*(?:,| or )|\bwork (?:in|at|with) [^?.!,]{3,40} or "
    rf"|{_KINDS.pattern}"
)
_MORE = re.compile(
    r"^(?:and|or|but|what about|how about|only|just|of (?:those|them|these)|which of|how many of|any of"
    r"|do any of|are any of|the)\b|\b(?:those|them|these|ones)\b"
)

_WORKS = re.compile(r"\b(?:work\w*|jobs?|roles?|looking|want|need|only|available|hours)\b")
_CLAUSE = re.compile(r",(?!\d{3})\s*|\bso (?=i (?:need|want|would|am|can|prefer|have)\b|(?:what|which|any)\b)")
_NEEDED = 12
"""Words of a question that are looked for, at most: each is held against every text."""
_OF_THE_ASKER = frozenset(("place", "workplace", "kind", "visa", "languages"))
"""What a sentence beside the question may add to it; the rest is a story."""
_OF_A_LIFE = frozenset(("family_care", "parental_leave", "time_off", "education", "commute"))
_OF_A_STORY = _OF_A_LIFE | {"relocation"}
"""What is no condition beside a question that has none: "my wife and I are moving to Canada, what have you got?"."""
_MINE = re.compile(r"\b(?:i|im|i'm|my|we|we're)\b")


@dataclass(frozen=True, slots=True)
class Query:
    form: Literal["list", "count"]
    conditions: tuple[Condition, ...]
    subject: tuple[str, ...] = ()
    """content words that no condition explains"""
    order: Order | None = None
    closed: bool | None = False
    """closed postings instead of open ones; None for both"""
    yes_no: bool = False
    absent: bool = False
    """those of them that speak neither of the subject nor of what `without` names"""
    without: tuple[Condition, ...] = ()
    either: bool = False
    """whether any one of the subject's words will do: "trucks, freight or supply chains" """
    skill: bool = False
    """whether the subject is what a person knows or does, rather than what the job is called"""
    text: str = ""
    """the question, prepared…"""
    needed: tuple[str, ...] = ()
    """…and its content words, those of what is asked first"""


def query(message: str, board: Board, history: Sequence[Turn], *, about_one: bool) -> Query | None:
    """What the message asks of the board; None where it asks about one posting.

    `about_one`: whether a posting is chosen or named, so that only a question for others goes to the board.
    """
    text = reworded(message, board.vocabulary)
    asked = asks_of_board(message, board) if not about_one else _names_jobs(text)
    if about_one and not (asked and _OTHERS.search(text) and not _ONE.search(text)):
        return None
    own = _parsed(text, board)
    before = _before(board, history) if (not asked or _MORE.search(text)) and not about_one else None
    if before and (own.conditions or own.order or own.subject) and not _ONE.search(text):
        return _merged(before, own)
    if asked and (own.order or not _is_about_one(text)):
        return (
            own
            if own.conditions
            or own.subject
            or own.order
            or own.absent
            or own.closed is not False
            or not says_more(text)
            else None
        )
    return own if own.conditions and not own.subject and not _ONE.search(text) and _plain_filter(text) else None


def asks_of_board(message: str, board: Board) -> bool:
    """Whether the message speaks of postings in general: "which jobs…", "anything in Leeds", "the highest pay"."""
    text = reworded(message, board.vocabulary)
    return _names_jobs(text) or (not _ONE.search(text) and board.is_asked(text))


def _names_jobs(text: str) -> bool:
    return _BOARD.search(text) is not None or (order(text) is not None and not _ONE.search(text))


def _is_about_one(text: str) -> bool:
    return _ONE.search(text) is not None and not re.search(
        rf"\b{JOBS}\b|\b(?:any|all|none|which) of (?:them|these)\b", text
    )


def _plain_filter(text: str) -> bool:
    """ "part-time in leeds", "relocation?", "do you sponsor visas": says no more than a condition."""
    return not re.search(r"\b(?:it|this|that|how much|how long|how|what|when|why|who)\b", text)


def _parsed(text: str, board: Board) -> Query:
    wanted, rest = order(text) or (None, text)
    closed: bool | None = _CLOSED.search(rest) is not None and not re.search(r"\bnot (?:yet )?closed\b", rest)
    if _BOTH.search(rest):
        closed, rest = None, _BOTH.sub(" ", rest)
    rest = _CLOSED.sub(" ", rest)
    filters: tuple[Condition, ...] = ()
    if absent := _ABSENT.search(rest):
        filters, rest = tuple(conditions(Words(rest[: absent.start()]), board)), rest[absent.end() :]
    words, aside = _clauses(rest)
    needed = tuple(dict.fromkeys((*words_of(words.text), *words_of(aside.text))))[:_NEEDED]
    found_conditions = tuple(conditions(words, board))
    subject = words_of(words.text)
    if not wanted:  # "I live in Leeds and am off to college. Which part-time jobs do you have?"
        own = bool(found_conditions or subject)
        works = _WORKS.search(aside.text) is not None
        told = (
            found
            for found in conditions(aside, board)
            if (not own and found.kind not in (_OF_A_STORY if _MINE.search(aside.text) else _OF_A_LIFE))
            or (found.kind in _OF_THE_ASKER and (found.kind != "kind" or works))
        )
        found_conditions = (*found_conditions, *told)
    found_conditions = tuple(_once(found_conditions))
    if not (subject or wanted) and (not found_conditions or re.search(r"\b(?:it|that|this|them)\b", words.text)):
        subject = words_of(aside.text)  # "I know SAP. Is there a job for that?"
    either = _EITHER.search(rest) is not None
    if either and subject and not found_conditions and not _KINDS.search(rest):
        subject = tuple(dict.fromkeys((*subject, *words_of(aside.text))))
    if found_conditions or wanted:
        subject = narrowing(subject, words.text, board)
    if found_conditions or len(subject) > 1:
        subject = telling(subject, words.text + " " + aside.text, board) or (() if found_conditions else subject)
    return Query(
        "count" if _COUNT.search(text) else "list",
        filters if absent else found_conditions,
        subject[:8],
        wanted,
        closed,
        bool(
            re.match(
                r"(?:and |so |but |hi |hello |hey )*(?:is|are|do|does|have|has|can|any|will|would|hay|gibt|y a)\b", text
            )
        ),
        absent is not None,
        found_conditions if absent else (),
        either,
        is_skill(text),
        text,
        needed,
    )


def _clauses(text: str) -> tuple[Words, Words]:
    """Those that ask, and those beside them: "I live in Leeds. Which part-time jobs do you have?" """
    sentences = [sentence for sentence in re.split(r"(?<=[?!;])\s*|(?<=[.:])\s+|\s-\s", text) if sentence.strip()]
    marked = [sentence for sentence in sentences if sentence.endswith("?")]
    asking = [sentence for sentence in marked if _BOARD.search(sentence)] or marked or sentences
    clauses = [clause for sentence in sentences for clause in _CLAUSE.split(sentence)]
    own = [clause for clause in clauses if any(clause in one for one in asking)]
    about = [clause for clause in own if _BOARD.search(clause)] or own
    return Words(" , ".join(about)), Words(" , ".join(clause for clause in clauses if clause not in about))


def _once(found: Iterable[Condition]) -> Iterable[Condition]:
    return {condition.kind: condition for condition in reversed(list(found))}.values()


def _before(board: Board, history: Sequence[Turn]) -> Query | None:
    """The question over the board that the user asked before, with its own follow-ups taken in."""
    asked = [turn.content for turn in history if turn.role == "user"]
    found: Query | None = None
    for content in asked[-4:]:
        text = reworded(content, board.vocabulary)
        own = _parsed(text, board)
        if found and _MORE.search(text) and (own.conditions or own.order):
            found = _merged(found, own)
        elif _BOARD.search(text) and not _is_about_one(text):
            found = own
        else:
            found = None
    return found


def _merged(before: Query, own: Query) -> Query:
    kinds = {condition.kind for condition in own.conditions}
    kept = tuple(condition for condition in before.conditions if condition.kind not in kinds)
    return Query(
        own.form if own.form == "count" or own.order else before.form if not own.conditions else "list",
        (*kept, *own.conditions),
        own.subject or before.subject,
        own.order or (None if own.conditions else before.order),
        own.closed or before.closed,
        own.yes_no,
        own.absent,
        own.without,
        own.either,
        own.skill or before.skill,
        own.text,
        own.needed or before.needed,
    )
