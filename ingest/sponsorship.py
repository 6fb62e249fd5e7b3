"""Whether the employer sponsors a visa or gets a permit to work for whoever needs one."""

import re
from collections.abc import Iterator
from typing import Any

from ingest.mobility import NO, yes_no
from ingest.statement import Statement

_SPONSOR = re.compile(
    r"\bsponsor(?:s|ed|ing|ship|ships)?\b|\bvisa (?:support|assistance|help)\b|\b(?:support|help"
    r"|assist\w*) (?:you )?(?:with )?(?:your )?(?:\w+ )?visas?\b",
    re.IGNORECASE,
)
_WORK_RIGHT = re.compile(
    r"\b(?:visas?|work[- ]permits?|immigration|right to work|work authori[sz]ation|authori[sz]ed to work"
    r"|eligible to work|employment|h-?1b|tier 2|skilled worker|green card|candidates?|applicants?|work|blue cards?"
    r"|employment pass(?:es)?|lmias?|permits?|sponsor licen[cs]e|certificates? of sponsorship"
    r"|(?:licensed|approved|recogni[sz]ed) (?:\w+ )?sponsor|sponsor (?:you|your|yours|anyone|anybody))\b",
    re.IGNORECASE,
)
_OFFERED_SPONSORSHIP = re.compile(
    r"\b(?:offer\w*|provid\w+|requir\w+|need\w*|eligible|without|no|any|future)\b[^.;]{0,40} sponsorship\b"
    r"|\bsponsorship\b[^.;]{0,30} (?:available|offered|provided|possible|considered)\b",
    re.IGNORECASE,
)
# "Applicants who need sponsorship should read the rules" neither offers nor refuses it.
_NEEDS_SPONSOR = re.compile(r"\b(?:requir\w+|need\w*|seek\w*)\b(?: [\w/-]+){0,5} sponsorship\b", re.IGNORECASE)
_WELCOMES = re.compile(
    r"\b(?:welcome|considered|meets the (?:\w+ ){1,4}for"
    r"|(?:we|can|will|happy to|able to) (?:\w+ )?(?:sponsor|offer|provide|support))\b",
    re.IGNORECASE,
)
_SPONSOR_LABEL = re.compile(
    r"(?:visa |immigration )?(?:sponsorship|sponsor|visa)(?: (?:offered|available|provided|support))?\??"
)
_OTHER_SPONSOR = re.compile(
    r"\b(?:executive|event|events|project|our|proud|main|title) sponsor|\bsponsor(?:s|ed|ing)? (?:of|by|events?"
    r"|conferences?)\b|\bsponsored (?:by|training|research|places?|content|ads)"
    r"|\bsponsor(?:ship)?(?:s|ed)? (?:of )?(?:\w+ )?(?:famil\w+|dependants?|dependents?|spouses?|partners?)(?: visas?)?"
    r"|\b(?:famil\w+|dependants?|dependents?|spouses?|children|partners?)\b[^.;,]{0,30}\bsponsored",
    re.IGNORECASE,
)
_NO_SPONSOR = re.compile(
    rf"\b{NO}\b(?: [\w/()’'-]+,?){{0,9}} (?:sponsor\w*|visa (?:support|assistance|help))"
    r"|\b(?:sponsorship|visa (?:support|assistance|help))\b(?! but not)(?: [\w/()-]+){0,5}?"
    r" (?:not|cannot|can[’']t|isn[’']t|unavailable)\b"
    r"|\bsponsorship: no",
    re.IGNORECASE,
)
_EMPLOYER = (
    r"(?:we|our \w+|the (?:\w+ )?(?:company|hospital|school|institute|university|college|trust|agency|hospice|hotel"
    r"|employer|firm|council|charity|museum|academy|clinic|practice|centre|center|group|farm))"
)
_PERMIT = (
    r"(?:(?<!tourist )(?<!student )(?<!holiday )(?<!visit )(?<!family )visas?|blue cards?|critical skills permits?"
    r"|(?:work|employment|residence|single|migrant|your) (?:[\w-]+ ){0,3}permits?|permit applications?|lmias?)"
)
# Without a word of sponsoring: "We apply for your work permit". Those of clients and guests are the job itself.
_GETS_PERMIT = re.compile(
    rf"\b{_EMPLOYER}\b(?![^.;]*\b(?:clients?|customers?|guests|travell?ers|students?|tenants|{NO})\b)[^.;?]{{0,60}}?"
    r"\b(?:appl(?:y|ies) for|arranges?|obtains?|takes? care of|handles?|supports?|(?:assists?|helps?)(?: \w+){0,3} with"
    rf"|sorts?(?: out)?|organi[sz]es?|secures?|nominates?|pays? for)\b[^.;?]{{0,60}}?\b{_PERMIT}\b"
    rf"|^[^.;]{{0,30}}\b(?:work|employment) (?:visa|permit)s?\b(?: and \w+)?(?: is| are|:)"
    r" (?:arranged|provided|paid|obtained)\b"
    r"(?! by (?:you|the (?:candidate|applicant)))",
    re.IGNORECASE,
)
# What is refused may be a permit, or sponsoring without a word of what: "Sponsor a visa? We can't."
_REFUSED = re.compile(
    rf"\b(?:{_EMPLOYER}|role|post|position|job)\b[^.;?]{{0,50}}?\b{NO}\b(?: to)?(?: [\w’'-]+){{0,2}}? (?:apply(?:ing)?"
    r" for|obtain|get|arrange|handle|deal with|supports?|provide|offer|assist|help|hire|consider|take|employ|look at"
    r"|accept|eligible|start an?|do)\b"
    rf"(?:(?! without| unless| but)[^.;?]){{0,60}}?\b(?:{_PERMIT}|(?<=permits)|permits for|permits\b(?=[.;]|$))"
    rf"|\bnot (?:[\w-]+ )?on (?:an?|the|any) (?:\w+ )?list\b[^.;]{{0,60}}?\b{_PERMIT}"
    r"|\bsponsor\w*\b[^.;]{0,40},? but (?:we )?(?:cannot|can[’']t|won[’']t)(?: do so)?"
    r"(?: for this| this time| now|[.,;]|$)"
    r"|\btoo (?:small|few|young|new) to (?:\w+ ){1,4}(?:visas?|permits?|sponsor\w*)"
    r"|\b(?:visas?|work permits?|sponsorship) (?:is|are) (?:beyond (?:us|our)|out of (?:our|the)|more than we)\b"
    rf"|\bsponsor[^.?!]{{0,40}}\? (?:no\b|sorry|unfortunately"
    rf"|{_EMPLOYER} (?:can[’']?not|can[’']t|don[’']t|do not|aren[’']t))"
    rf"|\b(?:we|role|post|position|job|vacancy)\b[^.;?]{{0,20}}\b{NO}\b (?:able to |in a position to |open to "
    r"|currently )?sponsor(?:ing|ship)?(?: (?:for|this|anyone|anybody|applicants|technicians)\b|[.,]|$)"
    r"|\blicen[cs]e\b[^.;]*,? but\b[^.;]*\b(?:jobs?|roles?|posts?|positions?|vacancy)(?: (?:is|are|do|does))?"
    r" (?:not|don[’']t|doesn[’']t|isn[’']t|aren[’']t)\b",
    re.IGNORECASE,
)


def visa_sponsorship(statement: Statement) -> Iterator[tuple[str, Any]]:
    """Whether the employer sponsors. A bare "must have the right to work" does not say, so it is no fact."""
    said = list(yes_no("visa_sponsorship", statement.value)) if _SPONSOR_LABEL.fullmatch(statement.labelled) else []
    text = _OTHER_SPONSOR.sub("", statement.text)
    if said:
        yield from said
    elif _REFUSED.search(text):
        yield "visa_sponsorship", False
    elif _SPONSOR.search(text) and (_WORK_RIGHT.search(text) or _OFFERED_SPONSORSHIP.search(text)):
        refused = bool(_NO_SPONSOR.search(text))
        if refused or not _NEEDS_SPONSOR.search(text) or _WELCOMES.search(text):
            yield "visa_sponsorship", not refused
    elif _GETS_PERMIT.search(text):
        yield "visa_sponsorship", True
