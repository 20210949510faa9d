"""Stage two, reported speech: the complement of a cue, read off the parse."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from index.models import Act, Span
from index.statements.according import contents_of_according
from index.statements.cues import REFUSALS, Cue, characterised_by, verb_of
from index.statements.lexicon import ADDRESSING, CHARACTERISING, CITING, DEEDS, NAMING, VERBS, Frame, Verb
from index.statements.tokens import ASIDE_TOKENS, FINITE, MARKS, SUBJECTS, Contents, spans_of

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_ARGUMENTS = SUBJECTS | {"dobj", "pobj"}  # what a relative pronoun is in its clause
_LIMITING = frozenset({"only", "merely", "simply"})  # "said only that …"
_IDENTIFYING = frozenset({"name", "identify", "quote"})
_PARTICIPLES = frozenset({"VBG"})
_OUTSIDE = frozenset({"conj", "cc", "advcl", "punct", "parataxis", "relcl"})
_OWN = frozenset({"dative", "dobj", "iobj", "prep", "npadvmod", "advmod", "prt", "agent", "punct", "oprd", "ccomp"})
_ADJACENT = frozenset({"on", "for"})  # "called on her to go", not "called her on Friday"
_KEPT = frozenset({"against"})  # "warned against swimming" warns of the contrary without it


def contents_of(doc: "Doc", cue: Cue) -> Contents | None:
    """The spans of what a cue reports and the name of the pattern, or None if it reports no words."""
    token = doc[cue.token]
    if cue.verb is None:
        return contents_of_according(token) if token.lower_ == "according" else _of_noun(token)
    for pattern, find in _PATTERNS:
        parts = find(token, cue.verb)
        if parts:
            return parts, pattern
    return None


def _clause(verb: "Token", entry: Verb) -> tuple[Span, ...]:
    if Frame.CLAUSE not in entry.frames:
        return ()
    clauses = [c for c in verb.children if c.dep_ == "ccomp" and not _stands_apart(verb, c)]
    if not _comma_behind(verb):  # "It was cheap, she noted, and it worked" has a half on either side
        clauses = [c for c in clauses if c.i > verb.i] or clauses
    if len(clauses) > 1 and clauses[0].left_edge.i > verb.i:
        start = _clause_start(verb, clauses[0].left_edge.i)
        return _cut_at_cues(verb, start, _through_coordination(verb, clauses[-1].right_edge.i + 1))
    return _without_cue(verb, clauses[0]) if clauses else ()


def _stands_apart(verb: "Token", clause: "Token") -> bool:
    """Whether a semicolon or colon ends the clause before the cue's: "It is over; he said that …"."""
    if clause.i < verb.i and not any(t.tag_ in FINITE for t in (clause, *clause.children)):
        return True  # "With work almost done, they said …"
    between = verb.doc[clause.i + 1 : verb.i]
    return any(token.text in {";", ":"} for token in between)


def _swapped(verb: "Token", entry: Verb) -> tuple[Span, ...]:
    """ "after he admitted under oath he had known": no comma ends the clause, and one pronoun is the subject of both.

    The parse takes the complement for the main clause, and the cue's clause for an adverbial one.
    """
    main = verb.head
    if Frame.CLAUSE not in entry.frames or verb.dep_ != "advcl" or main.i < verb.i or _has_complement(verb):
        return ()
    subject = next((c for c in main.lefts if c.dep_ in SUBJECTS and c.i > verb.i), None)
    own = next((c for c in verb.lefts if c.dep_ in SUBJECTS), None)
    if subject is None or own is None or subject.pos_ != "PRON" or subject.lower_ != own.lower_:
        return ()
    start = subject.left_edge.i
    if any(t.is_punct for t in verb.doc[verb.i + 1 : start]):
        return ()
    return _cut_at_cues(verb, start, main.right_edge.i + 1)


