"""A statement: one sentence as the extractors of facts see it, with the label or heading it stands under."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ingest.customs import UNTOLD, Customs
from ingest.posting import Posting, Sentence
from ingest.scale import Scale, scales

_LABEL = re.compile(r"(?P<label>[^\W\d_][\w /&'’()-]{1,38}?)\s?:\s+(?P<value>\S.*)", re.DOTALL)
_DENIED = re.compile(
    r"(?:no(?! (?:more|less|fewer|later|earlier|limit))|none|n/?a|not (?:required|available|offered|applicable|eligible"
    r"|authori[sz]ed|provided|needed|permitted|possible))\b",
    re.IGNORECASE,
)
PARTS = re.compile(r"\s*[|•·,;/()]\s*|\s[–—-]\s|(?<!\bCo)\.\s")
_SHORT = 120  # characters; a value written on the line below its label is no longer than this


@dataclass(frozen=True, slots=True)
class Statement:
    """`text` is `posting.text[start:end]`. `label` and `value` are those of "Location: Lisbon", else "" and `text`.

    `heading` is the section's heading, `lead` the line that introduces the list, both "" where there is none.
    `beside_list`: no bullet itself, in a section that has some. `above` is the line directly above, if it is the
    heading or ends in a colon. `is_address`: its places are typed ones of schema.org, parted by ";".
    `scale`: what the amounts are, in a row of amounts.
    """

    text: str
    start: int
    end: int
    heading: str = ""
    lead: str = ""
    label: str = ""
    value: str = ""
    bullet: bool = False
    is_heading: bool = False
    in_head: bool = False
    beside_list: bool = False
    above: str = ""
    above_start: int = -1
    is_address: bool = False
    scale: Scale | None = None
    customs: Customs = UNTOLD

    @property
    def context(self) -> str:
        """What the reader has just read above the statement."""
        return f"{self.heading} {self.lead} {self.above}".strip()

    @property
    def parts(self) -> list[str]:
        """The pieces of a title or of a line of the head: "Cook - part time (remote)" has three."""
        return [part.strip() for part in PARTS.split(self.text) if part.strip()]

    @property
    def denied(self) -> bool:
        """Whether a label's value is a no: "Relocation expenses reimbursed: No"."""
        return bool(self.label) and _DENIED.match(self.value) is not None

    @property
    def labelled(self) -> str:
        """The label in lower case, or the line above where a short value stands under it."""
        if self.label:
            return self.label.lower()
        return self.above.rstrip(":").strip().lower() if len(self.text) <= _SHORT else ""


def statements(posting: Posting, customs: Customs = UNTOLD) -> Iterator[Statement]:
    """Every sentence and heading of the posting, in reading order."""
    listed = {sentence.section for sentence in posting.sentences if sentence.bullet}
    above: Sentence | None = None
    for sentence, scale in zip(posting.sentences, scales(posting), strict=True):
        introduced = above is not None and _introduces(posting, above, sentence)
        beside_list = not sentence.bullet and sentence.section in listed
        yield _statement(posting, sentence, above if introduced else None, beside_list, scale, customs)
        above = sentence


def _statement(
    posting: Posting,
    sentence: Sentence,
    above: Sentence | None,
    beside_list: bool,
    scale: Scale | None,
    customs: Customs,
) -> Statement:
    text = posting.text[sentence.start : sentence.end]
    found = _LABEL.fullmatch(text)
    in_head = sentence.section == 0
    heading = "" if in_head or sentence.heading else posting.sections[sentence.section].heading
    return Statement(
        text=text,
        start=sentence.start,
        end=sentence.end,
        heading=heading,
        lead=posting.text[slice(*sentence.lead)] if sentence.lead else "",
        label=found["label"] if found else "",
        value=found["value"] if found else text,
        bullet=sentence.bullet,
        is_heading=sentence.heading,
        in_head=in_head,
        beside_list=beside_list,
        above=posting.text[above.start : above.end] if above else "",
        above_start=above.start if above else -1,
        is_address=in_head and found is not None and found["label"] == "Location" and "@type" in posting.fields,
        scale=scale,
        customs=customs,
    )


def _introduces(posting: Posting, above: Sentence, sentence: Sentence) -> bool:
    if sentence.heading:  # "ANNUAL SALARY", and below it an amount on a line of its own, which looks like a heading too
        return above.heading and above.section > 0
    if above.section != sentence.section or sentence.section == 0:
        return False
    return above.heading or posting.text[above.start : above.end].endswith(":")
