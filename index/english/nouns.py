"""Noun phrases without a name ("the minister", "his wife", "the report"): what they denote, and whose role they fit."""

import re
from typing import TYPE_CHECKING

from index.english.function_words import WordClass, WordUse, words_of_class, words_that
from index.english.lexicon import NOUN_ROWS, Denotes, NounUse, denotes_person, nouns_that
from index.english.names import ROLE_MODIFIERS, ROLE_WORDS, TITLES, ModifierKind, ModifierUse, plain
from index.english.places import PLACES, PlaceKind, places_by
from index.english.tables import alternatives, words_where

if TYPE_CHECKING:
    from spacy.tokens import Span as Run
    from spacy.tokens import Token

# roles that stand for each other in the news: the narrower word, and what it is also called
_ALSO = {row.word: row.also for row in ROLE_WORDS if row.also}
_GENDERS = {row.word: row.gender for row in NOUN_ROWS.values() if row.gender}
# words that make a role another one: a vice president is no president
_PRIVATIVE = words_where(ROLE_MODIFIERS, uses=ModifierUse.UNLIKE)
# an article on days gone by calls the then president the president
_PAST = words_where(ROLE_MODIFIERS, uses=ModifierUse.PAST) - {"then"}
_PARTIES = sorted(nouns_that(NounUse.PARTISAN) | nouns_that(NounUse.PARTY))
_NEUTRAL = words_where(ROLE_MODIFIERS, uses=ModifierUse.NEUTRAL) | {"the"}
_ROLE_ENDS = words_that(WordUse.ENDS_HEAD)
_NOT_KNOWN = words_that(WordUse.INDEFINITE) | words_of_class(WordClass.POSSESSIVE)
_COMPLEMENT = re.compile(r"\bof (?:the )?(?P<name>[A-Z]\w*(?: [A-Z]\w*)*)")
_CIVIL_GENERAL = re.compile(r"\b(?P<office>[a-z]+)[ -]general\b")  # the adjective stands behind its noun
_RANKS = frozenset({"major", "lieutenant", "brigadier", "colonel"})  # with "general" behind them ranks too
_FIELDS = words_where(ROLE_MODIFIERS, kind=ModifierKind.FIELD)
_MODIFIERS = frozenset(row.word for row in ROLE_MODIFIERS) - _FIELDS
_PLACE_WORDS = frozenset(places_by(PlaceKind.NAME)) | frozenset(places_by(PlaceKind.ADJECTIVE))
_GROUPS = frozenset({Denotes.BODY, Denotes.PLACE})
_NUMBERED = re.compile(rf"\bof (?P<number>\d+|{alternatives(words_of_class(WordClass.NUMERAL))})\b")
_NAMED = frozenset({"GPE", "LOC", "NORP", "ORG", "PERSON"})
_UNITED = words_where(PLACES, kind=PlaceKind.ACRONYM)  # short words that tell roles apart


def head_of(phrase: "Run", root: "Token") -> "Token":
    """The head of a noun phrase; in "Secretary of Iran's Council" the title, though the parse says otherwise."""
    start = 1 if len(phrase) > 1 and phrase[0].pos_ == "DET" else 0
    titled = len(phrase) > start + 1 and phrase[start + 1].lower_ in {"of", "for"}
    word = phrase[start].lower_
    return phrase[start] if titled and (word in TITLES or denotes_person(word)) else root


def denotation(noun: "Token") -> Denotes:
    """What the head of a noun phrase stands for."""
    word = noun.lemma_.lower()
    if noun.like_num or word in {"percent", "%"}:
        return Denotes.OTHER
    if word in TITLES or word in _ALSO:
        return Denotes.PERSON
    row = NOUN_ROWS.get(word)
    if row is not None:
        return row.denotes
    return Denotes.PERSON if denotes_person(word) else Denotes.OTHER


def gender_of(noun: "Token") -> str | None:
    """ "f" or "m" where a noun tells it ("businessman"), else None."""
    word = noun.lemma_.lower()
    if word.endswith("woman"):
        return "f"
    return "m" if word.endswith("man") else _GENDERS.get(word)


def is_office(noun: "Token") -> bool:
    """Whether a noun names an office or a post, which one person holds, and not just what somebody is like."""
    word = noun.lemma_.lower()
    return word in TITLES or word in _ALSO


