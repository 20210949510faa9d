"""What kind of thing a question after a fact wants, told by how it opens: a number, a day, a person."""

import re
from functools import cache

from index.english.asking import MEASURES, Asked, Stands, asking_phrases
from index.english.tables import alternatives
from retrieval.question.words import COPULAS

_IDENTITY = rf"^(?:who|what)(?:[’']?s| (?:{alternatives(COPULAS)}))\s+(?!the\b|(?:the )?name\b)[\w' .-]+$"


def asked_of(text: str) -> Asked | None:
    """The kind of thing that a question wants, None where it does not tell."""
    plain = text.strip(" ?!.")
    return next((asked for asked in Asked if _pattern(asked).search(plain)), None)


@cache
def _pattern(asked: Asked) -> re.Pattern[str]:
    if asked is Asked.IDENTITY:
        return re.compile(_IDENTITY, re.IGNORECASE)
    anywhere = asking_phrases(asked, Stands.ANYWHERE)
    if asked is Asked.NUMBER:
        anywhere |= {f"how {measure}" for measure in MEASURES}
    opening = []
    if opens := asking_phrases(asked, Stands.OPENS):
        opening.append(alternatives(opens))
    if nouns := asking_phrases(asked, Stands.AFTER_WHICH):
        opening.append(rf"(?:what|which)\s+(?:{alternatives(nouns)})")
    patterns = [rf"^(?:(?:on|in|at) )?(?:{'|'.join(opening)})\b"] if opening else []
    patterns += [rf"\b(?:{alternatives(anywhere)})\b"] if anywhere else []
    return re.compile("|".join(patterns), re.IGNORECASE)
