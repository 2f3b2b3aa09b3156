"""Extract: an article becomes its events and a receipt that names them. It has no state."""

from datetime import datetime
from typing import Final

from pipeline.contract import Article, Event, Receipt, decode, encode
from pipeline.contract.article import Outcome
from pipeline.errors import BadMessage
from pipeline.extraction.protocol import Extractor
from pipeline.stages.message import DeadLettered, Emitted, Incoming, Outgoing, Verdict

LARGEST_EVENT: Final = 1_000_000
"""Bytes of an event: its topic takes 1 MiB with key and headers."""
LARGEST_RECEIPT: Final = 60_000
"""Bytes of a receipt with its key: its topic takes 64 KiB, some 900 events."""


def extract(incoming: Incoming, extractor: Extractor, now: datetime) -> Verdict:
    """Give the events of an article; `now` is only written down."""
    try:
        article = decode(Article, incoming.value)
    except BadMessage as error:
        return DeadLettered(str(error))
    events = extractor.extract(article, now=now).events
    outputs = tuple(_event(event, incoming) for event in events)
    ids = tuple(event.event_id for event in events)
    receipt = _receipt(article, extractor.name, "events" if ids else "empty", now, incoming, ids)
    if fault := _too_large(outputs, receipt):
        return given_up(incoming, extractor.name, now, fault, 1)
    return Emitted(outputs, receipt)


def given_up(incoming: Incoming, extractor: str, now: datetime, error: str, attempts: int) -> Verdict:
    """Give the verdict on an article whose parser was killed by it or hung: poison, with a receipt that says so."""
    try:
        article = decode(Article, incoming.value)
    except BadMessage as bad:
        return DeadLettered(str(bad), attempts)
    return DeadLettered(error, attempts, _receipt(article, extractor, "dead", now, incoming))


def _too_large(events: tuple[Outgoing, ...], receipt: Outgoing) -> str | None:
    if any(event.size > LARGEST_EVENT for event in events):
        return f"an event is larger than {LARGEST_EVENT:,} bytes"
    return f"{len(events):,} events are more than a receipt can list" if receipt.size > LARGEST_RECEIPT else None


def _event(event: Event, incoming: Incoming) -> Outgoing:
    return Outgoing("events", event.event_id.encode(), encode(event), incoming.carried)


def _receipt(
    article: Article,
    extractor: str,
    outcome: Outcome,
    now: datetime,
    incoming: Incoming,
    event_ids: tuple[str, ...] = (),
) -> Outgoing:
    receipt = Receipt(
        article_id=article.article_id,
        revision=article.revision,
        extractor=extractor,
        outcome=outcome,
        event_ids=event_ids,
        extracted_at=now,
    )
    return Outgoing("articles.extracted", article.article_id.encode(), encode(receipt), incoming.carried)