def _after_colon(verb: "Token", entry: Verb) -> tuple[Span, ...]:
    """ "She answered as before: it is too late": what a colon opens, where the verb has no other complement."""
    if Frame.CLAUSE not in entry.frames or _has_complement(verb):
        return ()
    sentence = verb.sent
    colon = next((t.i for t in verb.doc[verb.i + 1 : sentence.end] if t.text == ":"), None)
    if colon is None or not (verb.dep_ == "ROOT" or (verb.dep_ == "ccomp" and verb.head.i > colon)):
        return ()
    clause = verb.doc[colon + 1 : sentence.end]
    whole = any(t.tag_ in FINITE for t in clause) and any(t.dep_ in SUBJECTS for t in clause)
    if not whole and not clause.text.isupper():  # "on Monday, on Friday"; of capitals the tagger makes names
        return ()
    return spans_of(verb.doc, colon + 1, sentence.end)


def _that_clause(verb: "Token", entry: Verb) -> tuple[Span, ...]:
    """ "told the paper in a statement that …": where the parse hangs the clause on another word, its own "that"."""
    if Frame.CLAUSE not in entry.frames:
        return ()
    if Frame.OBJECT in entry.frames and any(c.dep_ == "dobj" for c in verb.rights):
        return ()
    for token in verb.doc[verb.i + 1 : verb.sent.end]:
        if token.lower_ == "that" and token.nbor(-1).lower_ in {"and", "or", "but"}:
            return ()  # goes on with an earlier "that"
        if token.lower_ == "that" and _opens_clause(token):
            return _cut_at_cues(verb, token.i, _through_coordination(verb, token.head.right_edge.i + 1))
        if token.pos_ in {"VERB", "AUX"} or token.text in {";", ":"}:
            return ()
    return ()


def _opens_clause(that: "Token") -> bool:
    """Whether "that" opens a clause with a subject of its own, whatever the parser calls it."""
    head = that.head
    if head.pos_ not in {"VERB", "AUX"} or head.i < that.i:
        return False
    subject = any(c.dep_ in SUBJECTS and c.i != that.i for c in head.children)
    if that.tag_ == "WDT" and head.dep_ == "relcl" and not (that.dep_ in SUBJECTS and subject):
        return that.dep_ not in _ARGUMENTS and that.nbor(-1).lemma_ != "way" and (that.dep_ == "mark" or subject)
    return that.dep_ == "mark" or subject


def _quoted_source(verb: "Token", entry: Verb) -> tuple[Span, ...]:
    """ "SANA quoted an official as saying (that) …", and the same after what was said."""
    if entry is not VERBS["quote"]:
        return ()
    saying = next((g for c in verb.children if c.lower_ == "as" for g in c.children if verb_of(g)), None)
    if saying is None:
        return ()
    for owner in (saying, verb):
        if clause := next((c for c in owner.children if c.dep_ == "ccomp" and c is not saying), None):
            return _without_cue(verb, clause)
    return ()


def _parenthetical(verb: "Token", entry: Verb) -> tuple[Span, ...]:
    """ "The plan, he said, would fail": the clause into which the cue is put."""
    if Frame.CLAUSE not in entry.frames or verb.dep_ not in {"parataxis", "advcl", "ccomp"}:
        return ()
    if not any(c.dep_ in {"nsubj", "agent"} for c in verb.children):
        return ()
    if verb.dep_ == "advcl" and not any(c.dep_ == "mark" and c.lower_ == "as" for c in verb.children):
        return ()
    if verb.dep_ == "ccomp" and (verb.i < verb.head.i or any(c.dep_ == "mark" for c in verb.children)):
        return ()
    if _has_complement(verb):
        return ()
    closed = _comma_behind(verb)  # what follows belongs to the clause around it
    return _around(verb.sent, [t for t in verb.subtree if not closed or t.i <= verb.i])


