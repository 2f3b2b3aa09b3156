"""Which events are one incident, and what becomes of an incident when an event changes."""

import sys
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from incident_events import GAO, MOPTI, START, area, dead, event, near, on, place, quoted

from pipeline.contract import DuplicateReport, Event, Incident, LinkState, Receipt
from pipeline.contract.event import Toll
from pipeline.incidents import Memory, link, withdraw
from pipeline.incidents import count as count_copy


class Log:
    """The log of events, linked one after the other."""

    def __init__(self) -> None:
        self.memory = Memory()

    def comes(self, one: Event) -> list[LinkState]:
        """Link an event, and give the incidents that it changed."""
        states = list(link(self.memory, one))
        for state in states:
            self.memory.remember(state)
        return states

    def all(self) -> dict[str, Incident]:
        """Give every incident by its id."""
        return {name: state.incident for name, state in self.memory._states.items()}

    def together(self) -> set[frozenset[str]]:
        """Give the events that are one incident, incident by incident."""
        return {frozenset(state.events) for state in self.memory._states.values() if state.events}

    def tolls(self) -> dict[frozenset[str], Toll | None]:
        """Give the dead of each incident."""
        return {frozenset(state.events): state.incident.fatalities for state in self.memory._states.values()}


def linked(*events: Event) -> Log:
    """Give a log with these events."""
    log = Log()
    for one in events:
        log.comes(one)
    return log


def count(*events: Event) -> int:
    """Give into how many incidents events fall."""
    return len(linked(*events).all())


def test_two_reports_of_one_day_and_place_are_one_incident() -> None:
    """The incident's id is of the event that opened it, and it counts its reports."""
    log = linked(event("a"), event("b", 1))
    (incident,) = log.all().values()
    assert log.together() == {frozenset({"e-a", "e-b"})}
    assert (incident.revision, incident.status, incident.country) == (2, "open", "MLI")
    assert (incident.reports.events, incident.reports.articles, incident.reports.sources) == (2, 2, 2)
    assert (incident.first_seen, incident.last_seen) == (START, START + timedelta(hours=1))


def test_another_place_day_family_or_country_is_another_incident() -> None:
    """One difference is enough."""
    others: list[dict[str, Any]] = [
        {"location": MOPTI},
        {"time": on("2024-03-03")},
        {"event_type": "Protests", "sub_event_type": "Peaceful protest"},
        {"location": place("Gao", 2457161, "NER")},
    ]
    assert [count(event("a"), event("b", **fields)) for fields in others] == [2] * 4


def test_types_of_one_family_are_one_incident() -> None:
    """What one paper calls an attack is a bomb to another."""
    assert count(event("a"), event("b", event_type="Violence against civilians", sub_event_type="Attack")) == 1


def test_a_place_without_an_id_is_known_by_its_name() -> None:
    """Upper and lower case are one name."""
    assert count(event("a", location=place("Camp Bagoro", None)), event("b", location=place("camp bagoro", None))) == 1


def test_days_that_overlap_are_one_incident() -> None:
    """The end of one is compared to the start of the other."""
    assert count(event("a", time=on("2024-03-02", "2024-03-04", "days")), event("b")) == 1
    assert count(event("a", time=on("2024-03-01", "2024-03-03", "days")), event("b")) == 2


def test_a_vague_time_is_only_one_with_its_like() -> None:
    """An event of some day in March is not each event of March."""
    march = on("2024-03-01", "2024-03-31", "month")
    assert count(event("a", time=march), event("b")) == 2
    assert count(event("a", time=march), event("b", time=march)) == 1


def test_without_a_place_or_a_day_other_evidence_is_needed() -> None:
    """Two bombs somewhere are two bombs; where neither tells a day, the days on which they are told stand for it."""
    assert count(event("a", location=None), event("b", location=None)) == 2
    assert count(event("a", location=None, fatalities=dead(17)), event("b", location=None, fatalities=dead(17))) == 1
    assert count(event("a", time=None), event("b", 24, time=on(None, None))) == 1
    assert count(event("a", time=None), event("b", 24 * 6, time=on(None, None))) == 2


def test_two_events_of_one_article_stay_two() -> None:
    """Extraction has merged what the article tells of one; a second paper's two find each its own."""
    first = [event("a", event_id=f"e-a{n}", fatalities=dead(n)) for n in (4, 2)]
    second = [event("b", event_id=f"e-b{n}", fatalities=dead(n)) for n in (2, 4)]
    assert linked(*first, *second).together() == {frozenset({"e-a4", "e-b4"}), frozenset({"e-a2", "e-b2"})}


