"""The web API over real sockets: who may ask, how answers come, what is kept and what is not."""

import json
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from itertools import cycle, islice
from pathlib import Path
from typing import Any

import httpx
import pytest
import upstream
from served import ORIGIN, Served, serving

from bot.sites import added, origin_of
from bot.store import Store, Unknown, Visit
from ingest.errors import RolecallError
from ingest.pipeline import ingest

ROOT = Path(__file__).resolve().parents[1]
POLICY = "us-policy-partnerships-lead"
MOVING = "New joiners who need to move are offered relocation assistance."


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("home")
    ingest([str(ROOT / "data" / "postings"), str(ROOT / "data" / "faqs" / "public")], folder)
    return folder


@pytest.fixture
def served(home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Served]:
    monkeypatch.delenv("OPENAI_API_KEY", raising=False)
    monkeypatch.delenv("OPENAI_BASE_URL", raising=False)
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path / 'web.sqlite'}")
    monkeypatch.setenv("ROLECALL_QUESTIONS_A_MINUTE", "100000")
    monkeypatch.setenv("ROLECALL_QUESTIONS_A_DAY", "100000")
    with serving(home) as found:
        yield found


def events(response: httpx.Response) -> list[tuple[str, str, Any]]:
    """(event, id, data) of a stream."""
    found = []
    for block in response.text.replace("\r\n", "\n").split("\n\n"):
        rows = dict(line.split(": ", 1) for line in block.splitlines() if ": " in line and not line.startswith(":"))
        if "data" in rows:
            found.append((rows.get("event", ""), rows.get("id", ""), json.loads(rows["data"])))
    return found


def ask(client: httpx.Client, question: str, **more: Any) -> httpx.Response:
    return client.post("/v1/chat", json={"question": question, **more}, headers={"accept": "application/json"})


def test_an_answer_streams_sources_first(served: Served) -> None:
    with served.client() as client:
        response = client.post(
            "/v1/chat",
            json={"question": "do you pay for moving?", "posting": POLICY},
            headers={"accept": "text/event-stream"},
        )
    assert response.headers["content-type"].startswith("text/event-stream")
    names = [name for name, _, _ in events(response)]
    assert names[0] == "sources"
    assert names[-1] == "done"
    assert set(names[1:-1]) == {"part"}
    sources, *parts, done = (data for _, _, data in events(response))
    assert sources["postings"] == [{"id": POLICY, "title": "US Policy & Partnerships Lead"}]
    assert [part["part"] for part in parts] == done["answer"]["parts"]
    assert done["answer"]["citations"][0]["quote"] == MOVING
    assert done["conversation"] == sources["conversation"]
    assert "usage" not in done["answer"]


def test_a_conversation_goes_on_and_can_be_forgotten(served: Served) -> None:
    with served.client() as client:
        first = ask(client, "what is the pay for the policy job?", posting=POLICY).json()
        token = first["conversation"]
        assert len(token) >= 32
        again = ask(client, "and the bonus? mail me at ann@example.org", posting=POLICY, conversation=token).json()
        assert (again["conversation"], again["n"]) == (token, 2)
        assert (
            client.post("/v1/feedback", json={"conversation": token, "n": 2, "helpful": False, "why": "no"}).status_code
            == 204
        )
        assert client.post("/v1/feedback", json={"conversation": token, "n": 9, "helpful": True}).status_code == 404
        assert client.delete("/v1/conversation", headers={"x-conversation": token}).status_code == 204
        assert ask(client, "and the pay?", posting=POLICY, conversation=token).status_code == 404
    kept = (served.home, *Path(served.home).glob("*.sqlite"))
    assert all(b"ann@example.org" not in path.read_bytes() for path in kept if path.is_file())


def test_a_broken_stream_goes_on_where_it_broke(served: Served) -> None:
    asked = {"question": "do you pay for moving?", "posting": POLICY}
    with served.client() as client:
        whole = events(client.post("/v1/chat", json=asked, headers={"accept": "text/event-stream"}))
        token = whole[0][2]["conversation"]
        headers = {"accept": "text/event-stream", "last-event-id": whole[0][1]}
        rest = events(client.post("/v1/chat", json=asked | {"conversation": token}, headers=headers))
    assert [name for name, _, _ in rest] == ["done"]
    assert rest[-1][2] == whole[-1][2]


@pytest.mark.parametrize(
    ("origin", "key"),
    [
        ("https://evil.example", None),
        ("https://careers.example.com.evil.example", None),
        (ORIGIN, "site_guess"),
        ("null", None),
    ],
)
def test_no_known_site_no_answer(served: Served, origin: str, key: str | None) -> None:
    with served.client(origin, key) as client:
        response = ask(client, "pay?")
        assert response.status_code == 403
        if origin != ORIGIN:
            assert "access-control-allow-origin" not in response.headers
    assert httpx.post(f"{served.url}/v1/chat", json={"question": "pay?"}).status_code == 403


def test_leave_is_given_to_the_very_origin(served: Served) -> None:
    headers = {
        "origin": ORIGIN,
        "access-control-request-method": "POST",
        "access-control-request-headers": "x-site-key",
    }
    response = httpx.options(f"{served.url}/v1/chat", headers=headers)
    assert response.headers["access-control-allow-origin"] == ORIGIN
    other = httpx.options(f"{served.url}/v1/chat", headers=headers | {"origin": "https://evil.example"})
    assert "access-control-allow-origin" not in other.headers
    for name in ("content-security-policy", "x-content-type-options", "referrer-policy"):
        assert name in response.headers or name in httpx.get(f"{served.url}/healthz").headers


