"""What the gazetteer finds in a text: places, with where they stand in it and where they lie on the globe."""

from dataclasses import dataclass
from typing import Literal

Kind = Literal["country", "admin1", "admin2", "city", "region", "feature", "facility", "demonym"]
KINDS: tuple[Kind, ...] = ("country", "admin1", "admin2", "city", "region", "feature", "facility", "demonym")

Field = Literal["title", "text"]


@dataclass(frozen=True, slots=True)
class Place:
    """One mention of a place.

    `start` and `end` count code points of `field`, and `text` is that slice. Everything after `kind` is null where
    the name is in no gazetteer. `country` is ISO 3166-1 alpha-3 (Kosovo KOS) and null for what lies in
    several countries or in none. `lat` and `lon` are degrees; `radius_km` says how far the named unit reaches from
    there. `unit` is the word for the kind of unit that stands beside the name in the text ("district" in "Kidal
    district"), None where there is none.
    """

    text: str
    field: Field
    start: int
    end: int
    name: str
    kind: Kind
    unit: str | None = None
    country: str | None = None
    admin1: str | None = None
    admin2: str | None = None
    lat: float | None = None
    lon: float | None = None
    radius_km: int | None = None
    geonameid: int | None = None
    feature_code: str | None = None

    @property
    def of_state(self) -> bool:
        """Whether it may stand for a state: a country, its adjective, its capital."""
        return self.kind in ("country", "demonym") or self.feature_code == "PPLC"
