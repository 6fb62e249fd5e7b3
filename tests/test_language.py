"""Which language a question is in."""

import pytest

from bot.language import language


@pytest.mark.parametrize(
    ("question", "code"),
    [
        ("Wie hoch ist das Gehalt?", "de"),
        ("Gibt es Homeoffice", "de"),
        ("quel est le salaire", "fr"),
        ("Quelle est la date limite ?", "fr"),
        ("cuánto pagan", "es"),
        ("¿Hay algún puesto en Ciudad de México?", "es"),
        ("waht is teh salery", "en"),
        ("PTO policy", "en"),
        ("remote?", "en"),
        ("do u offer RSUs", "en"),
        ("", "en"),
    ],
)
def test_language(question: str, code: str) -> None:
    assert language(question) == code
