"""The event, as it stands on the topic `events` and in what the batch command returns."""

from typing import Annotated, Literal

from pydantic import ConfigDict, Field

from pipeline.contract.base import Bool, Count, Figure, Float, Int, Message, Span, UtcTime, Value
from pipeline.contract.vocabulary import (
    DisorderType,
    EventType,
    Extent,
    Inter,
    Newsness,
    PloverEvent,
    Realis,
    Sector,
    SubEventType,
)

LocalDate = Annotated[str, Field(pattern=r"^\d{4}-\d{2}-\d{2}$")]
"""A day at the event's own place."""
LocalClock = Annotated[str, Field(pattern=r"^\d{2}:\d{2}$")]


class EventArticle(Value):
    """The article that tells of the event."""

    url: str | None = None
    source: str | None = None
    title: str = ""
    published: UtcTime | None = None
    language: str | None = None
    revision: Int = 1


class Plover(Value):
    """The act in PLOVER's words."""

    event: PloverEvent
    modes: tuple[str, ...] = ()
    contexts: tuple[str, ...] = ()
    quad_class: Literal[1, 2, 3, 4]


SourceKind = Literal[
    "government", "military", "police", "armed group", "witness", "medical", "monitor", "media", "unnamed"
]


class Source(Span):
    """Who says so, in the article's words."""

    name: str
    kind: SourceKind


class Occurrence(Value):
    """Whether it happened, and who says so; null is the outlet's own voice."""

    status: Literal["reported", "confirmed", "alleged", "denied"]
    by: Source | None = None


class Attribution(Value):
    """Who did it: `actor` is an index into `actors`; `by` says so, null is the outlet's own voice."""

    actor: Count
    status: Literal[
        "reported as fact",
        "claimed or admitted",
        "suspected or accused by authorities",
        "suspected or accused",
        "possible",
        "denied",
    ]
    by: Source | None = None


class Actor(Span):
    """Somebody who took part or had it done to them; `count` is people taking part or aimed at, never the dead."""

    role: Literal["actor", "recipient", "intervener", "bystander", "associate"]
    side: Literal[1, 2] | None = None
    name: str
    country: str | None = None
    sectors: tuple[Sector, ...] = ()
    inter: Inter | None = None
    count: Figure | None = None


LocationPrecision = Literal["site", "place", "near", "admin2", "admin1", "region", "linear", "country", "sea"]


class Location(Span):
    """A place in the gazetteer's terms: its own point of the named unit, with `radius_km`."""

    name: str
    country: str | None = None
    admin1: str | None = None
    admin2: str | None = None
    lat: Float | None = Field(default=None, ge=-90, le=90)
    lon: Float | None = Field(default=None, ge=-180, le=180)
    radius_km: Float | None = None
    geonameid: Int | None = None
    feature_code: str | None = None
    precision: LocationPrecision
    relation: str | None = None


class EventTime(Value):
    """When it was, local to the place.

    The span of its words stands apart (docs/decisions/0002): its `start` and `end` are offsets, these are days.
    """

    start: LocalDate | None = None
    end: LocalDate | None = None
    precision: Literal["day", "days", "week", "month", "quarter", "year"]
    clock: LocalClock | None = None
    relation: Literal["before", "after", "about"] | None = None
    ongoing: Bool = False
    basis: Literal["stated", "inferred", "publication"]
    span: Span | None = None


VictimClass = Literal["civilians", "state_forces", "armed_group", "protesters", "unknown"]


class Share(Figure):
    """A part of a toll; the parts are disjoint and sum to at most its best."""

    side: Literal[1, 2] | None = None
    class_: VictimClass = Field(alias="class")

    model_config = ConfigDict(populate_by_name=True, serialize_by_alias=True)


class Toll(Figure):
    """A number of people with open ends, and how it is stated."""

    stated: Literal["exact", "at_least", "at_most", "about", "range", "vague", "none", "none_reported", "sum"]
    breakdown: tuple[Share, ...] = ()


class Affected(Figure):
    """People to whom something else than death or injury was done."""

    what: Literal["arrested", "abducted", "displaced", "missing", "released"]


class Evidence(Span):
    """The words on which a field rests; `for` is a JSON Pointer into the event."""

    for_: str = Field(alias="for")

    model_config = ConfigDict(populate_by_name=True, serialize_by_alias=True)


class Event(Message):
    """Who did what to whom, where, when, how many dead, who says so, which words say it. Null is "not said"."""

    event_id: str = Field(min_length=1)
    article_id: str = Field(min_length=1)
    article: EventArticle
    event_type: EventType | None = None
    sub_event_type: SubEventType | None = None
    disorder_type: DisorderType | None = None
    civilian_targeting: Bool | None = None
    plover: Plover
    cameo_root: str | None = None
    type_of_violence: Literal[1, 2, 3] | None = None
    realis: Realis
    newsness: Newsness
    occurrence: tuple[Occurrence, ...] = ()
    attribution: tuple[Attribution, ...] = ()
    extent: Extent = "single"
    part_of: str | None = None
    trigger: Span
    actors: tuple[Actor, ...] = ()
    location: Location | None = None
    locations: tuple[Location, ...] = ()
    time: EventTime | None = None
    fatalities: Toll | None = None
    injuries: Toll | None = None
    casualties: Toll | None = None
    affected: tuple[Affected, ...] = ()
    weapons: tuple[str, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    derived: tuple[str, ...] = ()
    notes: str = ""
    confidence: Float = Field(ge=0, le=1)
    extractor: str
    extracted_at: UtcTime


class PlaceMention(Span):
    """A place that an article names, whether or not an event uses it."""

    name: str
    country: str | None = None
    admin1: str | None = None
    lat: Float | None = None
    lon: Float | None = None
    geonameid: Int | None = None
    kind: Literal["country", "admin1", "admin2", "city", "region", "feature", "facility", "demonym"]


class Extraction(Value):
    """What the batch command gives for one article."""

    article_id: str
    language: str | None = None
    events: tuple[Event, ...] = ()
    places: tuple[PlaceMention, ...] = ()
