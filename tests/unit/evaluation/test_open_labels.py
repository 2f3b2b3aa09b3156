"""The labels of the open set keep to the code lists of docs/coding.md."""

from pathlib import Path

from pipeline.evaluation.dataset import load
from pipeline.extraction.tables import read

OPEN = Path(__file__).parents[3] / "evaluation" / "open"


def test_weapons_are_of_the_list() -> None:
    """A label names weapons by the nouns of the coding rules, not by the article's own words."""
    known = {row["weapon"] for row in read("armament.tsv")}
    told = {weapon for item in load(OPEN) for event in item.events for weapon in event.weapons}
    assert told <= known
