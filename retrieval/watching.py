"""Whether a new statement fits what somebody watches for.

A watch is worth having only if it does not cry wolf: a statement fits if it is by whom the watch names and all words of
the topic stand in its sentences, in whatever form.
"""

from index.models import Statement
from index.search.found import Found
from retrieval.models import Anybody, Named, Question
from retrieval.ranking.stemming import stems


def can_watch(question: Question) -> bool:
    """Whether a question says what to watch for: somebody whom the corpus knows, or a topic."""
    return isinstance(question.who, Named) or (isinstance(question.who, Anybody) and bool(stems(question.topic)))


def fits(question: Question, found: Found) -> bool:
    """Whether a statement is what a question watches for."""
    if not isinstance(found.unit, Statement) or not can_watch(question):
        return False
    if question.speakers and found.speaker not in question.speakers:
        return False
    if question.publisher and found.article.publisher != question.publisher:
        return False
    wanted = stems(question.topic)
    return wanted <= stems(found.context(before=0).of(found.article.text))
