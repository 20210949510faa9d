"""Stage three, who is named: the runs of words that are names, and which of them are persons'.

The model's entities come first; what it is known to get wrong with names that it has not seen is
mended by syntax and by lists of given names.
"""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from index.english.function_words import WordUse, words_that
from index.english.lexicon import VERBS, Denotes, NounUse, denotes_person, nouns_for, nouns_that
from index.english.names import (
    HONORIFICS,
    ROLE_MODIFIERS,
    TITLES,
    ModifierUse,
    is_double_given_name,
    is_given_name,
    is_short_role,
    parse_name,
)
from index.english.places import PlaceKind, places_by
from index.english.tables import words_where

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token
    from spacy.tokens import Span as Run

_NAME_TOKENS = 4
_INITIALS = re.compile(r"(?:[A-Z]\.)+")
# "Lee Hae-won": where Korean and Chinese are romanised, the second syllable of a given name is written small
_SYLLABLES = re.compile(r"[A-Z][a-z]+ [A-Z][a-z]+-[a-z]+")
_HEADS = frozenset({"appos", "nsubj", "nsubjpass", "dobj", "pobj", "conj", "poss", "attr", "ROOT"})
_OPENING = frozenset("“‘\"'|")
_SIGNS = re.compile(r"[@#]\w*")
_SHORTEST_OFFICE = 3  # tokens; with the name behind it, or its place before it
_OFFICE_TOKENS = 6
_SHORTEST_GERUND = 5
_ACRONYM_LETTERS = 5
_QUALIFIERS = words_where(ROLE_MODIFIERS, uses=ModifierUse.TITLE)
_ORGANISATION_WORDS = nouns_that(NounUse.IN_NAME)
_PLACE_WORDS = nouns_for(Denotes.PLACE)  # surnames too
_PUBLIC = nouns_that(NounUse.PUBLIC)
_HONORIFICS = HONORIFICS.keys() - {"st"}  # "St. Louis" is a place
_SPOKEN = nouns_that(NounUse.SPOKEN)
_LOCATING = words_that(WordUse.LOCATES)
COMPASS = frozenset(places_by(PlaceKind.DIRECTION))


def name_runs(doc: "Doc") -> "Iterator[Run]":
    """Named entities, and runs of proper nouns that the model missed where a person is likely."""
    covered: set[int] = set()
    found: list[Run] = []
    for ent in doc.ents:
        named = ent.label_ in {"PERSON", "ORG", "GPE", "NORP"} and any(_is_proper(token) for token in ent)
        if named and not _is_countryman(ent):
            if found and found[-1].end > ent.start:
                continue  # the place that ends the name before it
            whole = _whole(ent)
            while found and whole.start < found[-1].end:
                found.pop()
            if found and found[-1].end == ent.start and _bears_given_name(ent):
                found[-1:] = [type(ent)(doc, ent.start - 1, ent.end, label="PERSON")]
            else:
                whole = _without_field(_without_office(_before_determiner(_without_gerund(whole))))
                found.append(_with_given_name(_without_headline(whole)))
            covered.update(range(whole.start, max(whole.end, ent.end)))
    found += _given_names_on(doc, covered)
    yield from sorted(found, key=lambda run: run.start)


def _is_countryman(ent: "Run") -> bool:
    """ "the Dutchman said": tells whence somebody comes, and is no name."""
    described = ent.start > 0 and ent.doc[ent.start - 1].pos_ == "DET" and ent.text.endswith(("man", "woman"))
    return len(ent) == 1 and described and is_subject(ent.root)


