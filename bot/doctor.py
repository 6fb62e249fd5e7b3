"""What `rolecall doctor` looks at: the embedded model, the trained reader, and the index of each audience."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from bot import cross_encoder
from ingest.errors import IndexMissing, RolecallError
from ingest.index import Index
from ingest.minilm import open_session


@dataclass(frozen=True, slots=True)
class Finding:
    """`state` tells how it is, and where it is not well what to do."""

    part: str
    well: bool
    state: str


def examine(home: Path) -> Iterator[Finding]:
    """One finding a part. Opens what an answer would open, so that what works here works there."""
    try:
        open_session()
        yield Finding("embedded model", True, "official weights, graph ready")
    except RolecallError as error:
        yield Finding("embedded model", False, str(error))
        return
    yield _reader()
    for audience in ("public", "internal"):
        try:
            index = Index.open(home, audience)
        except IndexMissing as error:
            if audience == "public":
                yield Finding("public index", False, str(error))
        except RolecallError as error:
            yield Finding(f"{audience} index", False, str(error))
        else:
            counts = ", ".join(f"{count:,} {name}" for name, count in index.manifest.counts.items())
            yield Finding(f"{audience} index", True, f"version {index.version}: {counts}")
            index.close()


def _reader() -> Finding:
    if cross_encoder.open_cross_encoder() is None:
        return Finding(
            "trained reader",
            False,
            "its weights are missing or damaged, so answers come from the untrained reading and are less sure. "
            "Install Rolecall anew.",
        )
    return Finding("trained reader", True, f"weights {cross_encoder.WEIGHTS_SHA256[:12]}")
