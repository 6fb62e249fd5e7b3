"""The embedded model: texts to unit vectors, and to one vector for each of their word pieces."""

import threading
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np

from ingest.minilm import DIMENSION, EMBEDDER, open_session, open_tokenizer, whole
from ingest.remote import RemoteEmbedder, remote_name

BATCH_TOKENS = 2_048


@dataclass(frozen=True, slots=True, eq=False)
class TokenStates:
    """A text as the reader sees it: its word pieces (without [CLS] and [SEP]) and what the model makes of each.

    `vectors` (tokens, 384) and `pooled` (384,), float32, each row of unit length.
    """

    tokens: list[str]
    vectors: np.ndarray
    pooled: np.ndarray


class MiniLM:
    """all-MiniLM-L6-v2 in int8. Texts are cut at 256 tokens. Safe to use from several threads."""

    name = EMBEDDER
    dimension = DIMENSION
    max_tokens = 256

    def __init__(self) -> None:
        self._session = open_session()
        self._counter, self._cutter = open_tokenizer(), open_tokenizer(self.max_tokens)

    def count_tokens(self, text: str) -> int:
        """Word pieces of the whole text, [CLS] and [SEP] included, as they count against `max_tokens`."""
        return len(self._counter.encode(whole(text)).ids)

    def embed(self, texts: Sequence[str]) -> np.ndarray:
        """(texts, 384) float32, each row of unit length, in the order of `texts`."""
        vectors = np.zeros((len(texts), self.dimension), np.float32)
        for places, _, states, mask in self._run(texts):
            vectors[places] = unit(pool(states, mask))
        return vectors

    def states(self, texts: Sequence[str]) -> list[TokenStates]:
        """The word pieces of each text with their vectors, in the order of `texts`."""
        found: dict[int, TokenStates] = {}
        for places, pieces, states, mask in self._run(texts):
            pooled, vectors = unit(pool(states, mask)), unit(states)
            for row, (place, tokens) in enumerate(zip(places, pieces, strict=True)):
                inner = slice(1, len(tokens) - 1)
                found[place] = TokenStates(tokens[inner], vectors[row, inner], pooled[row])
        return [found[place] for place in range(len(texts))]

    def _run(self, texts: Sequence[str]) -> Iterator[tuple[list[int], list[list[str]], np.ndarray, np.ndarray]]:
        """Batch by batch: places in `texts`, word pieces, hidden states (batch, tokens, 384), mask (batch, tokens)."""
        encodings = self._cutter.encode_batch([whole(text) for text in texts])
        lengths = [len(encoding.ids) for encoding in encodings]
        for places in batches(lengths):
            ids = np.zeros((len(places), lengths[places[-1]]), np.int64)
            mask = np.zeros_like(ids)
            for row, place in enumerate(places):
                ids[row, : lengths[place]] = encodings[place].ids
                mask[row, : lengths[place]] = 1
            (states,) = self._session.run(["last_hidden_state"], {"input_ids": ids, "attention_mask": mask})
            yield places, [encodings[place].tokens for place in places], np.asarray(states), mask


def batches(lengths: Sequence[int]) -> Iterator[list[int]]:
    """Places in order of length, so that little is padded; a batch holds at most BATCH_TOKENS, padding included."""
    batch: list[int] = []
    for place in sorted(range(len(lengths)), key=lengths.__getitem__):
        if batch and (len(batch) + 1) * lengths[place] > BATCH_TOKENS:
            yield batch
            batch = []
        batch.append(place)
    if batch:
        yield batch


def pool(states: np.ndarray, mask: np.ndarray) -> np.ndarray:
    """The mean over each text's tokens, [CLS] and [SEP] among them, as the model was trained."""
    weights = mask[..., None].astype(np.float32)
    pooled: np.ndarray = (states * weights).sum(axis=1) / weights.sum(axis=1)
    return pooled


def unit(vectors: np.ndarray) -> np.ndarray:
    lengths = np.linalg.norm(vectors, axis=-1, keepdims=True)
    scaled: np.ndarray = (vectors / np.maximum(lengths, 1e-12)).astype(np.float32)
    return scaled


def open_passage_embedder() -> "MiniLM | RemoteEmbedder":
    """What makes the vectors of passages: the embedded model, unless ROLECALL_EMBEDDER names another."""
    name = remote_name()
    return _remote(name) if name else open_embedder()


_remote = cache(RemoteEmbedder)


_opening = threading.Lock()


def open_embedder() -> MiniLM:
    """The embedder of this process, opened on first call. Raises ModelError."""
    with _opening:
        return _embedder()


@cache
def _embedder() -> MiniLM:
    return MiniLM()
