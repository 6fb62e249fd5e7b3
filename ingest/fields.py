"""Fields given beside a posting's body as front matter: YAML between "---", TOML between "+++"."""

import re
from typing import Any

Fields = dict[str, Any]

_FENCE = re.compile(r"\A\s*---[ \t]*\n(.*?)\n(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)
_TOML = re.compile(r"\A\s*\+\+\+[ \t]*\n(.*?)\n\+\+\+[ \t]*(?:\n|\Z)", re.DOTALL)
_LONG = 300  # characters; a longer value is a section rather than a row
_NOISE = frozenset(
    """
    title name layout tags tag slug permalink image images img logo categories category draft published type kind id
    url link canonical redirect_from aliases author authors weight menu lang language locale template description
    excerpt summary identifier version guid uuid seo og_image thumbnail hero cover
    """.split()
)


def front_matter(text: str) -> tuple[Fields, str]:
    """The block at the top as a plain dict, and the text below it. Broken YAML is read line by line."""
    if (match := _TOML.match(text)) and (fields := _toml(match[1])):
        return fields, text[match.end() :]
    match = _FENCE.match(text)
    if match is None or not re.search(r"^[^\s:#-][^:\n]{0,40}:", match[1], re.MULTILINE):
        return {}, text
    return _yaml(match[1]), text[match.end() :]


def _toml(block: str) -> Fields:
    import tomllib

    try:
        return {key: value for key, value in tomllib.loads(block).items() if value not in ("", [], {})}
    except (tomllib.TOMLDecodeError, RecursionError):
        return {}


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
    return {str(key): value for key, value in read.items() if value not in ("", None, [], {})}


def _pairs(block: str) -> Fields:
    """The "key: value" lines of a block that is no sound YAML."""
    found = re.findall(r"^(\w[^:\n]{0,40}):[ ]+(\S.*)$", block, re.MULTILINE)
    return {key.strip(): value.strip().strip("'\"") for key, value in found}


def stated(fields: Fields) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
    """What a candidate may ask for, in the order given: (label, value) rows, and (heading, matter) of the long ones."""
    found = [(_label(key), _words(value)) for key, value in fields.items() if key.lower() not in _NOISE]
    rows = [(label, value) for label, value in found if 0 < len(value) <= _LONG]
    return rows, [(label, value) for label, value in found if len(value) > _LONG]


def _label(key: str) -> str:
    key = re.sub(r"^([a-df-z])\1?_(?=[a-z]{3})", "", key)  # "a_job_type", "bb_benefits": letters that put them in order
    words = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", re.sub(r"[_-]+", " ", key)).strip()
    return words[:1].upper() + words[1:].lower() if words else words


def _words(value: Any) -> str:
    if isinstance(value, dict):
        return ", ".join(words for words in (_words(item) for item in value.values()) if words)
    if isinstance(value, list):
        return ", ".join(words for words in map(_words, value) if words)
    words = " ".join(str(value).split())
    return "" if words.lower() in ("none", "null", "n/a", "true", "false") else words
