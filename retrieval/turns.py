"""What a conversation does with questions and answers: ask back, choose, go on without what was shown."""

from collections.abc import Sequence
from dataclasses import replace

from index.models import Speaker
from retrieval import leaning
from retrieval.answer import alike, item_of
from retrieval.models import Abstention, Answer, Form, Item, Part, Question, Reason
from retrieval.rank import Scored

ALL_SHOWN = Abstention(Reason.ALL_SHOWN, "That is all: nothing else in this corpus fits.")
SHOWN_KEPT = 100  # items that "what else" remembers through a conversation


def more_of(answer: Answer) -> Question:
    """The question of an answer asked again for what it did not show."""
    return replace(answer.question, shown=(*answer.question.shown, *answer.items)[-SHOWN_KEPT:])


def chosen(question: Question, speaker: Speaker) -> Question:
    """The question asked again for one of its candidates."""
    form = Form.STATEMENTS if question.form in {Form.PASSAGES, Form.WHO_SAID, Form.COMPARE} else question.form
    return replace(question, speakers=(speaker,), candidates=(), unknown_speaker=None, form=form)


def ask_back(question: Question) -> Abstention | None:
    """What to ask where a question leaves open whose words it wants: one of several, or a "he" out of nowhere."""
    if question.speakers:
        return None
    if question.candidates:
        named = question.named[0] if question.named else "that name"
        names = ", ".join(speaker.name for speaker in question.candidates)
        message = f"“{named}” may be one of several speakers: {names}. Whom do you mean?"
        return Abstention(Reason.AMBIGUOUS, message)
    pronoun = _dangling(question)
    if pronoun is None:
        return None
    message = f"Who is “{pronoun}”? Name the speaker, or reply to the answer that you mean."
    return Abstention(Reason.AMBIGUOUS, message)


def carried_over(question: Question) -> Question:
    """The question reduced to what it took over, for showing that apart."""
    kept = set(question.carried)
    return Question(
        text="",
        form=Form.STATEMENTS,
        topic=question.topic if Part.TOPIC in kept else "",
        speakers=question.speakers if Part.SPEAKERS in kept else (),
        unknown_speaker=question.unknown_speaker if Part.SPEAKERS in kept else None,
        first=question.first if Part.DATES in kept else None,
        last=question.last if Part.DATES in kept else None,
        publisher=question.publisher if Part.PUBLISHER in kept else None,
    )


def unseen(question: Question, ranked: Sequence[Scored]) -> list[Scored]:
    """The candidates without those that were shown before; "who else" leaves out their speakers too."""
    if not question.shown:
        return list(ranked)
    heard = {item.speaker for item in question.shown if item.speaker and question.form is Form.WHO_SAID}
    return [one for one in ranked if one.found.speaker not in heard and not _was_shown(item_of(one), question.shown)]


def _dangling(question: Question) -> str | None:
    """The "he" or "she" of a question after somebody's words, where nothing tells who that is."""
    if question.carried or question.form is Form.WHO_SAID or not leaning.speaks(question.text):
        return None
    pronoun = leaning.pronoun_of(question.text, question)
    return pronoun if pronoun in {"he", "she"} else None


def _was_shown(item: Item, shown: Sequence[Item]) -> bool:
    return any(
        alike(item, other)
        or (item.statement is not None and item.statement in other.run)
        or (item.article.id == other.article.id and item.statement == other.statement and item.passage == other.passage)
        for other in shown
    )