def _comma_behind(verb: "Token") -> bool:
    return verb.i + 1 < len(verb.doc) and verb.nbor(1).text == ","


def _between_commas(verb: "Token", entry: Verb) -> tuple[Span, ...]:
    """The same where the parse takes the cue for the main verb: "These, she said on Monday, were empty"."""
    if Frame.CLAUSE not in entry.frames or _has_complement(verb):
        return ()
    doc, sentence = verb.doc, verb.sent
    subject = next((c for c in verb.children if c.dep_ in SUBJECTS and c.i < verb.i), None)
    if subject is None or subject.left_edge.i - 1 <= sentence.start or doc[subject.left_edge.i - 1].text != ",":
        return ()
    end = next((t.i for t in doc[verb.i + 1 : min(verb.i + ASIDE_TOKENS, sentence.end)] if t.text == ","), None)
    if end is None or not any(t.tag_ in {"VBD", "VBZ", "VBP", "MD"} for t in doc[end + 1 : sentence.end]):
        return ()
    if doc[end + 1].dep_ in {"cc", "mark"} or doc[end + 1].tag_ in {"VBG", "WP", "WDT", "WRB"}:
        return ()
    return (*spans_of(doc, sentence.start, subject.left_edge.i - 1), *spans_of(doc, end + 1, sentence.end))


def _sentence_final(verb: "Token", entry: Verb) -> tuple[Span, ...]:
    """ "…, officials said.": where the parse breaks, the words before the last comma."""
    if Frame.CLAUSE not in entry.frames or _has_complement(verb):
        return ()
    rest = [t for t in verb.sent if t.i > verb.i and not t.is_punct and not t.is_space]
    subject = next((c for c in verb.children if c.dep_ in SUBJECTS), None)
    if subject is None or len(rest) > 6 or any(t.dep_ in {"ccomp", "xcomp", "dobj"} for t in rest):
        return ()
    start = min(t.i for t in subject.subtree if t.i <= subject.i)
    if start == 0 or verb.doc[start - 1].text != "," or start - verb.sent.start < 4:
        return ()
    if not any(t.tag_ in FINITE for t in verb.doc[verb.sent.start : start]):
        return ()  # "After the coup, the army ruled"
    return spans_of(verb.doc, verb.sent.start, start - 1)


def _infinitive(verb: "Token", entry: Verb) -> tuple[Span, ...]:
    if Frame.INFINITIVE not in entry.frames or _lacks_agent(verb):
        return ()
    for child in verb.children:
        if child.dep_ in {"xcomp", "ccomp"} and any(c.lower_ == "to" and c.dep_ == "aux" for c in child.children):
            if verb.lemma_ == "ask" and _is_unnamed(child):
                return ()
            asked = next((c for c in verb.children if c.dep_ == "dobj" and verb.i < c.i < child.i), None)
            if asked is not None and Frame.OBJECT in entry.frames:
                return _cut_at_cues(verb, asked.left_edge.i, child.right_edge.i + 1)
            return _without_cue(verb, child)
    return ()


def _is_unnamed(verb: "Token") -> bool:
    """ "asked not to be named": what newsrooms write of a source, no request of the story."""
    return verb.tag_ == "VBN" and any(c.dep_ == "neg" for c in verb.children) and verb.lemma_ in _IDENTIFYING


def _lacks_agent(verb: "Token") -> bool:
    """Whether a passive names nobody who speaks ("she was advised to wait")."""
    passive = any(c.dep_ in {"nsubjpass", "auxpass"} for c in verb.children)
    return passive and not any(c.dep_ == "agent" for c in verb.children)


def _gerund(verb: "Token", entry: Verb) -> tuple[Span, ...]:
    if Frame.GERUND not in entry.frames:
        return ()
    found = next((c for c in verb.children if c.dep_ in {"xcomp", "ccomp"} and c.tag_ == "VBG"), None)
    return _without_cue(verb, found) if found is not None else ()


