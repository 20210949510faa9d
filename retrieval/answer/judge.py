"""What is said about an answer: the reply to "did X say Y?", and why there is none."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from index.models import Act, Speaker, Statement
from index.search.snapshot import Found
from index.speakers import fold
from retrieval.answer.items import head_of, item_of
from retrieval.answer.verbatim import holds, quotes
from retrieval.models import Abstention, Answer, Form, Item, Question, Reason
from retrieval.ranking.features import stems
from retrieval.ranking.rank import Scored

_NEAREST = 1
_TOPICS = 3
_TELLING = 3  # stems of a topic from which on somebody else's having them says that it is theirs
_NOT_STATED = {Act.DENIES: "denying it", Act.DECLINES: "declining to say", Act.ASKS: "asking"}
_HEARD = 0.5  # share of a topic that must stand in or about words for "on record on this"
_SAID = 0.6  # share of a topic that somebody's words must have for "it was they who said it"
_RIVAL = 0.6  # as likely an answer as the best, by somebody else of the same name: ask back


def verdict_of(question: Question, items: Sequence[Item], scored: Sequence[Scored]) -> str | None:
    """The one-line reply to "did X say Y?" and to quoted words, or that the best item is somebody else's."""
    if not items:
        return None
    if items[0].beside and question.speakers:
        return f"Nothing by {question.speakers[0].name} fits as well. Who spoke nearest to it:"
    lead, speaker = items[0].statement, items[0].speaker
    if lead is None or question.form not in {Form.DID_SAY, Form.WHO_SAID}:
        return None
    if question.quoted and not _is_reserved(lead):
        return _on_words(question, lead, items[0])
    if question.form is not Form.DID_SAY or speaker is None:
        return None
    return _on_record(lead, speaker, scored)


def _on_record(lead: Statement, speaker: Speaker, scored: Sequence[Scored]) -> str:
    if _is_reserved(lead):
        return f"{speaker.name} is on record as {_NOT_STATED.get(lead.act, 'not saying it')}; read the words:"
    heard = next((one.features.wide for one in scored if one.found.unit == lead), 0.0)
    if heard < _HEARD:
        return f"Not in those words in this corpus. Nearest of {speaker.name}'s:"
    return f"{speaker.name} is on record on this; read the words:"


def _is_reserved(lead: Statement) -> bool:
    return lead.negated or lead.act in _NOT_STATED


def _on_words(question: Question, lead: Statement, item: Item) -> str:
    """The reply to a question that quotes: whether these very words are on record, and as whose."""
    who = item.speaker.name if item.speaker else "A source without a name"
    if quotes(lead, item.article, question.quoted):
        return f"{who} is quoted with these very words:"
    if holds(lead, item.article, question.quoted):
        return f"{who} is on record so, in the words of the report, not in quotation marks:"
    return f"Not in these very words {_place(question)}. Nearest of {who}'s:"


def _place(question: Question) -> str:
    return "from there and then" if question.first or question.last or question.publisher else "in this corpus"


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
    """The question with the one of several of a name to whom its best candidate belongs; the others stay a choice."""
    shared = [
        s for s in question.speakers if any(set(fold(n).split()) <= set(fold(s.name).split()) for n in question.named)
    ]
    winner = next((one.found.speaker for one in scored if one.found.speaker in shared), None)
    if question.form is Form.COMPARE or winner is None or len(shared) < len(question.speakers):
        return question
    kept = tuple(s for s in question.speakers if s == winner or _part_of(s, winner) or _part_of(winner, s))
    return replace(question, speakers=kept, candidates=tuple(s for s in question.speakers if s not in kept))


