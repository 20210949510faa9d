"""Stage four: the mention of each draft resolved to a member of the article's cast, or to nobody.

A rule a kind of mention: name, pronoun, title or other noun phrase, organisation, none at all. A rule
that cannot tell says nobody: a wrong speaker is worse than an unknown one.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from index.english.function_words import WordClass, WordUse, words_of_class, words_that
from index.english.lexicon import NounUse, nouns_that
from index.english.nouns import head_of
from index.models import Kind, Span, SpeakerKind, Statement
from index.statements.cast.members import Cast
from index.statements.content.source import head_noun, phrase
from index.statements.drafts import Draft, Found
from index.statements.speaker.by_description import Descriptions
from index.statements.speaker.by_name import Names
from index.statements.speaker.by_pronoun import PRONOUNS, Salience
from index.statements.speaker.second_pass import with_headline, with_identification, with_nesting
from index.statements.tokens import text_of

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token
    from spacy.tokens import Span as Run

THRESHOLD = 0.4
_NEVER = words_that(WordUse.NO_MENTION)
_PARTISANS = nouns_that(NounUse.PARTISAN)
_RELATIVES = words_of_class(WordClass.RELATIVE)
_FAR = 1_200  # characters behind which an orphan quotation belongs to nobody known


def resolve(doc: "Doc", article_id: str, drafts: Sequence[Draft], cast: Cast) -> tuple[Statement, ...]:
    """Turn drafts into statements with their speakers. Drafts are in the order of the text."""
    context = _Context(doc, cast, [part for d in drafts if d.kind is Kind.DIRECT for part in d.parts])
    statements: list[Statement] = []
    for draft in drafts:
        found = context.inherited(draft, statements) if draft.pattern == "orphan" else context.find(draft)
        if found and found.confidence < THRESHOLD:
            found = None
        statements.append(_statement(article_id, draft, found))
        context.heard(draft, found.name if found else None)
    return with_headline(doc, with_identification(doc, cast, with_nesting(text_of(doc), statements)))


def _statement(article_id: str, draft: Draft, found: Found | None) -> Statement:
    return Statement(
        article_id=article_id,
        parts=draft.parts,
        kind=draft.kind,
        cue=draft.cue,
        act=draft.act,
        negated=draft.negated,
        mention=draft.mention,
        speaker=found.name if found else None,
        evidence=found.evidence if found else None,
        via=draft.via,
        pattern=draft.pattern,
        resolved_by=found.rule if found else "",
        confidence=found.confidence if found else 0.0,
    )


class _Context:
    """What has been said so far, while the drafts are gone through in order."""

    def __init__(self, doc: "Doc", cast: Cast, quoted: Sequence[Span]) -> None:
        self._doc = doc
        self._cast = cast
        self._salience = Salience(doc, cast, quoted)
        self._names = Names(doc, cast)
        self._descriptions = Descriptions(doc, cast, self._names, self._salience)
        self._plural: str | None = None  # the organisation for which several people spoke last

    def heard(self, draft: Draft, speaker: str | None) -> None:
        """Note who has just spoken."""
        if not (speaker and draft.mention):
            return
        tokens = self._tokens(draft.mention)
        if tokens is not None:
            self._salience.heard(tokens.root.i, draft.mention, speaker)
            self._plural = speaker if tokens.root.tag_ in {"NNS", "NNPS"} else self._plural

    def inherited(self, draft: Draft, statements: Sequence[Statement]) -> Found | None:
        """The speaker of a quotation without a cue: who was quoted last, or the last person who spoke.

        Whoever is the subject of the sentence right before it, in its own paragraph, goes first ("Her
        rival, Ann Lee, disagreed."). Reports of organisations and of sources without a name are passed
        over: they stand between.
        """
        introduced = self._introduced(draft.parts[0].start)
        if introduced:
            return introduced
        for before in reversed(statements):
            if draft.parts[0].start - before.span.end > _FAR:
                return None
            member = self._cast.member(before.speaker) if before.speaker else None
            if before.kind is Kind.DIRECT or (member and member.kind is SpeakerKind.PERSON):
                if before.speaker is None:
                    return None
                return Found(before.speaker, "continued", before.confidence * 0.9, before.mention or before.evidence)
        return None

    def _introduced(self, at: int) -> Found | None:
        token = self._tokens(Span(at, at + 1))
        text = text_of(self._doc)
        if token is None or not token.start or "\n" in text[len(text[:at].rstrip(" \n")) : at]:
            return None
        sentence = self._doc[token.start - 1].sent
        clauses = {"ROOT", "ccomp", "parataxis"}  # the parse may hang the sentence on the quotation
        subjects = [t for t in sentence if t.dep_ == "nsubj" and t.head.dep_ in clauses and t.head.idx < at]
        for naming in self._cast.namings:
            if any(naming.span.start <= t.idx < naming.span.end for t in subjects):
                return Found(naming.member, "introduced", 0.6, naming.span)
        apposed = next((found for t in subjects if (found := self._names.apposed(t, phrase(t)))), None)
        return Found(apposed.member, "introduced", 0.6, apposed.span) if apposed else None

    def find(self, draft: Draft) -> Found | None:
        """The speaker of a draft by its mention."""
        mention = draft.mention
        tokens = self._tokens(mention) if mention else None
        words = tokens.text.lower() if tokens is not None else ""
        if mention is None or tokens is None or words in _NEVER:
            return None
        if words in _RELATIVES:
            return self._antecedent(draft, tokens.root)
        if words in {"it", "they"} or words in PRONOUNS:
            return self._pronoun(draft, tokens.root, words)
        root = head_of(tokens, tokens.root)
        if root.lower_ in _PARTISANS and root.tag_ in {"NN", "NNP"} and tokens[0].lower_ == "the":
            return self._partisan(draft, root)
        return self._names.find(mention, root) or self._descriptions.find(mention, root, self._named_in(draft))

    def _antecedent(self, draft: Draft, relative: "Token") -> Found | None:
        """ "Ann Lee, who said": the noun phrase that the relative clause belongs to, or the name right before it."""
        clause = next((t for t in relative.ancestors if t.dep_ == "relcl"), None)
        head = clause.head if clause is not None else None
        if head is None or head.i > relative.i:
            before = self._doc[max(0, relative.i - 2) : relative.i]
            head = next((t for t in reversed(before) if t.text != ","), None)
            if head is None or head.pos_ != "PROPN":
                return None
        joined = [c for c in head.conjuncts if head.i < c.i < relative.i]
        if relative.lower_ == "who" and joined:
            head = joined[-1]  # "Lee, Moss and Orr, who joked": one who is the last of them
        found = self._named_or_described(draft, head)
        member = self._cast.member(found.name) if found else None
        if relative.lower_ == "who" and (member is None or member.kind is SpeakerKind.ORGANISATION):
            above = head_noun(head)  # "Ann Lee of Kestrel Foods, who said": no company is a who
            return (self._named_or_described(draft, above) if above is not head else None) or found
        return found

    def _named_or_described(self, draft: Draft, head: "Token") -> Found | None:
        span = phrase(head)
        return self._names.find(span, head) or self._descriptions.find(span, head, self._named_in(draft))

    def _partisan(self, draft: Draft, root: "Token") -> Found | None:
        """ "the Ohio Republican", "the Democrat": whoever the text is about just there; a party it is not."""
        at = draft.mention.start if draft.mention else root.idx
        best = self._salience.antecedent(root.i, at, SpeakerKind.PERSON, None, self._named_in(draft))
        return Found(best.member, "nominal", 0.4 + 0.1 * best.margin, best.span) if best else None

    def _pronoun(self, draft: Draft, root: "Token", words: str) -> Found | None:
        at = draft.mention.start if draft.mention else root.idx
        without = self._named_in(draft)
        if words == "they":
            return self._several(root)
        kind = SpeakerKind.PERSON if words in PRONOUNS else SpeakerKind.ORGANISATION
        best = self._salience.antecedent(root.i, at, kind, PRONOUNS.get(words), without)
        if best is None:
            return None
        certainty = 0.5 + 0.4 * best.margin if kind is SpeakerKind.PERSON else 0.4 + 0.3 * best.margin
        return Found(best.member, "pronoun", certainty, best.span)

    def _several(self, root: "Token") -> Found | None:
        """ "they": the organisation that has just spoken, or the one for which several people spoke last."""
        name = self._salience.last_speaker(root.i)
        member = self._cast.member(name) if name else None
        spoke = name if name and (member is None or member.kind is SpeakerKind.ORGANISATION) else self._plural
        return Found(spoke, "pronoun", 0.5, None) if spoke else None

    def _named_in(self, draft: Draft) -> frozenset[str]:
        """Members whom the words themselves name: who speaks of himself does so by a pronoun.

        For a report that follows its cue this is Principle C of binding (Chomsky 1981); in quotation
        marks, usage.
        """
        follows = draft.cue is not None and draft.parts[0].start > draft.cue.start
        if draft.kind is not Kind.DIRECT and not follows:
            return frozenset()
        return frozenset(n.member for n in self._cast.namings if any(part.covers(n.span) for part in draft.parts))

    def _tokens(self, span: Span) -> "Run | None":
        return self._doc.char_span(span.start, span.end, alignment_mode="expand")
