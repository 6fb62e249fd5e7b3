"""A conversation in the terminal."""

import contextlib
from typing import TYPE_CHECKING

from rich.console import Console
from rich.text import Text

from bot import render
from bot.answer import Answer, Turn
from ingest.errors import RolecallError

if TYPE_CHECKING:
    from bot.chat import Chat

REMEMBERED = 12
"""Turns that are handed on with the next question."""


class Conversation:
    """Reads questions from standard input until it ends or says /quit."""

    def __init__(self, chat: "Chat", screen: Console, contact: str) -> None:
        self.chat = chat
        self.screen = screen
        self.contact = contact
        self.posting: str | None = None
        self.history: list[Turn] = []

    def run(self, posting: str | None = None) -> None:
        """`posting` (an id or a title) is the one to begin with; RolecallError if there is none such."""
        hello = "I am a bot. I answer from the job postings and quote the words I rely on. For a person, ask"
        self.screen.print(Text(f"{hello} {render.plain(self.contact)}."))
        self.screen.print(Text("/posting NAME asks about one posting, /posting about all, /quit ends.", "dim"))
        if posting:
            self.choose(posting)
        while (line := self._read()) is not None:
            try:
                self.hear(line)
            except RolecallError as error:
                self.screen.print(Text(render.plain(str(error)), "red"))

    def _read(self) -> str | None:
        try:
            line = self.screen.input(Text("\n> ", "bold")).strip()
        except EOFError:
            self.screen.print()
            return None
        return None if line == "/quit" else line

    def hear(self, line: str) -> None:
        """Answer a question, or follow a command."""
        command, _, rest = line.partition(" ")
        if command == "/posting":
            self.choose(rest.strip())
        elif command.startswith("/"):
            self.screen.print(Text("I know /posting and /quit.", "dim"))
        elif line:
            answer = self.chat.ask(line, posting=self.posting, history=tuple(self.history))
            turns = [*self.history, Turn("user", line), Turn("assistant", answer.text)]
            self.history = turns[-REMEMBERED:]
            show(self.screen, self.chat, answer)

    def choose(self, name: str) -> None:
        """Ask about the posting of that id or title from now on; about all where the name is empty."""
        chosen = self.chat.posting(name) if name else None
        self.posting = chosen.id if chosen else None
        self.screen.print(Text(f"About: {render.plain(chosen.title)}" if chosen else "About all postings.", "dim"))


def show(screen: Console, chat: "Chat", answer: Answer) -> None:
    """Print the answer, and its quotes within the postings that it cites."""
    postings = {}
    for posting_id in {citation.posting_id for citation in answer.citations}:
        with contextlib.suppress(RolecallError):  # gone from the index since it was answered from
            postings[posting_id] = chat.posting(posting_id)
    screen.print(render.answer(answer, postings))
