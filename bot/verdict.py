"""Yes or no, where one sentence decides it: a field's own word, a fact, an age, the opposite of what is asked."""

import re

from bot.page import Page, stem
from bot.question import Ask, content_words
from bot.verify import denies
from ingest.posting import Fact

_FIELD = re.compile(
    r"[^.:]{2,60}: (?P<value>yes|none|not \w+|no(?! (?:more|less|fewer|later|earlier|limit)))\b", re.IGNORECASE
)
"""A label with its answer: "Relocation expenses reimbursed: No"."""
_ASKED_VALUES = {
    "workplace": {
        "remote": r"\b(?:remot\w+|from home|at home|home ?office|wfh|telework\w*|telecommut\w*|work from anywhere)\b",
        "onsite": r"\b(?:on[- ]?site|in[- ]office|in person|(?:come|go) (?:in)?to (?:the|an) office|in the office)\b",
        "hybrid": r"\bhybrid\b",
    },
    "employment_type": {
        "full_time": r"\bfull[- ]?time\b",
        "part_time": r"\bpart[- ]?time\b",
        "permanent": r"\bpermanent\b",
        "temporary": r"\b(?:temporary|temp|seasonal|fixed[- ]term)\b",
        "contract": r"\b(?:contractor|freelance|fixed[- ]term)\b",
        "internship": r"\binternship\b",
    },
}
_CONTRARY = tuple(
    (re.compile(asked, re.IGNORECASE), re.compile(stated, re.IGNORECASE))
    for asked, stated in (
        (
            r"\b(?:free|no cost|without paying|for nothing)\b",
            r"\bfor a (?:small )?fee\b|\b(?:your|their) own (?:cost|expense)\b",
        ),
        (r"\bpaid\b", r"\b(?:unpaid|un-paid|non[- ]paid|volunteer position|without pay)\b"),
        (r"\b(?:unpaid|for free|for nothing)\b", r"(?<!un)(?<!un-)\bpaid\b|[$€£]\s?\d"),
        (
            r"\b(?:in person|face[- ](?:to[- ])?face|on[- ]?site)\b",
            r"\b(?:online|virtual(?:ly)?|zoom|(?:by|over the|via) (?:phone|telephone|video)|video call)\b",
        ),
        (r"\b(?:online|virtual(?:ly)?|zoom|over video)\b", r"\b(?:in[- ]person|face[- ]to[- ]face)\b"),
    )
)
"""What a question asks for and what says that it is otherwise: "is the gym free" of "gym for a fee"."""
_APART = {"full_time": {"part_time"}, "part_time": {"full_time"}, "permanent": {"temporary", "contract"}}
_APART |= {"temporary": {"permanent"}, "contract": {"permanent"}, "remote": {"onsite"}, "onsite": {"remote"}}
_LIMIT = re.compile(
    r"\b(?:only|just|fully|100|entirely|completely|all|every|always|whole|more than|over|free|same|guaranteed|fixed|\d+"
    r"|must|have to|need|required?|mandatory|necessary|compulsory|essential|obligatory|problem|deal ?breaker)\b"
)
_ENDED = re.compile(
    r"\b(?:abolished|discontinued|ended|ceased|no longer|stopped|withdrawn|scrapped|dropped|replaced)\b",
    re.IGNORECASE,
)
_MUST = re.compile(r"\b(?:must|have to|has to|requir\w+|mandatory|compulsory|obligatory|essential)\b", re.IGNORECASE)
_SOFT = re.compile(
    r"\b(?:prefer\w*|desir\w*|ideal\w*|advantage\w*|plus|bonus|nice|or|if|may|unless|only)\b", re.IGNORECASE
)
_WHOLLY = re.compile(r"\b(?:fully|100 ?%|entirely|completely|only|purely|always|every day|all)\b")
_MY_AGE = re.compile(
    r"\b(?:i am|i'?m|im|aged|(?:son|daughter|child|kid|brother|sister|boy|girl|friend)(?: is|'?s))"
    r" (?:only |just |still )?(?P<age>[1-7]\d)\b"
    r"(?! ?(?:%|hours?|hrs?|miles?|min\w*|weeks?|months?|km|years? (?:of|in)))"
)
_YOUNG = r"(?:1[3-9]|2[0-5])\b"
_LEAST_AGE = re.compile(
    rf"\b(?:at least|minimum(?: age)?(?: of| is)?|over(?: the age of)?|must be|aged?)[: ]+(?P<a>{_YOUNG})(?! ?[-–%]"
    rf"| (?:hours|days|weeks|months|miles|years? (?:of )?exp))|\b(?P<b>{_YOUNG})(?: ?\+"
    r"| (?:years )?(?:of age )?(?:or|and) (?:older|over|above))(?! ?(?:hours|days|weeks|months|years? (?:of )?exp))",
    re.IGNORECASE,
)
_AGES = re.compile(
    rf"\b(?P<low>{_YOUNG}) ?(?:and|to|-|–) ?(?P<high>[1-7]\d)(?:[- ]years?[- ](?:old|of age))", re.IGNORECASE
)


