"""An extractor for tests: as many events as the title says, where and when the text says, and every way to fail."""

import os
import re
import time
from datetime import datetime

from pipeline.contract import Article, Event, Extraction, Span
from pipeline.contract.event import EventArticle, EventTime, Location, Plover
from pipeline.contract.ids import event_id
from pipeline.extraction.protocol import Scope

_WHERE = re.compile(r"in (?P<town>\w+) on (?P<day>[\d-]{10})")


class FakeExtractor:
    """Titles: `3 events`, `raise`, `hang`, `die 1`, `huge`; any other article has none."""

    name = "fake/1"

    def __init__(self, scope: Scope) -> None:
        """Take any scope."""

    def extract(self, article: Article, *, now: datetime) -> Extraction:
        """Do what the title says."""
        match article.title.split():
            case [number, "events"]:
                return _events(article, int(number), now, "bomb")
            case ["huge"]:
                return _events(article, 1, now, "x" * 2_000_000)
            case ["raise"]:
                raise KeyError(article.title)
            case ["die", status]:
                os._exit(int(status))
            case ["hang"]:
                time.sleep(3600)
        return Extraction(article_id=article.article_id)


def _events(article: Article, count: int, now: datetime, word: str) -> Extraction:
    found = _WHERE.search(article.text)
    where, when = (_town(found), _day(found["day"])) if found else (None, None)
    events = tuple(
        Event(
            event_id=event_id(article.article_id, "violence", n, 0),
            article_id=article.article_id,
            article=EventArticle(
                title=article.title, source=article.source, published=article.published, revision=article.revision
            ),
            event_type="Battles",
            plover=Plover(event="ASSAULT", quad_class=4),
            realis="actual",
            newsness="new",
            trigger=Span(field="title", start=0, end=len(word), text=word),
            location=where,
            time=when,
            notes=article.text,
            confidence=0.5,
            extractor=FakeExtractor.name,
            extracted_at=now,
        )
        for n in range(count)
    )
    return Extraction(article_id=article.article_id, events=events)


def _town(found: re.Match[str]) -> Location:
    start, end = found.span("town")
    name = found["town"]
    return Location(field="text", start=start, end=end, text=name, name=name, country="MLI", precision="place")


def _day(day: str) -> EventTime:
    return EventTime(start=day, end=day, precision="day", basis="stated")


def broken(scope: Scope) -> FakeExtractor:
    """Be an extractor that cannot be loaded."""
    raise RuntimeError("its model is missing")
