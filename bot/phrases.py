"""The bot's own sentences: the only ones that may stand without a citation, because they claim nothing of a job."""

import re
from collections.abc import Sequence
from datetime import date
from functools import cache

from bot.topic import lexicon

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
OTHERS_SILENT = "The other does not say."
NONE_SAYS = "None of them says."
OWN_CURRENCY = "Each in its own currency."
YES, NO = "Yes:", "No:"

LABELS = {
    "salary": "Pay:", "location": "Place:", "workplace": "Workplace:", "employment_type": "Type:",
    "experience_years": "Experience:", "deadline": "Closes:", "travel": "Travel:", "benefits": "Benefits:",
    "bonus": "Bonus:", "equity": "Equity:", "relocation": "Relocation:", "visa_sponsorship": "Visa:",
    "start_date": "Start:", "posted": "Posted:", "department": "Department:", "team": "Team:",
    "reports_to": "Reports to:", "how_to_apply": "To apply:", "contact": "Contact:", "clearance": "Clearance:",
}  # fmt: skip

_FIXED = frozenset(
    (
        GREETING, THANKS, SILENT, CLOSED, OUT_OF_SCOPE, SCREENING, NO_REQUIREMENTS, SENSITIVE, NEEDS_PERSON, WHICH,
        NO_POSTING, CONFLICT, OTHERS_SILENT, NONE_SAYS, OWN_CURRENCY,
    )
)  # fmt: skip
_SILENT_ON = re.compile(r"^About [a-z ]{3,40}, the posting does not say\.$")


_GONE = re.compile(r"^This posting has closed\. It was no longer listed on \d{1,2} [A-Z][a-z]+ \d{4}\.$")


def gone(day: str) -> str:
    """That a posting has left its source; `day` is the ISO date on which that was found."""
    on = date.fromisoformat(day)
    return f"This posting has closed. It was no longer listed on {on.day} {on:%B %Y}."


def silent_on(topic: str | None) -> str:
    """ "About travel, the posting does not say." for one question of several: `topic` as the lexicon names it."""
    about = topic.replace("_", " ") if topic else "the rest of your question"
    return f"About {about}, the posting does not say."


def tally(count: int, total: int, status: str, said: Sequence[str], yes_no: bool) -> str:
    """ "3 of 12 open postings fit (remote, in germany)." """
    what = ", ".join(re.sub(r"[^\w $€£%,.+'()&/-]", "", phrase)[:40] for phrase in said)
    fit = "fits" if count == 1 else "fit"
    if count == 0:
        return f"None of the {total} {status} postings fits ({what})."
    return f"{YES + ' ' if yes_no else ''}{count} of {total} {status} postings {fit} ({what})."


def all_of(total: int, status: str) -> str:
    return f"There {'is' if total == 1 else 'are'} {total} {status} posting{'' if total == 1 else 's'}."


def searched(words: str, count: int, total: int, status: str, *, near: bool = False) -> str:
    """ "I searched all 12 open postings for “python”: 2 speak of it." `near`: they come near it in other words."""
    what = re.sub(r"[^\w $€£%,.+'()&/-]", "", words)[:60]
    said = (
        f"come{'s' if count == 1 else ''} near it in other words" if near else f"speak{'s' if count == 1 else ''} of it"
    )
    found = f"{count} {said}" if count else "none speaks of it"
    return f"I searched all {total} {status} postings for “{what}”: {found}."


_FIRST = {
    ("salary", True): "The highest pay", ("salary", False): "The lowest pay", ("deadline", False): "The next to close",
    ("deadline", True): "The last to close", ("experience_years", True): "The most experience asked for",
    ("experience_years", False): "The least experience asked for", ("travel", True): "The most travel",
    ("travel", False): "The least travel", ("start_date", False): "The first to start",
    ("posted", True): "The newest", ("posted", False): "The oldest",
    ("time_off", True): "The most time off", ("time_off", False): "The least time off",
    ("weekly_hours", True): "The longest week", ("weekly_hours", False): "The shortest week",
}  # fmt: skip


def first_of(fact: str, most: bool, count: int, total: int, status: str) -> str:
    """ "The highest pay among 12 open postings:" """
    if not count:
        return f"None of the {total} {status} postings says so."
    return f"{_FIRST[fact, most]} among {total} {status} postings:"


def do_not_say(count: int) -> str:
    return f"{count} more do{'es' if count == 1 else ''} not say."


def in_other_units(count: int) -> str:
    return f"{count} more state{'s' if count == 1 else ''} pay in another currency or for another period."


def and_more(count: int) -> str:
    return f"And {count} more."


_COMPUTED = re.compile(
    r"^(?:(?:Yes: )?(?:\d+|None) of (?:the )?\d+ (?:open|closed|open and closed) postings (?:fits?"
    r"|says so)(?: \([\w $€£%,.+'()&/-]{1,300}\))?\.$"
    r"|There (?:is|are) \d+ (?:open|closed|open and closed) postings?\.$|I searched all \d+ (?:open|closed"
    r"|open and closed) postings for “[^”]{1,60}”: (?:none|\d+) (?:speaks? of it"
    r"|comes? near it in other words)\.$"
    r"|\d+ more (?:do(?:es)? not say|states? pay in another currency or for another period)\.$|And \d+ more\.$|(?:"
    + "|".join(_FIRST.values())
    + r") among \d+ (?:open|closed|open and closed) postings:$)"
)


def is_label(text: str) -> bool:
    return text in _labels()


@cache
def _labels() -> frozenset[str]:
    return frozenset(map(label, ("", *LABELS, *lexicon().topics)))


_NAMED = 6


def which(titles: Sequence[str]) -> str:
    """ "Which job do you mean: Welder, Welder (nights) or 3 more?" """
    if len(titles) > 2 * _NAMED:
        return WHICH
    named = list(titles[:_NAMED]) + ([f"{len(titles) - _NAMED} more"] if len(titles) > _NAMED else [])
    return f"{WHICH.rstrip('?')}: {', '.join(named[:-1])} or {named[-1]}?" if len(named) > 1 else WHICH


def counted(text: str) -> int | None:
    """How many postings a tally says that fit: 3 of "3 of 12 open postings fit (remote)."; None of other sentences."""
    found = re.match(r"^(?:Yes: )?(\d+|None) of (?:the )?\d+ (?:open|closed|open and closed) postings fits? ", text)
    return None if not found else 0 if found[1] == "None" else int(found[1])


def label(fact: str) -> str:
    """What stands above the rows of a comparison: `fact` is a fact's name, or a topic's."""
    return LABELS.get(fact, f"{fact.replace('_', ' ').capitalize()}:" if fact else "Beside each other:")


def ask_person(contact: str) -> str:
    """Who to ask: `contact` comes from the settings, never from a posting or a user."""
    return f"Please ask {contact}."


def claims_nothing(text: str, contact: str) -> bool:
    return (
        text in _FIXED
        or is_label(text)
        or text == ask_person(contact)
        or any(pattern.match(text) for pattern in (_SILENT_ON, _GONE, _COMPUTED))
    )


def without_opening(text: str) -> str:
    """The text without a leading "Yes:", "No:" or "The nearest it comes:"."""
    for opening in (YES, NO, NEAREST, CLOSED_ON):
        if text.startswith(opening):
            return text.removeprefix(opening).strip()
    return text
