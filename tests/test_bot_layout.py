"""What is shown of an answer: what answers first, nothing twice, a credit once an article, no silent omission."""

import time
from dataclasses import replace
from datetime import date

import pytest

from bot.layout.blocks import Line, LineKind, Section
from bot.layout.marking import marked
from bot.layout.opening import opening_of
from bot.layout.permanent import key_of
from bot.layout.walk import walk
from bot.telegram.messages import painted
from bot.words.runs import plain
from bot.words.statements import also_in, attribution_of
from index.keys import statement_key
from index.licences import licence_of
from index.models import Act, Article, AttributedStatement, Kind, Passage, Span, Speaker, SpeakerKind, Statement
from index.search.found import IndexedArticle
from retrieval.models import Abstention, Answer, Form, Item, Named, Question, Reason, Verdict
from tests.botapi.markup import parse_html

EVA = Speaker("eva-lund", "Eva Lund", SpeakerKind.PERSON, ("Eva Lund",))
OLE = Speaker("ole-bak", "Ole Bak", SpeakerKind.PERSON, ("Ole Bak",))
TEXT = (
    "Eva Lund, the mayor, said that the ferry would sail on Monday. “The planks are new. We tested them twice, and "
    "nobody fell through,” she said. Ole Bak denied that the ferry had leaked. The ferry had been in dock since May."
)
FERRY = Article("ferry", TEXT, "Ferry to sail", "https://example.org/f", "Herald", date(2024, 3, 1),
                licence=licence_of("CC-BY-SA-4.0"), authors=("Ida Lie",))  # fmt: skip
OTHER = replace(FERRY, id="other", title="Mayor on ferries", url="https://example.org/o", publisher="Post", authors=())
QUESTION = Question("q", Form.STATEMENTS, "ferry", Named((EVA,), ("Eva Lund",)))


def span(words, text=TEXT):
    start = text.index(words)
    return Span(start, start + len(words))


def said(words, speaker=EVA, kind=Kind.INDIRECT, article=FERRY, more=None, **statement):
    parts = (span(words, article.text),)
    one = Statement(article.id, parts, kind, **statement)
    return Item(article, parts, Span(0, len(article.text)), one, speaker=speaker, **(more or {}))


SAIL, PLANKS = said("that the ferry would sail on Monday"), said("“The planks are new. We tested them twice, and "
    "nobody fell through,”", kind=Kind.DIRECT)  # fmt: skip
LEAK = said("that the ferry had leaked", OLE, act=Act.DENIES)


def shown(*items, question=QUESTION, **answer):
    """The text of the one message that shows the items."""
    (html,) = painted(walk(Answer(question, items=items, **answer)))
    return parse_html(html).text


def test_statements_of_one_article_stand_over_one_credit_and_its_speaker_is_named_once():
    assert shown(SAIL, said("that the ferry would sail on Monday", article=OTHER), PLANKS).split("\n\n") == [
        "Eva Lund said, as reported:\nthat the ferry would sail on Monday\n"
        "and said:\n“The planks are new. We tested them twice, and nobody fell through,”\n"
        "Herald · 1 Mar 2024 · CC BY-SA 4.0",
        "Eva Lund said, as reported:\nthat the ferry would sail on Monday\nPost · 1 Mar 2024 · CC BY-SA 4.0",
        "Read as: Eva Lund · ferry",
    ]


def test_the_publisher_leads_to_the_article_and_the_licence_to_its_terms():
    (html,) = painted(walk(Answer(QUESTION, items=(SAIL,))))
    one = parse_html(html)
    links = {one.text[start:end]: more["href"] for tag, start, end, more in one.entities if tag == "a"}
    assert links == {
        "Herald": "https://example.org/f",
        "CC BY-SA 4.0": "https://creativecommons.org/licenses/by-sa/4.0/",
    }


def test_words_that_stand_above_are_not_shown_again():
    within = said("the ferry would sail")
    around = Item(FERRY, (Span(0, 60),), Span(0, len(TEXT)), passage=Passage("ferry", Span(0, 60)))
    assert shown(SAIL, within, around) == shown(SAIL)


def test_a_denial_is_shown_as_what_was_denied_and_doubt_is_marked():
    assert shown(LEAK).startswith("Ole Bak denied:\nthat the ferry had leaked\n")
    assert shown(replace(SAIL, doubtful=True, role="mayor")).startswith("Probably Eva Lund, mayor, said, as reported:")


