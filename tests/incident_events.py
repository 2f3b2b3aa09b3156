"""Events for the tests of linking."""

from datetime import UTC, datetime, timedelta
from typing import Any

from pipeline.contract import Event, Span
from pipeline.contract.event import EventArticle, EventTime, Location, Occurrence, Plover, Source, Toll

START = datetime(2024, 3, 5, 12, tzinfo=UTC)
TRIGGER = Span(field="text", start=0, end=5, text="blast")


def place(name: str, geonameid: int | None, country: str = "MLI") -> Location:
    """Give a town."""
    return Location(
        field="text", start=6, end=9, text=name, name=name, country=country, geonameid=geonameid, precision="place"
    )


GAO = place("Gao", 2457161)
MOPTI = place("Mopti", 2453348)


def area(name: str, geonameid: int | None, precision: Any, lat: float, lon: float, country: str) -> Location:
    """Give a place with its point; an area has a radius."""
    return place(name, geonameid, country).model_copy(
        update={"precision": precision, "lat": lat, "lon": lon, "radius_km": 60.0 if precision == "region" else 0.0}
    )


def near(name: str, lat: float) -> Location:
    """Give a town in Mali on the meridian of Gao; a tenth of a degree is 11 km."""
    return area(name, None, "place", lat, -0.04, "MLI")


def on(first: str | None, last: str | None = None, precision: Any = "day") -> EventTime:
    """Give the time of an event."""
    return EventTime(start=first, end=last or first, precision=precision, basis="stated")


def dead(best: int, stated: Any = "exact") -> Toll:
    """Give a number of dead."""
    return Toll(low=best, best=best, high=None if stated == "at_least" else best, stated=stated)


def quoted(name: str, kind: Any) -> tuple[Occurrence, ...]:
    """Give who says so."""
    by = Source(field="text", start=0, end=5, text="blast", name=name, kind=kind)
    return (Occurrence(status="confirmed", by=by),)


def event(name: str, hour: float = 0, **fields: Any) -> Event:
    """Give a bomb in Gao on 4 March 2024 as the paper of that name tells it, `hour` hours after noon of the fifth."""
    article = EventArticle(source=fields.pop("source", name), published=START + timedelta(hours=hour))
    values = {
        "event_id": f"e-{name}",
        "article_id": f"a-{name}",
        "article": article,
        "event_type": "Explosions/Remote violence",
        "sub_event_type": "Remote explosive/landmine/IED",
        "disorder_type": "Political violence",
        "plover": Plover(event="ASSAULT", modes=("explosives",), quad_class=4),
        "realis": "actual",
        "newsness": "new",
        "trigger": TRIGGER,
        "location": GAO,
        "time": on("2024-03-04"),
        "notes": f"A bomb went off in Gao, {name} reports.",
        "confidence": 0.8,
        "extractor": "test/1",
        "extracted_at": START + timedelta(days=30),
    }
    return Event(**(values | fields))
