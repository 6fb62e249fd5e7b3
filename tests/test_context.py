"""A sentence that is half of an answer brings the other half, and no more than that."""

import pytest

from bot.chat import Chat, open_chat
from ingest.pipeline import ingest

POSTING = """# Toolmaker

## What we offer
If you move from further away than 60 miles, you get $4,000 towards it. It has to be repaid if you leave within a year.

Tuition is refunded up to $1,600 a year. Apprentices may use that from their second year. The canteen serves soup.

- Dental cover from the first day
- It snows here in winter

## Hours
The week has 38 hours. Unless an order is late, nobody works on a Friday afternoon.
The shop is closed between Christmas and New Year.
"""


@pytest.fixture(scope="module")
def chat(tmp_path_factory: pytest.TempPathFactory) -> Chat:
    folder = tmp_path_factory.mktemp("context")
    (folder / "toolmaker.md").write_text(POSTING, encoding="utf-8")
    ingest([str(folder / "toolmaker.md")], home=folder / "home")
    return open_chat(folder / "home")


def quotes(chat: Chat, question: str) -> list[str]:
    return [citation.quote for citation in chat.ask(question, posting="toolmaker").citations]


def test_what_goes_on_from_a_sentence_is_quoted_with_it(chat: Chat) -> None:
    moving = quotes(chat, "how much do you pay towards moving?")
    assert moving[0].startswith("If you move")
    assert moving[1].startswith("It has to be repaid")


def test_what_a_sentence_leans_on_is_quoted_before_it(chat: Chat) -> None:
    back = quotes(chat, "must it be paid back if i quit in under a year?")
    assert {quote[:11] for quote in back} >= {"If you move", "It has to b"}


@pytest.mark.parametrize("question", ["what tuition do you refund?", "do you have dental cover?"])
def test_what_merely_stands_beside_it_is_not(chat: Chat, question: str) -> None:
    found = " ".join(quotes(chat, question))
    assert found
    assert "soup" not in found
    assert "snows" not in found


def test_a_yes_stands_before_the_words_that_say_it(chat: Chat) -> None:
    answer = chat.ask("must it be paid back if i quit in under a year?", posting="toolmaker")
    assert answer.text.startswith("Yes: It has to be repaid")
