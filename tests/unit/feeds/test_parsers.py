"""Parsing in processes that can be killed."""

import asyncio
import os
import signal
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from pipeline.errors import BadInput
from pipeline.feeds import worker
from pipeline.feeds.draft import Origin
from pipeline.feeds.parse import Parsed
from pipeline.feeds.worker import Parsers

FEED = b"<rss version='2.0'><channel><item><title>T</title></item></channel></rss>"


def hang(_data: bytes, _origin: Origin) -> Parsed:
    """Never come back."""
    time.sleep(3600)
    raise AssertionError


def die(data: bytes, _origin: Origin) -> Parsed:
    """Die as a process does that the system kills; the file that `data` names counts the deaths."""
    count = Path(os.fsdecode(data))
    count.write_text(count.read_text() + "x")
    os.kill(os.getpid(), signal.SIGKILL)
    raise AssertionError


@pytest.fixture
def parsers() -> Iterator[Parsers]:
    """Give one parser with a short deadline."""
    with Parsers(deadline=1.5) as made:
        yield made


def test_a_document_is_parsed_and_bad_input_comes_back(parsers: Parsers) -> None:
    """It does what the pure function does, errors too, from a thread or from a loop."""
    assert parsers.document(FEED, Origin()).articles[0].title == "T"
    assert asyncio.run(parsers.feed(FEED, Origin())).articles[0].title == "T"
    with pytest.raises(BadInput, match="no feed"):
        asyncio.run(parsers.feed(b"hello", Origin()))


def test_what_takes_too_long_is_killed_and_the_next_is_parsed(
    parsers: Parsers, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A document that hangs its parser is bad input, and costs the next one nothing."""
    monkeypatch.setattr(worker, "document", hang)
    with pytest.raises(BadInput, match="took longer than 2 s"):
        parsers.document(FEED, Origin())
    assert asyncio.run(parsers.feed(FEED, Origin())).articles


def test_what_kills_its_parser_twice_is_bad_input(
    parsers: Parsers, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Once may be an accident: it is tried again, and no third time."""
    deaths = tmp_path / "deaths"
    deaths.write_text("")
    monkeypatch.setattr(worker, "document", die)
    with pytest.raises(BadInput, match="killed its parser twice"):
        parsers.document(os.fsencode(deaths), Origin())
    assert deaths.read_text() == "xx"
    assert asyncio.run(parsers.feed(FEED, Origin())).articles
