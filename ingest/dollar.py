"""Whose dollar a posting means by "$": the one it writes out elsewhere, that of its place or of its terms."""

import re

_WRITTEN = {"A$": "AUD", "AU$": "AUD", "AUD$": "AUD", "C$": "CAD", "CA$": "CAD", "CAD$": "CAD", "NZ$": "NZD"} | {
    "S$": "SGD", "SG$": "SGD", "HK$": "HKD", "US$": "USD", "AUD": "AUD", "CAD": "CAD", "NZD": "NZD", "SGD": "SGD",
    "USD": "USD",
}  # fmt: skip
_SIGNS = "|".join(map(re.escape, sorted(_WRITTEN, key=len, reverse=True)))
_SIGN = re.compile(rf"(?<![A-Za-z])(?:{_SIGNS})(?=\s?[0-9])|(?<=[0-9]\s)(?:AUD|CAD|NZD|SGD|USD)\b")
_PLACES = {
    "CAD": "canada|toronto|vancouver|montr[eé]al|ottawa|calgary|edmonton|winnipeg|ontario|qu[eé]bec"
    "|british columbia|alberta|manitoba|saskatchewan|nova scotia|new brunswick|newfoundland",
    "AUD": "australia|sydney|melbourne|brisbane|perth|adelaide|canberra|queensland|new south wales|tasmania",
    "NZD": "new zealand|auckland|wellington|christchurch",
    "SGD": "singapore",
    "HKD": "hong kong",
}  # fmt: skip
_STATES = (
    r"a[lkrz]|c[ot]|dc|de|fl|ga|hi|i[adln]|k[sy]|la|m[adeinost]|n[cdehjmvy]|o[hkr]|pa|ri|sc|sd|t[nx]|ut|v[at]|w[ivy]"
)
_AMERICAN_PLACE = re.compile(rf"united states|\busa?\b|u\.s\.|,\s?(?:{_STATES})\b|ontario, ca\b|vancouver, wa\b")
_CALIFORNIA = re.compile(r",\s?(?:ca|wa)\b")  # or Canada, or Western Australia: "Toronto, CA", "Perth, WA"
# What only one country's postings speak of, where the place does not tell.
_TERMS = {
    "AUD": r"superannuation|[a-z],? (?:NSW|VIC|QLD|TAS)\b"
    r"|(?:plus|\+|%|excluding|including|incl\.?|paid) super\b|Pty\.? Ltd|Australian citizen"
    r"|\b(?:South|Western) Australia\b|\b(?:rights|work|working|live) in Australia\b|Australian work(?:ing)? rights",
    "CAD": r"\bRRSP\b|[a-z], (?:ON|BC|AB|QC|NS|MB|SK)\b"
    r"|\b(?:entitled|eligible|authorized|right) to work in Canada\b|\b(?:Nova Scotia|Manitoba|Alberta"
    r"|Saskatchewan|British Columbia|Newfoundland|New Brunswick|Ontario)\b",
    "NZD": r"\bKiwiSaver\b|\b(?:entitled|eligible|right|rights) to work in New Zealand\b",
    "SGD": r"\bPte\.? Ltd|\bCPF contribution",
}
_AMERICAN = re.compile(r"\b401\s?\(?k\)?|\bUnited States\b|E-Verify|\bH-?1B\b")


def dollar_of(text: str, place: str) -> str:
    """The ISO code, "" where nothing tells or countries compete. `place` is what the posting says of its location."""
    if "$" not in text:
        return ""
    named = {_WRITTEN[sign] for sign in _SIGN.findall(text)}
    if named:
        return named.pop() if len(named) == 1 else ""
    place = place.lower()
    places = {code for code, names in _PLACES.items() if re.search(names, place)}
    if _AMERICAN_PLACE.search(place):
        return ""
    if places or _CALIFORNIA.search(place) or _AMERICAN.search(text):
        return places.pop() if len(places) == 1 else ""
    told = {code for code, terms in _TERMS.items() if re.search(terms, text)}
    if not told and len(re.findall(r"\bCanad(?:a|ian)", text)) > 1 and not re.search(r"\bU\.?S\b", text):
        return "CAD"
    return told.pop() if len(told) == 1 else ""
