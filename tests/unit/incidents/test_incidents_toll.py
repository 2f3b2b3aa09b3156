"""One toll out of several sources."""

import pytest
from incident_events import START, dead, event, quoted

from pipeline.contract import Event, Incident
from pipeline.contract.event import Toll
from pipeline.incidents.assemble import Material, assemble
from pipeline.incidents.sources import linked_event
from pipeline.incidents.toll import combine, figure


def toll(*events: Event) -> Toll | None:
    """Give the toll over some reports."""
    found = combine(figure(one, one.fatalities) for one in events if one.fatalities)
    return found[0] if found else None


def told(name: str, best: int, hour: float = 0, stated: str = "exact", by: str | None = None) -> Event:
    """Give a report of some dead; `by` is the kind of the office it quotes."""
    occurrence = quoted(f"{name}'s {by}", by) if by else ()
    return event(name, hour, fatalities=dead(best, stated), occurrence=occurrence)


def test_without_a_figure_there_is_no_toll() -> None:
    """Not said is null, not zero."""
    assert toll(event("a")) is None


def test_the_latest_figure_of_a_source_counts() -> None:
    """A paper that writes again has changed its mind; also when the later report comes first."""
    first, second = told("a", 3, 0), event("a", 5, event_id="e2", article_id="a2", fatalities=dead(7))
    assert toll(first, second) == toll(second, first) == dead(7)


def test_a_figure_that_two_sources_bear_out_wins() -> None:
    """Over the better source that stands alone."""
    result = toll(told("a", 5), told("b", 5), told("c", 9, by="police"))
    assert result is not None
    assert (result.low, result.best, result.high) == (5, 5, 9)


@pytest.mark.parametrize(
    ("better", "worse"), [("medical", "police"), ("government", "witness"), ("witness", "military")]
)
def test_the_better_source_gives_the_best_figure(better: str, worse: str) -> None:
    """A belligerent's figure comes last."""
    result = toll(told("a", 2, by=worse), told("b", 8, by=better))
    assert result is not None
    assert (result.low, result.best, result.high) == (2, 8, 8)


def test_of_equal_sources_the_lowest_figure_is_taken() -> None:
    """Both ends stay open to the others."""
    result = toll(told("a", 12), told("b", 10))
    assert result is not None
    assert (result.low, result.best, result.high) == (10, 10, 12)


def test_at_least_raises_low_and_never_high() -> None:
    """An open figure is borne by a firm one above it."""
    result = toll(told("a", 20), told("b", 15, stated="at_least"))
    assert result is not None
    assert (result.low, result.high) == (15, 20)


def test_at_least_more_than_anybody_says_leaves_the_end_open() -> None:
    """The firm figure is no ceiling then."""
    result = toll(told("a", 12), told("b", 15, stated="at_least"))
    assert result is not None
    assert (result.low, result.high) == (12, None)


def test_at_least_alone_is_open_upwards() -> None:
    """The highest floor counts."""
    result = toll(told("a", 12, stated="at_least"), told("b", 15, stated="at_least"))
    assert result is not None
    assert (result.low, result.high) == (12, None)
    assert result.best == 12


def assembled(members: list[Event], before: Incident | None, cause: Event) -> Incident:
    """Give the incident of some events."""
    events = {one.event_id: linked_event(one, "") for one in members}
    return assemble("i", Material(members, events, lambda _: None, {}), before, cause)


def test_the_history_tells_what_each_report_did() -> None:
    """First, rise, conflict, correction, retraction, in the order in which they came."""
    causes = [
        told("a", 3),
        event("a", 1, event_id="e2", article_id="a2", fatalities=dead(5)),
        told("b", 9),
        event("a", 2, event_id="e3", article_id="a3", fatalities=dead(4)),
    ]
    incident = None
    for n, cause in enumerate(causes, 1):
        incident = assembled(causes[:n], incident, cause)
    assert incident is not None
    assert [(change.effect, change.best) for change in incident.toll_history] == [
        ("first", 3), ("rise", 5), ("conflict", 9), ("correction", 4),
    ]  # fmt: skip
    assert incident.toll_history[0].at == START
    gone = assembled([], incident, causes[-1])
    assert gone.toll_history[-1].effect == "retraction"
