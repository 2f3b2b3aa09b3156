"""The page of `frontwire status`."""

from datetime import UTC, datetime

from pipeline.cli.status import Feeds, Stage, Status, feeds, page
from pipeline.contract import FeedSpec, FeedState
from pipeline.contract.feed import Health
from pipeline.kafka.groups import Member
from pipeline.kafka.traffic import Traffic


def status(**changed: object) -> Status:
    """Give a status in which all is well, but for what is changed."""
    well: dict[str, object] = {
        "bootstrap_servers": "127.0.0.1:9092",
        "brokers": 1,
        "stages": [Stage("extract", "Stable", (Member("10.0.0.4", 7), Member("10.0.0.5", 5)), 40)],
        "traffic": [Traffic("articles", 172, 3, 60, 172)],
        "feeds": Feeds(0, 0, {}),
        "dead_letters": {},
    }
    return Status(**(well | changed))  # type: ignore[arg-type]


def test_a_stage_is_shown_with_its_processes_and_its_lag() -> None:
    """Each process stands there with its host and its share of the partitions."""
    assert "extract          2      40  10.0.0.4 (7 partitions), 10.0.0.5 (5 partitions)" in list(page(status()))


def test_a_stage_that_does_not_run_is_shown_with_the_remedy() -> None:
    """A group without members is the news that a person looks for."""
    lines = "\n".join(page(status(stages=[Stage("link", "Dead", (), 3)])))
    assert "link             0       3  not running: `frontwire up`, or `frontwire worker link`" in lines
    lines = "\n".join(page(status(stages=[Stage("poll", "Dead", (), 0)])))
    assert "poll             0       0  not running: `frontwire up`, or `frontwire poll`" in lines


def test_dead_letters_and_feeds_are_counted() -> None:
    """Numbers by stage and by health, each with where to look on."""
    shown = "\n".join(page(status(dead_letters={"dedupe": 2, "extract": 1}, feeds=Feeds(3, 1, {"healthy": 3}))))
    assert "3 open (2 at dedupe, 1 at extract): `frontwire dead-letters list`" in shown
    assert "3 listed (3 healthy, 1 paused)" in shown


def test_nothing_listed_and_nothing_dead_is_said() -> None:
    """An empty line would leave a person in doubt."""
    shown = list(page(status()))
    assert "dead letters  none" in shown
    assert "feeds         none listed: `frontwire feeds add URL`" in shown


def test_feeds_are_counted_by_their_health_as_far_as_they_are_listed() -> None:
    """A state without a spec is of a feed that was removed; a spec without a state was never polled."""
    now = datetime(2024, 1, 1, tzinfo=UTC)
    specs = [FeedSpec(feed_id=name, url="https://x.example/", paused=name == "b") for name in ("a", "b")]
    healthy = Health(status="healthy", last_success=now)
    states = {name: FeedState(feed_id=name, health=healthy) for name in ("a", "gone")}
    assert feeds(specs, states) == Feeds(listed=2, paused=1, health={"healthy": 1, "unknown": 1})
