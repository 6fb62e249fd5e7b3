"""The golden questions over data/: figures above their floors, and the promise kept in every answer."""

from pathlib import Path

import pytest

from bot import phrases, settings
from bot.chat import Chat, open_chat
from bot.evaluation import Verdict, evaluate, figures, misses
from bot.golden import floors, load, variants
from bot.verify import is_sound, stands
from ingest.pipeline import ingest

ROOT = Path(__file__).resolve().parents[1]
FILES = sorted((ROOT / "tests" / "golden").glob("*.jsonl"))


@pytest.fixture(scope="module")
def chat(tmp_path_factory: pytest.TempPathFactory) -> Chat:
    home = tmp_path_factory.mktemp("home")
    report = ingest([str(ROOT / "data" / "postings"), str(ROOT / "data" / "faqs" / "public")], home)
    assert not report.failed
    return open_chat(home)


@pytest.fixture(scope="module")
def verdicts(chat: Chat) -> dict[str, list[Verdict]]:
    return {path.stem: evaluate(chat, load(path)) for path in FILES}


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_figures_reach_their_floor(verdicts: dict[str, list[Verdict]], path: Path) -> None:
    found = figures(verdicts[path.stem])
    assert floors(path)
    assert misses(found, floors(path)) == [], {figure.name: figure.value for figure in found}


def test_at_least_four_hundred_and_a_third_are_silent() -> None:
    cases = [case for path in FILES for case in load(path)]
    facts = [case for case in cases if case.status in ("answered", "not_stated")]
    assert len(cases) >= 400
    assert len({case.id for case in cases}) == len(cases)
    assert sum(case.silent for case in facts) >= len(facts) * 0.3


def test_the_promise_holds_in_every_answer(chat: Chat, verdicts: dict[str, list[Verdict]]) -> None:
    for verdict in (verdict for found in verdicts.values() for verdict in found):
        answer = verdict.answer
        postings = {citation.posting_id: chat.posting(citation.posting_id) for citation in answer.citations}
        sound = {c.n: c for c in answer.citations if is_sound(c, postings[c.posting_id])}
        assert len(sound) == len(answer.citations), answer.question
        for part in answer.parts:
            if answer.status == "clarify":
                assert part.text == phrases.which([ref.title for ref in answer.postings])
            else:
                assert stands(part, sound, settings.contact()), part.text
        claims = any(part.citations for part in answer.parts)
        small_talk = answer.parts[0].text in (phrases.GREETING, phrases.THANKS)
        assert answer.status != "answered" or claims or answer.count is not None or small_talk, answer.question


def test_other_ways_to_type_are_answered_alike(chat: Chat) -> None:
    cases = [case for case in load(ROOT / "tests" / "golden" / "postings.jsonl") if case.status == "answered"][::6]
    typed = {figure.key: figure.value for figure in figures(evaluate(chat, list(variants(cases))))}
    plain = {figure.key: figure.value for figure in figures(evaluate(chat, cases))}
    assert typed["right"] >= plain["right"] - 0.15


def test_variants_are_the_same_in_every_run() -> None:
    cases = load(FILES[0])[:5]
    assert list(variants(cases)) == list(variants(cases))
    assert len({case.question for case in variants(cases)}) > 10
