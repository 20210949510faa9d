"""Verbs and nouns as the tables have them: what each asserts or denotes, and the complements that carry its content.

The kinds of verbs follow B. Levin, *English Verb Classes and Alternations* (1993), and the reporting verbs of Quirk
et al., *A Comprehensive Grammar of the English Language* (1985), §§ 14.28-35 and 16.30-63; each row names its
section. Verbs of belief, wish and perception are left out on purpose; only what a body expects is its forecast
(``EXPECTING``).
"""

import re
from dataclasses import dataclass
from enum import Flag, StrEnum, auto
from functools import cache

from index.english.tables import table, words_where
from index.models import Act


class Frame(Flag):
    """The complements in which a verb's content may stand."""

    CLAUSE = auto()  # that …, whether …, a bare clause
    QUOTE = auto()  # words in quotation marks
    INFINITIVE = auto()  # to …
    OBJECT = auto()  # a noun phrase, with what follows it: called X a Y, condemned X
    GERUND = auto()  # denied doing


_NO_FRAME = Frame(0)


class VerbKind(StrEnum):
    """The class of a verb; those from ``REGARD`` on report no words by themselves."""

    SAY = "say"
    EXPLAIN = "explain"
    ANSWER = "answer"
    OPINE = "opine"
    INSTRUMENT = "instrument"  # named for the means: email, tweet
    TELL = "tell"
    WARN = "warn"
    ADVISE = "advise"
    COMPLAIN = "complain"
    MANNER = "manner"  # of speaking: shout, whisper
    EXPRESSION = "expression"  # without words: smile, shrug
    TALK = "talk"
    FIND = "find"  # of reports, studies and courts, which speak through their words
    ASK = "ask"
    PREDICT = "predict"
    DENY = "deny"
    ORDER = "order"
    COMMIT = "commit"
    DUB = "dub"
    CHARACTERISE = "characterise"
    JUDGE = "judge"
    CITE = "cite"  # takes up words: an object in quotation marks is what it says
    REGARD = "regard"
    LIGHT = "light"
    REFUSE = "refuse"
    SUPPOSE = "suppose"
    OTHER = "other"


class VerbUse(StrEnum):
    """What else is known of a verb, besides its kind and frames."""

    ADDRESSES = "addresses"  # its object is whoever is spoken to (Levin 37.2, 37.9)
    CONTROLS = "controls"  # its object does what its infinitive says: "ordered her to go", never "ordered to go"
    MEETS = "meets"  # comes upon what another says: "faced accusations of fraud"
    PERSUADES = "persuades"  # its object, if somebody, is who is to answer or to do something (Quirk 16.63)
    ISSUES = "issues"  # brings out a text: "issued a statement saying …" is said by its subject
    QUOTES = "quotes"  # "quoted X as saying": gives the words of its object
    NAMES = "names"  # gives something a name
    DOES = "does"  # may be done to its object as well as said of it
    REGARDS = "regards"  # treats somebody as something, which "as" and quotation marks make a judgement in words
    INTRODUCES = "introduces"  # ends the words that lead up to a quotation
    REALISES = "realises"  # the verb below it came to pass: "went on to say", not "was asked to say"
    EVIDENCES = "evidences"  # of a thing: "it shows that …" says nothing
    SEEMS = "seems"  # of a thing: "the storm threatens to …" says what seems to come
    APPEARS = "appears"  # "speaking to reporters, he …"
    SUPPOSES = "supposes"  # "imagine that she said …"
    REFUSES = "refuses"  # "declined to say"
    AVOIDS = "avoids"  # its gerund does not come to pass, or no more: "avoided saying"
    NEGATES = "negates"  # holds a negation
    REPLIES = "replies"  # asks after what is said, in a question: "how did X react"
    CLOSES = "closes"  # at the end of a question: "is it safe, says X?"
    HOLDS = "holds"  # is an attitude that somebody has said they have: "does X support Y"
    EMPTY = "empty"  # says nothing of what a question is about
    DEED = "deed"  # as an act of its own: "who wrote the report", "who ordered the search"
    MOVES = "moves"  # its object feels something: "what worries Lee"
    GIVES = "gives"  # says something with a noun of speaking: "paid tribute"
    WISHES = "wishes"  # "why does X want …" takes no deed of X for granted
    ASKED = "asked"  # people ask after it: "what did X think", "did X want"


class Denotes(StrEnum):
    """What a common noun stands for when it is said to speak."""

    PERSON = "person"
    RELATIVE = "relative"  # known only through somebody else: "his wife"
    BODY = "body"  # an institution, or a group that acts as one
    TEXT = "text"  # speaks for its author
    WORK = "work"  # of art: its words are nobody's statement
    FIGURE = "figure"  # measures opinion or quantity: its results are findings, nobody's words
    PLACE = "place"
    OTHER = "other"


