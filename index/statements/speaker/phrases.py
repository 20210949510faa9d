"""Stage four, phrases that hold names: a post behind the name of a body, and lists of nothing but names."""

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from index.english.lexicon import Denotes
from index.english.nouns import denotation
from index.models import Span
from index.statements.cast.members import Naming
from index.statements.speaker.scene import Scene

if TYPE_CHECKING:
    from spacy.tokens import Token

_LISTING = re.compile(r"(?:,? and |, )(?:the )?")


def post_in(scene: Scene, rest: Span) -> "Token | None":
    """ "Union of Alder's chief economist", "Union for the Lake leader Ann Lee": the post behind a body's name.

    The parse takes the body for the head of such a phrase. ``rest`` is what of it stands behind the body.
    """
    tokens = scene.tokens(rest) if rest.start < rest.end else None
    posts = [t for t in tokens or () if t.tag_ == "NN" and denotation(t) is Denotes.PERSON and t.idx > rest.start]
    if tokens is None or not posts:
        return None
    post = posts[-1]
    owned = any(t.tag_ == "POS" for t in tokens) and post.i == tokens.end - 1
    behind = scene.doc[post.i + 1 : tokens.end]
    named = bool(len(behind)) and post.nbor(-1).pos_ == "PROPN" and all(t.pos_ == "PROPN" for t in behind)
    return post if owned or named else None


def are_a_list(text: str, named: Sequence[Naming], phrase: Span) -> bool:
    """Whether a phrase is nothing but these names, with what joins them: "Alder, Holm and Sons, and Velm"."""
    ends = [phrase.start, *(naming.span.end for naming in named)]
    gaps = [text[end : naming.span.start] for end, naming in zip(ends, named, strict=False)]
    whole = bool(named) and named[-1].span.end == phrase.end and gaps[0].lower() in {"", "the "}
    return whole and all(_LISTING.fullmatch(gap) for gap in gaps[1:])
