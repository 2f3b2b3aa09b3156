"""An event and an incident of our own making, with every field filled that the tests look at."""

from datetime import UTC, datetime
from typing import Any

import pytest

from pipeline.contract import Event, Incident

AT = datetime(2023, 9, 19, 12, tzinfo=UTC)


def span(text: str, start: int = 0) -> dict[str, Any]:
    """Give a span of the text field."""
    return {"field": "text", "start": start, "end": start + len(text), "text": text}


TOLD: dict[str, Any] = {
    "event_type": "Explosions/Remote violence",
    "sub_event_type": "Remote explosive/landmine/IED",
    "disorder_type": "Political violence",
    "civilian_targeting": True,
    "plover": {"event": "ASSAULT", "modes": ["explosives"], "contexts": ["military"], "quad_class": 4},
    "realis": "actual",
    "extent": "single",
    "actors": [
        {"role": "actor", "name": '"sabotage groups"', "sectors": ["UAF"], **span("sabotage groups")},
        {"role": "recipient", "name": "two farmers", "country": "AZE", "sectors": ["CVL"], **span("two farmers")},
    ],
    "location": {
        "name": "Shusha", "country": "AZE", "admin1": "Shusha", "lat": 39.76, "lon": 46.75, "radius_km": 5.0,
        "precision": "near", "relation": "on the road to", **span("Shusha"),
    },
    "time": {
        "start": "2023-09-19", "end": "2023-09-19", "precision": "day", "clock": "04:00", "relation": "about",
        "basis": "inferred",
    },
    "fatalities": {
        "low": 2, "best": 2, "high": 2, "stated": "exact",
        "breakdown": [{"class": "civilians", "low": 2, "best": 2, "high": 2}],
    },
    "injuries": {"low": 3, "best": 3, "high": None, "stated": "at_least"},
    "occurrence": [{"status": "confirmed", "by": {"name": "the security service", "kind": "government", **span("x")}}],
    "attribution": [
        {
            "actor": 0, "status": "suspected or accused by authorities",
            "by": {"name": "the security service", "kind": "government", **span("x")},
        }
    ],
    "confidence": 0.86,
}  # fmt: skip


@pytest.fixture
def event() -> Event:
    """Give an event: a mine on the road to Shusha."""
    return Event.model_validate(
        {
            **TOLD,
            "event_id": "e-1",
            "article_id": "a-1",
            "article": {"source": "courier.example", "title": "Mine kills two", "published": AT},
            "newsness": "new",
            "trigger": span("killed"),
            "evidence": [
                {"for": "/fatalities/best", **span("two farmers")},
                {"for": "/location", **span("Shusha")},
                {"for": "/weapons/0", **span("mine")},
            ],
            "notes": "Two farmers were killed by a mine on the road to Shusha.",
            "extractor": "test/1",
            "extracted_at": AT,
        }
    )


@pytest.fixture
def incident() -> Incident:
    """Give an incident of the same."""
    return Incident.model_validate(
        {
            **TOLD,
            "incident_id": "i-1234567890abcdef",
            "revision": 3,
            "status": "open",
            "reports": {"events": 4, "articles": 3, "sources": 3, "independent_sources": 1},
            "first_seen": AT,
            "last_seen": AT,
        }
    )
