"""Labels as typed values: an article and what it tells. A key that is left out stands for "the words do not say"."""

from dataclasses import dataclass
from datetime import date
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, TypeAdapter

from pipeline.contract import Article
from pipeline.contract.event import Attribution, EventTime, LocationPrecision, Occurrence, Toll, VictimClass
from pipeline.contract.vocabulary import (
    TYPE_OF,
    Extent,
    Inter,
    Newsness,
    PloverEvent,
    Realis,
    Sector,
    SubEventType,
    family,
)

Role = Literal["actor", "recipient", "intervener", "bystander", "associate"]


def _of(message: type[BaseModel], field: str) -> AfterValidator:
    """Give the check that a word is one of those that a field of the contract allows."""
    allowed: TypeAdapter[str] = TypeAdapter(message.model_fields[field].annotation)  # type: ignore[arg-type]
    return AfterValidator(allowed.validate_python)


class _Label(BaseModel):
    """A frozen value that refuses a key it does not know: a misspelt one would be a label that nobody reads."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)


class GoldFigure(_Label):
    """A number with open ends."""

    low: int | None = None
    best: int | None = None
    high: int | None = None


class GoldShare(GoldFigure):
    """A part of a toll."""

    side: Literal[1, 2] | None = None
    class_: VictimClass = Field(alias="class")


class GoldToll(GoldFigure):
    """A number of people; the seeds leave `stated` out."""

    stated: Annotated[str, _of(Toll, "stated")] | None = None
    breakdown: tuple[GoldShare, ...] = ()


class GoldAffected(GoldFigure):
    """People to whom something else than death or injury was done."""

    what: Literal["arrested", "abducted", "displaced", "missing", "released"]


class GoldPlace(_Label):
    """A place by the article's own words; coordinates, where the coder knew them, to some ten kilometres."""

    text: str
    country: str | None = None
    lat: float | None = None
    lon: float | None = None
    precision: LocationPrecision
    relation: str | None = None


class GoldTime(_Label):
    """When it was; days as TOML dates."""

    start: date | None = None
    end: date | None = None
    precision: Annotated[str, _of(EventTime, "precision")]
    clock: str | None = None
    relation: str | None = None
    ongoing: bool = False
    basis: Annotated[str, _of(EventTime, "basis")]


class GoldActor(_Label):
    """Who took part or had it done to them, in the article's words."""

    role: Role
    side: Literal[1, 2] | None = None
    text: str
    country: str | None = None
    sectors: tuple[Sector, ...] = ()
    inter: Inter | None = None
    count: GoldFigure | None = None


class GoldOccurrence(_Label):
    """Whether it happened; `by` are the words of who says so."""

    status: Annotated[str, _of(Occurrence, "status")]
    by: str | None = None


class GoldAttribution(_Label):
    """Who did it, as an index into `actors`, and by whose words."""

    actor: int
    status: Annotated[str, _of(Attribution, "status")]
    by: str | None = None


class GoldEvent(_Label):
    """An event as a careful coder records it.

    `also` are sub-types that are as right; an `optional` event may be coded or left. What the seeds do not label
    (`Item.whole` is false) is null or empty here and not judged.
    """

    trigger: str
    nth: int = Field(default=1, ge=1)
    words: str
    sub_event_type: SubEventType | None = None
    also: tuple[SubEventType, ...] = ()
    plover: PloverEvent | None = None
    modes: tuple[str, ...] = ()
    realis: Realis
    newsness: Newsness | None = None
    extent: Extent
    civilian_targeting: bool | None = None
    place: GoldPlace | None = None
    locations: tuple[GoldPlace, ...] = ()
    time: GoldTime | None = None
    fatalities: GoldToll | None = None
    injuries: GoldToll | None = None
    casualties: GoldToll | None = None
    affected: tuple[GoldAffected, ...] = ()
    actors: tuple[GoldActor, ...] = ()
    occurrence: tuple[GoldOccurrence, ...] = ()
    attribution: tuple[GoldAttribution, ...] = ()
    weapons: tuple[str, ...] = ()
    optional: bool = False

    @property
    def sub_types(self) -> tuple[SubEventType, ...]:
        """Every sub-type that is right; none where ACLED records nothing."""
        return (self.sub_event_type, *self.also) if self.sub_event_type else self.also

    @property
    def family(self) -> str:
        """What linking goes by."""
        return family(TYPE_OF[self.sub_types[0]] if self.sub_types else None, self.plover or "")

    @property
    def counts(self) -> bool:
        """Whether it happened and is of ACLED's kinds: what precision and recall are about."""
        return self.realis == "actual" and bool(self.sub_types)


Kind = Literal["article", "short", "seed"]


@dataclass(frozen=True, slots=True)
class KeptOut:
    """Words of an article that must not become an actual event, and why."""

    realis: Realis
    words: str


@dataclass(frozen=True, slots=True)
class Item:
    """A labelled article. `whole`: events of every realis are labelled, with every field of the contract."""

    id: str
    kind: Kind
    article: Article
    events: tuple[GoldEvent, ...]
    whole: bool = True
    kept_out: tuple[KeptOut, ...] = ()
