"""What a question over the board is about, beside its conditions: "welding" of "remote welding jobs over £30k".

Of the words that no condition explains, most are how one asks ("spell out", "chip in"); some say what kind of job.
"""

import re
from collections.abc import Sequence

from bot.board import Board
from bot.page import stem
from bot.question import content_words

JOBS = (
    r"(?:jobs|roles|positions|openings|vacancies|postings|opportunities|internships|listings|offers|gigs|ads"
    r"|adverts|ones|posts|placements|appointments|bulletins|stellen|jobangebote|puestos|postes|emplois|offres"
    r"|empleos|vacantes)"
)
JOB = (
    r"(?:job|role|position|opening|vacancy|posting|opportunity|internship|one|gig|post|work|puesto|poste|stelle"
    r"|offre|empleo|vacante)"
)
_LOOSE = re.compile(
    rf"\b(?:{JOBS}|{JOB}|work(?:ing|ed)?|which|what|who|where|how|any|anything|something|sth|everything|nothing"
    rf"|open|opens|available|currently|now|right now|today|still|all|total|list|lists|show|find|tell|give|got"
    r"|have|having|looking|search\w*|interested|suitable|fit|fits|suit|useful|helps?|pls|please|hiring|hire"
    r"|recruiting|offer\w*|provid\w*|come|comes|go|goes|going|based|located|location|states?|mention\w*"
    r"|ads?|adverts?|advertis\w+|tops?|out|ranges?|according|anywhere|somewhere|carry|carries|actually|really|dated"
    r"|publish\w*|listed"
    r"|employers|companies|equivalent|similar|demand\w*|sets?|qualified|experienced|employment|mak(?:e|es|ing)|writ(?:e|es|ing|ten)"
    r"|prints?|printed|going|wanting|wants|round|til|figure|mind|moving|around|chance|maybe|favour|favor|count"
    r"|counts|live|living"
    r"|moment|employees?|counting|number|hi|hello|hey"
    r"|say|says|minimum|maximum|ask|asks|asking|require\w*|need\w*|want\w*|involv\w*|includ\w*|someone|somebody|people|person"
    r"|speak\w*|know\w*|knowledge|using|use|uses|used|experience[d]?|skills?|background"
    r"|pay|pays|paying|paid|hourly|monthly|yearly|annual\w*|weekly|wages?|rates?|money|cash|salary|salaries|closing|close|closes|deadline|apply|do|does|did|i|me|my|you|your"
    r"|yours|id|im|ive|ill|they|there|their|of|them|these|those|with|without|for|in|at|on|to|a|an|the|and|or|is|are|be|been"
    r"|can|could|would|like|love|will|not|no|than|also|only|just|possible|allow\w*|let|lets|new|company"
    r"|employer|site|website|board|time|year|years|month|day|dates?|currently"
    r"|title|titles|name|names|called|kind|type|sort|category|department|team|area|field|sector|level|hay|en|de"
    r"|para|il|y|a-t-il|des|les|avec|gibt|es|mit|und|haben|sie|algún|algun|alguna|algunos|qué|que|cuáles|tienen"
    r"|con|trabajo|trabajos|ofertas|quels?|quelles?|avez-vous|vous|une?|dans|à|aus|ihr|habt|welche\w*|jobs"
    r"|eine?n?|der|die|das|im|offene?n?|stellen)\b"
)
_SKILL = re.compile(
    r"\b(?:experience[d]? (?:in|with|of)|\w+ experience|skills?|know\w*|speak\w*|use[sd]?|using|work(?:s|ed"
    r"|ing)? (?:with|in)|asks? for|asking for|mention\w*|requir\w+"
    r"|needs?|familiar|background in|who does|who can|good (?:at|with)|trained in|certified|licen[cs]e\w*|involv\w+)\b"
)
_FRAME = re.compile(
    r"\b(?:(?:for|in) which|which|what|do any|any|are there(?: any)?|is there(?: an?y?)?|how many|(?:the )?number of"
    r"|count|list|show me)(?: of)?(?: (?:the|your|these|those|them|other|an?))*(?: [\w-]+)?"
    rf" (?:{JOBS}|{JOB}|employers?|places|companies)\b(?: (?:that|which|do|does))?"
)
_WHO = re.compile(r"\b(?:who|does anybody|does anyone|anybody|anyone|which ones?|which)\b")
_GRADE = re.compile(r"\b(?:band|grade|level|tier|scale) \d{1,2}[a-z]?\b")
PERSON = re.compile(r"(?:er|or|[iy]st|ian|nurse|midwi[fv]e|clerk|chef|cook|guard|pilot|host)s?$")
"""What one is at work, by the end of the word: "therapist", "drivers"."""
_PEOPLE = re.compile(
    rf"\b(?P<who>[\w-]+)(?= (?:{JOBS}|{JOB})\b)"
    rf"|\b(?:as|{JOBS}(?: \w+)? for|looking for|hir(?:e|ing)|recruit(?:ing)?|need|want|taking on)(?: an?| any| more)?"
    r"(?: [\w-]+){0,2}? (?P<whom>[\w-]+)\b"
)
_EVERYDAY = 4.7
"""Words that English speakers use more often than this (Zipf scale) tell little: "mean", "range", "count"."""


