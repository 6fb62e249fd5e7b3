"""Fetching, politely and safely: checked addresses, caps on size and time, robots.txt, Retry-After, and what is kept.

A page can name any address, so every one that is fetched, each redirect too, passes `address.checked`.
"""

import logging
import threading
import time
from collections.abc import Callable, Collection, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin, urlsplit

from ingest import address
from ingest.errors import FetchError, NotFound, RolecallError
from ingest.store import Kept, Store

if TYPE_CHECKING:
    import httpx
    from protego import Protego

log = logging.getLogger(__name__)

AGENT = "Rolecall"
LARGEST = 20 * 1024 * 1024
LARGEST_BOARD = 100 * 1024 * 1024
"""Bytes of an answer, unpacked."""
REDIRECTS = 5
TRIES = 3
LONGEST_WAIT = 60.0  # seconds that a server may ask us to wait
AT_ONCE, PER_HOST = 4, 2


@dataclass(frozen=True, slots=True)
class Page:
    """What stands at an address; `url` is where the redirects led."""

    url: str
    data: bytes
    content_type: str


class Fetcher:
    """Fetches the pages of one crawl. `total`: seconds that one request may take, its body included."""

    def __init__(
        self,
        folder: Path | None = None,
        private: Collection[str] = (),
        total: float = 60.0,
        sleep: Callable[[float], None] | None = None,
        resolver: address.Resolve = address.resolve,
    ) -> None:
        self.store = Store(folder)
        self.total = total
        self.sleep = sleep or time.sleep
        self._client = _client(private, resolver, total)
        self._robots: dict[str, Protego | None] = {}
        self._robots_lock = threading.Lock()
        self._hosts: dict[str, threading.Semaphore] = {}

    def __enter__(self) -> "Fetcher":
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        self._client.close()
        if kind and issubclass(kind, RolecallError):
            self.store.give_up()

    def finish(self) -> None:
        """The crawl is whole: a next one begins anew."""
        self.store.finish()

    def get(self, url: str, largest: int = LARGEST, robots: bool = True) -> Page:
        """The page at `url`. Raises NotFound (404, 410) and FetchError, in words for a person."""
        _check_form(url)
        kept = self.store.find(url)
        if kept and kept.fresh:
            return Page(kept.url, kept.data, kept.content_type)
        if robots:
            self._ask_robots(url)
        with self._hosts.setdefault(_host(url), threading.Semaphore(PER_HOST)):
            return self._followed(url, largest, robots, kept)

    def get_all(
        self, urls: Sequence[str], largest: int = LARGEST, robots: bool = True
    ) -> Iterator[tuple[str, Page | FetchError]]:
        """Each address with its page or what is wrong with it, in the order given; a few are fetched at once."""

        def one(url: str) -> Page | FetchError:
            try:
                return self.get(url, largest, robots)
            except FetchError as error:
                return error

        with ThreadPoolExecutor(AT_ONCE) as pool:
            yield from zip(urls, pool.map(one, urls), strict=True)

    def _followed(self, url: str, largest: int, robots: bool, kept: Kept | None) -> Page:
        """The page, over its redirects; each is checked as if it had been asked for."""
        asked, at = url, url
        for _ in range(REDIRECTS + 1):
            status, headers, data = self._tried(at, largest, kept if at == url else None)
            if status == 304 and kept:
                self.store.keep(asked, kept.url, kept.content_type, kept.etag, kept.modified, kept.data)
                return Page(kept.url, kept.data, kept.content_type)
            if status not in (301, 302, 303, 307, 308) or not headers.get("location"):
                _raise_for(at, status)
                kind = headers.get("content-type", "")
                self.store.keep(asked, at, kind, headers.get("etag", ""), headers.get("last-modified", ""), data)
                return Page(at, data, kind)
            onward = urljoin(at, headers["location"])
            if at.startswith("https:") and onward.startswith("http:"):
                raise FetchError(f"{_short(at)} leads from https to http, which is not followed. Use its new address.")
            at = onward
            if robots:
                self._ask_robots(at)
        raise FetchError(f"{_short(url)} leads from address to address without end. Check it in a browser.")

    def _tried(self, url: str, largest: int, kept: Kept | None) -> tuple[int, "httpx.Headers", bytes]:
        """Status, headers and body; tried again after a fault that may pass."""
        import tenacity

        def wait(state: tenacity.RetryCallState) -> float:
            fault = state.outcome.exception() if state.outcome else None
            asked = fault.wait if isinstance(fault, _Passing) else None
            return asked if asked is not None else float(2 ** (state.attempt_number - 1))

        retry = tenacity.Retrying(
            stop=tenacity.stop_after_attempt(TRIES), wait=wait, sleep=self.sleep, reraise=True,
            retry=tenacity.retry_if_exception(lambda e: isinstance(e, _Passing) and (e.wait or 0) <= LONGEST_WAIT),
        )  # fmt: skip
        return retry(self._once, url, largest, kept)

    def _once(self, url: str, largest: int, kept: Kept | None) -> tuple[int, "httpx.Headers", bytes]:
        import httpx

        _check_form(url)
        headers = {"user-agent": AGENT, "accept-encoding": "gzip, deflate"}
        if kept and kept.etag:
            headers["if-none-match"] = kept.etag
        if kept and kept.modified:
            headers["if-modified-since"] = kept.modified
        ends = time.monotonic() + self.total
        try:
            with self._client.stream("GET", url, headers=headers) as answer:
                log.debug("%s answered %d", urlsplit(url).hostname, answer.status_code)
                if answer.status_code in (429, 500, 502, 503, 504):
                    raise _Passing(url, answer.status_code, answer.headers.get("retry-after"))
                return answer.status_code, answer.headers, _body(answer, url, largest, ends)
        except httpx.TimeoutException as error:
            raise _Passing(url, "did not answer in time") from error
        except httpx.DecodingError as error:
            raise FetchError(f"{_short(url)} answered with damaged data. Try again later.") from error
        except httpx.InvalidURL as error:
            raise FetchError(f"{url[:80]} is no address. Check it.") from error
        except httpx.HTTPError as error:
            if isinstance(error.__cause__, FetchError):
                raise error.__cause__ from error
            raise _Passing(url, "could not be reached") from error

    def _ask_robots(self, url: str) -> None:
        """Raises FetchError where the site's robots.txt asks not to fetch this; waits as long as it asks."""
        parts = urlsplit(url)
        origin = f"{parts.scheme}://{parts.netloc}"
        with self._robots_lock:
            if origin not in self._robots:
                self._robots[origin] = self._rules(origin)
            rules = self._robots[origin]
        if rules is None:
            return
        if not rules.can_fetch(url, AGENT):
            raise FetchError(
                f"{_short(url)} asks robots not to read it (robots.txt). Import it as a file, or allow {AGENT}."
            )
        if delay := rules.crawl_delay(AGENT):
            self.sleep(min(float(delay), 10.0))

    def _rules(self, origin: str) -> "Protego | None":
        from protego import Protego

        at = f"{origin}/robots.txt"
        for _ in range(REDIRECTS):
            status, headers, data = self._tried(at, 512 * 1024, None)
            if status not in (301, 302, 303, 307, 308):
                return Protego.parse(data.decode("utf-8", "replace")) if status == 200 else None
            at = urljoin(at, headers.get("location", ""))
        return None


