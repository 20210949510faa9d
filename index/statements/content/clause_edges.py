"""Stage two, reported speech: where a content begins and ends, and what of it is a statement of its own."""

from typing import TYPE_CHECKING

from index.english.lexicon import ADDRESSING, Denotes, Frame
from index.english.nouns import denotation
from index.english.quotation_marks import CLOSING_MARKS
from index.models import Span
from index.statements.content.cues import verb_of
from index.statements.content.unreported import REFUSALS
from index.statements.tokens import ASIDE_TOKENS, FINITE, MARKS, SUBJECTS, before_adverbs, spans_of

if TYPE_CHECKING:
    from spacy.tokens import Token

_ANY_SUBJECT = frozenset({"nsubj", "nsubjpass", "csubj", "csubjpass", "expl"})
_OBJECTS = frozenset({"dobj", "dep", "npadvmod"})
_NOMINAL = frozenset({"NOUN", "PROPN", "PRON"})
_LINKS = frozenset({"and", "or", "but"})
_LIMITING = frozenset({"only", "merely", "simply"})  # "said only that …"
_RELATIVE = frozenset({"WDT", "WP", "WP$"})
_CONTRASTING = frozenset({"while", "whereas"})
_PRESENT = frozenset({"VBZ", "VBP"})
_PAST_MODALS = frozenset({"would", "could", "might", "should"})
_CONDITIONS = frozenset({"if", "unless", "until"})
_PARTICIPLES = frozenset({"VBG"})
_SAID = frozenset({"ccomp", "xcomp", "dobj", "oprd", "attr"})
_OWN = frozenset({"dative", "dobj", "iobj", "prep", "npadvmod", "advmod", "prt", "agent", "punct", "oprd", "ccomp"})


def without_cue(verb: "Token", clause: "Token") -> tuple[Span, ...]:
    """A complement clause; one that surrounds its cue falls into two parts."""
    doc = verb.doc
    own = list(clause.subtree)
    start, end = own[0].i, own[-1].i + 1
    if start <= verb.i < end:
        cue = [t for t in verb.subtree if t not in set(own)] or [verb]
        return around(doc[start:end], cue)
    if end <= verb.i:  # "…, he said": nothing of the sentence before the cue is left out
        reason = next((c for c in verb.rights if c.dep_ == "advcl" and c.left_edge.lower_ == "because"), None)
        after = spans_of(doc, reason.left_edge.i, reason.right_edge.i + 1) if reason is not None else ()
        return (*spans_of(doc, start, end), *after)
    start = _with_subject(verb, clause, clause_start(verb, start))
    return cut_at_cues(verb, start, _through_condition(verb, through_coordination(verb, end)))


def _with_subject(verb: "Token", clause: "Token", start: int) -> int:
    """ "agreed the obstacle to peace can be removed": the parse may take the clause's subject for the cue's object."""
    lacking = clause.i > verb.i and not any(c.dep_ in _ANY_SUBJECT for c in clause.lefts)
    finite = any(t.tag_ in FINITE for t in (clause, *clause.lefts))
    if not lacking or not finite or verb.lemma_ in ADDRESSING or verb.doc[start].dep_ == "mark":
        return start
    before = (c for c in verb.rights if c.i < start and c.dep_ in _OBJECTS and c.pos_ in _NOMINAL)
    return next((c.left_edge.i for c in before if c.ent_type_ not in {"DATE", "TIME"}), start)


def _through_condition(verb: "Token", end: int) -> int:
    """ "said she would go | if he went": a condition behind the clause is on what is said, whatever the parse."""
    doc, last = verb.doc, verb.sent.end
    at = end + 1 if end < last and doc[end].text == "," else end
    mark = at + 1 if at < last and doc[at].lower_ in {"even", "only"} else at
    if mark >= last or doc[mark].lower_ not in _CONDITIONS or doc[mark].dep_ != "mark":
        return end
    clause = doc[mark].head
    return clause.right_edge.i + 1 if clause.dep_ == "advcl" and clause.head.i < at else end


