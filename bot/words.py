"""A question's text while its conditions are read: what a reader understood is taken out."""

import re
from dataclasses import dataclass


@dataclass
class Words:
    """The text that is left."""

    text: str

    def take(self, pattern: str | re.Pattern[str]) -> re.Match[str] | None:
        found = re.search(pattern, self.text)
        if found:
            self.text = f"{self.text[: found.start()]} {self.text[found.end() :]}"
        return found
