"""The quotations of a draft with their speakers, read by the rules that read articles."""

from collections.abc import Iterator, Sequence

from index.english.quotation_marks import quotations
from index.models import Analysis, Article, Span, Speaker, Statement
from index.speakers import Directory
from index.statements import Analyser
from retrieval.proof.models import DraftQuotation

_SURE = 0.8  # score from which on a name of the draft is held for a speaker of the corpus
_MAY_MEAN = 3


class DraftReader:
    """Reads drafts. The language model of the rules is loaded with the first."""

    def __init__(self, model: str) -> None:
        self._analyser = Analyser(model)

    def quotations_of(self, text: str, directory: Directory) -> list[DraftQuotation]:
        """The quotations of a text in their order, each with whom the text says it is by."""
        draft = Article("draft", text)
        (analysis,) = self._analyser.analyse([draft])
        return list(_quotations(text, analysis, directory))


def _quotations(text: str, analysis: Analysis, directory: Directory) -> Iterator[DraftQuotation]:
    for quotation in quotations(text):
        words = quotation.inner.of(text).strip().rstrip(",")
        if not any(letter.isalnum() for letter in words):
            continue
        said = _statement_of(quotation.span, analysis.statements)
        named = said.speaker if said and said.speaker else ""
        line = text.count("\n", 0, quotation.span.start) + 1
        yield DraftQuotation(quotation.span, words, line, named, _meant(named, directory))


def _statement_of(span: Span, statements: Sequence[Statement]) -> Statement | None:
    """The statement that has most of a quotation."""
    shared = {i: sum(_shared(span, part) for part in one.parts) for i, one in enumerate(statements)}
    best = max(shared, key=lambda i: shared[i], default=None)
    return statements[best] if best is not None and shared[best] else None


def _shared(one: Span, other: Span) -> int:
    return max(0, min(one.end, other.end) - max(one.start, other.start))


def _meant(named: str, directory: Directory) -> tuple[Speaker, ...]:
    if not named:
        return ()
    return tuple(match.speaker for match in directory.find(named, limit=_MAY_MEAN) if match.score >= _SURE)
