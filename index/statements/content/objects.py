"""Stage two, reported speech: contents that are the object of their verb (X a Y, X as a Y, “words” of X)."""

from typing import TYPE_CHECKING

from index.english.lexicon import (
    ADDRESSING,
    CHARACTERISING,
    CITING,
    DEEDS,
    JUDGING,
    NAMING,
    NOUN_ROWS,
    VERB_ROWS,
    VERBS,
    Frame,
    NounUse,
    Verb,
    VerbKind,
)
from index.english.quotation_marks import CLOSING_MARKS
from index.models import Span
from index.statements.content.clause_cuts import cut_at_cues
from index.statements.content.passives import lacks_agent, stranded
from index.statements.content.reporting_words import characterised_by
from index.statements.content.subjects import inverted_subject
from index.statements.content.unsaid_objects import says_nothing
from index.statements.rules import Concern, RuleId, rule
from index.statements.tokens import MARKS, spans_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from spacy.tokens import Token

_DASHES = frozenset({"–", "—", "--", "-", "―"})
_WILLING = NAMING | {row.word for row in VERB_ROWS if row.kind in {VerbKind.ORDER, VerbKind.COMMIT, VerbKind.DENY}}
_PASSING_JUDGEMENT = JUDGING - DEEDS
_MANNER = frozenset({"by", "before", "after", "without"})
_NOMINAL = frozenset({"NOUN", "PROPN", "ADJ", "PRON"})
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
    if stranded(verb) is not None:
        return ()
    judged = next((c for c in verb.lefts if c.dep_ == "nsubjpass"), None) if verb.lemma_ in _PASSING_JUDGEMENT else None
    if judged is not None:
        return _charge(verb, entry) or _judged_by(verb, judged)
    objects = _objects_of(verb)
    if not objects or says_nothing(verb, entry, objects):
        return ()
    return cut_at_cues(verb, verb.i + 1, _before_deeds(verb, _end_of_content(verb, objects) + 1))


def _objects_of(verb: "Token") -> "list[Token]":
    """What a verb has for objects, also where the parse calls them something else."""
    objects = [c for c in verb.children if c.i > verb.i and (c.dep_ in {"dobj", "oprd", "attr"} or _is_what_clause(c))]
    objects += [c for c in verb.rights if verb.lemma_ in NAMING and _is_small_clause(c)]
    return objects + [c for c in verb.rights if c.dep_ == "xcomp" and c.pos_ == "NOUN" and not any(c.lefts)]


def _end_of_content(verb: "Token", objects: "Sequence[Token]") -> int:
    """The last token of the clause that belongs to an object or to what is said of it."""
    own = (c for c in verb.rights if c.dep_ not in _OUTSIDE and not _is_manner(c))
    end = max((t.i for c in own for t in c.subtree), default=verb.i)
    if _is_joined_to_noun(verb):
        end = max(end, verb.head.right_edge.i)
    if verb.lemma_ in _WILLING or _takes_infinitive(objects[-1]):
        return _through_infinitive(verb, end)
    return end


def _is_joined_to_noun(verb: "Token") -> bool:
    """ "denies the charges and accuses …": the parse hangs the rest on these."""
    return verb.dep_ == "conj" and verb.head.tag_ in {"NN", "NNS"} and verb.head.i < verb.i


def _through_infinitive(verb: "Token", end: int) -> int:
    """ "decried the calls | to ban it": the parse may hang the infinitive on the verb."""
    purposes = (c for c in verb.rights if c.dep_ == "advcl" and c.tag_ == "VB" and c.left_edge.i == end + 1)
    return next((c.right_edge.i for c in purposes), end)


def _takes_infinitive(noun: "Token") -> bool:
    """ "decried the calls to ban it": a noun of saying, of which the infinitive is the content."""
    row = NOUN_ROWS.get(noun.lemma_.lower())
    speaks = row is not None and (row.act is not None or NounUse.SPEECH in row.uses)
    return speaks or (noun.pos_ == "NOUN" and noun.lemma_.lower() in VERBS)


def _is_manner(child: "Token") -> bool:
    """ "dismissed the charge by pointing out …", "called him a hero before leaving": how or when, and no content."""
    return child.dep_ == "prep" and child.lower_ in _MANNER and any(c.dep_ == "pcomp" for c in child.rights)


def _before_deeds(verb: "Token", end: int) -> int:
    """ "called her a fraud and left": a finite verb that the parse joins to a noun tells what the speaker did next."""
    for token in verb.doc[verb.i + 2 : end]:
        if token.text in _DASHES and verb.doc[token.i - 1].text in CLOSING_MARKS:
            return token.i  # "called him “the next Orr” – the man who …": the article's own words
        joined = token.dep_ == "conj" and token.head.pos_ in _NOMINAL and token.head.i > verb.i
        own = any(c.dep_ in {"nsubj", "nsubjpass"} for c in token.lefts)
        if joined and not own and token.tag_ in {"VBD", "VBZ"} and token.tag_ == verb.tag_:
            before = token.left_edge.i - 1
            return before if verb.doc[before].dep_ == "cc" else token.left_edge.i
    return end


def _charge(verb: "Token", entry: Verb) -> tuple[Span, ...]:
    """ "Orr is accused by critics of hiding it": with what; the parse may hang it on the critics."""
    agent = next((c for c in verb.rights if c.dep_ == "agent"), None)
    if agent is None or "of" not in entry.prepositions:
        return ()
    behind = (t for t in verb.subtree if t.i > agent.i and t.lower_ == "of")
    of = next((t for t in behind if t.head == verb or any(c.dep_ == "pcomp" for c in t.rights)), None)
    return cut_at_cues(verb, of.i + 1, of.right_edge.i + 1) if of is not None and of.right_edge.i > of.i else ()


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


def _is_what_clause(token: "Token") -> bool:
    """ "condemned what he called a breach": a clause that stands for a noun phrase."""
    return token.dep_ in {"ccomp", "pcomp"} and token.left_edge.lower_ == "what"


def _is_small_clause(token: "Token") -> bool:
    """ "labelling it a farce": subject and predicate without a verb, which the parse takes for a clause."""
    verbless = token.pos_ in {"NOUN", "ADJ"} and not any(c.pos_ in {"AUX", "VERB"} for c in token.lefts)
    return token.dep_ == "ccomp" and verbless and any(c.dep_ == "nsubj" for c in token.lefts)
