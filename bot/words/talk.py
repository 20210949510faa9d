"""What the bot says about itself, its corpus and its rules, and to whoever presses, asks too much or greets."""

from collections.abc import Iterable

from bot.words.language import translated
from bot.words.runs import Run, Runs, filled
from bot.words.statements import readable
from index.licences import credit_line, credit_of, short_name
from index.models import Article, Licence
from retrieval.view import Source

NAME = "onrecord"
_PURPOSE = "{name} answers who said what, in the exact words of its news corpus."
ASK_PLAINLY = "Ask in plain words:"
ASK_PLAINLY_ALONE = "Ask in plain words what somebody said about something."
DESCRIPTION = (
    "I answer who said what, in the exact words of a news corpus: with the speaker, the day, the publisher and the "
    "licence. Ask in plain words, forward a draft to check its quotations, or watch for what is new."
)
SHORT_DESCRIPTION = "Who said what, when, where was it printed, and may I reuse it?"
QUOTED_WORDS = "Words in quotation marks are checked word for word."
GO_ON = (
    "Then go on: “what else did he say?”, “what about in 2022?”. The last line of each answer shows how I read the "
    "question. /new starts afresh."
)
IN_A_GROUP = "In a group: /ask QUESTION, mention me, or reply to me. A reply to an answer goes on from it."
CREDITS = (
    "/sources lists what I have read. Each answer names its article, day and licence; the button copies the credit "
    "line to print when you reuse it. If the corpus does not hold the answer, I say so."
)
GREETING = "Hello. Ask me what somebody said, for example:"
GREETING_ALONE = "Hello. Ask me what somebody said about something."
AGAIN = "I could not read that as a question. Ask what somebody said, for example:"
AGAIN_ALONE = "I could not read that as a question. Ask what somebody said about something."
IN_ANOTHER_LANGUAGE = "This corpus is read in English. Please ask in English."
FOUND_ANYHOW = "Found by the names and numbers in it:"

HOW_TO_ASK = "Ask what somebody said, for example: /ask {example}"
HOW_TO_ASK_ALONE = "Ask what somebody said about something: /ask QUESTION"
STATEMENT_GONE = "This statement is no longer in the corpus. Ask what its speaker said, or about its topic."
FORGOTTEN = "Done. Your next question stands by itself."
REST_ELSEWHERE = "There is more: ask me in a private chat."
GUEST_TITLE = "Answer"
COMMANDS = {
    "ask": "Ask who said what",
    "new": "Forget what we spoke about",
    "sources": "What the corpus holds",
    "help": "How to ask",
}

ONE_AT_A_TIME = "One question at a time, please. The last one is still being answered."
_TOO_MANY = "That is more than {allowed} questions a minute. Try again in {seconds} s."
_TOO_MANY_OF_ONE = "That is more than one question a minute. Try again in {seconds} s."
_TOO_MANY_MESSAGES = "Too many messages. I'll resume in {seconds} s and will ignore anything sent before then."
NOT_HERE = "This bot does not answer in this chat."
BUSY = "Too many messages are waiting in this chat. I skipped your latest ones; please resend them later."
EMPTY_INDEX = "The index is empty so far. An admin can fill it with /reindex."
_FAILED = "Something went wrong on our side. Reference for the operator: {reference}"
_INDEX_RESTS = "The index cannot be read right now. Please try again in {seconds} s."
_CANDIDATE = "{name}, {role}"

NO_SOURCES = "The index holds no articles yet."
SOURCES = "Sources"
_ONE_ARTICLE = "{publisher}: 1 article · {licences}"
_ARTICLES = "{publisher}: {articles} articles · {licences}"
_ARTICLE_OF_A_DAY = "{publisher}: 1 article, {first} · {licences}"
_ARTICLES_OF_DAYS = "{publisher}: {articles} articles, {first} to {last} · {licences}"

