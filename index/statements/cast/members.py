"""Who may speak in an article: persons and organisations, with the names, roles and gender that it gives them."""

import math
import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from operator import attrgetter
from typing import TYPE_CHECKING

from index.english.function_words import gendered_pronouns
from index.english.lost_marks import closed_at_reports
from index.english.names import TITLES, Name, parse_name, plain
from index.english.nouns import abbreviates, head_of
from index.english.quotation_marks import quotations
from index.models import CastMember, Span, SpeakerKind, placed
from index.statements.cast.acronyms import merged, unseen
from index.statements.cast.name_kinds import honorific_before, is_organisation, is_person, is_subject
from index.statements.cast.names_in_text import name_runs
from index.statements.cast.persons import Person, gender_of_person, known_person, member_of, misspelt, shares_surname
from index.statements.cast.short_forms import meant_by
from index.statements.cast.titles import role_of, roles_of
from index.statements.tokens import text_of

if TYPE_CHECKING:
    from spacy.tokens import Doc
    from spacy.tokens import Span as Run

_ACRONYM = re.compile(r"\s*\((?P<acronym>[A-Z][A-Za-z&.]*[A-Z])\)")
_PRONOUNS = gendered_pronouns()
_TOKEN = attrgetter("token")  # of a naming
_HEADLINE_CHARACTERS = 200
_FADED = 2_000  # characters, some ten paragraphs of news: whoever was not named for so long is out of mind
_FRESH = 700  # some three paragraphs
_REMARKS = frozenset({"remark", "comment", "statement", "announcement"})


@dataclass(frozen=True, slots=True)
class Naming:
    """One place at which a cast member is named. ``subject``: as the subject of a verb."""

    span: Span
    member: str
    subject: bool
    token: int


@dataclass(frozen=True, slots=True)
class Cast:
    """The members, and where each is named, in the order of the text.

    ``ambiguous`` are the tokens of surnames that two of them share where nothing tells which of them is meant.
    """

    members: tuple[CastMember, ...]
    namings: tuple[Naming, ...]
    ambiguous: frozenset[int] = frozenset()

    def member(self, name: str) -> CastMember | None:
        """The member of this name."""
        return next((member for member in self.members if member.name == name), None)


def cast_of(doc: "Doc") -> Cast:
    """Read the cast off a parsed article. Syntax goes before the entity label, which varies with the model."""
    runs = list(name_runs(doc))
    persons = _persons([run for run in runs if is_person(run)])
    namings: list[Naming] = []
    organisations: dict[str, Counter[str]] = {}
    for run in runs:
        name = parse_name(run.text)
        honorific = (name.gender if name else None) or honorific_before(run)
        fits = name and (is_person(run) or shares_surname(name, persons) or _is_slip(run, name, persons))
        key = known_person(name, persons, honorific) if name and fits else None
        if key and name:
            person = persons[key]
            person.forms[name.full] += 1
            if honorific:
                person.honorifics[honorific] += 1
            person.roles += roles_of(run, person.name)
        elif is_organisation(run):
            key = _organisation(run, organisations)
        else:
            continue
        namings.append(Naming(Span(run.start_char, run.end_char), key, is_subject(run.root), run.root.i))
    namings += _missed(doc, namings, persons)
    namings = list(_with_acronyms(doc, namings, organisations))
    namings = _with_short_forms(doc, namings, organisations)
    namings.sort(key=lambda naming: naming.span)
    namings = _nearest_bearers(doc, namings, persons)
    _tie_remarks(doc, namings, persons)
    _gender_by_pronouns(doc, namings, persons)
    members = [member_of(key, person) for key, person in persons.items() if person.forms]
    members += [CastMember(name, SpeakerKind.ORGANISATION, tuple(forms)) for name, forms in organisations.items()]
    return Cast(tuple(members), tuple(namings), frozenset(_ambiguous(doc, namings, persons)))