def clause_start(verb: "Token", start: int) -> int:
    """Where the reported clause starts: what stands before it and is no complement of the cue is its subject."""
    own = {t.i for child in verb.rights if child.dep_ in _OWN for t in child.subtree}
    return next((i for i in range(verb.i + 1, start) if i not in own and verb.doc[i].lower_ not in _LIMITING), start)


def through_coordination(verb: "Token", end: int) -> int:
    """The end of "that she was ill and the ship had sailed": a coordinated clause with a subject of its own.

    One with a reporting verb is a statement of its own; one that shares the cue's subject ("and left")
    tells what the speaker did, unless its words are quoted.
    """
    doc, last = verb.doc, verb.sent.end
    second = _second_that(verb, end)
    if second is not None:
        return max(end, second.head.right_edge.i + 1)
    at = end + 1 if end < last and doc[end].text == "," else end
    if at >= last or doc[at].lower_ not in _LINKS:
        return end
    rest = doc[at + 1 : last]
    finite = next((t for t in rest if t.pos_ in {"VERB", "AUX"}), None)
    cues = [t for t in rest if verb_of(t) and not _is_infinitive(t)]
    deeds = bool(cues) and all(_is_deed(cue) and cue != finite for cue in cues)
    if finite is None or (cues and not deeds) or any(_is_anothers(t) for t in rest):
        return end
    subject = any(t.dep_ in SUBJECTS for t in rest[: finite.i - at])
    if deeds and subject:
        return last
    quoted = any(t.text in MARKS for t in rest)
    return last if quoted or (subject and doc[at].lower_ != "but") else end


def _is_anothers(token: "Token") -> bool:
    """ "and the dam, according to Lee, was safe", "and Lee declined to comment": tells of another source."""
    if token.lower_ == "according":
        return True
    named = any(c.dep_ in SUBJECTS and c.ent_type_ in {"PERSON", "ORG"} for c in token.lefts)
    return token.lemma_ in REFUSALS and token.tag_ in FINITE and named


def _second_that(verb: "Token", end: int) -> "Token | None":
    """ "that it would fall, but that it would rise again": the second "that", whatever marks stand before it."""
    rest = [t for t in verb.doc[end : verb.sent.end] if t.text != "," and t.text not in CLOSING_MARKS][:2]
    joined = len(rest) > 1 and rest[0].lower_ in _LINKS and rest[1].lower_ == "that" and rest[1].dep_ == "mark"
    return rest[1] if joined and rest[1].head.i > rest[1].i else None


def _is_infinitive(verb: "Token") -> bool:
    """ "… and the State had meant to show that": no clause of its own, and so no statement beside the clause."""
    return verb.tag_ == "VB" and any(c.lower_ == "to" and c.dep_ == "aux" for c in verb.lefts)


def _is_deed(verb: "Token") -> bool:
    """ "followed them and asked them to come back": a request told as one of several things that somebody did."""
    shares_subject = verb.dep_ == "conj" and not any(c.dep_ in SUBJECTS for c in verb.children)
    return shares_subject and any(c.dep_ in {"xcomp", "ccomp"} and c.tag_ == "VB" for c in verb.rights)


def around(stretch: "object", cue: "list[Token]") -> tuple[Span, ...]:
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


def cut_at_cues(verb: "Token", start: int, end: int) -> tuple[Span, ...]:
    """Tokens start to end, cut where a participle of reporting opens a statement of its own (", adding that …")."""
    while start < end - 1 and verb.doc[start].lower_ in _LIMITING:
        start += 1  # "said only that …"
    for token in verb.doc[start + 1 : end]:
        opens = token.tag_ in _PARTICIPLES and _is_parted(token) and _opens_statement(token)
        if opens or _speaks_on(verb, token) or _ends_in_source(token, end):
            end = before_adverbs(token).i if token.tag_ in FINITE else token.i - 1
            break
        beside = _reports_beside(verb, token) or _joined_by_source(token, start) or _comments(verb, token)
        if beside is not None and beside > start:
            end = beside
            break
    while end > start + 1 and (verb.doc[end - 1].is_punct or verb.doc[end - 1].dep_ == "cc"):
        end -= 1  # what joins the next clause to it
    return spans_of(verb.doc, start, end)


