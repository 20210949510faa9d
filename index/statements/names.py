"""Names as written: honorifics off, possessives off, parts told apart."""

import re
from dataclasses import dataclass

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
    executive ceo founder analyst economist lawyer activist author actor actress singer""".split()
)
_SUFFIXES = frozenset({"jr", "sr", "ii", "iii", "iv", "esq", "md", "phd"})
_PARTICLES = frozenset({"al", "el", "bin", "ibn", "van", "von", "de", "da", "di", "del", "der", "la", "le", "abu"})
_POSSESSIVE = re.compile(r"[’']s?$")


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
    for word in _POSSESSIVE.sub("", words.strip()).split():
        bare = word.strip(".,()").lower()
        if not kept and bare in HONORIFICS:
            gender = HONORIFICS[bare] or gender
        elif not kept and bare in TITLES:
            continue
        elif kept and bare in _SUFFIXES:
            kept.append(word)
        elif re.search(r"\w", word):
            kept.append(word.strip(",()"))
    core = [word for word in kept if word.strip(".").lower() not in _SUFFIXES]
    if not core:
        return None
    surname = core[-1]
    given = core[0] if len(core) > 1 and core[0].lower().strip("-") not in _PARTICLES else ""
    return Name(" ".join(kept), given, surname, gender)


def bare_surname(surname: str) -> str:
    """Without an article or particle that is written with a hyphen: al-Mekdad, Mekdad."""
    head, hyphen, tail = surname.partition("-")
    return tail if hyphen and head.lower() in _PARTICLES else surname
