"""What the ranking sees of a statement beside its words: whose it is, and how near that is to who is asked about."""

import re
from collections.abc import Iterable
from functools import lru_cache

from index.english.asking import Asked
from index.english.function_words import WordClass, words_of_class
from index.english.lexicon import Denotes, NounUse, nouns_for, nouns_that
from index.english.titles import HEADS, is_past, role_words
from index.models import Act, Speaker, SpeakerKind, Statement
from index.search.found import Found
from index.speakers import fold
from retrieval.question.slots import WORDS
from retrieval.question.words import FILLER
from retrieval.ranking.stemming import stem_of, stems
from retrieval.ranking.terms import Terms
from retrieval.ranking.verbatim import holds
from retrieval.ranking.wanted import wanted_in

_OFFICES = frozenset(word for noun in nouns_that(NounUse.ACTS_FOR) for word in role_words(noun))
_SENT = re.compile(r"\s(?:to|in|on|against)\s.*", re.DOTALL)
_THINGS = frozenset({Asked.NUMBER, Asked.PLACE, Asked.PERSON, Asked.IDENTITY})
_FILLER = frozenset(map(stem_of, FILLER))
_PEOPLE = frozenset(word for noun in nouns_for(Denotes.PERSON) for word in role_words(noun))
_PRONOUNS = words_of_class(WordClass.PERSONAL, WordClass.RELATIVE)
_words_of = lru_cache(maxsize=10_000)(role_words)  # the candidates of an article have sentences in common


def is_bearer(terms: Terms, speaker: Speaker | None) -> bool:
    """Whether a question after a fact, which names nobody whose words it wants, has a speaker's name in it."""
    if speaker is None or terms.names or terms.speech >= WORDS:
        return False
    return any(name <= terms.asked for name in _called(speaker))


def spoken_features(terms: Terms, statement: Statement, found: Found, around: Iterable[str]) -> dict[str, float]:
    """The features that only a statement has; ``around`` are the sentences about it."""
    text, speaker = found.article.text, found.speaker
    cue = stems(statement.cue.of(text)) if statement.cue else frozenset()
    asked = speaker is not None and speaker.id in terms.speakers
    fits = near = acts = 0.0
    if terms.names and not asked:
        called = statement.mention.of(text) if statement.mention else ""
        mention = role_words(called)
        acts = float(any(acts_for(body, called, speaker) for body in terms.bodies))
        fits = acts or _most(terms.names, mention | _known_as(speaker))
        # "the pope" is nobody who only stands beside a pope
        if speaker is not None and _is_another(terms, speaker):
            fits = near = 0.0
        elif speaker is None or fits or any(len(name) > 1 for name in terms.names):
            near = _most(terms.names, mention.union(*map(_words_of, (*around, found.article.title))))
        if near < 1 and speaker is None and terms.person and _is_called_otherwise(terms, called, mention):
            fits = near = 0.0
    return {
        "cue": float(bool(cue & terms.asked)),
        "withheld": float(statement.negated or statement.act is Act.DECLINES),
        "theirs": _worth(terms, statement, text) if asked else 0.0,
        "nobodys": float(speaker is None),
        "fits": fits,
        "near": near,
        "acts": acts,
        "verbatim": float(bool(terms.quoted) and holds(statement, found.article, terms.quoted)),
        **_unasked(terms, speaker),
    }


def _unasked(terms: Terms, speaker: Speaker | None) -> dict[str, float]:
    """The features of a statement where a fact is wanted, and nobody named whose words would be."""
    if speaker is None or terms.names or terms.speech >= WORDS:
        return {}
    bearer = is_bearer(terms, speaker)
    who = terms.want.asked is Asked.PERSON and speaker.kind is SpeakerKind.PERSON
    return {"reported": float(terms.want.asked is None), "bearer": float(bearer), "sayer": float(who and not bearer)}


def _worth(terms: Terms, statement: Statement, text: str) -> float:
    """What words of somebody asked about count for being theirs.

    Where a number, a place, a person or who somebody is is asked for, words without that tell it no better than
    anybody's. The day on which they were said is told by the article.
    """
    if terms.speech >= WORDS or terms.want.asked not in _THINGS:
        return terms.own
    return terms.own * wanted_in(terms.want, " ".join(statement.texts(text)))


def _is_called_otherwise(terms: Terms, called: str, mention: frozenset[str]) -> bool:
    """Whether a noun says who speaks, and none of those that the description has for a person.

    "Police in Velm" are not the mayor of Velm, whatever they share.
    """
    if not called or called.lower() in _PRONOUNS:
        return False
    asked = frozenset().union(*terms.names) & _PEOPLE
    return bool(asked) and not asked & mention and not (asked & HEADS and mention & HEADS)


def _is_another(terms: Terms, speaker: Speaker) -> bool:
    """Whether a speaker is not the person described: a body, or who is named beside them ("the mother ask Obama").

    Nor is it the person whose they are: "Lee's family" is not Lee.
    """
    if speaker.kind is SpeakerKind.ORGANISATION:
        return terms.person
    return any(name <= terms.owner or (terms.person and name <= terms.beside) for name in _called(speaker))


@lru_cache(maxsize=10_000)
def _called(speaker: Speaker) -> tuple[frozenset[str], ...]:
    """The stems of a speaker's names, of a person's surname too; words of every question are no name."""
    names = [stems(name) for name in (speaker.name, *speaker.aliases)]
    if speaker.kind is SpeakerKind.PERSON and (surname := fold(speaker.name).split()[-1:]):
        names.append(frozenset(map(stem_of, surname)))
    return tuple(dict.fromkeys(name for name in names if name and not name <= _FILLER))


@lru_cache(maxsize=10_000)
def _known_as(speaker: Speaker | None) -> frozenset[str]:
    """The words of a speaker's names and titles."""
    if speaker is None:
        return frozenset()
    names = (*speaker.aliases, *(role.title for role in speaker.roles))
    return frozenset(word for name in names for word in role_words(name))


def acts_for(body: frozenset[str], mention: str, speaker: Speaker | None) -> bool:
    """Whether an article, or the corpus, calls somebody by an office of a body: "the Greenpeace spokesman"."""
    called = (mention, *(role.title for role in speaker.roles)) if speaker else (mention,)
    titles = (_SENT.sub("", title) for title in called)  # the envoy to Iran does not speak for Iran
    return any(body < (words := role_words(title)) and words & _OFFICES and not is_past(title) for title in titles)


def _most(names: Iterable[frozenset[str]], present: frozenset[str]) -> float:
    """The largest share that is present of the words of one of several names."""
    return max((_part(name, present) for name in names), default=0.0)


def _part(wanted: frozenset[str], present: frozenset[str]) -> float:
    """The share of the wanted words of a name or title that are present; whoever leads is a head, a chief or a boss."""
    leads = bool(present & HEADS)
    return sum(word in present or (leads and word in HEADS) for word in wanted) / len(wanted) if wanted else 0.0