def _whole(ent: "Run") -> "Run":
    """ "Attorney General's Office for the District of Velm" where the model cut off its owner or its place."""
    doc, start, end = ent.doc, ent.start, ent.end
    owner = next((c for c in ent.root.lefts if c.dep_ == "poss"), None)
    own_name = ent.root.text[0].isupper()  # "NATO's Assistance Force", not "Velm's water ministry"
    of_another = owner is not None and owner.i < start and owner.ent_type_ == "ORG" and own_name
    if ent.label_ == "ORG" and owner is not None and not of_another:
        before = range(ent.root.left_edge.i, start)
        first = next((i for i in before if doc[i].pos_ != "DET"), start)
        named = all(doc[i].pos_ == "PROPN" or doc[i].tag_ == "POS" for i in range(first, start))
        start = first if named and not any(doc[i].ent_type_ == "PERSON" for i in range(first, start)) else start
    if ent[-1].pos_ == "ADP" and end < len(doc) and doc[end].ent_type_ == "GPE":
        end = next((i for i in range(end + 1, len(doc)) if doc[i].ent_iob_ != "I"), len(doc))
    inside = [doc[i] for i in range(start + 1, end) if doc[i].tag_ != "POS"]  # "Workers' Federation"
    if ent.label_ == "PERSON" and ent[0].pos_ == "ADP" and start and doc[start - 1].text.istitle():
        return type(ent)(doc, start - 1, end, label="ORG")  # "Doctors Without Borders"
    ends = [token.i for token in inside if token.text in _OPENING or _SIGNS.match(token.text)]
    end = ends[0] if len(ends) == 1 else end  # two marks hold a nickname
    while end - start > 1 and doc[end - 1].pos_ in {"ADP", "DET", "CCONJ"}:
        end -= 1
    end += 2 * _is_cut_in_syllables(doc, start, end)
    return ent if (start, end) == (ent.start, ent.end) else type(ent)(doc, start, end, label=ent.label)


def _is_cut_in_syllables(doc: "Doc", start: int, end: int) -> bool:
    """ "[Lee Hae]-won said": a name that the model cut at its hyphen; in "[Ann Lee]-era laws" the rest is no head."""
    words = doc[start : end + 2]
    whole = len(words) == end + 2 - start and doc[end + 1].dep_ in _HEADS
    return whole and bool(_SYLLABLES.fullmatch(words.text))


def _is_proper(token: "Token") -> bool:
    """Whether a token is a proper noun; the tagger takes signs ("−", "™") for some, too."""
    return token.pos_ == "PROPN" and any(map(str.isalpha, token.text))


def _with_given_name(ent: "Run") -> "Run":
    """ "Peter Lowe" where the model saw a person in "Lowe" only."""
    before = ent.doc[ent.start - 1] if ent.start else None
    missed = ent.label_ == "PERSON" and before is not None and not before.ent_type_ and before.pos_ == "PROPN"
    if before is None or not missed or not is_given_name(before.text):
        return ent
    return type(ent)(ent.doc, ent.start - 1, ent.end, label=ent.label)


def _bears_given_name(ent: "Run") -> bool:
    """ "Valeska Paris, a former nurse,": two places side by side, of which the first is a given name, are a person."""
    before = ent.doc[ent.start - 1] if ent.start else None
    if before is None or len(ent) > 1 or ent.label_ != "GPE" or before.ent_type_ != "GPE":
        return False
    one_word = before.ent_iob_ == "B" and before.head == ent.root and is_given_name(before.text)
    apposed = any(c.dep_ == "appos" and denotes_person(c.lemma_.lower()) for c in ent.root.children)
    return one_word and (apposed or is_subject(ent.root))


def _before_determiner(ent: "Run") -> "Run":
    """ "Rathbun the Scientology property" is two noun phrases; "Bank of the West" is one."""
    cut = next((t.i for t in ent[1:] if t.lower_ in {"the", "a"} and t.nbor(-1).pos_ in {"PROPN", "VERB"}), ent.end)
    return ent if cut == ent.end else type(ent)(ent.doc, ent.start, cut, label=ent.label)


def _without_office(ent: "Run") -> "Run":
    """ "Ann Lee" where the model took her office for part of it: "State for Defence Ann Lee"."""
    office = ent.label_ == "ORG" and len(ent) > _SHORTEST_OFFICE and any(t.lower_ in {"for", "of"} for t in ent[:-2])
    name = ent[-2:]
    given = is_given_name(name[0].text) or _continues_title(ent)
    if not office or not given or name[0].nbor(-1).lower_ in {"for", "of", "and", "the"}:
        return ent
    if name[1].lower_ in _ORGANISATION_WORDS or not all(t.pos_ == "PROPN" for t in name):
        return ent
    return type(ent)(ent.doc, name.start, ent.end, label="PERSON")


def _without_field(ent: "Run") -> "Run":
    """ "Ann Lee" where the model took the end of her office for part of it: "Roads and [Bridges Ann Lee]"."""
    if ent.label_ != "PERSON" or len(ent) != _SHORTEST_OFFICE or ent.start == ent.sent.start:
        return ent
    joined = ent.doc[ent.start - 1].lower_ in {"and", "of", "for"} and not is_given_name(ent[0].text)
    titled = any(t.lower_ in TITLES for t in ent.doc[max(ent.sent.start, ent.start - _OFFICE_TOKENS) : ent.start])
    if not joined or not titled or ent[0].lower_.strip(".") in TITLES or not is_given_name(ent[1].text):
        return ent
    return type(ent)(ent.doc, ent.start + 1, ent.end, label=ent.label)


