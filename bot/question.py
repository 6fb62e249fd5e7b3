"""What a message asks: one or several Asks, spelling repaired, shorthand written out, follow-ups made to stand alone.

"Will you help me move to DC, and how much travel is there?"
-> Ask("will you help me move to dc", topics (relocation,), yes_no)
   Ask("how much travel is there", topics (travel,), facet "amount")
"""

import re
from collections.abc import Sequence, Set
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from bot.answer import Turn
from bot.gazetteer import area
from bot.language import language
from bot.spelling import repair
from bot.topic import Topic, lexicon

MAX_CHARACTERS = 2_000
MAX_ASKS = 4

_OPENING = r"^(?:(?:and|but|so|also|ok|hi|hello|hey|um|please)[, ]+)*"
_AGAIN = r"(?:what|which|when|where|who|how|is there|are there|do you|do i|does|can i|will i|will you|any"
_QUESTION = re.compile(
    rf"{_OPENING}(?:what|which|when|where|who|whom|whose|why|how|is|are|am|was|do|does|did|can|could|will|would|should|"
    r"shall|may|might|must|have|has|any|tell me|describe|list|explain|give me|show me|if i)\b"
)
_YES_NO = re.compile(
    rf"{_OPENING}(?:is|are|am|was|do|does|did|can|could|will|would|should|may|might|must|have|has|any|if|only"
    rf"|just|nothing)\b"
    r"|\b(?:ok|okay|allowed|enough|required|needed|right|yeah|a must|a problem|as well|too)$"
    r"|^(?:hay|es|se puede|puedo|podría|est-ce|y a-t-il|puis-je|peut-on|gibt es|ist|sind|kann|bietet|muss|darf"
    r"|habe) |, ok\b"
)
_CLAUSE = re.compile(
    r"(?:,|;|\s)\s*(?:and|also|plus|as well as|&|\+)\s+(?:also\s+)?"
    rf"(?={_AGAIN}|whom|is it|are you|can you|could i|will there|would i|would you|should i)\b)|,\s*(?={_AGAIN})\b)"
)
_CONJUNCTION = re.compile(r"\s*(?:,|;|/|&|\+|\band\b|\bplus\b|\bas well as\b)\s*")
_FOLLOW_UP = re.compile(
    r"^(?:and|but|so|what about|how about|ok|okay|then|also|or)\b|\b(?:it|that|this one|those|these|they|them|one)\b"
)
_POLITE = re.compile(
    r"^(?:can|could|would|will) (?:you|u|someone) (?:please )?(?:tell|list|walk|explain|describe|give|share|show|let)\b"
)
_OPEN = re.compile(rf"{_OPENING}(?:what|which|when|where|who|how)\b[^,]*$")
"""What can't be answered with yes or no, whatever it ends in: "what skills are needed"."""
_COUNTED = re.compile(
    r"(?:how many|number of) (?:\w+ly )?(?:(?:paid|open|different|other|more|total|vacation|sick|federal) )?([a-z]{3,})"
)
_STATEMENT = re.compile(
    r"^(?:i|im|ive|id|i'm|i've|i'd|we|we're|my|our|never|been|hate|love|worked|used|live|living|single|coming)\b"
)
_WORD = re.compile(r"[^\W_]+(?:[.'’+#-][^\W_]+)*[+#]*|&")


@dataclass(frozen=True, slots=True)
class Ask:
    """One question. `words` are its content words, in order; `facet` is the kind of thing it wants, if it names one.

    `own` are the words that it says itself, where it was completed from the question before it.
    """

    text: str
    topics: tuple[Topic, ...]
    facet: str | None
    yes_no: bool
    words: tuple[str, ...]
    own: tuple[str, ...] = ()

    @property
    def counted(self) -> str | None:
        """The noun of "how many interviews", whose number the answer must hold."""
        found = _COUNTED.search(self.text)
        return found[1] if found and found[1] not in ("people", "times", "folks", "guys", "persons") else None

    @property
    def beside(self) -> tuple[str, ...]:
        """Content words that say more than the topics themselves: "is the relocation taxable" -> ("taxable",)."""
        rest = self.text
        for topic in self.topics:
            rest = topic.ask.sub(" ", topic.weak.sub(" ", rest) if topic.weak else rest)
        return tuple(word for word in content_words(rest) if word not in _EMPTY)


