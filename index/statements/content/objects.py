"""Stage two, reported speech: contents that are the object of their verb (X a Y, X as a Y, “words” of X)."""

from typing import TYPE_CHECKING

from index.english.lexicon import ADDRESSING, CHARACTERISING, CITING, DEEDS, JUDGING, NAMING, Denotes, Frame, Verb
from index.english.nouns import denotation
from index.models import Act, Span
from index.statements.content.clause_edges import cut_at_cues
from index.statements.content.cues import characterised_by
from index.statements.content.subjects import inverted_subject, is_passive
from index.statements.rules import Concern, RuleId, rule
from index.statements.tokens import MARKS, spans_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from spacy.tokens import Token

_OUTSIDE = frozenset({"conj", "cc", "advcl", "punct", "parataxis", "relcl"})


@rule(
    RuleId.OBJECT,
    Concern.CONTENT,
    example="Ann Lee called the plan a fraud.",
    gives="Ann Lee: the plan a fraud",
    not_on="Ann Lee called the police.",
    literature="Levin 1993, §29.2 characterize verbs, §33 judgment verbs",
)
def object_phrase(verb: "Token", entry: Verb) -> tuple[Span, ...]:
    """ "called X a Y", "condemned X": the object and what follows it in the clause."""
    if Frame.OBJECT not in entry.frames or lacks_agent(verb) or inverted_subject(verb) is not None:
        return ()
    if verb.lemma_ in JUDGING - DEEDS and (judged := next((c for c in verb.lefts if c.dep_ == "nsubjpass"), None)):
        return _judged_by(verb, judged)
    objects = [c for c in verb.children if c.i > verb.i and (c.dep_ in {"dobj", "oprd", "attr"} or _is_what_clause(c))]
    objects += [c for c in verb.rights if verb.lemma_ in NAMING and _is_small_clause(c)]
    if not objects or _says_nothing(verb, entry, objects):
        return ()
    end = max((t.i for c in verb.rights if c.dep_ not in _OUTSIDE for t in c.subtree), default=verb.i)
    if verb.dep_ == "conj" and verb.head.tag_ in {"NN", "NNS"} and verb.head.i < verb.i:
        end = max(end, verb.head.right_edge.i)  # "denies the charges and accuses …": the parse hangs the rest on these
    if verb.lemma_ in NAMING:  # "called the plot to do so a crime": the parse may hang "to do so" on the verb
        purposes = (c for c in verb.rights if c.dep_ == "advcl" and c.tag_ == "VB" and c.left_edge.i == end + 1)
        end = next((c.right_edge.i for c in purposes), end)
    return cut_at_cues(verb, verb.i + 1, end + 1)


def _says_nothing(verb: "Token", entry: Verb, objects: "Sequence[Token]") -> bool:
    """Whether an object is refused, done something to, named or spoken to, and so no words."""
    if entry.act is Act.DENIES and _refuses_something(verb):
        return True
    if verb.lemma_ in {"recall", "dispute"} and any(c.dep_ == "neg" for c in verb.lefts):
        return True  # "does not recall the line"
    if verb.lemma_ == "rule" and any(c.dep_ == "prt" for c in verb.rights):
        return True  # "ruled out a toll": what somebody will not do
    done = verb.lemma_ in DEEDS or (verb.lemma_ in NAMING and all(o.dep_ == "dobj" for o in objects))
    if done and not _is_said_of(verb):
        return True
    empty = all(o.pos_ == "PRON" and o.lower_ in {"it", "that", "this", "what"} for o in verb.rights)
    return empty or _names(verb, objects) or _addresses(verb, objects)


def _judged_by(verb: "Token", judged: "Token") -> tuple[Span, ...]:
    """ "The plan was derided by Lee as a fraud": what is judged, and as what or for what."""
    if judged.pos_ == "PRON":
        return ()
    agent = next((c for c in verb.rights if c.dep_ == "agent"), verb)
    rest = next((c for c in verb.rights if c.i > agent.right_edge.i and c.lower_ in {"as", "for"}), None)
    behind = spans_of(verb.doc, rest.i, rest.right_edge.i + 1) if rest is not None else ()
    return (*spans_of(verb.doc, judged.left_edge.i, judged.right_edge.i + 1), *behind)


