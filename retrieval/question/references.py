"""The words by which a question leans on the one before it: openings, pronouns, "that", "else", fragments."""

import re

from index.english.function_words import WordClass, WordUse, gendered_pronouns, words_of_class, words_that
from index.english.lexicon import VERBS, NounUse, VerbUse, finite_forms, nouns_that, plural, verbs_that
from index.english.tables import alternatives
from index.models import Speaker, SpeakerKind
from retrieval.models import Ambiguous, Named, Question, UnknownName
from retrieval.question.words import AUXILIARIES, HEADLINE

_SPEECH = nouns_that(NounUse.SPEECH)
_ASKING = alternatives(words_of_class(WordClass.INTERROGATIVE))
_AUXILIARY = rf"(?:{alternatives(AUXILIARIES)})(?:n['’]t)?"
_VIEW = rf"(?:{alternatives(_SPEECH | {plural(noun) for noun in _SPEECH})})"
_CIRCUMSTANCES = alternatives({"when", "where", "why", "how"})
_TOPIC = alternatives(HEADLINE)
_BACK = alternatives(words_that(WordUse.BACK))
_SUBJECT = alternatives({"he", "she", "they", "it"})
_PRONOUN = re.compile(
    rf"\b{_AUXILIARY}\s+(?P<subject>{_SUBJECT})\b"
    r"|\baccording to (?P<source>him|her|them|it)\b"
    rf"|\b(?P<owner>his|her|their|its)\s+(?:\w+\s+)?{_VIEW}\b"
    r"|\b(?:quot\w+|statements?|words?|remarks?) (?:of|by|from) (?P<author>him|her|them)\b",
    re.IGNORECASE,
)
_OPENING = re.compile(
    rf"^\W*(?:(?:{alternatives(words_that(WordUse.OPENS))}|what about|how about)\b[\s,]*)+", re.IGNORECASE
)
_CLAUSE = re.compile(rf"^(?:{_ASKING}|according|{_AUXILIARY})\b(?!\W*$)", re.IGNORECASE)
_CLAUSE_WORD = re.compile(rf"\b(?:{_ASKING}|{_AUXILIARY})\b", re.IGNORECASE)
_ABOUT = re.compile(rf"^\W*(?:{_TOPIC})\b\s*", re.IGNORECASE)
_BARE_WH = re.compile(rf"^\W*(?:{_CIRCUMSTANCES})(?:\s+(?:so|exactly|was that))?\W*$", re.IGNORECASE)
_MORE = r"(?:what|anything|something) (?:else|more)|(?:tell me )?more|go on|next"
_ELSE = re.compile(
    rf"\b(?:{alternatives(words_that(WordUse.WITH_ELSE))}) (?:else|more)\b"
    rf"|\bany (?:other|more|further)\b|\bother (?:things|{_VIEW})\b"
    r"|^\W*(?:and\s+)?(?:(?:tell me )?more|go on|next)\W*$",
    re.IGNORECASE,
)
_BARE_ELSE = re.compile(
    rf"^\W*(?:(?:and|but)\s+)?(?:{_MORE})(?:\s+(?:{_TOPIC}|{alternatives(words_that(WordUse.DATES))})\b.*)?\W*$",
    re.IGNORECASE,
)
_BARE_CUE = re.compile(rf"^\W*(?:{_MORE})\b\s*", re.IGNORECASE)
_ELSE_WORD = re.compile(r"\b(?:else|more)\b\s*", re.IGNORECASE)
_THAT = re.compile(rf"\b(?:{_BACK}|the same)\b", re.IGNORECASE)
_VERB_OF_THAT = re.compile(r"\b(\w+)\s+(?:that|this|it|so)\b", re.IGNORECASE)
_VERB_OF_PRONOUN = re.compile(rf"\b{_AUXILIARY}\s+(?:{_SUBJECT})\s+(?:ever\s+|\w+ly\s+)?(\w+)", re.IGNORECASE)
_ABOUT_THAT = re.compile(r"\b(?:about|on|to)\s+(?:that|this|it)\b", re.IGNORECASE)
_CIRCUMSTANCE = re.compile(rf"\W*(?:{_CIRCUMSTANCES})\b", re.IGNORECASE)
_CUE_WORDS = words_that(WordUse.POINTS_BACK) | finite_forms("say") | {"say", "tell", "same", "go"}
_SPEAKING = VERBS.keys() | verbs_that(VerbUse.REFUSES)
_PERSONAL = gendered_pronouns().keys()
_IMPERSONAL = frozenset({"it", "its"})


