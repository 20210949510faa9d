"""The article's own verb for a phrase, put where the phrase can follow it.

An article may say "Accusations of fraud were rejected by Hall" or "losses that analysts blame on the rate". An answer
names the speaker first, then the verb, then the phrase: "Hall rejected, as reported: Accusations of fraud".
"""

import re
from dataclasses import dataclass

from index.english.function_words import WordClass, words_of_class
from index.english.lexicon import VERB_ROWS, VERBS, VerbKind, lemma_of, past_of
from index.english.tables import words_where
from index.models import Act, Statement
from index.statements.rules import PHRASES, RuleId

_PREPOSITIONS = words_of_class(WordClass.PREPOSITION)
# what these say stands between the verb and its preposition: "blamed the rate for …", "described it as …"
_NEED_OBJECT = words_where(VERB_ROWS, kind=VerbKind.JUDGE) | words_where(VERB_ROWS, kind=VerbKind.CHARACTERISE)
_WITHHELD = frozenset({Act.DENIES, Act.DECLINES})
_BEHIND = 2  # words between verb and phrase that can be kept
_WORD = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class OwnVerb:
    """A verb with what stands between it and the phrase, in the past and in the base form: called for, call for."""

    past: str
    base: str


def is_phrase(statement: Statement, text: str) -> bool:
    """Whether the words are no clause, so that "said" cannot stand before them."""
    if statement.pattern == RuleId.NOUN and statement.cue and statement.cue.end <= statement.parts[0].start:
        between = text[statement.cue.end : statement.parts[0].start].lower().split()
        return bool(between) and between[-1] in _PREPOSITIONS  # "her warning of floods"
    return statement.pattern in PHRASES


def own_verb(statement: Statement, text: str) -> OwnVerb | None:
    """The verb with which the article introduces a phrase; None where the phrase cannot stand behind it."""
    if statement.cue is None or statement.pattern not in PHRASES or statement.act in _WITHHELD:
        return None
    forms = [(lemma_of(word.group().lower()), word.end()) for word in _WORD.finditer(statement.cue.of(text))]
    verb, end = next(((verb, end) for verb, end in reversed(forms) if verb), (None, 0))
    if verb is None:
        return None
    behind = _behind(statement, text, verb, statement.cue.start + end)
    if behind is None or (behind and verb in _NEED_OBJECT and behind[0] in _PREPOSITIONS):
        return None
    return OwnVerb(" ".join((past_of(verb), *behind)), " ".join((verb, *behind)))


def _behind(statement: Statement, text: str, verb: str, end: int) -> list[str] | None:
    """The words that belong between a verb, which ends at ``end``, and its phrase; None where they are too many."""
    own = VERBS[verb].prepositions
    first = statement.parts[0].start
    if first < end:  # the passive: "was called for by Hall", "was rejected by Hall"
        following = text[end:].split(maxsplit=2)[:2]
        return following[:1] if following[1:] == ["by"] and following[0] in own else []
    words = _without_agent(statement, text, end, first).split()
    if len(words) <= _BEHIND and all(word.isalpha() for word in words):
        return words
    if words[-1] in own:
        return words[-1:]  # "asked the department for a review": asked for
    return [] if statement.pattern == RuleId.OBJECT else None  # an adverbial: "condemned in clear words the attack"


def _without_agent(statement: Statement, text: str, start: int, end: int) -> str:
    """The text without "by Hall" where that is the speaker's mention."""
    mention = statement.mention
    if mention is None or not start <= mention.start < mention.end <= end:
        return text[start:end]
    before = re.sub(r"\bby\s*$", "", text[start : mention.start])
    return f"{before}{text[mention.end : end]}"
