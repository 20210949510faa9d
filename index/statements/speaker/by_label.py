"""Stage four, the labels of a transcript's turns: "LEE:", "Mr OKELLO (Lower Ridge):"."""

import re

from index.english.names import TITLES, Name, parse_name
from index.models import Span
from index.statements.drafts import Found
from index.statements.rules import Concern, RuleId, rule
from index.statements.speaker.scene import Scene

_LABEL_ASIDE = re.compile(r" \([^)\n]{1,40}\):\s")


class Labels:
    """Finds whom the label of a turn means in one document."""

    def __init__(self, scene: Scene) -> None:
        self._scene = scene
        self._cast = scene.cast
        self._text = scene.text

    def is_label(self, mention: Span) -> bool:
        """Whether a colon follows a mention, or an aside and a colon where it opens its line: "Mr ORR (Ridge):"."""
        if self._text[mention.end : mention.end + 1] == ":":
            return True
        opens = self._text[: mention.start].rpartition("\n")[2].strip() == ""
        return opens and bool(_LABEL_ASIDE.match(self._text, mention.end))

    @rule(
        RuleId.TURN,
        Concern.SPEAKER,
        example="Ann Lee and Bo Orr met.\n\nLEE: Was the dam safe?\n\nORR: It was not.",
        gives="Ann Lee: Was the dam safe? | Bo Orr: It was not.",
        not_on="Ann Lee said the dam was safe.",
    )
    def find(self, mention: Span) -> Found | None:
        """The speaker of a transcript's turn, whose label may be in capitals and a surname only."""
        office = re.fullmatch(r"The ([A-Z]+ )*(?P<office>[A-Z]+)", mention.of(self._text))
        if office and office["office"].lower() in TITLES:
            return None  # "The SPEAKER:"
        name = self._labelled_before(mention) or parse_name(mention.of(self._text))
        words = set(name.full.lower().split()) if name else set()
        members = [m for m in self._cast.members if words and words <= set(m.name.lower().split())]
        if not members:
            initials = mention.of(self._text)
            members = [m for m in self._cast.members if "".join(part[0] for part in m.name.split()) == initials]
        if len({m.name for m in members}) == 1:
            return self._scene.found(RuleId.TURN, members[0].name, mention)
        return self._scene.found(RuleId.TURN, name.full, mention) if name else None

    def _labelled_before(self, mention: Span) -> Name | None:
        """The full name of an earlier label of which this one is the surname: "INA HOLT, HOST:", then "HOLT:"."""
        surname = re.escape(mention.of(self._text))
        earlier = re.compile(rf"^((?:[A-Z][\w.'’-]* ){{1,3}}{surname})(?:,[^:\n]*| \([^)\n]*\))?:", re.MULTILINE)
        found = earlier.search(self._text, 0, mention.start)
        return parse_name(found[1]) if found else None
