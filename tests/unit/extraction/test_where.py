"""Where an event was: its own place among those named, how it lies to it, and what is inferred."""

import pytest
from unit.extraction.cases import Extract, actual, only


@pytest.mark.parametrize(
    ("text", "name", "precision", "relation"),
    [
        ("Missiles hit a depot in Crimea on Monday, killing two people.", "Crimea", "region", None),
        ("A bomb killed two farmers in Kutum, in North Darfur, on Monday.", "Kutum", "place", None),
        ("A bomb killed two farmers near Kutum on Monday.", "Kutum", "near", "near"),
        ("A bomb killed two farmers 20 km east of Kutum on Monday.", "Kutum", "near", "20 km east of"),
        ("A mine killed two farmers on the road to Kutum on Monday.", "Kutum", "near", "on the road to"),
        ("A mine killed two drivers between Herat and Farah on Monday.", "Herāt", "linear", "between"),
        ("A bomb killed two farmers in the North Darfur region on Monday.", "North Darfur", "admin1", None),
        ("Rebels took the centre of Masisi in North Kivu on Friday.", "Masisi", "place", None),
        ("Gunmen killed two farmers near Nyamazira in North Kivu on Friday.", "Nyamazira", "near", "near"),
        ("A blast rocked Kabul on Monday, killing three people.", "Kabul", "place", None),
        ("Gunmen killed two farmers in the Çukurca district on Monday.", "Çukurca", "admin2", None),
        ("Gunmen killed two farmers on the Goma-Sake road on Monday.", "Goma", "linear", "on the road between"),
        ("Gunmen killed two guards at the entrance to Kutum on Monday.", "Kutum", "near", "entrance of"),
        ("A bomb killed two farmers near the town of Kutum on Monday.", "Kutum", "near", "near"),
        ("Gunmen killed two fishermen on the Lukuga river on Monday.", "Lukuga", "linear", None),
        ("Rebels fired on a ship in the Red Sea on Monday, killing two sailors.", "Red Sea", "sea", None),
    ],
)
def test_the_events_own_place_is_found(
    extract: Extract, text: str, name: str, precision: str, relation: str | None
) -> None:
    """The smallest unit that its own words name, with the relation in their words."""
    place = only(extract(text)).location
    assert place is not None
    assert (place.name, place.precision, place.relation) == (name, precision, relation)


def test_whose_people_they_are_is_no_place(extract: Extract) -> None:
    """Kenyan soldiers who die in Somalia die in Somalia, and the speaker's seat does not matter."""
    event = only(extract("Two Kenyan soldiers were killed by a mine near Dhobley on Monday, Nairobi said."))
    assert event.location is not None
    assert event.location.name == "Dhobley"


def test_a_noun_takes_the_place_that_it_stands_for(extract: Extract) -> None:
    """The town is the town named before."""
    text = "Rebels have surrounded Beni since May. On Monday gunmen killed four traders in the town."
    places = [e.location.name for e in actual(extract(text)) if e.location and e.fatalities]
    assert places == ["Beni"]


def test_an_event_without_a_place_is_where_the_one_before_was(extract: Extract) -> None:
    """Then the place is derived, and the event says so."""
    text = "Gunmen killed four traders in Beni on Monday. An hour later a bomb exploded, wounding a driver."
    second = actual(extract(text))[1]
    assert second.location is not None
    assert second.location.name == "Beni"
    assert "/location/name" in second.derived


def test_a_place_that_nobody_knows_has_no_coordinates(extract: Extract) -> None:
    """Coordinates are never invented; the country is what the words around say."""
    place = only(extract("Gunmen killed two farmers near Nyamazira in North Kivu on Friday.")).location
    assert place is not None
    assert (place.lat, place.lon, place.geonameid, place.country) == (None, None, None, "COD")


