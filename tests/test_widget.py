"""The widget in a real Chromium, on the demo's careers page: asked, read, kept, broken, and attacked."""

import gzip
import json
import os
import shutil
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, Route, expect, sync_playwright
from served import Served, serving

from ingest.pipeline import ingest

ROOT = Path(__file__).resolve().parents[1]
POLICY = "us-policy-partnerships-lead"
MOVING = "New joiners who need to move are offered relocation assistance."
CHROMIUM = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
FLAGS = ("--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking", "--disable-sync")
HOSTILE = """# Welder <img src=x onerror="window.hit=1">

The pay is **£30,000** [click](javascript:window.hit=1) <script>window.hit=1</script> a year.

\u202eThe gnp si yap eht\u202c <svg onload=window.hit=1> and ![x](https://evil.example/p.png) travel is needed.
"""

pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="no Chromium here: install the package chromium")


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        found = playwright.chromium.launch(executable_path=CHROMIUM, args=list(FLAGS))
        yield found
        found.close()


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    folder = tmp_path_factory.mktemp("home")
    (folder / "hostile.md").write_text(HOSTILE, encoding="utf-8")
    ingest([str(ROOT / "data" / "postings"), str(folder / "hostile.md")], folder)
    with pytest.MonkeyPatch.context() as patch:
        for name in ("OPENAI_API_KEY", "OPENAI_BASE_URL", "DATABASE_URL"):
            patch.delenv(name, raising=False)
        patch.setenv("ROLECALL_QUESTIONS_A_MINUTE", "10000")
        with serving(folder, demo=True) as found:
            yield found


@pytest.fixture
def page(browser: Browser, served: Served) -> Iterator[Page]:
    context = browser.new_context()
    found = context.new_page()
    found.set_default_timeout(8_000)
    strays: list[str] = []
    found.on("request", lambda request: None if request.url.startswith(served.url) else strays.append(request.url))
    yield found
    assert [url for url in strays if not url.startswith(("data:", "blob:"))] == [], "a request to somebody else"
    assert context.cookies() == []
    context.close()


def visit(page: Page, served: Served, posting: str = POLICY) -> Page:
    page.goto(f"{served.url}/jobs/{posting}")
    page.locator("rolecall-chat .launch").click()
    expect(page.locator("rolecall-chat .hello")).to_contain_text("I am a bot")
    return page


def ask(page: Page, question: str) -> None:
    expect(page.locator("rolecall-chat .send").last).to_have_text("Send")
    page.locator("rolecall-chat textarea").last.fill(question)
    page.keyboard.press("Enter")


def last(page: Page) -> Any:
    return page.locator("rolecall-chat .said").last


def test_asked_streamed_and_cited(page: Page, served: Served) -> None:
    ask(visit(page, served), "do you pay for moving?")
    expect(last(page)).to_contain_text(f"Yes: {MOVING}")
    mark = last(page).locator(".mark")
    expect(mark).to_have_attribute("aria-expanded", "false")
    mark.click()
    expect(page.locator("rolecall-chat blockquote")).to_contain_text("The role")
    link = page.locator("rolecall-chat blockquote a").get_attribute("href") or ""
    assert link.startswith(f"{served.url}/jobs/{POLICY}#:~:text=New%20joiners")
    mark.click()
    expect(page.locator("rolecall-chat blockquote")).to_have_count(0)


def test_a_suggestion_is_asked_and_a_follow_up_belongs_to_it(page: Page, served: Served) -> None:
    visit(page, served)
    page.locator("rolecall-chat .offer button", has_text="What is the pay?").click()
    expect(last(page)).to_contain_text("$207,000")
    ask(page, "and the equity?")
    expect(last(page)).to_contain_text("equity grant")


def test_it_is_there_after_a_reload_and_gone_when_forgotten(page: Page, served: Served) -> None:
    ask(visit(page, served), "do you pay for moving?")
    expect(last(page)).to_contain_text(MOVING)
    page.reload()
    expect(last(page)).to_contain_text(MOVING)
    page.locator("rolecall-chat .foot button").last.click()
    expect(page.locator("rolecall-chat .note")).to_contain_text("forgotten")
    page.reload()
    expect(page.locator("rolecall-chat .hello")).to_be_visible()
    expect(page.locator("rolecall-chat .said")).to_have_count(0)


