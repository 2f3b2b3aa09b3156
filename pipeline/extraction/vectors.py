"""The parser's vectors of words, those of a word by itself kept from sentence to sentence.

    Docs ▸ the features of each word ▸ its own vector, made once (a third of the work) ▸ convolution over its neighbours

Matrix products differ in their last bits with the number of rows. So each word's own vector is made alone, and what
an article tells does not depend on what was read before it.
"""

from collections.abc import Sequence
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

_Floats = NDArray[np.float32]
_MOST: Final = 20_000
"""Words kept (8 MB); a day's news has as many."""


class Vectors:
    """The first component of the pipeline, in the place of the model's own."""

    def __init__(self, model: Any) -> None:
        """Take the layers of spaCy's tok2vec component: an embedding of single words, and a convolution."""
        embedding, self._convolution = model.layers
        self._features, _, self._embedding, mixing, _ = embedding.layers
        maxout, self._normal = mixing.layers[0].layers[0].layers
        self._pieces: tuple[int, int] = maxout.get_dim("nO"), maxout.get_dim("nP")
        self._weights: _Floats = maxout.get_param("W").reshape(self._pieces[0] * self._pieces[1], -1).T
        self._bias: _Floats = maxout.get_param("b").reshape(-1)
        self._kept: dict[bytes, _Floats] = {}

    def annotate(self, docs: Sequence[Any]) -> None:
        """Set the tensor of each document."""
        features = self._features.predict(docs)
        of_words = self._of_words(np.concatenate(features))
        ends = np.cumsum([len(one) for one in features])
        for doc, tensor in zip(docs, self._convolution.predict(np.split(of_words, ends[:-1])), strict=True):
            doc.tensor = tensor

    def _of_words(self, features: NDArray[np.uint64]) -> _Floats:
        """Give the words' own vectors by their features, a row each."""
        keys: list[bytes] = features.view(f"V{features.itemsize * features.shape[1]}").ravel().tolist()
        kept = self._kept
        new = {key: at for at, key in enumerate(keys) if key not in kept}
        if new:
            kept.update(zip(new, self._made(features[list(new.values())]), strict=True))
        if len(kept) > _MOST:
            self._kept = {}  # and not emptied: another thread may be reading it
        return np.array([kept[key] for key in keys])

    def _made(self, features: NDArray[np.uint64]) -> _Floats:
        """Make vectors, the matrix product of each word alone."""
        embedded = self._embedding.predict(features)
        pieces = np.matmul(embedded[:, None, :], self._weights)[:, 0] + self._bias
        best: _Floats = self._normal.predict(pieces.reshape(-1, *self._pieces).max(axis=2))
        return best
