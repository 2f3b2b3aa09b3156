"""Incidents: what several events of several articles tell of one thing that happened."""

from typing import Literal

from pydantic import Field

from pipeline.contract.base import Bool, Count, Figure, Float, Int, Message, UtcTime, Value
from pipeline.contract.event import (
    Actor,
    Attribution,
    Event,
    EventTime,
    Location,
    Occurrence,
    Plover,
    SourceKind,
    Toll,
)
from pipeline.contract.vocabulary import DisorderType, EventType, Extent, Realis, SubEventType


class TollChange(Figure):
    """One change of an incident's death toll, and the event that brought it."""

    at: UtcTime
    event_id: str
    source: str | None = None
    kind: SourceKind | None = None
    effect: Literal["first", "rise", "correction", "conflict", "retraction"]


class Reports(Value):
    """How much stands behind an incident; an agency's text in ten papers is one independent source."""

    events: Count = 0
    articles: Count = 0
    sources: Count = 0
    independent_sources: Count = 0
    event_ids: tuple[str, ...] = Field(default=(), description="the last 200")


class Incident(Message):
    """The whole current state at each change; readers keep the highest revision."""

    incident_id: str = Field(min_length=1)
    revision: Int
    status: Literal["open", "closed", "merged", "retracted", "doubtful"]
    merged_into: str | None = None
    merged_from: tuple[str, ...] = ()
    extent: Extent
    covers: tuple[str, ...] = ()
    perhaps: str | None = None
    event_type: EventType | None = None
    sub_event_type: SubEventType | None = None
    disorder_type: DisorderType | None = None
    civilian_targeting: Bool | None = None
    plover: Plover
    realis: Realis
    actors: tuple[Actor, ...] = ()
    location: Location | None = None
    time: EventTime | None = None
    country: str | None = None
    occurrence: tuple[Occurrence, ...] = ()
    attribution: tuple[Attribution, ...] = ()
    fatalities: Toll | None = None
    injuries: Toll | None = None
    casualties: Toll | None = None
    taken_from: dict[str, str] = Field(default_factory=dict, description="field to the event_id it is taken from")
    toll_history: tuple[TollChange, ...] = ()
    reports: Reports = Reports()
    first_seen: UtcTime
    last_seen: UtcTime
    confidence: Float = Field(ge=0, le=1)


class LinkedEvent(Value):
    """What link remembers of each event in an incident."""

    content: str
    article_id: str
    source: str | None = None
    words: str = ""
    agency: str | None = None
    revision: Int
    extracted_at: UtcTime


class LinkState(Message):
    """What link remembers of an incident: its last full state and the events in it, in the order they came."""

    incident_id: str = Field(min_length=1)
    incident: Incident
    events: dict[str, LinkedEvent] = Field(default_factory=dict)
    members: tuple[Event, ...] = ()
    turn: Count = 0
    now: UtcTime


class ArticleCopy(Value):
    """An article that repeats another, and so is one more source of what that one tells."""

    article_id: str
    source: str | None = None


class LinkedArticle(Message):
    """What link remembers of an article: its newest receipt (if one came) and its copies."""

    article_id: str = Field(min_length=1)
    revision: Int | None = None
    extracted_at: UtcTime | None = None
    event_ids: tuple[str, ...] = ()
    copies: tuple[ArticleCopy, ...] = ()
    turn: Count = 0
