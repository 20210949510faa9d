"""Names as written: honorifics off, possessives off, parts told apart, and what a given name tells of gender."""

import re
import unicodedata
from collections import Counter
from dataclasses import dataclass
from functools import cache

from index.english.lexicon import denotes_person

HONORIFICS = {
    "mr": "m", "sir": "m", "lord": "m", "mrs": "f", "ms": "f", "miss": "f", "madam": "f", "dame": "f", "lady": "f",
    "dr": None, "prof": None, "professor": None, "rev": None, "reverend": None, "hon": None, "st": None,
}  # fmt: skip
TITLES = frozenset(
    """president vice prime minister premier chancellor king queen prince princess pope archbishop bishop cardinal
    imam rabbi pastor senator sen representative rep congressman congresswoman governor gov lieutenant lt mayor
    ambassador secretary general gen colonel col major maj captain capt sergeant sgt admiral adm officer chief
    judge justice attorney speaker chairman chairwoman chair director commissioner sheriff detective inspector
    minister deputy assistant former ex acting candidate nominee spokesman spokeswoman spokesperson coach manager
    cllr councillor ombudsman del delegate assemblyman councilman councilwoman alderman
    executive ceo founder analyst economist lawyer activist author actor actress singer""".split()
)
_SUFFIXES = frozenset({"jr", "sr", "ii", "iii", "iv"})  # part of the name
_LETTERS = frozenset({"esq", "md", "phd", "kc", "qc", "sc", "mp", "mep", "obe"})  # behind it
_PARTICLES = frozenset({"al", "el", "bin", "ibn", "van", "von", "de", "da", "di", "del", "der", "la", "le", "abu"})
_CLEAR_SHARE = 0.75  # of the lists that hold a given name: from here on it tells the gender
_PREPOSITIONS = frozenset({"of", "for", "and", "on", "to", "at"})
_LEADING = frozenset({"a", "an", "the", "and"})
_POSSESSIVE = re.compile(r"[’']s?$")
_ARTICLES = re.compile(r"^(?:the|a|an)\s+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Name:
    """A person's name: ``given`` is empty where only a surname is written."""

    full: str
    given: str
    surname: str
    gender: str | None = None


def parse_name(words: str) -> Name | None:
    """The parts of a name as written, honorific and titles left out; None if nothing is left."""
    kept: list[str] = []
    gender = None
    written = _after_title(_POSSESSIVE.sub("", words.strip()).split())
    for word, following in zip(written, [*written[1:], ""], strict=True):
        bare = word.strip(".,()").lower()
        if not kept and bare in HONORIFICS:
            gender = HONORIFICS[bare] or gender
        elif _is_left_out(bare, following) or word == bare if not kept else bare in _LETTERS:
            continue
        elif kept and bare in _SUFFIXES:
            kept.append(word)
        elif re.search(r"\w", word):
            kept.append(word.strip(",()"))
    if all(word.isupper() for word in kept if len(word) > 2) and max(map(len, kept), default=0) > 3:
        kept = [word.title() for word in kept]  # as transcripts write it
    core = [word for word in kept if word.strip(".").lower() not in _SUFFIXES]
    if not core:
        return None
    surname = core[-1]
    given = core[0] if len(core) > 1 and core[0].lower().strip("-") not in _PARTICLES else ""
    return Name(" ".join(kept), given, surname, gender)


def _is_left_out(bare: str, following: str) -> bool:
    """Whether a word before a name is no part of it: an article, a title, an occupation."""
    return bare in _LEADING or bare in TITLES or (_is_occupation(bare) and is_given_name(following))


def _is_occupation(word: str) -> bool:
    """A word for what somebody does, as before a name; "Peter" and "Brian" end like one."""
    return denotes_person(word) and not is_given_name(word)


def _after_title(written: list[str]) -> list[str]:
    """From the given name on that follows a title: "Ohio Governor Ann Lee", "Secretary of State Ann Lee"."""
    inner = [i for i, word in enumerate(written) if word in _PREPOSITIONS or (i and word.lower().strip(".") in TITLES)]
    names = [i for i, word in enumerate(written[:-1]) if inner and i > inner[-1] and is_given_name(word)]
    return written[names[0] :] if names else written


def is_suffix(word: str) -> bool:
    """Whether a word stands behind names without being part of them (Jr, KC, MP)."""
    return word.lower().strip(".") in _SUFFIXES | _LETTERS


def bare_surname(surname: str) -> str:
    """Without an article or particle that is written with a hyphen: al-Mekdad, Mekdad."""
    head, hyphen, tail = surname.partition("-")
    return tail if hyphen and head.lower() in _PARTICLES else surname


def plain(words: str) -> str:
    """An organisation's name without its article and possessive."""
    return _POSSESSIVE.sub("", without_article(words.strip())).strip()


def without_article(words: str) -> str:
    """A noun phrase without "the", "a" or "an" before it."""
    return _ARTICLES.sub("", words)


def given_gender(given: str) -> str | None:
    """ "f" or "m" if a given name is borne mostly by one of the two, else None.

    Counted over the name lists of Faker's locales (censuses and statistics offices of some sixty
    countries); of a double name the first part counts ("Mary-Lou").
    """
    feminine, masculine = _given_names()
    for name in (_bare(given), _bare(given.partition("-")[0])):
        total = feminine[name] + masculine[name]
        if total:
            share = feminine[name] / total
            return "f" if share >= _CLEAR_SHARE else "m" if share <= 1 - _CLEAR_SHARE else None
    return None


def is_given_name(word: str) -> bool:
    """Whether a word is a given name somewhere."""
    return any(_bare(word) in names for names in _given_names())


@cache
def _given_names() -> tuple[Counter[str], Counter[str]]:
    """In how many locales each given name is a woman's and a man's."""
    from importlib import import_module  # noqa: PLC0415
    from pkgutil import iter_modules  # noqa: PLC0415

    from faker.providers import person  # noqa: PLC0415 - only a run that indexes needs it

    counted: tuple[Counter[str], Counter[str]] = (Counter(), Counter())
    for locale in iter_modules(person.__path__):
        provider = import_module(f"{person.__name__}.{locale.name}").Provider
        for counter, attribute in zip(counted, ("first_names_female", "first_names_male"), strict=True):
            counter.update({_bare(name) for name in getattr(provider, attribute, ())})
    return counted


def _bare(word: str) -> str:
    plain = unicodedata.normalize("NFKD", word)
    return "".join(c for c in plain if not unicodedata.combining(c)).lower().strip(".")
