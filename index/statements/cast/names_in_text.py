"""Stage three, who is named: the runs of words that are names, each from its first word to its last.

The model's entities come first; what it is known to get wrong with names that it has not seen is
mended by syntax and by lists of given names.
"""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from index.english.lexicon import VERBS, NounUse, denotes_person, nouns_that
from index.english.names import TITLES, is_given_name
from index.statements.cast.name_kinds import ORGANISATION_WORDS, SYLLABLES, is_subject

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token
    from spacy.tokens import Span as Run

_NAME_TOKENS = 4
_HEADS = frozenset({"appos", "nsubj", "nsubjpass", "dobj", "pobj", "conj", "poss", "attr", "ROOT"})
_OPENING = frozenset("“‘\"'|")
_SIGNS = re.compile(r"[@#]\w*")
_SHORTEST_OFFICE = 3  # tokens, with the name behind it
_OFFICE_TOKENS = 6
_SHORTEST_GERUND = 5
_SPOKEN = nouns_that(NounUse.SPOKEN)


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
    doc, start, end = ent.doc, _start_with_owner(ent), _end_with_place(ent)
    if _lacks_noun_before_preposition(ent):
        return type(ent)(doc, start - 1, end, label="ORG")
    end = _end_before_sign(doc, start, end)
    while end - start > 1 and doc[end - 1].pos_ in {"ADP", "DET", "CCONJ"}:
        end -= 1
    end += 2 * _is_cut_in_syllables(doc, start, end)
    return ent if (start, end) == (ent.start, ent.end) else type(ent)(doc, start, end, label=ent.label)


def _start_with_owner(ent: "Run") -> int:
    """ "[Attorney General's] Office": a body's owner belongs to its name, if the words before it are names, too."""
    owner = next((c for c in ent.root.lefts if c.dep_ == "poss"), None)
    if ent.label_ != "ORG" or owner is None or _is_body_of_another(ent, owner):
        return ent.start
    doc = ent.doc
    first = next((i for i in range(ent.root.left_edge.i, ent.start) if doc[i].pos_ != "DET"), ent.start)
    before = doc[first : ent.start]
    named = all(token.pos_ == "PROPN" or token.tag_ == "POS" for token in before)
    return first if named and not any(token.ent_type_ == "PERSON" for token in before) else ent.start


def _is_body_of_another(ent: "Run", owner: "Token") -> bool:
    """ "NATO's Assistance Force" is the name of one body beside another's; in "Velm's water ministry" there is one."""
    return owner.i < ent.start and owner.ent_type_ == "ORG" and ent.root.text[0].isupper()


def _end_with_place(ent: "Run") -> int:
    """ "Attorney for the District of [Velm]": the place that a name's last preposition governs."""
    doc, end = ent.doc, ent.end
    if ent[-1].pos_ != "ADP" or end == len(doc) or doc[end].ent_type_ != "GPE":
        return end
    return next((i for i in range(end + 1, len(doc)) if doc[i].ent_iob_ != "I"), len(doc))


def _lacks_noun_before_preposition(ent: "Run") -> bool:
    """ "Doctors [Without Borders]": what the model took for a person is the end of a body's name."""
    cut = ent.label_ == "PERSON" and ent[0].pos_ == "ADP" and ent.start > 0
    return cut and ent.doc[ent.start - 1].text.istitle()


def _end_before_sign(doc: "Doc", start: int, end: int) -> int:
    """Where a name ends at a mark, or at an address in a network ("Ann Lee @annlee"); two marks hold a nickname."""
    inside = [token for token in doc[start + 1 : end] if token.tag_ != "POS"]  # "Workers' Federation"
    ends = [token.i for token in inside if token.text in _OPENING or _SIGNS.match(token.text)]
    return ends[0] if len(ends) == 1 else end


def _is_cut_in_syllables(doc: "Doc", start: int, end: int) -> bool:
    """ "[Lee Hae]-won said": a name that the model cut at its hyphen; in "[Ann Lee]-era laws" the rest is no head."""
    words = doc[start : end + 2]
    whole = len(words) == end + 2 - start and doc[end + 1].dep_ in _HEADS
    return whole and bool(SYLLABLES.fullmatch(words.text))


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
    if name[1].lower_ in ORGANISATION_WORDS or not all(t.pos_ == "PROPN" for t in name):
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
    part = _is_name_part(doc[at]) or _joins_given_names(doc[at])
    return part and (at not in covered or cut_off)


def _joins_given_names(hyphen: "Token") -> bool:
    """ "Anna-Lena", "Jean-Luc": the hyphen between two words of a name, where the tagger parts them."""
    doc, at = hyphen.doc, hyphen.i
    if hyphen.text != "-" or hyphen.whitespace_ or not 0 < at < len(doc) - 1 or doc[at - 1].whitespace_:
        return False
    return _is_name_part(doc[at - 1]) and _is_name_part(doc[at + 1])


def _is_entity_of_its_own(token: "Token") -> bool:
    """Whether the model took one word for a whole entity, as when it cuts an unusual name in two."""
    return token.ent_iob_ == "B" and (token.i + 1 == len(token.doc) or token.nbor(1).ent_iob_ != "I")


def _is_name_part(token: "Token") -> bool:
    lettered = token.is_alpha or "." in token.text or "-" in token.text
    return token.pos_ == "PROPN" and token.text[0].isupper() and lettered
