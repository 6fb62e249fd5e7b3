"""What a message asks: one or several Asks, spelling repaired, shorthand written out, follow-ups made to stand alone.

    "Will you help me move to DC, and how much travel is there?"
    -> Ask("will you help me move to dc", topics (relocation,), yes_no)
       Ask("how much travel is there", topics (travel,), facet "amount")
"""

import re
from collections.abc import Sequence, Set
from dataclasses import dataclass
from functools import lru_cache

from bot.answer import Turn
from bot.spelling import repair
from bot.topic import Topic, lexicon

MAX_CHARACTERS = 2_000
MAX_ASKS = 4

_STOP = frozenset(
    """a about actually after again all also am an and any anyone anything are as at be been before being but by can could
    did do does doing done each either else even ever every for from get gets getting give given gives go going got had has
    have having he hello help her here hey hi him his how i if in into is it its just kind know let like look made make many may
    maybe me might more most much must my need needed no not now of off offer offered offers ok on one only or other our out over
    per please possible provide provided provides quick really role say says see shall she should so some someone something
    sort still such sure tell than thank thanks that the their them then there these they thing things this those to too
    two until up us use very want was way we well were what when where whether which while who whose why will with within without
    wondering would yes yet you your yours job jobs position posting company guys people work working vacancy apply candidate
    question questions opportunity stated mentioned listed mention list details information available include included including
    required require requirement necessary expected expect allowed mandatory option options dear sir hope fine great good
    curious interested walk everything whole every i'd exactly specific specifically currently typically usually generally anyway btw lol basically read
    """.split()
)
_QUESTION = re.compile(
    r"^(?:(?:and|but|so|also|ok|hi|hello|hey|um|please)[, ]+)*(?:what|which|when|where|who|whom|whose|why|how|is|are|am|was|do|does|did|"
    r"can|could|will|would|should|shall|may|might|must|have|has|any|tell me|describe|list|explain|give me|show me|if i)\b"
)
_CLAUSE = re.compile(
    r"(?:,|;|\s)\s*(?:and|also|plus|as well as|&|\+)\s+(?:also\s+)?"
    r"(?=(?:what|which|when|where|who|whom|how|is there|is it|are there|are you|do you|do i|does|can i|can you|could i|will i|will you|"
    r"will there|would i|would you|should i|any)\b)"
    r"|,\s*(?=(?:what|which|when|where|who|how|is there|are there|do you|do i|does the|can i|will i|will you|any)\b)"
)
_CONJUNCTION = re.compile(r"\s*(?:,|;|/|&|\+|\band\b|\bplus\b|\bas well as\b)\s*")
_FOLLOW_UP = re.compile(r"^(?:and|but|so|what about|how about|ok|okay|then|also|or)\b|\b(?:it|that|this one|those|these|they|them|one)\b")
_POLITE = re.compile(r"^(?:can|could|would|will) (?:you|u|someone) (?:please )?(?:tell|list|walk|explain|describe|give|share|show|let)\b")
_YES_NO = re.compile(
    r"^(?:(?:and|but|so|also|ok|hi|hello|hey|um|please)[, ]+)*(?:is|are|am|was|do|does|did|can|could|will|would|should|may|must|have|has|any|if)\b|\bok\b$|\ballowed\b$"
)
_FACETS = (
    ("percent", r"what (?:percent\w*|%)|how many percent|what proportion|what share"),
    ("which_days", r"(?:which|what) days"),
    ("frequency", r"how (?:often|frequent\w*)"),
    ("duration", r"how long|how many (?:\w+ )?(?:weeks|months|hours)|for how long|duration|length of|how fast|how quickly|how soon will i hear"),
    ("count", r"how many|number of|headcount|how (?:big|large|small)"),
    ("match", r"\bmatch\w*\b.*\b(?:401k|pension|retirement)|\b(?:401k|pension|retirement)\b.*\bmatch"),
    ("amount", r"how much|what (?:is|are) (?:the )?(?:amount|size|level|cap|maximum|rate)|amount|budget|how generous|how high"),
    ("date", r"\bwhen\b|what (?:date|day)|which date|\bdate\b"),
    ("person", r"\bwho(?:m|se)?\b|my boss"),
    ("place", r"\bwhere\b|(?:which|what) (?:city|country|countries|office|state|town|location)"),
    ("paid", r"\b(?:full|fully|paid|how much|percent)\b.*\b(?:parental|maternity|paternity)\b"),
    ("who_pays", r"who pays|reimburs\w*|expenses? (?:paid|covered)|cover\w* (?:the )?(?:travel|cost)"),
)
_STATEMENT = re.compile(r"^(?:i|i'm|we|my|our)\b")
_WORD = re.compile(r"[^\W_]+(?:[.'’+#-][^\W_]+)*[+#]*|&")