def rest_of(text: str) -> str:
    """A question without what joins it to the one before: "and", "what about"."""
    return _OPENING.sub("", text).strip()


def asks_more(text: str) -> bool:
    """Whether it asks for what was not shown yet: "what else", "anything more"."""
    return bool(_ELSE.search(text))


def without_else(text: str) -> str:
    """The text as it would stand in a first question."""
    return _ELSE_WORD.sub("", text)


def is_fragment(text: str, rest: str, question: Question) -> bool:
    """Whether a question lacks its clause: "and Keller?", "on trade", "why?", "what else?", "in 2022?"."""
    if _BARE_WH.match(text) or _BARE_ELSE.match(text) or (_ABOUT.match(text) and not _CLAUSE_WORD.search(text)):
        return True
    if _CLAUSE.match(rest):
        return False
    dated = question.first is not None or question.last is not None
    only_dates = dated and not question.topic and not question.speakers
    return only_dates or _OPENING.match(text) is not None


def core_of(rest: str) -> tuple[str, bool]:
    """What a fragment names, empty for "why?" and "what else?", and whether it is what is spoken about."""
    core = "" if _BARE_WH.match(rest) else _BARE_CUE.sub("", rest).strip(" ?!.,")
    return _ABOUT.sub("", core), _ABOUT.match(core) is not None


def pronoun_of(text: str, question: Question) -> str:
    """The pronoun that stands for the question's speaker, in lower case; empty if a name before it is the speaker."""
    found = _PRONOUN.search(text)
    if found is None:
        return ""
    word = found.group(found.lastgroup or 0).lower()
    if not names_speaker(question):
        return word
    names = question.who.words if isinstance(question.who, Named) else ()
    places = [text.lower().find(name.lower()) for name in names]
    own = found.lastgroup == "subject" and all(place > found.start() for place in places if place >= 0)
    return word if own else ""


def with_name(text: str, whom: str) -> str:
    """The text with its speaker's pronoun replaced; "his view" becomes "Hall's view"."""
    found = _PRONOUN.search(text)
    if found is None:
        return text
    group = found.lastgroup or ""
    name = f"{whom}'s" if group == "owner" else whom
    return f"{text[: found.start(group)]}{name}{text[found.end(group) :]}"


def pointer_in(text: str) -> re.Match[str] | None:
    """The last "that", "it" or the like."""
    return next(reversed(list(_THAT.finditer(text))), None)


def ends_pointing(text: str) -> bool:
    """Whether "that" or "it" ends a text: "how many came to see that?"."""
    found = pointer_in(text)
    return found is not None and not text[found.end() :].strip(" ?!.")


def points_at_topic(text: str) -> bool:
    """Whether "that" or "it" stands behind "about"."""
    return bool(_ABOUT_THAT.search(text))


def asks_circumstance(text: str) -> bool:
    """Whether it asks when, why, where or how something was said."""
    return bool(_CIRCUMSTANCE.match(text))


def own_topic(question: Question, text: str) -> str:
    """The topic without the words that only point back in the text that was typed."""
    verbs = {*_VERB_OF_THAT.findall(text.lower()), *_VERB_OF_PRONOUN.findall(text.lower())}
    back = _CUE_WORDS | (verbs & _SPEAKING)
    return " ".join(word for word in question.topic.split() if word.lower() not in back)


def names_speaker(question: Question) -> bool:
    """Whether it says by itself whose words it wants."""
    match question.who:
        case Named() | Ambiguous(speakers=(_, *_)):
            return True
        case UnknownName(words=words):
            return words.lower() not in _CUE_WORDS
        case _:
            return False


def fits(pronoun: str, speaker: Speaker) -> bool:
    """Whether the pronoun can stand for the speaker: "he" for no body, "it" for nobody."""
    if pronoun in _PERSONAL:
        return speaker.kind is SpeakerKind.PERSON
    return pronoun not in _IMPERSONAL or speaker.kind is SpeakerKind.ORGANISATION


def is_personal(pronoun: str) -> bool:
    """Whether it stands for one person."""
    return pronoun in _PERSONAL


def speaks(text: str) -> bool:
    """Whether a verb of speaking stands in the text."""
    return not VERBS.keys().isdisjoint(re.findall(r"\w+", text.lower()))
