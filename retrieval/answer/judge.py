"""What is said about an answer: the reply to "did X say Y?", and why there is none."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from index.models import Act, Speaker, Statement
from index.search.snapshot import Found
from index.speakers import fold
from retrieval.answer.items import item_of
from retrieval.answer.verbatim import holds, quotes
from retrieval.models import Abstention, Answer, Described, Form, Item, Named, Question, Reason, UnknownName, Verdict
from retrieval.ranking.features import stems
from retrieval.ranking.rank import Scored

_NEAREST = 1
_TOPICS = 3
_TELLING = 3  # stems of a topic from which on somebody else's having them says that it is theirs
_NOT_STATED = {Act.DENIES: Verdict.DENIED, Act.DECLINES: Verdict.DECLINED, Act.ASKS: Verdict.WAS_ASKED}
_HEARD = 0.5  # share of a topic that must stand in or about words for "on record on this"
_SAID = 0.6  # share of a topic that somebody's words must have for "it was they who said it"
_RIVAL = 0.6  # as likely an answer as the best, by somebody else of the same name: ask back


def verdict_of(question: Question, items: Sequence[Item], scored: Sequence[Scored]) -> Verdict | None:
    """The reply to "did X say Y?" and to quoted words, or that the best item is somebody else's."""
    if not items:
        return None
    if items[0].beside and question.speakers:
        return Verdict.NOT_BY_THEM
    lead = items[0].statement
    if lead is None or question.form not in {Form.DID_SAY, Form.WHO_SAID}:
        return None
    if question.quoted and not _is_reserved(lead):
        return _on_words(question, lead, items[0])
    if question.form is not Form.DID_SAY or items[0].speaker is None:
        return None
    return _on_record(lead, scored)


def _on_record(lead: Statement, scored: Sequence[Scored]) -> Verdict:
    if _is_reserved(lead):
        return _NOT_STATED.get(lead.act, Verdict.DECLINED)
    heard = next((one.features.wide for one in scored if one.found.unit == lead), 0.0)
    return Verdict.ON_RECORD if heard >= _HEARD else Verdict.NOT_IN_THESE_WORDS


def _is_reserved(lead: Statement) -> bool:
    return lead.negated or lead.act in _NOT_STATED


def _on_words(question: Question, lead: Statement, item: Item) -> Verdict:
    """Whether the very words that a question quotes are on record."""
    if quotes(lead, item.article, question.quoted):
        return Verdict.QUOTED
    return Verdict.REPORTED if holds(lead, item.article, question.quoted) else Verdict.NOT_IN_THESE_WORDS


def quoted_first(question: Question, items: list[Item]) -> list[Item]:
    """The items with those first that have the very words which the question quotes."""
    if not question.quoted:
        return items
    return sorted(items, key=lambda i: not (i.statement and holds(i.statement, i.article, question.quoted)))


def said_by_other(question: Question, scored: Sequence[Scored], asked: frozenset[str]) -> Scored | None:
    """For "did X say Y?" the statement of somebody else that has Y, where nothing of X's own has it."""
    if question.form is not Form.DID_SAY:
        return None
    own = [one for one in scored if one.found.speaker and one.found.speaker.id in asked]
    others = [one for one in scored if one not in own and isinstance(one.found.unit, Statement)]
    if any(one.features.verbatim for one in scored):
        quoting = next((one for one in others if one.features.verbatim), None)
        return quoting if not any(one.features.verbatim for one in own) else None
    topic = stems(question.topic)
    if len(topic) < _TELLING:
        return None
    best = max(others, key=lambda one: (_has(one, topic), one.features.question), default=None)
    if best is None or _has(best, topic) < _SAID:
        return None
    heard = max((_has(one, topic) for one in own), default=0.0)
    nearest = max((one.features.question for one in own), default=0.0)
    return best if heard < _SAID and nearest < best.features.question else None


def rivals_of(question: Question, scored: Sequence[Scored]) -> tuple[Speaker, ...]:
    """The speakers of one name between whom the corpus does not decide: each has about as good an answer."""
    shared = _of_one_name(question)
    if question.form is Form.COMPARE or len(shared) < 2:
        return ()
    best = {
        speaker: max((one.score for one in scored if one.found.speaker == speaker), default=0.0) for speaker in shared
    }
    top = max(best.values())
    rivals = tuple(speaker for speaker, score in best.items() if score >= top * _RIVAL and score > 0)
    apart = [s for s in rivals if not any(_part_of(s, other) for other in rivals if other != s)]
    return tuple(apart) if len(apart) > 1 else ()


