"""The pages for people. Each reads the published state and paints it; none decides what is answered."""

from collections import Counter
from collections.abc import Sequence

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from bot.layout.blocks import Section
from bot.layout.deep_links import chat_address
from bot.layout.talk import blocks_of
from bot.layout.walk import sections_of
from bot.web import listing
from bot.web.article import article_view, statement_view
from bot.web.parts import part_of
from bot.web.site import Site, site_of
from bot.web.timeline import timeline_of
from bot.words import page as words
from index.models import Unit
from index.search.filters import Where
from index.search.found import IndexedArticle
from index.search.snapshot import Snapshot
from retrieval.answer.items import item_by_itself
from retrieval.models import Ambiguous, Reply

_EXAMPLES = 3
_OUTLETS = 5
_NAME_CHARACTERS = 200  # of what is filtered by
_ON_A_PAGE = {"speakers": 60, "statements": 20, "articles": 50}


async def home(request: Request) -> Response:
    """The ask box, questions that this corpus answers, and what it holds."""
    site = site_of(request)
    return await site.ask("home", lambda: _home(site))


async def ask(request: Request) -> Response:
    """An answer. ``q`` is the question, ``speaker`` one of those whom it may mean."""
    site = site_of(request)
    question = request.query_params.get("q", "")
    if not question.strip():
        raise HTTPException(400, words.NOTHING_ASKED)
    site.count(request)
    speaker_id = request.query_params.get("speaker", "")
    return await site.ask(("page", question, speaker_id), lambda: _ask(site, question, speaker_id))


def statement(request: Request) -> Response:
    """A statement in its article; where it is gone, the article and a line that says so."""
    site, key = site_of(request), request.path_params["key"]
    indexed = _article(site.engine.published, key, words.NO_SUCH_STATEMENT)
    said = indexed.said(key)
    if said is None:
        return site.html("article.html", 404, article=article_view(indexed), view=None, gone=True)
    address = site.address(request, f"/s/{key}")
    view = statement_view(indexed, said, address, site.settings.retrieval.quotation_characters)
    chat = chat_address(site.settings.web.telegram, key)
    return site.html("statement.html", view=view, article=view.article, address=address, chat=chat, gone=False)


def article(request: Request) -> Response:
    """An article with its statements marked."""
    site, key = site_of(request), request.path_params["key"]
    indexed = _article(site.engine.published, key, words.NO_SUCH_ARTICLE)
    return site.html("article.html", article=article_view(indexed), view=None, gone=False)


def speakers(request: Request) -> Response:
    """Who is on record, those with most statements first; ``name`` filters."""
    site, name = site_of(request), _filter(request, "name")
    part = part_of(request, listing.speakers_of(site.engine.published, name), _ON_A_PAGE["speakers"])
    return site.html("speakers.html", speakers=part.items, name=name, page=part)


def speaker(request: Request) -> Response:
    """A speaker's roles, times and outlets, and their statements, newest first; ``about`` filters."""
    site, about = site_of(request), _filter(request, "about")
    published = site.engine.published
    who = published.speaker(request.path_params["speaker"])
    if who is None:
        raise HTTPException(404, words.NO_SUCH_SPEAKER)
    placed = listing.placed_of(published, who)
    own = Where(speakers=(who.id,))
    keys = listing.keys_about(published, about, own) if about else [one.key for one in placed]
    part = part_of(request, keys, _ON_A_PAGE["statements"])
    days = [one.day for one in placed if one.day]
    return site.html(
        "speaker.html",
        speaker=who,
        count=len(placed),
        period=words.days(min(days, default=None), max(days, default=None)),
        roles=words.held(who),
        aliases=[alias for alias in who.aliases if alias != who.name],
        outlets=Counter(one.publisher for one in placed if one.publisher).most_common(_OUTLETS),
        timeline=timeline_of(days),
        sections=_sections(site, published, part.items),
        about=about,
        page=part,
    )


def corpus(request: Request) -> Response:
    """What the corpus holds, by publisher and by licence."""
    site = site_of(request)
    licences = Counter(heading.licence for heading in site.engine.published.headings)
    return site.html("corpus.html", holds=_holds(site), sources=site.engine.sources(), licences=licences.most_common())


def articles(request: Request) -> Response:
    """The articles of a ``publisher``, or under a ``licence``, newest first."""
    site, licence = site_of(request), _filter(request, "licence")
    publisher = request.query_params.get("publisher")
    found = listing.articles_of(site.engine.published, publisher, licence)
    part = part_of(request, found, _ON_A_PAGE["articles"])
    return site.html("articles.html", articles=part.items, publisher=publisher, licence=licence, page=part)


def about_api(request: Request) -> Response:
    """What programs can ask."""
    site = site_of(request)
    described = request.app.openapi()["paths"].items()
    return site.html(
        "api.html",
        limit=words.api_limit(site.settings.web.requests_per_minute),
        paths=[(path, methods["get"]["summary"]) for path, methods in described],
    )


def robots(request: Request) -> Response:  # noqa: ARG001
    """Statements and articles may be found by search engines; answers and the API are not crawled."""
    return PlainTextResponse("User-agent: *\nDisallow: /ask\nDisallow: /api/\n")


ROUTES = (
    Route("/", home),
    Route("/ask", ask),
    Route("/s/{key:str}", statement),
    Route("/a/{key:str}", article),
    Route("/speakers", speakers),
    Route("/speakers/{speaker:str}", speaker),
    Route("/corpus", corpus),
    Route("/corpus/articles", articles),
    Route("/api", about_api),
    Route("/robots.txt", robots),
)


def _home(site: Site) -> Response:
    return site.html("home.html", examples=site.engine.examples(_EXAMPLES), holds=_holds(site))


def _ask(site: Site, question: str, speaker_id: str) -> Response:
    answer = site.answer(question, speaker_id)
    if answer.reply is Reply.HELP:
        return _home(site)
    who = answer.question.who
    return site.html(
        "ask.html",
        question=question,
        blocks=blocks_of(answer, site.engine),
        candidates=who.speakers if answer.abstained and isinstance(who, Ambiguous) else (),
    )


def _article(published: Snapshot, key: str, missing: str) -> IndexedArticle:
    indexed = published.article_of_key(key)
    if indexed is None:
        raise HTTPException(404, missing)
    return indexed


def _sections(site: Site, published: Snapshot, keys: Sequence[int]) -> tuple[Section, ...]:
    found = published.read(Unit.STATEMENT, keys)
    most = site.settings.retrieval.quotation_characters
    return sections_of([item_by_itself(found[key], most) for key in keys if key in found])


def _holds(site: Site) -> str:
    published = site.engine.published
    speakers = len(listing.speakers_of(published))
    return words.holds(published.count(Unit.STATEMENT), speakers, published.article_count)


def _filter(request: Request, name: str) -> str:
    return request.query_params.get(name, "")[:_NAME_CHARACTERS]
