"""Questions that a corpus answers, made of what it holds: for whoever does not know what to ask."""

from collections.abc import Callable, Iterator, Sequence
from itertools import cycle

from index.models import Speaker
from retrieval.models import Answer
from retrieval.topics import Topic

EXAMPLES = 3
_SPEAKERS = 30
_FORMS = (
    "what did {speaker} say about {topic}?",
    "did {speaker} say anything about {topic}?",
    "{speaker} on {topic}",
)

TopicsOf = Callable[[Speaker], Sequence[Topic]]


def example_questions(
    speakers: Sequence[Speaker], topics_of: TopicsOf, ask: Callable[[str], Answer]
) -> tuple[str, ...]:
    """A few questions that ``ask`` answers with words of the speaker whom they name, in varied forms."""
    forms = cycle(_FORMS)
    form = next(forms)
    found: list[str] = []
    for speaker, topic in likely_topics(speakers, topics_of):
        question = form.format(speaker=speaker.name, topic=topic.in_sentence)
        answer = ask(question)
        if answer.items and answer.items[0].speaker == speaker:
            found.append(question)
            form = next(forms)
        if len(found) == EXAMPLES:
            break
    return tuple(found)


def likely_topics(speakers: Sequence[Speaker], topics_of: TopicsOf) -> Iterator[tuple[Speaker, Topic]]:
    """Those who speak most, each with what they are on record about most of all.

    Whoever has a phrase or a name for a topic comes before those who have a mere noun.
    """
    heard = sorted((s for s in speakers if s.statements), key=lambda s: (-s.statements, s.id))[:_SPEAKERS]
    mere: list[tuple[Speaker, Topic]] = []
    for speaker in heard:
        topics = topics_of(speaker)
        if topic := next((one for one in topics if not one.mere), None):
            yield speaker, topic
        elif topics:
            mere.append((speaker, topics[0]))
    yield from mere
