"""Events linked a second, and what link holds in memory. Nobody else does the same, so there is no peer."""

import gc
import random
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from time import perf_counter
from typing import Final

import psutil

from benchmarks.row import Row
from pipeline.contract import Event, Span
from pipeline.contract.event import Actor, EventArticle, EventTime, Location, Plover, Toll
from pipeline.contract.vocabulary import TYPE_OF, SubEventType
from pipeline.incidents import Memory, link

EVENTS: Final = 5_000
REPORTS: Final = 4
"""Reports of an incident, on average."""
DAYS: Final = 14
COUNTRIES: Final = 40
TOWNS: Final = 25
"""In each country; a third of all incidents is in the first one, as in a war."""
_START: Final = datetime(2024, 3, 1, tzinfo=UTC)
_KINDS: Final[tuple[SubEventType, ...]] = (
    "Armed clash", "Air/drone strike", "Shelling/artillery/missile attack", "Remote explosive/landmine/IED", "Attack",
)  # fmt: skip
_WORDS: Final[tuple[str, ...]] = (
    "market", "convoy", "checkpoint", "bridge", "school", "mill", "station", "well", "ferry", "depot", "mosque",
    "church", "lorry", "bus", "square",
)  # fmt: skip
_SPAN: Final = {"field": "text", "start": 0, "end": 4, "text": "they"}


def rows() -> Iterator[Row]:
    """Link two weeks of invented news."""
    told = sorted(_events(), key=lambda event: event.article.published or _START)
    gc.collect()
    before, begun, memory = psutil.Process().memory_info().rss, perf_counter(), Memory()
    for event in told:
        link(memory, event)
    seconds = perf_counter() - begun
    gc.collect()
    held = psutil.Process().memory_info().rss - before
    yield Row("events linked", "a second", EVENTS / seconds)
    yield Row("events an incident", "", EVENTS / len(memory))
    yield Row("memory of 100,000 events", "MB", held / EVENTS * 100_000 / 1e6)


def _events() -> Iterator[Event]:
    chance = random.Random(7)
    for number in range(EVENTS // REPORTS):
        country = 0 if chance.random() < 1 / 3 else chance.randrange(1, COUNTRIES)
        town, day = chance.randrange(TOWNS), chance.randrange(DAYS)
        kind, dead, words = chance.choice(_KINDS), chance.randrange(1, 30), chance.sample(_WORDS, 4)
        for report in range(REPORTS):
            told = _START + timedelta(days=day, hours=chance.randrange(30))
            yield _event(f"{number}-{report}", (country, town), told, kind, dead + chance.randrange(2), words)


def _event(name: str, where: tuple[int, int], told: datetime, kind: SubEventType, dead: int, words: list[str]) -> Event:
    country, town = where
    day = told.date().isoformat()
    return Event(
        event_id=f"event-{name}",
        article_id=f"article-{name}",
        article=EventArticle(source=f"paper {hash(name) % 50}", title=" ".join(words[:3]), published=told),
        event_type=TYPE_OF[kind],
        sub_event_type=kind,
        plover=Plover(event="ASSAULT", quad_class=4),
        realis="actual",
        newsness="new",
        trigger=Span(**_SPAN),
        actors=(Actor(role="recipient", name="soldiers", country=f"C{country:02}", sectors=("MIL",), **_SPAN),),
        location=Location(
            name=f"Town {country} {town}",
            country=f"C{country:02}",
            lat=-60 + 3.0 * country + town // 5 * 0.4,
            lon=town % 5 * 0.4,
            geonameid=1000 * country + town,
            precision="place",
            **_SPAN,
        ),
        time=EventTime(start=day, end=day, precision="day", basis="publication"),
        fatalities=Toll(low=dead, best=dead, high=dead, stated="exact"),
        notes=f"At least {dead} died at the {words[0]} and the {words[3]}, people said.",
        confidence=0.8,
        extractor="bench/1",
        extracted_at=told + timedelta(minutes=1),
    )
