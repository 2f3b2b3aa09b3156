"""Progress for a person: a bar on a terminal, plain lines elsewhere, always on stderr."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, TextColumn
from rich.progress import Progress as Bars

from pipeline.kafka.jars import Progress

LINES = 4
"""Off a terminal, a line for each quarter of a task."""


@contextmanager
def shown_progress() -> Iterator[Progress]:
    """Give a Progress that shows itself while the context lasts; nothing is shown if nothing is reported."""
    if not sys.stderr.isatty():
        yield _print_line
        return
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    with Bars(*columns, console=Console(stderr=True), transient=True) as bars:
        tasks = {}

        def show(what: str, done: int, total: int) -> None:
            if what not in tasks:
                tasks[what] = bars.add_task(what, total=total)
            bars.update(tasks[what], completed=done)

        yield show


def _print_line(what: str, done: int, total: int) -> None:
    step = max(1, total // LINES)
    if done == 0:
        line = f"{what} ..."
    elif done == total:
        line = f"{what}: done"
    elif done % step == 0:
        line = f"{what}: {done} of {total}"
    else:
        return
    sys.stderr.write(f"{line}\n")
    sys.stderr.flush()
