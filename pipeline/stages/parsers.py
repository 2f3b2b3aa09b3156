"""Extractors in processes of their own: what kills or hangs one is the article's fault, and costs no other article."""

import asyncio
import os
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from functools import partial
from typing import Final

from pipeline.child import Children, Lost
from pipeline.extraction.plugin import load
from pipeline.extraction.protocol import Scope
from pipeline.metrics import EXTRACTION_SECONDS
from pipeline.stages.extract import extract, given_up
from pipeline.stages.message import Incoming, Verdict

ATTEMPTS: Final = 2
START_SECONDS: Final = 600.0
"""The first question waits until the extractor is loaded, and is no article."""


class Failed(Exception):
    """The extractor raised an error; the text says which."""


MOST_PROCESSES: Final = 4
"""By default: each holds the models, 165 MB, and a container is told the cores of its whole host."""


def deadline(article: bytes | None) -> float:
    """Give the seconds that an article may take, a hundred times what it should; twice that is no stuck batch."""
    return min(25.0, 3.0 + len(article or b"") / 20_000)


def processes_by_default() -> int:
    """Give one a core that this process may use, up to MOST_PROCESSES."""
    usable = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return min(MOST_PROCESSES, usable)


class Parsers:
    """Some processes with the same extractor."""

    def __init__(self, extractor: str, scope: Scope, processes: int = 0) -> None:
        """Make as many as `processes`, or as many as is usual."""
        count = processes or processes_by_default()
        self._children = Children[Incoming | None, Verdict | str](partial(_loaded, extractor, scope), count)
        self._threads = ThreadPoolExecutor(count, "parser")
        self._count = count
        self.name = ""

    async def open(self) -> None:
        """Start the processes; returns when each has loaded its extractor, or raises what kept it from that."""
        loop, ask = asyncio.get_running_loop(), partial(self._children.ask, None, START_SECONDS)
        names = await asyncio.gather(*(loop.run_in_executor(self._threads, ask) for _ in range(self._count)))
        self.name = str(names[0])

    async def extract(self, articles: Sequence[Incoming], noted: Callable[[], None]) -> list[Verdict]:
        """Give the verdict on each article of a batch; each is `noted`, since a batch of bad ones takes its time."""
        return await asyncio.gather(*(self._verdict(article, noted) for article in articles))

    async def _verdict(self, article: Incoming, noted: Callable[[], None]) -> Verdict:
        verdict = await asyncio.get_running_loop().run_in_executor(self._threads, self._one, article)
        noted()
        return verdict

    def _one(self, article: Incoming) -> Verdict:
        """Ask twice: what kills, hangs or fails its parser both times is poison."""
        try:
            return self._ask(article)
        except (Lost, Failed) as error:
            return given_up(article, self.name, datetime.now(UTC), str(error), ATTEMPTS)

    def _ask(self, article: Incoming) -> Verdict:
        try:
            return self._timed(article)
        except Failed:
            return self._timed(article)

    def _timed(self, article: Incoming) -> Verdict:
        with EXTRACTION_SECONDS.time():
            verdict = self._children.ask(article, deadline(article.value))
        if isinstance(verdict, str):
            raise Failed(verdict)
        return verdict

    async def close(self) -> None:
        """End the processes."""
        self._children.close()
        self._threads.shutdown(cancel_futures=True)


def _loaded(extractor: str, scope: Scope) -> Callable[[Incoming | None], Verdict | str]:
    """Load the extractor, in its process, and give what answers there: a verdict, its name, or what it raised."""
    made = load(extractor, scope)

    def answer(article: Incoming | None) -> Verdict | str:
        if article is None:
            return made.name
        try:
            return extract(article, made, datetime.now(UTC))
        except Exception as error:  # noqa: BLE001 - whatever a plug-in raises is the article's fault or its own
            return f"{made.name} raised {type(error).__name__}: {error}"

    return answer
