"""What a poller does as the group gives it feeds and takes them away, with a group that does as it is told."""

import asyncio
import threading
from collections.abc import Container, Iterable
from dataclasses import dataclass
from typing import Any

import pytest
from aiokafka import TopicPartition

from pipeline.contract import FeedSpec, FeedState, encode
from pipeline.feeds import catalogue
from pipeline.feeds.catalogue import Catalogue, Listed
from pipeline.feeds.share import Share
from pipeline.health import Progress
from pipeline.settings import Settings

SPEC = FeedSpec(feed_id="1", url="https://one.example/feed")
PLACE = TopicPartition("feeds", 3)


@dataclass
class Record:
    """A record of the list."""

    key: bytes
    value: bytes | None
    partition: int = 3


class Group:
    """A consumer, a poller and an outlet in one: it notes what they are told."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.told: list[str] = []
        self.records: list[Record] = []
        self.reading, self.read = threading.Event(), threading.Event()
        self.read.set()
        monkeypatch.setattr(catalogue, "read", self._catalogue)
        poller: Any = self
        self.progress = Progress()
        self.share = Share(Settings(), poller, poller, self.progress)
        self.followed = 0

    def _catalogue(self, _: Settings, partitions: Container[int]) -> Catalogue:
        self.reading.set()
        assert self.read.wait(10)
        if 3 not in partitions:
            return Catalogue({}, {}, {}, {})
        return Catalogue({"1": Listed(SPEC, 3)}, {"1": FeedState(feed_id="1")}, {"orphan": 3}, {3: 42})

    def seek(self, place: TopicPartition, offset: int) -> None:
        """Note where the list is followed from."""
        self.told.append(f"seek {place.partition} {offset}")

    async def getmany(self, **_: Any) -> dict[TopicPartition, list[Record]]:
        """Give the records once."""
        records, self.records = self.records, []
        return {PLACE: records}

    def take(self, feeds: Iterable[tuple[FeedSpec, int]], _: dict[str, FeedState]) -> None:
        """Note what is taken."""
        self.told.append(f"take {' '.join(spec.feed_id for spec, _ in feeds)}")

    async def leave(self) -> None:
        """Note that all is let go of."""
        self.told.append("leave")

    async def listed(self, spec: FeedSpec, partition: int) -> None:
        """Note a change."""
        self.told.append(f"listed {spec.feed_id} in {partition}")

    async def unlisted(self, feed_id: str, partition: int) -> None:
        """Note a removal."""
        self.told.append(f"unlisted {feed_id} in {partition}")

    async def state(self, feed_id: str, state: FeedState | None, partition: int) -> None:
        """Note what is written."""
        self.told.append(f"state {feed_id} {'gone' if state is None else ''} in {partition}")

    async def look(self) -> None:
        """Look once for what there is to do."""
        await self.share._look(self)


@pytest.fixture
def group(monkeypatch: pytest.MonkeyPatch) -> Group:
    """Give a group."""
    return Group(monkeypatch)


def test_a_poller_takes_its_share_and_follows_the_list_from_there(group: Group) -> None:
    """States without a feed are taken away; changes come after it."""

    async def run() -> None:
        await group.share.on_partitions_assigned([PLACE])
        group.records = [Record(b"1", encode(SPEC)), Record(b"2", b"no feed"), Record(b"3", None)]
        await group.look()
        await group.look()

    asyncio.run(run())
    assert group.told == [
        "seek 3 42", "take 1", "state orphan gone in 3", "listed 1 in 3", "unlisted 3 in 3",
    ]  # fmt: skip
    assert group.progress.assigned == 0


def test_it_lets_go_of_all_before_the_group_goes_on_and_takes_its_new_share(group: Group) -> None:
    """Also where that is the same share again: another may have written its states."""

    async def run() -> None:
        await group.share.on_partitions_assigned([PLACE])
        await group.look()
        await group.share.on_partitions_revoked([PLACE])
        assert group.progress.assigned is None
        await group.share.on_partitions_assigned([PLACE])
        await group.look()

    asyncio.run(run())
    assert [told for told in group.told if "orphan" not in told] == [
        "seek 3 42", "take 1", "leave", "seek 3 42", "take 1",
    ]  # fmt: skip


def test_a_share_that_is_lost_while_it_is_read_is_not_taken(group: Group) -> None:
    """It is another's by then; nor is a change to it heard."""
    group.read.clear()

    async def run() -> None:
        await group.share.on_partitions_assigned([PLACE])
        group.records = [Record(b"1", encode(SPEC))]
        looking = asyncio.create_task(group.look())
        await asyncio.to_thread(group.reading.wait, 10)
        await group.share.on_partitions_revoked([PLACE])
        group.read.set()
        await looking

    asyncio.run(run())
    assert group.told == ["leave"]


def test_a_standby_follows_nothing_and_is_well(group: Group) -> None:
    """There are more pollers than partitions."""

    async def run() -> None:
        await group.share.on_partitions_assigned([])
        await group.look()

    asyncio.run(run())
    assert group.told == ["take "]
    assert group.progress.assigned == 0
