"""What an article says around somebody's words: its own words, which must never look like a quotation."""

from collections.abc import Iterator, Sequence

from bot.layout.blocks import Block, Line, LineKind, Listing
from bot.layout.walk import shown_of
from bot.words import statements
from bot.words.runs import Run
from index.english.quotation_marks import paragraphs
from index.models import Article, Span, hull
from retrieval.models import Item

_AROUND = 500  # characters to each side


def surroundings_of(items: Sequence[Item]) -> tuple[Block, ...]:
    """For each item its place in the article: the paragraphs around it, with the item's words set apart.

    Of an article that no licence permits to reuse it is the sentences that an answer may show.
    """
    return tuple(block for item in items for block in _surroundings(item))


def _surroundings(item: Item) -> Iterator[Block]:
    article = item.article
    shown = shown_of(item)
    yield Line(LineKind.LABEL, statements.context_label_of(article))
    place = _place(article, hull(shown)) if article.licence.permits_reuse else item.context
    within = [span for span in shown if place.covers(span)]
    yield Listing((tuple(_marked(article.text, place, within)), statements.source_of(article, place.start)))


def _place(article: Article, words: Span) -> Span:
    """The paragraphs of the words with one before and one after, cut at blanks where they are long."""
    text = article.text
    near = paragraphs(article.body)
    own = [i for i, paragraph in enumerate(near) if paragraph.overlaps(words)]
    if not own:
        return words
    start, end = near[max(0, own[0] - 1)].start, near[min(len(near) - 1, own[-1] + 1)].end
    if words.start - start > _AROUND:
        start = max(text.find(" ", words.start - _AROUND, words.start) + 1, words.start - _AROUND)
    if end - words.end > _AROUND:
        end = max(text.rfind(" ", words.end, words.end + _AROUND), words.end)
    return Span(min(start, words.start), max(end, words.end))


def _marked(text: str, place: Span, shown: Sequence[Span]) -> Iterator[Run]:
    at = place.start
    if at and text[:at].strip():
        yield Run(f"{statements.OMISSION} ")
    for span in shown:
        yield Run(text[at : span.start])
        yield Run(span.of(text), strong=True)
        at = span.end
    yield Run(text[at : place.end].rstrip())
    if text[place.end :].strip():
        yield Run(f" {statements.OMISSION}")
