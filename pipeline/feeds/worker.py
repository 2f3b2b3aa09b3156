"""Parsing in a process that can be killed: a bomb costs its own time limit and memory, never the service."""

import asyncio
from collections.abc import Awaitable, Callable
from concurrent.futures import Executor
from functools import partial
from typing import Any, Final, TypeVar

from pipeline.child import Children, Lost
from pipeline.errors import BadInput
from pipeline.feeds.draft import Origin
from pipeline.feeds.parse import Parsed, document

DEADLINE: Final = 20.0
"""Seconds; the largest honest feed (15 MB, some ten thousand entries at 800/s and more) takes less."""

Question = tuple[Callable[..., Any], tuple[Any, ...]]
T = TypeVar("T")
Ask = Callable[..., Awaitable[Any]]
"""Runs a function that reads anybody's bytes, with its arguments, in a process that can be killed; raises BadInput."""


class ParserLost(BadInput):
    """The bytes hung or killed their parser, twice: the same source may do so again, and each time costs much."""


class Parsers(Children[Question, Any]):
    """Processes that parse, for as many threads. A context manager: leaving it kills what still runs."""

    def __init__(self, processes: int = 1, deadline: float = DEADLINE) -> None:
        super().__init__(_parser, processes)
        self._deadline = deadline

    def document(self, data: bytes, origin: Origin) -> Parsed:
        """Do what `parse.document` does; BadInput too for what hangs, kills or breaks its parser."""
        return self.call(document, data, origin)

    def call(self, function: Callable[..., T], *arguments: Any) -> T:
        """Do what a function does that reads anybody's bytes, or raise BadInput."""
        try:
            answer: T = self.ask((function, arguments), self._deadline)
        except BadInput:
            raise
        except Lost as lost:
            raise ParserLost(f"its parser was lost twice: {lost}") from None
        except Exception as error:  # noqa: BLE001 - a fault of the parser, or no memory: no service ends over that
            raise BadInput(f"its parser failed: {type(error).__name__}: {error}") from None
        return answer


def asking(parsers: Parsers, threads: Executor | None = None) -> Ask:
    """Give what asks parsers and waits in threads: at best as many as there are parsers, so that others wait here."""

    async def ask(function: Callable[..., Any], *arguments: Any) -> Any:
        return await asyncio.get_running_loop().run_in_executor(threads, partial(parsers.call, function, *arguments))

    return ask


def _parser() -> Callable[[Question], Any]:
    return _answered


def _answered(question: Question) -> Any:
    function, arguments = question
    return function(*arguments)
