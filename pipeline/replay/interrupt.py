"""Ctrl-C and SIGTERM, obeyed between two articles.

Raised wherever the code happens to be, a KeyboardInterrupt could leave Kafka's client in the middle of a send, after
which it can neither finish nor flush. A second one ends the process at once.
"""

import signal
from threading import Event
from types import FrameType, TracebackType
from typing import Final, Self

_SIGNALS: Final = (signal.SIGINT, signal.SIGTERM)


class Interrupt:
    """Takes the signals while the block lasts. For the main thread."""

    def __init__(self) -> None:
        self._asked = Event()

    def __enter__(self) -> Self:
        self._before = {number: signal.signal(number, self._ask) for number in _SIGNALS}
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._restore()

    def _ask(self, number: int, frame: FrameType | None) -> None:  # noqa: ARG002 - a signal handler's arguments
        self._asked.set()
        self._restore()

    def _restore(self) -> None:
        for number, before in self._before.items():
            signal.signal(number, before)

    def check(self) -> None:
        """Raise KeyboardInterrupt where an end was asked for."""
        if self._asked.is_set():
            raise KeyboardInterrupt

    def sleep(self, seconds: float) -> None:
        """Wait so long, or until an end is asked for."""
        self._asked.wait(seconds)
        self.check()
