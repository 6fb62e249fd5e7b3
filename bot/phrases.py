"""The bot's own sentences: the only ones that may stand without a citation, because they claim nothing of a job."""

import re
from datetime import date

GREETING = "Hello! I am a bot that answers questions about our job postings, always with the words of the posting."
THANKS = "You are welcome. Ask me anything else about the job."
SILENT = "The posting does not say."
NEAREST = "The nearest it comes:"
CLOSED = "This posting has closed."
CLOSED_ON = "This posting has closed:"
CONFLICT = "The posting says different things on this:"
OUT_OF_SCOPE = "I can only answer questions about our job postings."
SCREENING = "I can't judge anyone's chances or fit; people decide that. This is what the posting asks for:"
NO_REQUIREMENTS = "I can't judge anyone's chances or fit; people decide that."
SENSITIVE = "That is not something I can ask about or answer."
NEEDS_PERSON = "A person should answer this."
WHICH = "Which job do you mean?"
NO_POSTING = "I know no posting of that name."
YES, NO = "Yes:", "No:"

_FIXED = frozenset(
    (
        GREETING, THANKS, SILENT, CLOSED, OUT_OF_SCOPE, SCREENING, NO_REQUIREMENTS, SENSITIVE, NEEDS_PERSON, WHICH,
        NO_POSTING, CONFLICT,
    )
)  # fmt: skip
_SILENT_ON = re.compile(r"^(?:On [a-z ]{3,40}|On the rest of your question), the posting does not say\.$")


_GONE = re.compile(r"^This posting has closed\. It was no longer listed on \d{1,2} [A-Z][a-z]+ \d{4}\.$")


def gone(day: str) -> str:
    """That a posting has left its source; `day` is the ISO date on which that was found."""
    on = date.fromisoformat(day)
    return f"This posting has closed. It was no longer listed on {on.day} {on:%B %Y}."


def silent_on(topic: str | None) -> str:
    """ "On travel, the posting does not say." for one question of several."""
    return (
        f"On {topic.replace('_', ' ')}, the posting does not say."
        if topic
        else "On the rest of your question, the posting does not say."
    )


def ask_person(contact: str) -> str:
    """Who to ask: `contact` comes from the settings, never from a posting or a user."""
    return f"Please ask {contact}."


def claims_nothing(text: str, contact: str) -> bool:
    return text in _FIXED or text == ask_person(contact) or bool(_SILENT_ON.match(text) or _GONE.match(text))


def without_opening(text: str) -> str:
    """The text without a leading "Yes:", "No:" or "The nearest it comes:"."""
    for opening in (YES, NO, NEAREST, CLOSED_ON):
        if text.startswith(opening):
            return text.removeprefix(opening).strip()
    return text
