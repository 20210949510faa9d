"""Stage three: the words that stand for the speaker of a cue, and the outlet through which it is known."""

from typing import TYPE_CHECKING

from index.english.lexicon import Denotes, VerbUse, nouns_for, verbs_that
from index.english.nouns import denotation
from index.models import Span
from index.statements.content.cues import Cue, saying_below, verb_of
from index.statements.rules import ALL_RULES, Concern, RuleId, RuleSet, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Doc, Token

_SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj"})
_CLAUSES = frozenset({"relcl", "acl", "advcl", "parataxis", "appos", "ccomp"})
_INHERITING = frozenset({"conj", "advcl", "xcomp", "acl", "pcomp", "dep", "ccomp"})
_ISSUING = verbs_that(VerbUse.ISSUES)
_PERSONS = nouns_for(Denotes.PERSON)
_QUOTING = verbs_that(VerbUse.QUOTES)
_CLIMB_LIMIT = 6
_TIMES = frozenset({"DATE", "TIME"})


def mention_of(doc: "Doc", cue: Cue, rules: RuleSet = ALL_RULES) -> Span | None:
    """The noun phrase that stands for the speaker of a cue, or None if the text names none."""
    token = doc[cue.token]
    source = _source(token, cue, rules)
    if source is not None and cue.verb is not None and RuleId.PHRASE_BEFORE in rules and _is_clause(source, token):
        source = chunk_before(token)  # "Writing in a blog, Ann Lee said": the parse takes the clause for the subject
    return phrase(source) if source is not None and source.pos_ != "PUNCT" else None


def _source(token: "Token", cue: Cue, rules: RuleSet) -> "Token | None":
    """The head of the phrase that names the source: by the form of the cue, each form by one rule."""
    if cue.verb is None and token.lower_ == "according":
        return _after_according(token)
    if cue.verb is None or token.pos_ == "NOUN":
        return _owner(token) if RuleId.OWNER in rules else None
    return _speaking(token, rules)


def _speaking(verb: "Token", rules: RuleSet) -> "Token | None":
    """Who does what a reporting verb says."""
    if quotes_somebody(verb) and RuleId.QUOTED_PERSON in rules:
        return _quoted_person(verb)
    if is_passive(verb) and RuleId.AGENT in rules:
        return _agent(verb)
    leader = _leading_cue(verb) if RuleId.ADDED in rules else None
    if leader is not None:
        return subject_of(leader)
    topmost = _topmost(verb) if RuleId.TOPMOST in rules else None
    if topmost is not None:
        return topmost
    subject = subject_of(verb) if RuleId.SUBJECT in rules else None
    giver = _giver(subject, verb) if subject is not None and RuleId.GIVER in rules else None
    if giver is not None:
        return giver
    return _agreeing(subject, verb) if RuleId.AGREEMENT in rules else subject


@rule(
    RuleId.QUOTED_PERSON,
    Concern.SOURCE,
    example="Velm Radio quoted Ann Lee as saying that the dam was safe.",
    gives="Ann Lee (Velm Radio): that the dam was safe",
    not_on="The agency said that the dam was safe.",
)
def _quoted_person(verb: "Token") -> "Token | None":
    """ "SANA quoted her as saying", "she was quoted as saying": whoever is quoted speaks, not who quotes."""
    wanted = "nsubjpass" if is_passive(verb) else "dobj"
    return next((c for c in verb.children if c.dep_ == wanted), None)


@rule(
    RuleId.GIVER,
    Concern.SOURCE,
    example="Ann Lee issued a statement saying that the dam was safe.",
    gives="Ann Lee: that the dam was safe",
    not_on="Ann Lee received a statement saying that the dam was safe.",
)
def _giver(text: "Token", verb: "Token") -> "Token | None":
    """ "X issued a statement saying …": whoever brings out a text says what is in it."""
    issued = text.head
    if verb.dep_ != "acl" or verb.head != text or denotation(text) is not Denotes.TEXT:
        return None
    within = text.dep_ == "pobj" and issued.lower_ == "in"  # "confirmed it in a statement saying …"
    if within:
        issued = issued.head
    if issued.pos_ != "VERB" or is_passive(issued) or not (within or issued.lemma_ in _ISSUING):
        return None
    return subject_of(issued)


