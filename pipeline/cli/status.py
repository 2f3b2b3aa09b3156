"""`frontwire status`: what runs, lag, rates, feeds, dead letters, on one page."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass

import click
import orjson
from kafka import KafkaAdminClient

from pipeline.cli import settings as settings_of
from pipeline.contract import FeedSpec, FeedState
from pipeline.feeds import catalogue
from pipeline.kafka import dead_letters
from pipeline.kafka.clients import admin_client, bootstrap_servers
from pipeline.kafka.groups import POLLERS, Member, groups
from pipeline.kafka.lag import lags
from pipeline.kafka.records import read_to_end
from pipeline.kafka.traffic import Traffic, traffic
from pipeline.settings import Settings


@dataclass(frozen=True)
class Stage:
    """A stage, or the pollers: the state and the members of its group, and the messages that it has not done."""

    stage: str
    state: str
    members: tuple[Member, ...]
    behind: int


@dataclass(frozen=True)
class Feeds:
    """The feed list in numbers; `health` counts by FeedState's words."""

    listed: int
    paused: int
    health: dict[str, int]


@dataclass(frozen=True)
class Status:
    """All that the page shows."""

    bootstrap_servers: str
    brokers: int
    stages: list[Stage]
    traffic: list[Traffic]
    feeds: Feeds
    dead_letters: dict[str, int]
    """Open ones by the stage that they failed at."""


@click.command()
@click.option("--json", "as_json", is_flag=True, help="One JSON object.")
@click.option("--bootstrap-servers", help="The Kafka cluster, host:port,...")
@click.pass_context
def command(ctx: click.Context, as_json: bool, bootstrap_servers: str | None) -> None:
    """Show what runs, how far it is behind, how much comes and goes, the feeds and the dead letters."""
    settings = settings_of(ctx, bootstrap_servers=bootstrap_servers)
    with admin_client(settings) as admin:
        found = status(admin, settings)
    if as_json:
        click.echo(orjson.dumps(asdict(found), option=orjson.OPT_INDENT_2))
    else:
        click.echo("\n".join(page(found)))


def status(admin: KafkaAdminClient, settings: Settings) -> Status:
    """Ask the cluster for all of it."""
    behind: Counter[str] = Counter()
    for row in lags(admin, settings):
        behind[row.stage] += row.lag
    listed = catalogue.read(settings)
    return Status(
        bootstrap_servers=",".join(bootstrap_servers(settings)),
        brokers=len(admin.describe_cluster()["brokers"]),
        stages=[Stage(one.stage, one.state, one.members, behind[one.stage]) for one in groups(admin, settings)],
        traffic=traffic(admin, settings),
        feeds=feeds([one.spec for one in listed.feeds.values()], listed.states),
        dead_letters=_dead_letters(settings),
    )


def feeds(specs: Sequence[FeedSpec], states: Mapping[str, FeedState]) -> Feeds:
    """Count the feeds that are listed; one without a state was never polled."""
    known = [states.get(spec.feed_id, FeedState(feed_id=spec.feed_id)) for spec in specs]
    return Feeds(len(specs), sum(spec.paused for spec in specs), Counter(state.health.status for state in known))


def _dead_letters(settings: Settings) -> dict[str, int]:
    records = (
        dead_letters.Record(record.offset, record.key, len(record.value or b""), tuple(record.headers))
        for record in read_to_end(settings, settings.topic(dead_letters.TOPIC))
    )
    letters, _ = dead_letters.open_letters(records)
    return dict(Counter(letter.stage for letter in letters))


# ── the page ──


def page(status: Status) -> Iterator[str]:
    """Give the lines of the page."""
    yield f"Kafka         {status.bootstrap_servers}, {_number(status.brokers, 'broker')}"
    yield ""
    yield "stage         runs  behind  where"
    yield from map(_stage, status.stages)
    yield ""
    yield "topic         kept  last minute  hour  day"
    yield from map(_traffic, status.traffic)
    yield ""
    yield f"feeds         {_feeds(status.feeds)}"
    yield f"dead letters  {_open(status.dead_letters)}"


def _stage(stage: Stage) -> str:
    where = ", ".join(f"{member.host} ({_number(member.partitions, 'partition')})" for member in stage.members)
    command = stage.stage if stage.stage == POLLERS else f"worker {stage.stage}"
    runs = where or f"not running: `frontwire up`, or `frontwire {command}`"
    return f"{stage.stage:<12}  {len(stage.members):>4}  {stage.behind:>6}  {runs}"


def _traffic(row: Traffic) -> str:
    return f"{row.topic:<12}  {row.kept:>4}  {row.minute:>11}  {row.hour:>4}  {row.day:>3}"


def _feeds(feeds: Feeds) -> str:
    if not feeds.listed:
        return "none listed: `frontwire feeds add URL`"
    parts = [f"{number} {status}" for status, number in sorted(feeds.health.items())]
    paused = [f"{feeds.paused} paused"] if feeds.paused else []
    return f"{feeds.listed} listed ({', '.join([*parts, *paused])})"


def _open(letters: dict[str, int]) -> str:
    if not letters:
        return "none"
    parts = ", ".join(f"{number} at {stage}" for stage, number in sorted(letters.items()))
    return f"{sum(letters.values())} open ({parts}): `frontwire dead-letters list`"


def _number(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
