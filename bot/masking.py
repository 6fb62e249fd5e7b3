"""Masks what identifies a person in what visitors type: before it is stored, logged, or sent to a chat model."""

import re

_EMAIL = re.compile(r"[\w.+'-]+@[\w-]+(?:\.[\w-]+)+")
_REGIONS = (None, "US", "GB", "DE", "FR", "ES", "NL", "IN", "AU")
"""Where a number without a country's code may be from."""
_DIGITS = re.compile(r"(?<![\w.,])\d(?:[ -]?\d){11,18}(?![\w])")
_IBAN = re.compile(r"\b[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){2,7}(?: ?[A-Z0-9]{1,4})?\b", re.IGNORECASE)
_SSN = re.compile(r"\b\d{3}[- ]\d{2}[- ]\d{4}\b")
_NINO = re.compile(r"\b[A-CEGHJ-PR-TW-Z]{2} ?(?:\d{2} ?){3}[A-D]\b", re.IGNORECASE)
_NAMED = re.compile(
    r"\b((?:passport|licen[cs]e|my id|id(?:entity)? card|social security|national insurance|tax|visa|account)"
    r"(?: (?:no|nr|number|id))?\.?(?: is)?[:# ]*)([A-Z]{0,3}\d[\dA-Z -]{4,14}\d)\b",
    re.IGNORECASE,
)
EMAIL, PHONE, NUMBER = "[e-mail]", "[phone]", "[number]"


def masked(text: str) -> str:
    """ "I'm ann@x.org, call +44 20 7946 0958" -> "I'm [e-mail], call [phone]". Amounts and dates stay."""
    text = _EMAIL.sub(EMAIL, text)
    if sum(character.isdigit() for character in text) < 6:
        return text
    text = _SSN.sub(lambda found: NUMBER if _is_ssn(found.group()) else found.group(), text)
    text = _NINO.sub(NUMBER, text)
    text = _IBAN.sub(lambda found: NUMBER if _is_iban(found.group()) else found.group(), text)
    text = _DIGITS.sub(lambda found: NUMBER if _is_card(found.group()) else found.group(), text)
    text = _NAMED.sub(lambda found: found[1] + NUMBER, text)
    return _without_phones(text)


def _without_phones(text: str) -> str:
    from phonenumbers import PhoneNumberMatcher

    for region in _REGIONS:
        for match in reversed(list(PhoneNumberMatcher(text, region))):
            if region not in (None, "US") and match.raw_string.isdigit() and not match.raw_string.startswith("0"):
                continue  # nine digits in a row may be a job's number
            text = text[: match.start] + PHONE + text[match.end :]
    return text


def _is_card(digits: str) -> bool:
    from stdnum import luhn

    return bool(luhn.is_valid(re.sub(r"\D", "", digits)))


def _is_iban(text: str) -> bool:
    from stdnum import iban

    return bool(iban.is_valid(text))


def _is_ssn(text: str) -> bool:
    from stdnum.us import ssn

    return bool(ssn.is_valid(text.replace(" ", "-")))
