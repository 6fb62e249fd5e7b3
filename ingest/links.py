"""Which links of a page lead to postings."""

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl, urlencode, urljoin, urlsplit, urlunsplit

from ingest.boards import BOARDS

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_SEGMENT = re.compile(
    r"(?:job|jobs|career|careers|vacanc(?:y|ies)|position|positions|opening|openings|opportunit(?:y|ies)|offer|offers"
    r"|role|roles|posting|postings|stelle|stellen|stellenangebote?|jobad|o|j|emploi|emplois|offre|offres|empleo"
    r"|ofertas?|vacatures?|lediga-jobb|annonce|join-us|work-with-us|viewjob|job-?details?|requisition)",
    re.IGNORECASE,
)
_NO_POSTING = re.compile(
    r"^(?:search|category|categories|location|locations|department|departments|team|teams|tag|page|login|signin|apply"
    r"|alerts?|saved|filter|faq|about|benefits|culture|blog|news|events?|students?|privacy|all|index(?:\.\w+)?|life"
    r"|values|diversity|inclusion|feed|rss|talent-?(?:community|network|pool)|how-we-hire|register|teams?|map)$",
    re.IGNORECASE,
)
_FILE = re.compile(r"\.(?:png|jpe?g|gif|svg|css|js|ico|zip|mp4|webp|xml)$", re.IGNORECASE)
_TRACKING = re.compile(
    r"^(?:utm_\w+|gh_src|lever-source(?:\[\])?|source|src|ref|referrer|fbclid|gclid|trk)$", re.IGNORECASE
)
_ID = re.compile(r"(?:^|[?&])(?:gh_jid|job_?id|jid|id|vacancy_?id|req_?id|posting_?id)=", re.IGNORECASE)


def cleaned(url: str) -> str:
    """An address without its fragment and what only tells where a visitor came from; "" where it is malformed."""
    try:
        parts = urlsplit(url.strip())
    except ValueError:
        return ""
    query = urlencode([(key, value) for key, value in parse_qsl(parts.query) if not _TRACKING.match(key)])
    return urlunsplit(parts._replace(query=query, fragment=""))


def board_page(url: str) -> tuple[str, str] | None:
    """(board, token) where an address is that of a whole board: not of one posting of it."""
    for name, board in BOARDS.items():
        token = board.token(url)
        if token and len([part for part in urlsplit(url).path.split("/") if part]) <= (1 if "api" not in url else 9):
            return name, token
    return None


def embedded_board(tree: "HtmlElement", url: str) -> tuple[str, str] | None:
    """(board, token) of the board that a careers page shows inside itself, or whose pages all its postings lead to."""
    framed = [str(at) for at in tree.xpath("//script/@src | //iframe/@src")]
    linked = [_joined(url, str(at)) for at in tree.xpath("//a/@href")]
    known = [(name, token) for at in framed for name, board in BOARDS.items() if (token := board.token(at))]
    if known:
        return known[0]
    leads = {(name, token) for at in linked for name, board in BOARDS.items() if (token := board.token(at))}
    own = [at for at in postings(tree, url) if urlsplit(at).hostname == urlsplit(url).hostname]
    return leads.pop() if len(leads) == 1 and not own else None


def postings(tree: "HtmlElement", url: str) -> list[str]:
    """The addresses on a page that look like postings', each once, in their order."""
    base = (tree.xpath("//base/@href") or [url])[0]
    base = urljoin(url, str(base))
    linked = tree.xpath("//a[not(ancestor::nav or ancestor::footer)]/@href")
    return jobs((_joined(base, str(at)) for at in linked), url)


def _joined(base: str, at: str) -> str:
    try:
        return urljoin(base, at)
    except ValueError:
        return ""


def jobs(urls: Iterable[str], url: str) -> list[str]:
    """Of these addresses, those of postings on the site of `url`, or on a board's own."""
    own = _site(url)
    clean = (cleaned(at) for at in urls)
    fitting = (at for at in clean if at[:4] == "http" and (_site(at) == own or _of_board(at)) and _is_job(at))
    return [at for at in dict.fromkeys(fitting) if at.rstrip("/") != cleaned(url).rstrip("/")]


def _of_board(url: str) -> bool:
    return any(board.token(url) for board in BOARDS.values())


def _site(url: str) -> str:
    """The host without its first name: careers.acme.com and www.acme.com are one site."""
    host = (urlsplit(url).netloc or "").lower()
    names = host.split(".")
    return host if len(names) <= 2 or names[-1][:1].isdigit() else ".".join(names[1:])


def _is_job(url: str) -> bool:
    """Whether a path names postings, and below that one of them; or a query does."""
    parts = urlsplit(url)
    path = [part for part in parts.path.split("/") if part]
    if not path or _FILE.search(path[-1]) or any(_NO_POSTING.match(part) for part in path[1:]):
        return False
    places = [n for n, part in enumerate(path) if _SEGMENT.fullmatch(part)]
    if places and _ID.search(f"?{parts.query}"):
        return True
    last = re.sub(r"\.(?:html?|php|aspx?)$", "", path[-1])
    named = len(re.findall(r"[^\W_]+", last)) >= 2 or re.search(r"\d{2}|^\w{16,}$", last) is not None
    return bool(places) and places[0] < len(path) - 1 and named


def next_page(tree: "HtmlElement", url: str) -> str | None:
    """The address of a list's next page."""
    named = tree.xpath("//link[@rel='next']/@href | //a[@rel='next']/@href")
    named = named or tree.xpath("//a[contains(@class, 'next') or contains(@aria-label, 'ext')]/@href")
    onward = urljoin(url, str(named[0])) if named else ""
    return onward if onward.startswith("http") and _site(onward) == _site(url) else None


def in_feed(root: Any) -> list[str]:
    """The addresses of an RSS or Atom feed's entries."""
    found = [str(link.text or link.get("href") or "").strip() for link in root.iterfind(".//{*}item/{*}link")]
    found += [str(link.get("href") or "").strip() for link in root.iterfind(".//{*}entry/{*}link")]
    return list(dict.fromkeys(cleaned(at) for at in found if at.startswith("http")))
