"""Tables of postings: CSV and its kin, JSON Lines, and JSON of no known board. Columns are known by their names."""

import csv
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from io import StringIO
from typing import Any

from ingest import jobposting
from ingest.boards import board_of
from ingest.record import Record, hashed
from ingest.wording import listed, moment, pay, place, term

_COLUMNS = {
    "id": "id job_id jobid requisition_id req_id reference ref external_id vacancy_id posting_id",
    "title": "title job_title position position_title role job_name name vacancy_title vacancy business_title"
    " posting_title",
    "body": "description job_description body text content details full_description html description_html summary",
    "company": "company company_name employer organization organisation hiring_organization agency institution",
    "location": "location locations job_location place office work_location location_name",
    "city": "city town", "state": "state region province county", "country": "country country_code",
    "workplace": "workplace workplace_type work_type remote_type work_model work_arrangement workspace",
    "remote": "remote is_remote remote_allowed", "team": "team",
    "department": "department division function division_work_unit",
    "employment_type": "employment_type job_type contract_type contract type_of_employment commitment schedule"
    " full_time_part_time_indicator",
    "salary": "salary pay compensation salary_range pay_range wage base_salary",
    "low": "min_salary salary_min salary_from minimum_salary pay_min min_pay salary_range_from",
    "high": "max_salary salary_max salary_to maximum_salary pay_max max_pay salary_range_to",
    "currency": "currency salary_currency pay_currency",
    "period": "salary_period pay_period salary_interval salary_type salary_unit pay_type salary_frequency",
    "deadline": "deadline closing_date application_deadline valid_through expires expiry_date close_date apply_by"
    " to_date post_until",
    "start": "start_date starts", "url": "url link job_url apply_url posting_url web_address href",
    "posted": "posted date_posted posted_date published created created_at published_at posting_date updated_at",
}  # fmt: skip
_KNOWN = {alias: name for name, aliases in _COLUMNS.items() for alias in aliases.split()}
_LONG = 120
_LISTS = "jobs postings positions vacancies openings listings".split()
"""What an object calls its postings…"""
_WRAPPERS = "roles offers results items records data content".split()
"""…and what may hold them, or something else: the offers of one posting are its benefits."""
_YES, _NO = ("true", "yes", "1", "y"), ("false", "no", "0", "n", "")
_ROW_LIMIT = 5_000_000  # characters of one field

Columns = dict[str, str]


def recognises(text: str, name: str) -> bool:
    """Whether the text is a table: JSON Lines, or rows under a header that names a title and more."""
    first, _, rest = text.lstrip("\ufeff \r\n\t").partition("\n")
    if first[:1] == "{":
        second = rest.lstrip().partition("\n")[0].strip()
        whole = name.lower().endswith((".jsonl", ".ndjson"))
        return _is_object(first) and (whole or _is_object(second))
    header = _header(first)
    return header is not None and ("title" in header[1] and len(set(header[1])) >= 2)


def _is_object(line: str) -> bool:
    try:
        return isinstance(json.loads(line), dict)
    except (ValueError, RecursionError):
        return False


def _header(line: str) -> tuple[str, list[str]] | None:
    """(delimiter, columns by our names) of a header line; None where there is none."""
    found = max(",;\t|", key=line.count)
    if not line.count(found):
        return None
    names = [_key(name) for name in next(csv.reader([line], delimiter=found))]
    return found, [_KNOWN[name] for name in names if name in _KNOWN]


def _key(name: str) -> str:
    return re.sub(r"[^a-z0-9]+", "_", re.sub(r"(?<=[a-z])(?=[A-Z])", "_", name.strip(" \ufeff")).lower()).strip("_")


def column(name: str) -> str | None:
    """Our name for a column, or None where it is none that we know."""
    return _KNOWN.get(_key(name))


def known(row: Mapping[str, Any]) -> dict[str, Any]:
    """The cells of a row whose columns we know."""
    return {name: value for name, value in row.items() if column(str(name))}


def records(text: str, name: str) -> Iterator[Record]:
    """One Record a row; a row that cannot be read gives one with `error`."""
    text = text.lstrip("\ufeff \r\n\t")
    if text[:1] == "{":
        yield from _json_lines(text)
        return
    header = _header(text.partition("\n")[0])
    csv.field_size_limit(_ROW_LIMIT)
    rows = csv.DictReader(StringIO(text, newline=""), delimiter=header[0] if header else ",")
    try:
        for row in rows:
            if None in row or None in row.values():
                yield Record(
                    f"line {rows.line_num}", error="It has more or fewer cells than the header. Check its quotes."
                )
            else:
                yield record(row)
    except csv.Error:
        yield Record(f"line {rows.line_num}", error="The table breaks here: a quote is not closed. Check this line.")


