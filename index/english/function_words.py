"""The closed classes of English: articles, pronouns, prepositions, conjunctions, auxiliaries, numerals."""

from dataclasses import dataclass
from enum import StrEnum

from index.english.tables import table, words_where


class WordClass(StrEnum):
    """The classes of function words (Quirk et al. §§ 2.34-45)."""

    ARTICLE = "article"
    DEMONSTRATIVE = "demonstrative"
    PERSONAL = "personal"
    POSSESSIVE = "possessive"
    REFLEXIVE = "reflexive"
    INTERROGATIVE = "interrogative"
    RELATIVE = "relative"
    INDEFINITE = "indefinite"
    QUANTIFIER = "quantifier"
    PREPOSITION = "preposition"
    CONJUNCTION = "conjunction"
    COPULA = "copula"
    AUXILIARY = "auxiliary"
    MODAL = "modal"
    NEGATIVE = "negative"
    NUMERAL = "numeral"
    FRACTION = "fraction"
    ADVERB = "adverb"


class WordUse(StrEnum):
    """What else is known of a function word."""

    ENDS_HEAD = "ends_head"  # behind it stands no more of a role's head: "minister of", "aide to"
    LINKS = "links"  # joins the parts of an organisation's name
    LOCATES = "locates"  # before a place
    POSSIBLE = "possible"  # a modal of possibility: nothing was said
    FUTURE = "future"
    NEVER = "never"
    NOBODY = "nobody"  # as a subject it negates
    THING = "thing"  # stands for a thing
    OBJECT = "object"  # a person as an object
    NARRATES = "narrates"  # opens what the article tells, not the speaker
    SMALL = "small"  # written small in titles
    INDEFINITE = "indefinite"  # before a noun, introduces somebody who is not known yet
    NO_MENTION = "no_mention"  # as a whole mention it stands for no member of the cast
    GRAMMATICAL = "grammatical"  # carries no content of a claim
    INVERTS = "inverts"  # opens a question before its subject
    NO_NAME = "no_name"  # as a subject in a question it is no name
    HEADS_TOPIC = "heads_topic"  # "Lee on trade"
    ADVERBIAL = "adverbial"  # may stand between a subject and its verb
    JOINS = "joins"  # two speakers: "Lee and Orr"
    UNFINISHED = "unfinished"  # ends no name
    POINTS_BACK = "points_back"  # leans on the question before
    OPENS = "opens"  # joins a question to the one before
    WITH_ELSE = "with_else"  # "anything else"
    BACK = "back"  # stands for the topic before: "about that"
    DATES = "dates"  # before a period
    FILLER = "filler"  # no word of a question's topic
    BETWEEN = "between"  # may stand between a verb of speaking and what was said: "said that", "told them"
    RECENT = "recent"  # asks for the newest first
    PRINTED = "printed"  # before a publisher: "in the Sample Gazette"
    WHERE = "where"  # before the name of the place where something happens
    OPENS_CLAUSE = "opens_clause"  # begins a clause, before which a long sentence may be cut
    SHARED = "shared"  # is a word of another language too: German "was", Italian "me"
    WITHIN = "within"  # before a text or an event in which something is said
    ANYBODY = "anybody"  # with a clause behind it, whoever it may be: "those who say"
    TALLIES = "tallies"  # in the plural an uncertain number: "dozens"


@dataclass(frozen=True, slots=True)
class FunctionWord:
    """A row of ``function_words.tsv``. ``gender`` is "f" or "m", ``person`` 1 or 2, ``value`` a number's."""

    word: str
    classes: frozenset[WordClass]
    gender: str | None = None
    person: int | None = None
    value: int | None = None
    uses: frozenset[WordUse] = frozenset()


FUNCTION_WORDS = table("function_words", FunctionWord)
NUMBERS = {row.word: row.value for row in FUNCTION_WORDS if row.value}


def words_of_class(*classes: WordClass) -> frozenset[str]:
    """The words of any of the classes."""
    return frozenset(row.word for row in FUNCTION_WORDS if not row.classes.isdisjoint(classes))


def words_that(use: WordUse) -> frozenset[str]:
    """The words of which something is known."""
    return words_where(FUNCTION_WORDS, uses=use)


def first_person() -> frozenset[str]:
    """I, we and their forms."""
    return words_where(FUNCTION_WORDS, person=1)


def second_person() -> frozenset[str]:
    """You and its forms."""
    return words_where(FUNCTION_WORDS, person=2)


def gendered_pronouns() -> dict[str, str]:
    """Pronouns that tell a gender, in all forms, with "f" or "m"."""
    return {row.word: row.gender for row in FUNCTION_WORDS if row.gender}
