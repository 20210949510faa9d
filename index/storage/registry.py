"""The rows from which the registry of speakers is worked out, and those that hold it."""

import json
from collections.abc import Container, Iterable, Iterator, Mapping
from datetime import UTC, datetime
from functools import lru_cache

from index.models import CastEntry, CastMember, Speaker
from index.storage.persons import PersonStore
from index.storage.registry_rows import CastRow, Group, KnownCluster, KnownSpeaker
from index.storage.rows import CAST_MEMBER, SPEAKER, STATEMENT, day_of, dumped

_SPEAKER_VISIBLE = "added <= :at AND (removed IS NULL OR removed > :at)"
_CAST = (
    "SELECT article.key, id, publisher, published, body, said, cluster, speaker FROM cast_member"
    " JOIN article ON article.key = article"
)
_AMONG = "IN (SELECT value FROM json_each(?))"


@lru_cache(maxsize=200_000)  # articles name the same in the same ways
def _member(body: str) -> CastMember:
    return CAST_MEMBER.validate_json(body)


class RegistryStore(PersonStore):
    """Casts, the clusters that they fall into, speakers, and what admins decided about them."""

    # reading

    def cast(self) -> Iterator[CastRow]:
        """The casts of all articles that stand after the last batch, article by article."""
        return self._cast_rows("article.removed IS NULL ORDER BY article.key", None)

    def cast_of(self, articles: Iterable[int]) -> Iterator[CastRow]:
        """The casts of these articles, whether or not they were removed."""
        return self._cast_rows(f"article {_AMONG}", articles)

    def cast_called(self, called: Iterable[str]) -> Iterator[CastRow]:
        """The entries of these groups in articles that stand after the last batch."""
        return self._cast_rows(f"called {_AMONG} AND article.removed IS NULL", called)

    def cast_clustered(self, clusters: Iterable[int]) -> Iterator[CastRow]:
        """The entries of these clusters that give a surname alone, in articles that stand after the last batch."""
        alone = "called >= 'surname ' AND called < 'surname!'"
        return self._cast_rows(f"cluster {_AMONG} AND {alone} AND article.removed IS NULL", clusters)

    def cast_named(self, names: Iterable[tuple[str, str]]) -> Iterator[CastRow]:
        """The entries of these groups that give these names, in articles that stand after the last batch."""
        wanted = set(names)
        rows = self._cast_rows(f"called {_AMONG} AND article.removed IS NULL", {called for called, _ in wanted})
        names_only = {name for _, name in wanted}
        return (row for row in rows if row.entry.member.name in names_only)

    def _cast_rows(self, condition: str, values: Iterable[object] | None) -> Iterator[CastRow]:
        parameters = () if values is None else (json.dumps(sorted(values)),)
        rows = self._db.execute(f"{_CAST} WHERE {condition}", parameters)
        for key, article_id, publisher, published, body, said, cluster, speaker in rows:
            entry = CastEntry(article_id, day_of(published), _member(body), said, publisher)
            yield CastRow(key, entry, cluster, speaker)

    def groups_found_by(self, keys: Iterable[str]) -> set[str]:
        """The groups that are found by any of these keys."""
        return self._texts(f"SELECT DISTINCT called FROM group_key WHERE key {_AMONG}", keys)  # noqa: S608 - a constant

    def spellings(self, called: str) -> set[str]:
        """The names as articles write them that go by this form."""
        return self._texts(f"SELECT name FROM group_name WHERE called {_AMONG}", [called])  # noqa: S608

    def clusters_of(self, called: Iterable[str]) -> set[int]:
        """The clusters in which entries of these groups stand."""
        rows = self._db.execute(
            "SELECT DISTINCT cluster FROM cast_member JOIN article ON key = article"  # noqa: S608
            f" WHERE called {_AMONG} AND removed IS NULL AND cluster IS NOT NULL",
            (json.dumps(sorted(called)),),
        )
        return {cluster for (cluster,) in rows}

    def clusters(self, numbers: Iterable[int]) -> list[KnownCluster]:
        """Clusters by their numbers."""
        return self._clusters(f"number {_AMONG}", json.dumps(sorted(numbers)))

    def clusters_with_ids(self, ids: Iterable[str]) -> list[KnownCluster]:
        """Clusters that have, or would have if nobody else did, one of these ids."""
        wanted = json.dumps(sorted(ids))
        return self._clusters(f"id {_AMONG} OR wanted {_AMONG}", wanted, wanted)

    def clusters_renamed_after(self, ident: str) -> list[KnownCluster]:
        """Clusters whose id was made longer because others, perhaps the one of this id, had the shorter one."""
        return self._clusters("id > ? AND id < ? AND id <> wanted", f"{ident}-", f"{ident}.")

    def _clusters(self, condition: str, *parameters: str) -> list[KnownCluster]:
        rows = self._db.execute(f"SELECT number, id, wanted FROM cluster WHERE {condition}", parameters)  # noqa: S608
        return [KnownCluster(*row) for row in rows]

    def _texts(self, command: str, values: Iterable[str]) -> set[str]:
        return {text for (text,) in self._db.execute(command, (json.dumps(sorted(values)),))}

    def speakers(self, at: int) -> list[KnownSpeaker]:
        """The registry that a reader of sequence ``at`` sees."""
        rows = self._db.execute(f"SELECT number, body FROM speaker WHERE {_SPEAKER_VISIBLE}", {"at": at})  # noqa: S608
        return [KnownSpeaker(number, SPEAKER.validate_json(body)) for number, body in rows]

    def speakers_numbered(self, numbers: Iterable[int], at: int) -> list[KnownSpeaker]:
        """Those of the speakers of these numbers whom a reader of sequence ``at`` sees."""
        rows = self._db.execute(
            "SELECT number, body FROM speaker WHERE number IN (SELECT value FROM json_each(:numbers))"  # noqa: S608
            f" AND {_SPEAKER_VISIBLE}",
            {"at": at, "numbers": json.dumps(sorted(numbers))},
        )
        return [KnownSpeaker(number, SPEAKER.validate_json(body)) for number, body in rows]

    def overrides(self) -> list[str]:
        """What admins decided about speakers, as JSON, in order."""
        return [body for (body,) in self._db.execute("SELECT body FROM override ORDER BY number")]

    @property
    def grouping(self) -> str:
        """Fingerprint of the rules by which the clusters were worked out; empty if they never were."""
        row = self._db.execute("SELECT value FROM meta WHERE name = 'grouping'").fetchone()
        return row[0] if row else ""

    # writing

    def add_override(self, body: str) -> None:
        """Keep an admin's decision about speakers."""
        with self.transaction() as db:
            db.execute("INSERT INTO override (body, made) VALUES (?, ?)", (body, datetime.now(UTC).isoformat()))

    def note_groups(self, groups: Iterable[tuple[CastRow, Group]]) -> None:
        """Within a transaction: keep the group of each entry, and the keys by which it is found."""
        names: set[tuple[str, str]] = set()
        keys: set[tuple[str, str]] = set()
        called = []
        for row, group in groups:
            called.append((group.called, row.article, row.entry.member.name))
            names.add((group.called, group.name))
            keys.update((key, group.called) for key in group.keys)
        self._db.executemany("UPDATE cast_member SET called = ? WHERE article = ? AND name = ?", called)
        self._db.executemany("INSERT INTO group_name VALUES (?, ?) ON CONFLICT DO NOTHING", sorted(names))
        self._db.executemany("INSERT INTO group_key VALUES (?, ?) ON CONFLICT DO NOTHING", sorted(keys))

    def set_clusters(self, replaced: Iterable[int], clusters: Iterable[KnownCluster]) -> None:
        """Within a transaction: put clusters in the place of others."""
        db = self._db
        db.executemany("DELETE FROM cluster WHERE number = ?", ((number,) for number in replaced))
        db.executemany("INSERT INTO cluster VALUES (?, ?, ?)", ((one.number, one.id, one.wanted) for one in clusters))

    def place(self, rows: Iterable[tuple[CastRow, int]]) -> None:
        """Within a transaction: put entries into clusters, by number."""
        moved = [(number, row.article, row.entry.member.name) for row, number in rows if row.cluster != number]
        self._db.executemany("UPDATE cast_member SET cluster = ? WHERE article = ? AND name = ?", moved)

    def last_cluster(self) -> int:
        """The highest number of a cluster."""
        row = self._db.execute("SELECT COALESCE(MAX(number), 0) FROM cluster").fetchone()
        return int(row[0])

    def forget_clusters(self) -> None:
        """Within a transaction: forget how entries were grouped."""
        for command in ("DELETE FROM cluster", "DELETE FROM group_key", "DELETE FROM group_name"):
            self._db.execute(command)
        self._db.execute("UPDATE cast_member SET cluster = NULL WHERE cluster IS NOT NULL")
        self.forget_organisations()
        self.forget_persons()

    def set_grouping(self, fingerprint: str) -> None:
        """Within a transaction: say by which rules the clusters were worked out."""
        self._db.execute(
            "INSERT INTO meta VALUES ('grouping', ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value",
            (fingerprint,),
        )

    def settle(self, speakers: Mapping[str, Speaker], gone: Iterable[str], at: int) -> dict[str, int]:
        """Within a transaction: set the speakers of these ids, seen from sequence ``at`` on. Gives their numbers."""
        db = self._db
        db.executemany("UPDATE speaker SET removed = ? WHERE id = ? AND removed IS NULL", ((at, one) for one in gone))
        numbers = {}
        (last,) = db.execute("SELECT COALESCE(MAX(number), 0) FROM speaker").fetchone()
        for ident, speaker in speakers.items():
            known = db.execute("SELECT number FROM speaker WHERE id = ? LIMIT 1", (ident,)).fetchone()
            number = known[0] if known else (last := last + 1)
            db.execute("UPDATE speaker SET removed = ? WHERE number = ? AND removed IS NULL", (at, number))
            body = dumped(SPEAKER, speaker)
            db.execute(
                "INSERT INTO speaker VALUES (?, ?, ?, ?, NULL) ON CONFLICT (number, added)"
                " DO UPDATE SET id = excluded.id, body = excluded.body, removed = NULL",
                (number, ident, body, at),
            )
            numbers[ident] = number
        return numbers

    def assign(self, speakers: Iterable[tuple[CastRow, int]]) -> set[int]:
        """Within a transaction: give entries to speakers, by number. Gives the articles in which one changed hands."""
        changed = [(number, row.article, row.entry.member.name) for row, number in speakers if row.speaker != number]
        self._db.executemany("UPDATE cast_member SET speaker = ? WHERE article = ? AND name = ?", changed)
        return {article for _, article, _ in changed}

    def attribute(self, speakers: Mapping[int, int | None], undecided: Container[int]) -> None:
        """Within a transaction: set the speakers of statements, and note which are undecided until others tell."""
        rows = ((number, key in undecided, key) for key, number in speakers.items())
        self._db.executemany("UPDATE statement SET speaker = ?, open = ? WHERE key = ?", rows)

    def undecided_beside(self, speakers: Iterable[int]) -> list[tuple[int, int, str | None]]:
        """The articles with undecided statements in whose cast one of these speakers is, with the speaker and the day.

        The day is as ISO 8601 writes it, with the time where that is known.
        """
        rows = self._db.execute(
            f"SELECT DISTINCT article, speaker, published FROM cast_member JOIN article ON key = article"  # noqa: S608
            f" WHERE speaker {_AMONG} AND article IN (SELECT article FROM statement WHERE open)",
            (json.dumps(list(speakers)),),
        )
        return rows.fetchall()

    def undecided_mentions(self, article: int) -> list[str]:
        """The words that stand for the speakers of an article's undecided statements."""
        (text,) = self._db.execute("SELECT text FROM article WHERE key = ?", (article,)).fetchone()
        bodies = self._db.execute("SELECT body FROM statement WHERE article = ? AND open", (article,))
        mentions = (STATEMENT.validate_json(body).mention for (body,) in bodies)
        return [mention.of(text) for mention in mentions if mention]
