"""What version 0.1 left in the bot's file, brought to where the parts of the bot look for it.

An earlier version reads the file afterwards: nothing that it knows is altered.
"""

import sqlite3

# the table that version 0.1 had instead, and what brings its rows over
_LEFT = {
    "taken": (
        "handled",
        "INSERT INTO taken (id) SELECT id FROM handled WHERE true ORDER BY id ON CONFLICT DO NOTHING",
        "DROP TABLE handled",
    ),
    "notice": (
        "alert",
        "INSERT INTO notice (watch, statement, look, sent) SELECT watch, statement, 0, sent FROM alert WHERE true"
        " ON CONFLICT DO NOTHING",
    ),
    "chosen": (
        "place",
        "INSERT INTO chosen (chat, name, value) SELECT chat, 'language', language FROM place WHERE language NOT NULL"
        " ON CONFLICT DO NOTHING",
    ),
}
# columns that later versions added; an earlier version leaves them at their default
_ADDED = {"reindex": {"anew": "INTEGER NOT NULL DEFAULT 0", "who": "TEXT NOT NULL DEFAULT ''"}}


def carry_on(db: sqlite3.Connection, schema: str) -> None:
    """Bring rows of version 0.1 into the tables of a schema, which are there, and add the columns that they lack."""
    for table, (earlier, *commands) in _LEFT.items():
        if f"EXISTS {table} " in schema and _is_there(db, earlier):
            for command in commands:
                db.execute(command)
    for table, columns in _ADDED.items():
        if f"EXISTS {table} " in schema:
            there = {row[1] for row in db.execute(f"PRAGMA table_info({table})")}
            for column in columns.keys() - there:
                db.execute(f"ALTER TABLE {table} ADD COLUMN {column} {columns[column]}")


def _is_there(db: sqlite3.Connection, table: str) -> bool:
    return db.execute("SELECT 1 FROM sqlite_master WHERE name = ?", (table,)).fetchone() is not None
