"""`frontwire evaluate`: the extractor on labelled data."""

import sys
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from functools import partial
from pathlib import Path
from typing import Any

import click
import orjson
from rich.console import Console, RenderableType
from rich.progress import track

from pipeline.batch.extractor import Row, make
from pipeline.batch.lines import Line
from pipeline.batch.run import run
from pipeline.child import Children
from pipeline.cli import settings as settings_of
from pipeline.contract import Article, Extraction, decode, encode
from pipeline.errors import WrongUsage
from pipeline.evaluation import linking, stories
from pipeline.evaluation import markdown as pages
from pipeline.evaluation import show as shown
from pipeline.evaluation.dataset import is_blind, load
from pipeline.evaluation.judge import judge
from pipeline.evaluation.linking import LinkingReport
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

    evaluation/incidents scores linking: on events coded by hand, and on those that the extractor finds.

    Each figure comes with its number of cases and its interval at 95 %; docs/accuracy.md says what is counted how.
    """
    if output["errors"] and is_blind(dataset) and not show_texts:
        raise WrongUsage(
            "--errors would print texts of the blind set, which nobody who works on the rules may read;"
            " leave it out, or give --show-texts"
        )
    if stories.is_stories(dataset):
        linked, bad = _linked(dataset, settings_of(ctx), jobs)
        _tell_linking(linked, **output)
    else:
        told, bad = _evaluated(dataset, settings_of(ctx), jobs)
        _tell(told, **output)
    ctx.exit(1 if bad else 0)


def _tell(told: Report, json: bool, markdown: str | None, errors: int | None) -> None:
    if json:
        click.echo(_json(told, errors))
    elif markdown is not None:
        _write(markdown, told.dataset, pages.markdown(told))
    else:
        _print(shown.show(told), shown.errors(told, errors) if errors else ())


def _tell_linking(told: LinkingReport, json: bool, markdown: str | None, errors: int | None) -> None:
    if json:
        click.echo(orjson.dumps(asdict(told), option=orjson.OPT_INDENT_2).decode())
    elif markdown is not None:
        _write(markdown, told.dataset, pages.linking_markdown(told))
    else:
        _print(shown.show_linking(told), shown.linking_errors(told, errors) if errors else ())


def _evaluated(dataset: Path, settings: Settings, jobs: int) -> tuple[Report, int]:
    """Extract and judge every article, and give the report and how many failed."""
    items = load(dataset)
    found, bad = _extracted([item.article for item in items], settings, jobs)
    name = next((event.extractor for one in found for event in one.events), settings.extractor)
    judged = [judge(item, one) for item, one in zip(items, found, strict=True)]
    return report(dataset.as_posix(), name, judged), bad


def _linked(dataset: Path, settings: Settings, jobs: int) -> tuple[LinkingReport, int]:
    """Extract every article, link its events and those that were coded by hand, and give the report."""
    told = stories.load(dataset)
    found, bad = _extracted([article.article for article in told.articles], settings, jobs)
    return linking.report(dataset.as_posix(), told, {one.article_id: one.events for one in found}), bad


def _extracted(articles: list[Article], settings: Settings, jobs: int) -> tuple[list[Extraction], int]:
    """Extract every article, name what failed, and give how much did."""
    console = Console(stderr=True, highlight=False, soft_wrap=True)
    rows, found, bad = _rows(articles, settings, jobs), [], 0
    followed = track(
        rows, "extracting", len(articles), console=console, transient=True, disable=not console.is_terminal
    )
    for article, row in zip(articles, followed, strict=True):
        if row.error is not None:
            bad += 1
            console.print(printable(f"{article.article_id}: {row.error}"), markup=False)
        found.append(Extraction(article_id=article.article_id) if row.error else decode(Extraction, row.text))
    return found, bad


def _rows(articles: list[Article], settings: Settings, jobs: int) -> Iterator[Row]:
    """Give each article's row as `frontwire extract` would write it."""
    lines = (Line(article.article_id, encode(article)) for article in articles)
    with Children(partial(make, settings.extractor, settings.event_scope), jobs) as children:
        for _, row in run(lines, children, jobs):
            yield row


def _json(told: Report, most: int | None) -> str:
    """Give the report; words of the articles only where errors were asked for."""
    values = asdict(told)
    values["errors"] = values["errors"] if most else []
    return orjson.dumps(values, option=orjson.OPT_INDENT_2).decode()


def _write(page: str, dataset: str, text: str) -> None:
    if page == "-":
        click.echo(text)
        return
    path = Path(page)
    try:
        path.write_text(pages.replaced(path.read_text("utf-8"), dataset, text, path), "utf-8")
    except OSError as error:
        raise WrongUsage(f"{path} cannot be read and written: {error.strerror}") from None


def _print(told: RenderableType, errors: Iterable[str]) -> None:
    console = Console(highlight=False, width=None if sys.stdout.isatty() else 140)
    console.print(told)
    for line in errors:
        click.echo(line)
