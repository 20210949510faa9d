"""Reporting verbs and nouns by class, with what each asserts and the complements that carry its content.

The classes follow the verbs of communication in B. Levin, *English Verb Classes and Alternations*
(1993), chapters 37 (say, tell, complain, advise, manner of speaking, instrument) and 33 (judgement),
and the reporting verbs of Quirk et al., *A Comprehensive Grammar of the English Language* (1985),
§§ 14.28-35 and 16.30-63. Verbs of belief, wish and perception are left out on purpose; only what a body expects is
its forecast (``EXPECTING``).
"""

import re
from dataclasses import dataclass
from enum import Flag, auto

from index.models import Act


class Frame(Flag):
    """The complements in which a verb's content may stand."""

    CLAUSE = auto()  # that …, whether …, a bare clause
    QUOTE = auto()  # words in quotation marks
    INFINITIVE = auto()  # to …
    OBJECT = auto()  # a noun phrase, with what follows it: called X a Y, condemned X
    GERUND = auto()  # denied doing


@dataclass(frozen=True, slots=True)
class Verb:
    """How a reporting verb behaves. ``prepositions`` head its content when that is a phrase."""

    act: Act
    frames: Frame
    prepositions: frozenset[str] = frozenset()


_SAYING = Frame.CLAUSE | Frame.QUOTE


def _class(words: str, frames: Frame, act: Act = Act.STATES, prepositions: str = "") -> dict[str, Verb]:
    verb = Verb(act, frames, frozenset(prepositions.split()))
    return dict.fromkeys(words.split(), verb)


VERBS: dict[str, Verb] = {
    # say verbs (37.7) and plain reporting
    **_class(
        """say state add note remark observe mention comment explain clarify continue conclude reiterate repeat stress
        emphasize emphasise underline underscore highlight assert affirm claim contend maintain argue insist aver
        profess allege reason recall recount relate reveal disclose divulge report announce proclaim declare
        acknowledge admit concede confess confirm attest testify swear certify post tweet retweet write email text
        blog reply respond answer retort counter rejoin interject interrupt quip joke jest kid muse ponder
        volunteer elaborate specify stipulate posit opine editorialize editorialise intone enthuse gush rave
        imply hint intimate suggest indicate signal signify assure inform notify remind tell brief advise apprise
        reassure convince warn caution alert forewarn vow pledge promise guarantee bet wager boast brag crow gloat
        complain grumble gripe whine moan lament bemoan rue fret fume rail rant thunder protest object counter
        argue charge theorize theorise speculate surmise estimate calculate reckon figure declaim pronounce
        preach lecture summarize summarise""",
        _SAYING,
    ),
    # manner of speaking (37.3) and nonverbal expression: they introduce quotations
    **_class(
        """shout yell scream shriek cry holler bellow roar bark snap growl snarl hiss whisper murmur mutter mumble
        stammer stutter drawl sigh sob groan grunt chant sing laugh chuckle giggle smile grin shrug nod
        exclaim gasp blurt chime wonder deadpan crack go agree disagree disclose begin finish close start open
        sum scoff sneer sniff bristle""",
        Frame.QUOTE,
    ),
    **_class("exclaim agree disagree dispute scoff", _SAYING),
    **_class("wonder", _SAYING, Act.ASKS),
    # findings of reports, studies and courts, which speak through their words
    **_class("find show conclude discover rule", Frame.CLAUSE),
    **_class("read", _SAYING),
    # enquire verbs (37.1)
    **_class("ask inquire enquire query question", _SAYING | Frame.OBJECT, Act.ASKS, "about whether"),
    # predict verbs (29.5) where words are reported
    **_class("predict forecast foresee prophesy foretell project", _SAYING | Frame.OBJECT, Act.PREDICTS),
    # denial
    **_class("deny", _SAYING | Frame.OBJECT | Frame.GERUND, Act.DENIES),
    **_class("refute rebut repudiate disavow disclaim contradict", _SAYING | Frame.OBJECT, Act.DENIES),
    # verbs of order, request and advice, chapters 60 and 37.9
    **_class(
        "urge order command instruct direct request implore beg beseech plead entreat exhort press advise counsel",
        _SAYING | Frame.INFINITIVE | Frame.OBJECT,
        Act.ORDERS,
        "for",
    ),
    **_class("tell", _SAYING | Frame.INFINITIVE),
    **_class("encourage invite", Frame.INFINITIVE, Act.ORDERS),
    **_class("ask", _SAYING | Frame.OBJECT | Frame.INFINITIVE, Act.ASKS, "about whether for"),
    **_class("proclaim announce declare", _SAYING | Frame.OBJECT | Frame.INFINITIVE),
    **_class("demand propose", _SAYING | Frame.INFINITIVE | Frame.OBJECT, Act.ORDERS),
    **_class("recommend", _SAYING | Frame.INFINITIVE, Act.ORDERS),
    # commissives
    **_class("vow pledge promise threaten offer swear", _SAYING | Frame.INFINITIVE),
    **_class("promise pledge vow announce", _SAYING | Frame.INFINITIVE | Frame.OBJECT),
    # characterise (29.2), judgement (33) and dub (29.3) verbs: the object is what is said of it
    **_class("call term dub label brand deem style", Frame.OBJECT | Frame.QUOTE, Act.STATES, "for on"),
    **_class("describe characterize characterise portray depict liken compare", Frame.OBJECT, Act.STATES, "as to"),
    **_class("rate rank", Frame.OBJECT, Act.STATES, "as among"),
    **_class(
        """accuse blame fault criticize criticise condemn denounce decry deplore deride lambaste lambast blast slam
        rebuke reprimand chide chastise castigate censure assail attack mock ridicule disparage belittle
        praise hail laud tout applaud commend congratulate thank salute extol welcome dismiss reject""",
        Frame.OBJECT | Frame.QUOTE,
        Act.STATES,
        "of for as",
    ),
    **_class(
        "reiterate stress emphasize emphasise underline underscore highlight cite voice express acknowledge concede"
        " confirm",
        _SAYING | Frame.OBJECT,
    ),
    # content in a prepositional phrase
    **_class("warn caution", _SAYING | Frame.INFINITIVE, Act.STATES, "of against about"),
    **_class("complain boast brag joke quip lament", _SAYING, Act.STATES, "about of"),
    **_class("insist", _SAYING, Act.STATES, "on upon"),
    **_class("point", _SAYING, Act.STATES, "to"),
    **_class("quote", Frame.QUOTE),
    **_class("apologize apologise", _SAYING, Act.STATES, "for to"),
    **_class("speak talk", Frame.QUOTE),
    **_class("echo invoke reference", Frame.QUOTE),
}

