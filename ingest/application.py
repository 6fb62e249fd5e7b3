"""Applying: the way, the documents asked for, and the steps that follow."""

import re
from collections.abc import Iterator
from typing import Any

from ingest.statement import Statement

_APPLY = re.compile(
    r"\bto apply(?=[\s]*[,.:;!]|$| please)|^to apply\b|\bapply (?:now |today |online |here )?(?:at|via|through"
    r"|by (?!\d)|using|on (?:our|the)|with your|in writing|directly|online|here)\b|\b(?:please )?apply:?\s+https?:"
    r"|\b(?:send|submit|e-?mail|forward|upload|attach)\b (?:us |me |in )?(?:your|an?|the) (?:\w+ ){0,3}(?:cv"
    r"|r[ée]sum[ée]|cover letter|portfolio|letter)|\b(?:send|submit|e-?mail)\b (?:us |in )?(?:your"
    r"|an) (?:\w+ )?application|\bplease (?:provide|send|submit|include|forward|email)\b[^.]{0,60}\b(?:cv"
    r"|r[ée]sum[ée]|cover letter|portfolio)"
    r"|\bapplications? (?:will only be|must be|should be|can be|may be|are|is)(?: \w+)? (?:accepted|sent|submitted"
    r"|made|addressed)\b(?! subject)|\bfollow the link\b|\bclick (?:on )?(?:the )?(?:\"|“|')?apply|\bbewirb dich"
    r"|\bpostuler|\bselect the \"apply\"",
    re.IGNORECASE,
)
_WAY = re.compile(
    r"\b(?:appl(?:y|ication)\w*|contact|e-?mail|questions?|cv|r[ée]sum[ée]|form|send|submit|click|complete|call"
    r"|visit|link)\b|@|https?:|www\.",
    re.IGNORECASE,
)
_NOT_APPLY = re.compile(
    r"\b(?:encourag\w+|consider|hesitate|welcome to apply|less likely|requirements? to apply|stop you"
    r"|once you apply|urged|when you apply|reasonable|accommodation|disabilit)",
    re.IGNORECASE,
)
_APPLY_HEADING = re.compile(
    r"(?:how|where|ready) to apply\b.*|to apply|applying|applications?|(?:the )?application (?:process|procedure"
    r"|instructions)|apply(?: now)?",
    re.IGNORECASE,
)

_DOCUMENTS = {
    "cv": r"c\.?v\.?s?\b|curriculum vitae|r[ée]sum[ée]s?|lebenslauf",
    "cover letter": r"cover(?:ing)? letters?|motivation(?:al)? letters?|letters? of (?:motivation|interest|application)"
    r"|(?:motivations|an)schreiben|lettres? de motivation",
    "supporting statement": r"(?:supporting|personal) statements?",
    "portfolio": r"portfolios?",
    "work samples": r"(?:writing|work|code|design) samples?|samples? of (?:your|previous) (?:work|writing)",
    "transcripts": r"transcripts?",
    "references": r"(?:professional |written |work )?references|letters? of (?:recommendation|reference)|referees",
    "certificates": r"(?:copies|copy|proof) of (?:\w+ ){0,3}(?:certificat\w+|diplomas?|degrees?|licen[cs]es?)"
    r"|zeugnisse",
    "application form": r"application form",
    "questionnaire": r"questionnaires?|supplemental questions",
}
_DOCUMENT = re.compile(
    r"\b(?:" + "|".join(f"(?P<n{n}>{words})" for n, words in enumerate(_DOCUMENTS.values())) + r")(?!\w)", re.IGNORECASE
)
_ASKED = re.compile(
    r"\b(?:send|submit\w*|attach\w*|includ\w+|upload|provid\w+|e-?mail|forward|enclos\w+|bring|complete[ds]?|apply with"
    r"|accompanied by|along with|together with|consists? of|requires?|required|must contain|senden|schick\w*)\b",
    re.IGNORECASE,
)
_OF_APPLYING = re.compile(
    r"\bappl(?:y|ying|ication)\w*|\bdocuments?\b|\bsubmit\b|\b(?:send|e-?mail) (?:us |me )?(?:your|an?)\b"
    r"|\bcandidat\w+|\bbewerb\w*",
    re.IGNORECASE,
)
_NOT_ASKED = re.compile(
    r"\b(?:no|not|without|skip|never|don[’']?t|instead of|rather than|optional\w*"
    r"|if you (?:like|wish|want))\b(?:(?!\band\b|\bbut\b)[^.;,]){0,40}$",
    re.IGNORECASE,
)
_PROCESS = re.compile(
    r"\b(?:application|interview(?:ing)?|hiring|recruit(?:ment|ing)|selection|examination)"
    r" (?:process|procedure|steps?|stages?|timeline|journey)|^the process$|^(?:the )?next steps$|\bwhat happens next\b"
    r"|\bprocess(?:us)? de recrutement|\bbewerbungsprozess|\bhow we hire\b",
    re.IGNORECASE,
)
_STEP = re.compile(
    r"\b(?:interviews?|calls?|tests?|tasks?|assessments?|exercises?|examinations?|screen\w*|panels?|presentations?"
    r"|case stud(?:y|ies)|shortlist\w*|rounds?|stages?|offers?|take[- ]home|trial|references?"
    r"|gespräch\w*|entretiens?)\b",
    re.IGNORECASE,
)
_STEPS_SAID = re.compile(
    r"\b(?:interview|hiring|selection|recruitment|application) process (?:\w+ ){0,2}(?:consists?|includes?"
    r"|involves?|takes?|has|is|starts?|begins?|will)\b"
    r"|\binterviews? (?:will be|are|is|takes? place|to be) (?:\w+ )?(?:held|on|in|scheduled|conducted|week)",
    re.IGNORECASE,
)


def how_to_apply(statement: Statement) -> Iterator[tuple[str, Any]]:
    """The sentences that say where and with what to apply."""
    under = _APPLY_HEADING.fullmatch(statement.heading.strip(" :")) or _APPLY_HEADING.fullmatch(statement.label)
    says = _WAY.search(statement.text) if under else _APPLY.search(statement.text)
    if says and not _NOT_APPLY.search(statement.text):
        yield "how_to_apply", statement.text


def documents(statement: Statement) -> Iterator[tuple[str, Any]]:
    """What an applicant is asked to send: ["cv", "cover letter"]. What is optional, or not wanted, is left out."""
    if statement.text.endswith(":"):
        return
    beside = f"{statement.heading} {statement.lead} {statement.above}"
    named = statement.bullet and _OF_APPLYING.search(beside) and _ASKED.search(beside)
    asked = _ASKED.search(statement.text)
    of_applying = _OF_APPLYING.search(f"{beside} {statement.text}")
    names = list(_DOCUMENTS)
    found = [
        names[int(str(match.lastgroup)[1:])]
        for match in _DOCUMENT.finditer(statement.text)
        if not _NOT_ASKED.search(statement.text[: match.start()])
    ]
    if found and (named or (asked and (of_applying or len(found) > 1))):
        yield "documents", list(dict.fromkeys(found))


def application_steps(statement: Statement) -> Iterator[tuple[str, Any]]:
    """Each sentence or item that says what happens to an application: interviews, tests, offers."""
    under = _PROCESS.search(statement.heading) or _PROCESS.search(statement.lead.rstrip(": "))
    if (under and _STEP.search(statement.text)) or _STEPS_SAID.search(statement.text):
        yield "application_steps", statement.text
