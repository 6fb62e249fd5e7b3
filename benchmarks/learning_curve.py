"""Whether more questions would help: the reader trained on a share of them, scored like `make ablation`.

`make curve` trains on a quarter and on half of the questions, from the same general reader; the whole is what ships.
"""

import sys
from pathlib import Path

from benchmarks.ablation import figures, line
from bot import reader
from bot.cross_encoder import CrossEncoder
from training.examples import dealt
from training.labelled import ROOT
from training.regressions import closely, fit_plain, fit_trained, plainly


def main(adapters: list[str]) -> None:
    parts = dealt()
    train, answers = ([plainly(row) for row in parts[name]] for name in ("train", "fit"))
    words = fit_plain(train, answers)["plain polarity"]
    for path in (*map(Path, adapters), ROOT / "bot" / "reader.safetensors"):
        opened = CrossEncoder(path.read_bytes())
        reader.open_cross_encoder = lambda opened=opened: opened  # type: ignore[assignment,attr-defined]
        near, test = [closely(row) for row in parts["fit"]], [closely(row) for row in parts["test"]]
        line(path.stem, figures(fit_trained(near, words), "trained", test), len(test))


if __name__ == "__main__":
    main(sys.argv[1:])
