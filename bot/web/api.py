"""The API: answers, statements, speakers and articles as JSON, described by OpenAPI."""

import re
from datetime import date
from enum import StrEnum
from typing import Annotated, Any

from fastapi import APIRouter, Depends, HTTPException, Path, Query
from fastapi.exceptions import RequestValidationError
from fastapi.routing import APIRoute
from pydantic import BaseModel, BeforeValidator
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response

from bot.layout.citations import citations_of
from bot.records import (
    AnswerRecord,
    ArticleRecord,
    SpeakerRecord,
    StatementRecord,
    answer_record,
    article_record,
    found_record,
    speaker_record,
)
from bot.web import listing
from bot.web.site import Site, site_of
from bot.words import page as words
from index.keys import ARTICLE_KEY, STATEMENT_KEY
from index.models import Unit
from index.search.filters import Where
from retrieval.engine import MAX_QUESTION_CHARACTERS
from retrieval.models import Ambiguous

VERSION = "1"
_MOST = 100  # of a list at once
_FARTHEST = 10_000_000
_CSL = "application/vnd.citationstyles.csl+json"
_JSON_LD = "application/ld+json"
_NOT_BLANK = r"[^\s\x00-\x1f\x7f-\xa0]"  # in the one dialect of OpenAPI and in that of pydantic
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)


class Problem(BaseModel):
    """Why there is no result."""

    detail: str


class Statements(BaseModel):
    """Some of the statements that fit; ``total`` counts all."""

    total: int
    offset: int
    statements: list[StatementRecord]


class Speakers(BaseModel):
    """Some of the speakers that fit, those with most statements first; ``total`` counts all."""

    total: int
    offset: int
    speakers: list[SpeakerRecord]


def _counted(request: Request) -> None:
    site_of(request).count(request)


def _refused(parameter: str, value: str, message: str) -> RequestValidationError:
    """What is wrong with a parameter, told as FastAPI itself tells it."""
    return RequestValidationError(
        [{"type": "value_error", "loc": ("query", parameter), "msg": message, "input": value}]
    )


def _taken(request: Request) -> None:
    """Refuse a parameter that the address does not take: a filter passed over would give another answer."""
    route: APIRoute = request.scope["route"]
    taken = [one.alias for one in route.dependant.query_params]
    for name, value in request.query_params.items():
        if name not in taken:
            raise _refused(name, value, words.not_taken(taken))


def _iso_day(value: object) -> object:
    if isinstance(value, str) and not _DAY.fullmatch(value):
        raise ValueError("write a day as YYYY-MM-DD")
    return value


SiteOf = Annotated[Site, Depends(site_of)]
Question = Annotated[
    str,
    Query(max_length=MAX_QUESTION_CHARACTERS, pattern=_NOT_BLANK, description="The question, in plain words."),
]
Text = Annotated[str, Query(max_length=200)]
Day = Annotated[date | None, BeforeValidator(_iso_day), Query()]
Limit = Annotated[int, Query(ge=1, le=_MOST, description="How many, at most.")]
Offset = Annotated[int, Query(ge=0, le=_FARTHEST, description="How many are passed over.")]
StatementKey = Annotated[str, Path(pattern=rf"^[a-z2-7]{{{STATEMENT_KEY}}}$", description="A statement's key.")]
ArticleKey = Annotated[str, Path(pattern=rf"^[a-z2-7]{{{ARTICLE_KEY}}}$", description="An article's key.")]

_MISSING: dict[int | str, dict[str, Any]] = {404: {"model": Problem}}
router = APIRouter(
    prefix="/api", dependencies=[Depends(_counted), Depends(_taken)], responses={429: {"model": Problem}}
)


@router.get("/ask", summary="Answer a question")
async def ask(site: SiteOf, q: Question, speaker: Text = "") -> AnswerRecord:
    """``speaker`` is the id of one of the ``candidates`` of an answer that left open who is meant."""
    return await site.ask(("record", q, speaker), lambda: _answered(site, q, speaker))


