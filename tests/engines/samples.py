"""Articles with all that is read out of them, made by hand: neither a parser nor an encoder takes part."""

from dataclasses import dataclass, replace
from datetime import date

import numpy as np

from index.build import publish
from index.models import Analysis, Article, CastMember, Kind, Passage, Span, SpeakerKind, Statement
from index.search.homes import home_of
from index.storage.rows import NewArticle

DIMENSION = 8
ENCODER = "made by hand"
PIPELINE = "by hand"


@dataclass(frozen=True)
class Said:
    """Words in an article, and the name of who said them."""

    words: str
    by: str | None = None


def direction(*weights: float) -> np.ndarray:
    """A vector of unit length that points along the first axes."""
    vector = np.zeros(DIMENSION, dtype=np.float32)
    vector[: len(weights)] = weights
    return vector / np.linalg.norm(vector)


def article(
    name: str, *said: Said, publisher: str | None = "Harbour Herald", day: date | None = date(2024, 1, 2), axis: int = 0
) -> NewArticle:
    """An article that says one thing a line. Its vectors lie near the axis, each statement's a little further off."""
    text = "\n".join(one.words for one in said)
    spans, at = [], 0
    for one in said:
        spans.append(Span(at, at + len(one.words)))
        at += len(one.words) + 1
    statements = tuple(
        Statement(name, (span,), Kind.DIRECT, mention=span, speaker=one.by)
        for span, one in zip(spans, said, strict=True)
    )
    names = dict.fromkeys(one.by for one in said if one.by)
    cast = tuple(CastMember(name, SpeakerKind.PERSON, (name,), ()) for name in names)
    vectors = np.stack([np.roll(direction(1, 0.1 * at), axis) for at in range(1, len(said) + 1)] or [direction(1)])
    return NewArticle(
        Article(name, text, title=name.replace("-", " "), publisher=publisher, published=day, source=f"{name}.json"),
        Analysis(name, tuple(spans), statements, cast),
        (Passage(name, Span(0, len(text))),),
        vectors[:1],
        vectors[: len(said)],
    )


def again(new: NewArticle, words: str) -> NewArticle:
    """The same article with other words."""
    changed = article(new.article.id, Said(words))
    return replace(changed, article=replace(changed.article, published=new.article.published))


HARBOUR = article(
    "harbour-reopens",
    Said("The harbour will reopen on Friday", "Marta Lindqvist"),
    Said("The pier is a patient", "Marta Lindqvist"),
    Said("Nobody will pay a new tax", "Tomas Reed"),
)
STRIKE = article(
    "rail-strike",
    Said("A new strike will stop the trains", "Ada Roth"),
    Said("The tax on tickets is new", "Ada Roth"),
    publisher="Valley Times",
    day=date(2024, 3, 4),
    axis=1,
)
UNDATED = article("wolf-count", Said("The wolves were counted at night"), publisher=None, day=None, axis=2)
ALL = (HARBOUR, STRIKE, UNDATED)


def put(settings, *new, removed=(), encoder=ENCODER) -> int:
    """Store articles, remove others by their ids, and publish; gives the sequence."""
    home = home_of(settings)
    with home.writing():
        store = home.create()
        if new:
            store.add(new, PIPELINE)
        store.remove(store.known()[name].key for name in removed)
        publish(home, store, encoder)
        return store.published