def test_offline_and_again(page: Page, served: Served) -> None:
    visit(page, served)
    page.context.set_offline(True)
    ask(page, "do you pay for moving?")
    expect(page.locator("rolecall-chat .offer .note")).to_contain_text("offline")
    page.context.set_offline(False)
    page.locator("rolecall-chat .offer button").click()
    expect(last(page)).to_contain_text(MOVING)


def test_too_many_questions_are_told_kindly(page: Page, served: Served) -> None:
    visit(page, served)
    told = json.dumps({"error": "Please wait a little and ask again."})
    page.route("**/v1/chat", lambda route: route.fulfill(status=429, content_type="application/json", body=told))
    ask(page, "pay?")
    expect(page.locator("rolecall-chat .offer .note")).to_have_text("Please wait a little and ask again.")


def test_a_server_that_goes_midway_is_asked_for_the_rest(page: Page, served: Served) -> None:
    visit(page, served)
    seen: list[str | None] = []

    def cut(route: Route) -> None:
        seen.append(route.request.headers.get("last-event-id"))
        if len(seen) > 1:
            route.continue_()
            return
        body = 'event: sources\r\nid: 1.0\r\ndata: {"conversation": "", "postings": []}\r\n\r\n'
        route.fulfill(status=200, content_type="text/event-stream", body=body)

    page.route("**/v1/chat", cut)
    ask(page, "do you pay for moving?")
    expect(last(page)).to_contain_text(MOVING)
    assert seen == [None, "1.0"]


def test_thumbs_and_the_reason(page: Page, served: Served) -> None:
    ask(visit(page, served), "do you pay for moving?")
    expect(last(page)).to_contain_text(MOVING)
    last(page).locator(".row button").last.click()
    page.locator("rolecall-chat .said textarea").fill("I asked about something else")
    page.locator("rolecall-chat .said form button").click()
    expect(last(page)).to_contain_text("Thank you.")


def test_a_person_is_one_step_away(page: Page, served: Served) -> None:
    visit(page, served)
    page.locator("rolecall-chat .foot button").first.click()
    expect(page.locator("rolecall-chat .note")).to_contain_text("For a person, ask the recruiting team")


def test_by_keyboard_alone(page: Page, served: Served) -> None:
    page.goto(f"{served.url}/jobs/{POLICY}")
    page.locator("rolecall-chat .launch").wait_for()
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator("rolecall-chat textarea")).to_be_focused()
    page.keyboard.type("do you pay for moving?")
    page.keyboard.press("Enter")
    expect(last(page)).to_contain_text(MOVING)
    page.keyboard.press("Escape")
    expect(page.locator("rolecall-chat .panel")).to_be_hidden()
    expect(page.locator("rolecall-chat .launch")).to_be_focused()


@pytest.mark.parametrize("size", [(1280, 800), (390, 800), (320, 480), (640, 400)])
def test_no_violation_of_accessibility_at_any_size(page: Page, served: Served, size: tuple[int, int]) -> None:
    page.set_viewport_size({"width": size[0], "height": size[1]})
    ask(visit(page, served), "do you pay for moving, and is there a company car?")
    expect(last(page)).to_contain_text(MOVING)
    last(page).locator(".mark").first.click()
    found = Axe().run(page)
    assert found.response["violations"] == [], found.generate_report()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_the_language_and_direction_are_the_pages(page: Page, served: Served) -> None:
    page.route("**/jobs/*", lambda route: _in_language(route, "ar"))
    page.goto(f"{served.url}/jobs/{POLICY}")
    expect(page.locator("rolecall-chat .launch")).to_have_text("اسأل عن هذه الوظيفة")
    assert page.locator("rolecall-chat").get_attribute("dir") == "rtl"


def _in_language(route: Route, language: str) -> None:
    response = route.fetch()
    route.fulfill(response=response, body=response.text().replace('lang="en"', f'lang="{language}" dir="rtl"'))


def test_it_is_small() -> None:
    assert len(gzip.compress((ROOT / "bot" / "widget" / "rolecall.js").read_bytes())) <= 20_000


