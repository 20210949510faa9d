"""A question that leans on the one before it, completed: "what else did he say?", "and Shamkhani?", "in 2022?".

Two things make a question lean: an anaphor (a pronoun where its speaker stands; "that" or "it" for its
topic) and an ellipsis (a fragment that lacks the clause, or one opened by "and" or "what about"). An
anaphor takes over what it stands for, an ellipsis all that it leaves out. A question with a speaker and
a topic of its own takes over nothing.

A leaning question is rewritten into one that stands by itself and is then parsed like any other, so that
there is one parser; the speakers taken over stay the very same ones, whatever their names could mean.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace

from index.models import Speaker
from retrieval.models import (
    Ambiguous,
    Answer,
    Anybody,
    Described,
    Form,
    Item,
    Named,
    Order,
    Part,
    Question,
    UnknownName,
)
from retrieval.question import references
from retrieval.question.dialogue import SHOWN_KEPT, chosen

_SHORT_TOPIC = 2  # words of a topic that may lean on what was asked before
Parse = Callable[[str], Question]


@dataclass(frozen=True, slots=True)
class _Scene:
    """What was asked and shown before, and how questions are parsed."""

    before: Question
    items: tuple[Item, ...]
    parse: Parse

    @property
    def whom(self) -> str:
        """The speakers of the question before, in words."""
        match self.before.who:
            case Named(speakers=speakers):
                return " and ".join(speaker.name for speaker in speakers)
            case UnknownName(words=words) | Ambiguous(words=words, speakers=(_, *_)):
                return words
            case _:
                return ""

    def with_speakers(self, question: Question, speakers: tuple[Speaker, ...]) -> Question:
        """The question about the very speakers of before, or about the name that nobody bore."""
        if speakers:
            said = question.form in {Form.STATEMENTS, Form.DID_SAY}
            form = question.form if said else Form.STATEMENTS
            if len(speakers) > 1 and self.before.form is Form.COMPARE:
                form = Form.COMPARE
            words = question.who.words if isinstance(question.who, Named) else ()
            question = replace(question, who=Named(speakers, words), form=form)
        else:
            question = replace(question, who=self.before.who)
        return replace(question, carried=(Part.SPEAKERS, *question.carried))

    def with_topic(self, question: Question) -> Question:
        """The question about the topic of before."""
        if not self.before.topic:
            return question
        quoted = question.quoted or self.before.quoted
        carried = (*question.carried, Part.TOPIC)
        return replace(question, topic=self.before.topic, quoted=quoted, carried=carried)


def readings(text: str, parse: Parse, previous: Question | Answer | None) -> tuple[Question, ...]:
    """What a question may mean, likeliest first. One that stands by itself is just parsed.

    A fragment may name a speaker or a topic ("what about Hiroshima?"), and a short question after a fact may be about
    what was spoken of before ("how many people died?"): which of them, the corpus decides.
    """
    question = parse(text)
    if previous is None:
        return (question,)
    before = previous.question if isinstance(previous, Answer) else previous
    items = previous.items if isinstance(previous, Answer) else ()
    scene = _Scene(before, items, parse)
    completed = _completed(text, question, scene)
    topical = _completed(text, question, scene, topic=True)
    found = [completed, *([topical] if topical.topic or not completed.topic else [])]  # "in 2023?" names no topic
    if same := _of_the_same(question, completed, scene):
        found.insert(0, same)
    return tuple(dict.fromkeys(found))


def _completed(text: str, question: Question, scene: _Scene, *, topic: bool = False) -> Question:
    """The question with what it leaves out taken from before; ``topic``: a fragment names no speaker."""
    before = scene.before
    rest = references.rest_of(text)
    fragment = references.is_fragment(text, rest, question)
    filled = _from_fragment(rest, scene, topic=topic) if fragment else None
    whole = filled or _from_clause(text, rest, question, scene)
    more = references.asks_more(text)
    if not (whole.carried or isinstance(whole.who, Ambiguous) or more or whole.form is not question.form):
        return _narrowed(question, before)
    if filled or more or Part.TOPIC in whole.carried:
        whole = _with_scope(whole, before)
    return replace(whole, shown=(*before.shown, *scene.items)[-SHOWN_KEPT:]) if more else whole


def _of_the_same(question: Question, completed: Question, scene: _Scene) -> Question | None:
    """A short question after a fact that names nobody, taken to be about what was asked before.

    One that asks for words, or whose "he" the conversation explains, means what it says.
    """
    about = f"{scene.before.who_words} {scene.before.topic}".strip()
    short = len(question.topic.split()) <= _SHORT_TOPIC
    if question.form is not Form.FACT or not isinstance(question.who, Anybody) or not short or not about:
        return None
    explained = Part.SPEAKERS in completed.carried or isinstance(completed.who, Ambiguous)
    if explained or references.asks_more(question.text) or references.speaks(question.text):
        return None
    if references.is_fragment(question.text, references.rest_of(question.text), question):
        return None
    text = f"{question.text.rstrip(' ?')} {about}"
    topic = f"{question.topic} {about}".strip()
    return replace(question, text=text, topic=topic, carried=(Part.TOPIC,))


def standalone(form: Form, whom: str, topic: str) -> str:
    """A question in words of its own, as somebody without the conversation would have asked it."""
    if form is Form.WHO_SAID:
        return f"who said {topic}?"
    if not whom:
        return topic
    if not topic:
        return f"what did {whom} say?"
    return f"did {whom} say {topic}?" if form is Form.DID_SAY else f"what did {whom} say about {topic}?"


def _from_fragment(rest: str, scene: _Scene, *, topic: bool = False) -> Question | None:
    """A fragment put into the clause of the question before; None if it has all that it needs."""
    before = scene.before
    core, about = references.core_of(rest)
    alone = scene.parse(core) if core else replace(before, first=None, last=None, publisher=None, topic="")
    named = None if about or topic or not core else _named(core, alone, scene.parse)
    if named is not None:
        return named if named.topic else _asked_of_another(named, scene)
    own = (references.own_topic(alone, core) or (core if about or topic else "")) if core else ""
    more = references.asks_more(rest)
    if own or (more and scene.whom):
        filled = _asked_about(core if own else "", alone, scene, more=more)
    else:
        filled = _narrowed_by(alone, scene)
    filled = replace(filled, order=before.order if filled.order is Order.RELEVANCE else filled.order)
    return scene.with_speakers(filled, before.speakers) if scene.whom else replace(filled, form=before.form)


def _asked_about(topic: str, alone: Question, scene: _Scene, *, more: bool) -> Question:
    """ "and the budget?", "what else?": the question before about another topic, or about all."""
    before = scene.before
    form = Form.STATEMENTS if before.form is Form.COMPARE or more else before.form
    text = standalone(form, scene.whom, topic)
    filled = replace(scene.parse(text), text=text)
    return filled if filled.first or filled.last else replace(filled, first=alone.first, last=alone.last)


def _asked_of_another(named: Question, scene: _Scene) -> Question | None:
    """ "and Keller?": what was asked before, of another speaker; None if that had no topic."""
    before = scene.before
    if not before.topic:
        return None
    form = Form.DID_SAY if before.form is Form.DID_SAY else Form.STATEMENTS
    asked = replace(scene.with_topic(named), form=form if len(named.speakers) < 2 else named.form)
    asked = replace(asked, speech=max(named.speech, before.speech))  # the clause is that of before
    whom = " and ".join(speaker.name for speaker in named.speakers) or named.who_words
    return replace(asked, text=standalone(asked.form, whom, before.topic))


def _narrowed_by(alone: Question, scene: _Scene) -> Question:
    """ "and in 2022?": the question before, with the dates and the publisher of the fragment."""
    before = scene.before
    text = standalone(before.form, scene.whom, before.topic)
    filled = replace(alone, text=text, form=before.form, speech=before.speech)
    return scene.with_topic(replace(filled, topic="", carried=()))


def _named(core: str, alone: Question, parse: Parse) -> Question | None:
    """The fragment as one that names a speaker, or None: "Keller", "the mayor", "Keller in 2022"."""
    if alone.speakers:
        return alone
    asked = parse(f"what did {alone.topic if alone.first or alone.last else core} say?")
    if not any(one.statements for one in asked.speakers) and not isinstance(asked.who, Described):
        return None
    return replace(asked, first=alone.first, last=alone.last, publisher=alone.publisher)


def _from_clause(text: str, rest: str, question: Question, scene: _Scene) -> Question:
    """A question whose anaphors are replaced by what they stand for."""
    before, more = scene.before, references.asks_more(rest)
    word = references.pronoun_of(rest, question)
    speakers = _antecedent(word, scene) if word else ()
    known = bool(speakers or (word and isinstance(before.who, UnknownName | Ambiguous) and scene.whom))
    if references.is_personal(word) and not known:
        return question  # nobody in the conversation whom the pronoun could mean
    rewritten = references.without_else(rest) if more else rest
    if known:
        rewritten = references.with_name(rewritten, " and ".join(s.name for s in speakers) or scene.whom or word)
    parsed = _narrowed(scene.parse(rewritten), before) if rewritten != text else _narrowed(question, before)
    parsed = replace(parsed, topic=references.own_topic(parsed, rest))
    filled = _with_topic_of(rewritten, parsed, scene, more=more, joined=rest != text.strip(), event=word)
    if not known:
        return filled
    if references.is_personal(word) and before.form is Form.COMPARE and len(speakers) > 1:
        return replace(filled, who=Ambiguous(word, speakers), form=Form.STATEMENTS)
    return scene.with_speakers(filled, speakers)


def _with_topic_of(
    rewritten: str, parsed: Question, scene: _Scene, *, more: bool, joined: bool, event: str
) -> Question:
    """A clause without a topic takes it from before where it points there, or where "and" joins it."""
    topic, named = scene.before.topic, references.names_speaker(parsed)
    if not topic:
        return parsed
    if (
        parsed.topic
        and parsed.form is scene.before.form is Form.FACT
        and (event or references.ends_pointing(rewritten))
    ):
        # "which ports did the storm close?" and then "when did it happen?": the event is the topic
        both = f"{topic} {parsed.topic}"
        return replace(parsed, topic=both, text=both, carried=(Part.TOPIC,))
    # "what else did he say?" asks for other things, "what else did he say about it?" for more of the same
    other_things = more and named and not references.points_at_topic(rewritten)
    if parsed.topic or other_things:
        return parsed
    if pointing := references.pointer_in(rewritten):
        return _pointed(rewritten, pointing, parsed, scene)
    if more or (joined and named):
        return scene.with_topic(replace(parsed, text=f"{rewritten.rstrip(' ?')} about {topic}?"))
    return parsed


def _pointed(rewritten: str, pointing: re.Match[str], parsed: Question, scene: _Scene) -> Question:
    """A clause in which the topic of before stands for "that"; "when did he say that?" asks for the words again."""
    topic, whom = scene.before.topic, " and ".join(speaker.name for speaker in parsed.speakers)
    if whom and references.asks_circumstance(rewritten):
        text = standalone(Form.STATEMENTS, whom, topic)
    else:
        text = f"{rewritten[: pointing.start()]}{topic}{rewritten[pointing.end() :]}"
    asked = replace(scene.parse(text), text=text, who=parsed.who, carried=parsed.carried)
    return scene.with_topic(asked)


def _narrowed(question: Question, before: Question) -> Question:
    """A name or title that fits several means the one of whom the conversation is."""
    if len(before.speakers) != 1:
        return question
    (known,) = before.speakers
    among = question.speakers if question.form is not Form.COMPARE else ()
    if len(among) < 2 or known not in among:
        return question
    return replace(chosen(question, known), carried=(Part.SPEAKERS,))


def _antecedent(pronoun: str, scene: _Scene) -> tuple[Speaker, ...]:
    """Whom a pronoun means: the speakers asked about; after "who said …?" the first who was shown to."""
    fitting = tuple(speaker for speaker in scene.before.speakers if references.fits(pronoun, speaker))
    if fitting or references.names_speaker(scene.before):
        return fitting
    return next(
        ((item.speaker,) for item in scene.items if item.speaker and references.fits(pronoun, item.speaker)), ()
    )


def _with_scope(question: Question, before: Question) -> Question:
    """Dates and publisher go with a carried topic and with a fragment; a clause of its own is not bound by them."""
    undated = question.first is None and question.last is None
    if undated and (before.first or before.last):
        question = replace(question, first=before.first, last=before.last, carried=(*question.carried, Part.DATES))
    if question.publisher is None and before.publisher:
        question = replace(question, publisher=before.publisher, carried=(*question.carried, Part.PUBLISHER))
    return question
