"""Parsing in processes that can be killed."""

import os
import signal
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from pipeline.errors import BadInput
from pipeline.feeds import worker
from pipeline.feeds.draft import Origin
from pipeline.feeds.parse import Parsed, feed
from pipeline.feeds.worker import ParserLost, Parsers

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
    """Give one parser."""
    with Parsers() as made:
        yield made


def fail(_data: bytes, _origin: Origin) -> Parsed:
    """Fail as a parser with a fault does."""
    raise RecursionError("too\ndeep")


def test_a_document_is_parsed_and_bad_input_comes_back(parsers: Parsers) -> None:
    """It does what the pure function does, errors too."""
    assert parsers.document(FEED, Origin()).articles[0].title == "T"
    assert parsers.call(feed, FEED, Origin()).articles[0].title == "T"
    with pytest.raises(BadInput, match="no feed"):
        parsers.call(feed, b"hello", Origin())


def test_what_hangs_its_parser_is_bad_input(monkeypatch: pytest.MonkeyPatch) -> None:
    """It is killed at the deadline, and costs the next document nothing."""
    monkeypatch.setattr(worker, "document", hang)
    with Parsers(deadline=0.1) as parsers:
        with pytest.raises(ParserLost, match="no answer within"):
            parsers.document(FEED, Origin())
        monkeypatch.setattr(parsers, "_deadline", 20.0)
        assert parsers.call(feed, FEED, Origin()).articles


def test_what_kills_its_parser_twice_is_bad_input(
    parsers: Parsers, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Once may be an accident: it is tried again, and no third time."""
    deaths = tmp_path / "deaths"
    deaths.write_text("")
    monkeypatch.setattr(worker, "document", die)
    with pytest.raises(BadInput, match="lost twice: killed by SIGKILL"):
        parsers.document(os.fsencode(deaths), Origin())
    assert deaths.read_text() == "xx"
    assert parsers.call(feed, FEED, Origin()).articles


def test_what_breaks_its_parser_is_bad_input(parsers: Parsers, monkeypatch: pytest.MonkeyPatch) -> None:
    """A fault of ours on strange bytes does not end the service."""
    monkeypatch.setattr(worker, "document", fail)
    with pytest.raises(BadInput, match="its parser failed: RecursionError"):
        parsers.document(FEED, Origin())
