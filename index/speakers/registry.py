"""One registry of speakers across the corpus: clusters of cast entries with readable ids, as admins corrected them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from index.models import Assignment, CastEntry, Speaker
from index.speakers.cluster import Cluster, slug
from index.speakers.clustering import clusters_of
from index.speakers.corrections import Override, apply, free_id


@dataclass(frozen=True, slots=True)
class Registry:
    """All speakers, and to whom each name in the cast of an article belongs."""

    speakers: tuple[Speaker, ...]
    assignments: tuple[Assignment, ...]


def build_registry(entries: Iterable[CastEntry], overrides: Sequence[Override] = ()) -> Registry:
    """Group cast members into speakers. The same entries and overrides, in any order, give the same registry."""
    clusters = apply(identified(clusters_of(entries)), overrides)
    assignments = tuple(Assignment(e.article_id, e.member.name, c.id) for c in clusters for e in c.entries)
    speakers = (cluster.speaker() for cluster in clusters)
    return Registry(tuple(sorted(speakers, key=lambda s: (-s.statements, s.id))), assignments)


def identified(clusters: Sequence[Cluster]) -> list[Cluster]:
    """Clusters with ids: the slug of the name in their oldest article, so that growth of the corpus keeps them.

    Where two want the same, who speaks comes first.
    """
    taken: dict[str, Cluster] = {}
    by_age = sorted(clusters, key=lambda cluster: (cluster.order, cluster.kind))
    for cluster in sorted(by_age, key=lambda cluster: not cluster.statements):
        name, article_id = cluster.oldest
        cluster.id = free_id(slug(name), article_id, taken)
        taken[cluster.id] = cluster
    return list(taken.values())
