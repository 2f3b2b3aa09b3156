"""An extractor for tests: as many events as the title says, and every way to fail."""

import os
import time
from datetime import datetime

from pipeline.contract import Article, Event, Extraction, Span
from pipeline.contract.event import EventArticle, Plover
from pipeline.contract.ids import event_id
from pipeline.extraction.protocol import Scope


class FakeExtractor:
    """`3 events`, `raise`, `hang`, `die`, `huge`; anything else has none."""

    name = "fake/1"

    def __init__(self, scope: Scope) -> None:
        """Take any scope."""

    def extract(self, article: Article, *, now: datetime) -> Extraction:
        """Do what the title says."""
        match article.title.split():
            case [number, "events"]:
                return self._events(article, int(number), now, "bomb")
            case ["huge"]:
                return self._events(article, 1, now, "x" * 2_000_000)
            case ["raise"]:
                raise KeyError(article.title)
            case ["die", status]:
                os._exit(int(status))
            case ["hang"]:
                time.sleep(3600)
        return Extraction(article_id=article.article_id)

    def _events(self, article: Article, count: int, now: datetime, word: str) -> Extraction:
        events = tuple(
            Event(
                event_id=event_id(article.article_id, "violence", n, 0),
                article_id=article.article_id,
                article=EventArticle(title=article.title, published=article.published, revision=article.revision),
                event_type="Battles",
                plover=Plover(event="ASSAULT", quad_class=4),
                realis="actual",
                newsness="new",
                trigger=Span(field="title", start=0, end=len(word), text=word),
                confidence=0.5,
                extractor=self.name,
                extracted_at=now,
            )
            for n in range(count)
        )
        return Extraction(article_id=article.article_id, events=events)


def broken(scope: Scope) -> FakeExtractor:
    """Be an extractor that cannot be loaded."""
    raise RuntimeError("its model is missing")
