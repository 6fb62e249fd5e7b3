"""Whom one works with and writes to: department, team, the person reported to, the contact."""

import re
from collections.abc import Iterator
from typing import Any

from ingest.statement import Statement

_DEPARTMENT = re.compile(
    r"department|job family|function|division|directorate|faculty|business (?:unit|area)|abteilung|(?:fach)?bereich"
    r"|département"
)
_NAMED_DEPARTMENT = re.compile(
    r"(?!Human|Personnel|Recruitment)[A-ZÀ-Þ][\w’'&-]*(?: (?:and|of|&|[A-ZÀ-Þ][\w’'&-]*)){0,5} "
    r"(?:Department|Directorate|Division)"
)
_TEAM = re.compile(
    r"\b(?:[Jj]oin(?:ing)?|[Ww]ithin|[Ii]n|[Ii]nside|part of|on) (?:the"
    r"|our)(?: [a-z-]+)?? (?P<name>[A-Z][\w&/-]*(?:(?: (?:and|&|of))? [A-Z][\w&/-]*){0,4}) [Tt]eam\b"
)
_REPORTS = re.compile(
    r"\b(?P<verb>report(?:s|ing)?)(?: directly| functionally| jointly)? (?:in)?to\b(?: (?:the|our|an?"
    r"|one of(?: \w+)?))? (?P<who>[^.;:()\n]{2,120})"
    r"|\b(?:reporter(?:as|ez)|rattaché(?:e|·e)?)(?: \w+)?? (?:à la|à l[’']|au|à) ?(?P<who_fr>[^.;:()\n]{2,120})"
    r"|\bberichte[nt]? (?:direkt )?an (?:die|den|unseren?) (?P<who_de>[^.;:()\n]{2,120})",
    re.IGNORECASE,
)
# "provides weekly reports to the Board": the word before tells a document from a line of command.
_DOCUMENT = re.compile(
    r"\b(?:provid\w+|deliver\w*|prepar\w+|produc\w+|present\w*|submit\w*|writ\w+|send\w*|creat\w+|build\w*"
    r"|generat\w+|issu\w+|direct|status|weekly|monthly|regular|executive|financial|regulatory"
    r"|management|ad[- ]hoc|analy\w+ and|dashboards? and|insights? and|clear|accurate|timely|quarterly|compliance"
    r"|performance|data|external|internal|customer|board|progress|written)(?: and)?\s*$",
    re.IGNORECASE,
)
_SUBJECT = re.compile(
    r"(?:^|\b(?:role|position|job|post|you|you[’']ll|will|who|and|principal|incumbent|engineer|manager|analyst"
    r"|lead|candidate|designer|holder|directly|,))\W*$",
    re.IGNORECASE,
)
_RANK = re.compile(
    r"\b(?:heads?|director|manager|managers|vp|svp|evp|vice[- ]president|president|lead|leader|chief|c[etofipmr]o"
    r"|coo|supervisor|principal|partner|founders?|co-?founders?|officer|superintendent|dean|chair|commissioner"
    r"|editor|foreman|coordinator|leiter\w*|leitung|responsable|directeur|directrice)\b",
    re.IGNORECASE,
)
_BARE_RANK = re.compile(r"(?:Head|Director|Manager|Chief|Vice President|VP)", re.IGNORECASE)
_RANK_OF = re.compile(r", [A-Z][\w&-]+(?: (?:[A-Z][\w&-]+|and|of|&)){0,4}(?=[,.;]|$| with\b)")
_WHO_STOPS = re.compile(
    r",(?! (?:[A-Z][\w&]+(?: |$)){1,3}(?:and|&) )|\s[–—·•|-]\s"
    r"|\s(?:who|while|within|with|where|as|you(?:[’']ll)?|to|on|during|but|based|in the|in our|in|(?<! of )your"
    r"|this|that|is|are|will"
    r"|working|across)\b(?! [A-Z][a-z]+ing\b)"
    r"|\s(?:and|for|&)(?: the| our)? (?![A-Z])",
    re.ASCII,
)
_BODY = re.compile(
    r"\b(?:committee|board|council|leadership|management|stakeholders?|teams?|clients?|customers?)$",
    re.IGNORECASE,
)
_REGULARLY = re.compile(r"[ ,]+(?:on an? \w+ basis|weekly|monthly|quarterly|daily|regularly)", re.IGNORECASE)
_EMAIL = re.compile(r"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,4}")
_PHONE = re.compile(
    r"(?<![\w/.=-])(?:\+\s?\d{1,3}[\s.-]?)?(?:\(\d{2,5}\)[\s.-]?)?\d{2,5}(?:[\s.-]\d{2,6}){1,4}(?:\s?(?:x"
    r"|ext\.?)\s?\d{1,8})?(?![\w/-])",
)
_PHONE_WORD = re.compile(r"\b(?:call|phone|telephone|tel|mobile|contact|ring|whatsapp)\b", re.IGNORECASE)
_CONTACT_LABEL = re.compile(r"(?:hiring |your )?(?:contact|recruiter|hiring manager)(?: person| name)?", re.IGNORECASE)


def department(statement: Statement) -> Iterator[tuple[str, Any]]:
    if _DEPARTMENT.fullmatch(statement.labelled):
        yield "department", statement.value.strip(" .")
    elif statement.in_head and not statement.is_heading and re.search(r"\s[|•·]\s", statement.text):
        named = (part for part in statement.parts if _NAMED_DEPARTMENT.fullmatch(part))
        yield from (("department", part) for part in named)


def team(statement: Statement) -> Iterator[tuple[str, Any]]:
    if statement.labelled == "team":
        yield "team", statement.value.strip()
    elif found := _TEAM.search(statement.text):
        yield "team", found["name"]


def reports_to(statement: Statement) -> Iterator[tuple[str, Any]]:
    """Who the role reports to, in the posting's words: "Head of Data"."""
    if re.fullmatch(r"report(?:s|ing) (?:in)?to|reporting line|line manager|reports directly to", statement.labelled):
        yield "reports_to", statement.value.strip(" .")
        return
    for found in _REPORTS.finditer(statement.text):
        words = found["who"] or found["who_fr"] or found["who_de"]
        before = statement.text[: found.start()]
        verb = (found["verb"] or "").lower()
        if verb and (_DOCUMENT.search(before) or (verb == "reporting" and not _SUBJECT.search(before))):
            continue
        who = _WHO_STOPS.split(words, maxsplit=1)[0].strip(" ,")
        if _BARE_RANK.fullmatch(who) and (of := _RANK_OF.match(words, len(who))):  # "Director, Indirect Procurement"
            who += of[0]
        if _REGULARLY.match(words, len(who)) or _BODY.search(who):
            continue
        if _RANK.search(who) or re.fullmatch(r"[A-Z][\w’'-]+(?: [A-Z][\w’'-]+){1,2}", who):
            yield "reports_to", who
            return


def contact(statement: Statement) -> Iterator[tuple[str, Any]]:
    """Each e-mail address and telephone number, or the words behind a label "Contact"."""
    found = [match[0].rstrip(".") for match in _EMAIL.finditer(statement.text)]
    if statement.label.lower() in ("phone", "tel", "telephone", "mobile") or _PHONE_WORD.search(statement.text):
        found += [match[0] for match in _PHONE.finditer(statement.text) if 8 <= sum(map(str.isdigit, match[0])) <= 20]
    if not found and _CONTACT_LABEL.fullmatch(statement.label):
        found = [statement.value.strip()]
    for value in dict.fromkeys(found):
        yield "contact", value