def settled(question: Question, scored: Sequence[Scored]) -> Question:
    """The question with the one of several of a name to whom its best candidate belongs; the others stay known."""
    named = question.who
    if not isinstance(named, Named):
        return question
    shared = [s for s in named.speakers if any(set(fold(n).split()) <= set(fold(s.name).split()) for n in named.words)]
    winner = next((one.found.speaker for one in scored if one.found.speaker in shared), None)
    if question.form is Form.COMPARE or winner is None or len(shared) < len(named.speakers):
        return question
    kept = tuple(s for s in named.speakers if s == winner or _part_of(s, winner) or _part_of(winner, s))
    return replace(question, who=Named(kept, named.words, tuple(s for s in named.speakers if s not in kept)))


def abstained(
    question: Question, scored: Sequence[Scored], spoken: Sequence[Found], other: Scored | None, confidence: float
) -> Answer:
    """Why there is no answer, and the nearest thing.

    ``spoken`` are statements of the speaker asked about, ``other`` is what somebody else said instead.
    """
    if other:
        abstention = Abstention(Reason.SPEAKER_SILENT, (item_of(other),), _topics_of(question.speakers, spoken))
        return Answer(question, abstention=abstention, verdict=Verdict.NOT_BY_THEM, confidence=confidence)
    return Answer(question, abstention=_abstention_of(question, scored, spoken), confidence=confidence)


def _abstention_of(question: Question, scored: Sequence[Scored], spoken: Sequence[Found]) -> Abstention:
    nearest = tuple(item_of(one) for one in scored[:_NEAREST])
    match question.who:
        case UnknownName():
            return Abstention(Reason.SPEAKER_UNKNOWN)
        case Named(speakers=speakers) if spoken:
            return Abstention(Reason.SPEAKER_SILENT, nearest, _topics_of(speakers, spoken))
        case Named():
            narrowed = question.first or question.last or question.publisher
            return Abstention(Reason.SILENT_THERE_AND_THEN if narrowed else Reason.SPEAKER_NOT_QUOTED)
        case _ if question.quoted:
            return Abstention(Reason.NOT_THESE_WORDS, nearest)
        case Described():
            return Abstention(Reason.NOT_BY_DESCRIBED, nearest)
        case _:
            reason = Reason.NOBODY_SAID if question.form is Form.WHO_SAID else Reason.NOTHING_NEAR
            return Abstention(reason, nearest)


def _has(one: Scored, topic: frozenset[str]) -> float:
    """Share of the topic in a statement's sentences; a place is in its adjective ("Israeli")."""
    around = stems(one.found.context().of(one.found.article.text))
    return sum(any(_akin(stem, other) for other in around) for stem in topic) / len(topic)


def _akin(stem: str, other: str) -> bool:
    return stem == other or (min(len(stem), len(other)) > 3 and (stem.startswith(other) or other.startswith(stem)))


def _of_one_name(question: Question) -> list[Speaker]:
    """The speakers whom the question names by part of their name; by the whole of it, only those."""
    named = [set(fold(words).split()) for words in (question.who.words if isinstance(question.who, Named) else ())]
    whole = [s for s in question.speakers if len(fold(s.name).split()) > 1 and set(fold(s.name).split()) in named]
    return whole or [s for s in question.speakers if any(words <= set(fold(s.name).split()) for words in named)]


def _part_of(speaker: Speaker, other: Speaker) -> bool:
    """Whether one's name is part of the other's: they may well be the same."""
    return set(fold(speaker.name).split()) < set(fold(other.name).split())


def _topics_of(speakers: Sequence[Speaker], spoken: Sequence[Found]) -> tuple[str, ...]:
    """The most frequent longer words of the speakers' statements."""
    names = {word for speaker in speakers for alias in speaker.aliases for word in fold(alias).split()}
    counted: Counter[str] = Counter()
    for found in spoken:
        if isinstance(found.unit, Statement):
            said = " ".join(found.unit.texts(found.article.text))
            counted.update({w for w in fold(said).split() if len(w) > 6 and w not in names})
    return tuple(word for word, _ in counted.most_common(_TOPICS))
