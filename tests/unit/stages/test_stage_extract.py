"""Extract as a stage: an article's bytes in; its events and a receipt out, or a dead letter."""

from datetime import UTC, datetime

import pytest
from fake_extractor import FakeExtractor

from pipeline.contract import Article, Event, Receipt, decode, encode
from pipeline.stages.extract import extract, given_up
from pipeline.stages.message import DeadLettered, Emitted, Incoming, Outgoing, Verdict

NOW = datetime(2024, 3, 5, tzinfo=UTC)
HEADERS = (("ingested_at", b"2024-03-05T00:00:00Z"),)


def incoming(title: str) -> Incoming:
    """Give a message of a second revision."""
    return Incoming("articles.unique", 3, 7, b"a", encode(Article(article_id="a", revision=2, title=title)), HEADERS)


def verdict(title: str) -> Verdict:
    """Give the verdict of the stage."""
    return extract(incoming(title), FakeExtractor("conflict"), NOW)


def receipt(output: Outgoing | None) -> Receipt:
    """Read a receipt."""
    assert output is not None
    assert (output.topic, output.key, output.headers) == ("articles.extracted", b"a", HEADERS)
    return decode(Receipt, output.value)


def test_events_are_sent_and_then_a_receipt_that_lists_them() -> None:
    """Each event stands under its own id."""
    result = verdict("2 events")
    assert isinstance(result, Emitted)
    events = [decode(Event, output.value) for output in result.outputs]
    assert [output.key for output in result.outputs] == [event.event_id.encode() for event in events]
    found = receipt(result.receipt)
    assert (found.revision, found.extractor, found.outcome) == (2, "fake/1", "events")
    assert found.event_ids == tuple(event.event_id for event in events)


def test_an_article_without_events_has_a_receipt() -> None:
    """Nobody waits for it."""
    result = verdict("Weather")
    assert isinstance(result, Emitted)
    assert result.outputs == ()
    assert receipt(result.receipt).outcome == "empty"


@pytest.mark.parametrize("title", ["huge", "1000 events"])
def test_what_no_topic_takes_is_a_dead_letter_with_a_receipt(title: str) -> None:
    """An event larger than a message may be, or more of them than a receipt can list."""
    result = verdict(title)
    assert isinstance(result, DeadLettered)
    assert receipt(result.receipt).outcome == "dead"


def test_a_long_id_counts_in_the_receipt() -> None:
    """An id may be as long as dedupe lets it pass; a receipt names it twice."""
    article = Article(article_id="a" * 29_000, title="60 events")
    message = Incoming("articles.unique", 0, 0, b"a", encode(article))
    assert isinstance(extract(message, FakeExtractor("conflict"), NOW), DeadLettered)


def test_an_article_that_is_given_up_has_a_receipt() -> None:
    """With the attempts that it took."""
    result = given_up(incoming("hang"), "fake/1", NOW, "no answer", 2)
    assert isinstance(result, DeadLettered)
    assert (result.error, result.attempts, receipt(result.receipt).outcome) == ("no answer", 2, "dead")


@pytest.mark.parametrize("value", [None, b"\xff", b"[" * 100_000, b'{"article_id": 1}'])
def test_what_is_no_article_is_a_dead_letter_without_a_receipt(value: bytes | None) -> None:
    """Nobody knows whose receipt it would be."""
    broken = Incoming("articles.unique", 0, 0, b"a", value)
    results = [extract(broken, FakeExtractor("all"), NOW), given_up(broken, "fake/1", NOW, "no answer", 2)]
    assert all(isinstance(result, DeadLettered) and result.receipt is None for result in results)
