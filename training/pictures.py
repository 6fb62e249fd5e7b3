"""Draws docs/reliability.svg and docs/risk-coverage.svg from the chances that `training.regressions` wrote."""

import json
import sys
from pathlib import Path

import matplotlib
import numpy as np

matplotlib.use("svg")
from matplotlib import pyplot as plt

INK, READ, SIGNALS = "#222222", "#0b6e8f", "#c0651a"
matplotlib.rcParams |= {
    "font.size": 11, "axes.spines.top": False, "axes.spines.right": False, "axes.edgecolor": INK,
    "svg.hashsalt": "rolecall", "svg.fonttype": "none", "font.family": "sans-serif",
}  # fmt: skip


def reliability(ways: dict[str, tuple[np.ndarray, np.ndarray]], path: Path) -> None:
    figure, axes = plt.subplots(figsize=(5.2, 4.6), layout="constrained")
    axes.plot([0, 1], [0, 1], color="#bbbbbb", linewidth=1, zorder=0)
    for (name, (chance, truth)), color in zip(ways.items(), (SIGNALS, READ), strict=True):
        bins = np.array_split(np.argsort(chance), 10)
        x, y = [chance[b].mean() for b in bins], [truth[b].mean() for b in bins]
        axes.plot(x, y, marker="o", markersize=5, color=color, label=name)
    axes.set(xlim=(0, 1), ylim=(0, 1), xlabel="Chance that the posting answers, as the reader sees it")
    axes.set_ylabel("Share of questions that it answers")
    axes.legend(frameon=False, loc="upper left")
    figure.savefig(path, metadata={"Date": None})


def risk_coverage(ways: dict[str, tuple[np.ndarray, np.ndarray]], path: Path) -> None:
    """Of the questions answered first when the surest come first: how many the posting does not answer."""
    figure, axes = plt.subplots(figsize=(5.2, 4.6), layout="constrained")
    for (name, (chance, truth)), color in zip(ways.items(), (SIGNALS, READ), strict=True):
        wrong = ~truth[np.argsort(-chance, kind="stable")]
        n = np.arange(1, len(wrong) + 1)
        axes.plot(n / len(wrong), np.cumsum(wrong) / n, color=color, label=name)
        at = int((chance >= 0.5).sum())
        axes.plot(at / len(wrong), wrong[:at].mean(), marker="o", color=color)
    axes.axhline(wrong.mean(), color="#bbbbbb", linewidth=1, zorder=0)
    axes.annotate(
        "answering everything", (0.02, wrong.mean()), xytext=(0, 4), textcoords="offset points", color="#777777"
    )
    axes.set(xlim=(0, 1), ylim=(0, 0.55), xlabel="Share of all questions that are answered, the surest first")
    axes.set_ylabel("Of these, share that the posting does not answer")
    axes.legend(frameon=False, loc="lower right")
    figure.savefig(path, metadata={"Date": None})


def main(chances: Path, folder: Path) -> None:
    rows = [json.loads(line) for line in chances.read_text(encoding="utf-8").splitlines()]
    truth = np.array([row["stated"] for row in rows])
    names = {"by signals alone": "plain", "read closely": "trained"}
    ways = {name: (np.array([row[key] for row in rows]), truth) for name, key in names.items()}
    reliability(ways, folder / "reliability.svg")
    risk_coverage(ways, folder / "risk-coverage.svg")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
