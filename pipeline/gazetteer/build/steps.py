"""Putting the gazetteer together, step by step: countries, units, towns, then what our own data files say of them."""

import re
from collections import defaultdict
from functools import cache

from pipeline.gazetteer.build import sources
from pipeline.gazetteer.build.draft import Draft, DraftRecord
from pipeline.gazetteer.build.naming import COUNTY, english_name, is_alternate, is_latin_name, without_generic
from pipeline.gazetteer.build.shape import Point, disk_radius_km, middle, reach_km, town_radius_km
from pipeline.gazetteer.layout import ALTERNATE, OWN, WITH_UNIT
from pipeline.gazetteer.normal import key_of
from pipeline.gazetteer.place import Kind
from pipeline.gazetteer.tables import items, rows

_COUNTRY_CELL = 0.5
_UNIT_CELL = {1: 0.5, 2: 0.1}
"""Cells, in degrees, in which places are counted once for the point of a country or a unit."""
_MOST, _MUCH = 0.5, 0.35
"""Share of a unit's people in its town from which the bare name means the town; less where both have one name."""
_KNOWN_TOWN = 50_000
_LEAST_RADIUS_KM = {1: 15, 2: 10}
"""A unit reaches farther than its few places in the sources."""


def add_countries(draft: Draft, countries: list[sources.CountryRow], places: list[sources.PlaceRow]) -> None:
    """Add each country with its names, and its people as demonyms at the same point."""
    points: dict[str, list[Point]] = defaultdict(list)
    for place in places:
        points[place.country].append((place.lat, place.lon))
    by_hand = {code: cells for code, *cells in rows("countries.tsv", 5)}
    for country in countries:
        lat, lon, names, demonyms = by_hand.get(country.iso3, ["", "", "", ""])
        if not lat and country.code not in points:
            continue  # uninhabited islands
        point = (float(lat), float(lon)) if lat else middle(points[country.code], _COUNTRY_CELL)
        _add_country(draft, country, point, items(names), items(demonyms))


def _add_country(
    draft: Draft, country: sources.CountryRow, point: Point, names: list[str], demonyms: list[str]
) -> None:
    def record(kind: Kind) -> DraftRecord:
        radius, people = disk_radius_km(country.area_km2), country.population
        return DraftRecord(
            country.name, kind, country.iso3, *point, radius, "PCLI", population=people, geonameid=country.geonameid
        )

    number = draft.add(record("country"))
    for name in {country.name, *names, *filter(is_latin_name, country.names)} - set(demonyms):
        draft.call(number, name, OWN)
    for demonym in demonyms:
        draft.call(draft.add(record("demonym")), demonym, OWN)


def add_units(
    draft: Draft,
    units: list[sources.UnitRow],
    places: list[sources.PlaceRow],
    iso3: dict[str, str],
    points: dict[int, Point],
) -> None:
    """Add the administrative units; each gets its reach and people from the places that lie in it, and its point.

    `points` are points that a source gives, by geonameid; a unit without one gets the middle of its places.
    """
    inside: dict[str, list[sources.PlaceRow]] = defaultdict(list)
    for place in places:
        inside[place.admin1].append(place)
        if place.admin2:
            inside[place.admin2].append(place)
    given = {code: (float(lat), float(lon)) for code, _short, _postal, lat, lon in rows("states.tsv", 5)}
    for unit in units:
        country = unit.code[:2]
        members = inside.get(unit.code) or inside.get(unit.parent)
        if members is None or country not in iso3:
            continue
        around = [(place.lat, place.lon) for place in members]
        centre = points.get(unit.geonameid) or given.get(unit.code) or middle(around, _UNIT_CELL[unit.level])
        draft.add_unit(
            unit.code,
            DraftRecord(
                name=english_name(unit.name, unit.aliases),
                kind="admin1" if unit.level == 1 else "admin2",
                country=iso3[country],
                lat=centre[0],
                lon=centre[1],
                radius_km=max(_LEAST_RADIUS_KM[unit.level], reach_km(centre, around)),
                feature_code=f"ADM{unit.level}",
                population=sum(place.population for place in inside.get(unit.code, ())),
                geonameid=unit.geonameid,
                admin1=draft.units.get(unit.parent, -1) if unit.level == 2 else len(draft.records),
            ),
        )
        _call_unit(draft, unit)


