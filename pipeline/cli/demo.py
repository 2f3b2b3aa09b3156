"""`frontwire demo`: the seeds on their way through the pipeline, on an Apache Kafka of its own; then it ends."""

import asyncio
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

import click
import psutil
from rich.console import Console

from pipeline import logs
from pipeline.accounts import TOPICS, Accounts
from pipeline.cli import settings as settings_of
from pipeline.contract import Article, Event, Incident, decode
from pipeline.errors import FrontwireError, WrongUsage
from pipeline.feeds.draft import Origin
from pipeline.feeds.parse import document
from pipeline.feeds.publish import Publisher, producer
from pipeline.kafka.embedded import free_ports
from pipeline.kafka.node import Runtime
from pipeline.kafka.tail import Read, tail
from pipeline.kafka.traffic import intake
from pipeline.one_machine import (
    DEDUPE,
    EXTRACT,
    LINK,
    Machine,
    bootstrap_servers,
    child,
    create_topics,
    environ,
    prepare,
    replaying,
    running,
)  # fmt: skip
from pipeline.render import pretty
from pipeline.render.plain import shortened
from pipeline.replay.manifest import Manifests, filled
from pipeline.replay.sources import Source, files
from pipeline.screen import Screen
from pipeline.settings import Settings

SEEDS: Final = Path(__file__).parents[2] / "seeds"
READ_SECONDS: Final = 0.2
PATIENCE_SECONDS: Final = 90.0
"""Without any news for so long, something is wrong: loading takes seconds, an article milliseconds."""
OWN: Final = {"bootstrap_servers": None, "topic_prefix": "", "security_protocol": "PLAINTEXT", "replication_factor": 1}
"""The demo touches nobody's Kafka."""
ROWS: Final = 20
WIDTHS: Final = (10, 16, 29, 4, 13)
QUICK: Final = {"extract_workers": 1, "log_level": "warning", "log_format": "console", "health_port": None}


@click.command()
@click.option("--seeds", type=click.Path(path_type=Path), default=SEEDS, help="The test feed to replay.")
@click.pass_context
def command(ctx: click.Context, seeds: Path) -> None:
    """Show the whole pipeline at work: seed articles in, conflict events out, on a real Kafka; then end."""
    feed = [source.path for source in files([seeds]) if isinstance(source, Source)]
    if not feed:
        raise WrongUsage(f"there is nothing to replay in {seeds}: the test feed is in the source tree, see --seeds")
    screen = Screen(Console())
    with TemporaryDirectory(prefix="frontwire-demo-") as folder:
        mine = {"data_dir": Path(folder), "kafka_port": free_ports(1)[0]}
        settings = settings_of(ctx).model_copy(update={**OWN, **QUICK, **mine})
        logs.configure(settings.log_level)
        screen.write("Frontwire demo: seed articles become conflict events, on an Apache Kafka of the demo's own.")
        runtime = prepare(settings)
        try:
            asyncio.run(_demo(settings, runtime, feed, screen))
        except asyncio.CancelledError:
            raise click.Abort from None


async def _demo(settings: Settings, runtime: Runtime | None, feed: list[Path], screen: Screen) -> None:
    replayed: list[str] = []

    def show(name: str, line: str) -> None:
        if name == "replay":
            replayed.append(line)
        else:
            screen.line(name, line)

    async with running(settings, runtime, (EXTRACT, DEDUPE), show) as machine:
        settings = settings.model_copy(update={"bootstrap_servers": bootstrap_servers(settings)})
        await asyncio.to_thread(create_topics, settings)
        screen.write(
            f"{age():4.1f} s  Apache Kafka answers at {settings.bootstrap_servers}; the stages are loading ..."
        )
        await asyncio.to_thread(_send, settings, feed[0])
        async with tail(settings, ("articles", "events", "incidents", *TOPICS), "earliest") as read:
            story = Story(read)
            with screen.staying():
                await _first(story, screen)
                for service in (LINK, replaying(*feed[1:])):
                    machine.supervisor.start(child(service, environ(settings, free_ports(1)[0])))
                await _rest(settings, machine, story, screen)
    screen.write(_table(story))
    screen.write(_totals(story, replayed))


def _send(settings: Settings, path: Path) -> None:
    """Send the first article from here, while everything else loads: it is ours, and needs no process to guard it."""
    parsed = document(path.read_bytes(), Origin(name=path.name))
    with Publisher(producer(settings), settings.topic("articles")) as articles:
        metadata = Manifests().of(path)
        articles.publish(filled(article, metadata) for article in parsed.articles)


def age() -> float:
    """Give the seconds since this process was started."""
    started: float = psutil.Process().create_time()
    return time.time() - started


# ── what happens ──


