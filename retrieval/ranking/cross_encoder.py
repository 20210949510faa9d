"""An optional cross-encoder, which reads question and statement together, over the best candidates.

It is slower than all the rest of an answer, and no weights come with the package: it runs only where
the configuration names a model.
"""

import threading
from collections.abc import Sequence
from typing import Any

from index.errors import ModelError
from retrieval.ranking.rank import Scored


class CrossEncoder:
    """A sentence-transformers cross-encoder, loaded when it is first used."""

    def __init__(self, model: str, depth: int, *, offline: bool = True) -> None:
        self._name = model
        self._depth = depth
        self._offline = offline
        self._lock = threading.Lock()
        self._model: Any = None

    def reorder(self, question: str, scored: Sequence[Scored]) -> list[Scored]:
        """The first ``depth`` candidates in the model's order, the rest behind them as they were.

        Raises ModelError if the model cannot be loaded.
        """
        best = list(scored[: self._depth])
        if not best:
            return []
        scores = self._loaded().predict([(question, _text(one)) for one in best], show_progress_bar=False)
        order = sorted(range(len(best)), key=lambda i: (-float(scores[i]), i))
        return [best[i] for i in order] + list(scored[self._depth :])

    def _loaded(self) -> Any:
        with self._lock:
            if self._model is None:
                from sentence_transformers import CrossEncoder as Model  # noqa: PLC0415 - seconds of imports

                try:
                    self._model = Model(self._name, device="cpu", local_files_only=self._offline)
                except (OSError, ValueError) as error:
                    raise ModelError(
                        f"cross-encoder {self._name!r}: neither a model's folder nor one that the hub's local cache "
                        "holds; correct or empty [retrieval] cross_encoder"
                    ) from error
            return self._model


def _text(one: Scored) -> str:
    found = one.found
    speaker = f"{found.speaker.name}: " if found.speaker else ""
    return speaker + found.context().of(found.article.text)
