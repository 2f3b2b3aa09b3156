"""`frontwire subscribe`: follow the events topic, or any other."""

import difflib
import sys
from collections.abc import Iterator
from itertools import islice

import click

from pipeline.cli import settings as settings_of
from pipeline.errors import BadMessage, WrongUsage
from pipeline.kafka.clients import reach
from pipeline.subscribe import where as language
from pipeline.subscribe.begin import begin as begin_of
from pipeline.subscribe.follow import Record, follow
from pipeline.subscribe.output import MODELS, Format, Output, fault, message, output


@click.command()
@click.argument("topic", default="events")
@click.option("--from", "start", default="latest", show_default=True, help="beginning, latest, or a time (RFC 3339).")
@click.option("--where", metavar="FILTER", help='Such as "location.country = AZE and fatalities.best >= 3".')
@click.option("--format", "form", type=click.Choice(["pretty", "jsonl", "geojson", "csv"]), default="pretty")
@click.option("--limit", type=click.IntRange(min=1), help="End after so many messages.")
@click.option("--until-idle", type=float, metavar="SECONDS", help="End when none has come for so long.")
@click.option("--bootstrap-servers", help="The Kafka cluster, host:port,...")
@click.pass_context
def command(  # noqa: PLR0913 - one argument an option
    ctx: click.Context,
    *,
    topic: str,
    start: str,
    where: str | None,
    form: Format,
    limit: int | None,
    until_idle: float | None,
    bootstrap_servers: str | None,
) -> None:
    """Follow a topic as messages come; `events` unless another is named.

    FILTER is terms joined by `and`: path = != < <= > >= contains value, path in (value, ...); null is "not said".
    """
    _require_known(topic)
    keep = language.parse(where, MODELS[topic]) if where else None
    out, begin = output(topic, form), begin_of(start)
    settings = reach(settings_of(ctx, bootstrap_servers=bootstrap_servers))
    with follow(settings, settings.topic(topic), begin, until_idle) as records:
        _announce(topic, start)
        _write(out, islice(_rendered(topic, records, keep, out), limit))


def _require_known(topic: str) -> None:
    if topic not in MODELS:
        near = difflib.get_close_matches(topic, MODELS, n=1)
        hint = f"did you mean {near[0]}?" if near else f"there are {', '.join(MODELS)}"
        raise WrongUsage(f"there is no topic {topic}; {hint}")


def _announce(topic: str, start: str) -> None:
    if sys.stdout.isatty() and start == "latest":
        click.echo(f"waiting for new {topic}; --from beginning shows those that are there, Ctrl-C ends", err=True)


def _rendered(topic: str, records: Iterator[Record], keep: language.Filter | None, out: Output) -> Iterator[str]:
    """Give what is written of the records that are kept; a bad one is named on stderr, a tombstone passed over."""
    for record in records:
        if record.value is None and topic != "dead-letters":
            continue
        try:
            found = message(topic, record)
            if keep is None or keep(found):
                yield out.render(found)
        except BadMessage as error:
            click.echo(fault(record, error), err=True)


def _write(out: Output, texts: Iterator[str]) -> None:
    sys.stdout.write(out.header)
    for text in texts:
        sys.stdout.write(text)
        sys.stdout.flush()
