"""Texts in the encodings of other days: windows-1252 where nothing else is said, one encoding for a whole file."""

import json

import pytest

from index.corpus.decoding import decoded
from index.errors import DocumentError
from tests.corpus_files import articles, errors

WESTERN = [
    "Ole Sørensen said: \"The ship is in Ærø.\"",
    "It was 20°C, said Dr. Ångström",
    "Anna said: ‘No – never.’",
    "It cost €5, said Bo Åkesson…",
    "Señor Núñez said the jalapeño price rose 5 £.",
    "Le maire a déclaré : « C’est fini. » Les élèves ont été très étonnés.",
]  # fmt: skip
OTHER = [
    ("Мэр города сказал, что мост откроют на следующей неделе. Люди ждали долго. ", "cp1251"),
    ("Ο δήμαρχος είπε ότι η γέφυρα θα ανοίξει την επόμενη εβδομάδα. ", "cp1253"),
    ("市长说桥下周开放，人们等了很久。", "gb18030"),
]


@pytest.mark.parametrize("times", [1, 6])
@pytest.mark.parametrize("text", WESTERN)
def test_western_text_is_windows_1252(text, times):
    assert decoded(" ".join([text] * times).encode("cp1252"), "a") == " ".join([text] * times)


@pytest.mark.parametrize(("text", "encoding"), OTHER)
def test_text_of_other_letters_is_told_by_its_letters(text, encoding):
    assert decoded((text * 4).encode(encoding), "a") == text * 4


def test_what_is_no_text_is_refused():
    with pytest.raises(DocumentError, match="not text in UTF-8"):
        decoded(b"\x00\x01\xff\xe9 PK", "a")


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_a_table_is_read_in_any_encoding(tmp_path, encoding, ending):
    rows = [
        "id,title,text",
        *(f'{n},"Day {n}","{text.replace(chr(34), chr(34) * 2)}"' for n, text in enumerate(WESTERN)),
    ]
    (tmp_path / "a.csv").write_bytes(ending.join(rows).encode(encoding))
    assert [one.text for one in articles(tmp_path)] == WESTERN


@pytest.mark.parametrize("encoding", ["cp1252", "utf-16"])
def test_json_lines_are_read_in_any_encoding(tmp_path, encoding):
    lines = "\n".join(json.dumps({"text": text}, ensure_ascii=False) for text in WESTERN)
    (tmp_path / "a.jsonl").write_bytes(lines.encode(encoding))
    assert [one.text for one in articles(tmp_path)] == WESTERN


def test_the_lines_of_a_file_are_in_one_encoding_though_a_line_is_too_short_to_tell_it(tmp_path):
    texts = ["Мэр сказал: да.", "Нет.", *("Мэр города сказал, что мост откроют на следующей неделе." for _ in range(9))]
    lines = "\n".join(json.dumps({"t": n, "text": text}, ensure_ascii=False) for n, text in enumerate(texts))
    (tmp_path / "a.jsonl").write_bytes(lines.encode("cp1251"))
    assert [one.text for one in articles(tmp_path)] == texts


def test_a_line_in_another_encoding_leaves_those_in_utf_8_as_they_are(tmp_path):
    rows = [b"text,id", "“Ærø” is far,1".encode(), "“Ærø” is near,2".encode("cp1252"), "“No”,3".encode()]
    (tmp_path / "a.csv").write_bytes(b"\n".join(rows))
    assert [one.text for one in articles(tmp_path)] == ["“Ærø” is far", "“Ærø” is near", "“No”"]


def test_a_row_that_cannot_be_decoded_costs_only_itself(tmp_path):
    good, bad = "“Ærø is far.”".encode("cp1252"), b"\x81\x8d odd"
    (tmp_path / "a.csv").write_bytes(
        b"text,id\n" + b"".join(b"%s,%d\n" % (bad if n == 30 else good, n) for n in range(40))
    )
    assert [one.text for one in articles(tmp_path)] == ["“Ærø is far.”"] * 39
    assert errors(tmp_path) == {"a.csv#31": "not valid cp1252 (character maps to <undefined>); convert it to UTF-8"}


@pytest.mark.parametrize("encoding", ["utf-8", "cp1252"])
@pytest.mark.parametrize("subtype", ["plain", "html"])
def test_a_message_that_declares_no_encoding_is_read(tmp_path, encoding, subtype):
    headers = f"From: Zoë Holm <zoe@example.org>\nSubject: The café “is” closed\nContent-Type: text/{subtype}\n\n"
    (tmp_path / "a.eml").write_bytes(f"{headers}The café is closed, said Zoë Holm.".encode(encoding))
    (article,) = articles(tmp_path)
    assert (article.title, article.authors) == ("The café “is” closed", ("Zoë Holm",))
    assert article.text == "The café is closed, said Zoë Holm."


def test_a_message_is_read_in_the_encoding_that_it_declares(tmp_path):
    headers = b"Subject: Bridge\nContent-Type: text/plain; charset=koi8-r\n\n"
    (tmp_path / "a.eml").write_bytes(headers + "Мост закрыт.".encode("koi8-r"))
    assert [one.text for one in articles(tmp_path)] == ["Мост закрыт."]


def test_a_sentence_that_begins_with_from_ends_no_message(tmp_path):
    (tmp_path / "a.mbox").write_text(
        "From eva@example.org Thu Jan  2 00:00:00 2020\nSubject: One\n\nShe said it.\n\n>From now on we pay.\n\n"
        "From the hall came no answer.\n\nFrom eva@example.org Fri Jan  3 00:00:00 2020\nSubject: Two\n\nShe left.\n",
        encoding="utf-8",
    )
    assert [(one.title, one.text) for one in articles(tmp_path)] == [
        ("One", "She said it.\n\nFrom now on we pay.\n\nFrom the hall came no answer."),
        ("Two", "She left."),
    ]
    assert errors(tmp_path) == {}


def test_a_row_with_more_cells_than_columns_is_an_error_and_no_text_cut_short(tmp_path):
    (tmp_path / "a.csv").write_text(
        "id,title,text\n1,A,The road was closed, and it would stay so.\n2,B,The road was open.\n3,C,Rain fell.,,\n",
        encoding="utf-8",
    )
    assert [one.text for one in articles(tmp_path)] == ["The road was open.", "Rain fell."]
    assert errors(tmp_path) == {
        "a.csv#1": "4 cells under 3 columns; put a cell that holds the delimiter in quotation marks"
    }


def test_blank_lines_of_a_table_are_no_rows(tmp_path):
    (tmp_path / "a.csv").write_text("\nid,text\n\n1,Rain fell.\n\n , \n2,It snowed.\n\n", encoding="utf-8")
    assert [(one.id, one.text) for one in articles(tmp_path)] == [("1", "Rain fell."), ("2", "It snowed.")]
    assert errors(tmp_path) == {}
