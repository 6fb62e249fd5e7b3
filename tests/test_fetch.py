"""Fetching over real sockets: what is refused, what is capped, what is waited for, what is kept."""

import gzip
import os
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path
from typing import Any

import pytest
from website import Site, serving

from ingest.address import checked, is_public, private_hosts
from ingest.errors import FetchError, NotFound
from ingest.fetch import Fetcher


@pytest.fixture
def site() -> Iterator[Site]:
    with serving() as running:
        yield running


def fetcher(site: Site, folder: Path | None = None, **more: Any) -> Fetcher:
    waits: list[float] = []
    made = Fetcher(folder, private={site.host}, sleep=waits.append, **more)
    made.waits = waits  # type: ignore[attr-defined]
    return made


def get(site: Site, path: str, **more: Any) -> bytes:
    with fetcher(site, **more) as fetching:
        return fetching.get(site.url(path)).data


def refusal(site: Site, path: str, largest: int = 1024 * 1024, **more: Any) -> str:
    with fetcher(site, **more) as fetching, pytest.raises(FetchError) as caught:
        fetching.get(site.url(path), largest)
    return str(caught.value)


PRIVATE = """
127.0.0.1 127.1.2.3 0.0.0.0 10.0.0.1 10.255.255.255 172.16.0.1 172.31.9.9 192.168.0.1 192.168.255.1 169.254.169.254
169.254.0.1 100.64.0.1 100.100.100.200 192.0.0.192 192.0.2.1 198.18.0.1 198.51.100.3 203.0.113.5 224.0.0.1
239.255.255.250 240.0.0.1 255.255.255.255 ::1 :: fe80::1 fe80::1%eth0 fc00::1 fd00:ec2::254
fd12:3456::1 ff02::1 fec0::1 2001:db8::1
::ffff:127.0.0.1 ::ffff:7f00:1 ::ffff:10.0.0.1 ::ffff:169.254.169.254 ::127.0.0.1 ::10.0.0.1 64:ff9b::7f00:1
64:ff9b::10.0.0.1 64:ff9b::a9fe:a9fe 64:ff9b:1::1 2002:7f00:1:: 2002:a00:1:: 2002:a9fe:a9fe:: 2002:c0a8:101::
2001:0:0:0:0:0:f5ff:fffe 100::1 5f00::1 not-an-address
""".split()
PUBLIC = "8.8.8.8 1.1.1.1 93.184.216.34 2606:4700:4700::1111 ::ffff:8.8.8.8 64:ff9b::808:808".split()


