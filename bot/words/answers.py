"""What is said about an answer: how the question was read, the verdict, why the corpus does not answer."""

from collections.abc import Iterable
from dataclasses import replace

from bot.words.language import translated
from bot.words.runs import enumerated
from bot.words.statements import name_of, readable
from index.models import Speaker
from index.speakers import fold
from retrieval.models import Abstention, Ambiguous, Answer, Form, Order, Part, Question, Reason, Verdict, Who

ALL_SHOWN = "That is all: nothing else in this corpus fits."
NEAREST = "Nearest in the corpus, not an answer:"
PHRASED = "Phrased by a language model. The words on record:"
_DAMAGED = "One article that might answer is damaged in the store, so nothing of it is shown."
_SEVERAL_DAMAGED = "{n} articles that might answer are damaged in the store, so nothing of them is shown."
_UNCERTAIN = "This may not be the answer:"
_BESIDE = "Not by {asked}, but close to the question:"

_VERDICTS = {
    Verdict.QUOTED: "Yes: {speaker} is quoted with these very words.",
    Verdict.REPORTED: "Yes, as reported. The words are the article's; {speaker} is not quoted with them.",
    Verdict.ON_RECORD: "{speaker} is on record on this. Read the words:",
    Verdict.NOT_IN_THESE_WORDS: "{speaker} is not on record with these words. The nearest on record:",
    Verdict.DENIED: "{speaker} is on record as denying it. Read the words:",
    Verdict.NOT_DENIED: "{speaker} is on record as not denying it. Read the words:",
    Verdict.DECLINED: "{speaker} is on record as declining to say. Read the words:",
    Verdict.NOT_SAID: "{speaker} is on record as not saying it. Read the words:",
    Verdict.WAS_ASKED: "{speaker} put it as a question. Read the words:",
    Verdict.NOT_BY_THEM: "{asked} is not on record saying so. {speaker} is:",
    Verdict.UNCERTAIN: _UNCERTAIN,
}
# where nothing is known of the speaker
_UNNAMED_VERDICTS = {
    Verdict.ON_RECORD: "Somebody whose name is not known is on record on this. Read the words:",
    Verdict.DENIED: "Somebody whose name is not known is on record as denying it. Read the words:",
    Verdict.NOT_DENIED: "Somebody whose name is not known is on record as not denying it. Read the words:",
    Verdict.DECLINED: "Somebody whose name is not known is on record as declining to say. Read the words:",
    Verdict.NOT_SAID: "Somebody whose name is not known is on record as not saying it. Read the words:",
    Verdict.WAS_ASKED: "Somebody whose name is not known put it as a question. Read the words:",
    Verdict.QUOTED: "Somebody whose name is not known is quoted with these very words.",
    Verdict.REPORTED: "Somebody whose name is not known is reported to have said so. The words are the article's.",
    Verdict.NOT_IN_THESE_WORDS: "Nobody is on record with these words. The nearest on record:",
    Verdict.NOT_BY_THEM: "{asked} is not on record saying so. Somebody whose name is not known is:",
    Verdict.UNCERTAIN: _UNCERTAIN,
}
_OTHERS_NEARER = "Nothing by {asked} fits as well. The nearest, by others:"

_REASONS = {
    Reason.EMPTY_INDEX: "The index holds no articles yet.",
    Reason.SPEAKER_UNKNOWN: "Nobody called “{asked}” is quoted in this corpus.",
    Reason.SPEAKER_NOT_QUOTED: "{asked} is mentioned in this corpus, but never quoted.",
    Reason.SPEAKER_SILENT: "{asked} is quoted in this corpus, but not about “{topic}”.",
    Reason.NOT_DENIED: "{asked} is quoted in this corpus, but not as denying that.",
    Reason.SILENT_THERE_AND_THEN: "{asked} is not quoted in the articles that you ask about.",
    Reason.NOT_BY_DESCRIBED: "Nobody whom “{asked}” describes is quoted on that in this corpus.",
    Reason.NOT_THESE_WORDS: "Nobody in this corpus is on record with these very words.",
    Reason.NOBODY_SAID: "Nobody in this corpus is on record saying that.",
    Reason.AMBIGUOUS: "“{asked}” may be one of several speakers: {names}. Whom do you mean?",
    Reason.NOTHING_NEAR: "Nothing in this corpus answers that.",
    Reason.NONE_DIRECT: "Nothing on that is quoted directly. It is only reported in the articles' own words.",
    Reason.ALL_SHOWN: ALL_SHOWN,
}
_REASONS_WITH_TOPICS = {
    Reason.SPEAKER_SILENT: "{asked} is quoted in this corpus, but not about “{topic}”. On record about: {topics}.",
}
_SILENT_ALTOGETHER = "{asked} is quoted in this corpus, but on nothing of that kind."
_NOT_THESE_WORDS_OF_THEIRS = "{asked} is not on record with these words."
_UNDATED = "One article has no date."
_SEVERAL_UNDATED = "{n} articles have no date."
_NOT_THESE_WORDS_THERE = "Nobody in the articles that you ask about is on record with these very words."
_WHO_IS = "Who is “{asked}”? Name the speaker, or reply to the answer that you mean."

