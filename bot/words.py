"""A question's text while its conditions are read: what a reader understood is taken out."""

import re
from dataclasses import dataclass

NOT = (
    r"(?P<not>\b(?:not?|non|without|except|excluding|(?:do|does) not (?:need|require|involve|want|ask for"
    r"|have)|no (?:money|help|support|assistance|budget|contribution)(?: or \w+)? (?:for|with|towards?"
    r"|on)|(?:can|will|do|does) ?not (?:help|assist|offer|provide|support|pay|contribute)(?: (?:with|for|to"
    r"|towards?))?)[ -](?:any |an? |to |be |just |only )*)?"
)
"""What stands before a word that is not wanted; empty where it is."""


@dataclass
class Words:
    """The text that is left."""

    text: str

    def take(self, pattern: str | re.Pattern[str]) -> re.Match[str] | None:
        found = re.search(pattern, self.text)
        if found:
            self.text = f"{self.text[: found.start()]} {self.text[found.end() :]}"
        return found