def quotes_somebody(verb: "Token") -> bool:
    """Whether a verb gives somebody else's words: "quoted Ann Lee", "cited officials as saying"."""
    return verb.lemma_ in _QUOTING and (verb.lemma_ == "quote" or saying_below(verb) is not None)


@rule(
    RuleId.SUBJECT,
    Concern.SOURCE,
    example="Ann Lee rose and said that the dam was safe.",
    gives="Ann Lee: that the dam was safe",
    not_on="According to Ann Lee, the dam was never safe.",
    literature="Quirk et al. 1985, §13.44 ff.: coordinated predicates share their subject",
)
def subject_of(verb: "Token") -> "Token | None":
    """The subject of a verb, its own or the one that it shares with the verbs above it."""
    current = verb
    for _ in range(_CLIMB_LIMIT):
        own = [child for child in current.children if child.dep_ in _SUBJECTS]
        if own:
            return own[-1]
        if is_passive(current) and current != verb:
            return None
        if current.dep_ in {"acl", "relcl"} and current.head.pos_ in {"NOUN", "PROPN", "PRON"}:
            return current.head
        if current.dep_ == "pcomp" and current.head.pos_ in {"ADP", "SCONJ"}:
            current = current.head  # "by saying": the subject of the clause that the phrase modifies
        elif current.dep_ not in _INHERITING or current.head == current:
            return None
        current = current.head
    return None


@rule(
    RuleId.AGREEMENT,
    Concern.SOURCE,
    example="The island is mainly Lutheran and the Church Council says nobody will leave.",
    gives="Church Council: nobody will leave",
    not_on="Ann Lee says it will stay so.",
    literature="Quirk et al. 1985, §10.34 ff.: concord of subject and verb",
)
def _agreeing(subject: "Token | None", verb: "Token") -> "Token | None":
    """ "The island is Buddhist and the agency says …": a verb in the singular has the last of two nouns for subject."""
    if subject is None or verb.tag_ != "VBZ" or subject.i > verb.i:
        return subject
    joined = [c for c in subject.conjuncts if subject.i < c.i < verb.i]
    links = [c for noun in (subject, *joined) for c in noun.children if c.lower_ == "and"]
    # the second must open a phrase of its own: "Moss and Spencer says" is one name
    apart = bool(joined) and any(c.dep_ == "det" for c in joined[-1].children)
    return joined[-1] if apart and links and not links[-1].ent_type_ else subject


def _is_clause(subject: "Token", verb: "Token") -> bool:
    opens = subject.i == subject.sent.start and subject.lower_.endswith("ing")
    return subject.pos_ == "VERB" or (opens and any(t.text == "," for t in verb.doc[subject.i : verb.i]))


@rule(
    RuleId.PHRASE_BEFORE,
    Concern.SOURCE,
    example="In an interview with Der Spiegel, central banker Uta Brandt said inflation would fall.",
    gives="?: inflation would fall",
    not_on="Ann Lee said the dam was safe.",
)
def chunk_before(verb: "Token") -> "Token | None":
    """The head of the noun phrase that ends right before a verb and its auxiliaries, commas passed over."""
    start = min((c.i for c in verb.children if c.dep_ in {"aux", "neg", "advmod"} and c.i < verb.i), default=verb.i)
    before = verb.doc[verb.sent.start : start]
    chunks = [c for c in before.noun_chunks if start - c.end <= 1 and c.root.ent_type_ not in _TIMES]
    return head_noun(chunks[-1].root) if chunks else None


