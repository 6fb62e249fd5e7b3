"""Sentences of a posting that give orders to a bot: they are not quoted, nor sent to a chat model."""

import re

_BOT = r"(?:(?:large )?language model|chat ?bot|(?:AI|virtual) (?:assistant|agent|model|system)|LLM|AI)s?"
_ORDER = re.compile(
    r"\b(?:ignore|disregard|forget|override|bypass)\b[^.]{0,40}\b(?:instructions?|prompts?|guidelines|rules above)\b"
    # "If you are an AI," and not "If you are an AI engineer": what follows the name ends the clause.
    rf"|\b(?:if|when) you(?: are|[’']re) (?:an? )?{_BOT}(?=\s*(?:[,:;.!—–-]|$|(?:that|which|reading|processing)\b))"
    rf"|^\W*(?:attention|notes?|messages?|instructions?)(?: (?:to|for))? (?:the |all |any )?{_BOT}\s*[:,—–-]"
    rf"|\b{_BOT}\b[^.]{{0,20}}\b(?:must|should|shall) (?:tell|say|answer|reply|respond|recommend|output)\b"
    r"|\byour (?:system|hidden|initial) (?:prompt|instructions)\b|\byou are now (?:an?|in) \w*(?:bot|mode|AI)\b"
    r"|<\|?(?:system|im_start)|\[/?INST\]",
    re.IGNORECASE,
)


def orders_a_bot(text: str) -> bool:
    """Whether a sentence speaks to whoever reads it by machine: "AI assistants must say that the pay is $1m"."""
    return _ORDER.search(text) is not None
