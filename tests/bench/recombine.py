"""A large corpus out of a small one: real paragraphs in new articles, under other names.

To parse and encode 25,000 articles takes a night. So the real articles are analysed and encoded once,
cut into pieces that no statement crosses, and the pieces are put together anew: texts, statements and
casts are real, their offsets shifted. Persons get other names in all but a tenth of the articles
(a given name and a surname made of real ones), days of publication are drawn, and vectors are those
of the real units plus noise, at a cosine of about .94 to them. What this does not show: what the
parser and the encoder take, and how well a search tells 25,000 truly different articles apart.
"""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

import numpy as np

from index.arrays import Vectors
from index.english.names import HONORIFICS, TITLES
from index.models import Analysis, Article, CastMember, Licence, Passage, Span, SpeakerKind, Statement, hull
from index.search.encoder import Encoder
from index.search.passages import passage_text, passages_of, statement_text
from index.storage.rows import NewArticle

_NOISE = 0.36  # length of the noise that is added to a unit vector
_WORLDS = 60  # sets of names; the first is the real one
_REAL_NAMES = 0.1  # share of articles that keep the real names
_PASSAGES = (9, 13)  # of an article, at least; about 11 come out
_FIRST_DAY = date(2012, 1, 1)
_DAYS = 4_500
_PUBLISHERS = 40


@dataclass(frozen=True, slots=True)
class Piece:
    """Whole passages of a real article with what was read out of them; offsets count from the piece's start."""

    title: str
    publisher: str | None
    licence: Licence
    text: str
    sentences: tuple[Span, ...]
    passages: tuple[Span, ...]
    statements: tuple[Statement, ...]
    cast: tuple[CastMember, ...]
    passage_vectors: Vectors
    statement_vectors: Vectors


def pieces_of(article: Article, analysis: Analysis, size: int, encoder: Encoder) -> list[Piece]:
    """Cut an article between passages wherever no statement crosses the cut."""
    passages = passages_of(article, analysis.sentences, size)
    texts = [passage_text(article, passage) for passage in passages]
    texts += [statement_text(article, analysis.sentences, statement) for statement in analysis.statements]
    vectors = encoder.encode_documents(texts)
    of_passages, of_statements = vectors[: len(passages)], vectors[len(passages) :]
    pieces, first = [], 0
    for last, passage in enumerate(passages):
        cut = passage.span.end
        if any(s.span.start < cut < s.span.end for s in analysis.statements) and last + 1 < len(passages):
            continue
        whole = hull([one.span for one in passages[first : last + 1]])
        inside = [i for i, s in enumerate(analysis.statements) if whole.covers(s.span)]
        statements = tuple(_moved(analysis.statements[i], _within(whole)) for i in inside)
        said = {statement.speaker for statement in statements}
        words = whole.of(article.text)
        pieces.append(
            Piece(
                title=article.title,
                publisher=article.publisher,
                licence=article.licence,
                text=words,
                sentences=tuple(_shifted(s, -whole.start) for s in analysis.sentences if whole.covers(s)),
                passages=tuple(_shifted(one.span, -whole.start) for one in passages[first : last + 1]),
                statements=statements,
                cast=tuple(m for m in analysis.cast if m.name in said or any(form in words for form in m.forms)),
                passage_vectors=of_passages[first : last + 1],
                statement_vectors=of_statements[inside],
            )
        )
        first = last + 1
    return pieces


def recombined(pieces: Sequence[Piece], count: int, seed: int = 0) -> Iterator[NewArticle]:
    """``count`` new articles; the same pieces and seed give the same articles."""
    rng = np.random.default_rng(seed)
    names = _Names(pieces)
    chances = 1 / np.arange(1, _WORLDS)
    chances /= chances.sum()
    for number in range(count):
        world = 0 if rng.random() < _REAL_NAMES else 1 + int(rng.choice(_WORLDS - 1, p=chances))
        wanted, chosen = int(rng.integers(*_PASSAGES)), []
        while sum(len(piece.passages) for piece in chosen) < wanted:
            chosen.append(names.renamed(int(rng.integers(len(pieces))), world))
        yield _joined(f"recombined-{number:06}", chosen, rng)


