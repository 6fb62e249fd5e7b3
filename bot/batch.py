"""A batch: one JSON question a line in, one JSON answer a line out, in order."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bot import incident
from bot.answer import Turn
from ingest.errors import RolecallError

if TYPE_CHECKING:
    from bot.chat import Chat


@dataclass(frozen=True, slots=True)
class Query:
    """One line of a batch. `id` is any JSON value, handed back as it came."""

    id: Any
    question: str
    posting: str | None
    history: tuple[Turn, ...]


def replies(chat: "Chat", lines: Iterable[bytes], posting: str | None, home: Path) -> Iterator[dict[str, Any]]:
    """A JSON object for each line that is not blank: an answer, or {"id", "error"} where the line could not be served.

    `posting` serves the lines that name none.
    """
    for line in lines:
        if line.strip():
            yield _reply(chat, line, posting, home)


def _reply(chat: "Chat", line: bytes, posting: str | None, home: Path) -> dict[str, Any]:
    name = None
    try:
        body = _object(line)
        name = body.get("id")
        query = _query(body)
        answer = chat.ask(query.question, posting=query.posting or posting, history=query.history)
        return answer.as_json() | {"id": name}
    except RolecallError as error:
        return {"id": name, "error": str(error)}
    except Exception as error:
        return {"id": name, "error": incident.record(error, home)}


def _object(line: bytes) -> dict[str, Any]:
    try:
        body = json.loads(line.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        raise RolecallError('This line is not JSON. Write {"question": "…"} on one line, in UTF-8.') from None
    if not isinstance(body, dict):
        raise RolecallError('This line is not a JSON object. Write {"question": "…"}.')
    return body


def _query(body: dict[str, Any]) -> Query:
    question, posting, history = body.get("question"), body.get("posting"), body.get("history") or []
    if not isinstance(question, str):
        raise RolecallError('"question" is missing, or is not text.')
    if not isinstance(posting, str | None):
        raise RolecallError('"posting" is neither null nor text. Give an id or a title.')
    if not isinstance(history, list):
        raise RolecallError('"history" is not a list of messages.')
    return Query(body.get("id"), question, posting, tuple(_turn(message) for message in history))


def _turn(message: Any) -> Turn:
    if isinstance(message, dict):
        role, content = message.get("role"), message.get("content")
        if role in ("user", "assistant") and isinstance(content, str):
            return Turn(role, content)
    raise RolecallError('A message of "history" is not {"role": "user" or "assistant", "content": "…"}.')
