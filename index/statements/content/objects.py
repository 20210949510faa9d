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
    PERSUADING,
    VERB_ROWS,
    VERBS,
    Denotes,
    Frame,
    NounUse,
    Verb,
    VerbKind,
)
from index.english.nouns import denotation, is_office
from index.english.quotation_marks import CLOSING_MARKS
from index.models import Act, Span
from index.statements.content.clause_cuts import cut_at_cues
from index.statements.content.reporting_words import characterised_by
from index.statements.content.subjects import inverted_subject, is_passive
from index.statements.rules import Concern, RuleId, rule
from index.statements.tokens import MARKS, spans_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from spacy.tokens import Token

_NAMED = frozenset({"PERSON", "ORG", "GPE", "NORP"})
_TERRITORIES = frozenset({"GPE", "LOC"})
_SOMEBODY = frozenset({Denotes.PERSON, Denotes.RELATIVE, Denotes.BODY})
_DASHES = frozenset({"–", "—", "--", "-", "―"})
_WILLING = NAMING | {row.word for row in VERB_ROWS if row.kind in {VerbKind.ORDER, VerbKind.COMMIT, VerbKind.DENY}}
_PASSING_JUDGEMENT = JUDGING - DEEDS
_MANNER = frozenset({"by", "before", "after", "without"})
_NOMINAL = frozenset({"NOUN", "PROPN", "ADJ", "PRON"})
_ASKING = frozenset({"WRB", "WP", "WDT"})
_PREDICATES = frozenset({"oprd", "acomp", "ccomp"})
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
    if not objects or _says_nothing(verb, entry, objects):
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


def _says_nothing(verb: "Token", entry: Verb, objects: "Sequence[Token]") -> bool:
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
    """ "condemned the building", "called the police": a deed, or a name without what it is called."""
    done = verb.lemma_ in DEEDS or (verb.lemma_ in NAMING and all(o.dep_ == "dobj" for o in objects))
    return done and not _is_said_of(verb)


def _is_empty(verb: "Token") -> bool:
    """ "denied it": nothing but a pronoun, which stands for words that are told elsewhere."""
    return all(o.pos_ == "PRON" and o.lower_ in {"it", "that", "this", "what"} for o in verb.rights)


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


def stranded(verb: "Token") -> "Token | None":
    """ "was called for by the union": a preposition whose object is the subject of the passive."""
    following = verb.doc[verb.i + 1 : verb.i + 3]
    prepositional = len(following) > 1 and following[0].dep_ in {"prep", "prt"} and following[1].dep_ == "agent"
    return following[0] if is_passive(verb) and prepositional else None


def lacks_agent(verb: "Token") -> bool:
    """Whether a passive names nobody who speaks ("she was advised to wait")."""
    return is_passive(verb) and not any(c.dep_ == "agent" for c in verb.children)
