"""The body of `rolecall ingest`: a progress bar on the error stream, then what changed and what failed."""

from collections.abc import Sequence, Sized
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ingest.pipeline import Report


def run(sources: Sequence[str], home: Path, audience: str, prune: bool, today: date) -> int:
    """Ingest the sources and print the report; returns the exit code: 1 if any document failed."""
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    from ingest.pipeline import ingest

    screen = Console(stderr=True)
    bar = Progress(
        TextColumn("{task.description}", markup=False), BarColumn(), MofNCompleteColumn(),
        console=screen, transient=True, disable=not screen.is_terminal,
    )  # fmt: skip
    with bar:
        task = bar.add_task("Reading", total=None)

        def progress(done: int, total: int, label: str) -> None:
            bar.update(task, completed=done, total=total or None, description=_printable(label)[:40])

        report = ingest(sources, home, audience=audience, prune=prune, progress=progress, today=today)
    _print(report)
    return 1 if report.failed else 0


def _print(report: "Report") -> None:
    from rich.console import Console
    from rich.text import Text

    out = Console(highlight=False, soft_wrap=True)
    out.print(Text(_counts(report)))
    for name, posting_id in report.duplicates:
        out.print(
            Text.assemble("  ", ("same", "yellow"), f"  {_printable(name)}: it is {posting_id}, of another source")
        )
    for name, reason in report.failed:
        out.print(Text.assemble("  ", ("failed", "red"), f"  {_printable(name)}: {_printable(reason)}"))


def _counts(report: "Report") -> str:
    """As in "Added 12 · changed 0 · unchanged 3"; the rest only where there are any."""
    always = {"added": report.added, "changed": report.changed, "unchanged": report.unchanged}
    rare: dict[str, Sized] = {"removed": report.removed, "closed": report.closed}
    rare |= {"the same as another": report.duplicates, "failed": report.failed}
    counts = [f"{word} {len(names)}" for word, names in always.items()]
    counts += [f"{word} {len(names)}" for word, names in rare.items() if names]
    return " · ".join(counts).capitalize()


def _printable(text: str) -> str:
    """File names and pages may hold control characters, which a terminal would obey."""
    return "".join(c if c.isprintable() or c == "\xa0" else "\ufffd" for c in text)
