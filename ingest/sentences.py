"""Where sentences begin and end."""

import re

_LONG = 600
_STOP = re.compile(
    r"(?:[.!?…]+|[。！？])[\"'”’»)\]]*(?=\s|$)|[。！？]"
    r"|(?<=[a-z]{4})\.(?=(?:[A-Z][a-z]*|[A-Z]{2,}) [a-z])"  # "with this position.The" lost its blank
)
_OPENER = re.compile(r"[\"'“‘«(\[]*[^\W_a-z]|[-–—•*#@$€£¥]|[\"'“‘«¿¡]")
_HALF = re.compile(
    r"\s*(?!(?:is|are|am|do|does|did|can|could|will|would|what|which|who|why|how|when|where|have|has|got|want|ready)\b)"
    r"[a-z][\w'’-]*(?: [\w'’/-]+){0,3}\?",
    re.IGNORECASE,
)
"""Half a sentence: "No experience? We show you." says it only with the rest."""
_BEFORE = re.compile(r"[^\s(\[\"'“‘«]*$")
_ABBREVIATION = frozenset(
    """
    mr mrs ms dr prof sr jr st no nos inc ltd co corp llc llp vs etc e.g i.e eg ie al approx appx dept est fig gen gov
    hon min max mt rev sen rep vol ext tel fax incl excl resp ca cf ph.d b.s b.a m.s m.a b.sc m.sc bsc msc u.s u.k u.n
    d.c e.u a.m p.m ste ave blvd rd apt jan feb mar apr jun jul aug sep sept oct nov dec mon tue wed thu fri sat sun
    z.b d.h u.a bzw ca evtl ggf inkl mind usw nr str bijv o.a m.b.t bv ex env réf núm sra srta dª art av pág s.a s.l
    t.ex bl.a m.m dvs osv kl resp
    """.split()
)
_ENDING_TOO = frozenset("inc ltd co corp llc u.s u.k u.n d.c e.u ph.d b.s b.a m.s m.a s.a".split())
"""Abbreviations that may close a sentence as well; what follows tells."""
_MONTHS = frozenset("januar februar märz april mai juni juli august september oktober november dezember".split())
_DAY_OR_ZONE = re.compile(
    r"(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)"
    r"[a-z]*|(?:[becmp][sd]?|gm|ce|be|u)tc?|(?:eastern|central|mountain|pacific)",
    re.IGNORECASE,
)
_STARTERS = frozenset(
    """
    the this that these those we our you your it its they their he she in on at as if when while for from to with by
    a an all any some most each every there here what who how why where please applicants candidates employees
    """.split()
)


def split(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Spans of the sentences in `text[start:end]`, each without blanks around it; together they hold every word."""
    spans: list[tuple[int, int]] = []
    begin = start
    for stop in _STOP.finditer(text, start, end):
        if stop.end() >= end or _ends(text, begin, stop, end):
            spans += _bounded(text, begin, stop.end())
            begin = stop.end()
    return spans + _bounded(text, begin, end)


def _ends(text: str, begin: int, stop: re.Match[str], end: int) -> bool:
    """Whether the stop closes a sentence: what follows opens one, and what stands before is no abbreviation."""
    if stop[0][0] in "。！？":
        return True
    after = stop.end()
    while after < end and text[after].isspace():
        after += 1
    if after < end and not (_OPENER.match(text, after, end) or text[after].isdigit()):
        return False
    if stop[0] == "?":
        return _HALF.fullmatch(text, begin, stop.end()) is None
    if stop[0][0] != ".":
        return True
    word = (_BEFORE.search(text, max(begin, stop.start() - 40), stop.start()) or [""])[0].casefold()
    if stop[0].startswith("..") or not word:
        return bool(word)
    if (
        re.fullmatch(r"(?:\d{1,2}|[a-z]|[ivx]{2,4})", word)
        and not text[begin : stop.start()].strip(" -(")[: -len(word)].strip()
    ):
        return False  # "1." and "a." open a numbered item
    return _word_ends(word, _next_word(text, after, end))


def _word_ends(word: str, following: str) -> bool:
    if word.isdigit() and len(word) <= 2 and following.casefold() in _MONTHS:
        return False  # "ab dem 1. Mai"
    if word in ("a.m", "p.m"):
        return _DAY_OR_ZONE.fullmatch(following) is None  # "8:00 a.m. Friday", "5 p.m. EST"
    if word in ("etc", "usw", "osv", "m.m"):
        return True
    known = word in _ABBREVIATION or re.fullmatch(r"(?:[a-z]\.)+[a-z]|[a-z]", word) is not None
    if not known:
        return True
    if word in _ENDING_TOO or "." in word:
        return following.casefold() in _STARTERS
    return False


def _next_word(text: str, after: int, end: int) -> str:
    match = re.compile(r"[^\w]*(\w+)").match(text, after, end)
    return match[1] if match else ""


def _bounded(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The span without blanks, cut at "; " where it runs long."""
    while start < end and text[start].isspace():
        start += 1
    while start < end and text[end - 1].isspace():
        end -= 1
    spans: list[tuple[int, int]] = []
    while end - start > _LONG:
        cut = text.rfind("; ", start + 1, start + _LONG)
        cut = cut if cut > 0 else text.find("; ", start + 1, end)
        if cut < 0:
            break
        spans.append((start, cut + 1))
        start = cut + 2
        while text[start].isspace():
            start += 1
    return [*spans, (start, end)] if start < end else spans