@dataclass(slots=True)
class Story:
    """What has come so far; the first article is the one that the demo is about."""

    read: Read
    accounts: Accounts = field(default_factory=Accounts)
    first: Article | None = None
    events: dict[str, Event] = field(default_factory=dict)
    incidents: dict[str, Incident] = field(default_factory=dict)

    async def go_on(self) -> bool:
        """Take in what comes; tell whether anything did."""
        records = await self.read(READ_SECONDS)
        for topic, record in records:
            self._take(topic, record)
        return bool(records)

    def _take(self, topic: str, record: Any) -> None:
        if topic == "events":
            event = decode(Event, record.value)
            self.events[event.event_id] = event
        elif topic == "incidents":
            incident = decode(Incident, record.value)
            self.incidents[incident.incident_id] = incident
        elif topic != "articles":
            self.accounts.take(topic, record.value, record.headers)
        elif record.offset == 0:
            self.first = decode(Article, record.value)

    def violent(self) -> Iterator[Event]:
        """Give what happened and is of a kind that ACLED records, in the order of its coming."""
        return (event for event in self.events.values() if event.realis == "actual" and event.event_type)

    def of_first(self) -> list[Event]:
        """Give those of the first article."""
        return [event for event in self.violent() if self.first and event.article_id == self.first.article_id]

    def others(self) -> list[Event]:
        """Give those of the other articles, the latest first."""
        found = [event for event in self.violent() if event not in self.of_first()]
        return sorted(found, key=_day, reverse=True)


def _day(event: Event) -> str:
    return (event.time and (event.time.start or event.time.end)) or ""


async def _first(story: Story, screen: Screen) -> None:
    """Wait for what becomes of the first article, and show it."""
    heard = time.monotonic()
    while not story.accounts.settled:
        heard = _patience(heard, news=await story.go_on())
    while len(story.events) < sum(len(receipt.event_ids) for receipt in story.accounts.receipts.values()):
        heard = _patience(heard, news=await story.go_on())
    if not story.first or not story.of_first():
        raise FrontwireError("the first article gave no event: that must not be, please report it")
    screen.write(f"{age():4.1f} s  the first events are there. {story.first.title}:\n")
    for event in story.of_first():
        screen.write(pretty.event(event))
        screen.write("")
    screen.write("Now the other seeds ...")


async def _rest(settings: Settings, machine: Machine, story: Story, screen: Screen) -> None:
    """Wait until every article that was replayed is settled, and linked."""
    heard, over = time.monotonic(), False
    while not over:
        over = await _over(settings, machine, story)
        while await story.go_on():  # what was written until now is read before the end
            heard = time.monotonic()
            if screen.lively:
                screen.status(f"{story.accounts.settled} articles done, {len(story.events)} events")
        _patience(heard, news=False)


async def _over(settings: Settings, machine: Machine, story: Story) -> bool:
    if machine.supervisor.states()["replay"] != "stopped":
        return False
    articles, behind = await asyncio.to_thread(intake, settings)
    return behind == 0 and story.accounts.settled >= articles


def _patience(heard: float, *, news: bool) -> float:
    """Give the time of the last news, or raise when there has been none for too long."""
    now = time.monotonic()
    if not news and now - heard > PATIENCE_SECONDS:
        raise FrontwireError(f"nothing has come for {PATIENCE_SECONDS:.0f} s; the lines above may say why")
    return now if news else heard


# ── what it came to ──


def _table(story: Story) -> str:
    """Give the surest events of the other articles, the latest first."""
    surest = sorted(story.others(), key=lambda event: event.confidence, reverse=True)[:ROWS]
    rows = [("day", "where", "what", "dead", "who"), *map(_row, sorted(surest, key=_day, reverse=True))]
    return "\n".join(
        "  ".join(f"{shortened(cell, width):<{width}}" for cell, width in zip(row, WIDTHS, strict=True)).rstrip()
        for row in rows
    )


def _row(event: Event) -> tuple[str, str, str, str, str]:
    place, dead = event.location, event.fatalities
    where = ", ".join(part for part in (place.name, place.country) if part) if place else ""
    who = " ▸ ".join(actor.name for role in ("actor", "recipient") for actor in event.actors if actor.role == role)
    what = event.sub_event_type or event.event_type or ""
    return _day(event), where, what, pretty.figure(dead) if dead else "", who


def _totals(story: Story, replayed: list[str]) -> str:
    accounts, events, shown = story.accounts, len(story.events), len(story.of_first()) + len(story.others())
    more = max(0, len(story.others()) - ROWS)
    return (
        f"{f'... and {more} more, less sure' if more else ''}\n\n"
        f"{age():4.1f} s  {' '.join(replayed[-1:])}\n"
        f"        articles   {len(accounts.receipts)} extracted, {len(accounts.duplicates)} copies, "
        f"{accounts.undecided} dead letters\n"
        f"        events     {events}: {shown} happened and are of ACLED's kinds, {events - shown} are background, "
        "plans, statements\n"
        f"        incidents  {len(story.incidents)}\n\n"
        "Next: `frontwire up` runs all this on your feeds until Ctrl-C, `frontwire subscribe` follows the events."
    )
