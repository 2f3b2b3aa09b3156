"""The feed list as a table for a person."""

from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from typing import Final

from pipeline.feeds.standing import Standing
from pipeline.render.plain import printable, shortened

SHORT_ID: Final = 8
"""Characters of an id that a person sees, and may give back."""
_LONGEST: Final = 60


def lines(feeds: Iterable[Standing]) -> Iterator[str]:
    """Give a head and a line for each feed; the last columns are its address, its name and what is wrong with it."""
    yield "  ".join(_set(name, width) for name, width, _ in _COLUMNS) + "  feed"
    for feed in feeds:
        yield "  ".join(_set(told(feed), width) for _, width, told in _COLUMNS) + "  " + _words(feed)


def _set(text: str, width: int) -> str:
    """Set words to the left and figures to the right, whose width is given below 0."""
    return f"{text:<{width}}" if width > 0 else f"{text:>{-width}}"


def _words(feed: Standing) -> str:
    title = shortened(feed.title, _LONGEST) if feed.title else ""
    moved = f"(moved to {printable(feed.moved_to)})" if feed.moved_to else ""
    error = f"({shortened(feed.error, _LONGEST)})" if feed.error else ""
    return "  ".join(filter(None, (printable(feed.url), title, moved, error)))


def _time(time: datetime | None) -> str:
    return f"{time:%m-%d %H:%M}" if time else "-"


def _interval(seconds: int | None) -> str:
    if seconds is None:
        return "-"
    return (
        f"{seconds} s" if seconds < 60 else f"{seconds / 60:.0f} min" if seconds < 7200 else f"{seconds / 3600:.1f} h"
    )


def _size(number: int) -> str:
    return f"{number / 1e6:.1f} MB" if number >= 1e6 else f"{number / 1e3:.0f} kB"


def _rate(feed: Standing) -> str:
    return "-" if feed.items_a_day is None else f"{feed.items_a_day:.3g}"


def _share(feed: Standing) -> str:
    """Give which part of the polls was answered without a body, or that the server gives nothing to ask with."""
    return (
        f"{100 * feed.unchanged / feed.polls:.0f} %" if feed.polls and (feed.conditional or feed.unchanged) else "none"
    )


_COLUMNS: Final[tuple[tuple[str, int, Callable[[Standing], str]], ...]] = (
    ("id", SHORT_ID, lambda feed: feed.feed_id[:SHORT_ID]),
    ("status", 7, lambda feed: "paused" if feed.paused else feed.status),
    ("last read", 11, lambda feed: _time(feed.last_success)),
    ("next poll", 11, lambda feed: _time(feed.next_poll)),
    ("every", -7, lambda feed: _interval(feed.interval)),
    ("a day", -5, _rate),
    ("304", -5, _share),
    ("bytes", -8, lambda feed: _size(feed.bytes)),
    ("saved", -8, lambda feed: _size(feed.bytes_saved)),
)