def _continues_title(ent: "Run") -> bool:
    """Whether a title goes on in what the model took for a body: "Secretary of [State for Defence Ann Lee]"."""
    return ent.start > 1 and ent.doc[ent.start - 1].lower_ == "of" and ent.doc[ent.start - 2].lower_ in TITLES


def _without_gerund(ent: "Run") -> "Run":
    """ "Hosting Lee at the lake was a dream": a verb that opens a sentence, which the model took for a name."""
    opens = ent.label_ == "PERSON" and len(ent) > 1 and ent.start == ent.sent.start
    gerund = opens and len(ent[0]) > _SHORTEST_GERUND and ent[0].lower_.endswith("ing")
    return ent[1:] if gerund and not is_given_name(ent[0].text) else ent


def _without_headline(ent: "Run") -> "Run":
    """A name without what a headline in capitals runs it into ("Obama Says", "Obama Speech")."""
    end = ent.end if ent.label_ == "PERSON" else ent.start
    while end - ent.start > 1 and (_is_report(ent.doc[end - 1].lower_) or ent.doc[end - 1].lower_ in _SPOKEN):
        end -= 1
    return ent if end in {ent.start, ent.end} else type(ent)(ent.doc, ent.start, end, label=ent.label)


def _is_report(word: str) -> bool:
    return word.endswith("s") and word[:-1] in VERBS


def _given_names_on(doc: "Doc", covered: set[int]) -> "Iterator[Run]":
    """A given name and the proper nouns that follow it, where the model saw no entity or cut it ("said Tess Lund")."""
    until = 0
    for token in doc:
        if token.i < until or not _is_name_part(token) or not is_given_name(token.text):
            continue
        if token.i in covered and not (_is_entity_of_its_own(token) and token.ent_type_ not in {"GPE", "PERSON"}):
            continue
        last = min(len(doc), token.i + _NAME_TOKENS)
        until = next((i for i in range(token.i + 1, last) if not _continues_name(doc, token.i, i, covered)), last)
        if until - token.i > 1 and token.i - 1 not in covered and until not in covered:
            yield doc[token.i : until]


def _continues_name(doc: "Doc", first: int, at: int, covered: set[int]) -> bool:
    """Whether a name that begins at ``first`` goes on: not into another entity, unless that is one cut off."""
    cut_off = at == first + 1 and _is_entity_of_its_own(doc[at])
    return _is_name_part(doc[at]) and (at not in covered or cut_off)


def _is_entity_of_its_own(token: "Token") -> bool:
    """Whether the model took one word for a whole entity, as when it cuts an unusual name in two."""
    return token.ent_iob_ == "B" and (token.i + 1 == len(token.doc) or token.nbor(1).ent_iob_ != "I")


def _is_name_part(token: "Token") -> bool:
    lettered = token.is_alpha or "." in token.text or "-" in token.text
    return token.pos_ == "PROPN" and token.text[0].isupper() and lettered


def honorific_before(run: "Run") -> str | None:
    """The gender that "Mrs." before a name tells."""
    return HONORIFICS.get(run.doc[run.start - 1].lower_.strip(".")) if run.start else None


def is_person(run: "Run") -> bool:
    """Whether a run of words names a person rather than an organisation or a place."""
    before = [t.lower_.strip(".") for t in run.doc[max(0, run.start - 1) : run.start]]
    titled = any(word in TITLES - _QUALIFIERS or word in _HONORIFICS for word in before)
    first = run[0].lower_.strip(".")
    if len(run) == 1 and _is_no_persons(run, titled=titled):
        return False
    if run.label_ in {"PERSON", ""} and (run[-1].lower_ in _ORGANISATION_WORDS or _stands_beside_place(run)):
        return False
    if any(token.tag_ == "POS" for token in run[:-1]) or _is_office(run):
        return False  # "Sheriff's Office"
    located = run.root.dep_ == "pobj" and run.root.head.lower_ in _LOCATING
    acting = run.label_ == "GPE" and not located
    described = run.root.dep_ == "appos" and denotes_person(run.root.head.lemma_.lower())
    taken_for_body = run.label_ == "ORG"
    if (taken_for_body or acting or described) and _is_named_like_a_person(run):
        return True
    behind_title = titled and run.label_ != "NORP"
    in_office = taken_for_body and (_follows_title(run) or _holds_office(run))
    opens_with_title = first in TITLES and len(run) > 1
    return run.label_ in {"PERSON", ""} or behind_title or in_office or opens_with_title


