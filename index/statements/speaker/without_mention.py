"""Stage four, quotations without a cue: who is brought in right before them, or goes on."""

from collections.abc import Sequence
from dataclasses import replace

from index.english.lexicon import VerbUse, verbs_that
from index.models import Kind, Span, SpeakerKind, Statement
from index.statements.content.noun_phrases import phrase
from index.statements.content.reporting_words import verb_of
from index.statements.drafts import Found
from index.statements.rules import Concern, RuleId, rule
from index.statements.speaker.by_name import Names
from index.statements.speaker.scene import Scene
from index.statements.tokens import SUBJECTS

_QUOTING = verbs_that(VerbUse.QUOTES)
_HOLDING = verbs_that(VerbUse.HOLDS)
_FAR = 1_200  # characters behind which such a quotation belongs to nobody known


class Alone:
    """Finds who speaks where no words stand for the speaker."""

    def __init__(self, scene: Scene, names: Names) -> None:
        self._scene = scene
        self._doc = scene.doc
        self._cast = scene.cast
        self._names = names

    def find(self, statement: Statement, before: Sequence[Statement]) -> Found | None:
        """The speaker of a quotation without a cue, by the sentence or the statements ``before`` it."""
        at = statement.parts[0].start
        introduced = self._introduced(at) or self._turned_to(at, before)
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
        RuleId.TURNED_TO,
        Concern.SPEAKER,
        example="“The dam was old,” Ann Lee said.\n\nBo Orr, an engineer, disagrees.\n\n“Nobody ever looked at it.”",
        gives="Ann Lee: “The dam was old,” | Bo Orr: “Nobody ever looked at it.”",
        not_on="“The dam was old,” Ann Lee said.\n\nBo Orr, an engineer, left.\n\n“Nobody ever looked at it.”",
    )
    def _turned_to(self, at: int, before: Sequence[Statement]) -> Found | None:
        """A paragraph that tells what somebody thinks, and reports nothing, leads to their words in the next."""
        paragraph = self._paragraph_before(at)
        tokens = self._scene.tokens(paragraph) if paragraph else None
        if paragraph is None or tokens is None or any(paragraph.overlaps(s.span) for s in before):
            return None
        verb = tokens[-1].sent.root
        subject = next((t for t in verb.lefts if t.dep_ in SUBJECTS), None)
        if subject is None or (verb.lemma_ not in _HOLDING and verb_of(verb) is None):
            return None
        own = (n for n in self._cast.namings if n.span.start <= subject.idx < n.span.end)
        naming = next(own, None) or self._names.apposed(subject, phrase(subject))
        person = naming is not None and self._scene.kind(naming) is SpeakerKind.PERSON
        return self._scene.found(RuleId.TURNED_TO, naming.member, naming.span) if naming and person else None

    def _paragraph_before(self, at: int) -> Span | None:
        """The paragraph before a place that opens one."""
        text = self._scene.text
        start = text.rfind("\n", 0, at) + 1
        end = len(text[:start].rstrip())
        if text[start:at].strip() or not end:
            return None
        return Span(text.rfind("\n", 0, end) + 1, end)

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
