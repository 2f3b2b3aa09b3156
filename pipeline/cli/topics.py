"""`frontwire topics`: create the contract's topics, describe them, show how far the stages are behind."""

from collections.abc import Iterable
from dataclasses import asdict
from typing import Any

import click
import orjson

from pipeline.cli import settings as settings_of
from pipeline.kafka.clients import admin_client
from pipeline.kafka.lag import lags
from pipeline.kafka.topics import DAY_MS, Difference, Found, Topic, create_missing, differences, find
from pipeline.kafka.topics import topics as contract_topics


@click.group()
def command() -> None:
    """Create and describe topics, show lag."""


@command.command()
@click.pass_context
def create(ctx: click.Context) -> None:
    """Create the topics that are missing; report what differs, and alter nothing."""
    settings = settings_of(ctx)
    wanted = contract_topics(settings)
    with admin_client(settings) as admin:
        created = create_missing(admin, wanted)
        found = find(admin, wanted)
    for name in created:
        click.echo(f"created {name}")
    click.echo(f"{len(created)} created, {len(wanted) - len(created)} were there")
    for difference in _all_differences(wanted, found):
        click.echo(f"differs, left as it is: {difference}", err=True)


def _all_differences(wanted: Iterable[Topic], found: dict[str, Found]) -> list[Difference]:
    return [
        difference for topic in wanted if topic.name in found for difference in differences(topic, found[topic.name])
    ]


@command.command()
@click.option("--json", "as_json", is_flag=True, help="One JSON array.")
@click.pass_context
def describe(ctx: click.Context, as_json: bool) -> None:
    """Show each topic of the contract, and how the cluster's differs."""
    settings = settings_of(ctx)
    wanted = contract_topics(settings)
    with admin_client(settings) as admin:
        found = find(admin, wanted)
    rows = [_description(topic, found.get(topic.name)) for topic in wanted]
    if as_json:
        click.echo(orjson.dumps(rows, option=orjson.OPT_INDENT_2))
    else:
        _table([_row(row) for row in rows])


def _description(topic: Topic, found: Found | None) -> dict[str, Any]:
    return asdict(topic) | {
        "exists": found is not None,
        "differences": [asdict(difference) for difference in differences(topic, found)] if found else [],
    }


def _row(row: dict[str, Any]) -> dict[str, str]:
    differing = "; ".join(f"{each['setting']} is {each['found']}" for each in row["differences"])
    return {
        "topic": row["name"],
        "partitions": str(row["partitions"]),
        "cleanup": row["cleanup"],
        "retention": f"{row['retention_ms'] // DAY_MS} d" if row["retention_ms"] else "",
        "max bytes": f"{row['max_bytes']:,}",
        "written by": row["written_by"],
        "state": (differing or "ok") if row["exists"] else "missing",
    }


@command.command()
@click.option("--json", "as_json", is_flag=True, help="One JSON array.")
@click.pass_context
def lag(ctx: click.Context, as_json: bool) -> None:
    """Show how many messages each stage has not done, by partition."""
    settings = settings_of(ctx)
    with admin_client(settings) as admin:
        rows = [asdict(row) for row in lags(admin, settings)]
    if as_json:
        click.echo(orjson.dumps(rows, option=orjson.OPT_INDENT_2))
    elif rows:
        _table([{name: "" if value is None else str(value) for name, value in row.items()} for row in rows])
    else:
        click.echo("no stage has an input yet: `frontwire topics create` makes the topics", err=True)


def _table(rows: list[dict[str, str]]) -> None:
    """Print columns as wide as their widest cell."""
    names = list(rows[0])
    cells = [names, *([row[name] for name in names] for row in rows)]
    widths = [max(len(line[column]) for line in cells) for column in range(len(names))]
    for line in cells:
        click.echo("  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip())
