"""Tells an FAQ or handbook page from a posting. Both have headings and prose; what they speak of differs."""

import re
from collections.abc import Sequence

from ingest.sections import Block
from ingest.title import names_job

_HEADINGS = re.compile(
    r"responsibilit|requirement|qualification|what you(?:['’]ll| will| bring| need| do)|about you\b|who you are"
    r"|your (?:role|profile|tasks|mission|languages?|experience|side|background)\b|\bour side\b"
    r"|about (?:the|this) (?:role|job|position|opportunity)|look(?:ing)? for"
    r"|\bduties\b|\bskills\b|job (?:description|summary)|role overview|person specification|nice to have|we offer"
    r"|why join|(?:dein|ihr|unser)e? (?:profil|aufgaben)|annual salary|tasks|funciones|requisitos|vos missions"
    r"|votre profil",
    re.IGNORECASE,
)
_SAID = [
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"\bwe(?:['’]re| are) (?:currently )?(?:looking for|hiring|seeking|searching)\b|"
        r"\b(?:is (?:looking for|seeking|hiring)|wir suchen|buscamos|nous recherchons)\b",
        r"\byou(?:['’]ll| will) (?:be|work|join|help|lead|own|build|report|manage)\b",
        r"\b(?:successful|ideal) (?:candidate|applicant)\b",
        r"\bwe (?:look for|seek)\b|\byou bring\b",
        r"\b(?:salary|pay|wage) (?:is|of|from|between|starts at)\b[^.]{0,20}\d",
        r"\b(?:this|the) (?:role|position|post|vacancy) (?:is|will|reports|offers|involves|has)\b",
        r"\breport(?:s|ing)? (?:in)?to (?:the|our)\b",
        r"\b\d\+? ?(?:or more )?years['’]? (?:of )?(?:\w+ ){0,3}experience\b",
        r"(?:salary|compensation|pay)(?: range)? (?:of|is|from|between|:)|[$€£] ?\d{2,3}[,.k]\d",
        r"\bapply (?:now|by|before|today|for this)\b|\bsend (?:us )?your (?:cv|resume)\b",
    )
]
_FIELDS = re.compile(
    r"^(?:location|salary|employment type|contract|workplace|department|hours|closing date|apply by|start date|job type"
    r"|reference|class code|posted)\b[^:]{0,20}:",
    re.IGNORECASE,
)
_ASKS = re.compile(
    r"^(?:how|what|which|who|when|where|why|can|could|do|does|is|are|am|will|should|may|must)\b", re.IGNORECASE
)
_WORDS = r"(?:faqs?|frequently asked(?: questions)?|questions|guide|guidelines?|polic(?:y|ies)|handbook|process(?:es)?)"
_TERMS = re.compile(
    r"\b(?:(?:full|part)[- ]time|permanent|freelance|fixed[- ]term|temporary|seasonal|internship|fellowship|wanted"
    r"|\d+ months|roles? at|prn|per diem|maternity cover|[mfwdx]/[mfwdx](?:/[mfwdx])?)\b",
    re.IGNORECASE,
)
"""What a posting's title says of the contract."""
_INVITES = re.compile(r"\bjoin our team\b|\brejoignez\b|(?:['’]re|\bare|\bis|\bnow) hiring\b", re.IGNORECASE)
_HELP = re.compile(
    rf"^(?:faqs?|frequently asked|guide to|handbook|for)\b|\b{_WORDS}$|\b(?:on|off)boarding\b|^code of conduct",
    re.IGNORECASE,
)
_ENGLISH = re.compile(r"\b(?:the|and|of|to)\b", re.IGNORECASE)
POSTING = 2
"""Points from which a page is a posting. A posting taken for an FAQ page loses its facts: when torn, a posting."""


def is_faq(title: str, blocks: Sequence[Block], name: str, marked_up: bool) -> bool:
    """Whether a page without fields of a posting is an FAQ page. `marked_up`: Markdown or HTML, as FAQ pages are.

    `name` is its path. Plain text and PDF are postings unless they ask questions themselves.
    """
    headings = [block.text for block in blocks if block.kind == "heading"]
    asked = sum(heading.rstrip().endswith("?") for heading in headings)
    asks = asked >= 2 and asked >= 0.4 * len(headings)
    if not marked_up and not (asks or _HELP.search(title)):
        return False
    helps = _ASKS.match(title) is not None or _HELP.search(title) is not None
    text = "\n".join(block.text for block in blocks)
    if not (helps or asks) and len(_ENGLISH.findall(text)) < 0.02 * len(text.split()):
        return False  # of the words below, only a few are known in other languages
    points = (
        5 * ((names_job(title) or _INVITES.search(title) is not None) and not helps)
        + 2 * (_TERMS.search(title) is not None)
        - 4 * helps
        - 3 * asks
    )
    points -= 2 * bool(re.search(r"\bfaqs?\b|\bhelp\b|\bhandbook\b", name.replace("_", " "), re.IGNORECASE))
    telling = sum(_HEADINGS.search(heading) is not None for heading in headings if len(heading.split()) <= 5)
    points += (0, 1, 4)[min(2, telling)]  # a handbook has one by chance: "Vacation requirements"
    points += sum(pattern.search(text) is not None for pattern in _SAID)
    points += 2 * min(2, sum(_FIELDS.match(block.text) is not None for block in blocks[:12]))
    return points < POSTING


_QUESTION = re.compile(r"Q(?:uestion)?\s?\d*\s?[:.)]\s*(?P<asked>\S.*)", re.DOTALL)
_PAIR = re.compile(r"(?P<asked>[^?]{4,200}\?):\s+(?P<answer>\S.*)", re.DOTALL)
_ANSWER = re.compile(r"A(?:nswer)?\s?\d*\s?[:.)]\s+")


def questions(blocks: Sequence[Block]) -> list[Block]:
    """The blocks of an FAQ page with its questions as headings: "Q: … A: …", lists of terms."""
    found: list[Block] = []
    marked = any(_ANSWER.match(block.text) for block in blocks)
    for block in blocks:
        pair = _PAIR.fullmatch(block.text) if block.kind == "row" else None
        asked = _QUESTION.fullmatch(block.text) if block.kind != "heading" else None
        if pair:
            found += [Block("heading", pair["asked"]), Block("text", pair["answer"])]
        elif asked:
            found.append(Block("heading", asked["asked"]))
        elif marked and found and found[-1].kind == "heading":
            found.append(Block(block.kind, _ANSWER.sub("", block.text, count=1), block.depth))
        else:
            found.append(block)
    return found
