"""Every quality figure in one table: ``python -m retrieval.evaluation.report FOLDER``.

FOLDER holds the gold data and its scorers; beside it stand ``corpus`` and ``archives``. Without the folder nothing is
measured and one line says so. The articles are indexed into a temporary folder, and each scorer runs as its own
program. The weights that the package ships were learned on the open questions and on questions over the same
articles; the speaker questions, on other articles, had no part in it: theirs is the figure to expect elsewhere.
"""

import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from index.build import index_corpus
from index.config import CorpusSettings, IndexSettings
from index.search.snapshot import Snapshot
from retrieval.config import RetrievalSettings
from retrieval.engine import Engine
from retrieval.evaluation import confidence
from retrieval.evaluation.asking import QuestionSet, open_set, speaker_set, texts_of, timed, unseen_set
from retrieval.evaluation.calibrate import open_and_more, open_examples, speaker_examples
from retrieval.evaluation.elsewhere import refused, unheld
from retrieval.evaluation.gold import FIFTH_READING, FIRST_READING, FOURTH_READING, SECOND_READING, THIRD_READING
from retrieval.evaluation.questions import GoldQuestion, pieces_of, speaker_questions
from retrieval.evaluation.refusals import left_out
from retrieval.evaluation.statements import scored, scored_unindexed, speakers_of_answers
from retrieval.evaluation.training import Example, examples_of, folds_of, learn
from retrieval.models import Answer
from retrieval.ranking.rank import learned


def main() -> None:
    """Measure with the folder named on the command line."""
    folder = Path(sys.argv[1] if len(sys.argv) > 1 else "../shared/eval")
    if not (folder / "score_statements.py").is_file():
        _say(f"skipped: {folder} is not here, so there is nothing to measure against")
        return
    with tempfile.TemporaryDirectory() as work:
        report = _Report(folder, Path(work))
        report.statements()
        report.elsewhere()
        report.questions()
        report.across_corpora()


