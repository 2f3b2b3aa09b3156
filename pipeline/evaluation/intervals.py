"""Intervals at 95 %: Wilson's for shares, the bootstrap over articles for everything that is no share."""

import random
from collections.abc import Callable, Sequence
from math import sqrt
from typing import Final, TypeVar

Interval = tuple[float, float]
T = TypeVar("T")

_Z: Final = 1.959964
"""The normal quantile of 97.5 %."""
_ROUNDS: Final = 1000
_SEED: Final = 2023


def wilson(right: int, n: int) -> Interval:
    """Give the interval of a share (Wilson 1927); (0, 1) where nothing was counted."""
    if n == 0:
        return 0.0, 1.0
    share, spread = right / n, _Z * _Z / n
    middle = (share + spread / 2) / (1 + spread)
    half = _Z * sqrt(share * (1 - share) / n + spread / (4 * n)) / (1 + spread)
    return max(0.0, middle - half), min(1.0, middle + half)


def bootstrap(samples: Sequence[T], statistic: Callable[[Sequence[T]], float | None]) -> Interval:
    """Give the percentile interval of a statistic; samples are drawn anew with a fixed seed.

    A draw in which the statistic has no value (no event at all) does not count; (0, 1) where none has.
    """
    chance = random.Random(_SEED)  # noqa: S311 - a reproducible draw is no secret
    draws = (statistic(chance.choices(samples, k=len(samples))) for _ in range(_ROUNDS) if samples)
    found = sorted(value for value in draws if value is not None)
    if not found:
        return 0.0, 1.0
    return found[int(0.025 * len(found))], found[min(len(found) - 1, int(0.975 * len(found)))]
