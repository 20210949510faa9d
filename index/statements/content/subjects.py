"""Stage three, who does what a verb says: its own subject, or one that it shares."""

from typing import TYPE_CHECKING

from index.english.function_words import WordUse, words_that
from index.english.lexicon import ADDRESSING, TELLING, Denotes, VerbUse, verbs_that
from index.english.nouns import denotation
from index.english.quotation_marks import CLOSING_MARKS
from index.statements.content.noun_phrases import in_brackets, subject_before_comma
from index.statements.content.passives import is_passive
from index.statements.content.reporting_words import verb_of
from index.statements.rules import Concern, RuleId, rule
from index.statements.tokens import FINITE, verb_above

if TYPE_CHECKING:
    from collections.abc import Sequence

    from spacy.tokens import Token

_SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj"})
_INHERITING = frozenset({"conj", "advcl", "xcomp", "acl", "pcomp", "dep", "ccomp"})
_NAMED = frozenset({"PERSON", "ORG", "GPE", "NORP"})
_LOCATING = words_that(WordUse.LOCATES)
_DASHES = frozenset({"-", "--", "–", "—"})
_PARTED = frozenset({"advcl", "ccomp", "parataxis"})
_GOVERNED = frozenset({"pobj", "pcomp", "prep"})
_INTRODUCING = verbs_that(VerbUse.INTRODUCES) - ADDRESSING
_SPEAKING = frozenset({Denotes.PERSON, Denotes.RELATIVE, Denotes.BODY})
_CLIMB_LIMIT = 6
_SINGULAR, _PLURAL = frozenset({"NN", "NNP"}), frozenset({"NNS", "NNPS"})
_PLURAL_VERBS = frozenset({"VB", "VBP"})  # the tagger takes the one for the other
_THEY = frozenset({"they", "we"})


@rule(
    RuleId.SUBJECT,
    Concern.SOURCE,
    example="Ann Lee rose and said that the dam was safe.",
    gives="Ann Lee: that the dam was safe",
    not_on="According to Ann Lee, the dam was never safe.",
    literature="Quirk et al. 1985, §13.44 ff.: coordinated predicates share their subject",
)
def subject_of(verb: "Token") -> "Token | None":
    """The subject of a verb, its own or the one that it shares with the verbs above it."""
    current = verb
    for _ in range(_CLIMB_LIMIT):
        own = [child for child in current.children if child.dep_ in _SUBJECTS]
        if own:
            return own[0] if own[0].i > verb.i else _without_unclosed(own)  # "says Ann Lee, head of Care Europe"
        other = _gerund_subject(current) or _joined_subject(current) or _parted_subject(current)
        if other is not None:
            return other
        if is_passive(current) and current != verb:
            return None
        if _modifies_noun(current) and not _goes_on(current):
            return current.head
        above = _clause_above(current)
        if above is None:
            return None
        current = above
    return None


def absolute_subject(participle: "Token") -> "Token | None":
    """ "with some calling her out, saying she lied": who acts in the phrase that ends right before a participle.

    Not what cannot speak: "with polls showing a loss, saying he was tired".
    """
    comma = participle.left_edge.i - 1
    if participle.tag_ != "VBG" or comma <= participle.sent.start or participle.doc[comma].text != ",":
        return None
    before = participle.doc[comma - 1]
    phrases = (t for t in (before, *before.ancestors) if t.dep_ == "pcomp" and t.tag_ == "VBG")
    absolute = next((t for t in phrases if t.head.lower_ == "with" and t.i < participle.i), None)
    subject = next((c for c in absolute.lefts if c.dep_ in _SUBJECTS), None) if absolute is not None else None
    return subject if subject is not None and (subject.pos_ != "NOUN" or denotation(subject) in _SPEAKING) else None


def _modifies_noun(clause: "Token") -> bool:
    """ "a mayor saying …", "the mayor who said": the noun is the subject."""
    return clause.dep_ in {"acl", "relcl"} and clause.head.pos_ in {"NOUN", "PROPN", "PRON"}


def _clause_above(clause: "Token") -> "Token | None":
    """The verb whose subject one without its own takes over."""
    head = clause.head
    if _goes_on(clause):
        return _clause_of(head)
    if clause.dep_ == "pcomp" and head.pos_ in {"ADP", "SCONJ"}:
        return verb_above(head)  # "by saying": the subject of the clause that the phrase modifies
    if clause.dep_ == "conj" and clause.tag_ in FINITE and head.pos_ in {"NOUN", "PROPN"}:
        return _clause_of(head)  # "took a seat and joked": the parse may join a verb to a noun
    return verb_above(clause) if clause.dep_ in _INHERITING and head != clause else None


