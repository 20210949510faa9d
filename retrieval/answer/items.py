"""Ranked candidates into the items of an Answer: what is joined, folded together, shown, and in which order."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import chain, zip_longest

from index.english.asking import Asked
from index.english.titles import role_words
from index.models import Article, Kind, Span, Speaker, Statement, hull
from index.search.found import Found
from index.search.passages import context_of
from retrieval.answer.consecutive import run_of
from retrieval.answer.excerpt import shortened
from retrieval.models import Anybody, Form, Item, Matched, Named, Order, Question
from retrieval.question.slots import LEADS, WORDS
from retrieval.ranking.rank import NEAR_ENOUGH, Scored, may_answer
from retrieval.ranking.stemming import stems

RIVALLING = 0.5  # share of the best score
_SAME = 0.8  # share of word stems from which on two statements of one speaker are one
_OF_ONE_ARTICLE = 3  # items that one article may give before others have their turn
_OF_THE_BEST = 0.25  # where the day decides the order, an item must still be about the topic
_HALF = 0.5
_SAID = frozenset({None, Asked.REASON, Asked.MANNER})  # what somebody's own words tell better than the article's
_BESIDE = 2  # items by others than the speaker asked about


def item_of(scored: Scored, beside: Iterable[Found] = ()) -> Item:
    """All that showing and citing a candidate needs; ``beside`` are the statements around it."""
    found, article = scored.found, scored.found.article
    unit = found.unit
    run = run_of(scored, beside)
    parts = _parts_of(run) or (unit.span,)
    return Item(
        article=article,
        parts=parts,
        context=context_of(found.sentences, hull(parts)),
        statement=unit if isinstance(unit, Statement) else None,
        run=run,
        passage=None if isinstance(unit, Statement) else unit,
        speaker=found.speaker,
        role=found.speaker.role_at(article.day) if found.speaker else None,
        score=scored.score,
        matched=_matched(scored),
        cosine=scored.features.question,
        doubtful=isinstance(unit, Statement) and unit.doubtful,
    )


def with_run(item: Item, run: tuple[Statement, ...], sentences: Sequence[Span]) -> Item:
    """A statement's item with other statements shown together."""
    parts = _parts_of(run)
    return replace(item, run=run, parts=parts, context=context_of(sentences, hull(parts)))


def _parts_of(run: Iterable[Statement]) -> tuple[Span, ...]:
    """The parts of statements that are shown together; what one statement has of another's words is shown once."""
    parts = dict.fromkeys(part for statement in run for part in statement.parts)
    return tuple(part for part in parts if not any(other != part and other.covers(part) for other in parts))


def item_said(found: Found) -> Item:
    """A statement or passage by itself, whatever was asked, with all its words: not to be shown as it is."""
    article, unit, speaker = found.article, found.unit, found.speaker
    said = unit if isinstance(unit, Statement) else None
    return Item(
        article=article,
        parts=said.parts if said else (unit.span,),
        context=context_of(found.sentences, unit.span),
        statement=said,
        run=(said,) if said else (),
        passage=None if isinstance(unit, Statement) else unit,
        speaker=speaker,
        role=speaker.role_at(article.day) if speaker else None,
        doubtful=said is not None and said.doubtful,
    )


def item_by_itself(found: Found, most: int) -> Item:
    """A statement or passage by itself, for whoever comes without a question: by its permanent address, or to browse.

    Where nothing is known to permit reuse, ``most`` characters of it may be shown.
    """
    return shortened(item_said(found), most)


def in_quotation(item: Item) -> Item:
    """A statement's item without what is only reported beside it."""
    run = tuple(statement for statement in item.run if statement.kind is Kind.DIRECT)
    parts = tuple(part for statement in run for part in statement.parts)
    return replace(
        item, run=run, parts=parts, highlight=tuple(h for h in item.highlight if any(map(h.overlaps, parts)))
    )


def items_of(question: Question, ranked: Sequence[Scored], beside: Mapping[int, Iterable[Found]]) -> list[Item]:
    """Candidates as items, best first: what an earlier one shows is left out, what is by others is marked so."""
    items: list[Item] = []
    seen: set[int | None] = set()
    fitting = any(one.features.fits >= NEAR_ENOUGH for one in ranked)
    for one in ranked:
        if one.candidate.key in seen and isinstance(one.found.unit, Statement):
            continue
        item = item_of(one, beside.get(one.candidate.key, ()))
        if not seen.isdisjoint(statement.key for statement in item.run):
            fresh = tuple(statement for statement in item.run if statement.key not in seen)
            item = with_run(item, fresh, one.found.sentences)
        seen |= {statement.key for statement in item.run}
        if not any(_within(item, other) for other in items):
            items.append(replace(item, beside=_by_other(question, one, fitting=fitting)))
    return items


