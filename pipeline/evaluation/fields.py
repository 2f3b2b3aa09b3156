"""The fields of a pair, each a function: a label and its event in, verdicts out. A field without a label has none."""

from collections.abc import Callable, Iterable, Iterator
from typing import Final

from pipeline.contract import Event, Figure
from pipeline.contract.event import Actor
from pipeline.contract.vocabulary import TYPE_OF
from pipeline.evaluation import agree
from pipeline.evaluation.gold import GoldActor, GoldEvent, GoldFigure
from pipeline.evaluation.names import same_actor
from pipeline.evaluation.verdict import Verdict

Field = Callable[[GoldEvent, Event], Iterator[Verdict]]


def _verdict(field: str, label: GoldEvent, event: Event, expected: object, found: object) -> Verdict:
    return _ruled(field, label, event, expected == found, (expected, found))


def _ruled(field: str, label: GoldEvent, event: Event, right: bool, said: tuple[object, object]) -> Verdict:
    expected, found = ("null" if value is None else str(value) for value in said)
    return Verdict(field, right, expected, found, label.words, event.confidence)


# ── type ──


def _sub_event_type(label: GoldEvent, event: Event) -> Iterator[Verdict]:
    right = event.sub_event_type in label.sub_types
    yield _ruled("sub_event_type", label, event, right, (label.sub_types[0], event.sub_event_type))


def _event_type(label: GoldEvent, event: Event) -> Iterator[Verdict]:
    types = [TYPE_OF[sub] for sub in label.sub_types]
    yield _ruled("event_type", label, event, event.event_type in types, (types[0], event.event_type))


def _civilian_targeting(label: GoldEvent, event: Event) -> Iterator[Verdict]:
    if label.civilian_targeting is not None:
        yield _verdict("civilian_targeting", label, event, label.civilian_targeting, event.civilian_targeting)


def _plover(label: GoldEvent, event: Event) -> Iterator[Verdict]:
    if label.plover is not None:
        yield _verdict("plover", label, event, label.plover, event.plover.event)


def _modes(label: GoldEvent, event: Event) -> Iterator[Verdict]:
    if label.modes:
        right = bool(set(label.modes) & set(event.plover.modes))
        yield _ruled("modes", label, event, right, (_listed(label.modes), _listed(event.plover.modes)))


def _newsness(label: GoldEvent, event: Event) -> Iterator[Verdict]:
    if label.newsness is not None:
        yield _verdict("newsness", label, event, label.newsness, event.newsness)


def _extent(label: GoldEvent, event: Event) -> Iterator[Verdict]:
    yield _verdict("extent", label, event, label.extent, event.extent)


# ── people ──


def _deaths(label: GoldEvent, event: Event) -> Iterator[Verdict]:
    said = (_figure(label.fatalities), _figure(event.fatalities))
    ours = label.fatalities and label.fatalities.best
    theirs = event.fatalities and event.fatalities.best
    if label.fatalities is not None and ours is not None:
        yield _ruled("deaths_bounds", label, event, agree.within(label.fatalities, event.fatalities), said)
        yield _ruled("deaths_best", label, event, ours == theirs, said)
    yield _ruled("deaths_null", label, event, {ours, theirs} != {0, None}, said)
    yield _ruled("deaths", label, event, ours == theirs, said)


def _injuries(label: GoldEvent, event: Event) -> Iterator[Verdict]:
    right = agree.best(label.injuries, event.injuries) == "same"
    yield _ruled("injuries", label, event, right, (_figure(label.injuries), _figure(event.injuries)))


def _casualties(label: GoldEvent, event: Event) -> Iterator[Verdict]:
    right = agree.best(label.casualties, event.casualties) == "same"
    yield _ruled("casualties", label, event, right, (_figure(label.casualties), _figure(event.casualties)))


def _affected(label: GoldEvent, event: Event) -> Iterator[Verdict]:
    ours = {a.what: a.best for a in label.affected}
    theirs = {a.what: a.best for a in event.affected}
    if ours or theirs:
        yield _verdict("affected", label, event, ours, theirs)


def _figure(figure: GoldFigure | Figure | None) -> str | None:
    if figure is None:
        return None
    return "/".join("null" if n is None else str(n) for n in (figure.low, figure.best, figure.high))


# ── time and place ──


def _date(label: GoldEvent, event: Event) -> Iterator[Verdict]:
    said = (_days(label), _days(event))
    yield _ruled("date", label, event, agree.days(label.time, event.time) == "same", said)
    yield _ruled("first_day", label, event, agree.first_day(label.time, event.time) == "same", said)


def _days(event: GoldEvent | Event) -> str | None:
    return f"{event.time.start} to {event.time.end}" if event.time else None


def _clock(label: GoldEvent, event: Event) -> Iterator[Verdict]:
    if label.time is not None and label.time.clock is not None:
        yield _verdict("clock", label, event, label.time.clock, event.time and event.time.clock)


def _time_precision(label: GoldEvent, event: Event) -> Iterator[Verdict]:
    if label.time is not None:
        yield _verdict("time_precision", label, event, label.time.precision, event.time and event.time.precision)


