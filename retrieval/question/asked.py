"""What kind of thing a question after a fact wants, told by how it opens: a number, a day, a person."""

import re
from functools import cache
from itertools import takewhile

from index.english.asking import MEASURES, Asked, MeasureUse, Stands, asking_phrases, measuring
from index.english.lexicon import denotes_person
from index.english.places import PlaceKind, places_by
from index.english.tables import alternatives
from retrieval.question.words import AUXILIARIES, COPULAS, DETERMINERS, PREPOSITIONS, singulars

_IDENTITY = rf"^(?:who|what)(?:[’']?s| (?:{alternatives(COPULAS)}))\s+(?!the\b|(?:the )?name\b)[\w' .-]+$"
_WHAT = rf"(?:what|which)(?:[’']?s| (?:{alternatives(COPULAS)}))?"
# "which Australian city", but not "what did the city"
_QUALIFIED = rf"(?:(?!(?:{alternatives(AUXILIARIES | DETERMINERS | PREPOSITIONS)})\b)\w+\s+){{0,2}}"
_MEASURED = alternatives(measuring(MeasureUse.NOUN))
# "what price did it fetch", "what was the top speed of the car", "age of the baker"
_OF_NOUN = rf"^(?:what|which) (?:{_MEASURED})\b|^(?:{_WHAT} )?(?:the )?(?:\w+ )?(?:{_MEASURED}) (?:of|for|on|in)\b"
# "what did it cost"
_OF_VERB = rf"^what (?:{alternatives(AUXILIARIES)})\b.*\b(?:{alternatives(measuring(MeasureUse.VERB))})\b"

_NAME_OF = re.compile(
    rf"\b(?:names? of|who (?:{alternatives(COPULAS)})) (?:{alternatives(DETERMINERS)}) (?P<whom>[^?.!,]+)"
)
_PEOPLES = frozenset(places_by(PlaceKind.PEOPLE))


def asked_of(text: str) -> Asked | None:
    """The kind of thing that a question wants, None where it does not tell."""
    plain = text.strip(" ?!.")
    return next((asked for asked in Asked if _pattern(asked).search(plain)), None)


def asks_for_persons_name(text: str) -> bool:
    """Whether a question wants to know what somebody is called: "names of the pilots", "who were the two rangers"."""
    found = _NAME_OF.search(text.lower())
    words = re.split(r"[^\w'’-]+", found["whom"]) if found else []
    phrase = takewhile(lambda word: word not in PREPOSITIONS | AUXILIARIES, words)
    return any(denotes_person(one) or one in _PEOPLES for word in phrase for one in singulars(word))


@cache
def _pattern(asked: Asked) -> re.Pattern[str]:
    if asked is Asked.IDENTITY:
        return re.compile(_IDENTITY, re.IGNORECASE)
    anywhere = asking_phrases(asked, Stands.ANYWHERE)
    more: tuple[str, ...] = ()
    if asked is Asked.NUMBER:
        anywhere |= {f"how {measure}" for measure in MEASURES}
        more = (_OF_NOUN, _OF_VERB)
    opening = []
    if opens := asking_phrases(asked, Stands.OPENS):
        opening.append(alternatives(opens))
    if nouns := asking_phrases(asked, Stands.AFTER_WHICH):
        opening.append(rf"(?:what|which)\s+{_QUALIFIED}(?:{alternatives(nouns)})")
    patterns = [rf"^(?:(?:on|in|at) )?(?:{'|'.join(opening)})\b"] if opening else []
    patterns += [rf"\b(?:{alternatives(anywhere)})\b"] if anywhere else []
    patterns += more
    return re.compile("|".join(patterns), re.IGNORECASE)
