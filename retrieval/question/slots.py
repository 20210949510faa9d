"""The places of a question that stand for its speaker, and whom they name."""

from collections.abc import Sequence
from dataclasses import dataclass

from index.models import Speaker, SpeakerKind
from index.speakers import Directory, Match, fold
from retrieval.question.words import ADVERBS, NEVER_LAST, REFUSING, REPLYING, SPEAKING, SUFFIXES, Word

SAYS, HOLDS, HEADS, LEADS, DOES = 1.0, 0.9, 0.8, 0.6, 0.4  # how surely words are wanted, by where the name stands
WORDS = 0.7  # from here on a question wants words, below it a passage may answer
DATED = 0.5  # from here on a date is the day of publication, below it the event's
_MARGINAL = 0.2  # share of the most quoted bearer's statements below which another is left out
_RIVALS = 10  # bearers of a short name that are looked at


@dataclass(frozen=True, slots=True)
class Slot:
    """Words of the question that stand for its speaker: the words from ``first`` to ``last``, inclusive.

    Without ``matches`` they are a description ("the gold star mother") or a name that the directory
    does not hold. ``speech`` says how surely the question wants their words: 1 where a verb or noun of
    speaking says so, less where a name only stands in front of other words.
    """

    first: int
    last: int
    matches: tuple[Match, ...] = ()
    described: bool = False
    speech: float = SAYS

    @property
    def quoted(self) -> bool:
        """Whether somebody whom it names is on record with anything."""
        return any(match.speaker.statements for match in self.matches)


def speakers_of(slots: Sequence[Slot]) -> tuple[Speaker, ...]:
    """Whom the slots name; where a name fits several, those who are hardly quoted are left out.

    Of those who held one office in turn all stay: when, the evidence tells.
    """
    speakers: dict[Speaker, None] = {}
    for slot in slots:
        most = max((match.speaker.statements for match in slot.matches), default=0)
        kept = [m.speaker for m in slot.matches if m.how == "role" or m.speaker.statements >= most * _MARGINAL]
        speakers |= dict.fromkeys(kept)
    return tuple(speakers)


def verb_of(words: Sequence[Word], slot: Slot) -> int | None:
    """Where the verb of speaking stands that follows a slot at once."""
    at = next(
        (i for i in range(slot.last + 1, len(words)) if words[i].low not in ADVERBS - {"say", "says"}), len(words)
    )
    return at if at < len(words) and words[at].low in SPEAKING | REPLYING | REFUSING else None


def namesakes(speakers: Sequence[Speaker], directory: Directory) -> tuple[Speaker, ...]:
    """Speakers under a shorter form of the same name, a surname that nobody else has or an acronym, or with others.

    An article may use nothing but a surname, or initials, and the registry then keeps it apart, as it keeps a country's
    government apart from the country, and a ministry without its country from the same with it.
    """
    found: dict[Speaker, None] = {}
    for speaker in speakers:
        kept_apart = (*directory.joint(speaker), *directory.same_country(speaker), *directory.with_country(speaker))
        found |= dict.fromkeys(one for one in kept_apart if one not in speakers)
        words = [word for word in fold(speaker.name).split() if word not in SUFFIXES]
        if len(words) < 2:
            continue
        short = "".join(w[0] for w in words if w not in NEVER_LAST)
        form = short if speaker.kind is SpeakerKind.ORGANISATION else words[-1]
        matches = [m.speaker for m in directory.find(form, limit=_RIVALS) if m.how in {"alias", "name"}]
        rivals = [
            s for s in matches if s.id != speaker.id and fold(s.name) != form and fold(s.name).endswith(f" {form}")
        ]
        if not rivals:
            found |= dict.fromkeys(s for s in matches if fold(s.name) == form and s not in speakers)
    return tuple(found)
