"""What HTTP's headers ask of a next request: Cache-Control and Expires (RFC 9111), Retry-After (RFC 9110). Pure."""

import re
from collections.abc import Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Final

_MAX_AGE: Final = re.compile(r"(?:^|[\s,])max-age\s*=\s*\"?([0-9]{1,9})", re.IGNORECASE)
_NEVER_FRESH: Final = re.compile(r"(?:^|[\s,])no-(?:cache|store)\s*(?:[,=]|$)", re.IGNORECASE)


def fresh_for(headers: Mapping[str, str], now: datetime) -> int | None:
    """Give the seconds from now for which an answer is fresh; None where nothing is said, or that it never is.

    `headers` must not care for case. `s-maxage` is a shared cache's matter. `now` stands in for a missing Date.
    """
    control = headers.get("Cache-Control", "")
    if _NEVER_FRESH.search(control):
        return None
    if told := _MAX_AGE.search(control):
        return max(0, int(told[1]) - _age(headers)) or None
    expires = date(headers.get("Expires"))
    if expires is None:
        return None
    return max(0, round((expires - (date(headers.get("Date")) or now)).total_seconds()) - _age(headers)) or None


def _age(headers: Mapping[str, str]) -> int:
    """Give how long the answer has been in caches on the way already."""
    age = headers.get("Age", "").strip()
    return int(age) if re.fullmatch(r"[0-9]{1,9}", age) else 0


def retry_after(header: str | None, now: datetime) -> int | None:
    """Give the seconds that a Retry-After asks to wait, in either form, never below 0; None for what is neither."""
    text = (header or "").strip()
    if re.fullmatch(r"[0-9]+", text):
        return int(text[:9])
    time = date(text)
    return None if time is None else max(0, round((time - now).total_seconds()))


def date(text: str | None) -> datetime | None:
    """Read a date of HTTP; None for what is none. `Expires: 0` is often said, and means nothing to a schedule."""
    try:
        time = parsedate_to_datetime(text or "")
    except (ValueError, TypeError, OverflowError, IndexError):
        return None
    return time.replace(tzinfo=UTC) if time.tzinfo is None else time
