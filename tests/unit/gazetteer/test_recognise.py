"""Which names are places: spans, cues, vetoes, names in no gazetteer."""

from itertools import pairwise

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from pipeline.gazetteer import Gazetteer, Place
from pipeline.gazetteer.compiled import Compiled
from pipeline.gazetteer.recognise import recognise

NAMES = (
    "Kabul",
    "Gaza",
    "Paris",
    "Khodzhavenskiy",
    "Goma",
    "Sana'a",
    "مصر",
    "Київ",
    "北京",
    "İstanbul",
    "ﬁne",
    "ǅ",
    "Ala.",
)
OTHERS = ("D.C.", "the", "village", "of", "district", "District", "in", "St.", "Gen.", "’s", "'s")
MARKS = (",", "-", "—", ".", "\n", "\n\n", "\u00a0", "\u0301", "😀")
WORDS = st.sampled_from(NAMES + OTHERS + MARKS)


def texts(places: list[Place]) -> list[str]:
    """Give the names as the text writes them."""
    return [place.text for place in places]


@settings(max_examples=300, deadline=None)
@given(st.text(max_size=200) | st.lists(WORDS, max_size=30).map(" ".join), st.text(max_size=50))
@example("Kabul", "")
@example("\ud83d\ude00 Kabul fell. \u0130stanbul, Turkey", "G\u0327oma")
def test_every_mention_is_the_slice_at_its_offsets(compiled: Compiled, text: str, title: str) -> None:
    """For any text in any script, mentions are slices of their field, in order and without overlap."""
    fields = {"title": title, "text": text}
    mentions = recognise(title, text, compiled)
    assert all(fields[one.field][one.start : one.end] == one.text for one in mentions)
    for field in fields:
        spans = [(one.start, one.end) for one in mentions if one.field == field]
        assert spans == sorted(spans)
        assert all(first[1] <= second[0] for first, second in pairwise(spans))
        assert all(start < end for start, end in spans)


@settings(max_examples=100, deadline=None)
@given(text=st.lists(WORDS, max_size=40).map(" ".join))
def test_every_mention_becomes_one_place(gazetteer: Gazetteer, text: str) -> None:
    """Resolving neither loses nor invents a mention, and a place has both coordinates or neither."""
    for place in gazetteer.places("", text):
        assert text[place.start : place.end] == place.text
        assert (place.lat is None) == (place.lon is None) == (place.radius_km is None)


@pytest.mark.parametrize(
    ("text", "span", "unit"),
    [
        ("Two men died in the Khojavend district.", "Khojavend", "district"),
        ("Blasts hit the Nagorno-Karabakh region.", "Nagorno-Karabakh", "region"),
        ("Fighting spread in Helmand province.", "Helmand", "province"),
        ("A bomb went off in the city of Mosul.", "Mosul", None),
        ("Shells fell near Kupiansk.", "Kupiansk", None),
        ("They were stopped on the road to Shusha.", "Shusha", None),
        ("The front runs through Kherson Oblast now.", "Kherson Oblast", "oblast"),
        ("Raiders came from Zamfara State.", "Zamfara State", "state"),
    ],
)
def test_the_span_is_the_name_and_the_word_for_its_unit_is_told(
    gazetteer: Gazetteer, text: str, span: str, unit: str | None
) -> None:
    """Relation words stay outside the span; a capitalised word for a unit belongs to the name."""
    (place,) = gazetteer.places("", text)
    assert (place.text, place.unit) == (span, unit)


def test_between_two_places_both_are_found(gazetteer: Gazetteer) -> None:
    """Both ends of "between X and Y" are places."""
    assert texts(gazetteer.places("", "Troops clashed between Gao and Ansongo.")) == ["Gao", "Ansongo"]


@pytest.mark.parametrize(
    "text",
    [
        "The ambassador spoke of assadism and romanticism.",
        "In May and March the Army marched; on Sunday it rested.",
        "Paris Hilton sang, and Chelsea Manning was freed.",
        "General Austin Miller and Sergeant Jackson gave orders.",
        "The Washington Post and the Jerusalem Post wrote of it.",
        "Real Madrid beat Manchester United.",
        "Boko Haram and the Sinaloa Cartel claimed nothing.",
        "They met in Oxford Street, at 12 Baghdad Road.",
        "The Geneva Conventions and the Minsk agreements were broken.",
        "He taught at the University of Baghdad Hills Church.",
    ],
)
def test_names_of_other_things_are_no_places(gazetteer: Gazetteer, text: str) -> None:
    """Persons, months, papers, clubs, groups, streets and treaties that hold a place's name are left out."""
    assert texts(gazetteer.places("", text)) == []


def test_a_cue_makes_an_ordinary_word_a_place(gazetteer: Gazetteer) -> None:
    """The word "Split" is a town after "in", and a word elsewhere."""
    assert texts(gazetteer.places("", "Police in Split arrested three men.")) == ["Split"]
    assert texts(gazetteer.places("", "Split the bill, he said.")) == []


def test_a_person_named_in_full_takes_the_bare_surname_along(gazetteer: Gazetteer) -> None:
    """After "Boris Houston" a bare "Houston" is that person."""
    text = "Boris Houston, a medic, was shot. Houston told police that he had seen nothing."
    assert texts(gazetteer.places("", text)) == []


def test_a_headline_with_capitals_throughout_is_read(gazetteer: Gazetteer) -> None:
    """Capitals beside a name say nothing in a headline."""
    places = gazetteer.places("Kharkiv Shaken As Missiles Strike Power Plant", "It happened at dawn.")
    assert [(place.text, place.field, place.start) for place in places] == [("Kharkiv", "title", 0)]


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("Troops took the village of Dvanivka.", "Dvanivka", "city"),
        ("Shells hit Tamarashe village.", "Tamarashe", "city"),
        ("A clash took place in Haskanora, North Darfur.", "Haskanora", "city"),
        ("Rebels hold the Lagadudu district.", "Lagadudu", "admin2"),
    ],
)
def test_a_name_in_no_gazetteer_has_no_coordinates(gazetteer: Gazetteer, text: str, name: str, kind: str) -> None:
    """The words around it show that it is a place; where it lies is not made up."""
    place = next(place for place in gazetteer.places("", text) if place.text == name)
    assert (place.kind, place.lat, place.lon, place.country, place.geonameid) == (kind, None, None, None, None)


@pytest.mark.parametrize("text", ["A Kurdish village burned.", "Every village burned.", "The town of the dead."])
def test_a_people_or_an_article_before_a_village_is_no_name(gazetteer: Gazetteer, text: str) -> None:
    """The words "Kurdish village" and "Every village" name no place."""
    assert texts(gazetteer.places("", text)) == []


@pytest.mark.parametrize(
    ("word", "name", "country"),
    [
        ("Khodzhavenskiy", "Khojavend", "AZE"),
        ("Lachinskiy", "Laç\u0131n", "AZE"),
        ("Shushinskiy", "Shusha", "AZE"),
        ("Donetskaya", "Donetsk", "UKR"),
        ("Kramatorskyi", "Kramatorskyi Raion", "UKR"),
    ],
)
def test_an_adjective_before_district_gives_its_place(gazetteer: Gazetteer, word: str, name: str, country: str) -> None:
    """Transliterated adjectives lead to the place that they are formed from, in that country."""
    (place,) = gazetteer.places("", f"Two people were wounded in the {word} district.")
    assert (place.text, place.name, place.country) == (word, name, country)
