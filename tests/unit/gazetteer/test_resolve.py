"""Which of several places of one name is meant."""

import pytest

from pipeline.gazetteer import Gazetteer, Place


def first(gazetteer: Gazetteer, name: str, text: str, home: str | None = None) -> Place:
    """Give the first place of that name in a text."""
    return next(place for place in gazetteer.places("", text, home) if place.text == name)


@pytest.mark.parametrize(
    ("name", "text", "country"),
    [
        ("Tripoli", "Shells fell on Tripoli, Libya, overnight.", "LBY"),
        ("Tripoli", "Shells fell on Tripoli, Lebanon, overnight.", "LBN"),
        ("Paris", "A man was shot in Paris, Texas.", "USA"),
        ("Valencia", "Police in Valencia, Carabobo, fired on the crowd.", "VEN"),
        ("Alexandria", "A church burned in Alexandria, in Egypt's north.", "EGY"),
        ("Hyderabad", "Police in Pakistan's Hyderabad arrested six men.", "PAK"),
        ("Hyderabad", "Police in India's Hyderabad arrested six men.", "IND"),
    ],
)
def test_what_a_place_is_said_to_lie_in_decides(gazetteer: Gazetteer, name: str, text: str, country: str) -> None:
    """A country or a unit behind a comma, after "in" or in the possessive settles the name."""
    assert first(gazetteer, name, text).country == country


def test_neighbours_decide(gazetteer: Gazetteer) -> None:
    """Among towns of Valle del Cauca, Palmira and Florida are not those of Syria and the United States."""
    text = "Rebels attacked police in Jamundi, Palmira, Florida and Pradera, near Cali in Colombia."
    assert {place.country for place in gazetteer.places("", text)} == {"COL"}


def test_a_name_means_one_place_throughout_a_document(gazetteer: Gazetteer) -> None:
    """What one mention shows holds for the bare name elsewhere."""
    text = "Tripoli was quiet. Later a bomb went off in Tripoli, Lebanon."
    mentions = [place for place in gazetteer.places("Blast in Tripoli", text) if place.text == "Tripoli"]
    assert [place.country for place in mentions] == ["LBN"] * 3


@pytest.mark.parametrize(
    ("text", "kind", "feature_code"),
    [
        ("A bomb went off in Homs.", "city", "PPL"),
        ("A bomb went off in Homs province.", "admin1", "ADM1"),
        ("A bomb went off in the Homs governorate.", "admin1", "ADM1"),
        ("A bomb went off in the city of Homs.", "city", "PPL"),
    ],
)
def test_the_word_for_a_unit_chooses_between_town_and_unit(
    gazetteer: Gazetteer, text: str, kind: str, feature_code: str
) -> None:
    """Beside "province" a name means the unit, alone or beside "city" the town."""
    (place,) = gazetteer.places("", text)
    assert (place.kind, place.feature_code) == (kind, feature_code)


def test_precision_goes_by_the_feature_code_not_by_the_word(gazetteer: Gazetteer) -> None:
    """Azerbaijan's districts are units of level 1 in GeoNames."""
    place = first(gazetteer, "Khojavend", "Two men died in the Khojavend district of Azerbaijan.")
    assert (place.kind, place.feature_code, place.country) == ("admin1", "ADM1", "AZE")


def test_units_that_a_place_lies_in_are_named(gazetteer: Gazetteer) -> None:
    """A town comes with its units of both levels, its point, its reach and its GeoNames id."""
    place = first(gazetteer, "Bakhmut", "Fighting went on in Bakhmut, Ukraine.")
    assert (place.admin1, place.admin2) == ("Donetsk", "Bakhmut Raion")
    assert (place.lat, place.lon) == pytest.approx((48.59, 38.0), abs=0.05)
    assert place.geonameid is not None
    assert place.radius_km is not None


@pytest.mark.parametrize(("home", "country"), [("GBR", "GBR"), ("USA/Ohio", "USA"), (None, "GBR")])
def test_the_home_of_a_source_settles_what_the_text_leaves_open(
    gazetteer: Gazetteer, home: str | None, country: str
) -> None:
    """A paper from Ohio means the Oxford there."""
    assert first(gazetteer, "Oxford", "Two men were shot in Oxford.", home).country == country


def test_a_capital_is_the_town_and_not_the_region_around_it(gazetteer: Gazetteer) -> None:
    """A bare "Moscow" or "Baghdad" is the city."""
    for name in ("Moscow", "Baghdad", "Yerevan", "Kabul"):
        place = first(gazetteer, name, f"Officials in {name} denied it.")
        assert (place.kind, place.feature_code) == ("city", "PPLC")


@pytest.mark.parametrize(
    ("text", "name", "kind", "country"),
    [
        ("Fighting flared in Nagorno-Karabakh.", "Nagorno-Karabakh", "region", "AZE"),
        ("Fighting flared in Artsakh.", "Nagorno-Karabakh", "region", "AZE"),
        ("Ships were attacked in the Red Sea.", "Red Sea", "feature", None),
        ("Camps in Darfur were burned.", "Darfur", "region", "SDN"),
        ("A shell hit the Zaporizhzhia nuclear power plant.", "Zaporizhzhia nuclear power plant", "facility", "UKR"),
        ("The Chechen fighters left.", "Chechnya", "demonym", "RUS"),
        ("Serbs blocked roads in Kosovo.", "Serbia", "demonym", "SRB"),
        ("Police raided homes in Kosovo.", "Kosovo", "country", "KOS"),
        ("Gaza was bombed again.", "Gaza", "region", "PSE"),
    ],
)
def test_regions_waters_facilities_and_peoples(
    gazetteer: Gazetteer, text: str, name: str, kind: str, country: str | None
) -> None:
    """What GeoNames' towns lack is known by our own tables, each in the contract's kind."""
    place = gazetteer.places("", text)[0]
    assert (place.name, place.kind, place.country) == (name, kind, country)
