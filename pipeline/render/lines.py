"""The messages of all topics but events and incidents, in one line each."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any, Final

from pipeline.contract import (
    Article,
    DedupeState,
    DuplicateReport,
    FeedSpec,
    FeedState,
    LinkedArticle,
    LinkState,
    Receipt,
)
from pipeline.feeds.known import count
from pipeline.render.plain import shortened

_SHORT_ID: Final = 12


def article(article: Article) -> str:
    """Tell when, who, what; the revision where there are more."""
    revision = f" [revision {article.revision}]" if article.revision > 1 else ""
    words = len(article.text.split())
    title = f"{article.source or 'unknown'}: {shortened(article.title, 100)}"
    return f"{_time(article.published)}  {title} ({words} words){revision}"


def duplicate(report: DuplicateReport) -> str:
    """Tell which article repeats which, and how that was seen."""
    near = f" {report.similarity:.2f}" if report.reason == "near" else ""
    whose = f" from {report.source}" if report.source else ""
    return f"{_id(report.article_id)} repeats {_id(report.original_id)}: {report.reason}{near}{whose}"


def receipt(receipt: Receipt) -> str:
    """Tell what came of an article."""
    number = len(receipt.event_ids)
    came = {"dead": "a dead letter", "empty": "no events"}.get(receipt.outcome, f"{number} event{'s' * (number != 1)}")
    return f"{_time(receipt.extracted_at)}  {_id(receipt.article_id)} revision {receipt.revision}: {came}"


def feed(spec: FeedSpec) -> str:
    """Tell a feed of the list."""
    paused = " (paused)" if spec.paused else ""
    return f"{_id(spec.feed_id)}  {spec.url}{paused}" + (f"  {shortened(spec.title, 60)}" if spec.title else "")


def feed_state(state: FeedState) -> str:
    """Tell how a feed fares."""
    error = f": {shortened(state.health.error, 100)}" if state.health.error else ""
    return (
        f"{_id(state.feed_id)}  {state.health.status}{error}, next {_time(state.next_poll)}, {count(state.known)} known"
    )


def dedupe_state(state: DedupeState) -> str:
    """Tell what dedupe remembers of an article."""
    return f"{_id(state.article_id)}  {_time(state.time)}  {len(state.versions)} versions"


def link_state(state: LinkState) -> str:
    """Tell what link remembers of an incident."""
    return f"{_id(state.incident_id)}  revision {state.incident.revision}, {len(state.events)} events"


def linked_article(article: LinkedArticle) -> str:
    """Tell what link remembers of an article."""
    run = f"revision {article.revision}, {len(article.event_ids)} events" if article.revision else "no receipt yet"
    return f"{_id(article.article_id)}  {run}, {len(article.copies)} copies"


def dead_letter(headers: Mapping[str, str], size: int) -> str:
    """Tell where a message failed and why, as its headers have it."""
    if "redriven" in headers:
        return f"letter {headers['redriven']} was redriven"
    where = f"{headers.get('topic')} partition {headers.get('partition')} offset {headers.get('offset')}"
    return f"{headers.get('stage')}: {where}: {shortened(headers.get('error', ''), 200)} ({size} bytes)"


def _id(text: str) -> str:
    return shortened(text, _SHORT_ID + 1) if len(text) <= _SHORT_ID else text[:_SHORT_ID]


def _time(time: datetime | None) -> str:
    return f"{time:%Y-%m-%d %H:%M}" if time else "no time"


OF: Final[Mapping[type[Any], Callable[[Any], str]]] = {
    Article: article,
    DuplicateReport: duplicate,
    Receipt: receipt,
    FeedSpec: feed,
    FeedState: feed_state,
    DedupeState: dedupe_state,
    LinkState: link_state,
    LinkedArticle: linked_article,
}
"""How a message of each type is told."""
