"""Messages that only mean something after what was said before: "yes please", "no, the senior one", "the second"."""

import re
from collections.abc import Sequence

from bot.answer import Turn
from bot.board import Board
from bot.gazetteer import area
from bot.question import content_words, words
from bot.scope import named
from bot.topic import lexicon

_YES = re.compile(
    r"^\W*(?:(?:yes|yep|yeah|yup|sure|ok(?:ay)?|of course|absolutely|definitely|go (?:on|ahead)|please(?: do)?"
    r"|why not|sí|si|ja|oui|gerne)"
    r"[\s,.!]*)+(?:please|thanks?|thank you|that would be (?:great|nice|helpful)|go ahead|do)?\W*$",
    re.IGNORECASE,
)
_OFFER = re.compile(
    r"(?:would you like|do you want|shall i|should i|can i|may i|want|interested)\b(?: (?:me|to|know|hear|see"
    r"|tell|you|show|list|explain|give|share|details|more|in))*"
    r"(?: (?:about|on|of))? (?P<what>[^?]{3,160})\?\s*(?:\[\d+\])?\s*$",
    re.IGNORECASE,
)
_INSTEAD = re.compile(
    r"^\W*(?:(?:no+|nope|nah|sorry|actually|oops|wait|hm+|not (?:that|this)(?: one| job| role)?|i (?:meant"
    r"|mean)|i was asking about|rather|instead|the other(?: one)?)\b[\s,.:;-]*)+",
    re.IGNORECASE,
)
_ALSO = re.compile(
    r"^\W*(?:and|but|ok|okay|so|then|also|what about|how about|same for|for)\b(?: (?:for|about|in case of))*[\s,]*",
    re.I,
)
_ASKS = re.compile(r"\b(?:what|which|how|when|where|who|why|is|are|do|does|can|could|will|would)\b")
_ORDINALS = {"first": 0, "1st": 0, "second": 1, "2nd": 1, "third": 2, "3rd": 2, "fourth": 3, "last": -1}
_LISTED = re.compile(rf"\b(?:the|that) (?:{'|'.join(_ORDINALS)}) (?:one|job|role|posting)\b", re.IGNORECASE)
"""One of those that the bot named last."""
_ONE = frozenset("one job role position posting meant mean please other that this former latter former".split())


def standing(message: str, history: Sequence[Turn], board: Board) -> tuple[str, str]:
    """(the question to answer, the words that say which posting): both are the message where it stands by itself.

    "yes please" is the bot's own offer; "no, the senior one" is the last question, of the posting that it names.
    """
    if not history:
        return message, message
    if _YES.match(message):
        offer = next((_OFFER.search(turn.content) for turn in reversed(history) if turn.role == "assistant"), None)
        return (_alone(offer["what"]), message) if offer else (message, message)
    if pointed := _LISTED.search(message):
        ahead, behind = message[: pointed.start()], message[pointed.end() :]
        message = f"{ahead}{_chosen(pointed[0], history, board)}{behind}"
        if content_words(f"{ahead} {behind}"):
            return f"{ahead}the job{behind}", message
    rest = _ALSO.sub("", _INSTEAD.sub("", message))
    before = _last_question(history, board)
    if before and _only_names(rest, history, board):
        chosen, before = _chosen(rest, history, board), _moved(before, rest)
        return before, chosen if len(named(chosen, board)) == 1 else f"{before} {chosen}"
    if before and corrects(message) and 0 < len(words(rest)) <= 6 and not _ASKS.search(rest.lower()):
        return f"{before.rstrip(' ?.!')} {rest}", message  # "no, in Lisbon"
    return message, message


def _alone(offered: str) -> str:
    """ "what it pays" -> "what the job pays": what names its topic is asked of the job."""
    return re.sub(r"\bit\b", "the job", offered) if lexicon().topics_of(offered.lower()) else offered


def _moved(before: str, rest: str) -> str:
    """The question before, asked of the place that is named now: "pay in Lisbon", "and in Toronto?"."""
    if not any(map(area, content_words(rest))):
        return before
    places = "|".join(re.escape(word) for word in content_words(before) if area(word))
    kept = re.sub(rf"\b(?:(?:in|at|for|from) )?(?:{places})\b", "", before, flags=re.IGNORECASE) if places else before
    return f"{kept.rstrip(' ?.!')} {rest}"


def corrects(message: str) -> bool:
    return _INSTEAD.match(message) is not None


def _last_question(history: Sequence[Turn], board: Board) -> str | None:
    """The last thing the user asked that was a question, not a name."""
    asked = [turn.content for turn in history if turn.role == "user"]
    for i in range(len(asked) - 1, -1, -1):
        rest = _INSTEAD.sub("", asked[i])
        if not _YES.match(asked[i]) and not _only_names(rest, (), board):
            return asked[i]
    return None


def _only_names(text: str, history: Sequence[Turn], board: Board) -> bool:
    """Whether a text is a posting's name and no question: "the senior one", "Compliance Analyst", "the second"."""
    said = [word for word in content_words(text) if word not in _ONE]
    if not said:
        return bool(history) and any(word in _ORDINALS for word in words(text))
    known = all(word in _ORDINALS or board.tells_apart(word) for word in said)
    return known and len(words(text)) <= 8 and not _ASKS.search(text.lower())


def _chosen(text: str, history: Sequence[Turn], board: Board) -> str:
    """The text, or the title that an ordinal points to among those that the bot named last."""
    place = next((_ORDINALS[word] for word in words(text) if word in _ORDINALS), None)
    if place is None:
        return text
    said = next((turn.content for turn in reversed(history) if turn.role == "assistant"), "")
    named = sorted({title for title in board.titles().values() if title in said}, key=said.index)
    return named[place] if -len(named) <= place < len(named) else text
