"""The feed list and what pollers know of each feed."""

from typing import Literal

from pydantic import Field

from pipeline.contract.base import Bool, Count, Float, Message, UtcTime, Value

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


class Moving(Value):
    """A permanent redirect that has not been seen often enough to be believed."""

    url: str
    seen: Count
    since: UtcTime


class Traffic(Value):
    """What the polls of a feed came to since it was listed; bytes are counted after decompression."""

    polls: Count = 0
    unchanged: Count = Field(default=0, description="answered by 304 Not Modified")
    bytes: Count = 0
    saved: Count = Field(default=0, description="bytes of the last whole answer, for each 304")


_BASE64 = r"^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$"


class FeedState(Message):
    """What pollers know of a feed: validators as they came byte for byte, schedule, health, known articles."""

    feed_id: str = Field(min_length=1)
    url: str | None = Field(default=None, description="where it has moved for good; null: as it is listed")
    moving: Moving | None = None
    etag: str | None = None
    last_modified: str | None = None
    body_hash: str | None = None
    size: Count = Field(default=0, description="bytes of the last whole answer")
    read: UtcTime | None = Field(default=None, description="when the last whole answer came")
    next_poll: UtcTime | None = None
    interval: Count | None = Field(default=None, description="seconds")
    daily: Float | None = Field(default=None, description="articles a day")
    entries: Count = Field(default=0, description="articles that are in it now")
    asks: Asks = Asks()
    health: Health = Health()
    traffic: Traffic = Traffic()
    known: str = Field(
        default="",
        pattern=_BASE64,
        description="base64 of 16 bytes an article, the newest first: 8 of the SHA-256 of its id, 8 of its hash's",
    )
