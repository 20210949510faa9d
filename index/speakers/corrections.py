"""What admins decided; what they decided about speakers, applied to the clusters that the rules made."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from pydantic import TypeAdapter

from index.english.folding import fold
from index.speakers.cluster import Cluster, slug

AboutSpeaker = Literal["merge", "split", "alias"]
AboutStatement = Literal["speaker", "withdraw"]


@dataclass(frozen=True, slots=True)
class Override:
    """An admin's decision: ``merge`` subject into target (speaker ids), ``split`` a name off a speaker
    (subject: id, target: the name that becomes a speaker of its own, ``article``: in this article only),
    or ``alias``: target is another name of subject.

    Two are about a statement (subject: its permanent key, ``article``: that of the article): ``speaker``, it is
    target's, or nobody's who is known if that is empty; and ``withdraw``, it is no statement. ``words`` are its own,
    for people who read the list of decisions.
    """

    action: AboutSpeaker | AboutStatement
    subject: str
    target: str
    article: str = ""
    words: str = ""

    @property
    def about_statement(self) -> bool:
        """Whether it says nothing of the registry, but of one statement."""
        return self.action in {"speaker", "withdraw"}


OVERRIDE: TypeAdapter[Override] = TypeAdapter(Override)


def apply(clusters: Sequence[Cluster], overrides: Sequence[Override]) -> list[Cluster]:
    """The clusters after all decisions, in the order in which they were made.

    A speaker is found by id, or by any name of which the id was made, so that a decision outlives a
    change of the id. One whose speaker is not in the corpus (any more) waits until it is.
    """
    known = _Known(clusters)
    for override in overrides:
        if override.about_statement:
            continue
        subject = known.find(override.subject)
        if subject is None:
            continue
        match override.action:
            case "alias":
                subject.aliases.append(override.target)
            case "split":
                known.split(subject, override)
            case "merge":
                known.merge(subject, override)
    return known.clusters()


class _Known:
    """The clusters as they stand after some decisions, by id and by the slugs of their names."""

    def __init__(self, clusters: Sequence[Cluster]) -> None:
        self._by_id = {cluster.id: cluster for cluster in clusters}
        self._by_name = {slug(name): cluster for cluster in reversed(clusters) for name in cluster.names}
        self._merged: dict[str, frozenset[str]] = {}  # the names of those that have become part of another, by id

    def find(self, ident: str) -> Cluster | None:
        return self._by_id.get(ident) or self._by_name.get(ident)

    def clusters(self) -> list[Cluster]:
        """Each once: a merged one is known under several ids."""
        return list({id(cluster): cluster for cluster in self._by_id.values()}.values())

    def split(self, subject: Cluster, override: Override) -> None:
        part = _split_off(subject, override, self._by_id)
        if part is None:
            return
        self._by_id[part.id] = part
        if former := self._former_id(subject, override.target):
            self._by_id[former] = part
            part.id = former
            del self._merged[former]

    def _former_id(self, subject: Cluster, name: str) -> str | None:
        """The id that somebody of a name had before they became part of a speaker."""
        ids = (one for one, names in self._merged.items() if self._by_id[one] is subject and fold(name) in names)
        return next(ids, None)

    def merge(self, subject: Cluster, override: Override) -> None:
        target = self.find(override.target)
        if target is None or target is subject:
            return
        self._merged[subject.id] = frozenset(map(fold, subject.names))
        target.called = target.name  # not what more of the joined articles say
        target.absorb(subject)
        moved = {key for key, cluster in self._by_id.items() if cluster is subject}
        self._by_id |= dict.fromkeys(moved, target)
        self._by_name |= {slug(name): target for name in subject.names}


def _split_off(cluster: Cluster, override: Override, taken: dict[str, Cluster]) -> Cluster | None:
    """The entries under a name as a cluster of their own; None if there are none, or no others."""
    wanted = [
        entry
        for entry in cluster.entries
        if fold(entry.member.name) == fold(override.target) and override.article in ("", entry.article_id)
    ]
    if not wanted or len(wanted) == len(cluster.entries):
        return None
    kept = {id(entry) for entry in wanted}
    cluster.entries = [entry for entry in cluster.entries if id(entry) not in kept]
    return Cluster(cluster.kind, wanted, id=free_id(slug(override.target), wanted[0].article_id, taken))


def free_id(wanted: str, article_id: str, taken: dict[str, Cluster]) -> str:
    """An id that nobody has: the slug, or with the article in which the speaker is first named."""
    if wanted not in taken:
        return wanted
    wanted = f"{wanted}-{slug(article_id)}"
    number = 1
    while (numbered := wanted if number == 1 else f"{wanted}-{number}") in taken:
        number += 1
    return numbered
