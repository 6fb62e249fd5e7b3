"""An address, or a board's name, to the postings that are there."""

import re
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from ingest import jobposting, links, repair, shape
from ingest.boards import BOARDS, Board, board_of
from ingest.errors import FetchError, NotFound, SourceError
from ingest.fetch import LARGEST, LARGEST_BOARD, Fetcher, Page
from ingest.record import Address, Record
from ingest.source import Document

if TYPE_CHECKING:
    from lxml.html import HtmlElement

MOST = 5_000  # postings of one source
NESTED = 3  # sitemaps inside one another
PAGES = 30  # pages of a list that name a next one


@dataclass(frozen=True, slots=True)
class Found:
    """One posting of a source: a page, or a record, or why there is neither. `name` is the source's own name for it."""

    name: str
    page: Page | None = None
    record: Record | None = None
    error: str = ""


def crawl(source: str, fetcher: Fetcher) -> Iterator[Found]:
    """Every posting of a source. Raises SourceError where the source as a whole cannot be read."""
    for number, found in enumerate(_crawled(source, fetcher)):
        if number == MOST:
            yield Found(
                source, error=f"It has more than {MOST} postings; the rest was left. Give its parts one by one."
            )
            return
        yield found


def _crawled(source: str, fetcher: Fetcher) -> Iterator[Found]:
    name, _, token = source.partition(":")
    if name in BOARDS:
        yield from _board(BOARDS[name], token, name, fetcher)
    elif "://" not in source:
        raise SourceError(f"Rolecall knows no boards of “{name}”. It knows: {', '.join(BOARDS)}.")
    elif (known := links.board_page(source)) is not None:
        yield from _board(BOARDS[known[0]], known[1], known[0], fetcher)
    else:
        yield from _site(source, fetcher)


def _board(board: Board, token: str, name: str, fetcher: Fetcher) -> Iterator[Found]:
    """A board by its name: the first of its addresses that there is."""
    addresses = board.addresses(token)
    if not addresses:
        raise SourceError(
            f"{name.capitalize()} has no public list to fetch. Save its answers as files, and ingest them."
        )
    for url in addresses[:-1]:
        try:
            page = fetcher.get(url, LARGEST_BOARD, robots=False)
        except NotFound:
            continue
        yield from _answer(page, fetcher)
        return
    yield from _answer(fetcher.get(addresses[-1], LARGEST_BOARD, robots=False), fetcher)


def _answer(page: Page, fetcher: Fetcher) -> Iterator[Found]:
    """The postings of a board's answer, its further pages included; each posting once, as whole as it can be had."""
    lists, details = [page], list[Address]()
    records: dict[str, Record] = {}
    for part in lists:  # grows while it is walked
        data = _data(part)
        board = board_of(data)
        if board is None:
            raise SourceError(
                f"{_short(part.url)} answered with data of no board that Rolecall knows. Check the address."
            )
        for record in board.records(data):
            records.setdefault(record.id, record)
        for address in board.more(data, part.url):
            if address.role == "posting":
                details.append(address)
            elif len(lists) < PAGES * 10 and address.url not in {known.url for known in lists}:
                lists.append(fetcher.get(address.url, LARGEST_BOARD, robots=False))
    yield from _detailed(records, details, fetcher)


def _detailed(records: dict[str, Record], details: Sequence[Address], fetcher: Fetcher) -> Iterator[Found]:
    wanted = {address.url: address.id for address in details if address.id in records}
    yield from (Found(id, record=record) for id, record in records.items() if id not in wanted.values())
    for url, got in fetcher.get_all(list(wanted), robots=False):
        known = records[wanted[url]]
        if isinstance(got, NotFound):  # taken down since the list was made
            continue
        try:
            whole = _whole(got)
        except SourceError as error:
            if known.partial:
                yield Found(known.id, error=str(error))
                continue
            whole = known
        yield Found(known.id, record=replace(whole, id=known.id))


def _whole(got: Page | FetchError) -> Record:
    if isinstance(got, FetchError):
        raise got
    data = _data(got)
    board = board_of(data)
    found = list(board.records(data)) if board else []
    if len(found) != 1:
        raise SourceError(f"{_short(got.url)} answered with no posting.")
    return found[0]


