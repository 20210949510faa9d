"""Stage three: the words that stand for the speaker of a cue, and the outlet through which it is known."""

from typing import TYPE_CHECKING

from index.english.lexicon import ADDRESSING, JUDGING, WRITING, Denotes, VerbUse, verbs_that
from index.english.nouns import denotation
from index.models import Span
from index.statements.content.cues import Cue
from index.statements.content.noun_phrases import chunk_before, phrase
from index.statements.content.passives import agent_of, is_passive
from index.statements.content.reporting_words import saying_below, verb_of
from index.statements.content.shared_subjects import leading_cue, topmost
from index.statements.content.subjects import (
    absolute_subject,
    after_according,
    agreeing,
    behind_comparison,
    inverted_subject,
    subject_of,
    without_place,
)
from index.statements.rules import ALL_RULES, Concern, RuleId, RuleSet, rule

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_ISSUING = verbs_that(VerbUse.ISSUES)
_MEETING = verbs_that(VerbUse.MEETS)
_DENYING = verbs_that(VerbUse.NEGATES)
_QUOTING = verbs_that(VerbUse.QUOTES)


def mention_of(doc: "Doc", cue: Cue, rules: RuleSet = ALL_RULES) -> Span | None:
    """The noun phrase that stands for the speaker of a cue, or None if the text names none."""
    token = doc[cue.token]
    source = _source(token, cue, rules)
    if source is not None and cue.verb is not None and RuleId.PHRASE_BEFORE in rules and _is_clause(source, token):
        source = chunk_before(token)  # "Writing in a blog, Ann Lee said": the parse takes the clause for the subject
    return phrase(source) if source is not None and any(c.isalnum() for c in source.text) else None


def _source(token: "Token", cue: Cue, rules: RuleSet) -> "Token | None":
    """The head of the phrase that names the source: by the form of the cue, each form by one rule."""
    if cue.verb is None and token.lower_ == "according":
        return after_according(token)
    if cue.verb is None or token.pos_ == "NOUN":
        return _owner(token) if RuleId.OWNER in rules else None
    return _speaking(token, rules)


def _speaking(verb: "Token", rules: RuleSet) -> "Token | None":
    """Who does what a reporting verb says."""
    if quotes_somebody(verb) and RuleId.QUOTED_PERSON in rules:
        return _quoted_person(verb)
    own = inverted_subject(verb) if RuleId.INVERTED in rules else None
    if own is None and RuleId.SUBJECT in rules:
        own = absolute_subject(verb)
    if own is not None:
        return own
    if is_passive(verb) and RuleId.AGENT in rules:
        return agent_of(verb)
    leader = leading_cue(verb) if RuleId.ADDED in rules else None
    if leader is not None:
        return _speaking(leader, rules) if leader.tag_ == "VBG" else subject_of(leader)
    above = topmost(verb) if RuleId.TOPMOST in rules else None
    return above or _subject(verb, rules)


def _subject(verb: "Token", rules: RuleSet) -> "Token | None":
    """The subject of a verb, or whoever is behind it: the giver of a text, the firm in a place."""
    subject = subject_of(verb) if RuleId.SUBJECT in rules else None
    subject = behind_comparison(subject, verb) if subject is not None else None
    if subject is None or (subject.lower_ == "it" and subject.dep_ == "nsubjpass" and verb_of(subject.head)):
        return None  # "It was reported, but not confirmed, that …": nobody's "it"
    giver = _giver(subject, verb) if RuleId.GIVER in rules else None
    if giver is not None:
        return giver
    subject = without_place(subject) if RuleId.LOCATED in rules else subject
    return agreeing(subject, verb) if RuleId.AGREEMENT in rules else subject


@rule(
    RuleId.QUOTED_PERSON,
    Concern.SOURCE,
    example="Velm Radio quoted Ann Lee as saying that the dam was safe.",
    gives="Ann Lee (Velm Radio): that the dam was safe",
    not_on="The agency said that the dam was safe.",
)
def _quoted_person(verb: "Token") -> "Token | None":
    """ "SANA quoted her as saying", "she was quoted as saying": whoever is quoted speaks, not who quotes."""
    wanted = "nsubjpass" if is_passive(verb) else "dobj"
    own = next((c for c in verb.children if c.dep_ == wanted), None)
    reduced = own is None and is_passive(verb) and verb.dep_ == "advcl"
    return subject_of(verb.head) if reduced else own  # "She called for calm, quoted by Dawn as saying …"


@rule(
    RuleId.GIVER,
    Concern.SOURCE,
    example="Ann Lee issued a statement saying that the dam was safe.",
    gives="Ann Lee: that the dam was safe",
    not_on="Ann Lee received a statement saying that the dam was safe.",
)
def _giver(text: "Token", verb: "Token") -> "Token | None":
    """ "X issued a statement saying …", "X emailed staff saying …": whoever brings out a text says what is in it."""
    issued = text.head
    if verb.dep_ != "acl" or verb.head != text:
        return None
    if denotation(text) is not Denotes.TEXT:
        addressed = text.dep_ == "dobj" and issued.lemma_ in ADDRESSING | WRITING and not is_passive(issued)
        return subject_of(issued) if addressed else None
    if issued.lemma_ in _DENYING and issued.pos_ == "VERB" and text.dep_ == "dobj" and verb.tag_ == "VBG":
        return agent_of(issued) if is_passive(issued) else subject_of(issued)  # "denied the reports saying …"
    within = text.dep_ == "pobj" and issued.lower_ == "in"  # "confirmed it in a statement saying …"
    if within:
        issued = issued.head
    if issued.pos_ != "VERB" or is_passive(issued) or not (within or issued.lemma_ in _ISSUING):
        return None
    return subject_of(issued)


def quotes_somebody(verb: "Token") -> bool:
    """Whether a verb gives somebody else's words: "quoted Ann Lee", "cited officials as saying"."""
    return verb.lemma_ in _QUOTING and (verb.lemma_ == "quote" or saying_below(verb) is not None)


def _is_clause(subject: "Token", verb: "Token") -> bool:
    opens = subject.i == subject.sent.start and subject.lower_.endswith("ing")
    return subject.pos_ == "VERB" or (opens and any(t.text == "," for t in verb.doc[subject.i : verb.i]))


@rule(
    RuleId.OWNER,
    Concern.SOURCE,
    example="Ann Lee made the claim that the dam was safe.",
    gives="Ann Lee: that the dam was safe",
    not_on="Ann Lee repeated that the dam was safe.",
)
def _owner(noun: "Token") -> "Token | None":
    """Whose claim it is: "his claim", "the claim by …", or the subject of "made the claim"."""
    for child in noun.children:
        if child.dep_ == "poss":
            return child
        if child.dep_ == "prep" and child.lower_ in {"by", "from", "of"}:
            owner = next((c for c in child.children if c.dep_ == "pobj"), None)
            if owner is not None and (owner.pos_ in {"PROPN", "PRON"} or noun.lemma_ == "word"):
                return owner
    if noun.dep_ == "dobj" and not is_passive(noun.head) and not _meets(noun.head):
        return subject_of(noun.head)
    return None


def _meets(verb: "Token") -> bool:
    """ "denied accusations of fraud", "faced a demand for more": the claim is another's than the subject's."""
    return verb.lemma_ in _DENYING | _MEETING | JUDGING


def agent_below(verb: "Token") -> "Token | None":
    """ "was quoted as saying by Dawn": the agent may hang on any of the two verbs."""
    return agent_of(verb) or next((found for t in verb.subtree if t.pos_ == "VERB" and (found := agent_of(t))), None)