def _object(verb: "Token", entry: Verb) -> tuple[Span, ...]:
    """ "called X a Y", "condemned X": the object and what follows it in the clause."""
    if Frame.OBJECT not in entry.frames:
        return ()
    if _lacks_agent(verb):
        return ()
    if entry.act is Act.DENIES and _refuses_something(verb):
        return ()
    objects = [c for c in verb.children if c.i > verb.i and (c.dep_ in {"dobj", "oprd", "attr"} or _is_what_clause(c))]
    if (verb.lemma_ in DEEDS or (verb.lemma_ in NAMING and all(o.dep_ == "dobj" for o in objects))) and not _is_said_of(
        verb
    ):
        return ()
    if not objects or all(o.pos_ == "PRON" and o.lower_ in {"it", "that", "this", "what"} for o in verb.rights):
        return ()
    end = max((t.i for c in verb.rights if c.dep_ not in _OUTSIDE for t in c.subtree), default=verb.i)
    if verb.lemma_ in NAMING:  # "called the plot to do so a crime": the parse may hang "to do so" on the verb
        purposes = (c for c in verb.rights if c.dep_ == "advcl" and c.tag_ == "VB" and c.left_edge.i == end + 1)
        end = next((c.right_edge.i for c in purposes), end)
    return _cut_at_cues(verb, verb.i + 1, end + 1)


def _characterisation(verb: "Token", entry: Verb) -> tuple[Span, ...]:
    """ "has gone after her as a 'fraud'": whom, and as what."""
    found = characterised_by(verb) if entry is CHARACTERISING else None
    if found is None:
        return ()
    person, predicate = found
    return _cut_at_cues(verb, person.left_edge.i, predicate.right_edge.i + 1)


def _quoted_object(verb: "Token", entry: Verb) -> tuple[Span, ...]:
    """ "alleged 'gross neglect' of the dam": an object is what was said where a verb of saying has quoted words in it.

    What opens in a capital may be the title of a work ("wrote 'Collapse'").
    """
    cites = Frame.CLAUSE in entry.frames or verb.lemma_ in CITING
    if not cites or _lacks_agent(verb) or verb.lemma_ in ADDRESSING:
        return ()
    found = next((c for c in verb.rights if c.dep_ == "dobj"), None)
    if found is None:
        return ()
    own = list(found.subtree)
    opened = next((i for i, t in enumerate(own[:-2]) if t.text in MARKS), None)
    # one word in marks is held at arm's length, not said ("kept a 'secret' flat")
    if opened is None or own[opened + 2].text in MARKS or not (own[opened + 1].is_lower or own[opened + 1].is_digit):
        return ()
    return _cut_at_cues(verb, found.left_edge.i, found.right_edge.i + 1)


def _is_what_clause(token: "Token") -> bool:
    """ "condemned what he called a breach": a clause that stands for a noun phrase."""
    return token.dep_ in {"ccomp", "pcomp"} and token.left_edge.lower_ == "what"


def _is_said_of(verb: "Token") -> bool:
    """Whether words follow that can only be said of an object, not done to it: in marks, "as …", a noun phrase."""
    return any(
        t.text in MARKS or (t.lower_ == "as" and t.head is verb) or t.dep_ in {"oprd", "acomp", "ccomp"}
        for t in verb.subtree
        if t.i > verb.i
    )


def _refuses_something(verb: "Token") -> bool:
    """Whether "deny" withholds ("were denied visas", "denied them entry") and says nothing."""
    after = [c for c in verb.children if c.dep_ in {"dobj", "dative", "oprd"} and c.i > verb.i]
    passive = any(c.dep_ == "nsubjpass" for c in verb.children)
    return len(after) > 1 or (passive and bool(after)) or any(c.pos_ == "PRON" for c in after)


