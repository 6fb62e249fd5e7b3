"""The promise as code: what of an answer may be shown.

Every answer passes `verified`, whichever way it was written. A citation stands only if its quote is
`posting.text[start:end]` of the version that was answered from, and takes no words out from under their "not". A part
stands only if it cites, states no number, amount, date, percentage, place or name that its quotes do not hold, and is
negated where they are and nowhere else; or if it is one of the bot's own sentences that claim nothing.
"""

import re
from collections.abc import Mapping
from dataclasses import replace

from bot import phrases
from bot.answer import Answer, Citation, Part
from bot.gazetteer import area
from bot.language import Language, language
from ingest.posting import Posting

NEGATION = re.compile(
    r"\b(?:no|not|never|none|neither|nor|without|cannot|unable|unfortunately|except|unless|excluding|exempt from|"
    r"(?:is|are|was|were|do|does|did|ca|wo|would|could|should|has|have)n[’']t)\b",
    re.IGNORECASE,
)
_NEGATIONS: dict[Language, re.Pattern[str]] = {
    "de": re.compile(r"\b(?:nicht|kein\w*|nie|niemals|ohne|weder)\b", re.IGNORECASE),
    "fr": re.compile(r"\b(?:ne|n[’']|pas|aucune?|jamais|sans|ni)\b", re.IGNORECASE),
    "es": re.compile(r"\b(?:no|nunca|sin|ningun[ao]?|ningún|tampoco|ni)\b", re.IGNORECASE),
}
_WAIVED = re.compile(
    r"\b(?:no|not|without|never)\b[^.;]{0,40}?\b(?:required|necessary|needed|essential|mandatory|a must|compulsory)\b",
    re.IGNORECASE,
)
_NAME = re.compile(r"(?<![.!?:“\"(]\s)(?<!^)(?<![\w-])[A-ZÀ-Ý][\w’'&-]*")
_FIRST = re.compile(r"(?:^|(?<=[.!?:“\"(]\s))[A-ZÀ-Ý][\w’'&-]*")
_OPENERS = frozenset(
    """a about after all also an and annual any applicants apply as at base before between both but by candidates each
    either employees every everyone for from full he here how however if in is it its most new no not of on only or our
    part paid pay people please she since some staff that the their there these they this those to under up we what
    when where which who with within without yes you your""".split()
)
_NUMBER_WORDS = {
    word: str(number)
    for number, word in enumerate(
        """zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen
        seventeen eighteen nineteen twenty""".split()
    )
}
_NUMBER = re.compile(
    rf"\d+(?:[.,\u00a0\u202f’']\d+)*|(?<![^\W\d_])(?:{'|'.join(_NUMBER_WORDS)})(?![^\W\d_])", re.IGNORECASE
)


def verified(answer: Answer, postings: Mapping[str, Posting], contact: str) -> Answer:
    """`answer` with only the parts and citations that hold, citations numbered from 1 in order of use.

    `postings` maps ids to the postings that were answered from; `contact` is who to ask, by the settings. Parts that
    fail are dropped; an `answered` answer of which no claim is left becomes `not_stated`.
    """
    sound = {c.n: c for c in answer.citations if is_sound(c, postings.get(c.posting_id))}
    parts = [part for part in answer.parts if stands(part, sound, contact) and _counts(part, answer)]
    claims = [part for part in parts if part.citations]
    if answer.status == "answered" and not claims and answer.count is None:
        return replace(
            answer,
            status="not_stated",
            reason="silent",
            parts=(Part(phrases.SILENT),),
            citations=(),
            postings=(),
            count=None,
        )
    return _renumbered(answer, parts, sound)


def _counts(part: Part, answer: Answer) -> bool:
    """Whether a count that the bot says is the answer's own."""
    said = phrases.counted(part.text) if not part.citations else None
    return said is None or answer.count is None or said == answer.count


def is_sound(citation: Citation, posting: Posting | None) -> bool:
    """Whether the quote stands word for word where the citation says, and keeps its negation."""
    if posting is None or citation.version != posting.version or not citation.quote.strip():
        return False
    if citation.posting_title != posting.title:
        return False
    if not 0 <= citation.start < citation.end <= len(posting.text):
        return False
    if posting.text[citation.start : citation.end] != citation.quote:
        return False
    return not _leaves_negation_behind(citation, posting)


