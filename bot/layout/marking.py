"""An article with its statements marked: the runs of its text, who speaks in each, and a note a statement.

What the terminal and the page show is worked out here once. Every voice has a letter and every statement
a number, so that nothing is told by colour alone.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from string import ascii_uppercase

from bot.words.statements import SPEAKER_UNKNOWN
from index.models import Article, AttributedStatement, Span, Statement
from index.search.found import IndexedArticle

UNKNOWN = "?"


@dataclass(frozen=True, slots=True)
class Voice:
    """Somebody who speaks in an article. ``letter`` is ``?`` for speakers whom the text does not tell."""

    letter: str
    name: str
    role: str
    statements: int


@dataclass(frozen=True, slots=True)
class Note:
    """What is known of a statement. ``label`` is its voice's letter with its number; ``facts`` (name, value) pairs."""

    label: str
    voice: Voice
    facts: tuple[tuple[str, str], ...]
    said: AttributedStatement


@dataclass(frozen=True, slots=True)
class Run:
    """Characters of the text that belong to the same statements.

    ``notes`` are the labels of the statements whose content they are, the outermost first, ``starts``
    and ``ends`` those of which a part begins before or ends after them; ``mentions`` of those whose speaker they
    name, ``cue`` whether they report.
    """

    text: str
    notes: tuple[str, ...]
    starts: tuple[str, ...]
    ends: tuple[str, ...]
    mentions: tuple[str, ...]
    cue: bool


@dataclass(frozen=True, slots=True)
class MarkedArticle:
    """An article ready to be shown."""

    article: Article
    voices: tuple[Voice, ...]
    notes: tuple[Note, ...]
    runs: tuple[Run, ...]


def marked(indexed: IndexedArticle) -> MarkedArticle:
    """Mark an article's statements. The runs joined are the article's text."""
    article = indexed.article
    statements = sorted(indexed.statements, key=lambda said: said.statement.span)
    voices = _voices(statements, article)
    notes = tuple(_note(number, voices[said.name], said, article) for number, said in enumerate(statements, 1))
    labelled = [(note.label, said.statement) for note, said in zip(notes, statements, strict=True)]
    runs = tuple(_runs(article.text, labelled))
    return MarkedArticle(article, tuple(voices.values()), notes, runs)


def _voices(statements: Sequence[AttributedStatement], article: Article) -> dict[str | None, Voice]:
    names = Counter(said.name for said in statements)
    roles = {said.speaker.name: said.speaker.role_at(article.day) or "" for said in statements if said.speaker}
    known = [name for name in names if name is not None]
    voices: dict[str | None, Voice] = {
        name: Voice(_letter(i), name, roles.get(name, ""), names[name]) for i, name in enumerate(known)
    }
    if None in names:
        voices[None] = Voice(UNKNOWN, SPEAKER_UNKNOWN, "", names[None])
    return voices


def _note(number: int, voice: Voice, said: AttributedStatement, article: Article) -> Note:
    return Note(f"{voice.letter}{number}", voice, tuple(_facts(said.statement, article.text)), said)


def _letter(number: int) -> str:
    """A to Z, then AA, AB, …"""
    first, second = divmod(number, len(ascii_uppercase))
    return (ascii_uppercase[first - 1] if first else "") + ascii_uppercase[second]


def _facts(statement: Statement, text: str) -> Iterator[tuple[str, str]]:
    yield "kind", statement.kind.value
    yield "act", f"not: {statement.act.value}" if statement.negated else statement.act.value
    if statement.mention:
        yield "mention", statement.mention.of(text)
    if statement.evidence and statement.evidence != statement.mention:
        yield "evidence", statement.evidence.of(text)
    if statement.cue:
        yield "cue", statement.cue.of(text)
    if statement.via:
        yield "via", statement.via
    yield "pattern", statement.pattern or "none"
    yield "resolved by", statement.resolved_by or "nothing"
    yield "confidence", f"{statement.confidence:.2f}"


def _runs(text: str, labelled: Sequence[tuple[str, Statement]]) -> Iterator[Run]:
    parts = [(part, label) for label, statement in labelled for part in statement.parts]
    mentions = [(s.mention, label) for label, s in labelled if s.mention]
    cues = [s.cue for _, s in labelled if s.cue]
    spans = [*(part for part, _ in parts), *(mention for mention, _ in mentions), *cues]
    cuts = sorted({0, len(text), *(span.start for span in spans), *(span.end for span in spans)})
    starts, ends = defaultdict[int, list[str]](list), defaultdict[int, list[str]](list)
    for part, label in parts:
        starts[part.start].append(label)
        ends[part.end].insert(0, label)
    covering = zip(
        _covering([part for part, _ in parts], cuts),
        _covering([mention for mention, _ in mentions], cuts),
        _covering(cues, cuts),
        strict=True,
    )
    for (start, end), (inside, named, reporting) in zip(pairwise(cuts), covering, strict=True):
        outermost_first = sorted((parts[one][0].start - parts[one][0].end, parts[one][1]) for one in inside)
        yield Run(
            text[start:end],
            tuple(label for _, label in outermost_first),
            tuple(starts[start]),
            tuple(ends[end]),
            tuple(mentions[one][1] for one in named),
            bool(reporting),
        )


def _covering(spans: Sequence[Span], cuts: Sequence[int]) -> Iterator[list[int]]:
    """For each stretch between two cuts the numbers of the spans that cover it, in one sweep."""
    begin, end = defaultdict[int, list[int]](list), defaultdict[int, list[int]](list)
    for number, span in enumerate(spans):
        if span.start < span.end:
            begin[span.start].append(number)
            end[span.end].append(number)
    covering = set[int]()
    for cut in cuts[:-1]:
        covering.difference_update(end[cut])
        covering.update(begin[cut])
        yield sorted(covering)
