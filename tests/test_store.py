"""What the web keeps, in SQLite and in a real PostgreSQL: whose it is, how long, and what is gone when it is gone."""

from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from multiprocessing import get_context
from pathlib import Path

import pytest
from served import ORIGIN

from bot.answer import Turn
from bot.sites import added
from bot.store import Store, Unknown, Visit
from ingest.errors import RolecallError


@pytest.fixture
def visit(store: Store) -> Visit:
    return store.begin(added(store, "careers", [ORIGIN]), ORIGIN)


def test_a_site_may_ask_from_its_own_origins_alone(store: Store) -> None:
    key = added(store, "careers", [ORIGIN, "http://localhost:8000"])
    assert store.allows(key, ORIGIN)
    assert store.allows(key, "http://localhost:8000")
    assert not store.allows(key, "https://evil.example")
    assert not store.allows("site_other", ORIGIN)
    with pytest.raises(RolecallError, match="already"):
        added(store, "careers", [ORIGIN])
    store.remove_site("careers")
    assert not store.allows(key, ORIGIN)
    with pytest.raises(RolecallError, match="no site"):
        store.remove_site("careers")


def test_turns_come_back_in_order(store: Store, visit: Visit) -> None:
    for n in range(1, 9):
        assert store.keep(visit, f"question {n}", None, {"text": f"answer {n}"}) == n
    turns, following = store.turns(visit)
    assert following == 9
    assert turns[-2:] == [Turn("user", "question 8"), Turn("assistant", "answer 8")]
    assert len(turns) == 12
    assert store.exchange(visit, 3) == {"text": "answer 3"}
    assert store.exchange(visit, 30) is None


def test_it_is_the_visitors_alone(store: Store, visit: Visit) -> None:
    other = added(store, "other", ["https://other.example"])
    for stranger in (
        Visit(visit.token + "x", visit.site, visit.origin),
        Visit(visit.token, other, visit.origin),
        Visit(visit.token, visit.site, "https://other.example"),
        Visit("", visit.site, visit.origin),
    ):
        for deed in (store.turns, store.forget):
            with pytest.raises(Unknown):
                deed(stranger)


def test_forgetting_leaves_no_word(store: Store, visit: Visit, tmp_path: Path) -> None:
    store.keep(visit, "a very secret question", "p", {"text": "a very secret answer"})
    store.rate(visit, 1, False, "a very secret reason")
    store.forget(visit)
    with pytest.raises(Unknown):
        store.turns(visit)
    assert not [path for path in tmp_path.rglob("*") if path.is_file() and b"very secret" in path.read_bytes()]


def test_a_rating_needs_an_answer(store: Store, visit: Visit) -> None:
    with pytest.raises(Unknown):
        store.rate(visit, 1, True, None)


def test_what_is_old_is_forgotten(store: Store, visit: Visit) -> None:
    store.keep(visit, "q", None, {"text": "a"})
    assert store.expire(days=1) == 0
    assert store.expire(days=-1) == 1
    with pytest.raises(Unknown):
        store.turns(visit)


def test_questions_side_by_side_are_all_kept(store: Store, visit: Visit) -> None:
    with ThreadPoolExecutor(8) as pool:
        numbers = list(pool.map(lambda n: store.keep(visit, f"q{n}", None, {"text": "a"}), range(40)))
    assert sorted(numbers) == list(range(1, 41))


def test_opening_again_changes_nothing(store: Store, visit: Visit, tmp_path: Path) -> None:
    store.keep(visit, "q", None, {"text": "a"})
    again = Store(tmp_path)
    assert len(again.turns(visit)[0]) == 2
    again.close()


def test_a_conversation_that_others_name_is_joined_once(store: Store) -> None:
    found = Visit("T1|C1|17.1|public|", "slack_T1", "slack")
    assert not store.joined(found)
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda _: store.join(found, "Slack T1"), range(16)))
    assert store.joined(found)
    assert [site.name for site in store.sites()] == ["Slack T1"]
    assert not store.allows("slack_T1", "slack"), "no page may ask as a workspace"


def test_an_answer_is_changed_and_taken_back(store: Store, visit: Visit) -> None:
    for n in (1, 2, 3):
        store.keep(visit, f"question {n}", None, {"text": f"answer {n}"})
    assert store.keep(visit, "another", None, {"text": "changed"}, 2) == 2
    assert store.exchange(visit, 2) == {"text": "changed"}
    assert [turn.content for turn in store.turns(visit, before=2)[0]] == ["question 1", "answer 1"]
    store.take_back(visit, 2)
    assert [turn.content for turn in store.turns(visit)[0]] == ["question 1", "answer 1", "question 3", "answer 3"]


def _opens(home: str) -> bool:
    Store(Path(home)).close()
    return True


def test_processes_that_start_at_once_make_the_tables_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DATABASE_URL", raising=False)
    with ProcessPoolExecutor(4, mp_context=get_context("spawn")) as pool:
        for n in range(4):
            (tmp_path / str(n)).mkdir()
            assert all(pool.map(_opens, [str(tmp_path / str(n))] * 4))