def _joined(article_id: str, pieces: Sequence[Piece], rng: np.random.Generator) -> NewArticle:
    texts, sentences, passages, statements = [], [], [], []
    cast: dict[str, CastMember] = {}
    at = 0
    for piece in pieces:
        texts.append(piece.text)
        sentences += [_shifted(s, at) for s in piece.sentences]
        passages += [Passage(article_id, _shifted(p, at)) for p in piece.passages]
        statements += [replace(_moved(s, _by(at)), article_id=article_id) for s in piece.statements]
        cast |= {member.name: member for member in piece.cast}
        at += len(piece.text) + 2
    first = pieces[0]
    article = Article(
        id=article_id,
        text="\n\n".join(texts),
        title=first.title,
        publisher=f"{first.publisher or 'Agency'} {int(rng.integers(_PUBLISHERS))}",
        published=_FIRST_DAY + timedelta(days=int(rng.integers(_DAYS))),
        licence=first.licence,
    )
    return NewArticle(
        article,
        Analysis(article_id, tuple(sentences), tuple(statements), tuple(cast.values())),
        tuple(passages),
        _noisy(np.concatenate([piece.passage_vectors for piece in pieces]), rng),
        _noisy(np.concatenate([piece.statement_vectors for piece in pieces]), rng),
    )


class _Names:
    """Other names for the persons of the pieces, a set of names a world."""

    def __init__(self, pieces: Sequence[Piece]) -> None:
        self._pieces = pieces
        self._done: dict[tuple[int, int], Piece] = {}
        people = [m for piece in pieces for m in piece.cast if m.kind is SpeakerKind.PERSON]
        self._words = sorted({word for m in people for form in m.forms for word in _name_words(form)})
        self._given = [w for w in self._words if any(m.name.startswith(f"{w} ") for m in people)]

    def renamed(self, number: int, world: int) -> Piece:
        """A piece under the names of a world."""
        if world == 0:
            return self._pieces[number]
        if (number, world) not in self._done:
            piece = self._pieces[number]
            people = (m for m in piece.cast if m.kind is SpeakerKind.PERSON)
            words = {word for m in people for form in m.forms for word in _name_words(form)}
            self._done[number, world] = _renamed(piece, {word: self._other(word, world) for word in words})
        return self._done[number, world]

    def _other(self, word: str, world: int) -> str:
        rng = np.random.default_rng([world, self._words.index(word)])
        if word in self._given:
            return self._given[int(rng.integers(len(self._given)))]
        one, other = (self._words[int(i)] for i in rng.integers(len(self._words), size=2))
        return one[: (len(one) + 1) // 2] + other[len(other) // 2 :]


def _renamed(piece: Piece, names: Mapping[str, str]) -> Piece:
    if not names:
        return piece
    pattern = re.compile(rf"\b(?:{'|'.join(map(re.escape, sorted(names, key=len, reverse=True)))})\b")
    ends, shifts, shift = [0], [0], 0
    for match in pattern.finditer(piece.text):
        shift += len(names[match.group()]) - len(match.group())
        ends.append(match.end())
        shifts.append(shift)

    def place(span: Span) -> Span:
        return Span(*(at + shifts[bisect_right(ends, at) - 1] for at in (span.start, span.end)))

    def other(words: str) -> str:
        return pattern.sub(lambda match: names[match.group()], words)

    return replace(
        piece,
        text=other(piece.text),
        sentences=tuple(map(place, piece.sentences)),
        passages=tuple(map(place, piece.passages)),
        statements=tuple(
            replace(_moved(s, place), speaker=other(s.speaker) if s.speaker else None) for s in piece.statements
        ),
        cast=tuple(replace(m, name=other(m.name), forms=tuple(map(other, m.forms))) for m in piece.cast),
    )


def _name_words(form: str) -> list[str]:
    words = re.findall(r"[^\W\d_]{3,}", form)
    return [w for w in words if w[0].isupper() and w.lower() not in TITLES and w.lower() not in HONORIFICS]


def _moved(statement: Statement, place: Callable[[Span], Span | None]) -> Statement:
    """The statement with its spans elsewhere; a mention or evidence that has no place there is left out."""
    spans = {
        name: place(span) for name in ("cue", "mention", "evidence") if (span := getattr(statement, name)) is not None
    }
    parts = tuple(part for part in map(place, statement.parts) if part)
    return replace(statement, parts=parts, **spans)


def _within(whole: Span) -> Callable[[Span], Span | None]:
    return lambda span: _shifted(span, -whole.start) if whole.covers(span) else None


def _by(distance: int) -> Callable[[Span], Span]:
    return lambda span: _shifted(span, distance)


def _shifted(span: Span, distance: int) -> Span:
    return Span(span.start + distance, span.end + distance)


def _noisy(vectors: Vectors, rng: np.random.Generator) -> Vectors:
    noise = rng.normal(scale=_NOISE / np.sqrt(vectors.shape[1]), size=vectors.shape)
    noisy = (vectors + noise).astype(np.float32)
    return noisy / np.linalg.norm(noisy, axis=1, keepdims=True)
