"""Sums of figures, each with a low, a best and a high end."""

from collections.abc import Iterable, Sequence
from typing import Protocol


class Figure(Protocol):
    """A number of people; an end is None where nobody knows it."""

    @property
    def low(self) -> int | None:
        """At least so many."""

    @property
    def best(self) -> int | None:
        """Most likely so many."""

    @property
    def high(self) -> int | None:
        """At most so many."""


def summed(figures: Sequence[Figure]) -> tuple[int | None, int | None, int | None]:
    """Give low, best and high of some figures together; an end is open where one of theirs is."""
    return _sum(f.low for f in figures), _sum(f.best for f in figures), _sum(f.high for f in figures)


def _sum(ends: Iterable[int | None]) -> int | None:
    total = 0
    for end in ends:
        if end is None:
            return None
        total += end
    return total
