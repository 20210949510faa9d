"""The section ``[retrieval]``."""

from pydantic import BaseModel, ConfigDict, Field, PositiveInt


class RetrievalSettings(BaseModel):
    """How questions are answered."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    items: PositiveInt = Field(3, le=20, description="Items of an answer, at most.")
    candidates: PositiveInt = Field(30, description="Hits that each search contributes before ranking.")
    ranked: PositiveInt = Field(
        32, description="Candidates of each kind, best by reciprocal ranks, that are read and ranked."
    )
    threshold: float = Field(
        0.5, ge=0, le=1, description="Probability of an answer from which on one is given; below it the bot abstains."
    )
    quotation_characters: PositiveInt = Field(
        600,
        description="Characters of a quotation, at most, where no licence is known to permit reuse.",
    )
    cross_encoder: str = Field(
        "", description="Folder or hub id of a cross-encoder that orders the best candidates anew; empty: none."
    )
    cross_encoder_depth: PositiveInt = Field(20, le=100, description="How many of the best it reads.")
