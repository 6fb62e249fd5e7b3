"""What the bot does not do, told by rule before any posting is read: judge candidates, chat, take orders."""

import re
from dataclasses import dataclass

from bot.answer import Reason

_INJECTION = re.compile(
    r"\b(?:ignore|disregard|forget|override|bypass)\b.{0,40}\b(?:instructions?|prompts?|rules|previous|above|guidelines|restrictions|posting)\b"
    r"|\b(?:system|hidden|initial|your) (?:prompt|instructions)\b|\bprompt injection\b|\bjailbreak\b|\bdeveloper mode\b"
    r"|\byou are now\b|(?:^|[.!?,;:]\s*|\byou (?:should |must |will |to )?|\bplease )(?:pretend|act|behave|roleplay) (?:to be|as|like|that)\b|\bDAN\b|\bfrom now on\b"
    r"|\b(?:repeat|print|reveal|output|show)\b.{0,30}\b(?:prompt|instructions|password|api key|secrets?|config\w*)\b"
    r"|<\|?(?:system|im_start|endoftext)|\[/?INST\]|\bsudo\b|\bdrop table\b|\brm -rf\b|<script",
    re.IGNORECASE,
)
_SCREENING = re.compile(
    r"\b(?:am i|would i be|will i be|are we|is my \w+|do i) (?:be )?(?:a )?(?:(?:good|right|strong|decent|best) (?:fit|match|candidate)|qualif\w+|"
    r"suitable|eligible for (?:this|the) (?:job|role|position)|good enough|too (?:old|young|junior|senior|inexperienced)|overqualified|underqualified)"
    r"|\b(?:my|the) (?:chances?|odds|likelihood|shot)\b|\bwill (?:i|you) (?:get|be|give me|hire) (?:the job|hired|me|selected|accepted|an? (?:offer|interview))"
    r"|\b(?:would|will|could|can) (?:you|u|they) (?:hire|pick|choose|select|consider|take) me\b"
    r"|\b(?:rate|score|rank|assess|evaluate|review|judge) (?:me\b(?! on)|my (?:cv|resume|application|profile|experience|background|portfolio|chances))\b|\bdo i (?:qualify|stand a chance|have a chance|have what it takes)\b"
    r"|\bstand a chance\b|\bwhy (?:was|did) (?:i|my application|you) (?:\w+ )?(?:reject|not (?:get|select))\w*",
    re.IGNORECASE,
)
_SENSITIVE = re.compile(
    r"\b(?:how old|what age|what race|what religion|married|pregnant|sexual|political party|vote[ds]? for)\b.{0,40}"
    r"\b(?:hiring manager|boss|recruiter|interviewer|employees|team|colleagues|ceo|candidates?)\b"
    r"|\b(?:is|are) (?:the )?(?:hiring manager|boss|recruiter|interviewer|ceo|team)\b.{0,20}\b(?:gay|straight|black|white|muslim|christian|jewish|single|married)\b"
    r"|\bdo you (?:only )?(?:hire|prefer) (?:only )?(?:men|women|males?|females?|whites?|blacks?|young|christians?|muslims?)\b",
    re.IGNORECASE,
)
_CHAT = re.compile(
    r"\b(?:write|compose|sing|tell|make)\b.{0,20}\b(?:poem|haiku|song|joke|story|limerick|essay|rap)\b"
    r"|\b(?:weather|forecast|temperature outside|capital of|president of|prime minister|who won|world cup|super ?bowl|recipe|horoscope|lottery|"
    r"bitcoin|stock price|movie|netflix|meaning of life|translate this|solve|homework|square root)\b"
    r"|\b\d+\s*[x*+/]\s*\d+\b|\bwhat time is it\b|\bfalling in love\b|\bdo you love me\b|\bhow are you\b|\bwrite (?:me )?(?:a |an |some |my )?"
    r"(?:code|python|script|function|program|cover letter|resume|cv|email)\b|\bwho (?:made|created|built|trained) you\b|\bwhat model are you\b|\bchatgpt\b",
    re.IGNORECASE,
)
_GREETING = re.compile(
    r"^\W*(?:hi|hello|hey|hiya|yo|good (?:morning|afternoon|evening|day)|greetings|howdy)(?: there| everyone| bot| team)?\W*$", re.IGNORECASE
)
_THANKS = re.compile(
    r"^\W*(?:(?:ok|okay|great|perfect|cool|awesome)[ ,!.]*)?(?:thanks?(?: you)?|thx|ty|cheers|merci|danke)\b[\w ,!.]{0,25}$|^\W*(?:ok|okay|great|perfect|cool|bye|goodbye)\W*$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Conduct:
    """Why a message is not answered from a posting; `greeting` and `thanks` are answered with a kind word."""

    kind: str
    reason: Reason | None


def conduct(message: str) -> Conduct | None:
    """None where the message is a question for the postings."""
    for kind, pattern, reason in _RULES:
        if pattern.search(message):
            return Conduct(kind, reason)
    return None


_RULES: tuple[tuple[str, re.Pattern[str], Reason | None], ...] = (
    ("greeting", _GREETING, None),
    ("thanks", _THANKS, None),
    ("instruction", _INJECTION, "out_of_scope"),
    ("screening", _SCREENING, "screening"),
    ("sensitive", _SENSITIVE, "sensitive"),
    ("chat", _CHAT, "out_of_scope"),
)
