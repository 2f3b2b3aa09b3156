"""F1 scores and agreement over pairs of labels, and the error of a confidence: pure arithmetic."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

Labels = tuple[str, str]
"""What a label says, and what was found."""


def f1(right: int, found: int, labelled: int) -> float:
    """Give the harmonic mean of precision and recall; 0 where there is neither."""
    return 2 * right / (found + labelled) if found + labelled else 0.0


def f1_by_class(pairs: Iterable[Labels]) -> dict[str, tuple[float, int]]:
    """Give each labelled class's F1 and how often it is labelled."""
    counted = list(pairs)
    right = Counter(label for label, found in counted if label == found)
    found = Counter(found for _, found in counted)
    labelled = Counter(label for label, _ in counted)
    return {name: (f1(right[name], found[name], n), n) for name, n in labelled.items()}


def weighted_f1(pairs: Sequence[Labels]) -> float | None:
    """Give the mean F1 of the labelled classes, each weighing as often as it is labelled."""
    by_class = f1_by_class(pairs).values()
    return sum(score * n for score, n in by_class) / len(pairs) if pairs else None


def macro_f1(pairs: Sequence[Labels]) -> float | None:
    """Give the plain mean F1 of the labelled classes."""
    by_class = f1_by_class(pairs).values()
    return sum(score for score, _ in by_class) / len(by_class) if by_class else None


def cohens_kappa(pairs: Sequence[Labels]) -> float:
    """Give how far two coders agree beyond chance (Cohen 1960): 1 is always, 0 is what chance gives. Needs a pair."""
    one, other = (Counter(codes) for codes in zip(*pairs, strict=True))
    agreed = sum(a == b for a, b in pairs) / len(pairs)
    by_chance = sum(n * other[code] for code, n in one.items()) / len(pairs) ** 2
    return (agreed - by_chance) / (1 - by_chance) if by_chance < 1 else 1.0


BINS: Final = 10

Claim = tuple[float, bool]
"""A confidence, and whether it was right."""


@dataclass(frozen=True, slots=True)
class Bin:
    """The claims whose confidence lies in [low, high)."""

    low: float
    high: float
    n: int
    confidence: float
    right: float


def reliability(claims: Iterable[Claim]) -> list[Bin]:
    """Give the bins of equal width that hold a claim: their mean confidence, and the share that was right."""
    bins: dict[int, list[Claim]] = {}
    for claim in claims:
        bins.setdefault(min(BINS - 1, int(claim[0] * BINS)), []).append(claim)
    return [_bin(number, held) for number, held in sorted(bins.items())]


def _bin(number: int, held: list[Claim]) -> Bin:
    n = len(held)
    confidence, right = sum(claim[0] for claim in held) / n, sum(claim[1] for claim in held) / n
    return Bin(number / BINS, (number + 1) / BINS, n, confidence, right)


def calibration_error(claims: Sequence[Claim]) -> float | None:
    """Give the expected calibration error: the bins' distance from their word, weighed by their size (Naeini 2015)."""
    if not claims:
        return None
    return sum(b.n * abs(b.confidence - b.right) for b in reliability(claims)) / len(claims)
