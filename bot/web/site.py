"""What the routes work with: the engine, the settings, the templates and the limits."""

import json
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from importlib.resources import files
from typing import Any, TypeVar

from anyio import CapacityLimiter, to_thread
from jinja2 import Environment, PackageLoader, StrictUndefined
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse

from bot.config import Settings
from bot.layout.links import web_address
from bot.web.kept import Kept
from bot.web.limits import ClientLimits
from bot.words import page
from bot.words.statements import readable
from index.keys import article_key
from retrieval.engine import Engine
from retrieval.models import Ambiguous, Answer
from retrieval.question.dialogue import chosen

_ASKED_AT_ONCE = 2  # questions, which take a core each; what is only read goes past them

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Site:
    """One of each for the whole page."""

    engine: Engine
    settings: Settings
    limits: ClientLimits
    templates: Environment
    asking: CapacityLimiter
    kept: Kept

    @classmethod
    def of(cls, engine: Engine, settings: Settings) -> "Site":
        """The site over an engine."""
        limits = ClientLimits(settings.web.requests_per_minute)
        kept = Kept(lambda: engine.sequence)
        return cls(engine, settings, limits, _templates(), CapacityLimiter(_ASKED_AT_ONCE), kept)

    async def ask(self, key: Hashable, work: Callable[[], T]) -> T:
        """Do in a thread what encodes and searches, as much of it at once as there are cores.

        What comes of it is kept under ``key`` while the state is published.
        """
        made: T = await self.kept.get(key, lambda: to_thread.run_sync(work, limiter=self.asking))
        return made

    def answer(self, question: str, speaker_id: str = "") -> Answer:
        """The answer to a question, of which ``speaker_id`` may settle whom it means. Raises QuestionError."""
        answer = self.engine.ask(question)
        who = answer.question.who
        if isinstance(who, Ambiguous):
            meant = next((one for one in who.speakers if one.id == speaker_id), None)
            answer = self.engine.answer(chosen(answer.question, meant)) if meant else answer
        return answer

    def count(self, request: Request) -> None:
        """Count a request against its client's limit. Raises HTTPException with status 429 if it is one too many."""
        refused = self.limits.refused(request.client.host if request.client else "")
        if refused:
            sentence = page.too_many(refused.allowed, refused.seconds)
            raise HTTPException(429, sentence, {"Retry-After": str(refused.seconds)})

    def html(self, template: str, status: int = 200, **values: Any) -> HTMLResponse:
        """A page."""
        return HTMLResponse(self.templates.get_template(template).render(values), status)

    def address(self, request: Request, path: str) -> str:
        """The permanent address of a path: the public one, or the one under which the page was reached."""
        return self.settings.web.address(path) or f"{str(request.base_url).rstrip('/')}{path}"


def site_of(request: Request) -> Site:
    """The site that a request is for."""
    site: Site = request.app.state.site
    return site


def _templates() -> Environment:
    """Everything is escaped; a name that a template does not know is an error."""
    environment = Environment(
        loader=PackageLoader("bot.web"), autoescape=True, undefined=StrictUndefined, trim_blocks=True, auto_reload=False
    )
    environment.globals |= {
        "w": page,
        "web_address": web_address,
        "article_key": article_key,
        "readable": readable,
        "static": _static,
    }
    environment.filters["json"] = _json
    return environment


@cache
def _static(name: str) -> str:
    """The address of a file that browsers may keep: another content has another address."""
    content = files("bot.web").joinpath("static", name).read_bytes()
    return f"/static/{name}?{sha256(content).hexdigest()[:12]}"


def _json(value: object, indent: int | None = None) -> Any:
    """JSON that ends no element it stands in: "<" is written as an escape of JSON. It is markup as it is."""
    text = json.dumps(value, ensure_ascii=False, indent=indent)
    return text if indent else _Markup(text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026"))


class _Markup(str):
    """Text that needs no escaping any more (https://markupsafe.palletsprojects.com/en/stable/html/)."""

    __slots__ = ()

    def __html__(self) -> str:
        return self
