"""The stages on a real Kafka: poison, fencing, hand-over, and offsets that are committed."""

import asyncio
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import orjson
import pytest
from aiokafka.errors import KafkaError
from stage_site import Site, until

from pipeline.contract import Article, DuplicateReport, Receipt, decode, encode
from pipeline.kafka.clients import admin_client, client_arguments
from pipeline.kafka.lag import lags
from pipeline.kafka.outbox import IdempotentOutbox, TransactionalOutbox
from pipeline.kafka.state import read_state
from pipeline.stages.message import Outgoing

pytestmark = pytest.mark.kafka

MIB = 1 << 20
DEEP = b"[" * (MIB - 300)
POISON = {
    "random bytes": os.urandom(1000),
    "nested JSON as large as the topic admits": DEEP,
    "nested JSON in a field": b'{"article_id":"x","text":' + b'{"a":' * 3000 + b"1" + b"}" * 3001,
    "the wrong shape": orjson.dumps({"schema": 1, "article_id": ["x"]}),
    "an unknown schema": orjson.dumps({"schema": 99, "article_id": "x"}),
    "no value": None,
}


@pytest.fixture
def site(kafka: str, topic_prefix: str, tmp_path: Path) -> Site:
    """Give a pipeline of the test's own."""
    return Site(kafka, topic_prefix, tmp_path)


def article(name: str, title: str = "1 events", text: str = "Shells fell in Gao on 2024-03-04.") -> bytes:
    """Give an article's bytes."""
    return encode(Article(article_id=name, title=title, text=text))


def test_poison_ends_in_the_dead_letters_and_the_next_message_is_processed(site: Site) -> None:
    """With its bytes untouched and the reason in the headers; the article after it becomes an incident."""
    with site.worker():
        site.send("articles", [*POISON.values(), article("good")])
        until(lambda: site.read("incidents"), 60, "an incident")
    letters = site.read("dead-letters")
    assert [letter.value for letter in letters] == list(POISON.values())
    for offset, letter in enumerate(letters):
        told = dict(letter.headers)
        assert (told["stage"], told["partition"], told["offset"]) == (b"dedupe", b"0", str(offset).encode())
        assert told["topic"].decode() == site.settings.topic("articles")
        assert told["error"]


def test_an_article_that_kills_its_parser_has_a_dead_letter_and_a_receipt(site: Site) -> None:
    """The others of its batch have their events."""
    titles = ["1 events", "die 1", "Weather", "raise"]
    with site.worker():
        site.send("articles", [article(title, title, title) for title in titles])
        until(lambda: len(site.read("articles.extracted")) == len(titles), 60, "all receipts")
    receipts = [decode(Receipt, record.value) for record in site.read("articles.extracted")]
    outcomes = {receipt.article_id: receipt.outcome for receipt in receipts}
    assert outcomes == {"1 events": "events", "die 1": "dead", "Weather": "empty", "raise": "dead"}
    letters = [dict(letter.headers) for letter in site.read("dead-letters")]
    assert {(told["stage"], told["attempts"]) for told in letters} == {(b"extract", b"2")}


def test_offsets_are_committed_up_to_the_end(site: Site) -> None:
    """Also on the topic in which every transaction has left a marker."""
    names = [f"a{n}" for n in range(300)]

    def behind() -> int:
        with admin_client(site.settings) as admin:
            return sum(row.lag for row in lags(admin, site.settings) if row.stage != "link")

    with site.worker():
        for start in range(0, len(names), 10):
            site.send("articles", [article(name, "Weather", name) for name in names[start : start + 10]])
        until(lambda: len(site.read("articles.extracted")) == len(names), 60, "all receipts")
        until(lambda: behind() == 0, 10, "no lag")


def test_a_successor_knows_what_its_predecessor_knew(site: Site) -> None:
    """A copy of what the killed process has forwarded is a copy."""
    with site.worker("dedupe") as first, site.worker("dedupe"):
        site.send("articles", [article("a")])
        until(lambda: site.read("articles.unique"), 60, "the article")
        first.signal(signal.SIGKILL)
        site.send("articles", [article("b")])
        until(lambda: site.read("articles.duplicate"), 60, "the report")
    (report,) = site.read("articles.duplicate")
    assert decode(DuplicateReport, report.value).original_id == "a"


