"""What brings a store that an older version wrote up to this one's schema, a step a version."""

import sqlite3

from index.storage.rows import checksum_of

SCHEMA_VERSION = 6

# What stands under a version leads to the next one.
_STEPS = {
    1: ("ALTER TABLE article ADD COLUMN details TEXT NOT NULL DEFAULT '{}'",),
    # Speakers get numbers and versions, as articles have them, and a statement the number of its speaker. A role that
    # only other articles tie to a person is read again by the next run.
    2: (
        "CREATE INDEX article_shown ON article (added, removed, publisher)",
        "CREATE TABLE publisher (number INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE)",
        "INSERT INTO publisher (name) SELECT publisher FROM article WHERE publisher <> ''"
        " GROUP BY publisher ORDER BY MIN(key)",
        "ALTER TABLE speaker RENAME TO earlier_speaker",
        "CREATE TABLE speaker (number INTEGER NOT NULL, id TEXT NOT NULL, body TEXT NOT NULL, added INTEGER NOT NULL,"
        " removed INTEGER, PRIMARY KEY (number, added)) WITHOUT ROWID",
        "INSERT INTO speaker SELECT row_number() OVER (ORDER BY id), id, body, 0, NULL FROM earlier_speaker",
        "DROP TABLE earlier_speaker",
        "CREATE INDEX speaker_id ON speaker (id)",
        "CREATE INDEX speaker_removed ON speaker (removed) WHERE removed IS NOT NULL",
        "ALTER TABLE cast_member RENAME TO earlier_cast",
        "CREATE TABLE cast_member (article INTEGER NOT NULL REFERENCES article ON DELETE CASCADE, name TEXT NOT NULL,"
        " body TEXT NOT NULL, said INTEGER NOT NULL, speaker INTEGER, called TEXT, cluster INTEGER,"
        " PRIMARY KEY (article, name)) WITHOUT ROWID",
        "INSERT INTO cast_member SELECT article, name, earlier_cast.body, (SELECT COUNT(*) FROM statement WHERE"
        " article = earlier_cast.article AND json_extract(body, '$.speaker') = earlier_cast.name), number, NULL, NULL"
        " FROM earlier_cast LEFT JOIN speaker ON id = earlier_cast.speaker",
        "DROP TABLE earlier_cast",
        "CREATE INDEX cast_speaker ON cast_member (speaker)",
        "CREATE INDEX cast_called ON cast_member (called)",
        "CREATE INDEX cast_cluster ON cast_member (cluster)",
        "CREATE TABLE group_key (key TEXT NOT NULL, called TEXT NOT NULL, PRIMARY KEY (key, called)) WITHOUT ROWID",
        "CREATE TABLE group_name (called TEXT NOT NULL, name TEXT NOT NULL, PRIMARY KEY (called, name)) WITHOUT ROWID",
        "CREATE TABLE cluster (number INTEGER PRIMARY KEY, id TEXT NOT NULL, wanted TEXT NOT NULL)",
        "CREATE INDEX cluster_id ON cluster (id)",
        "CREATE INDEX cluster_wanted ON cluster (wanted)",
        "ALTER TABLE statement ADD COLUMN speaker INTEGER",
        "ALTER TABLE statement ADD COLUMN open INTEGER NOT NULL DEFAULT 0",
        "CREATE INDEX statement_open ON statement (article) WHERE open",
        "UPDATE statement SET speaker = (SELECT speaker FROM cast_member"
        " WHERE article = statement.article AND name = json_extract(statement.body, '$.speaker'))",
    ),
    # Checksums stand beside the articles, so that no long row is written anew.
    3: (
        "CREATE TABLE text_checksum (article INTEGER PRIMARY KEY REFERENCES article ON DELETE CASCADE,"
        " value INTEGER NOT NULL)",
        "INSERT INTO text_checksum SELECT key, checksum_of(text) FROM article",
        # Filled by the next publication, which groups everything anew.
        "CREATE TABLE organisation (name TEXT PRIMARY KEY, key TEXT NOT NULL, acronym TEXT, cluster INTEGER,"
        " speaker INTEGER, tally TEXT NOT NULL) WITHOUT ROWID",
        "CREATE INDEX organisation_key ON organisation (key)",
        "CREATE INDEX organisation_acronym ON organisation (acronym) WHERE acronym IS NOT NULL",
        "CREATE INDEX organisation_cluster ON organisation (cluster)",
        "CREATE TABLE acronym_use (acronym TEXT NOT NULL, key TEXT NOT NULL, tied INTEGER NOT NULL,"
        " spelt INTEGER NOT NULL, PRIMARY KEY (acronym, key)) WITHOUT ROWID",
        "CREATE INDEX acronym_use_key ON acronym_use (key)",
        "DELETE FROM meta WHERE name = 'grouping'",
    ),
    # Full names of persons are added up as those of organisations are, by the next publication.
    4: (
        "CREATE TABLE person (name TEXT PRIMARY KEY, called TEXT NOT NULL, cluster INTEGER, speaker INTEGER,"
        " tally TEXT NOT NULL) WITHOUT ROWID",
        "CREATE INDEX person_called ON person (called)",
        "CREATE INDEX person_cluster ON person (cluster)",
        "DROP INDEX cast_cluster",
        "CREATE INDEX cast_cluster ON cast_member (cluster, called)",
        "DELETE FROM meta WHERE name = 'grouping'",
    ),
    5: ("CREATE INDEX article_known ON article (id, hash, pipeline, source) WHERE removed IS NULL",),
}


def can_migrate(version: int) -> bool:
    """Whether a store of this version can be brought up to the present one."""
    return version in _STEPS


def migrate(db: sqlite3.Connection) -> None:
    """Bring a store up to date; within a transaction, so that two processes cannot both do it."""
    db.create_function("checksum_of", 1, checksum_of, deterministic=True)
    version = int(db.execute("SELECT value FROM meta WHERE name = 'schema'").fetchone()[0])
    while version in _STEPS:
        for command in _STEPS[version]:
            db.execute(command)
        version += 1
    db.execute("UPDATE meta SET value = ? WHERE name = 'schema'", (str(version),))