def payloads() -> list[str]:
    """Markup that would run or load something: 60 kinds, each plain, upper case, encoded, doubled and wrapped."""
    tags = (
        "img src=x", "svg", "iframe srcdoc=x", "video><source", "body", "details open", "input autofocus", "marquee",
        "object data=x", "embed src=x", "link rel=stylesheet href=https://evil.example/x.css", "math",
    )  # fmt: skip
    found = [f"<{tag} {event}=window.hit=1>" for tag in tags for event in ("onerror", "onload", "onfocus", "ontoggle")]
    found += [
        "<script>window.hit=1</script>",
        "<script src=https://evil.example/x.js></script>",
        "[a](javascript:window.hit=1)",
        "![a](https://evil.example/p.png)",
        "javascript:window.hit=1",
        "</p></div><style>*{display:none}</style>",
        "<base href=https://evil.example/>",
        "<meta http-equiv=refresh content='0;url=https://evil.example'>",
        "{{constructor.constructor('window.hit=1')()}}",
        "\u202egnp.evil\u202c",
        "\u2066\u200b<b>\u2069",
        "&lt;script&gt;window.hit=1",
    ]
    return [
        shaped
        for text in found
        for shaped in (text, text.upper(), text.replace("<", "&#60;"), text * 2, f'"></textarea>{text}<!--')
    ]


def test_three_hundred_payloads_run_and_load_nothing(page: Page, served: Served) -> None:
    """As the model's or a posting's words, in every field that is drawn."""
    visit(page, served)
    assert len(payloads()) >= 300
    for bunch in (payloads()[at : at + 12] for at in range(0, len(payloads()), 12)):
        citations = [
            {"n": n, "posting_title": text, "section": text, "quote": text, "url": text, "posting_id": text}
            for n, text in enumerate(bunch, 1)
        ]
        parts = [{"text": text, "citations": [n]} for n, text in enumerate(bunch, 1)]
        answer = {"status": "answered", "parts": parts, "citations": citations, "suggestions": bunch}
        done = {"conversation": bunch[0], "n": 1, "answer": answer}
        body = f"event: done\nid: 1.9\ndata: {json.dumps(done)}\n\n"
        page.unroute_all()
        page.route("**/v1/chat", partial(_fulfilled, body))
        count = page.locator("rolecall-chat .said").count()
        ask(page, bunch[0])
        expect(page.locator("rolecall-chat .said")).to_have_count(count + 1)
        for mark in last(page).locator(".mark").all():
            mark.click()
        drawn = last(page).locator("p").all_text_contents()
        assert all(text in line for text, line in zip(bunch, drawn, strict=False))
    assert page.evaluate("window.hit") is None
    assert (
        page.locator("rolecall-chat .log").locator("img, svg, script, iframe, style, base, meta, object").count() == 0
    )
    assert page.locator("rolecall-chat a").count() == 0


def _fulfilled(body: str, route: Route) -> None:
    route.fulfill(content_type="text/event-stream", body=body)


def test_a_hostile_posting_and_question_run_nothing(page: Page, served: Served) -> None:
    visit(page, served, "hostile")
    for question in ("what is the pay?", "is there travel?", "<img src=x onerror=window.hit=1> pay?"):
        ask(page, question)
        expect(page.locator("rolecall-chat .asked").last).to_contain_text(question)
        expect(last(page)).to_be_visible()
    page.wait_for_timeout(300)
    assert page.evaluate("window.hit") is None


def test_stopping_stops(page: Page, served: Served, browser: Browser) -> None:
    visit(page, served)
    page.route("**/v1/chat", lambda route: None)  # never answered
    ask(page, "pay?")
    page.locator("rolecall-chat .send", has_text="Stop").click()
    expect(page.locator("rolecall-chat .offer .note")).to_have_text("Stopped.")


def test_the_site_fits_it_to_its_looks(page: Page, served: Served) -> None:
    page.goto(f"{served.url}/jobs/{POLICY}")
    key = page.locator("script[data-site]").get_attribute("data-site")
    themed = f"""<!doctype html><html lang="en"><title>Jobs</title><style>:root {{ --rolecall-accent: rgb(1, 2, 3);
        --rolecall-on-accent: rgb(250, 251, 252); --rolecall-font: monospace; --rolecall-radius: 3px }}</style>
        <script src="/widget.js" data-site="{key}" data-position="left" data-open="" async></script></html>"""
    page.route("**/themed", lambda route: route.fulfill(content_type="text/html", body=themed))
    page.set_viewport_size({"width": 1200, "height": 800})
    page.goto(f"{served.url}/themed")
    panel = page.locator("rolecall-chat .panel")
    expect(panel).to_be_visible()
    box = panel.bounding_box()
    assert box
    assert box["x"] < 100
    expect(panel).to_have_css("border-radius", "3px")
    expect(panel).to_have_css("font-family", "monospace")
    send = page.locator("rolecall-chat .send").last
    expect(send).to_have_css("background-color", "rgb(1, 2, 3)")
    expect(send).to_have_css("color", "rgb(250, 251, 252)")
