"""What numbers in words and digits come to."""

import re
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.text.numbers import quantities
from pipeline.text.spelled import NUMBER, scale, value

UNITS = [
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
]  # fmt: skip
TENS = ["", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]


def spell(number: int, *, joint: str = "-", conjunction: str = " and ") -> str:
    """Spell a number from 0 to 999,999 in English."""
    if number >= 1000:
        rest = number % 1000
        between = conjunction if 0 < rest < 100 else " "
        head = spell(number // 1000, joint=joint, conjunction=conjunction) + " thousand"
        return head + (between + spell(rest, joint=joint, conjunction=conjunction) if rest else "")
    if number >= 100:
        rest = number % 100
        return UNITS[number // 100] + " hundred" + (conjunction + spell(rest, joint=joint) if rest else "")
    if number < 20:
        return UNITS[number]
    return TENS[number // 10] + (joint + UNITS[number % 10] if number % 10 else "")


@given(
    st.integers(0, 999_999),
    st.sampled_from(["-", " ", "\u2011"]),
    st.sampled_from([" and ", " "]),
)
def test_round_trip(number: int, joint: str, conjunction: str) -> None:
    """A number that is spelled out is read as one number of the same value."""
    words = spell(number, joint=joint, conjunction=conjunction)
    assert re.fullmatch(NUMBER, words)
    assert value(words) == number


@given(st.integers(1, 999_999))
def test_found_in_text(number: int) -> None:
    """A number that is spelled out or written in figures is found whole in a sentence."""
    for words in (spell(number), f"{number:,}"):
        found = [q for q in quantities(f"Gunmen killed {words} villagers near the river") if q.kind == "count"]
        assert [(q.text, q.best) for q in found] == [(words, number)]


@pytest.mark.parametrize(
    ("words", "number"),
    [
        ("half a dozen", 6),
        ("a half dozen", 6),
        ("half a million", 500_000),
        ("a hundred", 100),
        ("a thousand two hundred", 1200),
        ("two and a half million", 2_500_000),
        ("12 hundred", 1200),
        ("3.5 million", 3_500_000),
        ("20k", 20_000),
        ("5bn", 5_000_000_000),
        ("10\u00a0000", 10_000),
        ("1,234,567", 1_234_567),
    ],
)
def test_value(words: str, number: int) -> None:
    """Halves, dozens, scale words and groups of digits are reckoned in."""
    assert re.fullmatch(NUMBER, words)
    assert value(words) == number


def test_fraction() -> None:
    """Fractions are exact."""
    assert value("7.62") == Decimal("7.62")


def test_scale() -> None:
    """The scale at the end of a number is what a range shares."""
    assert [scale(words) for words in ("three million", "three", "two dozen")] == [1_000_000, 1, 12]
