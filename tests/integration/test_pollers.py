"""Two pollers that share the feeds, and one of them killed: a real Kafka, real processes, a web server of ours."""

import subprocess
import sys
import threading
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import orjson
import pytest
from aiohttp import web
from feed_site import Site, environment, rss
from kafka import KafkaAdminClient
from kafka.errors import KafkaError
from stage_site import until

from pipeline.contract import FeedSpec
from pipeline.feeds import catalogue
from pipeline.feeds.catalogue import partition_of
from pipeline.feeds.identity import feed_id
from pipeline.kafka.clients import admin_client
from pipeline.kafka.records import read_to_end
from pipeline.settings import Settings

pytestmark = [
    pytest.mark.kafka,
    pytest.mark.slow,
    pytest.mark.skipif(sys.platform != "linux", reason="each feed has a host of its own in 127.0.0.0/8"),
]

FEEDS = 36
LAST = 12
"""Articles that each feed has at the end."""


class Press:
    """Feeds that bring an article each whenever the test says so, and know who has asked for them."""

    def __init__(self, site: Site) -> None:
        self.articles = 1
        self.asked: defaultdict[str, list[tuple[int, str]]] = defaultdict(list)
        self._site = site
        self._lock = threading.Lock()
        site.answers["/feed"] = self._answer

    @property
    def urls(self) -> list[str]:
        """The addresses, each on a host of its own."""
        port = self._site.address.rpartition(":")[2]
        return [f"http://127.0.1.{number}:{port}/feed" for number in range(1, FEEDS + 1)]

    def _answer(self) -> web.Response:
        _, headers = self._site.asked[-1]
        host, poller = headers["Host"].partition(":")[0], headers["User-Agent"].rpartition("+")[2].strip(")")
        self.asked[host].append((self.articles, poller))
        return web.Response(body=rss(*(f"{host}/{number}" for number in range(self.articles, 0, -1))))

    def askers(self, articles: int) -> dict[str, set[str]]:
        """Give who has asked each host while there were so many articles."""
        return {host: {poller for number, poller in asked if number == articles} for host, asked in self.asked.items()}


@pytest.fixture
def press() -> Iterator[Press]:
    """Give the feeds."""
    with Site("0.0.0.0") as site:  # noqa: S104 - every address of 127.0.0.0/8
        yield Press(site)


@contextmanager
def polling(settings: Settings, name: str, folder: Path) -> Iterator[subprocess.Popen[bytes]]:
    """Run a poller that publishers know by this name."""
    environ = environment(settings, name) | {"FRONTWIRE_POLL_MAX_INTERVAL": "2"}
    with (folder / f"{name}.log").open("wb") as log:
        process = subprocess.Popen([sys.executable, "-m", "pipeline", "poll"], env=environ, stderr=log)
        try:
            yield process
        finally:
            process.kill()
            process.wait()


def partitions(settings: Settings) -> Callable[[KafkaAdminClient], list[int]]:
    """Give what tells how many partitions each poller of the group has."""
    group = settings.topic("poll")

    def found(admin: KafkaAdminClient) -> list[int]:
        try:
            row = admin.describe_groups([group])[group]
        except KafkaError:  # a new cluster has no coordinator yet
            return []
        assigned = [member["member_assignment"] for member in row["members"] if row["group_state"] == "Stable"]
        return sorted(sum(len(topic["partitions"]) for topic in one["assigned_partitions"]) for one in assigned)

    return found


def listed(settings: Settings, urls: list[str]) -> None:
    """List feeds; their articles have their whole text."""
    with catalogue.opened(settings) as (_, writer):
        for url in urls:
            writer.put(FeedSpec(feed_id=feed_id(url), url=url, options={"pages": "never"}), partition_of(url))


def test_two_pollers_share_the_feeds_and_one_killed_loses_none(
    press: Press, settings: Settings, tmp_path: Path
) -> None:
    """Each feed is one poller's; after kill -9 the other has them all, and every article is there."""
    listed(settings, press.urls)
    shares = partitions(settings)
    with admin_client(settings) as admin, polling(settings, "one", tmp_path) as one:
        until(lambda: shares(admin) == [12], 60, "the first has all")
        with polling(settings, "two", tmp_path):
            until(lambda: shares(admin) == [6, 6], 60, "each has half")
            press.articles = 2
            until(lambda: sum(map(bool, press.askers(2).values())) == FEEDS, 60, "all are polled")
            for articles in range(3, LAST):
                press.articles = articles
                until(lambda: any(press.askers(press.articles).values()), 60, "some are polled")
                if articles == LAST // 2:
                    one.kill()
            until(lambda: shares(admin) == [12], 60, "the second has all")
            press.articles = LAST
            until(lambda: sum(map(bool, press.askers(LAST).values())) == FEEDS, 60, "all are polled again")
            until(lambda: len(seen(settings)) == FEEDS * LAST, 60, "all articles are there")
    shared = press.askers(2)
    assert {poller for askers in shared.values() for poller in askers} == {"one", "two"}
    assert all(len(askers) == 1 for askers in shared.values())
    assert all(askers == {"two"} for askers in press.askers(LAST).values())
    # What the dead one had sent and not noted comes twice, and nothing else does.
    assert sum(seen(settings).values()) - FEEDS * LAST <= LAST * FEEDS // 4


def seen(settings: Settings) -> Counter[str]:
    """Count the articles on the topic by title."""
    return Counter(orjson.loads(record.value)["title"] for record in read_to_end(settings, settings.topic("articles")))
