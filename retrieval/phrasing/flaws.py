"""What may be wrong with a claim, told by its words beside those of the statements that it cites.

It must hold of a claim that

* it cites statements that exist, all of one speaker;
* what it puts in quotation marks stands, letter for letter, in a cited statement, and there too as the
  speaker's own words: what the article only reports may not be quoted;
* every name and every number in it is in the cited statements;
* whoever it says is speaking is the cited speaker;
* it denies what they deny, and negates nothing that they do not;
* most of its content words are theirs;
* it speaks of nobody as "I" or "you".

The checks see words, not meaning. Where in doubt they refuse, which costs only the phrasing.
"""

import calendar
import re
from collections.abc import Iterable, Iterator
from functools import cache

from index.english.function_words import WordClass, WordUse, first_person, second_person, words_of_class, words_that
from index.english.lexicon import NOUNS, VERB_ROWS, VERBS, Frame, VerbKind, VerbUse, finite_forms, verbs_that
from index.english.tables import alternatives, words_where
from index.models import Act, Speaker, Statement
from index.speakers import fold
from retrieval.models import Item
from retrieval.phrasing.claims import CITATION, MARKS, QUOTED, Claim, Flaw, inner, is_verbatim
from retrieval.ranking.stemming import stems

_FOREIGN = 0.25  # share of a claim's content words that need not be the statements'
_CAPITALS = re.compile(r"\b[^\W\d_a-z][\w’'-]*(?:\s+[^\W\d_a-z][\w’'-]*)*")
_DIGITS = re.compile(r"\d+(?:[.,]\d+)*")
# "us" only in small letters: in capitals it is a country
_OTHER_PERSONS = alternatives((first_person() | second_person()) - {"i", "us"})
_VOICE = re.compile(rf"\bI\b|\bus\b|(?i:\b(?:{_OTHER_PERSONS}|sorry)\b|\bstatements?\s+\d)")
_NEGATION = re.compile(rf"\b(?:{alternatives(words_of_class(WordClass.NEGATIVE))})\b|n['’]t\b", re.IGNORECASE)
_NEGATING = stems(" ".join([*verbs_that(VerbUse.NEGATES), *(noun for noun, act in NOUNS.items() if act is Act.DENIES)]))
_ASKING = stems(" ".join(words_where(VERB_ROWS, kind=VerbKind.ASK)))
_PRONOUN = re.compile(r"\b(?:he|she|they|it)\b", re.IGNORECASE)
_NUMBER_WORDS = words_of_class(WordClass.NUMERAL, WordClass.FRACTION) - {"one"}
_FUNCTION = words_that(WordUse.GRAMMATICAL) | {"mr", "mrs", "ms", "dr"}


def flaws_of(claim: Claim, before: Speaker | None) -> Iterator[Flaw]:
    """What is wrong with a claim; ``before`` is the speaker of the one before it, whom a pronoun may mean."""
    return (flaw for flaw in _checks(claim, before) if flaw)


def _checks(claim: Claim, before: Speaker | None) -> Iterator[Flaw | None]:
    yield _quotation(claim)
    yield Flaw.VOICE if _VOICE.search(claim.outside) else None
    yield _speaker(claim, before)
    yield _names_and_numbers(claim)
    yield _polarity(claim)
    yield _ground(claim)


def _quotation(claim: Claim) -> Flaw | None:
    if MARKS.search(claim.outside):  # a mark without its partner
        return Flaw.QUOTATION
    return None if all(is_verbatim(inner(q), claim.cited) for q in QUOTED.finditer(claim.text)) else Flaw.QUOTATION


def _speaker(claim: Claim, before: Speaker | None) -> Flaw | None:
    """Whoever the claim says is speaking must be the cited speaker: the name nearest before each reporting verb."""
    speakers = {item.speaker for item in claim.cited}
    if len(speakers) != 1:
        return Flaw.SPEAKER
    own = frozenset(word for item in claim.cited for word in _names(item))
    verbs = [m for m in re.finditer(r"\w+", claim.outside) if m.group() in _reporting()]
    lead = claim.outside[: verbs[0].start()] if verbs else claim.outside
    runs = _runs(lead) or (_runs(claim.outside[verbs[0].end() :])[:1] if verbs else [])  # "…", said Anna Berg
    if runs:
        first = runs[-1] if verbs else runs[0]
    else:
        first = own if _PRONOUN.search(lead) and before in speakers else frozenset({""})
    if not first <= own:
        return Flaw.SPEAKER
    for verb in verbs[1:]:
        runs = _runs(claim.outside[: verb.start()])
        if runs and not runs[-1] <= own and not _says_so(claim, runs[-1], verb.group()):
            return Flaw.SPEAKER
    return None


