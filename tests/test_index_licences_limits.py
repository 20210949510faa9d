"""Licences as printers set them, and what the words beside them forbid: never read as freer than stated."""

import time

import pytest

from index.licences import licence_of, licence_of_footer

BODY = "Rain fell on Velm. The ferry stayed in port until Monday.\n\n"
VAGUE = "LicenseRef-Creative-Commons"
RESTRICTED = "LicenseRef-CC-BY-4.0-restricted"


@pytest.mark.parametrize(
    ("words", "identifier"),
    [
        ("CC BY\u2011NC\u2011ND 4.0", "CC-BY-NC-ND-4.0"),  # a dash that does not break
        ("CC BY\u2212NC\u2212ND 4.0", "CC-BY-NC-ND-4.0"),  # a minus
        ("CC BY\u2013NC 4.0", "CC-BY-NC-4.0"),
        ("CC BY \u2014 NC \u2014 ND 4.0", "CC-BY-NC-ND-4.0"),
        ("CC BY\u200b-NC 4.0", "CC-BY-NC-4.0"),  # a space of no width
        ("CC BY\u2060-\u2060SA 4.0", "CC-BY-SA-4.0"),
        ("CC BY-\u00adNC 4.0", "CC-BY-NC-4.0"),
        ("CC\u00a0BY\u2011SA\u00a03.0", "CC-BY-SA-3.0"),
        ("ＣＣ ＢＹ－ＮＣ 4.0", "CC-BY-NC-4.0"),
        ("CC BY-\nNC 4.0", "CC-BY-NC-4.0"),
        ("CC BY\nNC-ND 4.0", "CC-BY-NC-ND-4.0"),
        ("CC BYNC 4.0", "CC-BY-NC-4.0"),
        ("CC BY & NC 4.0", "CC-BY-NC-4.0"),
        ("CC BY and NC 4.0", "CC-BY-NC-4.0"),
        ("CC BY (NC) 4.0", "CC-BY-NC-4.0"),
        ("CC BY 4.0 NC ND", "CC-BY-NC-ND-4.0"),
        ("https://creativecommons.org/licenses/by\u2011nc/4.0/", "CC-BY-NC-4.0"),
        ("Creative Commons Attribution-\nNonCommercial 4.0", "CC-BY-NC-4.0"),
        ("Creative Commons Attribution-Non-\nCommercial 4.0", "CC-BY-NC-4.0"),
        ("Creative Commons Attribution\u2011NonCommercial\u2011NoDerivatives 4.0", "CC-BY-NC-ND-4.0"),
        ("Creative Commons Attribution-Non\u00adCommercial 4.0", "CC-BY-NC-4.0"),
        ("Creative Commons Attribution (BY) NonCommercial (NC) 4.0", "CC-BY-NC-4.0"),
        ("CC BY-4.0", "CC-BY-4.0"),
        ("a CC BY-licensed text", "LicenseRef-CC-BY"),
    ],
)
def test_dashes_unseen_marks_and_line_breaks_change_no_licence(words, identifier):
    assert licence_of(words).id == identifier
    assert licence_of_footer(f"{BODY}This article is licensed under {words}.").licence.id == identifier


@pytest.mark.parametrize(
    "words",
    [
        "CC BY-",
        "CC BY-XX 4.0",
        "CC BY\u2011NX 4.0",
        "Creative Commons Attribution-NonComercial-Share 4.0",
        "Creative Commons Attribution Non profit 4.0",
        "https://creativecommons.org/licenses/by%2Dnc/4.0/",
        "https://creativecommons.org/licenses/by-xx/4.0/",
    ],
)
def test_a_licence_that_may_be_cut_off_is_none_that_is_known(words):
    licence = licence_of(words)
    assert (licence.id, licence.commercial, licence.derivatives) == (VAGUE, None, None)
    assert not licence_of_footer(f"{BODY}This article is licensed under {words}").licence.known


@pytest.mark.parametrize(
    ("limit", "commercial", "derivatives"),
    [
        ("Commercial use is not permitted.", False, True),
        ("Commercial use\nis not permitted.", False, True),
        ("Commercial reuse requires permission.", False, True),
        ("No commercial use.", False, True),
        ("For personal use only.", False, True),
        ("It may not be used commercially.", False, True),
        ("Not for commercial purposes.", False, True),
        ("For commercial use, please contact the publisher.", False, True),
        ("Do not edit or alter the text.", True, False),
        ("Modifications are not allowed.", True, False),
        ("No commercial use, no derivatives.", False, False),
    ],
)
def test_what_a_sentence_beside_a_licence_forbids_is_forbidden(limit, commercial, derivatives):
    licence_in_brackets = licence_of(f"CC BY 4.0 ({limit})")
    before, behind = licence_of(f"{limit} CC BY 4.0."), licence_of(f"CC BY 4.0. {limit}")
    notice = "This article is licensed under CC BY 4.0."
    footers = (f"{notice} {limit}", f"{notice}\n{limit}", f"{notice}\n\n{limit}", f"{limit} {notice}")
    read = (licence_in_brackets, before, behind, *(licence_of_footer(BODY + footer).licence for footer in footers))
    assert {(one.id, one.commercial, one.derivatives) for one in read} == {(RESTRICTED, commercial, derivatives)}


