"""What the boards' modules share: looking into what an API answered, which may lack or hold anything."""

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from ingest.record import Record

Rows = tuple[tuple[str, str], ...]


def get(data: Any, *keys: str) -> Any:
    """`data[a][b]…`, or None where that is not there."""
    for key in keys:
        data = data.get(key) if isinstance(data, dict) else None
    return data


def words(data: Any, *keys: str) -> str:
    """The same as text; "" for what is no text or number."""
    found = get(data, *keys)
    plain = isinstance(found, str | int | float) and not isinstance(found, bool)
    return str(found).strip() if plain else ""


def listed(data: Any, *keys: str) -> list[Any]:
    """The same as a list; [] for what is none."""
    found = get(data, *keys)
    return found if isinstance(found, list) else []


def rows(*pairs: tuple[str, str]) -> Rows:
    """The pairs that have a value, each once."""
    return tuple(dict.fromkeys((label, value) for label, value in pairs if value))


def each(jobs: Iterable[Any], read: Callable[[dict[str, Any]], Record | None], name: str = "id") -> Iterator[Record]:
    """A record of every job; one that lacks its id or title, or trips its reader, gives a record with `error`."""
    for number, job in enumerate(jobs, start=1):
        known = words(job, name) or f"entry {number}"
        try:
            record = read(job) if isinstance(job, dict) else Record(known, error="It is no posting: not an object.")
        except (AttributeError, KeyError, TypeError, ValueError):
            record = Record(known, error="Its fields are not of the kind that this board gives. Save the answer anew.")
        if record is None:
            continue
        if not record.error and not (record.id and record.title):
            lacks = "title" if record.id else "id"
            record = Record(record.id or known, record.title, error=f"It has no {lacks}. Check the board's answer.")
        yield record
