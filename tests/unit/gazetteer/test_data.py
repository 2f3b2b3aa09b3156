"""The data files keep to their form, and their points lie where the towns of their countries lie."""

from collections import Counter, defaultdict
from importlib.resources import files

import pytest

from pipeline.gazetteer.build.shape import distance_km
from pipeline.gazetteer.compiled import Compiled
from pipeline.gazetteer.normal import key_of
from pipeline.gazetteer.place import KINDS
from pipeline.gazetteer.tables import items, rows
from pipeline.gazetteer.words import load_words

WIDTHS = {
    "aliases.tsv": (4, 5),
    "countries.tsv": (5, 5),
    "demonyms.tsv": (3, 3),
    "first_names.tsv": (2, 2),
    "never.tsv": (2, 2),
    "places.tsv": (6, 6),
    "preferred.tsv": (5, 5),
    "regions.tsv": (7, 7),
    "states.tsv": (5, 5),
    "word_classes.tsv": (3, 3),
}

AT_SEA = ("SEA", "OCN", "GULF", "STRT", "BAY", "CHN", "SHOL")

Towns = dict[str, list[tuple[float, float]]]


@pytest.fixture(scope="module")
def towns(compiled: Compiled) -> Towns:
    """Give the points of each country's towns that come from the sources."""
    found: Towns = defaultdict(list)
    for record in map(compiled.record, range(len(compiled))):
        if record.kind == "city" and record.geonameid:
            found[record.country].append((record.lat, record.lon))
    return found


@pytest.mark.parametrize("name", sorted(WIDTHS))
def test_every_line_has_its_columns(name: str) -> None:
    """No line has a cell too few or too many, and the file says in a comment what its columns are."""
    lines = files("pipeline.gazetteer").joinpath("data", name).read_text(encoding="utf-8").splitlines()
    least, most = WIDTHS[name]
    wrong = [line for line in lines if not line.startswith("#") and not least <= len(line.split("\t")) <= most]
    assert not wrong
    assert any(line.startswith("#") and "\t" in line for line in lines)


def test_no_alias_stands_twice() -> None:
    """An alias of one kind and country means one place."""
    seen = Counter((key_of(alias), country, kind) for alias, _name, country, kind, _when in rows("aliases.tsv", 5))
    assert not [alias for alias, times in seen.items() if times > 1]


def test_aliases_name_kinds_and_conditions_that_exist() -> None:
    """The kind of an alias is one of the contract's, its condition empty or "unit"."""
    assert {kind for *_rest, kind, _when in rows("aliases.tsv", 5)} <= set(KINDS)
    assert {when for *_rest, when in rows("aliases.tsv", 5)} <= {"", "unit"}


def test_country_codes_are_those_of_the_contract(towns: Towns) -> None:
    """Every country in a table is an ISO alpha-3 code that has towns, Kosovo's being KOS."""
    used = {code for code, *_rest in rows("countries.tsv", 5)} | {row[2] for row in rows("places.tsv", 6)}
    used |= {code for row in rows("regions.tsv", 7) for code in items(row[2])}
    used |= {row[2] for name, width in (("aliases.tsv", 5), ("demonyms.tsv", 3)) for row in rows(name, width)}
    assert "KOS" in towns
    assert "XKX" not in towns
    assert used - {"", "ATA"} <= set(towns)


def test_points_of_missing_places_lie_among_the_towns_of_their_country(towns: Towns) -> None:
    """A place added by hand has a town of its own country near: a swapped or mistyped coordinate has none."""
    far = [
        (names, country)
        for names, _code, country, lat, lon, _people in rows("places.tsv", 6)
        if _nearest_km(towns[country], float(lat), float(lon)) > 260
    ]
    assert not far


def test_points_of_regions_lie_in_reach_of_a_town_of_their_country(towns: Towns) -> None:
    """A region, mountain or facility with a country has a town of that country within its reach and 150 km."""
    far = [
        names
        for names, code, countries, lat, lon, radius, _note in rows("regions.tsv", 7)
        if countries not in ("", "ATA")
        and code not in AT_SEA
        and _nearest_km(towns[items(countries)[0]], float(lat), float(lon)) > int(radius) + 150
    ]
    assert not far


def test_a_word_is_forbidden_or_needs_a_cue_but_not_both() -> None:
    """No word stands in both lists, and both are written folded."""
    words = load_words()
    assert not words.never & words.stop
    assert all(key_of(word) == word for word in words.never | words.stop)


def test_word_classes_are_folded() -> None:
    """Words of the classes are compared folded, so they are written so."""
    wrong = [word for words in load_words().classes.values() for word in words if word != word.lower()]
    assert not wrong


def _nearest_km(points: list[tuple[float, float]], lat: float, lon: float) -> float:
    near = [point for point in points if abs(point[0] - lat) < 3]
    return min((distance_km((lat, lon), point) for point in near), default=9999)
