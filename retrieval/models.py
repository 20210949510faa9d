"""The words of asking: Question, Answer and their parts, as frozen dataclasses.

They hold codes and data, no sentences: what a user reads is worded in ``bot.words``.
"""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from index.english.asking import Asked
from index.models import Article, Passage, Span, Speaker, Statement


class Form(StrEnum):
    """What kind of answer a question asks for."""

    STATEMENTS = "statements"  # what did X say about Y, X on Y, why, how did X react
    WHO_SAID = "who-said"  # who said / who called Y Z
    DID_SAY = "did-say"  # did X say, deny, promise Y
    COMPARE = "compare"  # X and Z on Y
    FACT = "fact"  # when, where, how many, who is, why, or a few key words


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
class Anybody:
    """The question names nobody: whoever said it."""


@dataclass(frozen=True, slots=True)
class Named:
    """Speakers of the corpus whom the question names by ``words``, a run of words for each that it names.

    ``others`` are further bearers of the name, whom the evidence ruled out.
    """

    speakers: tuple[Speaker, ...]
    words: tuple[str, ...]
    others: tuple[Speaker, ...] = ()


@dataclass(frozen=True, slots=True)
class Ambiguous:
    """``words`` fit several speakers between whom the corpus does not decide; without speakers, a "he" for nobody."""

    words: str
    speakers: tuple[Speaker, ...] = ()


@dataclass(frozen=True, slots=True)
class Described:
    """``words`` stand for somebody without a name: "the gold star mother", "the Italian prime minister"."""

    words: str


@dataclass(frozen=True, slots=True)
class UnknownName:
    """``words`` are a name that no speaker of the corpus bears."""

    words: str


Who = Anybody | Named | Ambiguous | Described | UnknownName


@dataclass(frozen=True, slots=True)
class Question:
    """What the user typed, as it was read.

    ``topic`` are the words that say what it is about, ``speech`` how surely it wants somebody's words rather
    than a fact, between 0 and 1. ``asked`` is the kind of thing that a question after a fact wants. ``premise`` holds
    words of what it takes for granted: "why did X praise …", "what did X say when he apologised". ``first`` and
    ``last`` bound the days of publication, both inclusive. ``quoted`` are words in marks that somebody is asked to
    have said. Of a follow-up, ``text`` is the question that it amounts to, ``carried`` says what was taken from the
    conversation, and ``shown`` are the items that "what else" leaves out. ``direct`` wants direct quotations only.
    """

    text: str
    form: Form
    topic: str = ""
    who: Who = Anybody()
    speech: float = 1.0
    asked: Asked | None = None
    premise: str = ""
    first: date | None = None
    last: date | None = None
    publisher: str | None = None
    quoted: tuple[str, ...] = ()
    order: Order = Order.RELEVANCE
    carried: tuple[Part, ...] = ()
    shown: "tuple[Item, ...]" = ()
    direct: bool = False

    @property
    def speakers(self) -> tuple[Speaker, ...]:
        """The speakers whom it names, between whom nothing is left open."""
        return self.who.speakers if isinstance(self.who, Named) else ()

    @property
    def who_words(self) -> str:
        """The words of the question that stand for its speaker, empty if it names nobody."""
        match self.who:
            case Named(words=words):
                return " and ".join(words)
            case Ambiguous(words=words) | Described(words=words) | UnknownName(words=words):
                return words
            case _:
                return ""


class Reply(StrEnum):
    """What kind of reply a message gets. All but an answer are talk."""

    ANSWER = "answer"
    GREET = "greet"  # a greeting, or thanks
    HELP = "help"
    SOURCES = "sources"
    LICENCE = "licence"  # may this be reused: the items say under which terms
    LANGUAGE = "language"  # a question in a language that the corpus is not read in
    AGAIN = "again"  # nothing that can be read as a question: ask again


class Verdict(StrEnum):
    """The reply to "did X say Y?" and to quoted words, where the statement itself bears it out; and a doubt."""

    QUOTED = "yes-quoted"  # with these very words, in quotation marks
    REPORTED = "yes-reported"  # with these words, in the article's own
    ON_RECORD = "on-record"  # on record on this; read the words
    NOT_IN_THESE_WORDS = "not-in-these-words"
    DENIED = "denied"
    NOT_DENIED = "not-denied"
    DECLINED = "declined"
    NOT_SAID = "not-said"
    WAS_ASKED = "asked"  # put as a question
    NOT_BY_THEM = "not-by-them"  # somebody else said it: the items are theirs
    UNCERTAIN = "uncertain"  # what is found may well be on something else


