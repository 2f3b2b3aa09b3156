"""The learned part at run time: one text in, a probability for each sub-event type and for `none` out.

A linear model over hashed words, trained by `training/` on text of our own. It never decides alone: the rules frame
an event, the model votes on its type, has a say in whether it counts and how sure it is, and keeps articles without
any from the parser.
"""

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from pipeline.extraction.learned.features import column_counts

MODEL = Path(__file__).with_name("model.npz")
NONE = "none"
_REMEMBERED = 128
"""Texts."""


def weighted(counts: Mapping[int, int], idf: NDArray[np.float32]) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
    """Give a text's columns and their values: sublinear counts times idf, of length one."""
    columns = np.fromiter(counts, np.int64, len(counts))
    values = (1 + np.log(np.fromiter(counts.values(), np.float32, len(counts)))) * idf[columns]
    length = float(np.sqrt((values * values).sum())) or 1.0
    return columns, (values / length).astype(np.float32)


class Voter:
    """The model in memory (2 MB): immutable, safe to share."""

    def __init__(self, path: Path = MODEL) -> None:
        with np.load(path, allow_pickle=False) as file:
            self.labels: tuple[str, ...] = tuple(file["labels"].tolist())
            self._weights = np.ascontiguousarray(file["weights"].T)
            self._scale = file["scale"]
            self._bias = file["bias"]
            self._idf = file["idf"].astype(np.float32)
            self.corpus = str(file["corpus"])
        self.probabilities = lru_cache(maxsize=_REMEMBERED)(self._probabilities)
        """Give the probability of each label, summing to one; an article asks for the same text several times."""

    def _probabilities(self, text: str) -> Mapping[str, float]:
        columns, values = weighted(column_counts(text), self._idf)
        scores = values @ self._weights[columns] * self._scale + self._bias
        grown = np.exp(scores - scores.max())
        return dict(zip(self.labels, (grown / grown.sum()).tolist(), strict=True))


@lru_cache(maxsize=1)
def voter() -> Voter | None:
    """Give the packaged model, or None where its file is missing: then the rules go on alone."""
    return Voter() if MODEL.exists() else None
