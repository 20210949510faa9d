"""Stage four, texts that speak: a report, a letter, a post stands for whoever made it."""

from typing import TYPE_CHECKING

from index.english.lexicon import Denotes, NounUse, VerbUse, nouns_that, verbs_that
from index.english.names import plain
from index.english.nouns import denotation
from index.statements.content.noun_phrases import phrase
from index.statements.content.passives import agent_of
from index.statements.content.reporting_words import verb_of
from index.statements.drafts import Found
from index.statements.rules import Concern, RuleId, rule
from index.statements.speaker.scene import ANAPHORIC, Scene
from index.statements.speaker.unlisted import unlisted

if TYPE_CHECKING:
    from spacy.tokens import Token

_MEETING = verbs_that(VerbUse.MEETS)  # "a memo seen by Velm Radio" is another's
_ISSUING = verbs_that(VerbUse.ISSUES)
_STEM = 4  # letters
_PAGES = nouns_that(NounUse.PAGE)


class Texts:
    """Finds the makers of the texts of one document."""

    def __init__(self, scene: Scene) -> None:
        self._scene = scene
        self._doc = scene.doc
        self._cast = scene.cast

    def find(self, root: "Token", first: "Token") -> Found | None:
        """Whoever made the text that a phrase with this head and first word stands for."""
        return self._author(root) or self._author_before(root, first)

    @rule(
        RuleId.AUTHOR,
        Concern.SPEAKER,
        example="A report by the World Health Organization says the dam was safe.",
        gives="World Health Organization: the dam was safe",
        not_on="A report says the dam was safe.",
    )
    def _author(self, root: "Token") -> Found | None:
        """ "X's report", "an analysis by X", "a statement from X": a text speaks for whoever made it."""
        makers = (*_owners(root), *_authors(root), *_named_before(root), *_bringers(root), *_pages(root))
        return next((found for maker in makers if (found := self.maker(maker))), None)

    @rule(
        RuleId.AUTHOR_AGAIN,
        Concern.SPEAKER,
        example="A report by the World Health Organization came in May. The report says the dam was safe.",
        gives="World Health Organization: the dam was safe",
        not_on="A report came in May. The report says the dam was safe.",
    )
    def _author_before(self, root: "Token", first: "Token") -> Found | None:
        """ "the report": of whoever the text said before that it is; if it spoke of several, of nobody."""
        if first.lower_ not in ANAPHORIC:
            return None
        earlier = [t for t in self._doc[: first.i] if t.lemma_ == root.lemma_ and t.pos_ in {"NOUN", "PROPN"}]
        if len({of for noun in (*earlier, root) if (of := _origin(noun))}) > 1:
            return None  # "the Swedish brochure … the Finnish brochure": there are two
        earlier = [noun for noun in earlier if _may_be(root, noun)]
        made = [found for noun in earlier if (found := self._author(noun) or self._issuer(noun))]
        names = sorted({found.name for found in made}, key=len)
        if not names or not all(_is_part(name, names[-1]) for name in names):
            return None
        return self._scene.found(RuleId.AUTHOR_AGAIN, names[-1], made[-1].evidence)

    def _issuer(self, text: "Token") -> Found | None:
        """ "X issued a statement": the subject of the verb of which the text is the object."""
        verb = text.head
        within = text.dep_ == "pobj" and verb.lower_ == "in" and verb_of(verb.head) is not None
        if within:
            verb = verb.head  # "the army said in a statement"
        elif text.dep_ != "dobj" or verb.lemma_ not in _ISSUING:
            return None
        subject = next((c for c in verb.lefts if c.dep_ == "nsubj" and c.pos_ in {"PROPN", "NOUN"}), None)
        return self.maker(subject) if subject is not None else None

    def maker(self, token: "Token") -> Found | None:
        """The member of the cast, or else the name, that stands at a token."""
        naming = next((n for n in self._cast.namings if n.span.start <= token.idx < n.span.end), None)
        if naming is not None:
            return self._scene.found(RuleId.AUTHOR, naming.member, naming.span)
        owned = any(t.ent_type_ == "NORP" or t.pos_ == "PROPN" for t in token.lefts)
        if owned and token.tag_ == "NN" and denotation(token) is Denotes.BODY:  # "the Israeli government"
            body = phrase(token)
            return self._scene.found(RuleId.AUTHOR, plain(body.of(self._scene.text)), body)
        named = unlisted(self._scene, phrase(token), token)
        return self._scene.found(RuleId.AUTHOR, named.name, named.evidence) if named else None


def _owners(text: "Token") -> "list[Token]":
    """ "X's report"."""
    return [c for c in text.children if c.dep_ == "poss"]


def _authors(text: "Token") -> "list[Token]":
    """ "an analysis by X", "a statement from X"."""
    return [g for c in text.children if c.lower_ in {"by", "from"} for g in c.children if g.dep_ == "pobj"]


def _named_before(text: "Token") -> "list[Token]":
    """ "an X report"."""
    return [c for c in text.children if c.dep_ == "compound"]


def _bringers(text: "Token") -> "list[Token]":
    """ "a statement issued by X"."""
    brought = (c for c in text.children if c.dep_ == "acl" and c.tag_ == "VBN" and c.lemma_ not in _MEETING)
    return [agent for verb in brought if (agent := agent_of(verb))]


def _pages(text: "Token") -> "list[Token]":
    """ "a post on the X website"."""
    sites = (g for c in text.children if c.lower_ == "on" for g in c.children if g.lemma_.lower() in _PAGES)
    return [c for site in sites for c in site.children if c.dep_ in {"compound", "poss"}]


def _origin(text: "Token") -> str:
    """The people or place whose a text is, by its stem: "the Swedish brochure", "Sweden's brochure"."""
    owners = (t for t in text.lefts if t.ent_type_ == "NORP" or (t.dep_ == "poss" and t.ent_type_ == "GPE"))
    return next((t.lower_[:_STEM] for t in owners), "")


def _may_be(text: "Token", earlier: "Token") -> bool:
    """Whether what tells a text apart was told of an earlier one: "the census report" is no report on energy."""
    told = {t.lower_ for c in text.lefts if c.dep_ == "compound" for t in c.subtree if t.is_alpha}
    of_earlier = {t.lower_ for t in earlier.subtree}
    return not told or bool(told & of_earlier)


def _is_part(name: str, longer: str) -> bool:
    """Whether a name is a longer one or part of it: "the State Department" of the "United States State Department"."""
    return set(name.lower().split()) <= set(longer.lower().split())
