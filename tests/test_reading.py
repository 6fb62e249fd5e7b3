"""Documents of every shape as postings; no word lost."""

import difflib
import re
import textwrap
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from document import check, lines, read
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import html

from ingest import fields, repair
from ingest.errors import SourceError
from ingest.reading import read_posting, slug
from ingest.source import Document, documents

PLAIN = """Harbour Cook
Hull, England

ABOUT US
We feed the crews of forty
boats. Nobody leaves hungry.

What you'll do:
 * Cook for sixty people
   each day
 * Keep the galley clean. Order food.
1. Sign here.
2. Wait.

Pay: £20 an hour
"""


def test_plain_text() -> None:
    posting = read(PLAIN)
    check(posting)
    assert posting.id == "harbour-cook"
    assert posting.external_id == "harbour-cook.txt"
    assert posting.title == "Harbour Cook"
    assert posting.kind == "posting"
    assert len(posting.version) == 16
    assert "- Keep the galley clean. Order food.\n1. Sign here.\n2. Wait." in posting.text
    assert [section.heading for section in posting.sections] == ["Harbour Cook", "ABOUT US", "What you'll do:"]


def test_hard_wraps_are_undone_though_an_address_runs_longer() -> None:
    prose = (
        "We feed the crews of forty boats from one galley, every day and most nights of the year. The galley is led by "
        "Ann Bee, who has cooked at sea since the last war and tells about it while the soup is on."
    )
    address = "Write to us by way of https://careers.acme.example/harbour/cooks/and/bakers/of/the/northern/fleet?x=1"
    posting = read("\n\n".join(["Harbour Cook", *[textwrap.fill(prose, 72)] * 4, address]))
    assert lines(posting) == ["Harbour Cook", *[prose] * 4, address]


def test_columns_set_with_blanks_are_rows() -> None:
    posting = read(
        "Harbour Cook\n\nOverview\nRemote job        No\nWork schedule     Full-time, from the first day\n"
        "                  of the season\nClosing date:     3 May 2027\n\nPay a year\n\n"
        "              Cook 1        Cook 2\nHull, Ohio    $51,000       $58,000\nReno, NV      $53,000       $60,000\n"
        "\nTwo words     here\nand two       there, by chance.\n"
    )
    assert lines(posting)[2:5] == [
        "Remote job: No",
        "Work schedule: Full-time, from the first day of the season",
        "Closing date: 3 May 2027",
    ]
    assert lines(posting)[6:] == [
        "| Cook 1 | Cook 2",
        "Hull, Ohio | $51,000 | $58,000",
        "Reno, NV | $53,000 | $60,000",
        "Two words here",
        "and two there, by chance.",
    ]


def test_bullets_have_their_lead() -> None:
    posting = read("Cook\n\nOur benefits:\n- Rum\n- Tea. Much of it.\n\nWe thank you for reading this far today.\n")
    bullets = [s for s in posting.sentences if s.bullet]
    assert [posting.text[s.start : s.end] for s in bullets] == ["Rum", "Tea.", "Much of it."]
    for bullet in bullets:
        assert bullet.lead is not None
        assert posting.text[slice(*bullet.lead)] == "Our benefits:"
    assert posting.sentences[-1].lead is None


def test_a_bulletin_in_capitals() -> None:
    posting = read(
        "HARBOUR COOK\nClass Code:       77\n\nANNUAL SALARY\n\n$52,000 to $61,000\n\nDUTIES\n\n"
        "A Harbour Cook cooks.\n\nEssay . . . . . . . . . 40%\nInterview. . . . . . . . . . 60%\n\n"
        "THIS POST IS GIVEN ONLY ON A\nPROMOTIONAL BASIS\n\nThe City is fair to all.\n"
    )
    check(posting)
    assert [section.heading for section in posting.sections][:3] == ["HARBOUR COOK", "ANNUAL SALARY", "DUTIES"]
    assert "Essay – 40%" in posting.text
    assert "THIS POST IS GIVEN ONLY ON A PROMOTIONAL BASIS" in posting.text


