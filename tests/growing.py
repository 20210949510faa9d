"""Articles that were analysed once, to be put into an index and taken out again, and what an index tells."""

import json
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

import numpy as np

from index.arrays import Vectors
from index.build import index_corpus, republish
from index.config import CorpusSettings, IndexSettings
from index.models import Analysis, Unit
from index.search import policy
from index.search.encoder import Encoder
from index.search.snapshot import Snapshot
from index.storage.locks import writing
from index.storage.rows import NewArticle
from index.storage.store import Store
from index.upkeep import backup, compact, restore
from retrieval.engine import Engine
from retrieval.models import Answer

# Names that meet: spellings, surnames alone, roles in common, acronyms that mean one organisation or two.
TEXTS = (
    '"Rain is only water," said Eva Holm, the mayor of Velm. She asked the council to wait.',
    'Mayor Holm said the harbour would close. "The pier is a patient," Holm said.',
    '"Snow is late rain," said Nils Holm, a farmer. The mayor of Velm said the roads were open.',
    'Faisal Mekdad, the Syrian foreign minister, said that sanctions had failed. "They harm the poor," Mekdad said.',
    "Fayssal Mikdad, the foreign minister of Syria, rejected the talks. Mikdad said that the border was closed.",
    "The Federal Bureau of Investigation (FBI) said that the horse was stolen. The FBI said it could not be sold.",
    "The FBI said that a suspect was held. Len Burr, a lawyer, said the suspect was innocent.",
    'Leonard Burr, a lawyer from Osterby, told the Herald: "My client knows nothing of horses."',
    'The Velm Rowing Club (VRC) said the race was off. "We row tomorrow," said Ada B. Stone, its chairwoman.',
    "The Valley Radio Company (VRC) said the mast had fallen. Ada Stone, an engineer, said it would stand by June.",
    '"Stone is no name for a boat," Stone said. The VRC said nothing would change.',
    "Jens Larsen, the minister of ports, said the ferry was late. Larsen said the crew had slept.",
    "J. Larsen, the minister of ports, denied that the ferry was unsafe. The VRC said the ferry was a danger.",
    '"Nobody asked the fish," said Marie Lund, a professor of law. Lund said the treaty was void.',
    "Maria Lund, a professor of law at Velm, said that the treaty would hold. The mayor of Velm said it was late.",
    "The World Health Organization (WHO) said the fever was mild. Per Holm, a doctor, said that WHO was right.",
)
# merges at a few rows already, so that a handful of articles has several segments: joined below, fan-out, largest
SMALL_SEGMENTS = (3, 2, 30)
ARTICLES = [f"article {number}" for number in range(9)]
PUBLISHERS = ("Herald", "Gazette", "Valley Times")

_TOPICS = (
    "the harbour",
    "the pier",
    "rain",
    "the ferry",
    "the treaty",
    "sanctions",
    "the horse",
    "the race",
    "the talks",
)
_NAMES = ("Eva Holm", "Mekdad", "the FBI", "Burr", "Ada Stone", "Marie Lund", "the mayor of Velm", "the VRC", "Larsen")
# fifty: whose words, who said it, whether they did, and facts
QUESTIONS = (
    *(f"what did {name} say about {topic}?" for name, topic in zip(_NAMES, _TOPICS, strict=True)),
    *(f"what did {name} say?" for name in _NAMES),
    *(f"who said something about {topic}?" for topic in _TOPICS),
    *(f"did {name} say that the treaty was void?" for name in _NAMES),
    *(f"what do we know of {topic}?" for topic in _TOPICS),
    *("what did Holm say since March 2024?", "who denied that the ferry was unsafe?", "when does the club row?"),
    *("who said that sanctions harm the poor?", "why was the race off?"),
)


@dataclass(frozen=True, slots=True)
class Told:
    """What an index tells, without the keys that depend on how it came about."""

    articles: frozenset[str]
    statements: frozenset[tuple[str, tuple[str, ...], str | None]]
    speakers: tuple[tuple[object, ...], ...]
    near: tuple[tuple[str, ...], ...]  # the cosines of the nearest statements


def make_pool(folder: Path) -> IndexSettings:
    """Index every text into ``folder/data``, under ids in their order."""
    lines = [
        {"id": f"{n:02}", "text": text, "publisher": PUBLISHERS[n % 3], "published": f"2024-{n % 12 + 1:02}-07"}
        for n, text in enumerate(TEXTS)
    ]
    (folder / "pool.jsonl").write_text("".join(f"{json.dumps(line)}\n" for line in lines), encoding="utf-8")
    made = IndexSettings(data=folder / "data")
    index_corpus([folder / "pool.jsonl"], made, CorpusSettings())
    return made


def merge_early() -> None:
    """Have this process merge at a few rows already, so that a handful of articles has several segments."""
    policy.JOINED_BELOW, policy.FANOUT, policy.LARGEST = SMALL_SEGMENTS


def prepared(settings: IndexSettings) -> list[NewArticle]:
    """The articles of an index as they were stored, by id."""
    store = Store.open(settings.data)
    return [prepared_again(store, key) for key in store.article_keys(store.published)]


