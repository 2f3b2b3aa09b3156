"""What a poller knows of a feed after each poll. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from random import Random
from typing import Any, Final

from pipeline.contract import Article, FeedSpec, FeedState
from pipeline.contract.feed import Asks, Health, Moving
from pipeline.feeds import known as marks
from pipeline.feeds import schedule
from pipeline.feeds.fetch import Fetched, FetchFailed, Validators
from pipeline.feeds.known import Known
from pipeline.feeds.schedule import Bounds, Pace

READ_WHOLE: Final = timedelta(days=1)
"""After this a feed is read whole again, whatever it answers: some servers give the same ETag for new content."""
MOVES: Final = 3
MOVING: Final = timedelta(days=1)
"""A permanent redirect is believed when it was seen so often, over so long: a mistake is mended sooner."""
LOST: Final = 5
"""Failures in a row after which a feed that has moved is looked for at its listed address again."""
_LONGEST_ERROR: Final = 500


@dataclass(frozen=True, slots=True)
class Moment:
    """When a poll ended, and what the next one may be: the site's bounds, and chance."""

    now: datetime
    bounds: Bounds
    chance: Random


@dataclass(frozen=True, slots=True)
class Read:
    """A whole answer: what came, all its articles, what its document asks, and which articles were known before."""

    fetched: Fetched
    body: bytes
    articles: Sequence[Article]
    asks: Asks
    known: Known


def address(spec: FeedSpec, state: FeedState) -> str:
    """Give where a feed is to be found."""
    return state.url or spec.url


def is_retired(state: FeedState) -> bool:
    """Tell whether a feed has said twice that it is gone for good."""
    return state.health.status == "gone" and state.next_poll is None


def validators(state: FeedState, now: datetime) -> Validators:
    """Give what to ask with; nothing, where it is time to read a feed whole."""
    if state.read is None or now - state.read >= READ_WHOLE:
        return Validators()
    return Validators(state.etag, state.last_modified)


def body_hash(body: bytes) -> str:
    """Hash a body; some servers give a new ETag with the same bytes, or none at all."""
    return sha256(body).hexdigest()


def unchanged(state: FeedState, fetched: Fetched, at: Moment) -> FeedState:
    """Note a poll that brought nothing: not modified, or the same bytes."""
    daily = schedule.by_count(_daily(state), 0, _days(state, at.now))
    return _well(state, fetched, Pace(daily, entries=state.entries), state.asks, at)


def read(state: FeedState, found: Read, at: Moment) -> FeedState:
    """Note a poll whose articles are acknowledged."""
    names = {marks.mark(article)[0] for article in found.articles}
    pace = _pace(state, found, len(names), len(names - found.known.keys()), at.now)
    update = {
        "body_hash": body_hash(found.body),
        "known": marks.pack(found.known, found.articles),
        "entries": len(names),
        "asks": found.asks,
    }
    return _well(state, found.fetched, pace, found.asks, at).model_copy(update=update)


def _pace(state: FeedState, found: Read, entries: int, new: int, now: datetime) -> Pace:
    if state.daily is None:
        times = [article.published for article in found.articles if article.published]
        return Pace(schedule.by_dates(times, now) or schedule.UNKNOWN, entries=entries)
    days = _days(state, now)
    return Pace(schedule.by_count(state.daily, new, days), new / days if days else 0.0, entries)


def _daily(state: FeedState) -> float:
    return schedule.UNKNOWN if state.daily is None else state.daily


def _days(state: FeedState, now: datetime) -> float:
    last = state.health.last_success
    return max(0.0, (now - last).total_seconds()) / schedule.DAY if last else 0.0


def _well(state: FeedState, fetched: Fetched, pace: Pace, asks: Asks, at: Moment) -> FeedState:
    interval = schedule.interval(at.bounds, pace, (asks.seconds, fetched.fresh_for))
    update = {
        "etag": fetched.validators.etag,
        "last_modified": fetched.validators.last_modified,
        "daily": pace.daily,
        "interval": interval,
        "next_poll": schedule.next_poll(at.now, interval, at.bounds, asks, at.chance),
        "health": Health(status="healthy", last_success=at.now, last_attempt=at.now),
        **_moved(state, fetched, at.now),
        **_size(state, fetched, at.now),
    }
    return state.model_copy(update=update)


def _moved(state: FeedState, fetched: Fetched, now: datetime) -> Mapping[str, Any]:
    """Follow a permanent redirect that stays."""
    if fetched.moved is None:
        return {"moving": None}
    before = state.moving if state.moving and state.moving.url == fetched.moved else None
    moving = Moving(url=fetched.moved, seen=before.seen + 1 if before else 1, since=before.since if before else now)
    if moving.seen >= MOVES and now - moving.since >= MOVING:
        return {"url": moving.url, "moving": None}
    return {"moving": moving}


def _size(state: FeedState, fetched: Fetched, now: datetime) -> Mapping[str, Any]:
    traffic = state.traffic
    if fetched.body is None:
        saved = {"unchanged": traffic.unchanged + 1, "saved": traffic.saved + state.size}
        return {"traffic": traffic.model_copy(update={"polls": traffic.polls + 1, **saved})}
    size = len(fetched.body)
    read = traffic.model_copy(update={"polls": traffic.polls + 1, "bytes": traffic.bytes + size})
    return {"traffic": read, "size": size, "read": now}


def failed(state: FeedState, failure: Exception, at: Moment) -> FeedState:
    """Note a poll that failed, and why; what a server asks for is done, else the interval doubles.

    A feed that says that it is gone for good is asked once more after the longest interval, and then no more.
    """
    failures = state.health.failures + 1
    gone = isinstance(failure, FetchFailed) and failure.status == 410
    interval = _after(failure, failures, at.bounds)
    health = state.health.model_copy(
        update={
            "status": "gone" if gone else "failing",
            "error": _line(failure),
            "failures": failures,
            "last_attempt": at.now,
        }
    )
    retired = gone and state.health.status == "gone"
    due = None if retired else schedule.next_poll(at.now, interval, at.bounds, state.asks, at.chance)
    traffic = state.traffic.model_copy(update={"polls": state.traffic.polls + 1})
    update = {"interval": interval, "next_poll": due, "health": health, "traffic": traffic}
    return state.model_copy(update=update | ({"url": None} if failures >= LOST else {}))


def _line(failure: Exception) -> str:
    """Give the reason in one line that can be written down, whatever bytes it speaks of."""
    line = " ".join(str(failure).split())[:_LONGEST_ERROR] or type(failure).__name__
    return line.encode("utf-8", "replace").decode()


def _after(failure: Exception, failures: int, bounds: Bounds) -> int:
    if not isinstance(failure, FetchFailed):
        return schedule.after_failures(bounds, failures)
    if failure.status == 410:
        return bounds.longest
    asked = failure.retry_after
    return schedule.after_failures(bounds, failures) if asked is None else bounds.within(asked)


def taken(state: FeedState, at: Moment) -> FeedState:
    """Give the state of a feed that nobody has followed for a while."""
    if state.next_poll is None:
        return state
    due = schedule.overdue(state.next_poll, at.now, at.bounds, state.asks, at.chance)
    return state.model_copy(update={"next_poll": due})


def revived(state: FeedState, now: datetime) -> FeedState:
    """Give the state of a feed whose owner has touched it: one that is retired is tried again."""
    return state.model_copy(update={"next_poll": now}) if is_retired(state) else state
