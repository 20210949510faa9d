"""Rules have names: what each reads, a sentence that fires it, one that must not, and its source in the literature.

A rule is registered where it is defined, by the decorator ``rule`` on the function that applies it. The order in which
rules are tried stands in the stages (``content.assemble.STAGES``, ``speaker.resolve.STAGES``) and in the sequences of
finders that these go through.
"""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeVar


class Concern(StrEnum):
    """What a rule decides."""

    CUE = "cue"  # whether a word says that somebody said something
    CONTENT = "content"  # which words were said; a statement keeps the rule as its pattern
    EXTENT = "extent"  # where these words begin and end
    SOURCE = "source"  # which words stand for the speaker or the outlet
    SPEAKER = "speaker"  # whom these words mean; a statement keeps the rule as what it was resolved by


class RuleId(StrEnum):
    """The rules by concern. The values are stored with each statement."""

    # cue
    PUT_IT = "put-it"
    FORECAST = "forecast"
    RAISED = "raised"
    LAID_OUT = "laid-out"
    MADE_CLEAR = "made-clear"
    FRAMED = "framed"
    IN_THE_WORDS_OF = "in-the-words-of"
    MODAL = "modal"
    GENERIC = "generic-subject"
    EVIDENCE = "evidence"
    CONDITION = "condition"
    SUPPOSITION = "supposition"
    INTENTION = "intention"
    FIGURE = "figure"
    EMBEDDED = "embedded"
    WITHHELD_TOPIC = "withheld-topic"
    EMPTY_PHRASE = "empty-phrase"
    NEWSROOM_NOTE = "newsroom-note"
    SEEMING = "seeming"
    # content
    LABEL = "label"
    INTERVIEW = "interview"
    ISSUED = "issued"
    BLOCK = "block"
    PRESENTED = "presented"
    PULL_QUOTE = "pull-quote"
    CUE_QUOTE = "cue-quote"
    QUOTE_CUE = "quote-cue"
    QUOTE_CUE_QUOTE = "quote-cue-quote"
    STOPPED = "stopped"
    COLON_LED = "colon-led"
    DASH = "dash"
    ORPHAN = "orphan"
    QUOTED_SOURCE = "quoted-source"
    CLAUSE = "clause"
    QUOTED_OBJECT = "quoted-object"
    THAT_CLAUSE = "that-clause"
    SWAPPED_CLAUSE = "swapped-clause"
    BEHIND_ADVERBIAL = "behind-adverbial"
    INFINITIVE = "infinitive"
    GERUND = "gerund"
    OBJECT = "object"
    CHARACTERISATION = "characterisation"
    PREPOSITIONAL = "prepositional"
    PARENTHETICAL = "parenthetical"
    SENTENCE_FINAL = "sentence-final"
    COLON = "colon"
    ACCORDING_TO = "according-to"
    NOUN = "noun"
    # extent
    CLOSING_MARK = "closing-mark"
    SAID_OBJECT = "said-object"
    OBJECT_COLON = "object-colon"
    FULL_STOP = "full-stop"
    FURTHER_BLOCK = "further-block"
    REMAINDER = "quoted-remainder"
    UNQUOTED_REST = "unquoted-rest"
    IN_MEDIUM = "in-medium"
    LEAD = "lead"
    INTRODUCTION = "introduction"
    FIRST_HALF = "first-half"
    REST = "rest"
    SENTENCE_BEFORE_QUOTE = "sentence-before-quote"
    APPENDED = "appended"
    # source
    SUBJECT = "subject"
    AGENT = "agent"
    INVERTED = "inverted"
    QUOTED_PERSON = "quoted-person"
    ADDED = "added"
    TOPMOST = "topmost"
    LOCATED = "located"
    GIVER = "giver"
    OWNER = "owner"
    AGREEMENT = "agreement"
    PHRASE_BEFORE = "phrase-before"
    PHRASE_BESIDE = "phrase-beside"
    TOLD_OUTLET = "told-outlet"
    CARRIED = "carried"
    NESTED = "nested"
    # speaker
    NAME = "name"
    ORGANISATION = "organisation"
    APPOSED_NAME = "apposed-name"
    TITLED_NAME = "titled-name"
    NAMESAKES = "namesakes"
    SOME_OF_PARTY = "some-of-party"
    BEHIND_NAME = "behind-name"
    PLACE_BEFORE = "place-before"
    JOINT = "joint"
    ORGAN = "organ"
    NICKNAME = "nickname"
    TURN = "turn"
    ISSUER = "issuer"
    UNLISTED = "unlisted"
    RELATIVE = "relative"
    TITLE = "title"
    VARIATION = "variation"
    KIN = "kin"
    MEMBER_OF_BODY = "member-of-body"
    SPOKESPERSON = "spokesperson"
    SPOKESPERSON_OF_LAST = "spokesperson-of-last"
    SPOKESPERSON_OF_KIND = "spokesperson-of-kind"
    AUTHOR = "author"
    AUTHOR_AGAIN = "author-again"
    BODY = "body"
    BODY_AGAIN = "body-again"
    BODY_OF_KIND = "body-of-kind"
    BODY_DESCRIBED = "body-described"
    ONLY_COMPANY = "only-company"
    BODY_THAT_SPOKE = "body-that-spoke"
    NOMINAL = "nominal"
    PARTISAN = "partisan"
    PRONOUN = "pronoun"
    UNNAMED_AGAIN = "unnamed-again"
    SAME_SUBJECT = "same-subject"
    IT = "it"
    THEY = "they"
    THE_TWO = "the-two"
    NOT_ONESELF = "not-oneself"
    CONTINUED = "continued"
    INTRODUCED = "introduced"
    TURNED_TO = "turned-to"
    FOLLOWING = "following"
    TAKEN_UP = "taken-up"
    RETOLD = "retold"
    IDENTIFIED = "identified"
    DELAYED = "delayed"
    HEADLINE = "headline"


