"""What the chat model is sent: the rules of `prompt.md`, and the passages behind fences that no text can forge."""

import secrets
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

import numpy as np

from bot.answer import Turn
from bot.language import language
from bot.model import Message
from bot.page import Page
from bot.reader import Reading

_LANGUAGES = {"en": "English", "de": "German", "fr": "French", "es": "Spanish"}
_LONGEST = 900
"""Characters of an excerpt, about."""
_TURNS = 4
_TURN = 600
"""Of the conversation, the last turns, each to so many characters."""

ANSWER: dict[str, Any] = {
    "name": "answer",
    "strict": True,
    "schema": {
        "type": "object",
        "properties": {
            "parts": {
                "type": "array",
                "items": {
                    "type": "object",
                    "properties": {
                        "text": {"type": "string"},
                        "quotes": {
                            "type": "array",
                            "items": {
                                "type": "object",
                                "properties": {"passage": {"type": "integer"}, "quote": {"type": "string"}},
                                "required": ["passage", "quote"],
                                "additionalProperties": False,
                            },
                        },
                    },
                    "required": ["text", "quotes"],
                    "additionalProperties": False,
                },
            }
        },
        "required": ["parts"],
        "additionalProperties": False,
    },
}
REWRITE: dict[str, Any] = {
    "name": "question",
    "strict": True,
    "schema": {
        "type": "object",
        "properties": {"question": {"type": "string"}, "over": {"type": "string", "enum": ["posting", "board"]}},
        "required": ["question", "over"],
        "additionalProperties": False,
    },
}


@dataclass(frozen=True, slots=True, eq=False)
class Excerpt:
    """Sentences of one section of a posting that follow each other: what the model may quote from."""

    page: Page
    sentences: tuple[int, ...]

    @property
    def start(self) -> int:
        return self.page.posting.sentences[self.sentences[0]].start

    @property
    def end(self) -> int:
        return self.page.posting.sentences[self.sentences[-1]].end

    @property
    def heading(self) -> str:
        return self.page.posting.sections[self.page.posting.sentences[self.sentences[0]].section].heading

    @property
    def text(self) -> str:
        return self.page.posting.text[self.start : self.end]


def excerpts(readings: Sequence[Reading]) -> list[Excerpt]:
    """All that may be quoted of the pages that were read, the most promising first."""
    pages = {reading.page.posting.id: reading.page for reading in readings}
    ranked = []
    for id, page in pages.items():
        best = np.max([reading.scores for reading in readings if reading.page.posting.id == id], axis=0)
        ranked += [(float(best[list(excerpt.sentences)].max()), excerpt) for excerpt in _cut(page)]
    return [excerpt for _, excerpt in sorted(ranked, key=lambda pair: -pair[0])]


def _cut(page: Page) -> Iterator[Excerpt]:
    """Runs of sentences under one heading, of at most so many characters."""
    run: list[int] = []
    for i, sentence in enumerate(page.posting.sentences):
        kept = bool(page.quotable[i])
        first = page.posting.sentences[run[0]] if run else sentence
        if run and (not kept or sentence.section != first.section or sentence.end - first.start > _LONGEST):
            yield Excerpt(page, tuple(run))
            run = []
        if kept:
            run.append(i)
    if run:
        yield Excerpt(page, tuple(run))


def answering(
    question: str,
    history: Sequence[Turn],
    found: Sequence[Excerpt],
    count: Callable[[Sequence[Message]], int],
    most: int,
) -> tuple[list[Message], list[Excerpt]]:
    """The messages, of at most `most` tokens, and the excerpts that stand in them, numbered from 1."""
    code = secrets.token_hex(6)
    rules = _section("Answer").format(fence=code, language=_LANGUAGES[language(question)])
    end = _fenced("question", question, code)
    if history:
        end = f"{_conversation(history, code)}\n{end}"
    room = most - count([("system", rules), ("user", end)])
    chosen: list[Excerpt] = []
    blocks: list[str] = []
    for excerpt in found:
        block = _fenced(f"passage {len(chosen) + 1}", f"{excerpt.heading}\n{excerpt.text}", code)
        cost = count([("user", block)])
        if cost <= room:
            room -= cost
            chosen.append(excerpt)
            blocks.append(block)
    return [("system", rules), ("user", "\n".join([*blocks, end]))], chosen


def rewriting(question: str, history: Sequence[Turn]) -> list[Message]:
    code = secrets.token_hex(6)
    text = f"{_conversation(history, code)}\n{_fenced('message', question, code)}"
    return [("system", _section("Rewrite").format()), ("user", text)]


def _conversation(history: Sequence[Turn], code: str) -> str:
    said = "\n".join(f"{turn.role}: {turn.content[:_TURN]}" for turn in history[-_TURNS:])
    return _fenced("conversation", said, code)


def _fenced(name: str, text: str, code: str) -> str:
    """The code is drawn for each request, so no text can know it."""
    return f"<<{name} {code}>>\n{text.replace(code, '')}\n<<end of {name} {code}>>"


@cache
def _section(name: str) -> str:
    text = (resources.files("bot") / "prompt.md").read_text(encoding="utf-8")
    return text.split(f"# {name}\n")[1].split("\n# ")[0].strip()
