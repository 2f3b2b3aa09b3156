"""`frontwire extract`: JSONL articles in, JSONL events out, without a broker."""

import os
import sys
from collections.abc import Iterable
from functools import partial
from pathlib import Path

import click
from rich.console import Console
from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from pipeline.batch.extractor import make
from pipeline.batch.lines import STDIN, lines
from pipeline.batch.run import Result, run
from pipeline.cache import user_cache
from pipeline.child import Children
from pipeline.cli import settings as settings_of
from pipeline.extraction.protocol import Scope
from pipeline.gazetteer.cache import compiled_file
from pipeline.kafka.progress import shown_progress
from pipeline.render.plain import printable
from pipeline.settings import PREFIX

MOST_JOBS = 4
"""Processes by default: each holds the models, some 300 MB."""


@click.command()
@click.argument("files", metavar="[FILE... | -]", nargs=-1)
@click.option("--jobs", type=click.IntRange(min=1), help=f"Processes; one a core by default, at most {MOST_JOBS}.")
@click.option("--scope", type=click.Choice(["conflict", "all"]), help="What is an event (FRONTWIRE_EVENT_SCOPE).")
@click.option("--explain", is_flag=True, help="Tell a person how it came to its events, instead of JSON.")
@click.pass_context
def command(ctx: click.Context, files: tuple[str, ...], jobs: int | None, scope: Scope | None, explain: bool) -> None:
    """Extract the events of JSONL articles, from files (also .gz) or standard input, without a broker.

    One object an article, in input order: {"article_id", "language", "events", "places"}. A bad line becomes
    {"article_id", "error"}, is named on stderr, and makes the exit status 1; the rest is done.
    """
    settings = settings_of(ctx, event_scope=scope)
    jobs = jobs or min(MOST_JOBS, len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else 1)
    if settings.extractor == "rules":
        _compile_gazetteer(settings.geonames_file)
    explained = partial(_explained, sys.stdout.isatty()) if explain else None
    with Children(partial(make, settings.extractor, settings.event_scope, explained), jobs) as children:
        bad = _write(run(lines(files or (STDIN,)), children, jobs))
    ctx.exit(1 if bad else 0)


def _compile_gazetteer(geonames: Path | None) -> None:
    """Compile it where that was not done yet, with its progress: in the child processes it would be a silent minute.

    They are told of the user's GeoNames file by the environment, as the services are: a file of settings may name it.
    """
    if geonames is not None:
        os.environ[f"{PREFIX}GEONAMES_FILE"] = str(geonames.absolute())
    with shown_progress() as progress:
        told = lambda _, part: progress("Compiling the gazetteer (once)", round(100 * part), 100)  # noqa: E731
        compiled_file(user_cache(), told, geonames)


def _explained(colours: bool, trace: object) -> str:
    """Run in the child process."""
    from pipeline.render.trace import trace as told

    console = Console(force_terminal=colours, highlight=False, soft_wrap=True)
    with console.capture() as capture:
        console.print(told(trace), markup=False)  # type: ignore[arg-type]
    return capture.get()


def _write(results: Iterable[Result]) -> int:
    """Write the rows as they come, name what is bad, and give how much was."""
    bad = 0
    console = Console(stderr=True, highlight=False, soft_wrap=True)
    columns = (SpinnerColumn(), TextColumn("{task.completed} articles"), TimeElapsedColumn())
    shown = console.is_terminal and not sys.stdout.isatty()
    with Progress(*columns, console=console, transient=True, disable=not shown) as progress:
        task = progress.add_task("", total=None)
        for line, row in results:
            sys.stdout.buffer.write(row.text)
            sys.stdout.buffer.flush()
            progress.advance(task)
            if row.error is not None:
                bad += 1
                console.print(printable(f"{line.where}: {row.error}"), markup=False)
    return bad
