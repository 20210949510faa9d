"""Messages as Telegram shows them: escaped, within the limits, no quotation without its credit."""

from datetime import date

from bot.layout.walk import walk
from bot.telegram.copying import pieces_of
from bot.telegram.inline_results import items_of
from bot.telegram.messages import painted
from index.licences import licence_of
from index.models import Act, Article, Kind, Span, Speaker, SpeakerKind, Statement
from retrieval.models import Answer, Form, Item, Named, Question
from retrieval.suggesting import Suggested
from tests.botapi.markup import parse_html, units

EVA = Speaker("eva-lund", "Eva Lund", SpeakerKind.PERSON, ("Eva Lund",))


def answer_with(text, title="Ferry", url="https://example.org/a", kind=Kind.DIRECT, publisher="Herald", **statement):
    article = Article(
        "a", text, title, url, publisher, date(2024, 3, 1), licence=licence_of("CC-BY-4.0"), authors=("Ida",)
    )
    said = Statement("a", (Span(0, len(text)),), kind, **statement)
    item = Item(article, said.parts, said.span, said, speaker=EVA, role="mayor of Velm")
    return Answer(Question("q", Form.STATEMENTS, "ferry", Named((EVA,), ("Eva Lund",))), items=(item,))


def test_a_direct_quotation_stands_in_a_block_quote_under_its_speaker():
    (html,) = painted(walk(answer_with('"The ferry sails."')))
    shown = parse_html(html)
    assert shown.text == (
        'Eva Lund, mayor of Velm, said:\n"The ferry sails."\nHerald · 1 Mar 2024 · CC BY 4.0\n\n'
        "Read as: Eva Lund · ferry"
    )
    quoted = [shown.text[start:end] for tag, start, end, _ in shown.entities if tag == "blockquote"]
    assert quoted == ['"The ferry sails."']


def test_reported_denied_and_unsaid_words_are_introduced_as_such():
    def lead(**statement):
        return parse_html(painted(walk(answer_with("the ferry sails", **statement)))[0]).text.split("\n")[0]

    assert lead(kind=Kind.INDIRECT) == "Eva Lund, mayor of Velm, said, as reported:"
    assert lead(kind=Kind.INDIRECT, act=Act.DENIES) == "Eva Lund, mayor of Velm, denied:"
    assert lead(kind=Kind.INDIRECT, negated=True) == "Eva Lund, mayor of Velm, did not say:"
    assert lead(kind=Kind.DIRECT, act=Act.DENIES) == "Eva Lund, mayor of Velm, said in denial:"
    assert lead(kind=Kind.DIRECT, via="Press TV") == "Eva Lund, mayor of Velm (via Press TV), said:"


def test_markup_in_words_titles_and_addresses_is_shown_literally():
    (html,) = painted(walk(answer_with("<b>bold</b> & <i>co</i>", publisher='<b>&"Herald"', url="javascript:alert(1)")))
    shown = parse_html(html)
    assert "<b>bold</b> & <i>co</i>" in shown.text
    assert '<b>&"Herald" · 1 Mar' in shown.text
    assert all("javascript" not in str(attributes) for *_, attributes in shown.entities)


def test_a_ten_thousand_character_quotation_is_split_with_its_credit_in_every_part():
    words = " ".join(f"Sentence number {n} about the ferry 🚢 of Velm." for n in range(230))
    messages = painted(walk(answer_with(words), full=True))
    shown = [parse_html(html) for html in messages]
    assert len(words) > 10_000
    assert len(messages) >= 4
    assert all(units(one.text) <= 4096 for one in shown)
    assert all("Herald · 1 Mar 2024" in one.text for one in shown if "Sentence" in one.text)
    quoted = [one.text[start:end] for one in shown for tag, start, end, _ in one.entities if tag == "blockquote"]
    assert " ".join(quoted) == words
    assert all(piece.endswith(".") for piece in quoted)


def test_what_is_copied_is_the_whole_quotation_with_its_speaker_and_its_credit():
    (one,) = pieces_of(answer_with('"The ferry sails."').items[0])
    assert one == (
        'Eva Lund, mayor of Velm, said: "The ferry sails."\n'
        "“Ferry” by Ida, Herald, 2024-03-01, https://example.org/a, "
        "is licensed under CC BY 4.0 (https://creativecommons.org/licenses/by/4.0/)."
    )


def test_a_long_quotation_is_copied_in_pieces_that_together_hold_all_of_it():
    words = " ".join(f"Sentence number {n} about the ferry 🚢 of Velm." for n in range(30))
    pieces = pieces_of(answer_with(words).items[0])
    assert len(pieces) > 4
    assert all(1 <= units(piece) <= 256 for piece in pieces)
    assert words in "".join(pieces)
    assert "".join(pieces).endswith("licenses/by/4.0/).")


def test_an_inline_result_names_the_speaker_and_shows_the_words():
    (result,) = items_of(Suggested(items=answer_with('"The ferry sails."').items), "a_bot", "https://page.example")
    assert (result.title, result.description) == ("Eva Lund", '1 Mar 2024 · Herald\n"The ferry sails."')
    assert parse_html(result.html).text.endswith("\nHerald · 1 Mar 2024 · CC BY 4.0 · read")
