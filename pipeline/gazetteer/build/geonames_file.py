"""Reading a GeoNames file of the user's, to add what the packages lack: quarters, villages, rivers, airports, camps.

The format is that of GeoNames' own dumps (allCountries.txt, or one country's file): 19 tab-separated columns without a
header. See the readme of the dumps for what they mean.
"""

from collections.abc import Iterator
from pathlib import Path

from pipeline.errors import BadInput
from pipeline.gazetteer.build.shape import Point
from pipeline.gazetteer.build.sources import PlaceRow

_COLUMNS = 19
_UNITS = ("PCL", "ADM1", "ADM2")
_CLASSES = frozenset("AHLPSTV")
"""Feature classes read: units, waters, areas, towns, buildings, mountains, forests; not roads and undersea features."""


def read_geonames_file(path: Path) -> Iterator[PlaceRow]:
    """Yield the rows of the file; raise BadInput naming the first line that is none of this format."""
    try:
        with path.open(encoding="utf-8") as file:
            for number, line in enumerate(file, 1):
                row = _row(line.rstrip("\n").split("\t"), path, number)
                if row is not None:
                    yield row
    except OSError as error:
        raise BadInput(f"cannot read the GeoNames file {path}: {error.strerror}") from error


def _row(cells: list[str], path: Path, number: int) -> PlaceRow | None:
    if len(cells) != _COLUMNS:
        raise BadInput(f"{path}, line {number}: a GeoNames dump has {_COLUMNS} columns, not {len(cells)}")
    geonameid, name, ascii_name, alternates, lat, lon, feature_class, code, country, _cc2, admin1, admin2, *_rest = (
        cells
    )
    if feature_class not in _CLASSES or not country:
        return None
    first_level = f"{country}.{admin1}"
    try:
        return PlaceRow(
            geonameid=int(geonameid),
            name=name,
            alternates=[ascii_name, *filter(None, alternates.split(","))],
            lat=float(lat),
            lon=float(lon),
            country=country,
            admin1=first_level,
            population=int(cells[14] or 0),
            feature_code=code or "PPL",
            admin2=f"{first_level}.{admin2}" if admin2 else "",
        )
    except ValueError as error:
        raise BadInput(f"{path}, line {number}: {error}") from error


def merge(places: list[PlaceRow], more: list[PlaceRow]) -> list[PlaceRow]:
    """Return the places with those of the file added; where both have one, the file's feature code and point are taken.

    Countries and units are left out: the packages list them, and `points_of_units` takes their points from the file.
    """
    known = {place.geonameid: place for place in places}
    for row in more:
        place = known.get(row.geonameid)
        if place is not None:
            place.feature_code, place.lat, place.lon = row.feature_code, row.lat, row.lon
            place.alternates = [*place.alternates, *row.alternates]
        elif not row.feature_code.startswith(_UNITS):
            known[row.geonameid] = row
    return list(known.values())


def points_of_units(more: list[PlaceRow]) -> dict[int, Point]:
    """Return the file's own points of countries and units, by geonameid."""
    return {row.geonameid: (row.lat, row.lon) for row in more if row.feature_code.startswith(_UNITS)}
