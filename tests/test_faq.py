"""FAQ and handbook pages: told from postings, and read as questions with their answers."""

from pathlib import Path

import pytest

from bot.chat import open_chat
from bot.slack.library import Library
from ingest.embedder import open_embedder
from ingest.facts import extract
from ingest.passages import passages
from ingest.pipeline import ingest
from ingest.posting import Posting, Section
from ingest.reading import read_posting
from ingest.source import Document, documents

ROOT = Path(__file__).parents[1]
SHARED = ROOT.parent / "shared"


def read(text: str, name: str = "page.md") -> Posting:
    return read_posting(Document(name, text.encode(), name))


FAQ = """# Applying at Merrowell

## How long does an answer take?

Two weeks, as a rule. In August it may take three.

## Can I apply for several jobs?

Yes. Send one application for each, and say which you like best.

## Who reads my CV?

The hiring manager and one recruiter.
"""


def test_each_question_with_its_answer_is_a_passage() -> None:
    page = read(FAQ)
    assert page.kind == "faq"
    assert [section.heading for section in page.sections[1:]] == [
        "How long does an answer take?", "Can I apply for several jobs?", "Who reads my CV?"
    ]  # fmt: skip
    made = passages(page, open_embedder().count_tokens)
    assert [passage.header for passage in made] == [
        f"{page.title} > {section.heading}" for section in page.sections[1:]
    ]
    assert page.text[made[0].start : made[0].end] == "Two weeks, as a rule. In August it may take three."
    assert extract(page) == ()


@pytest.mark.parametrize(
    "text",
    [
        "# Questions\n\n**How long does it take?**\n\nTwo weeks.\n\n**Who reads it?**\n\nA recruiter.\n",
        "# Questions\n\nQ: How long does it take?\n\nA: Two weeks.\n\nQ: Who reads it?\n\nA: A recruiter.\n",
        "<html><body><h1>Questions</h1><dl><dt>How long does it take?</dt><dd>Two weeks.</dd><dt>Who reads it?</dt>"
        "<dd>A recruiter.</dd></dl></body></html>",
        "<html><body><h1>Questions</h1><details><summary>How long does it take?</summary><p>Two weeks.</p></details>"
        "<details><summary>Who reads it?</summary><p>A recruiter.</p></details></body></html>",
    ],
)
def test_questions_of_every_form_are_headings(text: str) -> None:
    page = read(text, "page.html" if text.startswith("<") else "page.md")
    assert page.kind == "faq"
    assert [section.heading for section in page.sections[1:]] == ["How long does it take?", "Who reads it?"]
    answers = [
        page.text[section.start : section.end].split("\n")[-1].removeprefix("A: ") for section in page.sections[1:]
    ]
    assert answers == ["Two weeks.", "A recruiter."]


POSTINGS = {
    "asks as headings": (
        "# Harbour Cook\n\n## What will you do?\n\nYou will cook for the crew.\n\n## Who are you?\n\n"
        "You have 3 years of experience.\n\n## What do we offer?\n\nThe salary is $50,000 a year.\n"
    ),
    "has questions at its end": (
        "# Clerk\n\nLocation: Oslo\n\n## Responsibilities\n\nYou will file.\n\n## Requirements\n\n- Care\n\n"
        "## How do I apply?\n\nSend your CV.\n\n## When will I hear?\n\nSoon.\n"
    ),
    "is short": "# Painter\n\nWe are looking for a painter in Ghent. Apply by 3 May 2027.\n",
    "is of another language": "# Verkäufer (m/w/d)\n\n## Deine Aufgaben\n\nDu verkaufst Brot.\n\n## Profil\n\nMut.\n",
    "chats under questions of its own": (
        "# Court Reporter\n\n## Who are we?\n\nThe paper of the valley.\n\n## What's the job?\n\nSitting in court.\n"
    ),
    "speaks of yours and ours": (
        "<html><head><title>Join us – Hotel Gull</title></head><body><h2>Sommar 2027</h2><p>The desk at night.</p>"
        "<h3>Your languages</h3><p>Finnish.</p><h3>Our side</h3><p>A room by the sea and soup.</p></body></html>"
    ),
    "names terms alone": "# Two Hosts, winter season, full-time\n\n## Money\n\nCHF 2,400 each.\n",
    "names a process": "# Process Engineer\n\n## About the role\n\nYou will keep the process stable.\n",
}


