"""A passage whose words that answer are somebody's: their statement stands in its place, under their name."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from index.english.asking import Asked
from index.models import Span, Statement, Unit
from index.search.found import Found
from index.search.snapshot import Snapshot
from retrieval.answer.highlight import highlight_of
from retrieval.answer.items import RIVALLING
from retrieval.models import Question
from retrieval.question.slots import WORDS
from retrieval.ranking.rank import Scored
from retrieval.ranking.terms import Terms
from retrieval.ranking.wanted import wanted_in

_LOOKED_AT = 4  # candidates, about as many as are shown
_MOSTLY = 0.5  # of the words that answer, the share that must be somebody's; of a topic, the share in their words


def said_there(question: Question, ranked: Sequence[Scored], terms: Terms, snapshot: Snapshot) -> list[Scored]:
    """The candidates, where a passage gives its place to the statement of which its answering words are.

    A number, a day or a place is told by the article as well as by whom it quotes, so such a passage stays. So does one
    after a person, unless nobody but the speaker can be meant.
    """
    if question.speech >= WORDS or question.asked not in {None, Asked.PERSON}:
        return list(ranked)
    ranked = _own_first(ranked)
    kept: dict[tuple[Unit, int], Scored] = {}
    for one in (*(_instead(first, terms, snapshot) for first in ranked[:_LOOKED_AT]), *ranked[_LOOKED_AT:]):
        kept.setdefault((one.candidate.unit, one.candidate.key), one)
    return list(kept.values())


def _own_first(ranked: Sequence[Scored]) -> list[Scored]:
    """The candidates, a passage behind what somebody asked about says in it, if that fits about as well."""
    kept = list(ranked)
    for passage in ranked[:_LOOKED_AT]:
        if passage.candidate.unit is Unit.STATEMENT:
            continue
        own = [one for one in kept if one.features.theirs and _covers(passage, one)]
        if own and own[0].score >= passage.score * RIVALLING:
            kept.remove(passage)
            kept.insert(kept.index(own[0]) + 1, passage)
    return kept


def _covers(passage: Scored, one: Scored) -> bool:
    return one.found.article.id == passage.found.article.id and passage.found.unit.span.covers(one.found.unit.span)


def _instead(one: Scored, terms: Terms, snapshot: Snapshot) -> Scored:
    if one.candidate.unit is Unit.STATEMENT:
        return one
    marked = highlight_of(terms, one.found, (one.found.unit.span,))
    said = max(_spoken_in(one.found, snapshot), key=lambda found: _shared(found, marked), default=None)
    if said is None or _shared(said, marked) < _MOSTLY or not _may_be_wanted(said, terms):
        return one
    return replace(one, candidate=replace(one.candidate, unit=Unit.STATEMENT, key=said.unit.key or 0), found=said)


def _spoken_in(found: Found, snapshot: Snapshot) -> Iterator[Found]:
    """The statements within a passage whose speaker is known."""
    indexed = snapshot.article(found.article.id)
    for one in indexed.statements if indexed else ():
        if one.speaker and found.unit.span.covers(one.statement.span):
            yield Found(one.statement, found.article, found.sentences, one.speaker)


def _shared(found: Found, marked: Sequence[Span]) -> float:
    """The share of the marked words that are a statement's, or say whose it is."""
    if not isinstance(found.unit, Statement):
        return 0.0
    own = (*found.unit.parts, *(span for span in (found.unit.cue, found.unit.mention) if span))
    both = sum(max(0, min(a.end, b.end) - max(a.start, b.start)) for a in own for b in marked)
    return both / max(1, sum(one.end - one.start for one in marked))


def _may_be_wanted(said: Found, terms: Terms) -> bool:
    """Whether a person who is asked for may be the speaker: their words are what is asked, and name nobody else."""
    if terms.want.asked is not Asked.PERSON:
        return True
    words = " ".join(said.unit.texts(said.article.text)) if isinstance(said.unit, Statement) else ""
    return not wanted_in(terms.want, words) and terms.topic.share(terms.topic.met(words)) >= _MOSTLY
