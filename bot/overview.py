"""What a job is in a few lines: "Tell me about the night shift job." """

import re

from bot import phrases
from bot.draft import Draft
from bot.evidence import evidence, is_answered
from bot.page import stem
from bot.question import content_words, words
from bot.reader import Reading
from bot.topic import lexicon

_ASKS = re.compile(
    r"^(?:(?:hi|hello|hey|please|can you|could you|so|ok)[, ]+)*(?:tell me (?:more |something |a bit )?about"
    r"|(?:give me )?(?:an? )?(?:overview|summary) of|summari[sz]e"
    r"|describe|what can you tell me about|i(?:'d| would) like to know (?:more )?about|more (?:info|information"
    r"|details) (?:on|about)|info (?:on|about))\b",
    re.IGNORECASE,
)
_FACTS = ("location", "workplace", "employment_type", "salary", "deadline")
_OF_DUTIES = 2


def asks_overview(message: str, title: str) -> bool:
    """Whether a message asks what the job of that title is, and nothing more particular."""
    own = {stem(word) for word in content_words(title)}
    rest = " ".join(word for word in words(message) if stem(word) not in own and word not in ("job", "role"))
    return _ASKS.search(message) is not None and not lexicon().topics_of(rest)


def write_overview(draft: Draft, reading: Reading) -> None:
    """`reading` is of the duties; what follows them are the facts that a candidate looks for first."""
    posting = reading.page.posting
    if is_answered(reading):
        draft.quote(posting, evidence(reading)[:_OF_DUTIES])
    for name in _FACTS:
        fact = next((fact for fact in posting.facts if fact.name == name and len(fact.quote) < 160), None)
        if fact:
            draft.span(posting, fact.start, fact.end)
    if not draft.citations:
        draft.say(phrases.SILENT)