def stands(part: Part, sound: Mapping[int, Citation], contact: str) -> bool:
    """Whether a part may be shown, given the sound citations by number."""
    if not part.citations:
        return phrases.claims_nothing(part.text, contact)
    if not all(n in sound for n in part.citations):
        return False
    quotes = " ".join(sound[n].quote for n in part.citations)
    title = sound[part.citations[0]].posting_title
    if part.text == title:
        return True  # a row of a list: it says no more than which posting fits
    said = part.text.removeprefix(f"{title}: ")
    return unsupported(said, quotes) == set() and not _turned(said, quotes)


def unsupported(text: str, quotes: str) -> set[str]:
    """Numbers and names of `text` that `quotes` lack: unsupported("£30,000 in Leeds", "£30,000") -> {"Leeds"}."""
    body = phrases.without_opening(text)
    if body.strip(" .") and body.strip(" .") in quotes:
        return set()
    held_words = {_bare(word) for word in re.findall(r"[\w’'&-]+", quotes)}
    missing = numbers(body) - numbers(quotes)
    # A capital at the start of a sentence may be a name too: "Paris is where you work."
    names = [*_NAME.findall(body), *(word for word in _FIRST.findall(body) if word.lower() not in _OPENERS)]
    if language(body) == "de":  # every noun has a capital: of the names, places can be told
        names = [name for name in names if area(name)]
    return missing | {name for name in names if _bare(name) not in held_words}


def _turned(text: str, quotes: str) -> bool:
    """Whether a "not" was dropped or slipped in: "You can work remotely" of "You can not work remotely"."""
    return negated(phrases.without_opening(text)) != negated(quotes) or (
        text.startswith(phrases.YES) and denies(quotes)
    )


def negated(text: str) -> bool:
    return negations(text) > 0


def negations(text: str) -> int:
    """How often a text says "not", in its own language."""
    other = _NEGATIONS.get(language(text))
    return len(NEGATION.findall(text)) + (len(other.findall(text)) if other else 0)


def denies(text: str) -> bool:
    """Whether a text says no to something, other than to a demand: "No experience needed" is no denial."""
    return NEGATION.search(_WAIVED.sub(" ", text)) is not None


def numbers(text: str) -> set[str]:
    """Numbers as bare digits, number words too; a per cent or currency sign stays with its own: "20 %" -> {"20%"}."""
    return set(numbers_in_order(text))


def numbers_in_order(text: str) -> list[str]:
    found = []
    for match in _NUMBER.finditer(text):
        word = match.group().lower()
        before, after = text[: match.start()].rstrip()[-1:], text[match.end() :].lstrip()[:1].lower()
        mark = "%" if after == "%" else before if before in "$€£¥₹" else after if after and after in "$€£¥₹" else ""
        found.append(_NUMBER_WORDS.get(word) or re.sub(r"\D", "", word) + mark)
    return found


def _leaves_negation_behind(citation: Citation, posting: Posting) -> bool:
    """Whether a quote that is part of a sentence leaves out a "not" of that sentence."""
    for sentence in posting.sentences:
        if sentence.end <= citation.start or citation.end <= sentence.start:
            continue
        outside = posting.text[sentence.start : max(sentence.start, citation.start)] + " "
        outside += posting.text[min(sentence.end, citation.end) : sentence.end]
        if NEGATION.search(outside):
            return True
    return False


def _renumbered(answer: Answer, parts: list[Part], sound: Mapping[int, Citation]) -> Answer:
    used = list(dict.fromkeys(n for part in parts for n in part.citations))
    new = {n: i for i, n in enumerate(used, start=1)}
    return replace(
        answer,
        parts=tuple(replace(part, citations=tuple(new[n] for n in part.citations)) for part in parts),
        citations=tuple(replace(sound[n], n=new[n]) for n in used),
        postings=tuple(
            replace(ref, citations=tuple(new[n] for n in ref.citations if n in new)) for ref in answer.postings
        ),
    )


def _bare(word: str) -> str:
    return re.sub(r"[’']s?$", "", word).casefold()
