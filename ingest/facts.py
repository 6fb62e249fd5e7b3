"""The typed facts of a posting, each with the words that state it.

One extractor a kind of fact: it takes a Statement and yields (name, value) pairs; the quote is the statement. To add a
fact, write its extractor in the module of its noun, and name it in the table below.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import date
from typing import Any

from ingest import application, dates, mobility, people, place, salary, sponsorship, terms, workplace
from ingest.conflict import marked
from ingest.customs import Customs, customs_of
from ingest.posting import Fact, Origin, Posting
from ingest.statement import Statement, statements

Extractor = Callable[[Statement], Iterable[tuple[str, Any]]]

# Behind each extractor stand the words without one of which, in a sentence or above it, there is nothing to find: most
# sentences are passed over without a regular expression. None: every sentence is looked at.
SENTENCES: tuple[tuple[Extractor, str | None], ...] = (
    (salary.salary, "0 1 2 3 4 5 6 7 8 9"),
    (place.location, None),
    (
        workplace.workplace,
        "remot partial brid office home choice all anywhere site studio person own place telework télétravail "
        "distan thuis presencial vor ort plats homeoffice",
    ),
    (
        terms.employment_type,
        "time permanent temp contract freelance intern fixed season maternity open type employment hours "
        "commitment zeit cdi cdd ftc",
    ),
    (mobility.travel, "travel trip reise déplacement road away night times twice once"),
    (mobility.relocation, "relo mov from shipping transport umzug déménag verhuis"),
    (sponsorship.visa_sponsorship, "visa sponsor permit lmia blue card"),
    (dates.deadline, "20 / . jan feb mar apr may jun jul aug sep oct nov dec"),
    (dates.posted, "post publi adverti list open creat veröff date"),
    (
        dates.start_date,
        "start begin commenc available eintritt sofort dès direct join requir need want tenable from "
        "term season dates duration contract with us ab zum partir prise pourvoir besetz incorpora début inicio",
    ),
    (people.department, "department function division family abteilung département directorate faculty unit bereich"),
    (people.team, "team"),
    (people.reports_to, "report manager rattaché berichte"),
    (people.contact, "@ contact phone call tel mobile recruiter manager"),
    (
        application.how_to_apply,
        "apply applic applying send submit mail provide forward upload attach link bewirb postuler",
    ),
    (
        application.documents,
        "cv c.v curriculum resum résum letter statement portfolio sample transcript reference "
        "recommendation copies copy proof form question lebenslauf schreiben lettre zeugnisse",
    ),
    (application.application_steps, "process steps next interview"),
    (terms.bonus, "bonus profit"),
    (terms.equity, "equity stock share rsu espp vsop esop actionnar accion beteiligung virtuelle aandelen"),
    (terms.benefits, "benefit perk offer reward get love provid receive give avantage vorteil bieten in it for you"),
    (terms.experience_years, "year yrs jahr jaar ans años"),
    (terms.clearance, "clear check sc bpss secret trust"),
    (terms.probation, "probation"),
)
# A heading names a subject without saying anything of it ("Relocation"), except in titles, "Cook, part-time (remote)",
# and where an amount stands alone on a line.
HEADINGS: tuple[tuple[Extractor, str | None], ...] = (
    (place.titled_location, None),
    (terms.employment_type, None),
    (workplace.workplace, None),
    (salary.salary, "0 1 2 3 4 5 6 7 8 9"),
    (dates.deadline, "20"),
)

# Facts whose value is the sentence itself: the quote is never more than that.
PROSE = frozenset(("benefits", "how_to_apply", "application_steps"))

# "Remote job: No" states no workplace, "Relocation expenses reimbursed: No" that there is none.
YES_NO = frozenset(("relocation", "visa_sponsorship", "bonus", "equity", "clearance"))
DENIABLE = YES_NO | {"workplace", "employment_type", "benefits"}


def extract(posting: Posting) -> tuple[Fact, ...]:
    """The facts in reading order; a fact may be stated several times, and two may disagree.

    An FAQ page has none: it is about no one role.
    """
    if posting.kind == "faq":
        return ()
    found: list[Fact] = []
    customs = customs_of(posting.text, _place(posting))
    for statement in statements(posting, replace(customs, posted=_posted(posting, customs))):
        for fact in _facts(posting, statement):
            if fact not in found:
                found.append(fact)
    # A board's salary field often holds them, and only the text says what they are.
    targets = [fact.value for fact in found if fact.name == "on_target_earnings"]
    found = [fact for fact in found if fact.name != "salary" or fact.value not in targets]
    return marked(workplace.not_remote(found))


def _place(posting: Posting) -> str:
    """What the posting says of its location, in lower case."""
    said = [value for statement in statements(posting) for _, value in _places(statement)]
    return " ; ".join(name.lower() for names in said for name in names)


def _posted(posting: Posting, customs: Customs) -> date | None:
    """The day it was put up, where it says so."""
    said = (day for statement in statements(posting, customs) for _, day in dates.posted(statement))
    return next(map(date.fromisoformat, said), None)


def _places(statement: Statement) -> Iterable[tuple[str, Any]]:
    titular = statement.is_heading and not statement.label
    return place.titled_location(statement) if titular else place.location(statement)


def _facts(posting: Posting, statement: Statement) -> Iterator[Fact]:
    if statement.text.endswith("?"):  # "Are you eligible to work here without sponsorship?" states nothing
        return
    origin: Origin = "field" if posting.fields and statement.in_head and statement.label else "text"
    words = f"{statement.context} {statement.text}".lower()
    for extractor, hints in HEADINGS if statement.is_heading and not statement.label else SENTENCES:
        if hints is not None and not any(hint in words for hint in hints.split()):
            continue
        for name, stated in extractor(statement):
            if statement.denied and name in DENIABLE - YES_NO:
                continue
            value = False if statement.denied and name in YES_NO else stated
            start = _start(statement, extractor, name, stated)
            yield Fact(name, value, posting.quote(start, statement.end), start, statement.end, origin)


def _start(statement: Statement, extractor: Extractor, name: str, value: Any) -> int:
    """Where the quote begins: at the line above that introduces it, if the sentence says too little without that."""
    if statement.above_start < 0 or name in PROSE:
        return statement.start
    scale = statement.scale and replace(statement.scale, caption="")
    alone = replace(statement, heading="", lead="", above="", above_start=-1, scale=scale)
    return statement.start if (name, value) in extractor(alone) else statement.above_start
