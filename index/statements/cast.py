"""Who may speak in an article: persons and organisations, with the names, roles and gender that it gives them."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from index.models import CastMember, Span, SpeakerKind
from index.statements.names import TITLES, Name, given_gender, is_given_name, parse_name, plain, without_article

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token
    from spacy.tokens import Span as Run

_ACRONYM = re.compile(r"\s*\((?P<acronym>[A-Z][A-Za-z&.]*[A-Z])\)")
_PRONOUNS = {"he": "m", "him": "m", "his": "m", "himself": "m", "she": "f", "her": "f", "hers": "f", "herself": "f"}
_REMARKS = frozenset({"remark", "comment", "statement", "announcement"})
_ROLE_WORDS = 12


@dataclass(frozen=True, slots=True)
class Naming:
    """One place at which a cast member is named. ``subject``: as the subject of a verb."""

    span: Span
    member: str
    subject: bool
    token: int


@dataclass(frozen=True, slots=True)
class Cast:
    """The members, and where each is named, in the order of the text."""

    members: tuple[CastMember, ...]
    namings: tuple[Naming, ...]

    def member(self, name: str) -> CastMember | None:
        """The member of this name."""
        return next((member for member in self.members if member.name == name), None)


@dataclass(slots=True)
class _Person:
    name: Name
    forms: Counter[str] = field(default_factory=Counter)
    roles: list[str] = field(default_factory=list)
    honorifics: set[str] = field(default_factory=set)
    pronouns: Counter[str] = field(default_factory=Counter)


def cast_of(doc: "Doc") -> Cast:
    """Read the cast off a parsed article. Syntax goes before the entity label, which varies with the model."""
    runs = list(_name_runs(doc))
    persons = _persons([run for run in runs if _is_person(run)])
    namings: list[Naming] = []
    organisations: dict[str, Counter[str]] = {}
    for run in runs:
        name = parse_name(run.text)
        key = _known_person(name, persons) if name and (_is_person(run) or _shares_surname(name, persons)) else None
        if key and name:
            person = persons[key]
            person.forms[name.full] += 1
            if name.gender:
                person.honorifics.add(name.gender)
            person.roles += _roles(run, person.name)
        elif run.label_ in {"ORG", "GPE", "NORP"} and not _is_person(run):
            key = _organisation(run, organisations)
        else:
            continue
        namings.append(Naming(Span(run.start_char, run.end_char), key, _is_subject(run.root), run.root.i))
    namings += _missed(doc, namings, persons)
    namings.sort(key=lambda naming: naming.span)
    _tie_remarks(doc, namings, persons)
    _gender_by_pronouns(doc, namings, persons)
    members = [_member(key, person) for key, person in persons.items() if person.forms]
    members += [CastMember(name, SpeakerKind.ORGANISATION, tuple(forms)) for name, forms in organisations.items()]
    return Cast(tuple(members), tuple(namings))


def _name_runs(doc: "Doc") -> "Iterator[Run]":
    """Named entities, and runs of proper nouns that the model missed where a person is likely."""
    covered: set[int] = set()
    found = []
    for ent in doc.ents:
        if ent.label_ in {"PERSON", "ORG", "GPE", "NORP"} and any(t.pos_ == "PROPN" for t in ent):
            found.append(ent)
            covered.update(range(ent.start, ent.end))
    for chunk in doc.noun_chunks:
        run = [t for t in chunk if t.pos_ == "PROPN" and t.i not in covered]
        if run and run[-1] is chunk.root and _is_subject(chunk.root) and chunk.root.text[0].isupper():
            start = run[0].i if run[-1].i - run[0].i == len(run) - 1 else run[-1].i
            found.append(doc[start : run[-1].i + 1])
    yield from sorted(found, key=lambda run: run.start)


def _is_person(run: "Run") -> bool:
    before = [t.lower_.strip(".") for t in run.doc[max(0, run.start - 1) : run.start]]
    titled = any(word in TITLES or word in {"mr", "mrs", "ms", "dr"} for word in before)
    first = run[0].lower_.strip(".")
    return run.label_ in {"PERSON", ""} or (titled and run.label_ != "NORP") or (first in TITLES and len(run) > 1)


def _persons(runs: "list[Run]") -> dict[str, _Person]:
    """Full names first, the frequent before the rare; a name that is part of another is the same person.

    So one run that the model cut wrongly ("Rip Ann Lee") does not become the name of somebody
    whom the article calls Ann Lee throughout.
    """
    names = {name.full: name for run in runs if (name := parse_name(run.text))}
    counted = Counter(name.full for run in runs if (name := parse_name(run.text)))
    persons: dict[str, _Person] = {}
    for full, count in sorted(counted.items(), key=lambda one: (" " not in one[0], -one[1], -len(one[0]))):
        if count and _known_person(names[full], persons) is None:
            persons[full] = _Person(names[full])
    return persons


def _missed(doc: "Doc", namings: list[Naming], persons: dict[str, _Person]) -> Iterator[Naming]:
    """Places where the model saw no entity but a known surname stands."""
    covered = {i for n in namings for i in range(n.span.start, n.span.end)}
    surnames = {person.name.surname: key for key, person in persons.items() if len(person.name.surname) > 2}
    for token in doc:
        key = surnames.get(token.text)
        if key and token.idx not in covered:
            persons[key].forms[token.text] += 1
            yield Naming(Span(token.idx, token.idx + len(token)), key, _is_subject(token), token.i)


def _known_person(name: Name, persons: dict[str, _Person]) -> str | None:
    if name.full in persons:
        return name.full
    words = {word.lower().strip(".") for word in name.full.split()}
    for key, person in persons.items():
        theirs = [word.lower().strip(".") for word in key.split()]
        if not (words <= set(theirs) or (len(theirs) > 1 and set(theirs) <= words)):
            if not (name.given and name.surname.lower() == person.name.surname.lower()):
                continue
            if name.given.lower().strip(".") != person.name.given.lower().strip(".") and not _initial(
                name, person.name
            ):
                continue
        if name.gender and name.gender not in (_gender(person) or name.gender):
            continue
        return key
    return None


def _initial(one: Name, other: Name) -> bool:
    a, b = one.given.strip(".").lower(), other.given.strip(".").lower()
    return bool(a and b) and (len(a) == 1 or len(b) == 1) and a[0] == b[0]


def _shares_surname(name: Name, persons: dict[str, _Person]) -> bool:
    return any(name.surname == person.name.surname or name.full == person.name.given for person in persons.values())


def _organisation(run: "Run", organisations: dict[str, Counter[str]]) -> str:
    name = plain(run.text)
    acronym = _ACRONYM.match(run.doc.text, run.end_char)
    for known, forms in organisations.items():
        if name.lower() in {form.lower() for form in forms}:
            forms[name] += 1
            return known
    organisations[name] = Counter([name, *([acronym["acronym"]] if acronym else [])])
    return name


def _roles(run: "Run", name: Name) -> list[str]:
    """Titles before the name and appositions after it."""
    roles = []
    head = run.root
    before = _title_before(run)
    if before:
        roles.append(before)
    for child in head.children:
        if child.dep_ == "appos" and child.pos_ == "NOUN":
            roles.append(_short(child))
        if child.dep_ == "relcl" or child.i < run.start:
            continue
    if head.dep_ == "appos" and head.head.pos_ == "NOUN":
        roles.append(_short(head.head, before=run.start))
    if head.dep_ == "nsubj" and head.head.lemma_ == "be":
        roles += [_short(child) for child in head.head.children if child.dep_ == "attr" and child.pos_ == "NOUN"]
    return [role for role in roles if role and name.surname.lower() not in role.lower()]


def _title_before(run: "Run") -> str:
    words: list[Token] = []
    token = run[0]
    while token.i > run.sent.start:
        token = token.nbor(-1)
        if token.pos_ not in {"NOUN", "PROPN", "ADJ"} and token.text not in {"-", "’s", "'s"}:
            break
        words.insert(0, token)
    inside = [t for t in run if t.lower_.strip(".") in TITLES]
    words += [t for t in inside if t.i < run.end - 1]
    if not any(t.lower_.strip(".") in TITLES or (t.pos_ == "NOUN" and t.text.islower()) for t in words):
        return ""
    return _joined(words)


def _short(noun: "Token", before: int | None = None) -> str:
    tokens = [t for t in noun.subtree if t.dep_ != "relcl" and (before is None or t.i < before)]
    kept = []
    for token in tokens[:_ROLE_WORDS]:
        if token.text in {",", ";", "—"} or (token.dep_ in {"acl", "relcl", "appos"} and token is not noun):
            break
        kept.append(token)
    return without_article(_joined(kept))


def _joined(tokens: "list[Token]") -> str:
    return re.sub(r"\s+", " ", "".join(t.text_with_ws for t in tokens)).strip()


def _is_subject(token: "Token") -> bool:
    return token.dep_ in {"nsubj", "nsubjpass"}


def _tie_remarks(doc: "Doc", namings: list[Naming], persons: dict[str, _Person]) -> None:
    """ "The secretary said … X made the remarks in …": the remarks are those just reported, so X is the secretary."""
    for naming in namings:
        verb = doc[naming.token].head
        made = verb.lemma_ in {"make", "deliver"} and any(
            c.dep_ == "dobj" and c.lemma_ in _REMARKS for c in verb.children
        )
        if not (naming.subject and made and naming.member in persons) or verb.sent.start == 0:
            continue
        previous = doc[verb.sent.start - 1].sent
        subject = next((t for t in previous if t.dep_ == "nsubj" and t.head.dep_ == "ROOT"), None)
        if subject is not None and subject.lower_ in TITLES:
            persons[naming.member].roles.append(_short(subject))


def _gender_by_pronouns(doc: "Doc", namings: list[Naming], persons: dict[str, _Person]) -> None:
    """A pronoun votes for the gender of the person last named as a subject before it, within a sentence or two."""
    for token in doc:
        gender = _PRONOUNS.get(token.lower_)
        if gender is None:
            continue
        near = [n for n in namings if n.member in persons and 0 < token.i - n.token < 45]
        subjects = [n for n in near if n.subject] or near
        if subjects and len({n.member for n in near}) <= 2:
            persons[subjects[-1].member].pronouns[gender] += 1


def _member(key: str, person: _Person) -> CastMember:
    forms = (key, *(form for form, _ in person.forms.most_common() if form != key))
    return CastMember(
        name=key,
        kind=SpeakerKind.PERSON,
        forms=forms,
        roles=tuple(dict.fromkeys(person.roles)),
        gender=_gender(person),
    )


def _gender(person: _Person) -> str | None:
    """By the honorific, else by the given name, else by the pronouns near the name."""
    given = given_gender(person.name.given) if person.name.given else None
    if given and given not in person.honorifics:
        return next(iter(person.honorifics), given)
    if given or person.honorifics:
        return given or next(iter(person.honorifics))
    ranked = person.pronouns.most_common(2)
    clear = ranked and (len(ranked) == 1 or ranked[0][1] > ranked[1][1])
    return ranked[0][0] if clear else None
