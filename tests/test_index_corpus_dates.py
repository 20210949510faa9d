"""Dates as sources write them; what is not certain is unknown."""

from datetime import UTC, date, datetime, timedelta

import pytest

from tests.corpus_files import article_of_record


def published(tmp_path, words, **fields):
    found = article_of_record(tmp_path, {"text": "Rain fell.", "published": words} | fields).published
    return found.isoformat() if found else None


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("2024-05-02", "2024-05-02"),
        ("20240502", "2024-05-02"),
        ("2024/05/02", "2024-05-02"),
        ("2024-05-02T06:00:00Z", "2024-05-02T06:00:00+00:00"),
        ("2024-05-02T06:00:00.000+0200", "2024-05-02T06:00:00+02:00"),
        ("2024-05-02 06:00:00", "2024-05-02T06:00:00"),
        ("20240502T060000Z", "2024-05-02T06:00:00+00:00"),
        ("20240502060000", "2024-05-02T06:00:00"),
        ("Wed, 01 Jul 15 00:00:00 +0200", "2015-07-01T00:00:00+02:00"),
        ("Mon, 21 Apr 2025 06:00:00 EDT", "2025-04-21T06:00:00-04:00"),
        ("2024.05.02", "2024-05-02"),
        ("2024-5-2", "2024-05-02"),
        ("2024-05-02 10:15 PM", "2024-05-02T22:15:00"),
        ("2024-W18-4", "2024-05-02"),
        ("02.05.2024", "2024-05-02"),
        ("7.3.2019", "2019-03-07"),
        ("04.03.2020 18:30", "2020-03-04T18:30:00"),
        ("31.12.19", "2019-12-31"),
        ("13/04/2020", "2020-04-13"),
        ("04/13/2020", "2020-04-13"),
        ("31-12-2019", "2019-12-31"),
        ("March 25, 2016", "2016-03-25"),
        ("Mar. 25, 2016", "2016-03-25"),
        ("25 March 2016", "2016-03-25"),
        ("the 3rd of May 2021", "2021-05-03"),
        ("Friday, July 21, 2017", "2017-07-21"),
        ("Published on June 15, 2022", "2022-06-15"),
        ("First published: 15 Jun 2022", "2022-06-15"),
        ("Last updated on 15 June 2022", "2022-06-15"),
        ("Tuesday, 3 March 2020 at 10:15 GMT", "2020-03-03T10:15:00+00:00"),
        ("Updated: 5:04 PM EST, Tue March 3, 2020", "2020-03-03T17:04:00-05:00"),
        (1714543200, "2024-05-01T06:00:00+00:00"),
        (1714543200000, "2024-05-01T06:00:00+00:00"),
        ("4 July 1826", "1826-07-04"),
    ],
)
def test_every_usual_form_gives_its_day_and_its_time_in_its_own_zone(tmp_path, words, day):
    assert published(tmp_path, words) == day


@pytest.mark.parametrize(
    ("words", "language", "day"),
    [
        ("2. Mai 2024", "de", "2024-05-02"),
        ("2 mai 2024", "fr", "2024-05-02"),
        ("2 de mayo de 2024", "es", "2024-05-02"),
        ("2 мая 2024 г.", "ru", "2024-05-02"),
        ("٢ مايو ٢٠٢٤", "ar", "2024-05-02"),
    ],
)
def test_months_are_read_in_the_language_of_the_article(tmp_path, words, language, day):
    assert published(tmp_path, words, language=language) == day


@pytest.mark.parametrize(
    ("words", "fields", "day"),
    [
        ("۱۳۹۹/۰۵/۱۲", {}, "2020-08-02"),
        ("تاریخ انتشار: ۱۲ مرداد ۱۳۹۹", {}, "2020-08-02"),
        ("سه شنبه ۱۲ مرداد ۱۳۹۹ - ۱۲:۳۰", {}, "2020-08-02T12:30:00"),
        ("12 Mordad 1399", {}, "2020-08-02"),
        ("1399/05/12", {"language": "fa"}, "2020-08-02"),
        ("1399-05-12", {"language": "fa-IR"}, "2020-08-02"),
        ("1399/05/12", {}, None),
        ("1445/05/12", {"language": "ar"}, None),
    ],
)
def test_a_date_of_the_persian_calendar_is_a_day_of_ours(tmp_path, words, fields, day):
    assert published(tmp_path, words, **fields) == day


@pytest.mark.parametrize(
    "words",
    [
        *("2 hours ago", "yesterday", "today", "Monday", "last week", "just now", "5 min read"),
        *("0001-01-01T00:00:00Z", "1799-12-31", "2999-01-01", "9999-12-31"),
        *("03/04/2020", "03-04-2020"),
        *("2021-13-01", "2021/13/01", "2021-02-30", "2021-00-10", "2021-13-01T10:00:00Z", "Published 2021-13-01"),
        *("2024-W10", "2024W10", "2024-W10T10:00", "2024-10"),
        *("May 2024", "2024", "someday", "", "n/a", "31.02.2024", "32 March 2016", "-", "0"),
    ],
)
def test_what_is_not_certain_is_unknown(tmp_path, words):
    assert published(tmp_path, words) is None


def test_a_day_after_tomorrow_is_refused_and_today_is_not(tmp_path):
    today = datetime.now(UTC).date()
    assert published(tmp_path, today.isoformat()) == today.isoformat()
    assert published(tmp_path, (today + timedelta(days=3)).isoformat()) is None


def test_the_configuration_tells_the_day_from_the_month_by_domain_or_source(tmp_path):
    stated = {"published": "03/04/2020", "url": "https://www.velton.co.uk/1"}
    days = [
        article_of_record(tmp_path, {"text": "Rain fell."} | stated, date_orders=orders).day
        for orders in ({"velton.co.uk": "DMY"}, {"velton.co.uk": "MDY"}, {"other.org": "DMY"})
    ]
    assert days == [date(2020, 4, 3), date(2020, 3, 4), None]


def test_a_relative_date_counts_from_the_day_on_which_the_page_was_saved(tmp_path):
    assert published(tmp_path, "2 days ago", date_download="2024-05-04 10:00:00") == "2024-05-02"
    assert published(tmp_path, "yesterday", date_download="2024-05-03T10:00:00Z") == "2024-05-02"
    assert published(tmp_path, "yesterday", date_download="not known") is None


def test_the_day_of_an_article_is_that_of_its_own_zone(tmp_path):
    article = article_of_record(tmp_path, {"text": "Rain.", "published": "Thu, 02 May 24 23:30:00 -0500"})
    assert article.day == date(2024, 5, 2)
