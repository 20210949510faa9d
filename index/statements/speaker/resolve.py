"""Stage four: the mention of each statement resolved to a member of the article's cast, or to nobody.

A rule a kind of mention: name, pronoun, title or other noun phrase, organisation, none at all. A rule
that cannot tell says nobody: a wrong speaker is worse than an unknown one.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from index.english.function_words import WordClass, WordUse, words_of_class, words_that
from index.english.lexicon import Denotes, NounUse, nouns_that
from index.english.nouns import denotation, head_of
from index.models import Kind, Span, SpeakerKind, Statement
from index.statements.cast.members import Cast
from index.statements.content.noun_phrases import head_noun, phrase
from index.statements.drafts import Draft, Found
from index.statements.rules import ALL_RULES, Concern, RuleId, RuleSet, rule
from index.statements.speaker.by_description import Descriptions
from index.statements.speaker.by_headline import issuer
from index.statements.speaker.by_name import Names
from index.statements.speaker.by_pair import Pairs
from index.statements.speaker.by_pronoun import Pronouns
from index.statements.speaker.clefts import cleft_around
from index.statements.speaker.confidence import THRESHOLD
from index.statements.speaker.delayed import delayed
from index.statements.speaker.salience import PRONOUNS, Salience
from index.statements.speaker.scene import PLACES, Scene
from index.statements.speaker.second_pass import following, identified, nested, repeated_in_headline, retold, taken_up
from index.statements.speaker.without_mention import Alone
from index.statements.tokens import text_of

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token
    from spacy.tokens import Span as Run

_NEVER = words_that(WordUse.NO_MENTION)
_PARTISANS = nouns_that(NounUse.PARTISAN)
_INDEFINITE = words_that(WordUse.INDEFINITE)
_RELATIVES = words_of_class(WordClass.RELATIVE)
_TIMES = frozenset({"DATE", "TIME"})
_LOCATING = words_that(WordUse.LOCATES)
_TEXT_TOKENS = 10


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
            return self._antecedent(statement, tokens.root) if RuleId.RELATIVE in self._scene.rules else None
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
        if root.lower_ in _PARTISANS and root.tag_ in {"NN", "NNP"} and tokens[0].lower_ == "the":
            return self._pronouns.partisan(statement, root)
        if pair := self._pairs.find(root):
            return pair
        if RuleId.SOME_OF_PARTY in self._scene.rules and _is_some_of_party(root):
            return None
        named = self._names.find(mention, root)
        return named or self._descriptions.find(mention, root, self._pronouns.named_in(statement))

    @rule(
        RuleId.RELATIVE,
        Concern.SPEAKER,
        example="The town honoured Ann Lee, who said the dam was safe.",
        gives="Ann Lee: the dam was safe",
        not_on="The town honoured Ann Lee. She said the dam was safe.",
        literature="Quirk et al. 1985, §17.9 ff.: relative clauses",
    )
    def _antecedent(self, statement: Statement, relative: "Token") -> Found | None:
        """ "Ann Lee, who said": the noun phrase that the relative clause belongs to, or the name right before it."""
        clause = next((t for t in relative.ancestors if t.dep_ == "relcl"), None)
        head = clause.head if clause is not None and clause.head.i <= relative.i else _name_right_before(relative)
        if head is None:
            return None
        if head.ent_type_ in _TIMES:
            head = self._text_before(head) or head
        cleft = cleft_around(head, relative)
        if cleft is not None:
            return self._named_or_described(statement, cleft.speaker) if cleft.speaker is not None else None
        joined = [c for c in head.conjuncts if head.i < c.i < relative.i]
        if clause is not None and not joined and _is_one_of_several(head, clause):
            return None
        if relative.lower_ == "which":
            return self._which(statement, relative, head)
        if relative.lower_ == "who":  # "Lee, Moss and Orr, who joked": one who is the last of them
            return self._who(statement, relative, joined[-1] if joined else head)
        return self._named_or_described(statement, head)

    def _which(self, statement: Statement, which: "Token", head: "Token") -> Found | None:
        """ "Lee heads the Lake Union in Velm, which says": neither a person nor a place that only tells where."""
        found = self._named_or_described(statement, head)
        member = self._cast.member(found.name) if found else None
        placed = head.ent_type_ == "GPE" and head.dep_ == "pobj" and head.head.lower_ in _LOCATING
        if member is None or not (placed or member.kind is SpeakerKind.PERSON):
            return found
        return self._thing_before(which) or (found if placed else None)

    def _who(self, statement: Statement, who: "Token", head: "Token") -> Found | None:
        """ "Ann Lee of Kestrel Foods, who said": no company is a who, whatever noun the parse hangs the clause on."""
        found = self._named_or_described(statement, head)
        member = self._cast.member(found.name) if found else None
        if member is not None and member.kind is not SpeakerKind.ORGANISATION:
            return found
        nearest = head_noun(self._doc[max(0, who.i - 2)])
        others = (self._named_or_described(statement, one) for one in (head_noun(head), nearest) if one != head)
        return next((one for one in others if one), None) or found

    def _thing_before(self, which: "Token") -> Found | None:
        """ "Lee heads the Lake Union in Velm, which says": the nearest body that is no place."""
        namings = [n for n in self._cast.namings if which.sent.start <= n.token < which.i]
        bodies = [n for n in namings if self._scene.kind(n) is SpeakerKind.ORGANISATION]
        near = (n for n in reversed(bodies) if self._doc[n.token].ent_type_ not in PLACES)
        body = next(near, None)
        return self._scene.found(RuleId.RELATIVE, body.member, body.span) if body else None

    def _text_before(self, date: "Token") -> "Token | None":
        """ "a release from the ministry on Monday that said": the text, where the parse hangs the clause on a date."""
        before = reversed(self._doc[max(date.sent.start, date.i - _TEXT_TOKENS) : date.i])
        return next((t for t in before if t.pos_ == "NOUN" and denotation(t) is Denotes.TEXT), None)

    def _named_or_described(self, statement: Statement, head: "Token") -> Found | None:
        span = phrase(head)
        return self._names.find(span, head) or self._descriptions.find(span, head, self._pronouns.named_in(statement))


def _name_right_before(relative: "Token") -> "Token | None":
    """ "Ann Lee, who said": the name before a pronoun to which the parse gives no noun that stands before it."""
    before = relative.doc[max(0, relative.i - 2) : relative.i]
    nearest = next((t for t in reversed(before) if t.text != ","), None)
    return nearest if nearest is not None and nearest.pos_ == "PROPN" else None


def _is_one_of_several(name: "Token", clause: "Token") -> bool:
    """ "players, including Ann Lee, who have praised him": the verb tells of several, so not of Lee alone."""
    several = any(t.tag_ == "VBP" for t in (clause, *clause.lefts))
    return several and name.tag_ == "NNP" and name.ent_type_ == "PERSON"


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
