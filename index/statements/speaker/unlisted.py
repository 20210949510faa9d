"""Stage four, mentions that hold a name which is none of the cast's: one that the model did not see, or a nickname."""

import re
from typing import TYPE_CHECKING

from index.english.lexicon import NOUN_ROWS, Denotes, NounUse, denotes_person, nouns_that, plural
from index.english.names import is_given_name, parse_name, plain
from index.english.nouns import denotation
from index.models import Span
from index.statements.drafts import Found
from index.statements.rules import Concern, RuleId, rule
from index.statements.speaker.scene import Scene

if TYPE_CHECKING:
    from spacy.tokens import Span as Run
    from spacy.tokens import Token

_SPOKESPEOPLE = frozenset(plural(noun) for noun in nouns_that(NounUse.SPEAKS_FOR))
_LONGEST_NAME = 6  # words
_SHORTEST_NAME = 3  # characters
_NO_SPEAKERS = frozenset({"DATE", "LAW", "EVENT", "LANGUAGE"})


@rule(
    RuleId.NICKNAME,
    Concern.SPEAKER,
    example="A man who goes by the name “Patches” slept there. Patches said the dam was safe.",
    gives="Patches: the dam was safe",
    not_on="A man slept there. Patches said the dam was safe.",
)
def nickname(scene: Scene, mention: Span) -> Found | None:
    """ "a man who goes by the name 'Patches'": what the text gave as a name in marks is one, whatever its word."""
    words = mention.of(scene.text)
    if not words[0].isupper():
        return None
    given = re.compile(rf"[“\"‘']{re.escape(words)}[.,]?[”\"’']").search(scene.text, 0, mention.start)
    return scene.found(RuleId.NICKNAME, words, Span(*given.span())) if given else None


@rule(
    RuleId.UNLISTED,
    Concern.SPEAKER,
    example="“Not yet,” said Peabody.",
    gives="Peabody: “Not yet,”",
    not_on="“Not yet,” said Ann Lee.",
)
def unlisted(scene: Scene, mention: Span, root: "Token") -> Found | None:
    """A proper noun that no entity covers: its phrase is a name all the same ("Peabody", "The Deseret News")."""
    name = _behind_office(scene, mention, root)
    if name is not None:
        return scene.found(RuleId.UNLISTED, name.text, Span(name.start_char, name.end_char))
    if not _is_written_as_name(root) or _is_common(root) or root.ent_type_ in _NO_SPEAKERS:
        return None
    words = _name_in(mention.of(scene.text))
    return scene.found(RuleId.UNLISTED, words, mention) if words else None


def _behind_office(scene: Scene, mention: Span, root: "Token") -> "Run | None":
    """ "Executive director of the Council | Alia Salem": a given name and one more that end a phrase."""
    words = scene.doc.char_span(mention.start, mention.end, alignment_mode="contract")
    if words is None or len(words) <= 2 or denotation(root) is not Denotes.PERSON or words.root.i >= words.end - 2:
        return None
    name = words[-2:]
    named = all(token.pos_ == "PROPN" for token in words[-3:]) and is_given_name(name[0].text)
    return name if named else None


def _is_common(noun: "Token") -> bool:
    """ "Engineers warn", "Police say": a capital, but a word for what somebody is.

    One that no table has is a name, whatever its ending, if it has its capital within a sentence ("on Twitter"), too.
    """
    several = denotes_person(noun.lower_.removesuffix("s")) and not is_given_name(noun.text)
    if not several and denotation(noun) is not Denotes.PERSON:
        return False
    return noun.tag_ != "NNP" or noun.lower_ in NOUN_ROWS or not _is_capital_within_sentence(noun)


def _name_in(phrase: str) -> str:
    """The name that a phrase is, title and article left out; empty if it is too long, too short or none."""
    words = plain(_without_spokespeople(phrase))
    parts = words.split()
    if len(parts) > _LONGEST_NAME and is_given_name(parts[-2]):
        parts = parts[-2:]  # a title, then a name
    one_of_many = len(parts) == 1 and phrase.lower().startswith(("a ", "an "))
    if one_of_many or len(words) < _SHORTEST_NAME or len(parts) > _LONGEST_NAME or parts[0].islower():
        return ""
    parsed = parse_name(" ".join(parts))
    return parsed.full if parsed and parsed.given else " ".join(parts)


def _is_written_as_name(token: "Token") -> bool:
    """Whether a noun is a proper one by its tag, by a capital inside ("comScore"), or by one within a sentence."""
    if token.pos_ == "PROPN" or (token.text[0].islower() and not token.is_lower and token.is_alpha):
        return True
    return token.tag_ == "NNS" and token.text.istitle() and _is_capital_within_sentence(token)  # "run by Wikileaks"


def _is_capital_within_sentence(noun: "Token") -> bool:
    """Whether the text has a word with its capital behind one without."""
    same = (t for t in noun.doc if t.text == noun.text and t.i > t.sent.start)
    return any(t.nbor(-1).is_alpha and t.nbor(-1).is_lower for t in same)


def _without_spokespeople(phrase: str) -> str:
    """ "City of Velm Police Department officials": the body for which they speak."""
    body, _, last = phrase.rpartition(" ")
    return body if last.islower() and last in _SPOKESPEOPLE else phrase
