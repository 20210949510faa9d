"""Stage one: which words may report, verbs by themselves and others in a construction of which they are part.

"said" always reports; "put", "made" and "raised" do so in "as she put it", "made it clear that …" and "raised
concerns about …".
"""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from index.english.function_words import WordUse, words_that
from index.english.lexicon import (
    EXPECTING,
    FORECASTERS,
    MEDIA,
    PHRASING,
    RAISING,
    REGARDING,
    VERBS,
    Denotes,
    NounUse,
    Verb,
    nouns_that,
)
from index.english.nouns import denotation
from index.statements.rules import Concern, RuleId, rule
from index.statements.tokens import ASIDE_TOKENS, FINITE, MARKS, SUBJECTS

if TYPE_CHECKING:
    from spacy.tokens import Token

_PERSONAL = words_that(WordUse.OBJECT)
_FILLING = frozenset({"it", "very", "quite"})
_CLEAR = frozenset({"clear", "plain", "known"})
_SPREADING = frozenset({"lay", "set", "spell"})  # "laid out that …"
_TOPICAL = frozenset({"about", "over", "to", "with"})
_RAISED = nouns_that(NounUse.RAISED)
_SPEAKERS = frozenset({Denotes.PERSON, Denotes.RELATIVE, Denotes.BODY})
_LEMMAS = {"rat": "rate", "retweete": "retweet"}  # what the lemmatiser makes of "rated" and "retweeted"


def verb_of(token: "Token") -> Verb | None:
    """The entry of a verb form in the lexicon, or None."""
    if token.pos_ not in {"VERB", "AUX"} and not (token.pos_ == "NOUN" and token.tag_.startswith("VB")):
        return None
    return VERBS.get(_LEMMAS.get(token.lemma_, token.lemma_.lower())) or VERBS.get(token.lower_)


@rule(
    RuleId.IN_THE_WORDS_OF,
    Concern.CUE,
    example="In the words of Ann Lee, “Nobody was ever asked about it.”",
    gives="Ann Lee: “Nobody was ever asked about it.”",
    not_on="Ann Lee counted the words of the speech.",
)
def in_the_words_of(token: "Token") -> bool:
    """ "in the words of X": a quotation whose speaker stands in the phrase before it."""
    return token.lower_ == "words" and token.doc[max(0, token.i - 2) : token.i + 2].text.lower() == "in the words of"


def in_own_words(token: "Token") -> bool:
    """ "in X's words", "in her own words", where no verb of the sentence reports them already."""
    if token.lower_ != "words" or token.head.lower_ != "in" or not any(c.dep_ == "poss" for c in token.lefts):
        return False
    return token.head.i == token.left_edge.i - 1 and not any(verb_of(above) for above in token.ancestors)


@rule(
    RuleId.PUT_IT,
    Concern.CUE,
    example="As Ann Lee put it, “The road is a museum of holes.”",
    gives="Ann Lee: “The road is a museum of holes.”",
    not_on="Ann Lee found the letter and put it back.",
)
def _puts_it(token: "Token") -> bool:
    """ "as X put it", "he put it bluntly": how something is phrased, not where it is put."""
    if token.lemma_ != "put" or token.pos_ != "VERB" or token.i + 2 >= len(token.doc) or token.nbor(1).lower_ != "it":
        return False
    behind = token.nbor(2)
    if behind.lower_ in {"this", "like"} or behind.lower_.endswith("ly"):
        return True
    told_as = any(child.dep_ == "mark" and child.lower_ == "as" for child in token.children)
    in_text = behind.lower_ == "in" and any(t.lemma_.lower() in MEDIA for t in token.doc[token.i + 3 : token.i + 7])
    return told_as and (behind.is_punct or behind.is_space or in_text)  # not "put it back"


@rule(
    RuleId.LAID_OUT,
    Concern.CUE,
    example="Ann Lee laid out in detail that the dam was safe.",
    gives="Ann Lee: that the dam was safe",
    not_on="Ann Lee laid out the garden that the town had planned.",
    literature="Quirk et al. 1985, §16.3 ff.: phrasal verbs",
)
def _lays_out(token: "Token") -> bool:
    """ "laid out that …", "spelled out in a letter why …": with its particle and a clause the verb is one of saying."""
    if token.lemma_ not in _SPREADING or token.pos_ != "VERB":
        return False
    out = any(c.dep_ == "prt" and c.lower_ == "out" for c in token.rights)
    clauses = (c for c in token.rights if c.dep_ == "ccomp" and any(t.tag_ in FINITE for t in (c, *c.lefts)))
    return out and any(clauses) and not any(c.dep_ == "dobj" for c in token.rights)


@rule(
    RuleId.RAISED,
    Concern.CUE,
    example="Ann Lee raised concerns about the dam.",
    gives="Ann Lee: concerns about the dam",
    not_on="The delay raised concerns about the dam.",
    literature="Levin 1993, §37.8 complain verbs; Quirk et al. 1985, §17.31: the support verb with a noun of saying",
)
def _raises_words(token: "Token") -> bool:
    """ "raised concerns about the dam": somebody's words, where a thing only gives rise to them ("raised doubts")."""
    if token.lemma_ != "raise" or token.pos_ != "VERB":
        return False
    raised = next((c for c in token.rights if c.dep_ == "dobj"), None)
    ties = {c.lower_ for c in (*raised.rights, *token.rights) if c.dep_ == "prep"} if raised is not None else set()
    if raised is None or not ties & _TOPICAL or "from" in ties or raised.lemma_.lower() not in _RAISED:
        return False
    verb = token
    while verb.dep_ == "conj" and not any(c.dep_ in SUBJECTS for c in verb.lefts):
        verb = verb.head
    return any(c.dep_ in SUBJECTS and _may_speak(c) for c in verb.lefts)


