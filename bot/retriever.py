"""Rolecall's search as a LangChain retriever, to plug into chains of one's own. The bot itself asks the index.

PassageRetriever(index=Index.open(home), k=6).invoke("parental leave")
"""

from typing import Any

from langchain_core.callbacks import CallbackManagerForRetrieverRun
from langchain_core.documents import Document
from langchain_core.embeddings import Embeddings
from langchain_core.retrievers import BaseRetriever
from pydantic import ConfigDict

from ingest.index import Hit, Index


class PassageRetriever(BaseRetriever):
    """The best `k` passages of the board, or of one posting: by meaning and by words, fused."""

    model_config = ConfigDict(arbitrary_types_allowed=True)

    index: Index
    k: int = 6
    posting_id: str | None = None

    def _get_relevant_documents(self, query: str, *, run_manager: CallbackManagerForRetrieverRun) -> list[Document]:
        return [document(hit) for hit in self.index.search(query, self.k, self.posting_id)]


class PassageEmbeddings(Embeddings):
    """The embedder that the index was built with; vectors of unit length."""

    def __init__(self, index: Index) -> None:
        self.embedder = index.passage_embedder

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        vectors: list[list[float]] = self.embedder.embed(texts).tolist()
        return vectors

    def embed_query(self, text: str) -> list[float]:
        return self.embed_documents([text])[0]


def document(hit: Hit) -> Document:
    """A passage with what is needed to quote it: `posting.text[start:end] == page_content`."""
    passage = hit.passage
    metadata: dict[str, Any] = {
        "posting_id": passage.posting_id,
        "header": passage.header,
        "start": passage.start,
        "end": passage.end,
        "score": hit.score,
    }
    return Document(id=passage.id, page_content=hit.text, metadata=metadata)
