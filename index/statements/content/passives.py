"""Stage three, passives: whether a verb is one, and who does what it says."""

from typing import TYPE_CHECKING

from index.english.lexicon import ADDRESSING
from index.statements.rules import Concern, RuleId, rule

if TYPE_CHECKING:
    from spacy.tokens import Token

_SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj"})


def is_passive(verb: "Token") -> bool:
    """Whether a verb is passive, as a clause or as a participle ("Asked whether he would go, …")."""
    bare = verb.tag_ == "VBN" and not any(c.dep_ in {"aux", *_SUBJECTS} for c in verb.children)
    joined = verb.dep_ == "conj" and verb.head.i < verb.i  # "was reported but not confirmed"
    if _is_initial(verb):
        return True
    if bare and (verb.dep_ in {"advcl", "acl"} or (joined and is_passive(verb.head))):
        return True
    return any(child.dep_ in {"nsubjpass", "auxpass"} for child in verb.children)


def _is_initial(verb: "Token") -> bool:
    """ "Asked which town she liked, she said …": without a subject, a verb that opens its sentence is a participle."""
    opens = verb.tag_ == "VBD" and verb.i == verb.sent.start and verb.lemma_ in ADDRESSING
    return opens and not any(c.dep_ in _SUBJECTS for c in verb.children)


@rule(
    RuleId.AGENT,
    Concern.SOURCE,
    example="It was claimed by Ann Lee that the dam was safe.",
    gives="Ann Lee: that the dam was safe",
    not_on="Ann Lee claimed that the dam was safe.",
    literature="Quirk et al. 1985, §3.63 ff.: the agent of a passive is the subject of its active",
)
def agent_of(verb: "Token") -> "Token | None":
    """ "was claimed by X": the agent of a passive."""
    for child in verb.children:
        if child.dep_ == "agent" or (child.dep_ == "prep" and child.lower_ == "by"):
            return next((c for c in child.children if c.dep_ == "pobj"), None)
    return None


def stranded(verb: "Token") -> "Token | None":
    """ "was called for by the union": a preposition whose object is the subject of the passive."""
    following = verb.doc[verb.i + 1 : verb.i + 3]
    prepositional = len(following) > 1 and following[0].dep_ in {"prep", "prt"} and following[1].dep_ == "agent"
    return following[0] if is_passive(verb) and prepositional else None


def lacks_agent(verb: "Token") -> bool:
    """Whether a passive names nobody who speaks ("she was advised to wait")."""
    return is_passive(verb) and not any(c.dep_ == "agent" for c in verb.children)
