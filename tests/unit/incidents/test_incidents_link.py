"""Which events are one incident, and what becomes of an incident when an event changes."""

from datetime import timedelta
from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from incident_events import GAO, MOPTI, START, dead, event, on, place

from pipeline.contract import Event, Incident, LinkState
from pipeline.contract.event import Toll
from pipeline.incidents import Memory, link


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


def test_without_a_place_or_a_day_nothing_is_linked() -> None:
    """Two bombs somewhere are two bombs."""
    assert count(event("a", location=None), event("b", location=None)) == 2
    assert count(event("a", time=None), event("b", time=on(None, None))) == 2


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
    assert (incident.reports.events, len(state.members), len(incident.reports.event_ids)) == (300, 80, 200)


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
