"""Stage four: the mention of each statement resolved to a member of the article's cast, or to nobody.

A rule a kind of mention: name, pronoun, title or other noun phrase, organisation, none at all. A rule
that cannot tell says nobody: a wrong speaker is worse than an unknown one.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from index.english.function_words import WordClass, WordUse, words_of_class, words_that
from index.english.lexicon import NounUse, nouns_that
from index.english.nouns import head_of
from index.models import Kind, Span, Statement
from index.statements.cast.members import Cast
from index.statements.content.noun_phrases import phrase
from index.statements.drafts import Draft, Found
from index.statements.rules import ALL_RULES, Concern, RuleId, RuleSet, rule
from index.statements.speaker.by_description import Descriptions
from index.statements.speaker.by_headline import issuer
from index.statements.speaker.by_name import Names
from index.statements.speaker.by_pair import Pairs
from index.statements.speaker.by_pronoun import Pronouns
from index.statements.speaker.by_relative import Relatives
from index.statements.speaker.confidence import THRESHOLD
from index.statements.speaker.delayed import delayed
from index.statements.speaker.salience import PRONOUNS, Salience
from index.statements.speaker.scene import Scene
from index.statements.speaker.second_pass import following, identified, nested, repeated_in_headline, retold, taken_up
from index.statements.speaker.without_mention import Alone
from index.statements.tokens import text_of

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token
    from spacy.tokens import Span as Run

_NEVER = words_that(WordUse.NO_MENTION)
_PARTISANS = nouns_that(NounUse.PARTISAN)
_BY_AGE = re.compile(r"the (?P<age>\d{1,3}-year-old)", re.IGNORECASE)
_INDEFINITE = words_that(WordUse.INDEFINITE)
_RELATIVES = words_of_class(WordClass.RELATIVE)


Stage = Callable[[Scene, Sequence[Statement]], list[Statement]]


def resolve(
    doc: "Doc", article_id: str, drafts: Sequence[Draft], cast: Cast, rules: RuleSet = ALL_RULES, *, title: str = ""
) -> tuple[Statement, ...]:
    """Turn drafts into statements with their speakers. Drafts are in the order of the text."""
    scene = Scene(doc, text_of(doc), cast, rules, title)
    statements = [_unresolved(article_id, draft) for draft in drafts]
    for stage in STAGES:
        statements = stage(scene, statements)
    return tuple(statements)


def in_turn(scene: Scene, statements: Sequence[Statement]) -> list[Statement]:
    """Each statement by its own mention and by what was said before it, in the order of the text."""
    context = _Context(scene, [part for s in statements if s.kind is Kind.DIRECT for part in s.parts])
    resolved: list[Statement] = []
    for statement in statements:
        found = context.find(statement, resolved)
        spoken = found.given_to(statement) if found else statement
        resolved.append(spoken)
        context.heard(spoken)
    return resolved


def certain(scene: Scene, statements: Sequence[Statement]) -> list[Statement]:  # noqa: ARG001 - a stage as the others
    """Speakers below the threshold are taken back."""
    return [
        replace(s, speaker=None, evidence=None, resolved_by="", confidence=0.0) if s.confidence < THRESHOLD else s
        for s in statements
    ]


STAGES: Sequence[Stage] = (
    in_turn,
    following,
    nested,
    taken_up,
    identified,
    delayed,
    repeated_in_headline,
    retold,
    certain,
)


def _unresolved(article_id: str, draft: Draft) -> Statement:
    return Statement(
        article_id=article_id,
        parts=draft.parts,
        kind=draft.kind,
        cue=draft.cue,
        act=draft.act,
        negated=draft.negated,
        mention=draft.mention,
        via=draft.via,
        pattern=draft.rule.value,
        confidence=0.0,
    )


class _Context:
    """What has been said so far, while the statements are gone through in order."""

    def __init__(self, scene: Scene, quoted: Sequence[Span]) -> None:
        self._scene = scene
        self._doc = scene.doc
        self._cast = scene.cast
        self._salience = Salience(scene.doc, scene.cast, quoted)
        self._names = Names(scene)
        self._descriptions = Descriptions(scene, self._names, self._salience)
        self._pronouns = Pronouns(scene, self._salience)
        self._relatives = Relatives(scene, self._names, self._descriptions, self._pronouns)
        self._alone = Alone(scene, self._names)
        self._pairs = Pairs(scene)

    def heard(self, statement: Statement) -> None:
        """Note who has just spoken."""
        tokens = self._scene.tokens(statement.mention) if statement.mention else None
        self._pronouns.heard(statement, tokens)
        if tokens is not None and statement.speaker is None and tokens[0].lower_ in _INDEFINITE:
            self._salience.met(tokens.root.i)
        if tokens is not None and statement.speaker and statement.mention:
            self._salience.heard(tokens.root.i, statement.mention, statement.speaker)

    def find(self, statement: Statement, before: Sequence[Statement]) -> Found | None:
        """The speaker of a statement by its mention, or by those ``before`` it where it has none."""
        if statement.pattern == RuleId.ORPHAN:
            return self._alone.find(statement, before)
        if statement.pattern == RuleId.ISSUED:
            return issuer(self._scene)
        mention = statement.mention
        tokens = self._scene.tokens(mention) if mention else None
        words = tokens.text.lower() if tokens is not None else ""
        named = tokens is not None and tokens.text.isupper() and len(words) > 1  # "WHO said"
        if mention is None or tokens is None or (words in _NEVER and not named):
            return None
        if words in _RELATIVES and not named:
            return self._relatives.find(statement, tokens.root) if RuleId.RELATIVE in self._scene.rules else None
        if words in {"it", "they"} or words in PRONOUNS:
            return self._by_pronoun(statement, tokens.root, words)
        return self._by_noun(statement, mention, tokens)

    def _by_pronoun(self, statement: Statement, pronoun: "Token", words: str) -> Found | None:
        text = self._pronouns.text_meant(pronoun) if words == "it" else None
        if text is not None:
            return self._descriptions.find(phrase(text), text, frozenset())
        before = self._pairs.goes_on(pronoun) if words == "they" else None
        if words in PRONOUNS:
            before = self._officer(statement, pronoun)
        return before or self._pronouns.find(statement, pronoun, words)

    def _officer(self, statement: Statement, pronoun: "Token") -> Found | None:
        """Who holds the office that a pronoun takes up."""
        office = self._pronouns.office_meant(pronoun)
        if office is None:
            return None
        found = self._descriptions.find(phrase(office), office, self._pronouns.named_in(statement))
        member = self._cast.member(found.name) if found else None
        fits = member is not None and member.gender in {PRONOUNS[pronoun.lower_], None}
        return found if fits else None

    def _by_noun(self, statement: Statement, mention: Span, tokens: "Run") -> Found | None:
        root = head_of(tokens, tokens.root)
        if RuleId.NAMESAKES in self._scene.rules and _is_shared(self._cast, root):
            return None
        partisan = root.lower_ in _PARTISANS and root.tag_ in {"NN", "NNP"} and tokens[0].lower_ == "the"
        if partisan or _is_age_of_known(self._scene.text, mention, tokens.text):
            return self._pronouns.partisan(statement, root)
        if pair := self._pairs.find(root):
            return pair
        if RuleId.SOME_OF_PARTY in self._scene.rules and _is_some_of_party(root):
            return None
        named = self._names.find(mention, root)
        without = self._pronouns.named_in(statement)
        reported = without if statement.kind is not Kind.DIRECT else frozenset[str]()
        return named or self._descriptions.find(mention, root, without, reported)


@rule(
    RuleId.SOME_OF_PARTY,
    Concern.SPEAKER,
    example="Another Iowa Democrat said the dam was safe.",
    gives="?: the dam was safe",
    not_on="The Democrats said the dam was safe.",
)
def _is_some_of_party(noun: "Token") -> bool:
    """ "another Iowa Democrat", "many Democrats", "fellow Democrats": unnamed members of a party are not the party."""
    member = noun.ent_type_ == "NORP" or noun.lemma_.lower() in _PARTISANS
    return member and any(t.lower_ in _INDEFINITE or t.dep_ == "nummod" or _is_quality(t) for t in noun.lefts)


def _is_quality(token: "Token") -> bool:
    return token.dep_ == "amod" and token.is_lower


@rule(
    RuleId.NAMESAKES,
    Concern.SPEAKER,
    example="Ann Lee lost her house, and her brother Peter Lee lost his van. Lee said the dam was safe.",
    gives="?: the dam was safe",
    not_on="Ann Lee lost her house. Lee said the dam was safe. Peter Lee lost his van. Lee said the lake was full.",
)
def _is_shared(cast: Cast, name: "Token") -> bool:
    """A surname of two persons, where nothing tells which of them is meant: a wrong speaker is worse than none."""
    return name.i in cast.ambiguous


def _is_age_of_known(text: str, mention: Span, words: str) -> bool:
    """ "The 56-year-old", unless somebody without a name is of this age: "a 56-year-old woman was hurt"."""
    found = _BY_AGE.fullmatch(words)
    return found is not None and not re.search(rf"\ban? {found['age']}\b", text[: mention.start], re.IGNORECASE)
