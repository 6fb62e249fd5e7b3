"""The API against its own OpenAPI page: whatever fits the schema, and what does not, is never a failure of ours."""

from collections.abc import Iterator
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from served import ORIGIN, Served, serving

from ingest.pipeline import ingest


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    folder = tmp_path_factory.mktemp("home")
    (folder / "baker.md").write_text("# Baker\n\nThe pay is £24,000 a year.\n", encoding="utf-8")
    ingest([str(folder / "baker.md")], folder)
    with pytest.MonkeyPatch.context() as patch:
        for name in ("OPENAI_API_KEY", "OPENAI_BASE_URL", "DATABASE_URL"):
            patch.delenv(name, raising=False)
        patch.setenv("ROLECALL_QUESTIONS_A_MINUTE", "100000")
        patch.setenv("ROLECALL_QUESTIONS_A_DAY", "100000")
        with serving(folder) as found:
            yield found


def test_never_a_failure_of_ours(served: Served) -> None:
    for found in schemathesis.openapi.from_url(f"{served.url}/openapi.json").get_all_operations():
        operation = found.ok()  # type: ignore[union-attr]

        @given(case=operation.as_strategy())
        @settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
        def holds(case: Any) -> None:
            response = case.call(headers={"x-site-key": served.key, "origin": ORIGIN})
            assert response.status_code < 500, (case.as_curl_command(), response.text)

        holds()


def test_the_page_has_examples(served: Served) -> None:
    with served.client() as client:
        page = client.get("/openapi.json").json()
    assert page["components"]["schemas"]["Asking"]["examples"]
    assert set(page["paths"]) == {
        "/v1/chat", "/v1/hello", "/v1/feedback", "/v1/conversation", "/v1/postings/{id}", "/widget.js", "/healthz",
        "/readyz", "/metrics",
    }  # fmt: skip