def _prepositional(verb: "Token", entry: Verb) -> tuple[Span, ...]:
    """ "called for X", "warned of X", "called on X to …"."""
    if _lacks_agent(verb):
        return ()
    for child in verb.children:
        governs = child.i == verb.i + 1 or child.lower_ not in _ADJACENT
        if child.dep_ in {"prep", "prt"} and child.i > verb.i and governs and child.lower_ in entry.prepositions:
            inner = [t.i for c in child.children for t in c.subtree]
            complements = (c for c in verb.rights if c.dep_ in {"xcomp", "ccomp", "pobj"} or _is_to_infinitive(c))
            later = [t.i for c in complements if c.i > child.i for t in c.subtree]
            if inner or later:
                start = child.i if child.lower_ in _KEPT else min(inner + later)
                return _cut_at_cues(verb, start, max(inner + later) + 1)
    return ()


def _is_to_infinitive(token: "Token") -> bool:
    return token.tag_ == "VB" and any(c.lower_ == "to" and c.dep_ == "aux" for c in token.lefts)


_PATTERNS: Sequence[tuple[str, Callable[["Token", Verb], tuple[Span, ...]]]] = (
    ("quoted-source", _quoted_source),
    ("clause", _clause),
    ("object", _quoted_object),
    ("that-clause", _that_clause),
    ("clause", _swapped),
    ("infinitive", _infinitive),
    ("gerund", _gerund),
    ("object", _object),
    ("object", _characterisation),
    ("prepositional", _prepositional),
    ("parenthetical", _parenthetical),
    ("parenthetical", _between_commas),
    ("sentence-final", _sentence_final),
    ("colon", _after_colon),
)


def _of_noun(noun: "Token") -> Contents | None:
    """ "his claim that …"."""
    for child in noun.children:
        if child.dep_ in {"acl", "ccomp"} and any(c.lower_ == "that" and c.dep_ == "mark" for c in child.children):
            return spans_of(noun.doc, child.left_edge.i, child.right_edge.i + 1), "noun"
    return None


def _without_cue(verb: "Token", clause: "Token") -> tuple[Span, ...]:
    """A complement clause; one that surrounds its cue falls into two parts."""
    doc = verb.doc
    own = list(clause.subtree)
    start, end = own[0].i, own[-1].i + 1
    if start <= verb.i < end:
        cue = [t for t in verb.subtree if t not in set(own)] or [verb]
        return _around(doc[start:end], cue)
    if end <= verb.i:  # "…, he said": nothing of the sentence before the cue is left out
        reason = next((c for c in verb.rights if c.dep_ == "advcl" and c.left_edge.lower_ == "because"), None)
        after = spans_of(doc, reason.left_edge.i, reason.right_edge.i + 1) if reason is not None else ()
        return (*spans_of(doc, start, end), *after)
    return _cut_at_cues(verb, _clause_start(verb, start), _through_coordination(verb, end))


def _clause_start(verb: "Token", start: int) -> int:
    """Where the reported clause starts: what stands before it and is no complement of the cue is its subject."""
    own = {t.i for child in verb.rights if child.dep_ in _OWN for t in child.subtree}
    return next((i for i in range(verb.i + 1, start) if i not in own and verb.doc[i].lower_ not in _LIMITING), start)


def _through_coordination(verb: "Token", end: int) -> int:
    """The end of "that she was ill and the ship had sailed": a coordinated clause with a subject of its own.

    One with a reporting verb is a statement of its own; one that shares the cue's subject ("and left")
    tells what the speaker did, unless its words are quoted.
    """
    doc, last = verb.doc, verb.sent.end
    at = end + 1 if end < last and doc[end].text == "," else end
    if at >= last or doc[at].lower_ not in {"and", "or", "but"}:
        return end
    rest = doc[at + 1 : last]
    finite = next((t for t in rest if t.pos_ in {"VERB", "AUX"}), None)
    if finite is None or any(verb_of(t) for t in rest):
        return end
    subject = any(t.dep_ in SUBJECTS for t in rest[: finite.i - at])
    quoted = any(t.text in MARKS for t in rest)
    return last if quoted or (subject and doc[at].lower_ != "but") else end


