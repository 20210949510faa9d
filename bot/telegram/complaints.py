"""What readers found wrong, as admins see it: the statements of the screen, and who else might have said them."""

from dataclasses import dataclass

from bot.telegram.kept.keeping import Told
from bot.telegram.keyboards import Button, Keyboard
from bot.telegram.messages import listed
from bot.telegram.views import Look, screens_of
from bot.telegram.votes import Complaint, Fault
from bot.words import buttons as button_words
from bot.words import feedback as words
from bot.words.answers import head_of
from index.keys import statement_key
from index.models import Speaker, Statement
from index.search.found import IndexedArticle
from index.speakers import Override
from retrieval.engine import Engine
from retrieval.models import Item

FEEDBACK = "fb"
_SPEAKERS = 12
_WORDS_CHARACTERS = 200
_LABEL_CHARACTERS = 60
_FAULTS = {
    Fault.SPEAKER: button_words.WRONG_SPEAKER,
    Fault.WORDS: button_words.WRONG_WORDS,
    Fault.OFF_TOPIC: button_words.OFF_TOPIC,
    Fault.OTHER: button_words.OTHER_FAULT,
}


@dataclass(frozen=True, slots=True)
class Case:
    """A complaint with the statements that its reader saw, each with its item."""

    complaint: Complaint
    asked: str
    statements: tuple[tuple[Item, Statement], ...]

    def words(self, number: int) -> str:
        """The words of a statement by its number from 0."""
        item, statement = self.statements[number]
        return " … ".join(statement.texts(item.article.text))[:_WORDS_CHARACTERS]

    def decision(self, number: int, speaker: Speaker | None) -> Override:
        """That a statement is a speaker's, or nobody's who is named."""
        return self._override("speaker", number, speaker.id if speaker else "")

    def withdrawal(self, number: int) -> Override:
        """That a statement is none."""
        return self._override("withdraw", number, "")

    def _override(self, action: str, number: int, target: str) -> Override:
        item, statement = self.statements[number]
        key = statement_key(item.article, statement)
        if action == "withdraw":
            return Override("withdraw", key, target, item.article.id, self.words(number))
        return Override("speaker", key, target, item.article.id, self.words(number))


def case_of(complaint: Complaint, told: Told, look: Look) -> Case:
    """The complaint with what its screen shows now."""
    screens = screens_of(told, look)
    shown = screens[min(complaint.vote.screen, len(screens) - 1)].items if screens else ()
    statements = tuple(
        (item, statement) for item in shown if item.statement for statement in item.run or (item.statement,)
    )
    return Case(complaint, head_of(told.answer.question), statements)


def case_view(case: Case, waiting: int) -> tuple[str, Keyboard]:
    """The message that shows a case to an admin, and the buttons that settle it."""
    fault = _FAULTS[case.complaint.vote.fault or Fault.OTHER]
    rows = [words.heading(fault, case.asked, waiting)]
    keyboard: list[tuple[Button, ...]] = []
    key = f"{FEEDBACK}:{case.complaint.id}"
    for number, (item, _) in enumerate(case.statements, 1):
        speaker = item.speaker.name if item.speaker else ""
        rows.append(words.statement_row(number, speaker, case.words(number - 1)))
        keyboard.append(
            (
                Button(words.another(number), f"{key}:s:{number - 1}"),
                Button(words.withdraw(number), f"{key}:w:{number - 1}"),
            )
        )
    keyboard.append((Button(words.KEEP, f"{key}:k"), Button(words.NEXT, f"{key}:n")))
    return listed(rows), tuple(keyboard)


def choice_view(case: Case, number: int, speakers: tuple[Speaker, ...]) -> tuple[str, Keyboard]:
    """The message that asks whose a statement is."""
    key = f"{FEEDBACK}:{case.complaint.id}"
    rows = [
        (Button(speaker.name[:_LABEL_CHARACTERS], f"{key}:c:{number}:{at}"),) for at, speaker in enumerate(speakers)
    ]
    rows += [(Button(words.NOBODY, f"{key}:c:{number}:x"),), (Button(words.CANCEL, f"{key}:v"),)]
    return listed([words.whose(case.words(number))]), tuple(rows)


def speakers_in(indexed: IndexedArticle | None, item: Item, engine: Engine) -> tuple[Speaker, ...]:
    """Who may have said it: the persons and organisations of the article, those first who speak there."""
    found = [said.speaker for said in indexed.statements if said.speaker] if indexed else []
    found += [member.speaker for member in indexed.cast if member.speaker] if indexed else []
    others = [speaker for speaker in dict.fromkeys(found) if speaker != item.speaker]
    return tuple(engine.speaker(speaker.id) or speaker for speaker in others[:_SPEAKERS])
