"""Undo of run-together text: a page scraped without the line ends between its headings, paragraphs, bullets and links.

What tells a lost line end: a small letter before a capital ("skillsExperience"), a stop before a capital
("team.You"), a bracket or figure before a word. Words that are written so ("GitHub", "PhD") are told by being usual,
by standing free elsewhere in the text, or by not being made of words. A text without several sure signs is left as
it is.
"""

import re
from collections import Counter
from collections.abc import Iterator

from ingest import headings

_RUN = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_ADDRESS = re.compile(
    r"(?:https?://|www\.)(?:[a-z0-9./?=&_%#~+-]+[a-z/](?=[A-Z][a-z]+(?:\s|[A-Z]))|\S+?(?=[.)]*[.)](?=[A-ZÀ-ÖØ-Þ])|\s|$))|[\w.+-]+@[\w-]+(?:\.[a-z0-9-]{2,})+|(?<!\S)[#@]\w+|"
    r"\b[\w-]+\.(?:com|org|net|io|ai|eu|gov|edu|co|dev|app|de|fr|uk)\b(?:/\S*)?"
)
_PART = re.compile(
    r"[A-ZÀ-ÖØ-Þ]{2,}(?:s\b|(?=[A-ZÀ-ÖØ-Þ][a-zß-öø-ÿ])|(?![a-zß-öø-ÿ]))|"
    r"[A-ZÀ-ÖØ-Þ]?[^\WA-ZÀ-ÖØ-Þ\d_]+(?:['’][^\W\d_A-ZÀ-ÖØ-Þ]+)*|[^\W\d_]"
)
_STOP = re.compile(
    r"(?:(?<=[^\W\d_]{2})|(?<=[)\]”’\"%\d+]))[.!?:;…]+[”’\")]*(?=[“‘\"(]?[A-ZÀ-ÖØ-Þ])|"
    r"(?<=[^\W\d_]) [:!?](?=[A-ZÀ-ÖØ-Þ])|(?<=[a-zß-öø-ÿ]{3}),(?=[A-ZÀ-ÖØ-Þ][a-zß-öø-ÿ’']* [a-zß-öø-ÿ])"
)
_SPACED = re.compile(r"[.!?:]\xa0 ?(?=[“‘\"(]?[A-ZÀ-ÖØ-Þ])")
_BRACKET = re.compile(r"(?:[)\]”%]|(?<=[\w.!?)])\")(?=[A-ZÀ-ÖØ-Þ][a-zß-öø-ÿ])|[a-zß-öø-ÿ)](?=[•●▪◦])")
_COLON = re.compile(r"(?<=[^\W\d_]{2})[:;](?=[^\W\d_]{2})(?!(?:innen|in|r|n|e|s)\b)")
_FIGURE = re.compile(r"\d(?=[A-ZÀ-ÖØ-Þ][a-zß-öø-ÿ]{2})")
_COUNT = re.compile(
    r"(?:(?<=[a-zß-öø-ÿ]{3})|(?<=[a-zß-öø-ÿ]{3}[.!?:])|(?<=\)))"
    r"(?=\d{1,4}(?:[+%(]|(?:[-–]\d+)?\+?[\s-](?:\w+\s)?(?:days?|weeks?|months?|years?|hours?)\b))|"
    r"(?:(?<=[^\W\d_]{2})|(?<=[.):]))(?=[$€£]\s?\d)|(?<=[a-zß-öø-ÿ.)])(?=\d{1,2}\. [A-ZÀ-ÖØ-Þ])"
)
_NAME_PREFIXES = frozenset("Mc Mac De Di Du La Le Van Von Fitz Mac Saint Del Los".split())
_WRITTEN_SO = frozenset(
    """
    openai linkedin youtube github gitlab javascript typescript devops graphql postgresql mysql nosql dynamodb mongodb
    phd iphone ipad macos ios ebay paypal wordpress powerpoint sharepoint powershell hubspot salesforce servicenow
    workday bigquery pyspark pytorch tensorflow fastapi datadog cloudformation cloudwatch pagerduty mlops devsecops
    autocad solidworks matlab quickbooks mailchimp whatsapp tiktok facetime bamboohr smartrecruiters deepmind airbnb
    doordash mastercard fedex bluetooth scada latex wifi saas paas iaas hipaa reactjs nodejs nextjs vuejs opencv
    sqlalchemy redux webgl wxpython pyqt numpy scipy vmware virtualbox openshift teamcity circleci jetbrains
    intellij webstorm eclipse datastage databricks powerbi lookml tableau onenote onedrive goto gotomeeting
    chatgpt deepl netsuite freshdesk zendesk intercom docusign dropbox microstrategy businessobjects successfactors
    crossfit healthcare nonprofit lgbtq lgbtqia bipoc mba cpa cfa pmp
    """.split()
)  # fmt: skip
_OPENERS = frozenset(
    """
    the this that these we our you your it as at if in on to for from with when what who how why where while is are all
    about any and an a by no not please apply experience strong excellent proven ability knowledge familiarity
    understanding proficiency proficient demonstrated bachelor master degree work working manage develop lead build
    design support collaborate create drive ensure provide help identify participate implement maintain deliver
    partner conduct analyze analyse assist coordinate prepare own review train mentor track plan perform communicate
    must minimum preferred previous prior comfortable passion passionate willingness willing able skilled solid deep
    good great fluent fluency competitive flexible generous paid health medical dental unlimited annual home free
    responsibilities requirements qualifications benefits compensation overview additional key
    """.split()
)


