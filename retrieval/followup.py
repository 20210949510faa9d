"""A question that leans on the one before it, completed: "what else did he say?", "and Shamkhani?", "in 2022?".

Two things make a question lean: an anaphor (a pronoun where its speaker stands; "that" or "it" for its
topic) and an ellipsis (a fragment that lacks the clause, or one opened by "and" or "what about"). An
anaphor takes over what it stands for, an ellipsis all that it leaves out. A question with a speaker and
a topic of its own takes over nothing.

A leaning question is rewritten into one that stands by itself and is then parsed like any other, so that
there is one parser; the speakers taken over stay the very same ones, whatever their names could mean.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from index.models import Speaker, SpeakerKind
from index.statements.lexicon import VERBS
from retrieval.answer import alike, item_of
from retrieval.models import Abstention, Answer, Form, Item, Order, Part, Question, Reason
from retrieval.rank import Scored

Parse = Callable[[str], Question]

ALL_SHOWN = Abstention(Reason.ALL_SHOWN, "That is all: nothing else in this corpus fits.")
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
_ABOUT = re.compile(r"^\W*(?:about|on|regarding|concerning)\b\s*", re.IGNORECASE)
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
_BARE_CUE = re.compile(
    r"^\W*(?:(?:what|anything|something) (?:else|more)|more|tell me more|go on|next)\b\s*", re.IGNORECASE
)
_ELSE_WORD = re.compile(r"\b(?:else|more)\b\s*", re.IGNORECASE)
_THAT = re.compile(r"\b(?:that|this|it|so|the same|these|those)\b", re.IGNORECASE)
_VERB_OF_THAT = re.compile(r"\b(\w+)\s+(?:that|this|it|so)\b", re.IGNORECASE)
_VERB_OF_PRONOUN = re.compile(rf"\b{_AUXILIARY}\s+(?:he|she|they|it)\s+(?:ever\s+|\w+ly\s+)?(\w+)", re.IGNORECASE)
_ABOUT_THAT = re.compile(r"\b(?:about|on|to)\s+(?:that|this|it)\b", re.IGNORECASE)
_CIRCUMSTANCE = re.compile(r"\W*(?:when|why|where|how)\b", re.IGNORECASE)
_CUE_WORDS = frozenset(
    """and but so also then or what how about else more other others anything something further next go tell me on
    regarding concerning that this it same these those he she they him her them his their its say said""".split()
)
_SPEAKING = VERBS.keys() | {"decline", "refuse"}
_PERSONAL = frozenset({"he", "she", "him", "her", "his"})
_IMPERSONAL = frozenset({"it", "its"})


@dataclass(frozen=True, slots=True)
class _Scene:
    """What was asked and shown before, and how questions are parsed."""

    before: Question
    items: tuple[Item, ...]
    parse: Parse

    @property
    def whom(self) -> str:
        """The speakers of the question before, in words."""
        names = " and ".join(speaker.name for speaker in self.before.speakers)
        open_name = self.before.named[0] if self.before.candidates and self.before.named else ""
        return names or self.before.unknown_speaker or open_name

    def with_speakers(self, question: Question, speakers: tuple[Speaker, ...]) -> Question:
        """The question about the very speakers of before, or about the name that nobody bore."""
        if speakers:
            said = question.form in {Form.STATEMENTS, Form.DID_SAY}
            form = question.form if said else Form.STATEMENTS
            if len(speakers) > 1 and self.before.form is Form.COMPARE:
                form = Form.COMPARE
            question = replace(question, speakers=speakers, unknown_speaker=None, form=form)
        else:
            question = replace(
                question, speakers=(), unknown_speaker=self.before.unknown_speaker, candidates=self.before.candidates
            )
        return replace(question, carried=(Part.SPEAKERS, *question.carried))

    def with_topic(self, question: Question) -> Question:
        """The question about the topic of before."""
        if not self.before.topic:
            return question
        quoted = question.quoted or self.before.quoted
        carried = (*question.carried, Part.TOPIC)
        return replace(question, topic=self.before.topic, quoted=quoted, carried=carried)


def complete(text: str, parse: Parse, previous: Question | Answer | None) -> Question:
    """Read a question that may be a follow-up. One that stands by itself is just parsed."""
    question = parse(text)
    if previous is None:
        return question
    before = previous.question if isinstance(previous, Answer) else previous
    items = previous.items if isinstance(previous, Answer) else ()
    scene = _Scene(before, items, parse)
    rest = _OPENING.sub("", text).strip()
    fragment = _from_fragment(rest, scene) if _is_fragment(text, rest, question) else None
    filled = fragment or _from_clause(text, rest, question, scene)
    more = bool(_ELSE.search(text))
    if not (filled.carried or filled.candidates or more or filled.form is not question.form):
        return _narrowed(question, before)
    if fragment or more or Part.TOPIC in filled.carried:
        filled = _with_scope(filled, before)
    return replace(filled, shown=(*before.shown, *items)[-SHOWN_KEPT:]) if more else filled


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


def standalone(form: Form, whom: str, topic: str) -> str:
    """A question in words of its own, as somebody without the conversation would have asked it."""
    if form is Form.WHO_SAID:
        return f"who said {topic}?"
    if not whom:
        return topic
    if not topic:
        return f"what did {whom} say?"
    return f"did {whom} say {topic}?" if form is Form.DID_SAY else f"what did {whom} say about {topic}?"


def _is_fragment(text: str, rest: str, question: Question) -> bool:
    """Whether a question lacks its clause: "and Keller?", "on trade", "why?", "what else?", "in 2022?"."""
    if any(pattern.match(text) for pattern in (_ABOUT, _BARE_WH, _BARE_ELSE)):
        return True
    if _CLAUSE.match(rest):
        return False
    dated = question.first is not None or question.last is not None
    only_dates = dated and not question.topic and not question.speakers
    return only_dates or _OPENING.match(text) is not None


def _from_fragment(rest: str, scene: _Scene) -> Question | None:
    """A fragment put into the clause of the question before; None if it has all that it needs."""
    before, more = scene.before, bool(_ELSE.search(rest))
    core = "" if _BARE_WH.match(rest) else _BARE_CUE.sub("", rest).strip(" ?!.,")
    about = _ABOUT.match(core)
    core = _ABOUT.sub("", core)
    alone = scene.parse(core) if core else replace(before, first=None, last=None, publisher=None, topic="")
    named = None if about or not core else _named(core, alone, scene.parse)
    if named is not None:
        if named.topic or not before.topic:
            return named if named.topic else None
        form = Form.DID_SAY if before.form is Form.DID_SAY else Form.STATEMENTS
        asked = replace(scene.with_topic(named), form=form if len(named.speakers) < 2 else named.form)
        whom = " and ".join(speaker.name for speaker in named.speakers) or named.unknown_speaker or ""
        return replace(asked, text=standalone(asked.form, whom, before.topic))
    topic = (_topic(alone, core) or (core if about else "")) if core else ""
    if not topic and not (more and scene.whom):
        filled = replace(alone, text=standalone(before.form, scene.whom, before.topic), form=before.form)
        filled = scene.with_topic(replace(filled, topic="", carried=()))
    else:
        form = Form.STATEMENTS if before.form is Form.COMPARE or more else before.form
        text = standalone(form, scene.whom, core if topic else "")
        filled = replace(scene.parse(text), text=text)
        if core and not filled.first and not filled.last:
            filled = replace(filled, first=alone.first, last=alone.last)
    filled = replace(filled, order=before.order if filled.order is Order.RELEVANCE else filled.order)
    return scene.with_speakers(filled, before.speakers) if scene.whom else replace(filled, form=before.form)


def _named(core: str, alone: Question, parse: Parse) -> Question | None:
    """The fragment as one that names a speaker, or None: "Keller", "the mayor", "Keller in 2022"."""
    if alone.speakers or alone.candidates:
        return alone
    asked = parse(f"what did {alone.topic if alone.first or alone.last else core} say?")
    if not (asked.speakers or asked.candidates):
        return None
    return replace(asked, first=alone.first, last=alone.last, publisher=alone.publisher)


def _from_clause(text: str, rest: str, question: Question, scene: _Scene) -> Question:
    """A question whose anaphors are replaced by what they stand for."""
    before, more = scene.before, bool(_ELSE.search(rest))
    pronoun = _pronoun_of(rest, question)
    word = pronoun.group(pronoun.lastgroup or 0).lower() if pronoun else ""
    speakers = _antecedent(word, scene) if pronoun else ()
    known = bool(speakers or (pronoun and (before.unknown_speaker or before.candidates)))
    if word in _PERSONAL and not known:
        return question  # nobody in the conversation whom the pronoun could mean
    rewritten = _ELSE_WORD.sub("", rest) if more else rest
    if pronoun and known:
        rewritten = _replaced(rewritten, " and ".join(s.name for s in speakers) or scene.whom or word)
    parsed = _narrowed(scene.parse(rewritten), before) if rewritten != text else _narrowed(question, before)
    parsed = replace(parsed, topic=_topic(parsed, rest))
    filled = _with_topic_of(rewritten, parsed, scene, more=more, joined=rest != text.strip(), event=word)
    if not known:
        return filled
    if word in _PERSONAL and before.form is Form.COMPARE and len(speakers) > 1:
        return replace(filled, speakers=(), candidates=speakers, named=(word,), form=Form.STATEMENTS)
    return scene.with_speakers(filled, speakers)


def _with_topic_of(
    rewritten: str, parsed: Question, scene: _Scene, *, more: bool, joined: bool, event: str
) -> Question:
    """A clause without a topic takes it from before where it points there, or where "and" joins it."""
    topic, named = scene.before.topic, _names_speaker(parsed)
    if not topic:
        return parsed
    if parsed.topic and parsed.form is scene.before.form is Form.PASSAGES and event:
        # "which ports did the storm close?" and then "when did it happen?": the event is the topic
        both = f"{topic} {parsed.topic}"
        return replace(parsed, topic=both, text=both, carried=(Part.TOPIC,))
    # "what else did he say?" asks for other things, "what else did he say about it?" for more of the same
    other_things = more and named and not _ABOUT_THAT.search(rewritten)
    if parsed.topic or other_things:
        return parsed
    if pointing := _pointing(rewritten):
        return _pointed(rewritten, pointing, parsed, scene)
    if more or (joined and named):
        return scene.with_topic(replace(parsed, text=f"{rewritten.rstrip(' ?')} about {topic}?"))
    return parsed


def _pointed(rewritten: str, pointing: re.Match[str], parsed: Question, scene: _Scene) -> Question:
    """A clause in which the topic of before stands for "that"; "when did he say that?" asks for the words again."""
    topic, whom = scene.before.topic, " and ".join(speaker.name for speaker in parsed.speakers)
    if whom and _CIRCUMSTANCE.match(rewritten):
        text = standalone(Form.STATEMENTS, whom, topic)
    else:
        text = f"{rewritten[: pointing.start()]}{topic}{rewritten[pointing.end() :]}"
    asked = replace(scene.parse(text), text=text, speakers=parsed.speakers, carried=parsed.carried)
    return scene.with_topic(asked)


def _pointing(text: str) -> re.Match[str] | None:
    """The last "that", "it" or the like."""
    return next(reversed(list(_THAT.finditer(text))), None)


def _replaced(text: str, whom: str) -> str:
    """The text with its speaker's pronoun replaced; "his view" becomes "Hall's view"."""
    found = _PRONOUN.search(text)
    if found is None:
        return text
    group = found.lastgroup or ""
    name = f"{whom}'s" if group == "owner" else whom
    return f"{text[: found.start(group)]}{name}{text[found.end(group) :]}"


