"""Deeds told without the usual verb and object: "fired without a word", "took eleven miners away", "cease fire"."""

import pytest
from unit.extraction.cases import Extract, actual, only


@pytest.mark.parametrize(
    ("text", "sub_event"),
    [
        ("Gunmen came into a bar in Irbid on Monday night and fired without a word. Six people died.", "Attack"),
        (
            "Two men on a motorbike opened fire on those who were queueing in Tegucigalpa on Sunday. Four died.",
            "Attack",
        ),
        ("On Friday Al Shabaab stormed an army post near Garissa, killing four soldiers.", "Armed clash"),
        (
            "The Ethiopian air force destroyed a column of rebel lorries near Dessie on Monday, a general said.",
            "Air/drone strike",
        ),
        (
            "Armed men dragged fourteen women from buses near Zinder on Sunday.",
            "Abduction/forced disappearance",
        ),
        ("Villagers captured four guerrillas near Puerto Asís on Thursday and took their rifles away.", "Arrests"),
        ("Thirty soldiers fell in the fight near Falam on Tuesday, the rebels said.", "Armed clash"),
        ("Yemen's warring parties freed 60 prisoners in a swap near Taiz on Monday, mediators said.", "Agreement"),
        (
            "Some 300 women walked in silence to the town hall of Ghent on Sunday to demand justice for two girls.",
            "Peaceful protest",
        ),
        (
            "Mauritania has set up a new post with 80 guards near Fassala, the border service said on Monday.",
            "Headquarters or base established",
        ),
    ],
)
def test_a_deed_is_found_in_other_words(extract: Extract, text: str, sub_event: str) -> None:
    """What English says in several ways is one kind of event."""
    assert sub_event in [e.sub_event_type for e in actual(extract(text))]


def test_the_name_behind_a_day_is_the_doer(extract: Extract) -> None:
    """In "On Friday Al Shabaab stormed …" the group is no part of the day."""
    event = only(extract("On Friday Al Shabaab stormed an army post near Garissa, killing four soldiers."))
    assert [a.text for a in event.actors if a.role == "actor"] == ["Al Shabaab"]


@pytest.mark.parametrize(
    "text",
    [
        "The minister came under fire from the opposition in Oslo on Monday for a tax on diesel.",
        "The fight against malaria in Kampala goes on, doctors said on Monday.",
        "The coach was fired by Hertha in Berlin on Monday after six defeats.",
    ],
)
def test_figures_of_speech_are_no_deeds(extract: Extract, text: str) -> None:
    """Critics who fire, and fights against a disease, hurt nobody."""
    assert actual(extract(text)) == []