def _says_so(claim: Claim, name: frozenset[str], verb: str) -> bool:
    """Whether a cited statement itself has somebody else speak: "that the council had promised repairs"."""
    told = re.compile(rf"\b(?:{'|'.join(map(re.escape, name))})(?: \w+){{0,3}} {re.escape(verb)}\b")
    return any(told.search(" ".join(_words(text))) for item in claim.cited for text in item.texts)


def _runs(text: str) -> list[frozenset[str]]:
    """The runs of capitalised words that may be names, in order: without months and function words."""
    runs = (frozenset(_words(run)) - _FUNCTION - _months() for run in _CAPITALS.findall(text))
    return [run for run in runs if run]


def _names(item: Item) -> frozenset[str]:
    words = [
        *(item.speaker.aliases if item.speaker else ()),
        item.speaker.name if item.speaker else "",
        item.role or "",
    ]
    return frozenset(word for form in words for word in _words(form))


def _names_and_numbers(claim: Claim) -> Flaw | None:
    known = _known_words(claim.cited)
    outside = CITATION.sub(" ", claim.outside)
    for run in _CAPITALS.finditer(outside):
        words = _words(run.group())
        if any(word not in known and word not in (_FUNCTION | _reporting()) - _months() for word in words):
            return Flaw.NAME
    digits = set(_DIGITS.findall(" ".join(known_text for item in claim.cited for known_text in _texts(item))))
    if any(number not in digits for number in _DIGITS.findall(outside)):
        return Flaw.NUMBER
    counted = _NUMBER_WORDS & set(_words(outside))
    return Flaw.NUMBER if counted - known else None


def _known_words(items: Iterable[Item]) -> frozenset[str]:
    return frozenset(word for item in items for text in _texts(item) for word in _words(text))


def _texts(item: Item) -> list[str]:
    """The words of a statement, and all names of its speaker."""
    speaker = item.speaker
    return [*item.texts, item.role or "", *((speaker.name, *speaker.aliases) if speaker else ())]


def _polarity(claim: Claim) -> Flaw | None:
    """A claim negates if, and only if, what it cites does; a denial must be told as one."""
    said = CITATION.sub(" ", claim.text)
    denied = any(_denies(item.statement) for item in claim.cited if item.statement)
    negative = denied or any(_negates(text) for item in claim.cited for text in item.texts)
    if denied and not _negates(claim.outside):
        return Flaw.POLARITY
    asked = any(item.statement and item.statement.act is Act.ASKS for item in claim.cited)
    if asked and not _ASKING & stems(claim.outside):
        return Flaw.POLARITY
    return None if _negates(said) == negative else Flaw.POLARITY


def _negates(words: str) -> bool:
    return bool(_NEGATION.search(words)) or not _NEGATING.isdisjoint(stems(words))


def _denies(statement: Statement) -> bool:
    return statement.negated or statement.act in {Act.DENIES, Act.DECLINES}


def _ground(claim: Claim) -> Flaw | None:
    """Whether the claim keeps to the words of what it cites, its speaker's names aside."""
    aside = _FUNCTION | _reporting() | VERBS.keys() | {word for item in claim.cited for word in _names(item)}
    words = [word for word in _words(CITATION.sub(" ", claim.outside)) if word not in aside]
    known = {stem for item in claim.cited for text in item.texts for word in _words(text) for stem in stems(word)}
    foreign = [word for word in words if not stems(word) <= known]
    return Flaw.GROUND if len(foreign) > len(words) * _FOREIGN else None


def _words(text: str) -> list[str]:
    """The words in lower case, without accents and possessives, initials one by one."""
    return [folded for word in re.findall(r"[^\W_]+(?:['’]\w+)?", text) if (folded := fold(word))]


@cache
def _reporting() -> frozenset[str]:
    """The forms in which a reporting verb is used of somebody: says, denied, claimed."""
    framed = [v for v, verb in VERBS.items() if verb.frames & (Frame.CLAUSE | Frame.OBJECT | Frame.INFINITIVE)]
    return frozenset(form for verb in (*framed, "speak", "put") for form in finite_forms(verb))


@cache
def _months() -> frozenset[str]:
    return frozenset(name.lower() for name in (*calendar.month_name, *calendar.month_abbr) if name)
