"""The languages written in Latin letters that a message may be in, from the table ``languages.tsv``."""

from dataclasses import dataclass

from index.english.tables import table


@dataclass(frozen=True, slots=True)
class Language:
    """A row of ``languages.tsv``: an ISO 639-1 code with the language's English name."""

    code: str
    name: str


LATIN_LANGUAGES = table("languages", Language)
