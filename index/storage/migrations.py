"""What brings a store that an older version wrote up to this one's schema, a step a version."""

import sqlite3

SCHEMA_VERSION = 2

# What stands under a version leads to the next one.
_STEPS = {1: "ALTER TABLE article ADD COLUMN details TEXT NOT NULL DEFAULT '{}'"}


def can_migrate(version: int) -> bool:
    """Whether a store of this version can be brought up to the present one."""
    return version in _STEPS


def migrate(db: sqlite3.Connection) -> None:
    """Bring a store up to date; within a transaction, so that two processes cannot both do it."""
    version = int(db.execute("SELECT value FROM meta WHERE name = 'schema'").fetchone()[0])
    while version in _STEPS:
        db.execute(_STEPS[version])
        version += 1
    db.execute("UPDATE meta SET value = ? WHERE name = 'schema'", (str(version),))
