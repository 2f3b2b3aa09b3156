"""When a feed's own document asks to be read: ttl, skipHours, skipDays (RSS 2.0), sy:update* (RSS 1.0). Pure.

It is read from the head of the bytes, before the first entry, with regular expressions: of a list of hours feedparser
gives the last one, and these words must be found in broken XML too.
"""

import re
from collections.abc import Iterable, Iterator
from typing import Final

from pipeline.contract.feed import Asks

_HEAD: Final = 64 * 1024
_ENTRY: Final = re.compile(rb"<(?:\w+:)?(?:item|entry)[\s>]", re.IGNORECASE)
_PERIODS: Final = {"hourly": 3600, "daily": 86_400, "weekly": 604_800, "monthly": 2_592_000, "yearly": 31_536_000}
_DAYS: Final = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


def read(data: bytes) -> Asks:
    """Give what a feed asks; nothing for one that has no such words, or in no encoding that contains ASCII."""
    entry = _ENTRY.search(data, 0, _HEAD)
    head = data[: entry.start() if entry else _HEAD].decode("latin-1")
    return Asks(
        seconds=max(filter(None, (_ttl(head), _period(head))), default=None),
        skip_hours=_some_of(range(24), {int(hour) % 24 for hour in _listed(head, "skipHours", "hour", "[0-9]{1,2}")}),
        skip_days=_some_of(range(7), set(_days(_listed(head, "skipDays", "day", "[A-Za-z]+")))),
    )


def _some_of(all_: range, named: set[int]) -> tuple[int, ...]:
    """Give those that are named; who skips all of them is not believed, as the feed would never be read again."""
    return tuple(sorted(named)) if len(named) < len(all_) else ()


def _listed(head: str, around: str, name: str, value: str) -> list[str]:
    block = re.search(rf"<{around}\b[^>]*>(.*?)</{around}", head, re.DOTALL | re.IGNORECASE)
    return re.findall(rf"<{name}\b[^>]*>\s*({value})\s*<", block[1], re.IGNORECASE) if block else []


def _days(names: Iterable[str]) -> Iterator[int]:
    return (_DAYS.index(name.lower()) for name in names if name.lower() in _DAYS)


def _ttl(head: str) -> int | None:
    """Give the minutes of `ttl`, as seconds."""
    text = _text(head, "ttl")
    return 60 * int(text) if re.fullmatch(r"[0-9]{1,6}", text) else None


def _period(head: str) -> int | None:
    """Give sy:updatePeriod over sy:updateFrequency; where one is missing, a day and once are its specification's."""
    period, frequency = _text(head, "updatePeriod"), _text(head, "updateFrequency")
    if not (period or frequency):
        return None
    times = int(frequency) if re.fullmatch(r"[1-9][0-9]{0,5}", frequency) else 1
    return _PERIODS.get(period.lower() or "daily", 0) // times or None


def _text(head: str, name: str) -> str:
    found = re.search(rf"<(?:\w+:)?{name}\b[^>]*>([^<]*)<", head, re.IGNORECASE)
    return found[1].strip() if found else ""
