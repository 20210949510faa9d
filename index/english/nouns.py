"""Noun phrases without a name ("the minister", "his wife", "the report"): what they denote, and whose role they fit."""

import re
from enum import StrEnum
from typing import TYPE_CHECKING

from index.english.lexicon import FIGURES, MEDIA, denotes_person
from index.english.names import TITLES, plain

if TYPE_CHECKING:
    from spacy.tokens import Span as Run
    from spacy.tokens import Token


class Denotes(StrEnum):
    """What a common noun stands for when it is said to speak."""

    PERSON = "person"
    RELATIVE = "relative"  # known only through somebody else: "his wife"
    BODY = "body"  # an institution, or a group that acts as one
    TEXT = "text"  # speaks for its author
    OTHER = "other"


_RELATIVES = frozenset(
    """wife husband spouse partner girlfriend boyfriend fiancee mother father mom mum dad parent sister brother sibling
    son daughter child uncle aunt cousin nephew niece grandmother grandfather friend neighbor neighbour colleague
    relative family""".split()
)
_BODIES = frozenset(
    """campaign military army navy police government administration ministry department office team foundation bank
    agency commission committee council court union company firm network group organisation organization association
    party union university church institute fund federation league board bureau authority service panel regime
    newspaper paper magazine website site channel broadcaster station outlet publication daily publisher band club
    city state country chipmaker carmaker automaker drugmaker planemaker steelmaker""".split()
)
_TEXTS = MEDIA | frozenset(
    "ad advertisement analysis study paper survey review spot clip post posting website bill slide document page brief "
    "letters posts tweets article findings research headline list".split()
)
# roles that stand for each other in the news: the narrower word, and what it is also called
_ALSO = {
    "minister": {"diplomat", "official", "politician"},
    "ambassador": {"diplomat", "envoy"},
    "senator": {"lawmaker", "legislator", "politician"},
    "sen": {"senator", "lawmaker"},
    "representative": {"lawmaker", "congressman", "congresswoman"},
    "rep": {"representative", "lawmaker", "congressman", "congresswoman"},
    "congressman": {"lawmaker"},
    "congresswoman": {"lawmaker"},
    "nominee": {"candidate"},
    "candidate": {"nominee", "hopeful"},
    "gov": {"governor"},
    "attorney": {"lawyer"},
    "lawyer": {"attorney"},
    "chief": {"head", "boss", "executive"},
    "ceo": {"executive", "boss", "chief"},
    "professor": {"scholar", "academic", "researcher"},
    "president": {"leader"},
    "premier": {"leader"},
    "spokeswoman": {"spokesperson"},
    "spokesman": {"spokesperson"},
    "tycoon": {"businessman"},
    "mogul": {"businessman"},
    "secretary": {"official"},
    "coach": {"manager"},
}
# words that make a role another one: a vice president is no president
_PRIVATIVE = frozenset("vice deputy assistant acting interim associate ex co lieutenant shadow".split())
_PAST = frozenset({"former", "late", "retired", "outgoing"})
_NEUTRAL = frozenset("the former current then new senior top own chief leading veteran longtime".split())
_GENDERED = (
    (re.compile(r"woman$|^(?:wife|mother|mom|mum|sister|daughter|aunt|niece|queen|actress|girl|lady|widow|nun)$"), "f"),
    (
        re.compile(r"(?<!wo)man$|^(?:husband|father|dad|brother|son|uncle|nephew|king|actor|boy|gentleman|monk|pope)$"),
        "m",
    ),
)
_ROLE_ENDS = frozenset("of for at in on to from with who whose by under".split())
_UNITED = frozenset({"us", "uk", "un", "eu"})  # short words that tell roles apart


def head_of(phrase: "Run", root: "Token") -> "Token":
    """The head of a noun phrase; in "Secretary of Iran's Council" the title, though the parse says otherwise."""
    start = 1 if len(phrase) > 1 and phrase[0].pos_ == "DET" else 0
    titled = len(phrase) > start + 1 and phrase[start + 1].lower_ in {"of", "for"}
    word = phrase[start].lower_
    return phrase[start] if titled and (word in TITLES or denotes_person(word)) else root


def denotation(noun: "Token") -> Denotes:
    """What the head of a noun phrase stands for."""
    word = noun.lemma_.lower()
    if word in FIGURES or noun.like_num or word in {"percent", "%"}:
        return Denotes.OTHER
    if word in _RELATIVES:
        return Denotes.RELATIVE
    if word in TITLES or word in _ALSO:
        return Denotes.PERSON
    if word in _BODIES:
        return Denotes.BODY
    if word in _TEXTS:
        return Denotes.TEXT
    return Denotes.PERSON if denotes_person(word) else Denotes.OTHER


def gender_of(noun: "Token") -> str | None:
    """ "f" or "m" where a noun tells it ("businessman"), else None."""
    return next((gender for pattern, gender in _GENDERED if pattern.search(noun.lemma_.lower())), None)


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
    return (
        bool(office_of(phrase))
        and (first == "the" or (first[:1].isalpha() and phrase[:1].isupper()))
        and (first not in {"a", "an", "one", "some", "another", "his", "her", "their", "its", "our", "my"})
    )


def role_fit(head: str, phrase: str, role: str) -> float:
    """How well a noun phrase with this head denotes the holder of a role; 0 if not at all.

    The heads must be the same or stand for each other, and neither may be qualified by what the other
    lacks: another place or party, "vice", "former". Each further word that they share adds 1, and each
    that the role lacks takes some off.
    """
    asked, held = _words_of(phrase), _words_of(role)
    if not any(head == other or head in _ALSO.get(other, ()) for other in _heads(role)):
        return 0.0
    if asked & _PRIVATIVE != held & _PRIVATIVE or (_PAST & held and not _PAST & asked):
        return 0.0
    proper, other_proper = _proper(phrase, head), _proper(role, head)
    body = same_body(phrase, role)
    if proper and other_proper and not body and not any(_related(a, b) for a in proper for b in other_proper):
        return 0.0
    shared = {word for word in asked if word != head and any(_related(word, other) for other in held)}
    shared |= {word.lower() for word in _acronyms(phrase)} if body else set()
    foreign = asked - shared - _NEUTRAL - {head}
    return max(0.1, 1.0 + len(shared) - 0.6 * len(foreign))


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
