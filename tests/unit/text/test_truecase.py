"""Upper-case wires in ordinary case."""

import pytest

from pipeline.text.truecase import is_upper, truecase

WIRES = [
    (
        "ARMED MEN ATTACKED THE VILLAGE OF CHALATENANGO ON TUESDAY AND KILLED TWO FARMERS.",
        "Armed men attacked the village of Chalatenango on Tuesday and killed two farmers.",
    ),
    (
        "THE FMLN SAID THAT SALVADORAN TROOPS SHELLED THE HILL. THE U.S. EMBASSY GAVE NO COMMENT.",
        "The FMLN said that Salvadoran troops shelled the hill. The U.S. embassy gave no comment.",
    ),
    ("TWO APCS AND AN M-16 RIFLE WERE SEIZED IN MAY.", "Two APCs and an M-16 rifle were seized in may."),
    ("GUERRILLAS KIDNAPPED MAYOR RICARDO CASTELLAR.", "Guerrillas kidnapped mayor Ricardo Castellar."),
    (
        '"THEY FIRED AT US," SAID A PEASANT FROM SAN LUIS DE LA REINA.',
        '"They fired at us," said a peasant from San Luis de la Reina.',
    ),
    (
        "SOLDIERS STOPPED, RUNNING OUT OF FUEL; THEY DIDN'T FIRE.",
        "Soldiers stopped, running out of fuel; they didn't fire.",
    ),
]


@pytest.mark.parametrize(("wire", "cased"), WIRES)
def test_wires(wire: str, cased: str) -> None:
    """Words of the dictionary are written small, names and acronyms keep their capitals."""
    assert truecase(wire) == cased


@pytest.mark.parametrize(
    ("text", "upper"),
    [
        ("BOMB KILLS TWO IN KABUL", True),
        ("THE POST LIES 3 km FROM TOWN, THE ARMY SAID", True),
        ("Bomb kills two in Kabul", False),
        ("UN", False),
        ("The UN and NATO", False),
        ("", False),
        ("爆炸造成三人死亡", False),
    ],
)
def test_is_upper(text: str, upper: bool) -> None:
    """A text in capitals is one but for a word or so, and longer than an acronym."""
    assert is_upper(text) is upper
