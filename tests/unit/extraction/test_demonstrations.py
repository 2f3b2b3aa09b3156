"""Demonstrations: told with or without that word, peaceful, violent, or met by the police."""

import pytest
from unit.extraction.cases import Extract, actual, only


@pytest.mark.parametrize(
    "text",
    [
        "Hundreds of residents of Beni sat on the railway line for two hours on Monday to demand electricity.",
        "Some 200 mothers walked from the cathedral to the ministry in Lima on Friday with pictures of their sons.",
        "Thousands of pensioners lined the avenue in Athens with empty pots.",
        "Thousands gathered in Belgrade on Sunday demanding the resignation of the mayor.",
        "Fishermen tied up their boats across the harbour mouth of Palermo to protest against a new tax.",
    ],
)
def test_a_crowd_with_a_demand_demonstrates(extract: Extract, text: str) -> None:
    """Many people who gather, walk, sit or stand somewhere for something are a peaceful protest."""
    assert only(extract(text)).sub_event_type == "Peaceful protest"


@pytest.mark.parametrize(
    "text",
    [
        "About 300 runners gathered in Nakuru on Sunday for the start of the marathon.",
        "A man sat on a bench in Lima on Friday with pictures of his sons.",
        "Thousands of pilgrims walked to the shrine of Fatima on Saturday.",
    ],
)
def test_a_crowd_without_a_demand_is_no_event(extract: Extract, text: str) -> None:
    """A crowd alone demonstrates nothing, nor does one man."""
    assert actual(extract(text)) == []


def test_who_breaks_through_the_police_line_riots(extract: Extract) -> None:
    """Force by the crowd makes it a violent demonstration."""
    event = only(
        extract(
            "Miners protesting in La Paz on Tuesday broke through a police cordon in front of the congress. "
            "Two officers were injured."
        )
    )
    assert event.sub_event_type == "Violent demonstration"


def test_police_hurt_at_a_protest_are_no_battle(extract: Extract) -> None:
    """Officers hurt beside a demonstration belong to it; nobody fought them with arms."""
    found = actual(
        extract(
            "Protesters threw stones at the ministry in Dakar on Friday.\n\nFour officers were hurt and a student "
            "was arrested."
        )
    )
    assert [e.sub_event_type for e in found] == ["Violent demonstration"]
