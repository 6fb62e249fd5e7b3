"""Places: which areas a location lies in, and what a name may mean."""

import pytest

from bot.gazetteer import area, areas, is_city


@pytest.mark.parametrize(
    ("location", "within"),
    [
        ("Munich", "germany"),
        ("Remote within so-called Québec", "canada"),
        ("Muenchen, DE", "germany"),
        ("Berlin, Germany", "europe"),
        ("Lisbon", "european union"),
        ("Austin, TX 78759", "texas"),
        ("Washington, D.C.", "usa"),
        ("Toronto, Ontario, CA", "canada"),
        ("San Francisco, CA", "california"),
        ("Bengaluru, IN", "india"),
        ("London, ON, Canada", "canada"),
        ("Leeds, West Yorkshire, United Kingdom", "uk"),
        ("USA - Pennsylvania - West Point", "usa"),
        ("Mexico City", "ciudad de méxico"),
        ("New York, NY", "nyc"),
        ("Wien", "österreich"),
        ("Dundalk, Co. Louth", "ireland"),
        ("Newry, County Down", "uk"),
    ],
)
def test_lies_in(location: str, within: str) -> None:
    assert area(within) & areas(location)


@pytest.mark.parametrize(
    ("location", "outside"),
    [
        ("London, ON, Canada", "uk"),
        ("Armonk, NY", "nyc"),
        ("Delaware, OH", "delaware"),
        ("Ontario, CA", "canada"),
        ("Toronto, Ontario, CA", "california"),
        ("Leeds, United Kingdom", "european union"),
        ("Paris, TX", "france"),
        ("Remote", "germany"),
    ],
)
def test_lies_elsewhere(location: str, outside: str) -> None:
    assert not area(outside) & areas(location)


def test_a_word_that_is_only_a_city() -> None:
    assert is_city("Reading")
    assert not is_city("Germany")
    assert area("zzz") == frozenset()
