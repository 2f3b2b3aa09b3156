"""Link on a real Kafka: three topics in one ordered task, a standby, a lost disk."""

import shutil
import signal
from collections.abc import Iterable
from datetime import timedelta
from pathlib import Path

import pytest
from incident_events import GAO, MOPTI, START, dead, event
from stage_site import Site, until

from pipeline.contract import DuplicateReport, Event, Incident, Receipt, decode, encode
from pipeline.kafka.clients import admin_client
from pipeline.kafka.lag import lags

pytestmark = pytest.mark.kafka


@pytest.fixture
def site(kafka: str, topic_prefix: str, tmp_path: Path) -> Site:
    """Give a pipeline of the test's own."""
    return Site(kafka, topic_prefix, tmp_path)


def incidents(site: Site) -> dict[str, Incident]:
    """Give the newest state of each incident."""
    read = (decode(Incident, record.value) for record in site.read("incidents"))
    return {incident.incident_id: incident for incident in read}


def together(site: Site) -> set[frozenset[str]]:
    """Give the events that are one incident, incident by incident."""
    return {frozenset(one.reports.event_ids) for one in incidents(site).values() if one.reports.events}


def told(names: Iterable[str], first: int = 0) -> list[Event]:
    """Give events that fall into two incidents by turns."""
    return [
        event(name, n, location=GAO if n % 2 else MOPTI, fatalities=dead(3 + n % 2))
        for n, name in enumerate(names, first)
    ]


def expected(events: Iterable[Event]) -> set[frozenset[str]]:
    """Give what `told` falls into."""
    listed = list(events)
    names = [{one.event_id for one in listed if one.location == where} for where in (GAO, MOPTI)]
    return {frozenset(one) for one in names if one}


def test_receipts_and_copies_change_incidents(site: Site) -> None:
    """An event that a later run does not give leaves; a copy that was reported before its original's event counts."""
    copy = DuplicateReport(article_id="copy", original_id="a-b", reason="near", source="Second Paper")
    later = Receipt(
        article_id="a-a", revision=1, extractor="test/2", outcome="empty", extracted_at=START + timedelta(days=31)
    )
    with site.worker("link"):
        site.send("articles.duplicate", [encode(copy)])
        site.send("events", map(encode, (event("a"), event("b"))))
        until(lambda: together(site) == {frozenset({"e-a", "e-b"})}, 60, "the incident")
        site.send("articles.extracted", [encode(later)])
        until(lambda: together(site) == {frozenset({"e-b"})}, 60, "the withdrawal")
    (incident,) = incidents(site).values()
    assert (incident.reports.articles, incident.reports.sources, incident.reports.independent_sources) == (2, 2, 1)


def test_a_standby_takes_over_all_three_topics(site: Site) -> None:
    """It has no partition until the one at work is gone; then it knows what that one knew."""
    first, second = told("abcdef"), told("ghijkl", 6)
    with site.worker("link") as working:
        until(lambda: working.says("has 14 partitions"), 60, "the assignment")
        with site.worker("link") as standby:
            until(lambda: standby.says("has 0 partitions"), 60, "the standby to join")
            site.send("events", map(encode, first))
            until(lambda: together(site) == expected(first), 60, "the first events")
            working.signal(signal.SIGKILL)
            site.send("events", map(encode, second))
            until(lambda: together(site) == expected([*first, *second]), 60, "the others")
            assert standby.says("has 14 partitions")


def test_a_lost_disk_costs_nothing(site: Site, tmp_path: Path) -> None:
    """What link remembers is read from its topics."""
    first, second = told("abcdef"), told("ghijkl", 6)
    with site.worker("link"):
        site.send("events", map(encode, first))
        until(lambda: together(site) == expected(first), 60, "the first events")
    shutil.rmtree(tmp_path)
    tmp_path.mkdir()
    with site.worker("link"):
        site.send("events", map(encode, second))
        until(lambda: together(site) == expected([*first, *second]), 60, "the others")


def test_nothing_is_left_behind_on_any_topic(site: Site) -> None:
    """The offsets of all three are committed up to the end."""

    def behind() -> int:
        with admin_client(site.settings) as admin:
            return sum(row.lag for row in lags(admin, site.settings) if row.stage == "link")

    copies = [
        DuplicateReport(article_id=f"copy-{n}", original_id="a-a", reason="near", source="Paper") for n in range(9)
    ]
    receipts = [
        Receipt(article_id=f"a-{n}", revision=1, extractor="test/1", outcome="empty", extracted_at=START)
        for n in range(9)
    ]
    with site.worker("link"):
        site.send("articles.duplicate", map(encode, copies))
        site.send("articles.extracted", map(encode, receipts))
        site.send("events", map(encode, told("abcdef")))
        until(lambda: together(site) == expected(told("abcdef")), 60, "the incidents")
        until(lambda: behind() == 0, 30, "no lag")