@pytest.mark.parametrize("address", PRIVATE)
def test_private_addresses_are_not_public(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize("address", PUBLIC)
def test_public_addresses_are_public(address: str) -> None:
    assert is_public(address)


BYPASSES = """
127.0.0.1 127.1 127.0.1 2130706433 0x7f000001 0x7f.0.0.1 0177.0.0.1 017700000001 0x7f.1 127.0.0.1. localhost LOCALHOST
localhost. 0 0.0.0.0 [::1] [::] [::ffff:127.0.0.1] [::ffff:7f00:1] [0:0:0:0:0:0:0:1] [64:ff9b::7f00:1] [2002:7f00:1::]
169.254.169.254 2852039166 0xa9fea9fe 0251.0376.0251.0376 [fd00:ec2::254] [::ffff:a9fe:a9fe] 10.0.0.1 167772161
192.168.1.1 3232235777 172.16.0.1 100.100.100.200 [fe80::1] [fc00::1] 127.0.0.1%00.example.com
""".split()


@pytest.mark.parametrize("host", BYPASSES)
def test_no_spelling_of_a_private_host_is_connected_to(host: str, site: Site) -> None:
    with Fetcher(sleep=lambda _: None) as fetching, pytest.raises(FetchError):
        fetching.get(f"http://{host}:8080/", robots=False)
    with Fetcher(sleep=lambda _: None) as fetching, pytest.raises(FetchError):
        fetching.get(f"http://{host}:{site.port}/", robots=False)
    assert site.asked == []


@pytest.mark.parametrize(
    "url",
    [
        "file:///etc/passwd", "ftp://example.com/x", "gopher://127.0.0.1/", "javascript:alert(1)", "data:text/html,x",
        "//example.com/", "http:///x", "", "http://user:secret@example.com/", "http://example.com@127.0.0.1/",
        "http://[::1", "http://exa mple.com/", "http://127.0.0.1:22/", "http://example.com:25/", "unix:///var/run/x",
        "HTTP://LOCALHOST:8080/", "http://\u2460\u2461\u2466.0.0.1/", "http://127\u30020\u30020\u30021/",
    ],
)  # fmt: skip
def test_what_is_no_address_of_the_web_is_refused(url: str) -> None:
    with Fetcher(sleep=lambda _: None) as fetching, pytest.raises(FetchError):
        fetching.get(url, robots=False)


def test_a_name_that_leads_to_private_addresses_is_refused_whole() -> None:
    with pytest.raises(FetchError, match="ROLECALL_FETCH_PRIVATE"):
        checked("rebind.example", 443, (), lambda host, port: ["93.184.216.34", "127.0.0.1"])
    assert checked("fine.example", 443, (), lambda host, port: ["93.184.216.34"]) == "93.184.216.34"


def test_a_name_is_resolved_once_and_the_checked_address_is_connected_to(site: Site) -> None:
    answers = [["127.0.0.1"], ["10.9.9.9"]]
    asked: list[str] = []

    def rebinding(host: str, port: int) -> list[str]:
        asked.append(host)
        return answers[0] if len(asked) == 1 else answers[1]

    site.pages["/x"] = "here"
    name = f"rebind.example:{site.port}"
    with Fetcher(private={name}, resolver=rebinding, sleep=lambda _: None) as fetching:
        assert fetching.get(f"http://{name}/x", robots=False).data == b"here"
    assert asked == ["rebind.example"]


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_each_redirect_is_checked_anew(status: int, site: Site) -> None:
    with serving() as inner:
        inner.pages["/secret"] = "secret"
        site.pages["/go"] = (status, {"location": inner.url("/secret")}, b"")
        assert "private address" in refusal(site, "/go") or "no port" in refusal(site, "/go")
        assert inner.asked == []


@pytest.mark.parametrize(
    "location", ["file:///etc/passwd", "http://169.254.169.254/latest", "gopher://x/", "http://a@b.c/"]
)
def test_a_redirect_out_of_the_web_is_refused(location: str, site: Site) -> None:
    site.pages["/go"] = (302, {"location": location}, b"")
    assert refusal(site, "/go")


def test_redirects_are_followed_and_end(site: Site) -> None:
    site.pages |= {f"/{n}": (302, {"location": f"/{n + 1}"}, b"") for n in range(20)}
    site.pages["/3"] = "there"
    with fetcher(site) as fetching:
        page = fetching.get(site.url("/0"))
    assert (page.data, page.url) == (b"there", site.url("/3"))
    site.pages["/3"] = (302, {"location": "/4"}, b"")
    assert "without end" in refusal(site, "/0")


def test_what_is_not_there_is_said(site: Site) -> None:
    for status, word in (
        (404, "nothing"),
        (410, "nothing"),
        (401, "does not let"),
        (403, "does not let"),
        (418, "418"),
    ):
        site.pages["/x"] = (status, {}, b"")
        assert word in refusal(site, "/x")
    with fetcher(site) as fetching, pytest.raises(NotFound):
        fetching.get(site.url("/y"))


def test_a_fault_that_passes_is_waited_for(site: Site) -> None:
    faults = [(503, {}, b""), (429, {"retry-after": "7"}, b""), (200, {}, b"fine")]
    site.pages["/robots.txt"] = ""
    site.pages["/x"] = lambda handler: faults.pop(0)
    with fetcher(site) as fetching:
        assert fetching.get(site.url("/x")).data == b"fine"
        assert fetching.waits == [1.0, 7.0]  # type: ignore[attr-defined]


def test_a_fault_that_stays_is_said_after_three_tries(site: Site) -> None:
    site.pages["/robots.txt"] = ""
    site.pages["/x"] = (500, {}, b"secret trace")
    said = refusal(site, "/x")
    assert "answered 500" in said
    assert "secret" not in said
    assert site.asked.count("/x") == 3


def test_a_date_in_retry_after_is_understood(site: Site) -> None:
    site.pages["/robots.txt"] = ""
    later = format_datetime(datetime.now(UTC) + timedelta(minutes=30), usegmt=True)
    site.pages["/x"] = (429, {"retry-after": later}, b"")
    assert "wait 30 minutes" in refusal(site, "/x")
    assert site.asked.count("/x") == 1


def test_a_flood_is_stopped(site: Site) -> None:
    site.pages["/x"] = b"x" * (3 * 1024 * 1024)
    assert "over the limit of 1 MB" in refusal(site, "/x")


def test_a_packed_bomb_is_stopped_as_it_unpacks(site: Site) -> None:
    bomb = gzip.compress(bytes(60 * 1024 * 1024))
    site.pages["/x"] = (200, {"content-encoding": "gzip"}, bomb)
    assert "over the limit" in refusal(site, "/x")
    site.pages["/y"] = (200, {"content-encoding": "gzip"}, b"no gzip at all")
    assert "damaged" in refusal(site, "/y")


@pytest.mark.parametrize("part", ["head", "body"])
def test_a_trickle_is_stopped(part: str, site: Site) -> None:
    def trickle(handler: Any) -> None:
        line = b"HTTP/1.1 200 OK\r\ncontent-length: 1000\r\n" + (b"\r\n" if part == "body" else b"x-slow: ")
        handler.wfile.write(line)
        for _ in range(100):
            handler.wfile.write(b"x")
            handler.wfile.flush()
            time.sleep(0.05)

    site.pages["/x"] = trickle
    said = refusal(site, "/x", total=0.4)
    assert "in time" in said or "too long" in said


def test_a_server_that_hangs_or_hangs_up_is_said(site: Site) -> None:
    site.pages["/hang"] = lambda handler: time.sleep(2)
    assert "in time" in refusal(site, "/hang", total=0.2)
    site.pages["/gone"] = lambda handler: handler.wfile.write(b"")
    assert "could not be reached" in refusal(site, "/gone")
    closed = site.url("/x").replace(str(site.port), "1")
    with Fetcher(private={"127.0.0.1"}, sleep=lambda _: None) as fetching, pytest.raises(FetchError, match="reached"):
        fetching.get(closed, robots=False)


def test_robots_are_asked_first_and_obeyed(site: Site) -> None:
    site.pages |= {"/robots.txt": "User-agent: *\nDisallow: /private\nCrawl-delay: 3\n", "/a": "a", "/private/b": "b"}
    with fetcher(site) as fetching:
        assert fetching.get(site.url("/a")).data == b"a"
        assert 3.0 in fetching.waits  # type: ignore[attr-defined]
        with pytest.raises(FetchError, match=r"robots\.txt"):
            fetching.get(site.url("/private/b"))
        assert fetching.get(site.url("/private/b"), robots=False).data == b"b"
    assert site.asked == ["/robots.txt", "/a", "/private/b"]


def test_a_redirect_does_not_lead_past_robots(site: Site) -> None:
    site.pages |= {"/robots.txt": "User-agent: Rolecall\nDisallow: /private\n", "/private/b": "b"}
    site.pages["/a"] = (302, {"location": "/private/b"}, b"")
    assert "robots.txt" in refusal(site, "/a")
    assert "/private/b" not in site.asked


def test_what_has_not_changed_is_not_sent_again(site: Site, tmp_path: Path) -> None:
    def page(handler: Any) -> Any:
        if handler.headers.get("if-none-match") == '"v1"' or handler.headers.get("if-modified-since"):
            return 304, {}, b""
        return 200, {"etag": '"v1"', "content-type": "text/html"}, b"body"

    site.pages["/x"] = page
    for _ in range(2):
        with fetcher(site, tmp_path / "store") as fetching:
            got = fetching.get(site.url("/x"))
            assert (got.data, got.content_type) == (b"body", "text/html")
            fetching.finish()
    assert [headers.get("if-none-match") for headers in site.headers if "if-none-match" in headers] == ['"v1"']
    kept = [path for path in (tmp_path / "store").iterdir() if path.name != "unfinished"]
    assert [oct(path.stat().st_mode)[-3:] for path in kept] == ["600"]


def test_a_crawl_that_was_killed_goes_on_where_it_was(site: Site, tmp_path: Path) -> None:
    site.pages |= {"/robots.txt": "", "/a": "a", "/b": "b"}
    with fetcher(site, tmp_path) as fetching:
        fetching.get(site.url("/a"))
    with fetcher(site, tmp_path) as fetching:
        assert [fetching.get(site.url(path)).data for path in ("/a", "/b")] == [b"a", b"b"]
        fetching.finish()
    assert site.asked.count("/a") == 1
    with fetcher(site, tmp_path) as fetching:
        fetching.get(site.url("/a"))
        fetching.finish()
    assert site.asked.count("/a") == 2
    assert len([path for path in tmp_path.iterdir() if path.name != "unfinished"]) == 1


def test_a_crawl_that_was_killed_long_ago_begins_anew(site: Site, tmp_path: Path) -> None:
    site.pages |= {"/robots.txt": "", "/a": "a"}
    with fetcher(site, tmp_path) as fetching:
        fetching.get(site.url("/a"))
    os.utime(tmp_path / "unfinished", (time.time() - 90_000,) * 2)
    with fetcher(site, tmp_path) as fetching:
        fetching.get(site.url("/a"))
    assert site.asked.count("/a") == 2


def test_a_crawl_that_failed_begins_anew(site: Site, tmp_path: Path) -> None:
    site.pages |= {"/robots.txt": "", "/a": "wrong"}
    get(site, "/a", folder=tmp_path)
    refusal(site, "/b", folder=tmp_path)
    with pytest.raises(NotFound), fetcher(site, tmp_path) as fetching:
        fetching.get(site.url("/b"))
    site.pages["/a"] = "right"
    assert get(site, "/a", folder=tmp_path) == b"right"


def test_a_damaged_store_is_fetched_anew(site: Site, tmp_path: Path) -> None:
    site.pages["/a"] = "a"
    get(site, "/a", folder=tmp_path)
    for path in tmp_path.iterdir():
        path.write_bytes(b"\x00broken")
    assert get(site, "/a", folder=tmp_path) == b"a"


def test_many_are_fetched_in_order_a_few_at_once(site: Site) -> None:
    now, most = [0], [0]

    def page(handler: Any) -> Any:
        now[0] += 1
        most[0] = max(most[0], now[0])
        time.sleep(0.03)
        now[0] -= 1
        return 200, {}, handler.path.encode()

    paths = [f"/{n}" for n in range(12)]
    site.pages |= dict.fromkeys(paths, page) | {"/5": (404, {}, b"")}
    with fetcher(site) as fetching:
        got = list(fetching.get_all([site.url(path) for path in paths]))
    assert [url for url, _ in got] == [site.url(path) for path in paths]
    assert isinstance(got[5][1], NotFound)
    assert [page.data.decode() for _, page in got if not isinstance(page, FetchError)] == paths[:5] + paths[6:]
    assert most[0] == 2


def test_private_hosts_are_named_by_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ROLECALL_FETCH_PRIVATE", " Intranet.example , 127.0.0.1:8000,")
    assert private_hosts() == {"intranet.example", "127.0.0.1:8000"}
    monkeypatch.delenv("ROLECALL_FETCH_PRIVATE")
    assert private_hosts() == frozenset()


def test_a_proxy_in_the_environment_is_not_used(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    with serving() as proxy:
        for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY"):
            monkeypatch.setenv(name, proxy.url(""))
        site.pages["/x"] = "direct"
        assert get(site, "/x") == b"direct"
        assert proxy.asked == []
