"""How much stands behind an incident: events, articles, sources, and how many of these are independent."""

from collections.abc import Callable, Iterable, Mapping
from typing import Final

from pipeline.contract import Event, LinkedArticle
from pipeline.contract.ids import digest
from pipeline.contract.incident import LinkedEvent, Reports

LAST_IDS: Final = 200
_SHORT: Final = 32
"""Hex digits of a hash that only has to differ from a few thousand others."""

Known = Callable[[str], LinkedArticle | None]


def linked_event(event: Event, content: str) -> LinkedEvent:
    """Give what is remembered of an event, also when its words no longer are."""
    return LinkedEvent(
        content=content,
        article_id=event.article_id,
        source=event.article.source,
        words=digest("words/1", " ".join(event.notes.casefold().split()))[:_SHORT] if event.notes else "",
        agency=_agency(event),
        revision=event.article.revision,
        extracted_at=event.extracted_at,
    )


def _agency(event: Event) -> str | None:
    """Give the medium that an article quotes for what it tells."""
    quoted = (one.by for one in event.occurrence if one.by and one.by.kind == "media")
    return next((by.name.casefold() for by in quoted), None)


def reports(events: Mapping[str, LinkedEvent], known: Known, roots: Mapping[str, str]) -> Reports:
    """Count what stands behind an incident; `roots` is what `independent` gives of its events.

    A copy is one more article and source. Independent are sources of which none copies the other, prints the same
    sentence or quotes the same agency for it.
    """
    articles = {event.article_id: known(event.article_id) for event in events.values()}
    copies = [copy for article in articles.values() if article for copy in article.copies]
    sources = {event.source or event.article_id for event in events.values()}
    return Reports(
        events=len(events),
        articles=len(articles.keys() | {copy.article_id for copy in copies}),
        sources=len(sources | {copy.source or copy.article_id for copy in copies}),
        independent_sources=len(set(roots.values())),
        event_ids=tuple(events)[-LAST_IDS:],
    )


def independent(events: Iterable[LinkedEvent]) -> dict[str, str]:
    """Give of each article the first one of those that it depends on, itself where it depends on none before it."""
    parents: dict[str, str] = {}
    seen: dict[str, str] = {}
    for event in events:
        parents.setdefault(event.article_id, event.article_id)
        for sign in (f"source {event.source or event.article_id}", f"words {event.words}", f"agency {event.agency}"):
            if not sign.endswith((" ", " None")):
                _join(parents, seen.setdefault(sign, event.article_id), event.article_id)
    return {article_id: _root(parents, article_id) for article_id in parents}


def _join(parents: dict[str, str], one: str, other: str) -> None:
    parents[_root(parents, other)] = _root(parents, one)


def _root(parents: Mapping[str, str], article_id: str) -> str:
    while parents[article_id] != article_id:
        article_id = parents[article_id]
    return article_id