CLAUSES = frozenset({RuleId.CLAUSE, RuleId.THAT_CLAUSE, RuleId.SWAPPED_CLAUSE})
OBJECTS = frozenset({RuleId.OBJECT, RuleId.QUOTED_OBJECT, RuleId.CHARACTERISATION})
PHRASES = OBJECTS | {RuleId.PREPOSITIONAL, RuleId.INFINITIVE, RuleId.GERUND}  # contents that are no clause
QUOTATIONS = frozenset(
    {RuleId.CUE_QUOTE, RuleId.QUOTE_CUE, RuleId.QUOTE_CUE_QUOTE, RuleId.DASH, RuleId.COLON_LED, RuleId.ORPHAN}
)  # contents read off quotation marks
LAYOUT = frozenset({RuleId.LABEL, RuleId.INTERVIEW, RuleId.ISSUED, RuleId.BLOCK, RuleId.PULL_QUOTE})


@dataclass(frozen=True, slots=True)
class Rule:
    """A reading of language.

    ``gives`` is everything that is read in ``example``, each statement as "speaker: words", "?" for an unknown
    speaker, joined by " | ". In ``not_on`` the rule must not fire. ``literature`` is empty where the rule comes from
    reading news.
    """

    id: RuleId
    concern: Concern
    reads: str
    example: str
    gives: str
    not_on: str
    literature: str = ""
    module: str = ""


@dataclass(frozen=True, slots=True)
class RuleSet:
    """Which rules are applied: all ``without`` some. ``RuleId.NAME in rules`` asks for one."""

    without: frozenset[RuleId] = frozenset()

    def __contains__(self, rule: RuleId) -> bool:
        return rule not in self.without


ALL_RULES = RuleSet()
_registry: dict[RuleId, Rule] = {}
_Applied = TypeVar("_Applied", bound=Callable[..., object])


def rule(
    id_: RuleId, concern: Concern, *, example: str, gives: str, not_on: str, literature: str = ""
) -> Callable[[_Applied], _Applied]:
    """Register the function that applies a rule; what it reads is the first line of the function's docstring.

    Raises ValueError if the rule is registered already.
    """

    def registered(applied: _Applied) -> _Applied:
        if id_ in _registry:
            raise ValueError(f"{id_}: registered twice; in {_registry[id_].module} and {applied.__module__}")
        reads = (applied.__doc__ or "").strip().partition("\n")[0]
        _registry[id_] = Rule(id_, concern, reads, example, gives, not_on, literature, applied.__module__)
        return applied

    return registered


def registered_rules() -> tuple[Rule, ...]:
    """The rules of all modules imported so far, in the order of ``RuleId``. ``index.statements`` imports them all."""
    return tuple(_registry[id_] for id_ in RuleId if id_ in _registry)
