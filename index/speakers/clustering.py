"""Cast entries into clusters: who is the same speaker.

Persons with a full name are one where ``people.compare`` says so, given evidence where it asks for it.
A surname alone never merges (see ``surnames``).
Organisations are one by name, or by an acronym that means one of them only.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from index.english.folding import fold
from index.english.titles import agree, is_kin
from index.models import CastEntry, CastMember, SpeakerKind
from index.speakers.cluster import Cluster, in_order
from index.speakers.same_organisation import acronym_ties, is_acronym, organisation_key
from index.speakers.same_person import PersonName, Verdict, compare, person_name
from index.speakers.surnames import surnames


def clusters_of(entries: Iterable[CastEntry]) -> list[Cluster]:
    """All entries in clusters. The order of the entries does not matter."""
    people: list[CastEntry] = []
    institutions: list[CastEntry] = []
    for entry in entries:
        (people if is_person(entry.member) else institutions).append(entry)
    alone = [entry for entry in people if not person_name(entry.member.name).given]
    full = full_names(entry for entry in people if person_name(entry.member.name).given)
    return [*full, *surnames(alone, full), *organisations(institutions, ties_of(institutions))]


def is_person(member: CastMember) -> bool:
    """Whether a member is grouped as a person. An acronym is none, even where an article takes it for one."""
    return member.kind is SpeakerKind.PERSON and not is_acronym(member.name)


def ties_of(entries: Iterable[CastEntry]) -> Mapping[str, str]:
    """Which organisation's key each acronym means. All entries that write or spell an acronym tell of it."""
    by_article: dict[str, list[tuple[str, tuple[str, ...]]]] = defaultdict(list)
    for entry in in_order(entries):
        by_article[entry.article_id].append((entry.member.name, entry.member.forms))
    return acronym_ties(by_article.values())


def organisations(entries: Iterable[CastEntry], ties: Mapping[str, str]) -> list[Cluster]:
    """Entries of organisations in clusters, by name or by what an acronym means."""
    found: dict[str, Cluster] = {}
    for entry in in_order(entries):
        cluster = found.setdefault(key_of(entry.member, ties), Cluster(SpeakerKind.ORGANISATION))
        cluster.entries.append(entry)
    return list(found.values())


def key_of(member: CastMember, ties: Mapping[str, str]) -> str:
    """The key under which the entries of one organisation are equal."""
    return key_of_name(member.name, ties)


def key_of_name(name: str, ties: Mapping[str, str]) -> str:
    """The same by the name, which alone decides it."""
    key = organisation_key(name)
    return ties.get(fold(name), key) if is_acronym(name) else key


def full_names(entries: Iterable[CastEntry]) -> list[Cluster]:
    """Entries of persons with a given name in clusters."""
    by_name: dict[str, Cluster] = {}
    for entry in in_order(entries):
        folded = person_name(entry.member.name).folded
        by_name.setdefault(folded, Cluster(SpeakerKind.PERSON)).entries.append(entry)
    return one_person(by_name.values())


def one_person(spelt: Iterable[Cluster]) -> list[Cluster]:
    """Clusters of one full name each, joined where they are one person's.

    What other names there are makes no difference to those that ``same_person.compare`` tells apart from them. Names
    that tell most come first, so that "George Bush" finds both George W. and George H. W. before it.
    """
    named = [(person_name(cluster.oldest[0]), cluster) for cluster in spelt]
    order = sorted(named, key=lambda one: (-len(one[0].middle) - bool(one[0].suffix), -one[1].size, one[0].folded))
    blocks: dict[str, list[int]] = defaultdict(list)
    clusters: list[Cluster] = []
    names: list[list[PersonName]] = []
    for name, cluster in order:
        near = sorted({i for key in name.keys for i in blocks[key]})
        at = _home(name, cluster, [(i, names[i], clusters[i]) for i in near])
        if at is None:
            at = len(clusters)
            clusters.append(cluster)
            names.append([])
        else:
            clusters[at].absorb(cluster)
        names[at].append(name)
        for key in name.keys:
            if at not in blocks[key]:
                blocks[key].append(at)
    return clusters


def _home(name: PersonName, cluster: Cluster, near: Sequence[tuple[int, list[PersonName], Cluster]]) -> int | None:
    """The one cluster to which a name belongs; None if it is none's, or could be several's."""
    alike, safe, evident = [], [], []
    for i, theirs, other in near:
        verdicts = {compare(name, one) for one in theirs}
        if Verdict.DIFFERENT in verdicts:
            continue
        if Verdict.SAME in verdicts:
            alike.append(i)
            safe += [] if _may_be_kin(name, cluster, theirs, other) else [i]
        if agree(_offices(cluster), _offices(other)):
            evident.append(i)
    # one that kinship speaks against is still another bearer of the name
    for found in ([i for i in alike if i in evident], alike if len(alike) > 1 else safe, evident):
        if len(found) == 1:
            return found[0]
        if found:
            return None
    return None


def _offices(cluster: Cluster) -> list[str]:
    """The roles that may be one in two articles: "his father" is whoever's father."""
    return [role for role in cluster.roles if not is_kin(role)]


def _may_be_kin(name: PersonName, cluster: Cluster, theirs: Sequence[PersonName], other: Cluster) -> bool:
    """Whether a middle name tells father from son: one of them is somebody's relative, and the names differ by it."""
    differ = all(name.middle != one.middle for one in theirs)
    return differ and any(is_kin(role) for role in (*cluster.roles, *other.roles))
