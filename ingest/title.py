"""A posting's title: from its fields, its first heading, or the line that fits its file's name."""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import takewhile

from ingest import headings
from ingest.fields import Fields
from ingest.line import Line
from ingest.toponym import is_region

_TAIL = re.compile(r"\s+(?:\||–|—|·|::|»)\s+[^|–—·»]{2,60}$")
_OPENINGS = re.compile(r"\s+[–—-]\s+\d{1,3} (?:openings?|vacanc(?:y|ies)|posts?|positions?|nos\.?)$", re.IGNORECASE)
_SITE = re.compile(r"\b(?:careers?|jobs?|hiring|join|vacanc(?:y|ies)|home|work with us)\b", re.IGNORECASE)

_JOB = re.compile(
    r"\b(?:engineer|manager|analyst|developer|designer|lead|director|specialist|officer|assistant|associate|intern|head|"
    r"consultant|technician|scientist|architect|coordinator|administrator|executive|representative|supervisor|nurse|"
    r"teacher|driver|accountant|clerk|agent|advis[eo]r|recruiter|researcher|chef|cook|operator|worker|editor|attendant|"
    r"cashier|carer|cleaner|porter|steward|mechanic|welder|plumber|carpenter|apprentice|trainee|inspector|planner|buyer|"
    r"counsel|lawyer|paralegal|secretary|guard|ranger|waiter|barista|dispatcher|courier|labou?rer|gardener|surveyor|"
    r"auditor|controller|bookkeeper|lecturer|professor|tutor|fellow|doctor|physician|midwife|paramedic|dentist|vet|"
    r"leader|educator|trainer|coach|instructor|fundraiser|surgeon|locum|picker|packer|foreman|baker|butcher|bartender|"
    r"housekeeper|caretaker|janitor|custodian|lifeguard|fitter|joiner|painter|roofer|captain|skipper|deckhand|pilot|firefighter|"
    r"handler|broker|trader|banker|underwriter|artist|animator|tester|translator|interpreter|solicitor|hygienist|"
    r"machinist|programmer|merchandiser|sommelier|dishwasher|nanny|postdoc|postdoctoral|"
    r"producer|writer|reporter|journalist|curator|librarian|practitioner|strategist|aide|host|au pair|maintainer|"
    r"attorney|patroller|conservator|"
    r"\w{3,}(?:ologist|ician|ographer|apist|acist|onist|emist|omist|ivist))s?\b",
    re.IGNORECASE,
)
_ALL_SEXES = re.compile(r"\((?:[mwfdxh] ?[/|*,] ?){1,3}[mwfdxh]\)", re.IGNORECASE)
"""What postings put behind a job's name: "Logopädin (m/w/d)"."""
_EMPLOYER = re.compile(
    r"\b(?:ltd|limited|inc|llc|llp|plc|gmbh|kg|pty|clg|corp(?:oration)?|company|trust|foundation|municipality|(?:city|town"
    r"|county|borough|district|state|bureau|department|ministry|office|university|college|house) of|council|university"
    r"|college|academy|institute?|institution|hospital|hospice|clinic|practice|group|church|cathedral|club|hotel|inn"
    r"|restaurant|brewery|bakery|farms?|society|association|federation|cooperative|museum|gallery|theatre|theater"
    r"|library|laborator(?:y|ies)|partners|reederei|homes|nursery|school|s\.?l\.?|b\.?v\.?|aps)(?!\w)",
    re.IGNORECASE,
)
_JOIN = re.compile(
    r"^(?:work(?:ing)? (?:with|for|at|here)|careers?|jobs?|employment|join|vacanc(?:y|ies)|we(?:[’']re| are) hiring"
    r"|recruitment|trabaja con nosotros|rejoignez|nous rejoindre|karriere|arbeiten bei|lavora con noi|werken bij)\b",
    re.IGNORECASE,
)
_LABEL = re.compile(
    r"^(?:(?P<named>job title|title|position|role|post|vacancy|job|stellenbezeichnung|poste|puesto)"
    r"|wanted|recruitment pack|(?:we[’']re |now )?hiring)\s?:\s+(?=\S)",
    re.IGNORECASE,
)
_PROSE = re.compile(r"\b(?:we|we[’']re|you|your|our|us|is|are|will|has|have|seeks?)\b|[.!?]\s+\S", re.IGNORECASE)
_BELOW = 9
"""Lines under the employer's name among which the job is named, at most."""
_MARKED = re.compile(r"[:|•·@]")
_ACRONYMS = frozenset("ai api bi crm cto ehs erp eu gis hr hvac ii iii it iv ml nlp qa rn sre ui uk us ux vp".split())


def titled(lines: Sequence[Line], fields: Fields, stem: str) -> tuple[str, list[Line]]:
    """The title, and the lines without it where it stands above the posting."""
    title = _given(fields)
    if title:
        return title, _without(lines, title)
    for pick in (_marked, _named, _labelled, _first):
        number = pick(lines, stem)
        if number is None:
            continue
        below = _below(lines, number)
        if pick is _first and names_job(stem) and not names_job(lines[below].text):
            continue
        if pick in (_first, _labelled) or below != number:  # the lines above, its employer's, head no section
            lines = [*(replace(line, look="row") for line in lines[:below]), *lines[below:]]
        title = _clean(_LABEL.sub("", lines[below].text, count=1))
        return title, _without(lines, title) if below < 6 else list(lines)
    return _from_stem(stem), list(lines)


