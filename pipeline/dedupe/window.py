"""What may be forgotten: by the articles' own time and the offsets of their log, never by a clock.

The window is a function of what is remembered, however that came to be: a memory that was rebuilt forgets at the
same message as the one that was lost.
"""

import heapq
from array import array
from bisect import insort
from collections import Counter, deque
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Final

WITNESSES: Final = 100
"""Now is the hour of the hundredth newest article: a few false dates in the future make nobody forget."""
RECENT: Final = 20_000
"""Whatever its date, none of the newest so many messages is forgotten: they may be delivered again. It is the seconds
between two commits of the offset at the highest rate, several times over."""
_HOUR: Final = timedelta(hours=1)
_NO_HOUR: Final = -(1 << 31)


def hour_of(time: datetime | None) -> int:
    """Give the hour since 1970 of an article's time; one without a time is older than all."""
    return int(time.timestamp() // _HOUR.total_seconds()) if time else _NO_HOUR


class Window:
    """Rows with their hour; one is over when it lies more than `span` before now and is not among the recent."""

    def __init__(self, span: timedelta, recent: int = RECENT) -> None:
        self._span = span // _HOUR
        self._recent = recent
        self._counts: Counter[int] = Counter()
        self._hours: list[int] = []
        """Those of `_counts`, ascending."""
        self._arrivals: deque[tuple[int, int, int]] = deque()
        self._waiting: dict[int, array[int]] = {}
        self._order: list[int] = []
        """A heap of the hours in `_waiting`."""

    def enter(self, row: int, hour: int, offset: int) -> None:
        """Note a row, and the offset of the message that made it."""
        if hour not in self._counts:
            insort(self._hours, hour)
        self._counts[hour] += 1
        self._arrivals.append((offset, hour, row))
        # Of a topic that was made anew the offsets begin again, far below those of the old one.
        while abs(offset - self._arrivals[0][0]) > self._recent:
            _, old, gone = self._arrivals.popleft()
            self._wait(old, gone)

    def leave(self, hour: int) -> None:
        """Note that a row of this hour is gone."""
        self._counts[hour] -= 1
        if not self._counts[hour]:
            del self._counts[hour]
            self._hours.remove(hour)

    def over(self) -> Iterator[tuple[int, int]]:
        """Give the rows that are over with their hours, once; some of them may have been gone before."""
        while self._order and self._order[0] < self._horizon():
            hour = heapq.heappop(self._order)
            yield from ((row, hour) for row in self._waiting.pop(hour))

    def _wait(self, hour: int, row: int) -> None:
        if hour not in self._waiting:
            self._waiting[hour] = array("q")
            heapq.heappush(self._order, hour)
        self._waiting[hour].append(row)

    def _horizon(self) -> int:
        witnesses = 0
        for hour in reversed(self._hours):
            witnesses += self._counts[hour]
            if witnesses >= WITNESSES:
                return hour - self._span
        return _NO_HOUR
