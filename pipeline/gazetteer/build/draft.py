"""The gazetteer while it is being put together: records, and for each folded name what it may mean."""

from collections import defaultdict
from dataclasses import dataclass, field

from pipeline.gazetteer.layout import ALTERNATE, OWN, PREFERRED, RECORD_MASK, SENSE_SHIFT, WITH_UNIT
from pipeline.gazetteer.normal import key_of
from pipeline.gazetteer.place import Kind

_STRENGTH = {WITH_UNIT: 0, ALTERNATE: 1, OWN: 2, PREFERRED: 3}


@dataclass(slots=True)
class DraftRecord:
    """One place; the fields are those of `compiled.Record`."""

    name: str
    kind: Kind
    country: str
    lat: float
    lon: float
    radius_km: int
    feature_code: str
    population: int = 0
    geonameid: int = 0
    admin1: int = -1
    admin2: int = -1
    capital: bool = False


@dataclass(slots=True)
class Draft:
    """Records and names under way; a record's number is its place in `records`."""

    records: list[DraftRecord] = field(default_factory=list)
    names: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))
    units: dict[str, int] = field(default_factory=dict)
    """From GeoNames code of an administrative unit to its record's number."""

    unit_names: dict[int, set[str]] = field(default_factory=dict)
    """For each administrative unit, by its record's number, the folded names that it has so far."""

    def add_unit(self, code: str, record: DraftRecord) -> int:
        """Add an administrative unit under its GeoNames code and return its number."""
        number = self.units[code] = self.add(record)
        self.unit_names[number] = set()
        return number

    def add(self, record: DraftRecord) -> int:
        """Add a place and return its number."""
        self.records.append(record)
        return len(self.records) - 1

    def call(self, number: int, name: str, how: int) -> None:
        """Let `name` mean the place, in the way that `layout` lists."""
        self.call_by_key(number, key_of(name), how)

    def call_by_key(self, number: int, key: str, how: int) -> None:
        """Let a folded name mean the place."""
        if key:
            self.names[key].append(number | how << SENSE_SHIFT)
            if number in self.unit_names:
                self.unit_names[number].add(key)

    def weaken(self, number: int, key: str) -> None:
        """Let a folded name mean the place only beside a word for its kind of unit."""
        self.names[key] = [one for one in self.names[key] if one & RECORD_MASK != number]
        self.call_by_key(number, key, WITH_UNIT)

    def senses(self, key: str) -> dict[int, int]:
        """Return what a folded name means: a record's number and the strongest way in which it was said to mean it."""
        found: dict[int, int] = {}
        for packed in self.names.get(key, ()):
            number, how = packed & RECORD_MASK, packed >> SENSE_SHIFT
            if number not in found or _STRENGTH[how] > _STRENGTH[found[number]]:
                found[number] = how
        return found

    def find(self, name: str, country: str, kinds: tuple[Kind, ...]) -> int | None:
        """Return a country's place of that name and one of the kinds; its own name first, then most people."""
        fitting = [
            (_STRENGTH[how], self.records[number].population, number)
            for number, how in self.senses(key_of(name)).items()
            if self.records[number].country == country and self.records[number].kind in kinds
        ]
        return max(fitting)[2] if fitting else None