def office_of(phrase: str) -> str:
    """The head of a phrase that names one office ("governor"), in lower case; empty if there is none or several."""
    heads = _heads(plain(phrase).lower())
    head = heads.pop() if len(heads) == 1 else ""
    return head if head in TITLES or head in _ALSO else ""


def is_definite_office(phrase: str) -> bool:
    """Whether a phrase names one office as known ("the Vermont senator"), not one of many ("a senator")."""
    first = phrase.split(maxsplit=1)[0].lower() if phrase.strip() else ""
    if first in _NOT_KNOWN or not office_of(phrase):
        return False
    begins_with_name = first[:1].isalpha() and phrase[:1].isupper()
    return first == "the" or begins_with_name


def role_fit(head: str, phrase: str, role: str) -> float:
    """How well a noun phrase with this head denotes the holder of a role; 0 if not at all.

    The heads must be the same or stand for each other, and neither may be qualified by what the other
    lacks: another place or party, "vice", "former". Each further word that they share adds 1, and each
    that the role lacks takes some off.
    """
    if not _same_office(head, phrase, role) or _is_otherwise_qualified(phrase, role):
        return 0.0
    body = same_body(phrase, role)
    if not body and (_is_elsewhere(head, phrase, role) or _is_over_another(phrase, role)):
        return 0.0
    asked, held = _words_of(phrase), _words_of(role)
    shared = {word for word in asked if word != head and any(_related(word, other) for other in held)}
    shared |= {word.lower() for word in _acronyms(phrase)} if body else set()
    foreign = asked - shared - _NEUTRAL - {head}
    return max(0.1, 1.0 + len(shared) - 0.6 * len(foreign))


def _is_otherwise_qualified(phrase: str, role: str) -> bool:
    """A vice president is no president; "the president" is no former one, where a "former president" may be."""
    asked, held = _words_of(phrase), _words_of(role)
    return asked & _PRIVATIVE != held & _PRIVATIVE or bool(_PAST & held and not _PAST & asked)


def _is_elsewhere(head: str, phrase: str, role: str) -> bool:
    """ "the Syrian minister" is no "minister of Iran", and "the leader of Shas" is no "President"."""
    named, held = _proper(phrase, head), _proper(role, head)
    another = not any(head.startswith(other) for other in _heads(role))  # "gov" is a governor
    if another and not held and re.search(rf"\b{head} of (?:the )?[A-Z]", phrase):
        return True
    asked, ours = _parties(named), _parties(held)
    others = _are_unrelated(frozenset(asked.values()), frozenset(ours.values()))
    return others or _are_unrelated(named - asked.keys(), held - ours.keys())


def _parties(words: frozenset[str]) -> dict[str, str]:
    """Those of the words that name a party's people, each with the noun under which they are compared: "GOP"."""
    found = {word: next((party for party in _PARTIES if word.lower().startswith(party)), "") for word in words}
    return {word: NOUN_ROWS[party].common or party for word, party in found.items() if party}


def _is_over_another(phrase: str, role: str) -> bool:
    """The president of the House of Deputies of Velm is not the President of Velm."""
    return _are_unrelated(_complement(phrase), _complement(role))


def _are_unrelated(some: frozenset[str], others: frozenset[str]) -> bool:
    """Whether both name something, and nothing of the one is related to the other."""
    return bool(some) and bool(others) and not any(_related(a, b) for a in some for b in others)


def fields_of(noun: "Token") -> frozenset[str]:
    """What an office is for, as the words before it tell: "defence" of "the defence minister"."""
    before = (t for c in noun.lefts if c.dep_ in {"compound", "amod", "nmod"} for t in c.subtree)
    told = (t for t in before if t.lower_ in _FIELDS or (t.pos_ in {"NOUN", "PROPN"} and t.ent_type_ not in _NAMED))
    return frozenset(t.lower_ for t in told) - _MODIFIERS - (TITLES - _FIELDS) if is_office(noun) else frozenset()


def is_of_other_field(head: str, fields: frozenset[str], role: str) -> bool:
    """Whether an office for something is not the one of a role: the defence minister is no health minister.

    A body is only told of another where the role names one: the company president may be the president of Kestrel.
    """
    words = [word for word in re.findall(r"[^\W\d_]+", _spelt_out(plain(role)).lower()) if word not in _PLACE_WORDS]
    end = next((i for i, word in enumerate(words) if i and word in _ROLE_ENDS), len(words))
    shown = words if fields - _FIELDS else words[:end]
    held = frozenset(w for w in shown if len(w) > 2) - _MODIFIERS - _NEUTRAL - (TITLES - _FIELDS) - {head}
    if head == "general" or not fields or not held or any(_related(a, b) for a in fields for b in held):
        return False
    grouped = all(_is_group(field) for field in fields)
    return not grouped or any(_is_group(word) for word in held)