def head_noun(noun: "Token", start: int = 0) -> "Token":
    """From "Mail" in "Matthew Ingram of The Globe and Mail" and "SC" in "Tom Molomby, SC" up to the name itself.

    Nothing before the character ``start`` is taken for it.
    """
    while noun.dep_ in {"appos", "conj"} or (noun.dep_ == "pobj" and noun.head.head.pos_ in {"PROPN", "NOUN"}):
        above = noun.head.head if noun.dep_ == "pobj" else noun.head
        if above.idx < start:
            break
        noun = above
    return noun


@rule(
    RuleId.ADDED,
    Concern.SOURCE,
    example="Ann Lee said the tremors had ended but warned that the slope could still move.",
    gives="Ann Lee: the tremors had ended | Ann Lee: that the slope could still move",
    not_on="Ann Lee said the tremors had ended. Bo Orr warned that the slope could still move.",
    literature="Quirk et al. 1985, §15.54 ff.: a participle clause takes its subject from the clause above it",
)
def _leading_cue(participle: "Token") -> "Token | None":
    """The reporting verb to which ", adding that …" or "but warned" is added: its subject speaks on."""
    if participle.i == participle.sent.start or any(c.dep_ in _SUBJECTS for c in participle.children):
        return None
    before = participle.nbor(-1).lower_
    added = participle.tag_ == "VBG" and before == ","
    joined = participle.tag_ in {"VBD", "VBZ", "VBP"} and before in {"and", "but"}
    if not (added or joined):
        return None
    earlier = participle.doc[participle.sent.start : participle.i]
    verbs = [t for t in earlier if verb_of(t) is not None and t.tag_ in {"VBD", "VBZ", "VBP"}]
    if not verbs or (joined and verbs[-1].tag_ != participle.tag_):
        return None
    another = joined and verbs[0].lemma_ != participle.lemma_ and own_subject(participle) is not None
    return None if another else verbs[0]


def own_subject(verb: "Token") -> "Token | None":
    """The subject, in a reported clause, of a second verb: "Mara said Tom ran and threatened to burn it": Tom.

    Only a person: a thing does not speak. A pronoun may mean who reports, so it settles nothing.
    """
    first = verb
    while first.dep_ == "conj" and not any(c.dep_ in _SUBJECTS for c in first.children):
        first = first.head
    own = next((c for c in first.children if c.dep_ in _SUBJECTS), None)
    if first == verb or own is None or not (own.ent_type_ == "PERSON" or own.lemma_ in _PERSONS):
        return None
    if verb_of(first) is not None:
        return None
    while first.dep_ == "conj":
        first = first.head
    reporting = first.head if first.dep_ == "ccomp" else first  # the parse may join the clause to the cue itself
    return own if verb_of(reporting) is not None else None


@rule(
    RuleId.TOPMOST,
    Concern.SOURCE,
    example="Ann Lee believes the town will be lucky, saying that the dam was safe.",
    gives="Ann Lee: that the dam was safe",
    not_on="Ann Lee told the crowd the town had failed by saying that the dam was safe.",
    literature="Quirk et al. 1985, §15.54 ff.: a participle clause takes its subject from the main clause",
)
def _topmost(participle: "Token") -> "Token | None":
    """ "X believes the town will win, saying …": behind a comma the main clause's subject speaks, or its source."""
    if participle.tag_ != "VBG" or participle.dep_ != "advcl" or participle.doc[max(0, participle.i - 1)].text != ",":
        return None
    sentence = participle.sent
    opening = next((t for t in sentence if t.is_alpha), participle)
    if opening.lower_ == "according" and opening.i < participle.i:
        return _after_according(opening)
    main = participle.head
    while main.dep_ == "ccomp" and main.head.i < main.i < participle.i:
        main = main.head
    return subject_of(main) if main != participle.head else None


