"""The words of a question, and the classes of English words by which its parts are told."""

import re
from dataclasses import dataclass

from index.english import names
from index.english.function_words import FUNCTION_WORDS, WordClass, WordUse, words_of_class, words_that
from index.english.lexicon import (
    NOUN_ROWS,
    VERB_ENDINGS,
    VERB_ROWS,
    VERBS,
    Denotes,
    Frame,
    NounUse,
    VerbKind,
    VerbRow,
    VerbUse,
    denotes_person,
    finite_forms,
    nouns_for,
    nouns_that,
    plural,
    verbs_that,
)
from index.english.names import ROLE_WORDS
from index.english.stances import stances
from index.english.tables import alternatives
from index.english.titles import HEADS
from index.models import Act

_WORD = re.compile(r"[\w$%]+(?:[.'’&-]\w+)*", re.UNICODE)
_ASKING = words_of_class(WordClass.INTERROGATIVE)
_POSSESSIVE = re.compile(r"[’']s?$")
_CONTRACTED = re.compile(rf"^({alternatives(_ASKING)})s$")  # as people type it: "whats"
_SAYING_LITTLE = frozenset(
    {
        VerbKind.MANNER,
        VerbKind.EXPRESSION,
        VerbKind.REGARD,
        VerbKind.FIND,
        VerbKind.SUPPOSE,
        VerbKind.LIGHT,
        VerbKind.OTHER,
    }
)
_SAY = finite_forms("say") | {"say"}


def _forms(verbs: frozenset[str]) -> frozenset[str]:
    return verbs | {form for verb in verbs for form in finite_forms(verb)}


def _is_deed(row: VerbRow) -> bool:
    """Whether people ask of a verb what was done, not what was said: "how did he plead"."""
    return VerbUse.DEED in row.uses and VerbUse.ASKED not in row.uses


def _with_plurals(nouns: frozenset[str]) -> frozenset[str]:
    return nouns | {plural(noun) for noun in nouns}


def _same_titles() -> tuple[frozenset[str], ...]:
    """The words for one office: senator, sen; whoever leads."""
    rows = [row for row in ROLE_WORDS if row.common]
    offices = {row.common for row in rows}
    groups = [frozenset({office, *(row.word for row in rows if row.common == office)}) for office in sorted(offices)]
    return (*groups, HEADS | {"ceo"})


AUXILIARIES = words_that(WordUse.INVERTS)
SUPPORT = frozenset({"did", "does", "do"})  # what stands between them and a bare verb is a subject
COPULAS = frozenset({"is", "was", "were", "are"})
PRONOUNS = words_that(WordUse.NO_NAME) | {"people"}
PARTICLES = frozenset({"off", "up", "out", "down"})
PREPOSITIONS = words_of_class(WordClass.PREPOSITION)
OWNERS = words_of_class(WordClass.POSSESSIVE)
DETERMINERS = words_of_class(WordClass.ARTICLE) | OWNERS
# nouns whose owner is who speaks: "X's position on Y", "remarks by X"
SPEECH_NOUNS = _with_plurals(nouns_that(NounUse.SPEECH))
# verbs of asking after a person, besides those that report speech
PLAIN_VERBS = verbs_that(VerbUse.ASKED)
HEADLINE = words_that(WordUse.HEADS_TOPIC)
SPEAKING = frozenset(word for word, verb in VERBS.items() if Frame.CLAUSE in verb.frames)
REPLYING = verbs_that(VerbUse.REPLIES)
# verbs that ask for words by themselves: no shout or shrug, nothing that may be done as well ("take", "support") and
# nothing that only introduces a quotation ("begin", "go")
TELLING = REPLYING | {
    form
    for row in VERB_ROWS
    if row.kind not in _SAYING_LITTLE and row.frames & ~Frame.QUOTE and not _is_deed(row)
    for form in (row.word, *row.past)
}
ATTITUDES = verbs_that(VerbUse.HOLDS)
WISHES = verbs_that(VerbUse.WISHES)
# what goes on in somebody, which others know from their words: "who thinks …", "who fears …"
MINDING = {form for verb in ATTITUDES | WISHES for form in (verb, *finite_forms(verb))}
# verbs of which a question may want to know who did it, whatever was said: "who wrote the act"
DEEDS = {form for verb in verbs_that(VerbUse.DEED) for form in (verb, *finite_forms(verb))}
# verbs whose object feels something: "what worries X"
MOVING = {form for verb in verbs_that(VerbUse.MOVES) for form in (verb, *finite_forms(verb))}
# verbs that say something together with a noun of speaking: "paid tribute", "gave a warning"
GIVING = {form for verb in verbs_that(VerbUse.GIVES) for form in (verb, *finite_forms(verb))}
# verbs of judging somebody in words, whose object tells what was said: "who criticised the plan"
JUDGING = frozenset(
    word for word, verb in VERBS.items() if Frame.OBJECT in verb.frames and Frame.CLAUSE not in verb.frames
)
QUESTION_WORDS = frozenset(form for word in _ASKING for form in (word, f"{word}'s", f"{word}’s"))
STANCES = stances()
DENYING = frozenset(word for word, verb in VERBS.items() if verb.act is Act.DENIES)
# what somebody does who does not say it: "what did X decline to say"
REFUSING = _forms(verbs_that(VerbUse.REFUSES))
FILLER = words_that(WordUse.FILLER) | _SAY | _forms(verbs_that(VerbUse.EMPTY)) | QUESTION_WORDS | {"please"}
IRREGULAR = frozenset(form for row in VERB_ROWS if row.word in SPEAKING | REPLYING for form in row.past)
INFLECTED = frozenset(form for row in VERB_ROWS for form in row.past)
_SPEAKERS = nouns_for(Denotes.BODY) | nouns_for(Denotes.RELATIVE) | nouns_for(Denotes.TEXT)
CLOSING = frozenset(form for verb in verbs_that(VerbUse.CLOSES) for form in finite_forms(verb)) | {"say"}
VIEWPOINTS = nouns_that(NounUse.VIEWPOINT)
_NEGATING = words_of_class(WordClass.NEGATIVE) | _forms(verbs_that(VerbUse.NEGATES) | {"fail"})
NEGATION = re.compile(rf"\b(?:{alternatives(_NEGATING)})\b|n[’']t\b", re.IGNORECASE)
ADVERBS = words_that(WordUse.ADVERBIAL) | {"say", "says"}
# what may follow a name without making it another's: "the UK government", "Boeing company", but not "Paris police"
PUBLIC_BODIES = (nouns_for(Denotes.BODY) & nouns_that(NounUse.PUBLIC)) - nouns_that(NounUse.RULES)
ORGANISATIONS = nouns_for(Denotes.BODY) - PUBLIC_BODIES
# nouns that make of a name before them somebody else: "Stein's mother", "Trump supporters"
RELATIONS = _with_plurals(nouns_that(NounUse.ATTACHED) | nouns_for(Denotes.RELATIVE))
SAME_TITLES = _same_titles()
JOINING = words_that(WordUse.JOINS)
SUFFIXES = names.SUFFIXES
NEVER_LAST = words_that(WordUse.UNFINISHED) | _SAY | QUESTION_WORDS
_SMALL = frozenset(row.word for row in FUNCTION_WORDS)
NEVER_FIRST = NEVER_LAST - {"the", "a", "an"}
NEVER_ALONE = NEVER_LAST | AUXILIARIES | PLAIN_VERBS | SPEAKING | PRONOUNS