_READING = "Read as: {head}"
_CARRIED_READING = "Read as: {head} (from before: {carried})"
_ORDERS = {Order.OLDEST: "earliest first", Order.NEWEST: "latest first"}
_WHO_SAID = "who said"
_OR, _AND = "{names} or {last}", "{names} and {last}"
_BETWEEN, _SINCE, _UNTIL = "{first} – {last}", "since {first}", "until {last}"


def reading_of(question: Question) -> str:
    """How the question was read, and what of it came from the conversation."""
    carried = carried_head_of(question)
    return translated(_CARRIED_READING if carried else _READING).format(head=head_of(question), carried=carried)


def beside_label_of(question: Question) -> str:
    """What stands over the words of others than those asked about."""
    return translated(_BESIDE).format(asked=_asked(question))


def damaged_of(answer: Answer) -> str:
    """That texts which might have answered are not what was stored."""
    return translated(_DAMAGED if answer.damaged == 1 else _SEVERAL_DAMAGED).format(n=answer.damaged)


def head_of(question: Question) -> str:
    """How the question was read, for the user to check: "Faisal Mekdad · sanctions · Dec 2021"."""
    who = _asked(question) or (translated(_WHO_SAID) if question.form is Form.WHO_SAID else "")
    parts = [
        who,
        question.topic,
        _period(question),
        question.publisher or "",
        translated(_ORDERS.get(question.order, "")),
    ]
    return " · ".join(part for part in parts if part) or question.text.strip()


def carried_head_of(question: Question) -> str:
    """What the question took over from the conversation, in the form of ``head_of``; empty for nothing."""
    kept = frozenset(question.carried)
    if not kept:
        return ""
    carried = Question(text="", form=Form.STATEMENTS)
    if Part.SPEAKERS in kept:
        carried = replace(carried, who=question.who)
    if Part.TOPIC in kept:
        carried = replace(carried, topic=question.topic)
    if Part.DATES in kept:
        carried = replace(carried, first=question.first, last=question.last)
    if Part.PUBLISHER in kept:
        carried = replace(carried, publisher=question.publisher)
    return head_of(carried)


def verdict_of(answer: Answer) -> str:
    """The sentence for an answer's verdict; empty without one."""
    if answer.verdict is None:
        return ""
    lead = next(iter((*answer.items, *(answer.abstention.nearest if answer.abstention else ()))), None)
    speaker = name_of(lead, lead.statement) if lead else ""
    sentence = _verdict(answer, answer.verdict, named=bool(speaker))
    return translated(sentence).format(speaker=speaker, asked=_asked(answer.question))


def abstention_of(answer: Answer) -> str:
    """Why the corpus does not answer; empty if it does."""
    if answer.abstention is None:
        return ""
    question, undated = answer.question, answer.abstention.undated
    sentence = translated(_reason(question, answer.abstention)).format(
        asked=_asked(question),
        topic=question.topic,
        topics=", ".join(answer.abstention.topics),
        names=enumerated(_names(question.who), _OR) if _names(question.who) else "",
    )
    if not undated:
        return sentence
    return f"{sentence} {translated(_UNDATED if undated == 1 else _SEVERAL_UNDATED).format(n=undated)}"


def _verdict(answer: Answer, verdict: Verdict, *, named: bool) -> str:
    if verdict is Verdict.NOT_BY_THEM and answer.question.form is not Form.DID_SAY:
        return _OTHERS_NEARER
    return _VERDICTS[verdict] if named else _UNNAMED_VERDICTS[verdict]


def _reason(question: Question, abstention: Abstention) -> str:
    reason = abstention.reason
    if reason is Reason.SPEAKER_SILENT and not question.topic:
        return _SILENT_ALTOGETHER
    if reason is Reason.NOT_THESE_WORDS and question.speakers:
        return _NOT_THESE_WORDS_OF_THEIRS
    if reason is Reason.NOT_THESE_WORDS and (question.first or question.last or question.publisher):
        return _NOT_THESE_WORDS_THERE
    if reason is Reason.AMBIGUOUS and not _names(question.who):
        return _WHO_IS
    return (_REASONS_WITH_TOPICS if abstention.topics else _REASONS).get(reason, _REASONS[reason])


def _asked(question: Question) -> str:
    """Whose words are asked for, in words."""
    if question.speakers:
        names = [speaker.name for speaker in _unlike(question.speakers)[:3]]
        return enumerated(names, _AND if question.form is Form.COMPARE else _OR)
    return question.who_words


def _names(who: Who) -> list[str]:
    return [speaker.name for speaker in who.speakers] if isinstance(who, Ambiguous) else []


def _unlike(speakers: Iterable[Speaker]) -> list[Speaker]:
    """Speakers without those who bear part of another's name: the same person, kept apart."""
    given, kept = list(speakers), list[Speaker]()
    for speaker in sorted(given, key=lambda s: -len(fold(s.name).split())):
        words = set(fold(speaker.name).split())
        if not any(words <= set(fold(other.name).split()) for other in kept):
            kept.append(speaker)
    return [speaker for speaker in given if speaker in kept]


def _period(question: Question) -> str:
    first = readable(question.first) if question.first else ""
    last = readable(question.last) if question.last else ""
    if not first and not last:
        return ""
    if first == last:
        return first
    return translated(_BETWEEN if first and last else _SINCE if first else _UNTIL).format(first=first, last=last)
