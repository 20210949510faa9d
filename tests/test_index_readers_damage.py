"""What is damaged costs itself only, and says what it is; nothing of it is cut or left out without a word."""

import bz2
import io
import json
import tarfile
import zipfile

import pytest

from tests.corpus_files import articles, errors

GOOD = "Eva Holm, the mayor of Velm, said the ferry would sail on Monday."
ENTITIES = "declares entities of its own, which can grow without measure; remove them"


def zipped(tmp_path, *, damage=b"Ben Dahl said"):
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for name, text in (
            ("a.txt", GOOD),
            ("b.txt", "Ben Dahl said no."),
            ("c.txt", GOOD.replace("Monday", "Friday")),
        ):
            archive.writestr(name, text)
    data = path.read_bytes()
    path.write_bytes(data.replace(damage, damage.upper()))
    return path


def test_a_damaged_member_of_a_zip_costs_only_itself(tmp_path):
    zipped(tmp_path)
    assert [one.text[-7:] for one in articles(tmp_path)] == ["Monday.", "Friday."]
    assert errors(tmp_path) == {
        "a.zip::b.txt": "a damaged or locked member of its archive (Bad CRC-32 for file 'b.txt')"
    }


def test_a_member_that_its_reader_fails_at_costs_only_itself(tmp_path, monkeypatch):
    from index.corpus.readers.text_files import TextReader  # noqa: PLC0415

    read = TextReader.read

    def failing(self, source):
        if source.stem == "b":
            raise KeyError("x")
        yield from read(self, source)

    monkeypatch.setattr(TextReader, "read", failing)
    with tarfile.open(tmp_path / "a.tar", "w") as archive:
        for name in ("a.txt", "b.txt", "c.txt"):
            member = tarfile.TarInfo(name)
            member.size = len(GOOD)
            archive.addfile(member, io.BytesIO(GOOD.encode()))
    assert [one.id for one in articles(tmp_path)] == ["a", "c"]
    assert errors(tmp_path) == {"a.tar::b.txt": "cannot be read (KeyError: 'x'); please report it"}


def test_a_damaged_bz2_is_damaged_and_not_locked(tmp_path):
    data = bytearray(bz2.compress(json.dumps({"text": GOOD}).encode()))
    data[20:24] = b"\0\0\0\0"
    (tmp_path / "a.jsonl.bz2").write_bytes(bytes(data))
    assert errors(tmp_path) == {
        "a.jsonl.bz2": "damaged: its compression breaks off (Invalid data stream); fetch it again"
    }


WIKI = """<?xml version="1.0" encoding="{encoding}"?>
{dtd}<mediawiki>{site}<page><title>Ferry</title><ns>0</ns><id>7</id><revision>
<text>Eva Holm said the ferry would sail &town; on Monday.</text></revision></page></mediawiki>"""
DTD = '<!DOCTYPE mediawiki [ <!ENTITY town "for Velm"> ]>\n'


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
@pytest.mark.parametrize(
    "xml",
    [
        WIKI.replace("{dtd}", DTD),
        '<?xml version="1.0" encoding="{encoding}"?>' + DTD.replace("mediawiki", "nitf")
        + "<nitf><body><body.content><p>Rain fell.</p></body.content></body></nitf>{site}",
        '<?xml version="1.0" encoding="{encoding}"?>' + DTD.replace("mediawiki", "rss")
        + "<rss><channel><item><description>Rain fell &town;.</description></item></channel></rss>{site}",
    ],
)  # fmt: skip
def test_xml_that_declares_entities_is_refused_in_every_format(tmp_path, xml, encoding):
    path = tmp_path / "a.xml"
    path.write_bytes(xml.format(encoding=encoding, site="").encode(encoding))
    found = errors(
        path, formats={"*.xml": "mediawiki" if "<mediawiki" in xml else "nitf" if "<nitf" in xml else "feed"}
    )
    assert found == {"a.xml": ENTITIES}


def test_words_about_entities_are_no_entity(tmp_path):
    body = "<p>Write <![CDATA[<!ENTITY x>]]> at the top, she said.</p>"
    (tmp_path / "a.xml").write_text(f"<nitf><body><body.content>{body}</body.content></body></nitf>", encoding="utf-8")
    assert [one.text for one in articles(tmp_path)] == ["Write <!ENTITY x> at the top, she said."]


def test_a_wiki_that_does_not_say_whose_it_is_is_read(tmp_path):
    xml = WIKI.format(encoding="utf-8", dtd="", site="").replace(" &town;", "")
    (tmp_path / "a.xml").write_text(xml, encoding="utf-8")
    (article,) = articles(tmp_path)
    assert (article.id, article.title, article.url, article.publisher) == ("Ferry", "Ferry", None, None)