def _json_lines(text: str) -> Iterator[Record]:
    for number, line in enumerate(text.splitlines(), start=1):
        if not line.strip():
            continue
        try:
            data = json.loads(line)
        except (ValueError, RecursionError):
            yield Record(f"line {number}", error="The line is no whole JSON: it is cut off or damaged.")
            continue
        try:
            yield from list(of_object(data, f"line {number}"))
        except RecursionError:
            yield Record(f"line {number}", error="The line nests its data too deeply. Check it.")


def of_object(data: Any, name: str) -> Iterator[Record]:
    """The records of one JSON object: a JobPosting, an answer of a board, one job of it, or plain columns."""
    if found := jobposting.items(data):
        yield from map(jobposting.record, found)
    elif board := board_of(data):
        yield from board.records(data)
    elif board := board_of({"jobs": [data]}):
        yield from board.records({"jobs": [data]})
    elif isinstance(data, dict):
        yield record(data)
    else:
        yield Record(name, error="It is no posting: not an object.")


def rows(data: Any) -> list[dict[str, Any]]:
    """The rows of parsed JSON: of a list, of the list that an object holds, or the object, if it is one posting."""
    if isinstance(data, list):
        return [item for item in data if isinstance(item, dict)]
    if not isinstance(data, dict):
        return []
    listed, wrapped = _held(data, _LISTS), _held(data, _WRAPPERS)
    columns = {column(str(name)) for name, value in data.items() if _words(value)}
    more = {"location", "city", "company", "department", "employment_type", "salary", "low", "deadline", "workplace"}
    alone = [data] if {"title", "body"} <= columns and columns & more else []
    return listed or alone or wrapped


def _held(data: Mapping[str, Any], names: Sequence[str]) -> list[dict[str, Any]]:
    """The rows of the first of the names that holds some."""
    return next(filter(None, (rows(data.get(name)) for name in names)), [])


def record(row: Mapping[str, Any]) -> Record:
    """A row as a Record. Without an id of its own it is known by its title, address and place, wherever it stands."""
    known: Columns = {}
    others: list[tuple[str, str]] = []
    for name, value in row.items():
        words = _words(value)
        own = _KNOWN.get(_key(name))
        if words and own and own not in known:
            known[own] = words
        elif words:
            others.append((_label(name), words))
    where = known.get("location") or place(known.get("city"), known.get("state"), known.get("country"))
    title, url = known.get("title", ""), known.get("url", "")
    id = known.get("id") or hashed([title, url, where])
    if not title or not (known.get("body") or others or where):
        lacks = "title" if not title else "description"
        return Record(id, title, error=f"It has no {lacks}. Check the row, and the name of its column.")
    rows = [*_rows(known, where), *((label, value) for label, value in others if len(value) <= _LONG)]
    parts = [("", known.get("body", "")), *((label, value) for label, value in others if len(value) > _LONG)]
    return Record(
        id, title, tuple(row for row in rows if row[1]), tuple(part for part in parts if part[1]), url or None
    )


def _rows(known: Columns, where: str) -> Iterator[tuple[str, str]]:
    remote = known.get("remote", "").lower()
    salary = known.get("salary", "")
    amount = pay(known.get("low"), known.get("high"), known.get("currency"), known.get("period"))
    if re.fullmatch(r"[\d.,]+", salary):
        salary = pay(salary, salary, known.get("currency"), known.get("period"))
    yield "Company", known.get("company", "")
    yield "Location", where
    yield "Workplace", term(known.get("workplace")) or ("Remote" if remote in _YES else "" if remote in _NO else remote)
    yield "Employment type", term(known.get("employment_type"))
    yield "Department", known.get("department", "")
    yield "Team", known.get("team", "")
    yield "Salary", amount or salary
    yield "Apply by", moment(known.get("deadline"))
    yield "Start date", moment(known.get("start"))
    yield "Posted", moment(known.get("posted"))


def _label(name: str) -> str:
    words = _key(name).replace("_", " ")
    return words[:1].upper() + words[1:]


def _words(value: Any) -> str:
    if isinstance(value, list):
        return listed(map(_words, value))
    if isinstance(value, dict):
        return ", ".join(filter(None, map(_words, value.values())))
    words = "" if value is None else str(value).strip()
    return "" if words in ("None", "null", "N/A", "Item not found") else words