@rule(
    RuleId.AGREEMENT,
    Concern.SOURCE,
    example="The island is mainly Lutheran and the Church Council says nobody will leave.",
    gives="Church Council: nobody will leave",
    not_on="Ann Lee says it will stay so.",
    literature="Quirk et al. 1985, §10.34 ff.: concord of subject and verb",
)
def agreeing(subject: "Token", verb: "Token") -> "Token":
    """ "The island is Buddhist and the agency says …": a verb in the singular has the last of two nouns for subject.

    "They said Lee was a guest and claim she is biased": a verb in the plural has no singular subject, so it goes on
    from whoever reports.
    """
    if subject.i > verb.i:
        return subject
    if verb.tag_ in _PLURAL_VERBS and subject.tag_ in _SINGULAR and not list(subject.conjuncts):
        return _plural_above(subject, verb) or subject
    if verb.tag_ != "VBZ":
        return subject
    joined = [c for c in subject.conjuncts if subject.i < c.i < verb.i]
    links = [c for noun in (subject, *joined) for c in noun.children if c.lower_ == "and"]
    # the second must open a phrase of its own: "Moss and Spencer says" is one name
    apart = bool(joined) and any(c.dep_ == "det" for c in joined[-1].children)
    return joined[-1] if apart and links and not links[-1].ent_type_ else subject


def _plural_above(subject: "Token", verb: "Token") -> "Token | None":
    """The plural subject of the report in which a clause stands, unless an auxiliary governs the clause's verbs."""
    clause = subject.head
    governed = any(c.dep_ == "aux" for one in (clause, verb) for c in one.children)
    if governed or verb.dep_ != "conj" or clause.dep_ != "ccomp" or verb_of(clause.head) is None:
        return None
    above = subject_of(clause.head)
    return above if above is not None and (above.tag_ in _PLURAL or above.lower_ in _THEY) else None


def _without_unclosed(subjects: "Sequence[Token]") -> "Token":
    """ "Ann Lee, former mayor writes": where the comma behind a description is missing, the name is the subject."""
    first, last = subjects[0], subjects[-1]
    apposed = first != last and first.ent_type_ == "PERSON" and last.left_edge.i == first.right_edge.i + 1
    bare = last.tag_ == "NN" and last.left_edge.pos_ in {"ADJ", "NOUN"}
    parted = apposed and first.right_edge.text == ","
    return first if parted and bare else last


def _gerund_subject(verb: "Token") -> "Token | None":
    """ "upon Velm confirming the plan, others marched": whoever stands between a preposition and its gerund."""
    if verb.dep_ != "pcomp" or verb.tag_ != "VBG":
        return None
    return next((c for c in verb.head.rights if c.dep_ == "pobj" and c.right_edge.i == verb.left_edge.i - 1), None)


def _joined_subject(verb: "Token") -> "Token | None":
    """ "Ann Lee raised the matter, noted its weight, and left": a list of verbs without an "and" before the second.

    The parse takes the first for what the second reports, which would need a subject of its own.
    """
    first = next((c for c in verb.lefts if c.dep_ == "ccomp" and c.tag_ == verb.tag_ and c.tag_ in FINITE), None)
    behind = first is not None and first.right_edge.i < verb.i - 1 and verb.nbor(-1).text == ","
    if first is None or not behind or not any(c.dep_ in {"ccomp", "dobj"} for c in verb.rights):
        return None
    return next((c for c in first.lefts if c.dep_ in _SUBJECTS), None)


def behind_comparison(subject: "Token", verb: "Token") -> "Token":
    """ "Like Ann Lee, the mayor's deputy Bo Orr said": who stands behind the phrase that a preposition opens.

    The parse takes the noun of the phrase for the subject, and the subject for its description.
    """
    if subject.i > verb.i or subject.left_edge.i <= subject.sent.start:
        return subject
    opening = subject.left_edge.nbor(-1)
    governs = opening.dep_ == "prep" or (opening.dep_ == "mark" and verb.dep_ == "ROOT" and opening.head == verb)
    if not governs or opening.tag_ != "IN" or any(c.dep_ in _GOVERNED for c in opening.rights):
        return subject
    apposed = (c for c in subject.rights if c.dep_ in {"appos", "conj"} and c.i < verb.i)
    return next((c for c in apposed if "," in {c.left_edge.text, c.left_edge.nbor(-1).text}), subject)


def _parted_subject(verb: "Token") -> "Token | None":
    """ "Ann Lee, asked about it, said": whoever stands before a participle between commas is its verb's subject."""
    if verb.tag_ not in FINITE and not any(c.dep_ == "aux" for c in verb.lefts):
        return None
    return next((s for c in verb.lefts if c.dep_ in _PARTED and (s := subject_before_comma(c)) is not None), None)


