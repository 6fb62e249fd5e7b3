"""A careers page of whatever is indexed, with the widget on it: `rolecall serve --demo`."""

from html import escape

from anyio.to_thread import run_sync
from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from bot.store import Store
from ingest.errors import PostingNotFound
from ingest.posting import Posting

_NAME = "demo"
_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'unsafe-inline'; connect-src 'self'; base-uri 'none'; "
    "form-action 'none'; frame-ancestors 'none'"
)
_STYLE = """
body { font: 17px/1.6 system-ui, sans-serif; color: #1b1f27; margin: 0; background: #fafbfd }
header { background: #10214d; color: #fff; padding: 1.2rem max(1.2rem, calc(50vw - 22rem)) }
header a { color: inherit; text-decoration: none; font-weight: 650 }
main { max-width: 44rem; margin: 0 auto; padding: 1.2rem 1.2rem 7rem }
h1 { line-height: 1.25 } h2 { margin: 2rem 0 .4rem; font-size: 1.15rem } p { white-space: pre-wrap; margin: .4rem 0 }
ul { list-style: none; padding: 0 } li { border-bottom: 1px solid #dde2ec; padding: .7rem 0 }
a { color: #1f4fd8 } .place { color: #4b5362; font-size: .92rem }
"""


def pages(origins: list[str]) -> APIRouter:
    """The list at / and each posting at /jobs/ID, for a site whose origins are this server's."""
    router = APIRouter(include_in_schema=False)

    @router.get("/")
    async def jobs(request: Request) -> HTMLResponse:
        desk = request.app.state.desk
        open_ones = [s for s in await run_sync(desk.chat.postings) if s.kind == "posting" and s.status == "open"]
        rows = "".join(f'<li><a href="/jobs/{escape(s.id)}">{escape(s.title)}</a></li>' for s in open_ones)
        return _page(
            "Open positions", f"<h1>Open positions</h1><ul>{rows}</ul>", await run_sync(_key, desk.store, origins)
        )

    @router.get("/jobs/{id}")
    async def job(id: str, request: Request) -> HTMLResponse:
        desk = request.app.state.desk
        posting = await run_sync(desk.chat.posting, id)
        if posting.kind != "posting":
            raise PostingNotFound("There is no such posting.")
        return _page(posting.title, _job(posting), await run_sync(_key, desk.store, origins), posting)

    return router


def _key(store: Store, origins: list[str]) -> str:
    """The demo site's key; the site is made at first, and follows the server where it is started elsewhere."""
    for site in store.sites():
        if site.name == _NAME:
            if site.origins == origins:
                return site.key
            store.remove_site(_NAME)
    return store.add_site(_NAME, origins)


def _job(posting: Posting) -> str:
    body = [f"<h1>{escape(posting.title)}</h1>"]
    for section in posting.sections:
        text = posting.text[section.start : section.end].removeprefix(section.heading).strip()
        if section.heading != posting.title:
            body.append(f"<h2>{escape(section.heading)}</h2>")
        body.append(f"<p>{escape(text)}</p>")
    return "".join(body)


def _page(title: str, body: str, key: str, posting: Posting | None = None) -> HTMLResponse:
    about = f' data-posting="{escape(posting.id)}"' if posting else ""
    canonical = f'<link rel="canonical" href="{escape(posting.url)}">' if posting and posting.url else ""
    html = (
        f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{escape(title)}</title>'
        f'<meta name="viewport" content="width=device-width, initial-scale=1">{canonical}<style>{_STYLE}</style></head>'
        f'<body><header><a href="/">Careers</a></header><main>{body}</main>'
        f'<script src="/widget.js" data-site="{escape(key)}"{about} async></script></body></html>'
    )
    return HTMLResponse(html, headers={"content-security-policy": _POLICY})
