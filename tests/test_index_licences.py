"""Licence statements and credit lines."""

from datetime import date

import pytest

from index.licences import credit_line, credit_of, licence_of, licence_of_footer
from index.models import UNKNOWN_LICENCE, Article


@pytest.mark.parametrize(
    ("statement", "identifier", "url"),
    [
        ("CC-BY-2.5", "CC-BY-2.5", "https://creativecommons.org/licenses/by/2.5/"),
        ("CC BY 4.0", "CC-BY-4.0", "https://creativecommons.org/licenses/by/4.0/"),
        ("cc by-nc-nd 3.0", "CC-BY-NC-ND-3.0", "https://creativecommons.org/licenses/by-nc-nd/3.0/"),
        ("https://creativecommons.org/licenses/by-sa/4.0/deed.en", "CC-BY-SA-4.0", "https://creativecommons.org/licenses/by-sa/4.0/"),
        ("Creative Commons Attribution-NoDerivs 2.0", "CC-BY-ND-2.0", "https://creativecommons.org/licenses/by-nd/2.0/"),
        ("Creative Commons Attribution-NonCommercial-ShareAlike 4.0 International", "CC-BY-NC-SA-4.0", "https://creativecommons.org/licenses/by-nc-sa/4.0/"),
        ("CC-BY-3.0-US", "CC-BY-3.0-US", "https://creativecommons.org/licenses/by/3.0/us/"),
        ("CC0", "CC0-1.0", "https://creativecommons.org/publicdomain/zero/1.0/"),
        ("MIT", "MIT", None),
        ("All rights reserved.", "LicenseRef-all-rights-reserved", None),
        ("ask the desk", "LicenseRef-ask-the-desk", None),
    ],
)  # fmt: skip
def test_a_statement_gives_its_spdx_id_and_address(statement, identifier, url):
    licence = licence_of(statement)
    assert (licence.id, licence.url) == (identifier, url)


def test_what_a_licence_permits_and_asks_follows_from_its_elements():
    licence = licence_of("CC BY-NC-SA 4.0")
    assert (licence.attribution, licence.commercial, licence.derivatives, licence.share_alike) == (
        True,
        False,
        True,
        True,
    )
    assert licence.name == "Creative Commons Attribution-NonCommercial-ShareAlike 4.0 International"


def test_nothing_is_assumed_of_a_licence_that_is_not_known():
    licence = licence_of("ask the desk")
    assert (licence.attribution, licence.commercial, licence.derivatives) == (None, None, None)
    assert licence_of("  ") is UNKNOWN_LICENCE


def test_a_footer_names_licence_and_licensor():
    footer = licence_of_footer(
        "… the ferry.  All Content by Velm Radio is licensed under a Creative Commons "
        "Attribution 4.0 International License."
    )
    assert (footer.licence.id, footer.publisher) == ("CC-BY-4.0", "Velm Radio")


def test_a_sentence_about_some_other_licence_is_no_footer():
    footer = licence_of_footer("The bar was licensed under an old law of the town, its owner said.")
    assert (footer.licence, footer.publisher) == (UNKNOWN_LICENCE, None)


def test_the_credit_line_holds_title_creators_source_and_licence():
    article = Article(
        "a", "Rain.", "Rain in Velm", "https://example.org/r", "Velm Radio", date(2024, 3, 1), ("Ida Brandt",),
        licence=licence_of("CC-BY-ND-4.0"),
    )  # fmt: skip
    assert credit_line(article) == (
        "“Rain in Velm” by Ida Brandt, Velm Radio, 2024-03-01, https://example.org/r, "
        "is licensed under CC BY-ND 4.0 (https://creativecommons.org/licenses/by-nd/4.0/); "
        "no derivatives: quote unchanged."
    )


def test_an_article_without_a_title_is_credited_by_its_first_whole_words():
    text = "The ferry between Velm and the islands sails again after two years in the yard."
    article = Article("a", text, None, publisher="Velm Radio", licence=licence_of("CC-BY-4.0"))
    assert credit_of(article).title == "The ferry between Velm and the islands sails again after…"


def test_a_long_title_is_credited_in_full():
    title = "The ferry between Velm and the islands sails again after two years in the yard of the town"
    article = Article("a", "Rain.", title, publisher="Velm Radio", licence=licence_of("CC-BY-4.0"))
    assert credit_line(article) == (
        f"“{title}” by Velm Radio is licensed under CC BY 4.0 (https://creativecommons.org/licenses/by/4.0/)."
    )


@pytest.mark.parametrize(
    ("licence", "credit"),
    [
        ("CC0", "“Rain” by Ida is marked with CC0 1.0 (https://creativecommons.org/publicdomain/zero/1.0/)."),
        ("All rights reserved", "“Rain” by Ida. All rights reserved."),
        ("House terms", "“Rain” by Ida. House terms."),
    ],
)
def test_a_work_is_not_said_to_be_licensed_where_it_is_not(licence, credit):
    assert credit_line(Article("a", "Rain.", "Rain", authors=("Ida",), licence=licence_of(licence))) == credit


def test_without_a_licence_the_credit_line_says_to_ask():
    assert credit_line(Article("a", "Rain fell on Velm.")) == (
        "“Rain fell on Velm.”, author unknown. Licence unknown: ask the publisher before reuse."
    )
