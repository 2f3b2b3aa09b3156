"""F1 scores and the error of a confidence, on cases that one can reckon by hand."""

import pytest

from pipeline.evaluation.scores import calibration_error, cohens_kappa, f1_by_class, macro_f1, reliability, weighted_f1

PAIRS = [("a", "a"), ("a", "a"), ("a", "b"), ("b", "b")]


def test_f1_of_each_labelled_class() -> None:
    """Class a has precision 1 and recall 2/3, class b precision 1/2 and recall 1."""
    assert f1_by_class(PAIRS) == {"a": (pytest.approx(0.8), 3), "b": (pytest.approx(2 / 3), 1)}


def test_weighted_and_macro() -> None:
    """One weighs classes by their labels, the other alike; neither has a value without pairs."""
    assert weighted_f1(PAIRS) == pytest.approx((0.8 * 3 + 2 / 3) / 4)
    assert macro_f1(PAIRS) == pytest.approx((0.8 + 2 / 3) / 2)
    assert weighted_f1([]) is None
    assert macro_f1([]) is None


def test_a_class_that_is_only_found_costs_the_labelled_one() -> None:
    """It has no F1 of its own, since nobody labelled it."""
    assert f1_by_class([("a", "c")]) == {"a": (0.0, 1)}


def test_reliability_and_its_error() -> None:
    """Two claims of 0.9, one of them wrong, are 0.4 off; one of 1.0 that holds is in the last bin."""
    claims = [(0.85, True), (0.85, False), (0.1, False), (1.0, True)]
    bins = reliability(claims)
    assert [(b.low, b.n, b.right) for b in bins] == [(0.1, 1, 0.0), (0.8, 2, 0.5), (0.9, 1, 1.0)]
    assert calibration_error(claims) == pytest.approx((2 * 0.35 + 0.1 + 0.0) / 4)
    assert calibration_error([]) is None


def test_kappa_takes_away_what_chance_gives() -> None:
    """Three of four agree where chance would give half of them; coders who use one code alone agree wholly."""
    assert cohens_kappa(PAIRS) == pytest.approx((0.75 - 0.5) / (1 - 0.5))
    assert cohens_kappa([("a", "a"), ("a", "a")]) == 1.0
