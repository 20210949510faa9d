"""The words around a statement or a passage: who said it and in which manner, and where it was printed."""

from collections.abc import Iterable
from datetime import date, datetime

from bot.words.language import day_in_words, translated
from bot.words.own_verbs import is_phrase, own_verb
from bot.words.runs import Run, Runs, filled
from index.licences import short_name
from index.models import Act, Article, Copy, Kind, Statement
from retrieval.answer.unnamed import described_in
from retrieval.models import Item

OMISSION = "[…]"
READ = "read"  # the link from a credit to the page
BREAK = "…"  # between the parts of a statement that its cue splits
CONTEXT = "The article's own words around it:"
PUBLISHER_UNKNOWN = "publisher unknown"
SPEAKER_UNKNOWN = "Speaker unknown"
DATE_UNKNOWN = "date unknown"
_LICENCE_UNKNOWN = "licence unknown"
_SOURCE = "{publisher} · {day} · {licence}"
_ON_PAGE = "{day}, p. {page}"
_AROUND = "The article's own words around it, no quotation:"
_AROUND_IN = "“{title}”: the article's own words around it, no quotation:"
_ALSO_IN = "Also in {others}"
_ALSO_IN_MORE = "Also in {others} and {count} more"
_WROTE = "{publisher} wrote:"
_ARTICLE_SAYS = "The article says:"
_WROTE_UNREAD = "{publisher} wrote, in another language ({language}), read without speakers:"
_ARTICLE_SAYS_UNREAD = "The article, in another language ({language}), read without speakers, says:"

# by whether a role and an outlet through which the words are known stand beside the name
_WHO = {
    (False, False): "{name}",
    (True, False): "{name}, {role},",
    (False, True): "{name} (via {via})",
    (True, True): "{name}, {role} (via {via}),",
}
_PROBABLY = {
    (False, False): "Probably {name}",
    (True, False): "Probably {name}, {role},",
    (False, True): "Probably {name} (via {via})",
    (True, True): "Probably {name}, {role} (via {via}),",
}

# of each act: with the speaker in front, and where the same speaker goes on
_QUOTED = {
    Act.STATES: ("{who} said:", "and said:"),
    Act.ASKS: ("{who} asked:", "and asked:"),
    # what is quoted are the words of the denial, not what was denied
    Act.DENIES: ("{who} said in denial:", "and said in denial:"),
    Act.DECLINES: ("{who} said, declining to answer:", "and said, declining to answer:"),
    Act.PREDICTS: ("{who} predicted:", "and predicted:"),
    Act.ORDERS: ("{who} urged:", "and urged:"),
}
_REPORTED = {
    Act.STATES: ("{who} said, as reported:", "and said, as reported:"),
    Act.ASKS: ("{who} asked, as reported:", "and asked, as reported:"),
    Act.DENIES: ("{who} denied:", "and denied:"),
    Act.DECLINES: ("{who} declined to say:", "and declined to say:"),
    Act.PREDICTS: ("{who} predicted, as reported:", "and predicted, as reported:"),
    Act.ORDERS: ("{who} urged, as reported:", "and urged, as reported:"),
}
_NEGATED = {
    Act.STATES: ("{who} did not say:", "and did not say:"),
    Act.ASKS: ("{who} did not ask:", "and did not ask:"),
    Act.DENIES: ("{who} did not deny:", "and did not deny:"),
    Act.DECLINES: ("{who} did not decline to say:", "and did not decline to say:"),
    Act.PREDICTS: ("{who} did not predict:", "and did not predict:"),
    Act.ORDERS: ("{who} did not urge:", "and did not urge:"),
}
_OWN_VERB = ("{who} {verb}, as reported:", "and {verb}, as reported:")
_OWN_VERB_NEGATED = ("{who} did not {verb}, as reported:", "and did not {verb}, as reported:")
# before a phrase, which nobody can "say": "Accusations of fraud"
_SPOKE_OF = ("{who} spoke of this, as reported:", "and spoke of this, as reported:")

_TITLE_CHARACTERS = 36
_OTHERS_NAMED = 2


def attribution_of(item: Item, statement: Statement, *, goes_on: bool = False) -> Runs:
    """Who said the words, and how; without the name where the same speaker ``goes_on``."""
    name, role = name_of(item, statement) or translated(SPEAKER_UNKNOWN), item.role or ""
    return attributed(name, role, statement, item.article.text, doubtful=item.doubtful, goes_on=goes_on)


