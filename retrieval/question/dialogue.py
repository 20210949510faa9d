"""What a conversation does with a question: choose among its speakers, ask for more, find what it leaves open."""

from dataclasses import replace

from index.models import Speaker
from retrieval.models import Ambiguous, Answer, Form, Named, Question
from retrieval.question import references

SHOWN_KEPT = 100  # items that "what else" remembers through a conversation


def more_of(answer: Answer) -> Question:
    """The question of an answer asked again for what it did not show."""
    return replace(answer.question, shown=(*answer.question.shown, *answer.items)[-SHOWN_KEPT:])


def chosen(question: Question, speaker: Speaker) -> Question:
    """The question asked again for one of its candidates."""
    form = Form.STATEMENTS if question.form in {Form.FACT, Form.WHO_SAID, Form.COMPARE} else question.form
    words = question.who.words if isinstance(question.who, Named) else (question.who_words,)
    return replace(question, who=Named((speaker,), words), form=form)


def left_open(question: Question) -> Question | None:
    """The question with what it leaves open about whose words it wants: one of several, or a "he" out of nowhere."""
    if isinstance(question.who, Ambiguous):
        return question
    pronoun = _dangling(question)
    return replace(question, who=Ambiguous(pronoun)) if pronoun and not question.speakers else None


def _dangling(question: Question) -> str | None:
    """The "he" or "she" of a question after somebody's words, where nothing tells who that is."""
    if question.carried or question.form is Form.WHO_SAID or not references.speaks(question.text):
        return None
    pronoun = references.pronoun_of(question.text, question)
    return pronoun if pronoun in {"he", "she"} else None
