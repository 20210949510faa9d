"""What the command line says of a corpus: what was recognised, what is missing, what may be reused."""

SEEN = "{count} articles in {files} files"
FETCHED = "{pages} pages written into {folder}; {unchanged} feeds unchanged"
FORMATS = "formats"
FIELDS = "fields"
LANGUAGES = "languages"
LICENCES = "licences"
UNLICENSED = "no licence stated, by publisher"
SKIPPED = "will be skipped"
UNREAD = "columns and keys that no field was read from"
UNREAD_HEADINGS = ("column or key", "articles")
MAP = (
    "To read one as a field of the article, name it in the configuration:\n"
    '  [corpus]\n  columns = {{ "{column}" = "FIELD" }}   # FIELD is one of {fields}'
)
WITHHELD = "not indexed, since [corpus] allowed_licences does not name their licence"
PASSED_OVER = "passed over: no reader knows their format"
PASSED_OVER_HEADINGS = ("ending", "files", "examples")
NO_ENDING = "none"
COUNTING = "reading the articles"
FIELD_HEADINGS = ("field", "has", "lacks", "read in", "examples")
LICENCE_HEADINGS = ("licence", "articles", "read in", "examples")
COUNT_HEADINGS = ("", "articles")
FORMAT_HEADINGS = ("format", "files")
SKIPPED_HEADINGS = ("reason", "documents", "examples")
WARNINGS = "statements that differ"
WARNING_HEADINGS = ("licence", "warning", "articles", "examples")
SETTLE = (
    "To settle a licence yourself, name the domain or source in the configuration:\n"
    '  [corpus]\n  licences = {{ "{domain}" = "CC BY 4.0" }}'
)
