"""On whose account a question goes."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Payer:
    """Ids as the surface has them; `spending.py` keeps only their hashes, for two days."""

    conversation: str | None = None
    visitor: str | None = None


NOBODY = Payer()
