"""Link as a stage: bytes in, one verdict with all that is to be sent."""

from datetime import UTC, datetime, timedelta

import pytest

from pipeline.contract import DuplicateReport, Event, Incident, LinkState, Receipt, Span, decode, encode
from pipeline.contract.event import EventArticle, EventTime, Location, Plover
from pipeline.incidents import Memory
from pipeline.stages.link import Link
from pipeline.stages.message import DeadLettered, Emitted, Incoming, Outgoing

START = datetime(2024, 3, 5, tzinfo=UTC)
SPAN = {"field": "text", "start": 0, "end": 3, "text": "Gao"}


def event(n: int, days: int = 0, notes: str = "A bomb went off in Gao.", trigger: str = "bomb") -> bytes:
    """Give the bytes of an event in Gao, told `days` after the first."""
    told = START + timedelta(days=days)
    day = told.date().isoformat()
    return encode(
        Event(
            event_id=f"e{n}",
            article_id=f"a{n}",
            article=EventArticle(source=f"Paper {n}", published=told),
            event_type="Explosions/Remote violence",
            plover=Plover(event="ASSAULT", quad_class=4),
            realis="actual",
            newsness="new",
            trigger=Span(field="text", start=0, end=len(trigger), text=trigger),
            location=Location(**SPAN, name="Gao", country="MLI", geonameid=2457161, precision="place"),
            time=EventTime(start=day, end=day, precision="day", basis="stated"),
            notes=notes,
            confidence=0.9,
            extractor="test/1",
            extracted_at=told,
        )
    )


def incoming(value: bytes | None, offset: int = 0) -> Incoming:
    """Give a message of the events topic."""
    return Incoming("events", 0, offset, b"key", value, (("traceparent", b"00-1-2-01"),))


def emitted(stage: Link, value: bytes) -> Emitted:
    """Give what an event becomes."""
    verdict = stage(incoming(value))
    assert isinstance(verdict, Emitted)
    return verdict


def test_an_event_gives_its_incident_and_the_state() -> None:
    """Both stand under the incident's id; the incident carries the headers of the way."""
    incident, state = emitted(Link(), event(1)).outputs
    assert (incident.topic, state.topic) == ("incidents", "link.state")
    assert incident.key == state.key == decode(Incident, incident.value).incident_id.encode()
    assert incident.headers == (("traceparent", b"00-1-2-01"),)
    assert decode(LinkState, state.value).incident == decode(Incident, incident.value)


def test_a_redelivery_gives_the_same_bytes() -> None:
    """From the state, not from a new count."""
    stage = Link()
    emitted(stage, event(1))
    assert emitted(stage, event(2)).outputs == emitted(stage, event(2)).outputs


def test_a_restored_stage_links_as_the_one_that_wrote_the_state() -> None:
    """What is on the state topic is all that is needed."""
    stage, restored = Link(), Link()
    state = emitted(stage, event(1)).outputs[1].value
    assert state is not None
    restored.restores["link.state"](state)
    assert restored(incoming(event(2))) == stage(incoming(event(2)))


def test_an_event_of_no_incident_sends_nothing() -> None:
    """It has its verdict all the same."""
    background = decode(Event, event(1)).model_copy(update={"realis": "background"})
    assert emitted(Link(), encode(background)).outputs == ()


def test_a_quiet_incident_is_closed_and_forgotten() -> None:
    """After fourteen days by the log, with a last state under its id and a tombstone for its memory."""
    stage = Link(Memory(recent=1))
    outputs = [output for n in range(150) for output in emitted(stage, event(n, days=n)).outputs]
    closed = [decode(Incident, output.value) for output in outputs if output.topic == "incidents" and output.value]
    first = [incident for incident in closed if incident.incident_id == closed[0].incident_id]
    assert [(incident.status, incident.revision) for incident in first] == [("open", 1), ("closed", 2)]
    assert outputs[0].key in {output.key for output in outputs if output.value is None and output.topic == "link.state"}


def receipt(n: int) -> bytes:
    """Give the receipt of the article of an event."""
    values = {"article_id": f"a{n}", "event_ids": (f"e{n}",), "outcome": "events", "extracted_at": START}
    return encode(Receipt(revision=1, extractor="test/1", **values))


@pytest.mark.parametrize("killed", [20, 45, 70])
def test_a_restored_stage_closes_and_forgets_as_the_one_that_was_lost(killed: int) -> None:
    """At the same message, since clock and count stand in what it wrote."""
    messages = [
        Incoming(topic, 0, n, b"key", value(n), (("traceparent", b"00-1-2-01"),))
        for n in range(50)
        for topic, value in (("events", lambda n: event(n, days=n)), ("articles.extracted", receipt))
    ]
    stage, kept = Link(Memory(recent=3)), dict[tuple[str, bytes | None], bytes]()
    for message in messages[:killed]:
        for output in outputs(stage, message):
            kept.pop((output.topic, output.key), None)
            if output.value is not None and output.topic in stage.restores:
                kept[output.topic, output.key] = output.value
    restored = Link(Memory(recent=3))
    for topic, restore in restored.restores.items():
        for value in (value for (name, _), value in kept.items() if name == topic):
            restore(value)
    left = [[outputs(one, message) for message in messages[killed:]] for one in (stage, restored)]
    assert left[0] == left[1]
    assert any(output.value is None for given in left[0] for output in given)


def outputs(stage: Link, message: Incoming) -> tuple[Outgoing, ...]:
    """Give what a message becomes."""
    verdict = stage(message)
    assert isinstance(verdict, Emitted)
    return verdict.outputs


def test_receipts_and_copies_come_from_topics_of_their_own() -> None:
    """A site's prefix stands before their names; what is known of the article is written beside."""
    stage = Link()
    emitted(stage, event(1))
    copy = DuplicateReport(article_id="b", original_id="a1", reason="near", source="Second Paper")
    state, *told = outputs(stage, Incoming("site.articles.duplicate", 0, 0, b"k", encode(copy)))
    assert (state.topic, state.key) == ("link.articles", b"a1")
    assert decode(Incident, told[0].value).reports.sources == 2
    gone = outputs(stage, Incoming("site.articles.extracted", 3, 0, b"k", receipt(1).replace(b"e1", b"e2")))
    assert [decode(Incident, one.value).status for one in gone if one.topic == "incidents"] == ["retracted"]


@pytest.mark.parametrize("topic", ["articles.extracted", "articles.duplicate"])
def test_poison_of_the_other_topics_is_a_dead_letter_too(topic: str) -> None:
    """Also a copy whose source is as long as a text."""
    long = DuplicateReport(article_id="b", original_id="a", reason="near", source="x" * 5000)
    for value in (b"{}", encode(long)):
        assert isinstance(Link()(Incoming(topic, 0, 0, b"k", value)), DeadLettered)


@pytest.mark.parametrize("value", [None, b"\xff", b"{}", b"[" * 100_000, event(1, trigger="x" * 100_000)])
def test_poison_is_a_dead_letter(value: bytes | None) -> None:
    """Also an event that no memory could hold."""
    assert isinstance(Link()(incoming(value)), DeadLettered)