def _goes_on(verb: "Token") -> bool:
    """ "He asked about the lake, called Orr a fool and left": a past form with an object is no participle."""
    parted = verb.left_edge.i > 0 and verb.left_edge.nbor(-1).text == ","
    taken = verb.dep_ == "acl" and verb.tag_ == "VBD" and parted
    objects = [c for c in verb.rights if c.dep_ in {"dobj", "oprd"}]
    named = any(c.dep_ == "dobj" or c.ent_type_ == "PERSON" for c in objects)
    return taken and named and _clause_of(verb.head).tag_ == "VBD"


def _clause_of(noun: "Token") -> "Token":
    return next((a for a in noun.ancestors if a.pos_ in {"VERB", "AUX"}), noun)


@rule(
    RuleId.LOCATED,
    Concern.SOURCE,
    example="The Storm Centre in Miami, Florida said the dam was safe.",
    gives="Storm Centre: the dam was safe",
    not_on="Florida said the dam was safe.",
)
def without_place(subject: "Token") -> "Token":
    """ "The centre in Miami, Florida said": a place behind its preposition, which the parse takes for the subject."""
    doc, noun = subject.doc, subject
    if noun.left_edge.i > 1 and in_brackets(noun):
        return noun.left_edge.nbor(-1 if noun.left_edge.text == "(" else -2)
    if noun.is_upper and noun.i + 2 < len(doc) and noun.nbor(1).text in _DASHES:
        return _behind_dateline(noun) or subject
    if noun.ent_type_ != "GPE":
        return subject
    start = noun.left_edge.i
    while start > 1 and doc[start - 1].text == "," and doc[start - 2].ent_type_ == "GPE":
        start -= 2  # "in Miami, Florida"
    while start and doc[start - 1].ent_type_ == "GPE":
        start -= 1  # "Los Angeles"
    preposition = doc[start - 1] if start else noun
    if preposition.lower_ not in _LOCATING or preposition.i <= noun.sent.start:
        return subject
    owner = doc[preposition.i - 1]
    owner = doc[preposition.i - 2] if owner.text == "," and preposition.i > noun.sent.start + 1 else owner
    return owner if owner.pos_ in {"NOUN", "PROPN"} else subject


def _behind_dateline(place: "Token") -> "Token | None":
    """ "VELM -- Ann Lee, opening the dam, said": the noun behind an agency's dateline."""
    first = place.left_edge.i == 0 or place.left_edge.nbor(-1).is_space
    chunks = (c.root for c in place.doc[place.i + 2 : place.sent.end].noun_chunks)
    return next(chunks, None) if first else None


def after_according(token: "Token") -> "Token | None":
    """The head of the source behind "according to"."""
    for child in token.children:
        if child.lower_ == "to":
            source = next((c for c in child.children if c.dep_ in {"pobj", "pcomp"}), None)
            if source is None or source.pos_ != "VERB" or not source.text[0].isupper():
                return source
    following = token.nbor(2) if token.i + 2 < len(token.doc) else None
    while following is not None and following.dep_ in {"det", "compound", "amod", "poss", "case"}:
        following = following.head
    return following


@rule(
    RuleId.INVERTED,
    Concern.SOURCE,
    example="It is the oldest dam in the world, reported The Guardian.",
    gives="Guardian: It is the oldest dam in the world",
    not_on="Ann Lee left the town, reported Bo Orr to the police and slept.",
    literature="Quirk et al. 1985, §18.24: inversion of subject and verb in reporting clauses",
)
def inverted_subject(verb: "Token") -> "Token | None":
    """ "…, reported Velm Radio.": a name that the parse takes for the object of a verb which ends its sentence."""
    if verb.lemma_ in TELLING:
        return None  # "Ann Lee, who keeps the locks, told Velm Radio."
    if verb.tag_ not in {"VBD", "VBZ"} or verb.i == 0 or any(c.dep_ in _SUBJECTS for c in verb.children):
        return None
    named = next((c for c in verb.rights if c.dep_ == "dobj" and c.left_edge.i == verb.i + 1), None)
    if named is None or verb.nbor(-1).text not in {",", *CLOSING_MARKS}:
        return None
    speaks = verb.lemma_ in _INTRODUCING and denotation(named) is Denotes.PERSON  # "…, said another witness."
    reported_to = any(c.dep_ == "prep" and c.lower_ == "to" for c in verb.rights)
    if reported_to or not (speaks or named.ent_type_ in _NAMED):
        return None
    return named if _ends_sentence(named, verb) else None


def _ends_sentence(named: "Token", verb: "Token") -> bool:
    """ "…, reported Velm Radio on Monday.": nothing but a day or a mark follows."""
    behind = named.doc[named.right_edge.i + 1 : verb.sent.end]
    if not len(behind):
        return True
    return behind[0].is_punct or behind[0].ent_type_ in {"DATE", "TIME"} or behind[0].lower_ == "on"