@pytest.mark.parametrize("kind", [Kind.DIRECT, Kind.INDIRECT, Kind.MIXED])
@pytest.mark.parametrize("act", list(Act))
def test_whatever_was_not_done_is_said_with_its_not(act, kind):
    statement = replace(SAIL.statement, act=act, kind=kind)
    done, not_done = (shown(replace(SAIL, statement=replace(statement, negated=no))) for no in (False, True))
    assert done.startswith("Eva Lund ")
    assert not_done.startswith("Eva Lund did not ")
    goes_on = plain(attribution_of(SAIL, replace(statement, negated=True), goes_on=True))
    assert goes_on.startswith("and did not ")


def test_others_words_are_said_to_be_others():
    beside = replace(LEAK, beside=True)
    both = shown(SAIL, beside)
    assert "\n\nNot by Eva Lund, but close to the question:\n\nOle Bak denied:\n" in both
    alone = shown(beside, verdict=Verdict.NOT_BY_THEM)
    assert alone.startswith("Nothing by Eva Lund fits as well. The nearest, by others:\n\nOle Bak denied:")


def test_a_publisher_is_named_once_among_those_who_print_the_same():
    again, herald = replace(OTHER, id="again", title="Mayor again"), replace(OTHER, id="herald", publisher="Dale Post")
    assert plain(also_in([OTHER])) == "Also in Post"
    assert plain(also_in([OTHER, again])) == "Also in Post and 1 more"
    assert plain(also_in([OTHER, again, herald])) == "Also in Post, Dale Post and 1 more"
    assert plain(also_in([OTHER, herald])) == "Also in Post, Dale Post"
    assert also_in([]) == ()


def test_a_speaker_without_a_name_is_called_as_the_article_calls_them():
    unnamed = said("that the ferry would sail on Monday", None, mention=span("the mayor"))
    assert shown(unnamed).startswith("The mayor said, as reported:")
    pronoun = said("that the ferry would sail on Monday", None, mention=span("she"))
    assert shown(pronoun).startswith("Speaker unknown said, as reported:")


def test_a_passage_is_the_publishers_and_the_sentence_that_answers_is_strong():
    whole = Span(0, len(TEXT))
    last = span("The ferry had been in dock since May.")
    item = Item(FERRY, (whole,), whole, passage=Passage("ferry", whole), highlight=(last,))
    (html,) = painted(walk(Answer(Question("q", Form.FACT, "ferry dock"), items=(item,))))
    assert html.startswith("<b>Herald</b> wrote:\n<blockquote>")
    assert "<b>The ferry had been in dock since May.</b></blockquote>" in html


LONG = " ".join(f"Sentence {n} is about the ferry and its many planks." for n in range(20))


def test_a_long_quotation_is_cut_to_the_sentences_that_answer_and_every_omission_is_marked():
    article = replace(FERRY, text=f"“{LONG}”")
    answering = span("Sentence 11 is about the ferry and its many planks.", article.text)
    item = said(article.text, kind=Kind.DIRECT, article=article, more={"highlight": (answering,)})
    (section, _) = walk(Answer(QUESTION, items=(item,)))
    words = plain(section.said[0].words)
    assert words.startswith("[…] Sentence 11 is")
    assert words.endswith("planks. […]")
    assert words.removeprefix("[…] ").removesuffix(" […]") in article.text
    assert len(words) <= 350 + len("[…]  […]")
    assert [run.text for run in section.said[0].words if run.strong] == [answering.of(article.text)]
    (full, _) = walk(Answer(QUESTION, items=(item,)), full=True)
    assert plain(full.said[0].words) == article.text


def test_words_of_which_all_answer_are_not_strong():
    (section, _) = walk(Answer(QUESTION, items=(replace(SAIL, highlight=SAIL.parts),)))
    assert not any(run.strong for run in section.said[0].words)


def test_the_first_message_shows_a_little_and_more_shows_the_rest_in_full():
    article = replace(FERRY, id="long", text=LONG)
    long = said(LONG, article=article)
    opening = opening_of(Answer(QUESTION, items=(SAIL, PLANKS, LEAK, long)))
    assert opening.shown.items == (SAIL, PLANKS, LEAK)
    assert opening.rest.items == (long,)
    assert opening_of(Answer(QUESTION, items=(long,))).rest.items == (long,)
    assert opening_of(Answer(QUESTION, items=(SAIL, PLANKS)), brief=True).shown.items == (SAIL,)
    assert opening_of(Answer(QUESTION, items=(SAIL,))).rest is None


def test_a_comparison_opens_with_a_word_of_everybody_in_a_group_too():
    both = replace(QUESTION, form=Form.COMPARE, who=Named((EVA, OLE), ("Eva Lund", "Ole Bak")))
    assert opening_of(Answer(both, items=(SAIL, LEAK, PLANKS)), brief=True).shown.items == (SAIL, LEAK)