class NounUse(StrEnum):
    """What else is known of a noun, besides what it denotes."""

    TITLE = "title"  # stands before a name: an office, a rank, an occupation
    HEADS = "heads"  # whoever leads; each may stand for the others
    ATTACHED = "attached"  # makes of a name before it somebody else: "Trump supporters"
    AUDIENCE = "audience"  # those who are told
    SPEAKS_FOR = "speaks_for"  # in the plural, people who speak for the organisation that they are named with
    ACTS_FOR = "acts_for"  # an office of a body or a country, whose holder speaks for it
    FORECASTER_FOR = "forecaster_for"  # in the plural, people who give their organisation's forecast
    PARTISAN = "partisan"  # "the Republican", after a politician was named
    PARTY = "party"  # the letters of a party, whose people are called otherwise: "the GOP nominee" is a Republican
    ORGAN = "organ"  # speaks as the body whose organ it is: "the party's Politburo"
    FIRM = "firm"  # "its maker Acme"
    COMPANY = "company"
    GENERIC = "generic"  # any organisation may be called so: "the group", not "the ministry"
    RULES = "rules"  # stands for the country that it rules
    FORECASTS = "forecasts"  # its business is to forecast, even where it has no name
    CHANNEL = "channel"  # ends the name of an outlet or a programme
    PUBLIC = "public"  # ends the name of an institution or an outlet, not of a company
    IN_NAME = "in_name"  # stands in names of organisations, not of persons
    LEGAL_FORM = "legal_form"
    MEDIUM = "medium"  # somebody speaks through it, and it is no speaker when somebody else is
    PICTURES = "pictures"  # shows what happened, and says nothing: "the video shows him leaving"
    PAGE = "page"  # carries a text of its owner's: "a statement on the X website"
    SPOKEN = "spoken"  # a headline runs a name into it: "Obama Speech"
    SPEECH = "speech"  # its owner is who speaks: "X's position on Y", "remarks by X"
    RAISED = "raised"  # who raises it says it: "raised concerns about the dam"
    VIEWPOINT = "viewpoint"  # "in X's view"
    ISSUED = "issued"  # a headline may say whose own words the whole text is: "Statement by X on Y"


@dataclass(frozen=True, slots=True)
class VerbRow:
    """A row of ``verbs.tsv``. One without an act reports no words. ``past`` holds irregular forms only."""

    word: str
    kind: VerbKind
    frames: Frame = _NO_FRAME
    act: Act | None = None
    prepositions: frozenset[str] = frozenset()
    past: frozenset[str] = frozenset()
    uses: frozenset[VerbUse] = frozenset()
    source: str = ""


@dataclass(frozen=True, slots=True)
class NounRow:
    """A row of ``nouns.tsv``. With an act, its complement clause is content ("his claim that …").

    So is what one of its ``prepositions`` governs ("her demand for a vote").
    ``common`` is the form under which it is compared with others, ``also`` what else its bearer is called: a minister
    a politician, a college a school.
    """

    word: str
    denotes: Denotes
    gender: str | None = None
    act: Act | None = None
    common: str = ""
    also: frozenset[str] = frozenset()
    uses: frozenset[NounUse] = frozenset()
    prepositions: frozenset[str] = frozenset()


class Tells(StrEnum):
    """What an ending tells of a word."""

    PERSON = "person"  # a noun for somebody by what they do: teacher, activist
    LISTED = "listed"  # English has few such nouns, which stand in the table; names are many: Naseer, Zaheer
    VERB = "verb"  # a form of a verb
    SIBILANT = "sibilant"  # takes "es": reaches, goes


@dataclass(frozen=True, slots=True)
class Ending:
    """A row of ``endings.tsv``."""

    word: str
    tells: Tells


@dataclass(frozen=True, slots=True)
class Verb:
    """How a reporting verb behaves. ``prepositions`` head its content when that is a phrase."""

    act: Act
    frames: Frame
    prepositions: frozenset[str] = frozenset()


VERB_ROWS = table("verbs", VerbRow)
NOUN_ROWS = {row.word: row for row in table("nouns", NounRow)}

VERBS = {row.word: Verb(row.act, row.frames, row.prepositions) for row in VERB_ROWS if row.act}
QUOTING = Verb(Act.STATES, Frame.QUOTE)  # "in the words of X"
PHRASING = Verb(Act.STATES, Frame.CLAUSE | Frame.QUOTE)  # "as X put it"
EXPECTING = Verb(Act.PREDICTS, Frame.CLAUSE)  # of organisations, whose expectations are what they published
RAISING = Verb(Act.STATES, Frame.OBJECT)  # "raised concerns about X"
CHARACTERISING = Verb(Act.STATES, _NO_FRAME)  # a verb of regard, in "has gone after her as a 'fraud'"

# nouns whose complement clause is the content ("his claim that …")
NOUNS = {row.word: row.act for row in NOUN_ROWS.values() if row.act}

