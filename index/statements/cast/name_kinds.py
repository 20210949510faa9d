"""Stage three, who is named: what a run of words that is a name names, a person, an organisation or a place.

The model's label comes first; what it is known to get wrong with names that it has not seen is mended by
the words of the name, by the title before it and by the office behind it.
"""

import re
from typing import TYPE_CHECKING

from index.english.function_words import WordUse, words_that
from index.english.lexicon import Denotes, NounUse, denotes_person, nouns_for, nouns_that
from index.english.names import (
    HONORIFICS,
    ROLE_MODIFIERS,
    TITLES,
    ModifierUse,
    is_double_given_name,
    is_given_name,
    is_short_role,
    parse_name,
)
from index.english.places import PlaceKind, places_by
from index.english.tables import words_where

if TYPE_CHECKING:
    from spacy.tokens import Span as Run
    from spacy.tokens import Token

_NAME_TOKENS = 4
_INITIALS = re.compile(r"(?:[A-Z]\.)+")
# "Lee Hae-won": where Korean and Chinese are romanised, the second syllable of a given name is written small
SYLLABLES = re.compile(r"[A-Z][a-z]+ [A-Z][a-z]+-[a-z]+")
_SHORTEST_OFFICE = 3  # tokens, with its place before it
_ACRONYM_LETTERS = 5
_QUALIFIERS = words_where(ROLE_MODIFIERS, uses=ModifierUse.TITLE)
ORGANISATION_WORDS = nouns_that(NounUse.IN_NAME)
_PLACE_WORDS = nouns_for(Denotes.PLACE)  # surnames too
_PUBLIC = nouns_that(NounUse.PUBLIC)
_HONORIFICS = HONORIFICS.keys() - {"st"}  # "St. Louis" is a place
_LOCATING = words_that(WordUse.LOCATES)
COMPASS = frozenset(places_by(PlaceKind.DIRECTION))


def is_person(run: "Run") -> bool:
    """Whether a run of words names a person rather than an organisation or a place."""
    titled = _stands_behind_title(run)
    if (len(run) == 1 and _is_no_persons(run, titled=titled)) or _is_taken_for_person(run) or _is_office(run):
        return False
    return (
        run.label_ in {"PERSON", ""}
        or (_may_be_misread(run) and _is_named_like_a_person(run))
        or (run.label_ == "ORG" and (_follows_title(run) or _holds_office(run)))
        or (titled and run.label_ != "NORP")
        or (len(run) > 1 and run[0].lower_.strip(".") in TITLES)
    )


def _stands_behind_title(run: "Run") -> bool:
    """ "President Lee", "Mrs. Lee"."""
    before = run.doc[run.start - 1].lower_.strip(".") if run.start else ""
    return before in TITLES - _QUALIFIERS or before in _HONORIFICS


def _is_taken_for_person(run: "Run") -> bool:
    """ "Lee Foundation", "Sheriff's Office": no person's name ends or is built like that, whatever the model says."""
    if run.label_ in {"PERSON", ""} and (run[-1].lower_ in ORGANISATION_WORDS or _stands_beside_place(run)):
        return True
    return _has_police(run) or any(token.tag_ == "POS" for token in run[:-1])


def _may_be_misread(run: "Run") -> bool:
    """Whether what the model took for no person may be one: a body, a place that acts, or whoever a noun describes."""
    located = run.root.dep_ == "pobj" and run.root.head.lower_ in _LOCATING
    described = run.root.dep_ == "appos" and denotes_person(run.root.head.lemma_.lower())
    return run.label_ == "ORG" or (run.label_ == "GPE" and not located) or described


def _is_no_persons(run: "Run", *, titled: bool) -> bool:
    """Whether one word is no person's name: "Police", "MEC", or a firm, whatever the model takes it for elsewhere."""
    if denotes_person(run.text.lower()) and not is_given_name(run.text):
        return True
    if titled:
        return False
    acronym = run.text.isupper() and len(run.text) <= _ACRONYM_LETTERS
    return acronym or any(_has_chief(token) for token in run.doc if token.text == run.text)


