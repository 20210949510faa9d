"""A question that leans on the one before it, completed: "what else did he say?", "and Shamkhani?", "in 2022?".

Two things make a question lean: an anaphor (a pronoun where its speaker stands; "that" or "it" for its
topic) and an ellipsis (a fragment that lacks the clause, or one opened by "and" or "what about"). An
anaphor takes over what it stands for, an ellipsis all that it leaves out. A question with a speaker and
a topic of its own takes over nothing. All is decided on the words and on what was parsed from them, so
that the same two questions always give the same third.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from index.models import Speaker, SpeakerKind
from index.statements.lexicon import VERBS
from retrieval.answer import alike, item_of
from retrieval.models import Abstention, Answer, Form, Item, Order, Part, Question, Reason
from retrieval.rank import Scored

SHOWN_KEPT = 100  # items that "what else" remembers through a conversation

_AUXILIARY = r"(?:did|does|do|has|have|had|is|was|were|are|will|would|can|could|should)(?:n['’]t)?"
_VIEW = r"(?:views?|positions?|opinions?|stance|reactions?|responses?|answers?|comments?|statements?|remarks?|words)"
_PRONOUN = re.compile(
    rf"\b{_AUXILIARY}\s+(?P<subject>he|she|they|it)\b"
    r"|\baccording to (?P<source>him|her|them|it)\b"
    rf"|\b(?P<owner>his|her|their|its)\s+(?:\w+\s+)?{_VIEW}\b"
    r"|\b(?:quot\w+|statements?|words?|remarks?) (?:of|by|from) (?P<author>him|her|them)\b",
    re.IGNORECASE,
)
_OPENING = re.compile(r"^\W*(?:(?:and|but|so|also|then|or|what about|how about)\b[\s,]*)+", re.IGNORECASE)
_CLAUSE = re.compile(
    rf"^(?:who|whom|whose|what|which|when|where|why|how|according|{_AUXILIARY})\b(?!\W*$)", re.IGNORECASE
)
_FRAGMENT = re.compile(r"^\W*(?:about|on|regarding|concerning)\b", re.IGNORECASE)
_BARE_WH = re.compile(r"^\W*(?:why|when|where|how)(?:\s+(?:so|exactly|was that))?\W*$", re.IGNORECASE)
_ELSE = re.compile(
    r"\b(?:what|who|where|anything|something|anyone|anybody|nothing) (?:else|more)\b"
    r"|\bany (?:other|more|further)\b|\bother (?:statements|quotes|quotations|remarks|things)\b"
    r"|^\W*(?:and\s+)?(?:more|tell me more|go on|next)\W*$",
    re.IGNORECASE,
)
_BARE_ELSE = re.compile(
    r"^\W*(?:(?:and|but)\s+)?(?:(?:what|anything|something) (?:else|more)|more|tell me more|go on|next)"
    r"(?:\s+(?:about|on|regarding|in|since|before|after|from)\b.*)?\W*$",
    re.IGNORECASE,
)
_THAT = re.compile(r"\b(?:that|this|it|so|the same|these|those)\b", re.IGNORECASE)
_VERB_OF_THAT = re.compile(r"\b(\w+)\s+(?:that|this|it|so)\b", re.IGNORECASE)
_VERB_OF_PRONOUN = re.compile(rf"\b{_AUXILIARY}\s+(?:he|she|they|it)\s+(?:ever\s+|\w+ly\s+)?(\w+)", re.IGNORECASE)
_ABOUT_THAT = re.compile(r"\b(?:about|on|to)\s+(?:that|this|it)\b", re.IGNORECASE)
_WHETHER = re.compile(rf"^\W*(?:(?:and|but|so)\s+)?{_AUXILIARY}\b", re.IGNORECASE)
_CUE_WORDS = frozenset(
    """and but so also then or what how about else more other others anything something further next go tell me on
    regarding concerning that this it same these those he she they him her them his their its say said""".split()
)
_PERSONAL = frozenset({"he", "she", "him", "her", "his"})
_IMPERSONAL = frozenset({"it", "its"})


@dataclass(frozen=True, slots=True)
class _Lean:
    """How a question leans on the one before it."""

    pronoun: str  # where its speaker stands, lower case; empty if there is none
    elliptical: bool  # lacks its clause
    joined: bool  # has one, opened by "and" or the like
    more: bool  # asks for what was not shown yet
    that: bool  # an anaphor stands where its topic would
    topic: str  # what is left of its topic without the words that only point back


def complete(question: Question, previous: Question | Answer | None) -> Question:
    """The question with what it leaves to the conversation filled in; unchanged if it stands by itself."""
    if previous is None:
        return question
    before = previous.question if isinstance(previous, Answer) else previous
    items = previous.items if isinstance(previous, Answer) else ()
    question = _narrowed(question, before)
    lean = _lean(question)
    lacks_topic = lean.joined and bool(question.speakers) and not lean.topic
    if not (lean.pronoun or lean.elliptical or lean.more or lean.that or lacks_topic):
        return question
    filled = _with_speakers(replace(question, topic=lean.topic), lean, before, items)
    if lean.pronoun in _PERSONAL and not _names_speaker(filled):
        return question  # nobody in the conversation whom the pronoun could mean
    filled = _with_topic(filled, lean, before)
    filled = _with_scope(filled, lean, before)
    if lean.more:
        filled = replace(filled, shown=(*before.shown, *items)[-SHOWN_KEPT:])
    form = _form(filled, lean, before)
    if not (filled.carried or filled.candidates or lean.more or form is not question.form):
        return question
    filled = replace(filled, form=form)
    return replace(filled, text=standalone(filled))


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
        return Abstention(Reason.AMBIGUOUS, f"“{named}” may be one of several speakers. Whom do you mean?")
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


def standalone(question: Question) -> str:
    """The question in words of its own, as somebody without the conversation would have asked it."""
    who = " and ".join(speaker.name for speaker in question.speakers) or question.unknown_speaker or ""
    quoted = " ".join(f"“{words}”" for words in question.quoted if words not in question.topic)
    topic = " ".join(part for part in (question.topic, quoted) if part)
    if question.form is Form.WHO_SAID:
        return f"who said {topic}?"
    if question.form is Form.PASSAGES or not who:
        return topic or question.text
    if question.form is Form.DID_SAY and topic:
        return f"did {who} say {topic}?"
    return f"what did {who} say about {topic}?" if topic else f"what did {who} say?"


def _dangling(question: Question) -> str | None:
    if question.carried or question.form is Form.WHO_SAID:
        return None
    pronoun = _pronoun_of(question.text)
    words = frozenset(re.findall(r"\w+", question.text.lower()))
    return pronoun if pronoun in {"he", "she"} and not words.isdisjoint(VERBS) else None


def _lean(question: Question) -> _Lean:
    text = question.text
    verbs = {*_VERB_OF_THAT.findall(text.lower()), *_VERB_OF_PRONOUN.findall(text.lower())}
    back = _CUE_WORDS | (verbs & VERBS.keys())
    topic = " ".join(word for word in question.topic.split() if word.lower() not in back)
    opening = _OPENING.match(text)
    clause = bool(_CLAUSE.match(text[opening.end() :] if opening else text))
    dated = question.first is not None or question.last is not None
    only_dates = dated and not clause and not topic and not question.speakers
    fragment = any(pattern.match(text) for pattern in (_FRAGMENT, _BARE_WH, _BARE_ELSE))
    return _Lean(
        pronoun="" if _names_speaker(question) else _pronoun_of(text) or "",
        elliptical=fragment or only_dates or (opening is not None and not clause),
        joined=opening is not None and clause,
        more=bool(_ELSE.search(text)),
        that=not topic and bool(_THAT.search(text)),
        topic=topic,
    )


def _pronoun_of(text: str) -> str | None:
    found = _PRONOUN.search(text)
    return next(group.lower() for group in found.groups() if group) if found else None


def _names_speaker(question: Question) -> bool:
    unknown = question.unknown_speaker
    named = unknown is not None and unknown.lower() not in _CUE_WORDS
    return bool(question.speakers or question.candidates or named)


def _narrowed(question: Question, before: Question) -> Question:
    """A name or title that fits several means the one of whom the conversation is."""
    if len(before.speakers) != 1:
        return question
    (known,) = before.speakers
    among = question.candidates or (question.speakers if question.form is not Form.COMPARE else ())
    if len(among) < 2 or known not in among:
        return question
    return replace(chosen(question, known), carried=(Part.SPEAKERS,))


def _with_speakers(question: Question, lean: _Lean, before: Question, items: Sequence[Item]) -> Question:
    if _names_speaker(question) or not (lean.pronoun or (lean.elliptical and not _asks_who(question, lean))):
        return question
    if before.unknown_speaker or before.candidates:
        return replace(
            question,
            unknown_speaker=before.unknown_speaker,
            candidates=before.candidates,
            carried=(*question.carried, Part.SPEAKERS),
        )
    speakers = before.speakers
    if not speakers and lean.pronoun:  # "who said …?" and then "what else did she say?"
        speakers = next(((i.speaker,) for i in items if i.speaker and _fits(lean.pronoun, i.speaker)), ())
    fitting = tuple(speaker for speaker in speakers if not lean.pronoun or _fits(lean.pronoun, speaker))
    if not fitting:
        return question
    if lean.pronoun in _PERSONAL and before.form is Form.COMPARE and len(fitting) > 1:
        return replace(question, candidates=fitting, named=(lean.pronoun,))
    return replace(question, speakers=fitting, unknown_speaker=None, carried=(*question.carried, Part.SPEAKERS))


def _asks_who(question: Question, lean: _Lean) -> bool:
    """Whether everybody is asked about: "who else?"; "and about the pier?" leaves it to the question before."""
    return question.form is Form.WHO_SAID or (lean.more and not _BARE_ELSE.match(question.text))


def _fits(pronoun: str, speaker: Speaker) -> bool:
    if pronoun in _PERSONAL:
        return speaker.kind is SpeakerKind.PERSON
    return pronoun not in _IMPERSONAL or speaker.kind is SpeakerKind.ORGANISATION


def _with_topic(question: Question, lean: _Lean, before: Question) -> Question:
    if not before.topic:
        return question
    if question.form is before.form is Form.PASSAGES and lean.pronoun and not lean.elliptical:
        # "which ports did the storm close?" and then "when did it happen?": the event is the topic
        both = f"{before.topic} {question.topic}".strip()
        return replace(question, topic=both, carried=(*question.carried, Part.TOPIC))
    if question.topic:
        return question
    if lean.more and question.speakers and not _ABOUT_THAT.search(question.text):
        return question  # "what else did he say?" asks for other things, "… about it?" for more of the same
    if not (lean.that or lean.elliptical or lean.more or (lean.joined and question.speakers)):
        return question
    quoted = question.quoted or before.quoted
    return replace(question, topic=before.topic, quoted=quoted, carried=(*question.carried, Part.TOPIC))


def _with_scope(question: Question, lean: _Lean, before: Question) -> Question:
    """Dates, publisher and order go with an ellipsis or a carried topic; a clause of its own is not bound by them."""
    if not (lean.elliptical or lean.more or Part.TOPIC in question.carried):
        return question
    undated = question.first is None and question.last is None
    if undated and (before.first or before.last):
        question = replace(question, first=before.first, last=before.last, carried=(*question.carried, Part.DATES))
    if question.publisher is None and before.publisher:
        question = replace(question, publisher=before.publisher, carried=(*question.carried, Part.PUBLISHER))
    if question.order is Order.RELEVANCE and lean.elliptical:
        question = replace(question, order=before.order)
    return question


def _form(question: Question, lean: _Lean, before: Question) -> Form:
    if question.form is Form.WHO_SAID:
        return question.form
    if len(question.speakers) > 1:
        return Form.COMPARE if before.form is Form.COMPARE else Form.STATEMENTS
    if question.speakers or question.unknown_speaker or question.candidates:
        if not (question.topic or question.quoted):
            return Form.STATEMENTS
        if _WHETHER.match(question.text):
            return Form.DID_SAY
        inherits = lean.elliptical and not lean.more and before.form is Form.DID_SAY
        return Form.DID_SAY if inherits else Form.STATEMENTS
    return before.form if lean.elliptical else question.form


def _was_shown(item: Item, shown: Sequence[Item]) -> bool:
    return any(
        alike(item, other)
        or (item.article.id == other.article.id and item.statement == other.statement and item.passage == other.passage)
        for other in shown
    )
