"""Labels of the sample article, and events that say the same."""

from typing import Any

import pytest
from evaluation_samples import ARTICLE, AT, Make, span

from pipeline.contract import Event, Extraction
from pipeline.evaluation.gold import GoldEvent, Item


@pytest.fixture
def label() -> Make:
    """Give a label of the mine; keywords replace its keys."""

    def make(**keys: Any) -> GoldEvent:
        return GoldEvent.model_validate(
            {
                "trigger": "mine",
                "words": "A farmers' cart struck a mine near Gwoza on Wednesday",
                "sub_event_type": "Remote explosive/landmine/IED",
                "plover": "ASSAULT",
                "realis": "actual",
                "newsness": "new",
                "extent": "single",
                "place": {"text": "Gwoza", "country": "NGA", "lat": 11.09, "lon": 13.69, "precision": "near"},
                "time": {"start": AT.date().replace(day=8), "end": AT.date().replace(day=8), "precision": "day",
                         "basis": "stated"},
                "fatalities": {"low": 2, "best": 2, "high": 2, "stated": "exact"},
                "actors": [
                    {"role": "actor", "text": "insurgents"},
                    {"role": "recipient", "text": "two men"},
                ],
                "attribution": [{"actor": 0, "status": "suspected or accused by authorities", "by": "Police"}],
                **keys,
            }
        )  # fmt: skip

    return make


@pytest.fixture
def event() -> Make:
    """Give the event that the label tells; keywords replace its keys."""
    numbers = iter(range(100))

    def make(**keys: Any) -> Event:
        values = {
            "event_id": f"e-{next(numbers)}",
            "article_id": "a-1",
            "article": {},
            "event_type": "Explosions/Remote violence",
            "sub_event_type": "Remote explosive/landmine/IED",
            "plover": {"event": "ASSAULT", "quad_class": 4},
            "realis": "actual",
            "newsness": "new",
            "trigger": span("mine"),
            "location": {"name": "Gwoza", "country": "NGA", "lat": 11.08, "lon": 13.7, "precision": "near",
                         **span("Gwoza")},
            "time": {"start": "2023-03-08", "end": "2023-03-08", "precision": "day", "basis": "stated"},
            "fatalities": {"low": 2, "best": 2, "high": 2, "stated": "exact"},
            "actors": [
                {"role": "actor", "name": "insurgents", **span("insurgents")},
                {"role": "recipient", "name": "men", **span("two men")},
            ],
            "attribution": [{"actor": 0, "status": "suspected or accused by authorities"}],
            "notes": "A farmers' cart struck a mine near Gwoza on Wednesday, killing two men.",
            "confidence": 0.9,
            "extractor": "test/1",
            "extracted_at": AT,
        }  # fmt: skip
        return Event.model_validate(values | keys)

    return make


@pytest.fixture
def shooting() -> dict[str, Any]:
    """Give the keys of a label of the second event."""
    return {
        "trigger": "shot",
        "words": "Soldiers shot dead a gunman in Bama on Tuesday",
        "sub_event_type": "Armed clash",
        "place": {"text": "Bama", "country": "NGA", "precision": "place"},
        "time": {"start": AT.date().replace(day=7), "end": AT.date().replace(day=7), "precision": "day",
                 "basis": "stated"},
        "fatalities": {"low": 1, "best": 1, "high": 1, "stated": "exact"},
        "actors": [],
        "attribution": [],
    }  # fmt: skip


@pytest.fixture
def old_mine() -> dict[str, Any]:
    """Give the keys of a label of what the article tells of the past."""
    return {
        "nth": 2,
        "words": "In 2019 a mine killed nine people on the same road",
        "realis": "background",
        "newsness": "background",
        "place": None,
        "time": {"start": AT.date().replace(2019, 1, 1), "end": AT.date().replace(2019, 12, 31), "precision": "year",
                 "basis": "stated"},
        "fatalities": {"low": 9, "best": 9, "high": 9, "stated": "exact"},
        "actors": [],
        "attribution": [],
    }  # fmt: skip


@pytest.fixture
def item() -> Make:
    """Give the labelled article with some labels."""

    def make(*labels: GoldEvent, **keys: Any) -> Item:
        return Item(**({"id": "a-1", "kind": "article", "article": ARTICLE, "events": labels} | keys))

    return make


@pytest.fixture
def extraction() -> Make:
    """Give what an extractor made of the article."""

    def make(*events: Event) -> Extraction:
        return Extraction(article_id="a-1", events=events)

    return make
