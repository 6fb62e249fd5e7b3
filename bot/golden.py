"""Golden questions: what a right answer holds, one JSON object a line, and the ways in which people would type them.

{"posting": id or null, "question", "history", "status", "expects": [[alternatives], …], "avoid": […],
 "opens": "yes"|"no", "postings": [ids], "count", "kind", "split"}: every group of `expects` must stand in the quotes,
any one alternative of it will do; `postings` are exactly those that a list names, or that are asked between.
"""

import json
import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from bot.answer import Turn
from ingest.errors import RolecallError

FLOOR = "floor"
"""A line {"floor": {"right": 0.6, "false": 0.4}} of a golden file: what its figures have to reach."""


@dataclass(frozen=True, slots=True)
class Case:
    """One golden question. `posting` is None where it is asked on no posting."""

    id: str
    posting: str | None
    question: str
    status: str
    expects: tuple[tuple[str, ...], ...] = ()
    avoid: tuple[str, ...] = ()
    opens: str = ""
    postings: tuple[str, ...] | None = None
    count: int | None = None
    history: tuple[Turn, ...] = ()
    kind: str = ""
    split: str = ""

    @property
    def silent(self) -> bool:
        """Whether the right answer is that nothing is stated."""
        return self.status == "not_stated"

    @property
    def over_board(self) -> bool:
        return self.kind.startswith("board")


def load(path: Path) -> list[Case]:
    """RolecallError, with the line, where the file is no golden file."""
    cases = []
    for n, line in enumerate(_lines(path), start=1):
        if line.strip():
            try:
                row = json.loads(line)
                if FLOOR not in row:
                    cases.append(_case(row, f"{path.stem}-{n}"))
            except (ValueError, KeyError, TypeError, AttributeError):
                raise RolecallError(
                    f"{path}, line {n} is no golden question. "
                    'Write {"question": "…", "status": "answered", "expects": [["…"]]}.'
                ) from None
    return cases


def floors(path: Path) -> dict[str, float]:
    """What the file's figures have to reach, by their keys; nothing where it has no such line."""
    rows = [json.loads(line) for line in _lines(path) if line.startswith(f'{{"{FLOOR}"')]
    return {key: float(least) for row in rows for key, least in row[FLOOR].items()}


def _lines(path: Path) -> list[str]:
    try:
        return path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise RolecallError(f"{path} can't be read: {getattr(error, 'strerror', None) or 'it is not UTF-8'}.") from None


def _case(row: dict, id: str) -> Case:  # type: ignore[type-arg]
    expects = tuple(tuple(map(str, group)) for group in row.get("expects", ()))
    named = row.get("postings")
    return Case(
        id=str(row.get("id") or id),
        posting=row.get("posting") or row.get("doc"),
        question=str(row.get("question") or row["q"]),
        status=str(row.get("status") or ("answered" if expects or named else "not_stated")),
        expects=expects,
        avoid=tuple(row.get("avoid", ())),
        opens=row.get("opens") or "",
        postings=None if named is None else tuple(named),
        count=row.get("count"),
        history=tuple(Turn(turn["role"], turn["content"]) for turn in row.get("history", ())),
        kind=str(row.get("kind", "")),
        split=str(row.get("split", "")),
    )


def variants(cases: Sequence[Case]) -> Iterator[Case]:
    """Each question as others would type it: with slips of the fingers, in a hurry, and most politely."""
    for case in cases:
        shuffled = random.Random(case.id)  # noqa: S311  (the same slips in every run)
        yield replace(case, id=f"{case.id}-typos", question=_with_typos(case.question, shuffled))
        yield replace(case, id=f"{case.id}-hurried", question=_hurried(case.question))
        yield replace(case, id=f"{case.id}-polite", question=f"Good afternoon, I have a question: {case.question}")


def _with_typos(text: str, shuffled: random.Random) -> str:
    """Two neighbouring letters swapped inside up to two of the longer words."""
    words = text.split(" ")
    long = [i for i, word in enumerate(words) if re.fullmatch(r"[a-z]{6,}[?.,!]?", word)]
    for i in shuffled.sample(long, min(2, len(long))):
        at = shuffled.randrange(1, len(words[i].rstrip("?.,!")) - 2)
        word = words[i]
        words[i] = word[:at] + word[at + 1] + word[at] + word[at + 2 :]
    return " ".join(words)


def _hurried(text: str) -> str:
    short = {
        "you": "u",
        "your": "ur",
        "are": "r",
        "please": "pls",
        "people": "ppl",
        "what's": "whats",
        "is there": "is there",
    }
    plain = re.sub(r"[?!.]+$", "", text.lower().replace("’", "'"))
    return re.sub(r"[\w']+", lambda match: short.get(match.group(), match.group()), plain)


def held(text: str, alternatives: Sequence[str]) -> bool:
    """Whether a stretch of text holds one of the alternatives, blanks and dashes and quotes aside."""
    plain = _plain(text)
    return any(_plain(key) in plain for key in alternatives)


def _plain(text: str) -> str:
    text = re.sub(r"[‐‑‒–—−-]", "-", text.replace("’", "'").replace("\xad", ""))
    return re.sub(r"\s+", " ", text).strip().casefold()
