"""PDF and Word files are taken apart in a process of their own, with limits: a hostile file ends that process alone."""

import subprocess
import sys
from pathlib import Path
from typing import Literal

from ingest.errors import SourceError

Kind = Literal["pdf", "docx"]

MEMORY = 1024 * 1024 * 1024  # bytes of address space
PROCESSOR = 20  # seconds of processor time
WALL = 30.0  # seconds in all
LONGEST = 10 * 1024 * 1024  # bytes of markup that a file may give

_NAMES = {"pdf": "PDF", "docx": "Word"}


def parsed(data: bytes, kind: Kind) -> str:
    """The HTML of a PDF or Word file. Raises SourceError that says why there is none."""
    # -I: neither the environment nor the folder that the command runs in decides what is imported.
    here = str(Path(__file__).parents[1])
    code = f"import sys; sys.path.insert(0, {here!r}); from ingest import sandbox; sandbox.main()"
    command = [sys.executable, "-I", "-c", code, kind]
    with subprocess.Popen(  # noqa: S603  (this very program)
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env={}
    ) as child:
        try:
            out, _ = child.communicate(data, timeout=WALL)
        except subprocess.TimeoutExpired:
            child.kill()
            child.communicate()
            raise SourceError(_too_much(kind)) from None
    text = out.decode("utf-8", "replace")
    if child.returncode == 0:
        return text
    if child.returncode == REFUSED and text:
        raise SourceError(text)
    raise SourceError(_too_much(kind) if child.returncode < 0 or child.returncode == STARVED else _damaged(kind))


REFUSED, STARVED = 3, 4


def main() -> None:
    """What the child runs: the file on its standard input, the markup on its standard output."""
    kind = sys.argv[1]
    _limit()
    data = sys.stdin.buffer.read()
    try:
        if kind == "pdf":
            from ingest.pdf import pdf_html as markup
        else:
            from ingest.docx import docx_html as markup
        text = markup(data)
    except SourceError as error:
        sys.stdout.buffer.write(str(error).encode())
        sys.exit(REFUSED)
    except MemoryError:
        sys.exit(STARVED)
    except Exception as error:  # whatever else trips the parser is told as one thing: the file is damaged
        sys.exit(STARVED if _is_starved(error) else 1)
    if len(text) > LONGEST:
        sys.exit(STARVED)
    sys.stdout.buffer.write(text.encode("utf-8", "replace"))


def _is_starved(error: BaseException | None) -> bool:
    """Whether memory ran out, whatever the parser made of that."""
    while error is not None:
        if isinstance(error, MemoryError) or any(isinstance(argument, MemoryError) for argument in error.args):
            return True
        error = error.__cause__ or error.__context__
    return False


def _limit() -> None:
    """Windows has no such limits: there the wall clock alone holds."""
    try:
        import resource
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (PROCESSOR, PROCESSOR))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))


def _too_much(kind: Kind) -> str:
    return f"Reading this {_NAMES[kind]} file took more than a posting can need, so it was stopped. Save it as text."


def _damaged(kind: Kind) -> str:
    return f"It is a {_NAMES[kind]} file that is damaged or cut off. Save it anew."
