"""`frontwire replay` and `frontwire subscribe` against a real Kafka, as processes."""

import csv
import io
import os
import re
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import orjson
import pytest

from pipeline.contract import Event, encode
from pipeline.feeds.publish import producer
from pipeline.kafka.records import read_to_end
from pipeline.settings import Settings
from pipeline.subscribe.follow import follow

pytestmark = pytest.mark.kafka

Run = Callable[..., subprocess.CompletedProcess[str]]
SECONDS = 60


def environment(settings: Settings) -> dict[str, str]:
    """Give the environment of a command with these settings."""
    assert settings.bootstrap_servers
    return os.environ | {
        "FRONTWIRE_BOOTSTRAP_SERVERS": settings.bootstrap_servers,
        "FRONTWIRE_TOPIC_PREFIX": settings.topic_prefix,
        "PYTHONUNBUFFERED": "1",
    }


@pytest.fixture
def run(settings: Settings) -> Run:
    """Give a function that runs a command to its end."""

    def command(*arguments: object, **options: Any) -> subprocess.CompletedProcess[str]:
        words = [sys.executable, "-m", "pipeline", *map(str, arguments)]
        return subprocess.run(
            words, env=environment(settings), capture_output=True, text=True, timeout=SECONDS, check=False, **options
        )

    return command


@pytest.fixture
def start(settings: Settings) -> Iterator[Callable[..., subprocess.Popen[str]]]:
    """Give a function that starts a command; what still runs at the end is killed."""
    started: list[subprocess.Popen[str]] = []

    def command(*arguments: object) -> subprocess.Popen[str]:
        words = [sys.executable, "-m", "pipeline", *map(str, arguments)]
        pipe = subprocess.PIPE
        started.append(subprocess.Popen(words, env=environment(settings), stdout=pipe, stderr=pipe, text=True))
        return started[-1]

    yield command
    for process in started:
        process.kill()
        process.communicate()


def articles(settings: Settings) -> list[Any]:
    """Give the records that are on the topic `articles`."""
    return list(read_to_end(settings, settings.topic("articles")))


def told(number: int, **fields: Any) -> Event:
    """Give an event of our own making."""
    words = {"field": "text", "start": 0, "end": 6, "text": "killed"}
    return Event.model_validate(
        {
            "event_id": f"e-{number}",
            "article_id": "a-1",
            "article": {"title": "Mine kills two"},
            "plover": {"event": "ASSAULT", "quad_class": 4},
            "realis": "actual",
            "newsness": "new",
            "trigger": words,
            "location": {"name": "Shusha", "country": "AZE", "lat": 39.76, "lon": 46.75, "precision": "place", **words},
            "fatalities": {"low": number, "best": number, "high": number, "stated": "exact"},
            "confidence": 0.9,
            "extractor": "test/1",
            "extracted_at": datetime(2023, 9, 19, tzinfo=UTC),
        }
        | fields
    )


def send(settings: Settings, topic: str, *values: bytes | None) -> None:
    """Put messages on a topic."""
    with producer(settings) as sender:
        for value in values:
            sender.send(settings.topic(topic), value, key=b"k")
        sender.flush()


def test_a_replay_puts_each_article_on_the_topic(run: Run, settings: Settings, tmp_path: Path) -> None:
    """Key, headers and fields are the contract's; what is bad is named, and the status says so."""
    (tmp_path / "1.jsonl").write_text('{"article_id": "a-1", "title": "T", "published": "2023-09-19T04:00:00Z"}\n{\n')
    (tmp_path / "2.txt").write_text("Two dead in Goma\nShells fell.\n")
    (tmp_path / "3.rss").write_text("nonsense")
    (tmp_path / "manifest.toml").write_text('[[file]]\npath = "2.txt"\nmetadata.source = "Courier"\n')
    done = run("replay", tmp_path)
    assert done.returncode == 1
    assert "2 articles onto" in done.stdout
    assert re.search(r"1\.jsonl, line 2: not JSON", done.stderr)
    assert re.search(r"3\.rss: it is no feed", done.stderr)
    first, second = articles(settings)
    assert first.key == b"a-1"
    headers = dict(first.headers)
    assert re.fullmatch(rb"00-[0-9a-f]{32}-[0-9a-f]{16}-01", headers["traceparent"])
    assert datetime.now(UTC) - datetime.fromisoformat(headers["ingested_at"].decode()) < timedelta(minutes=2)
    value = orjson.loads(second.value)
    assert (value["title"], value["source"], value["fetched"]) == ("Two dead in Goma", "Courier", None)


def test_an_article_larger_than_the_topic_takes_is_cut(run: Run, settings: Settings, tmp_path: Path) -> None:
    """It arrives, and says that it was cut."""
    (tmp_path / "a.json").write_bytes(orjson.dumps({"title": "Large", "text": "many words é " * 400_000}))
    assert run("replay", tmp_path / "a.json").returncode == 0
    (record,) = articles(settings)
    value = orjson.loads(record.value)
    assert value["truncated"]
    assert len(record.value) > 1_000_000


def test_many_articles_arrive_once_and_in_order(run: Run, settings: Settings, tmp_path: Path) -> None:
    """Ten thousand lines, each once, as they stand in the file."""
    lines = (b'{"article_id": "%d", "title": "T", "text": "x"}\n' % number for number in range(10_000))
    (tmp_path / "a.jsonl").write_bytes(b"".join(lines))
    assert "10000 articles" in run("replay", tmp_path / "a.jsonl").stdout
    assert [int(record.key) for record in articles(settings)] == list(range(10_000))