class _Report:
    def __init__(self, folder: Path, work: Path) -> None:
        self._folder = folder
        self._work = work
        shared = folder.parent
        self._archive = shared / "archives" / "wikinews364" / "articles.jsonl"
        self._corpus = shared / "corpus"
        self._polnear = folder / "polnear_dev.jsonl"
        self._dev = self._indexed("polnear", self._polnear)
        self._wikinews = self._indexed("wikinews", self._corpus)
        self._archived = self._indexed("archive", self._archive)

    def _indexed(self, name: str, articles: Path) -> IndexSettings:
        settings = IndexSettings(data=self._work / name)
        report = index_corpus([articles], settings, CorpusSettings())
        _say(f"{name}: {report.added} articles indexed in {report.seconds:.0f} s")
        return settings

    def statements(self) -> None:
        """Who said what, on the three annotated sets."""
        dev = Snapshot(self._dev)
        _say(f"\nstatements, PolNeAR dev (tuned)\n{scored(dev, self._polnear, self._work)}")
        _say(speakers_of_answers(dev, self._folder / "speaker_qa_dev.jsonl", self._polnear))
        gold = self._folder / "wikinews_gold.jsonl"
        figures = scored(Snapshot(self._wikinews), gold, self._work, self._corpus / "wikinews")
        _say(f"\nstatements, Wikinews (tuned)\n{figures}")
        gold = self._folder / "wn364_gold_dev.jsonl"
        figures = scored(Snapshot(self._archived), gold, self._work, self._archive)
        _say(f"\nstatements, 34 articles of wikinews364 (tuned)\n{figures}")
        readings = (
            (28, FIRST_READING),
            (38, SECOND_READING),
            (28, THIRD_READING),
            (13, FOURTH_READING),
            (15, FIFTH_READING),
        )
        for count, reading in readings:
            figures = scored(Snapshot(self._archived), reading, self._work, self._archive, self._folder)
            _say(f"\nstatements, {count} more, annotated before any rule was tried on them; mended since\n{figures}")
        train = self._folder / "polnear_train.jsonl"
        _say(f"\nstatements, PolNeAR train (its misses were read)\n{scored_unindexed(train, self._work)}")
        _say(f"\nconfidence of speakers, cross-validated over the Wikinews articles\n{confidence.report(self._folder)}")

    def questions(self) -> None:
        """Both sets of questions as the package answers them, and the speaker questions among more articles."""
        _say("\nopen questions over wikinews364 (learned from)")
        self._asked(open_set(self._folder), Engine.open(self._archived))
        _say("\n560 questions over other articles of wikinews364, unread, settings chosen by totals")
        self._asked(self._unseen("unseen_wikinews364", self._archive), Engine.open(self._archived))
        _say("\n80 such questions over corpus/wikinews")
        self._asked(self._unseen("unseen_wikinews", self._corpus / "wikinews"), Engine.open(self._wikinews))
        _say("\n90 more over corpus/wikinews, written later; one threshold was chosen with a look at their totals")
        self._asked(self._unseen("unseen_wikinews_later", self._corpus / "wikinews"), Engine.open(self._wikinews))
        _say("\nspeaker questions over PolNeAR dev (nothing learned from them)")
        self._asked(speaker_set(self._folder), Engine.open(self._dev))
        _say("\nthe same with the Wikinews and Mehr articles")
        index_corpus([self._corpus], self._dev, CorpusSettings())
        self._asked(speaker_set(self._folder), Engine.open(self._dev))

    def elsewhere(self) -> None:
        """Questions on one corpus asked of the other, which holds hardly any of their answers."""
        _say("\nthe questions over wikinews364 asked of PolNeAR dev (learned within wikinews364)")
        self._unheld(self._dev, open_and_more(self._folder))
        _say("\nthe speaker questions over PolNeAR dev asked of wikinews364")
        pieces = pieces_of(self._folder / "polnear_dev.jsonl")
        self._unheld(self._archived, speaker_questions(self._folder / "speaker_qa_dev.jsonl", pieces))

    def _unheld(self, settings: IndexSettings, questions: Sequence[GoldQuestion]) -> None:
        _say(refused(examples_of(Engine.open(settings), unheld(questions), {}), learned()))

    def _unseen(self, name: str, articles: Path) -> QuestionSet:
        return unseen_set(self._folder, name, articles, self._work)

    def _asked(self, questions: QuestionSet, engine: Engine) -> None:
        _say(questions.scored(questions.ask(engine), self._work))
        _say(timed(engine, texts_of(questions.questions)))

    def across_corpora(self) -> None:
        """Learned on one corpus and tested on the other, within one, and refusals of made questions."""
        first = open_examples(self._archived, self._folder)
        second = speaker_examples(self._dev, self._folder)
        _say("\nopen questions, learned on the speaker questions and made ones over PolNeAR dev")
        self._learned(open_set(self._folder), self._archived, second)
        _say("\nspeaker questions, learned on all questions over wikinews364")
        self._learned(speaker_set(self._folder), self._dev, first)
        _say("\nopen questions, cross-validated over articles")
        self._crossed(open_set(self._folder), self._archived, first)
        _say("\nmade questions over PolNeAR dev and their twins without the article that answers")
        _say(left_out(second, learn(first)))
        _say("\nmade questions over wikinews364 and their twins, learned on PolNeAR dev")
        _say(left_out(first, learn(second)))

    def _learned(self, questions: QuestionSet, settings: IndexSettings, examples: Sequence[Example]) -> None:
        engine = Engine(settings, RetrievalSettings(), learn(examples))
        _say(questions.scored(questions.ask(engine), self._work))

    def _crossed(self, questions: QuestionSet, settings: IndexSettings, examples: Sequence[Example]) -> None:
        """Each question answered with weights learned from the questions on other articles."""
        folds = folds_of(examples)
        answers: dict[str, Answer] = {}
        for apart in sorted(set(folds)):
            weights = learn([e for e, fold in zip(examples, folds, strict=True) if fold != apart])
            held_out = {e.gold.id for e, fold in zip(examples, folds, strict=True) if fold == apart}
            given = questions.ask(Engine(settings, RetrievalSettings(), weights), held_out if answers else ())
            answers |= {number: answer for number, answer in given.items() if number in held_out or not answers}
        _say(questions.scored(answers, self._work))


def _say(text: str) -> None:
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
