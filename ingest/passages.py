"""Passages: what is embedded and searched. Parts of one section, cut only where sentences end."""

from collections.abc import Callable, Iterator, Sequence

from ingest.posting import Passage, Posting, Sentence

CHUNKER = "sections-2"  # raise it when passages are cut differently: every index is then rebuilt
LIMIT = 256  # tokens that the embedded model reads, header and text together; it cuts the rest silently
TARGET = 160  # tokens of text after which a passage is closed
SMALL = 40  # a last passage shorter than this joins the one before it, where there is room
HEADER_PART = 32  # tokens of the title, and of the heading

Count = Callable[[str], int]
Span = tuple[int, int]


def passages(posting: Posting, count_tokens: Count) -> list[Passage]:
    """The posting's passages in reading order; together they hold every sentence that is not a heading, once."""
    made = []
    for section in range(len(posting.sections)):
        sentences = [s for s in posting.sentences if s.section == section and not s.heading]
        header = header_of(posting, section, count_tokens)
        for n, (start, end) in enumerate(spans(posting.text, sentences, header, count_tokens)):
            made.append(Passage(f"{posting.id}#{section}#{n}", posting.id, section, n, start, end, header))
    return made


def embedded(header: str, text: str) -> str:
    """What the embedder is given for a passage."""
    return f"{header}\n{text}"


def header_of(posting: Posting, section: int, count_tokens: Count) -> str:
    """ "title > heading", each clipped."""
    heading = posting.sections[section].heading
    parts = [posting.title] if heading in ("", posting.title) else [posting.title, heading]
    return " > ".join(clip(part, count_tokens) for part in parts)


def clip(text: str, count_tokens: Count) -> str:
    text = " ".join(text[:400].split())
    while count_tokens(text) > HEADER_PART:
        text = text[: len(text) * 3 // 4].rstrip()
    return text


def spans(text: str, sentences: Sequence[Sentence], header: str, count_tokens: Count) -> list[Span]:
    def fits(start: int, end: int, limit: int) -> bool:
        return count_tokens(text[start:end]) <= limit and count_tokens(embedded(header, text[start:end])) <= LIMIT

    found: list[Span] = []
    for sentence in sentences:
        if not fits(sentence.start, sentence.end, LIMIT):
            found += split_sentence(text, sentence, LIMIT - count_tokens(embedded(header, "")), count_tokens)
        elif found and fits(found[-1][0], sentence.end, TARGET):
            found[-1] = (found[-1][0], sentence.end)
        else:
            found.append((sentence.start, sentence.end))
    if len(found) > 1 and count_tokens(text[slice(*found[-1])]) < SMALL and fits(found[-2][0], found[-1][1], LIMIT):
        found[-2:] = [(found[-2][0], found[-1][1])]
    return found


def split_sentence(text: str, sentence: Sentence, limit: int, count_tokens: Count) -> Iterator[Span]:
    """Parts of one sentence that is too long, at clauses if possible; nothing between them is lost but blanks."""
    from langchain_text_splitters import RecursiveCharacterTextSplitter

    frame = count_tokens("")  # what the tokenizer adds around any text
    splitter = RecursiveCharacterTextSplitter(
        separators=["; ", ", ", " ", ""], keep_separator="end", chunk_size=max(limit, 1), chunk_overlap=0,
        length_function=lambda part: count_tokens(part) - frame, add_start_index=True,
    )  # fmt: skip
    for part in splitter.create_documents([text[sentence.start : sentence.end]]):
        start = sentence.start + int(part.metadata["start_index"])
        yield start, start + len(part.page_content)
