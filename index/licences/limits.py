"""What words forbid besides a licence's name: "CC BY 4.0. Commercial use is not permitted."

Each limit is an element of Creative Commons: "nc" where trade is ruled out, "nd" where changes are.
"""

import re
from functools import cache

from index.licences import tables

_NEAR = 8  # words between a refusal and what it refuses
_BESIDE = 3  # the same for a mere "not"
# "for commercial and non-commercial use" forbids neither
_BOTH = re.compile(
    r"\b(?:commercial(?:ly)?,?\s+(?:and|or|as\s+well\s+as)\s+non-?\s?commercial(?:ly)?"
    r"|non-?\s?commercial(?:ly)?,?\s+(?:and|or|as\s+well\s+as)\s+commercial(?:ly)?)\b",
    re.IGNORECASE,
)
_OPPOSITE = r"(?!\W+(?:\w+\W+)?(?:restrict|limit|prohibit|forb[ia]d|exclud))"  # "is not restricted"


def limits_in(words: str) -> frozenset[str]:
    """The limits that words set."""
    words = _BOTH.sub(" ", words)
    meanings = tables.meanings("elements") | tables.meanings("limits")
    found = {meanings[" ".join(phrase.lower().split())] for phrase in _spelt_out().findall(words)}
    if _refused_trade().search(words):
        found.add("nc")
    if _refused_change().search(words):
        found.add("nd")
    return frozenset(found)


@cache
def _spelt_out() -> re.Pattern[str]:
    elements = (word for word in tables.words("elements") if word.meaning != "by" and len(word.phrase) > len("nc"))
    return tables.any_of(word.phrase for word in (*elements, *tables.words("limits")))


@cache
def _refused_trade() -> re.Pattern[str]:
    trade, negation = tables.phrases_of("trade").pattern, rf"{tables.phrases_of('negation').pattern}{_OPPOSITE}"
    refusal = f"(?:{tables.phrases_of('refusal').pattern}|{tables.phrases_of('consent').pattern})"
    return re.compile(f"{_either(refusal, trade, _NEAR)}|{_either(negation, trade, _BESIDE)}", re.IGNORECASE)


@cache
def _refused_change() -> re.Pattern[str]:
    return re.compile(
        _either(tables.phrases_of("refusal").pattern, tables.phrases_of("change").pattern, _NEAR), re.IGNORECASE
    )


def _either(one: str, other: str, words: int) -> str:
    """One and another within a few words, in either order."""
    between = rf"\W+(?:\w+\W+){{0,{words}}}?"
    return f"{one}{between}{other}|{other}{between}{one}"
