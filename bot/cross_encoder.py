"""The trained reader: question and sentence read together by the embedded model, with an adapter of our own.

The adapter (`reader.safetensors`, made by `make train`) is merged into the model's weights when its graph is built.
"""

import hashlib
import logging
from collections.abc import Sequence
from functools import cache
from importlib import resources

import numpy as np
from numpy.typing import NDArray

from ingest.minilm import open_session, open_tokenizer, whole

MAX_TOKENS = 112
_BATCH = 6
WEIGHTS = "reader.safetensors"
WEIGHTS_SHA256 = "5a764f5dd098bd0e23fac460504cb59bd66bdb651e3bb550d90ad18c3060fad5"


class CrossEncoder:
    """Safe to use from several threads."""

    def __init__(self, adapter: bytes) -> None:
        self._session = open_session(adapter)
        self._tokenizer = open_tokenizer(MAX_TOKENS)

    def marks(self, question: str, sentences: Sequence[str]) -> NDArray[np.float32]:
        """(sentences, 2): log-odds that the sentence is evidence, and that it answers "yes"."""
        encodings = self._tokenizer.encode_batch([(whole(question), whole(sentence)) for sentence in sentences])
        marks = np.zeros((len(sentences), 2), np.float32)
        # Sentences of about one length together: half as many tokens are padding.
        order = sorted(range(len(encodings)), key=lambda i: len(encodings[i].ids))
        for start in range(0, len(order), _BATCH):
            places = order[start : start + _BATCH]
            ids = np.zeros((len(places), len(encodings[places[-1]].ids)), np.int64)
            mask = np.zeros_like(ids)
            for row, place in enumerate(places):
                ids[row, : len(encodings[place].ids)] = encodings[place].ids
                mask[row, : len(encodings[place].ids)] = 1
            (marks[places],) = self._session.run(["marks"], {"input_ids": ids, "attention_mask": mask})
        return marks


def released() -> bytes | None:
    """The adapter that this release was made with; None where the file is missing or another."""
    file = resources.files("bot") / WEIGHTS
    adapter = file.read_bytes() if file.is_file() else b""
    return adapter if hashlib.sha256(adapter).hexdigest() == WEIGHTS_SHA256 else None


@cache
def open_cross_encoder() -> CrossEncoder | None:
    """The reader of this process, opened on first call; None where its weights are missing or not those released."""
    adapter = released()
    if adapter is None:
        logging.getLogger(__name__).warning("The trained reader's weights are missing: reading by signals alone.")
        return None
    return CrossEncoder(adapter)
