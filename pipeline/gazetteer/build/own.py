"""What our own data files add: regions and features, aliases, demonyms, preferred senses, states' short forms."""

from collections import defaultdict
from dataclasses import replace

from pipeline.errors import BadInput
from pipeline.gazetteer.build.draft import Draft, DraftRecord
from pipeline.gazetteer.build.shape import Point, distance_km, town_radius_km
from pipeline.gazetteer.build.steps import kind_of
from pipeline.gazetteer.layout import OWN, PREFERRED, WITH_UNIT
from pipeline.gazetteer.place import KINDS, Kind
from pipeline.gazetteer.tables import items, rows

_UNKNOWN_UNIT_RADIUS_KM = 50
_REGION_WEIGHT = 3_000_000
"""Regions have no people of their own in the sources; in news they are as well known as a town of that size."""

_WITH_PEOPLE: tuple[Kind, ...] = ("region", "admin1", "country", "city")


def add_regions(draft: Draft) -> None:
    """Add the historical and informal regions, waters, mountains, quarters and facilities of `regions.tsv`."""
    for names, code, countries, lat, lon, radius, _note in rows("regions.tsv", 7):
        first, *others = items(names)
        inside = items(countries)
        number = draft.add(
            DraftRecord(
                name=first,
                kind=kind_of(code),
                country=inside[0] if inside else "",
                lat=float(lat),
                lon=float(lon),
                radius_km=int(radius),
                feature_code=code,
                population=_REGION_WEIGHT,
            )
        )
        for name in (first, *others):
            draft.call(number, name, OWN)


def add_missing_places(draft: Draft) -> None:
    """Add the towns and villages of `places.tsv`.

    Each is taken to lie in the unit that bears its name, else in the units of the nearest town of its country.
    """
    neighbours = _towns_by_cell(draft)
    for names, code, country, lat, lon, people in rows("places.tsv", 6):
        point = float(lat), float(lon)
        around = _unit_named_after(draft, items(names)[0], country, point) or _nearest(
            draft, neighbours, point, country
        )
        number = draft.add(
            DraftRecord(
                name=items(names)[0],
                kind=kind_of(code),
                country=country,
                lat=point[0],
                lon=point[1],
                radius_km=town_radius_km(int(people)),
                feature_code=code,
                population=int(people),
                admin1=around.admin1 if around else -1,
                admin2=around.admin2 if around else -1,
            )
        )
        for name in items(names):
            draft.call(number, name, OWN)


def _unit_named_after(draft: Draft, name: str, country: str, point: Point) -> DraftRecord | None:
    """Return the unit of level 2 that bears the town's name and lies around it.

    A unit without a town in the sources had only a guess for a point, and now gets the town's.
    """
    number = draft.find(name, country, ("admin2",))
    unit = draft.records[number] if number is not None else None
    if unit is None:
        return None
    if unit.population == 0:
        unit.lat, unit.lon, unit.radius_km = *point, _UNKNOWN_UNIT_RADIUS_KM
    near = distance_km(point, (unit.lat, unit.lon)) < unit.radius_km + _UNKNOWN_UNIT_RADIUS_KM
    return unit if near else None


def _towns_by_cell(draft: Draft) -> dict[tuple[int, int], list[int]]:
    cells: dict[tuple[int, int], list[int]] = defaultdict(list)
    for number, record in enumerate(draft.records):
        if record.kind == "city":
            cells[round(record.lat), round(record.lon)].append(number)
    return cells


def _nearest(draft: Draft, cells: dict[tuple[int, int], list[int]], point: Point, country: str) -> DraftRecord | None:
    lat, lon = round(point[0]), round(point[1])
    around = [
        draft.records[one] for y in range(-2, 3) for x in range(-2, 3) for one in cells.get((lat + y, lon + x), ())
    ]
    inside = [record for record in around if record.country == country]
    return min(inside, key=lambda record: distance_km(point, (record.lat, record.lon)), default=None)


def add_aliases(draft: Draft) -> None:
    """Give gazetteer places the further names of `aliases.tsv`, as good as their own."""
    aliases = list(rows("aliases.tsv", 5))
    places = _find_all(draft, "aliases.tsv", [(name, country, kind) for _alias, name, country, kind, _when in aliases])
    for number, (alias, _name, _country, _kind, when) in zip(places, aliases, strict=True):
        draft.call(number, alias, WITH_UNIT if when == "unit" else OWN)


def prefer(draft: Draft) -> None:
    """Mark the senses that `preferred.tsv` prefers."""
    lines = [(own_name, country, kind) for _name, own_name, country, kind, _why in rows("preferred.tsv", 5)]
    for number, (name, *_rest) in zip(_find_all(draft, "preferred.tsv", lines), rows("preferred.tsv", 5), strict=True):
        draft.call(number, name, PREFERRED)


def add_demonyms(draft: Draft) -> None:
    """Add the people of regions, units and towns at the point of these."""
    lines = [(name, country, "") for _words, name, country in rows("demonyms.tsv", 3)]
    for number, (words, *_rest) in zip(_find_all(draft, "demonyms.tsv", lines), rows("demonyms.tsv", 3), strict=True):
        for word in items(words):
            people = replace(draft.records[number], kind="demonym", admin2=-1, capital=False)
            draft.call(draft.add(people), word, OWN)


def correct_points(draft: Draft) -> None:
    """Give units of which the sources list too few towns the points of `unit_points.tsv`."""
    lines = list(rows("unit_points.tsv", 5))
    numbers = _find_all(draft, "unit_points.tsv", [(name, country, "admin1") for country, name, *_point in lines])
    for number, (_country, _name, lat, lon, radius) in zip(numbers, lines, strict=True):
        record = draft.records[number]
        record.lat, record.lon, record.radius_km = float(lat), float(lon), int(radius)


def call_states(draft: Draft) -> dict[str, int]:
    """Give states their short forms as names; return the record's number of each state's code."""
    numbers = {}
    for code, short_forms, _postal, _lat, _lon in rows("states.tsv", 5):
        numbers[code] = draft.units[code]
        for form in items(short_forms):
            draft.call(numbers[code], form, OWN)
    return numbers


def _find_all(draft: Draft, table: str, lines: list[tuple[str, str, str]]) -> list[int]:
    """Return the places that lines (name, country, kind) of a table name; BadInput names those that are missing."""
    found = [
        draft.find(name, country, tuple(k for k in KINDS if k == kind) or _WITH_PEOPLE) for name, country, kind in lines
    ]
    missing = [
        f"{name} ({country} {kind})" for (name, country, kind), one in zip(lines, found, strict=True) if one is None
    ]
    if missing:
        raise BadInput(f"{table} names what is in no gazetteer: {', '.join(missing)}; mend those lines")
    return [one for one in found if one is not None]
