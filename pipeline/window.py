"""What may be forgotten: by the messages' own time and the order of their log, never by a clock.

The same log gives the same window; a replay of an old archive forgets what the archive has left behind.
"""

import heapq
from collections import deque
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Final

WITNESSES: Final = 100
"""Now is the hundredth newest time of all: a few false dates in the future make nobody forget."""
RECENT: Final = 20_000
"""Whatever its date, none of the newest arrivals is forgotten: they may be delivered again. It is the seconds between
two commits of the offset at the highest rate, several times over."""
_NO_TIME: Final = datetime.min.replace(tzinfo=UTC)


class Window:
    """Ids with their time; one is over when it lies more than `span` before now and is not among the recent."""

    def __init__(self, span: timedelta, recent: int = RECENT) -> None:
        self._span = span
        self._recent = recent
        self._arrived: dict[str, int] = {}
        self._arrivals: deque[tuple[int, datetime, str]] = deque()
        self._waiting: list[tuple[datetime, int, str]] = []
        self._newest: list[datetime] = []
        self._count = 0

    def touch(self, name: str, time: datetime | None) -> None:
        """Note that an id has arrived, or arrived again with another time; without one it is over when not recent."""
        if name not in self._arrived:
            self._witness(time or _NO_TIME)
        self._count += 1
        self._arrived[name] = self._count
        self._arrivals.append((self._count, time or _NO_TIME, name))

    def _witness(self, time: datetime) -> None:
        heapq.heappush(self._newest, time)
        if len(self._newest) > WITNESSES:
            heapq.heappop(self._newest)

    def over(self) -> Iterator[str]:
        """Give the ids that are over, and drop them."""
        while self._arrivals and self._arrivals[0][0] <= self._count - self._recent:
            arrival, time, name = self._arrivals.popleft()
            heapq.heappush(self._waiting, (time, arrival, name))
        while self._waiting and self._waiting[0][0] < self._horizon():
            _, arrival, name = heapq.heappop(self._waiting)
            if self._arrived.get(name) == arrival:
                del self._arrived[name]
                yield name

    def _horizon(self) -> datetime:
        now = self._newest[0] if len(self._newest) >= WITNESSES else _NO_TIME
        return now - self._span if now - _NO_TIME > self._span else _NO_TIME
