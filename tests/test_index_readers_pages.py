"""Web pages as servers of other days wrote them: XHTML, and encodings that a page declares."""

import pytest

from index.corpus.decoding import decoded_page
from tests.corpus_files import articles

pytest.importorskip("trafilatura")

_BODY = "".join(
    f"<p>The ferry of Velm sails again on day {n}, said Eva Holm, the mayor — “at last”.</p>" for n in range(9)
)
_XHTML = (
    '<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Strict//EN" '
    '"http://www.w3.org/TR/xhtml1/DTD/xhtml1-strict.dtd">\n<html xmlns="http://www.w3.org/1999/xhtml" xml:lang="en">'
    f"<head><title>Ferry sails again</title></head><body><h1>Ferry sails again</h1>{_BODY}</body></html>"
)


def test_a_page_in_xhtml_is_read(tmp_path):
    path = tmp_path / "page.html"
    path.write_text(_XHTML, encoding="utf-8")
    (article,) = articles(path)
    assert article.title == "Ferry sails again"
    assert article.text.startswith("The ferry of Velm sails again on day 0, said Eva Holm, the mayor — “at last”.")


@pytest.mark.parametrize(
    ("declared", "encoding"),
    [
        ('<meta charset="windows-1251">', "windows-1251"),
        ('<meta http-equiv="Content-Type" content="text/html; charset=koi8-r">', "koi8-r"),
        ('<?xml version="1.0" encoding="windows-1251"?>', "windows-1251"),
        ('<meta charset="no-such-encoding">', "utf-8"),
        ('<meta charset="iso-8859-1">', "utf-8"),
    ],
)
def test_a_page_is_read_in_the_encoding_that_it_declares(declared, encoding):
    words = "Мэр Велма"
    assert words in decoded_page(f"{declared}<p>{words}</p>".encode(encoding), "page.html")


def test_a_page_in_latin_1_has_the_marks_of_windows_1252():
    assert "“at last”" in decoded_page('<meta charset="iso-8859-1">“at last”'.encode("cp1252"), "page.html")
