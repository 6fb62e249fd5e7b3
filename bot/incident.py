"""An incident: an error that nobody foresaw. The person gets a reference number, the log gets the trace.

The log is `rolecall.log` in the home. It holds types and frames, never the messages of errors, which may hold what a
person typed.
"""

import contextlib
import logging
import secrets
import traceback
from datetime import UTC, datetime
from pathlib import Path


def record(error: BaseException, home: Path) -> str:
    """Log the error's trace; returns the sentence for the person, with the reference."""
    reference = secrets.token_hex(4).upper()
    _append(home, reference, error)
    return f"Something went wrong on our side (reference {reference})."


def keep_log(home: Path) -> None:
    """From now on, what Rolecall's own modules log goes to the home's log, and no longer to the terminal."""
    for name in ("bot", "ingest"):
        logging.getLogger(name).handlers[:] = [_Log(home)]


class _Log(logging.Handler):
    def __init__(self, home: Path) -> None:
        super().__init__(logging.WARNING)
        self.home = home

    def emit(self, record: logging.LogRecord) -> None:
        _append(self.home, f"{record.name}: {record.getMessage()}", record.exc_info[1] if record.exc_info else None)


def _append(home: Path, head: str, error: BaseException | None) -> None:
    entry = f"{datetime.now(UTC):%Y-%m-%dT%H:%M:%SZ} {head}\n{_trace(error) if error else ''}\n"
    with contextlib.suppress(OSError):
        home.mkdir(parents=True, exist_ok=True)
        with open(home / "rolecall.log", "a", encoding="utf-8", errors="replace") as log:
            log.write(entry)


def _trace(error: BaseException) -> str:
    """Types and frames down the chain of causes."""
    cause = error.__cause__ or error.__context__
    before = f"{_trace(cause)}which led to\n" if cause else ""
    return f"{before}{type(error).__qualname__}\n{''.join(traceback.format_tb(error.__traceback__))}"
