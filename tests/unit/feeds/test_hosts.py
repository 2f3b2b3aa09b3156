"""Turns at hosts, on a clock that whoever sleeps sets on."""

import asyncio
from datetime import timedelta

from played_web import START, Time

from pipeline.feeds.hosts import AT_ONCE, PAUSE, Hosts


def test_requests_to_one_host_begin_a_pause_apart() -> None:
    """However many feeds it has; those to another host do not wait for them."""
    day = Time()
    hosts = Hosts(day.clock)
    begun: list[tuple[str, timedelta]] = []

    async def visit(host: str) -> None:
        async with hosts.turn(host):
            begun.append((host, day.now - START))

    async def run() -> None:
        for host in ("a", "b", "a", "a"):
            await visit(host)

    asyncio.run(run())
    assert begun == [("a", 0 * PAUSE), ("b", 0 * PAUSE), ("a", PAUSE), ("a", 2 * PAUSE)]


def test_few_requests_to_one_host_are_under_way_at_once() -> None:
    """The next begins when one has ended."""
    day = Time()
    hosts = Hosts(day.clock)
    under_way, most = 0, 0

    async def visit() -> None:
        nonlocal under_way, most
        async with hosts.turn("a"):
            under_way += 1
            most = max(most, under_way)
            await day.clock.sleep(10)
            under_way -= 1

    async def run() -> None:
        await asyncio.gather(*(visit() for _ in range(7)))

    asyncio.run(run())
    assert most == AT_ONCE


def test_a_host_that_asks_for_silence_has_it() -> None:
    """The longest that it has asked for, also from one who waits for a turn already."""
    day = Time()
    hosts = Hosts(day.clock)
    hosts.hold("a", 100)
    hosts.hold("a", 10)

    async def run() -> None:
        async with hosts.turn("a"):
            assert day.now - START == timedelta(seconds=100)

    asyncio.run(run())
