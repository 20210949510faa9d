"""Stage four: the mention of each statement resolved to a member of the article's cast, or to nobody.

A rule a kind of mention: name, pronoun, title or other noun phrase, organisation, none at all. A rule
that cannot tell says nobody: a wrong speaker is worse than an unknown one.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from index.english.function_words import WordClass, WordUse, words_of_class, words_that
from index.english.lexicon import Denotes, NounUse, VerbUse, nouns_that, verbs_that
from index.english.nouns import denotation, gender_of, head_of
from index.models import CastMember, Kind, Span, SpeakerKind, Statement
from index.statements.cast.members import Cast
from index.statements.content.noun_phrases import head_noun, phrase
from index.statements.drafts import Draft, Found
from index.statements.rules import ALL_RULES, Concern, RuleId, RuleSet, rule
from index.statements.speaker.by_description import Descriptions
from index.statements.speaker.by_name import Names
from index.statements.speaker.by_pronoun import PRONOUNS, Antecedent, Salience, shared_subject
from index.statements.speaker.confidence import THRESHOLD
from index.statements.speaker.delayed import delayed
from index.statements.speaker.scene import Scene
from index.statements.speaker.second_pass import following, identified, nested, repeated_in_headline, taken_up
from index.statements.tokens import SUBJECTS, text_of

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token
    from spacy.tokens import Span as Run

_NEVER = words_that(WordUse.NO_MENTION)
_PARTISANS = nouns_that(NounUse.PARTISAN)
_INDEFINITE = words_that(WordUse.INDEFINITE)
_RELATIVES = words_of_class(WordClass.RELATIVE)
_QUOTING = verbs_that(VerbUse.QUOTES)
_TIMES = frozenset({"DATE", "TIME"})
_TEXT_TOKENS = 10
_NEAR = 2  # sentences
_ASKING = frozenset({"ask", "question", "press", "quiz"})
_FAR = 1_200  # characters behind which an orphan quotation belongs to nobody known


Stage = Callable[[Scene, Sequence[Statement]], list[Statement]]


def resolve(
    doc: "Doc", article_id: str, drafts: Sequence[Draft], cast: Cast, rules: RuleSet = ALL_RULES
) -> tuple[Statement, ...]:
    """Turn drafts into statements with their speakers. Drafts are in the order of the text."""
    scene = Scene(doc, text_of(doc), cast, rules)
    statements = [_unresolved(article_id, draft) for draft in drafts]
    for stage in STAGES:
        statements = stage(scene, statements)
    return tuple(statements)


def in_turn(scene: Scene, statements: Sequence[Statement]) -> list[Statement]:
    """Each statement by its own mention and by what was said before it, in the order of the text."""
    context = _Context(scene, [part for s in statements if s.kind is Kind.DIRECT for part in s.parts])
    resolved: list[Statement] = []
    for statement in statements:
        alone = statement.pattern == RuleId.ORPHAN
        found = context.inherited(statement, resolved) if alone else context.find(statement)
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


STAGES: Sequence[Stage] = (in_turn, following, nested, taken_up, identified, delayed, repeated_in_headline, certain)


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


@dataclass(frozen=True, slots=True)
class _Unnamed:
    """Somebody who spoke without a name: the head of the first mention, the last mention, for which body, what."""

    head: "Token"
    at: "Token"
    body: str
    said: tuple[Span, ...]


class _Context:
    """What has been said so far, while the statements are gone through in order."""

    def __init__(self, scene: Scene, quoted: Sequence[Span]) -> None:
        self._scene = scene
        self._doc = scene.doc
        self._cast = scene.cast
        self._salience = Salience(scene.doc, scene.cast, quoted)
        self._names = Names(scene)
        self._descriptions = Descriptions(scene, self._names, self._salience)
        self._said: list[Statement] = []
        self._unnamed: _Unnamed | None = None
        self._plural: str | None = None  # the organisation for which several people spoke last

    def heard(self, statement: Statement) -> None:
        """Note who has just spoken."""
        self._said.append(statement)
        tokens = self._scene.tokens(statement.mention) if statement.mention else None
        self._unnamed = self._unnamed_speaker(statement, tokens) if tokens is not None else None
        if tokens is not None and statement.speaker is None and tokens[0].lower_ in _INDEFINITE:
            self._salience.met(tokens.root.i)
        if tokens is not None and statement.speaker and statement.mention:
            self._salience.heard(tokens.root.i, statement.mention, statement.speaker)
            self._plural = statement.speaker if tokens.root.tag_ in {"NNS", "NNPS"} else self._plural

    def inherited(self, statement: Statement, before: Sequence[Statement]) -> Found | None:
        """The speaker of a quotation without a cue."""
        introduced = self._introduced(statement.parts[0].start)
        return introduced or (None if self._is_led(statement, before) else self._continued(statement, before))

    def _is_led(self, statement: Statement, before: Sequence[Statement]) -> bool:
        """Whether words of its own paragraph that report nothing lead to a quotation: they may bring anybody in."""
        at = statement.parts[0].start
        start = self._scene.text.rfind("\n", 0, at) + 1
        start = max([start, *(max(s.span.end, s.cue.end if s.cue else 0) for s in before if s.span.end <= at)])
        if self._scene.text[:at].rstrip().endswith(":"):
            return True
        tokens = self._scene.tokens(Span(start, at)) if start < at else None
        subjects = [t for t in tokens or () if t.dep_ in SUBJECTS and start <= t.idx < at]
        return any(t.lower_ in {"they", "we"} or t.head.lemma_ in _QUOTING or t.tag_ == "NNS" for t in subjects)

    @rule(
        RuleId.CONTINUED,
        Concern.SPEAKER,
        example="“The dam was old,” Ann Lee said. The crowd was silent.\n\n“Nobody ever listened to us.”",
        gives="Ann Lee: “The dam was old,” | Ann Lee: “Nobody ever listened to us.”",
        not_on="The dam was old. The crowd was silent.\n\n“Nobody ever listened to us.”",
    )
    def _continued(self, statement: Statement, before: Sequence[Statement]) -> Found | None:
        """Who was quoted last, or the last person who spoke.

        Reports of organisations and of sources without a name are passed over: they stand between.
        """
        for earlier in reversed(before):
            if statement.parts[0].start - earlier.span.end > _FAR:
                return None
            member = self._cast.member(earlier.speaker) if earlier.speaker else None
            if earlier.kind is Kind.DIRECT or (member and member.kind is SpeakerKind.PERSON):
                if earlier.speaker is None:
                    return None
                evidence = earlier.mention or earlier.evidence
                found = self._scene.found(RuleId.CONTINUED, earlier.speaker, evidence)
                # no surer than what it goes on from
                return replace(found, confidence=min(found.confidence, earlier.confidence)) if found else None
        return None

    @rule(
        RuleId.INTRODUCED,
        Concern.SPEAKER,
        example="Bo Orr said the dam was safe. His rival, Ann Lee, disagreed. “Nobody ever listened to us.”",
        gives="Bo Orr: the dam was safe | Ann Lee: “Nobody ever listened to us.”",
        not_on="Bo Orr said the dam was safe. The crowd was silent. “Nobody ever listened to us.”",
    )
    def _introduced(self, at: int) -> Found | None:
        """The subject of the sentence right before, in its own paragraph ("Her rival, Ann Lee, disagreed.")."""
        token = self._scene.tokens(Span(at, at + 1))
        text = self._scene.text
        if token is None or not token.start or "\n" in text[len(text[:at].rstrip(" \n")) : at]:
            return None
        sentence = self._doc[token.start - 1].sent
        clauses = {"ROOT", "ccomp", "parataxis"}  # the parse may hang the sentence on the quotation
        subjects = [t for t in sentence if t.dep_ in SUBJECTS and t.head.dep_ in clauses and t.head.idx < at]
        for naming in self._cast.namings:
            if any(naming.span.start <= t.idx < naming.span.end for t in subjects):
                return self._scene.found(RuleId.INTRODUCED, naming.member, naming.span)
        apposed = next((found for t in subjects if (found := self._names.apposed(t, phrase(t)))), None)
        return self._scene.found(RuleId.INTRODUCED, apposed.member, apposed.span) if apposed else None

    def find(self, statement: Statement) -> Found | None:
        """The speaker of a statement by its mention."""
        mention = statement.mention
        tokens = self._scene.tokens(mention) if mention else None
        words = tokens.text.lower() if tokens is not None else ""
        if mention is None or tokens is None or words in _NEVER:
            return None
        if words in _RELATIVES:
            return self._antecedent(statement, tokens.root) if RuleId.RELATIVE in self._scene.rules else None
        if words in {"it", "they"} or words in PRONOUNS:
            return self._by_pronoun(statement, tokens.root, words)
        root = head_of(tokens, tokens.root)
        if RuleId.NAMESAKES in self._scene.rules and _is_shared(self._cast, root):
            return None
        if root.lower_ in _PARTISANS and root.tag_ in {"NN", "NNP"} and tokens[0].lower_ == "the":
            return self._partisan(statement, root)
        return self._names.find(mention, root) or self._descriptions.find(mention, root, self._named_in(statement))

    def _by_pronoun(self, statement: Statement, root: "Token", words: str) -> Found | None:
        if words == "they":
            return self._several(root)
        return self._thing(statement, root) if words == "it" else self._pronoun(statement, root, words)

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
        head = clause.head if clause is not None else None
        if head is None or head.i > relative.i:
            before = self._doc[max(0, relative.i - 2) : relative.i]
            head = next((t for t in reversed(before) if t.text != ","), None)
            if head is None or head.pos_ != "PROPN":
                return None
        if head.ent_type_ in _TIMES:
            head = self._text_before(head) or head
        joined = [c for c in head.conjuncts if head.i < c.i < relative.i]
        if relative.lower_ == "who" and joined:
            head = joined[-1]  # "Lee, Moss and Orr, who joked": one who is the last of them
        found = self._named_or_described(statement, head)
        member = self._cast.member(found.name) if found else None
        if relative.lower_ == "who" and (member is None or member.kind is SpeakerKind.ORGANISATION):
            above = head_noun(head)  # "Ann Lee of Kestrel Foods, who said": no company is a who
            nearest = head_noun(self._doc[max(0, relative.i - 2)])  # the parse may hang the clause on another noun
            others = (self._named_or_described(statement, one) for one in (above, nearest) if one != head)
            return next((one for one in others if one), None) or found
        return found

    def _text_before(self, date: "Token") -> "Token | None":
        """ "a release from the ministry on Monday that said": the text, where the parse hangs the clause on a date."""
        before = reversed(self._doc[max(date.sent.start, date.i - _TEXT_TOKENS) : date.i])
        return next((t for t in before if t.pos_ == "NOUN" and denotation(t) is Denotes.TEXT), None)

    def _named_or_described(self, statement: Statement, head: "Token") -> Found | None:
        span = phrase(head)
        return self._names.find(span, head) or self._descriptions.find(span, head, self._named_in(statement))

    @rule(
        RuleId.PARTISAN,
        Concern.SPEAKER,
        example="Ann Lee came to the dam on Monday. The Ohio Republican said the dam was safe.",
        gives="Ann Lee: the dam was safe",
        not_on="Ann Lee came to the dam on Monday. Republicans said the dam was safe.",
    )
    def _partisan(self, statement: Statement, root: "Token") -> Found | None:
        """ "the Ohio Republican", "the Democrat": whoever the text is about just there; a party it is not."""
        best = self._present(statement, root, SpeakerKind.PERSON, None)
        return self._scene.found(RuleId.PARTISAN, best.member, best.span, best.margin) if best else None

    @rule(
        RuleId.PRONOUN,
        Concern.SPEAKER,
        example="Ann Lee came to the dam on Monday. She said the dam was safe.",
        gives="Ann Lee: the dam was safe",
        not_on="Peter Orr came to the dam on Monday. She said the dam was safe.",
        literature="Lappin & Leass 1994: salience",
    )
    def _pronoun(self, statement: Statement, root: "Token", words: str) -> Found | None:
        """ "she", "he": the person of that gender who is most present."""
        shared = self._of_joined_clause(root, PRONOUNS[words])
        if shared:
            return shared
        unnamed = self._unnamed_before(root, PRONOUNS[words])
        if unnamed is not None:
            return self._scene.found(RuleId.UNNAMED_AGAIN, unnamed, None) if unnamed else None
        best = self._present(statement, root, SpeakerKind.PERSON, PRONOUNS[words])
        return self._scene.found(RuleId.PRONOUN, best.member, best.span, best.margin) if best else None

    @rule(
        RuleId.SAME_SUBJECT,
        Concern.SPEAKER,
        example="Quill Orr met Ann Lee in May, and she said the dam was safe.",
        gives="Quill Orr: the dam was safe",
        not_on="Quill Orr met Ann Lee in May. She said the dam was safe.",
        literature="Kameyama 1986: parallel grammatical roles of a pronoun and its antecedent",
    )
    def _of_joined_clause(self, pronoun: "Token", gender: str | None) -> Found | None:
        """ "Lee praised Orr, and he said": the person who is the subject of the clause to which this one is joined."""
        subject = shared_subject(pronoun)
        named = (n for n in self._cast.namings if subject is not None and n.span.start <= subject.idx < n.span.end)
        naming = next(named, None)
        member = self._cast.member(naming.member) if naming else None
        if naming is None or member is None or not _is_person_of(member, gender):
            return None
        later = (n for n in self._cast.namings if n.subject and naming.token < n.token < pronoun.i)
        others = (self._cast.member(n.member) for n in later)
        if any(other and _is_person_of(other, gender) for other in others):
            return None  # "Orr said Eva Novak was a guest and she claims …"
        return self._scene.found(RuleId.SAME_SUBJECT, member.name, naming.span)

    @rule(
        RuleId.UNNAMED_AGAIN,
        Concern.SPEAKER,
        example="A spokeswoman for Amnesty International said the dam was old. She added that it leaked.",
        gives="Amnesty International: the dam was old | Amnesty International: that it leaked",
        not_on="A spokeswoman for Amnesty International met Ann Lee. She added that it leaked.",
    )
    def _unnamed_before(self, pronoun: "Token", gender: str | None) -> str | None:
        """ "A spokeswoman for X said … She added": for whom an unnamed person spoke last; "" if for nobody known."""
        last = self._unnamed
        if last is None or RuleId.UNNAMED_AGAIN not in self._scene.rules or gender_of(last.head) not in {gender, None}:
            return None
        if self._salience.distance(last.at, pronoun) > _NEAR:
            return None
        between = (n for n in self._cast.namings if last.at.i < n.token < pronoun.i)
        others = [self._cast.member(n.member) for n in between if not any(p.covers(n.span) for p in last.said)]
        named = any(m and m.kind is SpeakerKind.PERSON and m.gender in {gender, None} for m in others)
        return None if named else last.body

    def _unnamed_speaker(self, statement: Statement, tokens: "Run") -> "_Unnamed | None":
        """Whoever speaks without a name in a statement, or goes on to."""
        before = self._unnamed
        if tokens.text.lower() in PRONOUNS:
            goes_on = before is not None and statement.resolved_by in {"", RuleId.UNNAMED_AGAIN}
            return replace(before, at=tokens.root, said=statement.parts) if before and goes_on else None
        head = head_of(tokens, tokens.root)
        person = denotation(head) in {Denotes.PERSON, Denotes.RELATIVE} and head.tag_ not in {"NNS", "NNPS"}
        member = self._cast.member(statement.speaker) if statement.speaker else None
        if not person or (member and member.kind is SpeakerKind.PERSON):
            return None
        return _Unnamed(head, head, statement.speaker or "", statement.parts)

    @rule(
        RuleId.IT,
        Concern.SPEAKER,
        example="Amnesty International wrote to the town. It said the dam was unsafe.",
        gives="Amnesty International: the dam was unsafe",
        not_on="Ann Lee wrote to the town. It said the dam was unsafe.",
        literature="Lappin & Leass 1994: salience",
    )
    def _thing(self, statement: Statement, root: "Token") -> Found | None:
        """ "it": the organisation that is most present."""
        reporter = self._reporter(root)
        if reporter:
            return self._scene.found(RuleId.IT, reporter, None, 1.0)
        best = self._present(statement, root, SpeakerKind.ORGANISATION, None)
        return self._scene.found(RuleId.IT, best.member, best.span, best.margin) if best else None

    def _reporter(self, it: "Token") -> str | None:
        """ "Kestrel said it would pay, adding that …": the body in whose report "it" is the subject."""
        for said in reversed(self._said[-3:]):
            inside = said.kind is not Kind.DIRECT and any(p.start <= it.idx < p.end for p in said.parts)
            member = self._cast.member(said.speaker) if said.speaker else None
            if inside and said.speaker and said.cue and said.cue.end <= it.idx:
                return None if member and _is_surely_a_person(member) else said.speaker
        return None

    def _present(self, statement: Statement, root: "Token", kind: SpeakerKind, gender: str | None) -> Antecedent | None:
        at = statement.mention.start if statement.mention else root.idx
        return self._salience.antecedent(root.i, at, kind, gender, self._named_in(statement))

    @rule(
        RuleId.THEY,
        Concern.SPEAKER,
        example="Amnesty International said the dam was unsafe. They said the lake was full.",
        gives="Amnesty International: the dam was unsafe | Amnesty International: the lake was full",
        not_on="Ann Lee said the dam was unsafe. They said the lake was full.",
    )
    def _several(self, root: "Token") -> Found | None:
        """ "they": the organisation that has just spoken, or the one for which several people spoke last."""
        name = self._salience.last_speaker(root.i)
        member = self._cast.member(name) if name else None
        spoke = name if name and (member is None or member.kind is SpeakerKind.ORGANISATION) else self._plural
        return self._scene.found(RuleId.THEY, spoke, None) if spoke else None

    @rule(
        RuleId.NOT_ONESELF,
        Concern.SPEAKER,
        example="Mary Moss met Ann Lee in May. She said that Moss had lied.",
        gives="Ann Lee: that Moss had lied",
        not_on="Mary Moss met Ann Lee in May. She said that the dam was safe.",
        literature="Chomsky 1981, Principle C: a name is not bound by a pronoun that commands it",
    )
    def _named_in(self, statement: Statement) -> frozenset[str]:
        """Members whom the words themselves name: who speaks of himself does so by a pronoun.

        For a report that follows its cue this is Principle C of binding; in quotation marks, usage.
        """
        if RuleId.NOT_ONESELF not in self._scene.rules:
            return frozenset()
        follows = statement.cue is not None and statement.parts[0].start > statement.cue.start
        parts = statement.parts if statement.kind is Kind.DIRECT or follows else ()
        parts = (*parts, *self._questions_before(statement))
        return frozenset(n.member for n in self._cast.namings if any(part.covers(n.span) for part in parts))

    def _questions_before(self, statement: Statement) -> Iterator[Span]:
        """ "Asked whether Moss would play, he said": who answers is neither whom the question names nor who asks."""
        tokens = self._scene.tokens(statement.mention) if statement.mention else None
        verb = tokens.root.head if tokens is not None else None
        for clause in verb.lefts if verb is not None else ():
            if clause.lemma_ in _ASKING and clause.tag_ == "VBN" and clause.dep_ in {"advcl", "dep"}:
                yield Span(clause.left_edge.idx, clause.right_edge.idx + len(clause.right_edge))


def _is_person_of(member: CastMember, gender: str | None) -> bool:
    """Whether a member is a person whom a pronoun of this gender may mean."""
    return member.kind is SpeakerKind.PERSON and member.gender in {gender, None}


def _is_surely_a_person(member: CastMember) -> bool:
    """Not a single word that the model may have taken for one."""
    return member.kind is SpeakerKind.PERSON and bool(member.gender or " " in member.name)


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
