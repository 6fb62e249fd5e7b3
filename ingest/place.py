"""Where the work is done: the places. Whether it is remote, hybrid or on site: `workplace.py`."""

import re
from collections.abc import Iterator
from typing import Any

from ingest.statement import PARTS, Statement
from ingest.tagline import names_place, place_among, place_of
from ingest.title import names_job
from ingest.toponym import REMOTE_IN, cities, is_region, states
from ingest.workplace import WORD

_LOCATION_LABEL = re.compile(
    r"(?:job |office |work |primary |duty )?locations?|offices?|based in|city|place of work|where|location ?\(s\)"
    r"|duty (?:location|station)s?|work ?sites?|place(?: of employment)?|store|depot|terminal|branch|campus"
    r"|(?:work |home )?base|based(?: at| near)?|job ?site|where (?:you[’']d|you[’']ll|you will|you would)"
    r" (?:be|work|sit)(?: based)?|where (?:it|this) is"
    r"|(?:stand|arbeits|einsatz|dienst)?ort|lieu(?: de travail)?|localisation"
    r"|ubicaci[oó]n|localidad|localiza[cç][aã]o|local de trabalho|sede(?: di lavoro)?|(?:stand|werk)plaats|werklocatie"
)
# Labels of much else too: a place only where a town or country is named.
_SITE_LABEL = re.compile(
    r"plant|site|factory|mill|works|workshop|clinic|hospital|school|practice|shop|restaurant|kitchen|warehouse|farm"
    r"|address|hub|region|area"
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
    r"(?:, (?:the|we|our|this)\b|,? (?:and|but|with|where|which|that|for|so|as|or) (?:may|will|requires?"
    r"|can|must|is|are|a|an|the option"
    r"|some|we|you|travel\w*|occasional"
    r"|regular|report\w*|there|work\w*|flexib\w*|hybrid|remote)\b| (?:with|where|which|but|reporting|working|on a"
    r"|as part|and you|as well|by (?:agreement|arrangement))\b"
    r"|[–—|·]| - ).*",
    re.IGNORECASE | re.DOTALL,
)
_LIST = re.compile(r"\s*[;/|]\s*|\s+or\s+|,?\s+and\s+|,\s*or\s+")
_INSTITUTE = re.compile(
    r"\b(?:Laboratory|Institute|Department|Cent(?:re|er)|Faculty|School|College|Ministry) (?:for|of)\b"
)
"""The name of one may hold an "and": "Laboratory for Genomics and Biodiversity, Évry"."""
_VACANCIES = re.compile(
    r"\b(?:\d+|few|many) vacanc(?:y|ies)(?: in the following locations?)?\s*[:–-]?\s*", re.IGNORECASE
)
_NO_PLACE = re.compile(
    WORD.pattern + r"|virtual|anywhere|worldwide|(?:one|multiple|various|several) locations?|(?i:remote), (?-i:[^A-Z]+)"
    r"|(?:travail )?à domicile(?: à distance)?|(?:hybrid\b.*:\s*)?(?:mon|tues|wednes|thurs|fri|satur|sun)days?",
    re.IGNORECASE,
)
# "living somewhere between Leeds" -> Leeds; "our bright office in Turin" -> Turin.
_AROUND = re.compile(
    r"^(?:(?:[a-zà-þ]+,? ){0,6}(?:in|at|near|between|around|from|of)|(?:[\w-]+ ){1,4}(?:office|studio|lab|site|hub) in)"
    r" (?:the )?(?=[A-ZÀ-Þ])"
)
# What a role is "located within" is often a part of the employer.
_PART_OF_EMPLOYER = re.compile(
    r".*\b(?:administration|agency|department|directorate|division|bureau|ministry|service|unit|branch|section|team"
    r"|programme|program)s?",
    re.IGNORECASE,
)
_PROSE = re.compile(r"\b(?:you|we|is|are|was|can|will|come|because|there)\b", re.IGNORECASE)
_IN_TOWN = re.compile(r"\b(?:in|near|at) (?P<town>[A-ZÀ-Þ][\w’'.-]+(?: [A-ZÀ-Þ][\w’'.-]+)?)(?=$|[,;(–—|]| [–—|-])")
_TOWN_HALL = re.compile(
    r"(?i:the )?(?i:municipality|city|town|village|township) (?i:of) (?P<town>[A-ZÀ-Þ][^.;:|•·]{2,40})"
)
_TAGS = re.compile(r"\s[•·|]\s|\s[–—-]\s.*\s[–—-]\s|,.*\s[–—]\s|\s[–—]\s.*,")
"""What parts the tags of a line that is set as a heading: "Leeds Council – Mill Lane, Leeds – 30 hours"."""
_ABOVE = 160
"""Characters from the posting's start, above its first section."""


