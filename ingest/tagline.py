"""A line of tags: what stands under a title, or behind its first words ("Lisbon, Portugal — Engineering, Hybrid")."""

import re

from ingest.statement import PARTS
from ingest.title import names_employer, names_job
from ingest.toponym import REMOTE_IN, cities, codes, countries, is_region

_HEAD_PLACE = re.compile(
    r"[A-ZÀ-Þ][\w.'’À-ÿ-]*(?:[ ,]+(?:[A-ZÀ-Þ][\w.'’À-ÿ-]*|of|de|la|le|am|an|der|do|da))*(?: \([A-Z]{2}\))?",
)
_WITH_CODE = re.compile(r"(?P<where>[A-ZÀ-Þ][\w.'’À-ÿ -]{1,40} ?\((?P<code>[A-Z]{2})\))(?:,|$| [–—|·•/-])")
_ANYWHERE = re.compile(r"(?:work )?(?:from )?anywhere (?:in|within|across) (?:the )?(?P<where>[A-ZÀ-Þ][^;()]{1,40})")
_NAME = r"[A-ZÀ-Þ][\w.'’-]*(?:[ -](?:[A-ZÀ-Þ][\w.'’-]*|of|de|la|am|an|der))*"
_BEGUN = re.compile(rf"(?P<where>{_NAME}, (?P<region>{_NAME}))(?=, (?![A-ZÀ-Þ])| \()")
_PROSE = re.compile(r"\b(?:is|are|was|has|have|we|you|our|your)\b", re.IGNORECASE)
_TAGGED = 8
"""Words of a tag, at most."""
_NEARBY = re.compile(r"^(?:(?:based|offices|stores|terminals|depots) in|by|near|in)\s|\s\d\w*$|\s[A-Z]{1,2}\d\w?$|:.*")
"""What stands around a town in a tag: "by Kendal", "Dublin 2", "Doncaster DN4"."""
_CODE = re.compile(r"\s(NSW|VIC|QLD|TAS|[A-Z]{2})$")  # "Reno NV"


def place_of(line: str) -> str:
    """A line under the title that is a place, or has one among its tags: "Lisbon, Portugal — Engineering"."""
    return _leading_place(line) or place_among(line) or _place_within(line) or _regional_tags(line)


def names_place(words: str) -> bool:
    """ "Dock Road, Ghent", "Mill 3, Otley, England": whether one of the pieces is a town or region that is known."""
    pieces = [piece.strip(" .") for piece in words.split(",")]
    return any(is_region(piece) or _towns(piece) for piece in pieces)


def _place_within(line: str) -> str:
    """Of "Zug, Switzerland, 425 metres up" its beginning, of "By the quay at Hull, Humberside, England" its end."""
    if _PROSE.search(line) or len(line.split()) > 12:
        return ""
    begun = _BEGUN.match(line)
    if begun and begun["region"].lower() in countries():
        return begun["where"]
    pieces = line.split(", ")
    if len(pieces) < 3 or pieces[-1].lower() not in countries():
        return ""
    first = next(n for n in range(len(pieces), 0, -1) if n == 1 or not re.fullmatch(_NAME, pieces[n - 1]))
    return ", ".join(pieces[first:])


def _regional_tags(line: str) -> str:
    """ "Gull Peak Resort — Zermatt, Switzerland": a small town is known by the country that stands behind it."""
    places = []
    for tag in re.split(r"\s[–—|·•-]\s", line)[1:]:
        town, _, region = tag.strip().partition(", ")
        name = _HEAD_PLACE.fullmatch(town) and len(town.split()) <= 3 and not (names_job(town) or names_employer(town))
        if name and region.lower() in countries():
            places.append(tag.strip())
    return "; ".join(places)


def place_among(line: str) -> str:
    """ "Permanent, Leeds, Hybrid", "Full-time | Ghent, Belgium": towns and countries among a few short tags."""
    pieces = re.split(r"\s*[|•·]\s*", line)
    places = [found["where"] for piece in pieces if (found := REMOTE_IN.search(piece) or _ANYWHERE.fullmatch(piece))]
    line = " | ".join(re.sub(r" or $", "", REMOTE_IN.sub("", piece)) for piece in pieces)
    tags = [tag for part in PARTS.split(line) if (tag := part.strip(" .*–—-"))]  # "Nurse (nights) – Bath"
    prose = line.endswith(".") and len(line.split()) > _TAGGED
    parted = len(pieces) > 2  # a line of several pieces is one of tags, however long one of them is
    if len(tags) > (14 if parted else 8) or prose or any(len(tag.split()) > _TAGGED for tag in tags if not parted):
        return "; ".join(places)
    for before, tag, after in zip(["", *tags], tags, [*tags[1:], ""], strict=False):
        if is_region(tag) and places and places[-1].endswith(f"{before}, {tag}"):
            continue
        if towns := _towns(tag):
            places += [f"{towns[0]}, {after}"] if len(towns) == 1 and is_region(after) else towns
    return "; ".join(dict.fromkeys(places))


def _towns(tag: str) -> list[str]:
    """ "Leeds and Ghent" is two, "Dublin 2" one, where the tag says no more than that."""
    towns = [_NEARBY.sub("", town).strip() for town in re.split(r"\s(?:and|or|&)\s", tag)]
    known = all(town[:1].isupper() and _CODE.sub("", town).casefold() in cities() for town in towns)
    return [_CODE.sub(r", \1", town) for town in towns] if known else []


def _leading_place(line: str) -> str:
    """The place that a line begins with, where its region follows: "Lisbon, Portugal — Engineering"."""
    coded = _WITH_CODE.match(line)  # "Lisbon (PT), Engineering, Full-time", but not "Nurse (RN), Night shift"
    if coded and coded["code"] in codes() and not names_job(coded["where"]):
        return coded["where"]
    parts = re.split(r"\s[–—|·•-]\s", line)
    words = parts[0].strip()
    if len(words) > 100 or not _HEAD_PLACE.fullmatch(words):
        return ""
    if "," in words:
        return words if is_region(words.rsplit(",", 1)[1].strip()) else ""
    return f"{words}, {parts[1].strip()}" if len(parts) == 2 and parts[1].strip().lower() in countries() else ""
