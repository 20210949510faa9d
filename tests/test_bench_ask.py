"""What ``make bench-ask`` counts, and the ranking that it makes of two."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.bench.question_sets import OpenQuestions, QuestionSet, SpeakerQuestions
from tests.bench.shown import words_shown
from tests.bench.systems.rankings import paragraphs_of, reciprocal_rank_fusion

HARBOUR = "The harbour is closed, the mayor said.\n\nIt opens on Friday at noon,\nif the wind drops."
CLOSED, OPENS = "The harbour is closed", "on Friday at noon"
LONG = "word " * 149


def item(text: str, words: str) -> dict[str, Any]:
    start = text.index(words)
    return {"article_id": "a1", "parts": [[start, start + len(words)]]}


def answer(*items: dict[str, Any], abstained: bool = False) -> dict[str, Any]:
    return {"id": "q1", "abstained": abstained, "items": list(items)}


def written(path: Path, row: dict[str, Any]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(row), encoding="utf-8")


def open_questions(tmp_path: Path, text: str = HARBOUR, **question: Any) -> QuestionSet:
    gold = [{"speaker": None, "spans": [{"article": "a1", "span": OPENS}]}]
    row = {"id": "q1", "question": "when does it open", "form": "fact", "answerable": True, "gold": gold}
    written(tmp_path / "archives/wikinews364/articles.jsonl", {"id": "a1", "title": "Harbour", "text": text})
    written(tmp_path / "eval/open_qa_dev.jsonl", row | question)
    return OpenQuestions(tmp_path / "eval")


def speaker_questions(tmp_path: Path) -> QuestionSet:
    quotes = [{"id": "E1", "contents": [{"start": 0, "end": len(CLOSED)}]}]
    answers = [{"article_id": "a1", "quote_id": "E1"}]
    written(tmp_path / "polnear_dev.jsonl", {"id": "a1", "text": HARBOUR, "quotes": quotes})
    written(tmp_path / "speaker_qa_dev.jsonl", {"id": "q1", "answerable": True, "answers": answers})
    return SpeakerQuestions(tmp_path)


def test_a_fact_is_held_by_most_of_its_words(tmp_path: Path) -> None:
    questions = open_questions(tmp_path)
    assert questions.held_within([answer(item(HARBOUR, CLOSED), item(HARBOUR, "on Friday at"))]) == 100
    assert questions.held_within([answer(item(HARBOUR, "on Friday"))]) == 0


def test_a_quotation_is_held_by_a_third_of_the_shorter(tmp_path: Path) -> None:
    questions = speaker_questions(tmp_path)
    assert questions.held_within([answer(item(HARBOUR, "closed, the mayor"))]) == 100
    assert questions.held_within([answer(item(HARBOUR, "closed, the mayor said.\n\nIt opens"))]) == 0


def test_an_answer_behind_the_words_that_are_read_is_not_held(tmp_path: Path) -> None:
    text = f"{LONG}{OPENS}"
    assert open_questions(tmp_path, text).held_within([answer(item(text, text))]) == 0
    assert open_questions(tmp_path, text).held_within([answer(item(text, f"word word {OPENS}"))]) == 100


def test_an_abstention_holds_and_shows_nothing(tmp_path: Path) -> None:
    refused = answer(item(HARBOUR, OPENS), abstained=True)
    assert open_questions(tmp_path).held_within([refused]) == 0
    assert words_shown([refused, answer(item(HARBOUR, OPENS))], {"a1": HARBOUR}) == 4


def test_only_the_first_three_items_count_as_shown() -> None:
    assert words_shown([answer(*[item(HARBOUR, OPENS)] * 5)], {"a1": HARBOUR}) == 12


def test_talk_is_asked_of_nobody(tmp_path: Path) -> None:
    assert open_questions(tmp_path, form="chat").asked == []


def test_a_set_that_is_not_there_names_its_files(tmp_path: Path) -> None:
    assert [path.name for path in open_questions(tmp_path).missing] == ["score_open.py"]


def test_a_paragraph_ends_at_an_empty_line_and_is_read_under_the_title(tmp_path: Path) -> None:
    questions = open_questions(tmp_path, "\n" + HARBOUR.replace("\n\n", "\n \n") + "\n")
    first, second = paragraphs_of(questions.articles)
    assert first.id.split("\t") == ["a1", "1", "39"]
    assert first.text == "Harbour. The harbour is closed, the mayor said."
    assert second.text == "Harbour. It opens on Friday at noon,\nif the wind drops."


@pytest.mark.parametrize(
    ("rankings", "fused"),
    [
        ([["a", "b"], ["b", "c"]], ["b", "a", "c"]),  # 1/62 + 1/61, 1/61, 1/62
        ([["a", "b", "c"], []], ["a", "b", "c"]),
        ([["a", "x", "b"], ["c", "y", "b"]], ["b", "a", "c", "x", "y"]),  # third twice beats first once
    ],
)
def test_a_fusion_adds_reciprocal_ranks(rankings: list[list[str]], fused: list[str]) -> None:
    assert reciprocal_rank_fusion(rankings) == fused