_EMPTY = frozenset(
    "range ranges figure figures amount level policy deal situation stuff part wise fully completely entirely totally"
    " mainly mostly purely successful post".split()
)
_KIN = frozenset(("requirements", "experience", "education"))
_GENERIC = frozenset(("requirements", "duties", "apply", "documents", "experience"))


def asks(
    message: str, vocabulary: Set[str], history: Sequence[Turn] = (), title: str = "", *, leans: bool = False
) -> tuple[Ask, ...]:
    """The questions of a message, in order, at most MAX_ASKS.

    `vocabulary` holds words that are spelt right here; words of the posting's `title` only say which job is meant.
    `leans`: each is read as a follow-up, though it could stand alone.
    """
    text = _without_title(normalise(message, vocabulary), content_words(title))
    found = [_ask(clause, history, vocabulary, leans) for clause in _clauses(text)]
    return tuple(dict.fromkeys(found))[:MAX_ASKS]


def _without_title(text: str, title: Sequence[str]) -> str:
    """ "salary for the night shift warehouse job" -> "salary for the job": the title's words are no question."""
    if not title:
        return text
    word = "|".join(re.escape(word) for word in sorted(title, key=len, reverse=True))
    run = re.compile(
        rf"\b(?:as|for|at|of|in|on|does|is)? ?(?:an?|the|this|that|your) (?:(?:{word})\b[ ,&-]*){{1,8}}(?:job"
        rf"|role|position|post|internship|vacancy)?\b"
        rf"|(?:\b(?:{word})\b[ ,&-]*){{2,8}}(?:\b(?:job|role|position|post|internship|vacancy)\b)?"
        rf"|\b(?:{word}) (?:job|role|position|post|internship|vacancy)\b"
    )
    rest = run.sub(" ", text)
    return " ".join(rest.split()) if content_words(rest) else text


def normalise(message: str, vocabulary: Set[str]) -> str:
    """Lower case, shorthand written out, typos repaired (in English); punctuation stays."""
    text = re.sub(r"[^\S\n]+", " ", message[:MAX_CHARACTERS].replace("’", "'")).strip().lower()
    text = re.sub(r"\b(what|who|where|when|how|that|it|there)'s\b", r"\1 is", text)
    text = re.sub(r"n't\b", " not", text)
    text = lexicon().expand(text)
    if language(message) != "en":
        return text
    return repair(text, vocabulary | lexicon().words | lexicon().stop)


def content_words(text: str) -> tuple[str, ...]:
    """Words that carry meaning, in order and once each."""
    return tuple(dict.fromkeys(word for word in words(text) if word not in lexicon().stop and len(word) > 1))


def parts(text: str) -> tuple[str, ...]:
    """Content words, and those within words with a hyphen: "nurse" of "Nurse-Endoscopy"."""
    return content_words(f"{text} {text.replace('-', ' ')}")


def words(text: str) -> list[str]:
    return _WORD.findall(text.lower())


def _clauses(text: str) -> list[str]:
    utterances = [part.strip(" .,;:-") for part in re.split(r"[?!\n]+|\.\s+|\s-\s", text)]
    utterances = [part for part in utterances if words(part)]
    clauses = [clause.strip(" ,;:") for part in utterances for clause in _joined(_CLAUSE.split(part))]
    asking = [i for i, clause in enumerate(clauses) if _QUESTION.search(clause) or _is_fragment(clause)]
    if not asking:
        return [piece for clause in clauses for piece in _topics_apart(clause)]
    return [piece for i in asking for piece in _topics_apart(_with_context(clauses, i))]