def location(statement: Statement) -> Iterator[tuple[str, Any]]:
    """The places in the posting's own words: ["Lisbon", "Porto"]. "Remote" alone is a workplace, not a place."""
    if statement.is_address:
        yield "location", [place.strip() for place in statement.value.split(";") if place.strip()]
        return
    words, pinned, found = "", None, None
    if _LOCATION_LABEL.fullmatch(statement.labelled) and not _PROSE.search(_TAIL.sub("", statement.value)):
        begins = statement.value[:20]  # "Base: $15 an hour" and "Place: there is a room" name none
        words = statement.value if re.match(r"[A-ZÀ-Þ0-9]", begins) or WORD.search(begins) else ""
    elif _SITE_LABEL.fullmatch(statement.labelled):
        words = statement.value if statement.label and names_place(statement.value) else ""
    elif pinned := _PINNED.match(statement.text):
        words = pinned["where"]
    elif found := _BASED.search(statement.text):
        words = re.split(r",?(?: and| or)?\s(?:is|are|was|will)\b", next(filter(None, found.groups()), ""))[0]
        if not re.search(r"[A-ZÀ-Þ]", words) or (found["start"] and not re.match(r"(?:the |our )?[A-ZÀ-Þ]", words)):
            return
    elif statement.in_head and not statement.is_heading and not statement.label:
        town = _TOWN_HALL.fullmatch(statement.text)
        words = town["town"] if town else place_of(statement.text)
    places = _places(words)
    if found and not pinned:
        places = [place for place in places if not _PART_OF_EMPLOYER.fullmatch(place)]
    if places:
        yield "location", places


def titled_location(statement: Statement) -> Iterator[tuple[str, Any]]:
    """The towns behind a title's first words: "Store Manager – Leeds", "Order Picker (Reno, NV)", "Au pair in Bonn".

    Below the title a line may be set as a heading: one of tags, or a town as the employer.
    """
    text = statement.text
    places: list[str] = []
    if not statement.start:
        behind = PARTS.split(text, maxsplit=1)[1:]
        whole = place_of(text) == text and not names_job(text)  # "Bolingbrook, IL", of a driver's job there
        places = _places(text) if whole else _places(place_among(behind[0])) if behind else []
        within = None if places else _IN_TOWN.search(text)
        places = [within["town"]] if within and within["town"].casefold() in cities() else places
    elif statement.start < _ABOVE:
        town = _TOWN_HALL.fullmatch(text)
        places = [town["town"]] if town else _places(place_of(text)) if _TAGS.search(text) else []
    if places:
        yield "location", places


def _places(words: str) -> list[str]:
    """ "London, Dubai or NYC" is three places; "Washington, DC" is one: a comma parts places only in a list of them."""
    words = _VACANCIES.sub("", words)
    words = re.sub(r"\(.*?\)\s*,", ";", REMOTE_IN.sub(r"\g<where>", words))  # "Austin, TX (headquarters), Denver, CO"
    words = "; ".join(map(_trimmed, words.split(";")))
    parted = re.split(r"[;/|]", words) if _INSTITUTE.search(words) else _LIST.split(words)
    groups = [group.strip() for group in parted if group.strip()]
    places: list[str] = []
    for group in groups:
        parts = [part.strip() for part in group.split(",")]
        regions = [is_region(part) for part in parts]
        alike = len({part.lower() in states() for part in parts}) == 1  # not "Nova Scotia, Canada"
        listed = len(groups) > 1 and ";" not in words and (alike if all(regions) else not any(regions))
        places += parts if listed else [group]
    places = [_AROUND.sub("", re.sub(r"^(?:the|either|our|in|both)\s", "", place)) for place in places]
    return [place for place in places if _is_name(place) and not _NO_PLACE.fullmatch(place) and len(place) <= 80]


def _is_name(place: str) -> bool:
    """Whether it begins as a name does, or is one word: neither "otherwise from home" nor "day of the pay run"."""
    return bool(place) and (not place[0].islower() or " " not in place)


def _trimmed(place: str) -> str:
    """A place without what is said of it: "Austin, TX - Downtown (3rd floor)" -> "Austin, TX"; "UK - Leeds" stays."""
    place = re.sub(r"\(.*?\)", "", place)
    parts = [part.strip() for part in re.split(r"\s[–—-]\s", place)]
    if len(parts) > 1 and "," not in parts[0] and all(re.fullmatch(r"[A-ZÀ-Þ][\w.' ]*", part) for part in parts):
        return " - ".join(part for part in parts if not _NO_PLACE.fullmatch(part)).strip(" .,")
    return _TAIL.sub("", place).strip(" .,")