def _call_unit(draft: Draft, unit: sources.UnitRow) -> None:
    """Give a unit its names; a bare county name ("Orange") means the county only beside the word."""
    number = draft.units[unit.code]
    record = draft.records[number]
    if unit.level == 2:
        record.admin2 = number
    american_county = unit.code.startswith("US.") and unit.level == 2
    draft.call(number, unit.name, OWN)
    draft.call(number, record.name, ALTERNATE)
    county = COUNTY.match(unit.name)
    if county and unit.level == 2:
        draft.call(number, county[1], WITH_UNIT)
    for alias in unit.aliases:
        if is_latin_name(alias):
            bare = american_county and not COUNTY.match(alias)
            draft.call(number, alias, WITH_UNIT if bare else ALTERNATE)
    for name in (unit.name, *unit.aliases):
        bare_name = None if american_county else without_generic(name)
        if bare_name and is_latin_name(bare_name):
            draft.call(number, bare_name, ALTERNATE)


def add_places(
    draft: Draft, places: list[sources.PlaceRow], iso3: dict[str, str], capitals: set[tuple[str, str]]
) -> None:
    """Add the towns and whatever else the sources list, with their alternate names."""
    for place in places:
        if place.country not in iso3:
            continue
        own = key_of(place.name)
        capital = (place.country, own) in capitals
        number = draft.add(
            DraftRecord(
                name=place.name,
                kind=kind_of(place.feature_code),
                country=iso3[place.country],
                lat=place.lat,
                lon=place.lon,
                radius_km=town_radius_km(place.population),
                feature_code="PPLC" if capital else place.feature_code,
                population=place.population,
                geonameid=place.geonameid,
                admin1=draft.units.get(place.admin1, -1),
                admin2=draft.units.get(place.admin2, -1),
                capital=capital,
            )
        )
        keys = {key_of(name) for name in place.alternates if is_alternate(name)}
        draft.call_by_key(number, own, OWN)
        for key in keys:
            draft.call_by_key(number, key, ALTERNATE)
        _lend_names_to_units(draft, number, own, keys)


def _lend_names_to_units(draft: Draft, town: int, own: str, keys: set[str]) -> None:
    """Let each unit bear, beside a word for units, the names of the town that it is named after.

    GeoNames gives towns many more transliterations than units: with the town's "Khodzhavend", the unit is found in
    "Khodzhavend district". Where most of a unit's people live in the town ("Moscow", "Baghdad"), the bare name means
    the town.
    """
    seat = draft.records[town]
    for unit in {seat.admin1, seat.admin2} - {-1}:
        names, record = draft.unit_names[unit], draft.records[unit]
        if own not in names:
            continue
        for key in keys - names:
            draft.call_by_key(unit, key, WITH_UNIT)
        same_name = key_of(record.name) == own
        share = _MUCH if same_name else _MOST
        if record.kind == "admin1" and seat.population >= share * record.population:
            record.name = seat.name
            for key in (keys | {own}) & names:
                draft.weaken(unit, key)


_KIND_OF_CODE: tuple[tuple[re.Pattern[str], Kind], ...] = (
    (re.compile(r"PCL"), "country"),
    (re.compile(r"ADM1"), "admin1"),
    (re.compile(r"ADM"), "admin2"),
    (re.compile(r"PPL"), "city"),
    (re.compile(r"RGN|AREA|CONT|TERR|LCTY"), "region"),
    (
        re.compile(
            r"AIR|CMP|HSP|INS|MIL|PS|PRT|STNB|BDG|CSTM|MN|PRN|OILR|NUC|RLG|MSQE|CH$|SCH|DAM|FCL|MKT|UNIV|STDM|BLDG"
        ),
        "facility",
    ),
)


def yield_to_towns(draft: Draft) -> None:
    """Let a name that is not a unit's own mean a well-known town, and the unit only beside a word for units.

    "Moscow" means the city, not the region around it, which GeoNames lists as "Moscow Oblast".
    """
    for unit, names in draft.unit_names.items():
        record = draft.records[unit]
        for key in names if record.kind == "admin1" else ():
            senses = draft.senses(key)
            if senses[unit] == ALTERNATE and any(_is_known_town(draft, one, record.country) for one in senses):
                draft.weaken(unit, key)


def _is_known_town(draft: Draft, number: int, country: str) -> bool:
    record = draft.records[number]
    return record.kind == "city" and record.country == country and record.population >= _KNOWN_TOWN


@cache
def kind_of(feature_code: str) -> Kind:
    """Return the contract's kind for a GeoNames feature code; waters, mountains and the like are features."""
    return next((kind for pattern, kind in _KIND_OF_CODE if pattern.match(feature_code)), "feature")
