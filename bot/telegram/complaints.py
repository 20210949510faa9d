"""What readers found wrong, as admins see it: the statements of the screen, and who else might have said them.

A button names what it was shown for: a statement by its permanent key, a speaker by a digest of their id. Places in
these lists may be another's by the time it is pressed.
"""

import hashlib
from collections.abc import Iterable
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
_DIGEST_CHARACTERS = 10  # 40 bits tell a dozen speakers apart; an id may be longer than a button's data
_NOBODY = "x"
_FAULTS = {
    Fault.SPEAKER: button_words.WRONG_SPEAKER,
    Fault.WORDS: button_words.WRONG_WORDS,
    Fault.OFF_TOPIC: button_words.OFF_TOPIC,
    Fault.OTHER: button_words.OTHER_FAULT,
}


@dataclass(frozen=True, slots=True)
class Said:
    """A statement of a case."""

    item: Item
    statement: Statement

    @property
    def key(self) -> str:
        """Its permanent key."""
        return statement_key(self.item.article, self.statement)

    @property
    def words(self) -> str:
        """Its words, as many as a message holds beside others."""
        return " … ".join(self.statement.texts(self.item.article.text))[:_WORDS_CHARACTERS]

    def decision(self, speaker: Speaker | None) -> Override:
        """That it is a speaker's, or nobody's who is named."""
        return Override("speaker", self.key, speaker.id if speaker else "", self.item.article.id, self.words)

    def withdrawal(self) -> Override:
        """That it is no statement."""
        return Override("withdraw", self.key, "", self.item.article.id, self.words)


@dataclass(frozen=True, slots=True)
class Case:
    """A complaint with the statements that its reader saw."""

    complaint: Complaint
    asked: str
    statements: tuple[Said, ...]

    def said(self, key: str) -> Said | None:
        """The statement of a permanent key; None if it is not shown (any more)."""
        return next((said for said in self.statements if said.key == key), None)


def case_of(complaint: Complaint, told: Told, look: Look) -> Case:
    """The complaint with what its screen shows now."""
    screens = screens_of(told, look)
    shown = screens[min(complaint.vote.screen, len(screens) - 1)].items if screens else ()
    statements = tuple(
        Said(item, statement) for item in shown if item.statement for statement in item.run or (item.statement,)
    )
    return Case(complaint, head_of(told.answer.question), statements)


def case_view(case: Case, waiting: int) -> tuple[str, Keyboard]:
    """The message that shows a case to an admin, and the buttons that settle it."""
    fault = _FAULTS[case.complaint.vote.fault or Fault.OTHER]
    rows = [words.heading(fault, case.asked, waiting)]
    keyboard: list[tuple[Button, ...]] = []
    key = f"{FEEDBACK}:{case.complaint.id}"
    for number, said in enumerate(case.statements, 1):
        speaker = said.item.speaker.name if said.item.speaker else ""
        rows.append(words.statement_row(number, speaker, said.words))
        keyboard.append(
            (
                Button(words.another(number), f"{key}:s:{said.key}"),
                Button(words.withdraw(number), f"{key}:w:{said.key}"),
            )
        )
    keyboard.append((Button(words.KEEP, f"{key}:k"), Button(words.NEXT, f"{key}:n")))
    return listed(rows), tuple(keyboard)


def choice_view(case: Case, said: Said, speakers: Iterable[Speaker]) -> tuple[str, Keyboard]:
    """The message that asks whose a statement is."""
    key = f"{FEEDBACK}:{case.complaint.id}"
    choice = f"{key}:c:{said.key}"
    rows = [(Button(speaker.name[:_LABEL_CHARACTERS], f"{choice}:{_digest(speaker)}"),) for speaker in speakers]
    rows += [(Button(words.NOBODY, f"{choice}:{_NOBODY}"),), (Button(words.CANCEL, f"{key}:v"),)]
    return listed([words.whose(said.words)]), tuple(rows)


def chosen_of(choice: str, speakers: Iterable[Speaker]) -> Speaker | None:
    """The speaker whom a button of the choice was for; None for nobody. Raises LookupError if they are not offered."""
    if choice == _NOBODY:
        return None
    found = next((speaker for speaker in speakers if _digest(speaker) == choice), None)
    if found is None:
        raise LookupError(choice)
    return found


def speakers_in(indexed: IndexedArticle | None, item: Item, engine: Engine) -> tuple[Speaker, ...]:
    """Who may have said it: the persons and organisations of the article, those first who speak there."""
    found = [said.speaker for said in indexed.statements if said.speaker] if indexed else []
    found += [member.speaker for member in indexed.cast if member.speaker] if indexed else []
    others = [speaker for speaker in dict.fromkeys(found) if speaker != item.speaker]
    return tuple(engine.speaker(speaker.id) or speaker for speaker in others[:_SPEAKERS])


def _digest(speaker: Speaker) -> str:
    return hashlib.sha256(speaker.id.encode("utf-8", "surrogatepass")).hexdigest()[:_DIGEST_CHARACTERS]