def phrase(head: "Token") -> Span:
    """The noun phrase of a token: titles and "of …" belong to it, relative clauses and appositions do not."""
    if (head.pos_ == "PRON" and head.dep_ != "poss") or head.pos_ == "VERB":
        return Span(head.idx, head.idx + len(head))
    kept = list(_phrase_tokens(head))
    first, last = min(kept, key=lambda t: t.i), max(kept, key=lambda t: t.i)
    while last.i > head.i and (last.is_punct or last.is_space):
        last = last.nbor(-1)
    while first.i < head.i and (first.is_punct or first.is_space or first.pos_ in {"CCONJ", "ADV"}):
        first = first.nbor(1)
    return Span(first.idx, last.idx + len(last))


def _phrase_tokens(head: "Token") -> "Iterator[Token]":
    yield head
    for child in head.children:
        if child.dep_ in _CLAUSES or (child.i > head.i and child.dep_ in {"punct", "cc", "advmod"}):
            continue
        if child.dep_ == "conj":
            yield from _phrase_tokens(child)
        elif child.dep_ == "prep":
            yield from _prepositional(child)
        else:
            yield from (t for t in child.subtree if t.dep_ != "relcl")


def _prepositional(preposition: "Token") -> "Iterator[Token]":
    yield preposition
    for child in preposition.children:
        if child.dep_ in {"pobj", "prep"}:
            yield from _phrase_tokens(child)


def _after_according(token: "Token") -> "Token | None":
    for child in token.children:
        if child.lower_ == "to":
            source = next((c for c in child.children if c.dep_ in {"pobj", "pcomp"}), None)
            if source is None or source.pos_ != "VERB" or not source.text[0].isupper():
                return source
    following = token.nbor(2) if token.i + 2 < len(token.doc) else None
    while following is not None and following.dep_ in {"det", "compound", "amod", "poss", "case"}:
        following = following.head
    return following


@rule(
    RuleId.OWNER,
    Concern.SOURCE,
    example="Ann Lee made the claim that the dam was safe.",
    gives="Ann Lee: that the dam was safe",
    not_on="Ann Lee repeated that the dam was safe.",
)
def _owner(noun: "Token") -> "Token | None":
    """Whose claim it is: "his claim", "the claim by …", or the subject of "made the claim"."""
    for child in noun.children:
        if child.dep_ == "poss":
            return child
        if child.dep_ == "prep" and child.lower_ in {"by", "from", "of"}:
            owner = next((c for c in child.children if c.dep_ == "pobj"), None)
            if owner is not None and (owner.pos_ in {"PROPN", "PRON"} or noun.lemma_ == "word"):
                return owner
    if noun.dep_ == "dobj" and not is_passive(noun.head):
        return subject_of(noun.head)
    return None


def is_passive(verb: "Token") -> bool:
    """Whether a verb is passive, as a clause or as a participle ("Asked whether he would go, …")."""
    reduced = verb.tag_ == "VBN" and verb.dep_ in {"advcl", "acl"} and not any(c.dep_ == "aux" for c in verb.children)
    return reduced or any(child.dep_ in {"nsubjpass", "auxpass"} for child in verb.children)


@rule(
    RuleId.AGENT,
    Concern.SOURCE,
    example="It was claimed by Ann Lee that the dam was safe.",
    gives="Ann Lee: that the dam was safe",
    not_on="Ann Lee claimed that the dam was safe.",
    literature="Quirk et al. 1985, §3.63 ff.: the agent of a passive is the subject of its active",
)
def _agent(verb: "Token") -> "Token | None":
    """ "was claimed by X": the agent of a passive."""
    for child in verb.children:
        if child.dep_ == "agent" or (child.dep_ == "prep" and child.lower_ == "by"):
            return next((c for c in child.children if c.dep_ == "pobj"), None)
    return None


def agent_below(verb: "Token") -> "Token | None":
    """ "was quoted as saying by Dawn": the agent may hang on any of the two verbs."""
    return _agent(verb) or next((found for t in verb.subtree if t.pos_ == "VERB" and (found := _agent(t))), None)
