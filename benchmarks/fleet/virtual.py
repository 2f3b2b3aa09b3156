"""An event loop whose time jumps to the next thing that is due: a day passes as fast as its work is done."""

import asyncio
import selectors
from collections.abc import Coroutine
from datetime import datetime, timedelta
from typing import Any, TypeVar

from pipeline.feeds.clock import Clock

T = TypeVar("T")


class _Jumping(selectors.DefaultSelector):
    """A selector that does not wait, and counts the seconds that it should have waited."""

    passed = 0.0

    def select(self, timeout: float | None = None) -> Any:
        """Look what is ready; where nobody is due and nothing is ready, wait for it as usual."""
        if timeout:
            self.passed += timeout
        return super().select(0 if timeout is not None else None)


class VirtualLoop(asyncio.SelectorEventLoop):
    """Its time begins at 0, and is what its sleepers have slept. Threads and the network are not waited for."""

    def __init__(self) -> None:
        self._jumping = _Jumping()
        super().__init__(self._jumping)

    def time(self) -> float:
        """Give the seconds since the beginning."""
        return self._jumping.passed

    def clock(self, start: datetime) -> Clock:
        """Give the time of day, where the loop began at `start`."""
        return Clock(lambda: start + timedelta(seconds=self.time()))


def run(main: Coroutine[Any, Any, T], loop: VirtualLoop) -> T:
    """Run to the end on the loop."""
    with asyncio.Runner(loop_factory=lambda: loop) as runner:
        return runner.run(main)