def _data(page: Page) -> Any:
    """The parsed JSON or XML of an answer. Raises SourceError where it is a web page, say, or cut off."""
    text = repair.decode(page.data).lstrip("\ufeff \r\n\t")
    if text.startswith(("{", "[")):
        return shape.parsed(text)
    if shape.is_xml(text):
        return shape.parsed_xml(text)
    raise SourceError(f"{_short(page.url)} answered with a page where data is due. Check the board's name.")


def _site(url: str, fetcher: Fetcher) -> Iterator[Found]:
    page = fetcher.get(url, LARGEST_BOARD)
    text = _text(page)
    start = text.lstrip("\ufeff \r\n\t")[:400].lower()
    if "<urlset" in start or "<sitemapindex" in start:
        yield from _pages(links.jobs(_sitemap(text, page.url, fetcher), page.url), fetcher)
    elif "<rss" in start or "<feed" in start:
        yield from _pages(links.in_feed(shape.parsed_xml(text)), fetcher)
    elif start.startswith(("{", "[")) or shape.is_xml(text):
        yield from _data_at(page, text, fetcher)
    elif "<" in start and (tree := _tree(text)) is not None:
        yield from _web_page(page, tree, fetcher)
    else:
        yield Found(url, page=page)


def _data_at(page: Page, text: str, fetcher: Fetcher) -> Iterator[Found]:
    if board_of(_data(page)) is not None:
        yield from _answer(page, fetcher)
        return
    records = shape.records(Document(page.url, page.data, page.url))
    yield from (Found(record.id, record=record) for record in records or ())


def _web_page(page: Page, tree: "HtmlElement", fetcher: Fetcher) -> Iterator[Found]:
    """A posting, several of them, or a page that lists postings."""
    described = jobposting.in_page(tree)
    if len(described) > 1:
        records = [jobposting.record(item) for item in described]
        yield from (Found(record.id, record=record) for record in records)
        return
    if described or len(page.data) > LARGEST:
        yield Found(page.url, page=page)
        return
    if (embedded := links.embedded_board(tree, page.url)) is not None:
        yield from _board(BOARDS[embedded[0]], embedded[1], embedded[0], fetcher)
        return
    found = links.postings(tree, page.url)
    if len(found) < 2:
        yield Found(page.url, page=page)
        return
    yield from _pages(_all_pages(found, tree, page.url, fetcher), fetcher)


def _all_pages(found: list[str], tree: "HtmlElement", url: str, fetcher: Fetcher) -> list[str]:
    """The postings that a list names, on its further pages too."""
    seen = {url}
    for _ in range(PAGES):
        onward = links.next_page(tree, url)
        if onward is None or onward in seen:
            break
        seen.add(onward)
        page = fetcher.get(onward)
        turned = _tree(_text(page))
        if turned is None:
            break
        tree, url = turned, page.url
        found = list(dict.fromkeys([*found, *links.postings(tree, url)]))
    return found


def _pages(urls: Sequence[str], fetcher: Fetcher) -> Iterator[Found]:
    """Each page; one that is gone is left out, as it has left the source."""
    for url, got in fetcher.get_all(urls):
        if isinstance(got, Page):
            yield Found(url, page=got)
        elif not isinstance(got, NotFound):
            yield Found(url, error=str(got))


def _sitemap(text: str, url: str, fetcher: Fetcher, depth: int = 0) -> list[str]:
    """The addresses of a sitemap, and of the sitemaps that it names on its own site."""
    root = shape.parsed_xml(text)
    named = [str(loc.text or "").strip() for loc in root.iter("{*}loc")]
    if not str(root.tag).endswith("sitemapindex"):
        return named
    found: list[str] = []
    for at in named if depth < NESTED else ():
        if urlsplit(at).hostname == urlsplit(url).hostname:
            found += _sitemap(_text(fetcher.get(at)), at, fetcher, depth + 1)
    return found


def _text(page: Page) -> str:
    data = page.data
    if data.startswith(b"\x1f\x8b"):
        unpacking = zlib.decompressobj(wbits=zlib.MAX_WBITS | 16)
        data = unpacking.decompress(data, LARGEST_BOARD)
    if data.startswith((b"%PDF", b"PK\x03\x04")):
        return ""
    return repair.decode(data)


def _tree(text: str) -> "HtmlElement | None":
    from ingest.markup import html_tree

    return (
        html_tree(text)
        if re.search(r"<(?:html|body|main|div|section|ul|table|p|a|h[1-6])\b", text[:20_000], re.IGNORECASE)
        else None
    )


def _short(url: str) -> str:
    return url.split("?")[0][:120]
