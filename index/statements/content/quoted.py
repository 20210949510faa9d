"""Stage two, direct speech: quotation marks matched with the cue beside them.

The surface around the marks is more reliable than the parse: a parser is trained on few quotations,
and one of several sentences falls apart in its hands. So a quotation looks for its cue first in the
words that follow it, if its own last mark asks for more (a comma, a question mark), then in the words
before it, if these lead up to it (a comma, a colon, the verb itself).
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from index.english.function_words import WordUse, words_that
from index.english.lexicon import MEDIA, Denotes, Frame, VerbUse, finite_forms, nouns_for, verbs_that
from index.english.quotation_marks import DOUBLE_OPENING_MARKS, SENTENCE_END, Quotation
from index.english.tables import alternatives
from index.models import Kind, Span
from index.statements.content.cues import Cue, verb_of
from index.statements.content.quote_edges import kind_of, with_introduction, with_lead, with_rest
from index.statements.content.source import head_noun, mention_of, phrase, via_of
from index.statements.drafts import Draft
from index.statements.tokens import text_of

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_ASKS_FOR_MORE = re.compile(r"[,?!–—…-]$")
_INTRODUCING = alternatives(form for verb in verbs_that(VerbUse.INTRODUCES) for form in (verb, *finite_forms(verb)))
_LEADS_UP = re.compile(rf"(?:[,:–—]|\bthat|\bas|\b(?:{_INTRODUCING}))\s*$")
_CLOSING = " \xa0\n'’”\""  # marks of a quotation inside the quotation
_ENDS = frozenset(".?!")
_DASH = re.compile(r"\s*[―—–-]{1,2}\s*(?P<name>[A-Z][^\n!?“\"]{2,80}?)\.?\s*$")
_REOPENS = re.compile(r"\s*\n\s*[“\"«„]")
_DATED = re.compile(r"\b(?:19|20)\d\d\b")
_WORKS = nouns_for(Denotes.WORK)
_SMALL = words_that(WordUse.SMALL)  # in titles without a capital
_REGION_TOKENS = 60


@dataclass(frozen=True, slots=True)
class _Around:
    """The words beside a quotation up to the next quotation or the end of the sentence, as token ranges."""

    before: range
    after: range


def direct_drafts(doc: "Doc", quotations: Sequence[Quotation], cues: Sequence[Cue]) -> list[Draft]:
    """A draft for each utterance in quotation marks; one that is split around its cue is one draft."""
    text = text_of(doc)
    by_token = {cue.token: cue for cue in cues if cue.verb and Frame.QUOTE in cue.verb.frames}
    utterances = [q for q in quotations if is_utterance(doc, q)]
    drafts: list[Draft] = []
    last: Quotation | None = None
    for quotation in utterances:
        around = _around(doc, quotation, quotations)
        previous = drafts[-1] if drafts and last is not None and _adjoins(doc, last, quotation, by_token) else None
        after = _cue_after(text, quotation, around, by_token)
        before = _cue_before(doc, around, by_token)
        if previous is not None and (previous.cue == before.span if before else after is None):
            drafts[-1] = replace(previous, parts=(*previous.parts, quotation.span), pattern="quote-cue-quote")
        elif before is not None:
            *first, last_part = with_introduction(doc, quotation, before)
            parts = (*first, with_rest(doc, last_part, around.after))
            draft = _draft(doc, quotation, before, "cue-quote")
            kind = kind_of(text, parts, quotations)
            drafts.append(replace(draft, parts=parts, kind=kind, via=_reporter(doc, before, after)))
        elif after is not None:
            span = with_lead(doc, quotation, around.before)
            draft = _draft(doc, quotation, after, "quote-cue")
            drafts.append(replace(draft, parts=(span,), kind=kind_of(text, (span,), quotations)))
        elif dash := _DASH.match(text, quotation.span.end, _line_end(text, quotation.span.end)):
            if not _DATED.search(dash["name"]):  # a list of sources: title, outlet, date
                mention = Span(*dash.span("name"))
                drafts.append(Draft((quotation.span,), Kind.DIRECT, "dash", mention=mention))
        elif not quotation.inner.of(text)[:1].islower() and not _is_title(quotation.inner.of(text).split()):
            drafts.append(Draft((quotation.span,), Kind.DIRECT, "orphan"))
        last = quotation
    return drafts


def is_utterance(doc: "Doc", quotation: Quotation) -> bool:
    """Whether the marks hold words that stand for themselves, not a name, a title or a quoted fragment."""
    text = text_of(doc)
    inner = quotation.inner.of(text).strip()
    words = inner.split()
    if len(words) < (4 if quotation.single else 2) and not _is_answer(inner, quotation):
        return False
    before = text[max(0, quotation.span.start - 12) : quotation.span.start].rstrip(" \xa0")
    after = text[quotation.span.end : quotation.span.end + 1]
    finished = inner[-1] in ",.?!…—–-" or after == ","
    introduced = bool(re.search(r"[,:]$", before)) or (finished and _follows_cue(doc, quotation))
    starts = before == "" or before[-1] in '\n.?!”"' or introduced
    if _is_title(words) and (_names_work(before) or (not introduced and before[-1:] not in ("", "\n"))):
        return False
    capital = inner[0].isupper() or inner[0] in "[…." or inner[0].isdigit()
    if quotation.single:
        return finished and introduced and capital
    if not quotation.closed:
        # otherwise a mark is missing, not the end of a quotation
        return introduced or before[-1:] in ("", "\n") or bool(_REOPENS.match(text, quotation.span.end))
    sentences = bool(SENTENCE_END.search(inner))  # no fragment, even if it starts in the middle of one
    return (capital and (starts or (finished and len(words) > 3))) or (finished and (starts or sentences))


def _follows_cue(doc: "Doc", quotation: Quotation) -> bool:
    """ "chanted 'What curfew?'": right behind a verb that does nothing but say."""
    first, _ = _tokens_of(doc, quotation.span)
    verb = verb_of(doc[first - 1]) if first else None
    return verb is not None and Frame.QUOTE in verb.frames and Frame.OBJECT not in verb.frames


def _names_work(before: str) -> bool:
    """ "In her memoir, “Second Draft,” she wrote …": what stands in marks is the work's title."""
    noun = re.search(r"(\w+),$", before)
    return noun is not None and noun[1].lower() in MEDIA | _WORKS


