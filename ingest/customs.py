"""What is usual where a posting is of: whose dollar "$" is, and which number of 04/05/2027 is the month."""

import re
from dataclasses import dataclass
from datetime import date
from typing import Literal

from ingest.dollar import dollar_of
from ingest.toponym import countries, us_states

Order = Literal["day first", "month first", ""]

_STATES = (
    "al|ak|az|ar|ca|co|ct|dc|de|fl|ga|hi|id|il|in|ia|ks|ky|la|me|md|ma|mi|mn|ms|mo|mt|ne|nv|nh|nj|nm|ny|nc|nd|oh|ok"
    "|or|pa|ri|sc|sd|tn|tx|ut|vt|va|wa|wv|wi|wy"
)
_AMERICAN = re.compile(rf"\b(?:us|usa|u\.s\.a?\.?|united states|[a-z .]+, (?:{_STATES}))\b")
# Written either way round there: "04/05/2027" tells no day.
_EITHER = re.compile(
    r"\b(?:canada|ontario|qu[eé]bec|alberta|british columbia|manitoba|saskatchewan|nova scotia|new brunswick|toronto"
    r"|montr[eé]al|vancouver|ottawa|calgary|edmonton|winnipeg|philippines|manila)\b|, (?:on|qc|bc|ab|mb|sk|ns|nb)\b"
)
_SLASHED = re.compile(r"(?<![0-9./-])(?P<a>[0-3]?[0-9])/(?P<b>[0-3]?[0-9])/(?:20)?[0-9]{2}(?![0-9/])")
_PAID = re.compile(r"(?P<sign>[$£€])\s?[0-9]")


@dataclass(frozen=True, slots=True)
class Customs:
    """`place` is what the posting says of its location, in lower case; `dollar` the ISO code of "$", if it is told.

    `posted`: the day it was put up, where it says so; a day of applying without its year is the next such one.
    """

    place: str = ""
    dollar: str = ""
    order: Order = ""
    posted: date | None = None


UNTOLD = Customs()


def customs_of(text: str, place: str) -> Customs:
    dollar = dollar_of(text, place)
    return Customs(place, dollar, _order(text, place, dollar))


def _order(text: str, place: str, dollar: str) -> Order:
    """Another date of the page tells it, else what is paid in, else the place."""
    written = list(_SLASHED.finditer(text))
    day_first = any(int(match["a"]) > 12 for match in written)
    month_first = any(int(match["a"]) <= 12 < int(match["b"]) for match in written)
    if day_first or month_first:
        return "" if day_first and month_first else "day first" if day_first else "month first"
    signs = {found["sign"] for found in _PAID.finditer(text)}
    regions = {part.strip() for part in re.split("[,;()]", place)}
    american = _AMERICAN.search(place) is not None
    if american or regions & us_states():  # or Bremen, DE
        return "month first" if "$" in signs or (american and not signs) else ""
    if signs and "$" not in signs:
        return "day first"
    bare = "$" in signs and not dollar and not regions & countries()  # a town's name alone may be American
    return "" if bare or not place or _EITHER.search(place) else "day first"
