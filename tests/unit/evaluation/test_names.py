"""Names are compared by their words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.evaluation.names import phrase, same_actor, same_name


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Somali government troops", "the troops"),
        ("two farmers", "a farmer"),
        ("at least 12 villagers", "villagers"),
        ("soldiers of the Third Division", "Burmese soldiers"),
        ("policemen", "a policeman"),
        ("Azerbaijan's Defence Ministry", "Defence Ministry"),
        ("Russian", "Russia"),
        ("Baloch People’s Front", "the Baloch People's Front"),
        ("residents of Bama", "local residents who fled"),
    ],
)
def test_two_phrases_name_one_actor(one: str, other: str) -> None:
    """Articles, figures, plurals, accents and what follows the head do not make another actor."""
    assert same_actor(one, other)
    assert same_actor(other, one)


@pytest.mark.parametrize(
    ("one", "other", "countries"),
    [
        ("Russian troops", "Ukrainian troops", (None, None)),
        ("troops", "Russian troops", ("UKR", "RUS")),
        ("police", "protesters", (None, None)),
        ("the", "police", (None, None)),
        ("", "", (None, None)),
        ("a priest", "men with a priest", (None, None)),
    ],
)
def test_two_phrases_name_two_actors(one: str, other: str, countries: tuple[str | None, str | None]) -> None:
    """Rival names, rival countries and other heads make two."""
    assert not same_actor(one, other, countries)


def test_the_same_words_are_one_actor_whatever_the_country() -> None:
    """A wrong country is an error of its own, not of the role."""
    assert same_actor("separatist fighters", "the separatist fighters", ("AZE", "ARM"))


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("the Khojavend district", "Khojavend", True),
        ("Gonaïves", "Gonaives", True),
        ("Nagorno-Karabakh", "Nagorno Karabakh", True),
        ("City", "the city", True),
        ("Bama", "Gwoza", False),
        ("", "Gwoza", False),
    ],
)
def test_places_are_compared_without_what_kind_of_unit_they_are(one: str, other: str, same: bool) -> None:
    """A generic word does not make another place, unless it is all there is."""
    assert same_name(one, other) is same


@given(st.text(max_size=60))
def test_any_text_is_a_phrase(text: str) -> None:
    """Nothing that an extractor calls an actor stops the evaluation."""
    read = phrase(text)
    assert read.head in read.words or not read.words
    assert same_actor(text, text) or not read.words
