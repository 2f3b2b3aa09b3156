"""What a poller knows of a feed after each poll, and which of its articles are news. Pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from random import Random
from typing import Final

from pipeline.contract import Article, FeedState
from pipeline.contract.feed import Health
from pipeline.feeds.fetch import Fetched, FetchFailed, Validators
from pipeline.feeds.schedule import Bounds, after_failures, next_poll

MOST_KNOWN: Final = 5_000
"""Articles that are remembered of a feed: all that are in it now (parse.MOST_ENTRIES), then the newest others. With
their hashes they take 0.7 MB of the topic's 1 MiB."""
KEPT: Final = 1_000
"""Articles that are remembered after they have left the feed; some feeds bring them back for a day."""
_LONGEST_ERROR: Final = 500


@dataclass(frozen=True, slots=True)
class Moment:
    """When a poll ended, and what the next one may be: the site's bounds, and chance."""

    now: datetime
    bounds: Bounds
    chance: Random


def validators(state: FeedState) -> Validators:
    """Give what to ask with."""
    return Validators(state.etag, state.last_modified)


def body_hash(body: bytes) -> str:
    """Hash a body; some servers give a new ETag with the same bytes, or none at all."""
    return sha256(body).hexdigest()


def news(state: FeedState, articles: Iterable[Article]) -> list[Article]:
    """Give the articles that are new or whose text has changed, each once, oldest first, as a reader would have them.

    Feeds put the newest first.
    """
    fresh = {a.article_id: a for a in articles if state.known.get(a.article_id) != a.content_hash}
    return list(fresh.values())[::-1]


def unchanged(state: FeedState, fetched: Fetched, at: Moment) -> FeedState:
    """Note a poll that brought nothing: not modified, or the same bytes."""
    return _well(state, at).model_copy(update=_asked(fetched))


def read(state: FeedState, fetched: Fetched, body: bytes, articles: Iterable[Article], at: Moment) -> FeedState:
    """Note a poll whose articles are acknowledged."""
    update = {**_asked(fetched), "body_hash": body_hash(body), "known": known(state.known, articles)}
    return _well(state, at).model_copy(update=update)


def failed(state: FeedState, failure: Exception, at: Moment) -> FeedState:
    """Note a poll that failed, and why; what a server asks for is done, else the interval doubles."""
    failures = state.health.failures + 1
    gone = isinstance(failure, FetchFailed) and failure.status == 410
    asked = failure.retry_after if isinstance(failure, FetchFailed) else None
    wait = after_failures(at.bounds, failures) if asked is None else at.bounds.within(asked)
    interval = at.bounds.longest if gone else wait
    health = state.health.model_copy(
        update={
            "status": "gone" if gone else "failing",
            "error": " ".join(str(failure).split())[:_LONGEST_ERROR] or type(failure).__name__,
            "failures": failures,
            "last_attempt": at.now,
        }
    )
    return _due(state, interval, at).model_copy(update={"health": health})


def known(before: Mapping[str, str], articles: Iterable[Article]) -> dict[str, str]:
    """Give the content hashes by id, the newest first: what is in the feed, then what was, within bounds."""
    here = {article.article_id: article.content_hash for article in articles}
    gone = [(name, value) for name, value in before.items() if name not in here]
    return dict([*here.items(), *gone[:KEPT]][:MOST_KNOWN])


def _well(state: FeedState, at: Moment) -> FeedState:
    health = Health(status="healthy", last_success=at.now, last_attempt=at.now)
    return _due(state, at.bounds.shortest, at).model_copy(update={"health": health})


def _due(state: FeedState, interval: int, at: Moment) -> FeedState:
    return state.model_copy(update={"interval": interval, "next_poll": next_poll(at.now, interval, at.chance)})


def _asked(fetched: Fetched) -> dict[str, str | None]:
    return {"etag": fetched.validators.etag, "last_modified": fetched.validators.last_modified}