def _topic(question: Question, text: str) -> str:
    """The topic without the words that only point back in the text that was typed."""
    verbs = {*_VERB_OF_THAT.findall(text.lower()), *_VERB_OF_PRONOUN.findall(text.lower())}
    back = _CUE_WORDS | (verbs & _SPEAKING)
    return " ".join(word for word in question.topic.split() if word.lower() not in back)


def _pronoun_of(text: str, question: Question) -> re.Match[str] | None:
    """The pronoun that stands for the question's speaker, unless a name before it is the speaker."""
    found = _PRONOUN.search(text)
    if found is None or not _names_speaker(question):
        return found
    places = [text.lower().find(name.lower()) for name in question.named]
    own = found.lastgroup == "subject" and all(place > found.start() for place in places if place >= 0)
    return found if own else None


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


def _antecedent(pronoun: str, scene: _Scene) -> tuple[Speaker, ...]:
    """Whom a pronoun means: the speakers asked about; after "who said …?" the first who was shown to."""
    fitting = tuple(speaker for speaker in scene.before.speakers if _fits(pronoun, speaker))
    if fitting or _names_speaker(scene.before):
        return fitting
    return next(((item.speaker,) for item in scene.items if item.speaker and _fits(pronoun, item.speaker)), ())


def _fits(pronoun: str, speaker: Speaker) -> bool:
    if pronoun in _PERSONAL:
        return speaker.kind is SpeakerKind.PERSON
    return pronoun not in _IMPERSONAL or speaker.kind is SpeakerKind.ORGANISATION


def _with_scope(question: Question, before: Question) -> Question:
    """Dates and publisher go with a carried topic and with a fragment; a clause of its own is not bound by them."""
    undated = question.first is None and question.last is None
    if undated and (before.first or before.last):
        question = replace(question, first=before.first, last=before.last, carried=(*question.carried, Part.DATES))
    if question.publisher is None and before.publisher:
        question = replace(question, publisher=before.publisher, carried=(*question.carried, Part.PUBLISHER))
    return question


def _dangling(question: Question) -> str | None:
    if question.carried or question.form is Form.WHO_SAID:
        return None
    found = _pronoun_of(question.text, question)
    pronoun = found.group(found.lastgroup or 0).lower() if found else ""
    words = frozenset(re.findall(r"\w+", question.text.lower()))
    return pronoun if pronoun in {"he", "she"} and not words.isdisjoint(VERBS) else None


def _was_shown(item: Item, shown: Sequence[Item]) -> bool:
    return any(
        alike(item, other)
        or (item.article.id == other.article.id and item.statement == other.statement and item.passage == other.passage)
        for other in shown
    )