def test_a_stop_is_clean(site: Site) -> None:
    """SIGTERM and Ctrl-C end a stage with status 0, and what it had in hand is done."""
    for number in (signal.SIGTERM, signal.SIGINT):
        with site.worker("dedupe") as worker:
            until(lambda worker=worker: worker.says("has 1 partitions"), 60, "the assignment")
            worker.signal(number)
            assert worker.wait(10) == 0


@pytest.mark.slow
def test_without_a_broker_there_is_one_line_and_status_3(tmp_path: Path) -> None:
    """Within fifteen seconds."""
    environ = {**os.environ, "FRONTWIRE_BOOTSTRAP_SERVERS": "127.0.0.1:1", "FRONTWIRE_DATA_DIR": str(tmp_path)}
    command = [sys.executable, "-m", "pipeline", "worker", "extract"]
    started = time.monotonic()
    ended = subprocess.run(command, env=environ, capture_output=True, text=True, timeout=60, check=False)
    assert (ended.returncode, ended.stdout, ended.stderr.count("\n")) == (3, "", 1)
    assert time.monotonic() - started < 15


def outputs(*values: bytes | None) -> list[Outgoing]:
    """Give messages that dedupe could send."""
    return [Outgoing("dedupe.state", f"k{n}".encode(), value) for n, value in enumerate(values)]


async def state(site: Site) -> list[bytes]:
    """Give what a successor would restore."""
    found: list[bytes] = []
    await read_state(client_arguments(site.settings), site.settings.topic("dedupe.state"), found.append)
    return found


def opened(site: Site) -> TransactionalOutbox:
    """Give an outbox with the identity that all of the test have."""
    settings = site.settings
    return TransactionalOutbox(client_arguments(settings), settings.topic, settings.topic("dedupe"))


def test_an_open_transaction_ends_when_a_successor_opens(site: Site) -> None:
    """What the fenced one had begun is seen by nobody, and cannot be committed."""

    async def scenario() -> None:
        first, second = opened(site), opened(site)
        await first.open()
        await first.send(outputs(b"one"))
        await first._connected.begin_transaction()
        await (await first._connected.send(site.settings.topic("dedupe.state"), b"lost", b"lost"))
        await second.open()
        assert await state(site) == [b"one"]
        await second.send(outputs(b"two"))
        with pytest.raises(KafkaError):
            await first._connected.commit_transaction()
        await first.close()
        assert await state(site) == [b"two"]
        await second.close()

    asyncio.run(scenario())


def test_the_outbox_that_was_opened_last_fences_the_one_before(site: Site) -> None:
    """A predecessor that was paused cannot send any more."""

    async def scenario() -> None:
        first, second = opened(site), opened(site)
        await first.open()
        await first.send(outputs(b"one"))
        await second.open()
        with pytest.raises(KafkaError):
            await first.send(outputs(b"three"))
        assert await state(site) == [b"one"]
        for outbox in (first, second):
            await outbox.close()

    asyncio.run(scenario())


def test_state_is_the_newest_of_each_key(site: Site) -> None:
    """In the order of the last writes, without what was deleted; an empty topic gives nothing."""

    async def scenario() -> None:
        assert await state(site) == []
        outbox = opened(site)
        await outbox.open()
        for values in ((b"0", b"1", b"2"), (b"0, again",), (b"0, again", None)):
            await outbox.send(outputs(*values))
        assert await state(site) == [b"2", b"0, again"]
        await outbox.close()

    asyncio.run(scenario())


Made = Callable[[Site], IdempotentOutbox]
MADE: list[Any] = [opened, lambda site: IdempotentOutbox(client_arguments(site.settings), site.settings.topic)]


@pytest.mark.parametrize("made", MADE)
def test_an_outbox_sends_everything_in_order(site: Site, made: Made) -> None:
    """Key, value and headers; nothing to send is no transaction, and a message without key and value is one."""

    async def scenario() -> None:
        outbox = made(site)
        await outbox.open()
        await outbox.send([])
        sent = [Outgoing("dead-letters", b"k", str(n).encode(), (("n", b"1"),)) for n in range(100)]
        await outbox.send([*sent, Outgoing("dead-letters", None, None)])
        await outbox.close()

    asyncio.run(scenario())
    records = site.read("dead-letters")
    assert [record.value for record in records] == [*(str(n).encode() for n in range(100)), None]
    assert list(records[0].headers) == [("n", b"1")]