def _may_speak(noun: "Token") -> bool:
    """Whether a noun stands for somebody, or for a body or a text of theirs."""
    named = noun.ent_type_ in {"PERSON", "ORG", "GPE", "NORP"} or noun.pos_ in {"PRON", "PROPN"}
    return (named and noun.lower_ not in {"it", "this", "that", "which"}) or denotation(noun) in _SPEAKERS


@rule(
    RuleId.FORECAST,
    Concern.CUE,
    example="The Monetary Fund expects that prices will fall next year.",
    gives="Monetary Fund: that prices will fall next year",
    not_on="Ann Lee expects that prices will fall next year.",
)
def _forecasts(token: "Token") -> bool:
    """ "The fund expects that prices will fall": a person's expectation is a belief, a body's a forecast."""
    if token.lemma_ != "expect" or token.pos_ != "VERB":
        return False
    subject = next((c for c in token.lefts if c.dep_ == "nsubj"), None)
    finite = any(c.dep_ == "ccomp" and any(t.tag_ in FINITE for t in (c, *c.children)) for c in token.children)
    return finite and subject is not None and (subject.ent_type_ == "ORG" or subject.lemma_.lower() in FORECASTERS)


@rule(
    RuleId.MADE_CLEAR,
    Concern.CUE,
    example="Ann Lee made it clear that the dam was safe.",
    gives="Ann Lee: that the dam was safe",
    not_on="Ann Lee made the water clear.",
)
def made_clear(verb: "Token") -> "Token | None":
    """ "made (it) clear that …": the "that"."""
    if verb.lemma_ != "make" or verb.pos_ != "VERB":
        return None
    words = [t for t in verb.doc[verb.i + 1 : min(verb.i + 6, verb.sent.end)] if t.lower_ not in _FILLING]
    if len(words) < 2 or words[0].lower_ not in _CLEAR:
        return None
    return words[1] if words[1].lower_ == "that" else _that_behind(words[0])


def _that_behind(clear: "Token") -> "Token | None":
    """ "made clear in talks with the mayor that …": the "that" behind a phrase, to whose noun it may be tied."""
    if clear.nbor(1).pos_ != "ADP":
        return None
    for token in clear.doc[clear.i + 2 : min(clear.i + ASIDE_TOKENS, clear.sent.end)]:
        if token.lower_ == "that" and token.dep_ == "mark" and token.head.i > token.i:
            return token
        if token.pos_ in {"VERB", "AUX"} or token.is_punct:
            return None
    return None


# what makes a verb report that does not do so by itself, and how it behaves then
CONSTRUCTIONS: Sequence[tuple[RuleId, Callable[["Token"], object], Verb]] = (
    (RuleId.PUT_IT, _puts_it, PHRASING),
    (RuleId.MADE_CLEAR, made_clear, PHRASING),
    (RuleId.LAID_OUT, _lays_out, PHRASING),
    (RuleId.RAISED, _raises_words, RAISING),
    (RuleId.FORECAST, _forecasts, EXPECTING),
)


def saying_below(verb: "Token") -> "Token | None":
    """ "quoted X as saying": the participle."""
    as_ = (c for c in verb.subtree if c.lower_ == "as" and c.head in {verb, *verb.children})
    return next((g for c in as_ for g in c.children if g.tag_ == "VBG" and verb_of(g)), None)


def characterised_by(verb: "Token") -> "tuple[Token, Token] | None":
    """Whom a verb of regard or attack makes something in marks ("admires him as a 'strong leader'"), and that "as".

    The marks say that the words are the subject's own. With a thing for object they may be a name ("sees it as
    'Hope'"), so only persons count.
    """
    if verb.lemma_ not in REGARDING or any(c.dep_ in {"auxpass", "nsubjpass"} for c in verb.children):
        return None
    person = _person_regarded(verb)
    if person is None:
        return None
    behind = verb.doc[person.i + 1 : verb.sent.end - 2]
    as_ = next((t for t in behind if t.lower_ == "as" and t.head in {verb, person}), None)
    return (person, as_) if as_ is not None and _leads_to_marks(as_) else None


def _person_regarded(verb: "Token") -> "Token | None":
    """ "admires Ann Lee", "has gone after her": the person who is a verb's object, or its preposition's."""
    objects = [c for c in verb.rights if c.dep_ == "dobj"]
    objects += [g for c in verb.rights if c.dep_ == "prep" for g in c.rights if g.dep_ == "pobj"]
    return next((o for o in objects if o.ent_type_ == "PERSON" or o.lower_ in _PERSONAL), None)


def _leads_to_marks(as_: "Token") -> bool:
    """ "as a 'strong leader'": marks that open right behind, on a small letter, as on no name."""
    mark = as_.nbor(2) if as_.nbor(1).pos_ == "DET" else as_.nbor(1)
    return mark.text in MARKS and mark.i + 1 < len(mark.doc) and mark.nbor(1).is_lower
