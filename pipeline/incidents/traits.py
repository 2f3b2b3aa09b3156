"""What of an event linking looks at, in a form that is quickly compared."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from pipeline.contract import Event
from pipeline.contract.event import Actor, Location, Toll
from pipeline.contract.vocabulary import SubEventType, family
from pipeline.incidents.words import weighed

AREAS: Final = frozenset({"admin2", "admin1", "region", "country", "sea"})
"""Precisions that name an area and no point; they may hold a place."""
VAGUE_DAYS: Final = 3
"""A time that is longer and does not say that it lasted is some day of it."""


@dataclass(frozen=True, slots=True)
class Party:
    """Somebody who took part: the words of his name, and whose he is."""

    words: frozenset[str]
    country: str | None
    sectors: frozenset[str]


@dataclass(frozen=True, slots=True)
class Traits:
    """An event as linking sees it. Days are ordinals; `dead` and `hurt` are low, best, high."""

    event_id: str
    article_id: str
    family: str
    sub_event_type: SubEventType | None
    aggregate: bool
    country: str | None
    place: str | None
    capital: bool
    names: frozenset[str]
    """The words of the place's name; none of a country's, which every second report names."""
    admin1: str | None
    point: tuple[float, float] | None
    radius_km: float
    precision: str | None
    first: int | None
    last: int | None
    vague: bool
    stated: bool
    clock: int | None
    dead: tuple[int | None, int | None, int | None]
    hurt: tuple[int | None, int | None, int | None]
    taken: dict[str, tuple[int | None, int | None, int | None]]
    """What else was done to people (arrested, abducted ...), with their numbers."""
    doers: tuple[Party, ...]
    targets: tuple[Party, ...]
    firm: bool
    """Whether who did it is told as a fact."""
    weapons: frozenset[str]
    sentence: str
    """The sentence that tells it best."""
    said: frozenset[str]
    """All words of the title and the sentence that tells it best."""
    words: dict[str, float]
    """The same with their weights, without the place's name, which is compared as a place."""
    apart: bool
    """Whether words tell it from another like it."""
    told: datetime


def linkable(event: Event) -> bool:
    """Whether an event is an incident's at all: it happened or was attempted, and ACLED records its kind."""
    return event.event_type is not None and event.realis in ("actual", "attempted")


def said_at(event: Event) -> datetime:
    """Give the time at which an event was told: its article's, but none after it was read."""
    return min(event.article.published or event.extracted_at, event.extracted_at)


def traits(event: Event) -> Traits:
    """Give an event's traits."""
    first, last = _days(event)
    time, where = event.time, event.location
    words = {word: _TITLE * weight for word, weight in weighed(event.article.title).items()} | weighed(event.notes)
    name = frozenset(weighed(where.name)) if where else frozenset()
    return Traits(
        event_id=event.event_id,
        article_id=event.article_id,
        family=family(event.event_type, event.plover.event),
        sub_event_type=event.sub_event_type,
        aggregate=event.extent == "aggregate",
        country=where.country if where else None,
        place=_place(where),
        capital=bool(where and where.feature_code == "PPLC"),
        names=name if where and where.precision != "country" else frozenset(),
        admin1=where.admin1 if where else None,
        point=(where.lat, where.lon) if where and where.lat is not None and where.lon is not None else None,
        radius_km=(where.radius_km or 0.0) if where else 0.0,
        precision=where.precision if where else None,
        first=first,
        last=last,
        vague=event.extent != "continuing" and _vague(first, last),
        stated=time is not None and time.basis == "stated",
        clock=_minutes(time.clock) if time and time.clock else None,
        dead=_figure(event.fatalities),
        hurt=_figure(event.injuries),
        taken={one.what: (one.low, one.best, one.high) for one in event.affected},
        doers=tuple(_parties(event, "actor")),
        targets=tuple(_parties(event, "recipient")),
        firm=all(one.status in ("reported as fact", "claimed or admitted") for one in event.attribution),
        weapons=frozenset(event.weapons),
        sentence=event.notes,
        said=frozenset(words),
        words={word: weight for word, weight in words.items() if word not in name},
        apart=any(words in f" {event.notes.casefold()} " for words in APART),
        told=said_at(event),
    )


APART: Final = (
    " a second ", " another ", " in a separate ", " separately", " elsewhere", " a further ", " hours later",
    " meanwhile", " later the same day", " in a different ", " in an unrelated ",
)  # fmt: skip
"""Words that tell an event from one like it."""


_TITLE: Final = 0.5
"""What a word of the title counts: it tells what the article is about, of which the event may be a small part."""


def _place(where: Location | None) -> str | None:
    if where is None:
        return None
    return str(where.geonameid) if where.geonameid is not None else where.name.casefold()


def _days(event: Event) -> tuple[int | None, int | None]:
    """Give the first and the last day; what goes on lasts until it is told."""
    time, told = event.time, said_at(event).date().toordinal()
    if time is None or not (time.start or time.end):
        return (told - 1, told) if event.article.published else (None, None)
    first, last = _ordinal(time.start or time.end), _ordinal(time.end or time.start)
    if time.ongoing and time.end is None and first is not None:
        last = max(first, min(told, first + LONGEST))
    return first, last


LONGEST: Final = 14
"""Days for which something that goes on is held to last where nobody says so again."""


def _ordinal(day: str | None) -> int | None:
    try:
        return date.fromisoformat(day).toordinal() if day else None
    except ValueError:
        return None


def _vague(first: int | None, last: int | None) -> bool:
    return first is not None and last is not None and last - first >= VAGUE_DAYS


def _minutes(clock: str) -> int:
    hours, minutes = clock.split(":")
    return int(hours) * 60 + int(minutes)


def _figure(toll: Toll | None) -> tuple[int | None, int | None, int | None]:
    return (toll.low, toll.best, toll.high) if toll else (None, None, None)


def _parties(event: Event, role: str) -> Iterator[Party]:
    for actor in event.actors:
        if actor.role == role:
            yield _party(actor)


def _party(actor: Actor) -> Party:
    return Party(frozenset(weighed(actor.name)), actor.country, frozenset(actor.sectors))