QUOTING = Verb(Act.STATES, Frame.QUOTE)  # "in the words of X"
PHRASING = Verb(Act.STATES, _SAYING)  # "as X put it"
EXPECTING = Verb(Act.PREDICTS, Frame.CLAUSE)  # of organisations, whose expectations are what they published
CHARACTERISING = Verb(Act.STATES, Frame(0))  # a verb of regard, in "has gone after her as a 'fraud'"

# Nouns whose complement clause is the content ("his claim that …"), as derived from the verbs above.
NOUNS: dict[str, Act] = {
    **dict.fromkeys(
        """statement remark comment claim allegation assertion accusation contention argument announcement declaration
        admission acknowledgement confession complaint warning assurance insistence observation suggestion
        explanation testimony boast""".split(),
        Act.STATES,
    ),
    **dict.fromkeys("promise pledge vow threat".split(), Act.STATES),
    **dict.fromkeys("prediction forecast".split(), Act.PREDICTS),
    **dict.fromkeys("denial".split(), Act.DENIES),
    **dict.fromkeys("demand request plea recommendation".split(), Act.ORDERS),
}

# Texts and occasions through which somebody speaks: not speakers when somebody else is.
MEDIA = frozenset(
    """statement tweet letter email e-mail post message interview speech address briefing release memo report
    article column editorial book memoir testimony remarks comments transcript video recording filing
    lawsuit complaint affidavit opinion ruling""".split()
)

# Bodies whose business it is to forecast, where they have no name.
FORECASTERS = frozenset("agency bank bureau company department firm fund institute ministry office".split())

# What measures opinion or quantity: its results are findings, nobody's words.
FIGURES = frozenset("poll survey estimate figure number statistic datum result vote".split())

# Verbs that take up words: an object in quotation marks is what they say.
CITING = frozenset({"echo", "invoke", "reference"})

# Verbs that treat somebody as something, which "as" and quotation marks make a judgement in words.
REGARDING = frozenset(
    """regard view see treat admire paint cast portray frame peg go pound hammer rip tear target hit revile
    denigrate""".split()
)

# Verbs of saying whose object is whoever is spoken to (Levin 37.2, 37.9).
ADDRESSING = frozenset(
    """tell inform notify apprise brief assure reassure remind convince warn caution alert forewarn advise ask answer
    encourage invite""".split()
)

# Verbs that give something a name, and verbs that may be done to it as well as said of it.
NAMING = frozenset("call dub term label brand style".split())
DEEDS = frozenset("attack blast hit order project dismiss".split())

# Common nouns for persons: by their derivation (teacher, activist, spokeswoman), and those without one.
_PERSON_ENDING = re.compile(r"(?:er|or|ist|ian|man|woman|person|ee|crat|ant|eur)$")
_NO_PERSONS = frozenset(
    """letter paper newspaper number matter order chapter offer center centre factor sector error power tower border
    quarter corner disaster weather water summer winter dinner computer server folder register career terror
    committee fee degree guarantee jubilee coffee restaurant plant grant covenant constant remnant variant""".split()
)
_PERSONS = frozenset(
    """president student agent superintendent correspondent resident respondent opponent proponent client patient
    expert critic guest host judge witness chief boss pilot nurse king queen pope monk nun guard mechanic scholar
    academic politician lawmaker diplomat envoy aide ally rival leader head chair victim survivor migrant refugee
    veteran volunteer official athlete executive detective representative waitress widow bishop priest captain pundit
    columnist mogul billionaire millionaire heir fan""".split()
)


def denotes_person(word: str) -> bool:
    """Whether a common noun (lower case) denotes a person by what they are or do."""
    return word in _PERSONS or (bool(_PERSON_ENDING.search(word)) and word not in _NO_PERSONS)