def test_another_site_does_not_read_it(served: Served) -> None:
    store = Store(served.home)
    other = added(store, "other", ["https://other.example"])
    store.close()
    with served.client() as client, served.client("https://other.example", other) as stranger:
        token = ask(client, "pay?", posting=POLICY).json()["conversation"]
        assert ask(stranger, "and the bonus?", conversation=token).status_code == 404
        assert stranger.delete("/v1/conversation", headers={"x-conversation": token}).status_code == 404
        assert ask(client, "and the bonus?", posting=POLICY, conversation=token).status_code == 200


def test_ten_thousand_guesses_open_nothing(served: Served) -> None:
    store = Store(served.home)
    visit = store.begin(served.key, ORIGIN)
    opened = 0
    for n in range(10_000):
        try:
            store.turns(Visit(f"{visit.token[:-4]}{n:04}", served.key, ORIGIN))
            opened += f"{visit.token[:-4]}{n:04}" != visit.token
        except Unknown:
            pass
    store.close()
    assert opened == 0


@pytest.mark.parametrize(
    "body",
    [b"", b"{}", b"[]", b"nonsense", b'{"question": ""}', b'{"question": 1}', b'{"question": "a", "home": "/etc"}',
     b'{"question": "' + b"a" * 2_000 + b'"}', b'{"question": "' + b"a" * 100_000 + b'"}', b"\xff\xfe"],
)  # fmt: skip
def test_what_cannot_be_read_is_told(served: Served, body: bytes) -> None:
    with served.client() as client:
        response = client.post("/v1/chat", content=body, headers={"content-type": "application/json"})
    assert response.status_code in (400, 413, 422)
    assert "error" in response.json()


def test_too_many_questions_wait(served: Served, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ROLECALL_QUESTIONS_A_MINUTE", "3")
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{home / 'few.sqlite'}")
    with serving(home) as few, few.client() as client:
        codes = [ask(client, "pay?", posting=POLICY).status_code for _ in range(5)]
        assert codes == [200, 200, 200, 429, 429]
        refused = ask(client, "pay?", posting=POLICY)
        assert 1 <= int(refused.headers["retry-after"]) <= 60
        assert "wait" in refused.json()["error"]


def test_a_posting_by_its_page(served: Served) -> None:
    with served.client() as client:
        page = "https://careers.merrowell.example/jobs/us-policy-partnerships-lead"
        found = ask(client, "do you pay for moving?", posting=page).json()["answer"]
        assert found["citations"][0]["posting_id"] == POLICY
        shown = client.get(f"/v1/postings/{POLICY}").json()
        assert any(MOVING in section["text"] for section in shown["sections"])
        assert shown["suggestions"]
        assert client.get("/v1/postings/none-such").status_code == 404
        assert ask(client, "pay?", posting="none such at all").json()["answer"]["reason"] == "no_posting"


def test_health_and_figures(served: Served) -> None:
    with served.client() as client:
        ask(client, "pay?", posting=POLICY)
    assert httpx.get(f"{served.url}/healthz").json() == {"status": "ok"}
    assert httpx.get(f"{served.url}/readyz").json()["postings"] >= 12
    assert 'rolecall_answers_total{reason="",status="answered"' in httpx.get(f"{served.url}/metrics").text


def test_whoever_leaves_stops_the_model(served: Served, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    with upstream.serving() as model:
        monkeypatch.setattr("bot.tokens.Counter.load", lambda _: None)
        monkeypatch.setenv("OPENAI_BASE_URL", model.url)
        monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path / 'written.sqlite'}")
        model.script = lambda _: islice(cycle([" ", 0.02]), 2_000)
        body = {"question": "what is the pay? call me on +44 20 7946 0958", "posting": POLICY}
        with serving(served.home) as written, written.client() as client:
            headers = {"accept": "text/event-stream"}
            with client.stream("POST", "/v1/chat", json=body, headers=headers) as response:
                raw = response.iter_raw()  # held: it closes the response when it is let go of
                next(raw)
                deadline = time.monotonic() + 20
                while not model.asked and time.monotonic() < deadline:
                    time.sleep(0.02)
            assert model.hung_up.wait(10)
            assert "7946" not in json.dumps(model.asked)


def test_fifty_visitors_at_once_and_none_is_lost(served: Served) -> None:
    def visit(n: int) -> str:
        with served.client() as client:
            return str(ask(client, "do you pay for moving?", posting=POLICY).json()["answer"]["citations"][0]["quote"])

    with ThreadPoolExecutor(50) as pool:
        assert set(pool.map(visit, range(200))) == {MOVING}


def test_streams_that_are_left_leave_nothing(served: Served) -> None:
    desk = served.app.state.desk
    for _ in range(100):
        with served.client() as client, client.stream(
            "POST", "/v1/chat", json={"question": "what is the pay?", "posting": POLICY},
            headers={"accept": "text/event-stream"},
        ) as response:  # fmt: skip
            next(response.iter_raw())
    deadline = time.monotonic() + 10
    while (desk.room._value, desk.waiting) != (8, 0) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert (desk.room._value, desk.waiting) == (8, 0)


@pytest.mark.parametrize(
    "address", ["*", "https://*.example.com", "careers.example.com", "ftp://a.example", "https://a.example/jobs", ""]
)
def test_what_is_no_origin(address: str) -> None:
    with pytest.raises(RolecallError, match="no origin"):
        origin_of(address)


def test_origins_as_browsers_send_them() -> None:
    assert origin_of("https://Careers.example.com:443/") == "https://careers.example.com"
    assert origin_of("http://localhost:8000") == "http://localhost:8000"
