"""Fields given beside a posting's body as front matter: YAML between "---", TOML between "+++"."""

import re
from typing import Any

from ingest.jobposting import salary_words

Fields = dict[str, Any]

_FENCE = re.compile(r"\A\s*---[ \t]*\n(.*?)\n(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)
_TOML = re.compile(r"\A\s*\+\+\+[ \t]*\n(.*?)\n\+\+\+[ \t]*(?:\n|\Z)", re.DOTALL)
_ORDER = re.compile(r"^([a-z])\1?_(?=[a-z]{3})")
"""Letters that put keys in order, where several have them: "a_job_type", "b_benefits"."""
_MARKED_UP = re.compile(r"<(?:p|li|ul|ol|br|h[1-6])\b", re.IGNORECASE)
_NOTHING = ("none", "null", "n/a", "true", "false", "item not found")
_NO = ("false", "no", "off", "0")
_LONG = 300  # characters; a longer value is a section rather than a row
_SHORT = 120
"""Characters of a value of several parts that is one row: "location: {city: Leeds, country: UK}"."""
_NOISE = frozenset(
    """
    title name layout tags tag slug permalink image images img logo categories category draft published type kind id
    url link canonical redirect_from aliases author authors weight menu lang language locale template description
    excerpt summary identifier version guid uuid seo og_image thumbnail hero cover hash owner modified updated_at
    is_published nid uid path color colour classes templatekey template_key menuidentifier menu_identifier sort_date
    """.split()
)


def front_matter(text: str) -> tuple[Fields, str]:
    """The block at the top as a plain dict, and the text below it. A broken block is read line by line."""
    if match := _TOML.match(text):
        return _toml(match[1]), text[match.end() :]
    match = _FENCE.match(text)
    if match is None or not re.search(r"^[^\s:#-][^:\n]{0,40}:", match[1], re.MULTILINE):
        return {}, text
    return _yaml(match[1]), text[match.end() :]


def _toml(block: str) -> Fields:
    import tomllib

    try:
        return _filled(tomllib.loads(block))
    except (tomllib.TOMLDecodeError, RecursionError):
        return _pairs(block)


def _yaml(block: str) -> Fields:
    import yaml  # type: ignore[import-untyped]

    block = re.sub(r"!!\w+ ?", "", block.replace("\t", "  "))
    if re.search(r"[:\[,-]\s*[&*]\w", block):  # anchors can make a small block huge
        return _pairs(block)
    try:
        read = yaml.load(block, Loader=yaml.BaseLoader)  # noqa: S506 (BaseLoader makes strings, lists and dicts only)
    except (yaml.YAMLError, RecursionError):
        return _pairs(block)
    if not isinstance(read, dict):
        return _pairs(block)
    return _filled(read)


def _filled(read: Fields) -> Fields:
    return {str(key): value for key, value in read.items() if value not in ("", None, [], {})}


def _pairs(block: str) -> Fields:
    """The "key: value" or "key = value" lines of a block that is unsound."""
    found = re.findall(r"^(\w[^:=\n]{0,40})(?::| =)[ ]+(\S.*)$", block, re.MULTILINE)
    return {key.strip(): value.strip().strip("'\"") for key, value in found}


def says_closed(fields: Fields) -> bool:
    """Whether a site keeps the posting as one that is over: "expired: true", "status: filled", "open: false"."""
    said = {key.lower(): str(value).strip().lower() for key, value in fields.items()}
    over = (said.get(key, "") for key in ("expired", "closed", "filled", "archived"))
    running = (said.get(key, "") for key in ("open", "active", "hiring"))
    return (
        said.get("status", "") in ("closed", "filled", "expired", "archived")
        or any(value and value not in _NO and not re.search(r"\d", value) for value in over)  # "expired: 3 May 2027"
        or any(value in _NO for value in running)
    )


def stated(fields: Fields) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
    """What a candidate may ask for, in the order given: (label, value) rows, and (heading, matter) of the long ones."""
    ordered = sum(_ORDER.match(key) is not None for key in fields) > 1
    rows: list[tuple[str, str]] = []
    parts: list[tuple[str, str]] = []
    for key, value in fields.items():
        name = _ORDER.sub("", key) if ordered else key
        words = "" if name.lower() in _NOISE else _said(name, value)
        if isinstance(value, dict) and len(words) > _SHORT:
            within = stated({str(inner): held for inner, held in value.items()})
            rows += within[0]
            parts += within[1]
        elif len(words) > _LONG or (isinstance(value, str) and _MARKED_UP.search(value) and len(words) > _SHORT):
            parts.append((_label(name), value if isinstance(value, str) else words))
        elif words:
            rows.append((_label(name), words))
    return rows, parts


def _said(name: str, value: Any) -> str:
    return salary_words(value, None) if name == "baseSalary" else _words(value)  # as schema.org has it


def _label(key: str) -> str:
    words = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", re.sub(r"[_-]+", " ", key)).strip()
    return words[:1].upper() + words[1:].lower() if words else words


def _words(value: Any) -> str:
    if isinstance(value, dict):
        return ", ".join(words for words in (_words(item) for item in value.values()) if words)
    if isinstance(value, list):
        return ", ".join(words for words in map(_words, value) if words)
    words = " ".join(re.sub(r"</?[a-z][^<>]*>|\*\*", " ", str(value)).split())  # "Leeds<br>or at home"
    return "" if words.lower() in _NOTHING else words
