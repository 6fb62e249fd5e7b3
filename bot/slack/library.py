"""What somebody may be answered from: the public documents alone, or internal ones and these."""

from collections.abc import Iterator, Sequence

from bot.answer import Answer, Event, Turn
from bot.chat import Chat
from bot.payer import NOBODY, Payer

_ORDER = ("declined", "not_stated", "clarify", "answered")
"""How good it is to be answered so."""
_BOARD = "Which jobs are open?"


class Library:
    """One chat for each index. These stay apart: an answer is the one's or the other's."""

    def __init__(self, *chats: Chat) -> None:
        """The first is preferred where two answer as well."""
        self._chats = chats

    @property
    def writes(self) -> bool:
        return any(chat.writes for chat in self._chats)

    def ready(self) -> None:
        for chat in self._chats:
            chat.ready()

    def look(self, question: str, *, history: Sequence[Turn] = ()) -> Answer:
        """The better answer, with no chat model asked."""
        return max((chat.look(question, history=history) for chat in self._chats), key=_worth)

    def stream(self, question: str, *, history: Sequence[Turn] = (), payer: Payer = NOBODY) -> Iterator[Event]:
        """As `Chat.stream`, of the chat that has the better answer."""
        best = self._chats[0]
        if len(self._chats) > 1:
            best = max(self._chats, key=lambda chat: _worth(chat.look(question, history=history)))
        yield from best.stream(question, history=history, payer=payer)

    def prompts(self) -> tuple[str, ...]:
        """Questions for an empty chat: one of each page of questions, then one of the postings."""
        pages = [(chat, page.id) for chat in self._chats for page in chat.postings() if page.kind == "faq"]
        asked = [self._first(chat, id) for chat, id in pages]
        return (*dict.fromkeys(filter(None, asked)), _BOARD)[-4:]

    def _first(self, chat: Chat, id: str) -> str:
        headings = (section.heading for section in chat.posting(id).sections)
        return next((heading for heading in headings if heading.endswith("?")), "")


def _worth(answer: Answer) -> tuple[int, float]:
    """A list of no postings is none: an index may hold pages only."""
    status = "not_stated" if answer.count == 0 else answer.status
    return _ORDER.index(status), answer.chance