def test_a_sum_is_linked_with_sums_alone() -> None:
    """An aggregate is no report of one of its parts."""
    assert count(event("a"), event("b", extent="aggregate"), event("c", extent="aggregate")) == 2


def test_only_what_happened_is_an_incident() -> None:
    """Plans, threats, background and acts that ACLED does not record open nothing."""
    realis = ("threatened", "planned", "hypothetical", "negated", "background")
    assert count(*(event(name, realis=name) for name in realis), event("act", event_type=None)) == 0
    assert count(event("attempted", realis="attempted")) == 1


def test_the_same_event_again_is_the_same_incident_again() -> None:
    """A redelivery, or another run of the same extractor, raises no revision."""
    log = Log()
    before = log.comes(event("a"))
    assert log.comes(event("a").model_copy(update={"extracted_at": START + timedelta(days=1)})) == before


def test_a_changed_event_takes_its_own_place() -> None:
    """Its new figures count, and its old ones no more."""
    log = linked(event("a"), event("b", fatalities=dead(3)))
    (state,) = log.comes(event("b", fatalities=dead(5)))
    assert state.incident.fatalities == dead(5)
    assert (state.incident.revision, state.incident.reports.events) == (3, 2)


def test_an_event_that_moves_leaves_its_incident() -> None:
    """The incident goes on with the others; the event opens another under another id."""
    log = linked(event("a"), event("b"))
    left, opened = log.comes(event("a", location=MOPTI))
    assert left.events.keys() == {"e-b"}
    assert opened.events.keys() == {"e-a"}
    assert left.incident_id != opened.incident_id
    assert opened.incident.location == MOPTI


def test_an_incident_of_one_event_moves_with_it() -> None:
    """Nobody else was in it: it keeps its id."""
    log = linked(event("a"))
    (state,) = log.comes(event("a", location=MOPTI))
    assert (state.incident.revision, state.incident.location) == (2, MOPTI)
    assert linked_again(log, event("b")) == {frozenset({"e-a"}), frozenset({"e-b"})}


def linked_again(log: Log, one: Event) -> set[frozenset[str]]:
    """Link one more event, and give all incidents."""
    log.comes(one)
    return log.together()


def test_an_event_that_did_not_happen_leaves_its_incident_retracted() -> None:
    """With no report left the incident says so, and comes back with the event."""
    log = linked(event("a", fatalities=dead(2)))
    (gone,) = log.comes(event("a", realis="negated"))
    assert (gone.incident.status, gone.incident.revision, gone.incident.reports.events) == ("retracted", 2, 0)
    (back,) = log.comes(event("a", fatalities=dead(2)))
    assert (back.incident_id, back.incident.status, back.incident.revision) == (gone.incident_id, "open", 3)


def test_a_big_story_keeps_its_count_and_its_newest_reports() -> None:
    """The state stays small enough for its topic."""
    log = linked(*(event(f"p{n}", n / 60) for n in range(300)))
    (incident,) = log.all().values()
    (state,) = log.memory._states.values()
    assert (incident.reports.events, len(state.members), len(incident.reports.event_ids)) == (300, 60, 200)


def receipt(article: str, *events: str, revision: int = 1, days: float = 31) -> Receipt:
    """Give the receipt of a run that was made so many days after the first event was told."""
    return Receipt(
        article_id=article, revision=revision, extractor="test/2", outcome="events" if events else "empty",
        event_ids=events, extracted_at=START + timedelta(days=days),
    )  # fmt: skip


def test_an_event_that_a_later_run_does_not_give_leaves_its_incident() -> None:
    """The incident goes on with the others; the last one leaves it retracted."""
    log = linked(event("a", fatalities=dead(4)), event("b", fatalities=dead(2)))
    withdraw(log.memory, receipt("a-a"))
    (incident,) = log.all().values()
    assert (incident.status, incident.reports.event_ids, incident.fatalities) == ("open", ("e-b",), dead(2))
    withdraw(log.memory, receipt("a-b", "e-other"))
    (incident,) = log.all().values()
    assert (incident.status, incident.reports.events, incident.fatalities) == ("retracted", 0, None)


def test_a_receipt_of_an_older_run_withdraws_nothing() -> None:
    """Also where it comes after the newer run's event, as receipts have no order with events."""
    newer = event("a").model_copy(update={"article": event("a").article.model_copy(update={"revision": 2})})
    log = linked(newer)
    withdraw(log.memory, receipt("a-a", revision=1, days=99))
    assert log.together() == {frozenset({"e-a"})}


