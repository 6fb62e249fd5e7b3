"""Dates in a posting: when it was posted, when applications close, and when the work starts."""

import re
from collections.abc import Iterator
from contextlib import suppress
from datetime import date, timedelta
from typing import Any

from ingest.customs import Customs, Order
from ingest.statement import Statement

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan", "february feb", "march mar", "april apr", "may", "june jun", "july jul", "august aug",
            "september sept sep", "october oct", "november nov", "december dec",
        ), start=1,
    )
    for name in names.split()
}  # fmt: skip
_FOREIGN_MONTH = (
    "januar|februar|märz|mai|juni|juli|oktober|dezember|janvier|février|mars|avril|juin|juillet|août|septembre|octobre"
    "|novembre|décembre|enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|octubre|noviembre|diciembre"
)
_MONTH = "(?:" + "|".join(sorted(_MONTHS, key=len, reverse=True)) + r")\b\.?"
_DAY = r"[0-3]?[0-9](?:st|nd|rd|th)?"
_YEAR = r"20[0-9]{2}"
_WRITTEN_DATE = (
    rf"(?:{_YEAR}-[01][0-9]-[0-3][0-9]|\b{_DAY}[\s-](?:of\s)?{_MONTH},?[\s-]{_YEAR}\b|\b{_MONTH}\s{_DAY},?\s{_YEAR}\b"
    rf"|\b[0-3]?[0-9](?:\.|º|er\b)?\s(?:de\s)?[^\W\d_]{{3,10}}\.?,?\s(?:de\s)?{_YEAR}\b"
    rf"|\b[0-3]?[0-9]\.[01]?[0-9]\.{_YEAR}\b)"
)
"""A day, month and year in words. With its parts named: `_WRITTEN`."""
_WRITTEN = re.compile(
    rf"\b(?P<iso>{_YEAR}-[01][0-9]-[0-3][0-9])(?![0-9])"
    rf"|\b(?P<d1>{_DAY})[\s-](?:of\s)?(?P<m1>{_MONTH}),?[\s-](?P<y1>{_YEAR})\b"
    rf"|\b(?P<m2>{_MONTH})\s(?P<d2>{_DAY}),?\s(?P<y2>{_YEAR})\b"
    rf"|(?<![0-9./-])(?P<a>[0-3]?[0-9])(?P<mark>[./-])(?P<b>[0-3]?[0-9])(?P=mark)(?P<y3>{_YEAR}"
    rf"|[0-9]{{2}})(?![0-9]|[./-][0-9])"
    rf"|\b(?P<foreign>[0-3]?[0-9](?:\.|º|er\b)?\s(?:de\s)?[^\W\d_]{{3,10}}\.?,?\s(?:de\s)?{_YEAR})\b",
    re.IGNORECASE,
)
_YEARLESS = re.compile(
    rf"\b(?P<d1>{_DAY})\s(?:of\s)?(?P<m1>{_MONTH})|\b(?P<m2>{_MONTH})\s(?P<d2>{_DAY})\b", re.IGNORECASE
)
_OPEN_FOR = timedelta(days=200)
"""A day of applying that is given without its year is no later than this."""
_MONTH_ONLY = re.compile(
    rf"(?:(?:early|mid|late|end of|beginning of)[ -])?(?:{_MONTH}|Q[1-4]|spring|summer|autumn|fall|winter)\s{_YEAR}\b"
    rf"|\b(?:{_FOREIGN_MONTH})\s(?:de\s)?{_YEAR}\b"
    r"|\b(?:immediate(?:ly)?|as soon as possible|asap|ab sofort|dès que possible|per direct|immédiate(?:ment)?"
    r"|(?:zum )?nächstmöglich\w+ (?:zeitpunkt|termin)|cuanto antes|de forma inmediata)\b",
    re.IGNORECASE,
)
# "Bitte bis zum 28.02.2027 über das Portal": under a heading of applying no more need be said.
_BY_DAY = re.compile(
    r"(?:(?:bitte|please),? )?(?:bis(?: zum| spätestens)?|jusqu[’']au|avant le|hasta el|antes del|by|until|before"
    r"|no later than)\s[^.;]{0,20}?(?P<day>DATE)".replace("DATE", _WRITTEN_DATE),
    re.IGNORECASE,
)
_APPLYING = re.compile(
    r"\b(?:how to apply|to apply|apply(?:ing)?|applications?|bewerb\w+|candidature|postuler|solicitud(?:es)?)\b",
    re.IGNORECASE,
)
_CLOSES = re.compile(
    r"\b(?:apply|applications?|applying|submi\w+|received|cvs?|r[ée]sum[ée]s?|sen[dt]|e-?mail|write to|return(?:ed)?)\b"
    r"(?:[^.;]|\.(?=\S)){0,200}?\b(?:by|before|until|till|up to|no later than|close[sd]?|closing|due|end[s]?)\b"
    r"|\bmust (?:be with|reach) us\b[^.;]{0,20}?\b(?:by|before|no later than)\b"
    r"|\b(?:closing|close|application|expiry|expiration|end) date\b|\bdeadline\b|\blast (?:day|date) (?:to apply"
    r"|for applications?|for filing)|^last date\b"
    r"|\b(?:posting|vacancy|advert(?:isement)?|ad|position|job|role|filing|window|it|requisition|req|form|portal|call"
    r"|competition) (?:will )?(?:close[sd]?|expire[sd]?|end(?:s|ed)?)\b"
    r"|\bvalid through\b|(?:^|[·|•]\s|[0-9]{4}\s)clos(?:ing|es)\b:?(?! (?:the|our|down)\b)"
    r"|\b(?:bewerb\w+|candidatur\w+|postule[rz]|solicitud\w*|inscripci\w+|ansök\w*|sollicit\w+)\b[^.;]{0,80}?"
    r"\b(?:bis|jusqu[’']au|avant le|hasta el|antes del|entro il|até|senast|vóór|tot)\b"
    r"|\b(?:bewerbungsfrist|bewerbungsschluss|date limite|fecha límite|sista ansökningsdag)\b",
    re.IGNORECASE,
)
_TOO_LATE = re.compile(
    r"\b(?:applications?|cvs?|r[ée]sum[ée]s?)\b[^.;]{0,30}? after (?P<day>DATE)"
    r"[^.;]{0,20}\b(?:not|cannot|\w+n[’']t)\b".replace("DATE", _WRITTEN_DATE),
    re.IGNORECASE,
)
# The day before the verb: "Until 3 May 2027 you can apply", "On 3 May 2027 applications close".
_BY_THEN = re.compile(
    r"(?:^|[,;:(–—]\s|\b(?:and|but|please|und) )(?:(?:by|before|until|till|no later than|bis(?: zum| spätestens)?"
    r"|jusqu[’']au|avant le|hasta el|antes del)\s[^.;]{0,25}?(?P<by>DATE)[^.;]{0,60}?\b(?:appl(?:y|ications?)|submit"
    r"|send|write to|bewerb\w+|candidatur\w+|postule[rz]|solicitud\w*)\b"
    r"|on\s[^.;]{0,15}?(?P<on>DATE)[^.;]{0,40}?\b(?:applications? closes?|(?:advert|vacancy|posting|job|form)"
    r" closes)\b)"
    r"|(?P<is>DATE)[^.;]{0,20}? (?:is|ist|est) (?:the|our|der|la) (?:closing date|deadline|last day (?:to apply|for"
    r" applications)|bewerbungsschluss|date limite)\b".replace("DATE", _WRITTEN_DATE),
    re.IGNORECASE,
)
_OPEN_FROM_TO = re.compile(
    r"\b(?:opening and closing|application|applications|filing|submission) (?:period|window|dates)\b[^:.]{0,40}:",
    re.IGNORECASE,
)
_CLOSING_LABEL = re.compile(
    r"\b(?:deadline|closing date|apply by|apply before|application close|applications close|closes|valid ?through"
    r"|expires?|expiry"
    r"|last (?:day|date) (?:to apply|for (?:applications|filing))|bewerbungsfrist|date limite)",
    re.IGNORECASE,
)
_CLOSING_WORD = re.compile(
    r"by|closing|last date|due(?: date)?|reply by|bis|(?:applications?|cvs?) (?:in|by|until|due|received by|to us by)"
)
"""Words that are the deadline's label only where they are all of it."""
_POSTED = re.compile(
    r"^date(?=: )"
    r"|^\W*(?:(?:job |vacancy |advert )?(?:date )?(?:posted|published|advertised|listed|opened|created)(?: on| date)?"
    r"|(?:posting|opening|open|publication|creation) date|open(?:s|ing)?(?= on)|veröffentlicht(?: am)?"
    r"|date de publication|publiée? le|fecha de publicación)\b",
    re.IGNORECASE,
)
_OTHER_DAY = re.compile(r"\b(?:interviews?|assessments?|shortlist\w*|selection|start(?:ing)?)\b", re.IGNORECASE)
_STARTS = re.compile(
    r"\bstart(?:ing)? date\b|\b(?:role|position|contract|internship|job|placement|employment|candidate|cohort"
    r"|you(?:'ll|’ll)?)\b[^.;,]{0,40}?"
    r"\b(?:start(?:s|ing)?|begin(?:s|ning)?|commenc(?:e|es|ing))\b|^(?:start(?:s|ing)?|beginning|commencing)\b"
    r"|\b(?:expect|want|like|need|ask) (?:you|the (?:new )?\w+|somebody|someone) to (?:start|begin|join)\b"
    r"|\b(?:required|needed|wanted|tenable) (?:for|from)\b|^from(?=\s[0-3]?[0-9]\s)"
    r"|\byou(?:[’']\w+| are| will| would| can)?(?: be)? with us (?:by|from|on)\b"
    r"|\b(?:full[- ]time|part[- ]time|permanent|months?), from\b"
    r"|[·•|]\s?from(?=\s[0-3]?[0-9]\s)|^zum(?= nächstmöglich)"
    r"|(?:^|[·•|,;(]\s?)(?:ab|zum|à partir du|dès le|a partir del)(?=\s[0-3]?[0-9])"
    r"|\b(?:prise de (?:poste|fonctions?)|eintrittstermin|arbeitsbeginn|à pourvoir|zu besetzen|incorporación)\b"
    r"|\bto commence\b|\b(?:starting|available)(?= (?:immediately|as soon as possible|asap)\b)"
    r"|\bavailable to start\b|\b(?=ab sofort\b|dès que possible\b|per direct\b)",
    re.IGNORECASE,
)
_START_LABEL = re.compile(
    r"\b(?:(?:position |contract |target )?start(?:ing)? date|(?:position )?starts?|starting|available from"
    r"|eintritts(?:datum|termin)|commencement"
    r"|(?:arbeits)?beginn|antritt|prise de (?:poste|fonctions?)|date de début|début|fecha de inicio|incorporaci[oó]n"
    r"|startdatum|ingangsdatum)\b",
    re.IGNORECASE,
)
# "Fixed term: 3 May – 20 October 2027": the year of the last day is that of the first, unless a new year lies between.
_SPAN = re.compile(
    rf"\b(?P<d1>{_DAY})\s(?P<m1>{_MONTH})(?:\s(?P<y1>{_YEAR}))?\s?(?:–|—|-|to|until|till)\s?{_DAY}\s(?P<m2>{_MONTH})"
    rf"(?:\s(?P<y2>{_YEAR}))?(?!\s[0-9])",
    re.IGNORECASE,
)
_TERM = re.compile(
    r"\b(?:fixed[- ]term|seasonal|season(?: (?P<year>20[0-9]{2}))?|temporary|contract(?: dates?)?|dates|duration)\b",
    re.IGNORECASE,
)


