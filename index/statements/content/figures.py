"""Stage three, figures: who made a poll, a tally or an estimate, where its phrase says so."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Token

_MAKERS = frozenset({"ORG", "PERSON"})
_FROM = frozenset({"by", "from"})


def maker_of(figure: "Token") -> "Token | None":
    """ "a Velm Institute survey", "the foundation's tally", "data released by the council"; a vote tells nothing."""
    if figure.lemma_.lower() == "vote":
        return None
    before = (c for c in figure.lefts if (c.dep_ == "compound" and c.ent_type_ in _MAKERS) or c.dep_ == "poss")
    owner = next((c for c in before if c.pos_ != "PRON" and c.ent_type_ not in {"DATE", "TIME"}), None)
    return owner if owner is not None else _behind(figure)


def _behind(figure: "Token") -> "Token | None":
    """The maker that a preposition or a participle ties to a figure."""
    for child in figure.rights:
        if child.dep_ == "prep" and child.lower_ in _FROM:
            return next((c for c in child.rights if c.dep_ == "pobj"), None)
        if child.dep_ == "acl" and child.tag_ == "VBN":
            ties = (c for c in child.rights if c.dep_ in {"agent", "prep"} and c.lower_ in _FROM)
            return next((c for tie in ties for c in tie.rights if c.dep_ == "pobj"), None)
    return None