def _is_answer(inner: str, quotation: Quotation) -> bool:
    """ "No," and "Look," in marks: one word, but one that asks for a cue."""
    return not quotation.single and inner[:1].isupper() and inner[-1:] in {",", "!", "?"} and len(inner) > 2


def _is_title(words: Sequence[str]) -> bool:
    """Whether words are written as the title of a work is: all but the small ones with a capital."""
    if words[-1:] and words[-1][-1] in ".?!":
        return False
    large = [word for word in words if word[0].isalpha() and word.lower().strip(",'’") not in _SMALL]
    return len(large) > 1 and all(word[0].isupper() for word in large)


def _draft(doc: "Doc", quotation: Quotation, cue: Cue, pattern: str) -> Draft:
    mention = mention_of(doc, cue)
    if mention is None or mention.overlaps(quotation.span) or _follows_mark(text_of(doc), mention):
        mention = _mention_beside(doc, cue, quotation)
    return Draft(
        parts=(quotation.span,),
        kind=Kind.DIRECT,
        pattern=pattern,
        cue=cue.span,
        act=cue.act,
        negated=cue.negated,
        mention=mention,
        via=via_of(doc, cue),
    )


def _follows_mark(text: str, mention: Span) -> bool:
    """Whether a mention opens a quotation ("said on “Fox and Friends”"): the parse took it for the subject."""
    return text[mention.start - 1 : mention.start] in DOUBLE_OPENING_MARKS if mention.start else False


def _reporter(doc: "Doc", cue: Cue, after: Cue | None) -> str | None:
    """The outlet behind a quotation that has its cue before it and a report after it ("…," Press TV reported)."""
    mention = mention_of(doc, after) if after and doc[after.token].lemma_ in {"report", "say"} else None
    return mention.of(text_of(doc)) if mention else via_of(doc, cue)


