"""An index that an older version wrote."""

import sqlite3

import pytest

from index.errors import StoreError
from index.storage.migrations import SCHEMA_VERSION
from index.storage.store import Store


def as_schema_1(settings):
    """The sample's index as the first version left it."""
    Store.open(settings.data).close()
    db = sqlite3.connect(settings.data / "store.sqlite")
    db.execute("ALTER TABLE article DROP COLUMN details")
    db.execute("UPDATE meta SET value = '1' WHERE name = 'schema'")
    db.commit()
    db.close()


def test_an_older_index_opens_and_its_articles_come_out_whole(own_settings):
    before = [stored.article for stored in Store.open(own_settings.data).articles(1)]
    as_schema_1(own_settings)
    store = Store.open(own_settings.data)
    assert [stored.article.content_hash for stored in store.articles(1)] == [one.content_hash for one in before]
    assert len(before) == 20
    assert store._meta("schema") == str(SCHEMA_VERSION)


def test_an_index_of_a_later_version_is_refused_with_the_remedy(own_settings):
    db = sqlite3.connect(own_settings.data / "store.sqlite")
    db.execute("UPDATE meta SET value = '99' WHERE name = 'schema'")
    db.commit()
    db.close()
    with pytest.raises(StoreError, match=r"schema 99, this is \d+\); index into a new folder with --data"):
        Store.open(own_settings.data)
