"""What the casts of all articles say under each full name of a person, added up."""

import json
from collections.abc import Iterable, Iterator
from datetime import date

from index.storage.organisations import OrganisationStore
from index.storage.registry_rows import TALLY, PersonRow
from index.storage.rows import day_of, dumped

_COLUMNS = "name, called, cluster, speaker, tally"


class PersonStore(OrganisationStore):
    """A row for each full name that articles give persons."""

    # reading

    def persons(self, names: Iterable[str]) -> dict[str, PersonRow]:
        """The rows of these names; those that no article gives are left out."""
        return {row.name: row for row in self._persons("name", names)}

    def persons_called(self, called: Iterable[str]) -> list[PersonRow]:
        """The rows of the names in these groups."""
        return list(self._persons("called", called))

    def persons_clustered(self, clusters: Iterable[int]) -> list[PersonRow]:
        """The rows that stand in these clusters."""
        return list(self._persons("cluster", clusters))

    def _persons(self, column: str, values: Iterable[object]) -> Iterator[PersonRow]:
        rows = self._db.execute(
            f"SELECT {_COLUMNS} FROM person WHERE {column} IN (SELECT value FROM json_each(?))",  # noqa: S608 - constants
            (json.dumps(sorted(set(values), key=str)),),
        )
        for name, called, cluster, speaker, tally in rows.fetchall():
            yield PersonRow(name, called, cluster, speaker, TALLY.validate_json(tally))

    def person_names(self, called: Iterable[str]) -> set[str]:
        """The full names in these groups."""
        rows = self._db.execute(
            "SELECT name FROM person WHERE called IN (SELECT value FROM json_each(?))", (json.dumps(sorted(called)),)
        )
        return {name for (name,) in rows}

    def person_clusters(self, called: Iterable[str]) -> set[int]:
        """The clusters in which the full names of these groups stand."""
        rows = self._db.execute(
            "SELECT DISTINCT cluster FROM person WHERE called IN (SELECT value FROM json_each(?))"
            " AND cluster IS NOT NULL",
            (json.dumps(sorted(called)),),
        )
        return {cluster for (cluster,) in rows}

    def has_any(self, article: int, names: Iterable[str]) -> bool:
        """Whether one of the names stands in an article's cast."""
        found = self._db.execute(
            "SELECT 1 FROM cast_member WHERE article = ? AND name IN (SELECT value FROM json_each(?)) LIMIT 1",
            (article, json.dumps(sorted(names))),
        )
        return found.fetchone() is not None

    def printed(self, names: Iterable[tuple[str, str]]) -> Iterator[tuple[str, date]]:
        """The publishers and days of the articles that give these names in these groups."""
        for called, name in names:
            rows = self._db.execute(
                "SELECT DISTINCT publisher, SUBSTR(published, 1, 10) FROM cast_member JOIN article ON key = article"
                " WHERE called = ? AND name = ? AND removed IS NULL AND publisher <> '' AND published <> ''",
                (called, name),
            )
            for publisher, published in rows:
                day = day_of(published)
                if day:
                    yield publisher, day

    # writing, within a transaction

    def set_persons(self, rows: Iterable[PersonRow]) -> None:
        """Store rows in the place of those of the same names; one that no article gives any more is deleted."""
        db = self._db
        for row in rows:
            if not row.tally.entries:
                db.execute("DELETE FROM person WHERE name = ?", (row.name,))
                continue
            told = (row.name, row.called, row.cluster, row.speaker, dumped(TALLY, row.tally))
            db.execute(
                f"INSERT INTO person ({_COLUMNS}) VALUES (?, ?, ?, ?, ?) ON CONFLICT (name) DO UPDATE SET"  # noqa: S608
                " called = excluded.called, cluster = excluded.cluster, speaker = excluded.speaker,"
                " tally = excluded.tally",
                told,
            )

    def forget_persons(self) -> None:
        """Forget what was added up."""
        self._db.execute("DELETE FROM person")