def _is_no_persons(run: "Run", *, titled: bool) -> bool:
    """Whether one word is no person's name: "Police", "MEC", or a firm, whatever the model takes it for elsewhere."""
    if denotes_person(run.text.lower()) and not is_given_name(run.text):
        return True
    if titled:
        return False
    acronym = run.text.isupper() and len(run.text) <= _ACRONYM_LETTERS
    return acronym or any(_has_chief(token) for token in run.doc if token.text == run.text)


def _has_chief(name: "Token") -> bool:
    """Whether a chief executive of the bearer of a name follows it: "Kestrel's CEO", "Kestrel chief executive"."""
    behind = [t.lower_ for t in name.doc[name.i + 1 : name.i + 4] if t.tag_ != "POS"]
    return behind[:1] == ["ceo"] or behind[:2] == ["chief", "executive"]


def _stands_beside_place(run: "Run") -> bool:
    """ "in the capitals of Alder, Holm and Velm": one word that is joined to a place is another."""
    root = run.root
    first = root
    while first.dep_ in {"conj", "appos"} and first.head.i < first.i:
        first = first.head
    located = first != root and first.ent_type_ == "GPE" and first.dep_ == "pobj" and first.head.lower_ in _LOCATING
    return located and len(run) == 1


def _is_office(run: "Run") -> bool:
    """ "Velm District Attorney": an office with its place, which has no holder here; "Ann Mae Judge" is a name."""
    return len(run) >= _SHORTEST_OFFICE and run[-1].lower_ in TITLES and not is_given_name(run[-2].text)


def _follows_title(run: "Run") -> bool:
    """ "Lance Corporal Tess Ryan Holm", "PM Holm": a name that the model took for a body together with its title."""
    if len(run) > 1 and is_short_role(run[0].text):
        return run[1].text.istitle()
    title = next((t.i for t in run[1:-2] if t.lower_ in TITLES), None)
    name = run.doc[title + 1 : run.end] if title is not None else None
    return name is not None and is_given_name(name[0].text) and _has_words_of_a_name(name)


def _holds_office(run: "Run") -> bool:
    """ "Taras Velm, president of the senate,": who holds an office is no body, whatever the name looks like."""
    if not 2 <= len(run) <= _NAME_TOKENS or not _has_words_of_a_name(run):
        return False
    return any(
        c.dep_ == "appos" and c.tag_ == "NN" and c.lower_ in TITLES and any(of.lower_ == "of" for of in c.rights)
        for c in run.root.rights
    )


def _has_words_of_a_name(run: "Run") -> bool:
    words = {token.lower_ for token in run}
    return not words & (_ORGANISATION_WORDS | _PLACE_WORDS | COMPASS) and all(t.text.istitle() for t in run)


def is_organisation(run: "Run") -> bool:
    """Whether a run that names no person names an organisation or a place."""
    return not is_person(run) and (run.label_ in {"ORG", "GPE", "NORP"} or run[-1].lower_ in _ORGANISATION_WORDS)


def _is_named_like_a_person(run: "Run") -> bool:
    """A given name and a surname that the model took for an organisation, as it does with unusual ones."""
    if _SYLLABLES.fullmatch(run.text) and run[0].lower_ not in _PLACE_WORDS | COMPASS:
        return True
    name = parse_name(run.text)
    given = name is not None and (
        is_given_name(name.given) or is_double_given_name(name.given) or bool(_INITIALS.fullmatch(name.given))
    )
    if name is None or not name.given or not given or not 2 <= len(name.full.split()) <= 3:
        return False
    words = {word.lower().strip(".,") for word in name.full.split()}
    lettered = all(t.is_alpha or "." in t.text or t.text == "-" for t in run)
    return lettered and not words & (_ORGANISATION_WORDS | _PLACE_WORDS | COMPASS)


def is_public_body(name: str) -> bool:
    """Whether a name is one of an institution or an outlet rather than of a company."""
    words = name.lower().split()
    return words[-1] in _PUBLIC or "of" in words or (name.isupper() and len(name) <= _ACRONYM_LETTERS)


def is_subject(token: "Token") -> bool:
    """Whether a token is the subject of a verb."""
    return token.dep_ in {"nsubj", "nsubjpass"}
