"""Events are paired with the labels that tell them."""

from itertools import permutations
from typing import Any

import pytest
from evaluation_samples import ARTICLE, Make, span
from hypothesis import given
from hypothesis import strategies as st

from pipeline.evaluation.match import assign, find, match


def test_each_event_goes_to_its_own_label(label: Make, event: Make, shooting: dict[str, Any]) -> None:
    """Whatever the order of either."""
    second = event(
        event_type="Battles", sub_event_type="Armed clash", trigger=span("shot"), location=None, time=None,
        fatalities=None, notes="Soldiers shot dead a gunman in Bama on Tuesday.",
    )  # fmt: skip
    labels = (label(), label(**shooting))
    assert match(ARTICLE, labels, (second, event())) == {0: 1, 1: 0}


def test_the_past_is_told_from_the_present(label: Make, event: Make, old_mine: dict[str, Any]) -> None:
    """The trigger is the nth of its words, so two mines are two events."""
    old = event(trigger=span("mine", 2), realis="background", location=None, time=None, fatalities=None, notes="")
    assert match(ARTICLE, (label(), label(**old_mine)), (old, event())) == {0: 1, 1: 0}


def test_a_headline_tells_the_event_of_the_text(label: Make, event: Make) -> None:
    """Without common words the sub-type is enough where nothing speaks against it."""
    headline = {"field": "title", "start": 0, "end": 4, "text": "Mine"}
    told = event(trigger=headline, notes="Mine kills two near Gwoza", location=None, time=None)
    assert match(ARTICLE, (label(),), (told,)) == {0: 0}


@pytest.mark.parametrize(
    "against",
    [
        {"time": {"start": "2023-02-01", "end": "2023-02-01", "precision": "day", "basis": "stated"}},
        {"location": {"name": "Lagos", "country": "NGA", "lat": 6.5, "lon": 3.4, "precision": "place", **span("Bama")}},
        {"fatalities": {"low": 7, "best": 7, "high": 7, "stated": "exact"}},
        {"event_type": "Riots", "sub_event_type": "Mob violence"},
    ],
)
def test_without_common_words_a_contradiction_parts_them(label: Make, event: Make, against: dict[str, Any]) -> None:
    """Another time, place, toll or family is another event."""
    headline = {"field": "title", "start": 0, "end": 4, "text": "Mine"}
    other = event(**{"trigger": headline, "notes": "", "fatalities": None} | against)
    assert match(ARTICLE, (label(),), (other,)) == {}


def test_a_common_toll_outweighs_another_day(label: Make, event: Make) -> None:
    """Sub-type and number of deaths are enough: the day of the report is easily taken for that of the deed."""
    headline = {"field": "title", "start": 0, "end": 4, "text": "Mine"}
    later = {"start": "2023-03-09", "end": "2023-03-09", "precision": "day", "basis": "stated"}
    assert match(ARTICLE, (label(),), (event(trigger=headline, notes="", time=later),)) == {0: 0}


def test_a_common_trigger_outweighs_contradictions(label: Make, event: Make) -> None:
    """What the event says wrongly is an error of its fields, not another event."""
    wrong = event(event_type="Riots", sub_event_type="Mob violence", location=None, fatalities=None)
    assert match(ARTICLE, (label(),), (wrong,)) == {0: 0}


def test_of_two_labels_alike_the_required_one_is_found(label: Make, event: Make) -> None:
    """An optional label does not take the event away."""
    assert match(ARTICLE, (label(optional=True), label()), (event(),)) == {1: 0}


def test_words_are_found_whatever_their_case_and_white_space() -> None:
    """Labels are written on one line; articles are not."""
    found = next(find(ARTICLE, "two   MEN.  Police"))
    assert ARTICLE.text[found.start : found.end] == "two men.\n\nPolice"


sizes = st.tuples(st.integers(1, 4), st.integers(1, 4))
tables = sizes.flatmap(
    lambda size: st.dictionaries(
        st.tuples(st.integers(0, size[0] - 1), st.integers(0, size[1] - 1)), st.integers(1, 8).map(float), max_size=16
    )
)


@given(tables)
def test_the_pairing_has_the_highest_sum(scores: dict[tuple[int, int], float]) -> None:
    """As high as the best of all pairings, one by one."""
    pairs = assign(scores)
    assert len(set(pairs.values())) == len(pairs)
    assert set(pairs.items()) <= set(scores)
    sums = (sum(scores.get((row, column), 0.0) for row, column in enumerate(way)) for way in permutations(range(4)))
    assert sum(scores[pair] for pair in pairs.items()) == max(sums)