def says_more(text: str) -> bool:
    """Whether a question of which nothing was understood holds more than "what jobs do you have"."""
    return len(content_words(_LOOSE.sub(" ", text))) > 0 or len(text.split()) > 9


def words_of(text: str) -> tuple[str, ...]:
    """The words that may tell which jobs are meant; "band 6" is one of them."""
    grades = tuple(found.group() for found in _GRADE.finditer(text))
    rest = _LOOSE.sub(" ", _GRADE.sub(" ", text))
    return (*grades, *(w for w in content_words(rest) if not w.isdigit() or len(w) > 2))


def without_people(text: str) -> str:
    """Without those who are asked for: "doctor jobs", "anything for a therapist" ask for no health insurance."""

    def rest(said: re.Match[str]) -> str:
        return " " if PERSON.search(said["who"] or said["whom"]) else said.group()

    return _PEOPLE.sub(rest, text)


def framed(text: str) -> str:
    """A question over the board as it would be put on one posting: "which jobs need SQL" -> "does the job need sql"."""
    return _WHO.sub("do you", _FRAME.sub("does the job", text))


def is_skill(text: str) -> bool:
    """Whether it asks for what a person knows or does, rather than for what the job is called."""
    return _SKILL.search(text) is not None


def narrowing(subject: Sequence[str], text: str, board: Board) -> tuple[str, ...]:
    """Those that tell which jobs are meant, of a question that has a condition or an order besides."""
    skill = is_skill(text)
    return tuple(word for word in subject if _narrows(word, text, board, skill=skill))


def _narrows(word: str, text: str, board: Board, *, skill: bool) -> bool:
    return board.names_a_job(word) or _says_which(word, text) or (skill and _is_spoken(word, board))


def _is_spoken(word: str, board: Board) -> bool:
    return any(stem(part) in board.stems for part in word.split("-"))


def _says_which(word: str, text: str) -> bool:
    """ "beekeeper jobs", "something with bees" """
    named = re.escape(word)
    return bool(
        re.search(rf"\b{named} (?:[\w-]+ )?(?:{JOBS}|{JOB})\b", text)
        or re.search(
            rf"\b(?:{JOBS}|{JOB}|anything|something|sth|work) (?:for|in|as|with|like|about|around|involving"
            rf"|to do with) (?:[\w-]+ ){{0,2}}?{named}\b",
            text,
        )
    )


def telling(subject: Sequence[str], text: str, board: Board) -> tuple[str, ...]:
    """Words that tell, and everyday words that stand beside one: "driving licence"."""
    kept = {word for word in subject if _tells(word, board)}
    beside = {word for word in subject for k in kept if _adjoin(word, k, text) or _adjoin(k, word, text)}
    return tuple(word for word in subject if word in kept | beside)


def _adjoin(first: str, second: str, text: str) -> bool:
    # a long message has tens of thousands of pairs: a pattern is made only for one that can match
    pair = f"{first} {second}"
    return pair in text and re.search(rf"\b{re.escape(pair)}\b", text) is not None


def _tells(word: str, board: Board) -> bool:
    """Whether a word says what job is meant: it stands in a title, department or team here, or is no everyday word."""
    from wordfreq import zipf_frequency

    return board.names_a_job(word) or zipf_frequency(word, "en") < _EVERYDAY