@dataclass(frozen=True, slots=True)
class Ask:
    """One question. `words` are its content words, in order; `facet` is the kind of thing it wants, if it names one."""

    text: str
    topics: tuple[Topic, ...]
    facet: str | None
    yes_no: bool
    words: tuple[str, ...]

    @property
    def counted(self) -> str | None:
        """The noun of "how many interviews", whose number the answer must hold."""
        found = re.search(r"(?:how many|number of) (?:\w+ly )?(?:(?:paid|open|different|other|more|total|vacation|sick|federal) )?([a-z]{3,})", self.text)
        return found[1] if found and found[1] not in ("people", "times", "folks", "guys", "persons") else None

    @property
    def listed(self) -> tuple[Topic, ...]:
        """The topics of which every item is wanted: "What are the benefits?", "requirements"; not "is there a gym?"."""
        if self.facet or self.yes_no:
            return ()
        rest = self.text
        for topic in self.topics:
            rest = topic.ask.sub(" ", rest)
        return tuple(topic for topic in self.topics if topic.name in _LISTED) if len(content_words(rest)) <= 2 else ()


_GENERIC = frozenset(("requirements", "duties", "apply", "documents", "experience"))
_LISTED = frozenset(("benefits", "requirements", "duties", "nice_to_have", "interview", "documents"))


def asks(message: str, vocabulary: Set[str], history: Sequence[Turn] = ()) -> tuple[Ask, ...]:
    """The questions of a message, in order, at most MAX_ASKS. `vocabulary` holds words that are spelt right here."""
    found = [_ask(clause, history, vocabulary) for clause in _clauses(normalise(message, vocabulary))]
    return tuple(dict.fromkeys(found))[:MAX_ASKS]


def normalise(message: str, vocabulary: Set[str]) -> str:
    """Lower case, shorthand written out, typos repaired (in English); punctuation stays."""
    text = re.sub(r"\s+", " ", message[:MAX_CHARACTERS].replace("’", "'")).strip().lower()
    text = re.sub(r"\b(what|who|where|when|how|that|it|there)'s\b", r"\1 is", text)
    text = re.sub(r"n't\b", " not", text)
    text = lexicon().expand(text)
    return repair(text, vocabulary | lexicon().words | _STOP)


def content_words(text: str) -> tuple[str, ...]:
    """Words that carry meaning, in order and once each."""
    return tuple(dict.fromkeys(word for word in words(text) if word not in _STOP and len(word) > 1))


def words(text: str) -> list[str]:
    return _WORD.findall(text.lower())


def _clauses(text: str) -> list[str]:
    utterances = [part.strip(" .,;:-") for part in re.split(r"[?!\n]+|\.\s+|\s-\s", text)]
    utterances = [part for part in utterances if words(part)]
    clauses = [clause.strip(" ,;:") for part in utterances for clause in _CLAUSE.split(part)]
    asking = [i for i, clause in enumerate(clauses) if _QUESTION.search(clause) or _is_fragment(clause)]
    if not asking:
        return [piece for clause in clauses for piece in _topics_apart(clause)]
    return [piece for i in asking for piece in _topics_apart(_with_context(clauses, i))]


def _with_context(clauses: Sequence[str], i: int) -> str:
    """A question that says little by itself takes the statement before it along: "I hold a green card. Am I eligible?"."""
    before = clauses[i - 1] if i else ""
    subject = [topic for topic in lexicon().asked(clauses[i]) if topic.name not in _GENERIC]
    if subject or not before or _QUESTION.search(before):
        return clauses[i]
    return f"{before}, {clauses[i]}"


def _is_fragment(clause: str) -> bool:
    """ "salary", "dental cover": a question without its verb; not a statement such as "I have two kids"."""
    return len(words(clause)) <= 5 and not _STATEMENT.search(clause) and bool(lexicon().asked(clause))


def _topics_apart(clause: str) -> list[str]:
    """ "pay and vacation" -> "pay", "vacation"; whole where a piece would name no topic of its own."""
    pieces = [piece for piece in _CONJUNCTION.split(clause) if piece.strip()]
    if len(pieces) < 2 or len(words(clause)) > 14:
        return [clause]
    topics = [{topic.name for topic in lexicon().asked(piece)} for piece in pieces]
    distinct = all(topics) and all(a.isdisjoint(b) for a, b in zip(topics, topics[1:], strict=False))
    short = all(len(words(piece)) <= 4 for piece in pieces[1:])
    return pieces if distinct and short else [clause]


def _ask(clause: str, history: Sequence[Turn], vocabulary: Set[str]) -> Ask:
    topics = lexicon().asked(clause)
    text = clause
    if history and not _stands_alone(clause, topics):
        text = _with_subject(clause, history, vocabulary)
        topics = topics or lexicon().asked(text)
    yes_no = _YES_NO.search(clause) is not None and not _POLITE.search(clause)
    return Ask(text, topics, _facet(clause), yes_no, content_words(text))


def _stands_alone(clause: str, topics: Sequence[Topic]) -> bool:
    if not content_words(clause):
        return False
    return bool(topics) and not re.search(r"\b(?:it|that|those|them)\b", clause) or not _FOLLOW_UP.search(clause)


def _with_subject(clause: str, history: Sequence[Turn], vocabulary: Set[str]) -> str:
    """The clause with the content words of the last question before it: "relocation assistance: how much is it"."""
    for turn in reversed(history):
        if turn.role == "user" and (subject := content_words(normalise(turn.content, vocabulary))):
            return f"{' '.join(subject[:8])} {clause}"
    return clause


@lru_cache(maxsize=1024)
def _facet(clause: str) -> str | None:
    return next((name for name, pattern in _FACETS if re.search(pattern, clause)), None)
