"""Hand-coded events of an article as the extractor would give them, so that linking is measured by itself."""

from datetime import UTC, datetime

from pipeline.contract import Event, Span
from pipeline.contract.event import (
    Actor,
    Affected,
    Attribution,
    EventArticle,
    EventTime,
    Location,
    Plover,
    Toll,
)
from pipeline.contract.ids import event_id
from pipeline.contract.vocabulary import TYPE_OF, disorder_type, family
from pipeline.evaluation.gold import GoldActor, GoldPlace, GoldToll
from pipeline.evaluation.stories import StoryArticle, StoryEvent
from pipeline.text.sentences import sentences

_RADIUS = {"admin2": 30.0, "admin1": 120.0, "region": 150.0, "country": 600.0}
"""Kilometres, as large as such areas usually are."""
_WORDS = Span(field="text", start=0, end=0, text="")
_TOLD = _WORDS.model_dump()


def events(article: StoryArticle) -> list[Event]:
    """Give an article's coded events, in order."""
    return [_event(article, one, number) for number, one in enumerate(article.event)]


def _event(article: StoryArticle, one: StoryEvent, number: int) -> Event:
    kind = TYPE_OF[one.sub_event_type]
    plover = Plover(event="PROTEST" if kind in ("Protests", "Riots") else "ASSAULT", quad_class=4)
    return Event(
        event_id=event_id(article.id, family(kind, plover.event), number, 0),
        article_id=article.id,
        article=EventArticle(
            url=article.url, source=article.source, title=article.title, published=article.published, language="en"
        ),
        event_type=kind,
        sub_event_type=one.sub_event_type,
        disorder_type=disorder_type(one.sub_event_type),
        plover=plover,
        realis="actual",
        newsness="new",
        extent=one.extent,
        trigger=_WORDS,
        actors=tuple(map(_actor, one.actors)),
        attribution=tuple(
            Attribution(actor=place, status="reported as fact")
            for place, actor in enumerate(one.actors)
            if actor.role == "actor"
        ),
        location=_location(one.place) if one.place else None,
        time=_time(one),
        fatalities=_toll(one.fatalities),
        injuries=_toll(one.injuries),
        affected=tuple(Affected(**entry.model_dump()) for entry in one.affected),
        weapons=one.weapons,
        notes=_sentence(article, one),
        confidence=0.9,
        extractor="coded/1",
        extracted_at=datetime(2100, 1, 1, tzinfo=UTC),
    )


def _actor(gold: GoldActor) -> Actor:
    values = gold.model_dump(exclude={"text", "count"})
    return Actor(name=gold.text, **values, **_TOLD)


def _location(gold: GoldPlace) -> Location:
    values = gold.model_dump(exclude={"text"})
    return Location(name=gold.text, radius_km=_RADIUS.get(gold.precision, 0.0), **values, **_TOLD)


def _time(one: StoryEvent) -> EventTime | None:
    if one.start is None and one.end is None:
        return None
    first, last = one.start or one.end, one.end or one.start
    length = (last - first).days if first and last else 0
    return EventTime(
        start=first.isoformat() if first else None,
        end=last.isoformat() if last else None,
        precision="day" if length <= 1 else "days",
        clock=one.clock,
        basis="stated",
    )


def _toll(gold: GoldToll | None) -> Toll | None:
    if gold is None:
        return None
    stated = gold.stated or ("exact" if gold.low == gold.high else "at_least" if gold.high is None else "range")
    return Toll(low=gold.low, best=gold.best, high=gold.high, stated=stated)


def _sentence(article: StoryArticle, one: StoryEvent) -> str:
    """Give the first sentence that names the place, else the first."""
    told = [sentence.text for sentence in sentences(article.text)]
    named = (sentence for sentence in told if one.place and one.place.text in sentence)
    return next(named, told[0] if told else "")
