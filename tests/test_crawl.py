"""Addresses and boards to postings, over a real site: what is found, what is left out, what fails alone or whole."""

import gzip
import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from lxml import html
from test_boards import DETAIL, GREENHOUSE, LEVER, SMART, SMART_ENTRY, SMART_LIST
from test_pipeline import postings
from website import Site, serving

from ingest import links
from ingest.boards import BOARDS
from ingest.crawl import Found, crawl
from ingest.errors import FetchError, SourceError
from ingest.fetch import Fetcher
from ingest.pipeline import Report, ingest


@pytest.fixture
def site() -> Iterator[Site]:
    with serving() as running:
        running.pages["/robots.txt"] = ""
        yield running


def found(site: Site, source: str) -> list[Found]:
    with Fetcher(private={site.host}, sleep=lambda _: None) as fetcher:
        return list(crawl(source if ":" in source and "/" not in source else site.url(source), fetcher))


def named(site: Site, source: str) -> list[str]:
    return [one.name.replace(site.url(""), "") for one in found(site, source)]


def page(title: str, more: str = "") -> str:
    return f"<html><body><main><h1>{title}</h1><p>You are our {title}. {more}</p></main></body></html>"


def ld(title: str, **more: Any) -> str:
    data = {"@context": "https://schema.org", "@type": "JobPosting", "title": title, "description": "<p>You work.</p>"}
    script = json.dumps({"@graph": [{"@type": "WebSite"}, data | more]})
    return (
        f'<html><head><script type="application/ld+json">{script}</script></head><body><h1>{title}</h1></body></html>'
    )


def test_a_board_with_each_job_in_full(site: Site) -> None:
    site.pages["/v1/boards/m/jobs?content=true"] = json.dumps({"jobs": [GREENHOUSE], "meta": {}})
    site.pages["/v1/boards/m/jobs/41?questions=true&pay_transparency=true"] = json.dumps(DETAIL)
    (one,) = found(site, "/v1/boards/m/jobs?content=true")
    assert one.record
    assert [label for label, _ in one.record.rows].count("Salary") == 2
    assert "/robots.txt" not in site.asked[1:]


def test_a_job_without_its_detail_is_taken_from_the_list(site: Site) -> None:
    other = GREENHOUSE | {"id": 42}
    site.pages["/v1/boards/m/jobs?content=true"] = json.dumps({"jobs": [GREENHOUSE, other], "meta": {}})
    site.pages["/v1/boards/m/jobs/41?questions=true&pay_transparency=true"] = (500, {}, b"")
    (one,) = found(site, "/v1/boards/m/jobs?content=true")  # 42 answers 404: it has been taken down
    assert one.record
    assert one.record.id == "41"


def test_a_list_of_several_pages_and_a_posting_that_fails(site: Site) -> None:
    base = "/v1/companies/M/postings"
    second = SMART_LIST | {"content": [SMART_ENTRY | {"id": "78"}], "offset": 1}
    site.pages[f"{base}?limit=1&offset=0"] = json.dumps(SMART_LIST)
    site.pages[f"{base}?limit=1&offset=1"] = json.dumps(second)
    site.pages[f"{base}/77"] = json.dumps(SMART)
    site.pages[f"{base}/78"] = (500, {}, b"")
    good, bad = found(site, f"{base}?limit=1&offset=0")
    assert good.record
    assert not good.record.partial
    assert (bad.name, bad.record) == ("78", None)
    assert "500" in bad.error


def test_lever_turns_pages_while_they_are_full(site: Site) -> None:
    first, second = ([LEVER | {"id": f"{n}"} for n in numbers] for numbers in ((1, 2), (3,)))
    site.pages["/v0/postings/m?limit=2&skip=0"] = json.dumps(first)
    site.pages["/v0/postings/m?limit=2&skip=2"] = json.dumps(second)
    assert named(site, "/v0/postings/m?limit=2&skip=0") == ["1", "2", "3"]


def test_a_list_page_that_fails_fails_the_source(site: Site) -> None:
    site.pages["/v1/companies/M/postings?limit=1&offset=0"] = json.dumps(SMART_LIST)
    with pytest.raises(FetchError):
        found(site, "/v1/companies/M/postings?limit=1&offset=0")


