"""JSON and JSON Lines: an object is an article; unknown keys are passed over."""

import json
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Annotated, Any

from pydantic import AliasChoices, BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from index.corpus.reader import Reading, bounded, checked_text, decoded
from index.errors import DocumentError
from index.licences import licence_of, licence_of_footer
from index.models import Article


def _names(value: Any) -> Any:
    return [value] if isinstance(value, str) else value or ()


class _Record(BaseModel):
    """The keys of an article, under the names that exports use."""

    model_config = ConfigDict(extra="ignore", coerce_numbers_to_str=True)

    text: str = Field(validation_alias=AliasChoices("text", "body", "content", "articleBody"))
    id: str | None = None
    title: str | None = Field(None, validation_alias=AliasChoices("title", "headline"))
    url: str | None = Field(None, validation_alias=AliasChoices("url", "link"))
    publisher: str | None = Field(None, validation_alias=AliasChoices("publisher", "outlet", "source"))
    published: str | None = Field(None, validation_alias=AliasChoices("published", "date", "datePublished"))
    authors: Annotated[tuple[str, ...], BeforeValidator(_names)] = Field(
        (), validation_alias=AliasChoices("authors", "author", "byline")
    )
    language: str | None = Field(None, validation_alias=AliasChoices("language", "lang"))
    licence: str | None = Field(None, validation_alias=AliasChoices("licence", "license"))


class JsonReader:
    """``.json``: one article, or a list of articles."""

    suffixes = (".json",)

    def read(self, path: Path, max_bytes: int) -> Iterator[Reading]:
        """The articles; the id of one without is the file's name, numbered in a list."""
        try:
            content = _parsed(decoded(bounded(path, max_bytes), str(path)), str(path))
        except DocumentError as error:
            yield error
            return
        if isinstance(content, list):
            for number, record in enumerate(content, 1):
                yield _reading(record, f"{path}#{number}", f"{path.stem}-{number}")
        else:
            yield _reading(content, str(path), path.stem)


class JsonLinesReader:
    """``.jsonl``: an article a line, read line by line."""

    suffixes = (".jsonl", ".ndjson")

    def read(self, path: Path, max_bytes: int) -> Iterator[Reading]:
        """The articles; a broken line costs only itself."""
        number = 0
        with path.open("rb") as file:
            while line := file.readline(max_bytes + 1):
                number += 1
                name = f"{path}#{number}"
                if len(line) > max_bytes:
                    yield DocumentError(
                        name, f"a line of more than {max_bytes:,} bytes; raise [corpus] max_document_bytes"
                    )
                    while line and not line.endswith(b"\n"):
                        line = file.readline(max_bytes)
                elif line.strip():
                    yield _line(line, name, f"{path.stem}-{number}")
        if number == 0:
            yield DocumentError(str(path), "empty: it holds no text")


def _line(line: bytes, name: str, default_id: str) -> Reading:
    try:
        return _reading(_parsed(decoded(line, name), name), name, default_id)
    except DocumentError as error:
        return error


def _parsed(text: str, name: str) -> Any:
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        raise DocumentError(name, f"not valid JSON ({error})") from error
    except RecursionError as error:
        raise DocumentError(name, "not readable JSON: nested too deeply") from error


def _reading(record: Any, name: str, default_id: str) -> Reading:
    if not isinstance(record, dict):
        return DocumentError(name, 'not an article: wants an object with a "text"')
    try:
        parsed = _Record.model_validate(record)
        text = checked_text(parsed.text, name)
    except ValidationError as error:
        first = error.errors(include_input=False, include_url=False)[0]
        return DocumentError(name, f"not an article: {'.'.join(map(str, first['loc']))}: {first['msg']}")
    except DocumentError as error:
        return error
    footer = licence_of_footer(text)
    return Article(
        id=parsed.id or default_id,
        text=text,
        title=(parsed.title or "").strip(),
        url=parsed.url,
        publisher=parsed.publisher or footer.publisher,
        published=_published(parsed.published),
        authors=parsed.authors,
        language=parsed.language or "en",
        licence=licence_of(parsed.licence) if parsed.licence else footer.licence,
        source=name,
    )


def _published(stated: str | None) -> date | datetime | None:
    """A date, or a datetime where a time is stated; what cannot be read as either is unknown."""
    if not stated:
        return None
    try:
        return date.fromisoformat(stated)
    except ValueError:
        pass
    try:
        return datetime.fromisoformat(stated)
    except ValueError:
        pass
    import dateparser  # noqa: PLC0415 - only for dates that are not ISO 8601

    parsed: datetime | None = dateparser.parse(stated, settings={"REQUIRE_PARTS": ["year", "month", "day"]})
    return parsed
