from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.errors import BadMessage
from pipeline.kafka.dead_letters import (
    LONGEST_ERROR,
    Record,
    dead_letter,
    is_for,
    marker,
    open_letters,
    read_dead_letter,
    redriven,
)
from pipeline.stages.message import Incoming, Outgoing

NOW = datetime(2026, 3, 1, 12, 30, tzinfo=UTC)


def poison(**changes) -> Incoming:
    """Give a message that a stage cannot process."""
    values = {"topic": "articles", "partition": 0, "offset": 41, "key": b"k", "value": b"\xff", "headers": ()}
    return Incoming(**values | changes)


def stored(letter: Outgoing, offset: int) -> Record:
    """Give a message as it lies in dead-letters."""
    return Record(offset, letter.key, len(letter.value or b""), letter.headers)


@given(
    key=st.none() | st.binary(),
    value=st.none() | st.binary(),
    headers=st.lists(st.tuples(st.sampled_from(["ingested_at", "traceparent", "x"]), st.binary())),
    stage=st.sampled_from(["dedupe", "extract", "link"]),
    error=st.text(),
    offset=st.integers(0, 2**62),
)
def test_a_dead_letter_reads_back_as_it_was_written(key, value, headers, stage, error, offset):
    """Key, bytes and headers are the message's own; place, stage, reason, attempts and time come back from headers."""
    message = poison(key=key, value=value, headers=tuple(headers), offset=offset)
    sent = dead_letter(message, stage, error, 2, NOW)
    assert (sent.topic, sent.value) == ("dead-letters", value)
    assert sent.key == key or (key, value, sent.key) == (None, None, b"")
    letter = read_dead_letter(stored(sent, 7))
    assert (letter.number, letter.topic, letter.partition, letter.offset) == (7, "articles", 0, offset)
    assert (letter.stage, letter.attempts, letter.time, letter.size) == (stage, 2, NOW, len(value or b""))
    assert letter.headers == tuple(headers)
    assert letter.error == error.encode("utf-8", "replace").decode()[:LONGEST_ERROR]


def test_a_long_reason_is_cut():
    """Headers must fit beside the largest message."""
    letter = read_dead_letter(stored(dead_letter(poison(), "extract", "x" * 100_000, 1, NOW), 0))
    assert len(letter.error) == LONGEST_ERROR


def test_what_was_redriven_is_not_open():
    """A marker closes the letter that it names and no other."""
    first, second = (stored(dead_letter(poison(offset=n), "extract", "e", 1, NOW), n) for n in (0, 1))
    closed = stored(marker(read_dead_letter(first)), 2)
    letters, faults = open_letters([first, second, closed])
    assert [letter.number for letter in letters] == [1]
    assert faults == []


def test_a_redriven_message_that_dies_again_is_open_again():
    """The second death is a letter of its own, with one set of reasons, and can be redriven in turn."""
    letter = read_dead_letter(stored(dead_letter(poison(), "extract", "first", 1, NOW), 0))
    again = redriven(letter, b"\xff")
    second = dead_letter(poison(offset=99, headers=again.headers), "extract", "second", 1, NOW)
    letters, _ = open_letters([stored(marker(letter), 1), stored(second, 2)])
    assert [(each.number, each.error, each.headers) for each in letters] == [(2, "second", ())]


def test_a_redriven_message_is_the_original_for_one_stage():
    """It goes back to its topic with its key, bytes and headers; the stage that failed takes it, others skip it."""
    message = poison(topic="north.events", headers=(("traceparent", b"t"),))
    letter = read_dead_letter(stored(dead_letter(message, "link", "e", 1, NOW), 0))
    again = redriven(letter, message.value)
    assert (again.topic, again.key, again.value) == ("north.events", b"k", b"\xff")
    assert ("traceparent", b"t") in again.headers
    assert is_for(again.headers, "link")
    assert not is_for(again.headers, "store")


def test_an_ordinary_message_is_for_every_stage():
    """Only a redriven message names a stage."""
    assert is_for((("traceparent", b"t"),), "extract")


@pytest.mark.parametrize("name", ["redriven", "redrive-for", "stage", "offset"])
def test_headers_of_the_message_cannot_speak_for_us(name):
    """A hostile message with our headers neither closes a letter nor hides where it came from."""
    message = poison(headers=((name, b"0"),))
    letters, faults = open_letters([stored(dead_letter(message, "dedupe", "e", 1, NOW), 5)])
    assert [(letter.number, letter.stage, letter.offset, letter.headers) for letter in letters] == [
        (5, "dedupe", 41, ())
    ]
    assert faults == []


@pytest.mark.parametrize("headers", [(), (("topic", b"x"),), (("redriven", b"abc"),)])
def test_a_record_that_is_no_dead_letter_is_named_and_hides_nothing(headers):
    """What somebody else wrote to the topic is a fault in one line, and the letters beside it are still listed."""
    good = stored(dead_letter(poison(), "dedupe", "e", 1, NOW), 0)
    letters, faults = open_letters([good, Record(1, None, 3, headers)])
    assert [letter.number for letter in letters] == [0]
    assert len(faults) == 1
    assert "offset 1" in faults[0]


def test_reading_something_else_raises():
    """Headers of another kind are not taken for a dead letter."""
    with pytest.raises(BadMessage):
        read_dead_letter(Record(3, b"", 0, (("partition", b"one"),)))
