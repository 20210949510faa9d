"""Stage four, mentions that are pronouns, or stand for whoever is present as pronouns do ("the Democrat")."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from index.english.lexicon import Denotes
from index.english.nouns import denotation, gender_of, head_of, is_office
from index.models import Act, CastMember, Kind, Span, SpeakerKind, Statement
from index.statements.drafts import Found
from index.statements.rules import Concern, RuleId, rule
from index.statements.speaker.salience import PRONOUNS, Antecedent, Salience, shared_subject
from index.statements.speaker.scene import Scene
from index.statements.tokens import SUBJECTS

if TYPE_CHECKING:
    from spacy.tokens import Span as Run
    from spacy.tokens import Token

_NEAR = 2  # sentences
_INTERVIEWERS = frozenset({"i", "we"})
_GOES_ON = 3  # sentences in a row that begin with "it"
_ASKING = frozenset({"ask", "question", "press", "quiz"})


@dataclass(frozen=True, slots=True)
class _Unnamed:
    """Somebody who spoke without a name: the head of the first mention, the last mention, for which body, what."""

    head: "Token"
    at: "Token"
    body: str
    said: tuple[Span, ...]


class Pronouns:
    """Finds whom a pronoun of one document stands for. Ask in the order of the text, and tell it who spoke."""

    def __init__(self, scene: Scene, salience: Salience) -> None:
        self._scene = scene
        self._cast = scene.cast
        self._salience = salience
        self._said: list[Statement] = []
        self._unnamed: _Unnamed | None = None
        self._plural: str | None = None  # the organisation for which several people spoke last

    def heard(self, statement: Statement, tokens: "Run | None") -> None:
        """Note who has just spoken; ``tokens`` are those of the mention."""
        self._said.append(statement)
        self._unnamed = self._unnamed_speaker(statement, tokens) if tokens is not None else None
        pair = statement.resolved_by == RuleId.THE_TWO
        if tokens is not None and statement.speaker and not pair and tokens.root.tag_ in {"NNS", "NNPS"}:
            self._plural = statement.speaker

    def find(self, statement: Statement, root: "Token", words: str) -> Found | None:
        """The speaker of a statement whose mention is a pronoun, ``words`` in small letters."""
        if words == "they":
            return self._several(root)
        return self._thing(statement, root) if words == "it" else self._pronoun(statement, root, words)

    @rule(
        RuleId.PARTISAN,
        Concern.SPEAKER,
        example="Ann Lee came to the dam on Monday. The Ohio Republican said the dam was safe.",
        gives="Ann Lee: the dam was safe",
        not_on="Ann Lee came to the dam on Monday. Republicans said the dam was safe.",
    )
    def partisan(self, statement: Statement, root: "Token") -> Found | None:
        """ "the Ohio Republican", "the 56-year-old": whoever the text is about just there; a party it is not."""
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

    def text_meant(self, it: "Token") -> "Token | None":
        """ "The letter came in May. It said …": the text that is the subject right before "it", which is no body."""
        if self._reporter(it) or any(t.dep_ in SUBJECTS for t in it.doc[it.sent.start : it.i]):
            return None
        subject: Token | None = it
        for _ in range(_GOES_ON):
            subject = self._subject_before(subject) if subject is not None else None
            if subject is None or subject.lower_ != "it":
                break
        if subject is None or subject.tag_ not in {"NN", "NNP"}:
            return None
        spoke = bool(self._said) and self._said[-1].mention is not None and not self._said[-1].speaker
        body = spoke and subject.tag_ == "NN" and denotation(subject) is Denotes.BODY and not subject.ent_type_
        return subject if denotation(subject) is Denotes.TEXT or body else None

    def office_meant(self, pronoun: "Token") -> "Token | None":
        """ "The president is sure. He said …": an office without a name that is the subject right before a pronoun."""
        start = pronoun.sent.start
        if not start or any(t.dep_ in SUBJECTS for t in pronoun.doc[start : pronoun.i]):
            return None
        before = pronoun.doc[start - 1].sent
        subject = next((t for t in before if t.dep_ in SUBJECTS and t.head.dep_ == "ROOT"), None)
        if subject is None or "\n" in self._scene.text[subject.idx : pronoun.idx] or not is_office(subject):
            return None
        named = any(before.start <= n.token < before.end and n.subject for n in self._cast.namings)
        known = subject.tag_ == "NN" and subject.left_edge.lower_ == "the" and not named
        return subject if known else None

    def _subject_before(self, token: "Token") -> "Token | None":
        """Who or what spoke in the sentence before a token's, or else the subject of that sentence."""
        start = token.sent.start
        sentence = token.doc[start - 1].sent if start else None
        if sentence is None:
            return None
        last = self._said[-1].mention if self._said else None
        spoke = self._scene.tokens(last) if last and sentence.start_char <= last.start < sentence.end_char else None
        if spoke is not None:
            return spoke.root
        return next((t for t in sentence if t.dep_ in SUBJECTS and t.head.dep_ == "ROOT"), None)

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
        return self._salience.antecedent(root.i, at, kind, gender, self.named_in(statement))

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
    def named_in(self, statement: Statement) -> frozenset[str]:
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
        last = self._said[-1] if self._said else None
        asked = last.mention.of(self._scene.text).lower() if last and last.act is Act.ASKS and last.mention else ""
        if last and asked in _INTERVIEWERS:
            yield from last.parts  # "I ask if Orr is good enough. “He is,” he says": whom I ask would be "you"
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
