"""How many tokens a text is to the chat model: by tiktoken, or by an estimate that errs on the high side."""

import logging
from typing import Any

_BYTES_A_TOKEN = 3
"""English is at more than four, other scripts at about three."""
_log = logging.getLogger(__name__)


class Counter:
    """Counts for one model. Until `load` has run, and where the vocabulary can't be had, counts are estimates."""

    def __init__(self, model: str) -> None:
        self._model = model
        self._encoding: Any = None

    def count(self, text: str) -> int:
        if self._encoding is None:
            return estimate(text)
        return len(self._encoding.encode(text, disallowed_special=()))

    def load(self) -> None:
        """Fetches tiktoken's vocabulary on first use ever; may take as long as the network does."""
        import tiktoken

        try:
            try:
                self._encoding = tiktoken.encoding_for_model(self._model)
            except KeyError:  # a model that is not OpenAI's
                self._encoding = tiktoken.get_encoding("o200k_base")
        except Exception as error:  # no network, or a proxy's page instead of the file
            _log.warning("tiktoken's vocabulary can't be had (%s); tokens are estimated", type(error).__name__)


def estimate(text: str) -> int:
    return len(text.encode("utf-8", errors="replace")) // _BYTES_A_TOKEN + 1
