"""Conditions on what a posting offers or asks for: relocation, a visa, dental cover, Spanish, a degree.

Each is judged by its fact, else by the sentences that state its topic.
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache

from bot.board import Board
from bot.finding import Condition, Finding, either, stated, titled, unless_silent, written
from bot.page import stem
from bot.question import content_words
from bot.subject import JOB, JOBS, without_people, words_of
from bot.topic import Topic, lexicon
from bot.words import NOT, Words

_AT_SCHOOL = re.compile(r"\b(?:in|at|for) an? (?:[\w-]+ ){0,4}(?:schools?|college|university)\b")
"""Where somebody wants to work; it asks for no degree."""
_JOB = re.compile(rf"{JOBS}|{JOB}")
_ITEM = 8
"""Words of an item in a list of benefits, at most."""
_TOPICS = frozenset(
    "relocation visa travel bonus equity languages education background criminal_record clearance drug_test vaccination"
    " on_call overtime public_holidays sick_leave probation".split()
)
"""Topics, beside the benefits, that tell postings apart; of the others ("team", "duties") every posting speaks."""
_OFFER = re.compile(
    r"\b(?:offer\w*|benefits?|insurance|plan|packages?|perks?|provid\w+|eligib\w+|cover\w*|budget|allowance"
    r"|stipend|match\w*|"
    r"paid|reimburs\w+|assist\w+|enjoy|receive|get|includ\w+|access|contribution\w*|days?|weeks?|support\w*)\b|\d",
    re.IGNORECASE,
)


def topics(words: Words, board: Board) -> Iterator[Condition]:
    """Of the topics relocation, visas, dental, languages… by their fact, else by the sentences that state it."""
    named = lexicon().topics_of(_AT_SCHOOL.sub(" ", without_people(words.text)))
    found = [topic for topic in named if topic.within == "benefits" or topic.name in _TOPICS]
    for topic in found:
        said = re.search(rf"{NOT}(?:{topic.ask.pattern})", words.text, re.IGNORECASE)
        values, text = topic.values(words.text), words.text
        beside: list[str] = []
        names: list[str] = []
        while name := re.search(topic.ask, words.text):
            names.append(name.group())
            beside += _beside(words.text, name)
            words.take(topic.ask)
        condition = _of_topic(topic, values, text)
        near = [*beside, *(word for word in words_of(words.text) if len(word) > 3)]
        near = [word for word in near if not _SAYS_LITTLE.fullmatch(word)]
        if topic.name in _MIXED and not values and len(names) < _SEVERAL:
            condition = _named(condition, names)
        elif (
            len(names) == 1 and not values
        ):  # "health or medical insurance, private healthcare": no word narrows them all
            condition = _refined(condition, topic, near, board)
        if topic.within == "benefits" or topic.facts & _YES_NO.keys():
            for word in beside:
                words.take(rf"\b{re.escape(word)}\b")
        words.take(r"\b(?:not?|without|non)\b(?=\s*$)")
        yield condition.opposite() if said and said["not"] else condition


def _beside(text: str, name: re.Match[str]) -> list[str]:
    """The words that narrow a topic's name: "staff discounts", "gym membership", "NHS pension"."""
    before = re.search(r"([\w-]+) $", text[: name.start()])
    after = re.match(r" ([\w-]+)", text[name.end() :])
    return [found[1] for found in (before, after) if found and content_words(found[1]) and not _JOB.fullmatch(found[1])]


def _refined(condition: Condition, topic: Topic, beside: Sequence[str], board: Board) -> Condition:
    """The topic's sentences that also hold a word said with it ("training budget", "birthday"), where some do."""
    if not beside or topic.within != "benefits":
        return condition
    near = re.compile("|".join(rf"\b{re.escape(stem(word))}" for word in beside), re.IGNORECASE)
    fine = written(
        topic.name,
        condition.phrase,
        topic.state,
        lambda text, above: near.search(text) is not None and _is_offered(topic, text, above),
    )
    return fine if any(found.holds for found in fine.judge(board).values()) else condition


def _named(condition: Condition, names: Sequence[str]) -> Condition:
    """Of a topic that holds many things, those that were named: "company car" is not met by a season ticket."""

    def judge(board: Board) -> dict[str, Finding]:
        found = condition.judge(board)
        said = {one.id: one for name in names for one in board.survey(f"do you offer {name}", content_words(name))}
        holding = [[re.compile(rf"\b{re.escape(stem(word))}", re.I) for word in content_words(name)] for name in names]
        kept = {}
        for id, finding in found.items():
            texts = [board.posting(id).text[start:end] for start, end in finding.spans]
            spoken = any(all(word.search(text) for word in words) for text in texts for words in holding)
            if spoken or (id in said and said[id].chance >= _READ):
                kept[id] = finding
        read = {id: Finding(not one.denies, (one.span,)) for id, one in said.items() if one.chance >= _READ}
        return read | kept

    return Condition(condition.kind, condition.phrase, judge)


_MIXED = frozenset("family_care commute equipment meals discounts social fitness volunteering".split())
_SEVERAL = 3
"""Names from which a topic is meant as a whole: "train, bus or metro costs"."""
_READ = 0.5
"""Chance from which a sentence offers what was named, in other words."""
_YES_NO = {
    "relocation": bool,
    "visa_sponsorship": bool,
    "equity": bool,
    "bonus": bool,
    "travel": lambda value: bool(value["required"]),
}