def _persons(runs: "list[Run]") -> dict[str, Person]:
    """Full names first, the frequent before the rare; a name that is part of another is the same person.

    So one run that the model cut wrongly ("Rip Ann Lee") does not become the name of somebody
    whom the article calls Ann Lee throughout.
    """
    names = {name.full: name for run in runs if (name := parse_name(run.text))}
    counted = Counter(name.full for run in runs if (name := parse_name(run.text)))
    headline = text_of(runs[0].doc).find("\n", 0, _HEADLINE_CHARACTERS) if runs else 0
    body = [run for run in runs if run.start_char > headline]
    first = {name.full: run.start_char for run in reversed(body) if (name := parse_name(run.text))}
    persons: dict[str, Person] = {}
    for full in sorted(counted, key=lambda one: (" " not in one, -counted[one], -len(one))):
        if known_person(names[full], persons, names[full].gender) is None:
            persons[full] = Person(names[full], first.get(full, math.inf))
    for run in body:
        name, honorific = parse_name(run.text), honorific_before(run)
        if name and not name.given and honorific and known_person(name, persons, honorific) is None:
            persons[name.full] = Person(name, run.start_char, honorifics=Counter([honorific]))
    return persons


def _missed(doc: "Doc", namings: list[Naming], persons: dict[str, Person]) -> Iterator[Naming]:
    """Places where the model saw no entity but a known surname stands, or a given name that one person has."""
    covered = {i for n in namings for i in range(n.span.start, n.span.end)}
    bearers = Counter(person.name.given for person in persons.values())
    given = {person.name.given: key for key, person in persons.items() if bearers[person.name.given] == 1}
    surnames = {person.name.surname for person in persons.values() if len(person.name.surname) > 2}
    for token in doc:
        key = given.get(token.text) if token.pos_ == "PROPN" else None
        if token.text in surnames and token.text[0].isupper():
            key = known_person(Name(token.text, "", token.text), persons, honorific_before(doc[token.i : token.i + 1]))
        if key is None and token.pos_ == "PROPN" and not token.ent_type_ and is_subject(token) and token.text.istitle():
            key = misspelt(Name(token.text, "", token.text), persons)
        if key and token.idx not in covered:
            persons[key].forms[token.text] += 1
            yield Naming(Span(token.idx, token.idx + len(token)), key, is_subject(token), token.i)


def _nearest_bearers(doc: "Doc", namings: Sequence[Naming], persons: dict[str, Person]) -> list[Naming]:
    """A surname right behind its bearer's full name is theirs, if the other bearer was not named for long."""
    last: dict[str, int] = {}
    in_full: dict[str, int] = {}
    result = []
    for naming in namings:
        at, words = naming.span.start, naming.span.of(text_of(doc))
        key = naming.member
        person = persons.get(key)
        titled = honorific_before(doc[naming.token : naming.token + 1])
        bare = person is not None and words == person.name.surname and not titled
        if person is not None and bare and at - last.get(key, -_FADED) >= _FADED:
            sharing = [k for k, p in persons.items() if p.name.surname == words and k != key and k in in_full]
            nearest = max(sharing, key=lambda k: in_full[k], default=key)
            if at - in_full.get(nearest, -_FRESH) < _FRESH:
                person.forms[words] -= 1
                persons[nearest].forms[words] += 1
                key = nearest
        elif person is not None and person.name.given and words != person.name.surname:
            in_full[key] = at
        last[key] = at
        result.append(replace(naming, member=key))
    return result


def _ambiguous(doc: "Doc", namings: Sequence[Naming], persons: dict[str, Person]) -> Iterator[int]:
    """Bare surnames of two persons, both named in full before, of whom the text has used it for neither.

    Where it stood for one before the other came, it goes on to ("Lee … Lee … his wife, Ann Lee, … Lee"), and
    where only one of them was named not long ago, that one is meant.
    """
    last: dict[str, dict[str, int]] = {}  # of each surname: where its bearers were named last
    established: set[str] = set()
    for naming in namings:
        person = persons.get(naming.member)
        if person is None:
            continue
        surname, at = person.name.surname, naming.span.start
        bearers = last.setdefault(surname, {})
        bare = naming.span.of(text_of(doc)) == surname
        if bare and honorific_before(doc[naming.token : naming.token + 1]):
            continue
        fresh = [member for member, named in bearers.items() if at - named < _FRESH]
        if bare and len(bearers) > 1 and surname not in established and fresh != [naming.member]:
            yield naming.token
            continue
        if bare and bearers.keys() <= {naming.member}:
            established.add(surname)
        bearers[naming.member] = at