def test_the_spot_that_a_later_sentence_names_is_the_place(extract: Extract) -> None:
    """The lead names the province, the next sentence the town."""
    text = "Gunmen killed nine farmers in Zamfara on Monday. The attackers came on motorcycles, said a trader in Anka."
    place = actual(extract(text))[0].location
    assert place is not None
    assert place.name == "Anka"


def test_a_far_namesake_is_not_the_place(extract: Extract) -> None:
    """In an article about Mali a name that only Brazil has is a place in Mali without coordinates."""
    text = (
        "Gunmen killed four herders near Telabit on Monday. The army of Mali has posts in Gao and Kidal. "
        "Traders in Timbuktu and Gao have closed their shops."
    )
    place = only(extract(text)).location
    assert place is not None
    assert (place.name, place.country, place.lat) == ("Telabit", "MLI", None)


def test_a_thing_that_is_called_like_a_place_is_none(extract: Extract) -> None:
    """A car has the name of a town."""
    place = only(extract("Gunmen in a Lada shot dead a judge in Nazran on Monday.")).location
    assert place is not None
    assert place.text == "Nazran"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Marisol Cardenas was among four teachers whom gunmen shot dead in Maracaibo on Monday.", "Maracaibo"),
        ("Dozens of activists staged a sit-in in House Speaker Tom Whitford's office in Lansing on Monday.", "Lansing"),
        ("Soldiers killed nine al-Shabab fighters in clashes near Dinsoor on Monday.", "Diinsoor"),
    ],
)
def test_what_somebody_is_called_is_no_place(extract: Extract, text: str, name: str) -> None:
    """A person, an office and an armed group may bear the name of a town."""
    assert [e.location.name for e in actual(extract(text)) if e.location] == [name]


def test_a_state_does_not_hit_itself(extract: Extract) -> None:
    """Where no place is told, the land whose towns were hit is nearer than the one that hit them."""
    place = only(extract("Iran fired a dozen missiles at Iraqi villages on Monday.")).location
    assert place is not None
    assert place.country == "IRQ"


def test_what_somebody_lays_an_event_into_goes_before_who_speaks(extract: Extract) -> None:
    """A government is named by its capital; "in" names a place."""
    text = "Kabul said four guards were killed.\n\nA bomb had gone off, it said. Elders in Khost spoke of panic."
    place = only(extract(text)).location
    assert place is not None
    assert place.name != "Kabul"


@pytest.mark.parametrize(
    "text",
    [
        "A pilot jumped out on Sunday and sent the base scrambling for the fighter jet near Tucson.",
        "A group of senators sent a letter on Monday that asks for missiles for the army.",
        "A fire in a block of flats in Da Nang killed ten people on Monday.",
        "A small plane with four aboard went missing near Nome on Sunday.",
    ],
)
def test_no_force_no_event(extract: Extract, text: str) -> None:
    """A weapon that is only named, a fire and a lost plane are no attack and no abduction."""
    assert not [e for e in actual(extract(text)) if e.event_type]


def test_the_text_says_how_far_from_the_headlines_place(extract: Extract) -> None:
    """A headline names the town alone, where the text tells that it was outside."""
    place = only(extract("Rebels stormed a post outside Kutum on Monday.", title="Five die in Kutum")).location
    assert place is not None
    assert (place.precision, place.relation) == ("near", "outside")


def test_a_name_once_borne_stays_its_bearers(extract: Extract) -> None:
    """A surname that stands alone later in the article is no town either."""
    text = "Marisol Cardenas led a march in Caracas on Monday. Hundreds of protesters held up portraits of Cardenas."
    assert {e.location.name for e in actual(extract(text)) if e.location} == {"Caracas"}


def test_a_dateline_may_end_in_a_day_and_a_colon(extract: Extract) -> None:
    """The town before the colon is where the report was written."""
    text = "Srinagar, Nov 6: Two labourers were killed when gunmen shot at them in Kulgam on Sunday, police said."
    place = only(extract(text)).location
    assert place is not None
    assert place.name == "Kulgam"
