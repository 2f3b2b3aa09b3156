"""The compiled gazetteer, mapped into memory and read in place: opening it costs milliseconds and little memory."""

import json
import math
import mmap
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TypedDict, cast

import marisa_trie

from pipeline.errors import BadInput
from pipeline.gazetteer.layout import ALTERNATE, DEGREE, HEAD, MAGIC, RECORD, RECORD_MASK, SENSE_SHIFT, WITH_UNIT
from pipeline.gazetteer.place import KINDS, Kind

_CACHED = 50_000
"""Names and records kept ready: a day's news uses fewer; about 20 MB when full."""


@dataclass(frozen=True, slots=True, eq=False)
class Record:
    """One place of the gazetteer; `admin1` and `admin2` are numbers of the records that it lies in, or -1.

    Two records of one gazetteer are the same place where their numbers are equal.
    """

    number: int
    name: str
    kind: Kind
    country: str
    """ISO 3166-1 alpha-3; empty for what lies in several countries or in none."""
    admin1: int
    admin2: int
    lat: float
    lon: float
    population: int
    geonameid: int
    radius_km: int
    feature_code: str
    capital: bool
    direction: tuple[float, float, float]
    """The unit vector from the earth's middle to the place: distances come cheaper from it than from degrees."""

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Record) and other.number == self.number

    def __hash__(self) -> int:
        return self.number


@dataclass(frozen=True, slots=True)
class Sense:
    """A place that a name may mean, and how it means it (`layout.OWN` and its fellows)."""

    record: Record
    how: int

    @property
    def own(self) -> bool:
        """Whether the name is the place's own, or as good as that."""
        return self.how not in (ALTERNATE, WITH_UNIT)


class Header(TypedDict):
    """The JSON header of a compiled file."""

    sections: dict[str, list[int]]
    countries: list[str]
    feature_codes: list[str]
    states: dict[str, int]


class Compiled:
    """A compiled gazetteer file. Reading changes nothing, so threads and forked processes may share one."""

    def __init__(self, path: Path) -> None:
        """Map the file; raise BadInput where it is no compiled gazetteer of this version."""
        try:
            with path.open("rb") as file:
                self._map = memoryview(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ))
        except (OSError, ValueError) as error:
            raise BadInput(f"cannot open the gazetteer {path}: {error}; delete it and it is built again") from error
        header = self._header(path)
        self._sections = header["sections"]
        self._countries = header["countries"]
        self._feature_codes = header["feature_codes"]
        self.states = header["states"]
        """From the GeoNames code of a state with short forms ("US.TX") to its record's number."""
        self._trie = marisa_trie.Trie()
        self._trie.map(self._section("trie"))
        self._starts = self._section("starts").cast("I")
        self._senses = self._section("senses").cast("I")
        self._records = self._section("records")
        self._names = self._section("names")
        self.record = lru_cache(_CACHED)(self._record)
        self.senses = lru_cache(_CACHED)(self._senses_of)

    def __len__(self) -> int:
        """Return the number of places."""
        return len(self._records) // RECORD.size

    def __contains__(self, key: str) -> bool:
        """Tell whether any place has the name that folds to `key`."""
        return f"{key} " in self._trie

    def prefixes(self, words: list[str]) -> list[str]:
        """Return the names that a sequence of folded words begins with, as keys, the shortest first."""
        return [found[:-1] for found in self._trie.prefixes(" ".join(words) + " ")]

    def _senses_of(self, key: str) -> tuple[Sense, ...]:
        number = self._trie.get(f"{key} ")
        if number is None:
            return ()
        packed = self._senses[self._starts[number] : self._starts[number + 1]]
        return tuple(Sense(self.record(one & RECORD_MASK), one >> SENSE_SHIFT) for one in packed)

    def _record(self, number: int) -> Record:
        lat, lon, admin1, admin2, population, geonameid, start, length, radius, country, feature, kind, capital = (
            RECORD.unpack_from(self._records, number * RECORD.size)
        )
        return Record(
            number=number,
            name=str(self._names[start : start + length], "utf-8"),
            kind=KINDS[kind],
            country=self._countries[country],
            admin1=admin1,
            admin2=admin2,
            lat=lat / DEGREE,
            lon=lon / DEGREE,
            population=population,
            geonameid=geonameid,
            radius_km=radius,
            feature_code=self._feature_codes[feature],
            capital=bool(capital),
            direction=_direction(lat / DEGREE, lon / DEGREE),
        )

    def _header(self, path: Path) -> Header:
        magic, length = HEAD.unpack_from(self._map) if len(self._map) >= HEAD.size else (b"", 0)
        if magic != MAGIC:
            raise BadInput(f"{path} is no compiled gazetteer of this version; delete it and it is built again")
        return cast("Header", json.loads(bytes(self._map[HEAD.size : HEAD.size + length])))

    def _section(self, name: str) -> memoryview:
        offset, length = self._sections[name]
        return self._map[offset : offset + length]


def _direction(lat: float, lon: float) -> tuple[float, float, float]:
    phi, theta = math.radians(lat), math.radians(lon)
    return math.cos(phi) * math.cos(theta), math.cos(phi) * math.sin(theta), math.sin(phi)
