"""Speakers of one name: between whom the candidates do not decide, and to whom they settle a question."""

from collections.abc import Sequence
from dataclasses import replace

from index.models import Speaker
from index.speakers import fold
from retrieval.models import Form, Named, Question
from retrieval.question.slots import WORDS
from retrieval.ranking.rank import Scored

_RIVAL = 0.6  # as likely an answer as the best, by somebody else of the same name: ask back


def rivals_of(question: Question, ranked: Sequence[Scored]) -> tuple[Speaker, ...]:
    """The speakers of one name between whom the corpus does not decide: each has about as good an answer."""
    shared = _of_one_name(question)
    if question.form is Form.COMPARE or question.speech < WORDS or len(shared) < 2:
        return ()
    best = {s: max((one.score for one in ranked if one.found.speaker == s), default=0.0) for s in shared}
    top = max(best.values())
    rivals = tuple(speaker for speaker, score in best.items() if score >= top * _RIVAL and score > 0)
    apart = [s for s in rivals if not any(_part_of(s, other) for other in rivals if other != s)]
    return tuple(apart) if len(apart) > 1 else ()


def settled(question: Question, ranked: Sequence[Scored]) -> Question:
    """The question with the one of several of a name to whom its best candidate belongs; the others stay known."""
    named = question.who
    if not isinstance(named, Named) or question.form is Form.COMPARE:
        return question
    shared = [s for s in named.speakers if any(set(fold(n).split()) <= set(fold(s.name).split()) for n in named.words)]
    winner = next((one.found.speaker for one in ranked if one.found.speaker in shared), None)
    if winner is None or len(shared) < len(named.speakers):
        return question
    kept = tuple(s for s in named.speakers if s == winner or _part_of(s, winner) or _part_of(winner, s))
    return replace(question, who=Named(kept, named.words, tuple(s for s in named.speakers if s not in kept)))


def _of_one_name(question: Question) -> list[Speaker]:
    """The speakers whom the question names by part of their name; by the whole of it, only those."""
    named = [set(fold(words).split()) for words in (question.who.words if isinstance(question.who, Named) else ())]
    whole = [s for s in question.speakers if len(fold(s.name).split()) > 1 and set(fold(s.name).split()) in named]
    return whole or [s for s in question.speakers if any(words <= set(fold(s.name).split()) for words in named)]


def _part_of(speaker: Speaker, other: Speaker) -> bool:
    """Whether one's name is part of the other's: they may well be the same."""
    return set(fold(speaker.name).split()) < set(fold(other.name).split())