def abstention_of(
    question: Question, scored: Sequence[Scored], spoken: Sequence[Found], other: Scored | None = None
) -> Abstention:
    """Why there is no answer, and the nearest thing.

    ``spoken`` are statements of the speaker asked about, ``other`` is what somebody else said instead.
    """
    nearest = tuple(item_of(one) for one in scored[:_NEAREST])
    if question.unknown_speaker:
        message = f"Nobody called “{question.unknown_speaker}” is quoted in this corpus."
        return Abstention(Reason.SPEAKER_ABSENT, message, ())
    if question.speakers:
        return _silence(question, spoken, nearest, other)
    if question.quoted:
        message = f"Nobody is on record with these very words {_place(question)}."
        return Abstention(Reason.NOTHING_NEAR, message, nearest)
    if question.described:
        message = f"Nobody whom “{question.described}” fits is quoted on that in this corpus."
        return Abstention(Reason.NOTHING_NEAR, message, nearest)
    return Abstention(Reason.NOTHING_NEAR, "Nobody in this corpus is on record on that.", nearest)


def empty(question: Question, sequence: int) -> Answer:
    """The answer of an index without articles."""
    abstention = Abstention(Reason.EMPTY_INDEX, "The index holds no articles yet.")
    return Answer(question, head_of(question), abstention=abstention, sequence=sequence)


def _silence(
    question: Question, spoken: Sequence[Found], nearest: tuple[Item, ...], other: Scored | None
) -> Abstention:
    names = " or ".join(speaker.name for speaker in question.speakers[:2])
    narrowed = question.first or question.last or question.publisher
    if not spoken and narrowed:
        return Abstention(Reason.SPEAKER_SILENT, f"Nothing of {names} is held from there and then.", ())
    if not spoken:
        return Abstention(Reason.SPEAKER_ABSENT, f"{names} is mentioned but not quoted in this corpus.", ())
    topics = _spoke_of(question.speakers, spoken)
    if other:
        who = other.found.speaker.name if other.found.speaker else "a source without a name"
        message = f"Not in this corpus: {names} is not on record saying so. On record with it is {who}:"
        return Abstention(Reason.SPEAKER_SILENT, message, (item_of(other),))
    topic = f" about {question.topic}" if question.topic else " of that kind"
    return Abstention(Reason.SPEAKER_SILENT, f"{names} is quoted in this corpus, but not{topic}.{topics}", nearest)


def _has(one: Scored, topic: frozenset[str]) -> float:
    """Share of the topic in a statement's sentences; a place is in its adjective ("Israeli")."""
    around = stems(one.found.context().of(one.found.article.text))
    return sum(any(_akin(stem, other) for other in around) for stem in topic) / len(topic)


def _akin(stem: str, other: str) -> bool:
    return stem == other or (min(len(stem), len(other)) > 3 and (stem.startswith(other) or other.startswith(stem)))


def _of_one_name(question: Question) -> list[Speaker]:
    """The speakers whom the question names by part of their name; by the whole of it, only those."""
    named = [set(fold(words).split()) for words in question.named]
    whole = [s for s in question.speakers if len(fold(s.name).split()) > 1 and set(fold(s.name).split()) in named]
    return whole or [s for s in question.speakers if any(words <= set(fold(s.name).split()) for words in named)]


def _part_of(speaker: Speaker, other: Speaker) -> bool:
    """Whether one's name is part of the other's: they may well be the same."""
    return set(fold(speaker.name).split()) < set(fold(other.name).split())


def _spoke_of(speakers: Sequence[Speaker], spoken: Sequence[Found]) -> str:
    """ " On record about …": the most frequent longer words of their statements."""
    names = {word for speaker in speakers for alias in speaker.aliases for word in fold(alias).split()}
    counted: Counter[str] = Counter()
    for found in spoken:
        if isinstance(found.unit, Statement):
            said = " ".join(found.unit.texts(found.article.text))
            counted.update({w for w in fold(said).split() if len(w) > 6 and w not in names})
    topics = [word for word, _ in counted.most_common(_TOPICS)]
    return f" On record about: {', '.join(topics)}." if topics else ""
