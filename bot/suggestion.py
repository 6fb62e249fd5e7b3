"""Questions worth asking next: those that the posting's facts answer and that were not asked yet."""

from collections.abc import Sequence

from bot.topic import Topic
from ingest.posting import Posting

_QUESTIONS = {
    "salary": "What is the pay?",
    "workplace": "Can I work from home?",
    "location": "Where is the job based?",
    "relocation": "Is there help with moving?",
    "travel": "How much travel is there?",
    "benefits": "What are the benefits?",
    "visa_sponsorship": "Do you sponsor visas?",
    "deadline": "When is the deadline?",
    "start_date": "When does the job start?",
    "reports_to": "Who would I report to?",
    "how_to_apply": "How do I apply?",
    "employment_type": "Is it full time or part time?",
}
_MOST = 3


def suggestions(posting: Posting, asked: Sequence[Topic]) -> tuple[str, ...]:
    """At most three questions, each answered by a fact of the posting."""
    done = frozenset().union(*(topic.facts for topic in asked)) if asked else frozenset()
    stated = {fact.name for fact in posting.facts} - done
    return tuple(question for name, question in _QUESTIONS.items() if name in stated)[:_MOST]
