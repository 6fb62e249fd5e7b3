"""What the environment sets. Each is read when it is asked for, so that a test or a wrapper can set it late."""

import os
from datetime import date
from pathlib import Path

from ingest.errors import RolecallError


def home() -> Path:
    """The folder that holds the indexes: ROLECALL_HOME, or `.rolecall` where the command runs."""
    return Path(os.environ.get("ROLECALL_HOME") or ".rolecall")


def contact() -> str:
    """Whom a candidate may ask where a posting is silent, as it reads inside a sentence: ROLECALL_CONTACT."""
    return os.environ.get("ROLECALL_CONTACT") or "the recruiting team"


def today() -> date:
    """The day that open and closed are judged by: ROLECALL_TODAY, or the clock's. RolecallError if it is no date."""
    day = os.environ.get("ROLECALL_TODAY")
    if not day:
        return date.today()
    try:
        return date.fromisoformat(day)
    except ValueError:
        raise RolecallError("ROLECALL_TODAY is not a date. Write it as YYYY-MM-DD, or unset it.") from None
