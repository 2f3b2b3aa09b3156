"""What `up` and `demo` show: the services' lines as one stream, and on a terminal a last line that stays."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from rich.console import Console, RenderableType
from rich.live import Live
from rich.text import Text

_COLOURS: Final = ("cyan", "magenta", "yellow", "blue", "green", "bright_black")
_WIDTH: Final = 8


class Screen:
    """Shows lines in the order in which they come. A terminal that has gone away is no reason to fail."""

    def __init__(self, console: Console, *, bare: bool = False) -> None:
        self.console = console
        self._bare = bare
        self._colours: dict[str, str] = {}
        self._live: Live | None = None
        self._last = ""

    def line(self, name: str, line: str) -> None:
        """Show a service's line under its name; `bare` leaves it as it is, for a machine that reads it."""
        if self._bare:
            self.write(Text(line))
            return
        colour = self._colours.setdefault(name, _COLOURS[len(self._colours) % len(_COLOURS)])
        self.write(Text.assemble((f"{name:<{_WIDTH}}│ ", colour), line))

    def write(self, what: RenderableType) -> None:
        """Show anything above the line that stays."""
        try:
            self.console.print(what, soft_wrap=True)
        except OSError:
            self.console.quiet = True

    def status(self, text: str) -> None:
        """Let a line stay at the bottom of a terminal; elsewhere show it when it has changed."""
        if self._live:
            self._live.update(Text(text, "bold"), refresh=True)
        elif text != self._last:
            self.write(Text(text))
        self._last = text

    @contextmanager
    def staying(self) -> Iterator[None]:
        """Keep the status line at the bottom while the block lasts, if this is a terminal."""
        if not self.console.is_terminal:
            yield
            return
        live = Live(Text(self._last), console=self.console, auto_refresh=False, transient=True)
        with live:
            self._live = live
            try:
                yield
            finally:
                self._live = None
