"""Stage four, mentions of two persons at once: "the two leaders", and "they" who go on."""

from typing import TYPE_CHECKING

from index.english.lexicon import Denotes
from index.english.nouns import denotation
from index.models import SpeakerKind
from index.statements.cast.members import Naming
from index.statements.drafts import Found
from index.statements.rules import Concern, RuleId, rule
from index.statements.speaker.scene import Scene
from index.statements.tokens import SUBJECTS

if TYPE_CHECKING:
    from spacy.tokens import Span as Run
    from spacy.tokens import Token

_PAIR = 2
_TWO = frozenset({"two", "both"})
_DEFINITE = frozenset({"the", "these", "both"})


class Pairs:
    """Finds which two persons of one document are meant together."""

    def __init__(self, scene: Scene) -> None:
        self._scene = scene
        self._doc = scene.doc

    @rule(
        RuleId.THE_TWO,
        Concern.SPEAKER,
        example="President Ann Lee met President Bo Orr in Velm. The two leaders said the dam was safe.",
        gives="Ann Lee and Bo Orr: the dam was safe",
        not_on="President Ann Lee met President Bo Orr and Mayor Eva Holm. The two leaders said the dam was safe.",
        literature="Halliday & Hasan 1976, §2.4.2: numerals with the definite article refer back",
    )
    def find(self, root: "Token") -> Found | None:
        """ "the two leaders", "both women": the two persons whom the last sentence with several persons names."""
        if not _is_pair(root):
            return None
        named = self._last_named(root)
        members = list(dict.fromkeys(naming.member for naming in named))
        if len(members) != _PAIR:
            return None
        return self._scene.found(RuleId.THE_TWO, " and ".join(members), named[0].span)

    def goes_on(self, they: "Token") -> Found | None:
        """ "They also said": the two who are the subject of the sentence before."""
        start = they.sent.start
        sentence = self._doc[start - 1].sent if start else None
        subject = next((t for t in sentence or () if t.dep_ in SUBJECTS and t.head.dep_ == "ROOT"), None)
        if subject is None:
            return None
        if subject.lower_ == "they" and "\n" not in self._scene.text[subject.idx : they.idx]:
            return self.goes_on(subject)
        return self.find(subject)

    def _last_named(self, root: "Token") -> list[Naming]:
        """Where the nearest sentence before that names several persons names them."""
        start = root.sent.start
        while start:
            sentence = self._doc[start - 1].sent
            named = self._persons(sentence)
            if len({naming.member for naming in named}) >= _PAIR:
                return named
            start = sentence.start
        return []

    def _persons(self, sentence: "Run") -> list[Naming]:
        namings = (n for n in self._scene.cast.namings if sentence.start <= n.token < sentence.end)
        return [naming for naming in namings if self._scene.kind(naming) is SpeakerKind.PERSON]


def _is_pair(noun: "Token") -> bool:
    """Whether a noun phrase means two persons as known: "the two leaders", "both women"."""
    words = {token.lower_ for token in noun.lefts}
    if any(token.dep_ == "cc" for token in noun.doc[noun.left_edge.i : noun.i]):
        return False  # "both conservative and liberal justices" are two kinds of them
    known = bool(words & _TWO) and noun.left_edge.lower_ in _DEFINITE
    return known and noun.tag_ == "NNS" and denotation(noun) is Denotes.PERSON and not any(noun.conjuncts)