_SAYS_LITTLE = re.compile(r"cover\w*|plans?|insurance|benefits?|care|schemes?|teeth|tooth|includ\w+|sort|thing")
"""Beside a benefit's name it narrows nothing: "dental cover", "my teeth"."""
_OFFERED = {
    "visa_sponsorship": re.compile(
        r"\b(?:we|will|can|offers?|provides?) (?:\w+ ){0,3}?(?:sponsor(?:ship)?(?:s|ed)? (?:\w+ ){0,3}(?:visas?|h-?1b"
        r"|permits?|you|candidate|applicant)|visas?(?! (?:status|type|holders?)))\b",
        re.IGNORECASE,
    ),
    "equity": re.compile(r"\b(?:RSUs?|ESPP|stock (?:options?|grants?|purchase)|equity (?:grants?|package|plan))\b"),
}
"""How the text offers what no fact was read of."""
_ENTITLED = re.compile(
    r"\b(?:right to work|(?:authori[sz]ed|eligible|entitled|permitted) to work|work authori[sz]ation)\b", re.IGNORECASE
)
_NARROWER = {
    "bonus": (
        re.compile(r"\b(?:sign(?:ing)?[- ]?on|signing|joining|join|welcome)\b", re.IGNORECASE),
        re.compile(
            r"\bsign(?:ing)?[- ]?on\b|\bsigning bonus|\b(?:joining|welcome) bonus|\bgolden hello", re.IGNORECASE
        ),
        True,
    ),
    "visa": (_ENTITLED, _ENTITLED, False),
}
"""Of a topic with a fact: how a question names one kind of it, how a posting does, and whether its "not" is a no."""
_LEVELS = {
    "PhD": re.compile(
        r"\bph\.? ?d\b(?! (?:students?|candidates?|positions?))|\bd\.?phil\b|\bdoctorate\b|\bdoctoral degree\b",
        re.IGNORECASE,
    ),
    "master's": re.compile(
        r"\bmaster(?:['’]?s)(?: degree)?\b|\bmaster degree\b|\bm\.?sc\b|\bm\.s\.|\bmba\b|\bmlis\b", re.IGNORECASE
    ),
}
"""Degrees that are asked for by name."""
_STRICT = {
    "drug_test": re.compile(r"\b(?:drugs?|alcohol)\b[^.]{0,40}\b(?:test\w*|screen\w*)", re.IGNORECASE),
    "education": re.compile(
        r"\b(?:degrees?|bachelor\w*|master(?:'|’)?s|ph\.?d|doctorate|mba|diploma|studium|diplôme|hochschul\w+"
        r"|graduated? (?:in|from|of|with)|(?-i:HBO|WO|B\.?Sc|M\.?Sc|BA|BS|B\.A|B\.S))\b",
        re.IGNORECASE,
    ),
    "discounts": re.compile(r"\b(?:discount\w*|vouchers?|money off|rabatt\w*|descuentos?|remises?)\b", re.IGNORECASE),
    "on_call": re.compile(r"\bon[- ]?call\b(?!\w* us)|\bpager\b|\bout[- ]of[- ]hours\b|\bstand-?by\b", re.IGNORECASE),
}
"""What states a topic in a list; by "studies" or "24/7" a reader may find one, but they are said of much else."""


def _of_topic(topic: Topic, values: Sequence[str], said: str) -> Condition:
    phrase = " ".join([topic.name.replace("_", " "), *(f"({value})" for value in dict.fromkeys(values))])
    if topic.name == "education" and (
        level := next((name for name, words in _LEVELS.items() if words.search(said)), "")
    ):
        return written(topic.name, level, _LEVELS[level])
    if topic.name in _NARROWER:
        asked, stated_by, denied = _NARROWER[topic.name]
        if own := asked.search(said):
            return written(topic.name, f"{own.group()} ({phrase})", stated_by, denied=denied)
    fact = next((name for name in topic.facts if name in _YES_NO), None)
    if fact and not values:
        typed = stated(topic.name, phrase, fact, _YES_NO[fact])
        return unless_silent(typed, written(topic.name, phrase, _OFFERED[fact])) if fact in _OFFERED else typed
    if topic.name in _STRICT and not values:
        return written(topic.name, phrase, _STRICT[topic.name])
    if topic.name == "retirement" and "401k" in said and not re.search(r"\b(?:pension|retire\w*)\b", said):
        return written(topic.name, "401(k)", re.compile(r"\b401 ?\(?k"))
    if values:
        pattern = re.compile(
            "|".join(rf"\b(?:{_in_any_language(value)})" for value in dict.fromkeys(values)), re.IGNORECASE
        )
        return either([written(topic.name, phrase, pattern), titled(topic.name, phrase, pattern)], phrase)
    return written(topic.name, phrase, topic.state, lambda text, above: _is_offered(topic, text, above))


def _in_any_language(value: str) -> str:
    """A language by what postings call it: german -> german, deutsch…, allemand…; anything else as it stands."""
    names = _languages().get(value)
    return (
        "|".join(rf"{re.escape(name)}\w*" if name != value else rf"{re.escape(name)}(?!\w)" for name in names)
        if names
        else re.sub(r"\\?[ -]", r"[\\s-]?", re.escape(value)).replace("e", "[eéè]") + r"(?!\w)"
    )


@cache
def _languages() -> dict[str, tuple[str, ...]]:
    from babel import Locale

    tongues = [Locale(code).languages for code in ("en", "de", "fr", "es", "nl", "it", "pt", "sv", "pl")]
    return {
        name.lower(): tuple(dict.fromkeys(str(tongue.get(code, name)).lower() for tongue in tongues))
        for code, name in tongues[0].items()
        if len(code) == 2
    }


def _is_offered(topic: Topic, text: str, above: str) -> bool:
    """A benefit is one where it stands among the benefits, or is said to be offered: "dental" alone may be a trade."""
    if topic.within != "benefits":
        return True
    heading = lexicon().topics["benefits"].heading
    return bool((heading and heading.search(above)) or _OFFER.search(text)) or len(text.split()) <= _ITEM
