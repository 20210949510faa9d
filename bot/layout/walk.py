"""One walk over an Answer: what is shown, in which order, and what is left out since it stands above already."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from bot.layout.blocks import Block, Context, Line, LineKind, Said, Section
from bot.layout.links import at_words
from bot.layout.quotation import words_of
from bot.words import answers, statements
from bot.words.language import translated
from bot.words.runs import Run, Runs, plain
from index.keys import article_key, statement_key
from index.models import Article, Copy, Span, Statement, hull
from retrieval.answer.excerpt import kept_of
from retrieval.models import Answer, Form, Item

_SHOWN_CHARACTERS = 350  # from more than these on a quotation is shown in part


def walk(
    answer: Answer, *, full: bool = False, context: bool = False, phrasing: Sequence[str] = ()
) -> tuple[Block, ...]:
    """The blocks of an answer: what answers first, how the question was read last.

    Long words are shown in part unless ``full``; ``context`` adds the article's words around them.
    ``phrasing`` are sentences that a language model made of the items; they cite the items by number.
    """
    return tuple(_Walk(full=full, context=context, numbered=bool(phrasing)).blocks(answer, phrasing))


def section_of(item: Item) -> Section:
    """One item by itself, in full."""
    (section,) = _Walk(full=True, context=False, numbered=False).sections([(1, item)])
    return section


def sections_of(items: Sequence[Item]) -> tuple[Section, ...]:
    """Items by themselves, long ones in part."""
    return tuple(_Walk(full=False, context=False, numbered=False).sections(enumerate(items, 1)))


def shown_of(item: Item) -> tuple[Span, ...]:
    """The spans of the article that the short form of an item shows."""
    return item.quotable or kept_of(item.article.text, _outermost(item.parts), item.highlight, _SHOWN_CHARACTERS)


def is_abridged(item: Item) -> bool:
    """Whether the short form of an item leaves words out that its licence lets be shown."""
    return not item.quotable and shown_of(item) != _outermost(item.parts)


@dataclass(slots=True)
class _Walk:
    full: bool
    context: bool
    numbered: bool
    seen: dict[str, list[Span]] = field(default_factory=dict)  # spans shown so far, by article

    def blocks(self, answer: Answer, phrasing: Sequence[str]) -> Iterator[Block]:
        if answer.verdict:
            yield _line(LineKind.VERDICT, answers.verdict_of(answer))
        elif answer.abstention:
            yield _line(LineKind.ABSTENTION, answers.abstention_of(answer))
        if phrasing:
            yield _line(LineKind.PHRASING, " ".join(phrasing))
            yield _line(LineKind.LABEL, answers.PHRASED)
        numbered = list(enumerate(answer.items, 1))
        own = [(number, item) for number, item in numbered if not item.beside]
        beside = [(number, item) for number, item in numbered if item.beside]
        if answer.question.form is Form.COMPARE:
            yield from self._columns(own)
        else:
            yield from self.sections(own)
        if beside and (own or not answer.verdict):
            yield _line(LineKind.LABEL, answers.beside_label_of(answer.question))
        yield from self.sections(beside)
        if answer.abstention and answer.abstention.nearest:
            if not answer.verdict:
                yield _line(LineKind.LABEL, answers.NEAREST)
            yield from self.sections([(number, item) for number, item in enumerate(answer.abstention.nearest, 1)])
        if answers.head_of(answer.question):
            yield _line(LineKind.READING, answers.reading_of(answer.question))

    def sections(self, numbered: Iterable[tuple[int, Item]]) -> Iterator[Section]:
        """A section for each article, in the order of the items."""
        by_article: dict[str, list[tuple[int, Item]]] = {}
        for number, item in numbered:
            by_article.setdefault(item.article.id, []).append((number, item))
        for of_article in by_article.values():
            if section := self._section(of_article):
                yield section

    def _columns(self, numbered: Sequence[tuple[int, Item]]) -> Iterator[Section]:
        """Everybody who is compared by themselves, in the order in which they come first."""
        for speaker in dict.fromkeys(item.speaker for _, item in numbered):
            yield from self.sections([(number, item) for number, item in numbered if item.speaker == speaker])

    def _section(self, numbered: Sequence[tuple[int, Item]]) -> Section | None:
        article = numbered[0][1].article
        said: list[Said] = []
        before: Item | None = None
        for number, item in numbered:
            found = list(self._said(item, number if self.numbered else None, _goes_on(before, item)))
            before = item if found else before
            said += found
        if not said:
            return None
        copies: tuple[Article | Copy, ...] = (
            *article.copies,
            *(other for _, item in numbered for other in item.also_in),
        )
        others: dict[Article | Copy, None] = dict.fromkeys(
            other for other in copies if not other.url or other.url != article.url
        )
        around = _context(numbered[0][1], numbered[-1][1]) if self.context else None
        source = statements.source_of(article, min(part.start for _, item in numbered for part in item.parts))
        return Section(tuple(said), source, statements.also_in(others), around, article.title)

    def _said(self, item: Item, number: int | None, goes_on: bool) -> Iterator[Said]:
        text, shown = item.article.text, self.seen.setdefault(item.article.id, [])
        parts = [part for part in _outermost(item.parts) if not any(one.covers(part) for one in shown)]
        if item.statement is None and any(part.overlaps(one) for part in parts for one in shown):
            return
        kept = tuple(parts) if self.full else kept_of(text, parts, item.highlight, _SHOWN_CHARACTERS)
        kept = item.quotable or kept
        for statement, own in _by_manner(item, parts):
            if words := words_of(text, own, kept, item.highlight):
                yield Said(
                    _attribution(item, statement, goes_on=goes_on),
                    words,
                    number,
                    key=statement_key(item.article, statement) if statement else article_key(item.article.id),
                    speaker=item.speaker.id if item.speaker else "",
                    printed_at=at_words(item.article.url, hull(own).of(text)),
                )
                number, goes_on = None, True
        shown += kept


def _attribution(item: Item, statement: Statement | None, *, goes_on: bool) -> Runs:
    if statement is None:
        return statements.passage_label_of(item.article)
    return statements.attribution_of(item, statement, goes_on=goes_on)


def _by_manner(item: Item, parts: Sequence[Span]) -> Iterator[tuple[Statement | None, list[Span]]]:
    """The parts of an item by how they are introduced, neighbours of one manner together under the first of them."""
    if item.statement is None:
        yield None, list(parts)
        return
    groups: list[tuple[Statement, list[Span]]] = []
    left = list(parts)
    for statement in item.run or (item.statement,):
        own = [part for part in left if part in statement.parts]
        left = [part for part in left if part not in own]
        if own and groups and _manner(item, groups[-1][0]) == _manner(item, statement):
            groups[-1][1].extend(own)
        elif own:
            groups.append((statement, own))
    if left:
        groups.append((item.statement, left))
    for statement, own in groups:
        yield statement, sorted(own)


def _manner(item: Item, statement: Statement) -> tuple[str, str | None]:
    return plain(statements.attribution_of(item, statement, goes_on=True)), statement.via


def _goes_on(before: Item | None, item: Item) -> bool:
    """Whether an item needs no name: its speaker is the one just named, and as certain."""
    return (
        before is not None
        and before.speaker is not None
        and (before.speaker, before.doubtful) == (item.speaker, item.doubtful)
        and item.statement is not None
    )


def _outermost(parts: Sequence[Span]) -> tuple[Span, ...]:
    """The spans that lie in no other, in the order of the text."""
    return tuple(sorted(p for p in set(parts) if not any(o != p and o.covers(p) for o in parts)))


def _context(first: Item, last: Item) -> Context | None:
    before, after = " ".join(first.before.split()), " ".join(last.after.split())
    return Context(before, after) if any(c.isalnum() for c in before + after) else None


def _line(kind: LineKind, sentence: str) -> Line:
    return Line(kind, (Run(translated(sentence)),))