def prepared_again(store: Store, key: int) -> NewArticle:
    """An article of a store, by its row, ready to be stored once more."""
    stored = store.stored(key)
    vectors = [
        store.vectors(unit, [one.key or 0 for one in units]).astype(np.float32)
        for unit, units in ((Unit.PASSAGE, stored.passages), (Unit.STATEMENT, stored.statements))
    ]
    analysis = Analysis(stored.article.id, tuple(stored.sentences), stored.statements, stored.cast)
    return NewArticle(stored.article, analysis, stored.passages, *vectors)


def under(new: NewArticle, article_id: str) -> NewArticle:
    """The same article under another id."""
    statements = tuple(replace(one, article_id=article_id, key=None) for one in new.analysis.statements)
    return replace(
        new,
        article=replace(new.article, id=article_id),
        analysis=replace(new.analysis, article_id=article_id, statements=statements),
        passages=tuple(replace(one, article_id=article_id, key=None) for one in new.passages),
    )


def apply(settings: IndexSettings, added: Iterable[NewArticle], removed: Iterable[str] = ()) -> None:
    """Change articles and publish."""
    with writing(settings.data):
        store = Store.create(settings.data)
        store.purge()
        known = store.known()
        store.remove([known[one].key for one in removed if one in known])
        store.add(list(added), "the same for all")
    republish(settings)


def told(settings: IndexSettings, asked: Sequence[Vectors]) -> Told:
    """All that an index tells; ``asked`` are vectors whose nearest statements are looked up."""
    snapshot = Snapshot(settings.data)
    articles = list(snapshot.articles())
    statements = {
        (one.article.id, said.statement.texts(one.article.text), said.speaker.id if said.speaker else None)
        for one in articles
        for said in one.statements
    }
    speakers = sorted((s.id, s.name, s.kind, s.aliases, s.roles, s.statements) for s in snapshot.speakers)
    near = []
    for vector in asked:
        (hits,) = snapshot.search_vectors(Unit.STATEMENT, vector[None], 5)
        near.append(tuple(f"{hit.score:.3f}" for hit in hits))
    return Told(frozenset(a.article.id for a in articles), frozenset(statements), tuple(speakers), tuple(near))


def rows(settings: IndexSettings) -> frozenset[str]:
    """Every article of an index with all that is stored of it, but for keys and vectors."""
    store = Store.open(settings.data)
    ids = {one.number: one.speaker.id for one in store.speakers(store.published)}
    return frozenset(
        repr(
            (
                stored.article,
                tuple(stored.sentences),
                [one.span for one in stored.passages],
                [(replace(one, key=None), ids.get(stored.said_by.get(one.key or 0, 0))) for one in stored.statements],
                stored.cast,
                sorted((name, ids[number]) for name, number in stored.speakers.items()),
            )
        )
        for stored in map(store.stored, store.article_keys(store.published))
    )


@dataclass(frozen=True, slots=True)
class Shown:
    """What an answer shows: why there is none, or whose words from where."""

    reason: str | None
    verdict: str | None
    items: tuple[tuple[str, tuple[str, ...], str | None], ...]


class Remembering:
    """An encoder that encodes a question once."""

    def __init__(self, encoder: Encoder) -> None:
        self.fingerprint = ""  # as of the indexes here, which no run made
        self.dimension = encoder.dimension
        self._queries = lru_cache(maxsize=None)(lambda texts: encoder.encode_queries(list(texts)))
        self.encode_documents = encoder.encode_documents
        self.encode_query = encoder.encode_query

    def encode_queries(self, texts: Sequence[str]) -> Vectors:
        """See ``Encoder``."""
        vectors: Vectors = self._queries(tuple(texts))
        return vectors


def answers(settings: IndexSettings, questions: Sequence[str], encoder: Encoder) -> list[Shown]:
    """What an index answers."""
    engine = Engine.open(settings)
    engine._encoder = encoder  # one for all: it takes longer to load than to ask
    return [_shown(engine.ask(question)) for question in questions]


def _shown(answer: Answer) -> Shown:
    items = tuple(
        (
            one.article.id,
            tuple(part.of(one.article.text) for part in one.parts),
            one.speaker.id if one.speaker else None,
        )
        for one in answer.items
    )
    return Shown(answer.abstention.reason if answer.abstention else None, answer.verdict, items)


def main() -> None:
    """Do one task on an index, in a process that a test may kill: ``POOL DATA TASK``, the task as JSON."""
    pool, data, task = sys.argv[1:]
    settings, wanted = IndexSettings(data=Path(data)), json.loads(task)
    merge_early()
    articles = prepared(IndexSettings(data=Path(pool)))
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    if wanted["task"] == "change":
        apply(settings, [under(articles[text], name) for name, text in wanted["put"].items()], wanted["taken"])
    elif wanted["task"] == "compact":
        compact(settings)
    elif wanted["task"] == "migrate":
        republish(settings)
    else:
        backup(settings, Path(data) / "backup.sqlite")
        if wanted["task"] == "restore":
            restore(settings, Path(data) / "backup.sqlite")


if __name__ == "__main__":
    main()
