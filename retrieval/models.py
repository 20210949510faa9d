"""The words of asking: Question, Answer and their parts, as frozen dataclasses."""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from index.models import Article, Passage, Speaker, Statement


class Form(StrEnum):
    """What kind of answer a question asks for."""

    STATEMENTS = "statements"  # what did X say about Y, X on Y, why, how did X react
    WHO_SAID = "who-said"  # who said / who called Y Z
    DID_SAY = "did-say"  # did X say, deny, promise Y
    COMPARE = "compare"  # X and Z on Y
    PASSAGES = "passages"  # anything else


class Order(StrEnum):
    """In which order the items are wanted."""

    RELEVANCE = "relevance"
    OLDEST = "oldest"  # when did X first say
    NEWEST = "newest"  # the latest on


class Part(StrEnum):
    """What a question may take over from the one before it."""

    SPEAKERS = "speakers"
    TOPIC = "topic"
    DATES = "dates"
    PUBLISHER = "publisher"


@dataclass(frozen=True, slots=True)
class Question:
    """What the user typed, parsed.

    ``speakers`` are the speakers of the corpus that the question names, ``named`` the words in the
    question that stand for them. ``unknown_speaker`` holds words that name a speaker whom the corpus
    does not have, ``described`` words that stand for one without a name ("the gold star mother"),
    ``candidates`` the speakers between whom an ambiguous name leaves the choice. ``factual`` is true
    where the question asks for a number, a day or a place rather than for somebody's words. ``premise``
    holds words of what it takes for granted: "why did X praise …", "what did X say when he apologised".
    ``first`` and ``last`` bound the days of publication, both inclusive. Of a follow-up, ``text`` is the
    question that it amounts to, ``carried`` says what was taken from the conversation, and ``shown`` are
    the items that "what else" leaves out.
    """

    text: str
    form: Form
    topic: str = ""
    speakers: tuple[Speaker, ...] = ()
    named: tuple[str, ...] = ()
    unknown_speaker: str | None = None
    described: str | None = None
    factual: bool = False
    premise: str = ""
    candidates: tuple[Speaker, ...] = ()
    first: date | None = None
    last: date | None = None
    publisher: str | None = None
    quoted: tuple[str, ...] = ()
    order: Order = Order.RELEVANCE
    carried: tuple[Part, ...] = ()
    shown: "tuple[Item, ...]" = ()


class Reason(StrEnum):
    """Why there is no answer."""

    EMPTY_INDEX = "empty-index"
    SPEAKER_ABSENT = "speaker-absent"  # the corpus has no such speaker
    SPEAKER_SILENT = "speaker-silent"  # the speaker is there, never on this topic
    AMBIGUOUS = "ambiguous"  # the name fits several speakers: ask back
    NOTHING_NEAR = "nothing-near"
    ALL_SHOWN = "all-shown"  # "what else" when there is nothing else


@dataclass(frozen=True, slots=True)
class Item:
    """One statement or passage of an answer, with all that showing and citing it needs.

    ``texts`` are the exact words, a part each. ``before`` and ``after`` are the words around them
    in the article, verbatim too. ``role`` is the title that the article's time gives the speaker.
    ``run`` are the statements shown together, ``statement`` the one that was found among them: what the
    speaker says in sentences that follow each other. ``beside`` is true for one that is not held for a
    speaker asked about but stands near. ``why`` says in words what matched. ``also_in`` are other
    articles with the same statement. ``score`` is the calibrated probability that the item answers the
    question, between 0 and 1.
    """

    article: Article
    texts: tuple[str, ...]
    statement: Statement | None = None
    run: tuple[Statement, ...] = ()
    passage: Passage | None = None
    speaker: Speaker | None = None
    role: str | None = None
    before: str = ""
    after: str = ""
    credit: str = ""
    score: float = 0.0
    why: str = ""
    also_in: tuple[Article, ...] = ()
    beside: bool = False


@dataclass(frozen=True, slots=True)
class Abstention:
    """Why the corpus does not answer, in one line, and the nearest thing that it holds."""

    reason: Reason
    message: str
    nearest: tuple[Item, ...] = ()


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back for a question: items, best first, or an abstention.

    ``head`` shows how the question was read ("Faisal Mekdad · sanctions · Dec 2021"). ``verdict`` is
    the one-line reply of a did-say question ("Yes", "Not in this corpus"). ``confidence`` is the
    calibrated probability that the corpus holds the answer; below the threshold it is an abstention.
    ``sequence`` is the state of the index that answered. ``seconds`` gives the time that each stage took.
    """

    question: Question
    head: str
    items: tuple[Item, ...] = ()
    abstention: Abstention | None = None
    verdict: str | None = None
    confidence: float = 0.0
    sequence: int = 0
    seconds: dict[str, float] = field(default_factory=dict, compare=False)

    @property
    def abstained(self) -> bool:
        """Whether the corpus does not hold the answer."""
        return self.abstention is not None