def _has_chief(name: "Token") -> bool:
    """Whether a chief executive of the bearer of a name follows it: "Kestrel's CEO", "Kestrel chief executive"."""
    behind = [t.lower_ for t in name.doc[name.i + 1 : name.i + 4] if t.tag_ != "POS"]
    return behind[:1] == ["ceo"] or behind[:2] == ["chief", "executive"]


def _has_police(run: "Run") -> bool:
    """ "Velm Hill police": right before its police stands a place."""
    return run.end < len(run.doc) and run.doc[run.end].lower_ == "police"


def _stands_beside_place(run: "Run") -> bool:
    """ "in the capitals of Alder, Holm and Velm": one word that is joined to a place is another."""
    root = run.root
    first = root
    while first.dep_ in {"conj", "appos"} and first.head.i < first.i:
        first = first.head
    located = first != root and first.ent_type_ == "GPE" and first.dep_ == "pobj" and first.head.lower_ in _LOCATING
    return located and len(run) == 1


def _is_office(run: "Run") -> bool:
    """ "Velm District Attorney": an office with its place, which has no holder here; "Ann Mae Judge" is a name."""
    return len(run) >= _SHORTEST_OFFICE and run[-1].lower_ in TITLES and not is_given_name(run[-2].text)


def _follows_title(run: "Run") -> bool:
    """ "Lance Corporal Tess Ryan Holm", "PM Holm": a name that the model took for a body together with its title."""
    if len(run) > 1 and is_short_role(run[0].text):
        return run[1].text.istitle()
    title = next((t.i for t in run[1:-2] if t.lower_ in TITLES), None)
    name = run.doc[title + 1 : run.end] if title is not None else None
    return name is not None and is_given_name(name[0].text) and _has_words_of_a_name(name)


def _holds_office(run: "Run") -> bool:
    """ "Taras Velm, president of the senate,": who holds an office is no body, whatever the name looks like."""
    if not 2 <= len(run) <= _NAME_TOKENS or not _has_words_of_a_name(run):
        return False
    return any(
        c.dep_ == "appos" and c.tag_ == "NN" and c.lower_ in TITLES and any(of.lower_ == "of" for of in c.rights)
        for c in run.root.rights
    )


def _has_words_of_a_name(run: "Run") -> bool:
    words = {token.lower_ for token in run}
    return not words & (ORGANISATION_WORDS | _PLACE_WORDS | COMPASS) and all(t.text.istitle() for t in run)


def is_organisation(run: "Run") -> bool:
    """Whether a run that names no person names an organisation or a place."""
    return not is_person(run) and (run.label_ in {"ORG", "GPE", "NORP"} or run[-1].lower_ in ORGANISATION_WORDS)


def _is_named_like_a_person(run: "Run") -> bool:
    """A given name and a surname that the model took for an organisation, as it does with unusual ones."""
    if SYLLABLES.fullmatch(run.text) and run[0].lower_ not in _PLACE_WORDS | COMPASS:
        return True
    name = parse_name(run.text)
    given = name is not None and (
        is_given_name(name.given) or is_double_given_name(name.given) or bool(_INITIALS.fullmatch(name.given))
    )
    if name is None or not name.given or not given or not 2 <= len(name.full.split()) <= 3:
        return False
    words = {word.lower().strip(".,") for word in name.full.split()}
    lettered = all(t.is_alpha or "." in t.text or t.text == "-" for t in run)
    return lettered and not words & (ORGANISATION_WORDS | _PLACE_WORDS | COMPASS)


def is_public_body(name: str) -> bool:
    """Whether a name is one of an institution or an outlet rather than of a company."""
    words = name.lower().split()
    return words[-1] in _PUBLIC or "of" in words or (name.isupper() and len(name) <= _ACRONYM_LETTERS)


def honorific_before(run: "Run") -> str | None:
    """The gender that "Mrs." before a name tells."""
    return HONORIFICS.get(run.doc[run.start - 1].lower_.strip(".")) if run.start else None


def is_subject(token: "Token") -> bool:
    """Whether a token is the subject of a verb."""
    return token.dep_ in {"nsubj", "nsubjpass"}