def _joined(pieces: Sequence[str]) -> list[str]:
    """ "how do the shares vest, over how many years" is one question: the tail names no topic of its own."""
    whole: list[str] = []
    for piece in pieces:
        if whole and len(words(piece)) <= 6 and not lexicon().topics_of(piece):
            whole[-1] = f"{whole[-1]}, {piece}"
        else:
            whole.append(piece)
    return whole


def _with_context(clauses: Sequence[str], i: int) -> str:
    """A question that says little takes the statement before it along: "I hold a green card. Am I eligible?"."""
    before = clauses[i - 1] if i else ""
    subject = [topic for topic in lexicon().topics_of(clauses[i]) if topic.name not in _GENERIC]
    figure = _STATEMENT.search(before) and re.search(r"\d", before) and len(words(before)) <= 8
    if figure and _YES_NO.search(clauses[i]):
        return f"{before}, {clauses[i]}"  # "I'm 17, can I work nights?"
    if subject or not before or _QUESTION.search(before):
        return clauses[i]
    return f"{before}, {clauses[i]}"


def _is_fragment(clause: str) -> bool:
    """ "salary", "dental cover": a question without its verb; not a statement such as "I have two kids"."""
    return len(words(clause)) <= 5 and not _STATEMENT.search(clause) and bool(lexicon().topics_of(clause))


def _topics_apart(clause: str) -> list[str]:
    """ "pay and vacation" -> "pay", "vacation"; whole where a piece would name no topic of its own."""
    pieces = [piece for piece in _CONJUNCTION.split(clause) if piece.strip()]
    if len(pieces) < 2 or len(words(clause)) > 14:
        return [clause]
    topics = [{topic.name for topic in lexicon().topics_of(piece)} for piece in pieces]
    if set().union(*topics) <= _KIN:
        return [clause]  # "what skills and experience are you after" wants one list
    distinct = all(topics) and all(a.isdisjoint(b) for a, b in pairwise(topics))
    short = all(len(words(piece)) <= 4 for piece in pieces[1:])
    return pieces if distinct and short else [clause]


def _ask(clause: str, history: Sequence[Turn], vocabulary: Set[str], leans: bool) -> Ask:
    topics = lexicon().topics_of(clause)
    text = clause
    if history and (leans or not _stands_alone(clause, topics)):
        text = _with_subject(clause, history, vocabulary)
        topics = lexicon().topics_of(text) or topics
    yes_no = any(map(_YES_NO.search, clause.split(", "))) and not _POLITE.search(clause) and not _OPEN.search(clause)
    own = content_words(clause) if text != clause else ()
    return Ask(text, topics, _facet(clause), yes_no, content_words(text), own)


def _stands_alone(clause: str, topics: Sequence[Topic]) -> bool:
    said = content_words(clause)
    if not said:
        return False
    points = re.search(r"\b(?:it|that|this|those|these|them|they)\b", clause) is not None
    return not points and (bool(topics) or len(said) > 1 or not _FOLLOW_UP.search(clause))


def _with_subject(clause: str, history: Sequence[Turn], vocabulary: Set[str]) -> str:
    """The clause with the content words of the last question before it: "relocation assistance: how much is it"."""
    elsewhere = any(map(area, content_words(clause)))  # "and in Toronto?", where the pay in Lisbon was asked before
    for turn in reversed(history):
        subject = content_words(normalise(turn.content, vocabulary)) if turn.role == "user" else ()
        if kept := [word for word in subject if not (elsewhere and area(word))]:
            return f"{' '.join(kept[:8])} {clause}"
    return clause


@lru_cache(maxsize=1024)
def _facet(clause: str) -> str | None:
    return next((name for name, pattern in lexicon().asked_kinds.items() if pattern.search(clause)), None)
