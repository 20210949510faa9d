"""Ten articles written for the project (samples), and each format in which archives keep them."""

import csv
import io
import json
from dataclasses import dataclass
from html import escape
from xml.sax.saxutils import quoteattr

import frontmatter
import pyarrow
import pyarrow.parquet

_PLACES = ("Velm", "Osterby", "Norvik", "Sundby", "Holme", "Varde", "Lund", "Askby", "Tarn", "Elvik")
_NAMES = (
    "Ida Brandt",
    "Tom Ek",
    "Ruth Keller",
    "Ben Kade",
    "Anna Holm",
    "Per Holm",
    "Lena Moss",
    "Nils Berg",
    "Olga Lind",
    "Sara Vik",
)
SITE = "https://www.sundpost.example"
PUBLISHER = "Sund Post (sample)"
LICENCE = "https://creativecommons.org/licenses/by/4.0/"


@dataclass(frozen=True)
class Sample:
    """What every format is to give back."""

    id: str
    title: str
    author: str
    day: str
    url: str
    paragraphs: tuple[str, ...]

    @property
    def text(self) -> str:
        return "\n\n".join(self.paragraphs)

    @property
    def record(self) -> dict[str, str]:
        return {
            "id": self.id,
            "title": self.title,
            "text": self.text,
            "url": self.url,
            "publisher": PUBLISHER,
            "published": self.day,
            "author": self.author,
            "licence": LICENCE,
        }


SAMPLES = tuple(
    Sample(
        id=f"ferry-{number}",
        title=f"{place} & its ferry: “no more delays”",
        author=name,
        day=f"2021-03-{number:02}",
        url=f"{SITE}/2021/ferry-{number}",
        paragraphs=(
            f"The ferry between {place} and the islands sails again after two years in the yard of the town.",
            f"“Nobody missed it, and I did not either,” said Olga Stern, who keeps the lighthouse of {place}.",
            f"The council of {place} had voted {number} times on selling the old ship to a company abroad.",
        ),
    )
    for number, (place, name) in enumerate(zip(_PLACES, _NAMES, strict=True), 1)
)


def page(sample: Sample) -> str:
    """A page with what OpenGraph and JSON-LD state of the article, between a menu and a footer."""
    linked = {
        "@context": "https://schema.org",
        "@graph": [
            {"@type": "WebSite", "name": "Another name"},
            {
                "@type": "NewsArticle",
                "headline": sample.title,
                "author": [{"@type": "Person", "name": sample.author}],
                "publisher": {"@type": "Organization", "name": PUBLISHER},
                "datePublished": sample.day,
            },
        ],
    }
    body = "".join(f"<p>{escape(paragraph)}</p>" for paragraph in sample.paragraphs)
    return (
        f'<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>{escape(sample.title)} | Sund Post</title>'
        f'<link rel="canonical" href="{sample.url}"><script type="application/ld+json">{json.dumps(linked)}</script>'
        f'</head><body><nav><a href="/">Home</a> <a href="/news">News</a></nav><article><h1>{escape(sample.title)}</h1>'
        f'{body}</article><footer><a rel="license" href="{LICENCE}">CC BY 4.0</a></footer></body></html>'
    )


def paragraphs(sample: Sample) -> str:
    return "".join(f"<p>{escape(paragraph)}</p>" for paragraph in sample.paragraphs)


def json_lines() -> bytes:
    return "\n".join(json.dumps(sample.record) for sample in SAMPLES).encode()


def table(rows: list[dict[str, str]], delimiter: str) -> bytes:
    out = io.StringIO()
    writer = csv.DictWriter(out, list(rows[0]), delimiter=delimiter)
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue().encode()


def delimited(delimiter: str) -> bytes:
    return table([sample.record for sample in SAMPLES], delimiter)


def parquet_of(rows: list[dict[str, str]]) -> bytes:
    out = io.BytesIO()
    pyarrow.parquet.write_table(pyarrow.Table.from_pylist(rows), out)
    return out.getvalue()


def parquet() -> bytes:
    return parquet_of([sample.record for sample in SAMPLES])


def markdown(sample: Sample) -> bytes:
    fields = {key: value for key, value in sample.record.items() if key != "text"}
    return frontmatter.dumps(frontmatter.Post(sample.text, **fields)).encode()


def warc() -> bytes:
    records = []
    for sample in SAMPLES:
        body = page(sample).encode()
        answer = (
            b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: %d\r\n\r\n" % len(body)
            + body
        )
        head = (
            f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:0000000{sample.day}>\r\n"
            f"WARC-Target-URI: {sample.url}\r\nWARC-Date: 2021-04-01T00:00:00Z\r\n"
            f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(answer)}\r\n\r\n"
        )
        records.append(head.encode() + answer + b"\r\n\r\n")
    return b"".join(records)


def rss() -> bytes:
    items = "".join(
        f"<item><guid>{one.id}</guid><title>{escape(one.title)}</title><link>{one.url}</link>"
        f"<dc:creator>{one.author}</dc:creator><pubDate>{one.day}</pubDate>"
        f"<content:encoded><![CDATA[{''.join(f'<p>{p}</p>' for p in one.paragraphs)}]]></content:encoded></item>"
        for one in SAMPLES
    )
    return (
        '<?xml version="1.0"?><rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/" '
        'xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:cc="http://backend.userland.com/creativeCommonsRssModule">'
        f"<channel><title>{PUBLISHER}</title><cc:license>{LICENCE}</cc:license>{items}</channel></rss>"
    ).encode()


