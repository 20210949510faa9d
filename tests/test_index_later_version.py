"""An index that a later version wrote."""

import sqlite3

import pytest

from index.errors import StoreError
from index.storage.store import Store


def test_an_index_of_a_later_version_is_refused_with_the_remedy(own_settings):
    db = sqlite3.connect(own_settings.data / "store.sqlite")
    db.execute("UPDATE meta SET value = '99' WHERE name = 'schema'")
    db.commit()
    db.close()
    with pytest.raises(StoreError, match=r"schema 99, this is \d+\); index into a new folder with --data"):
        Store.open(own_settings.data)
