"""Characters that were read with the wrong encoding, and line ends that a scraper lost."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest import repair
from ingest.glue import form_rows, unglued
from ingest.reading import read_posting
from ingest.source import Document


def damaged(text: str) -> str:
    """UTF-8 read as Latin-1, its C1 control characters lost."""
    return re.sub("[\x80-\x9f]", "", text.encode("utf-8").decode("latin-1"))


@pytest.mark.parametrize(
    "text",
    [
        "Harbour’s end isn’t near; we’re the crew you’ll join.",
        "The pay is $41,000 – $52,500 a year.",
        "You earn €41,000 – €52,500.",
        "You earn £41,000 – £52,500.",
        "Hull, United Kingdom — Rope and Sail",
        "Bakery Nº 2 pays 5 % · weekly — truly.",
        "We call it “the long watch” here — ask us.",
        "The sailors’ mess is open — all night.",
        "Crew of 2015–2023 — well met.",
        "Our résumé rules — a naïve café for señor Ñandú’s crew.".replace("Ñ", "N"),
    ],
)
def test_lost_bytes_are_told_from_what_stands_around(text: str) -> None:
    assert repair.characters(damaged(text)) == text


def test_mojibake_with_its_bytes() -> None:
    assert repair.characters("Itâ€™s a cafÃ© â€“ really") == "It’s a café – really"
    assert repair.characters("It’s a café".encode().decode("latin-1")) == "It’s a café"


@pytest.mark.parametrize(
    "text",
    [
        "Tes tâches : préparer le château et le bâtiment, où l’âme est là.",
        "Funções: você ânimo, relatórios e câmera.",
        "Nhân viên bán hàng tại Hà Nội, tất cả các ngày.",
        "Você é âncora da área — São Paulo.",
        "Lön och förmåner: gå på dina mål.",
        "Straße, Größe, Übung; Teilzeit ist möglich.",
        "Când vii, cât ești român și știi limba.",
    ],
)
def test_good_accents_stay(text: str) -> None:
    assert repair.characters(text) == text


def test_invisible_characters_go() -> None:
    cleaned = repair.blanks(repair.characters("\ufeffCo\xadok\u200b\xa0wanted\u202fnow\r\nhere\x07"))
    assert cleaned == "Cook wanted now\nhere"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_encodings(encoding: str) -> None:
    text = "The cook’s pay – €20 an hour – is naïvely good; the “long watch” pays more. " * 3
    assert repair.decode(text.encode(encoding)) == text


def test_stray_windows_bytes_in_utf_8() -> None:
    assert repair.decode("Café crème, déjà vu ".encode() * 4 + b"\x93so\x94") == "Café crème, déjà vu " * 4 + "“so”"


GLUED = (
    "Harbour Pilot\n\nSkip to main contentMenuOur fleetNewsCareers Harbour PilotHull, England — OperationsApply now"
    "About the crewOur pilots know every sandbank. They work day and night.You will be a good fit if you:"
    "Like rough weather and long shifts.Are calm when others are not.We offer:Rope and sail trainingPaid shore leave "
    "(20 days)401(k) with 4% matchingUnlimited biscuits and 18+ kinds of teaAbout McTavish FerriesMcTavish Ferries is "
    "small. We use GitHub and LinkedIn at McTavish Ferries.The pay is $90,000 a year. It is paid weekly.Apply now"
    "Our fleetNewsTermsTwitterYouTubeBack to top\n"
)


def test_a_page_without_separators() -> None:
    document = Document("harbour-pilot.txt", damaged(GLUED).encode(), "here")
    assert read_posting(document).text.split("\n") == [
        "Harbour Pilot",
        "",
        "Hull, England — Operations",
        "",
        "About the crew",
        "",
        "Our pilots know every sandbank. They work day and night.",
        "",
        "You will be a good fit if you:",
        "- Like rough weather and long shifts.",
        "- Are calm when others are not.",
        "",
        "We offer:",
        "- Rope and sail training",
        "- Paid shore leave (20 days)",
        "- 401(k) with 4% matching",
        "- Unlimited biscuits and 18+ kinds of tea",
        "",
        "About McTavish Ferries",
        "",
        "McTavish Ferries is small. We use GitHub and LinkedIn at McTavish Ferries.",
        "",
        "The pay is $90,000 a year. It is paid weekly.",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "We use GitHub, LinkedIn, PowerPoint, JavaScript, TypeScript, GraphQL, PostgreSQL and iOS. A PhD helps.",
        "You know AWS CloudFormation, CodePipeline, StepFunctions and ECS.\nYou know McDonald’s and iPhones.",
        "See acme.example/Jobs or write to Jobs.Desk@Acme.example. ASP.NET, Node.JS, U.S.A. and Ph.D. stay.",
        "Tes tâches : concevoir. Une équipe DevOps.",
    ],
)
def test_sound_text_stays(text: str) -> None:
    assert unglued(text) == text


HEADINGS = ["About the team", "About the role", "Responsibilities", "Requirements", "Nice to have", "What we offer"]
ITEMS = st.lists(
    st.sampled_from(
        [
            "Strong writing skills and a steady hand",
            "Experience with spreadsheets and invoices",
            "Ability to lift boxes all day long",
            "Five years of practice in a kitchen",
            "Good knowledge of local food rules",
            "Willingness to travel with the van",
        ]
    ),
    min_size=3,
    max_size=6,
    unique=True,
)


@settings(max_examples=30, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(HEADINGS), ITEMS), min_size=2, max_size=4, unique_by=lambda pair: pair[0]))
def test_lines_come_back(parts: list[tuple[str, list[str]]]) -> None:
    prose = "Our kitchen’s crew is small. We cook for the whole harbour — every day."
    lines = [prose] + [line for heading, items in parts for line in (heading, *items)]
    page = "Harbour Cook\n\nMenuHomeNewsSearch Harbour Cook" + "".join(lines) + "Apply nowNewsTermsBack to top"
    posting = read_posting(Document("x.txt", damaged(page).encode(), "here"))
    found = [re.sub("^- ", "", line) for line in posting.text.split("\n") if line]
    assert found == ["Harbour Cook", *lines]
    assert {posting.text[s.start : s.end] for s in posting.sentences if s.bullet} == {
        item for _, items in parts for item in items
    }


@given(st.text(max_size=300))
def test_no_text_breaks_the_repair(text: str) -> None:
    again = repair.characters(text)
    assert re.sub(r"\s", "", unglued(again)) == re.sub(r"\s", "", again)


def test_a_contact_form_has_its_rows_again() -> None:
    form = "NameAda KingJob titleHead Baker - DaysEmail addressada.king@merrowell.exampleTelephone number01234 567890"
    rows = ["Name Ada King", "Job title Head Baker - Days", "Email address ada.king@merrowell.example"]
    assert form_rows(form) == [*rows, "Telephone number 01234 567890"]
    assert form_rows(form + "Additional contact informationCall before noon.")[-1] == "Call before noon."
    assert form_rows("NameAda KingJob titleBakerEmail addressada@merrowell.example")[-1].endswith(".example")
    assert form_rows("Name the Job title you want.") == ["Name the Job title you want."]
