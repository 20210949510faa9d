"""Stage three: the outlet through which words are known."""

from typing import TYPE_CHECKING

from index.english.lexicon import NounUse, VerbUse, nouns_that, verbs_that
from index.statements.content.cues import Cue
from index.statements.content.noun_phrases import phrase
from index.statements.content.passives import is_passive
from index.statements.content.source import agent_below, quotes_somebody
from index.statements.content.subjects import subject_of
from index.statements.rules import Concern, RuleId, rule
from index.statements.tokens import text_of

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_AUDIENCES = nouns_that(NounUse.AUDIENCE)
_CHANNELS = nouns_that(NounUse.CHANNEL)
_SPEAKING = verbs_that(VerbUse.APPEARS)


@rule(
    RuleId.TOLD_OUTLET,
    Concern.SOURCE,
    example="Ann Lee told Reuters that the dam was safe.",
    gives="Ann Lee (Reuters): that the dam was safe",
    not_on="Ann Lee told reporters that the dam was safe.",
)
def via_of(doc: "Doc", cue: Cue) -> str | None:
    """The outlet that was told: "told Reuters", "in an interview with ABC"."""
    token = doc[cue.token]
    if cue.verb is None:
        return None
    if quotes_somebody(token):
        source = agent_below(token) if is_passive(token) else subject_of(token)
        return phrase(source).of(text_of(doc)) if source is not None else None
    for child in token.children:
        if child.dep_ in {"dobj", "dative", "iobj"} and token.lemma_ in {"tell", "inform", "assure"}:
            return _outlet(child)
        speaking = child.dep_ == "advcl" and child.tag_ == "VBG" and child.lemma_ in _SPEAKING
        for preposition in (*(child.children if speaking else ()), child):  # "Speaking on CNN, she said"
            if preposition.dep_ == "prep" and preposition.lower_ in {"to", "in", "on", "during"}:
                outlet = _outlet_in(preposition, direct=preposition.head.i != token.i)
                if outlet:
                    return outlet
    return None


def is_outlet(head: "Token") -> bool:
    """Whether a noun phrase looks like a news outlet: a named organisation, not a person or a place."""
    return head.ent_type_ == "ORG" or (head.pos_ == "PROPN" and head.ent_type_ in {"WORK_OF_ART", ""})


def _outlet_in(preposition: "Token", *, direct: bool = False) -> str | None:
    """ "in an interview with ABC", "to Reuters": the named outlet, if there is one; ``direct``: "speaking on CNN"."""
    for child in preposition.children:
        if child.dep_ != "pobj":
            continue
        if child.lemma_ in {"interview", "conversation"}:
            inner = (g for c in child.children if c.lower_ in {"with", "on"} for g in c.children if g.dep_ == "pobj")
            return next((found for g in inner if (found := _outlet(g))), None)
        if preposition.lower_ == "to" or (direct and preposition.lower_ == "on" and _broadcasts(child)):
            return _outlet(child)
    return None


def _broadcasts(noun: "Token") -> bool:
    """Whether one speaks "on" a noun as on a channel, not as on a subject ("speaking on Medicare")."""
    return (noun.is_upper and noun.is_alpha) or noun.lower_ in _CHANNELS or noun.ent_type_ == "WORK_OF_ART"


def _outlet(head: "Token") -> str | None:
    owner = next((c for c in head.children if c.dep_ == "poss"), None)
    if owner is not None and is_outlet(owner):  # "told CNN's Jake Tapper"
        head = owner
    if head.lemma_.lower() in _AUDIENCES or not is_outlet(head):
        return None
    span = phrase(head)
    return text_of(head.doc)[span.start : span.end]