class _Words:
    """What is known of words: from the text itself, and from how usual they are in its language."""

    def __init__(self, text: str) -> None:
        self.free = Counter(run for run in _RUN.findall(text))
        self.parts = {run.casefold() for run in self.free if len(_PART.findall(run)) == 1}
        self.language = _language(text)
        self.usual: dict[str, float] = {}

    def frequency(self, word: str) -> float:
        """Zipf scale, 0 (unknown) to 8."""
        from wordfreq import zipf_frequency

        key = word.casefold().replace("’", "'")
        if key not in self.usual:
            found = zipf_frequency(key, self.language)
            self.usual[key] = found if self.language == "en" else max(found, zipf_frequency(key, "en") - 0.5)
        return self.usual[key]

    def is_word(self, word: str) -> bool:
        if len(word) == 1:
            return word in "AIaiàyYoO"
        if len(_PART.findall(word)) > 1:
            return self.is_written_so(word)
        if word.isupper() and word in self.free:
            return True
        floor = 4.5 if len(word) == 2 else 3.3 if len(word) == 3 else 2.2
        return (word.casefold() in self.parts and len(word) > 3) or self.frequency(word) >= floor

    def is_written_so(self, run: str) -> bool:
        """Whether a word with a capital inside is one word: usual, or used on its own in the text."""
        key = run.casefold().replace("’", "'").removesuffix("'s")
        if key in _WRITTEN_SO or (key.endswith("s") and key[:-1] in _WRITTEN_SO):
            return True
        parts = _PART.findall(run)
        if len(parts) > 3:
            return False
        bare = re.sub(r"['’]s$", "", run)
        count = self.free[run] + self.free[bare] * (bare != run) + self.free[f"{bare}'s"] + self.free[f"{bare}’s"]
        if count >= 2 and not self._is_joint(parts):
            return True
        opened = parts[0].islower() and len(parts[0]) > 1 and self.is_word(parts[0])
        if opened and parts[-1] in ("A", "I"):
            return False
        return self.frequency(bare) >= (3.0 if opened else 1.55)


    def _is_joint(self, parts: list[str]) -> bool:
        """Two words that a page runs together each time ("skillsExperience", "PolicyApply")."""
        opened = parts[0].islower() and len(parts[0]) > 3
        return self.is_word(parts[0]) and (opened or parts[-1].casefold() in _OPENERS)


def _language(text: str) -> str:
    """The language by its smallest words; English where none is sure."""
    words = Counter(re.findall(r"[^\W\d_]+", text[:20_000].lower()))
    small = {
        "en": "the and of to you with for our",
        "de": "und der die das mit für wir ist",
        "nl": "en het van een voor met je wij",
        "fr": "et les des une pour dans vous nous",
        "es": "y los las una para con del por",
        "pt": "e os das uma para com não em",
        "sv": "och att det som för med vi du",
        "it": "e il che per con una di del",
        "da": "og at det som for med vi du",
        "pl": "i w z na do się oraz jest",
    }
    return max(small, key=lambda code: (sum(words[word] for word in small[code].split()), code == "en"))


