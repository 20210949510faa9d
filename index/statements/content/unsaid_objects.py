"""Stage two, reported speech: objects that are no content but something done, or somebody named or addressed."""

from typing import TYPE_CHECKING

from index.english.lexicon import ADDRESSING, DEEDS, NAMING, PERSUADING, Denotes, Verb
from index.english.nouns import denotation, is_office
from index.models import Act
from index.statements.tokens import MARKS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from spacy.tokens import Token

_NAMED = frozenset({"PERSON", "ORG", "GPE", "NORP"})
_TERRITORIES = frozenset({"GPE", "LOC"})
_SOMEBODY = frozenset({Denotes.PERSON, Denotes.RELATIVE, Denotes.BODY})
_ASKING = frozenset({"WRB", "WP", "WDT"})
_PREDICATES = frozenset({"oprd", "acomp", "ccomp"})


def says_nothing(verb: "Token", entry: Verb, objects: "Sequence[Token]") -> bool:
    """Whether an object is refused, done something to, named or spoken to, and so no words."""
    return (
        (entry.act is Act.DENIES and _refuses_something(verb))
        or _is_not_doubted(verb)
        or _calls_back(verb, objects)
        or _governs_or_excludes(verb)
        or _is_done_to(verb, objects)
        or _is_empty(verb)
        or _names(verb, objects)
        or _addresses(verb, objects)
    )


def _is_not_doubted(verb: "Token") -> bool:
    """ "does not recall the line", "does not dispute the sum"."""
    return verb.lemma_ in {"recall", "dispute"} and any(c.dep_ == "neg" for c in verb.lefts)


def _calls_back(verb: "Token", objects: "Sequence[Token]") -> bool:
    """ "recalled its ambassador"."""
    return verb.lemma_ == "recall" and any(is_office(o) for o in objects)


def _governs_or_excludes(verb: "Token") -> bool:
    """ "rules Velm"; "ruled out a toll": what somebody will not do."""
    return verb.lemma_ == "rule" and any(c.dep_ == "prt" or c.ent_type_ in _TERRITORIES for c in verb.rights)


def _is_done_to(verb: "Token", objects: "Sequence[Token]") -> bool:
    """ "attacked the village", "called the police": a deed, or a name without what it is called."""
    done = verb.lemma_ in DEEDS or (verb.lemma_ in NAMING and all(o.dep_ == "dobj" for o in objects))
    return done and not _is_said_of(verb)


def _is_empty(verb: "Token") -> bool:
    """ "denied it": nothing but a pronoun, which stands for words that are told elsewhere."""
    return all(o.pos_ == "PRON" and o.lower_ in {"it", "that", "this", "what"} for o in verb.rights)


def _names(verb: "Token", objects: "Sequence[Token]") -> bool:
    """ "a party called the Lake Union", "a group that calls itself Thunder": a name is given, nothing is said."""
    if verb.lemma_ not in NAMING or not objects or any(t.text in MARKS for t in objects[-1].subtree):
        return False
    return (len(objects) == 1 and objects[0].pos_ == "PROPN") or objects[0].lower_.endswith(("self", "selves"))


def _addresses(verb: "Token", objects: "Sequence[Token]") -> bool:
    """ "asked the students", "questioned the minister": whoever is spoken to is no content."""
    if verb.lemma_ not in ADDRESSING | PERSUADING or len(objects) != 1 or objects[0].dep_ != "dobj":
        return False
    whom = objects[0]
    if whom.left_edge.tag_ in _ASKING:
        return False  # "asked how a country could …"
    return whom.ent_type_ in _NAMED or whom.tag_ == "PRP" or denotation(whom) in _SOMEBODY


def _is_said_of(verb: "Token") -> bool:
    """Whether words follow that can only be said of an object, not done to it: in marks, "as …", a noun phrase."""
    return any(
        t.text in MARKS or (t.lower_ == "as" and t.head == verb) or (t.dep_ in _PREDICATES and not _is_purpose(t))
        for t in verb.subtree
        if t.i > verb.i
    )


def _is_purpose(token: "Token") -> bool:
    """ "called the helpline to ask": what for, where the parse sees a complement."""
    return token.tag_ == "VB" and any(c.lower_ == "to" and c.dep_ == "aux" for c in token.lefts)


def _refuses_something(verb: "Token") -> bool:
    """Whether "deny" withholds ("were denied visas", "denied them entry") and says nothing."""
    after = [c for c in verb.children if c.dep_ in {"dobj", "dative", "oprd"} and c.i > verb.i]
    passive = any(c.dep_ == "nsubjpass" for c in verb.children)
    return len(after) > 1 or (passive and bool(after)) or any(c.pos_ == "PRON" for c in after)
