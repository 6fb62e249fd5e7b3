"""What is masked of what visitors type, and what is left as it is."""

import pytest

from bot.masking import EMAIL, NUMBER, PHONE, masked


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("I'm ann.lee+jobs@mail.example.org, hi", f"I'm {EMAIL}, hi"),
        ("call +44 20 7946 0958 please", f"call {PHONE} please"),
        ("call me on (415) 555-2671 pls", f"call me on {PHONE} pls"),
        ("07911 123456", PHONE),
        ("my ssn is 536-90-4399", f"my ssn is {NUMBER}"),
        ("card 4111 1111 1111 1111 ok", f"card {NUMBER} ok"),
        ("IBAN DE89 3704 0044 0532 0130 00", f"IBAN {NUMBER}"),
        ("my passport number is X12345678", f"my passport number is {NUMBER}"),
        ("NI number AB123456C, fine?", f"NI number {NUMBER}, fine?"),
    ],
)
def test_masked(typed: str, kept: str) -> None:
    assert masked(typed) == kept


@pytest.mark.parametrize(
    "typed",
    [
        "is $207,000 – $256,500 negotiable? or 120000",
        "can I start 2026-09-01 or 01/09/2026?",
        "req 916255004 pays £24,907 - £30,615 in 2020-2021",
        "job id 2415353, 40 hours, 9-5, 10:00-18:00",
        "£30,000 to £35,000 for 37.5 hours",
        "is it 3 days in the office, 2 at home, @ Leeds?",
        "do I need 5+ years, ISO 27001 and OSHA 29 CFR 1910?",
    ],
)
def test_left_alone(typed: str) -> None:
    assert masked(typed) == typed
