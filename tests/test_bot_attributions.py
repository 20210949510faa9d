"""How it is told that somebody said something: the article's own verb before a phrase, and never without its "not"."""

import pytest

from bot.words.answers import verdict_of
from bot.words.runs import plain
from bot.words.statements import attributed
from index.english.lexicon import VERB_ROWS, VERBS, finite_forms, lemma_of, past_of
from index.models import Article
from retrieval.models import Reason, Verdict
from tests.indexes import engine_over
from tests.reading import analyser


def told(text):
    """Who said what in a text, as an answer tells it."""
    (analysis,) = analyser().analyse([Article("a", text)])
    names = [plain(attributed(one.speaker or "They", "", one, text)) for one in analysis.statements]
    return [f"{name} {' … '.join(one.texts(text))}" for name, one in zip(names, analysis.statements, strict=True)]


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Eva Holm did not deny that the dam leaks.", "Eva Holm did not deny: that the dam leaks"),
        ("Lena Bo did not deny taking the money.", "Lena Bo did not deny: taking the money"),
        ("Lena Bo did not call for a vote.", "Lena Bo did not call for, as reported: a vote"),
        ("Lena Bo did not urge the council to vote.", "Lena Bo did not urge, as reported: the council to vote"),
        ("Lena Bo has not condemned the attack.", "Lena Bo did not condemn, as reported: the attack"),
        ("Accusations of fraud were never rejected by Otto Brandt.",
         "Otto Brandt did not reject, as reported: Accusations of fraud"),
        ("Eva Holm did not predict a flood.", "Eva Holm did not predict, as reported: a flood"),
        ("Lena Bo never asked whether the dam was safe.", "Lena Bo did not ask: whether the dam was safe"),
    ],
)  # fmt: skip
def test_what_was_not_said_is_told_with_its_not(text, shown):
    assert told(text) == [shown]


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Accusations of fraud were rejected by Otto Brandt.",
         "Otto Brandt rejected, as reported: Accusations of fraud"),
        ("The new plan has been widely criticised by Lena Bo.", "Lena Bo criticised, as reported: The new plan"),
        ("The tax was called for by Otto Brandt.", "Otto Brandt called for, as reported: The tax"),
        ("Citing the frost, Otto Brandt closed the road.", "Otto Brandt cited, as reported: the frost"),
        ("Otto Brandt and Lena Bo have described the plan as a theft.",
         "Otto Brandt and Lena Bo described, as reported: the plan as a theft"),
        ("Analysts blame the frost for the losses.", "They blamed, as reported: the frost for the losses"),
        ("Lena Bo is calling for a vote.", "Lena Bo called for, as reported: a vote"),
        ("Lena Bo condemned the attack.", "Lena Bo condemned, as reported: the attack"),
        ("Otto Brandt was asked by Lena Bo to close the road.", "Lena Bo asked, as reported: to close the road"),
        # the verb has lost its object
        ("The frost was described by Otto Brandt as a gift.", "Otto Brandt spoke of this, as reported: a gift"),
        ("Otto Brandt told the council on Friday to close the road.",
         "Otto Brandt spoke of this, as reported: to close the road"),
        ("Otto Brandt renewed his warning of floods.", "Otto Brandt spoke of this, as reported: floods"),
        ("Lena Bo denies taking the money.", "Lena Bo denied: taking the money"),
        ("Otto Brandt wrote that the road was a trap.", "Otto Brandt said, as reported: that the road was a trap"),
    ],
)  # fmt: skip
def test_a_phrase_stands_behind_a_verb_that_takes_it(text, shown):
    assert told(text) == [shown]


def test_reporting_verbs_are_told_by_all_their_forms_and_have_a_past():
    assert {form for verb in VERBS for form in (verb, *finite_forms(verb)) if lemma_of(form) is None} == set()
    irregular = {row.word: past_of(row.word) for row in VERB_ROWS if row.past and row.act}
    assert irregular.items() >= {
        "say": "said", "write": "wrote", "speak": "spoke", "begin": "began", "sing": "sang", "swear": "swore",
        "show": "showed", "go": "went", "foresee": "foresaw", "plead": "pleaded", "read": "read", "refer": "referred",
    }.items()  # fmt: skip
    regular = {"blame": "blamed", "quip": "quipped", "threaten": "threatened", "reply": "replied", "convey": "conveyed"}
    assert {verb: past_of(verb) for verb in regular} == regular
    forms = {"Citing": "cite", "quipping": "quip", "told": "tell", "written": "write", "denies": "deny", "dam": None}
    assert {form: lemma_of(form.lower()) for form in forms} == forms


@pytest.fixture(scope="module")
def valley(sample_settings, tmp_path_factory):
    folder = tmp_path_factory.mktemp("valley")
    dam = "Eva Holm did not deny that the dam leaks. The wall was built in 1950.\n\nOtto Brandt denied that it leaks."
    return engine_over(sample_settings.data, folder, dam=("The dam", dam))


def test_who_did_not_deny_something_is_not_said_to_have_denied_it(valley):
    answer = valley.ask("did Eva Holm deny that the dam leaks?")
    assert answer.items[0].texts == ("that the dam leaks",)
    assert answer.verdict is Verdict.NOT_DENIED
    assert verdict_of(answer) == "Eva Holm is on record as not denying it. Read the words:"
    assert valley.ask("did Eva Holm say that the dam leaks?").verdict is Verdict.NOT_DENIED
    assert valley.ask("did Otto Brandt deny that the dam leaks?").verdict is Verdict.DENIED
    assert valley.ask("what did Eva Holm deny?").abstention.reason is Reason.SPEAKER_SILENT
    assert valley.ask("what did Otto Brandt deny?").items[0].texts == ("that it leaks",)
