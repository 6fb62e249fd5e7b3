"""A stage for the surfaces: a chat that knows three postings and a few lines, so that tests see only what is shown."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from bot.answer import Answer, Citation, Part, PostingRef, Turn, Usage
from ingest.errors import PostingAmbiguous, PostingNotFound
from ingest.index import PostingSummary
from ingest.posting import Fact, Posting, Section

ENGINEER = """Analytics Engineer
Lisbon, Portugal · Full time

About the role
You will build the models that our finance team closes the month with. You work with dbt, Snowflake and Looker.
Our data platform is small and well tested; you will know all of it within a month.

What we offer
- A salary between €45,000 and €60,000 a year, reviewed every spring
- 25 days of holiday, and your birthday
- Up to $1,500 a year for books *and* courses -- no questions asked
- Remote work from anywhere in Portugal, with two days a month in our Lisbon office

How to apply
Send your CV to jobs@acme.example before 31 December 2026. We read every application and answer within two weeks.
"""
EVIL = "We pay \x1b[31m$30\x1b[0m an hour & [link=http://evil.example]more[/link]."
HOSTILE = f"Welder <script>alert(1)</script> [bold]\n\nPay\n{EVIL}\n"
CLOSED = "Designer\n\nPay\nThe pay is not for this page.\n"


def make(name: str, text: str, headings: Sequence[str], **more: Any) -> Posting:
    starts = [0, *(text.index(f"\n{heading}\n") + 1 for heading in headings)]
    title = text.partition("\n")[0]
    ends = [*starts[1:], len(text)]
    sections = tuple(map(Section, [title, *headings], starts, ends))
    return replace(
        Posting(name, title, text, sections, (), version="v1", source="jobs", external_id=f"{name}.md"), **more
    )


def fact(text: str, name: str, value: object, quote: str) -> Fact:
    start = text.index(quote)
    return Fact(name, value, quote, start, start + len(quote))


SALARY = {"min": 45000, "max": 60000.0, "currency": "EUR", "period": "year"}
POSTINGS = {
    posting.id: posting
    for posting in (
        make(
            "analytics-engineer", ENGINEER, ["About the role", "What we offer", "How to apply"],
            url="https://acme.example/jobs/1",
            facts=(
                fact(ENGINEER, "salary", SALARY, "A salary between €45,000 and €60,000 a year"),
                fact(ENGINEER, "location", ["Lisbon, Portugal"], "Lisbon, Portugal"),
                fact(ENGINEER, "relocation", True, "Remote work"),
            ),
        ),
        make("welder", HOSTILE, ["Pay"]),
        make("designer", CLOSED, ["Pay"], status="closed"),
    )
}  # fmt: skip


def cite(n: int, posting: Posting, quote: str) -> Citation:
    start = posting.text.index(quote)
    section = next(s.heading for s in posting.sections if s.start <= start < s.end)
    return Citation(
        n, posting.id, posting.title, section, quote, start, start + len(quote), posting.url, posting.version
    )


ENGINEERING = POSTINGS["analytics-engineer"]
ANSWERS = {
    "pay?": Answer(
        "pay?", "answered", None,
        (Part("The salary is between €45,000 and €60,000 a year.", (1,)), Part("It is reviewed every spring.", (1,))),
        (cite(1, ENGINEERING, "A salary between €45,000 and €60,000 a year, reviewed every spring"),),
        suggestions=("Is there a bonus?",),
    ),
    "written?": Answer(
        "written?", "answered", None, (Part("You get 25 days of holiday.", (1,)),),
        (cite(1, ENGINEERING, "25 days of holiday, and your birthday"),),
        written_by="model", usage=Usage("gpt-4.1-mini", 1_700, 60, 0.0004),
    ),
    "offer?": Answer(
        "offer?", "answered", None,
        tuple(Part(line.removeprefix("- "), (n,)) for n, line in enumerate(ENGINEER.splitlines()[8:12], 1)),
        tuple(cite(n, ENGINEERING, line[2:]) for n, line in enumerate(ENGINEER.splitlines()[8:12], 1)),
    ),
    "visa?": Answer(
        "visa?", "not_stated", "silent",
        (
            Part("The posting does not say."),
            Part("The nearest it comes: Remote work from anywhere in Portugal.", (1,)),
            Part("Please ask the recruiting team."),
        ),
        (cite(1, ENGINEERING, "Remote work from anywhere in Portugal, with two days a month in our Lisbon office"),),
    ),
    "which?": Answer(
        "which?", "clarify", None, (Part("Which posting do you mean?"),),
        postings=tuple(PostingRef(name, POSTINGS[name].title) for name in ("analytics-engineer", "welder")),
    ),
    "hostile?": Answer(
        "hostile?", "answered", None, (Part(EVIL, (1,)),), (cite(1, POSTINGS["welder"], EVIL),)
    ),
}  # fmt: skip


class StagedChat:
    """Answers what ANSWERS holds; `asked` remembers every question with its posting and history."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, str | None, tuple[Turn, ...]]] = []

    def ask(self, question: str, *, posting: str | None = None, history: Sequence[Turn] = ()) -> Answer:
        self.asked.append((question, posting, tuple(history)))
        if posting:
            self.posting(posting)
        if question.startswith("crash"):
            raise ValueError(question)
        silent = Answer(question, "not_stated", "silent", (Part("The posting does not say."),))
        return ANSWERS.get(question, silent)

    def postings(self) -> list[PostingSummary]:
        return [
            PostingSummary(p.id, p.title, p.status, p.source, p.external_id, p.url, p.kind) for p in POSTINGS.values()
        ]

    def suggestions(self, name: str) -> tuple[str, ...]:
        return ("How much travel is there?",)

    def posting(self, name: str) -> Posting:
        if name == "er":
            raise PostingAmbiguous("Several fit: Welder, Designer. Give one title in full.", ["Welder", "Designer"])
        for posting in POSTINGS.values():
            if name in (posting.id, posting.title):
                return posting
        raise PostingNotFound("No posting has that id or title. `rolecall postings` lists them.")