def atom() -> bytes:
    entries = "".join(
        f"<entry><id>{one.id}</id><title>{escape(one.title)}</title><link href={quoteattr(one.url)}/>"
        f'<link rel="license" href="{LICENCE}"/><author><name>{one.author}</name></author>'
        f'<published>{one.day}</published><content type="html">'
        f"{escape(''.join(f'<p>{escape(p)}</p>' for p in one.paragraphs))}</content></entry>"
        for one in SAMPLES
    )
    return f'<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><title>{PUBLISHER}</title>{entries}</feed>'.encode()


def json_feed() -> bytes:
    items = [
        {
            "id": one.id,
            "url": one.url,
            "title": one.title,
            "content_html": "".join(f"<p>{escape(p)}</p>" for p in one.paragraphs),
            "date_published": one.day,
            "authors": [{"name": one.author}],
            "license": LICENCE,
        }
        for one in SAMPLES
    ]
    return json.dumps({"version": "https://jsonfeed.org/version/1.1", "title": PUBLISHER, "items": items}).encode()


def ninjs(sample: Sample) -> bytes:
    return json.dumps(
        {
            "uri": sample.url,
            "id": sample.id,
            "type": "text",
            "versioncreated": f"{sample.day}",
            "headline": sample.title,
            "byline": sample.author,
            "copyrightholder": PUBLISHER,
            "usageterms": LICENCE,
            "body_xhtml": "".join(f"<p>{escape(p)}</p>" for p in sample.paragraphs),
        }
    ).encode()


def nitf(sample: Sample) -> bytes:
    body = "".join(f"<p>{escape(p)}</p>" for p in sample.paragraphs)
    title = escape(sample.title)
    return (
        f'<?xml version="1.0"?><nitf><head><title>{title}</title><docdata><doc-id id-string="{sample.id}"/>'
        f'<date.issue norm="{sample.day}"/><doc.rights limitations="{LICENCE}"/></docdata>'
        f'<pubdata name="{PUBLISHER}" ex-ref="{sample.url}"/></head>'
        f"<body><body.head><hedline><hl1>{title}</hl1></hedline>"
        f"<byline>By <person>{sample.author}</person></byline></body.head>"
        f"<body.content>{body}</body.content></body></nitf>"
    ).encode()


def newsml() -> bytes:
    items = "".join(
        f'<newsItem guid="{one.id}" version="1"><rightsInfo><usageTerms>{LICENCE}</usageTerms></rightsInfo>'
        f"<itemMeta><provider><name>{PUBLISHER}</name></provider><firstCreated>{one.day}</firstCreated>"
        f'<link rel="canonical" href="{one.url}"/></itemMeta><contentMeta><creator><name>{one.author}</name></creator>'
        f"<headline>{escape(one.title)}</headline></contentMeta><contentSet><inlineXML>"
        f'<html xmlns="http://www.w3.org/1999/xhtml"><body>{paragraphs(one)}</body></html>'
        "</inlineXML></contentSet></newsItem>"
        for one in SAMPLES
    )
    return (
        f'<?xml version="1.0"?><newsMessage xmlns="http://iptc.org/std/nar/2006-10-01/"><itemSet>{items}</itemSet></newsMessage>'
    ).encode()


def wikitext(sample: Sample) -> str:
    """The markup of a page, with a template, links and a list of sources."""
    body = "\n\n".join(sample.paragraphs).replace("ferry", "[[w:ferry|ferry]]")
    return f"{{{{date|{sample.day}}}}}\n\n{body}\n\n== Sources ==\n*{{{{source|url=x}}}}\n[[Category:Ferries]]"


def mediawiki() -> bytes:
    pages = "".join(
        f"<page><title>{escape(one.title)}</title><ns>0</ns><id>{number}</id>"
        f"<revision><text>{escape(wikitext(one))}</text></revision></page>"
        for number, one in enumerate(SAMPLES, 1)
    )
    return (
        f'<mediawiki xmlns="http://www.mediawiki.org/xml/export-0.11/"><siteinfo><sitename>{PUBLISHER}</sitename>'
        f"<base>{SITE}/wiki/Main_Page</base></siteinfo><page><title>Template:date</title><ns>10</ns><id>99</id>"
        f"<revision><text>no article</text></revision></page>{pages}</mediawiki>"
    ).encode()


def mailbox() -> bytes:
    return b"".join(
        (
            f"From press@sundpost.example Mon Mar  1 00:00:00 2021\nFrom: {one.author} <press@sundpost.example>\n"
            f"Subject: {one.title}\nDate: {one.day}\nMessage-ID: <{one.id}>\nMIME-Version: 1.0\n"
            f'Content-Type: text/plain; charset="utf-8"\nContent-Transfer-Encoding: 8bit\n\n{one.text}\n\n'
        ).encode()
        for one in SAMPLES
    )


def pdf(lines: list[str], title: str = "") -> bytes:
    """A PDF of one page with these lines of text."""
    shown = "".join(f"({line}) Tj 0 -14 Td " for line in lines)
    content = f"BT /F1 12 Tf 72 720 Td {shown}ET".encode("latin-1")
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R "
        b"/Resources << /Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content),
        f"<< /Title ({title}) /Author (Ida Brandt) /CreationDate (D:20210301060000+02'00') >>".encode(),
    ]
    out = bytearray(b"%PDF-1.4\n")
    places = []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer << /Size %d /Root 1 0 R /Info 5 0 R >>\nstartxref\n%d\n%%%%EOF" % (len(objects) + 1, table)
    return bytes(out)