def test_an_event_that_was_withdrawn_does_not_come_back_with_a_redelivery() -> None:
    """Nor does one that comes after the receipt that withdraws it; of a still newer run it does."""
    log = linked(event("a"))
    withdraw(log.memory, receipt("a-a"))
    log.comes(event("a"))
    assert log.together() == set()
    log.comes(event("a").model_copy(update={"extracted_at": START + timedelta(days=40)}))
    assert log.together() == {frozenset({"e-a"})}


def test_an_older_version_of_an_event_changes_nothing() -> None:
    """After a crash both are delivered again, the older one first."""
    old, new = event("a", fatalities=dead(2)), event("a", fatalities=dead(3))
    new = new.model_copy(update={"extracted_at": START + timedelta(days=31)})
    log = linked(old, new)
    before = log.all()
    assert linked_again(log, old) == {frozenset({"e-a"})}
    assert log.all() == before


COPY = DuplicateReport(article_id="a-copy", original_id="a-a", reason="near", similarity=0.9, source="copy")


def test_a_copy_is_one_more_source_but_no_independent_one() -> None:
    """Whether its report comes before or after the event of its original."""
    before, after = Log(), linked(event("a"))
    count_copy(before.memory, COPY)
    before.comes(event("a"))
    count_copy(after.memory, COPY)
    for log in (before, after):
        (incident,) = log.all().values()
        told = incident.reports
        assert (told.events, told.articles, told.sources, told.independent_sources) == (1, 2, 2, 1)


def test_a_copy_counts_once_and_an_article_is_no_copy_of_itself() -> None:
    """Reports are delivered again, and articles sent again."""
    log = linked(event("a"))
    for again in (COPY, COPY, COPY.model_copy(update={"article_id": "a-a", "reason": "repeat"})):
        count_copy(log.memory, again)
    (incident,) = log.all().values()
    assert (incident.reports.articles, incident.revision) == (2, 2)


def test_papers_that_print_one_sentence_or_quote_one_agency_are_one_independent_source() -> None:
    """So are two articles of one paper."""
    said = {"notes": "Nine died in Gao."}
    agency = {"occurrence": quoted("Sahel Wire", "media")}
    log = linked(
        event("a", **said), event("b", **said),
        event("c", **agency), event("d", **agency),
        event("e", source="f"), event("f"),
    )  # fmt: skip
    (incident,) = log.all().values()
    assert (incident.reports.sources, incident.reports.independent_sources) == (5, 3)


def test_a_report_that_joins_two_incidents_merges_the_later_into_the_earlier() -> None:
    """The one that is merged away leaves its last state with its successor's name, and no event in it."""
    first = event("a", location=near("Gao", 16.27), notes="Shells.", fatalities=dead(9))
    second = event("b", 5, location=near("Gao Nord", 16.57), notes="Bombs.", injuries=dead(30))
    bridge = event(
        "c", 9, location=near("Wabaria", 16.42), notes="Shells. Bombs.", fatalities=dead(9), injuries=dead(30)
    )
    log = linked(first, second)
    assert len(log.together()) == 2
    log.comes(bridge)
    assert log.together() == {frozenset({"e-a", "e-b", "e-c"})}
    stays, goes = sorted(log.all().values(), key=lambda incident: incident.status, reverse=True)
    assert (goes.status, goes.merged_into, stays.incident_id in goes.merged_from) == (
        "merged",
        stays.incident_id,
        False,
    )
    assert (stays.status, stays.merged_from, stays.first_seen) == ("open", (goes.incident_id,), START)


def test_two_incidents_that_one_article_tells_apart_are_never_merged() -> None:
    """Whatever a later report seems to say."""
    one = [event("a", event_id=f"e-a{n}", fatalities=dead(n)) for n in (4, 2)]
    assert len(linked(*one, event("b"), event("c")).together()) == 2


def test_a_doubtful_match_stays_apart_and_says_what_it_may_be() -> None:
    """Until a second source tells of it."""
    alike: dict[str, Any] = {"location": None, "fatalities": dead(3), "notes": "Somebody threw something into a bar."}
    log = linked(event("a", fatalities=dead(3)), event("b", 1, **alike))
    sure, doubtful = log.all().values()
    assert (doubtful.status, doubtful.perhaps) == ("doubtful", sure.incident_id)
    log.comes(event("c", 2, **alike | {"notes": "Somebody threw something into a bar, they say."}))
    assert [incident.status for incident in log.all().values()] == ["open", "open"]


KHOJAVEND = area("Khojavend", 11, "admin1", 39.8, 46.9, "AZE")
SHUSHA = area("Shusha", 12, "near", 39.76, 46.75, "AZE")
KARABAKH = area("Nagorno-Karabakh", 13, "region", 39.9, 46.8, "AZE")