def attributed(
    name: str, role: str, statement: Statement, text: str, *, doubtful: bool = False, goes_on: bool = False
) -> Runs:
    """Somebody's name, role and manner of saying; ``text`` is the article's.

    A report is marked as such, so that nobody takes the article's words for the speaker's own. One that
    is no clause ("hailed Tehran for its support") is introduced by the article's own verb.
    """
    via = statement.via or ""
    who = (_PROBABLY if doubtful else _WHO)[bool(role), bool(via)]
    named = filled(who, name=Run(name, strong=True), role=role, via=via)
    manner, verb = _manner(statement, text)
    return filled(manner[goes_on], who=named, verb=verb)


def name_of(item: Item, statement: Statement | None) -> str:
    """The speaker's name, or of somebody unnamed what the article calls them; empty if it does not say."""
    if item.speaker:
        return item.speaker.name
    return _mentioned(statement, item.article.text) if statement else ""


def passage_label_of(article: Article) -> Runs:
    """Whose words a passage is: the publisher's."""
    publisher = Run(article.publisher, strong=True) if article.publisher else ""
    if not article.in_english:
        unread = _WROTE_UNREAD if publisher else _ARTICLE_SAYS_UNREAD
        return filled(unread, publisher=publisher, language=article.language)
    return filled(_WROTE, publisher=publisher) if publisher else filled(_ARTICLE_SAYS)


def source_of(article: Article, at: int | None = None) -> Runs:
    """Where words were printed, when, and under which licence, on one line; the credit in full is for copying.

    ``at`` is the first character of the words: where pages are known, theirs is named.
    """
    licence = article.licence
    page = None if at is None else article.page_of(at)
    return filled(
        _SOURCE,
        publisher=Run(_printed_in(article), url=article.url or ""),
        day=filled(_ON_PAGE, day=day_of(article), page=str(page)) if page else day_of(article),
        licence=Run(short_name(licence) if licence.known else translated(_LICENCE_UNKNOWN), url=licence.url or ""),
    )


def context_label_of(article: Article) -> Runs:
    """What stands over an article's own words, so that nobody takes them for a quotation."""
    if not article.title:
        return filled(_AROUND)
    return filled(_AROUND_IN, title=Run(shortened(article.title)))


def also_in(articles: Iterable[Article | Copy]) -> Runs:
    """Other articles that have the same words; empty for none."""
    others = list(articles)
    by_name: dict[str, Article | Copy] = {}
    for article in others:  # of one publisher's several the first is named
        by_name.setdefault(shortened(article.publisher or article.title or article.id), article)
    named: list[Run] = []
    for name, article in list(by_name.items())[:_OTHERS_NAMED]:
        named += [Run(", ")] if named else []
        named.append(Run(name, url=article.url or ""))
    if not named:
        return ()
    left = len(others) - min(len(by_name), _OTHERS_NAMED)
    return filled(_ALSO_IN_MORE if left > 0 else _ALSO_IN, others=tuple(named), count=str(left))


def day_of(article: Article) -> str:
    """The day of publication for people ("7 Dec 2021"), or that it is unknown."""
    return readable(article.published) if article.published else translated(DATE_UNKNOWN)


def readable(day: date | datetime) -> str:
    """A day for people: "7 Dec 2021"."""
    return day_in_words(day)


def _printed_in(article: Article) -> str:
    return article.publisher or shortened(article.title) or translated(PUBLISHER_UNKNOWN)


def _mentioned(statement: Statement, text: str) -> str:
    """The words by which the article calls a speaker, at the beginning of a sentence; empty for a mere pronoun."""
    mention = described_in(statement, text) or ""
    return f"{mention[:1].upper()}{mention[1:]}"


def _manner(statement: Statement, text: str) -> tuple[tuple[str, str], str]:
    """The sentences for how the words were said, and the article's own verb if they take one."""
    act = statement.act
    if statement.kind is Kind.DIRECT:
        return (_NEGATED if statement.negated else _QUOTED)[act], ""
    verb = own_verb(statement, text)
    if verb is not None:
        return (_OWN_VERB_NEGATED, verb.base) if statement.negated else (_OWN_VERB, verb.past)
    if statement.negated:
        return _NEGATED[act], ""
    return _SPOKE_OF if act is Act.STATES and is_phrase(statement, text) else _REPORTED[act], ""


def shortened(title: str) -> str:
    """A title, or its first words, for a line that holds more."""
    if len(title) <= _TITLE_CHARACTERS:
        return title
    return f"{title[:_TITLE_CHARACTERS].rsplit(' ', 1)[0].rstrip(' ,.;:–-…')}…"
