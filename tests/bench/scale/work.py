"""Where everything of ``make bench-scale`` is."""

from dataclasses import dataclass
from pathlib import Path

from index.config import IndexSettings
from tests.bench.machine import read_rows


@dataclass(frozen=True, slots=True)
class Work:
    """Where everything is: the real articles, the recombined ones and their index."""

    shared: Path
    folder: Path
    articles: int

    @property
    def corpus(self) -> Path:
        """The recombined articles, as JSON lines."""
        return self.folder / "corpus"

    @property
    def settings(self) -> IndexSettings:
        """The settings of their index."""
        return IndexSettings(data=self.folder / "data")

    @property
    def gold(self) -> Path:
        """The annotated articles."""
        return self.shared / "eval" / "polnear_dev.jsonl"

    def written(self) -> list[str]:
        """The questions that were written for the real articles."""
        return [row["question"] for row in read_rows(self.shared / "eval" / "speaker_qa_dev.jsonl")]