@pytest.mark.parametrize("name", POSTINGS)
def test_a_posting_stays_a_posting(name: str) -> None:
    assert read(POSTINGS[name]).kind == "posting"


@pytest.mark.parametrize(
    "text",
    [
        "# How to write a CV\n\nYou will need a template. Send your CV to the recruiter of the job.\n",
        "# Relocation\n\nWe pay for the move of staff whom we ask to move. Ask your manager before you book.\n",
        "# What should I wear on my first day?\n\nWhat you like.\n",
        "# Engineer Onboarding\n\nYour manager shows you the repository. You will be given a buddy.\n",
    ],
)
def test_a_page_of_help_is_none(text: str) -> None:
    assert read(text).kind == "faq"


def test_plain_text_is_a_posting() -> None:
    assert read("Relocation\n\nWe pay for the move of staff.", "page.txt").kind == "posting"


def test_the_samples_are_what_they_are() -> None:
    for folder, kind in (("postings", "posting"), ("faqs/public", "faq"), ("faqs/internal", "faq")):
        assert {read_posting(document).kind for document in documents(ROOT / "data" / folder)} == {kind}


@pytest.mark.skipif(not SHARED.exists(), reason="the third-party pages are not part of this repository")
def test_real_pages_are_told_apart() -> None:
    kinds = [read_posting(document).kind for document in documents(SHARED / "faq")]
    assert kinds.count("faq") / len(kinds) > 0.95
    for folder in ("text", "bulletins_txt", "markdown"):
        assert {read_posting(document).kind for document in documents(SHARED / "postings" / folder)} == {"posting"}


def test_a_page_of_another_employer_does_not_answer(tmp_path: Path) -> None:
    files = {"cook": "# Harbour Cook\n\nAcme is looking for a cook.\n\n## We offer\n\n- Soup\n- A bunk by the window\n"}
    pay = "\n\n## When is payday?\n\nOn the 28th of each month.\n\n## Who reads my CV?\n\nThe cook.\n"
    for stem, title in (("own", "Working at Acme: questions"), ("else", "Working at Sandpiper: questions")):
        for name, text in {**files, "faq": f"# {title}{pay}"}.items():
            (tmp_path / stem).mkdir(exist_ok=True)
            (tmp_path / stem / f"{name}.md").write_text(text, encoding="utf-8")
        assert not ingest([str(tmp_path / stem)], tmp_path / f"{stem}-home").failed
    status = {
        stem: open_chat(tmp_path / f"{stem}-home").ask("when is payday?", posting="cook").status
        for stem in ("own", "else")
    }
    assert status == {"own": "answered", "else": "not_stated"}


def test_a_pages_own_question_gets_all_of_its_answer(staffed: Path) -> None:
    library = Library(open_chat(staffed, "internal"), open_chat(staffed))
    for folder in ("public", "internal"):
        for document in documents(ROOT / "data" / "faqs" / folder):
            page = read_posting(document)
            for section in page.sections[1:]:
                answer = library.look(section.heading)
                assert {citation.section for citation in answer.citations} == {section.heading}
                body = page.text[section.start : section.end].split("\n", 1)[1]
                assert [citation.quote for citation in answer.citations] == quotes_in(page, section)
                assert "".join(body.split()) == "".join("".join(c.quote for c in answer.citations).split())


def quotes_in(page: Posting, section: Section) -> list[str]:
    sentences = (s for s in page.sentences if section.start <= s.start < section.end and not s.heading)
    return [page.quote(s.start, s.end) for s in sentences]


def test_a_pages_own_yes_is_not_said_twice(staffed: Path) -> None:
    answer = open_chat(staffed).ask("Can I apply for more than one job?")
    assert answer.text.startswith("Yes [1]. Send an application for each")