def _around(stretch: "object", cue: "list[Token]") -> tuple[Span, ...]:
    """The stretch of tokens without the cue's own."""
    tokens = [t for t in stretch if not t.is_space]  # type: ignore[attr-defined] # a spaCy Span
    first, last = min(t.i for t in cue), max(t.i for t in cue)
    doc = cue[0].doc
    before = [t.i for t in tokens if t.i < first]
    after = [t.i for t in tokens if t.i > last]
    parts: list[Span] = []
    if before:
        parts += spans_of(doc, before[0], before[-1] + 1)
    if after:
        parts += spans_of(doc, after[0], after[-1] + 1)
    return tuple(parts)


def _cut_at_cues(verb: "Token", start: int, end: int) -> tuple[Span, ...]:
    """Tokens start to end, cut where a participle of reporting opens a statement of its own (", adding that …")."""
    for token in verb.doc[start + 1 : end]:
        opens = token.tag_ in _PARTICIPLES and verb_of(token) is not None and token.nbor(-1).text == ","
        if opens or _speaks_on(verb, token) or (token.lower_ == "according" and token.nbor(-1).text == ","):
            end = token.i - 1
            break
    return spans_of(verb.doc, start, end)


def _speaks_on(verb: "Token", token: "Token") -> bool:
    """ "said it was over but warned that …": a second finite cue without a subject goes on with the first's."""
    refusing = token.lemma_ in REFUSALS
    if token.tag_ not in {"VBD", "VBZ", "VBP"} or token.tag_ != verb.tag_ or not (refusing or verb_of(token)):
        return False
    joined = token.nbor(-1).lower_ in {"and", "but"} and not any(c.dep_ in SUBJECTS for c in token.children)
    own = _is_the_speakers(verb, token)
    complement = any(c.dep_ == "ccomp" or (own and _is_asked(token, c)) or _withholds(token, c) for c in token.children)
    behind = token.nbor(1).lower_ if token.i + 1 < len(token.doc) else ""
    return joined and (complement or behind in {"that", *MARKS})


def _is_the_speakers(verb: "Token", token: "Token") -> bool:
    """Whether a second verb has the cue's subject, not that of the reported clause.

    "said it was wrong and warned …" has a pronoun there, which means the speaker or at least tells nobody else;
    "said the firm had lied and threatened …" tells what the firm did.
    """
    if any(a.dep_ in {"relcl", "advcl", "acl"} for a in token.ancestors if a.i > verb.i):
        return False
    if token.nbor(-1).lower_ == "but" or token.head.i == verb.i:
        return True
    clauses = (c for c in verb.rights if c.dep_ == "ccomp")
    subjects = [s for c in clauses for s in c.lefts if s.dep_ in SUBJECTS]
    return bool(subjects) and all(s.pos_ == "PRON" for s in subjects)


def _withholds(verb: "Token", complement: "Token") -> bool:
    """ "declined to say": what is refused is to speak, as only who speaks can."""
    said = verb_of(complement)
    return verb.lemma_ in REFUSALS and complement.dep_ == "xcomp" and said is not None and Frame.CLAUSE in said.frames


def _is_asked(verb: "Token", complement: "Token") -> bool:
    """Whether an infinitive is what a verb of saying asks for or promises ("warned them to leave")."""
    entry = verb_of(verb)
    return entry is not None and Frame.INFINITIVE in entry.frames and complement.dep_ == "xcomp"


def _has_complement(verb: "Token") -> bool:
    phrasing = verb.lemma_ == "put"  # "as she put it": the pronoun stands for what was said
    return any(c.dep_ in {"ccomp", "xcomp", "dobj"} and c.i > verb.i and not phrasing for c in verb.children)