@pytest.mark.parametrize(
    ("body", "word"),
    [
        ("<html><body>Sign in</body></html>", "page where data is due"), ('{"jobs": [{"id"', "cut off"),
        ('{"a": 1}', "no board"), ("[" * 100_000, "deeply"),
    ],
)  # fmt: skip
def test_another_answer_than_data_is_said(body: str, word: str, site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(BOARDS["greenhouse"], "addresses", lambda token: (site.url(f"/b/{token}"),))
    site.pages["/b/m"] = body
    with pytest.raises(SourceError, match=word):
        found(site, "greenhouse:m")


def test_the_second_address_of_a_board_is_tried(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(BOARDS["lever"], "addresses", lambda token: (site.url("/us"), site.url("/eu")))
    site.pages["/eu"] = json.dumps([LEVER])
    assert named(site, "lever:m") == ["aa-1"]
    del site.pages["/eu"]
    with pytest.raises(SourceError, match="board's name"):
        found(site, "lever:m")


@pytest.mark.parametrize(("source", "word"), [("nosuch:m", "knows no boards"), ("workday:m", "Save its answers")])
def test_a_board_that_cannot_be_fetched_is_said(source: str, word: str, site: Site) -> None:
    with pytest.raises(SourceError, match=word):
        found(site, source)


def test_a_posting_page_is_itself(site: Site) -> None:
    site.pages["/jobs/cook-1"] = ld("Cook")
    site.pages["/jobs/plain"] = page("Cook")
    site.pages["/jobs/text"] = (200, {"content-type": "text/plain"}, b"Cook\n\nYou cook.")
    for path in ("/jobs/cook-1", "/jobs/plain", "/jobs/text"):
        (one,) = found(site, path)
        assert one.page
        assert one.name == site.url(path)


def test_a_page_that_lists_postings(site: Site) -> None:
    links_ = "".join(
        f'<li><a href="{at}">x</a></li>'
        for at in (
            "/careers/cook-in-oslo", "/careers/cook-in-oslo?utm_source=feed#top", "clerk-2231", "/careers/benefits",
            "/careers/search?page=2", "https://elsewhere.example/jobs/clerk-9", "mailto:a@b.c", "http://[bad",
            "/careers/team/kitchen-crew", "/blog/how-we-hire-people",
        )
    )  # fmt: skip
    site.pages["/careers/"] = f"<html><body><nav><a href='/jobs/all-jobs'>All</a></nav><ul>{links_}</ul></body></html>"
    site.pages |= {"/careers/cook-in-oslo": page("Cook"), "/careers/clerk-2231": page("Clerk")}
    assert named(site, "/careers/") == ["/careers/cook-in-oslo", "/careers/clerk-2231"]


def test_further_pages_of_a_list(site: Site) -> None:
    site.pages["/jobs"] = (
        '<a href="/jobs/a-cook">1</a><a href="/jobs/a-clerk">2</a><a rel="next" href="/jobs?page=2">n</a>'
    )
    site.pages["/jobs?page=2"] = '<a href="/jobs/a-pilot">3</a><a rel="next" href="/jobs?page=2">n</a>'
    site.pages |= {f"/jobs/a-{name}": page(name) for name in ("cook", "clerk", "pilot")}
    assert named(site, "/jobs") == ["/jobs/a-cook", "/jobs/a-clerk", "/jobs/a-pilot"]


def test_a_page_with_several_postings(site: Site) -> None:
    data = [{"@type": "JobPosting", "title": name, "identifier": {"value": name.lower()}} for name in ("Cook", "Clerk")]
    site.pages["/all"] = f'<html><script type="application/ld+json">{json.dumps(data)}</script><body>Jobs</body></html>'
    assert named(site, "/all") == ["cook", "clerk"]


def test_a_careers_page_that_shows_a_board_inside(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(BOARDS["lever"], "addresses", lambda token: (site.url(f"/board/{token}"),))
    site.pages["/board/merrowell"] = json.dumps([LEVER])
    site.pages["/work"] = '<p>Join us</p><a href="https://jobs.lever.co/merrowell/aa-1">Mechanic</a>'
    assert named(site, "/work") == ["aa-1"]
    site.pages["/embed"] = '<p>Join</p><script src="https://jobs.lever.co/merrowell"></script>'
    assert named(site, "/embed") == ["aa-1"]


def test_a_sitemap_of_sitemaps(site: Site) -> None:
    def locs(tag: str, inner: str, *paths: str) -> str:
        rows = "".join(f"<{inner}><loc>{path if '://' in path else site.url(path)}</loc></{inner}>" for path in paths)
        return f'<?xml version="1.0"?><{tag} xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{rows}</{tag}>'

    site.pages["/sitemap.xml"] = locs("sitemapindex", "sitemap", "/jobs.xml.gz", "https://other.example/s.xml")
    inner = locs("urlset", "url", "/jobs/cook-1", "/about", "/jobs/gone-12", "/jobs/broken-7", "/jobs/cook-1")
    site.pages["/jobs.xml.gz"] = gzip.compress(inner.encode())
    site.pages |= {"/jobs/cook-1": page("Cook"), "/jobs/broken-7": (500, {}, b"")}
    cook, broken = found(site, "/sitemap.xml")
    assert cook.page
    assert "500" in broken.error


def test_a_feed(site: Site) -> None:
    items = "".join(f"<item><title>x</title><link>{site.url(f'/p/{n}')}?utm_medium=rss</link></item>" for n in (1, 2))
    site.pages["/feed"] = f'<?xml version="1.0"?><rss version="2.0"><channel>{items}</channel></rss>'
    site.pages |= {"/p/1": page("Cook"), "/p/2": page("Clerk")}
    assert named(site, "/feed") == ["/p/1", "/p/2"]


@pytest.mark.parametrize(
    ("path", "is_job"),
    [
        ("/jobs/123456", True), ("/careers/senior-clerk", True), ("/company/jobs/view/senior-clerk-oslo", True),
        ("/en/vacancies/clerk-12", True), ("/jobs?gh_jid=4455", True), ("/jobs", False), ("/careers/benefits", False),
        ("/jobs/search", False), ("/jobs/page/2", False), ("/news/senior-clerk", False),
        ("/careers/photo.jpg", False), ("/jobs/clerk/apply", False), ("/stellenangebote/koch-m-w-d", True),
    ],
)  # fmt: skip
def test_which_addresses_look_like_postings(path: str, is_job: bool) -> None:
    base = "https://www.merrowell.example/careers-home"
    assert (links.jobs([f"https://www.merrowell.example{path}"], base) != []) == is_job


def test_links_stay_on_the_site_or_lead_to_a_board() -> None:
    tree = html.document_fromstring(
        '<a href="https://jobs.merrowell.example/jobs/clerk-1">a</a><a href="https://evil.example/jobs/clerk-2">b</a>'
        '<a href="https://jobs.lever.co/merrowell/aa-11-22">c</a>'
    )
    assert links.postings(tree, "https://www.merrowell.example/") == ["https://jobs.merrowell.example/jobs/clerk-1"]


def run(home: Path, *sources: str, day: int = 1) -> Report:
    return ingest(sources, home, today=date(2026, 9, day))


def test_a_live_board_is_kept_in_step(site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ROLECALL_FETCH_PRIVATE", site.host)
    monkeypatch.setattr("time.sleep", lambda _: None)
    address = site.url("/v0/postings/m")
    site.pages["/v0/postings/m"] = json.dumps([LEVER, LEVER | {"id": "bb-2", "text": "Diver"}])
    assert len(run(tmp_path, address).added) == 2
    assert len(run(tmp_path, address).unchanged) == 2
    version = run(tmp_path, address).version
    troubles = [(500, b""), (404, b""), (200, b"[]"), (200, b"<html>Sign in</html>"), (200, b'[{"id"')]
    for status, body in troubles:
        site.pages["/v0/postings/m"] = (status, {}, body)
        report = run(tmp_path, address, day=2)
        assert [name for name, _ in report.failed] == [address]
        assert (report.version, report.closed) == (version, [])
    site.pages["/v0/postings/m"] = json.dumps([LEVER])
    assert len(run(tmp_path, address, day=3).closed) == 1
    assert postings(tmp_path)["bb-2"].closed_on == "2026-09-03"
    assert postings(tmp_path)["aa-1"].source == address


def test_a_page_that_is_gone_closes_its_posting_and_one_that_fails_does_not(
    site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ROLECALL_FETCH_PRIVATE", site.host)
    monkeypatch.setattr("time.sleep", lambda _: None)
    names = ("cook-1", "clerk-2", "pilot-3")
    site.pages["/jobs"] = "".join(f'<a href="/jobs/{name}">x</a>' for name in names)
    site.pages |= {f"/jobs/{name}": ld(name.title()) for name in names}
    assert len(run(tmp_path, site.url("/jobs")).added) == 3
    del site.pages["/jobs/clerk-2"]
    site.pages["/jobs/pilot-3"] = (503, {}, b"")
    report = run(tmp_path, site.url("/jobs"), day=2)
    assert len(report.closed) == 1
    assert [name for name, _ in report.failed] == [site.url("/jobs/pilot-3")]
    held = postings(tmp_path)
    assert all(posting.url == name for name, posting in held.items())  # a page without an address of its own
    states = {name.rsplit("/", 1)[-1]: posting.status for name, posting in held.items()}
    assert states == {"cook-1": "open", "clerk-2": "closed", "pilot-3": "open"}


def test_a_list_that_turns_into_one_page_changes_nothing(
    site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ROLECALL_FETCH_PRIVATE", site.host)
    names = ("cook-1", "clerk-2", "pilot-3")
    site.pages["/jobs"] = "".join(f'<a href="/jobs/{name}">x</a>' for name in names)
    site.pages |= {f"/jobs/{name}": ld(name.title()) for name in names}
    version = run(tmp_path, site.url("/jobs")).version
    site.pages["/jobs"] = page("Down for maintenance")
    report = run(tmp_path, site.url("/jobs"), day=2)
    assert (report.version, report.added, report.closed) == (version, [], [])
    assert "where it had 3" in report.failed[0][1]