def _answered(site: Site, question: str, speaker: str) -> AnswerRecord:
    """The record of an answer. Raises RequestValidationError for a speaker whom the question cannot mean."""
    answer = site.answer(question, speaker)
    who = answer.question.who
    candidates = who.speakers if isinstance(who, Ambiguous) else ()
    if speaker and speaker not in {one.id for one in answer.question.speakers}:
        raise _refused("speaker", speaker, words.no_candidate([one.id for one in candidates]))
    return answer_record(answer)


@router.get("/statements", summary="List statements")
def statements(
    site: SiteOf,
    *,
    speaker: Text = "",
    publisher: Text = "",
    first: Day = None,
    last: Day = None,
    about: Text = "",
    limit: Limit = 20,
    offset: Offset = 0,
) -> Statements:
    """Of a ``speaker`` (id) or ``publisher``, from the ``first`` to the ``last`` day, with the words ``about``.

    In the order in which they were stored; with ``about`` the best two hundred, best first.
    """
    published = site.engine.published
    where = Where((speaker,) if speaker else None, publisher or None, first, last)
    keys = listing.keys_about(published, about, where) if about else published.keys(Unit.STATEMENT, where)
    found = published.read(Unit.STATEMENT, keys[offset : offset + limit])
    most = site.settings.retrieval.quotation_characters
    records = [found_record(one, most) for one in found.values()]
    return Statements(total=len(keys), offset=offset, statements=records)


@router.get("/statements/{key}", summary="Read a statement", responses=_MISSING)
def statement(site: SiteOf, key: StatementKey) -> StatementRecord:
    """Its page is ``/s/{key}``."""
    indexed = site.engine.published.article_of_key(key)
    said = indexed.said(key) if indexed else None
    if indexed is None or said is None:
        raise HTTPException(404, words.NO_SUCH_STATEMENT)
    return found_record(indexed.found(said), site.settings.retrieval.quotation_characters)


class CitationForm(StrEnum):
    """How a statement is cited."""

    TEXT = "text"
    BIBTEX = "bibtex"
    CSL = "csl"
    JSON_LD = "json-ld"


_CITED: dict[int | str, dict[str, Any]] = _MISSING | {
    200: {"content": {media: {} for media in ("text/plain", "application/x-bibtex", _CSL, _JSON_LD)}}
}


@router.get("/statements/{key}/citation", summary="Cite a statement", responses=_CITED, response_class=Response)
def citation(request: Request, site: SiteOf, key: StatementKey, form: CitationForm = CitationForm.TEXT) -> Response:
    """As text, BibTeX, CSL-JSON, or a schema.org Quotation in JSON-LD."""
    item = site.engine.statement(key)
    if item is None:
        raise HTTPException(404, words.NO_SUCH_STATEMENT)
    cited = citations_of(item, site.address(request, f"/s/{key}"))
    match form:
        case CitationForm.BIBTEX:
            return PlainTextResponse(cited.bibtex, media_type="application/x-bibtex")
        case CitationForm.CSL:
            return JSONResponse(list(cited.csl), media_type=_CSL)
        case CitationForm.JSON_LD:
            return JSONResponse(cited.json_ld, media_type=_JSON_LD)
    return PlainTextResponse(cited.text)


@router.get("/speakers", summary="List speakers")
def speakers(site: SiteOf, name: Text = "", limit: Limit = 20, offset: Offset = 0) -> Speakers:
    """Who has a statement, those with most first; only whose names hold all words of ``name``."""
    found = listing.speakers_of(site.engine.published, name)
    shown = found[offset : offset + limit]
    return Speakers(total=len(found), offset=offset, speakers=[speaker_record(one) for one in shown])


@router.get("/articles/{id}", summary="Read an article", responses=_MISSING)
def article(site: SiteOf, id: ArticleKey) -> ArticleRecord:  # noqa: A002 - the name in the address
    """With its statements. Its page is ``/a/{id}``; the text is null where nothing is known to permit reuse."""
    indexed = site.engine.published.article_of_key(id)
    if indexed is None:
        raise HTTPException(404, words.NO_SUCH_ARTICLE)
    return article_record(indexed, site.settings.retrieval.quotation_characters)