@rule(
    RuleId.CHARACTERISATION,
    Concern.CONTENT,
    example="Bo Orr admires Ann Lee as a “strong leader” of the town.",
    gives="Bo Orr: Ann Lee as a “strong leader” of the town",
    not_on="Bo Orr admires Ann Lee as a leader of the town.",
    literature="Levin 1993, §29.2 characterize verbs, §31.2 admire verbs",
)
def characterisation(verb: "Token", entry: Verb) -> tuple[Span, ...]:
    """ "has gone after her as a 'fraud'": whom, and as what."""
    found = characterised_by(verb) if entry is CHARACTERISING else None
    if found is None:
        return ()
    person, predicate = found
    return cut_at_cues(verb, person.left_edge.i, predicate.right_edge.i + 1)


@rule(
    RuleId.QUOTED_OBJECT,
    Concern.CONTENT,
    example="Ann Lee alleged “gross neglect” of the pumps in the north.",
    gives="Ann Lee: “gross neglect” of the pumps in the north",
    not_on="Ann Lee kept a “secret” flat.",
)
def quoted_object(verb: "Token", entry: Verb) -> tuple[Span, ...]:
    """ "alleged 'gross neglect' of the dam": an object is what was said where a verb of saying has quoted words in it.

    What opens in a capital may be the title of a work ("wrote 'Collapse'").
    """
    cites = Frame.CLAUSE in entry.frames or verb.lemma_ in CITING
    if not cites or lacks_agent(verb) or verb.lemma_ in ADDRESSING:
        return ()
    found = next((c for c in verb.rights if c.dep_ == "dobj"), None)
    if found is None:
        return ()
    own = list(found.subtree)
    opened = next((i for i, t in enumerate(own[:-2]) if t.text in MARKS), None)
    # one word in marks is held at arm's length, not said ("kept a 'secret' flat")
    if opened is None or own[opened + 2].text in MARKS or not (own[opened + 1].is_lower or own[opened + 1].is_digit):
        return ()
    return cut_at_cues(verb, found.left_edge.i, found.right_edge.i + 1)


def _names(verb: "Token", objects: "Sequence[Token]") -> bool:
    """ "a party called the Lake Union", "a group that calls itself Thunder": a name is given, nothing is said."""
    if verb.lemma_ not in NAMING or not objects or any(t.text in MARKS for t in objects[-1].subtree):
        return False
    return (len(objects) == 1 and objects[0].pos_ == "PROPN") or objects[0].lower_.endswith(("self", "selves"))


def _addresses(verb: "Token", objects: "Sequence[Token]") -> bool:
    """ "asked the students": whoever is spoken to is no content."""
    if verb.lemma_ not in ADDRESSING or len(objects) != 1 or objects[0].dep_ != "dobj":
        return False
    whom = objects[0]
    return whom.ent_type_ in {"PERSON", "ORG"} or whom.tag_ == "PRP" or denotation(whom) is Denotes.PERSON


def _is_what_clause(token: "Token") -> bool:
    """ "condemned what he called a breach": a clause that stands for a noun phrase."""
    return token.dep_ in {"ccomp", "pcomp"} and token.left_edge.lower_ == "what"


def _is_small_clause(token: "Token") -> bool:
    """ "labelling it a farce": subject and predicate without a verb, which the parse takes for a clause."""
    verbless = token.pos_ in {"NOUN", "ADJ"} and not any(c.pos_ in {"AUX", "VERB"} for c in token.lefts)
    return token.dep_ == "ccomp" and verbless and any(c.dep_ == "nsubj" for c in token.lefts)


def _is_said_of(verb: "Token") -> bool:
    """Whether words follow that can only be said of an object, not done to it: in marks, "as …", a noun phrase."""
    return any(
        t.text in MARKS or (t.lower_ == "as" and t.head == verb) or t.dep_ in {"oprd", "acomp", "ccomp"}
        for t in verb.subtree
        if t.i > verb.i
    )


def _refuses_something(verb: "Token") -> bool:
    """Whether "deny" withholds ("were denied visas", "denied them entry") and says nothing."""
    after = [c for c in verb.children if c.dep_ in {"dobj", "dative", "oprd"} and c.i > verb.i]
    passive = any(c.dep_ == "nsubjpass" for c in verb.children)
    return len(after) > 1 or (passive and bool(after)) or any(c.pos_ == "PRON" for c in after)


def lacks_agent(verb: "Token") -> bool:
    """Whether a passive names nobody who speaks ("she was advised to wait")."""
    return is_passive(verb) and not any(c.dep_ == "agent" for c in verb.children)
