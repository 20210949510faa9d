"""The formats that can be read, a module each."""

from collections.abc import Sequence

from index.corpus.reader import Reader
from index.corpus.readers.archives import ArchiveReader
from index.corpus.readers.delimited import DelimitedReader
from index.corpus.readers.feed_files import FeedReader
from index.corpus.readers.json_files import JsonReader
from index.corpus.readers.mailboxes import MailboxReader
from index.corpus.readers.markdown_files import MarkdownReader
from index.corpus.readers.mediawiki import MediawikiReader
from index.corpus.readers.newsml import NewsmlReader
from index.corpus.readers.nitf import NitfReader
from index.corpus.readers.parquet_files import ParquetReader
from index.corpus.readers.pdf_files import PdfReader
from index.corpus.readers.text_files import TextReader
from index.corpus.readers.web_pages import HtmlReader, WarcReader
from index.corpus.source import Source

# A format that has marks of its own is tried before one that is told by its ending.
READERS: tuple[Reader, ...] = (
    ArchiveReader(lambda: READERS),
    ParquetReader(),
    PdfReader(),
    WarcReader(),
    NitfReader(),
    NewsmlReader(),
    MediawikiReader(),
    FeedReader(),
    HtmlReader(),
    JsonReader(),
    MarkdownReader(),
    DelimitedReader(),
    MailboxReader(),
    TextReader(),
)


def reader_of(source: Source, readers: Sequence[Reader] = READERS) -> Reader | None:
    """The first reader that recognises a file; None if none does."""
    return next((reader for reader in readers if reader.recognises(source)), None)
