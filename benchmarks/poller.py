"""A real poller, 5,000 feeds on a web server of this machine, a real Kafka, some minutes: its processor and memory.

The feeds are those of `fleet`, each host an address of its own in 127.0.0.0/8, so it needs Linux.
"""

import multiprocessing
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

import psutil
from aiohttp import web

from benchmarks.fleet import FEEDS, SEED
from benchmarks.fleet.press import DAY, Publisher, press
from benchmarks.row import Row
from pipeline.contract import FeedSpec, decode
from pipeline.contract.feed import FeedOptions, FeedState
from pipeline.feeds import catalogue
from pipeline.feeds.catalogue import partition_of
from pipeline.feeds.identity import feed_id
from pipeline.kafka.clients import admin_client
from pipeline.kafka.embedded import EmbeddedKafka, KafkaConfig, free_ports
from pipeline.kafka.installation import find_runtime
from pipeline.kafka.records import read_to_end
from pipeline.kafka.topics import create_missing, topics
from pipeline.settings import Settings

SECONDS: Final = 240
"""Of the measurement, after all feeds were read once."""
_NOON: Final = DAY / 2
_PATIENCE: Final = 900
_TEXT: Final = "A convoy was stopped at the bridge, and nobody came to harm, the prefect of the district said. " * 4


def rows() -> Iterator[Row]:
    """Give the figures."""
    with tempfile.TemporaryDirectory() as folder, _kafka(Path(folder)) as settings, _press() as urls:
        _list(settings, urls)
        with _polling(settings, Path(folder)) as poller:
            begun = time.monotonic()
            _until_all_are_read(settings)
            yield Row("feeds read for the first time", "a second", FEEDS / (time.monotonic() - begun))
            yield from _steady(poller, settings)


def _steady(poller: psutil.Process, settings: Settings) -> Iterator[Row]:
    before, polls = _processor(poller), _polls(settings)
    time.sleep(SECONDS)
    after, more = _processor(poller), _polls(settings)
    yield Row("polls", "a second", (more - polls) / SECONDS)
    yield Row("processor of the poller", "% of a core", 100 * (after[0] - before[0]) / SECONDS)
    yield Row("processor of the poller with its parsers", "% of a core", 100 * (after[1] - before[1]) / SECONDS)
    yield Row("memory of the poller", "MB", poller.memory_info().rss / 1e6)
    family = [poller, *poller.children(recursive=True)]
    yield Row("memory of the poller with its parsers", "MB", sum(one.memory_full_info().pss for one in family) / 1e6)


def _processor(poller: psutil.Process) -> tuple[float, float]:
    """Give the seconds of processor time of the poller, and of it with its parsers."""
    times = [one.cpu_times() for one in (poller, *poller.children(recursive=True))]
    used = [one.user + one.system for one in times]
    return used[0], sum(used)


def _states(settings: Settings) -> list[FeedState]:
    newest = {record.key: record.value for record in read_to_end(settings, settings.topic(catalogue.STATES))}
    return [decode(FeedState, value) for value in newest.values()]


def _polls(settings: Settings) -> int:
    return sum(state.traffic.polls for state in _states(settings))


def _until_all_are_read(settings: Settings) -> None:
    end = time.monotonic() + _PATIENCE
    while len(_states(settings)) < FEEDS:
        if time.monotonic() > end:
            sys.exit(f"only {len(_states(settings))} of {FEEDS} feeds were read within {_PATIENCE} s")
        time.sleep(5)


# ── what is around it ──


@contextmanager
def _kafka(folder: Path) -> Iterator[Settings]:
    with EmbeddedKafka(find_runtime(None, None, lambda *_: None), KafkaConfig(folder / "kafka", port=None)) as kafka:
        settings = Settings(bootstrap_servers=kafka.bootstrap_servers)
        with admin_client(settings) as admin:
            create_missing(admin, topics(settings))
        yield settings


def _list(settings: Settings, urls: list[str]) -> None:
    with catalogue.opened(settings) as (_, writer):
        for url in urls:
            spec = FeedSpec(feed_id=feed_id(url), url=url, options=FeedOptions(pages="never"))
            writer.put(spec, partition_of(url))


@contextmanager
def _polling(settings: Settings, folder: Path) -> Iterator[psutil.Process]:
    environ = os.environ | {
        "FRONTWIRE_BOOTSTRAP_SERVERS": str(settings.bootstrap_servers),
        "FRONTWIRE_FETCH_ALLOW_PRIVATE": "true",
        "FRONTWIRE_FETCH_CONTACT": "bench@example.org",
        "FRONTWIRE_LOG_LEVEL": "warning",
    }
    with (folder / "poller.log").open("wb") as log:
        process = subprocess.Popen([sys.executable, "-m", "pipeline", "poll"], env=environ, stdout=log, stderr=log)
        try:
            yield psutil.Process(process.pid)
        finally:
            process.terminate()
            process.wait()


@contextmanager
def _press() -> Iterator[list[str]]:
    """Run the web server; gives the addresses of its feeds."""
    port, publishers = free_ports(1)[0], press(FEEDS, SEED)
    server = multiprocessing.get_context("spawn").Process(target=_serve, args=(port,), daemon=True)
    server.start()
    try:
        yield [_url(publisher, number, port) for number, publisher in enumerate(publishers)]
    finally:
        server.terminate()


def _url(publisher: Publisher, number: int, port: int) -> str:
    host = int(publisher.host.partition("-")[2].partition(".")[0])
    return f"http://127.1.{host // 250}.{host % 250 + 1}:{port}/{number}"


def _serve(port: int) -> None:
    publishers, begun = press(FEEDS, SEED), time.monotonic()

    async def answer(request: web.Request) -> web.Response:
        publisher = publishers[int(request.path[1:])]
        number = publisher.number(_NOON + time.monotonic() - begun)
        headers = {"Cache-Control": f"max-age={publisher.max_age}"} if publisher.max_age else {}
        if publisher.conditional:
            headers["ETag"] = f'"{number}"'
            if request.headers.get("If-None-Match") == headers["ETag"]:
                return web.Response(status=304, headers=headers)
        return web.Response(body=_rss(publisher, number), headers=headers, content_type="application/rss+xml")

    app = web.Application()
    app.router.add_get("/{number}", answer)
    # Every address of 127.0.0.0/8, as long as the benchmark lasts.
    web.run_app(app, host="0.0.0.0", port=port, print=None, access_log=None)  # noqa: S104


def _rss(publisher: Publisher, number: int) -> bytes:
    shown = range(number, max(0, number - publisher.shows), -1)
    items = "".join(_item(publisher, one) for one in shown)
    return f"<rss version='2.0'><channel><title>F</title>{items}</channel></rss>".encode()


def _item(publisher: Publisher, number: int) -> str:
    at = publisher.times[number - 1] - _NOON
    date = time.strftime("%a, %d %b %Y %H:%M:%S GMT", time.gmtime(time.time() + min(at, 0)))
    link = f"https://{publisher.host}/{publisher.spec.feed_id}/{number}"
    return (
        f"<item><title>Article {number}</title><link>{link}</link><guid>{link}</guid>"
        f"<pubDate>{date}</pubDate><description>{_TEXT}</description></item>"
    )