def deadline(statement: Statement) -> Iterator[tuple[str, Any]]:
    """The last day to apply, as an ISO date.

    A date without its year is none where the posting does not say when it was put up: it could close an open one.
    """
    trigger = _CLOSES.search(statement.text)
    found: list[str] = []
    under = statement.heading if len(statement.text) <= 120 else ""
    if period := _OPEN_FROM_TO.match(statement.text):
        found = _days(statement.text, period.end(), period.end() + 140, statement.customs)[-1:]
    elif _CLOSING_LABEL.search(f"{statement.labelled} {under}") or _CLOSING_WORD.fullmatch(statement.labelled):
        other = _OTHER_DAY.search(statement.value)  # "6 November 2027, interviews on 20 November 2027"
        found = _days(statement.value, 0, other.start() if other else len(statement.value), statement.customs)
        found = found[-1:]  # "from 1 to 30 June 2027"
    elif trigger:
        found = _days(statement.text, trigger.end(), trigger.end() + 80, statement.customs)[:1]
    early = _BY_THEN.search(statement.text) or _TOO_LATE.search(statement.text)
    if not found and _APPLYING.search(statement.heading):
        early = early or _BY_DAY.match(statement.text)
    if not found and early:
        found = _dates(statement.text, early.start(early.lastgroup or 0), early.end(), statement.customs.order)[:1]
    for day in found:
        yield "deadline", day