def _place(label: GoldEvent, event: Event) -> Iterator[Verdict]:
    said = (_where(label), _where(event))
    if label.place is None:
        yield _ruled("no_place", label, event, event.location is None, said)
    else:
        yield _ruled("place", label, event, agree.place(label.place, event.location) == "same", said)
        found = event.location and event.location.precision
        yield _verdict("place_precision", label, event, label.place.precision, found)


def _country(label: GoldEvent, event: Event) -> Iterator[Verdict]:
    if label.place is not None and label.place.country is not None:
        yield _verdict("country", label, event, label.place.country, event.location and event.location.country)


def _where(event: GoldEvent | Event) -> str | None:
    if isinstance(event, Event):
        return f"{event.location.name}, {event.location.country}" if event.location else None
    return f"{event.place.text}, {event.place.country}" if event.place else None


# ── who, and who says so ──


def _who(label: GoldEvent, event: Event) -> Iterator[Verdict]:
    for actor, found in _in_role(label, event):
        if actor.role in ("actor", "recipient"):
            others = _named(event, actor.role)
            yield _ruled(actor.role, label, event, found is not None, (actor.text, found.text if found else others))


def _who_else(label: GoldEvent, event: Event) -> Iterator[Verdict]:
    """Judge whether an event's actors and recipients are the label's, which names them all."""
    ours = {id(found) for _, found in _in_role(label, event) if found is not None}
    for actor in event.actors:
        if actor.role in ("actor", "recipient"):
            expected = "; ".join(a.text for a in label.actors if a.role == actor.role) or None
            yield _ruled(f"{actor.role}_precision", label, event, id(actor) in ours, (expected, actor.text))


def _details(label: GoldEvent, event: Event) -> Iterator[Verdict]:
    """Judge what is said of the actors that were found."""
    for actor, found in _in_role(label, event):
        if found is None or actor.role not in ("actor", "recipient"):
            continue
        yield _verdict("actor_country", label, event, actor.country, found.country)
        if actor.side is not None:
            yield _verdict("side", label, event, actor.side, found.side)
        if actor.inter is not None:
            yield _verdict("inter", label, event, actor.inter, found.inter)
        if actor.sectors:
            right = bool(set(actor.sectors) & set(found.sectors))
            yield _ruled("sectors", label, event, right, (_listed(actor.sectors), _listed(found.sectors)))


def _in_role(label: GoldEvent, event: Event) -> Iterator[tuple[GoldActor, Actor | None]]:
    """Give each labelled actor with the event's one of the same role, each of which is given once."""
    free = list(event.actors)
    for actor in label.actors:
        found = next((a for a in free if a.role == actor.role and _same(actor, a)), None)
        if found is not None:
            free.remove(found)
        yield actor, found


def _same(actor: GoldActor, found: Actor) -> bool:
    countries = (actor.country, found.country)
    return same_actor(actor.text, found.text, countries) or same_actor(actor.text, found.name, countries)


def _named(event: Event, role: str) -> str | None:
    return "; ".join(actor.text for actor in event.actors if actor.role == role) or None


def _occurrence(label: GoldEvent, event: Event) -> Iterator[Verdict]:
    if label.occurrence:
        ours, theirs = _listed(o.status for o in label.occurrence), _listed(o.status for o in event.occurrence)
        yield _verdict("occurrence", label, event, ours, theirs)


def _attribution(label: GoldEvent, event: Event) -> Iterator[Verdict]:
    """Judge each actor to whom the deed is ascribed, where the event has him: the statuses are the label's."""
    for index, (_, found) in enumerate(_in_role(label, event)):
        ours = [a.status for a in label.attribution if a.actor == index]
        if ours and found is not None:
            number = event.actors.index(found)
            theirs = [a.status for a in event.attribution if a.actor == number]
            yield _verdict("attribution", label, event, _listed(ours), _listed(theirs))


def _weapons(label: GoldEvent, event: Event) -> Iterator[Verdict]:
    if label.weapons:
        right = bool(set(label.weapons) & set(event.weapons))
        yield _ruled("weapons", label, event, right, (_listed(label.weapons), _listed(event.weapons)))


def _listed(values: Iterable[object]) -> str:
    return ", ".join(sorted(set(map(str, values)))) or "none"


# ── all in one ──


def _record(label: GoldEvent, event: Event) -> Iterator[Verdict]:
    """Judge what a user reads first: type, day, place and deaths, all of them right."""
    place = agree.place(label.place, event.location) == "same" or (label.place is None and event.location is None)
    wrong = [
        name
        for name, right in (
            ("type", event.sub_event_type in label.sub_types),
            ("day", agree.first_day(label.time, event.time) == "same"),
            ("place", place),
            ("deaths", agree.best(label.fatalities, event.fatalities) == "same"),
        )
        if not right
    ]
    yield _ruled("record", label, event, not wrong, ("all right", f"wrong {', '.join(wrong)}"))


ALWAYS: Final[tuple[Field, ...]] = (
    *(_sub_event_type, _event_type, _extent, _deaths, _date, _place, _country, _who, _attribution, _record),
)
WHOLE: Final[tuple[Field, ...]] = (
    *(_civilian_targeting, _plover, _modes, _newsness, _injuries, _casualties, _affected),
    *(_clock, _time_precision, _who_else, _details, _occurrence, _weapons),
)
"""Judged only where the whole contract is labelled."""
