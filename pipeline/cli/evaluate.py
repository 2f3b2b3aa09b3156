"""`frontwire evaluate`: the extractor on labelled data."""

import sys
from collections.abc import Iterator
from dataclasses import asdict
from functools import partial
from pathlib import Path
from typing import Any

import click
import orjson
from rich.console import Console
from rich.progress import track

from pipeline.batch.extractor import Row, make
from pipeline.batch.lines import Line
from pipeline.batch.run import run
from pipeline.child import Children
from pipeline.cli import settings as settings_of
from pipeline.contract import Extraction, decode, encode
from pipeline.errors import WrongUsage
from pipeline.evaluation import markdown as pages
from pipeline.evaluation import show as shown
from pipeline.evaluation.dataset import is_blind, load
from pipeline.evaluation.gold import Item
from pipeline.evaluation.judge import judge
from pipeline.evaluation.report import Report, report
from pipeline.render.plain import printable
from pipeline.settings import Settings


@click.command()
@click.argument("dataset", type=click.Path(exists=True, path_type=Path))
@click.option("--jobs", type=click.IntRange(min=1), default=1, show_default=True, help="Processes that extract.")
@click.option("--json", "json", is_flag=True, help="Print one JSON object.")
@click.option("--markdown", help="Write the figures into a Markdown page between its marks; - prints them.")
@click.option("--errors", type=click.IntRange(min=1), help="List the worst disagreements of each field.")
@click.option("--show-texts", is_flag=True, help="Let --errors print words of a folder named blind.")
@click.pass_context
def command(ctx: click.Context, /, dataset: Path, jobs: int, show_texts: bool, **output: Any) -> None:
    """Score the extractor on labelled data: evaluation/, a folder or a file of it, or seeds/.

    Each figure comes with its number of cases and its interval at 95 %; docs/accuracy.md says what is counted how.
    """
    if output["errors"] and is_blind(dataset) and not show_texts:
        raise WrongUsage(
            "--errors would print texts of the blind set, which nobody who works on the rules may read;"
            " leave it out, or give --show-texts"
        )
    items = load(dataset)
    told, bad = _evaluated(dataset, items, settings_of(ctx), jobs)
    _tell(told, **output)
    ctx.exit(1 if bad else 0)


def _tell(told: Report, json: bool, markdown: str | None, errors: int | None) -> None:
    if json:
        click.echo(_json(told, errors))
    elif markdown is not None:
        _write(told, markdown)
    else:
        _print(told, errors)


def _evaluated(dataset: Path, items: list[Item], settings: Settings, jobs: int) -> tuple[Report, int]:
    """Extract and judge every article, name what failed, and give the report and how much did."""
    console, judged, bad, name = Console(stderr=True, highlight=False, soft_wrap=True), [], 0, settings.extractor
    rows = _rows(items, settings, jobs)
    followed = track(rows, "extracting", len(items), console=console, transient=True, disable=not console.is_terminal)
    for item, row in zip(items, followed, strict=True):
        if row.error is not None:
            bad += 1
            console.print(printable(f"{item.id}: {row.error}"), markup=False)
        found = Extraction(article_id=item.article.article_id) if row.error else decode(Extraction, row.text)
        name = found.events[0].extractor if found.events else name
        judged.append(judge(item, found))
    return report(dataset.as_posix(), name, judged), bad


def _rows(items: list[Item], settings: Settings, jobs: int) -> Iterator[Row]:
    """Give each item's row as `frontwire extract` would write it."""
    lines = (Line(item.id, encode(item.article)) for item in items)
    with Children(partial(make, settings.extractor, settings.event_scope), jobs) as children:
        for _, row in run(lines, children, jobs):
            yield row


def _json(told: Report, most: int | None) -> str:
    """Give the report; words of the articles only where errors were asked for."""
    values = asdict(told)
    values["errors"] = values["errors"] if most else []
    return orjson.dumps(values, option=orjson.OPT_INDENT_2).decode()


def _write(told: Report, page: str) -> None:
    if page == "-":
        click.echo(pages.markdown(told))
        return
    path = Path(page)
    try:
        path.write_text(pages.replaced(path.read_text("utf-8"), told, path), "utf-8")
    except OSError as error:
        raise WrongUsage(f"{path} cannot be read and written: {error.strerror}") from None


def _print(told: Report, most: int | None) -> None:
    console = Console(highlight=False, width=None if sys.stdout.isatty() else 140)
    console.print(shown.show(told))
    for line in shown.errors(told, most) if most else ():
        click.echo(line)
