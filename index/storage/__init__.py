"""The store: SQLite, the truth."""