@pytest.mark.parametrize(
    "besides",
    [
        "You may use it commercially.",
        "Commercial use is permitted.",
        "Commercial use is not restricted.",
        "It is free for commercial and non-commercial use.",
        "No changes were made to the text.",
        "The article was not edited.",
        "Please say whether changes were made.",
        "Photos may not be used commercially.",
        "The ferry may not sail before Monday.",
    ],
)
def test_what_forbids_nothing_of_the_text_limits_no_licence(besides):
    assert licence_of(f"CC BY 4.0. {besides}").id == "CC-BY-4.0"
    footer = licence_of_footer(f"{BODY}This article is licensed under CC BY 4.0. {besides}")
    assert footer.licence.id == "CC-BY-4.0"


def test_a_licence_that_forbids_it_already_stays_what_it_is():
    assert licence_of("CC BY-NC-ND 4.0. Commercial use is not permitted.").id == "CC-BY-NC-ND-4.0"


def test_a_reservation_beside_a_licence_counts():
    text = f"{BODY}This article is licensed under CC BY 4.0. It may not be reproduced without permission."
    assert licence_of_footer(text).licence.id == "LicenseRef-all-rights-reserved"


@pytest.mark.parametrize(
    "words",
    [
        "Photos in this article are licensed under CC BY 2.0.",
        "Photos and videos in this article are licensed under CC BY 2.0.",
        "The picture of this story is licensed under CC BY 2.0.",
        "The charts in this report by Ida Roth are licensed under CC BY 2.0.",
        "Footage of our site is available under CC BY 2.0.",
    ],
)
def test_the_licence_of_a_picture_is_not_the_article_s(words):
    assert not licence_of(words).known
    footer = licence_of_footer(BODY + words)
    assert (footer.licence.known, footer.publisher, footer.span) == (False, None, None)


@pytest.mark.parametrize(
    "words",
    [
        "This article and its photos are licensed under CC BY 4.0.",
        "Except for photos, this article is licensed under CC BY 4.0.",
        "This article is licensed under CC BY 4.0, except for the images and videos.",
        "All content, excluding photographs, is licensed under CC BY 4.0.",
        "Licensed under CC BY 4.0, except for the photos.",
    ],
)
def test_pictures_that_are_named_besides_or_left_out_change_nothing_for_the_text(words):
    assert licence_of(words).id == "CC-BY-4.0"
    assert licence_of_footer(BODY + words).licence.id == "CC-BY-4.0"


def test_photos_and_text_in_one_breath_are_both_licensed():
    assert licence_of("Photos and text are licensed under CC BY 4.0.").id == "CC-BY-4.0"


@pytest.mark.parametrize(
    ("words", "identifier"),
    [
        ("CC BY 4.0, US readers may write", "CC-BY-4.0"),
        ("CC BY 4.0 Deutschland", "CC-BY-4.0"),
        ("CC BY 4.0 in Germany", "CC-BY-4.0"),
        ("Creative Commons Attribution 4.0 Germany", "CC-BY-4.0"),
        ("https://creativecommons.org/licenses/by/4.0/de/", "CC-BY-4.0"),
        ("CC BY 3.0, US readers may write", "CC-BY-3.0"),
        ("CC BY 3.0 US", "CC-BY-3.0-US"),
        ("CC BY 3.0 (Germany)", "CC-BY-3.0-DE"),
        ("CC BY 2.0 Deutschland", "CC-BY-2.0-DE"),
    ],
)
def test_licences_have_ports_up_to_version_3_only(words, identifier):
    assert licence_of(words).id == identifier


@pytest.mark.parametrize(
    "unit", ["CC BY ", "CC BY-NC, not ", "Attribution-", "public domain ", "no commercial ", "not "]
)
def test_a_statement_of_any_length_is_read_in_no_time(unit):
    start = time.process_time()
    licence_of(unit * 4_000)
    assert time.process_time() - start < 2
