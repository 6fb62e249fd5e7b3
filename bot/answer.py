"""What an answer is: parts, each with the citations that back it."""

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import Any, Literal

Status = Literal["answered", "not_stated", "clarify", "declined"]
Reason = Literal[
    "silent", "out_of_scope", "screening", "sensitive", "needs_person", "no_posting", "busy", "conflict", "closed"
]


@dataclass(frozen=True, slots=True)
class Turn:
    """One message of the conversation so far."""

    role: Literal["user", "assistant"]
    content: str


@dataclass(frozen=True, slots=True)
class Citation:
    """The words of the posting that back a part: `quote == posting.text[start:end]` of `version`."""

    n: int
    posting_id: str
    posting_title: str
    section: str
    quote: str
    start: int
    end: int
    url: str | None
    version: str


@dataclass(frozen=True, slots=True)
class Part:
    """One sentence of an answer. `citations` are numbers of Citations; none where the part makes no claim."""

    text: str
    citations: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class PostingRef:
    """A posting that the answer names."""

    id: str
    title: str
    citations: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Usage:
    """What a chat model took for an answer; `cost` in dollars, None where the settings name no prices."""

    model: str
    prompt_tokens: int
    completion_tokens: int
    cost: float | None

    @property
    def tokens(self) -> int:
        return self.prompt_tokens + self.completion_tokens

    def __add__(self, other: "Usage | None") -> "Usage":
        if other is None:
            return self
        cost = None if self.cost is None or other.cost is None else self.cost + other.cost
        sent, received = self.prompt_tokens + other.prompt_tokens, self.completion_tokens + other.completion_tokens
        return Usage(self.model, sent, received, cost)


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer as every surface receives it; `as_json` gives the command line's contract.

    Where the status is `not_stated`, `citations` hold the nearest related passage and `parts` say that it is that.
    """

    question: str
    status: Status
    reason: Reason | None
    parts: tuple[Part, ...]
    citations: tuple[Citation, ...] = ()
    postings: tuple[PostingRef, ...] = ()
    count: int | None = None
    suggestions: tuple[str, ...] = ()
    took_ms: float = 0.0
    written_by: Literal["extractive", "model"] = "extractive"
    """whose sentences the parts are: the posting's own, or a chat model's that passed the checks"""
    usage: Usage | None = None
    chance: float = 0.0
    """how sure the reader was that a posting answers (0 to 1); for evaluation, no part of the contract"""

    @property
    def credit(self) -> str:
        """Who wrote it and what that took, for those who pay: "Written by gpt-4.1-mini, 760 tokens, $0.0004"."""
        if self.usage is None:
            return ""
        wrote = "Written by" if self.written_by == "model" else "Not written by"
        cost = "" if self.usage.cost is None else f", ${self.usage.cost:.4f}"
        return f"{wrote} {self.usage.model}, {self.usage.tokens:,} tokens{cost}"

    @property
    def text(self) -> str:
        """The parts as one text, each followed by its citation numbers: "We offer relocation [1]." """
        return " ".join(_with_numbers(part) for part in self.parts)

    def as_json(self, id: str | None = None) -> dict[str, Any]:
        """The JSON object of the command line's contract; `id` is the question's, where it has one."""
        body = asdict(self) | {"text": self.text}
        order = (
            "question", "status", "reason", "text", "parts", "citations", "postings", "count", "suggestions", "took_ms",
            "written_by", "usage",
        )  # fmt: skip
        return {"id": id} | {key: body[key] for key in order}


@dataclass(frozen=True, slots=True)
class Sources:
    """The postings that are being read for an answer; none where it is the whole board, or no posting at all."""

    postings: tuple[PostingRef, ...]


@dataclass(frozen=True, slots=True)
class Said:
    """A part that has passed the checks, and the citations that it is the first to use."""

    part: Part
    citations: tuple[Citation, ...]


Event = Sources | Said | Answer
"""What a stream yields: Sources first, each part as it stands, the whole Answer last."""


def parts_of(answer: Answer) -> Iterator[Said]:
    shown: set[int] = set()
    for part in answer.parts:
        new = [citation for citation in answer.citations if citation.n in part.citations and citation.n not in shown]
        shown.update(part.citations)
        yield Said(part, tuple(new))


def _with_numbers(part: Part) -> str:
    if not part.citations:
        return part.text
    marks = "".join(f"[{n}]" for n in part.citations)
    body, stop = (part.text[:-1], part.text[-1]) if part.text.endswith((".", "!", "?")) else (part.text, ".")
    return f"{body} {marks}{stop}"
