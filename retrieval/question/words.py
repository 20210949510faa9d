"""The words of a question, and the classes of English words by which its parts are told."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from index.english.lexicon import VERBS, Frame

_WORD = re.compile(r"[\w$%]+(?:[.'’&-]\w+)*", re.UNICODE)

AUXILIARIES = frozenset("did does do has have had is was were are would will can could should".split())
SUPPORT = frozenset("did does do".split())  # what stands between them and a bare verb is a subject
COPULAS = frozenset("is was were are".split())
PRONOUNS = frozenset(
    """he she they it we i you anyone anybody nobody someone somebody people everyone there this that these
    those""".split()
)
FILLER = frozenset(
    """what who whom whose which when where why how did does do has have had is was were are be been being would will
    can could should the a an of to in on at for from by with and or about his her its their he she it they him them
    say said says saying tell told think thinks thought make made give gave get that this these those there ever
    really according regarding concerning re than then as if so any anything something some all s t me us you i please
    own opinion versus vs what's who's how's""".split()
)
DETERMINERS = frozenset("the a an his her their its".split())
# nouns whose owner is who speaks: "X's position on Y", "remarks by X"
SPEECH_NOUNS = frozenset(
    """answer apology argument claim comment comments denial excuse explanation insult insults joke opinion pitch plan
    plans position prediction priority promise promises quote quotes reaction reasoning remark remarks reply response
    stance statement statements take thoughts tweet tweets view views warning words goal proposal message verdict
    criticism reason reasons""".split()
)
# plain verbs of asking after a person, besides the verbs that report speech
PLAIN_VERBS = frozenset(
    """say think feel mean believe reckon want like hate love plan go do make give get put take see know expect hope
    call tell ask respond react reply answer compare liken defend criticise criticize attack excuse describe predict
    promise deny grade rate rank throw rule praise blame accuse admit confess apologise apologize mention talk speak
    write tweet use joke suggest propose recommend support oppose endorse back reject refuse agree disagree
    explain justify handle hit fire play view consider regard find learn look come try keep let need vow swear urge
    demand insist argue claim reveal confirm announce acknowledge dismiss dispute doubt fear worry warn recall
    remember wish threaten offer""".split()
)
# verbs of an attitude that somebody has said they have: "does X support Y"
ATTITUDES = frozenset(
    """think feel believe reckon like hate love want support oppose endorse back favour favor agree disagree approve stand
    differ view regard consider expect see make""".split()
)
HEADLINE = frozenset("on about over regarding re".split())
SPEAKING = frozenset(word for word, verb in VERBS.items() if Frame.CLAUSE in verb.frames) - {"head", "report"} | {
    "report"
}
REPLYING = frozenset("call tell ask respond react reply answer liken compare describe talk speak".split())
IRREGULAR = frozenset("said told wrote written spoke spoken swore".split())
CLOSING = frozenset("says said say argues claims thinks".split())
VIEWPOINTS = frozenset("view opinion eyes words mind telling account".split())
# verbs of judging somebody in words, whose object tells what was said: "who criticised the plan"
JUDGING = frozenset(
    word for word, verb in VERBS.items() if Frame.OBJECT in verb.frames and Frame.CLAUSE not in verb.frames
)
ADVERBS = frozenset("ever really actually also first last still just even once only not to say says".split())
# what may follow an organisation's name without making it another's
ORGANISATIONS = frozenset(
    """union company campaign bank party government administration office department team agency group ministry
    newspaper paper magazine committee council board commission court
    association institute university police army""".split()
)
# nouns that make of a name before them somebody else: "Stein's mother", "Trump supporters"
RELATIONS = frozenset(
    """mother father wife husband son daughter brother sister boss head aide aides ally allies supporter supporters
    voters fan fans critic critics lawyer lawyers officer officers official officials staff camp side people
    friend friends professor doctor teacher reporter owner member members leader leaders""".split()
)
SAME_TITLES = (
    frozenset("congressman congresswoman rep representative".split()),
    frozenset("senator sen".split()),
    frozenset("governor gov".split()),
    frozenset("general gen".split()),
    frozenset("boss ceo chief head".split()),
)
JOINING = frozenset("and or versus vs with".split())
SUFFIXES = frozenset({"jr", "sr", "ii", "iii", "iv"})
QUESTION_WORDS = frozenset("what who whom whose which when where why how what's who's how's what’s who’s how’s".split())
NEVER_LAST = (
    frozenset("the a an of to in on at for from by with and or about said says say that is was did has".split())
    | QUESTION_WORDS
)
NEVER_FIRST = NEVER_LAST - {"the", "a", "an"}
NEVER_ALONE = NEVER_LAST | AUXILIARIES | PLAIN_VERBS | SPEAKING | PRONOUNS


@dataclass(frozen=True, slots=True)
class Word:
    """A word of the question with its place; ``comma`` if one follows."""

    text: str
    low: str
    start: int
    end: int
    comma: bool

    @property
    def plain(self) -> str:
        """In lower case, an auxiliary without its "n't"."""
        return re.sub(r"n[’']t$", "", self.low)

    @property
    def owner(self) -> bool:
        """Whether it is a possessive."""
        return bool(re.search(r"[’']s?$", self.text))


def words_of(text: str) -> list[Word]:
    """The words of a question."""
    found = list(_WORD.finditer(text))
    words = []
    for match in found:
        rest = text[match.end() :]
        possessive = re.match(r"[’'](?=\s|$)", rest) if match.group().endswith("s") else None
        end = match.end() + (1 if possessive else 0)
        words.append(Word(text[match.start() : end], match.group().lower(), match.start(), end, rest.startswith(",")))
    return words


def is_reporting(word: str) -> bool:
    """Whether a word, in lower case, is a form of a verb of speaking."""
    return bool({word, base_of(word)} & (SPEAKING | REPLYING | IRREGULAR))


def asks_after_words(words: Sequence[Word]) -> bool:
    """Whether "who …" asks who said something: its verb is one of speaking, or "whose" owns a noun of speaking."""
    if words[0].low == "whose":
        return any(word.low in SPEECH_NOUNS for word in words[1:3])
    verb = next((w.low for w in words[1:4] if w.low not in ADVERBS | AUXILIARIES or w.low in SPEAKING), "")
    return is_reporting(verb) or verb in JUDGING or base_of(verb) in JUDGING


def base_of(word: str) -> str:
    """A verb without its ending: said by "saying", "tweeted"."""
    for ending in ("ying", "ing", "ed", "es", "s"):
        if word.endswith(ending) and len(word) > len(ending) + 2:
            stem = word[: -len(ending)]
            for base in (stem, f"{stem}e", f"{stem}y" if ending == "ying" else stem):
                if base in VERBS or base in PLAIN_VERBS:
                    return base
    return word


def is_english(word: str) -> bool:
    """Whether a word, in lower case, is one of those by which questions are put: a verb of speaking or asking, or small."""
    return word in FILLER or word in AUXILIARIES or bool({word, base_of(word)} & (VERBS.keys() | PLAIN_VERBS))
