"""Stage three, what somebody is: the titles that a text ties to a name."""

import re
from functools import cache
from typing import TYPE_CHECKING

from index.english.lexicon import denotes_person
from index.english.names import NAME_PARTS, TITLES, Name, without_article
from index.statements.content.noun_phrases import is_excluded
from index.statements.tokens import text_of

if TYPE_CHECKING:
    from spacy.tokens import Span as Run
    from spacy.tokens import Token

_ROLE_WORDS = 12
_OF = frozenset({"of", "for"})
_FIELD_LINKS = _OF | {"and", "the", "&"}
# "Sen. Ann Lee (D-Wis.)", "Rep. Bo Orr, R-Ky.,", "Sen. Ann Lee (Vt.)": as American news tell a politician's state
_CONSTITUENCY = re.compile(r"(?: \((?:[A-Z]-)?|, [A-Z]-)(?P<state>[A-Z][A-Za-z. ]{1,8})[),]")
_ELECTED = frozenset({"senator", "governor", "representative"})
_OFFICES = {row.word: row.common for row in NAME_PARTS if row.common in _ELECTED} | {word: word for word in _ELECTED}


def roles_of(run: "Run", name: Name) -> list[str]:
    """Titles before the name and appositions after it."""
    head = run.root
    before = _title_before(run)
    roles = [before, *_first_of_two(before), *_seat(run, before)] if before else []
    roles += [role_of(child) for child in head.children if child.dep_ == "appos" and _is_title(child)]
    described = _described_by(head)
    if described is not None and _is_title(described) and not is_excluded(head):
        roles.append(role_of(described, before=run.start))
    roles += [role_of(noun) for noun in _predicates_of(head)]
    return [role for role in roles if role and name.surname.lower() not in role.lower()]


def _described_by(name: "Token") -> "Token | None":
    """ "The mayor of Velm, Eva Holm": the noun to which a name is in apposition; the parse may hang it on "Velm"."""
    if name.dep_ != "appos":
        return None
    described = name.head
    while described.dep_ == "pobj" and described.head.head.pos_ == "NOUN":
        described = described.head.head
    return described


def _predicates_of(name: "Token") -> "list[Token]":
    """ "Eva Holm is the mayor": what somebody is said to be, unless it is denied."""
    verb = name.head
    if name.dep_ != "nsubj" or verb.lemma_ != "be" or any(c.dep_ == "neg" for c in verb.children):
        return []
    return [c for c in verb.children if c.dep_ == "attr" and c.pos_ == "NOUN"]


def _first_of_two(title: str) -> list[str]:
    """ "Supreme Leader" of "Supreme Leader Ayatollah": an office, and behind it a title that goes with the name."""
    office, _, last = title.rpartition(" ")
    words = office.split()
    both = len(words) > 1 and last.lower().strip(".") in TITLES and denotes_person(words[-1].lower())
    return [office] if both else []


def _is_title(noun: "Token") -> bool:
    """A common noun, or an office written with a capital: "the British Foreign Secretary"."""
    return noun.pos_ == "NOUN" or noun.lower_ in TITLES


def _seat(run: "Run", title: str) -> list[str]:
    """ "Vermont senator" for "Sen. Ann Lee (Vt.)"."""
    office = _OFFICES.get(title.rsplit(maxsplit=1)[-1].strip(".").lower())
    found = _CONSTITUENCY.match(text_of(run.doc), run.end_char)
    state = _states().get(found["state"].replace(".", "")) if office and found else None
    return [f"{state} {office}"] if state else []


@cache
def _states() -> dict[str, str]:
    """The states by postal and by Associated Press abbreviation, without full stops."""
    from us.states import STATES  # noqa: PLC0415 - only a run that indexes needs it

    return {
        short.replace(".", ""): state.name for state in STATES for short in (state.abbr, state.ap_abbr or state.abbr)
    }


def _title_before(run: "Run") -> str:
    """ "Supreme Leader" of "Supreme Leader Lee"; empty if no word before a name is a title or a common noun."""
    words = [*_nominals_before(run), *(t for t in run[:-1] if t.lower_.strip(".") in TITLES)]
    leads = bool(words) and denotes_person(words[-1].lower_)
    if not leads and not any(t.lower_.strip(".") in TITLES or (t.pos_ == "NOUN" and t.text.islower()) for t in words):
        return ""
    return _joined(words)


def _nominals_before(run: "Run") -> "list[Token]":
    """The nouns and adjectives right before a name, with the office whose field they end: "minister of health"."""
    words: list[Token] = []
    token = run[0]
    while token.i > run.sent.start:
        token = token.nbor(-1)
        if not _may_be_in_title(token):
            return words if not words or _ends_title(words[-1]) else [*_office_up_to(token), *words]
        words.insert(0, token)
    return words


def _may_be_in_title(token: "Token") -> bool:
    """Whether a token is nominal, or a place that the tagger takes for a verb: "Tulsa police Chief"."""
    place = token.is_title and token.tag_ in {"VB", "VBP"}
    return token.pos_ in {"NOUN", "PROPN", "ADJ"} or place or token.text in {"-", "’s", "'s"}


def _ends_title(word: "Token") -> bool:
    return word.lower_ in TITLES or (word.is_lower and denotes_person(word.lower_))


def _office_up_to(link: "Token") -> "list[Token]":
    """ "minister of health and [welfare Ann Lee]": the office whose field goes on behind an "of", a "for" or an "and".

    Nothing else may stand in between, and the office must be one by its word.
    """
    doc, at = link.doc, link.i
    while at > link.sent.start and (doc[at].lower_ in _FIELD_LINKS or doc[at].pos_ in {"NOUN", "PROPN", "ADJ"}):
        if doc[at].lower_ in TITLES and doc[at + 1].lower_ in _OF:
            break
        at -= 1
    holds = doc[at].lower_ in TITLES and at < link.i and doc[at + 1].lower_ in _OF
    return list(doc[_first_of_office(doc[at]) : link.i + 1]) if holds else []


def _first_of_office(title: "Token") -> int:
    first = title.i
    while first > title.sent.start and title.doc[first - 1].pos_ in {"NOUN", "PROPN", "ADJ"}:
        first -= 1
    return first


def role_of(noun: "Token", before: int | None = None) -> str:
    """The noun phrase of a token as a title, what follows a comma left out; up to the token ``before`` if given."""
    clauses = {t.i for c in noun.subtree if c.dep_ in {"relcl", "acl", "appos"} and c != noun for t in c.subtree}
    tokens = [t for t in noun.subtree if before is None or t.i < before]
    kept = []
    for token in _without_brackets(tokens)[:_ROLE_WORDS]:
        if token.text in {",", ";", "—"} or (token.i in clauses and token.i > noun.i):
            break
        kept.append(token)
    return without_article(_joined(kept))


def _without_brackets(tokens: "list[Token]") -> "list[Token]":
    """ "head of the ministry of roads (MoR) in Velm": without what stands in brackets, whatever it is tied to."""
    opened = next((i for i, t in enumerate(tokens) if t.text == "("), None)
    if opened is None:
        return tokens
    closed = next((i for i, t in enumerate(tokens) if t.text == ")" and i > opened), len(tokens) - 1)
    return tokens[:opened] + _without_brackets(tokens[closed + 1 :])


def _joined(tokens: "list[Token]") -> str:
    return re.sub(r"\s+", " ", "".join(t.text_with_ws for t in tokens)).strip()
