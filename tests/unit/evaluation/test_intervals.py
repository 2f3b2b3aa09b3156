"""Intervals are right against published values, and reproducible."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.evaluation.intervals import bootstrap, wilson


@pytest.mark.parametrize(
    ("right", "n", "low", "high"),
    [(81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0.0, 0.1611), (1, 29, 0.0061, 0.1718)],
)
def test_wilson_gives_newcombes_examples(right: int, n: int, low: float, high: float) -> None:
    """Newcombe 1998, table I, method 3."""
    assert wilson(right, n) == pytest.approx((low, high), abs=5e-5)


@given(st.integers(1, 500).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_wilson_holds_the_share(counts: tuple[int, int]) -> None:
    """The share lies within, and both ends are shares."""
    right, n = counts
    low, high = wilson(right, n)
    assert 0 <= low <= right / n + 1e-12
    assert right / n - 1e-12 <= high <= 1


def test_nothing_counted_may_be_anything() -> None:
    """Without a case the interval is all there is."""
    assert wilson(0, 0) == (0.0, 1.0)
    assert bootstrap([], len) == (0.0, 1.0)
    assert bootstrap([1, 2], lambda _: None) == (0.0, 1.0)


def test_the_bootstrap_is_the_same_each_time_and_narrows_with_more() -> None:
    """Its draws are seeded; ten times the samples make it narrower."""

    def mean(values: object) -> float:
        return sum(values) / len(values)  # type: ignore[arg-type, call-overload]

    few, many = [0, 1, 1, 0, 1], [0, 1, 1, 0, 1] * 10
    low, high = bootstrap(few, mean)
    assert bootstrap(few, mean) == (low, high)
    assert low < 0.6 < high
    narrow_low, narrow_high = bootstrap(many, mean)
    assert narrow_high - narrow_low < high - low
