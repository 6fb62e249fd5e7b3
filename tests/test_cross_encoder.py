"""The trained reader: what ships is what was released, it tells evidence from silence, and it can be missing."""

import hashlib
import json
from importlib import resources
from pathlib import Path

import numpy as np
import pytest

from bot import cross_encoder
from bot.chat import Chat, open_chat
from bot.cross_encoder import CrossEncoder, open_cross_encoder
from bot.doctor import examine
from bot.page import headed_texts
from bot.polarity import FEATURES as POLARITY
from bot.reader import ANSWER_FEATURES, OVER_BOARD, READ
from bot.signals import FEATURES
from ingest import minilm
from ingest.pipeline import ingest
from ingest.reading import read_posting
from ingest.source import documents

POSTING = Path(__file__).resolve().parents[1] / "data" / "postings" / "us-policy-partnerships-lead.html"
MOST_BYTES = 2 * 1024**2
SENTENCES = [
    "Benefits: We help with the costs of moving to Leeds.",
    "Benefits: Relocation package of up to £3,000.",
    "Benefits: Free coffee and fruit.",
    "About us: We moved into our new offices in 2019.",
]


@pytest.fixture(scope="module")
def reader() -> CrossEncoder:
    reader = open_cross_encoder()
    assert reader is not None
    return reader


@pytest.fixture
def missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cross_encoder, "WEIGHTS", "no-such-file.safetensors")
    open_cross_encoder.cache_clear()
    monkeypatch.setattr("bot.reader.open_cross_encoder", lambda: None)


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("home")
    lines = ["# Nurse", "", "## Benefits", "", *(f"- {text.split(': ')[1]}" for text in SENTENCES)]
    (folder / "nurse.md").write_text("\n".join(lines), encoding="utf-8")
    ingest([str(folder / "nurse.md")], folder)
    return folder


def test_what_ships_is_small_and_the_released_one() -> None:
    adapter = (resources.files("bot") / cross_encoder.WEIGHTS).read_bytes()
    assert len(adapter) <= MOST_BYTES
    assert hashlib.sha256(adapter).hexdigest() == cross_encoder.WEIGHTS_SHA256
    assert cross_encoder.released() == adapter


def test_the_sentence_that_states_it_comes_first(reader: CrossEncoder) -> None:
    marks = reader.marks("how much is the relocation package?", SENTENCES)
    assert marks.shape == (4, 2)
    assert np.argmax(marks[:, 0]) == 1
    assert marks[0, 0] < 0 < marks[1, 0], "help that has no amount is no answer to how much"


def test_marks_do_not_depend_on_the_company_a_sentence_keeps(reader: CrossEncoder) -> None:
    """Padding is hidden; int8 scales are of the whole batch, so a little is left."""
    alone = np.concatenate([reader.marks("is there help with moving?", [text]) for text in SENTENCES])
    together = reader.marks("is there help with moving?", SENTENCES)
    for marks in (alone, together):
        assert set(np.argsort(-marks[:, 0])[:2]) == {0, 1}
    (document,) = documents(POSTING)
    more = headed_texts(read_posting(document))
    apart = []
    for question in ("do you pay for moving?", "how much travel is there?", "what is the pay?"):
        for chosen in (more[at : at + 10] for at in range(0, len(more), 10)):
            one_by_one = np.concatenate([reader.marks(question, [text]) for text in chosen])
            apart.append(np.abs(one_by_one - reader.marks(question, chosen)).mean())
    assert np.mean(apart) < 0.35


def test_weights_stand_in_the_order_of_their_features() -> None:
    tables = json.loads((resources.files("bot") / "reader.json").read_text(encoding="utf-8"))
    assert {name: tuple(table["weights"]) for name, table in tables.items()} == {
        "plain sentence": FEATURES,
        "plain answer": ANSWER_FEATURES,
        "plain polarity": POLARITY,
        "trained sentence": (*FEATURES, *READ),
        "trained answer": (*ANSWER_FEATURES, *READ),
        "trained polarity": ("words", "mark"),
        "whole list": tuple(map(str, range(384))),
        "yes or no": tuple(map(str, range(384))),
        OVER_BOARD: tuple(map(str, range(384))),
    }


@pytest.mark.parametrize("text", ["", " ", "\ud800", "a" * 5000, "word " * 2000, "薪水是多少？", "\x00"])
def test_any_text_is_read(reader: CrossEncoder, text: str) -> None:
    assert np.isfinite(reader.marks(text, [text, "Pay: £12 an hour."])).all()


def test_without_weights_the_untrained_reading_answers(home: Path, missing: None) -> None:
    chat: Chat = open_chat(home)
    answer = chat.ask("is there free coffee?")
    assert answer.status == "answered"
    assert answer.citations[0].quote == "Free coffee and fruit."


def test_doctor_says_that_the_weights_are_missing(home: Path, missing: None) -> None:
    (finding,) = (finding for finding in examine(home) if finding.part == "trained reader")
    assert not finding.well
    assert "untrained" in finding.state
    open_cross_encoder.cache_clear()


def test_doctor_finds_a_whole_installation_well(home: Path) -> None:
    open_cross_encoder.cache_clear()
    assert {finding.part: finding.well for finding in examine(home)} == {
        "embedded model": True, "trained reader": True, "public index": True,
    }  # fmt: skip


def test_doctor_names_what_to_do_where_nothing_is_indexed(tmp_path: Path) -> None:
    (finding,) = (finding for finding in examine(tmp_path) if finding.part == "public index")
    assert not finding.well
    assert "rolecall ingest" in finding.state


def test_weights_of_another_make_are_not_used(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cross_encoder, "WEIGHTS_SHA256", "0" * 64)
    assert cross_encoder.released() is None


def test_adapter_is_added_to_the_weights_it_names() -> None:
    from safetensors.numpy import save

    up, down = np.ones((4, 1), np.float16), np.full((1, 3), 2, np.float16)
    adapter = save({"a.weight.up": up, "a.weight.down": down, "head.weight": up, "head.bias": up[0]})
    merged = minilm.adapted({"a.weight": np.zeros((4, 3), np.float32), "b": np.ones(1, np.float32)}, adapter)
    assert (merged["a.weight"] == 2).all()
    assert set(merged) == {"a.weight", "b", "head.weight", "head.bias"}