def _around(doc: "Doc", quotation: Quotation, quotations: Sequence[Quotation]) -> _Around:
    starts = {q.span.start for q in quotations if not q.single}
    ends = {q.span.end for q in quotations if not q.single}
    first, end = _tokens_of(doc, quotation.span)
    after = end
    while after < len(doc) and after - end < _REGION_TOKENS:
        token = doc[after]
        if token.idx in starts or _breaks(token):
            break
        after += 1
        if token.text in _ENDS:
            break
    before = first
    while before > 0 and first - before < _REGION_TOKENS:
        token = doc[before - 1]
        if (
            token.idx + len(token) in ends
            or token.text in _ENDS
            or (_breaks(token) and not _leads_over(doc, before - 1))
        ):
            break
        before -= 1
    return _Around(range(before, first), range(end, after))


def _tokens_of(doc: "Doc", span: Span) -> tuple[int, int]:
    found = doc.char_span(span.start, span.end, alignment_mode="expand")
    return (found.start, found.end) if found is not None else (0, 0)


def _breaks(token: "Token") -> bool:
    return bool(token.is_space and "\n\n" in token.text)


def _leads_over(doc: "Doc", i: int) -> bool:
    """Whether a paragraph ends in a colon, which leads over to the quotation in the next."""
    return i > 0 and doc[i - 1].text == ":"


def _cue_after(text: str, quotation: Quotation, around: _Around, cues: dict[int, Cue]) -> Cue | None:
    inner = quotation.inner.of(text).rstrip(_CLOSING)
    following = text[quotation.span.end : quotation.span.end + 2].lstrip()
    if not quotation.closed or not (_ASKS_FOR_MORE.search(inner) or following.startswith((",", "–", "—"))):
        return None
    return next((cues[i] for i in around.after if i in cues), None)


def _cue_before(doc: "Doc", around: _Around, cues: dict[int, Cue]) -> Cue | None:
    lead = doc[around.before.start : around.before.stop].text if around.before else ""
    leads_up = _LEADS_UP.search(lead.rstrip()) or (around.before and around.before[-1] in cues)
    if not leads_up:
        return None
    return next((cues[i] for i in reversed(around.before) if i in cues), None)


def _adjoins(doc: "Doc", first: Quotation, second: Quotation, cues: dict[int, Cue]) -> bool:
    """Whether no more than a cue clause, or a sentence about the speaker, stands between two quotations of a paragraph.

    "“Look,” he said. He paused. “You cannot have it soon.”"
    """
    between = text_of(doc)[first.span.end : second.span.start]
    if "\n" in between.strip(" "):
        return not first.closed  # an unclosed paragraph runs on
    ends = [match.end() for match in SENTENCE_END.finditer(between.rstrip()[:-1])]
    if len(ends) > 1:
        return False
    aside = doc.char_span(first.span.end + ends[0], second.span.start, alignment_mode="expand") if ends else None
    return aside is None or not any(t.i in cues or (t.pos_ == "PROPN" and t.dep_ == "nsubj") for t in aside)


def _mention_beside(doc: "Doc", cue: Cue, quotation: Quotation) -> Span | None:
    """Where the parse gives no subject: the noun phrase before the verb, or after it when the verb comes first."""
    verb = doc[cue.token]
    chunks = [c for c in doc[max(0, verb.i - 25) : verb.i + 15].noun_chunks if not _inside(c, quotation)]
    before = [c for c in chunks if c.end <= verb.i and verb.i - c.end <= 3 and c.start_char >= quotation.span.end]
    after = [c for c in chunks if c.start > verb.i and c.start - verb.i <= 2]
    if before:
        return phrase(head_noun(before[-1].root, quotation.span.end))
    return Span(after[0].start_char, after[0].end_char) if after else None


def _inside(chunk: "object", quotation: Quotation) -> bool:
    start: int = chunk.start_char  # type: ignore[attr-defined] # a spaCy Span
    return quotation.span.start <= start < quotation.span.end


def _line_end(text: str, start: int) -> int:
    end = text.find("\n", start)
    return len(text) if end < 0 else end
