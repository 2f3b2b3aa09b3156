"""Fit the learned part: `make train` writes `pipeline/extraction/learned/model.npz`, the same for the same text.

Multinomial logistic regression over hashed words (features.py), full-batch Adam on a convex loss, numpy alone. Weights
are kept as one byte each with a scale a class: that costs nothing measurable and keeps the file below a megabyte.
"""

from hashlib import sha256
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from pipeline.extraction.learned.features import COLUMNS, column_counts
from pipeline.extraction.learned.model import MODEL, weighted
from training.expand import corpus

Floats = NDArray[np.floating[Any]]
STEPS, RATE, INVERSE_PENALTY = 400, 0.05, 10.0
"""Chosen on a fifth of the corpus held out by frame; the loss moves by less than 1e-4 a step at the end."""


class Design:
    """The corpus as sparse rows: parallel arrays of row, column and value."""

    def __init__(self, texts: list[str]) -> None:
        counts = [column_counts(text) for text in texts]
        columns = np.concatenate([np.fromiter(c, np.int64) for c in counts])
        seen = np.bincount(columns, minlength=COLUMNS)
        self.idf = (np.log((1 + len(texts)) / (1 + seen)) + 1).astype(np.float32)
        rows = [weighted(c, self.idf) for c in counts]
        self.size = len(texts)
        self.row = np.repeat(np.arange(self.size), [len(c) for c, _ in rows])
        self.used, self.column = np.unique(np.concatenate([c for c, _ in rows]), return_inverse=True)
        self.value = np.concatenate([v for _, v in rows])

    def scores(self, weights: Floats, bias: Floats) -> Floats:
        """Give row x class scores of weights over the used columns (column x class)."""
        product = self.value[:, None] * weights[self.column]
        sums = np.add.reduceat(product, np.searchsorted(self.row, np.arange(self.size)))
        scores: Floats = sums + bias
        return scores

    def gradient(self, error: Floats) -> Floats:
        """Give column x class: the transposed design times row x class."""
        product = self.value[:, None] * error[self.row]
        return np.stack([np.bincount(self.column, p, len(self.used)) for p in product.T], 1).astype(np.float32)


def softmax(scores: Floats) -> Floats:
    """Give row-wise probabilities."""
    grown = np.exp(scores - scores.max(1, keepdims=True))
    shares: Floats = grown / grown.sum(1, keepdims=True)
    return shares


def fit(design: Design, target: Floats) -> tuple[Floats, Floats]:
    """Minimise the cross-entropy with an L2 penalty; gives weights (used column x class) and bias (class)."""
    classes = target.shape[1]
    flat: Floats = np.zeros((len(design.used) + 1, classes), np.float32)
    mean, square = np.zeros_like(flat), np.zeros_like(flat)
    for step in range(1, STEPS + 1):
        error = (softmax(design.scores(flat[:-1], flat[-1])) - target) / design.size
        slope = np.vstack([design.gradient(error), error.sum(0)])
        slope[:-1] += flat[:-1] / (INVERSE_PENALTY * design.size)
        mean, square = 0.9 * mean + 0.1 * slope, 0.999 * square + 0.001 * slope**2
        flat -= RATE * (mean / (1 - 0.9**step)) / (np.sqrt(square / (1 - 0.999**step)) + 1e-8)
    return flat[:-1], flat[-1]


def corpus_digest(pairs: list[tuple[str, str]]) -> str:
    """Tell one corpus from another: stands in the model, so that a test can say when the model is stale."""
    return sha256("\n".join(f"{label}\t{text}" for text, label in pairs).encode()).hexdigest()


def save(path: Path, design: Design, weights: Floats, bias: Floats, labels: list[str], digest: str) -> None:
    """Write the model; every array in it is plain, nothing is pickled."""
    dense = np.zeros((len(labels), COLUMNS), np.float32)
    dense[:, design.used] = weights.T
    scale = np.abs(dense).max(1) / 127
    np.savez_compressed(
        path,
        weights=np.rint(dense / scale[:, None]).astype(np.int8),
        scale=scale.astype(np.float32),
        bias=bias,
        idf=design.idf.astype(np.float16),
        labels=np.array(labels),
        corpus=np.array(digest),
    )


def main() -> None:
    """Train on the whole corpus and write the model."""
    pairs = corpus()
    labels = sorted({label for _, label in pairs})
    target = np.eye(len(labels), dtype=np.float32)[[labels.index(label) for _, label in pairs]]
    design = Design([text for text, _ in pairs])
    weights, bias = fit(design, target)
    right = (softmax(design.scores(weights, bias)).argmax(1) == target.argmax(1)).mean()
    save(MODEL, design, weights, bias, labels, corpus_digest(pairs))
    print(f"{len(pairs)} snippets, {len(labels)} classes, {right:.3f} of them fitted, {MODEL.stat().st_size:,} bytes")  # noqa: T201


if __name__ == "__main__":
    main()
