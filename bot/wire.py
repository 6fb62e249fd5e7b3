"""What the web API takes and gives, as pydantic models: the one place where they are."""

from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from bot.answer import Answer, Said, Sources

QUESTION = 1_000
"""Characters of a question, at most."""
Name = Annotated[str, StringConstraints(min_length=1, max_length=300, strip_whitespace=True)]


class Asking(BaseModel):
    """A question. Without `conversation` a new one begins; `posting` is the page's posting, by id, address or title."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "examples": [{"question": "Do you pay for moving?", "posting": "us-policy-partnerships-lead"}]
        },
    )

    question: Annotated[str, StringConstraints(min_length=1, max_length=QUESTION, strip_whitespace=True)]
    posting: Name | None = None
    conversation: Annotated[str, StringConstraints(max_length=64)] | None = None


class Opening(BaseModel):
    """A chat that is opened on a page; `posting` as in a question."""

    model_config = ConfigDict(extra="forbid")

    posting: Name | None = None


class Rating(BaseModel):
    """What a visitor made of answer `n` of the conversation."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={"examples": [{"conversation": "…", "n": 1, "helpful": False, "why": "wrong"}]},
    )

    conversation: Annotated[str, StringConstraints(min_length=1, max_length=64)]
    n: int = Field(ge=1, le=1_000_000)
    helpful: bool
    why: Annotated[str, StringConstraints(max_length=500)] | None = None


class Problem(BaseModel):
    """What happened and what to do, in a sentence that may be shown."""

    error: str


class Reply(BaseModel):
    """An answer, by its number in the conversation; `answer` is as `rolecall ask --json` gives it."""

    conversation: str
    n: int
    answer: dict[str, Any]


def of_sources(event: Sources, conversation: str) -> dict[str, Any]:
    return {"conversation": conversation, "postings": [{"id": ref.id, "title": ref.title} for ref in event.postings]}


def of_part(event: Said) -> dict[str, Any]:
    row = Answer("", "answered", None, (event.part,), event.citations).as_json()
    return {"part": row["parts"][0], "citations": row["citations"]}


def of_answer(answer: Answer) -> dict[str, Any]:
    """Without what only the owner is to see."""
    row = answer.as_json()
    del row["id"], row["usage"]
    return row