def posted(statement: Statement) -> Iterator[tuple[str, Any]]:
    """The day it was put up, as an ISO date: "Open date: 3 May 2027", or a line that says no more."""
    said = _POSTED.search(statement.text)
    if said and said[0].lower() == "date" and not statement.in_head:
        return
    if said and (statement.label or len(statement.text) <= said.end() + 40):
        for day in _dates(statement.text, said.end(), said.end() + 40, statement.customs.order)[:1]:
            yield "posted", day


def start_date(statement: Statement) -> Iterator[tuple[str, Any]]:
    """The first day of work: an ISO date, or the words where there is no day ("September 2027", "immediately")."""
    text, start = statement.text, -1
    if _START_LABEL.search(statement.labelled):
        text, start = statement.value, 0
    elif trigger := _STARTS.search(text):
        start = trigger.end()
    if start < 0:
        yield from _first_of_span(statement)
        return
    found = _dates(text, start, start + 45, statement.customs.order)
    words = _MONTH_ONLY.search(text, start, start + 45)
    if found or words:
        yield "start_date", found[0] if found else words and words[0]


def _first_of_span(statement: Statement) -> Iterator[tuple[str, Any]]:
    said = _TERM.search(statement.text)
    span = _SPAN.search(statement.text, said.end(), said.end() + 60) if said else None
    stated = said and span and (span["y1"] or span["y2"] or said["year"])
    if not span or not stated or not (statement.label or statement.in_head):
        return
    first, last = (_MONTHS[span[name].rstrip(".").lower()] for name in ("m1", "m2"))
    if span["y1"] or first <= last:
        with suppress(ValueError):
            yield "start_date", date(int(stated), first, int(re.sub(r"\D", "", span["d1"]))).isoformat()


