"""The stretch of time that an amount is paid for: "$25.50/hr", "gross per year", "Hourly"; else by its size."""

import re

from ingest.money import Amount

_UNIT = r"(?:(?:/|\bper |\ban? |\beach |\bevery |\bpro |\bpar |\bpor |\bal |\ball[’']|\bim )\s?"
_PERIODS = tuple(
    (period, re.compile(pattern, re.IGNORECASE))
    for period, pattern in (
        ("hour", _UNIT + r"(?:[a-z]+-)?(?:hour|hr|h|stunde|heure|uur)\b)|\bhourly\b|\bp\.?/?h\.?(?!\w)"),
        ("day", _UNIT + r"(?:day|tag|jour|dag)\b)|\bdaily\b|\bday rates?\b"),
        ("week", _UNIT + r"(?:week|wk|woche|semaine)\b)|\bweekly\b|\bp\.?w\.?(?!\w)"),
        (
            "month",
            _UNIT + r"(?:month|mo|monat|mois|maand|mese|mes|mån|månad)\b)"
            r"|\bmonthly\b|\bpcm\b|\bmonatlich\b|\bmånadslön|monatsgehalt",
        ),
        (
            "year",
            _UNIT + r"(?:year|yr|annum|jahr|jaar|an|año|anno)\b)|\bannual(?:ly|ised|ized)?\b|\byearly\b"
            r"|\bp\.\s?a\.?(?!\w)|\bpa\b|(?<!\dx )(?<!\dx)\bjährlich\b|jahresgehalt\b|\bLPA\b|\bannuel",
        ),
    )
)
# "40 hours a week", "after a year": no stretch that is paid for.
_WORKING_TIME = re.compile(
    r"\b(?:hours?|hrs?|days?|shifts?|times)\s?(?:per |an? |each |/\s?)\w+|\b(?:after|within|once) an? \w+",
    re.IGNORECASE,
)
# "£41 per night away": paid for something else than time, or a stretch not known here.
_OTHER_UNIT = re.compile(r"\s?(?:/|\b(?:per|an?|each|every)\s)\s?[a-z]", re.IGNORECASE)
_ONCE = re.compile(
    r"\W{0,3}(?:over|for|across) the (?:full |whole |entire )?(?:duration|course|term|period|length|project)"
)
_UNIT_REACH = 30  # characters behind an amount in which its unit stands

# Where 10,000 is a usual month's pay, the size of an amount does not tell a month from a year.
_SMALL_UNITS = frozenset("INR JPY KRW VND IDR PHP THB CZK HUF SEK NOK DKK ISK TWD NGN KES RUB CLP COP ARS".split())
_MIDDLE_UNITS = frozenset("PLN CNY ILS ZAR MXN AED SAR QAR HKD EGP TRY UAH RON BRL MYR".split())
YEARLY = 10_000  # no other stretch is paid that much
_YEARLY_MOST = 150_000
_HOURLY = (7, 99)
_INSTALMENTS = re.compile(
    r"\b(?:1[2-5](?:[.,]\d+)?|twelve|thirteen|fourteen)\s?(?:x|times|payments|pagas|instalments|monthly)\b",
    re.IGNORECASE,
)
_LIMITS = {
    "hour": (3, 600),
    "day": (20, 5_000),
    "week": (50, 30_000),
    "month": (200, 120_000),
    "year": (5_000, 3_000_000),
}
_DAILY_LIFE = 1_000  # no salary without a period is smaller than this
_MILLIONS = re.compile(r"[0-9]\s?(?:m|mn|bn|million|billion)\b", re.IGNORECASE)


def after(text: str, end: int) -> str | None:
    """The unit written directly behind an amount that ends at `end`."""
    near = without_working_time(text[end : end + _UNIT_REACH])
    found = [(m.start(), period) for period, pattern in _PERIODS if (m := pattern.search(near))]
    return min(found)[1] if found else None


def without_working_time(words: str) -> str:
    """ "20 hours per week, £11,400 per annum" is paid by the year: how long one works is no stretch of pay."""
    return _WORKING_TIME.sub("", words)


def last_in(words: str) -> str | None:
    """The last period that the words name; working time names none."""
    words = without_working_time(words)
    last = [(m.end(), period) for period, pattern in _PERIODS for m in pattern.finditer(words)]
    return max(last)[1] if last else None


def by_size(text: str, amount: Amount, rate: bool) -> str | None:
    """Some amounts can only be a year's pay, and others, where they are surely a rate of pay, an hour's."""
    if amount.currency in _SMALL_UNITS or _ONCE.match(text, amount.end):
        return None
    if amount.high >= (_YEARLY_MOST if amount.currency in _MIDDLE_UNITS else YEARLY):
        return "year"
    if _INSTALMENTS.search(text, amount.end):
        return "month"
    hourly = _HOURLY[0] <= amount.low <= amount.high <= _HOURLY[1]
    return "hour" if hourly and rate and not _OTHER_UNIT.match(text, amount.end) else None


def plausible(text: str, amount: Amount, period: str | None) -> bool:
    low, high = _LIMITS.get(period or "", (_DAILY_LIFE, 3_000_000))
    if amount.currency in _SMALL_UNITS:
        high *= 20_000
    elif _MILLIONS.search(text, amount.start, amount.end):
        return False
    return low <= amount.high <= high
