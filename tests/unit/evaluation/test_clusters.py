"""B³ and pairs, on divisions that can be reckoned by hand."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.evaluation.clusters import b3_f1, b3_precision, b3_recall, figures, items, pair_precision, pair_recall

TRUE = {"a": 1, "b": 1, "c": 1, "d": 2, "e": 2}


def test_the_same_division_is_perfect() -> None:
    """Whatever the groups are called."""
    compared = items(TRUE, {name: f"group {group}" for name, group in TRUE.items()})
    assert [figure.value for figure in figures(compared)] == [1.0] * 6


def test_a_group_that_was_split_costs_recall() -> None:
    """Two of the three are alone: (2/3 + 2/3 + 1/3 + 1 + 1) / 5."""
    compared = items(TRUE, TRUE | {"c": 3})
    assert b3_precision(compared) == 1.0
    assert b3_recall(compared) == pytest.approx(11 / 15)
    assert pair_recall(compared) == pytest.approx(2 / 4)


def test_two_groups_in_one_cost_precision() -> None:
    """Three have 3/5 of it right, two have 2/5."""
    compared = items(TRUE, dict.fromkeys(TRUE, 1))
    assert b3_precision(compared) == pytest.approx(13 / 25)
    assert b3_recall(compared) == 1.0
    assert pair_precision(compared) == pytest.approx(4 / 10)


def test_what_was_not_found_is_a_group_of_its_own() -> None:
    """Two missed items are not together."""
    compared = items(TRUE, {"a": 1, "b": 1, "c": 1})
    assert b3_precision(compared) == 1.0
    assert b3_recall(compared) == pytest.approx(4 / 5)


DIVISIONS = st.lists(st.tuples(st.integers(0, 4), st.integers(0, 4)), min_size=1, max_size=12)


@given(DIVISIONS)
def test_precision_one_way_is_recall_the_other(pairs: list[tuple[int, int]]) -> None:
    """And F1 is the same both ways."""
    one = {str(n): first for n, (first, _) in enumerate(pairs)}
    other = {str(n): second for n, (_, second) in enumerate(pairs)}
    there, back = items(one, other), items(other, one)
    assert b3_precision(there) == pytest.approx(b3_recall(back))
    assert b3_f1(there) == pytest.approx(b3_f1(back))