def _is_slip(run: "Run", name: Name, persons: dict[str, Person]) -> bool:
    """Whether a word that the model took for a body is a person's surname misspelt: it speaks, or bears a title."""
    speaks = is_subject(run.root) or run.root.dep_ == "poss"
    return len(run) == 1 and speaks and run.text.istitle() and misspelt(name, persons) is not None


def _organisation(run: "Run", organisations: dict[str, Counter[str]]) -> str:
    name = plain(run.text.partition("(")[0] or run.text)
    found = _ACRONYM.match(text_of(run.doc), run.end_char)
    acronym = found if found and abbreviates(found["acronym"], name) else None  # not "WASHINGTON (AP)"
    for known, forms in organisations.items():
        if name.lower() in {form.lower() for form in forms}:
            forms[name] += 1
            return known
    organisations[name] = Counter([name, *([acronym["acronym"]] if acronym else [])])
    return name


def _with_acronyms(doc: "Doc", namings: Sequence[Naming], organisations: dict[str, Counter[str]]) -> Iterator[Naming]:
    """The namings with what acronyms mean, and those that the model missed."""
    meant = merged(doc, organisations)
    covered = {i for n in namings for i in range(n.span.start, n.span.end)}
    yield from (replace(naming, member=meant.get(naming.member, naming.member)) for naming in namings)
    for token, full in unseen(doc, covered, organisations):
        organisations[full][token.text] += 1
        yield Naming(Span(token.idx, token.idx + len(token)), full, is_subject(token), token.i)


def _with_short_forms(doc: "Doc", namings: list[Naming], organisations: dict[str, Counter[str]]) -> list[Naming]:
    """The namings with what short forms mean. They are no forms of the name: other bodies are called so elsewhere."""
    meant = meant_by(doc, [(naming.token, naming.member) for naming in namings], organisations)
    for short in meant:
        del organisations[short]
    return [replace(naming, member=meant.get(naming.member, naming.member)) for naming in namings]


def _tie_remarks(doc: "Doc", namings: list[Naming], persons: dict[str, Person]) -> None:
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
        title = head_of(doc[subject.left_edge.i : subject.right_edge.i + 1], subject) if subject is not None else None
        if subject is not None and title is not None and title.lower_ in TITLES:
            role = doc[title.i : subject.right_edge.i + 1].text if title != subject else role_of(subject)
            persons[naming.member].roles.append(role)


def _gender_by_pronouns(doc: "Doc", namings: list[Naming], persons: dict[str, Person]) -> None:
    """A pronoun votes for the gender of the one person whom it can mean.

    That is a person named before it in its own sentence or the one before, outside quotation marks,
    whose name does not tell another gender; where there are two, nobody gets the vote.
    """
    quoted = placed(quotation.span for quotation in closed_at_reports(text_of(doc), quotations(text_of(doc))))
    told = {key: gender_of_person(person) for key, person in persons.items()}
    outside = [n for n in namings if n.member in persons and not any(q.covers(n.span) for q in quoted.near(n.span))]
    outside.sort(key=_TOKEN)
    for token in doc:
        gender = _PRONOUNS.get(token.lower_)
        if gender is None or quoted.hold(token.idx):
            continue
        start = token.sent.start
        start = doc[start - 1].sent.start if start else 0
        before = outside[bisect_left(outside, start, key=_TOKEN) : bisect_left(outside, token.i, key=_TOKEN)]
        near = {n.member for n in before if told[n.member] in {None, gender}}
        if len(near) == 1:
            persons[near.pop()].pronouns[gender] += 1