WHICH_ARTICLE = "Which article do you mean? Reply to an answer with your question, or name the article."
_LICENSED = "“{title}” is published under {licence}."
_NO_LICENCE = "“{title}” states no licence. Ask the publisher, {publisher}, before you reuse it."
_NO_LICENCE_NO_PUBLISHER = "“{title}” states no licence. Find out whose it is before you reuse it."
_TERMS_UNKNOWN = "I do not know the terms of this licence. Read them before you reuse the article."
_FREELY = "You may reuse it freely, without a credit."
_WITH_CREDIT = "You may reuse it if you print the credit line."
_NOT_COMMERCIAL = "Commercial use is not allowed."
_UNCHANGED = "It may only be shared unchanged."
_SHARE_ALIKE = "Anything you make from it must be under the same licence."
_RESERVED = "All rights are reserved. Ask the publisher before you reuse it."
_CREDIT = "Credit line: {credit}"


def purpose() -> Runs:
    """What the bot is for."""
    return filled(_PURPOSE, name=Run(NAME, strong=True))


def point(row: Runs) -> Runs:
    """A row of a list, marked as one."""
    return (Run("• "), *row)


def too_many(allowed: int, seconds: int) -> str:
    """What somebody is told who asks more often than the limits allow."""
    return translated(_TOO_MANY_OF_ONE if allowed == 1 else _TOO_MANY).format(allowed=allowed, seconds=seconds)


def too_many_messages(seconds: int) -> str:
    """What somebody is told who writes faster than the bot reads."""
    return translated(_TOO_MANY_MESSAGES).format(seconds=seconds)


def index_rests(seconds: int) -> str:
    """What whoever asks is told while the index is left alone."""
    return translated(_INDEX_RESTS).format(seconds=seconds)


def failed(reference: str) -> str:
    """What somebody is told whose message failed for a reason that only the log has."""
    return translated(_FAILED).format(reference=reference)


def how_to_ask(examples: Iterable[str]) -> str:
    """What the command without a question is answered."""
    example = next(iter(examples), "")
    return translated(HOW_TO_ASK).format(example=example) if example else translated(HOW_TO_ASK_ALONE)


def candidate(name: str, role: str | None) -> str:
    """The label of a button that chooses a speaker."""
    return translated(_CANDIDATE).format(name=name, role=role) if role else name


def source_row(source: Source) -> Runs:
    """A publisher with its articles, their days and their licences."""
    dated = source.first and source.last
    if source.articles == 1:
        sentence = _ARTICLE_OF_A_DAY if dated else _ONE_ARTICLE
    else:
        sentence = _ARTICLES_OF_DAYS if dated else _ARTICLES
    return filled(
        sentence,
        publisher=Run(source.publisher, strong=True),
        articles=f"{source.articles:,}",
        first=readable(source.first) if source.first else "",
        last=readable(source.last) if source.last else "",
        licences=", ".join(source.licences),
    )


def licence_rows(article: Article) -> tuple[Runs, ...]:
    """Under which licence an article is, what that permits and asks, and the credit line to print."""
    licence, title = article.licence, Run(credit_of(article).title, url=article.url or "")
    if not licence.known:
        unnamed = not article.publisher
        sentence = _NO_LICENCE_NO_PUBLISHER if unnamed else _NO_LICENCE
        return (filled(sentence, title=title, publisher=article.publisher or ""),)
    under = filled(_LICENSED, title=title, licence=Run(short_name(licence), strong=True, url=licence.url or ""))
    return (
        under,
        *((Run(translated(term)),) for term in _terms(licence)),
        filled(_CREDIT, credit=credit_line(article)),
    )


def _terms(licence: Licence) -> tuple[str, ...]:
    if licence.commercial is None or licence.derivatives is None:
        return (_TERMS_UNKNOWN,)
    if licence.attribution is None:
        return (_RESERVED,)
    limits = (
        (_NOT_COMMERCIAL, not licence.commercial),
        (_UNCHANGED, not licence.derivatives),
        (_SHARE_ALIKE, licence.share_alike),
    )
    return (_WITH_CREDIT if licence.attribution else _FREELY, *(term for term, holds in limits if holds))
