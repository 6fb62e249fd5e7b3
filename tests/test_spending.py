"""Caps on what a chat model may cost: held across threads, processes and restarts."""

import sqlite3
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest
from test_model import QUICK

from bot.payer import NOBODY, Payer
from bot.spending import Spending

ENDPOINT = replace(QUICK, conversation_tokens=100, visitor_tokens=250, day_tokens=400)


def test_each_account_has_its_own_cap(tmp_path: Path) -> None:
    spending = Spending(tmp_path, ENDPOINT)
    assert spending.reserve(Payer("talk", "ann"), 100)
    assert not spending.reserve(Payer("talk", "ann"), 1)
    assert spending.reserve(Payer("talk two", "ann"), 100)
    assert not spending.reserve(Payer("talk three", "ann"), 100)
    assert spending.reserve(Payer("talk four", "bob"), 100)
    assert spending.reserve(NOBODY, 100)
    assert not spending.reserve(NOBODY, 1)


def test_what_was_not_used_is_given_back(tmp_path: Path) -> None:
    spending, payer = Spending(tmp_path, ENDPOINT), Payer(visitor="ann")
    assert spending.reserve(payer, 250)
    spending.settle(payer, 250, 50)
    assert spending.reserve(payer, 200)
    assert not spending.reserve(payer, 1)


def test_calls_side_by_side_do_not_pass_the_cap_together(tmp_path: Path) -> None:
    accounts = [Spending(tmp_path, ENDPOINT) for _ in range(8)]
    with ThreadPoolExecutor(8) as pool:
        taken = list(pool.map(lambda i: accounts[i % 8].reserve(NOBODY, 10), range(200)))
    assert sum(taken) == 40


def test_a_new_day_begins_anew_and_old_ones_are_forgotten(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    spending = Spending(tmp_path, ENDPOINT)
    for day in ("2026-11-01", "2026-11-02", "2026-11-05"):
        monkeypatch.setattr("bot.spending._today", lambda day=day: day)
        assert spending.reserve(Payer(visitor="ann"), 250)
    with sqlite3.connect(tmp_path / "spending.sqlite") as database:
        rows = database.execute("SELECT DISTINCT day FROM spent").fetchall()
    database.close()
    assert rows == [("2026-11-05",)]
    assert b"ann" not in (tmp_path / "spending.sqlite").read_bytes()
