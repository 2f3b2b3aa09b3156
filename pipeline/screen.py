"""What `up` and `demo` show: the services' lines as one stream, and on a terminal a last line that stays."""

import os
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from rich.console import Console, RenderableType
from rich.live import Live
from rich.text import Text

from pipeline.render.plain import printable

_COLOURS: Final = ("cyan", "magenta", "yellow", "blue", "green", "bright_black")
_WIDTH: Final = 8


class Screen:
    """Shows lines in the order in which they come.

    `bare` is for a machine that reads them: the lines as they are, and nothing else. A terminal that has gone away is
    no reason to fail; a pipe that is closed stops this process as SIGTERM does.
    """

    def __init__(self, console: Console, *, bare: bool = False) -> None:
        self.bare = bare
        self._console = console
        self._colours: dict[str, str] = {}
        self._live: Live | None = None
        self._last = ""

    @property
    def lively(self) -> bool:
        """Whether a person sits before it."""
        return self._console.is_terminal and not self.bare

    def line(self, name: str, line: str) -> None:
        """Show a service's line under its name."""
        if self.bare:
            self._print(Text(line))
        else:
            colour = self._colours.setdefault(name, _COLOURS[len(self._colours) % len(_COLOURS)])
            self._print(Text.assemble((f"{name:<{_WIDTH}}│ ", colour), printable(line)))

    def write(self, what: RenderableType) -> None:
        """Show a person anything, above the line that stays."""
        if not self.bare:
            self._print(what)

    def status(self, text: str) -> None:
        """Let a line stay at the bottom of a terminal; elsewhere show it when it has changed."""
        if self._live:
            self._live.update(Text(text, "bold", no_wrap=True, overflow="ellipsis"), refresh=True)
        elif text != self._last:
            self.write(Text(text))
        self._last = text

    @contextmanager
    def staying(self) -> Iterator[None]:
        """Keep the status line at the bottom while the block lasts, if this is a terminal."""
        if not self.lively:
            yield
            return
        live = Live(Text(self._last), console=self._console, auto_refresh=False, transient=True)
        with live:
            self._live = live
            try:
                yield
            finally:
                self._live = None

    def _print(self, what: RenderableType) -> None:
        try:
            self._console.print(what, soft_wrap=True)
        except SystemExit:  # rich ends the process where a pipe is closed: what runs has to be stopped first
            os.kill(os.getpid(), signal.SIGTERM)
        except OSError:
            self._console.quiet = True
