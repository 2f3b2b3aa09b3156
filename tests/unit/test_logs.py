"""The two shapes of a log line."""

import logging
from collections.abc import Iterator

import orjson
import pytest

from pipeline.logs import Level, Style, configure

log = logging.getLogger("pipeline.test")


@pytest.fixture(autouse=True)
def _root() -> Iterator[None]:
    """Give the root logger back as it was."""
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    yield
    root.handlers[:] = handlers
    root.setLevel(level)
    logging.captureWarnings(capture=False)


def said(capsys: pytest.CaptureFixture[str], level: Level = "info", style: Style = "console") -> str:
    """Log one warning with an error and an extra; give what stands on stderr."""
    configure(level, style, "extract")
    log.warning("a batch of %d failed", 3, exc_info=ValueError("two\nlines"), extra={"offset": 7})
    return capsys.readouterr().err


def test_console_is_one_line_with_extras_and_the_error(capsys: pytest.CaptureFixture[str]) -> None:
    """A person reads the message, its extras and the error in one line, without a traceback."""
    line = said(capsys)
    assert line.endswith("warning: a batch of 3 failed offset=7 (ValueError: two\\nlines)\n")


def test_console_shows_tracebacks_at_debug(capsys: pytest.CaptureFixture[str]) -> None:
    """Tracebacks come only where somebody asked for them."""
    assert "\nValueError: two\nlines" in said(capsys, level="debug")


def test_json_is_one_object_a_line(capsys: pytest.CaptureFixture[str]) -> None:
    """A machine reads every part by name, the traceback included."""
    [line] = said(capsys, style="json").splitlines()
    row = orjson.loads(line)
    assert (row["level"], row["service"], row["message"], row["offset"]) == (
        "warning",
        "extract",
        "a batch of 3 failed",
        7,
    )
    assert row["exception"].endswith("ValueError: two\nlines")
    assert row["time"].endswith("Z")


@pytest.mark.parametrize(("level", "shown"), [("info", False), ("debug", True)])
def test_libraries_are_quiet_at_info(capsys: pytest.CaptureFixture[str], level: Level, shown: bool) -> None:
    """What Kafka's clients tell at info is shown only at debug."""
    configure(level)
    logging.getLogger("aiokafka.consumer").info("rebalancing")
    assert ("rebalancing" in capsys.readouterr().err) is shown


def test_the_level_is_obeyed(capsys: pytest.CaptureFixture[str]) -> None:
    """At `error` a warning is not told."""
    configure("error")
    log.warning("nothing")
    assert capsys.readouterr().err == ""


@pytest.mark.parametrize(("level", "shown"), [("info", False), ("debug", True)])
def test_what_a_new_cluster_answers_at_first_is_no_error(
    capsys: pytest.CaptureFixture[str], level: Level, shown: bool
) -> None:
    """Errors that pass by themselves alarm nobody; a client's other errors are told."""
    configure(level)
    logging.getLogger("aiokafka.consumer.fetcher").error("Failed fetch: NotLeaderForPartitionError: events")
    assert ("NotLeader" in capsys.readouterr().err) is shown
    logging.getLogger("aiokafka.consumer.fetcher").error("Failed fetch: something else")
    assert "something else" in capsys.readouterr().err


def test_a_library_says_the_same_thing_once_in_a_while(capsys: pytest.CaptureFixture[str]) -> None:
    """A broker that is gone does not fill the disk; our own words are never held back."""
    configure()
    for number in range(100):
        logging.getLogger("aiokafka").error("Unable connect to node with id %s", number)
        log.error("no answer %d", number)
    lines = capsys.readouterr().err.splitlines()
    assert sum("Unable connect" in line for line in lines) == 1
    assert sum("no answer" in line for line in lines) == 100
