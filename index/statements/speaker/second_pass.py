"""Stage five: what statements of one article tell of each other, once their speakers are known."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import pairwise, zip_longest
from typing import TYPE_CHECKING

from index.english.function_words import WordClass, WordUse, words_of_class, words_that
from index.english.nouns import office_of
from index.english.tables import alternatives
from index.models import CastMember, Kind, Placed, SpeakerKind, Statement, hull
from index.statements.cast.members import Naming
from index.statements.drafts import Found
from index.statements.rules import CLAUSES, OBJECTS, Concern, RuleId, rule
from index.statements.speaker.scene import Scene

if TYPE_CHECKING:
    from spacy.tokens import Span as Run

_HEADLINE_CHARACTERS = 200
_REPEATED = 0.5  # share of the headline's content words from which on a statement is what it repeats
_LEAD_STATEMENTS = 8
_BY_NAME = frozenset({RuleId.NAME, RuleId.APPOSED_NAME, RuleId.TITLED_NAME})
_ONE_OF_MANY = re.compile(rf"(?:{alternatives(words_that(WordUse.INDEFINITE) - {'a', 'an'})}) ", re.IGNORECASE)
_INDEFINITE = re.compile(r"an? ", re.IGNORECASE)
_REACH_CHARACTERS = 600
_PRONOUNS = frozenset({"he", "she", "it", "they"})
_OWNERS = words_of_class(WordClass.POSSESSIVE)
_OPENING = frozenset({"that", "even"})
_AUXILIARIES = 3  # words that may stand between a subject and its verb


@rule(
    RuleId.NESTED,
    Concern.SOURCE,
    example="Ann Lee said that Bo Orr told her that the dam was safe.",
    gives="Ann Lee: that Bo Orr told her that the dam was safe | Bo Orr (Ann Lee): that the dam was safe",
    not_on="Ann Lee said that the dam was safe.",
)
def nested(scene: Scene, statements: Sequence[Statement]) -> list[Statement]:
    """A report inside a report is known through the outer speaker, if that is another: that one becomes its via."""
    if RuleId.NESTED not in scene.rules:
        return list(statements)
    places = Placed(statements, lambda statement: statement.span)
    return [
        replace(inner, via=outer.speaker or (outer.mention.of(scene.text) if outer.mention else None))
        if inner.via is None and (outer := _around(inner, places)) and not _same_speaker(inner, outer)
        else inner
        for inner in statements
    ]


def _same_speaker(inner: Statement, outer: Statement) -> bool:
    return inner.speaker is not None and inner.speaker == outer.speaker


def _around(inner: Statement, statements: Placed[Statement]) -> Statement | None:
    """The closest statement whose words hold the whole of another report, its cue included."""
    if inner.cue is None:
        return None
    holding = [
        outer
        for outer in statements.near(inner.span)
        if outer is not inner and any(p.covers(inner.cue) and p.covers(inner.span) for p in outer.parts)
    ]
    return min(holding, key=lambda outer: outer.span.end - outer.span.start, default=None)


@rule(
    RuleId.RETOLD,
    Concern.CUE,
    example="Ann Lee said she had told the crew that the dam was safe.",
    gives="Ann Lee: she had told the crew that the dam was safe",
    not_on="Ann Lee said Bo Orr had told the crew that the dam was safe.",
)
def retold(scene: Scene, statements: Sequence[Statement]) -> list[Statement]:
    """ "Lee said she had told them that …": a report of one's own words within one's words is no second statement.

    That is so where it is all that the outer one tells, and of "what she called a fraud". Of "repeated his claim that
    …" the claim is kept.
    """
    if RuleId.RETOLD not in scene.rules:
        return list(statements)
    places = Placed(statements, lambda statement: statement.span)
    return [s for s in statements if not any(_tells_twice(scene, s, other) for other in places.near(s.span))]


def _tells_twice(scene: Scene, statement: Statement, other: Statement) -> bool:
    if statement is other or not _same_speaker(statement, other):
        return False
    again = statement.parts == other.parts and _distance(statement) > _distance(other)
    return again or _is_within(scene, statement, other) or _repeats(scene, statement, other)


def _distance(statement: Statement) -> int:
    """How far a cue stands before the words; of two with the same words the nearer one introduces them."""
    return abs(statement.span.start - statement.cue.end) if statement.cue else 0


def _is_within(scene: Scene, inner: Statement, outer: Statement) -> bool:
    """Whether a report by a pronoun opens the words of another, or is a "what she called …" of theirs."""
    mention, cue = inner.mention, inner.cue
    if mention is None or cue is None or mention.of(scene.text).lower() not in _PRONOUNS:
        return False
    if inner.kind is Kind.DIRECT:
        return False  # "Orr said he had told the court, “It holds”": the very words of another day
    part = next((p for p in outer.parts if p.covers(hull((mention, cue, inner.span)))), None)
    before = scene.text[part.start : mention.start].split() if part else []
    between = scene.text[mention.end : cue.start].split()
    if part is None or cue.start < mention.start or len(between) > _AUXILIARIES:
        return False
    return all(word.lower() in _OPENING for word in before) or (before[-1].lower().strip('“"') == "what")


def _repeats(scene: Scene, outer: Statement, inner: Statement) -> bool:
    """ "repeated his claim that …": whether all that is said is the noun of another report."""
    owner = inner.mention
    by_noun = inner.pattern == RuleId.NOUN and owner is not None and outer.pattern in OBJECTS | CLAUSES
    return bool(by_noun and owner and owner.start == outer.span.start and owner.of(scene.text).lower() in _OWNERS)


@rule(
    RuleId.FOLLOWING,
    Concern.SPEAKER,
    example="“The dam was old,” Ann Lee said. She left.\n\n“We tried it all.” Bo Orr was angry. “It leaks,” he said.",
    gives="Ann Lee: “The dam was old,” | Bo Orr: “We tried it all.” | Bo Orr: “It leaks,”",
    not_on="“The dam was old,” Ann Lee said. She left.\n\n“We tried it all.”\n\n“It leaks,” Bo Orr said.",
)
def following(scene: Scene, statements: Sequence[Statement]) -> list[Statement]:
    """A quotation without a cue that opens a paragraph, in which somebody is quoted next: it is theirs."""
    if RuleId.FOLLOWING not in scene.rules:
        return list(statements)
    pairs = zip_longest(statements, statements[1:])
    return [_resolved(one, _quoted_next(scene, one, other) if other else None) for one, other in pairs]


def _quoted_next(scene: Scene, orphan: Statement, later: Statement) -> Found | None:
    """The speaker of the next quotation of a paragraph that an orphan opens."""
    text = scene.text
    opens = text[: orphan.span.start].rpartition("\n")[2].strip() == ""
    near = "\n" not in text[orphan.span.end : later.span.start] and later.kind is not Kind.INDIRECT
    if orphan.pattern != RuleId.ORPHAN or not (opens and near) or later.speaker is None or later.mention is None:
        return None
    return scene.found(RuleId.FOLLOWING, later.speaker, later.mention)


@rule(
    RuleId.TAKEN_UP,
    Concern.SPEAKER,
    example="A doctor in Taiz said the ward was full. “We need beds,” said the doctor, Huda Saleh.",
    gives="Huda Saleh: the ward was full | Huda Saleh: “We need beds,”",
    not_on="A doctor in Taiz said the ward was full. “We need beds,” said the nurse, Huda Saleh.",
)
def taken_up(scene: Scene, statements: Sequence[Statement]) -> list[Statement]:
    """ "A doctor in Taiz told Reuters … “…,” said the doctor, Huda Saleh": one noun, taken up with a name.

    Only as the source of another statement: "the man, Carl Ott, died" may be any man.
    """
    return [_resolved(s, _named_later(scene, s, statements)) for s in statements]


def _named_later(scene: Scene, statement: Statement, statements: Sequence[Statement]) -> Found | None:
    mention = statement.mention
    found = _INDEFINITE.match(mention.of(scene.text)) if mention and not statement.speaker else None
    tokens = scene.tokens(mention) if mention and found else None
    if mention is None or tokens is None:
        return None
    again = re.compile(rf"[Tt]he {re.escape(tokens.root.text)}$")
    for later in statements:
        words = later.mention.of(scene.text).partition(",")[0] if later.mention else ""
        near = later.mention is not None and 0 < later.mention.start - mention.end <= _REACH_CHARACTERS
        if near and later.speaker and later.resolved_by in _BY_NAME and again.match(words):
            return scene.found(RuleId.TAKEN_UP, later.speaker, later.mention)
    return None


@rule(
    RuleId.IDENTIFIED,
    Concern.SPEAKER,
    example="The state’s tax commissioner says no file was leaked. Ann Lee says the leak was checked.",
    gives="Ann Lee: no file was leaked | Ann Lee: the leak was checked",
    not_on="A tax commissioner says no file was leaked. Mayor Ann Lee says the leak was checked.",
)
def identified(scene: Scene, statements: Sequence[Statement]) -> list[Statement]:
    """Delayed identification: the lead names an office, and the sentence behind it who holds it.

    "The state's tax commissioner says no file was leaked. Ann Lee says she checked." Only somebody whom
    the article has not named before and to whom it gives no other title can be meant.
    """
    sentences = [sentence for sentence in scene.doc.sents if any(token.is_alpha for token in sentence)]
    following = {one.start: other for one, other in pairwise(sentences)}
    return [_resolved(s, _holder(scene, following, s)) for s in statements]


def _holder(scene: Scene, following: "Mapping[int, Run]", statement: Statement) -> Found | None:
    mention = statement.mention
    if statement.speaker or mention is None or not office_of(mention.of(scene.text)):
        return None
    tokens = scene.tokens(mention) if not _ONE_OF_MANY.match(mention.of(scene.text)) else None
    sentence = following.get(tokens.root.sent.start) if tokens is not None else None
    subject = next((t for t in sentence or () if t.dep_ == "nsubj" and t.head.dep_ == "ROOT"), None)
    if subject is None:
        return None
    naming = next((n for n in scene.cast.namings if n.span.start <= subject.idx < n.span.end), None)
    member = scene.cast.member(naming.member) if naming else None
    if naming is None or member is None or not _is_introduced(scene, naming, member):
        return None
    return scene.found(RuleId.IDENTIFIED, member.name, naming.span)


def _is_introduced(scene: Scene, naming: Naming, member: CastMember) -> bool:
    """Whether a naming is the first one, in full, of a person to whom the article gives no title."""
    if member.kind is not SpeakerKind.PERSON or member.roles or " " not in member.name:
        return False
    return not any(n.member == member.name and n.span.start < naming.span.start for n in scene.cast.namings)


@rule(
    RuleId.HEADLINE,
    Concern.SPEAKER,
    example="Dam was never inspected, engineer says\n\nThe dam was never inspected, Ann Lee said on Monday.",
    gives="Ann Lee: Dam was never inspected | Ann Lee: The dam was never inspected",
    not_on="Dam was never inspected, engineer says\n\nThe lake was always full, Ann Lee said on Monday.",
)
def repeated_in_headline(scene: Scene, statements: Sequence[Statement]) -> list[Statement]:
    """A headline that leaves its speaker unnamed ("Dam was never inspected, engineer says") repeats the lead.

    It takes the speaker of the statement that says the same.
    """
    end = scene.text.find("\n")
    if not 0 < end <= _HEADLINE_CHARACTERS:
        return list(statements)
    lead = [s for s in statements if s.span.start > end and s.speaker][:_LEAD_STATEMENTS]
    return [
        _resolved(s, _repeated(scene, s, lead)) if s.speaker is None and _is_in_headline(scene, s, end) else s
        for s in statements
    ]


def _is_in_headline(scene: Scene, statement: Statement, end: int) -> bool:
    """Whether a statement stands in the first line; of a whole sentence there, only one of a single speaker.

    "though officials say the risk is low." opens an article, and means several.
    """
    tokens = scene.tokens(statement.mention) if statement.mention else None
    several = tokens is not None and tokens.root.tag_ in {"NNS", "NNPS"}
    return statement.span.end <= end and not (several and scene.text[:end].rstrip().endswith("."))


def _repeated(scene: Scene, headline: Statement, lead: Sequence[Statement]) -> Found | None:
    words = _content_words(scene, headline)
    scored = [(len(words & _content_words(scene, s)) / len(words), s) for s in lead] if words else []
    share, same = max(scored, key=lambda one: one[0], default=(0.0, None))
    if same is None or same.speaker is None or share < _REPEATED:
        return None
    return scene.found(RuleId.HEADLINE, same.speaker, same.mention)


def _resolved(statement: Statement, found: Found | None) -> Statement:
    return found.given_to(statement) if found else statement


def _content_words(scene: Scene, statement: Statement) -> frozenset[str]:
    tokens = (t for part in statement.parts for t in scene.tokens(part) or ())
    return frozenset(t.lemma_.lower() for t in tokens if not t.is_stop and re.search(r"\w", t.text))
