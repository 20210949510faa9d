"""What a conversation does with questions and answers: ask back, choose, go on without what was shown."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from index.models import Speaker
from index.search.snapshot import Found
from retrieval.answer.items import alike, item_of
from retrieval.models import Abstention, Ambiguous, Answer, Form, Item, Named, Question, Reason
from retrieval.question import references as leaning
from retrieval.ranking.rank import Scored

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


def ask_back(question: Question) -> Answer:
    """The answer to a question that leaves open whose words it wants."""
    return Answer(question, abstention=Abstention(Reason.AMBIGUOUS))


def unseen(question: Question, ranked: Sequence[Scored], asked: frozenset[str]) -> list[Scored]:
    """The candidates without those that were shown before; "who else" leaves out their speakers too.

    ``asked`` are the ids of the speakers asked about: what else they said is nobody else's words.
    """
    if not question.shown:
        return list(ranked)
    heard = {item.speaker for item in question.shown if item.speaker and question.form is Form.WHO_SAID}
    keys = _shown_keys(question)
    left = [one for one in ranked if one.found.unit.key not in keys and one.found.speaker not in heard]
    if asked:
        left = [one for one in left if one.found.speaker and one.found.speaker.id in asked]
    return [one for one in left if not _was_shown(item_of(one), question.shown)]


def unseen_beside(question: Question, beside: Mapping[int, Sequence[Found]]) -> dict[int, list[Found]]:
    """The statements around candidates without those that were shown before."""
    keys = _shown_keys(question)
    return {key: [found for found in around if found.unit.key not in keys] for key, around in beside.items()}


def _shown_keys(question: Question) -> frozenset[int | None]:
    units = [unit for item in question.shown for unit in (*item.run, item.statement, item.passage) if unit]
    return frozenset(unit.key for unit in units)


def _dangling(question: Question) -> str | None:
    """The "he" or "she" of a question after somebody's words, where nothing tells who that is."""
    if question.carried or question.form is Form.WHO_SAID or not leaning.speaks(question.text):
        return None
    pronoun = leaning.pronoun_of(question.text, question)
    return pronoun if pronoun in {"he", "she"} else None


def _was_shown(item: Item, shown: Sequence[Item]) -> bool:
    """Whether the words of an item were shown, in the same article or by the same speaker in another."""
    return any(
        alike(item, other) or (item.article.id == other.article.id and all(text in other.texts for text in item.texts))
        for other in shown
    )
