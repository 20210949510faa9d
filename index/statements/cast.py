"""Who may speak in an article: persons and organisations, with the names, roles and gender that it gives them."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from index.models import CastMember, Span, SpeakerKind
from index.statements.lexicon import VERBS, denotes_person
from index.statements.marks import quotations
from index.statements.names import (
    HONORIFICS,
    TITLES,
    Name,
    given_gender,
    is_given_name,
    parse_name,
    plain,
    without_article,
)
from index.statements.nominals import head_of

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token
    from spacy.tokens import Span as Run

_ACRONYM = re.compile(r"\s*\((?P<acronym>[A-Z][A-Za-z&.]*[A-Z])\)")
_PRONOUNS = {"he": "m", "him": "m", "his": "m", "himself": "m", "she": "f", "her": "f", "hers": "f", "herself": "f"}
_REMARKS = frozenset({"remark", "comment", "statement", "announcement"})
_ROLE_WORDS = 12
_NAME_TOKENS = 4
_ACRONYM_LETTERS = 5
_QUALIFIERS = frozenset({"former", "ex", "acting", "vice", "deputy", "assistant", "prime"})
_ORGANISATION_WORDS = frozenset(
    """university college school institute academy hospital clinic church bank group company corporation corp inc ltd
    llc foundation fund trust association society union league club party committee council commission agency ministry
    department court house senate congress center centre museum press news times post herald tribune journal daily
    magazine radio television tv network airlines airways air rail railways motors energy oil gas steel systems
    technologies partners brothers sons international street square park stadium airport beach city county
    state""".split()
)


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
            honorific = name.gender or _honorific_before(run)
            if honorific:
                person.honorifics.add(honorific)
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
            found.append(_with_given_name(_without_verb(_before_determiner(ent))))
            covered.update(range(ent.start, ent.end))
    for chunk in doc.noun_chunks:
        run = [t for t in chunk if t.pos_ == "PROPN" and t.i not in covered]
        if run and run[-1] is chunk.root and _is_subject(chunk.root) and chunk.root.text[0].isupper():
            start = run[0].i if run[-1].i - run[0].i == len(run) - 1 else run[-1].i
            found.append(doc[start : run[-1].i + 1])
            covered.update(range(start, run[-1].i + 1))
    found += _given_names_on(doc, covered)
    yield from sorted(found, key=lambda run: run.start)


def _with_given_name(ent: "Run") -> "Run":
    """ "Peter Lowe" where the model saw a person in "Lowe" only."""
    before = ent.doc[ent.start - 1] if ent.start else None
    missed = ent.label_ == "PERSON" and before is not None and not before.ent_type_ and before.pos_ == "PROPN"
    if before is None or not missed or not is_given_name(before.text):
        return ent
    return type(ent)(ent.doc, ent.start - 1, ent.end, label=ent.label)


def _before_determiner(ent: "Run") -> "Run":
    """ "Rathbun the Scientology property" is two noun phrases; "Bank of the West" is one."""
    cut = next((t.i for t in ent[1:] if t.lower_ in {"the", "a"} and t.nbor(-1).pos_ in {"PROPN", "VERB"}), ent.end)
    return ent if cut == ent.end else type(ent)(ent.doc, ent.start, cut, label=ent.label)


def _without_verb(ent: "Run") -> "Run":
    """A name without the reporting verb that a headline in capitals runs it into ("Obama Says")."""
    end = ent.end if ent.label_ == "PERSON" else ent.start
    while end - ent.start > 1 and ent.doc[end - 1].lower_.endswith("s") and ent.doc[end - 1].lower_[:-1] in VERBS:
        end -= 1
    return ent if end in {ent.start, ent.end} else type(ent)(ent.doc, ent.start, end, label=ent.label)


def _given_names_on(doc: "Doc", covered: set[int]) -> "Iterator[Run]":
    """A given name and the proper nouns that follow it, where the model saw no entity or cut it ("said Tess Lund")."""
    until = 0
    for token in doc:
        if token.i < until or not _is_name_part(token) or not is_given_name(token.text):
            continue
        if token.i in covered and not (_is_entity_of_its_own(token) and token.ent_type_ not in {"GPE", "PERSON"}):
            continue
        until = token.i + 1
        while (
            until < len(doc)
            and until - token.i < _NAME_TOKENS
            and _is_name_part(doc[until])
            and (until not in covered or (until == token.i + 1 and _is_entity_of_its_own(doc[until])))
        ):
            until += 1
        if until - token.i > 1 and token.i - 1 not in covered and until not in covered:
            yield doc[token.i : until]


def _is_entity_of_its_own(token: "Token") -> bool:
    """Whether the model took one word for a whole entity, as when it cuts an unusual name in two."""
    return token.ent_iob_ == "B" and (token.i + 1 == len(token.doc) or token.nbor(1).ent_iob_ != "I")


def _is_name_part(token: "Token") -> bool:
    lettered = token.is_alpha or "." in token.text or "-" in token.text
    return token.pos_ == "PROPN" and token.text[0].isupper() and lettered


def _honorific_before(run: "Run") -> str | None:
    """The gender that "Mrs." before a name tells."""
    return HONORIFICS.get(run.doc[run.start - 1].lower_.strip(".")) if run.start else None


def _is_person(run: "Run") -> bool:
    before = [t.lower_.strip(".") for t in run.doc[max(0, run.start - 1) : run.start]]
    titled = any(word in TITLES - _QUALIFIERS or word in {"mr", "mrs", "ms", "dr"} for word in before)
    first = run[0].lower_.strip(".")
    if len(run) == 1 and denotes_person(run.text.lower()) and not is_given_name(run.text):
        return False
    if len(run) == 1 and run.text.isupper() and len(run.text) <= _ACRONYM_LETTERS and not titled:
        return False
    if run.label_ == "PERSON" and run[-1].lower_ in _ORGANISATION_WORDS:
        return False
    acting = run.label_ == "GPE" and _is_subject(run.root) and run.root.head.lemma_ != "be"
    described = run.root.dep_ == "appos" and denotes_person(run.root.head.lemma_.lower())
    if (run.label_ == "ORG" or acting or described) and _is_named_like_a_person(run):
        return True
    return run.label_ in {"PERSON", ""} or (titled and run.label_ != "NORP") or (first in TITLES and len(run) > 1)


def _is_named_like_a_person(run: "Run") -> bool:
    """A given name and a surname that the model took for an organisation, as it does with unusual ones."""
    name = parse_name(run.text)
    if name is None or not name.given or not is_given_name(name.given) or not 2 <= len(name.full.split()) <= 3:
        return False
    words = {word.lower().strip(".,") for word in name.full.split()}
    return not words & _ORGANISATION_WORDS and all(t.is_alpha or "." in t.text for t in run)


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
    """Places where the model saw no entity but a known surname stands, or a given name that one person has."""
    covered = {i for n in namings for i in range(n.span.start, n.span.end)}
    bearers = Counter(person.name.given for person in persons.values())
    given = {person.name.given: key for key, person in persons.items() if bearers[person.name.given] == 1}
    surnames = {person.name.surname: key for key, person in persons.items() if len(person.name.surname) > 2}
    for token in doc:
        key = surnames.get(token.text) or (given.get(token.text) if token.pos_ == "PROPN" else None)
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
    name = plain(run.text.partition("(")[0] or run.text)
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
    described = head.head if head.dep_ == "appos" else head
    while described.dep_ == "pobj" and described.head.head.pos_ == "NOUN":
        described = described.head.head  # "The mayor of Velm, Eva Holm": the parse may hang the name on "Velm"
    if head.dep_ == "appos" and described.pos_ == "NOUN":
        roles.append(_short(described, before=run.start))
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
        title = head_of(doc[subject.left_edge.i : subject.right_edge.i + 1], subject) if subject is not None else None
        if subject is not None and title is not None and title.lower_ in TITLES:
            role = doc[title.i : subject.right_edge.i + 1].text if title is not subject else _short(subject)
            persons[naming.member].roles.append(role)


def _gender_by_pronouns(doc: "Doc", namings: list[Naming], persons: dict[str, _Person]) -> None:
    """A pronoun votes for the gender of the one person whom it can mean.

    That is a person named before it in its own sentence or the one before, outside quotation marks,
    whose name does not tell another gender; where there are two, nobody gets the vote.
    """
    quoted = [quotation.span for quotation in quotations(doc.text)]
    told = {key: _gender(person) for key, person in persons.items()}
    outside = [n for n in namings if n.member in persons and not any(q.covers(n.span) for q in quoted)]
    for token in doc:
        gender = _PRONOUNS.get(token.lower_)
        if gender is None or any(q.start <= token.idx < q.end for q in quoted):
            continue
        start = token.sent.start
        start = doc[start - 1].sent.start if start else 0
        near = {n.member for n in outside if start <= n.token < token.i and told[n.member] in {None, gender}}
        if len(near) == 1:
            persons[near.pop()].pronouns[gender] += 1


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