def blasts(**sum_of_both: Any) -> list[Event]:
    """Give the mine blasts of the seed article, and a report that tells only of both together."""
    return [
        event("two", location=KHOJAVEND, fatalities=dead(2), notes="Two roadworkers drove over a mine."),
        event("four", 1, location=SHUSHA, fatalities=dead(4), notes="A police patrol died in an explosion."),
        event("six", 2, location=KARABAKH, fatalities=dead(6), notes="Six were lost in blasts.", **sum_of_both),
    ]


@pytest.mark.parametrize("extent", ["aggregate", "single"])
@given(order=st.permutations(range(3)))
def test_a_sum_covers_its_parts_and_adds_nothing(extent: str, order: list[int]) -> None:
    """Whether it calls itself a sum or only is one, and whenever it comes: the total stays six."""
    told = blasts(extent=extent)
    log = linked(*(told[n] for n in order))
    by_event = {incident.reports.event_ids[0]: incident for incident in log.all().values()}
    total = by_event["e-six"]
    assert total.extent == "aggregate"
    assert set(total.covers) == {by_event["e-two"].incident_id, by_event["e-four"].incident_id}
    added = [one.fatalities for one in by_event.values() if one.extent != "aggregate"]
    assert sum(toll.best or 0 for toll in added if toll) == 6


def test_a_sum_covers_the_successor_of_a_merged_incident() -> None:
    """And no incident that was retracted."""
    log = linked(*blasts(extent="aggregate"))
    withdraw(log.memory, receipt("a-two"))
    total = next(one for one in log.all().values() if one.extent == "aggregate")
    assert len(total.covers) == 1


def test_no_event_joins_an_incident_more_than_fifty_kilometres_or_three_days_away() -> None:
    """Whatever else they share, unless one of them names the other's place."""
    alike: dict[str, Any] = {"fatalities": dead(33), "notes": "Thirty-three died.", "weapons": ("drone",)}
    there = near("Ansongo", 16.8)
    assert count(event("a", location=near("Gao", 16.27), **alike), event("b", location=there, **alike)) == 2
    assert count(event("a", **alike), event("b", time=on("2024-03-08"), **alike)) == 2
    named = alike | {"notes": "Thirty-three died on the road from Gao."}
    assert count(event("a", location=near("Gao", 16.27), **alike), event("b", location=there, **named)) == 1


def test_a_report_that_was_long_forgotten_may_change(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of a story with more reports than are remembered."""
    module = sys.modules["pipeline.incidents.link"]
    monkeypatch.setattr(module, "MOST_EVENTS", 4)
    monkeypatch.setattr(module, "MOST_MEMBERS", 2)
    log = linked(*(event(f"p{n}", n) for n in range(8)))
    for name in ("p0", "p4", "p7"):
        log.comes(event(name, fatalities=dead(3)))
    log.comes(event("q", 9))
    (state,) = log.memory._states.values()
    assert (len(state.events), len(state.members)) == (4, 2)


ROWS = st.tuples(
    st.integers(0, 12),
    st.sampled_from([GAO, MOPTI]),
    st.integers(1, 3),
    st.sampled_from(["actual", "negated"]),
    st.integers(0, 2),
)


@given(st.lists(ROWS, max_size=25), st.data())
def test_a_memory_that_was_rebuilt_links_as_the_one_that_was_lost(rows: list[Any], data: st.DataObject) -> None:
    """Whenever the process is killed, the incidents are those of a process that was never killed."""
    events = [
        event(f"p{n}", location=where, time=on(f"2024-03-0{day}"), realis=realis, fatalities=dead(deaths))
        for n, where, day, realis, deaths in rows
    ]
    killed = data.draw(st.integers(0, len(events)))
    whole, topic = Log(), dict[str, LinkState]()
    for one in events[:killed]:
        for state in whole.comes(one):
            topic.pop(state.incident_id, None)
            topic[state.incident_id] = state
    successor = Log()
    for state in topic.values():
        successor.memory.remember(state)
    for one in events[killed:]:
        whole.comes(one)
        successor.comes(one)
    assert successor.all() == whole.all()


@given(st.permutations(range(8)))
def test_the_order_of_reports_does_not_change_what_is_together(order: list[int]) -> None:
    """Reports of single days, each of an article of its own, fall together as they are, not as they come."""
    reports = [
        event(f"p{n}", n, location=GAO if n % 2 else MOPTI, time=on(f"2024-03-0{1 + n // 4}"), fatalities=dead(n))
        for n in range(8)
    ]
    log, straight = linked(*(reports[n] for n in order)), linked(*reports)
    assert log.together() == straight.together()
    assert log.tolls() == straight.tolls()
