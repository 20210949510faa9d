"""Stage five, delayed identification: the lead tells of "a carer", and who she is stands a paragraph later."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from index.english.function_words import gendered_pronouns
from index.english.lexicon import Denotes
from index.english.names import TITLES
from index.english.nouns import denotation, gender_of, head_of, role_fit
from index.models import CastMember, SpeakerKind, Statement
from index.statements.cast.members import Naming
from index.statements.drafts import Found
from index.statements.rules import Concern, RuleId, rule
from index.statements.speaker.scene import Scene
from index.statements.tokens import SUBJECTS

if TYPE_CHECKING:
    from spacy.tokens import Token

_LEAD = 2  # sentences, the headline left out
_PRONOUNS = gendered_pronouns()
_INTRODUCING_TOKENS = 4  # before a name that opens a paragraph: "Plucky", "The retired teacher"
_PERSONS = frozenset({Denotes.PERSON, Denotes.RELATIVE})


@rule(
    RuleId.DELAYED,
    Concern.SPEAKER,
    example="A carer has said that the ward was full.\n\nMary Cole, 39, came to the court on Monday.",
    gives="Mary Cole: that the ward was full",
    not_on="A carer has said that the ward was full.\n\nThe court heard Mary Cole on Monday.",
    literature="Bell 1991, The Language of News Media, ch. 9: delayed identification in leads",
)
def delayed(scene: Scene, statements: Sequence[Statement]) -> list[Statement]:
    """ "A carer said …" in the lead, and the next paragraph opens with "Mary Cole, 39,": she is the carer."""
    end = _end_of_lead(scene)
    named: dict[int, Found | None] = {}
    result = []
    for statement in statements:
        described = _described(scene, statement) if not statement.speaker else None
        if described is None or described.idx >= end:
            result.append(statement)
            continue
        if described.i not in named:
            named[described.i] = _bearer(scene, described)
        found = named[described.i]
        result.append(found.given_to(statement) if found else statement)
    return result


def _end_of_lead(scene: Scene) -> int:
    """The character at which the first sentences of the article end."""
    title = scene.text.find("\n")
    sentences = [s for s in scene.doc.sents if any(t.is_alpha for t in s)]
    headline = (
        len(sentences) > 1 and 0 < title <= sentences[0].end_char and sentences[0][-1].text not in {".", "”", '"'}
    )
    lead = sentences[int(headline) :][:_LEAD]
    return lead[-1].end_char if lead else 0


def _described(scene: Scene, statement: Statement) -> "Token | None":
    """The head of the phrase without a name that is the source, or that a pronoun takes up in its own sentence."""
    tokens = scene.tokens(statement.mention) if statement.mention else None
    if tokens is None:
        return None
    head = head_of(tokens, tokens.root)
    if tokens.text.lower() in _PRONOUNS:
        subjects = (t for t in tokens.root.sent if t.dep_ in SUBJECTS and t.i < tokens.root.i and _is_somebody(t))
        gender = _PRONOUNS[tokens.text.lower()]
        return next((t for t in subjects if gender_of(t) in {gender, None}), None)
    return head if _is_somebody(head) else None


def _is_somebody(noun: "Token") -> bool:
    """ "a carer", "a senior official": one person whom the text brings in without a name."""
    first = noun.left_edge
    return first.lower_ in {"a", "an"} and noun.tag_ in {"NN", "NNP"} and denotation(noun) in _PERSONS


def _bearer(scene: Scene, described: "Token") -> Found | None:
    """Whoever opens the next paragraph by a full name with an apposition, or alone has the role later."""
    opening = next(_introductions(scene, described), None)
    if opening is not None:
        return scene.found(RuleId.DELAYED, opening.member, opening.span)
    holders = [m for m in scene.cast.members if _holds(m, described)]
    if len(holders) != 1:
        return None
    namings = [n for n in scene.cast.namings if n.member == holders[0].name]
    later = namings and namings[0].span.start > described.idx
    return scene.found(RuleId.DELAYED, holders[0].name, namings[0].span) if later else None


def _introductions(scene: Scene, described: "Token") -> Iterator[Naming]:
    paragraph = scene.text.find("\n", described.idx)
    for naming in scene.cast.namings:
        if paragraph < 0 or naming.span.start < paragraph:
            continue
        before = scene.text[paragraph : naming.span.start].strip()
        member = scene.cast.member(naming.member)
        if member is None or "\n" in before or len(before.split()) > _INTRODUCING_TOKENS or before.endswith((".", ",")):
            return
        if member.kind is SpeakerKind.PERSON and _may_be(scene, member, naming, described):
            yield naming
            return


def _may_be(scene: Scene, member: CastMember, naming: Naming, described: "Token") -> bool:
    """Whether a person, named in full for the first time and set apart by a comma, may be whom the lead describes."""
    first = next(n for n in scene.cast.namings if n.member == member.name)
    full = " " in naming.span.of(scene.text)
    apposed = scene.text[naming.span.end : naming.span.end + 2] in {", ", " ("}
    fits = gender_of(described) in {member.gender, None} or member.gender is None
    return first == naming and full and apposed and fits and naming.subject


def _holds(member: CastMember, described: "Token") -> bool:
    """Whether the article gives a person the role of the phrase: "a federal judge", later "Judge Ann Lee"."""
    head = described.lemma_.lower()
    office = member.kind is SpeakerKind.PERSON and head in TITLES
    return office and any(role_fit(head, head, role) for role in member.roles)