def test_the_articles_own_words_are_no_quotation():
    item = replace(PLANKS, context=Span(0, len(TEXT)))
    (section, reading) = walk(Answer(QUESTION, items=(item,)), context=True)
    assert isinstance(section, Section)
    assert section.context.before == "Eva Lund, the mayor, said that the ferry would sail on Monday."
    assert reading == Line(LineKind.READING, reading.runs)
    (plain_section, _) = walk(Answer(QUESTION, items=(item,)))
    assert plain_section.context is None


@pytest.mark.parametrize(
    ("verdict", "item", "sentence"),
    [
        (Verdict.QUOTED, PLANKS, "Yes: Eva Lund is quoted with these very words."),
        (Verdict.REPORTED, SAIL, "Yes, as reported. The words are the article's; Eva Lund is not quoted with them."),
        (Verdict.ON_RECORD, SAIL, "Eva Lund is on record on this. Read the words:"),
        (Verdict.DENIED, LEAK, "Ole Bak is on record as denying it. Read the words:"),
        (Verdict.NOT_SAID, replace(SAIL, statement=replace(SAIL.statement, negated=True)),
         "Eva Lund is on record as not saying it. Read the words:"),
        (Verdict.NOT_DENIED, replace(LEAK, statement=replace(LEAK.statement, negated=True)),
         "Ole Bak is on record as not denying it. Read the words:"),
        (Verdict.DECLINED, replace(SAIL, statement=replace(SAIL.statement, act=Act.DECLINES)),
         "Eva Lund is on record as declining to say. Read the words:"),
        (Verdict.NOT_BY_THEM, replace(LEAK, beside=True), "Eva Lund is not on record saying so. Ole Bak is:"),
        (Verdict.NOT_BY_THEM, replace(LEAK, beside=True, speaker=None),
         "Eva Lund is not on record saying so. Somebody whose name is not known is:"),
        (Verdict.NOT_BY_THEM, said("that the ferry would sail on Monday", None, mention=span("the mayor")),
         "Eva Lund is not on record saying so. The mayor is:"),
    ],
)  # fmt: skip
def test_a_verdict_comes_first_as_a_whole_sentence(verdict, item, sentence):
    asked = replace(QUESTION, form=Form.DID_SAY)
    assert shown(item, question=asked, verdict=verdict).split("\n\n")[0] == sentence


def test_an_abstention_says_why_and_labels_what_is_nearest():
    abstention = Abstention(Reason.SPEAKER_SILENT, (SAIL,), ("ferries", "planks"))
    assert shown(abstention=abstention).split("\n\n")[:2] == [
        "Eva Lund is quoted in this corpus, but not about “ferry”. On record about: ferries, planks.",
        "Nearest in the corpus, not an answer:",
    ]


def test_the_speaker_is_named_over_the_first_words_that_are_shown():
    both = replace(
        PLANKS,
        parts=(*SAIL.parts, *PLANKS.parts),
        run=(SAIL.statement, PLANKS.statement),
        quotable=PLANKS.parts,  # the first of them may not be shown
    )
    (section,) = [block for block in walk(Answer(QUESTION, items=(both,))) if isinstance(block, Section)]
    assert section.said[0].key == key_of(both) == statement_key(FERRY, PLANKS.statement)
    assert shown(both).split("\n")[:2] == [
        "Eva Lund said:",
        "“The planks are new. We tested them twice, and nobody fell through,”",
    ]


def test_an_article_of_a_thousand_statements_is_marked_in_one_sweep():
    sentence = "He said that the dam was safe and that the lake was full on day {:05}. "
    text, length = "".join(map(sentence.format, range(1_000))), len(sentence.format(0))
    statements = tuple(
        AttributedStatement(
            Statement(
                "a",
                (Span(at + 8, at + length - 2),),
                Kind.INDIRECT,
                cue=Span(at + 3, at + 7),
                mention=Span(at, at + 2),
            ),
            None,
        )
        for at in range(0, len(text), length)
    )
    began = time.process_time()
    shown = marked(IndexedArticle(Article("a", text), (), (), statements, ()))
    assert time.process_time() - began < 1.5  # a sweep for each would take three times as long
    assert "".join(run.text for run in shown.runs) == text
    assert [(run.notes, run.mentions, run.cue) for run in shown.runs[:4]] == [
        ((), ("?1",), False),
        ((), (), False),
        ((), (), True),
        ((), (), False),
    ]
    assert shown.runs[4].notes == shown.runs[4].starts == shown.runs[4].ends == ("?1",)