def _is_parted(token: "Token") -> bool:
    """Whether a comma stands before a token, if need be inside the marks that close before it (“…,” adding)."""
    before = token.nbor(-1)
    return before.text == "," or (before.text in CLOSING_MARKS and before.i > 0 and before.nbor(-1).text == ",")


def _opens_statement(participle: "Token") -> bool:
    """Whether something that is said follows a participle of reporting: not in ", responding to pressure"."""
    entry = verb_of(participle)
    if entry is None:
        return False
    governed = {c.lower_ for c in participle.rights if c.dep_ == "prep"}
    said = any(c.dep_ in _SAID for c in participle.rights) or bool(governed & entry.prepositions)
    behind = participle.doc[participle.i + 1 : participle.i + ASIDE_TOKENS]  # the parse may part marks from their cue
    return said or any(t.text in MARKS for t in behind) or any(t.lower_ == "that" for t in participle.subtree)


def _ends_in_source(token: "Token", end: int) -> bool:
    """Whether a clause ends before ", according to X", not where it goes on behind it (", according to X, it fell")."""
    if token.lower_ != "according" or token.nbor(-1).text != ",":
        return False
    doc = token.doc
    comma = next((t.i for t in doc[token.i + 2 : min(token.i + ASIDE_TOKENS, end)] if t.text == ","), None)
    return comma is None or not any(t.tag_ in FINITE for t in doc[comma + 1 : end])


def _comments(verb: "Token", token: "Token") -> int | None:
    """Where the article's own words begin: "said it would close, and it is unclear when".

    What is reported in the past is told in the past; a clause in the present that is joined to the cue is no part
    of it (Quirk et al. 1985, §14.31: backshift).
    """
    main = token if token.tag_ in _PRESENT else next((c for c in token.lefts if c.tag_ in _PRESENT), None)
    joined = token.dep_ == "conj" and token.head == verb and verb.tag_ == "VBD"
    subject = next((c for c in token.lefts if c.dep_ in _ANY_SUBJECT), None)
    if main is None or not joined or subject is None or not _is_backshifted(verb):
        return None
    link = subject.left_edge.i - 1
    parted = link > verb.i and verb.doc[link].lower_ in {"and", "but"} and verb.doc[link - 1].text == ","
    return link if parted else None


def _is_backshifted(verb: "Token") -> bool:
    """Whether what a cue reports is told in the past, or is an infinitive."""
    reported = [c for c in verb.rights if c.dep_ in {"ccomp", "xcomp"}]
    finite = [t for c in reported for t in (c, *c.lefts) if t.tag_ in FINITE]
    return bool(reported) and all(t.tag_ == "VBD" or t.lower_ in _PAST_MODALS for t in finite)


def _joined_by_source(token: "Token", start: int) -> int | None:
    """Where a clause that another source tells is joined on: ", and the bridge, according to X, was safe"."""
    if token.lower_ != "according" or token.nbor(-1).text != ",":
        return None
    links = (i for i in range(token.i - 1, start, -1) if token.doc[i].lower_ in _LINKS)
    return next((i for i in links if token.doc[i - 1].text == ","), None)


def _speaks_on(verb: "Token", token: "Token") -> bool:
    """ "said it was over but warned that …": a second cue of its form without a subject goes on with the first's."""
    refusing = token.lemma_ in REFUSALS
    link = before_adverbs(token)
    if token.tag_ not in {"VBD", "VBZ", "VBP", "VBG"} or token.tag_ != verb.tag_ or not (refusing or verb_of(token)):
        return False
    joined = link.lower_ in {"and", "but"} and not any(c.dep_ in SUBJECTS for c in token.children)
    own = joined and _is_the_speakers(verb, token, link)
    complement = any(c.dep_ == "ccomp" or (own and _is_said(token, c)) or _withholds(token, c) for c in token.children)
    behind = token.nbor(1).lower_ if token.i + 1 < len(token.doc) else ""
    parted = own and link.nbor(-1).text == ","
    return joined and (complement or parted or behind in {"that", *MARKS})