def unglued(text: str) -> str:
    """`text` with line ends where they were lost; a text without several sure signs of loss comes back as it is."""
    if not _STOP.search(text) and not re.search(r"[a-zß-öø-ÿ][A-ZÀ-ÖØ-Þ]", text):
        return text
    if _sure_at_sight(text) < 3:
        return _head_unglued(text)
    words = _Words(text)
    spared = [(match.start(), match.end()) for match in _ADDRESS.finditer(text)]
    cuts = sorted({cut for cut in _cuts(text, words) if not any(a < cut < b for a, b in spared)})
    pieces = [text[a:b].strip(" \xa0") for a, b in zip([0, *cuts], [*cuts, len(text)], strict=True)]
    return "\n".join(piece for piece in pieces if piece)


def _head_unglued(text: str) -> str:
    """A sound text whose line under the title alone may be run together ("LondonData and Analytics")."""
    rows = text.split("\n")
    head = [number for number, row in enumerate(rows) if row.strip()][:4]
    for number in head:
        row = rows[number]
        found = list(re.finditer(r"(?<=[a-zß-öø-ÿ]{3})(?=[A-ZÀ-ÖØ-Þ][a-zß-öø-ÿ]{2})", row))
        if found and len(row) <= 140 and not re.search(r"[.!?:;]$|://|@", row):
            words = _Words(text)
            joined = [match.start() for match in found if _is_head_joint(row, match.start(), words)]
            rows[number] = "\n".join(row[a:b] for a, b in zip([0, *joined], [*joined, len(row)], strict=True))
    return "\n".join(rows)


def _is_head_joint(row: str, at: int, words: _Words) -> bool:
    run = next(match for match in _RUN.finditer(row) if match.start() < at < match.end())
    left, right = row[run.start() : at], row[at : run.end()]
    usual = words.frequency(left) >= 4 and words.frequency(right) >= 4
    return usual and left not in _NAME_PREFIXES and not words.is_written_so(run[0])


def _sure_at_sight(text: str) -> int:
    """How many run-together places need no dictionary: "skills.Experience", "groupsDeep"."""
    plain = _ADDRESS.sub(" ", text)
    stops = re.findall(r"(?<=[a-z]{3})[.!?:][A-Z][a-z]{1,}[ ,]", plain)
    joints = re.findall(r"(?<![^\W_])[a-z]{3,}[A-Z][a-z]{2,}", plain)
    return len(stops) + len(set(joints) - {joint for joint, count in Counter(joints).items() if count > 1})


def _cuts(text: str, words: _Words) -> Iterator[int]:
    """Where a line end was lost."""
    for pattern in (_STOP, _SPACED, _BRACKET, _FIGURE):
        yield from (match.end() for match in pattern.finditer(text) if not _is_dotted(text, match))
    yield from (match.end() for match in _COLON.finditer(text) if text[match.end()].islower())
    for match in _COUNT.finditer(text):
        before = _RUN.findall(text[max(0, match.start() - 30) : match.start()])
        if not before or text[match.start() - 1] in ".!?:)" or words.is_word(before[-1]):
            yield match.start()
    yield from _around_title(text)
    for match in _ADDRESS.finditer(text):
        if re.match(r"[A-ZÀ-ÖØ-Þ][a-zß-öø-ÿ]", text[match.end() : match.end() + 2]):
            yield match.end()
    for run in _RUN.finditer(text):
        if not (run[0].islower() or run[0][1:].islower() or run[0].isupper()):
            yield from (run.start() + cut for cut in _joints(text, run, words))


def _is_dotted(text: str, stop: re.Match[str]) -> bool:
    """A stop inside a name ("ASP.NET", "Ph.D", "U.S.A"), not at a sentence's end."""
    if text[stop.start()] != ".":
        return False
    after = re.compile(r"[^\W_]+").match(text, stop.end())
    before = re.search(r"[^\W_]*$", text[max(0, stop.start() - 20) : stop.start()])
    left, right = before[0] if before else "", after[0] if after else ""
    in_capitals = right.isupper() and len(right) > 1 and left[:1].isupper()
    return in_capitals or left in ("Ph", "Node", "Vue", "Next", "React", "ASP", "Web")


