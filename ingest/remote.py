"""Vectors of passages from an endpoint that speaks OpenAI's API, in place of the embedded model's.

Only the search over the board uses them (ROLECALL_EMBEDDER=openai); postings are read with the embedded model all the
same. An index keeps the name of what made its vectors, and is not opened with another.
"""

import os
from collections.abc import Sequence
from functools import cached_property
from typing import Any

import numpy as np

from ingest.errors import ModelError
from ingest.minilm import EMBEDDER

_BATCH = 256
"""Texts a request."""
_SECONDS = 20.0


def remote_name() -> str | None:
    """ "openai/text-embedding-3-small", or None where the embedded model makes the vectors. ModelError if malformed."""
    chosen = os.environ.get("ROLECALL_EMBEDDER") or "embedded"
    if chosen not in ("embedded", "openai"):
        raise ModelError('ROLECALL_EMBEDDER is "embedded" or "openai". Set it so, or unset it.')
    model = os.environ.get("ROLECALL_EMBEDDING_MODEL") or "text-embedding-3-small"
    return f"openai/{model}" if chosen == "openai" else None


def embedder_name() -> str:
    """Of what makes the vectors of passages."""
    return remote_name() or EMBEDDER


class RemoteEmbedder:
    """Safe to use from several threads. Its address and key are OPENAI_BASE_URL and OPENAI_API_KEY."""

    def __init__(self, name: str) -> None:
        self.name = name

    @cached_property
    def dimension(self) -> int:
        return int(self.embed(["dimension"]).shape[1])

    def embed(self, texts: Sequence[str]) -> np.ndarray:
        """(texts, dimension) float32, each row of unit length. ModelError where the endpoint fails."""
        from openai import OpenAIError

        try:
            rows = self._client.embed_documents(list(texts), chunk_size=_BATCH)
        except OpenAIError as error:
            raise ModelError(
                f"The embedding model {self.name} did not answer ({type(error).__name__}). "
                "Check OPENAI_API_KEY and OPENAI_BASE_URL, or unset ROLECALL_EMBEDDER."
            ) from error
        vectors = np.array(rows, np.float32)
        scaled: np.ndarray = vectors / np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-12)
        return scaled

    @cached_property
    def _client(self) -> Any:
        from langchain_openai import OpenAIEmbeddings
        from pydantic import SecretStr

        return OpenAIEmbeddings(
            model=self.name.removeprefix("openai/"),
            api_key=SecretStr(os.environ.get("OPENAI_API_KEY") or "none"),
            base_url=os.environ.get("OPENAI_BASE_URL") or None,
            check_embedding_ctx_length=False,  # passages are short; and it would fetch a vocabulary
            timeout=_SECONDS,
        )