class _Passing(FetchError):
    """A fault that may pass: tried again, after `wait` seconds if the server says so."""

    def __init__(self, url: str, fault: int | str, retry_after: str | None = None) -> None:
        self.wait = _seconds(retry_after)
        said = f"answered {fault}" if isinstance(fault, int) else fault
        later = "Try again later."
        if self.wait is not None and self.wait > LONGEST_WAIT:
            later = f"It asks to wait {self.wait / 60:.0f} minutes."
        super().__init__(f"{_short(url)} {said}. Nothing of it was changed. {later}")


def _seconds(retry_after: str | None) -> float | None:
    """Seconds of a Retry-After header, which gives them, or a date."""
    if not retry_after:
        return None
    if retry_after.strip().isdigit():
        return float(retry_after)
    try:
        return max(0.0, (parsedate_to_datetime(retry_after) - datetime.now(UTC)).total_seconds())
    except (TypeError, ValueError):
        return None


def _client(private: Collection[str], resolver: address.Resolve, total: float) -> "httpx.Client":
    import httpcore
    import httpx

    from ingest.network import Pinned

    # trust_env=False: a proxy named in the environment would connect for us, past the check.
    transport = httpx.HTTPTransport(trust_env=False)
    # httpx offers no way to hand it a network but this. A connection serves one request: see address.Timed.
    transport._pool = httpcore.ConnectionPool(
        ssl_context=httpx.create_ssl_context(trust_env=False),
        network_backend=Pinned(private, resolver, total),
        max_connections=2 * AT_ONCE,
        max_keepalive_connections=0,
    )
    timeout = httpx.Timeout(min(20.0, total), connect=10.0)
    return httpx.Client(transport=transport, timeout=timeout, trust_env=False, follow_redirects=False)


def _body(answer: Any, url: str, largest: int, ends: float) -> bytes:
    """The body, unpacked as it comes, so that neither a flood nor a trickle nor a bomb is taken in whole."""
    parts: list[bytes] = []
    size = 0
    for part in answer.iter_bytes(64 * 1024):
        size += len(part)
        if size > largest:
            raise FetchError(f"{_short(url)} is over the limit of {largest // 1024 // 1024} MB. Import it as a file.")
        if time.monotonic() > ends:
            raise FetchError(f"{_short(url)} takes too long to answer. Try again later.")
        parts.append(part)
    return b"".join(parts)


def _check_form(url: str) -> None:
    try:
        parts = urlsplit(url)
    except ValueError as error:
        raise FetchError(f"{url[:80]} is no address. Check it.") from error
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise FetchError(f"{url[:80]} is no http or https address. Check it.")
    if parts.username or parts.password:
        raise FetchError("An address with a user name in it is not fetched. Leave that out.")


def _raise_for(url: str, status: int) -> None:
    if status in (404, 410):
        raise NotFound(
            f"There is nothing at {_short(url)} (it answered {status}). Check the address, or the board's name."
        )
    if status in (401, 403):
        raise FetchError(f"{_short(url)} does not let us read it (it answered {status}). Import it as a file.")
    if status != 200:
        raise FetchError(f"{_short(url)} answered {status}. Check the address.")


def _host(url: str) -> str:
    return (urlsplit(url).hostname or "").lower()


def _short(url: str) -> str:
    """The address without its query, which may hold a key."""
    return url.split("?")[0][:120]