def _joints(text: str, run: re.Match[str], words: _Words) -> Iterator[int]:
    """Offsets in a run of letters where one word ends and the next line begins."""
    if words.is_written_so(run[0]):
        return
    units = _units(_PART.findall(run[0]), words)
    at = 0
    for number in range(len(units) - 1):
        left, right = units[number], units[number + 1]
        at += len(left)
        if _parted(text, run, at, left, right, len(units), words):
            yield at


def _units(parts: list[str], words: _Words) -> list[str]:
    """Parts with the names among them put together again: About|Open|AI|Open|AI is About|OpenAI|OpenAI."""
    best: list[tuple[float, list[str]]] = [(0.0, [])]
    for end in range(1, len(parts) + 1):
        options = []
        for size in range(1, min(4, end) + 1):
            unit = "".join(parts[end - size : end])
            cost, before = best[end - size]
            options.append((cost + _price(unit, size, words), [*before, unit]))
        best.append(min(options, key=lambda option: option[0]))
    return best[-1][1]


def _price(unit: str, size: int, words: _Words) -> float:
    if size == 1:
        return 1.0 if words.is_word(unit) else 2.0 if len(unit) > 3 or (unit.isupper() and len(unit) > 1) else 3.0
    if words.is_written_so(unit):
        return 1.4
    return 2.9 + size if size > 2 else 4.2


def _parted(text: str, run: re.Match[str], at: int, left: str, right: str, units: int, words: _Words) -> bool:
    if len(left) == 1 and left.islower() and text[run.start() - 1 : run.start()].isdigit():
        return words.is_word(right)  # "£1mWorking"
    if left in _NAME_PREFIXES or (len(left) == 1 and left.islower()):
        return False
    if not words.is_word(right) and len(right) < 4 and not right.isupper():
        return False
    opens_small = at == len(left) and left[0].islower()
    if opens_small:
        return words.is_word(left) or len(left) >= 4 or left in words.free
    if left == re.sub(r"['’]s$", "", right):
        return True
    if units >= 4 or right.casefold() in _OPENERS:
        return words.is_word(left) or len(left) >= 3
    if units == 2 and _is_name(text, run, left, words):
        return False
    after = text[run.end() : run.end() + 2]
    if after[:1] in (",", ")", "/", ";") and units == 2 and not _in_title(text, run):
        return False
    if left.isupper() and len(left) > 1:
        return words.frequency(right) >= 3
    known = words.is_word(left) + words.is_word(right)
    if units >= 3:
        return known >= 1
    return known == 2 or (known == 1 and min(len(left), len(right)) >= 3)


def _in_title(text: str, run: re.Match[str]) -> bool:
    """Whether the words before the run begin with capitals, as those of a title or heading do."""
    before = [word for word in text[max(0, run.start() - 60) : run.start()].split()[-4:] if word[0].isalnum()][-2:]
    if len(before) < 2 or any(word[-1] in ",;:." for word in before):
        return False
    return all(word[0].isupper() or len(word) <= 3 for word in before) and any(word[0].isupper() for word in before)


def _is_name(text: str, run: re.Match[str], left: str, words: _Words) -> bool:
    """Whether a run of two usual words is a name for where it stands: opening a sentence, or amid small words."""
    if text[run.start() - 1 : run.start()] != " ":
        return False
    before = text[max(0, run.start() - 40) : run.start()].split()[-1:]
    if not before or before[0][-1] in ".!?":
        return not headings.known(left)
    return before[0].islower() and words.frequency(left) >= 4.5


def _around_title(text: str) -> Iterator[int]:
    """Both ends of the title where it stands again inside a line; the title is a first line of a few words."""
    title = text.strip().split("\n", 1)[0].strip()
    if not 2 <= len(title.split()) <= 14 or title[-1] in ".!?:;":
        return
    for again in re.finditer(rf"(?<=\s){re.escape(title)}(?=[A-ZÀ-ÖØ-Þ])", text):
        yield from (again.start(), again.end())
