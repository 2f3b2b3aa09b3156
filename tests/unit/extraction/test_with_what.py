"""With what an event was done: weapons that are named, and those that its words imply."""

import pytest
from unit.extraction.cases import Extract, actual, only


@pytest.mark.parametrize(
    ("text", "weapons"),
    [
        ("Gunmen shot dead two farmers in Beni on Monday.", {"firearm"}),
        ("Soldiers opened fire on protesters in Beni on Monday, killing two.", {"firearm"}),
        ("Rebels stabbed a mayor to death in Beni on Monday.", {"blade"}),
        ("A mob stoned a man to death in Beni on Monday.", {"stones"}),
        ("Rioters set fire to a police station in Beni on Monday.", {"fire"}),
        ("Protesters threw petrol bombs at police in Athens on Monday.", {"fire"}),
        ("Warplanes bombed a market in Idlib on Monday, killing two.", {"aircraft", "bomb"}),
        ("A car packed with explosives blew up at a gate in Kabul on Monday, killing two.", {"car bomb"}),
        ("A bomber blew himself up in Quetta on Monday, killing two.", {"suicide bomb"}),
        ("A mortar shell hit a house in Nikopol on Monday, killing two.", {"mortar"}),
        ("A farmer stepped on a mine near Taiz on Monday and died.", {"landmine"}),
        ("Some 900 people marched peacefully in Lima on Monday; last year police had fired tear gas.", set()),
    ],
)
def test_weapons_are_read(extract: Extract, text: str, weapons: set[str]) -> None:
    """A word that implies a weapon tells of it as its name does."""
    assert set(actual(extract(text))[0].weapons) == weapons


def test_a_weapon_belongs_to_the_nearest_deed(extract: Extract) -> None:
    """Of two deeds in one sentence, each has its own."""
    text = "Gunmen shot dead a judge in Kandahar on Monday, and on Sunday a landmine killed a farmer in Zabul."
    assert {e.weapons for e in actual(extract(text))} == {("firearm",), ("landmine",)}


def test_each_weapon_has_its_words(extract: Extract) -> None:
    """The evidence of a weapon is where it is named."""
    event = only(extract("Rebels fired rockets at a base near Goma on Monday, killing two soldiers."))
    assert [e.text for e in event.evidence if e.for_ == "/weapons/0"] == ["rockets"]
