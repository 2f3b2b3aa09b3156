"""Fit confidence: `python -m training.confidence` writes `pipeline/extraction/data/confidence.tsv`.

evaluation/open ▸ extractor ▸ drafts with their features, and whether the label bears each out ▸ logistic regression

Logistic regression with an L2 penalty by Newton's method; prints the calibration error in five folds by article. To be
run again when rules change much: the features stay, what they are worth moves.
"""

import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from pipeline.contract import Event
from pipeline.evaluation.dataset import load
from pipeline.evaluation.gold import Item
from pipeline.evaluation.judge import Judged, counts, judge
from pipeline.evaluation.scores import calibration_error
from pipeline.extraction import RuleExtractor
from pipeline.extraction import confidence as own
from pipeline.extraction.confidence import features

Floats = NDArray[np.float64]
_PENALTY: Final = 2.0
"""Of the weights, in units of their square; a guess, not searched for."""
_FOLDS: Final = 5
_STEPS: Final = 30
_OUT: Final = Path(own.__file__).parent / "data" / "confidence.tsv"
_NOW: Final = datetime(2024, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Sample:
    """A judged event: the number of its article, its features, and whether type and realis are right."""

    article: int
    features: dict[str, float]
    right: bool


def main(folder: Path) -> None:
    """Fit on a folder of labels and write the weights."""
    extractor = RuleExtractor("conflict", least=0.0)
    samples = [s for n, item in enumerate(load(folder)) for s in _samples(extractor, n, item)]
    names = list(samples[0].features)
    x = np.array([[s.features[name] for name in names] for s in samples])
    y = np.array([s.right for s in samples], dtype=float)
    fold = np.array([s.article for s in samples]) % _FOLDS
    print(f"{len(y)} events, {y.mean():.3f} right; calibration error in folds {_error_in_folds(x, y, fold):.3f}")  # noqa: T201
    rows = [f"{name}\t{weight:.3f}\tfitted on evaluation/open" for name, weight in zip(names, fit(x, y), strict=True)]
    _OUT.write_text("\n".join(["feature\tweight\treason", *rows]) + "\n", "utf-8")


def _samples(extractor: RuleExtractor, number: int, item: Item) -> Iterator[Sample]:
    trace = extractor.explain(item.article, now=_NOW)
    drafts = {e.event_id: d for e, d in zip(trace.extraction.events, trace.drafts, strict=True)}
    for event, right in _verdicts(judge(item, trace.extraction)):
        if event.event_type and (item.whole or counts(event)):
            yield Sample(number, features(drafts[event.event_id]), right)


def _verdicts(judged: Judged) -> Iterator[tuple[Event, bool]]:
    for label, event in judged.pairs:
        if not label.optional:
            yield event, event.sub_event_type in label.sub_types and event.realis == label.realis
    yield from ((event, False) for event in judged.spare)


def _error_in_folds(x: Floats, y: Floats, fold: NDArray[np.int_]) -> float:
    guessed = np.empty(len(y))
    for k in range(_FOLDS):
        guessed[fold == k] = chance(x[fold == k], fit(x[fold != k], y[fold != k]))
    return calibration_error(list(zip(guessed.tolist(), (y > 0).tolist(), strict=True))) or 0.0


def chance(x: Floats, weights: Floats) -> Floats:
    """Give each row's probability."""
    found: Floats = 1 / (1 + np.exp(-(x @ weights)))
    return found


def fit(x: Floats, y: Floats) -> Floats:
    """Give the weights that minimise cross-entropy and penalty; the first column, the constant, is not penalised."""
    weights: Floats = np.zeros(x.shape[1])
    penalty = _PENALTY * np.eye(x.shape[1])
    penalty[0, 0] = 0.0
    for _ in range(_STEPS):
        p = chance(x, weights)
        slope = x.T @ (p - y) + penalty @ weights
        curve: Any = (x * (p * (1 - p))[:, None]).T @ x + penalty
        weights = weights - np.linalg.solve(curve, slope)
    return weights


if __name__ == "__main__":
    main(Path(sys.argv[1] if len(sys.argv) > 1 else "evaluation/open"))
