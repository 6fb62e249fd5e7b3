"""The prompt: each rule earns its place by a golden case, and what is counted is what is sent."""

import re
from pathlib import Path

import pytest

from bot import tokens
from bot.golden import load

ROOT = Path(__file__).resolve().parents[1]
CASES = {
    "data": ("g153", "e051"),
    "only": ("e049", "g012"),
    "quote": ("g003", "g016"),
    "words": ("e029", "e036"),
    "minimal": ("e067", "g030"),
    "opening": ("e034", "e035", "e037"),
    "silent": ("g005", "e013", "e017", "e033"),
    "both": ("e042", "e043", "e044"),
    "person": ("e045", "e047"),
    "language": ("e053", "e060", "e065"),
    "standalone": ("c003", "c004"),
    "over": ("c001",),
}
"""The rule's name → golden cases that a model without it gets wrong: `rolecall eval --writer openai` asks them."""


def test_every_rule_has_a_golden_case_and_every_case_is_there() -> None:
    rules = set(re.findall(r"^- \[(\w+)\]", (ROOT / "bot" / "prompt.md").read_text(encoding="utf-8"), re.MULTILINE))
    assert rules == set(CASES)
    ids = {case.id for path in (ROOT / "tests" / "golden").glob("*.jsonl") for case in load(path)}
    assert {id for named in CASES.values() for id in named} <= ids


@pytest.mark.parametrize("text", ["", "word", "Wie viel verdient man?", "給与はいくらですか", "a " * 5_000])
def test_the_estimate_errs_on_the_high_side(text: str) -> None:
    counter = tokens.Counter("gpt-4.1-mini")
    assert counter.count(text) == tokens.estimate(text) > len(text.split()) / 2
    assert tokens.estimate(text) >= len(text) / 4


def test_a_vocabulary_that_cannot_be_had_is_said_once(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def unreachable(*_: object) -> bytes:
        raise OSError

    monkeypatch.setattr("tiktoken.load.read_file_cached", unreachable)
    counter = tokens.Counter("llama-of-ones-own")
    counter.load()
    assert counter.count("some words") == tokens.estimate("some words")
    assert len(caplog.records) == 1


def test_a_vocabulary_that_is_there_is_used(monkeypatch: pytest.MonkeyPatch) -> None:
    class Encoding:
        def encode(self, text: str, disallowed_special: object) -> list[str]:
            return text.split()

    monkeypatch.setattr("tiktoken.encoding_for_model", lambda _: Encoding())
    counter = tokens.Counter("gpt-4.1-mini")
    counter.load()
    assert counter.count("three short words <|endoftext|>") == 4