_ENDINGS = table("endings", Ending)
_PERSON_ENDINGS = tuple(words_where(_ENDINGS, tells=Tells.PERSON))
_LISTED_ENDINGS = tuple(words_where(_ENDINGS, tells=Tells.LISTED))
_SIBILANTS = tuple(words_where(_ENDINGS, tells=Tells.SIBILANT))
# longest first: "saying" ends in "ying"
VERB_ENDINGS = tuple(sorted(words_where(_ENDINGS, tells=Tells.VERB), key=len, reverse=True))
_DOUBLING = re.compile(r"[^aeiou][aeiou][bdglmnpt]$|qu[ai][pt]$")
_SHORT = re.compile(r"(?:qu|[^aeiouq]+)[aeiou][bdglmnpt]")  # one syllable whose last letter is doubled: nod, quip
_PARTICIPLE = re.compile(r"(?:[^a]n|ne|ung)$")  # of an irregular verb: written, gone, sung; but "began"


def verbs_that(use: VerbUse) -> frozenset[str]:
    """The verbs of which something is known."""
    return words_where(VERB_ROWS, uses=use)


def nouns_that(use: NounUse) -> frozenset[str]:
    """The nouns of which something is known."""
    return words_where(NOUN_ROWS.values(), uses=use)


def nouns_for(denoted: Denotes) -> frozenset[str]:
    """The nouns that denote such a thing."""
    return words_where(NOUN_ROWS.values(), denotes=denoted)


MEDIA = nouns_that(NounUse.MEDIUM)
KINDS = {row.word: row.also for row in NOUN_ROWS.values() if row.also and row.denotes is not Denotes.PERSON}
FORECASTERS = nouns_that(NounUse.FORECASTS)
FIGURES = nouns_for(Denotes.FIGURE)
CITING = words_where(VERB_ROWS, kind=VerbKind.CITE) - {"quote"}
TELLING = words_where(VERB_ROWS, kind=VerbKind.TELL)
WRITING = words_where(VERB_ROWS, kind=VerbKind.INSTRUMENT)
JUDGING = words_where(VERB_ROWS, kind=VerbKind.JUDGE)
SPOKESPERSON = "spokesperson"  # the common form of the words for whoever speaks for another
REGARDING = verbs_that(VerbUse.REGARDS)
ADDRESSING = verbs_that(VerbUse.ADDRESSES)
PERSUADING = verbs_that(VerbUse.PERSUADES)
NAMING = verbs_that(VerbUse.NAMES)
DEEDS = verbs_that(VerbUse.DOES)


def denotes_person(word: str) -> bool:
    """Whether a common noun (lower case) denotes a person by what they are or do.

    A noun that is in no table is told by its derivation: teacher, activist, spokeswoman.
    """
    if row := NOUN_ROWS.get(word):
        return row.denotes is Denotes.PERSON
    return word.endswith(_PERSON_ENDINGS) and not word.endswith(_LISTED_ENDINGS)


@cache
def finite_forms(verb: str) -> frozenset[str]:
    """The third person and the past of a verb, with the irregular participle: says, said; writes, wrote, written."""
    irregular: frozenset[str] = next((row.past for row in VERB_ROWS if row.word == verb), frozenset())
    stem = verb[:-1] if verb.endswith("y") and verb[-2] not in "aeou" else ""
    third = plural(verb)
    doubled = {f"{verb}{verb[-1]}ed"} if _DOUBLING.search(verb) else set()  # admitted, but reported
    past = {f"{stem}ied" if stem else f"{verb.removesuffix('e')}ed"} | doubled
    return frozenset({third, *(irregular or past)})


@cache
def past_of(verb: str) -> str:
    """The simple past of a verb: said, wrote, called, admitted."""
    row = next((row for row in VERB_ROWS if row.word == verb), None)
    irregular = sorted(form for form in (row.past if row else ()) if not _PARTICIPLE.search(form))
    if irregular:
        return irregular[0]
    if verb.endswith("e"):
        return f"{verb}d"
    if verb.endswith("y") and verb[-2] not in "aeou":
        return f"{verb[:-1]}ied"
    return f"{verb}{verb[-1]}ed" if _SHORT.fullmatch(verb) else f"{verb}ed"


def lemma_of(form: str) -> str | None:
    """The reporting verb of which a word, in lower case, is a form; None if it is no form of one."""
    return _lemmas().get(form)


@cache
def _lemmas() -> dict[str, str]:
    """Reporting verbs by their forms; a word that is a verb itself is no form of another."""
    lemmas = {verb: verb for verb in VERBS}
    for verb in VERBS:
        stem = verb[:-1] if verb.endswith("e") and not verb.endswith("ee") else verb
        for form in (*finite_forms(verb), past_of(verb), f"{stem}ing", f"{verb}{verb[-1]}ing"):
            lemmas.setdefault(form, verb)
    return lemmas


def plural(noun: str) -> str:
    """The plural of a noun; one that ends in a single "s" stays: reply, replies; remarks, remarks."""
    if noun.endswith("s") and not noun.endswith("ss"):
        return noun
    if noun.endswith("y") and noun[-2] not in "aeou":
        return f"{noun[:-1]}ies"
    return f"{noun}es" if noun.endswith(_SIBILANTS) else f"{noun}s"
