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


def deadline(article: bytes | None) -> float:
    """Give the seconds that an article may take: a hundred times what it should."""
    return min(60.0, 3.0 + len(article or b"") / 20_000)


class Parsers:
    """Some processes with the same extractor."""

    def __init__(self, extractor: str, scope: Scope, processes: int = 0) -> None:
        """Make as many as `processes`, or one a core."""
        count = processes or os.cpu_count() or 1
        self._children = Children[Incoming | None, Verdict | str](partial(_loaded, extractor, scope), count)
        self._threads = ThreadPoolExecutor(count, "parser")
        self._count = count
        self.name = ""

    async def open(self) -> None:
        """Start the processes; returns when each has loaded its extractor, or raises what kept it from that."""
        loop, ask = asyncio.get_running_loop(), partial(self._children.ask, None, START_SECONDS)
        names = await asyncio.gather(*(loop.run_in_executor(self._threads, ask) for _ in range(self._count)))
        self.name = str(names[0])

    async def extract(self, articles: Sequence[Incoming]) -> list[Verdict]:
        """Give the verdict on each article of a batch."""
        loop = asyncio.get_running_loop()
        return await asyncio.gather(*(loop.run_in_executor(self._threads, self._one, one) for one in articles))

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