ACCORDING = re.compile(r"\bac+o?r?di+ng to\b", re.IGNORECASE)  # as people type it
COMPARING = re.compile(r"^\W*(?:compare|(?:the |what(?:'s| is) the )?differences? between)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Word:
    """A word of the question with its place; ``comma`` and ``colon`` if one follows, ``last`` of its sentence.

    A dash between blanks counts as a colon.
    """

    text: str
    low: str
    start: int
    end: int
    comma: bool
    colon: bool = False
    last: bool = False

    @property
    def plain(self) -> str:
        """In lower case, an auxiliary without its "n't"."""
        return re.sub(r"n[’']t$", "", self.low)

    @property
    def owner(self) -> bool:
        """Whether it is a possessive."""
        return _POSSESSIVE.search(self.text) is not None

    @property
    def bare(self) -> str:
        """In lower case, without the ending of a possessive."""
        return _POSSESSIVE.sub("", self.low)


def words_of(text: str) -> list[Word]:
    """The words of a question."""
    found = list(_WORD.finditer(text))
    words = []
    for match in found:
        rest = text[match.end() :]
        possessive = re.match(r"[’'](?=\s|$)", rest) if match.group().endswith("s") else None
        end = match.end() + (1 if possessive else 0)
        low = _CONTRACTED.sub(r"\1's", match.group().lower())
        comma, colon = rest.startswith(","), rest.startswith((": ", " - ", " – ", " — "))
        last = rest.startswith(("?", "!", ". "))
        words.append(Word(text[match.start() : end], low, match.start(), end, comma, colon, last))
    return words


def is_reporting(word: str) -> bool:
    """Whether a word, in lower case, is a form of a verb of speaking."""
    return bool({word, base_of(word)} & (SPEAKING | REPLYING | IRREGULAR))


def base_of(word: str) -> str:
    """A verb without its ending: said by "saying", "tweeted"."""
    for ending in VERB_ENDINGS:
        if word.endswith(ending) and len(word) > len(ending) + 2:
            stem = word[: -len(ending)]
            whole = f"{stem}y" if ending == "ying" else f"{stem[:-1]}y" if stem.endswith("i") else stem
            for base in (stem, f"{stem}e", whole, stem[:-1] if stem[-2:-1] == stem[-1] else stem):
                if base in VERBS or base in PLAIN_VERBS:
                    return base
    return word


def is_verb(word: str) -> bool:
    """Whether a word, in lower case, is an inflected form of a verb of the table: "made", "worries"."""
    return word in INFLECTED or (base_of(word) != word and base_of(word) in VERBS.keys() | PLAIN_VERBS)


def singulars(noun: str) -> tuple[str, ...]:
    """A noun as it stands and what it may be the plural of: companies, companie, company."""
    return (noun, noun.removesuffix("s"), f"{noun.removesuffix('ies')}y" if noun.endswith("ies") else noun)


def is_noun(word: str) -> bool:
    """Whether a word, in lower case and in any number, is a common noun of the table."""
    return not NOUN_ROWS.keys().isdisjoint(singulars(word))


def may_speak(noun: str) -> bool:
    """Whether a common noun, in lower case and in any number, stands for somebody who may say something."""
    return any(denotes_person(form) or form in _SPEAKERS for form in singulars(noun))


def is_english(word: str) -> bool:
    """Whether questions are put with a word, in lower case: a small one, or a verb of speaking or asking."""
    return word in FILLER or word in _SMALL or bool({word, base_of(word)} & (VERBS.keys() | PLAIN_VERBS))
