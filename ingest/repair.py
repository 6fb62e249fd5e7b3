"""Repair of characters: bytes to text, text decoded with the wrong encoding, invisible characters.

A page that was UTF-8, was read as Latin-1 and then lost its C1 control characters shows "â" where a quote, a dash or
a bullet stood. What it was is told from what stands around it.
"""

import re

_INVISIBLE = dict.fromkeys(map(ord, "\u200b\u200c\u200e\u200f\u2060\ufeff\xad\u202a\u202c\u2061"))
_BLANKS = {ord(c): " " for c in "\xa0\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"}
_LEADERS = re.compile(r"\s*(?:\.\s?){5,}\s*(?=\S)|(?:\s\.){3,}\s*$")
_LINES = {ord(c): "\n" for c in "\u2028\u2029\x0b\x0c\x85"}
_CONTROLS = {code: None for code in (*range(9), *range(14, 32), *range(127, 160)) if code != 0x85}
_BYTES = re.compile("[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
_OTHER_ACCENTS = re.compile("[à-áä-ïñ-þăășțąęłśżźćńőűšžčřěůđơưạ-ỹ]")
_LOST = re.compile(r"(?:^|[\s\d(])â+(?=[\s\d$€£\w]|$)|\wâ(?:s|t|re|ll|ve|d|m)\b|Â(?:\s|$)|\w{3}â\s")
_BULLET = re.compile("â¢")
_ELLIPSIS = re.compile("â¦")
_EURO = re.compile("â¬")
_LONE_A = re.compile("Â(?=[\\s\xa0]|$)")
_APOSTROPHE = re.compile(r"(?<=[^\W\d_])â(?=(?:s|t|re|ll|ve|d|m)\b)")
_RANGE = re.compile(r"(?<=[\d.kKmM%])(\s*)â+(\s*)(?=(?:Â?[$€£¥])?\s?\d)")
_DASH = re.compile(r"(?<=\s)â(?=\s)")
_QUOTED = re.compile(r"(?<![^\s(\[])â(?=\S)([^â\n]{1,200}?)(?<=\S)â(?![^\W_])")
_POSSESSIVE = re.compile(r"(?<=s)â(?=\s)")
_CLOSING = re.compile(r"(?<=[\w)])â(?=[\w(\s]|$)")
_SYMBOL = re.compile("ð[\xa0-\xbf]{0,2}|ï¸|â[\xa0-\xbf](?![\x80-\xbf])")
_OPENING_SYMBOL = re.compile("(?<=\\S)(?:ð[\xa0-\xbf]{0,2}|ï¸)+(?= [A-ZÀ-Þ])")
_SHARP_S = re.compile("(?<=[a-zäöü])Ã(?=[a-zäöü])|(?<=[a-z]Ã[¼¤¶])Ã(?=[a-z])")


def decode(data: bytes) -> str:
    """Text of a file's bytes: UTF-8 where it is, else the likeliest encoding; never raises."""
    for mark, encoding in ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16")):
        if data.startswith(mark):
            return data.decode(encoding, "replace").lstrip("\ufeff")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return _guess(data)


def _guess(data: bytes) -> str:
    declared = re.search(rb"<meta[^>]{0,80}charset=[\"']?([\w-]{3,20})", data[:4096], re.IGNORECASE)
    if declared and declared[1].lower() not in (b"utf-8", b"utf8"):
        try:
            return data.decode(declared[1].decode("ascii"), "replace")
        except LookupError:
            pass
    whole = len(_BYTES.findall(data.decode("latin-1")))
    high = sum(byte >= 0x80 for byte in data)
    if whole * 4 > high:
        return _mixed(data)
    western = data.decode("cp1252", "replace")
    if high * 8 < len(data) and not re.search("[\ufffd]|[a-z][³¹¿¼¾£¥¦ºª][a-z]", western):
        return western
    from charset_normalizer import from_bytes

    best = from_bytes(data[:200_000], cp_isolation=["cp1252", "cp1250", "cp1251", "shift_jis", "gb18030"]).best()
    return data.decode(best.encoding if best else "cp1252", "replace")


def _mixed(data: bytes) -> str:
    """UTF-8 with stray bytes of Windows-1252."""
    parts: list[str] = []
    at = 0
    while at < len(data):
        try:
            parts.append(data[at:].decode("utf-8"))
            break
        except UnicodeDecodeError as error:
            stray, after = at + error.start, at + error.end
            parts.append(data[at:stray].decode("utf-8") + data[stray:after].decode("cp1252", "replace"))
            at = after
    return "".join(parts)


def characters(text: str) -> str:
    """`text` with its characters as they were meant; no-break spaces are left for the caller to read as hints."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if "â€" in text or "Ã¢" in text:
        import ftfy

        text = ftfy.fix_encoding(text)
    text = _BYTES.sub(_rejoined, _lost(text))
    text = text.translate(_INVISIBLE | _LINES | _CONTROLS)
    return _composed(text)


def blanks(text: str) -> str:
    """`text` with plain blanks for no-break and typographic ones, and a dash for a row of leader dots."""
    return _LEADERS.sub(" – ", text.translate(_BLANKS))


def _composed(text: str) -> str:
    import unicodedata

    return text if text.isascii() else unicodedata.normalize("NFC", text)


def _rejoined(match: re.Match[str]) -> str:
    try:
        return match[0].encode("latin-1").decode("utf-8")
    except UnicodeDecodeError:
        return match[0]


def _lost(text: str) -> str:
    """Quotes, dashes and bullets whose bytes were lost. A text with other accented letters has "â" as a letter.

    This runs before bytes are rejoined, which gives true accented letters.
    """
    if "â" not in text and "Â" not in text:
        return text
    text = _BULLET.sub("•", text)
    text = _ELLIPSIS.sub("…", text)
    text = _EURO.sub("€", text)
    if not _LOST.search(text) or _OTHER_ACCENTS.search(text):
        return text
    text = _SYMBOL.sub("", _OPENING_SYMBOL.sub("\n", _LONE_A.sub("", text)))
    text = _SHARP_S.sub("ß", text)
    text = _APOSTROPHE.sub("’", text)
    text = _RANGE.sub(r"\1–\2", text)
    text = _DASH.sub("—", text)
    text = _QUOTED.sub(r"“\1”", text)
    text = _POSSESSIVE.sub("’", text)
    return _CLOSING.sub("—", text)
