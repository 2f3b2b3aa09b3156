"""How fast the pages of one host are fetched: one a second, or as its robots.txt or its Retry-After asks."""

from collections.abc import Awaitable, Callable
from typing import Final

from pipeline.feeds.fetch import FetchFailed

SECONDS: Final = 1.0
"""Between two pages of a host that asks for nothing else."""
_MOST_HOSTS: Final = 10_000


class Pace:
    """Gives each request its turn."""

    def __init__(self, now: Callable[[], float], sleep: Callable[[float], Awaitable[None]]) -> None:
        """`now` is in seconds from any time on; `sleep` waits for so many of them."""
        self._now = now
        self._sleep = sleep
        self._free: dict[str, float] = {}

    async def turn(self, host: str, delay: float | None, until: float) -> None:
        """Wait for a host's next turn, or raise FetchFailed at once where that comes after `until`."""
        now = self._now()
        turn = max(now, self._free.get(host, now))
        if turn > until:
            raise FetchFailed(f"its host is asked no sooner than in {turn - now:.0f} s")
        self._free[host] = turn + max(delay or SECONDS, SECONDS)
        self._forget(now)
        if turn > now:
            await self._sleep(turn - now)

    def hold(self, host: str, seconds: float) -> None:
        """Leave a host alone for so long, as it asks."""
        self._free[host] = max(self._free.get(host, 0.0), self._now() + seconds)

    def _forget(self, now: float) -> None:
        if len(self._free) > _MOST_HOSTS:
            self._free = {host: free for host, free in self._free.items() if free > now}
