"""Replies that are no answers: a greeting, help, sources, licences, a question in another language."""

from collections.abc import Iterator, Sequence
from typing import Protocol

from bot.layout.blocks import Block, Line, LineKind, Listing
from bot.layout.walk import sections_of, walk
from bot.words import talk
from bot.words.language import translated
from bot.words.languages import ask_in_english
from bot.words.runs import Run, Runs
from index.models import Article
from retrieval.models import Answer, Reply
from retrieval.view import Source

_EXAMPLES = 3


class Corpus(Protocol):
    """What a reply may tell of the corpus; an Engine does."""

    def examples(self, count: int) -> tuple[str, ...]:
        """Questions that the corpus answers."""

    def sources(self) -> tuple[Source, ...]:
        """The publishers."""


def blocks_of(
    answer: Answer, corpus: Corpus, *, full: bool = False, context: bool = False, phrasing: Sequence[str] = ()
) -> tuple[Block, ...]:
    """The blocks of an answer, or of the reply that a message gets instead."""
    if answer.reply is Reply.ANSWER:
        return walk(answer, full=full, context=context, phrasing=phrasing)
    return tuple(_talk(answer, corpus))


def help_blocks(corpus: Corpus) -> tuple[Block, ...]:
    """What the bot does and how to ask."""
    examples = corpus.examples(_EXAMPLES)
    return (
        _line(talk.purpose()),
        *_with_examples(talk.ASK_PLAINLY, talk.ASK_PLAINLY_ALONE, examples),
        *(_said(part) for part in (talk.QUOTED_WORDS, talk.GO_ON, talk.IN_A_GROUP, talk.CREDITS)),
    )


def sources_blocks(corpus: Corpus) -> tuple[Block, ...]:
    """Who published what the index holds, and under which licences."""
    sources = corpus.sources()
    if not sources:
        return (_said(talk.NO_SOURCES),)
    return (
        _line((Run(translated(talk.SOURCES), strong=True),)),
        *(Listing((talk.source_row(source),)) for source in sources),
    )


def _talk(answer: Answer, corpus: Corpus) -> Iterator[Block]:
    match answer.reply:
        case Reply.HELP:
            yield from help_blocks(corpus)
        case Reply.SOURCES:
            yield from sources_blocks(corpus)
        case Reply.LICENCE:
            yield from _licences({item.article.id: item.article for item in answer.items})
        case Reply.LANGUAGE:
            yield _said(ask_in_english(answer.language))
            if answer.items:
                yield Line(LineKind.LABEL, (Run(translated(talk.FOUND_ANYHOW)),))
                yield from sections_of(answer.items)
        case Reply.GREET:
            yield from _with_examples(talk.GREETING, talk.GREETING_ALONE, corpus.examples(_EXAMPLES))
        case _:
            yield from _with_examples(talk.AGAIN, talk.AGAIN_ALONE, corpus.examples(_EXAMPLES))


def _licences(articles: dict[str, Article]) -> Iterator[Block]:
    if not articles:
        yield _said(talk.WHICH_ARTICLE)
    for article in articles.values():
        yield Listing(talk.licence_rows(article))


def _with_examples(sentence: str, alone: str, examples: Sequence[str]) -> Iterator[Block]:
    if not examples:
        yield _said(alone)
        return
    yield Listing(tuple((Run(example),) for example in examples), (Run(translated(sentence)),))


def _said(sentence: str) -> Line:
    return _line((Run(translated(sentence)),))


def _line(runs: Runs) -> Line:
    return Line(LineKind.TALK, runs)
