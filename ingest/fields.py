"""Fields given beside a posting's body as front matter: YAML between "---", TOML between "+++"."""

import re
from typing import Any

Fields = dict[str, Any]

_FENCE = re.compile(r"\A\s*---[ \t]*\n(.*?)\n(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)
_TOML = re.compile(r"\A\s*\+\+\+[ \t]*\n(.*?)\n\+\+\+[ \t]*(?:\n|\Z)", re.DOTALL)
_ORDER = re.compile(r"^([a-z])\1?_(?=[a-z]{3})")
"""Letters that put keys in order, where several have them: "a_job_type", "b_benefits"."""
_LONG = 300  # characters; a longer value is a section rather than a row
_NOISE = frozenset(
    """
    title name layout tags tag slug permalink image images img logo categories category draft published type kind id
    url link canonical redirect_from aliases author authors weight menu lang language locale template description
    excerpt summary identifier version guid uuid seo og_image thumbnail hero cover
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


def stated(fields: Fields) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
    """What a candidate may ask for, in the order given: (label, value) rows, and (heading, matter) of the long ones."""
    ordered = sum(_ORDER.match(key) is not None for key in fields) > 1
    keys = {key: _ORDER.sub("", key) if ordered else key for key in fields}
    found = [(_label(keys[key]), _words(value)) for key, value in fields.items() if keys[key].lower() not in _NOISE]
    rows = [(label, value) for label, value in found if 0 < len(value) <= _LONG]
    return rows, [(label, value) for label, value in found if len(value) > _LONG]


def _label(key: str) -> str:
    words = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", re.sub(r"[_-]+", " ", key)).strip()
    return words[:1].upper() + words[1:].lower() if words else words


def _words(value: Any) -> str:
    if isinstance(value, dict):
        return ", ".join(words for words in (_words(item) for item in value.values()) if words)
    if isinstance(value, list):
        return ", ".join(words for words in map(_words, value) if words)
    words = " ".join(re.sub(r"</?[a-z][^<>]*>", " ", str(value)).split())  # "Leeds<br>or at home"
    return "" if words.lower() in ("none", "null", "n/a", "true", "false") else words