def _given(fields: Fields) -> str:
    for key in ("title", "Title", "job_title", "position", "name"):
        if isinstance(fields.get(key), str):
            return _clean(str(fields[key]))
    return ""


def _clean(title: str) -> str:
    """Without the site's name at its end ("| Join the company")."""
    words = " ".join(title.split()).strip(" #*_|")
    tail = _TAIL.search(words)
    if tail and (" | " in tail[0] or _SITE.search(tail[0])):
        words = words[: tail.start()]
    return _OPENINGS.sub("", words)


def _without(lines: Sequence[Line], title: str) -> list[Line]:
    """The lines without the title's own among the first few."""
    same = headings.bare(title).casefold()
    return [line for number, line in enumerate(lines) if number >= 6 or headings.bare(line.text).casefold() != same]


def _marked(lines: Sequence[Line], stem: str) -> int | None:
    for number, line in enumerate(lines):
        if line.look == "title" and not re.search(r"^(?:about|overview|careers|jobs)\b", line.text, re.IGNORECASE):
            return number
    return None


def _tokens(text: str) -> set[str]:
    return {word for word in re.findall(r"[^\W_]+", text.casefold()) if len(word) > 1 and not word.isdigit()}


def _named(lines: Sequence[Line], stem: str) -> int | None:
    """The first short line of whose words most are in the file's name."""
    name = _tokens(stem)
    best, found = 0.0, None
    for number, line in enumerate(lines[:40]):
        words = _tokens(line.text)
        if not words or len(line.text) > 100 or len(words) > 12 or headings.closed(line.text):
            continue
        if is_region(line.text.rpartition(", ")[2]) and not names_job(line.text):  # "Las Vegas, Nevada"
            continue
        share = len(words & name) / len(words)
        if len(words & name) >= 2 and share >= 0.5 and share + len(words & name) / 10 > best:
            best, found = share + len(words & name) / 10, number
    return found


def _labelled(lines: Sequence[Line], stem: str) -> int | None:
    """ "Position: Welder", under a line that names no job ("WALK-IN / APPLY ONLINE")."""
    if not lines or names_job(lines[0].text):
        return None
    for number, line in enumerate(lines[1:_BELOW], start=1):
        label = _LABEL.match(line.text)
        words = _LABEL.sub("", line.text, count=1)
        if label and label["named"] and names_job(words) and len(words) <= 100 and not headings.closed(words):
            return number
    return None


def _first(lines: Sequence[Line], stem: str) -> int | None:
    """The first line, where it looks like a title; one below that names a job, where employers stand above it."""
    plain = takewhile(lambda line: _is_titular(line) and not _MARKED.search(line.text), lines[:4])
    jobs = (n for n, line in enumerate(plain) if names_job(line.text) and (n == 0 or _names_it(line.text)))
    return next(jobs, 0 if lines and _is_titular(lines[0]) else None)


def _names_it(text: str) -> bool:
    """A name of several words, and not the first line of a paragraph that says something of "our writers"."""
    return " " in text and not _PROSE.search(text)


def _below(lines: Sequence[Line], number: int) -> int:
    """The line of the job, where that of `number` names its employer; else `number`."""
    name = lines[number].text
    if names_job(name) or not (names_employer(name) or _JOIN.search(name)):
        return number
    for below, line in enumerate(lines[number + 1 : number + 1 + _BELOW], start=number + 1):
        label = _LABEL.match(line.text)
        words = _LABEL.sub("", line.text, count=1)
        if label and label["named"]:
            return below
        short = (
            len(words) <= 110
            and line.look != "bullet"
            and not headings.closed(words)
            and not headings.introduces(words)
        )
        tags = "|" in words or ">" in words or (":" in words and line.look == "row")
        if short and not tags and not _PROSE.search(words) and names_job(words) and not headings.known(words):
            return below
    return number


def _is_titular(line: Line) -> bool:
    text = line.text
    longest = 130 if names_job(text) else 100
    return len(text) <= longest and not (headings.closed(text) or headings.known(text) or headings.introduces(text))


def names_job(text: str) -> bool:
    """Whether one of the words is what a person works as."""
    return (_JOB.search(" ".join(re.split(r"[\W_]+", text))) or _ALL_SEXES.search(text)) is not None


def names_employer(text: str) -> bool:
    """Whether one of the words is a kind of employer: "Gull Ltd", "Otley Council"."""
    return _EMPLOYER.search(text) is not None


def _from_stem(stem: str) -> str:
    """A title from the file's name, as the last resort."""
    name = re.sub(r"^\d{4}-\d\d-\d\d[_-]", "", stem)
    last = name.rsplit("_", 1)[-1]
    if "-" in last and "_" in name:  # "company_senior-engineer"
        name = last
    words = [word for word in re.split(r"[\s_-]+", name) if word]
    return " ".join(_cased(word) for word in words) or "Posting"


def _cased(word: str) -> str:
    if any(c.isupper() for c in word):
        return word
    return word.upper() if word in _ACRONYMS else word.capitalize()