def fold_duplicates(items: Sequence[Item]) -> list[Item]:
    """One item for the same words of one speaker in several articles; the first stays and names the others."""
    kept: list[Item] = []
    for item in items:
        twin = next((i for i, other in enumerate(kept) if alike(item, other)), None)
        if twin is None:
            kept.append(item)
        elif item.article.id != kept[twin].article.id:
            kept[twin] = _with_source(kept[twin], item.article)
    return kept


def chosen_of(question: Question, items: Sequence[Item], limit: int) -> list[Item]:
    """The items that are shown, in their order: by form, with variety over the articles, by date where asked."""
    if question.form is Form.COMPARE:
        items = _side_by_side(question.speakers, items)
    else:
        best = max((item.score for item in items), default=0.0)
        # of two that fit about as well, the one that is theirs is what was asked for
        items = sorted(items, key=lambda item: item.beside or item.score < best * RIVALLING)
    beside = [item for item in items if item.beside][: 0 if _are_theirs(question, items) else _BESIDE]
    kept = [item for item in items if not item.beside or item in beside]
    if question.order is not Order.RELEVANCE and question.topic:
        kept = [item for item in kept if item.score >= kept[0].score * _OF_THE_BEST]
    return in_order(_varied(kept)[:limit], question.order)


def _are_theirs(question: Question, items: Sequence[Item]) -> bool:
    """Whether what was found are the words asked for, so that those of others would only fill the answer up."""
    if question.order is not Order.RELEVANCE or not question.topic:
        return True
    own, best = (max((i.score for i in some), default=0.0) for some in ([i for i in items if not i.beside], items))
    return question.speech >= WORDS and question.form is not Form.DID_SAY and own >= best * RIVALLING > 0


def in_order(items: list[Item], order: Order) -> list[Item]:
    """By date where the question asks for the first or the latest; undated ones last."""
    if order is Order.RELEVANCE:
        return items
    dated = [item for item in items if item.article.day]
    undated = [item for item in items if not item.article.day]
    dated.sort(key=lambda item: str(item.article.day), reverse=order is Order.NEWEST)
    return dated + undated


def alike(item: Item, other: Item) -> bool:
    """Whether two items are the same words of one speaker."""
    if item.speaker != other.speaker or item.statement is None or other.statement is None:
        return False
    one, two = stems(" ".join(item.texts)), stems(" ".join(other.texts))
    return bool(one and two) and len(one & two) / len(one | two) >= _SAME


def _by_other(question: Question, one: Scored, *, fitting: bool) -> bool:
    """Whether a candidate is not held for whom the question names or describes.

    Where the description is ``fitting`` somebody, it is nobody else's for standing near their words.
    """
    told = question.speech < LEADS and question.asked not in _SAID
    if told and not isinstance(one.found.unit, Statement):
        return False  # a number, a day or a person is told by the article as well as by whom the question names
    match question.who:
        case Named(others=others):
            theirs = one.features.theirs or one.features.acts or _is_named(question, one)
            return not theirs or one.found.speaker in others
        case Anybody():
            return False
        case _:
            return not may_answer(question, one) or (fitting and one.features.fits < NEAR_ENOUGH)


def _is_named(question: Question, one: Scored) -> bool:
    """Whether the article names whom the question does at the words, though the index holds nobody for it."""
    unit = one.found.unit
    if one.found.speaker is not None or not isinstance(unit, Statement) or unit.mention is None:
        return False
    mention = role_words(unit.mention.of(one.found.article.text))
    return isinstance(question.who, Named) and any(role_words(words) <= mention for words in question.who.words)


def _within(item: Item, other: Item) -> bool:
    """Whether all the words of an item are words of another of the same article."""
    return item.article.id == other.article.id and all(
        any(text in shown for shown in other.texts) for text in item.texts
    )


def _with_source(item: Item, article: Article) -> Item:
    return item if article in item.also_in else replace(item, also_in=(*item.also_in, article))


def _varied(items: Sequence[Item]) -> list[Item]:
    """The order kept, but what one article has beyond some items waits until the others were shown."""
    counted: dict[str, int] = {}
    first: list[Item] = []
    later: list[Item] = []
    for item in items:
        counted[item.article.id] = counted.get(item.article.id, 0) + 1
        (first if counted[item.article.id] <= _OF_ONE_ARTICLE else later).append(item)
    return first + later


def _side_by_side(speakers: Sequence[Speaker], items: Sequence[Item]) -> list[Item]:
    """The best of each speaker, then the second of each, and so on."""
    columns = [[item for item in items if item.speaker == speaker] for speaker in speakers]
    rows = zip_longest(*(column for column in columns if column))
    others = [item for item in items if item.speaker not in speakers]
    return [item for item in chain.from_iterable(rows) if item] + others


def _matched(scored: Scored) -> Matched:
    """Where the candidate has at least half of the topic."""
    features = scored.features
    places = {Matched.WORDS: features.content, Matched.SENTENCES: features.wide, Matched.TITLE: features.title}
    return next((place for place, share in places.items() if share >= _HALF), Matched.MEANING)
