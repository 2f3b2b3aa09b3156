"""How a replay looks: a bar on a terminal, plain lines elsewhere; what is bad is named on stderr."""

import sys
import time
from datetime import timedelta
from types import TracebackType
from typing import Final, Self

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from pipeline.contract import Article
from pipeline.feeds.parse import Fault
from pipeline.render.plain import printable

_LINE_SECONDS: Final = 10.0
"""Off a terminal a replay at a pace says where it is no more often than that."""


class ReplayDisplay:
    """A context manager: the bar is gone when it ends. Counts what it shows."""

    def __init__(self) -> None:
        self._console = Console(stderr=True, highlight=False, soft_wrap=True)
        columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
        self._bars = Progress(*columns, console=self._console, transient=True, disable=not sys.stderr.isatty())
        self._task = self._bars.add_task("reading", total=None)
        self._last_line = 0.0
        self.articles = self.files = self.bad = 0

    def __enter__(self) -> Self:
        self._bars.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._bars.stop()

    def begin(self, what: str, total: int) -> None:
        """Begin a bar, or say what there is to do."""
        self._bars.reset(self._task, total=total, description=what)

    def advance(self, name: str, number: int) -> None:
        """Move the bar, or say which file is done."""
        self.articles += number
        self.files += 1
        self._bars.update(self._task, advance=1, description=f"{self.articles} articles")
        if self._bars.disable:
            self._say(f"{name}: {number} {'article' if number == 1 else 'articles'}")

    def fault(self, fault: Fault) -> None:
        """Name what is bad."""
        self.bad += 1
        self._say(f"{fault.where}: {fault.reason}")

    def waiting(self, seconds: float, article: Article) -> None:
        """Say which article is next and when, a line now and then where there is no bar."""
        wait = f"next in {timedelta(seconds=round(seconds))}: {article.title[:60]}"
        self._bars.update(self._task, description=wait)
        if self._bars.disable and time.monotonic() - self._last_line > _LINE_SECONDS:
            self._last_line = time.monotonic()
            self._say(wait)

    def _say(self, line: str) -> None:
        self._console.print(printable(line), markup=False)
