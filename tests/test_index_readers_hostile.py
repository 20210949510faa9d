"""Input that was made to do harm, or is damaged: named with its reason, and the rest is read."""

import gzip
import io
import json
import tarfile
import zipfile

import pytest
from typer.testing import CliRunner

from bot.command.app import app
from index.search.snapshot import Snapshot
from tests import corpus_formats as formats
from tests.corpus_files import articles, errors
from tests.indexes import lend_encoder

GOOD = "Rain fell on Velm."
LINES = b"".join(json.dumps({"id": f"line-{n}", "text": f"Rain fell on day {n}."}).encode() + b"\n" for n in range(200))


def zipped(path, **members):
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name.replace("_", "."), content)


def zip_bomb(folder):
    zipped(folder / "bomb.zip", big_txt=bytes(200_000_000), good_txt=GOOD)


def gzip_bomb(folder):
    (folder / "bomb.txt.gz").write_bytes(gzip.compress(bytes(200_000_000)))


def archive_in_archive(folder):
    inner = GOOD.encode()
    for name in ("c", "b", "a"):
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w") as archive:
            archive.writestr("deep.zip" if name != "c" else "deep.txt", inner)
        inner = out.getvalue()
    (folder / "nested.zip").write_bytes(inner)


def tar_that_leads_out(folder):
    with tarfile.open(folder / "out.tar", "w") as archive:
        for name in ("../../escaped.txt", "/tmp/escaped.txt", "good.txt"):
            member = tarfile.TarInfo(name)
            member.size = len(GOOD)
            archive.addfile(member, io.BytesIO(GOOD.encode()))


def entity_bomb(folder):
    entities = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 10))
    body = "<nitf><body><body.content><p>&e9;</p></body.content></body></nitf>"
    (folder / "bomb.xml").write_text(f'<!DOCTYPE nitf [<!ENTITY e0 "ha">{entities}]>{body}', encoding="utf-8")


def entity_of_a_file(folder):
    body = "<nitf><body><body.content><p>&passwords;</p></body.content></body></nitf>"
    entity = '<!DOCTYPE nitf [<!ENTITY passwords SYSTEM "file:///etc/passwd">]>'
    (folder / "file.xml").write_text(entity + body, encoding="utf-8")


def huge_page(folder):
    with (folder / "huge.html").open("wb") as page:
        page.write(b"<!DOCTYPE html><html><body><p>")
        page.write(b"Rain fell. " * 8_000_000)


def cut_warc(folder):
    (folder / "cut.warc").write_bytes(formats.warc()[:-400])


def cut_compressed_warc(folder):
    whole = gzip.compress(formats.warc())
    (folder / "cut.warc.gz").write_bytes(whole[: len(whole) // 2])


def wrong_checksum(folder):
    whole = bytearray(gzip.compress(LINES))
    whole[-6] ^= 0xFF
    (folder / "sum.jsonl.gz").write_bytes(whole)


def damaged_zip(folder):
    zipped(folder / "damaged.zip", good_txt=GOOD)
    data = (folder / "damaged.zip").read_bytes()
    (folder / "damaged.zip").write_bytes(data[:-30])


def nested_json(folder):
    (folder / "nested.json").write_text("[" * 100_000, encoding="utf-8")


HOSTILE = {
    zip_bomb: ("big.txt", "inflates to 200,000,000 bytes, beyond reason; not read"),
    gzip_bomb: ("bomb.txt.gz", "more than the 5,000,000 bytes that a document may have"),
    archive_in_archive: ("deep.zip", "an archive in an archive in an archive; unpack it first"),
    tar_that_leads_out: ("escaped.txt", "its name leads out of the archive; not read"),
    entity_bomb: ("bomb.xml", "declares entities of its own, which can grow without measure; remove them"),
    entity_of_a_file: ("file.xml", "declares entities of its own, which can grow without measure; remove them"),
    huge_page: ("huge.html", "more than the 5,000,000 bytes that a document may have"),
    cut_warc: ("cut.warc#10", "cut off: "),
    cut_compressed_warc: ("cut.warc.gz", "damaged: its compression breaks off"),
    wrong_checksum: ("sum.jsonl.gz", "damaged: its compression breaks off (CRC check failed"),
    damaged_zip: ("damaged.zip", "a damaged or locked archive (File is not a zip file)"),
    nested_json: ("nested.json", "not readable JSON: nested too deeply"),
}


@pytest.mark.parametrize("make", HOSTILE, ids=lambda make: make.__name__)
def test_hostile_input_is_named_with_its_reason_and_the_rest_is_read(tmp_path, make):
    make(tmp_path)
    (tmp_path / "zz-good.json").write_text(json.dumps({"id": "the-rest", "text": GOOD}), encoding="utf-8")
    name, reason = HOSTILE[make]
    found = errors(tmp_path)
    assert next(why for what, why in found.items() if what.endswith(name)).startswith(reason)
    assert "the-rest" in {one.id for one in articles(tmp_path)}


def test_what_is_whole_in_a_damaged_file_is_read(tmp_path):
    cut_warc(tmp_path)
    wrong_checksum(tmp_path)
    tar_that_leads_out(tmp_path)
    found = articles(tmp_path)
    assert len([one for one in found if ".warc" in one.source]) == 9
    assert len([one for one in found if ".jsonl" in one.source]) == 200
    assert [one.text for one in found if ".tar" in one.source] == [GOOD]


def test_a_run_over_all_of_it_indexes_the_rest_and_ends_with_status_1(tmp_path, sample_settings):
    folder = tmp_path / "corpus"
    folder.mkdir()
    for make in HOSTILE:
        make(folder)
    (folder / "zz-good.json").write_text(json.dumps({"id": "the-rest", "text": GOOD}), encoding="utf-8")
    lend_encoder(sample_settings.data, tmp_path / "data")
    result = CliRunner().invoke(app, ["index", str(folder), "--data", str(tmp_path / "data"), "--progress", "json"])
    finished = json.loads(result.output.splitlines()[-1])
    reasons = [failure["reason"] for failure in finished["failed"]]
    assert result.exit_code == 1
    assert all(any(reason.startswith(wanted) for reason in reasons) for _, wanted in HOSTILE.values())
    assert Snapshot(tmp_path / "data").article("the-rest") is not None
