"""Mailboxes and single messages: newsletters and press releases as they came."""

from collections.abc import Iterator
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from email.utils import parseaddr

from index.corpus.document import Document, Stated
from index.corpus.reader import Found
from index.corpus.source import Source
from index.errors import DocumentError

_SUFFIXES = (".eml", ".mbox")


class MailboxReader:
    """A message is an article: its subject the title, its sender the author."""

    name = "mailbox"

    def recognises(self, source: Source) -> bool:
        """By the line that opens a mailbox, or by its ending."""
        return source.suffix in _SUFFIXES or source.head.startswith(b"From ")

    def read(self, source: Source) -> Iterator[Found]:
        """The messages, read one by one."""
        if not source.head.startswith(b"From "):
            yield _found(source.content(), source.name, source.stem)
            return
        for number, message in enumerate(_messages(source), 1):
            yield _found(message, f"{source.name}#{number}", f"{source.stem}-{number}")


def _messages(source: Source) -> Iterator[bytes]:
    """The messages of a mailbox, split at the lines that open them."""
    lines: list[bytes] = []
    with source.stream() as file:
        file.readline()
        before = b"\n"
        for line in file:
            if line.startswith(b"From ") and not before.strip():
                yield b"".join(lines)
                lines = []
            else:
                lines.append(line)
            before = line
    yield b"".join(lines)


def _found(data: bytes, name: str, default_id: str) -> Found:
    message = message_from_bytes(data, policy=default)
    body = message.get_body(("plain", "html"))
    try:
        text = body.get_content() if body else ""
    except (LookupError, UnicodeDecodeError, KeyError) as error:
        return DocumentError(name, f"its text cannot be decoded ({error})")
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


def _stated(message: EmailMessage, header: str) -> Stated | None:
    value = message.get(header)
    return Stated(str(value), header) if value else None
