"""A question narrowed by conditions that do not stand in it: options of the command line."""

from dataclasses import replace

from index.search.filters import Where
from index.search.snapshot import Snapshot
from retrieval.models import Named, Question


def narrowed(question: Question, within: Where, snapshot: Snapshot) -> Question:
    """The question asked of these speakers, of this publisher, and of those of its days that lie within.

    Speakers take the place of whom the question names; speakers that the snapshot does not have are nobody's.
    """
    who = question.who
    if within.speakers is not None:
        speakers = tuple(one for one in map(snapshot.speaker, within.speakers) if one)
        who = Named(speakers, tuple(one.name for one in speakers))
    firsts = [day for day in (question.first, within.first) if day]
    lasts = [day for day in (question.last, within.last) if day]
    return replace(
        question,
        who=who,
        publisher=within.publisher or question.publisher,
        first=max(firsts, default=None),
        last=min(lasts, default=None),
    )