def test_a_closed_posting_says_so() -> None:
    assert read("Harbour Cook\n\nThis job posting has closed.\n\nYou cook.").status == "closed"
    assert read("Harbour Cook\n\nThe door is closed at night.\n\nYou cook.").status == "open"


@pytest.mark.parametrize(
    "text",
    [
        "<html><body><nav>Home</nav></body></html>",
        "<html><body><p>{{ job.title }} {{ job.text }}</p></body></html>",
    ],
)
def test_only_markup(text: str) -> None:
    with pytest.raises(SourceError, match=r"Check the file|script"):
        read(text, "x.html")


def test_a_document_with_an_error() -> None:
    with pytest.raises(SourceError, match="It is empty"):
        read_posting(Document("x.txt", b"", "here", "It is empty."))


def test_slugs() -> None:
    assert slug("Köch & Bäcker (m/w)") == "koch-backer-m-w"
    assert slug("厨师") == slug("厨师") != slug("经理")


@settings(deadline=None, max_examples=150)
@given(st.text(alphabet=st.sampled_from("abcd ABC.:;-*#|<>&/p\n\n\t1€’é"), min_size=1, max_size=400))
def test_any_text_is_a_posting_or_a_clear_error(text: str) -> None:
    try:
        posting = read(text)
    except SourceError:
        return
    check(posting)


FOLDERS = ["text", "markdown", "html", "bulletins_txt"]


def _shared(shared: Path) -> Iterator[Document]:
    for folder in FOLDERS:
        yield from documents(shared / "postings" / folder)


def _words(text: str) -> list[str]:
    return re.findall(r"[^\W_]+", text)


def _said(document: Document) -> str:
    """What the document says: without front matter, address line and markup."""
    text = repair.characters(repair.decode(document.data))
    _, text = fields.front_matter(text)
    if re.search("<html|<body", text[:3000]):
        tree: Any = html.document_fromstring(text.encode(), parser=html.HTMLParser(encoding="utf-8"))
        for part in tree.xpath("//script|//style|//head|//nav|//footer|//*[contains(@class, 'usa-banner')]"):
            part.drop_tree()
        text = " ".join(tree.xpath("//main//text()") or tree.itertext())
    text = re.sub(r"\A\s*\*\*URL:\*\* \S+", "", text)
    return repair.blanks(re.sub(r"\]\(\S*?\)", "] ", text))


def test_no_word_of_a_real_posting_is_lost(shared: Path) -> None:
    """At most a few words of buttons and menus in each, and 1 in 500 over all."""
    lost_in_all = words_in_all = 0
    for document in _shared(shared):
        if document.name.startswith("jobylon"):  # the page's postings are made by a script
            continue
        posting = read_posting(document)
        check(posting)
        said, kept = _words(_said(document)), _words(posting.text)
        lost = 0
        for kind, a, b, c, d in difflib.SequenceMatcher(None, said, kept, autojunk=False).get_opcodes():
            if kind in ("delete", "replace") and "".join(said[a:b]) != "".join(kept[c:d]):
                lost += b - a
        words_in_all += len(said)
        lost_in_all += lost
        assert lost <= 60, document.name
    assert lost_in_all <= words_in_all / 500


def test_the_scraped_page(shared: Path) -> None:
    (document,) = documents(shared / "postings" / "000_191d802e1d8f1fa4.txt")
    posting = read_posting(document)
    check(posting)
    assert posting.title == "US Policy & Partnerships Lead"
    headings = [section.heading for section in posting.sections]
    assert headings[1:3] == ["About the Team", "About the Role"]
    assert headings[-2:] == ["About OpenAI", "Compensation, Benefits and Perks"]
    assert len(headings) == 7
    assert sum(sentence.bullet for sentence in posting.sentences) == 21
    assert "\n- 401(k) plan with 4% matching\n" in posting.text
    assert posting.text.endswith("via this link.")
    assert not re.search("[âÂ\x80-\x9f]|Apply now|Skip to", posting.text)
    said = "".join(_words(_said(document)))
    assert "".join(_words(posting.text[posting.sections[1].start :])) in said
