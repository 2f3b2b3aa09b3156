"""Which incidents have long been quiet: by the log's own clock, never by the wall's.

The clock goes with the times at which events were told. It never goes back, and no event moves it by more than a day,
so that a false date in the future closes nothing. Clock and count stand in each state that is written: a memory that
was read again from its topic closes the same incidents at the same event as the one that was lost.
"""

import heapq
from collections import deque
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Final

QUIET: Final = timedelta(days=14)
"""After so long without a report an incident is closed and forgotten."""
MERGED: Final = timedelta(days=30)
"""So long a merged incident's last state is kept under its id."""
RECENT: Final = 20_000
"""Whatever its date, none of the newest arrivals is forgotten: they may be delivered again. It is the seconds between
two commits of the offset at the highest rate, several times over."""
STEP: Final = timedelta(days=1)
_EARLIEST: Final = datetime.min.replace(tzinfo=UTC) + STEP


class Quiet:
    """The log's clock, and what has been touched when by it."""

    def __init__(self, recent: int = RECENT) -> None:
        self.now: datetime | None = None
        self.count = 0
        self._recent = recent
        self._turns: dict[str, int] = {}
        self._arrivals: deque[tuple[int, datetime, str]] = deque()
        self._waiting: list[tuple[datetime, int, str]] = []

    def tell(self, told: datetime) -> None:
        """Take in the time of an event."""
        self.now = told if self.now is None else max(self.now, min(told, self.now + STEP))

    def touch(self, name: str, until: datetime, turn: int) -> None:
        """Keep a name until a time; `turn` is its place among all that was touched."""
        self.count = max(self.count, turn)
        self._turns[name] = turn
        self._arrivals.append((turn, until, name))

    def over(self) -> Iterator[str]:
        """Give the names whose time is over, and drop them."""
        while self._arrivals and self._arrivals[0][0] <= self.count - self._recent:
            turn, until, name = self._arrivals.popleft()
            if self._turns.get(name) == turn:
                heapq.heappush(self._waiting, (until, turn, name))
        while self._waiting and self._waiting[0][0] < (self.now or _EARLIEST):
            _, turn, name = heapq.heappop(self._waiting)
            if self._turns.get(name) == turn:
                del self._turns[name]
                yield name
