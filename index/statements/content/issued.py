"""Stage two, texts that somebody issued in their own name: a press office's statement, a speech, a letter."""

import re
from collections.abc import Sequence

from index.english.function_words import first_person
from index.english.quotation_marks import paragraphs
from index.models import Kind, Span, placed
from index.statements.content.reading import Reading
from index.statements.drafts import Draft
from index.statements.issuer import Issuer, issuer_of
from index.statements.rules import Concern, RuleId, rule

_I = frozenset(word.lower() for word in first_person())
_LEAST = 2  # words of the first person: "Statement by X" may also stand above a report on it
_SENTENCE = re.compile(r"[^\n]*[a-z][^\n]*[.?!…:][”\"’')\]]*\s*\Z")
_ASIDE = re.compile(r"[(\[][^)\]\n]*[)\]]\s*\Z")
_WORDS = 4


@rule(
    RuleId.ISSUED,
    Concern.CONTENT,
    example="Statement by Mayor Ann Lee on the dam\n\nI was told that the dam was safe. We shall rebuild it.",
    gives="Ann Lee: I was told that the dam was safe. We shall rebuild it.",
    not_on="Statement by Mayor Ann Lee on the dam\n\nAnn Lee said that the dam was safe.",
)
def issued(reading: Reading, drafts: Sequence[Draft]) -> list[Draft]:
    """ "Statement by X on Y" above a text in the first person: its paragraphs are X's own words.

    What X reports of others in it stays theirs.
    """
    issuer = issuer_of(reading.title, reading.text)
    if issuer is None:
        return list(drafts)
    spoken = [p for p in paragraphs(reading.text) if _is_spoken(reading, p)]
    if not _is_own(reading, drafts, issuer, spoken):
        return list(drafts)
    others = [draft for draft in drafts if _is_of_another(reading, draft)]
    return [*others, *(Draft((paragraph,), Kind.DIRECT, RuleId.ISSUED) for paragraph in spoken)]


def _is_own(reading: Reading, drafts: Sequence[Draft], issuer: Issuer, spoken: Sequence[Span]) -> bool:
    """Whether a text is in the first person, tells nobody's turns, and does not speak of its issuer.

    Who writes on X's speech names X; X does not.
    """
    marked = placed(quotation.span for quotation in reading.marked)
    first = [token for token in reading.doc if token.lower_ in _I and not marked.hold(token.idx)]
    named = re.compile(rf"\b{re.escape(issuer.name.split()[-1])}\b")
    told = any(named.search(reading.text, one.start, one.end) for one in spoken)
    turns = any(draft.rule in {RuleId.LABEL, RuleId.INTERVIEW} for draft in drafts)
    return len(first) >= _LEAST and not told and not turns


def _is_of_another(reading: Reading, draft: Draft) -> bool:
    return draft.mention is not None and draft.mention.of(reading.text).lower() not in _I


def _is_spoken(reading: Reading, paragraph: Span) -> bool:
    """Whether a paragraph is said: sentences, no heading, no greeting, no "(Applause.)", not the headline."""
    words = paragraph.of(reading.text).strip()
    if words.startswith(reading.title or "\n") or (not reading.title and paragraph.start == 0):
        return False
    return len(words.split()) >= _WORDS and bool(_SENTENCE.match(words)) and not _ASIDE.match(words)
