"""Stage two, reported speech: where a content is cut, as what follows in it is a statement or a comment of its own."""

from typing import TYPE_CHECKING

from index.english.lexicon import Denotes, Frame
from index.english.nouns import denotation
from index.english.quotation_marks import CLOSING_MARKS
from index.models import Span
from index.statements.content.reporting_words import verb_of
from index.statements.content.unreported import REFUSALS
from index.statements.tokens import ASIDE_TOKENS, FINITE, MARKS, SUBJECTS, before_adverbs, spans_of

if TYPE_CHECKING:
    from spacy.tokens import Token

_ANY_SUBJECT = frozenset({"nsubj", "nsubjpass", "csubj", "csubjpass", "expl"})
_LINKS = frozenset({"and", "or", "but"})
_LIMITING = frozenset({"only", "merely", "simply"})  # "said only that …"
_RELATIVE = frozenset({"WDT", "WP", "WP$"})
_CONTRASTING = frozenset({"while", "whereas"})
_PRESENT = frozenset({"VBZ", "VBP"})
_PAST_MODALS = frozenset({"would", "could", "might", "should"})
_PARTICIPLES = frozenset({"VBG"})
_SAID = frozenset({"ccomp", "xcomp", "dobj", "oprd", "attr"})


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
    if _is_joined_to_object(verb, token):
        return True
    subjects = _subjects_reported(verb)
    pronouns = all(s.pos_ == "PRON" for s in subjects)
    return bool(subjects) and (pronouns or all(_cannot_speak(s) for s in subjects))


def _is_joined_to_object(verb: "Token", token: "Token") -> bool:
    """ "denies the charges and accuses …": no finite verb is joined to a noun, whatever the parse."""
    return token.dep_ == "conj" and token.head.tag_ in {"NN", "NNS"} and token.head.head.i == verb.i


def _subjects_reported(verb: "Token") -> "list[Token]":
    """The subjects of the clauses that a verb reports, also of those that the parse hangs on its object."""
    objects = [c for c in verb.rights if c.dep_ == "dobj"]
    clauses = [c for c in (*verb.rights, *(g for o in objects for g in o.rights)) if c.dep_ in {"ccomp", "acl"}]
    return [s for c in clauses for s in c.lefts if s.dep_ in SUBJECTS]


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
