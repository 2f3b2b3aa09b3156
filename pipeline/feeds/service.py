"""`frontwire poll` as a process: the poller on Kafka and the network, until it is told to stop."""

import asyncio
import logging
import os
import signal
import threading
from collections.abc import AsyncIterator, Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager, suppress
from functools import partial
from typing import Final

from kafka import KafkaProducer
from kafka.errors import KafkaError
from prometheus_client import REGISTRY

from pipeline.contract import Article, FeedState, encode
from pipeline.errors import Fatal
from pipeline.feeds import catalogue, source
from pipeline.feeds.clock import Clock
from pipeline.feeds.fetch import session
from pipeline.feeds.hosts import Hosts
from pipeline.feeds.pages import ArticlePages
from pipeline.feeds.parse import feed
from pipeline.feeds.poller import Means, Poller
from pipeline.feeds.publish import ACKNOWLEDGE_SECONDS, Publisher, producer
from pipeline.feeds.schedule import Bounds
from pipeline.feeds.share import Share
from pipeline.feeds.standing import Standings, standing
from pipeline.feeds.worker import Parsers, asking
from pipeline.health import Progress, serving
from pipeline.settings import Settings

log = logging.getLogger(__name__)

_PARSERS: Final = 2
_THREADS: Final = 8
"""They wait for the broker's acknowledgements."""
_CLOSE_SECONDS: Final = 0.5
_LEAVE_SECONDS: Final = 1.5


class KafkaOutlet:
    """Articles and states by kafka-python's producer, whose waiting is done in threads."""

    def __init__(self, sender: KafkaProducer, settings: Settings, threads: ThreadPoolExecutor) -> None:
        self._sender = sender
        self._publisher = Publisher(sender, settings.topic("articles"))
        self._states = settings.topic(catalogue.STATES)
        self._threads = threads

    async def articles(self, articles: Sequence[Article]) -> None:
        """Send articles, and return when all are acknowledged."""
        if articles:
            await self._in_thread(self._publisher.publish, articles)

    async def state(self, feed_id: str, state: FeedState | None, partition: int) -> None:
        """Send a state, and return when it is acknowledged."""
        await self._in_thread(self._send, feed_id.encode(), None if state is None else encode(state), partition)

    def _send(self, key: bytes, value: bytes | None, partition: int) -> None:
        try:
            self._sender.send(self._states, value, key, partition=partition).get(ACKNOWLEDGE_SECONDS)
        except KafkaError as error:
            raise Fatal(f"the broker does not take the states of feeds any more: {error}") from None

    async def _in_thread(self, call: Callable[..., None], *arguments: object) -> None:
        await asyncio.get_running_loop().run_in_executor(self._threads, call, *arguments)


async def serve(settings: Settings) -> None:
    """Follow the feeds of the list until SIGTERM or SIGINT, or raise Fatal. The broker was seen to answer."""
    task = asyncio.ensure_future(_serve(settings))

    def stop() -> None:
        _leave_soon(0)
        task.cancel()

    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, stop)
    try:
        await task
    except asyncio.CancelledError:
        return
    except Fatal as fault:
        _leave_soon(fault.exit_status)
        raise


def _leave_soon(status: int) -> None:
    """See to it that the process ends, though threads wait for a broker that does not answer.

    Nothing is lost by that: what is not acknowledged is not known, and is sent again after the next start.
    """
    timer = threading.Timer(_LEAVE_SECONDS, os._exit, (status,))
    timer.daemon = True
    timer.start()


async def _serve(settings: Settings) -> None:
    progress = Progress()
    async with _means(settings) as means, serving(progress, settings.health_host, settings.health_port):
        poller = Poller(means)
        REGISTRY.register(Standings(lambda: (standing(feed.spec, feed.state) for feed in poller)))
        await poller.run(lambda _: Share(settings, poller, means.outlet, progress).follow())


@asynccontextmanager
async def _means(settings: Settings) -> AsyncIterator[Means]:
    threads, parsers, sender = ThreadPoolExecutor(_THREADS, "poller"), Parsers(_PARSERS), producer(settings)
    # Of their own: many pages that wait for a parser shall not keep an acknowledgement waiting.
    waiting = ThreadPoolExecutor(_PARSERS, "parsers")
    ask = asking(parsers, waiting)
    try:
        async with session(settings) as client:
            clock = Clock()
            hosts = Hosts(clock)
            yield Means(
                fetch=partial(source.read, client, ask),
                parse=partial(ask, feed),
                outlet=KafkaOutlet(sender, settings, threads),
                bounds=Bounds(settings.poll_min_interval, settings.poll_max_interval),
                complete=ArticlePages(client, ask, hosts, clock).complete,
                clock=clock,
                hosts=hosts,
            )
    finally:
        parsers.close()
        with suppress(KafkaError):  # a broker that does not answer
            sender.close(_CLOSE_SECONDS, null_logger=True)
        for pool in (threads, waiting):
            pool.shutdown(wait=False, cancel_futures=True)