def _reports_beside(verb: "Token", token: "Token") -> int | None:
    """Where another's report begins: "said it was over, while others said that …" is two reports in the same tense."""
    if token.tag_ not in FINITE or token.tag_ != verb.tag_ or verb_of(token) is None:
        return None
    subject = next((c for c in token.lefts if c.dep_ in SUBJECTS), None)
    if subject is None or subject.tag_ in _RELATIVE or not any(c.dep_ == "ccomp" for c in token.rights):
        return None
    link = subject.left_edge.i - 1
    joined = link > verb.i and verb.doc[link].lower_ in _CONTRASTING
    joined = joined or (link > verb.i and verb.doc[link].lower_ == "and" and subject.ent_type_ == "PERSON")
    parted = link > verb.i and verb.doc[link].lower_ in {"and", "but"} and verb.doc[link - 1].text == ","
    return link if joined or parted else None


def _is_the_speakers(verb: "Token", token: "Token", link: "Token") -> bool:
    """Whether a second verb has the cue's subject, not that of the reported clause.

    "said it was wrong and warned …" has a pronoun there, which means the speaker or at least tells nobody else;
    "said the firm had lied and threatened …" tells what the firm did. A comma before "and" tells that the verb is
    joined to the cue, as the verbs of a clause are rarely parted so.
    """
    if any(a.dep_ in {"relcl", "advcl", "acl"} for a in token.ancestors if a.i > verb.i):
        return False
    if link.lower_ == "but" or token.head.i == verb.i or link.nbor(-1).text == ",":
        return True
    if token.dep_ == "conj" and token.head.tag_ in {"NN", "NNS"} and token.head.head.i == verb.i:
        return True  # "denies the charges and accuses …": no finite verb is joined to a noun, whatever the parse
    objects = [c for c in verb.rights if c.dep_ == "dobj"]
    clauses = [c for c in (*verb.rights, *(g for o in objects for g in o.rights)) if c.dep_ in {"ccomp", "acl"}]
    subjects = [s for c in clauses for s in c.lefts if s.dep_ in SUBJECTS]
    pronouns = all(s.pos_ == "PRON" for s in subjects)
    return bool(subjects) and (pronouns or all(_cannot_speak(s) for s in subjects))


def _cannot_speak(subject: "Token") -> bool:
    """ "reiterated that a war cannot be won and underscored …": a thing underscores nothing."""
    named = subject.ent_type_ or any(c.ent_type_ for c in subject.lefts)
    return subject.pos_ == "NOUN" and not named and denotation(subject) is Denotes.OTHER


def _withholds(verb: "Token", complement: "Token") -> bool:
    """ "declined to say": what is refused is to speak, as only who speaks can."""
    said = verb_of(complement)
    return verb.lemma_ in REFUSALS and complement.dep_ == "xcomp" and said is not None and Frame.CLAUSE in said.frames


def _is_said(verb: "Token", complement: "Token") -> bool:
    """Whether a complement is what a verb of saying says, asks for or promises ("warned them to leave")."""
    entry = verb_of(verb)
    if entry is None or complement.i < verb.i:
        return False
    asked = Frame.INFINITIVE in entry.frames and complement.dep_ == "xcomp"
    judged = Frame.OBJECT in entry.frames and complement.dep_ in {"dobj", "oprd"}
    return asked or judged or (complement.dep_ == "prep" and complement.lower_ in entry.prepositions)


def has_complement(verb: "Token") -> bool:
    """Whether something that is said or done to stands behind a verb."""
    if verb.lemma_ == "put":
        return False  # "as she put it": the pronoun stands for what was said
    complements = {"ccomp", "xcomp"} if verb.lemma_ in ADDRESSING else {"ccomp", "xcomp", "dobj"}
    return any(c.dep_ in complements and c.i > verb.i for c in verb.children)


def comma_behind(verb: "Token") -> bool:
    """Whether a comma follows at once."""
    return verb.i + 1 < len(verb.doc) and verb.nbor(1).text == ","
