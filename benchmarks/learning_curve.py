"""Whether more questions would help: the reader trained on a share of them, scored like `make ablation`.

`make curve` trains on a quarter and on half of the questions, from the same general reader; the whole is what ships.
"""

import sys
from pathlib import Path

from benchmarks.ablation import figures, line
from bot import reader
from bot.cross_encoder import CrossEncoder
from training.examples import labelled, part, rows_of
from training.labelled import ROOT
from training.regressions import closely, fit_plain, fit_trained, plainly


def main(adapters: list[str]) -> None:
    rows = list(rows_of(*labelled()))
    plain = {name: [plainly(row) for row in rows if part(row.question.doc) == name] for name in ("train", "fit")}
    words = fit_plain(plain["train"], plain["fit"])["plain polarity"]
    for path in (*map(Path, adapters), ROOT / "bot" / "reader.safetensors"):
        opened = CrossEncoder(path.read_bytes())
        reader.open_cross_encoder = lambda opened=opened: opened  # type: ignore[assignment,attr-defined]
        near, test = ([closely(row) for row in rows if part(row.question.doc) == name] for name in ("fit", "test"))
        line(path.stem, figures(fit_trained(near, words), "trained", test), len(test))


if __name__ == "__main__":
    main(sys.argv[1:])
