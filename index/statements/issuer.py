"""Who issued a text in their own name, as its headline says: "Statement by Mayor Ann Lee on the dam"."""

import re
from dataclasses import dataclass

from index.english.function_words import WordClass, words_of_class
from index.english.lexicon import Denotes, NounUse, nouns_for, nouns_that
from index.english.names import TITLES, is_given_name
from index.english.quotation_marks import paragraphs
from index.english.tables import alternatives

_TEXT = alternatives(nouns_that(NounUse.ISSUED))
_ON = alternatives(words_of_class(WordClass.PREPOSITION) - {"of", "by", "from"})
_BY = re.compile(
    rf"(?:[\w’'-]+ ){{0,4}}?(?:{_TEXT}) "
    r"(?:(?:as )?(?:issued|given|delivered|prepared) (?:for delivery )?)?(?:by|from|of) "
    rf"(?P<who>[^:;,|(–—]+?)(?=\s+(?:{_ON})\b|\s*[:;,|(–—]|\s*$)",
    re.IGNORECASE,
)
_WHOSE = re.compile(rf"(?P<who>[^:;,|(–—]+?)[’']s? (?:[\w-]+ ){{0,3}}?(?:{_TEXT})(?= (?:{_ON})\b|\s*$)", re.IGNORECASE)
_BODIES = nouns_for(Denotes.BODY)
_NAME_WORDS = 4
_HEADLINE = 200  # characters


@dataclass(frozen=True, slots=True)
class Issuer:
    """Whose own words a text is, and the office that the headline gives them, empty for none."""

    name: str
    role: str = ""


def issuer_of(title: str, text: str) -> Issuer | None:
    """Who issued a text, by its title or, without one, by its first line; None if the headline does not say so."""
    headline = (title or next((paragraph.of(text) for paragraph in paragraphs(text)), "")).strip()
    if len(headline) > _HEADLINE or headline.endswith("."):  # a sentence is no headline
        return None
    if found := _BY.match(headline):
        return _named(found["who"])
    found = _WHOSE.match(headline)
    whose = _named(found["who"]) if found else None
    # "Networks Cut From Mayor Ann Lee's Speech" tells of one
    return whose if whose and (not whose.role or _is_title(whose.role.split()[-1])) else None


def _named(who: str) -> Issuer | None:
    """A person with or without an office before the name, or a body; nobody if several are named."""
    words = re.sub(r"^the ", "", who.strip(), flags=re.IGNORECASE).split()
    given = [i for i, word in enumerate(words[:-1]) if is_given_name(word)]
    titles = [i for i, word in enumerate(words) if _is_title(word)]
    if given and len(words) - given[-1] <= _NAME_WORDS:
        start = given[-1]
    elif titles and 0 < len(words) - titles[-1] - 1 <= _NAME_WORDS:
        start = titles[-1] + 1
    else:
        body = {word.lower() for word in words} & _BODIES
        return Issuer(" ".join(words)) if body and words[0][0].isupper() and "and" not in words[:-1] else None
    name, role = words[start:], words[:start]
    if (len(given) > 1 and "and" in role) or not all(word[0].isupper() for word in (name[0], name[-1])):
        return None
    return Issuer(" ".join(name), " ".join(role))


def _is_title(word: str) -> bool:
    return word.lower().strip(".,") in TITLES
