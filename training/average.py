"""Writes the mean of several adapters: ends of rounds that went on from each other read better together than the last.

python -m training.average OUT ADAPTER ADAPTER…
"""

import sys
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from safetensors.numpy import load, save


def average(adapters: Sequence[bytes]) -> bytes:
    """Of the factors, one by one: rounds that began from the same weights keep them close enough for that."""
    rounds = [load(adapter) for adapter in adapters]
    means = {name: np.mean([tensors[name].astype(np.float32) for tensors in rounds], axis=0) for name in rounds[0]}
    return save({name: mean.astype(np.float16) for name, mean in means.items()})


if __name__ == "__main__":
    out, *held = map(Path, sys.argv[1:])
    out.write_bytes(average([path.read_bytes() for path in held]))
