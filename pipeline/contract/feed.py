"""The feed list and what pollers know of each feed."""

from typing import Literal

from pydantic import Field

from pipeline.contract.base import Bool, Count, Message, UtcTime, Value

Pages = Literal["auto", "always", "never"]


class FeedOptions(Value):
    """How a feed is read."""

    pages: Pages = "auto"


class FeedSpec(Message):
    """A feed as its owner wants it followed. Record key: `feed_id`."""

    feed_id: str = Field(min_length=1)
    url: str
    title: str | None = None
    options: FeedOptions = FeedOptions()
    paused: Bool = False


class Health(Value):
    """Whether a feed can be read, and why not."""

    status: Literal["unknown", "healthy", "failing", "gone"] = "unknown"
    error: str | None = None
    failures: Count = 0
    last_success: UtcTime | None = None
    last_attempt: UtcTime | None = None


class Asks(Value):
    """What a feed's document asks of those who poll it. Hours and days are UTC's, Monday is 0."""

    seconds: Count | None = Field(default=None, description="ttl and sy:update*, the longer of them")
    skip_hours: tuple[Count, ...] = ()
    skip_days: tuple[Count, ...] = ()


class FeedState(Message):
    """What pollers know of a feed: validators as they came byte for byte, schedule, health, known ids."""

    feed_id: str = Field(min_length=1)
    etag: str | None = None
    last_modified: str | None = None
    body_hash: str | None = None
    next_poll: UtcTime | None = None
    interval: Count | None = Field(default=None, description="seconds")
    health: Health = Health()
    known: dict[str, str] = Field(default_factory=dict, description="article_id to content_hash")
