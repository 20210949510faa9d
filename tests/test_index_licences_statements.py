"""Statements about reuse: at least 97 of a hundred read right, none as more permissive than it is."""

import pytest

from index.licences import licence_of
from tests.corpus_files import article_of_record
from tests.licence_samples import FIELDS, FOOTERS

BODY = "Rain fell on Velm. The ferry stayed in port until Monday."
PERMITS = {"commercial", "derivatives"}


def of_field(tmp_path, statement):
    return article_of_record(tmp_path, {"text": BODY, "license": statement}).licence


def of_footer(tmp_path, statement):
    return article_of_record(tmp_path, {"text": f"{BODY}\n\n{statement}"}).licence


def test_at_least_97_of_a_hundred_statements_are_right_and_none_too_permissive(tmp_path):
    read = [(words, wanted, of_field(tmp_path, words)) for words, wanted in FIELDS]
    read += [(words, wanted, of_footer(tmp_path, words)) for words, wanted in FOOTERS]
    wrong = [(words, wanted, got.id) for words, wanted, got in read if got.id != wanted]
    too_permissive = [
        (words, wanted, got.id)
        for words, wanted, got in read
        for permission in PERMITS
        if getattr(got, permission) and not (wanted and getattr(licence_of(wanted), permission))
        if got.id != wanted
    ]
    assert len(read) >= 100
    assert too_permissive == []
    assert 1 - len(wrong) / len(read) >= 0.97, wrong


@pytest.mark.parametrize(
    ("field", "footer", "identifier", "source"),
    [
        ("CC BY 4.0", "This article is licensed under CC BY-NC 4.0.", "CC-BY-NC-4.0", "footer"),
        ("CC BY-NC 4.0", "This article is licensed under CC BY 4.0.", "CC-BY-NC-4.0", "field license"),
        ("CC BY 4.0", "© 2024 Velton Post. All rights reserved.", "LicenseRef-all-rights-reserved", "footer"),
        ("CC BY-ND 4.0", "This article is licensed under CC BY-NC 4.0.", "CC-BY-NC-4.0", "footer"),
    ],
)
def test_of_two_that_differ_the_stricter_counts_with_a_warning(tmp_path, field, footer, identifier, source):
    licence = article_of_record(tmp_path, {"text": f"{BODY}\n\n{footer}", "license": field}).licence
    assert (licence.id, licence.source, licence.commercial) == (identifier, source, False)
    assert licence.warning.startswith("also stated: CC-BY-")


def test_what_only_says_more_is_no_conflict(tmp_path):
    text = f"{BODY}\n\nThis article is licensed under CC BY 4.0."
    licence = article_of_record(tmp_path, {"text": text, "license": "CC BY"}).licence
    assert (licence.id, licence.warning) == ("CC-BY-4.0", "")


def test_the_configuration_settles_a_licence_by_domain(tmp_path):
    record = {"text": BODY, "url": "https://www.velton.co.uk/rain", "license": "ask the desk"}
    licence = article_of_record(tmp_path, record, licences={"velton.co.uk": "CC BY-SA 4.0"}).licence
    assert (licence.id, licence.source) == ("CC-BY-SA-4.0", "configuration")


def test_a_licence_without_a_version_still_tells_what_it_asks():
    licence = licence_of("CC BY-NC-ND")
    assert (licence.attribution, licence.commercial, licence.derivatives, licence.url) == (True, False, False, None)
    assert licence.name == "Creative Commons Attribution-NonCommercial-NoDerivatives (version not stated)"
