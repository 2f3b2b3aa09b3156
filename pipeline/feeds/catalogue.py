"""The feed list on the compacted topic `feeds`, and what pollers know of each feed on `feeds.state`.

Only `frontwire feeds` writes the list, only pollers write the states. All feeds of a host are in one partition, and a
feed's state is in the partition of its spec, so that pollers which share the partitions share the hosts.
"""

from collections.abc import Container, Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from hashlib import sha256
from typing import Any, Final, TypeVar

from kafka import KafkaProducer
from kafka.errors import KafkaError

from pipeline.contract import FeedSpec, FeedState, decode, encode
from pipeline.errors import BadMessage, Fatal, FrontwireError, WrongUsage
from pipeline.feeds.draft import host, web_address
from pipeline.feeds.identity import feed_id
from pipeline.feeds.publish import ACKNOWLEDGE_SECONDS, producer
from pipeline.kafka.clients import admin_client, reach
from pipeline.kafka.records import read_to_end
from pipeline.kafka.topics import FEED_PARTITIONS, create_missing, topics
from pipeline.settings import Settings

SPECS: Final = "feeds"
STATES: Final = "feeds.state"
_SHORTEST_PREFIX: Final = 4

M = TypeVar("M", FeedSpec, FeedState)


@dataclass(frozen=True, slots=True)
class Listed:
    """A feed of the list, and the partition in which it is."""

    spec: FeedSpec
    partition: int


@dataclass(frozen=True, slots=True)
class Catalogue:
    """The list and the states as they are now, by feed_id, in the order of the list."""

    feeds: dict[str, Listed]
    states: dict[str, FeedState]
    orphans: dict[str, int]
    """The partitions of states whose feed is listed no longer."""
    ends: dict[int, int]
    """The offset up to which each partition of the list was read; none of a partition that is empty."""

    def find(self, name: str) -> Listed:
        """Give the feed that a URL, an id or the beginning of an id names, or raise FrontwireError."""
        if listed := self.feeds.get(feed_id(name)):
            return listed
        found = [one for one in self.feeds.values() if _is_named(one, name)]
        if len(found) == 1:
            return found[0]
        many = f"{len(found)} feeds begin so; give more of the id" if found else "`frontwire feeds list` shows them"
        raise FrontwireError(f"no one feed is listed as {name}: {many}")


def _is_named(listed: Listed, name: str) -> bool:
    return name == listed.spec.url or (len(name) >= _SHORTEST_PREFIX and listed.spec.feed_id.startswith(name))


def partition_of(url: str) -> int:
    """Give the partition of a feed that is listed under a URL: its host decides, and a later URL changes nothing."""
    return int.from_bytes(sha256((host(url) or "").encode()).digest()[:4], "big") % FEED_PARTITIONS


def checked(url: str) -> str:
    """Give a feed's URL without white space around it, or raise WrongUsage for what is no web address."""
    url = url.strip()
    if web_address("", url) is None or not url.isprintable() or " " in url:
        raise WrongUsage(f"{url!r} is no web address; give one as in https://site.example/feed.xml")
    return url


def read(settings: Settings, partitions: Container[int] | None = None) -> Catalogue:
    """Read both topics to their ends, or some partitions of them."""
    specs, ends = _newest(settings, SPECS, FeedSpec, partitions)
    known, _ = _newest(settings, STATES, FeedState, partitions)
    feeds = {spec.feed_id: Listed(spec, at) for spec, at in specs}
    states, orphans = {}, {}
    for state, at in known:
        if state.feed_id in feeds:
            states[state.feed_id] = state
        else:
            orphans[state.feed_id] = at
    return Catalogue(feeds, states, orphans, ends)


def _newest(
    settings: Settings, topic: str, kind: type[M], partitions: Container[int] | None
) -> tuple[list[tuple[M, int]], dict[int, int]]:
    """Give the newest of each key and its partition, and the partitions' ends; what cannot be read is left out."""
    newest: dict[bytes, tuple[bytes, int]] = {}
    ends: dict[int, int] = {}
    for record in read_to_end(settings, settings.topic(topic), partitions):
        newest.pop(record.key, None)
        ends[record.partition] = record.offset + 1
        if record.value is not None:
            newest[record.key] = record.value, record.partition
    return list(_decoded(newest.values(), kind)), ends


def _decoded(records: Iterable[tuple[bytes, int]], kind: type[M]) -> Iterator[tuple[M, int]]:
    for value, partition in records:
        with suppress(BadMessage):
            yield decode(kind, value), partition


class Writer:
    """Writes the list."""

    def __init__(self, sender: KafkaProducer, topic: str) -> None:
        self._sender = sender
        self._topic = topic
        self._sent: list[Any] = []

    def put(self, spec: FeedSpec, partition: int) -> None:
        """List a feed, or change what is listed."""
        self._send(spec.feed_id, encode(spec), partition)

    def remove(self, listed: Listed) -> None:
        """Take a feed off the list; a poller that sees it takes its state away."""
        self._send(listed.spec.feed_id, None, listed.partition)

    def _send(self, key: str, value: bytes | None, partition: int) -> None:
        self._sent.append(self._sender.send(self._topic, value, key.encode(), partition=partition))

    def wait(self) -> None:
        """Wait until all is acknowledged, or raise Fatal."""
        try:
            for future in self._sent:
                future.get(ACKNOWLEDGE_SECONDS)
        except KafkaError as error:
            raise Fatal(f"the broker does not take the feed list ({error}): try again when it answers") from None


def create_topics(settings: Settings, *names: str) -> None:
    """Make those topics that are missing."""
    wanted = {settings.topic(name) for name in names}
    with admin_client(settings) as admin:
        create_missing(admin, [topic for topic in topics(settings) if topic.name in wanted])


@contextmanager
def opened(settings: Settings) -> Iterator[tuple[Catalogue, Writer]]:
    """Give the catalogue as it is, and what writes to it; when the block ends, all that was written is acknowledged."""
    settings = reach(settings)
    create_topics(settings, SPECS, STATES)
    with producer(settings) as sender:
        writer = Writer(sender, settings.topic(SPECS))
        yield read(settings), writer
        writer.wait()