def _days(text: str, start: int, end: int, customs: Customs) -> list[str]:
    """The dates, or those without their year, as the first such day after the posting was put up."""
    found = _dates(text, start, end, customs.order)
    posted = customs.posted
    if found or not posted:
        return found
    days = []
    for match in _YEARLESS.finditer(text, start, min(end, len(text))):
        number = int(re.sub(r"\D", "", match["d1"] or match["d2"]))
        month = _MONTHS[(match["m1"] or match["m2"]).rstrip(".").lower()]
        for year in (posted.year, posted.year + 1):
            with suppress(ValueError):
                if posted <= (day := date(year, month, number)) <= posted + _OPEN_FOR:
                    days.append(day.isoformat())
    return days


def _dates(text: str, start: int, end: int, order: Order) -> list[str]:
    # "10/01/2027 to 10/15/2027": the one tells which number of the other is the month.
    if any(int(match["a"]) <= 12 < int(match["b"]) for match in _WRITTEN.finditer(text) if match["mark"]):
        order = "month first"
    found = (_date(match, order) for match in _WRITTEN.finditer(text, start, min(end, len(text))))
    return [day.isoformat() for day in found if day]


def _date(match: re.Match[str], order: Order) -> date | None:
    try:
        if match["iso"]:
            return date.fromisoformat(match["iso"])
        if match["foreign"]:
            return _foreign_date(match["foreign"])
        if match["mark"]:
            return _numeric_date(match, order)
        day, month, year = match.group("d1", "m1", "y1") if match["m1"] else match.group("d2", "m2", "y2")
        return date(int(year), _MONTHS[month.rstrip(".").lower()], int(re.sub(r"\D", "", day)))
    except ValueError:
        return None


def _numeric_date(match: re.Match[str], order: Order) -> date | None:
    """04/05/2027 is a date only where the posting tells which of the two is the month."""
    first, second, year = int(match["a"]), int(match["b"]), int(match["y3"])
    year += 2000 if year < 100 else 0
    if order == "month first" and first <= 12:
        return date(year, first, second)
    if order == "day first" or first > 12 or match["mark"] == "." or first == second:
        return date(year, second, first)
    return date(year, first, second) if second > 12 else None


def _foreign_date(words: str) -> date | None:
    import dateparser

    # The day, month and year must all be there: without that, dateparser reads dates into ordinary words.
    found = dateparser.parse(words, settings={"REQUIRE_PARTS": ["day", "month", "year"], "DATE_ORDER": "DMY"})
    return found.date() if found else None