def _is_group(word: str) -> bool:
    row = NOUN_ROWS.get(word)
    return row is not None and row.denotes in _GROUPS


def _same_office(head: str, phrase: str, role: str) -> bool:
    """Whether the heads are the same or stand for each other; a director general is no general."""
    if head == "general" and _civil_office(phrase) != _civil_office(role):
        return False
    if _number(phrase) and _number(role) and _number(phrase) != _number(role):
        return False  # "the mother of three" is no mother of two
    return any(head == other or head in _ALSO.get(other, ()) for other in _heads(role))


def _civil_office(phrase: str) -> str | None:
    """ "director" of "the director general" (Quirk et al. 1985, §7.21); None for a rank, as "major general"."""
    found = _CIVIL_GENERAL.search(phrase.lower())
    return found["office"] if found and found["office"] in TITLES - _RANKS else None


def _number(phrase: str) -> str:
    """ "three" of "the mother of three"."""
    found = _NUMBERED.search(phrase.lower())
    return found["number"] if found else ""


def _complement(phrase: str) -> frozenset[str]:
    """The words of the name right behind the first "of", in lower case."""
    found = _COMPLEMENT.search(_spelt_out(phrase))
    return frozenset(found["name"].lower().split()) if found else frozenset()


def same_body(phrase: str, role: str) -> bool:
    """Whether an acronym in the one is in the other, or the initials of its name ("the SNSC", its full name)."""
    return any(
        abbreviates(acronym, other) for one, other in ((phrase, role), (role, phrase)) for acronym in _acronyms(one)
    )


def _acronyms(phrase: str) -> list[str]:
    return [word for word in re.findall(r"\b[A-Z]{2,6}\b", phrase) if len(word) > 2]


def abbreviates(acronym: str, phrase: str) -> bool:
    """Whether an acronym is made of the initials of a name, or stands in it."""
    initials = "".join(word[0] for word in re.findall(r"\b[A-Z][a-z]+", phrase))
    return acronym in initials or bool(re.search(rf"\b{acronym}\b", phrase))


def initials_of(name: str) -> frozenset[str]:
    """The acronyms that the words of a name give, with and without its small words; none for a single word."""
    words = re.findall(r"[^\W\d_]+", name)
    capitals = [word for word in words if word[0].isupper()]
    if len(capitals) < 2:
        return frozenset()
    return frozenset({"".join(word[0] for word in capitals), "".join(word[0] for word in words).upper()})


def _words_of(phrase: str) -> frozenset[str]:
    found = re.findall(r"[^\W\d_]+", _spelt_out(plain(phrase)).lower())
    return frozenset(word for word in found if len(word) > 2 or word in _UNITED or word in _PRIVATIVE)


def _proper(phrase: str, head: str) -> frozenset[str]:
    """The capitalised words of a noun phrase, titles and the first of the sentence left out, in lower case."""
    words = re.findall(r"[^\W\d_]+", _spelt_out(plain(phrase)))
    return frozenset(w.lower() for w in words if w[0].isupper() and w.lower() not in TITLES | _NEUTRAL | {head})


def _spelt_out(phrase: str) -> str:
    return phrase.replace("U.S.", "US").replace("U.N.", "UN").replace("E.U.", "EU")


def _heads(role: str) -> set[str]:
    """ "American academic and professor of law": academic, professor; "president and CEO": both."""
    words = re.findall(r"[\w.-]+", role.lower())
    end = next((i for i, word in enumerate(words) if i and word in _ROLE_ENDS), len(words))
    kept = words[:end]
    heads = {kept[i - 1] for i, word in enumerate(kept) if i and word in {"and", "or"}}
    heads |= {kept[-1]} if kept else set()
    return {head.strip(".") for head in heads}


def _related(one: str, other: str) -> bool:
    """Equal, or a place and its adjective (Syria, Syrian)."""
    stem = min(len(one), len(other), 5)
    return one == other or (stem >= 4 and one[:stem] == other[:stem])