def verdict(ask: Ask, page: Page, best: int) -> bool | None:
    """Yes or no where the sentence decides it by itself; the question holds no "not"."""
    text = page.texts[best]
    if (field := _FIELD.match(text)) and page.stems[best] & {stem(word) for word in ask.words}:
        return field["value"].lower() == "yes"
    if any(asked.search(ask.text) and said.search(text) and not asked.search(text) for asked, said in _CONTRARY):
        return False
    demanded = _MUST.search(ask.text) and _MUST.search(text) and not (_SOFT.search(text) or denies(text))
    if demanded and page.stems[best] & {stem(word) for word in ask.words if not _MUST.search(word)}:
        return True  # "do I have to drive into NYC?" of "NYC and winter driving are required"
    if _is_of_another_age(ask.text, text):
        return False
    typed = typed_answer(ask, page, best)
    return _is_said(ask, page, best) if typed is None else typed


def facts_asked(ask: Ask, page: Page, best: int) -> list[Fact]:
    """The facts that a sentence states of what is asked."""
    names = frozenset().union(*(topic.facts for topic in ask.topics))
    sentence = page.posting.sentences[best]
    return [f for f in page.posting.facts if f.name in names and f.start < sentence.end and sentence.start < f.end]


def _is_said(ask: Ask, page: Page, best: int) -> bool | None:
    """True where the sentence says all that is asked, and no less: "is there parking" of "Free parking".

    False where it says so of what is no more; None where it says another thing, or less.
    """
    held, text = page.stems[best] | {stem(word) for word in content_words(page.headings[best])}, page.texts[best]
    covered = bool(ask.words) and all(stem(word) in held for word in ask.words)
    if not covered or _LIMIT.search(ask.text) or denies(text):
        return None
    return _ENDED.search(text) is None


def _is_of_another_age(question: str, text: str) -> bool:
    """Whether somebody who tells their age has not the one that a sentence asks for: "im 20" of "21+ years old"."""
    mine = _MY_AGE.search(question)
    if not mine or re.search(r"\btoo (?:old|young)\b", question):
        return False
    if ages := _AGES.search(text):
        return not int(ages["low"]) <= int(mine["age"]) <= int(ages["high"])
    least = _LEAST_AGE.search(text)
    return least is not None and int(mine["age"]) < int(least["a"] or least["b"])


def typed_answer(ask: Ask, page: Page, best: int) -> bool | None:
    """Yes or no where a fact of the sentence decides it: relocation, a workplace, a kind of employment."""
    offered = {fact.value for fact in facts_asked(ask, page, best) if isinstance(fact.value, bool)}
    if len(offered) == 1 and all(stem(word) in page.stems[best] for word in ask.beside):
        return offered.pop()
    for name, patterns in _ASKED_VALUES.items():
        asked = {value for value, pattern in patterns.items() if re.search(pattern, ask.text)}
        stated = {value for fact in facts_asked(ask, page, best) if fact.name == name for value in _listed(fact.value)}
        if len(asked) != 1 or not stated:
            continue
        (value,) = asked
        if value == "remote" and "hybrid" in stated and _WHOLLY.search(ask.text):
            return False
        if value in stated:
            return True
        if _APART.get(value, set()) & stated:
            return False
    return None


def _listed(value: object) -> list[str]:
    return list(value) if isinstance(value, list | tuple) else [str(value)]
