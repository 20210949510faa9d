"""Mailboxes and single messages: newsletters and press releases as they came."""

import re
from collections.abc import Iterator
from email import message_from_bytes
from email.message import EmailMessage, MIMEPart
from email.policy import default
from email.utils import parseaddr

from index.corpus.decoding import decoded, decoded_as, decoded_page
from index.corpus.document import Document, Stated, stated
from index.corpus.reader import Found
from index.corpus.source import Source
from index.errors import DocumentError

_SUFFIXES = (".eml", ".mbox")
_ENVELOPE = re.compile(rb"From \S+\s*$|From .*\d:\d\d")  # a sentence that begins so tells no time
_QUOTED_FROM = re.compile(rb"^>(>*From )")  # https://www.rfc-editor.org/rfc/rfc4155, as mailboxes of today write it
_END_OF_HEADERS = re.compile(rb"\r?\n\r?\n")


class MailboxReader:
    """A message is an article: its subject the title, its sender the author."""

    name = "mailbox"

    def recognises(self, source: Source) -> bool:
        """By the line that opens a mailbox, or by its ending."""
        return source.suffix in _SUFFIXES or source.head.startswith(b"From ")

    def read(self, source: Source) -> Iterator[Found]:
        """The messages, read one by one."""
        if not source.head.startswith(b"From "):
            yield _document(source.content(), source.name, source.stem)
            return
        for number, message in enumerate(_messages(source), 1):
            try:
                yield _document(message, f"{source.name}#{number}", f"{source.stem}-{number}")
            except DocumentError as error:
                yield error


def _messages(source: Source) -> Iterator[bytes]:
    """The messages of a mailbox, split at the lines that open them."""
    lines: list[bytes] = []
    with source.stream() as file:
        file.readline()
        before = b"\n"
        for line in file:
            if _ENVELOPE.match(line) and not before.strip():
                yield b"".join(lines)
                lines = []
            else:
                lines.append(_QUOTED_FROM.sub(b"\\1", line))
            before = line
    yield b"".join(lines)


def _document(data: bytes, name: str, default_id: str) -> Document:
    message = message_from_bytes(_with_headers_in_utf8(data, name), policy=default)
    body = message.get_body(("plain", "html"))
    text = _text(body, name) if body else ""
    sender, address = parseaddr(str(message.get("From", "")))
    return Document(
        name=name,
        text=text.replace("\r\n", "\n").strip(),
        default_id=default_id,
        id=str(message["Message-ID"]).strip(" <>") if message["Message-ID"] else None,
        title=_stated(message, "Subject"),
        domain=address.rpartition("@")[2] or None,
        published=_stated(message, "Date"),
        authors=(Stated(sender, "From"),) if sender else (),
    )


def _with_headers_in_utf8(data: bytes, name: str) -> bytes:
    """A message whose headers are UTF-8, as the parser takes those that declare nothing."""
    end = _END_OF_HEADERS.search(data)
    headers = data[: end.start()] if end else data
    return decoded(headers, name).encode() + data[len(headers) :]


def _text(body: MIMEPart, name: str) -> str:
    """The text of a part in the encoding that it declares. Raises DocumentError if it is none."""
    data = body.get_payload(decode=True)
    if not isinstance(data, bytes):
        raise DocumentError(name, "its text cannot be decoded")
    charset = body.get_content_charset()
    return (
        decoded_page(data, name, charset) if body.get_content_subtype() == "html" else decoded_as(data, name, charset)
    )


def _stated(message: EmailMessage, header: str) -> Stated | None:
    return stated(str(message.get(header, "")), header)
