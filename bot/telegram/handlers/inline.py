"""Inline mode: the bot's name and a question, or the beginning of a name, in any chat."""

from collections.abc import Sequence
from weakref import WeakKeyDictionary

from telegram import InlineQueryResultArticle, InlineQueryResultsButton, Update

from bot.telegram.inline_results import InlineItem, example_items, items_of
from bot.telegram.inline_results import results as as_results
from bot.telegram.limits import TooManyError
from bot.telegram.services import Context, Services, services_of
from bot.words import inline as words
from bot.words.language import translated
from index.errors import QuestionError
from index.search.snapshot import Snapshot
from retrieval.engine import Engine
from retrieval.models import Answer
from retrieval.suggesting import Suggested

_SHORTEST = 2
_MOST = 50
_A_PAGE = 10
_EXAMPLES = 3
_CACHE_SECONDS = 30
_PRIVATE = "ask"  # what a private chat is opened with
_ANSWERED: WeakKeyDictionary[Snapshot, tuple[tuple[str, Answer], ...]] = WeakKeyDictionary()


async def on_inline_query(update: Update, context: Context) -> None:
    """Offer speakers and statements, page by page; where there are none, questions that this corpus answers."""
    query, services = update.inline_query, services_of(context)
    if query is None:
        return
    typed, at = query.query.strip(), int(query.offset) if query.offset.isdecimal() else 0
    results: Sequence[InlineQueryResultArticle] = ()
    seconds, after = _CACHE_SECONDS, ""
    try:
        with services.inline_limits.question(query.from_user.id):
            found = await _found(services, typed)
            items = items_of(found, context.bot.username, services.public)
            label = words.ASK_PRIVATELY if items else words.NOTHING_FOUND
            items = items or await _examples(services, context.bot.username)
            results = as_results(items, at, _A_PAGE)
            after = str(at + _A_PAGE) if len(items) > at + _A_PAGE else ""
    except TooManyError:
        label, seconds = words.SLOWER, 0
    button = InlineQueryResultsButton(
        translated(label if len(typed) >= _SHORTEST else words.TYPE_SOMETHING), start_parameter=_PRIVATE
    )
    # each in their own language
    await query.answer(results, cache_time=seconds, is_personal=True, next_offset=after, button=button)


async def _found(services: Services, typed: str) -> Suggested:
    if len(typed) < _SHORTEST:
        return Suggested()
    try:
        return await services.read(services.engine.suggest, typed, _MOST)
    except QuestionError:
        return Suggested()


async def _examples(services: Services, username: str) -> list[InlineItem]:
    answers = await services.read(_answered, services.engine)
    return example_items(answers, username, services.public)


def _answered(engine: Engine) -> tuple[tuple[str, Answer], ...]:
    """Questions that the corpus answers, with their answers; kept as long as the state that they come from."""
    published = engine.published
    if published not in _ANSWERED:
        _ANSWERED[published] = tuple((question, engine.ask(question)) for question in engine.examples(_EXAMPLES))
    return _ANSWERED[published]
