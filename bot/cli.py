"""The command line: `rolecall ingest`, `ask`, `serve`, `slack` ….

Exit codes: 0 done, 1 the work failed in part or whole, 2 usage. Imports stay cheap, so that `--help` is quick:
each command imports what it needs.
"""

import io
import json
import os
import sys
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer
from typer.core import TyperCommand

from bot import incident, settings
from ingest.errors import RolecallError

if TYPE_CHECKING:
    from rich.console import Console

    from bot.chat import Chat
    from ingest.posting import Posting


class Command(TyperCommand):
    """A command whose errors reach the person as a sentence: ours as they read, others as a reference number."""

    def invoke(self, ctx: Any) -> Any:
        home = ctx.params.get("home") or settings.home()
        incident.keep_log(home)
        try:
            return super().invoke(ctx)
        except RolecallError as error:
            _complain(str(error))
        except (typer.TyperException, typer.Exit, typer.Abort, BrokenPipeError):
            raise
        except Exception as error:
            _complain(f"{incident.record(error, home)} The trace is in {home / 'rolecall.log'}.")
        raise typer.Exit(1)


app = typer.Typer(
    help="Answers candidates' questions from your job postings, every sentence backed by a quoted passage.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)
Home = Annotated[
    Path | None,
    typer.Option("--home", metavar="DIR", help="Where the indexes are. [default: ROLECALL_HOME, else .rolecall]"),
]
About = Annotated[
    str | None, typer.Option("--posting", metavar="POSTING", help="Ask about this one: an id or a title.")
]
Writer = Literal["extractive", "openai"]
AsJson = Annotated[bool, typer.Option("--json", help="Write JSON to standard output, and nothing else.")]


@app.command(cls=Command)
def ingest(
    sources: Annotated[
        list[str], typer.Argument(metavar="SOURCE", help="Folders, files, addresses, or boards (greenhouse:NAME).")
    ],
    audience: Annotated[Literal["public", "internal"], typer.Option(help="Who may be answered from it.")] = "public",
    prune: Annotated[bool, typer.Option("--prune", help="Remove postings that are gone from their source.")] = False,
    home: Home = None,
) -> None:
    """Read postings into the index."""
    from ingest import command

    raise typer.Exit(command.run(sources, home or settings.home(), audience, prune, settings.today()))


@app.command(cls=Command)
def postings(as_json: AsJson = False, home: Home = None) -> None:
    """List what is indexed."""
    summaries = _chat(home).postings()
    if as_json:
        names = ("id", "title", "status", "source", "external_id", "url", "kind")
        _write_json([{name: getattr(summary, name) for name in names} for summary in summaries], indent=2)
    else:
        from bot import render

        _screen().print(render.postings(summaries))


@app.command(cls=Command)
def show(
    posting: Annotated[str, typer.Argument(metavar="POSTING", help="An id, or a title that fits one posting.")],
    as_json: AsJson = False,
    home: Home = None,
) -> None:
    """Show one posting: text, sections, facts and quotes."""
    found = _chat(home).posting(posting)
    if as_json:
        _write_json(_posting_json(found), indent=2)
    else:
        from bot import render

        _screen().print(render.posting(found))


@app.command(cls=Command)
def ask(
    question: Annotated[str | None, typer.Argument(metavar="QUESTION", help="A question, in quotes.")] = None,
    posting: About = None,
    as_json: AsJson = False,
    batch: Annotated[
        typer.FileBinaryRead | None,
        typer.Option(metavar="FILE", help="Answer one JSON question a line, as one JSON answer a line; - reads stdin."),
    ] = None,
    home: Home = None,
) -> None:
    """Answer a question, with the passages behind it."""
    if (question is None) == (batch is None):
        raise typer.BadParameter("give either a question or --batch FILE", param_hint="QUESTION")
    chat = _chat(home, writing=True)
    if batch is not None:
        raise typer.Exit(_ask_all(chat, batch, posting, home or settings.home()))
    assert question is not None
    answer = chat.ask(question, posting=posting)
    if as_json:
        _write_json(answer.as_json(), indent=2)
    else:
        from bot.conversation import show as show_answer

        show_answer(_screen(), chat, answer)


@app.command("eval", cls=Command)
def evaluate(
    files: Annotated[list[Path], typer.Argument(metavar="FILE", help="Golden questions, one JSON object a line.")],
    writer: Annotated[
        Writer, typer.Option(help="Who writes; openai is scored beside the extractive answers.")
    ] = "extractive",
    as_json: AsJson = False,
    home: Home = None,
) -> None:
    """Score answers against golden questions; fails under their floor."""
    from bot import evaluation, golden

    cases = [case for file in files for case in golden.load(file)]
    if not cases:
        raise RolecallError("There is no question in it.")
    if writer == "openai" and settings.endpoint() is None:
        raise RolecallError("No chat model is set. Set OPENAI_API_KEY, or OPENAI_BASE_URL for a server of your own.")
    figures = {"extractive": evaluation.figures(evaluation.evaluate(_chat(home), cases))}
    if writer == "openai":
        figures[writer] = evaluation.figures(evaluation.evaluate(_chat(home, writing=True), cases))
    if as_json:
        rows = {name: [asdict(figure) for figure in found] for name, found in figures.items()}
        _write_json(rows if writer == "openai" else rows[writer], indent=2)
    else:
        from bot import render

        _screen().print(render.figures(figures))
    floor = {key: least for file in files for key, least in golden.floors(file).items()}
    missed = evaluation.misses(figures[writer], floor)
    if missed:
        raise RolecallError(f"Under the floor: {'; '.join(missed)}.")


@app.command(cls=Command)
def chat(
    posting: About = None,
    home: Home = None,
) -> None:
    """Ask question after question in the terminal."""
    from bot.conversation import Conversation

    Conversation(_chat(home, writing=True), _screen(), settings.contact()).run(posting)


@app.command(cls=Command)
def doctor(home: Home = None) -> None:
    """Check the embedded model, the trained reader and the indexes."""
    from bot import render
    from bot.doctor import examine

    findings = list(examine(home or settings.home()))
    _screen().print(render.findings(findings))
    if not all(finding.well for finding in findings):
        raise typer.Exit(1)


@app.command(cls=Command)
def sites(
    action: Annotated[Literal["list", "add", "remove"], typer.Argument(help="What to do.")] = "list",
    name: Annotated[str | None, typer.Argument(help="The site's name, to add or remove it.")] = None,
    origin: Annotated[list[str] | None, typer.Option(help="Where its pages are: https://careers.example.com")] = None,
    home: Home = None,
) -> None:
    """List, add or remove the sites that may ask."""
    from bot import render
    from bot.sites import added
    from bot.store import Store

    store = Store(home or settings.home())
    if action != "list" and name is None:
        raise typer.BadParameter("give the site's name", param_hint="NAME")
    if action == "add":
        _screen().print(added(store, str(name), origin or ()))
    elif action == "remove":
        store.remove_site(str(name))
    else:
        _screen().print(render.sites((site.name, site.key, site.origins) for site in store.sites()))


@app.command(cls=Command)
def serve(
    host: Annotated[str, typer.Option(help="The address to listen at.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(help="And its port.")] = 8000,
    demo: Annotated[bool, typer.Option("--demo", help="Show a careers page of the postings, with the widget.")] = False,
    home: Home = None,
) -> None:
    """Serve the web API and the widget."""
    from bot.server import run

    run(home or settings.home(), host, port, demo=demo)


@app.command(cls=Command)
def slack(home: Home = None) -> None:
    """Answer in a Slack workspace."""
    from bot.slack.service import run

    run(home or settings.home())


@app.command(cls=Command)
def studio(home: Home = None) -> None:
    """Open the recruiters' page (Streamlit) here."""
    from importlib.util import find_spec

    page = find_spec("app")
    if page is None or page.origin is None:
        raise RolecallError("The page app.py is not installed. Install Rolecall from its repository: pip install -e .")
    flags = (
        "--server.headless=true",
        "--server.address=localhost",
        "--server.fileWatcherType=none",  # it would watch all of the folder, indexes included
        "--browser.gatherUsageStats=false",
        "--runner.magicEnabled=false",
    )
    environment = os.environ | {"ROLECALL_HOME": str((home or settings.home()).resolve())}
    # Replaces this process, so that whoever stops `rolecall studio` stops the page.
    os.execve(sys.executable, [sys.executable, "-m", "streamlit", "run", page.origin, *flags], environment)  # noqa: S606


def main(arguments: Sequence[str] | None = None) -> None:
    """The `rolecall` command."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")  # a terminal that is not UTF-8 shows "?" for "€", and goes on
    app(arguments, prog_name="rolecall")


def _chat(home: Path | None, *, writing: bool = False) -> "Chat":
    """`writing`: with the chat model that the settings name, if any."""
    from bot import chat

    return chat.open_chat(home or settings.home(), extractive=not writing)


def _ask_all(chat: "Chat", lines: Iterable[bytes], posting: str | None, home: Path) -> int:
    """Write one JSON line for each question line as soon as it is answered; 1 if any could not be."""
    from bot.batch import replies

    code = 0
    for reply in replies(chat, lines, posting, home):
        _write_json(reply)
        code = 1 if "error" in reply else code
    return code


def _posting_json(posting: "Posting") -> dict[str, Any]:
    names = ("id", "title", "text", "url", "status", "version", "kind")
    return {name: getattr(posting, name) for name in names} | {
        "sections": [asdict(section) for section in posting.sections],
        "facts": [asdict(fact) for fact in posting.facts],
    }


def _write_json(value: Any, indent: int | None = None) -> None:
    """JSON is UTF-8 whatever the terminal's encoding; half a surrogate pair is written as the escape it came as."""
    text = json.dumps(value, ensure_ascii=False, indent=indent) + "\n"
    sys.stdout.flush()
    sys.stdout.buffer.write(text.encode("utf-8", errors="backslashreplace"))
    sys.stdout.buffer.flush()


def _screen() -> "Console":
    """Standard output, at most 100 columns wide: longer lines of prose are hard to read."""
    from rich.console import Console

    console = Console(highlight=False)
    console.width = min(console.width, 100)
    return console


def _complain(message: str) -> None:
    from rich.console import Console
    from rich.text import Text

    from bot.render import plain

    Console(stderr=True, highlight=False, soft_wrap=True).print(Text.assemble(("Error: ", "bold red"), plain(message)))


if __name__ == "__main__":
    main()
