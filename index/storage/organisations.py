"""What the casts of all articles say of organisations, added up by name, so that a change of one counts for itself."""

import json
from collections.abc import Iterable, Mapping

from index.storage.registry_rows import TALLY, Naming, OrganisationRow
from index.storage.rows import day_of, dumped
from index.storage.session import Connected

_COLUMNS = "name, key, acronym, cluster, speaker, tally"
_AMONG = "IN (SELECT value FROM json_each(?))"


class OrganisationStore(Connected):
    """A row for each name that articles give organisations, and what ties acronyms to names."""

    # reading

    def organisations(self, names: Iterable[str]) -> dict[str, OrganisationRow]:
        """The rows of these names; those that no article gives are left out."""
        return {row.name: row for row in self._organisations("name", names)}

    def organisations_with(self, keys: Iterable[str], acronyms: Iterable[str]) -> list[OrganisationRow]:
        """The rows whose names have one of these keys or are one of these acronyms, folded."""
        found = [*self._organisations("key", keys), *self._organisations("acronym", acronyms)]
        return list({row.name: row for row in found}.values())

    def organisations_clustered(self, clusters: Iterable[int]) -> list[OrganisationRow]:
        """The rows that stand in these clusters."""
        return list(self._organisations("cluster", clusters))

    def _organisations(self, column: str, values: Iterable[object]) -> Iterable[OrganisationRow]:
        rows = self._db.execute(
            f"SELECT {_COLUMNS} FROM organisation WHERE {column} {_AMONG}",  # noqa: S608 - constants
            (json.dumps(sorted(set(values), key=str)),),
        )
        for name, key, acronym, cluster, speaker, tally in rows.fetchall():
            yield OrganisationRow(name, key, acronym, cluster, speaker, TALLY.validate_json(tally))

    def oldest_naming(self, called: str, name: str) -> Naming:
        """Where a name that stands in a group of entries is given first."""
        row = self._db.execute(
            "SELECT SUBSTR(published, 1, 10), id FROM cast_member JOIN article ON key = article"
            " WHERE called = ? AND name = ? AND removed IS NULL"
            " ORDER BY COALESCE(published, '') = '', SUBSTR(published, 1, 10), id LIMIT 1",
            (called, name),
        ).fetchone()
        return Naming(day_of(row[0]), row[1])

    def speakers_of_names(self, names: Iterable[tuple[str, str]]) -> set[int]:
        """The speakers to whom entries belong that give these names in these groups."""
        found: set[int] = set()
        for called, name in names:
            rows = self._db.execute(
                "SELECT DISTINCT speaker FROM cast_member WHERE called = ? AND name = ? AND speaker IS NOT NULL",
                (called, name),
            )
            found |= {speaker for (speaker,) in rows}
        return found

    def uses_of(self, acronyms: Iterable[str]) -> dict[tuple[str, str], tuple[int, int]]:
        """By acronym and key of an organisation, how many articles tie the one to the other, and how many spell it."""
        rows = self._db.execute(
            f"SELECT acronym, key, tied, spelt FROM acronym_use WHERE acronym {_AMONG}",  # noqa: S608
            (json.dumps(sorted(acronyms)),),
        )
        return {(acronym, key): (tied, spelt) for acronym, key, tied, spelt in rows}

    def acronyms_used_for(self, keys: Iterable[str]) -> set[str]:
        """The acronyms that an article ties to an organisation of one of these keys, or that its name spells."""
        rows = self._db.execute(
            f"SELECT DISTINCT acronym FROM acronym_use WHERE key {_AMONG}",  # noqa: S608
            (json.dumps(sorted(keys)),),
        )
        return {acronym for (acronym,) in rows}

    # writing, within a transaction

    def set_organisations(self, rows: Iterable[OrganisationRow]) -> None:
        """Store rows in the place of those of the same names; one that no article gives any more is deleted."""
        db = self._db
        for row in rows:
            if not row.tally.entries:
                db.execute("DELETE FROM organisation WHERE name = ?", (row.name,))
                continue
            told = (row.name, row.key, row.acronym, row.cluster, row.speaker, dumped(TALLY, row.tally))
            db.execute(
                f"INSERT INTO organisation ({_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (name) DO UPDATE SET"  # noqa: S608
                " key = excluded.key, acronym = excluded.acronym, cluster = excluded.cluster,"
                " speaker = excluded.speaker, tally = excluded.tally",
                told,
            )

    def count_uses(self, counts: Mapping[tuple[str, str], tuple[int, int]]) -> None:
        """Add to how many articles tie or spell an acronym."""
        db = self._db
        db.executemany(
            "INSERT INTO acronym_use VALUES (?, ?, ?, ?)"
            " ON CONFLICT (acronym, key) DO UPDATE SET"
            " tied = acronym_use.tied + excluded.tied, spelt = acronym_use.spelt + excluded.spelt",
            ((*use, *added) for use, added in counts.items()),
        )
        db.execute("DELETE FROM acronym_use WHERE tied = 0 AND spelt = 0")

    def move_name(self, called: str, name: str, cluster: int) -> None:
        """Put the entries of a group that give a name into a cluster."""
        self._db.execute("UPDATE cast_member SET cluster = ? WHERE called = ? AND name = ?", (cluster, called, name))

    def assign_name(self, called: str, name: str, speaker: int) -> set[int]:
        """Give the entries of a group that give a name, in articles that stand, to a speaker.

        Gives the articles in which one changes hands.
        """
        rows = self._db.execute(
            "UPDATE cast_member SET speaker = ? WHERE called = ? AND name = ? AND (speaker IS NULL OR speaker <> ?)"
            " AND EXISTS (SELECT 1 FROM article WHERE key = cast_member.article AND removed IS NULL) RETURNING article",
            (speaker, called, name, speaker),
        )
        return {article for (article,) in rows.fetchall()}

    def forget_organisations(self) -> None:
        """Forget what was added up."""
        self._db.execute("DELETE FROM organisation")
        self._db.execute("DELETE FROM acronym_use")
