"""Parsing in processes that can be killed: a bomb costs its own time limit and memory, never the service."""

import asyncio
import multiprocessing
import resource
import signal
from collections.abc import Callable
from contextlib import suppress
from types import TracebackType
from typing import Final, Self

from pebble import ProcessExpired, ProcessPool

from pipeline.errors import BadInput
from pipeline.feeds.draft import Origin
from pipeline.feeds.parse import Parsed, document, feed

DEADLINE: Final = 20.0
"""Seconds; the largest honest feed (15 MB, some ten thousand entries at 800/s and more) takes less."""
_MEMORY: Final = 2 * 1024**3
"""Bytes of address space of a parser process."""

Parse = Callable[[bytes, Origin], Parsed]


class Parsers:
    """Processes that parse. Used as a context manager; leaving it kills what still runs."""

    def __init__(self, processes: int = 1, deadline: float = DEADLINE) -> None:
        self._deadline = deadline
        # Not forked from here: the caller has threads (Kafka's client), whose locks a fork would copy as they stand.
        context = multiprocessing.get_context("spawn")
        self._pool = ProcessPool(max_workers=processes, context=context, initializer=_prepare)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Kill what still runs."""
        self._pool.stop()  # type: ignore[no-untyped-call]
        self._pool.join()

    def document(self, data: bytes, origin: Origin) -> Parsed:
        """Do what `parse.document` does; BadInput too for what takes too long or kills its parser twice."""
        return asyncio.run(self._parse(document, data, origin))

    async def feed(self, data: bytes, origin: Origin) -> Parsed:
        """Do what `parse.feed` does; BadInput too for what takes too long or kills its parser twice."""
        return await self._parse(feed, data, origin)

    async def _parse(self, parse: Parse, data: bytes, origin: Origin) -> Parsed:
        # Once may be an accident (the system was short of memory); twice is the document.
        with suppress(ProcessExpired):
            return await self._once(parse, data, origin)
        try:
            return await self._once(parse, data, origin)
        except ProcessExpired:
            raise BadInput("it killed its parser twice") from None

    async def _once(self, parse: Parse, data: bytes, origin: Origin) -> Parsed:
        future = self._pool.schedule(parse, args=(data, origin), timeout=self._deadline)
        try:
            parsed: Parsed = await asyncio.wrap_future(future)
        except TimeoutError:
            raise BadInput(f"parsing it took longer than {self._deadline:.0f} s") from None
        return parsed


def _prepare() -> None:
    """Ctrl-C is the parent's to act on; the memory is bounded where the system knows how."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    with suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