class Reason(StrEnum):
    """Why there is no answer."""

    EMPTY_INDEX = "empty-index"
    SPEAKER_UNKNOWN = "speaker-unknown"  # nobody of that name is in the corpus
    SPEAKER_NOT_QUOTED = "speaker-not-quoted"  # mentioned, never quoted
    SPEAKER_SILENT = "speaker-silent"  # quoted, never on this topic
    NOT_DENIED = "not-denied"  # quoted, but with no denial of it
    SILENT_THERE_AND_THEN = "silent-there-and-then"  # nothing of theirs from that publisher or those days
    NOT_BY_DESCRIBED = "not-by-described"  # nobody whom the description fits is quoted on it
    NOT_THESE_WORDS = "not-these-words"  # nobody, or not whom is asked about, is on record with the quoted words
    NOBODY_SAID = "nobody-said"  # who said …: nobody did
    AMBIGUOUS = "ambiguous"  # the name fits several speakers: ask back
    NOTHING_NEAR = "nothing-near"  # no passage holds it
    NONE_DIRECT = "none-direct"  # only direct quotations are wanted, and there is none
    ALL_SHOWN = "all-shown"  # "what else" when there is nothing else


class Matched(StrEnum):
    """Where an item has the words of the topic."""

    WORDS = "words"
    SENTENCES = "sentences"  # those about the words
    TITLE = "title"
    MEANING = "meaning"  # nowhere: it is similar in meaning


@dataclass(frozen=True, slots=True)
class Item:
    """One statement or passage of an answer, with all that showing and citing it needs.

    ``parts`` are the spans of the exact words in the article, ``context`` the sentences in which they stand,
    ``highlight`` the spans within ``parts`` that answer. ``role`` is the title that the article's time gives
    the speaker. ``run`` are the statements shown together, ``statement`` the one that was found among them:
    what the speaker says in sentences that follow each other. ``beside`` is true for one that is not held for
    a speaker asked about but stands near; ``doubtful`` for one whose speaker is not certain. ``also_in`` are
    other articles with the same statement. ``quotable`` are the spans of ``parts`` that may be shown where no
    licence permits more than a short quotation; empty: all. ``score`` is the calibrated probability that the
    item answers the question, between 0 and 1; ``cosine`` its likeness in meaning.
    """

    article: Article
    parts: tuple[Span, ...]
    context: Span
    statement: Statement | None = None
    run: tuple[Statement, ...] = ()
    passage: Passage | None = None
    speaker: Speaker | None = None
    role: str | None = None
    highlight: tuple[Span, ...] = ()
    score: float = 0.0
    matched: Matched = Matched.MEANING
    cosine: float = 0.0
    also_in: tuple[Article, ...] = ()
    beside: bool = False
    doubtful: bool = False
    quotable: tuple[Span, ...] = ()

    @property
    def texts(self) -> tuple[str, ...]:
        """The exact words that may be shown, a part each."""
        return tuple(part.of(self.article.text) for part in self.quotable or self.parts)

    @property
    def before(self) -> str:
        """The article's words in front of the item's, from the start of their sentences."""
        return self.article.text[self.context.start : min(part.start for part in self.parts)]

    @property
    def after(self) -> str:
        """The article's words behind the item's, to the end of their sentences."""
        return self.article.text[max(part.end for part in self.parts) : self.context.end]


@dataclass(frozen=True, slots=True)
class Abstention:
    """Why the corpus does not answer, and the nearest things that it holds, which are no answer.

    ``topics`` are words that the speakers asked about are on record with. ``undated`` counts the articles with words
    of theirs of which nobody knows whether they are of the days asked about.
    """

    reason: Reason
    nearest: tuple[Item, ...] = ()
    topics: tuple[str, ...] = ()
    undated: int = 0


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back for a question: items, best first, or an abstention, or talk.

    ``confidence`` is the calibrated probability that the corpus holds the answer; below the threshold it is
    an abstention. ``language`` is the ISO 639-1 code of a question in another language. ``sequence`` is the
    state of the index that answered. ``damaged`` counts articles that might have answered and are not what was
    stored, so that nothing of them is shown. ``seconds`` gives the time that each stage took.
    """

    question: Question
    reply: Reply = Reply.ANSWER
    items: tuple[Item, ...] = ()
    abstention: Abstention | None = None
    verdict: Verdict | None = None
    language: str = "en"
    confidence: float = 0.0
    sequence: int = 0
    damaged: int = 0
    seconds: dict[str, float] = field(default_factory=dict, compare=False)

    @property
    def answers(self) -> bool:
        """Whether what was asked is answered, be it by talk: nothing is that is only near, or was not understood."""
        understood = self.reply not in {Reply.LANGUAGE, Reply.AGAIN}
        return understood and not self.abstained and self.verdict is not Verdict.NOT_IN_THESE_WORDS

    @property
    def abstained(self) -> bool:
        """Whether the corpus does not hold the answer."""
        return self.abstention is not None
