"""Times of publication as feeds and pages write them, to UTC. What is no certain date is None, never a guess."""

import re
from collections.abc import Callable, Iterable
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from functools import lru_cache
from typing import Final

_ZONES: Final = {
    "WAT": "+0100",
    "CET": "+0100",
    "CEST": "+0200",
    "CAT": "+0200",
    "SAST": "+0200",
    "EET": "+0200",
    "EEST": "+0300",
    "EAT": "+0300",
    "MSK": "+0300",
    "PKT": "+0500",
    "WIB": "+0700",
    "JST": "+0900",
    "KST": "+0900",
    "AEST": "+1000",
    "AEDT": "+1100",
}
"""Abbreviations that mean one offset only and that RFC 822 does not know. IST, BST, CST mean several."""

_ZONE: Final = re.compile(r"\b(?:" + "|".join(_ZONES) + r")\b")
_FROM_GMT: Final = re.compile(r"\b(?:GMT|UTC)\s?(?=[+-]\d)")
_HALF_DAY: Final = re.compile(r"\d\s?[AaPp]\.?[Mm]\b")
_BARE: Final = re.compile(r"^[+-]?\d+(?:\.\d+)?$")
"""A bare number: epoch seconds, milliseconds or days, nobody can tell which; FINDINGS of feedparser: a wrong date."""
_DAY: Final = re.compile(r"^(?:19|20)\d{6}$")
_WORDS: Final = re.compile(r"[^\W\d_]{3,}|[年月日]")
_LONGEST: Final = 80
_FIRST: Final = datetime(1991, 8, 6, tzinfo=UTC)
"""The first page of the web: what is dated before has a date of nothing (1970, 0001)."""
_SKEW: Final = timedelta(minutes=10)
"""By so much clocks differ: not worth a note."""


def parse(text: str | None) -> datetime | None:
    """Read RFC 3339 and ISO 8601, RFC 822, and dates with month names in any language; None for all else.

    Without a zone UTC is meant. Days without a month's name (03/07/2023) say either of two dates, so they give None.
    """
    cleaned = " ".join((text or "").split())
    if not cleaned or len(cleaned) > _LONGEST or (_BARE.match(cleaned) and not _DAY.match(cleaned)):
        return None
    return _first(_readers(cleaned), _FROM_GMT.sub("", _ZONE.sub(lambda zone: _ZONES[zone[0]], cleaned)))


def clamped(published: datetime | None, fetched: datetime | None) -> tuple[datetime | None, str | None]:
    """Give a credible time of publication, and a note of what was wrong with the given one.

    None was published after it was fetched, which stands for it then, nor before there was a web. Where nothing was
    fetched, as in a replay, the given time stands.
    """
    if published is None or fetched is None:
        return published, None
    if published < _FIRST:
        return None, f"its date {published:%Y-%m-%d} is before there was a web, and left out"
    if published <= fetched:
        return published, None
    note = f"its date {published:%Y-%m-%d %H:%M} UTC was still to come when it was fetched, which stands for it"
    return fetched, note if published - fetched > _SKEW else None


def first_of(texts: Iterable[str | None]) -> tuple[datetime | None, tuple[str, ...]]:
    """Give the first of some times that can be read; where none can, a note of the first that is written."""
    given = [text for text in texts if text]
    found = next((time for text in given if (time := parse(text))), None)
    return found, (_unread(given[0]),) if given and found is None else ()


def _unread(text: str) -> str:
    return f"its date cannot be read: {' '.join(text.split())[:_LONGEST]}"


def _readers(text: str) -> Iterable[Callable[[str], datetime | None]]:
    # RFC 822 knows no half days: its reader would take 9:15 PM for the morning.
    if _HALF_DAY.search(text):
        return (_in_words,)
    return datetime.fromisoformat, parsedate_to_datetime, _in_words


def _first(readers: Iterable[Callable[[str], datetime | None]], text: str) -> datetime | None:
    for read in readers:
        try:
            found = read(text)
            if found:
                return _utc(found)
        except (ValueError, OverflowError, IndexError, TypeError):
            continue
    return None


def _utc(time: datetime) -> datetime:
    return time.replace(tzinfo=UTC) if time.tzinfo is None else time.astimezone(UTC)


@lru_cache(maxsize=4096)
def _in_words(text: str) -> datetime | None:
    if not _WORDS.search(text) or not re.search(r"\d{4}", text):
        return None
    import dateparser

    # Strict: day, month and year must all stand there, and nothing is reckoned from today.
    settings = {"STRICT_PARSING": True, "PARSERS": ["absolute-time"], "TIMEZONE": "UTC"}
    found: datetime | None = dateparser.parse(text, settings=settings)
    return found
