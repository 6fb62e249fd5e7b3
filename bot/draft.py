"""An answer in the making: parts, and the citations that they number."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from bot.answer import Citation, Part
from ingest.posting import Posting


@dataclass
class Draft:
    """Parts in order; a quote that is cited twice has one number."""

    parts: list[Part] = field(default_factory=list)
    citations: list[Citation] = field(default_factory=list)

    def say(self, text: str) -> None:
        self.parts.append(Part(text))

    def quote(self, posting: Posting, sentences: Iterable[int], opening: str = "") -> None:
        """One part for each sentence that is not quoted yet; `opening` stands before the first."""
        for i in sentences:
            citation = self._cite(posting, i)
            text = f"{opening} {citation.quote}" if opening else citation.quote
            if not any(citation.n in part.citations for part in self.parts):
                self.parts.append(Part(text, (citation.n,)))
            opening = ""

    def claim(self, text: str, posting: Posting, sentences: Iterable[int]) -> None:
        """One part in other words than the sentences that it cites."""
        self.parts.append(Part(text, tuple(self._cite(posting, i).n for i in sentences)))

    def span(self, posting: Posting, start: int, end: int) -> None:
        """One part that is the words of the span, where no part cites them yet."""
        citation = self._cite_span(posting, start, end)
        if not any(citation.n in part.citations for part in self.parts):
            self.parts.append(Part(citation.quote, (citation.n,)))

    def quoted(self, posting: Posting, sentences: Iterable[int]) -> None:
        """Sentences of one posting among several, each behind its title."""
        for i in sentences:
            self.row(posting, [(posting.sentences[i].start, posting.sentences[i].end)], quoted=True)

    def row(self, posting: Posting, spans: Sequence[tuple[int, int]], quoted: bool) -> None:
        """One posting of a list: its title, the first of the quotes where it is to be shown, and all of them cited."""
        cited = [self._cite_span(posting, start, end) for start, end in dict.fromkeys(spans)]
        text = f"{posting.title}: {cited[0].quote}" if quoted and cited[0].quote != posting.title else posting.title
        self.parts.append(Part(text, tuple(citation.n for citation in cited)))

    def numbers(self, posting_id: str) -> tuple[int, ...]:
        return tuple(citation.n for citation in self.citations if citation.posting_id == posting_id)

    def _cite(self, posting: Posting, i: int) -> Citation:
        return self._cite_span(posting, posting.sentences[i].start, posting.sentences[i].end)

    def _cite_span(self, posting: Posting, start: int, end: int) -> Citation:
        for known in self.citations:
            if (known.posting_id, known.start, known.end) == (posting.id, start, end):
                return known
        section = next((s.heading for s in posting.sections if s.start <= start < s.end), posting.title)
        citation = Citation(
            n=len(self.citations) + 1,
            posting_id=posting.id,
            posting_title=posting.title,
            section=section,
            quote=posting.text[start:end],
            start=start,
            end=end,
            url=posting.url,
            version=posting.version,
        )
        self.citations.append(citation)
        return citation
