"""Markdown with front matter, as site generators keep articles."""

import re
from collections.abc import Iterator, Mapping
from datetime import date

from index.corpus.decoding import decoded
from index.corpus.extras import needed
from index.corpus.reader import Found
from index.corpus.records import found_in
from index.corpus.source import Source
from index.errors import DocumentError

_FRONT = re.compile(rb"(?:\xef\xbb\xbf)?(?:---|\+\+\+)[ \t]*\r?\n")
_SUFFIXES = (".md", ".markdown", ".mdown")


class MarkdownReader:
    """One article, its fields in the front matter (YAML or TOML), its text without the marks."""

    name = "markdown"

    def recognises(self, source: Source) -> bool:
        """By the front matter of a file with its ending: without fields it may be any note."""
        return source.suffix in _SUFFIXES and _FRONT.match(source.head) is not None

    def read(self, source: Source) -> Iterator[Found]:
        """The article. Needs the extra ``markdown``."""
        frontmatter = needed("frontmatter", "markdown", source.name)
        try:
            page = frontmatter.loads(decoded(source.content(), source.name))
        except DocumentError:
            raise
        except Exception as error:
            raise DocumentError(source.name, f"its front matter cannot be read ({error})") from error
        fields = {key: _plain(value) for key, value in page.metadata.items()}
        yield found_in(fields | {"text": _without_marks(page.content)}, source)


def _plain(value: object) -> object:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return {key: _plain(one) for key, one in value.items()}
    return value


def _without_marks(text: str) -> str:
    from markdown_it import MarkdownIt  # noqa: PLC0415

    html: str = MarkdownIt().render(text)
    return html
