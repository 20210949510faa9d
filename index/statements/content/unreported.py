"""Stage one: reporting verbs that report nobody's words, because they are only possible, planned or asked for."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from index.english.function_words import WordUse, first_person, words_that
from index.english.lexicon import WRITING, Denotes, NounUse, VerbUse, nouns_that, verbs_that
from index.english.nouns import denotation
from index.statements.content.noun_phrases import subject_before_comma
from index.statements.rules import Concern, RuleId, RuleSet, rule
from index.statements.tokens import SUBJECTS, verb_above

if TYPE_CHECKING:
    from spacy.tokens import Token

_POSSIBILITY = words_that(WordUse.POSSIBLE)
_FUTURE = words_that(WordUse.FUTURE)
_REFUSING = frozenset({"would", "will", "could", "wo"})
# only these tell that the verb below them came to pass: "went on to say", not "was asked to say"
_REALISING = verbs_that(VerbUse.REALISES)
# what is evidence shows something too; it says nothing
_EVIDENTIAL = verbs_that(VerbUse.EVIDENCES)
_PICTURES = nouns_that(NounUse.PICTURES)
_SEEMING = verbs_that(VerbUse.SEEMS)
_QUOTING = verbs_that(VerbUse.QUOTES)
_THINGS = words_that(WordUse.THING)
_SUPPOSING = verbs_that(VerbUse.SUPPOSES)
_I = frozenset(word.lower() for word in first_person())
_HABITS = frozenset({"like", "love"})
_ANYBODY = words_that(WordUse.ANYBODY) | {"people", "voters"}
_AVOIDING = verbs_that(VerbUse.AVOIDS)
_WITHOUT = frozenset({"without", "instead", "short", "rather"})  # "rather than saying"
REFUSALS = verbs_that(VerbUse.REFUSES)


def is_unreported(token: "Token", rules: RuleSet) -> bool:
    """Whether the words of a reporting verb are only possible, planned or asked for, and so reported of nobody."""
    first = token
    while first.dep_ == "conj" and first.tag_ == "VB" and first.head.tag_ == "VB":
        first = first.head
    tried = {token, first, _infinitive_before(first)}
    if any(id_ in rules and any(holds(one) for one in tried) for id_, holds in _HYPOTHETICAL):
        return True
    return (
        _is_quoted_as(token) or _is_undone(token) or subject_before_comma(token) is not None
    )  # "Ann Lee, asked twice, left"


def _infinitive_before(verb: "Token") -> "Token":
    """ "urged them to stay and report it": a bare verb goes on an infinitive, though the parse joins it to the past."""
    above = verb.head
    if verb.dep_ != "conj" or verb.tag_ not in {"VB", "VBP"} or above.tag_ != "VBD":
        return verb
    if any(c.dep_ == "aux" or c.dep_ in SUBJECTS for c in verb.children):
        return verb
    return next((c for c in above.children if c.dep_ == "xcomp" and c.tag_ == "VB" and c.i < verb.i), verb)


@rule(
    RuleId.MODAL,
    Concern.CUE,
    example="The minister could say that the dam was safe.",
    gives="",
    not_on="The minister would only say that the dam was safe.",
    literature="Quirk et al. 1985, §4.49 ff.: modal verbs mark what is possible or predicted, not what happened",
)
def _is_possible(token: "Token") -> bool:
    """ "could say", "will say": said by nobody yet; "would only say that …" says it, "would not say" refuses to."""
    possible = any(c.dep_ == "aux" and c.lower_ in _POSSIBILITY | _FUTURE for c in token.children)
    if not possible or token.tag_ not in {"VB", "VBN"}:
        return False
    reserved = any(c.lower_ == "only" for c in token.children)
    return not (reserved or is_refused(token))


@rule(
    RuleId.GENERIC,
    Concern.CUE,
    example="You say that the dam is safe, and nobody listens.",
    gives="",
    not_on="One said that the dam was safe.",
    literature="Quirk et al. 1985, §6.21: generic *you* and *one*",
)
def _is_generic(token: "Token") -> bool:
    """ "you say", "one says", "voters who say": anybody does, so nobody did."""
    subjects = [c.lower_ for c in token.children if c.dep_ in SUBJECTS]
    if token.head.lower_ in _ANYBODY and _restricts(token):
        return True
    return any(word == "you" or (word == "one" and token.tag_ != "VBD") for word in subjects)


def _restricts(token: "Token") -> bool:
    """Whether a clause tells which ones are meant: "those who say …", not "others, who said …"."""
    behind = token.head.nbor(1).text if token.head.i + 1 < len(token.doc) else ""
    return token.dep_ in {"relcl", "acl"} and token.tag_ in {"VBP", "VBG", "VBZ"} and behind != ","


@rule(
    RuleId.EVIDENCE,
    Concern.CUE,
    example="This shows that the dam was never safe.",
    gives="",
    not_on="The report shows that the dam was never safe.",
)
def _is_evidence(token: "Token") -> bool:
    """ "it shows that …", "evidence suggests that …", "the video shows …": what is evidence says nothing."""
    subjects = [c for c in token.children if c.dep_ == "nsubj"]
    return token.lemma_ in _EVIDENTIAL and any(_is_thing(c) or c.lemma_.lower() in _PICTURES for c in subjects)


@rule(
    RuleId.SEEMING,
    Concern.CUE,
    example="The storm threatened to cut the road.",
    gives="",
    not_on="The minister threatened to cut the road.",
    literature="Levin 1993, §29.9; Quirk et al. 1985, §16.38: of things, these verbs tell what seems to come",
)
def _is_seeming(token: "Token") -> bool:
    """ "the storm threatened to cut the road", "all signs point to her": of a thing the verb is no act of speech."""
    tends = any(c.dep_ == "xcomp" or (c.dep_ == "prep" and c.lower_ == "to") for c in token.rights)
    if token.lemma_ not in _SEEMING or not tends or any(c.dep_ == "prt" for c in token.rights):
        return False
    subjects = [c for c in token.children if c.dep_ == "nsubj"]
    return any((c.pos_ == "NOUN" or c.lower_ in {"that", "this"}) and _is_thing(c) for c in subjects)


def _is_thing(subject: "Token") -> bool:
    if subject.lower_ in _THINGS:
        of_text = subject.tag_ == "WDT" and denotation(subject.head.head) is Denotes.TEXT
        return not of_text  # "a report that showed"
    named = subject.ent_type_ or subject.pos_ != "NOUN" or any(c.ent_type_ for c in subject.children)
    return not named and denotation(subject) is Denotes.OTHER


@rule(
    RuleId.CONDITION,
    Concern.CUE,
    example="If the minister says that the dam is safe, nobody will believe it.",
    gives="",
    not_on="When the minister said that the dam was safe, nobody believed it.",
    literature="Quirk et al. 1985, §15.33 ff.: conditional clauses",
)
def _is_condition(token: "Token") -> bool:
    """ "if X says that …"."""
    return any(c.dep_ == "mark" and c.lower_ in {"if", "unless"} for c in token.children)


@rule(
    RuleId.SUPPOSITION,
    Concern.CUE,
    example="Suppose a senator told you that the dam was safe.",
    gives="",
    not_on="A senator told the crowd that the dam was safe.",
)
def _is_supposed(token: "Token") -> bool:
    """ "Suppose a senator told you …"."""
    return any(
        a.lemma_.lower() in _SUPPOSING and a.i == a.sent.start and a.tag_ in {"VB", "VBP"} for a in token.ancestors
    )


@rule(
    RuleId.INTENTION,
    Concern.CUE,
    example="Ann Lee plans to say that the dam is safe.",
    gives="",
    not_on="Ann Lee went on to say that the dam was safe.",
    literature="Karttunen 1971, implicative verbs: only these entail that the infinitive below them came to pass",
)
def _is_intended(token: "Token") -> bool:
    """ "plans to say": an infinitive whose verb does not tell that it came to pass."""
    if token.tag_ in {"VB", "VBP"} and token.head.lemma_ == "let" and token.dep_ == "ccomp":
        return not any(
            c.dep_ in SUBJECTS and c.lower_ in _I for c in token.lefts
        )  # "let the world say", not "let me say"
    infinitive = token.tag_ == "VB" and any(c.lower_ == "to" and c.dep_ == "aux" for c in token.children)
    above = verb_above(token)
    if not infinitive or above.lemma_ in _REALISING | REFUSALS:
        return False
    if above.lemma_ in WRITING and token.dep_ == "advcl":
        return False  # "wrote to say that …"
    habit = above.lemma_ in _HABITS and not any(c.dep_ == "aux" for c in above.lefts)
    return not habit  # "liked to tell students that …", not "would like to say"


def is_refused(token: "Token") -> bool:
    """ "would not confirm that …" reports a refusal."""
    modal = any(child.dep_ == "aux" and child.lower_ in _REFUSING for child in token.children)
    return modal and any(child.dep_ == "neg" for child in token.children)


_HYPOTHETICAL: Sequence[tuple[RuleId, Callable[["Token"], bool]]] = (
    (RuleId.MODAL, _is_possible),
    (RuleId.GENERIC, _is_generic),
    (RuleId.EVIDENCE, _is_evidence),
    (RuleId.SEEMING, _is_seeming),
    (RuleId.CONDITION, _is_condition),
    (RuleId.SUPPOSITION, _is_supposed),
    (RuleId.INTENTION, _is_intended),
)


def _is_quoted_as(token: "Token") -> bool:
    """ "SANA quoted her as saying": "quoted" is the cue."""
    return token.tag_ == "VBG" and token.head.lower_ == "as" and token.head.head.lemma_ in _QUOTING


def denied_by_link(token: "Token") -> bool:
    """ "no longer says", "neither confirmed nor denied": what negates a verb and is no "not"."""
    if any(c.lower_ == "longer" and any(g.lower_ == "no" for g in c.children) for c in token.children):
        return True
    if any(c.lower_ == "neither" and c.i < token.i for c in token.children):
        return True
    return token.dep_ == "conj" and any(c.lower_ == "nor" and c.i < token.i for c in token.head.children)


def _is_undone(token: "Token") -> bool:
    """ "left without saying", "stopped short of saying", "avoided saying": the words were not said, or no more.

    So too where what would tell that they were, or were refused, is itself denied: "did not go on to say", "did not
    refuse to say".
    """
    above = verb_above(token)
    denied = any(c.dep_ == "neg" for c in above.children)
    if token.dep_ == "pcomp":
        leads = {token.head.lower_, *(t.lower_ for t in token.doc[max(0, token.head.i - 1) : token.head.i])}
        return bool(leads & _WITHOUT) or (denied and "far" in leads)
    if token.dep_ not in {"xcomp", "advcl"}:
        return False
    if token.tag_ == "VBG":
        return above.lemma_ in _AVOIDING and not denied  # "could not resist saying"
    return token.tag_ == "VB" and above.lemma_ in _REALISING | REFUSALS and denied