def test_a_loop_ends_at_ctrl_c(start: Callable[..., Any], settings: Settings, tmp_path: Path) -> None:
    """It begins again at the end; Ctrl-C is its usual end, and what was sent is acknowledged."""
    (tmp_path / "a.txt").write_text("Two dead in Goma\nShells fell.\n")
    process = start("replay", "--loop", tmp_path / "a.txt")
    with follow(settings, settings.topic("articles"), "beginning") as records:
        for _ in range(3):
            next(records)
    process.send_signal(signal.SIGINT)
    out, errors = process.communicate(timeout=SECONDS)
    assert process.returncode == 0
    assert f"{len(articles(settings))} articles" in out
    assert "Traceback" not in errors


def test_subscribe_keeps_what_the_filter_says(run: Run, settings: Settings) -> None:
    """Lines of JSON as they are on the topic; a bad message is named and passed over."""
    send(settings, "events", encode(told(1)), b"nonsense", None, encode(told(2)), encode(told(5)))
    done = run("subscribe", "--from", "beginning", "--until-idle", "1", "--format", "jsonl",
               "--where", "fatalities.best >= 2 and location.country = aze")  # fmt: skip
    assert [orjson.loads(line)["event_id"] for line in done.stdout.splitlines()] == ["e-2", "e-5"]
    assert re.search(r"partition 0 offset 1: not JSON", done.stderr)
    assert done.returncode == 0


def test_the_formats(run: Run, settings: Settings) -> None:
    """For a person, a map and a spreadsheet; `--limit` ends."""
    send(settings, "events", encode(told(1)), encode(told(2)))
    shown = run("subscribe", "--from", "beginning", "--limit", "1").stdout
    assert "● ASSAULT" in shown
    assert "Shusha, AZE" in shown
    features = run("subscribe", "--from", "beginning", "--limit", "2", "--format", "geojson").stdout.splitlines()
    assert [orjson.loads(line)["geometry"]["coordinates"] for line in features] == [[46.75, 39.76]] * 2
    table = run("subscribe", "--from", "beginning", "--limit", "2", "--format", "csv").stdout
    assert [row["fatalities_best"] for row in csv.DictReader(io.StringIO(table))] == ["1", "2"]


def test_every_topic_can_be_read(run: Run, settings: Settings) -> None:
    """Dead letters too, whose bytes are no JSON."""
    with producer(settings) as sender:
        sender.send(
            settings.topic("dead-letters"), b"\xff\x00", key=b"k", headers=[("stage", b"extract"), ("error", b"why")]
        )
        sender.flush()
    shown = run("subscribe", "dead-letters", "--from", "beginning", "--limit", "1").stdout
    assert "extract" in shown
    assert "why" in shown
    line = run("subscribe", "dead-letters", "--from", "beginning", "--limit", "1", "--format", "jsonl").stdout
    assert orjson.loads(line)["value"] == "base64:/wA="


def test_latest_and_a_time_pass_over_what_was_before(settings: Settings) -> None:
    """Latest is the moment at which following begins; a time is that of sending."""
    send(settings, "events", encode(told(1)))
    with follow(settings, settings.topic("events"), "latest", until_idle=30) as records:
        send(settings, "events", encode(told(2)))
        assert orjson.loads(next(records).value or b"")["event_id"] == "e-2"
    with follow(settings, settings.topic("events"), datetime.now(UTC) + timedelta(days=1), until_idle=0.5) as records:
        assert list(records) == []
    with follow(settings, settings.topic("events"), datetime.now(UTC) - timedelta(days=1), until_idle=30) as records:
        assert orjson.loads(next(records).value or b"")["event_id"] == "e-1"


def test_a_closed_pipe_ends_quietly(start: Callable[..., Any], settings: Settings) -> None:
    """As in `frontwire subscribe | head -1`: no traceback, status 0."""
    send(settings, "events", *(encode(told(number)) for number in range(2_000)))
    process = start("subscribe", "--from", "beginning")
    assert process.stdout.readline().startswith("● ASSAULT")
    process.stdout.close()
    assert process.wait(SECONDS) == 0
    assert process.stderr.read() == ""


def test_ctrl_c_ends_following(start: Callable[..., Any], settings: Settings) -> None:
    """No traceback, the shell's status for it."""
    send(settings, "events", encode(told(1)))
    process = start("subscribe", "--from", "beginning", "--format", "jsonl")
    assert process.stdout.readline()
    process.send_signal(signal.SIGINT)
    _, errors = process.communicate(timeout=SECONDS)
    assert (process.returncode, errors) == (130, "")


@pytest.mark.parametrize(
    ("arguments", "status", "says"),
    [
        (("subscribe", "event"), 2, "did you mean events?"),
        (("subscribe", "--where", "fatality.best > 1"), 2, "did you mean fatalities?"),
        (("subscribe", "articles", "--format", "csv"), 2, "is for events and incidents"),
        (("subscribe", "--from", "noon"), 2, "give beginning, latest"),
        (("replay", "no/such/file"), 1, "no such file or folder"),
        (("replay", "--speed", "fast", "x"), 2, "give 1x, 10x"),
    ],
)
def test_wrong_usage_is_one_line_with_the_remedy(run: Run, arguments: tuple[str, ...], status: int, says: str) -> None:
    """And the contract's exit status."""
    done = run(*arguments)
    assert done.returncode == status
    assert says in done.stderr
    assert len(done.stderr.splitlines()) == 1
